"""What every form reader needs: names and formulas checked against the set's figures, options read and used up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.exact import parse_number
from minhbach.formula import Formula, FormulaError, iter_names, parse_formula
from minhbach.model import forms as model
from minhbach.model.criteria import Figure, Kind
from minhbach.model.forms import Operand
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


class Refused(Exception):  # noqa: N818 - control flow of the form readers only
    """The form cannot be built; the reason is among the findings."""


@dataclass(slots=True)
class FormContext:
    """Where forms are read: the file, the figures they may use, and the findings so far."""

    source: Source
    figures: Mapping[str, Figure]
    findings: list[Diagnostic]

    def refuse(self, code: str, node: Node, *, offset: int = 0, **words: str | Text) -> Refused:
        mark = node.mark
        quoted = isinstance(node, Scalar) and not node.plain
        place = Location(self.source.path, mark.line, mark.column + offset + (1 if quoted and offset else 0))
        found, allowed = words.pop("found", None), words.pop("allowed", None)
        self.findings.append(diagnose(code, place, found=found, allowed=allowed, words=words))
        return Refused()

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
            raise Refused
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
            self._check_name(node, name.id, name.offset, NUMERIC)
        return formula


class Options:
    """The options of one form; refuses what no one asked for."""

    def __init__(self, context: FormContext, node: Node, extra: tuple[str, ...]) -> None:
        if not isinstance(node, MapNode):
            raise context.refuse("value-kind", node, found=KIND_NAMES["string"], allowed=KIND_NAMES["object"])
        self.context = context
        self.node = node
        self.used: list[str] = list(extra)

    def get(self, key: str) -> Node | None:
        self.used.append(key)
        return self.node.get(key)

    def need(self, key: str) -> Node:
        node = self.get(key)
        if node is None:
            raise self.context.refuse("key-missing", self.node, found=key)
        return node

    def finish(self) -> None:
        for key, _ in self.node.entries:
            if key.text not in self.used:
                place = Location(self.context.source.path, key.mark.line, key.mark.column)
                self.context.findings.append(unknown_key("key-unknown", place, key.text, sorted(set(self.used))))

    def number_of(self, node: Node) -> Fraction:
        text = node.text if isinstance(node, Scalar) else ""
        try:
            return parse_number(text)
        except ValueError:
            raise self.context.refuse("value-format", node, found=shown(text), allowed="0.8, 80%, 4/5") from None

    def number(self, key: str, default: Fraction | None = None) -> Fraction:
        node = self.get(key) if default is not None else self.need(key)
        return self.number_of(node) if node is not None else cast(Fraction, default)

    def word(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        node = self.get(key) if default is not None else self.need(key)
        if node is None:
            return cast(str, default)
        text = node.text if isinstance(node, Scalar) else ""
        if text not in allowed:
            raise self.context.refuse("value-not-allowed", node, found=shown(text), allowed=", ".join(allowed))
        return text

    def operand(self, key: str) -> Operand:
        """A formula, or a quotient `[a, b]` with its rule for a denominator of 0."""
        node = self.need(key)
        if not isinstance(node, Sequence):
            formula = self.context.formula(node)
            zero = self.zero_denominator(needed=formula.may_be_undefined())
            return Operand(top=formula, zero_denominator=zero)
        if len(node.items) != 2:
            raise self.context.refuse("list-length", node, found=str(len(node.items)), allowed="2")
        top, bottom = (self.context.formula(item) for item in node.items)
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
            raise self.context.refuse("value-kind", node, found=KIND_NAMES["string"], allowed=KIND_NAMES["object"])
        entries = []
        for key, value in node.entries:
            amount = self.number_of(value)
            if amount < 0 or (amount > 1 and not in_points):
                allowed = "≥ 0" if in_points else "0-1"
                raise self.context.refuse(
                    "amount-range", value, found=shown(getattr(value, "text", "")), allowed=allowed
                )
            entries.append((key, amount))
        return entries, in_points
