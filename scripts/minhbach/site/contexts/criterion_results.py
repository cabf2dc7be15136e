"""How the units of each tier did on one criterion: in sum, in a chart, one by one."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.exact import NO_BREAK_SPACE
from minhbach.model.criteria import Criterion, Figure
from minhbach.model.submission import State
from minhbach.model.units import Tier
from minhbach.results import UnitResult
from minhbach.scoring.rollup import CriterionScore
from minhbach.site import addresses, charts
from minhbach.site.contexts.spread import Spread
from minhbach.site.contexts.view import RoundView
from minhbach.site.words import STATE_TEXTS
from minhbach.site.writing import Writer


@dataclass(frozen=True, kw_only=True, slots=True)
class TierOutcome:
    """A tier. `rows` is the finished HTML of its table body, of so many `units`; `silent` units handed nothing in."""

    id: str
    tier: str
    ranking: str
    points: str
    mean: str
    counted: str
    full: str
    zero: str
    others: str
    bars: tuple[charts.Bar, ...]
    columns: tuple[str, ...]
    rows: str
    units: int
    silent: int


def outcome(view: RoundView, item: Criterion, tier: Tier) -> TierOutcome | None:
    """None while the phase shows no results, and when no unit of the tier has any."""
    results, scores = view.tier_results(tier), view.by_criterion.get((tier.id, item.id), ())
    if results is None or not scores:
        return None
    write, spread, asked = view.write, view.spreads.of(tier.id, item.id), view.criteria.figures
    return TierOutcome(
        id=f"cap-{tier.slug}",
        tier=write.text(tier.title),
        ranking=addresses.ranking(view.id, tier.slug),
        points=write.short_points(item.points[tier.id]),
        mean=write.share(spread.mean) if spread.mean is not None else "–",
        counted=write.number(spread.counted),
        full=write.number(spread.full),
        zero=write.number(spread.zero),
        others=_others(write, spread),
        bars=charts.histogram(spread.bins),
        columns=tuple(_column(write, asked[name]) for name in item.uses if name in asked),
        rows=view.outcome_rows(tier).table(item, scores),
        units=len(scores),
        silent=len(results.units) - len(scores),
    )


def scored(view: RoundView, tier: Tier, item: Criterion) -> list[tuple[UnitResult, CriterionScore]]:
    """The units of a tier that have a score of the criterion, with it."""
    results, scores = view.tier_results(tier), view.by_criterion.get((tier.id, item.id), ())
    units = (result for result in results.units if result.criteria) if results is not None and scores else ()
    return list(zip(units, scores, strict=True))


def _others(write: Writer, spread: Spread) -> str:
    counts = ((state, spread.states.get(state, 0)) for state in State if state is not State.VALUE)
    units = write.say("đơn vị", "units")
    return ", ".join(
        f"{write.number(count)}{NO_BREAK_SPACE}{units} {write.text(STATE_TEXTS[state]).lower()}"
        for state, count in counts
        if count
    )


def _column(write: Writer, figure: Figure) -> str:
    label = write.text(figure.label)
    return f"{label} ({figure.unit})" if figure.unit else label
