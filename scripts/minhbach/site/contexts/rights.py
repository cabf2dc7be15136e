"""Who may change what, when, and who approves it: the gate's own table in words, with the dates of each round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minhbach.diagnostics import Text
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
from minhbach.site.words import MILESTONES, WINDOWS
from minhbach.site.writing import day, span


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
    views = site.rounds
    return RightsPage(
        address=addresses.RIGHTS,
        sections=tuple(
            Section(id=role.value, role=ROLE_WORDS[role].vi, rows=tuple(_rows(role)))
            for role in Role
            if any(grant.role is role for grant in GRANTS)
        ),
        frozen=FREEZE_WORDS.vi,
        freezes=tuple(_freezes()),
        calendars=tuple(_calendar(view.round) for view in views),
    )


def _rows(role: Role) -> list[Row]:
    """Parts that are granted alike stand in one line."""
    alike: dict[object, list[Grant]] = {}
    for grant in GRANTS:
        if grant.role is role:
            alike.setdefault((grant.area, grant.windows, grant.condition, grant.approval), []).append(grant)
    return [_row(grants) for grants in alike.values()]


def _row(grants: Sequence[Grant]) -> Row:
    first = grants[0]
    return Row(
        what=_what(AREA_WORDS[first.area], [grant.part for grant in grants]),
        when=tuple(WINDOWS.get(name, name) for name in first.windows),
        condition=CONDITION_WORDS[first.condition].vi,
        approval=APPROVAL_WORDS[first.approval].vi,
    )


def _what(area: Text, parts: Sequence[Part]) -> str:
    words = area.vi[:1].upper() + area.vi[1:]
    if list(parts) == [Part.WHOLE]:
        return words
    return f"{words}: {', '.join(PART_WORDS[part].vi for part in parts)}"


def _freezes() -> list[tuple[str, str]]:
    """For each milestone, what its publication closes."""
    found: dict[str, list[str]] = {}
    for freeze in FREEZES:
        found.setdefault(freeze.milestone, []).append(_closed(freeze))
    return [(MILESTONES[Milestone(milestone)], "; ".join(words)) for milestone, words in found.items()]


def _closed(freeze: Freeze) -> str:
    area = AREA_WORDS[freeze.area].vi
    whole = Part.WHOLE in freeze.parts
    return area if whole else f"{area}: {', '.join(PART_WORDS[part].vi for part in freeze.parts)}"


def _calendar(round_: Round) -> Calendar:
    ordered = sorted(round_.windows.items(), key=lambda item: (item[1].opens, item[1].closes))
    return Calendar(
        title=f"Đợt {round_.id}",
        address=addresses.round_page(round_.id),
        windows=tuple((WINDOWS.get(name, name), _dates(window)) for name, window in ordered),
    )


def _dates(window: Window) -> str:
    extension = f", gia hạn đến {day(window.grace_to)}" if window.grace_to else ""
    return span(window.opens, window.closes) + extension
