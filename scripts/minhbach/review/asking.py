"""Which questions to ask: every odd figure that a check found and nobody asked about yet, and the operator's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from minhbach.diagnostics import Diagnostic, Severity
from minhbach.model.review import Question, QuestionState
from minhbach.model.units import Unit
from minhbach.repository import RoundData

_NUMBERED = re.compile(r"Q([1-9][0-9]{0,8})\Z")

_Key = tuple[str, str | None]
"""A check asks once about a figure, a rule of the set once about a unit."""


def questions_to_ask(
    data: RoundData, findings: Iterable[Diagnostic], day: date
) -> Iterator[tuple[Unit, tuple[Question, ...]]]:
    """The new questions of every unit that has any, in the order of the register and of its file."""
    rules = {rule.id for rule in data.criteria.rules}
    by_unit: dict[str, list[Diagnostic]] = {}
    for item in findings:
        if _asks(data, item) and item.unit is not None:
            by_unit.setdefault(item.unit, []).append(item)
    for unit in data.register.units:
        questions = _new_questions(data, unit, by_unit.get(unit.code, []), rules, day)
        if questions:
            yield unit, questions


def _asks(data: RoundData, item: Diagnostic) -> bool:
    """Whether a finding is a question about a figure in the unit's own file, and no inspection settled the figure."""
    if item.severity is not Severity.QUERY or item.round != data.round.id or item.figure is None:
        return False
    unit = data.register.by_code.get(item.unit or "")
    submission = data.submissions.get(item.unit or "")
    minutes = data.inspections.get(item.unit or "")
    if minutes is not None and any(finding.figure == item.figure for finding in minutes.findings):
        return False
    return (
        unit is not None
        and unit.exempt is None
        and submission is not None
        and submission.source.path == item.location.path
        and item.figure in data.criteria.figures_of(unit.tier)
    )


def _new_questions(
    data: RoundData, unit: Unit, findings: list[Diagnostic], rules: set[str], day: date
) -> tuple[Question, ...]:
    asked = {
        _key(question.rule, question.figure, rules)
        for question in questions_of(data, unit)
        if question.rule is not None
    }
    new: dict[_Key, list[Diagnostic]] = {}
    for item in findings:
        key = _key(item.code, item.figure, rules)
        if key not in asked:
            new.setdefault(key, []).append(item)
    numbers = _free_numbers(data, unit)
    return tuple(
        Question(
            id=f"Q{next(numbers)}",
            figure=str(items[0].figure),
            asked=day,
            text=" ".join(dict.fromkeys(_words(item) for item in items)),
            state=QuestionState.OPEN,
            rule=items[0].code,
        )
        for items in new.values()
    )


def _key(rule: str, figure: str | None, rules: set[str]) -> _Key:
    return rule, None if rule in rules else figure


def _words(item: Diagnostic) -> str:
    """What was found, then what to do, as two sentences."""
    return " ".join(f"{part.vi.rstrip('. ')}." for part in (item.message, item.hint) if part.vi)


def own_question(data: RoundData, unit: Unit, figure: str, text: str, day: date) -> Question:
    """A question in the operator's words."""
    number = next(_free_numbers(data, unit))
    return Question(id=f"Q{number}", figure=figure, asked=day, text=text, state=QuestionState.OPEN)


def questions_of(data: RoundData, unit: Unit) -> tuple[Question, ...]:
    review = data.reviews.get(unit.code)
    return review.questions if review is not None else ()


def _free_numbers(data: RoundData, unit: Unit) -> Iterator[int]:
    """Numbers after the highest that was used: an id is never given to another question."""
    used = [int(found[1]) for question in questions_of(data, unit) if (found := _NUMBERED.match(question.id))]
    number = max(used, default=0)
    while True:
        number += 1
        yield number
