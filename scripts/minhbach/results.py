"""Milestone to results: values, chains, points, totals, levels, ranks. What export, site and documents read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from statistics import median

from minhbach.exact import Publication, published
from minhbach.model.chain import Chain
from minhbach.model.criteria import CriteriaSet, Level
from minhbach.model.forms import Operand
from minhbach.model.record import Record
from minhbach.model.round import Milestone, Round
from minhbach.model.submission import Answer, Submission
from minhbach.model.units import Register, Tier, Unit
from minhbach.repository import Dataset, RoundData
from minhbach.scoring.forms import Situation, measure
from minhbach.scoring.ranking import NearTie, Rank, decisive, find_level, near_ties, rank
from minhbach.scoring.rollup import CriterionScore, SectionScore, TierScorer, index_sections
from minhbach.values import chains_of

TOTAL = "total"


class UnitStatus(StrEnum):
    RANKED = "ranked"
    NOT_SUBMITTED = "not_submitted"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where a unit stands on one scale: the exact value, the published one, its share of `maximum`, level and rank."""

    value: Fraction
    published: Decimal
    maximum: Fraction
    share: Fraction
    level: Level | None
    rank: int
    tied: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitResult:
    """One unit at one milestone. Without a submission there is no score at all, never a 0.

    `unreadable`: a file was handed in, but nothing of it can be read; it counts as not submitted.

    `standings` are keyed by scale: `total`, or the ids of the pillars when the set ranks by pillar.
    """

    unit: Unit
    status: UnitStatus
    unreadable: bool = False
    submission: Submission | None = None
    chains: Mapping[str, Chain] = field(default_factory=dict)
    total: SectionScore | None = None
    standings: Mapping[str, Standing] = field(default_factory=dict)
    sections: Mapping[str, SectionScore] = field(init=False, compare=False, repr=False)
    criteria: tuple[CriterionScore, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Index the tree of the total once: exports and pages look into it for every row."""
        object.__setattr__(self, "sections", index_sections(self.total) if self.total else {})
        scores = [score for section in self.sections.values() for score in section.criteria]
        object.__setattr__(self, "criteria", tuple(scores))

    @property
    def answers(self) -> dict[str, Answer]:
        return {name: chain.current for name, chain in self.chains.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class TierResults:
    """The units of one tier: `ranked` per scale in the order of rank, then code; the others with their status."""

    tier: Tier
    units: tuple[UnitResult, ...]
    ranked: Mapping[str, tuple[UnitResult, ...]]
    without_rank: tuple[UnitResult, ...]
    near_ties: Mapping[str, tuple[NearTie, ...]]

    def median_share(self, section_id: str) -> Fraction | None:
        """The median share of a section over the units that have one."""
        shares = [share for unit in self.units if unit.total and (share := unit.sections[section_id].share) is not None]
        return median(shares) if shares else None


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundResults:
    """A round at a milestone; with a `record` as that edition published it."""

    round: Round
    criteria: CriteriaSet
    register: Register
    milestone: Milestone
    scales: tuple[str, ...]
    tiers: tuple[TierResults, ...]
    by_unit: Mapping[str, UnitResult]
    record: Record | None = None

    @property
    def figures_as_of(self) -> date | None:
        """The cut-off date of the milestone; None when the round has no readable one. The two are never mixed."""
        dates = self.round.milestones.get(self.milestone.value)
        return dates.figures_as_of if dates is not None else None

    def tier(self, tier_id: str) -> TierResults:
        return next(results for results in self.tiers if results.tier.id == tier_id)


class TierPeers:
    """Limits of an operand over the units of a tier that have a value for it (and earlier rounds, when pooled)."""

    def __init__(
        self, answers: Iterable[Mapping[str, Answer]], earlier: Mapping[str, list[Mapping[str, Answer]]]
    ) -> None:
        self._answers = list(answers)
        self._earlier = earlier
        self._known: dict[tuple[tuple[str, str | None], str | None], tuple[Fraction, Fraction] | None] = {}

    def limits(self, operand: Operand, since: str | None) -> tuple[Fraction, Fraction] | None:
        key = ((operand.top.text, operand.bottom.text if operand.bottom else None), since)
        if key not in self._known:
            self._known[key] = self._find(operand, since)
        return self._known[key]

    def _find(self, operand: Operand, since: str | None) -> tuple[Fraction, Fraction] | None:
        pool = list(self._answers)
        if since is not None:
            for round_id, of_round in self._earlier.items():
                if round_id >= since:
                    pool += of_round
        situations = (Situation(answers=answers, peers=self, points=Fraction(1)) for answers in pool)
        measured = (measure(operand, situation).number for situation in situations)
        numbers = [number for number in measured if number is not None]
        return (min(numbers), max(numbers)) if numbers else None


def compute_results(
    dataset: Dataset, round_id: str, milestone: Milestone, record: Record | None = None
) -> RoundResults:
    """Score and rank a round; with a `record` as that edition published it. Raises KeyError without such a round."""
    data = dataset.rounds[round_id]
    scales = (TOTAL,) if data.criteria.ranked_by == "total" else tuple(pillar.id for pillar in data.criteria.pillars)
    tiers = tuple(_tier_results(dataset, data, tier, milestone, scales, record) for tier in data.criteria.tiers)
    return RoundResults(
        round=data.round,
        criteria=data.criteria,
        register=data.register,
        milestone=milestone,
        scales=scales,
        tiers=tiers,
        by_unit={result.unit.code: result for tier in tiers for result in tier.units},
        record=record,
    )


def published_results(dataset: Dataset, round_id: str, milestone: Milestone) -> RoundResults:
    """As the newest edition of the milestone published them; as they stand now while there is none."""
    return compute_results(dataset, round_id, milestone, dataset.rounds[round_id].newest_record(milestone))


def _tier_results(
    dataset: Dataset,
    data: RoundData,
    tier: Tier,
    milestone: Milestone,
    scales: tuple[str, ...],
    record: Record | None,
) -> TierResults:
    units = data.register.of_tier(tier.id)
    chains = {
        unit.code: chains_of(data, unit, milestone, record=record)
        for unit in units
        if unit.code in data.submissions and unit.exempt is None
    }
    answers = {code: {name: chain.current for name, chain in items.items()} for code, items in chains.items()}
    peers = TierPeers(answers.values(), earlier_answers(dataset.rounds, data, tier))
    scorer = TierScorer(data.criteria, tier.id, peers)
    totals = {code: scorer.total(items) for code, items in answers.items()}
    standings = {scale: _standings(data, totals, scale) for scale in scales}
    results = tuple(_unit_result(unit, data, chains, totals, standings) for unit in units)
    ranked = {
        scale: tuple(
            sorted((item for item in results if scale in item.standings), key=lambda item: _order(item, scale))
        )
        for scale in scales
    }
    publication = data.round.publication
    return TierResults(
        tier=tier,
        units=results,
        ranked=ranked,
        without_rank=tuple(item for item in results if not item.standings),
        near_ties={
            scale: near_ties([(item.unit.code, item.standings[scale].value) for item in items], publication)
            for scale, items in ranked.items()
        },
    )


def _order(result: UnitResult, scale: str) -> tuple[int, str]:
    return result.standings[scale].rank, result.unit.code


def earlier_answers(
    rounds: Mapping[str, RoundData], data: RoundData, tier: Tier
) -> dict[str, list[Mapping[str, Answer]]]:
    """What the assessed units of earlier rounds ended with, for limits that are pooled over rounds.

    A figure counts only when it was asked as the same kind then: sets of different years may share names.
    """
    figures = data.criteria.figures_of(tier.id)
    earlier: dict[str, list[Mapping[str, Answer]]] = {}
    for round_id, other in rounds.items():
        if round_id >= data.round.id:
            continue
        then = other.criteria.figures
        same = [name for name, figure in figures.items() if name in then and then[name].kind is figure.kind]
        units = [unit for unit in other.register.of_tier(tier.id) if unit.exempt is None]
        earlier[round_id] = [
            {name: chain.current for name, chain in chains_of(other, unit, Milestone.FINAL, figures=same).items()}
            for unit in units
            if unit.code in other.submissions
        ]
    return earlier


def _unit_result(
    unit: Unit,
    data: RoundData,
    chains: Mapping[str, Mapping[str, Chain]],
    totals: Mapping[str, SectionScore],
    standings: Mapping[str, Mapping[str, Standing]],
) -> UnitResult:
    if unit.exempt is not None:
        return UnitResult(unit=unit, status=UnitStatus.NOT_ASSESSED)
    if unit.code not in totals:
        return UnitResult(unit=unit, status=UnitStatus.NOT_SUBMITTED, unreadable=unit.code in data.present)
    own = {scale: of_unit[unit.code] for scale, of_unit in standings.items() if unit.code in of_unit}
    return UnitResult(
        unit=unit,
        status=UnitStatus.RANKED if own else UnitStatus.NOT_ASSESSED,
        submission=data.submissions[unit.code],
        chains=chains[unit.code],
        total=totals[unit.code],
        standings=own,
    )


def _standings(data: RoundData, totals: Mapping[str, SectionScore], scale: str) -> dict[str, Standing]:
    publication = data.round.publication
    sections = {code: index_sections(total)[scale] for code, total in totals.items()}
    values = {code: value for code, section in sections.items() if (value := section.value) is not None}
    ranks = rank({code: decisive(value, publication) for code, value in values.items()})
    return {
        code: _standing(data.criteria, totals[code], sections[code], value, ranks[code], publication)
        for code, value in values.items()
    }


def _standing(
    criteria: CriteriaSet,
    total: SectionScore,
    section: SectionScore,
    value: Fraction,
    place: Rank,
    publication: Publication,
) -> Standing:
    # A publication with few decimals may round a full score up beyond what is declared.
    share = min(Fraction(1), decisive(value, publication) / section.declared) if section.declared else Fraction(0)
    return Standing(
        value=value,
        published=published(value, publication),
        maximum=section.declared,
        share=share,
        level=find_level(criteria, share, total),
        rank=place.place,
        tied=place.tied,
    )
