"""Windows of a round: inclusive days, and an extension that takes figures but records them as late."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.model.round import Window
from minhbach.repository import load
from minhbach.tree import WorkTree
from tests.conftest import PROVINCE, ROOT

PLAIN = Window(opens=date(2019, 11, 20), closes=date(2019, 11, 25))
EXTENDED = Window(opens=date(2019, 11, 20), closes=date(2019, 11, 25), grace_to=date(2019, 11, 28))


@pytest.mark.parametrize(
    ("day", "plain", "extended"),
    [
        (date(2019, 11, 19), (False, False), (False, False)),
        (date(2019, 11, 20), (True, False), (True, False)),
        (date(2019, 11, 25), (True, False), (True, False)),
        (date(2019, 11, 26), (False, False), (True, True)),
        (date(2019, 11, 28), (False, False), (True, True)),
        (date(2019, 11, 29), (False, False), (False, False)),
    ],
)
def test_a_day_is_open_and_late(day: date, plain: tuple[bool, bool], extended: tuple[bool, bool]) -> None:
    assert (PLAIN.is_open(day), PLAIN.is_late(day)) == plain
    assert (EXTENDED.is_open(day), EXTENDED.is_late(day)) == extended


def test_the_extension_of_2019_takes_the_last_receipt() -> None:
    data = load(WorkTree(ROOT))[0].rounds["2019"]
    window = data.round.windows["report"]
    received = [receipt.received.date() for receipt in data.receipts.values()]
    assert window.grace_to == max(received)
    assert all(window.is_open(day) for day in received)
    assert sum(window.is_late(day) for day in received) == sum(day > window.closes for day in received) == 6


def test_windows_without_an_extension_have_none() -> None:
    windows = load(WorkTree(PROVINCE))[0].rounds["2021"].round.windows
    assert {window.grace_to for window in windows.values()} == {None}
