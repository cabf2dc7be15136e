"""One figure of a unit's file: typed text to an answer, or a message that shows how to write it."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.model.criteria import NO, YES, Figure, Kind
from minhbach.model.submission import Answer, State
from minhbach.reading.typed import INTEGER, NUMBER
from minhbach.schema import MAX_COUNT, MOST_TEXT
from minhbach.yamlio import Mapping, Node, Scalar

_EMPTY_WORDS = frozenset(
    (
        *("-", "--", "–", "—", ".", "…", "?", "x", "~", "null", "none", "n/a", "na", "kad"),
        *("không", "không có", "không áp dụng", "không biết", "không rõ", "không phát sinh"),
        *("chưa", "chưa có", "chưa rõ", "trống"),
    )
)
_SPACE = "[ \u00a0\u202f]"
_GROUPED = re.compile(rf"(-?[1-9][0-9]{{0,2}})(?:([.,]|{_SPACE})[0-9]{{3}})(?:\2[0-9]{{3}})*(?:[.,][0-9]+)?\Z")
_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)\Z")
_DECIMALS = re.compile(r"(-?(?:0|[1-9][0-9]*)\.[0-9]{2})[0-9]+\Z")
_PERCENT = re.compile(r"-?[0-9]+(?:[.,][0-9]+)? ?%\Z")
_WITH_UNIT = re.compile(r"([0-9]+(?:\.[0-9]{1,2})?) ?([^\W\d_].*)\Z")
_OTHER_NOTATION = re.compile(r"0[xob]|[0-9.]+e[-+0-9]", re.IGNORECASE)
_MULTIPLIERS = ("nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ", "k", "tr", "chục", "trăm", "tá")
_LEADING_ZERO = re.compile(r"0[0-9]+\Z")
_NEGATIVE = re.compile(r"-[0-9]+(?:\.[0-9]+)?\Z")


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
    if not figure.may_be_not_applicable or not isinstance(reason, Scalar) or len(node.entries) != 1:
        return None
    if not reason.text.strip(" \n") or len(reason.text) > MOST_TEXT:
        return None
    return Answer(State.NOT_APPLICABLE, reason=reason.text)


def example(figure: Figure) -> Text:
    """What may be written for a figure, to copy."""
    if figure.kind is Kind.YES_NO:
        return Text(f"{YES} hoặc {NO}", f"{YES} (yes) or {NO} (no)")
    if figure.kind is Kind.CHOICE:
        *others, last = figure.options
        return Text(f"{', '.join(others)} hoặc {last}", f"{', '.join(others)} or {last}")
    return Text("23" if figure.kind is Kind.COUNT else "12.5")


_Fault = tuple[str, dict[str, str | Text]]


def explain_answer(figure: Figure, node: Node, place: Location) -> Diagnostic:
    """Why a figure cannot be read, and how to write it."""
    code, words = _fault(figure, node)
    if code == "key-unknown" and isinstance(node, Mapping):
        extra = next(key for key, _ in node.entries if key.text != "not_applicable")
        place = Location(place.path, extra.mark.line, extra.mark.column)
    found = words.pop("found", None) or (shown(node.text) if isinstance(node, Scalar) else None)
    allowed = words.pop("allowed", None) or example(figure)
    return diagnose(code, place, figure=figure.id, found=found, allowed=allowed, label=figure.label, words=words)


def _fault(figure: Figure, node: Node) -> _Fault:
    if isinstance(node, Mapping) and (reason := node.get("not_applicable")) is not None:
        return _not_applicable_fault(figure, node, reason)
    if not isinstance(node, Scalar):
        return "figure-shape", {}
    text = node.text.strip()
    if not text:
        return "figure-empty", {}
    is_no = figure.kind is Kind.YES_NO and text.casefold() == NO
    if text.casefold() in _EMPTY_WORDS and not is_no:
        in_words = figure.kind in (Kind.YES_NO, Kind.CHOICE)
        detail = "words" if in_words else "may_not_apply" if figure.may_be_not_applicable else ""
        return "figure-empty-word", {"detail": detail}
    if figure.kind is Kind.YES_NO:
        return "figure-not-yes-no", {}
    if figure.kind is Kind.CHOICE:
        near = get_close_matches(text, list(figure.options), n=1, cutoff=0.6)
        similar: dict[str, str | Text] = {"detail": "similar", "similar": near[0]} if near else {}
        return "figure-not-a-choice", {"allowed": shown(", ".join(figure.options), 200), **similar}
    return _number_fault(figure, text)


def _not_applicable_fault(figure: Figure, node: Mapping, reason: Node) -> _Fault:
    if not figure.may_be_not_applicable:
        return "figure-not-applicable", {}
    extra = [key.text for key, _ in node.entries if key.text != "not_applicable"]
    if extra:
        return "key-unknown", {"found": shown(extra[0]), "allowed": "not_applicable"}
    if isinstance(reason, Scalar) and len(reason.text) > MOST_TEXT:
        return "text-length", {"found": str(len(reason.text)), "allowed": f"1-{MOST_TEXT}"}
    return "figure-not-applicable-reason", {}


def _number_fault(figure: Figure, text: str) -> _Fault:
    decimal = figure.kind is Kind.AMOUNT
    wrong = "figure-not-an-amount" if decimal else "figure-not-a-count"
    if _PERCENT.match(text):
        return "figure-percent", {"allowed": "17"}
    if (decimal and NUMBER.match(text)) or INTEGER.match(text):
        code = "figure-negative" if text.startswith("-") else "figure-out-of-range"
        return code, {"allowed": _range(figure) if code == "figure-out-of-range" else str(figure.least or 0)}
    if _GROUPED.match(text):
        return "figure-grouped", {"allowed": _ungrouped(text, decimal=decimal)}
    if match := _COMMA.match(text):
        written = f"{match[1]}.{match[2][:2]}" if decimal else match[1]
        return "figure-decimal-comma", {"allowed": written, **({"detail": "decimal"} if decimal else {})}
    if _NEGATIVE.match(text):
        return "figure-negative", {"allowed": str(figure.least or 0)}
    if _LEADING_ZERO.match(text):
        return "figure-leading-zero", {"allowed": text.lstrip("0") or "0"}
    if decimal and (match := _DECIMALS.match(text)):
        return wrong, {"allowed": match[1], "detail": "decimals"}
    if (match := _WITH_UNIT.match(text)) and not _OTHER_NOTATION.match(text):
        multiplied = match[2].casefold().startswith(_MULTIPLIERS)
        return "figure-with-unit", {"allowed": match[1], **({"detail": "multiplied"} if multiplied else {})}
    return wrong, {}


def _range(figure: Figure) -> str:
    return f"{figure.least or 0}-{figure.most or MAX_COUNT}"


def _ungrouped(text: str, *, decimal: bool) -> str:
    """`1.234,5` without its separators: 1234.5 for an amount, 1234 for a count."""
    signs = re.findall(r"[^0-9-]", text)
    tail = ""
    if len(signs) > 1 and signs[-1] != signs[0]:
        text, _, tail = text.rpartition(signs[-1])
    whole = re.sub(r"[^0-9-]", "", text)
    return f"{whole}.{tail[:2]}" if decimal and tail else whole
