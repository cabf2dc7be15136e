"""Whitelisted exact arithmetic over named figures: `0.9 * a / b + 0.1 * min(c, 5) / 5`.

    expression := term (("+" | "-") term)*
    term       := factor (("*" | "/") factor)*
    factor     := "-" factor | number | name | function "(" expression ("," expression)* ")" | "(" expression ")"

Parsed once when a criteria set is loaded; evaluated with rationals. Roots and logarithms work in decimals of
`PRECISION` digits. Nothing of Python is reachable from a formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from minhbach.exact import in_decimals, parse_number

PRECISION = 50
MAX_LENGTH = 500
MAX_NESTING = 30


class FormulaError(Exception):
    """A formula that cannot be read; `offset` counts characters from its start, `detail` names the fault."""

    def __init__(self, detail: str, offset: int, found: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.offset = offset
        self.found = found


class UndefinedResultError(Exception):
    """The formula has no value for these figures: a division by zero, a root or logarithm outside its domain."""


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    id: str
    offset: int


@dataclass(frozen=True, slots=True)
class Operation:
    """`operator` is one of + - * / or `neg`, or the name of a function."""

    operator: str
    operands: tuple[Expression, ...]


Expression: TypeAlias = Number | Name | Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula with its source text."""

    text: str
    root: Expression
    names: tuple[str, ...]
    """The figures it uses, in order, once."""

    def may_be_undefined(self) -> bool:
        """Whether some figures can make it divide by zero or leave the domain of a root or logarithm."""
        return _may_be_undefined(self.root)

    def value(self, look_up: Callable[[str], Fraction]) -> Fraction:
        """Raises UndefinedResultError."""
        root = self.root
        return look_up(root.id) if isinstance(root, Name) else _evaluate(root, look_up)


def iter_names(node: Expression) -> Iterator[Name]:
    if isinstance(node, Name):
        yield node
    elif isinstance(node, Operation):
        for operand in node.operands:
            yield from iter_names(operand)


def _may_be_undefined(node: Expression) -> bool:
    if not isinstance(node, Operation):
        return False
    if node.operator == "/" and not (isinstance(node.operands[1], Number) and node.operands[1].value):
        return True
    return node.operator in _ONE_OPERAND or any(_may_be_undefined(operand) for operand in node.operands)


# Reading ---------------------------------------------------------------------

_TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?%?)|(?P<name>[a-z][a-z0-9_]*)|(?P<sign>[-+*/(),]))")


def parse_formula(text: str) -> Formula:
    """Raises FormulaError."""
    if len(text) > MAX_LENGTH:
        raise FormulaError("too-long", MAX_LENGTH)
    root = _Parser(text).whole()
    return Formula(text, root, tuple(dict.fromkeys(name.id for name in iter_names(root))))


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.nesting = 0
        self._advance()

    def _advance(self) -> None:
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            rest = self.text[self.at :]
            self.start = self.at + len(rest) - len(rest.lstrip())
            if self.start < len(self.text):
                raise FormulaError("character", self.start, self.text[self.start])
            self.kind, self.word = "end", ""
            return
        self.kind = match.lastgroup or ""
        self.word = match[self.kind]
        self.start = match.start(self.kind)
        self.at = match.end()

    def whole(self) -> Expression:
        node = self._sum()
        if self.kind != "end":
            raise FormulaError("operator", self.start, self.word)
        return node

    def _sum(self) -> Expression:
        node = self._product()
        while self.word in ("+", "-") and self.kind == "sign":
            operator = self.word
            self._advance()
            node = Operation(operator, (node, self._product()))
        return node

    def _product(self) -> Expression:
        node = self._factor()
        while self.word in ("*", "/") and self.kind == "sign":
            operator = self.word
            self._advance()
            node = Operation(operator, (node, self._factor()))
        return node

    def _factor(self) -> Expression:
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise FormulaError("nesting", self.start)
        node = self._unnested_factor()
        self.nesting -= 1
        return node

    def _unnested_factor(self) -> Expression:
        kind, word, start = self.kind, self.word, self.start
        if kind == "number":
            self._advance()
            return Number(parse_number(word), word)
        if kind == "name":
            self._advance()
            return self._call(word, start) if self.word == "(" else Name(word, start)
        if word == "-":
            self._advance()
            return Operation("neg", (self._factor(),))
        if word == "(":
            self._advance()
            node = self._sum()
            self._expect(")")
            return node
        raise FormulaError("operand", start, word)

    def _call(self, name: str, start: int) -> Expression:
        if name not in FUNCTIONS:
            raise FormulaError("function", start, name)
        self._advance()
        operands = [self._sum()]
        while self.word == ",":
            self._advance()
            operands.append(self._sum())
        self._expect(")")
        if name in _ONE_OPERAND and len(operands) != 1:
            raise FormulaError("operands", start, name)
        return Operation(name, tuple(operands))

    def _expect(self, sign: str) -> None:
        if self.word != sign:
            fault = "operator" if self.kind in ("number", "name") or self.word == "(" else "bracket"
            raise FormulaError(fault, self.start, self.word)
        self._advance()


# Evaluating ------------------------------------------------------------------


def _in_decimals(operate: Callable[[Decimal], Decimal]) -> Callable[[Fraction], Fraction]:
    def function(operand: Fraction) -> Fraction:
        context = in_decimals(PRECISION)
        if operand < 0:
            raise UndefinedResultError
        decimal = context.divide(Decimal(operand.numerator), Decimal(operand.denominator))
        return Fraction(operate(decimal))

    return function


def _logarithm(operate: Callable[[Decimal], Decimal]) -> Callable[[Fraction], Fraction]:
    inner = _in_decimals(operate)

    def function(operand: Fraction) -> Fraction:
        if operand <= 0:
            raise UndefinedResultError
        return inner(operand)

    return function


_ONE_OPERAND: dict[str, Callable[[Fraction], Fraction]] = {
    "sqrt": _in_decimals(lambda number: in_decimals(PRECISION).sqrt(number)),
    "ln": _logarithm(lambda number: in_decimals(PRECISION).ln(number)),
    "log10": _logarithm(lambda number: in_decimals(PRECISION).log10(number)),
}
FUNCTIONS = ("min", "max", *_ONE_OPERAND)


def _evaluate(node: Expression, look_up: Callable[[str], Fraction]) -> Fraction:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        return look_up(node.id)
    values = [_evaluate(operand, look_up) for operand in node.operands]
    match node.operator:
        case "+":
            return values[0] + values[1]
        case "-":
            return values[0] - values[1]
        case "*":
            return values[0] * values[1]
        case "/":
            if values[1] == 0:
                raise UndefinedResultError
            return values[0] / values[1]
        case "neg":
            return -values[0]
        case "min":
            return min(values)
        case "max":
            return max(values)
    return _ONE_OPERAND[node.operator](values[0])
