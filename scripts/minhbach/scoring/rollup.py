"""From criteria to a total: points nest to any depth, points taken out as not applicable are converted back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from minhbach.model.criteria import CriteriaSet, Criterion, Role, Section
from minhbach.model.submission import State
from minhbach.scoring.forms import ZERO, Situation, evaluate
from minhbach.scoring.trace import Trace


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionScore:
    """Points of one criterion.

    `declared` are the set's points for the tier; `maximum` what of them is left after not applicable parts are taken
    out (0 for bonus and deduction, which stand outside); `points` are negative for a deduction.
    """

    criterion: Criterion
    state: State
    points: Fraction
    maximum: Fraction
    declared: Fraction
    trace: Trace

    @property
    def lost(self) -> Fraction:
        return self.maximum - self.points if self.criterion.role is Role.SCORED else max(ZERO, -self.points)


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionScore:
    """Points of a pillar, a group or the whole.

    `points` of `maximum` are earned (of `declared`, less what is not applicable); `adjustment` is bonus less
    deductions; `converted` is points / maximum x declared, None when nothing is left to assess.
    """

    id: str
    points: Fraction
    maximum: Fraction
    declared: Fraction
    adjustment: Fraction
    sections: tuple[SectionScore, ...] = ()
    criteria: tuple[CriterionScore, ...] = ()

    @property
    def converted(self) -> Fraction | None:
        return self.points * self.declared / self.maximum if self.maximum else None

    @property
    def value(self) -> Fraction | None:
        """The converted points with bonus and deduction, never below 0 nor above what is declared."""
        converted = self.converted
        return None if converted is None else min(self.declared, max(ZERO, converted + self.adjustment))

    @property
    def share(self) -> Fraction | None:
        value = self.value
        return None if value is None or not self.declared else value / self.declared

    def walk(self) -> Iterator[SectionScore]:
        yield self
        for section in self.sections:
            yield from section.walk()

    def all_criteria(self) -> Iterator[CriterionScore]:
        yield from self.criteria
        for section in self.sections:
            yield from section.all_criteria()


def score_criterion(criterion: Criterion, tier: str, situation: Situation) -> CriterionScore:
    """The criterion must be assessed in the tier."""
    declared = criterion.points[tier]
    trace = evaluate(criterion.form, Situation(answers=situation.answers, peers=situation.peers, points=declared))
    earned = declared * trace.share if trace.share is not None else ZERO
    if criterion.role is Role.DEDUCTION:
        earned = -earned
    gone = trace.state in (State.NOT_APPLICABLE, State.NOT_ASSESSED)
    maximum = ZERO if gone or criterion.role is not Role.SCORED else declared * (1 - trace.excluded)
    return CriterionScore(
        criterion=criterion, state=trace.state, points=earned, maximum=maximum, declared=declared, trace=trace
    )


def score_total(criteria: CriteriaSet, tier: str, situation: Situation) -> SectionScore:
    """The whole tree of sections for one unit. The children of the result are the pillars."""
    pillars = tuple(_score_section(criteria, pillar, tier, situation) for pillar in criteria.pillars)
    return _gathered("total", criteria.totals.get(tier, ZERO), pillars, converts=criteria.conversion == "pillar")


def _score_section(criteria: CriteriaSet, section: Section, tier: str, situation: Situation) -> SectionScore:
    declared = section.totals.get(tier, ZERO)
    if section.sections:
        parts = tuple(_score_section(criteria, part, tier, situation) for part in section.sections)
        return _gathered(section.id, declared, parts, converts=criteria.conversion == "group")
    scores = tuple(score_criterion(item, tier, situation) for item in section.criteria if tier in item.points)
    scored = [score for score in scores if score.criterion.role is Role.SCORED]
    return SectionScore(
        id=section.id,
        points=sum((score.points for score in scored), ZERO),
        maximum=sum((score.maximum for score in scored), ZERO),
        declared=declared,
        adjustment=sum((score.points for score in scores if score.criterion.role is not Role.SCORED), ZERO),
        criteria=scores,
    )


def _gathered(section_id: str, declared: Fraction, parts: tuple[SectionScore, ...], *, converts: bool) -> SectionScore:
    """Add sections up; where the set converts at their kind, they go in with their converted points."""
    points = maximum = adjustment = ZERO
    for part in parts:
        converted = part.converted if converts else None
        points += part.points if converted is None else converted
        maximum += part.maximum if converted is None else part.declared
        adjustment += part.adjustment
    return SectionScore(
        id=section_id, points=points, maximum=maximum, declared=declared, adjustment=adjustment, sections=parts
    )


def index_sections(total: SectionScore) -> Mapping[str, SectionScore]:
    return {section.id: section for section in total.walk()}
