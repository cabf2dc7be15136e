"""What waits for whom: questions without an explanation, explanations without a decision, visits without minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from minhbach.checks.review import Standing, is_explained
from minhbach.model.review import Question, QuestionState
from minhbach.model.round import Round, Window
from minhbach.model.units import Unit
from minhbach.repository import RoundData


class Party(StrEnum):
    """Whose turn it is."""

    UNIT = "unit"
    OPERATOR = "operator"
    TEAM = "team"


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingQuestion:
    """A question to a unit (by code) that is not settled yet; it waits since `question.asked` at the longest."""

    unit: str
    question: Question
    party: Party


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionCounts:
    """How many questions were asked, how many are settled, and how many wait for whom."""

    asked: int
    settled: int
    unit: int
    operator: int
    team: int


def waiting(data: RoundData) -> Iterator[WaitingQuestion]:
    """Every question that is not settled, in the order of the register."""
    standing = Standing(data, _unexplained(data))
    for unit in data.register.units:
        review = data.reviews.get(unit.code)
        for question in review.questions if review is not None else ():
            party = party_of(data, unit.code, question, standing)
            if party is not None:
                yield WaitingQuestion(unit=unit.code, question=question, party=party)


def _unexplained(data: RoundData) -> Iterator[str]:
    """The units whose figures have to be looked at again to know whether they answered by correcting them."""
    for code, review in data.reviews.items():
        submission = data.submissions.get(code)
        asked = (question for question in review.questions if question.rule is not None)
        if submission is not None and any(
            question.state is QuestionState.OPEN and not is_explained(submission, question) for question in asked
        ):
            yield code


def party_of(data: RoundData, unit: str, question: Question, standing: Standing | None = None) -> Party | None:
    """Who has to act on a question; None when nobody has.

    A figure that was corrected, so that the rule asks no more, is an answer like an explanation.
    """
    if question.state is QuestionState.ACCEPTED:
        return None
    if question.state is QuestionState.TO_INSPECTION:
        return None if unit in data.inspections else Party.TEAM
    submission = data.submissions.get(unit)
    if question.state is QuestionState.ANSWERED or (submission is not None and is_explained(submission, question)):
        return Party.OPERATOR
    if submission is None or question.rule is None:
        return Party.UNIT
    still = standing if standing is not None else Standing(data, (unit,))
    return Party.UNIT if still.asks(data.register.by_code[unit], question) else Party.OPERATOR


def count_questions(data: RoundData, units: Iterable[Unit], found: Mapping[str, Iterable[Party]]) -> QuestionCounts:
    """The questions to some units; `found` holds by unit who its questions wait for."""
    units = tuple(units)
    asked = sum(len(data.reviews[unit.code].questions) for unit in units if unit.code in data.reviews)
    parties = [party for unit in units for party in found.get(unit.code, ())]
    return QuestionCounts(
        asked=asked,
        settled=asked - len(parties),
        unit=parties.count(Party.UNIT),
        operator=parties.count(Party.OPERATOR),
        team=parties.count(Party.TEAM),
    )


def window_of(round_: Round, party: Party) -> Window | None:
    """The window in which a party acts."""
    return round_.windows.get("inspection" if party is Party.TEAM else "review")
