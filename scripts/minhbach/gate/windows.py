"""Check 3: whether each changed part may change at this time. Windows are whole days in the round's own time zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from minhbach.changes import FileChange
from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.gate.authority import (
    AREA_WORDS,
    GRANTS,
    MILESTONE_WORDS,
    PART_WORDS,
    REVIEW,
    Area,
    Condition,
    Grant,
    Part,
    is_frozen,
)
from minhbach.gate.base import RoundBase
from minhbach.gate.calendar import local_time, open_windows, windows_in_words
from minhbach.gate.parts import ChangedPart, changed_parts, place_of
from minhbach.gate.places import Spot
from minhbach.gate.proposal import Proposal
from minhbach.gate.shape import MAX_FILES
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
        return local_time(self.proposal.request.at, self.base.round)

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
        return [
            window for grant in grants for window in open_windows(grant.windows, self.base.round, self.local.date())
        ]

    def _holds(self, grant: Grant, changed: ChangedPart) -> bool:
        if grant.condition is Condition.HAS_UNITS_BELOW:
            return bool(self.base.register.children.get(self.spot.unit or ""))
        if grant.condition is Condition.QUESTION_OPEN:
            asked = changed.part is not Part.FIGURES or self.questioned.issuperset(changed.keys)
            return bool(self.questioned) and asked
        return True

    def _closed(self, changed: ChangedPart) -> Iterator[Diagnostic]:
        in_review = open_windows([REVIEW], self.base.round, self.local.date()) and self.questioned
        unasked = [key for key in changed.keys if key not in self.questioned]
        if in_review and unasked and changed.part is Part.FIGURES:
            yield from self._not_questioned(changed.part, unasked)
            return
        names = [name for grant in _grants(Area.UNIT, changed.part) for name in self._window_names(grant)]
        yield _window_closed(self.spot, self.base, self.local, changed.place, PART_WORDS[changed.part], names)

    def _window_names(self, grant: Grant) -> tuple[str, ...]:
        """The windows that a person of this unit is told of."""
        without = grant.condition is Condition.HAS_UNITS_BELOW and not self.base.register.children.get(
            self.spot.unit or ""
        )
        return () if without or grant.condition is Condition.QUESTION_OPEN else grant.windows

    def _not_questioned(self, part: Part, keys: Sequence[str]) -> Iterator[Diagnostic]:
        for key in keys:
            yield diagnose(
                "figure-not-questioned",
                place_of(self.proposal.source(self.spot.path), part, key),
                round=self.base.id,
                unit=self.spot.unit,
                figure=shown(key),
                found=self._labels([key]),
                allowed=self._labels(sorted(self.questioned)),
            )

    def _labels(self, names: Sequence[str]) -> Text:
        """Figures as on the form, each with the name that stands in the file."""
        known = self.base.usable.criteria.figures

        def words(lang: str) -> str:
            return ", ".join(
                f"{known[name].label.in_(lang)} ({name})" if name in known else shown(name) for name in names
            )

        return Text(words("vi"), words("en"))


def _grants(area: Area, part: Part) -> tuple[Grant, ...]:
    """Whoever it is: the window is judged for itself, so that one answer says everything that is wrong."""
    return tuple(grant for grant in GRANTS if (grant.area, grant.part) == (area, part))


def _window_closed(
    spot: Spot, base: RoundBase, local: datetime, place: Location, part: Text, names: Iterable[str]
) -> Diagnostic:
    return diagnose(
        "window-closed",
        place,
        round=base.id,
        unit=spot.unit,
        found=f"{local:%H:%M %d/%m/%Y}",
        allowed=windows_in_words(names, base.round),
        part=part,
    )


def _published(spot: Spot, part: Text, place: Location, milestone: str) -> Diagnostic:
    found = MILESTONE_WORDS[milestone]
    return diagnose("milestone-published", place, round=spot.round, unit=spot.unit, found=found, part=part)


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
            local = local_time(proposal.request.at, base.round)
            if not open_windows(grant.windows, base.round, local.date()):
                yield _window_closed(spot, base, local, place, words, grant.windows)
