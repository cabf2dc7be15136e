"""Why a unit is worth a visit: each ground as an exact share between 0 and 1, with what it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from minhbach.diagnostics import Diagnostic, Severity
from minhbach.model.criteria import Kind
from minhbach.model.review import Question, QuestionState
from minhbach.model.round import Ground, InspectionChoice
from minhbach.model.submission import Answer, State, Value
from minhbach.model.units import Unit
from minhbach.repository import RoundData
from minhbach.results import RoundResults, UnitResult
from minhbach.unusual import oddities_below
from minhbach.values import predecessors, previous_finals

ZERO, ONE = Fraction(0), Fraction(1)

RANDOM_BITS = 32
"""Of the hash: more than enough to tell any number of units apart."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """A ground that applies to a unit: `value` from 0 to 1, and what it rests on as the words need it.

    `figures`: those in question, odd, or that jumped; `questions`: ids of questions; `other`: the code of the
    neighbour, the id of the round or of the scale; `part` of `whole`: points, figures, rounds, ranks.
    """

    ground: Ground
    value: Fraction
    figures: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    other: str = ""
    part: Fraction = ZERO
    whole: Fraction = ZERO


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all units are judged by, gathered once: queries about their files, odd figures, results."""

    data: RoundData
    results: RoundResults
    queries: Mapping[str, tuple[Diagnostic, ...]]
    odd: Mapping[str, frozenset[str]]
    most_unanswered: int = field(init=False)

    def __post_init__(self) -> None:
        most = max((len(unanswered(self, unit)) for unit in self.data.register.units), default=0)
        object.__setattr__(self, "most_unanswered", most)


def gather(data: RoundData, results: RoundResults, findings: Iterable[Diagnostic]) -> Evidence:
    queries: dict[str, list[Diagnostic]] = {}
    for item in findings:
        submission = data.submissions.get(item.unit or "")
        in_file = submission is not None and item.location.path == submission.source.path
        if in_file and item.unit is not None and item.round == data.round.id and item.severity is Severity.QUERY:
            queries.setdefault(item.unit, []).append(item)
    odd = {
        code: frozenset(oddity.figure.id for oddity in items)
        for parent in data.register.children
        for code, items in oddities_below(data, data.register.by_code[parent]).items()
    }
    return Evidence(data, results, {code: tuple(items) for code, items in queries.items()}, odd)


def reasons_of(evidence: Evidence, unit: Unit, choice: InspectionChoice, seed: str) -> Iterator[Reason]:
    """Every ground that applies; those that do not are left out."""
    for reason in (
        _unanswered(evidence, unit),
        _odd_points(evidence, unit),
        _jump(evidence.data, unit, evidence.results.by_unit[unit.code], choice),
        _copy(evidence, unit, choice),
        _top(evidence.results, unit),
        _long_ago(evidence.data, unit),
        _random(unit, seed),
    ):
        if reason is not None and reason.value > 0:
            yield reason


# Questions -------------------------------------------------------------------


def questions_of(data: RoundData, unit: Unit) -> tuple[Question, ...]:
    review = data.reviews.get(unit.code)
    return review.questions if review is not None else ()


def unanswered(evidence: Evidence, unit: Unit) -> tuple[str, ...]:
    """Questions that are not accepted, by id, then queries that nobody asked yet, by rule.

    An explanation alone does not settle a question: that is for the operator to say.
    """
    questions = questions_of(evidence.data, unit)
    open_ids = [question.id for question in questions if question.state is not QuestionState.ACCEPTED]
    asked = {question.rule for question in questions}
    return (*open_ids, *dict.fromkeys(item.code for item in _not_asked(evidence, unit, asked)))


def _not_asked(evidence: Evidence, unit: Unit, asked: set[str | None]) -> Iterator[Diagnostic]:
    return (item for item in evidence.queries.get(unit.code, ()) if item.code not in asked)


def _unanswered(evidence: Evidence, unit: Unit) -> Reason | None:
    found = unanswered(evidence, unit)
    if not found:
        return None
    value = Fraction(len(found), evidence.most_unanswered)
    return Reason(ground=Ground.UNANSWERED, value=value, questions=found, part=Fraction(len(found)))


# Odd figures and points ------------------------------------------------------


def odd_figures(evidence: Evidence, unit: Unit) -> frozenset[str]:
    """Figures that a query or an open question is about, and those that stand apart from all the neighbours'.

    Every figure of the unit that a failing rule compares is in question, not only the one it is told at.
    """
    accepted = {
        (question.rule, question.figure)
        for question in questions_of(evidence.data, unit)
        if question.state is QuestionState.ACCEPTED
    }
    rules = {rule.id: rule for rule in evidence.data.criteria.rules}
    asked = set(evidence.data.criteria.figures_of(unit.tier))
    found = set(evidence.odd.get(unit.code, ()))
    for item in evidence.queries.get(unit.code, ()):
        if item.figure is not None and (item.code, item.figure) not in accepted:
            found.add(item.figure)
            found |= {name.removeprefix("figures.") for name in (rules[item.code].names if item.code in rules else ())}
    found |= {
        question.figure
        for question in questions_of(evidence.data, unit)
        if question.state is not QuestionState.ACCEPTED
    }
    return frozenset(found & asked)


def _odd_points(evidence: Evidence, unit: Unit) -> Reason | None:
    odd = odd_figures(evidence, unit)
    scores = [score for score in evidence.results.by_unit[unit.code].criteria if score.points > 0]
    total = sum((score.points for score in scores), ZERO)
    resting = [score for score in scores if not odd.isdisjoint(score.criterion.uses)]
    part = sum((score.points for score in resting), ZERO)
    if not part:
        return None
    used = {name for score in resting for name in score.criterion.uses}
    names = tuple(name for name in evidence.data.criteria.figures_of(unit.tier) if name in odd & used)
    return Reason(ground=Ground.ODD_POINTS, value=part / total, figures=names, part=part, whole=total)


# Other rounds and other units ------------------------------------------------


def _jump(data: RoundData, unit: Unit, result: UnitResult, choice: InspectionChoice) -> Reason | None:
    """How far counts and amounts moved on average: 0 when they are the same, 1 from or to zero."""
    steps: dict[str, Fraction] = {}
    for name, before in previous_finals(data, unit).items():
        if name in result.chains and data.criteria.figures[name].kind in (Kind.COUNT, Kind.AMOUNT):
            low, high = _number(before), _number(result.chains[name].current)
            if low is not None and high is not None:
                steps[name] = _step(min(low, high), max(low, high), choice)
    far = sorted((name for name, step in steps.items() if step), key=lambda name: (-steps[name], name))
    if not far or data.previous is None:
        return None
    return Reason(
        ground=Ground.JUMP,
        value=sum(steps.values(), ZERO) / len(steps),
        figures=tuple(far),
        other=data.previous.round.id,
        part=Fraction(len(far)),
        whole=Fraction(len(steps)),
    )


def _step(low: Fraction, high: Fraction, choice: InspectionChoice) -> Fraction:
    if not high or (choice.jump_least is not None and high < choice.jump_least):
        return ZERO
    if choice.jump_factor is not None and high < low * choice.jump_factor:
        return ZERO
    return 1 - low / high


def _number(answer: Answer) -> Fraction | None:
    value: Value | None = answer.value
    return Fraction(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _copy(evidence: Evidence, unit: Unit, choice: InspectionChoice) -> Reason | None:
    """The neighbour with the most equal answers, as a share of all figures that are asked of both."""
    own = _said(evidence.results.by_unit[unit.code])
    asked = len(evidence.data.criteria.figures_of(unit.tier))
    equal: dict[str, int] = {}
    for other in neighbours(evidence.data, unit):
        answers = _said(evidence.results.by_unit[other.code])
        equal[other.code] = sum(1 for name, value in own.items() if name in answers and answers[name] == value)
    if not equal or not asked:
        return None
    nearest = min(equal, key=lambda code: (-equal[code], code))
    share = Fraction(equal[nearest], asked)
    if choice.copy_share is not None and share < choice.copy_share:
        return None
    part, whole = Fraction(equal[nearest]), Fraction(asked)
    return Reason(ground=Ground.COPY, value=share, other=nearest, part=part, whole=whole)


def neighbours(data: RoundData, unit: Unit) -> Iterator[Unit]:
    """The other units below the same parent, or of the same tier where there is no parent."""
    near = data.register.of_tier(unit.tier) if unit.parent is None else data.register.children[unit.parent]
    return (item for item in near if item is not unit and item.tier == unit.tier)


def _said(result: UnitResult) -> dict[str, Value]:
    """What the unit itself reported: settled and computed values are no copies."""
    answers = {name: chain.reported for name, chain in result.chains.items()}
    return {
        name: answer.value
        for name, answer in answers.items()
        if answer.state is State.VALUE and answer.value is not None
    }


def _top(results: RoundResults, unit: Unit) -> Reason | None:
    """1 for the first, 1/2 for the second, and so on; the best place over all scales."""
    standings = results.by_unit[unit.code].standings
    if not standings:
        return None
    scale = min(standings, key=lambda name: (standings[name].rank, name))
    rank = standings[scale].rank
    ranked = len(results.tier(unit.tier).ranked[scale])
    return Reason(ground=Ground.TOP, value=Fraction(1, rank), other=scale, part=Fraction(rank), whole=Fraction(ranked))


def _long_ago(data: RoundData, unit: Unit) -> Reason | None:
    """The share of the earlier rounds since the last visit; 1 when no earlier round saw one, 0 after one last time.

    A unit that came from others was visited when any of them was.
    """
    since, rounds, last = 0, 0, ""
    units: tuple[Unit, ...] = (unit,)
    at = data
    while at.previous is not None:
        sources = {source.unit.code: source.unit for item in units for source in predecessors(at, item).sources}
        at, units = at.previous, tuple(sources.values())
        rounds += 1
        if not last and any(item.code in at.inspections for item in units):
            since, last = rounds - 1, at.round.id
    if not rounds:
        return None
    value = Fraction(since if last else rounds, rounds)
    return Reason(ground=Ground.LONG_AGO, value=value, other=last, part=value * rounds, whole=Fraction(rounds))


def _random(unit: Unit, seed: str) -> Reason:
    digest = hashlib.sha256(f"{seed}:{unit.code}".encode()).digest()
    number = int.from_bytes(digest[: RANDOM_BITS // 8], "big")
    return Reason(ground=Ground.RANDOM, value=Fraction(number, 2**RANDOM_BITS), other=seed)
