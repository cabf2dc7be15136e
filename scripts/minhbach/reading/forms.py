"""The `score:` of a criterion to a typed form. Unknown forms and options, wrong numbers and names are findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal, cast

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.exact import parse_number
from minhbach.formula import Formula, FormulaError, Name, iter_names, parse_formula
from minhbach.model import forms as model
from minhbach.model.criteria import YES, Figure, Kind
from minhbach.model.forms import Form, Operand
from minhbach.reading.structure import KIND_NAMES, unknown_key
from minhbach.yamlio import Mapping as MapNode
from minhbach.yamlio import Node, Scalar, Sequence, Source

NUMERIC = (Kind.COUNT, Kind.AMOUNT)

_FORMULA_FAULTS = {
    "character": Text("ký tự không dùng được «{found}»", "character “{found}” cannot be used"),
    "operator": Text("thiếu phép tính trước «{found}»", "an operator is missing before “{found}”"),
    "operand": Text("thiếu tên số liệu hoặc con số", "a figure or a number is missing"),
    "function": Text("không có hàm «{found}»", "there is no function “{found}”"),
    "operands": Text("hàm «{found}» chỉ nhận một giá trị", "the function “{found}” takes one value"),
    "bracket": Text("thiếu dấu ngoặc đóng", "a closing bracket is missing"),
    "too-long": Text("công thức quá dài", "the formula is too long"),
    "nesting": Text("ngoặc lồng quá sâu", "brackets nest too deep"),
}


class _Refused(Exception):  # noqa: N818 - control flow inside this module only
    """The form cannot be built; the reason is among the findings."""


@dataclass(slots=True)
class FormReader:
    """Reads forms against the set's figures and collects findings."""

    source: Source
    figures: Mapping[str, Figure]
    findings: list[Diagnostic]

    def read(self, node: Node, role: str = "scored") -> Form | None:
        """The form, or None when it cannot be built."""
        try:
            return self._form(_Options(self, node, extra=()), deduction=role == "deduction")
        except _Refused:
            return None

    def refuse(self, code: str, node: Node, *, offset: int = 0, **words: str | Text) -> _Refused:
        mark = node.mark
        quoted = isinstance(node, Scalar) and not node.plain
        place = Location(self.source.path, mark.line, mark.column + offset + (1 if quoted and offset else 0))
        found, allowed = words.pop("found", None), words.pop("allowed", None)
        self.findings.append(diagnose(code, place, found=found, allowed=allowed, words=words))
        return _Refused()

    def _form(self, options: _Options, *, deduction: bool = False) -> Form:
        names = [key.text for key, _ in options.node.entries if key.text in _READERS]
        wrong_role = len(names) == 1 and (names[0] == "deduction") != deduction
        if len(names) != 1 or wrong_role:
            found = ", ".join(names) or ", ".join(key.text for key, _ in options.node.entries)
            allowed = "deduction" if deduction else ", ".join(name for name in _READERS if name != "deduction")
            raise self.refuse("score-form", options.node, found=shown(found), allowed=allowed)
        form = _READERS[names[0]](options)
        options.finish()
        return form

    def part(self, node: Node) -> model.Part:
        options = _Options(self, node, extra=("share",))
        share = options.number("share", Fraction(1))
        return model.Part(share=share, form=self._form(options))

    # Names and formulas

    def figure(self, node: Node, kinds: tuple[Kind, ...]) -> str:
        """The name of one figure of one of the kinds."""
        if not isinstance(node, Scalar):
            raise self.refuse("value-kind", node, found=KIND_NAMES["object"], allowed=KIND_NAMES["string"])
        self._check_name(node, node.text, 0, kinds)
        return node.text

    def _check_name(self, node: Node, name: str, offset: int, kinds: tuple[Kind, ...]) -> None:
        figure = self.figures.get(name)
        if figure is None:
            mark = node.mark
            quoted = 1 if isinstance(node, Scalar) and not node.plain else 0
            place = Location(self.source.path, mark.line, mark.column + offset + quoted)
            self.findings.append(unknown_key("score-figure", place, name, list(self.figures)))
            raise _Refused
        if figure.kind not in kinds:
            allowed = ", ".join(kind.value for kind in kinds)
            raise self.refuse(
                "score-figure-kind", node, offset=offset, found=name, kind=figure.kind.value, allowed=allowed
            )

    def formula(self, node: Node) -> Formula:
        if not isinstance(node, Scalar):
            raise self.refuse("value-kind", node, found=KIND_NAMES["object"], allowed=KIND_NAMES["string"])
        try:
            formula = parse_formula(node.text)
        except FormulaError as error:
            what = _FORMULA_FAULTS[error.detail]
            filled = Text(what.vi.format(found=shown(error.found)), what.en.format(found=shown(error.found)))
            at = str(error.offset + 1)
            raise self.refuse(
                "formula-syntax", node, offset=error.offset, found=shown(node.text), at=at, what=filled
            ) from None
        for name in iter_names(formula.root):
            self._check_formula_name(node, name)
        return formula

    def _check_formula_name(self, node: Scalar, name: Name) -> None:
        self._check_name(node, name.id, name.offset, NUMERIC)


class _Options:
    """The options of one form; refuses what no one asked for."""

    def __init__(self, reader: FormReader, node: Node, extra: tuple[str, ...]) -> None:
        if not isinstance(node, MapNode):
            raise reader.refuse("value-kind", node, found=KIND_NAMES["string"], allowed=KIND_NAMES["object"])
        self.reader = reader
        self.node = node
        self.used: list[str] = list(extra)

    def get(self, key: str) -> Node | None:
        self.used.append(key)
        return self.node.get(key)

    def need(self, key: str) -> Node:
        node = self.get(key)
        if node is None:
            raise self.reader.refuse("key-missing", self.node, found=key)
        return node

    def finish(self) -> None:
        for key, _ in self.node.entries:
            if key.text not in self.used:
                place = Location(self.reader.source.path, key.mark.line, key.mark.column)
                self.reader.findings.append(unknown_key("key-unknown", place, key.text, sorted(set(self.used))))

    def number_of(self, node: Node) -> Fraction:
        text = node.text if isinstance(node, Scalar) else ""
        try:
            return parse_number(text)
        except ValueError:
            raise self.reader.refuse("value-format", node, found=shown(text), allowed="0.8, 80%, 4/5") from None

    def number(self, key: str, default: Fraction | None = None) -> Fraction:
        node = self.get(key) if default is not None else self.need(key)
        return self.number_of(node) if node is not None else cast(Fraction, default)

    def word(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        node = self.get(key) if default is not None else self.need(key)
        if node is None:
            return cast(str, default)
        text = node.text if isinstance(node, Scalar) else ""
        if text not in allowed:
            raise self.reader.refuse("value-not-allowed", node, found=shown(text), allowed=", ".join(allowed))
        return text

    def operand(self, key: str) -> Operand:
        """A formula, or a quotient `[a, b]` with its rule for a denominator of 0."""
        node = self.need(key)
        if not isinstance(node, Sequence):
            return Operand(top=self.reader.formula(node))
        if len(node.items) != 2:
            raise self.reader.refuse("list-length", node, found=str(len(node.items)), allowed="2")
        top, bottom = (self.reader.formula(item) for item in node.items)
        return Operand(top=top, bottom=bottom, zero_denominator=self.zero_denominator(needed=True))

    def zero_denominator(self, *, needed: bool) -> model.ZeroDenominator | None:
        if not needed and self.node.get("zero_denominator") is None:
            return None
        allowed = ("not_applicable", "zero", "full")
        return cast(model.ZeroDenominator, self.word("zero_denominator", allowed))

    def amounts(self) -> tuple[list[tuple[Scalar, Fraction]], bool]:
        """The entries of `shares:` or `points:` in their order, and whether they are points."""
        in_points = self.node.get("points") is not None
        node = self.need("points" if in_points else "shares")
        if not isinstance(node, MapNode):
            raise self.reader.refuse("value-kind", node, found=KIND_NAMES["string"], allowed=KIND_NAMES["object"])
        entries = []
        for key, value in node.entries:
            amount = self.number_of(value)
            if amount < 0 or (amount > 1 and not in_points):
                allowed = "≥ 0" if in_points else "0-1"
                raise self.reader.refuse(
                    "amount-range", value, found=shown(getattr(value, "text", "")), allowed=allowed
                )
            entries.append((key, amount))
        return entries, in_points


# One reader for each form ----------------------------------------------------


def _yes_no(options: _Options) -> Form:
    return model.YesNo(figure=options.reader.figure(options.need("yes_no"), (Kind.YES_NO,)))


def _choice(options: _Options) -> Form:
    figure = options.reader.figure(options.need("choice"), (Kind.CHOICE,))
    entries, in_points = options.amounts()
    words = list(options.reader.figures[figure].options)
    given = [key.text for key, _ in entries]
    if set(words) != set(given):
        odd = ", ".join(sorted(set(words) ^ set(given)))
        raise options.reader.refuse("choice-options", options.node, found=shown(odd), allowed=", ".join(words))
    return model.Choice(figure=figure, amounts={key.text: amount for key, amount in entries}, in_points=in_points)


def _ratio(options: _Options) -> Form:
    return model.Ratio(
        operand=options.operand("ratio"),
        cap=options.number("cap", Fraction(1)),
        floor=options.number("floor", Fraction(0)),
        inverse=options.word("inverse", ("true", "false"), "false") == "true",
    )


def _target(options: _Options) -> Form:
    full_at = options.number("full_at")
    if full_at <= 0:
        raise options.reader.refuse("amount-range", options.need("full_at"), found=str(full_at), allowed="> 0")
    return model.Target(
        operand=options.operand("target"), full_at=full_at, zero_below=options.number("zero_below", Fraction(0))
    )


def _steps(options: _Options) -> Form:
    entries, in_points = options.amounts()
    steps = [(options.number_of(key), amount) for key, amount in entries]
    ordered = tuple(sorted(steps, reverse=True))
    return model.Steps(operand=options.operand("steps"), steps=ordered, in_points=in_points)


_BAND = re.compile(r"([\[(]) *([^,\s]+) *, *([^,\s]+) *([\])])\Z")


def _bands(options: _Options) -> Form:
    entries, in_points = options.amounts()
    bands = tuple(sorted((_band(options, key, amount) for key, amount in entries), key=_band_order))
    for lower, upper in pairwise(bands):
        _check_border(options, lower, upper)
    return model.Bands(operand=options.operand("bands"), bands=bands, in_points=in_points)


def _band(options: _Options, key: Scalar, amount: Fraction) -> model.Band:
    match = _BAND.match(key.text)
    if match is None:
        raise options.reader.refuse("value-format", key, found=shown(key.text), allowed="[0, 50%), [50%, inf)")

    def end(text: str) -> Fraction | None:
        if text in ("inf", "-inf"):
            return None
        try:
            return parse_number(text)
        except ValueError:
            raise options.reader.refuse("value-format", key, found=shown(text), allowed="0.8, 80%, 4/5, inf") from None

    return model.Band(
        text=key.text,
        low=end(match[2]),
        low_closed=match[1] == "[",
        high=end(match[3]),
        high_closed=match[4] == "]",
        amount=amount,
    )


def _band_order(band: model.Band) -> tuple[bool, Fraction, bool]:
    return band.low is not None, band.low or Fraction(0), not band.low_closed


def _check_border(options: _Options, lower: model.Band, upper: model.Band) -> None:
    """Neighbours must touch in exactly one point that one of them holds."""
    node = options.node
    if lower.high is None or upper.low is None or lower.high > upper.low:
        raise options.reader.refuse("bands-overlap", node, found=lower.text, allowed=upper.text)
    if lower.high == upper.low and lower.high_closed and upper.low_closed:
        raise options.reader.refuse("bands-overlap", node, found=lower.text, allowed=upper.text)
    if lower.high < upper.low or not (lower.high_closed or upper.low_closed):
        raise options.reader.refuse("bands-gap", node, found=str(lower.high))


def _count(options: _Options) -> Form:
    return model.Count(operand=options.operand("count"), each=options.number("each"))


def _deduction(options: _Options) -> Form:
    return model.Deduction(operand=options.operand("deduction"), each=options.number("each"))


def _better(options: _Options) -> model.Better:
    return cast(model.Better, options.word("better", ("higher", "lower"), "higher"))


def _relative(options: _Options) -> Form:
    return model.Relative(operand=options.operand("relative"), better=_better(options))


def _goalposts(options: _Options) -> Form:
    worst, best = options.number("worst"), options.number("best")
    if worst == best:
        raise options.reader.refuse("amount-range", options.need("best"), found=str(best), allowed=f"≠ {worst}")
    return model.Goalposts(operand=options.operand("goalposts"), worst=worst, best=best)


def _min_max(options: _Options) -> Form:
    since = options.get("since")
    return model.MinMax(
        operand=options.operand("min_max"),
        better=_better(options),
        since=since.text if isinstance(since, Scalar) else None,
    )


def _survey(options: _Options) -> Form:
    scale = options.need("scale")
    if not isinstance(scale, Sequence) or len(scale.items) != 2:
        raise options.reader.refuse("list-length", scale, found="", allowed="2")
    low, high = (options.number_of(item) for item in scale.items)
    if low >= high:
        raise options.reader.refuse("amount-range", scale, found=str(high), allowed=f"> {low}")
    responses = options.get("responses")
    return model.Survey(
        operand=options.operand("survey"),
        low=low,
        high=high,
        responses=options.reader.figure(responses, (Kind.COUNT,)) if responses is not None else None,
        at_least=options.number("at_least", Fraction(0)),
    )


def _checklist(options: _Options) -> Form:
    node = options.need("checklist")
    kinds = (Kind.YES_NO,)
    if isinstance(node, Sequence) and node.items:
        share = Fraction(1, len(node.items))
        return model.Checklist(items={options.reader.figure(item, kinds): share for item in node.items})
    if not isinstance(node, MapNode) or not node.entries:
        raise options.reader.refuse("value-kind", node, found=KIND_NAMES["string"], allowed=KIND_NAMES["array"])
    items = {options.reader.figure(key, kinds): options.number_of(value) for key, value in node.entries}
    if sum(items.values()) > 1:
        raise options.reader.refuse("amount-range", node, found=str(sum(items.values())), allowed="≤ 1")
    return model.Checklist(items=items)


def _parts(options: _Options, key: Literal["sum", "best_of"]) -> tuple[model.Part, ...]:
    node = options.need(key)
    if not isinstance(node, Sequence) or len(node.items) < 2:
        raise options.reader.refuse("list-length", node, found="", allowed="≥ 2")
    return tuple(options.reader.part(item) for item in node.items)


def _sum(options: _Options) -> Form:
    return model.Sum(parts=_parts(options, "sum"))


def _best_of(options: _Options) -> Form:
    return model.BestOf(parts=_parts(options, "best_of"))


def _gate(options: _Options) -> Form:
    figure = options.reader.figure(options.need("gate"), (*NUMERIC, Kind.YES_NO, Kind.CHOICE))
    kind = options.reader.figures[figure].kind
    at_least = options.number("at_least") if kind in NUMERIC else None
    words = _gate_words(options, figure) if at_least is None else ()
    inner = _Options(options.reader, options.need("then"), extra=())
    then = options.reader._form(inner)
    return model.Gate(figure=figure, words=words, at_least=at_least, then=then)


def _gate_words(options: _Options, figure: str) -> tuple[str, ...]:
    node = options.get("is")
    if node is None:
        return (YES,)
    items = node.items if isinstance(node, Sequence) else (node,)
    words = tuple(item.text for item in items if isinstance(item, Scalar))
    declared = options.reader.figures[figure]
    known = list(declared.options) if declared.kind is Kind.CHOICE else [YES, "không"]
    for word in words:
        if word not in known:
            raise options.reader.refuse("value-not-allowed", node, found=shown(word), allowed=", ".join(known))
    return words


def _computed(options: _Options) -> Form:
    formula = options.reader.formula(options.need("formula"))
    zero = options.zero_denominator(needed=formula.may_be_undefined())
    return model.Computed(operand=Operand(top=formula, zero_denominator=zero))


_READERS: dict[str, Callable[[_Options], Form]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "ratio": _ratio,
    "target": _target,
    "steps": _steps,
    "bands": _bands,
    "count": _count,
    "checklist": _checklist,
    "sum": _sum,
    "best_of": _best_of,
    "relative": _relative,
    "goalposts": _goalposts,
    "min_max": _min_max,
    "survey": _survey,
    "gate": _gate,
    "deduction": _deduction,
    "formula": _computed,
}


def iter_form_names() -> Iterator[str]:
    yield from _READERS
