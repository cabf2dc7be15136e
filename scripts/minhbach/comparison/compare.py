"""From the final results of two rounds to their comparison. Before both are final there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from statistics import median

from minhbach.comparison.descent import ancestry_since, goes_on, is_before
from minhbach.comparison.model import (
    Board,
    Change,
    Gone,
    Line,
    Measure,
    Obstacle,
    Past,
    RoundComparison,
    Successor,
    TierComparison,
)
from minhbach.exact import published
from minhbach.model.criteria import CriteriaSet
from minhbach.model.lineage import Ancestry
from minhbach.model.round import Milestone
from minhbach.model.units import Tier
from minhbach.repository import RoundData
from minhbach.results import RoundResults, Standing, UnitResult


def compare_rounds(data: RoundData, now: RoundResults, before: RoundResults) -> RoundComparison | None:
    """None unless both are public and final, and `before` is a round before that of `data` and `now`.

    What moves between two rounds is shown of final results only: a preliminary rank is no rank to rise from.
    """
    final = all(item.milestone is item.round.public_milestone is Milestone.FINAL for item in (now, before))
    if not final or not is_before(data, before.round.id):
        return None
    ancestries = {unit.code: ancestry_since(data, unit, before.round.id) for unit in now.register.units}
    tiers = tuple(
        TierComparison(
            tier=item.tier,
            boards=tuple(_board(now, before, item.tier, scale, ancestries) for scale in now.scales),
        )
        for item in now.tiers
    )
    by_unit: dict[str, dict[str, Line]] = {}
    for tier in tiers:
        for board in tier.boards:
            for line in board.lines:
                by_unit.setdefault(line.unit.code, {})[board.scale] = line
    return RoundComparison(
        now=now, before=before, tiers=tiers, gone=tuple(_gone(now, before, ancestries)), by_unit=by_unit
    )


def shown_value(results: RoundResults, standing: Standing, measure: Measure) -> Decimal:
    """The published points of a standing, or its share in per cent, rounded as the round publishes its numbers."""
    if measure is Measure.POINTS:
        return standing.published
    return published(standing.share * 100, results.round.publication)


def _board(
    now: RoundResults, before: RoundResults, tier: Tier, scale: str, ancestries: Mapping[str, Ancestry]
) -> Board:
    measure = Measure.POINTS if _same_criteria(now.criteria, before.criteria, tier.id) else Measure.SHARE
    results, ranked = now.tier(tier.id), now.tier(tier.id).ranked[scale]
    # A unit without a rank on this scale stands last, in the order of the register.
    others = [item for item in results.units if scale not in item.standings]
    ranked_before = _ranked(before, tier.id, scale)
    return Board(
        scale=scale,
        measure=measure,
        lines=tuple(
            _line(now, before, item, scale, measure, ancestries[item.unit.code]) for item in (*ranked, *others)
        ),
        ranked=len(ranked),
        ranked_before=len(ranked_before),
        median=_median(now, ranked, scale, measure),
        median_before=_median(before, ranked_before, scale, measure),
    )


def _ranked(results: RoundResults, tier_id: str, scale: str) -> tuple[UnitResult, ...]:
    """Empty where the round had no such tier or scale."""
    return next((item.ranked.get(scale, ()) for item in results.tiers if item.tier.id == tier_id), ())


def _median(results: RoundResults, units: Iterable[UnitResult], scale: str, measure: Measure) -> Decimal | None:
    standings = [item.standings[scale] for item in units]
    values = [item.value if measure is Measure.POINTS else item.share * 100 for item in standings]
    middle: Fraction | None = median(values) if values else None
    return published(middle, results.round.publication) if middle is not None else None


def _same_criteria(now: CriteriaSet, before: CriteriaSet, tier_id: str) -> bool:
    """Whether a point of the tier was earned by the same thing then: the same criteria, points and scoring."""
    return now is before or _what_earns_points(now, tier_id) == _what_earns_points(before, tier_id)


def _what_earns_points(criteria: CriteriaSet, tier_id: str) -> object:
    return (
        criteria.conversion,
        {pillar.id: pillar.totals.get(tier_id) for pillar in criteria.pillars},
        {item.id: (item.points[tier_id], item.role, item.form) for item in criteria.criteria_of(tier_id)},
    )


def _line(
    now: RoundResults, before: RoundResults, result: UnitResult, scale: str, measure: Measure, ancestry: Ancestry
) -> Line:
    own = result.standings.get(scale)
    sources = tuple(_pasts(before, ancestry, scale))
    one = goes_on(ancestry)
    against = next((past for past in sources if one is not None and past.unit.code == one.unit.code), None)
    obstacle = _obstacle(before, result, own, sources, against, scale)
    change = None
    if obstacle is None and own is not None and against is not None and against.standing is not None:
        amount = shown_value(now, own, measure) - shown_value(before, against.standing, measure)
        change = Change(amount=amount, places=against.standing.rank - own.rank)
    return Line(result=result, standing=own, sources=sources, against=against, change=change, obstacle=obstacle)


def _pasts(before: RoundResults, ancestry: Ancestry, scale: str) -> Iterator[Past]:
    for source in ancestry.sources:
        result = before.by_unit.get(source.unit.code)
        yield Past(
            unit=source.unit,
            kind=source.kind,
            result=result,
            standing=result.standings.get(scale) if result is not None else None,
            of=len(_ranked(before, source.unit.tier, scale)),
        )


def _obstacle(
    before: RoundResults,
    result: UnitResult,
    own: Standing | None,
    sources: tuple[Past, ...],
    against: Past | None,
    scale: str,
) -> Obstacle | None:
    if own is None:
        return Obstacle.NO_RESULT_NOW
    if not sources:
        return Obstacle.NEW
    if against is None:
        return Obstacle.PARTS
    if against.unit.tier != result.unit.tier:
        return Obstacle.OTHER_TIER
    if scale not in before.scales:
        return Obstacle.OTHER_SCALE
    return Obstacle.NO_RESULT_BEFORE if against.standing is None else None


def _gone(now: RoundResults, before: RoundResults, ancestries: Mapping[str, Ancestry]) -> Iterator[Gone]:
    """The units of the earlier round that no unit of this one is measured against, in the order of the register."""
    heirs = {one.unit.code for ancestry in ancestries.values() if (one := goes_on(ancestry)) is not None}
    successors: dict[str, list[Successor]] = {}
    for code, ancestry in ancestries.items():
        for source in ancestry.sources:
            successors.setdefault(source.unit.code, []).append(
                Successor(unit=now.register.by_code[code], kind=source.kind)
            )
    for unit in before.register.units:
        if unit.code not in heirs:
            found = tuple(successors.get(unit.code, ()))
            yield Gone(unit=unit, result=before.by_unit.get(unit.code), successors=found)
