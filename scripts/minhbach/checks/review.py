"""Whether questions and explanations fit together, and which questions still have their reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from minhbach.checks.completeness import figures_are_answered
from minhbach.checks.evidence import evidence_is_there
from minhbach.checks.logic import rules_hold_for
from minhbach.checks.sums import own_sums_agree
from minhbach.codes import CATALOGUE, diagnose, shown
from minhbach.diagnostics import Diagnostic
from minhbach.model.review import Question, QuestionState
from minhbach.model.submission import Submission
from minhbach.model.units import Unit
from minhbach.reading.records import record_path
from minhbach.reading.reviews import FOLDER
from minhbach.repository import RoundData
from minhbach.yamlio import Scalar, Sequence, Source


def explanations_belong_to_questions(data: RoundData) -> Iterator[Diagnostic]:
    """An explanation bears the id of a question to the unit, or of the rule or the figure that it explains.

    PASS: explanations Q1, and question Q1 in the unit's review
    FAIL: explanations Q11, and questions Q1 and Q2
    """
    rules = {rule.id for rule in data.criteria.rules}
    for unit in data.register.units:
        submission = data.submissions.get(unit.code)
        if submission is None or not submission.explanations:
            continue
        review = data.reviews.get(unit.code)
        asked = [question.id for question in review.questions] if review is not None else []
        known = {*asked, *rules, *data.criteria.figures_of(unit.tier), *CATALOGUE}
        for name in submission.explanations:
            if name not in known:
                near = get_close_matches(name, asked, n=1, cutoff=0.5)
                yield diagnose(
                    "explanation-unknown",
                    submission.source.key_location("explanations", name),
                    round=data.round.id,
                    unit=unit.code,
                    found=shown(name),
                    allowed=shown(", ".join(near or asked), 200),
                    detail="asked" if asked else "",
                )


def closed_questions_are_answered(data: RoundData) -> Iterator[Diagnostic]:
    """A question is closed once the unit explained or changed the figure, or an inspection looked at it.

    PASS: state: accepted, and explanations Q1; or the rule that asked holds now
    FAIL: state: accepted, no explanation, and the rule still asks
    """
    closed = [
        (data.register.by_code[code], question)
        for code, review in data.reviews.items()
        for question in review.questions
        if question.state in (QuestionState.ANSWERED, QuestionState.ACCEPTED)
        and code in data.submissions
        and code not in data.inspections
        and not is_explained(data.submissions[code], question)
    ]
    standing = Standing(data, {unit.code for unit, _ in closed})
    sources = {source.path: source for source in data.records}
    for unit, question in closed:
        source = sources.get(record_path(data.round.id, FOLDER, unit.code))
        if source is None or not standing.asks(unit, question):
            continue
        yield diagnose(
            "question-unanswered",
            source.location("questions", _index(source, question), "state"),
            round=data.round.id,
            figure=question.figure,
            found=question.id,
            state=question.state.value,
            label=data.criteria.figures[question.figure].label,
        )


def _index(source: Source, question: Question) -> int:
    """The place of a question in the list; an entry that could not be read keeps its own."""
    listed = source.node("questions")
    count = len(listed.items) if isinstance(listed, Sequence) else 0
    ids = [source.node("questions", index, "id") for index in range(count)]
    return next(index for index, node in enumerate(ids) if isinstance(node, Scalar) and node.text == question.id)


def is_explained(submission: Submission, question: Question) -> bool:
    """Whether the unit's file explains what is asked; of a rule's question also under the rule or the figure."""
    names = {question.id} if question.rule is None else {question.id, question.rule, question.figure}
    return not names.isdisjoint(submission.explanations)


class Standing:
    """What still asks: the findings of the units named, looked for once."""

    def __init__(self, data: RoundData, units: Iterable[str]) -> None:
        self._rules = {rule.id for rule in data.criteria.rules}
        codes = set(units)
        self._found = {
            (item.unit, item.code, self._figure(item.code, item.figure))
            for item in (_findings(data, codes) if codes else ())
        }

    def asks(self, unit: Unit, question: Question) -> bool:
        """Whether the rule that a question comes from still finds something; never of a question without a rule."""
        if question.rule is None:
            return False
        return (unit.code, question.rule, self._figure(question.rule, question.figure)) in self._found

    def _figure(self, code: str, figure: str | None) -> str | None:
        """A rule of the set asks a unit once, whichever of its figures the question names."""
        return None if code in self._rules else figure


def _findings(data: RoundData, units: set[str]) -> Iterator[Diagnostic]:
    for code in sorted(units):
        yield from rules_hold_for(data, data.register.by_code[code])
    for check in (figures_are_answered, evidence_is_there, own_sums_agree):
        yield from (item for item in check(data) if item.unit in units)
