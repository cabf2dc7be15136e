"""What waits for whom: questions without an explanation, explanations without a decision, visits without minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minhbach.model.review import Question, QuestionState
from minhbach.repository import RoundData


class Party(StrEnum):
    """Whose turn it is."""

    UNIT = "unit"
    OPERATOR = "operator"
    TEAM = "team"


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingQuestion:
    """A question to a unit (by code) that is not settled yet."""

    unit: str
    question: Question
    party: Party


def waiting(data: RoundData) -> Iterator[WaitingQuestion]:
    """Every question that is not settled, in the order of the register."""
    for unit in data.register.units:
        review = data.reviews.get(unit.code)
        for question in review.questions if review is not None else ():
            party = party_of(data, unit.code, question)
            if party is not None:
                yield WaitingQuestion(unit=unit.code, question=question, party=party)


def party_of(data: RoundData, unit: str, question: Question) -> Party | None:
    """Who has to act on a question; None when nobody has."""
    if question.state is QuestionState.ACCEPTED:
        return None
    if question.state is QuestionState.TO_INSPECTION:
        return None if unit in data.inspections else Party.TEAM
    submission = data.submissions.get(unit)
    explained = submission is not None and question.id in submission.explanations
    return Party.OPERATOR if explained or question.state is QuestionState.ANSWERED else Party.UNIT
