"""`reviews/<code>.yaml`: the operator's questions about a unit's figures."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from minhbach.codes import CATALOGUE, diagnose, shown
from minhbach.diagnostics import Diagnostic
from minhbach.model.criteria import CriteriaSet
from minhbach.model.review import Question, QuestionState, Review
from minhbach.model.units import Register, Unit
from minhbach.reading.days import day_of, no_such_day
from minhbach.reading.files import read_structured
from minhbach.reading.records import FigureReader, Records, read_unit_records, record_path
from minhbach.tree import Tree
from minhbach.yamlio import Source

FOLDER = "reviews"


def read_reviews(tree: Tree, round_id: str, register: Register, criteria: CriteriaSet) -> Records[Review]:
    """The questions of a round, by unit."""
    return read_unit_records(tree, round_id, FOLDER, register, lambda path, unit: _read(tree, path, unit, criteria))


def read_review(
    tree: Tree, round_id: str, code: str, register: Register, criteria: CriteriaSet
) -> tuple[Review | None, list[Diagnostic]]:
    """The questions to one unit; None when there is no file, or none that can be read."""
    path, unit = record_path(round_id, FOLDER, code), register.by_code.get(code)
    if unit is None or not tree.exists(path):
        return None, []
    _, review, findings = _read(tree, path, unit, criteria)
    return review, findings


def _read(tree: Tree, path: str, unit: Unit, criteria: CriteriaSet) -> tuple[Source, Review | None, list[Diagnostic]]:
    source, data, findings = read_structured(tree, path, "reviews")
    if data is None:
        return source, None, findings
    reader = FigureReader(source, criteria)
    questions = [_question(reader, index, entry, unit) for index, entry in enumerate(data["questions"])]
    findings += [*reader.findings, *_repeated(source, data["questions"])]
    kept = tuple(question for question in questions if question is not None)
    return source, Review(unit=unit.code, questions=kept), findings


def _question(reader: FigureReader, index: int, entry: dict[str, Any], unit: Unit) -> Question | None:
    path, source = ("questions", index), reader.source
    figure = reader.figure((*path, "figure"), entry["figure"], unit)
    asked = day_of(entry["asked"])
    if asked is None:
        reader.findings.append(no_such_day(source, (*path, "asked"), entry["asked"]))
    reader.findings += _unknown_rule(source, index, entry, reader.criteria)
    if figure is None or asked is None:
        return None
    return Question(
        id=entry["id"],
        figure=figure.id,
        asked=asked,
        text=entry["question"],
        state=QuestionState(entry["state"]),
        rule=entry.get("rule"),
    )


def _unknown_rule(source: Source, index: int, entry: dict[str, Any], criteria: CriteriaSet) -> Iterator[Diagnostic]:
    """A question may come from a rule of the set or from a check of the program, such as a missing document."""
    rule, known = entry.get("rule"), [rule.id for rule in criteria.rules]
    if rule is not None and rule not in known and rule not in CATALOGUE:
        near = get_close_matches(rule, known, n=1, cutoff=0.7)
        words = {"detail": "similar", "similar": near[0]} if near else {}
        yield diagnose("question-rule", source.location("questions", index, "rule"), found=shown(rule), words=words)


def _repeated(source: Source, entries: list[dict[str, Any]]) -> Iterator[Diagnostic]:
    """Ids that two questions have; the one that is proposed instead is free."""
    first: dict[str, int] = {}
    taken = {entry["id"] for entry in entries}
    free = next(f"Q{number}" for number in range(1, len(entries) + 2) if f"Q{number}" not in taken)
    for index, entry in enumerate(entries):
        place = source.location("questions", index, "id")
        line = first.setdefault(entry["id"], index)
        if line != index:
            before = source.location("questions", line, "id").line
            yield diagnose("question-duplicate", place, found=entry["id"], allowed=free, first=str(before))
