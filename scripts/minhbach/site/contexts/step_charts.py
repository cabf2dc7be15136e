"""From one edition to the next as charts: whose published points moved most, per tier, on one axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from minhbach.comparison.model import Change
from minhbach.diagnostics import Text
from minhbach.model.record import RecordedUnit
from minhbach.model.units import Tier
from minhbach.publication.differences import PlaceChange
from minhbach.results import TOTAL
from minhbach.site import addresses, charts
from minhbach.site.contexts.movement import MOST_MOVED, Move, MoveChart, chart_title, moved_amount
from minhbach.site.contexts.view import EditionStep, Link, RoundView


@dataclass(frozen=True, kw_only=True, slots=True)
class StepCharts:
    """The charts of one scale of a tier; `before` and `after` are the numbers of the two releases."""

    title: str
    before: str
    after: str
    charts: tuple[MoveChart, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Moved:
    unit: RecordedUnit
    before: Decimal
    after: Decimal

    @property
    def amount(self) -> Decimal:
        return self.after - self.before


def step_charts(view: RoundView, step: EditionStep) -> Iterator[StepCharts]:
    """Per tier and scale; none where no published points differ."""
    scales = view.results.scales if view.results else ()
    for tier in view.criteria.tiers:
        for scale in scales:
            moved = [item for item in _moved(step, tier, scale) if item.amount]
            if moved:
                yield StepCharts(
                    title=view.write.text(tier.title) + (f" – {view.scale_title(scale)}" if scale != TOTAL else ""),
                    before=view.numbers[step.before.edition],
                    after=view.numbers[step.after.edition],
                    charts=_charts(view, moved),
                )


def _moved(step: EditionStep, tier: Tier, scale: str) -> Iterator[_Moved]:
    for change in step.units:
        for place in change.places if change.unit.tier == tier.id else ():
            if place.scale == scale and (values := _values(place)) is not None:
                yield _Moved(unit=change.unit, before=values[0], after=values[1])


def _values(place: PlaceChange) -> tuple[Decimal, Decimal] | None:
    if place.before is None or place.after is None:
        return None
    return Decimal(place.before.published), Decimal(place.after.published)


def _charts(view: RoundView, moved: Sequence[_Moved]) -> tuple[MoveChart, ...]:
    """The biggest rises and the biggest falls."""
    ordered = sorted(moved, key=lambda item: (-abs(item.amount), item.unit.code))
    groups = (
        (Text("Tăng", "Rose"), [item for item in ordered if item.amount > 0]),
        (Text("Giảm", "Fell"), [item for item in ordered if item.amount < 0]),
    )
    chosen = [(view.write.text(title), items[:MOST_MOVED], len(items)) for title, items in groups if items]
    values = [Fraction(value) for _, items, _ in chosen for item in items for value in (item.before, item.after)]
    axis = charts.axis_around(values, view.write)
    return tuple(
        MoveChart(
            title=chart_title(view.write, title, len(items), of),
            is_cut=axis.low > 0,
            moves=tuple(_move(view, item, axis) for item in items),
            ticks=axis.ticks,
        )
        for title, items, of in chosen
    )


def _move(view: RoundView, item: _Moved, axis: charts.Axis) -> Move:
    unit, parent = item.unit, view.register.by_code.get(item.unit.parent or "")
    return Move(
        unit=Link(unit.name, addresses.unit(view.id, unit.code) if unit.code in view.shown else ""),
        parent=parent.name if parent is not None else "",
        before=view.write.number(item.before),
        now=view.write.number(item.after),
        moved=moved_amount(Change(amount=item.amount, places=0), view.write),
        span=axis.span(Fraction(item.before), Fraction(item.after)),
    )
