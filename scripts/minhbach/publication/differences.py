"""From one edition to a later one: every figure that changed, why, and what it did to points and ranks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from minhbach.model.chain import Chain, Link
from minhbach.model.record import Record, RecordedPlace, RecordedUnit
from minhbach.model.submission import Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureChange:
    """A figure whose counted value differs; `link` is where the later value came from, with reason and decision."""

    figure: str
    before: Answer
    after: Answer
    link: Link


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceChange:
    """Where a unit stood before and stands after on a scale; None where it had no place."""

    scale: str
    before: RecordedPlace | None
    after: RecordedPlace | None

    @property
    def moved(self) -> Fraction | None:
        """The change of the points, exact to the 20 decimals that records write."""
        if self.before is None or self.after is None:
            return None
        return number(self.after.total) - number(self.before.total)


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitChange:
    """A unit whose figures, points or rank differ. Without `figures` others moved it: relative points, ranks."""

    unit: RecordedUnit
    figures: tuple[FigureChange, ...]
    places: tuple[PlaceChange, ...]
    criteria: Mapping[str, tuple[Fraction | None, Fraction | None]]


def number(text: str) -> Fraction:
    """A number as records write it: exact wherever a decimal can be, else to 20 decimals."""
    return Fraction(text)


def changes_between(before: Record, after: Record) -> tuple[UnitChange, ...]:
    """The units that differ, in the order of the later record."""
    found = (_unit_change(before.units.get(code), unit) for code, unit in after.units.items())
    return tuple(item for item in found if item is not None)


def _unit_change(before: RecordedUnit | None, after: RecordedUnit) -> UnitChange | None:
    figures = tuple(_figures(before.chains if before else {}, after.chains))
    old = before.places if before is not None else {}
    scales = list(dict.fromkeys((*old, *after.places)))
    places = tuple(
        PlaceChange(scale=scale, before=old.get(scale), after=after.places.get(scale))
        for scale in scales
        if old.get(scale) != after.places.get(scale)
    )
    if not figures and not places:
        return None
    points_before = before.criteria if before is not None else {}
    return UnitChange(
        unit=after,
        figures=figures,
        places=places,
        criteria={
            name: (_number(points_before.get(name)), _number(points))
            for name, points in after.criteria.items()
            if points_before.get(name) != points
        },
    )


def _number(text: str | None) -> Fraction | None:
    return number(text) if text is not None else None


def _figures(before: Mapping[str, Chain], after: Mapping[str, Chain]) -> Iterator[FigureChange]:
    for name, chain in after.items():
        old = before.get(name)
        if old is not None and (old.current.state, old.current.value) != (chain.current.state, chain.current.value):
            yield FigureChange(figure=name, before=old.current, after=chain.current, link=chain.links[-1])
