"""One figure of a unit's file: typed text to an answer, or a message that shows how to write it."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.model.criteria import NO, YES, Figure, Kind
from minhbach.model.submission import Answer, State
from minhbach.reading.structure import INTEGER, NUMBER
from minhbach.schema import MAX_COUNT
from minhbach.yamlio import Mapping, Node, Scalar

_EMPTY_WORDS = frozenset(
    (
        *("-", "--", "–", "—", ".", "…", "?", "x", "~", "null", "none", "n/a", "na", "kad"),
        *("không", "không có", "không áp dụng", "không biết", "không rõ", "không phát sinh"),
        *("chưa", "chưa có", "chưa rõ", "trống"),
    )
)
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*\Z")
_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)\Z")
_PERCENT = re.compile(r"-?[0-9]+(?:[.,][0-9]+)? ?%\Z")
_WITH_UNIT = re.compile(r"([0-9]+(?:\.[0-9]{1,2})?) ?[^\W\d_].*\Z")
_LEADING_ZERO = re.compile(r"0[0-9]+\Z")
_NEGATIVE = re.compile(r"-[0-9]+(?:\.[0-9]+)?\Z")

_SPACES = str.maketrans("", "", "., ")


def read_answer(figure: Figure, node: Node) -> Answer | None:
    """The answer that is typed, or None when it cannot be read (then `explain_answer` says why)."""
    if isinstance(node, Mapping):
        return _not_applicable(figure, node)
    if not isinstance(node, Scalar):
        return None
    text = node.text
    if figure.kind is Kind.YES_NO:
        return Answer(State.VALUE, text == YES) if text in (YES, NO) else None
    if figure.kind is Kind.CHOICE:
        return Answer(State.VALUE, text) if text in figure.options else None
    pattern = INTEGER if figure.kind is Kind.COUNT else NUMBER
    if not pattern.match(text):
        return None
    number = Decimal(text)
    low, high = figure.least or 0, figure.most or MAX_COUNT
    if not low <= number <= high:
        return None
    return Answer(State.VALUE, int(text) if figure.kind is Kind.COUNT else number)


def _not_applicable(figure: Figure, node: Mapping) -> Answer | None:
    reason = node.get("not_applicable")
    if not figure.may_be_not_applicable or not isinstance(reason, Scalar) or not reason.text.strip():
        return None
    return Answer(State.NOT_APPLICABLE, reason=reason.text) if len(node.entries) == 1 else None


def example(figure: Figure) -> Text:
    """What may be written for a figure, to copy."""
    if figure.kind is Kind.YES_NO:
        return Text(f"{YES} hoặc {NO}", f"{YES} (yes) or {NO} (no)")
    if figure.kind is Kind.CHOICE:
        *others, last = figure.options
        return Text(f"{', '.join(others)} hoặc {last}", f"{', '.join(others)} or {last}")
    return Text("23" if figure.kind is Kind.COUNT else "12.5")


def explain_answer(figure: Figure, node: Node, place: Location) -> Diagnostic:
    """Why a figure cannot be read, and how to write it."""
    code, words = _fault(figure, node)
    found = shown(node.text) if isinstance(node, Scalar) else None
    allowed = words.pop("allowed", None) or example(figure)
    return diagnose(code, place, figure=figure.id, found=found, allowed=allowed, label=figure.label, words=words)


_Fault = tuple[str, dict[str, str | Text]]


def _fault(figure: Figure, node: Node) -> _Fault:
    if isinstance(node, Mapping) and node.get("not_applicable") is not None:
        reason = "figure-not-applicable-reason" if figure.may_be_not_applicable else "figure-not-applicable"
        return reason, {}
    if not isinstance(node, Scalar):
        return "figure-shape", {}
    text = node.text.strip()
    if not text:
        return "figure-empty", {}
    if text.casefold() in _EMPTY_WORDS:
        return "figure-empty-word", {"detail": "may_not_apply"} if figure.may_be_not_applicable else {}
    if figure.kind is Kind.YES_NO:
        return "figure-not-yes-no", {}
    if figure.kind is Kind.CHOICE:
        near = get_close_matches(text, list(figure.options), n=1, cutoff=0.6)
        return "figure-not-a-choice", {"allowed": shown(", ".join(near or figure.options), 200)}
    return _number_fault(figure, text)


def _number_fault(figure: Figure, text: str) -> _Fault:
    decimal = figure.kind is Kind.AMOUNT
    if _PERCENT.match(text):
        return "figure-percent", {"allowed": "17"}
    if _GROUPED.match(text):
        return "figure-grouped", {"allowed": text.translate(_SPACES)}
    if match := _COMMA.match(text):
        written = f"{match[1]}.{match[2][:2]}" if decimal else match[1]
        return "figure-decimal-comma", {"allowed": written, **({"detail": "decimal"} if decimal else {})}
    if _NEGATIVE.match(text):
        return "figure-negative", {"allowed": str(figure.least or 0)}
    if _LEADING_ZERO.match(text):
        return "figure-leading-zero", {"allowed": text.lstrip("0") or "0"}
    if INTEGER.match(text) or (decimal and NUMBER.match(text)):
        return "figure-out-of-range", {"allowed": f"{figure.least or 0}-{figure.most or MAX_COUNT}"}
    if match := _WITH_UNIT.match(text):
        return "figure-with-unit", {"allowed": match[1]}
    return ("figure-not-an-amount" if decimal else "figure-not-a-count"), {}
