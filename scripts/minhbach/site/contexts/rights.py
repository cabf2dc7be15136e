"""Who may change what, when, and who approves it: the gate's own table in words, with the dates of each round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minhbach.diagnostics import Text
from minhbach.edition import MILESTONE_TITLES
from minhbach.gate.authority import (
    APPROVAL_WORDS,
    AREA_WORDS,
    CONDITION_WORDS,
    FREEZE_WORDS,
    FREEZES,
    GRANTS,
    PART_WORDS,
    ROLE_WORDS,
    Freeze,
    Grant,
    Part,
    Role,
)
from minhbach.model.round import Milestone, Round, Window
from minhbach.site import addresses
from minhbach.site.contexts.view import SiteView
from minhbach.site.words import WINDOW_TEXTS
from minhbach.site.writing import Writer


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line of the table: parts of one file that the same people may change at the same time."""

    what: str
    when: tuple[str, ...]
    condition: str
    approval: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """What one role may propose."""

    id: str
    role: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """The windows of a round, in the order of their first days."""

    title: str
    address: str
    windows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RightsPage:
    address: str
    sections: tuple[Section, ...]
    frozen: str
    freezes: tuple[tuple[str, str], ...]
    calendars: tuple[Calendar, ...]


def build(site: SiteView) -> RightsPage:
    write = site.write
    return RightsPage(
        address=addresses.RIGHTS,
        sections=tuple(
            Section(id=role.value, role=write.text(ROLE_WORDS[role]), rows=tuple(_rows(write, role)))
            for role in Role
            if any(grant.role is role for grant in GRANTS)
        ),
        frozen=write.text(FREEZE_WORDS),
        freezes=tuple(_freezes(write)),
        calendars=tuple(_calendar(write, view.round) for view in site.rounds),
    )


def _rows(write: Writer, role: Role) -> list[Row]:
    """Parts that are granted alike stand in one line."""
    alike: dict[object, list[Grant]] = {}
    for grant in GRANTS:
        if grant.role is role:
            alike.setdefault((grant.area, grant.windows, grant.condition, grant.approval), []).append(grant)
    return [_row(write, grants) for grants in alike.values()]


def _row(write: Writer, grants: Sequence[Grant]) -> Row:
    first = grants[0]
    return Row(
        what=_what(write, AREA_WORDS[first.area], [grant.part for grant in grants]),
        when=tuple(_window(write, name) for name in first.windows),
        condition=write.text(CONDITION_WORDS[first.condition]),
        approval=write.text(APPROVAL_WORDS[first.approval]),
    )


def _window(write: Writer, name: str) -> str:
    return write.text(WINDOW_TEXTS[name]) if name in WINDOW_TEXTS else name


def _what(write: Writer, area: Text, parts: Sequence[Part]) -> str:
    words = write.text(area)
    words = words[:1].upper() + words[1:]
    return words if list(parts) == [Part.WHOLE] else f"{words}: {_parts(write, parts)}"


def _parts(write: Writer, parts: Iterable[Part]) -> str:
    return ", ".join(write.text(PART_WORDS[part]) for part in parts)


def _freezes(write: Writer) -> list[tuple[str, str]]:
    """For each milestone, what its publication closes."""
    found: dict[str, list[str]] = {}
    for freeze in FREEZES:
        found.setdefault(freeze.milestone, []).append(_closed(write, freeze))
    return [(write.text(MILESTONE_TITLES[Milestone(name)]), "; ".join(words)) for name, words in found.items()]


def _closed(write: Writer, freeze: Freeze) -> str:
    area = write.text(AREA_WORDS[freeze.area])
    return area if Part.WHOLE in freeze.parts else f"{area}: {_parts(write, freeze.parts)}"


def _calendar(write: Writer, round_: Round) -> Calendar:
    ordered = sorted(round_.windows.items(), key=lambda item: (item[1].opens, item[1].closes))
    return Calendar(
        title=write.say(f"Đợt {round_.id}", f"Round {round_.id}"),
        address=addresses.round_page(round_.id),
        windows=tuple((_window(write, name), _dates(write, window)) for name, window in ordered),
    )


def _dates(write: Writer, window: Window) -> str:
    dates = write.span(window.opens, window.closes)
    if window.grace_to is None:
        return dates
    last = write.day(window.grace_to)
    return dates + write.say(f", gia hạn đến {last}", f", extended to {last}")
