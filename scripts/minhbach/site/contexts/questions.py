"""The questions of the review: on a unit's page with its explanations, and counted per tier on the progress page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from minhbach.diagnostics import Text
from minhbach.model.review import Question, QuestionState
from minhbach.model.submission import Explanation
from minhbach.review.waiting import Party
from minhbach.site.contexts.edition import review_has_begun
from minhbach.site.contexts.evidence import EvidenceItem, evidence_items
from minhbach.site.contexts.view import Link, RoundView
from minhbach.site.words import PARTY_TEXTS

ACCEPTED = Text("Đã chấp nhận", "Accepted")
INSPECTED = Text("Đã kiểm tra, đối chiếu", "Inspected")


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionItem:
    """A question, its state in words. Its words and the answer are empty while no results are public."""

    id: str
    figure: str
    asked: str
    state: str
    done: bool
    text: str
    explanation: str
    evidence: tuple[EvidenceItem, ...]
    minutes: Link | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewLine:
    """The questions to the units of a tier, by whom they wait for."""

    tier: str
    units: int
    asked: int
    of_unit: int
    of_operator: int
    of_team: int
    done: int


def questions_of(view: RoundView, code: str) -> tuple[QuestionItem, ...]:
    """In the order they were asked; none before the review begins."""
    review = view.source.data.reviews.get(code)
    if review is None or not review_has_begun(view.source):
        return ()
    return tuple(_item(view, code, question) for question in review.questions)


def _item(view: RoundView, code: str, question: Question) -> QuestionItem:
    """Contested numbers are not shown before the results are: questions and explanations are full of them."""
    figure = view.criteria.figures.get(question.figure)
    party = view.waiting.get((code, question.id))
    public = view.results is not None
    answer = _explanation(view, code, question.id) if public else None
    return QuestionItem(
        id=question.id,
        figure=view.write.text(figure.label) if figure else question.figure,
        asked=view.write.day(question.asked),
        state=view.write.text(PARTY_TEXTS[party] if party else _settled(question)),
        done=party is None,
        text=question.text if public else "",
        explanation=answer.text if answer else "",
        evidence=evidence_items(answer.evidence) if answer else (),
        minutes=view.minutes_link(code) if question.state is QuestionState.TO_INSPECTION else None,
    )


def _settled(question: Question) -> Text:
    return INSPECTED if question.state is QuestionState.TO_INSPECTION else ACCEPTED


def _explanation(view: RoundView, code: str, question: str) -> Explanation | None:
    submission = view.source.data.submissions.get(code)
    return submission.explanations.get(question) if submission else None


def review_lines(view: RoundView) -> tuple[ReviewLine, ...]:
    """One line a tier; none before the review begins, or when nothing was asked."""
    reviews = view.source.data.reviews
    if not review_has_begun(view.source) or not reviews:
        return ()
    lines = []
    for tier in view.criteria.tiers:
        codes = [unit.code for unit in view.register.of_tier(tier.id) if unit.code in reviews]
        counts = Counter(
            view.waiting.get((code, question.id)) for code in codes for question in reviews[code].questions
        )
        lines.append(
            ReviewLine(
                tier=view.write.text(tier.title),
                units=len(codes),
                asked=counts.total(),
                of_unit=counts[Party.UNIT],
                of_operator=counts[Party.OPERATOR],
                of_team=counts[Party.TEAM],
                done=counts[None],
            )
        )
    return tuple(lines)
