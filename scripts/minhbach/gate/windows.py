"""Check 3: whether each changed part may change at this time. Windows are whole days in the round's own time zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.gate.authority import AREA_WORDS, GRANTS, PART_WORDS, REVIEW, Area, Condition, Grant, Part, is_frozen
from minhbach.gate.base import RoundBase
from minhbach.gate.parts import ChangedPart, changed_parts
from minhbach.gate.places import Spot
from minhbach.gate.proposal import Proposal
from minhbach.gate.shape import MAX_FILES
from minhbach.git import FileChange
from minhbach.model.round import Window
from minhbach.reading.files import read_source


def windows_are_open(proposal: Proposal) -> Iterator[Diagnostic]:
    """Every part of every file that differs may change at the time of the push, whoever asks."""
    for change in proposal.changes[:MAX_FILES]:
        spot = proposal.spots[change.path]
        base = proposal.round(spot.round)
        if spot.area is Area.UNIT and base is not None:
            yield from UnitWindows(proposal, spot, base).findings()
        elif spot.area is not Area.OTHER:
            yield from _file_findings(proposal, spot, base, change)


def is_late(proposal: Proposal) -> bool:
    """Something was received after a window's last day, within its extension."""
    touched = (proposal.spots[change.path] for change in proposal.changes[:MAX_FILES])
    spots = [(spot, proposal.round(spot.round)) for spot in touched if spot.area is Area.UNIT]
    return any(UnitWindows(proposal, spot, base).is_late for spot, base in spots if base is not None)


@dataclass(frozen=True)
class UnitWindows:
    """The changed parts of a unit's file against the table of grants and the calendar of the round."""

    proposal: Proposal
    spot: Spot
    base: RoundBase

    @cached_property
    def parts(self) -> tuple[ChangedPart, ...]:
        if self.proposal.removes(self.spot.path):
            return (ChangedPart(Part.FIGURES, Location(self.spot.path)),)
        before, _ = read_source(self.proposal.base.tree, self.spot.path)
        return changed_parts(before, self.proposal.source(self.spot.path))

    @cached_property
    def local(self) -> datetime:
        return _local(self.proposal, self.base)

    @cached_property
    def questioned(self) -> frozenset[str]:
        """The figures with an open question of the operator."""
        review = self.proposal.base.review(self.base.id, self.spot.unit or "")
        return review.open_figures if review is not None else frozenset()

    def findings(self) -> Iterator[Diagnostic]:
        for changed in self.parts:
            milestone = is_frozen(Area.UNIT, changed.part, self.base.published)
            if milestone is not None:
                yield _published(self.spot, PART_WORDS[changed.part], changed.place, milestone)
            elif not self._open(changed):
                yield from self._closed(changed)

    @property
    def is_late(self) -> bool:
        windows = [self._open(changed) for changed in self.parts]
        return any(found and all(window.is_late(self.local.date()) for window in found) for found in windows)

    def _open(self, changed: ChangedPart) -> list[Window]:
        """The windows in which this part may change now."""
        grants = [grant for grant in _grants(Area.UNIT, changed.part) if self._holds(grant, changed)]
        return [window for grant in grants for window in _open_windows(grant, self.base, self.local.date())]

    def _holds(self, grant: Grant, changed: ChangedPart) -> bool:
        if grant.condition is Condition.HAS_UNITS_BELOW:
            return bool(self.base.register.children.get(self.spot.unit or ""))
        if grant.condition is Condition.QUESTION_OPEN:
            asked = changed.part is not Part.FIGURES or self.questioned.issuperset(changed.keys)
            return bool(self.questioned) and asked
        return True

    def _closed(self, changed: ChangedPart) -> Iterator[Diagnostic]:
        review = self.base.round.windows.get(REVIEW)
        if changed.part is Part.FIGURES and self.questioned and review and review.is_open(self.local.date()):
            yield from self._not_questioned(changed)
            return
        names = [name for grant in _grants(Area.UNIT, changed.part) for name in self._window_names(grant)]
        yield _window_closed(self.spot, self.base, self.local, changed.place, PART_WORDS[changed.part], names)

    def _window_names(self, grant: Grant) -> tuple[str, ...]:
        """The windows that a person of this unit is told of."""
        without = grant.condition is Condition.HAS_UNITS_BELOW and not self.base.register.children.get(
            self.spot.unit or ""
        )
        return () if without or grant.condition is Condition.QUESTION_OPEN else grant.windows

    def _not_questioned(self, changed: ChangedPart) -> Iterator[Diagnostic]:
        for key in changed.keys:
            if key not in self.questioned:
                yield diagnose(
                    "figure-not-questioned",
                    self.proposal.place(self.spot.path, changed.part.value, key),
                    round=self.base.id,
                    unit=self.spot.unit,
                    figure=key,
                    found=key,
                    allowed=", ".join(sorted(self.questioned)),
                )


def _grants(area: Area, part: Part) -> tuple[Grant, ...]:
    """Whoever it is: the window is judged for itself, so that one answer says everything that is wrong."""
    return tuple(grant for grant in GRANTS if (grant.area, grant.part) == (area, part))


def _local(proposal: Proposal, base: RoundBase) -> datetime:
    return proposal.request.at.astimezone(ZoneInfo(base.round.timezone))


def _open_windows(grant: Grant, base: RoundBase, day: date) -> list[Window]:
    windows = (base.round.windows.get(name) for name in grant.windows)
    return [window for window in windows if window is not None and window.is_open(day)]


def _window_closed(
    spot: Spot, base: RoundBase, local: datetime, place: Location, part: Text, names: list[str]
) -> Diagnostic:
    windows = [window for name in dict.fromkeys(names) if (window := base.round.windows.get(name)) is not None]
    return diagnose(
        "window-closed",
        place,
        round=base.id,
        unit=spot.unit,
        found=f"{local:%H:%M %d/%m/%Y}",
        allowed=Text(
            "; ".join(_window_words(window, "đến hết ngày") for window in windows) or "không còn khi nào",
            "; ".join(_window_words(window, "to the end of") for window in windows) or "never again",
        ),
        part=part,
    )


def _window_words(window: Window, to: str) -> str:
    return f"{window.opens:%d/%m/%Y} {to} {window.grace_to or window.closes:%d/%m/%Y}"


def _published(spot: Spot, part: Text, place: Location, milestone: str) -> Diagnostic:
    return diagnose("milestone-published", place, round=spot.round, unit=spot.unit, found=milestone, part=part)


def _file_findings(proposal: Proposal, spot: Spot, base: RoundBase | None, change: FileChange) -> Iterator[Diagnostic]:
    """Any other file: closed by a publication, settled once written, or open in the windows of the table."""
    place, words = Location(spot.path), AREA_WORDS[spot.area]
    if base is not None:
        removed = change.after is None and base.published
        milestone = is_frozen(spot.area, Part.WHOLE, base.published) or (min(base.published) if removed else None)
        if milestone is not None:
            yield _published(spot, words, place, milestone)
            return
    for grant in _grants(spot.area, Part.WHOLE):
        if grant.condition in (Condition.NEW_FILE, Condition.PUBLISHED) and change.before is not None:
            yield diagnose("file-settled", place, round=spot.round, area=words)
        elif grant.condition is Condition.PUBLISHED and not (base is not None and base.published):
            yield diagnose("amendment-early", place, round=spot.round)
        elif grant.condition is Condition.SET_UNUSED and proposal.base.uses_set(spot.set or ""):
            yield diagnose("set-in-use", place, found=spot.set)
        elif grant.windows and base is not None:
            local = _local(proposal, base)
            if not _open_windows(grant, base, local.date()):
                yield _window_closed(spot, base, local, place, words, list(grant.windows))
