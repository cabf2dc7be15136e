"""Changing the text of `reviews/<code>.yaml`: what stands there keeps its order, its comments and its writing.

Every change is read back before it is given out: it has to say what was meant, and nothing else.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minhbach.checks.personal import source_holds_no_personal_data
from minhbach.diagnostics import Diagnostic, Severity
from minhbach.model.review import Question, QuestionState
from minhbach.model.units import Unit
from minhbach.reading.records import record_path
from minhbach.reading.reviews import FOLDER, read_review
from minhbach.repository import RoundData
from minhbach.tree import MAX_FILE_BYTES, TooLargeError
from minhbach.yamlio import Scalar, read_yaml
from minhbach.yamlio import Sequence as YamlSequence

_BOM = b"\xef\xbb\xbf"
_HEADER = """\
# Câu hỏi rà soát: {name} ({code}). Đơn vị trả lời theo mã câu hỏi, trong mục explanations của tệp số liệu.
# state: open | answered | accepted | to_inspection
questions:
"""


class UnsafeEditError(Exception):
    """A file cannot be changed without saying something else; `findings` tell why, when they know."""

    def __init__(self, path: str, findings: Sequence[Diagnostic] = ()) -> None:
        super().__init__(path)
        self.path = path
        self.findings = tuple(findings)


def review_path(data: RoundData, unit: Unit) -> str:
    return record_path(data.round.id, FOLDER, unit.code)


def with_questions(data: RoundData, unit: Unit, before: bytes | None, questions: Sequence[Question]) -> bytes:
    """The file with more questions at its end. Raises UnsafeEditError."""
    known = _questions(data, unit, before) if before is not None else ()
    if before is None:
        entries = "".join(f"  - {_entry(question)}\n" for question in questions)
        after = (_HEADER.format(name=unit.name, code=unit.code) + entries).encode()
    else:
        after = _appended(data, unit, before, questions)
    _must_say(data, unit, after, (*known, *questions))
    return after


def with_state(data: RoundData, unit: Unit, before: bytes, question: str, state: QuestionState) -> bytes:
    """The file with another state of one question. Raises KeyError without the question, UnsafeEditError."""
    known = _questions(data, unit, before)
    index = next((at for at, item in enumerate(known) if item.id == question), None)
    if index is None:
        raise KeyError(question)
    path = review_path(data, unit)
    node = read_yaml(path, before)[0].node("questions", index, "state")
    if not isinstance(node, Scalar):
        raise UnsafeEditError(path)
    lines = _lines(before)
    line = lines[node.mark.line - 1]
    at = _raw_column(line, node.mark.column)
    at += line[at : at + 1] in ('"', "'")
    lines[node.mark.line - 1] = line[:at] + state.value + line[at:].removeprefix(known[index].state.value)
    after = _bytes(before, lines)
    _must_say(data, unit, after, tuple(replace(item, state=state) if item.id == question else item for item in known))
    return after


# Text ------------------------------------------------------------------------


def _entry(question: Question) -> str:
    rule = f"rule: {question.rule}, " if question.rule is not None else ""
    text = json.dumps(question.text, ensure_ascii=False)
    return (
        f"{{id: {question.id}, figure: {question.figure}, {rule}asked: {question.asked.isoformat()}, "
        f"question: {text}, state: {question.state.value}}}"
    )


def _appended(data: RoundData, unit: Unit, before: bytes, questions: Sequence[Question]) -> bytes:
    """The list of questions is the last thing in the file: the schema knows no other key."""
    path = review_path(data, unit)
    listed = read_yaml(path, before)[0].node("questions")
    if not isinstance(listed, YamlSequence):
        raise UnsafeEditError(path)
    lines = _lines(before)
    at = listed.mark
    if lines[at.line - 1][at.column - 1] == "[":
        return _bytes(
            before, _in_brackets("".join(lines), [_entry(item) for item in questions], has_items=bool(listed.items))
        )
    end = "\r\n" if b"\r\n" in before else "\n"
    last = max(number for number, line in enumerate(lines) if line.strip() not in ("", "..."))
    if not lines[last].endswith("\n"):
        lines[last] += end
    indent = " " * (at.column - 1)
    lines[last + 1 : last + 1] = [f"{indent}- {_entry(question)}{end}" for question in questions]
    return _bytes(before, lines)


def _in_brackets(text: str, entries: list[str], *, has_items: bool) -> list[str]:
    """Before the bracket that closes the list, which is the last one of the file."""
    close = text.rindex("]")
    kept = text[:close].rstrip()
    gap = text[len(kept) : close] if "\n" in text[len(kept) : close] else ""
    comma = "" if not has_items else " " if kept.endswith(",") else ", "
    return [kept, comma, ", ".join(entries), gap, text[close:]]


def _lines(data: bytes) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode("utf-8-sig"))


def _bytes(before: bytes, lines: Sequence[str]) -> bytes:
    return (_BOM if before.startswith(_BOM) else b"") + "".join(lines).encode()


def _raw_column(line: str, column: int) -> int:
    """Where a column of the composed text (NFC, from 1) begins in the text as it was typed."""
    for at, following in enumerate(line):
        if len(unicodedata.normalize("NFC", line[:at])) == column - 1 and not unicodedata.combining(following):
            return at
    return len(line)


# Reading back ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _OneFile:
    """A tree of one file."""

    path: str
    data: bytes

    def list(self, folder: str) -> list[str]:
        return [self.path] if self.path.startswith(f"{folder}/") else []

    def exists(self, path: str) -> bool:
        return path == self.path

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        if len(self.data) > limit:
            raise TooLargeError(path, len(self.data), limit)
        return self.data


def _questions(data: RoundData, unit: Unit, content: bytes) -> tuple[Question, ...]:
    """What a file asks. Raises UnsafeEditError when it has faults."""
    tree = _OneFile(review_path(data, unit), content)
    review, findings = read_review(tree, data.round.id, unit.code, data.register, data.criteria)
    faults = [item for item in findings if item.severity is Severity.ERROR]
    if review is None or faults:
        raise UnsafeEditError(tree.path, faults)
    return review.questions


def _must_say(data: RoundData, unit: Unit, after: bytes, questions: tuple[Question, ...]) -> None:
    if _questions(data, unit, after) != questions:
        raise UnsafeEditError(review_path(data, unit))
    source, _ = read_yaml(review_path(data, unit), after)
    personal = list(source_holds_no_personal_data(source, data.round.id, None))
    if personal:
        raise UnsafeEditError(source.path, personal)
