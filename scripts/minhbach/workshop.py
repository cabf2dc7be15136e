"""Work shared out among processes of this machine. What comes out depends on the work alone, never on who did it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain
from typing import Generic, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")

ALONE = 24
"""So little work is done before a second process has started."""

PORTIONS = 40
"""Each process comes back this often, so that none waits long for another at the end."""


class Workshop(Generic[Item, Result]):
    """Does each item of work once and yields the results in the order of the work.

    Processes are forked, so that they see everything that was computed before without copying it. Where that cannot be
    done, one process does all. A process that fails raises its fault here; one that is killed raises
    concurrent.futures.BrokenExecutor: no work is ever lost in silence.
    """

    def __init__(
        self, work: Callable[[Item], Result], items: Sequence[Item], hands: int | None = None, long: int = 0
    ) -> None:
        """So many items at the beginning are `long` work: each is given out by itself, the others in portions."""
        self.work = work
        self.items = items
        self.hands = hands or hands_here()
        self.long = long

    def results(self) -> Iterator[Result]:
        """Other processes begin at once, whenever the results are asked for."""
        if self.hands < 2 or len(self.items) < ALONE or not _can_fork():
            return map(self.work, self.items)
        return _listened(*self._begun())

    def _begun(self) -> tuple[ProcessPoolExecutor, Iterator[Result]]:
        """All processes are forked here, each with this work before its eyes."""
        global _workshop
        portion = max(1, (len(self.items) - self.long) // (self.hands * PORTIONS))
        _workshop = cast("Workshop[object, object]", self)
        sys.stdout.flush()
        try:
            with _frozen():
                processes = ProcessPoolExecutor(self.hands, mp_context=multiprocessing.get_context("fork"))
                first = processes.map(_do, range(self.long))
                rest = processes.map(_do, range(self.long, len(self.items)), chunksize=portion)
        finally:
            _workshop = None
        return processes, cast(Iterator[Result], chain(first, rest))


def _listened(processes: ProcessPoolExecutor, results: Iterator[Result]) -> Iterator[Result]:
    """The processes take no more work once somebody has stopped listening."""
    try:
        yield from results
    finally:
        processes.shutdown(cancel_futures=True)


_workshop: Workshop[object, object] | None = None
"""The work of the processes that are forked now: they find it here, as their parent left it."""


def _do(place: int) -> object:
    if _workshop is None:
        raise RuntimeError("a process that was not forked by a workshop")
    return _workshop.work(_workshop.items[place])


def _can_fork() -> bool:
    """A process of a pool must not start any of its own."""
    return "fork" in multiprocessing.get_all_start_methods() and not multiprocessing.current_process().daemon


@contextmanager
def _frozen() -> Iterator[None]:
    """Objects made so far are left out of the collector's rounds: a look at them would copy their memory."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def hands_here() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
