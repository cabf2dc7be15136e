"""Work that several processes share: the same results in the same order, and no failure that goes unnoticed."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import BrokenExecutor

import pytest

from minhbach import workshop
from minhbach.workshop import ALONE, Workshop, hands_here

ITEMS = list(range(10 * ALONE))


def test_results_come_in_the_order_of_the_work_whoever_does_it() -> None:
    wanted = [item * item for item in ITEMS]
    assert list(Workshop(lambda item: item * item, ITEMS, 1).results()) == wanted
    assert list(Workshop(lambda item: item * item, ITEMS, 3).results()) == wanted
    assert list(Workshop(lambda item: item * item, ITEMS, 3, long=30).results()) == wanted
    assert list(Workshop(lambda item: item * item, ITEMS, 3, long=len(ITEMS)).results()) == wanted


def test_long_work_is_given_out_piece_by_piece() -> None:
    """Whoever has taken the first piece leaves the second to another."""

    def work(item: int) -> int:
        time.sleep(0.3 if item < 2 else 0)
        return os.getpid()

    first, second, *_ = Workshop(work, ITEMS * 20, 2, long=2).results()
    assert first != second


def test_others_do_the_work_unless_there_is_little() -> None:
    assert os.getpid() not in set(Workshop(lambda _: os.getpid(), ITEMS, 2).results())
    assert set(Workshop(lambda _: os.getpid(), ITEMS[: ALONE - 1], 2).results()) == {os.getpid()}


def test_without_forks_one_process_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "_can_fork", lambda: False)
    assert set(Workshop(lambda _: os.getpid(), ITEMS, 2).results()) == {os.getpid()}


def test_the_fault_of_another_process_is_raised_here() -> None:
    def work(item: int) -> int:
        if item == 77:
            raise ValueError("hỏng ở 77")
        return item

    with pytest.raises(ValueError, match="hỏng ở 77"):
        list(Workshop(work, ITEMS, 2).results())


def test_a_process_that_is_killed_is_a_failure() -> None:
    def work(item: int) -> int:
        if item == 77:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    with pytest.raises(BrokenExecutor):
        list(Workshop(work, ITEMS, 2).results())


def test_processes_end_when_nobody_listens_any_more() -> None:
    results = Workshop(lambda item: item, ITEMS, 2).results()
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert list(Workshop(lambda item: -item, ITEMS, 2).results()) == [-item for item in ITEMS]
    assert hands_here() >= 1
