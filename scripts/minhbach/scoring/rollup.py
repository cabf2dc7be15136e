"""From criteria to a total: points nest to any depth, points taken out as not applicable are converted back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from minhbach.model.criteria import CriteriaSet, Criterion, Role, Section
from minhbach.model.submission import MISSING, Answer, State
from minhbach.scoring.forms import ZERO, Peers, Situation, evaluate
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
        if self.maximum == self.declared and self.maximum:
            return self.points
        return self.points * self.declared / self.maximum if self.maximum else None

    @property
    def value(self) -> Fraction | None:
        """The converted points with bonus and deduction, never below 0 nor above what is declared."""
        converted = self.converted
        if converted is None:
            return None
        adjusted = converted + self.adjustment if self.adjustment else converted
        return ZERO if adjusted.numerator < 0 else min(self.declared, adjusted)

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
    kept = declared * (1 - trace.excluded) if trace.excluded else declared
    maximum = ZERO if gone or criterion.role is not Role.SCORED else kept
    return CriterionScore(
        criterion=criterion, state=trace.state, points=earned, maximum=maximum, declared=declared, trace=trace
    )


def score_total(criteria: CriteriaSet, tier: str, situation: Situation) -> SectionScore:
    """The whole tree of sections for one unit. The children of the result are the pillars."""
    return _total(criteria, tier, lambda criterion: score_criterion(criterion, tier, situation))


class TierScorer:
    """Scores the units of a tier beside the same peers; those that answered a criterion alike share its score.

    Alike means the very same answers, as reading makes them: looking at what is in them would take longer.
    """

    def __init__(self, criteria: CriteriaSet, tier: str, peers: Peers) -> None:
        self._criteria = criteria
        self._tier = tier
        self._peers = peers
        self._known: dict[str, tuple[tuple[str, ...], _Known]] = {
            criterion.id: (criterion.form.names(), {}) for criterion in criteria.criteria_of(tier)
        }

    def total(self, answers: Mapping[str, Answer]) -> SectionScore:
        look_up = answers.get

        def score(criterion: Criterion) -> CriterionScore:
            names, known = self._known[criterion.id]
            given = tuple([look_up(name, MISSING) for name in names])
            key = tuple(map(id, given))
            found = known.get(key)
            if found is None:
                situation = Situation(answers=answers, peers=self._peers, points=ZERO)
                # The answers are kept with the score, so that no other can ever stand at their place in memory.
                found = known[key] = (score_criterion(criterion, self._tier, situation), given)
            return found[0]

        return _total(self._criteria, self._tier, score)


_Known = dict[tuple[int, ...], tuple[CriterionScore, tuple[Answer, ...]]]
_Score = Callable[[Criterion], CriterionScore]


def _total(criteria: CriteriaSet, tier: str, score: _Score) -> SectionScore:
    pillars = tuple([_score_section(criteria, pillar, tier, score) for pillar in criteria.pillars])
    return _gathered("total", criteria.totals.get(tier, ZERO), pillars, converts=criteria.conversion == "pillar")


def _score_section(criteria: CriteriaSet, section: Section, tier: str, score: _Score) -> SectionScore:
    declared = section.totals.get(tier, ZERO)
    if section.sections:
        parts = tuple([_score_section(criteria, part, tier, score) for part in section.sections])
        return _gathered(section.id, declared, parts, converts=criteria.conversion == "group")
    scores = tuple([score(item) for item in section.criteria if tier in item.points])
    scored = [item for item in scores if item.criterion.role is Role.SCORED]
    return SectionScore(
        id=section.id,
        points=_added([item.points for item in scored]),
        maximum=_added([item.maximum for item in scored]),
        declared=declared,
        adjustment=_added([item.points for item in scores if item.criterion.role is not Role.SCORED]),
        criteria=scores,
    )


def _added(numbers: Sequence[Fraction]) -> Fraction:
    """The sum; reduced once at the end, as most of what is added up has the same denominator."""
    if not numbers:
        return ZERO
    top, bottom = 0, 1
    for number in numbers:
        numerator, denominator = number.numerator, number.denominator
        if denominator == bottom:
            top += numerator
        elif bottom % denominator == 0:
            top += numerator * (bottom // denominator)
        else:
            common = lcm(bottom, denominator)
            top = top * (common // bottom) + numerator * (common // denominator)
            bottom = common
    return Fraction(top, bottom)


def _gathered(section_id: str, declared: Fraction, parts: tuple[SectionScore, ...], *, converts: bool) -> SectionScore:
    """Add sections up; where the set converts at their kind, they go in with their converted points."""
    converted = [part.converted if converts else None for part in parts]
    both = list(zip(parts, converted, strict=True))
    return SectionScore(
        id=section_id,
        points=_added([part.points if value is None else value for part, value in both]),
        maximum=_added([part.maximum if value is None else part.declared for part, value in both]),
        declared=declared,
        adjustment=_added([part.adjustment for part in parts]),
        sections=parts,
    )


def index_sections(total: SectionScore) -> Mapping[str, SectionScore]:
    return {section.id: section for section in total.walk()}
