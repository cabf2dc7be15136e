"""Units that got all points of a criterion and named evidence for it: what others can look at to do as well."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from minhbach.model.criteria import Criterion, Role
from minhbach.model.submission import Evidence, State
from minhbach.model.units import Tier
from minhbach.results import UnitResult
from minhbach.scoring.rollup import CriterionScore
from minhbach.scoring.words import explain
from minhbach.site.contexts.criterion_results import scored
from minhbach.site.contexts.evidence import EvidenceItem, evidence_items
from minhbach.site.contexts.spread import distinct
from minhbach.site.contexts.view import Link, RoundView, first_standing

MOST = 3
"""Examples of a tier."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GoodExample:
    unit: Link
    parent: str
    points: str
    words: tuple[str, ...]
    evidence: tuple[EvidenceItem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TierExamples:
    """`full` units got all points; those with evidence come first by rank, the first few are `units`."""

    tier: str
    full: int
    units: tuple[GoodExample, ...]


def good_examples(view: RoundView, item: Criterion) -> tuple[TierExamples, ...]:
    """Of the tiers that the criterion is assessed in. Nobody is an example of a deduction."""
    if view.results is None or item.role is Role.DEDUCTION:
        return ()
    return tuple(_tier(view, item, tier) for tier in view.criteria.tiers if view.by_criterion.get((tier.id, item.id)))


def _tier(view: RoundView, item: Criterion, tier: Tier) -> TierExamples:
    found = _full(view, item, tier)
    with_evidence = [(result, score) for result, score in found if _named(result, item)]
    with_evidence.sort(key=lambda pair: (_rank(pair[0]), view.faces[pair[0].unit.code].order))
    return TierExamples(
        tier=view.write.text(tier.title),
        full=len(found),
        units=tuple(_example(view, item, *pair) for pair in islice(with_evidence, MOST)),
    )


def _full(view: RoundView, item: Criterion, tier: Tier) -> list[tuple[UnitResult, CriterionScore]]:
    pairs = scored(view, tier, item)
    full = {id(score) for score, _ in distinct([score for _, score in pairs]) if _is_full(score)}
    return [(result, score) for result, score in pairs if id(score) in full]


def _is_full(score: CriterionScore) -> bool:
    return score.state is State.VALUE and score.points == score.declared and not score.trace.excluded


def _named(result: UnitResult, item: Criterion) -> tuple[Evidence, ...]:
    return result.submission.evidence.get(item.id, ()) if result.submission is not None else ()


def _rank(result: UnitResult) -> tuple[bool, int]:
    standing = first_standing(result)
    return standing is None, standing.rank if standing is not None else 0


def _example(view: RoundView, item: Criterion, result: UnitResult, score: CriterionScore) -> GoodExample:
    return GoodExample(
        unit=view.unit_link(result.unit),
        parent=view.faces[result.unit.code].parent,
        points=view.write.points(score.points),
        words=explain(score, view.criteria, view.lang),
        evidence=evidence_items(_named(result, item)),
    )
