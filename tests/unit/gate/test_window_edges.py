"""Every grant that has windows, at the first and the last second of each of them, and of each extension."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from minhbach.gate.authority import GRANTS, Area, Condition, Grant, Part
from minhbach.gate.windows import is_late, windows_are_open
from minhbach.model.round import Window
from tests.cases.examples import MemoryTree
from tests.unit.gate.proposing import (
    INSPECTOR,
    MORE_COMPUTERS,
    ROUND,
    TOWN,
    TOWN_FILE,
    WARD,
    WARD_FILE,
    Files,
    edited,
    propose,
    province,
)
from tests.unit.gate.test_windows import CHANGES, QUESTION, SUPPLEMENT, calendar

SECOND = timedelta(seconds=1)
EXPLAINED = edited(WARD_FILE, "evidence:\n", 'explanations:\n  Q1: {text: "Đúng như vậy"}\nevidence:\n')
OF_WARD: dict[Part, Files] = {
    Part.FIGURES: MORE_COMPUTERS,
    Part.EVIDENCE: edited(WARD_FILE, "phuong-ben-do.example", "ben-do.example"),
    Part.EXPLANATIONS: EXPLAINED,
    Part.SUPPLEMENT: SUPPLEMENT,
    Part.WORDS: edited(WARD_FILE, "(số liệu giả lập)", "(giả lập)"),
}
OF_TOWN: dict[Part, Files] = {
    Part.FIGURES: edited(TOWN_FILE, "computers: 88\n", "computers: 89\n"),
    Part.EVIDENCE: edited(TOWN_FILE, "thi-xa-may-thuong.example", "may-thuong.example"),
    Part.EXPLANATIONS: edited(TOWN_FILE, "evidence:\n", 'explanations:\n  Q1: {text: "Đúng"}\nevidence:\n'),
    Part.WORDS: edited(TOWN_FILE, "(số liệu giả lập)", "(giả lập)"),
}
"""A change of each part of a file, and of nothing else."""

TIMED = [(grant, name) for grant in GRANTS for name in grant.windows]


def change_of(grant: Grant) -> tuple[int, Files, Files]:
    """Account, change, and what has to be on the base for the grant to hold."""
    if grant.area is Area.INSPECTION:
        return INSPECTOR, CHANGES["inspection"][1], {}
    if grant.condition is Condition.HAS_UNITS_BELOW:
        return TOWN, OF_TOWN[grant.part], {}
    asked = {f"{ROUND}/reviews/02005.yaml": QUESTION} if grant.condition is Condition.QUESTION_OPEN else {}
    return WARD, OF_WARD[grant.part], asked


def base(
    names: tuple[str, ...], extension: date | None = None, zone: str = "Asia/Ho_Chi_Minh", **more: bytes
) -> MemoryTree:
    """The province with the other windows years away, so that none of them opens what is tried."""
    text = province().files[f"{ROUND}/round.yaml"].decode().replace("Asia/Ho_Chi_Minh", zone)
    head, _, tail = text.partition("windows:\n")
    rest = tail[tail.index("publication:") :]
    far = Window(opens=date(2031, 1, 1), closes=date(2031, 1, 1))
    lines = "".join(
        _line(name, window, extension) if name in names else _line(name, far, None)
        for name, window in calendar().windows.items()
    )
    return province({f"{ROUND}/round.yaml": f"{head}windows:\n{lines}{rest}".encode()})


def _line(name: str, window: Window, extension: date | None) -> str:
    grace = f", grace_to: {extension}" if extension is not None else ""
    return f"  {name}: {{from: {window.opens}, to: {window.closes}{grace}}}\n"


def edges(window: Window, zone: str, extension: date | None = None) -> Iterator[tuple[datetime, bool, bool]]:
    """Moments in UTC, as the clocks of forges and their machines say it; whether it is open then, and late."""
    first = datetime(window.opens.year, window.opens.month, window.opens.day, tzinfo=ZoneInfo(zone))
    after = datetime(window.closes.year, window.closes.month, window.closes.day, tzinfo=ZoneInfo(zone)) + timedelta(
        days=1
    )
    extended = extension is not None
    yield (first - SECOND).astimezone(UTC), False, False
    yield first.astimezone(UTC), True, False
    yield (after - SECOND).astimezone(UTC), True, False
    yield after.astimezone(UTC), extended, extended
    if extension is not None:
        end = datetime(extension.year, extension.month, extension.day, tzinfo=ZoneInfo(zone)) + timedelta(days=1)
        yield (end - SECOND).astimezone(UTC), True, True
        yield end.astimezone(UTC), False, False


@pytest.mark.parametrize(("grant", "name"), TIMED, ids=lambda item: getattr(item, "part", item))
@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Europe/Berlin", "Pacific/Honolulu"])
def test_a_grant_holds_from_its_first_second_to_its_last(grant: Grant, name: str, zone: str) -> None:
    actor, change, there = change_of(grant)
    for at, open_, _ in edges(calendar().windows[name], zone):
        proposal = propose(change, actor=actor, at=at, base=laid(name, zone, None, there))
        assert [item.code for item in windows_are_open(proposal)] == ([] if open_ else ["window-closed"]), at


@pytest.mark.parametrize(("grant", "name"), TIMED, ids=lambda item: getattr(item, "part", item))
def test_an_extension_takes_what_its_window_takes_to_its_last_second(grant: Grant, name: str) -> None:
    actor, change, there = change_of(grant)
    window = calendar().windows[name]
    extension = window.closes + timedelta(days=3)
    for at, open_, late in edges(window, "Asia/Ho_Chi_Minh", extension):
        proposal = propose(change, actor=actor, at=at, base=laid(name, "Asia/Ho_Chi_Minh", extension, there))
        assert [item.code for item in windows_are_open(proposal)] == ([] if open_ else ["window-closed"]), at
        # Late is what a unit handed in; minutes of a team are not received by any register.
        assert is_late(proposal) is (late and grant.area is Area.UNIT), at


def laid(name: str, zone: str, extension: date | None, there: Files) -> MemoryTree:
    tree = base((name,), extension, zone)
    tree.files.update({path: data for path, data in there.items() if data is not None})
    return tree


def test_without_its_window_nothing_is_open() -> None:
    for grant, name in TIMED:
        actor, change, there = change_of(grant)
        tree = base(())
        tree.files.update({path: data for path, data in there.items() if data is not None})
        window = calendar().windows[name]
        at = datetime(window.opens.year, window.opens.month, window.opens.day, 12, tzinfo=UTC)
        assert [item.code for item in windows_are_open(propose(change, actor=actor, at=at, base=tree))], (grant, name)
