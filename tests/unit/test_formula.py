"""Formulas: a small grammar, faults with their place, exact values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from minhbach.formula import (
    MAX_LENGTH,
    MAX_NESTING,
    PRECISION,
    FormulaError,
    UndefinedResultError,
    iter_names,
    parse_formula,
)

FIGURES: Mapping[str, Fraction] = {"a": Fraction(6), "b": Fraction(4), "c": Fraction(0), "b2_x": Fraction(1, 3)}


def value(text: str) -> Fraction:
    return parse_formula(text).value(lambda name: FIGURES[name])


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1", "1"),
        ("a", "6"),
        ("b2_x", "1/3"),
        ("1.5", "3/2"),
        ("80%", "4/5"),
        ("0.5%", "1/200"),
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 4 - 3", "3"),
        ("24 / 4 / 3", "2"),
        ("24 / 4 * 3", "18"),
        ("24 / (4 * 3)", "2"),
        ("-a + b", "-2"),
        ("-a * b", "-24"),
        ("a * -b", "-24"),
        ("a - -b", "10"),
        ("--a", "6"),
        ("-(a + b)", "-10"),
        ("a+b*c", "6"),
        ("\ta\n+ b ", "10"),
        ("min(a, b)", "4"),
        ("max(a, b, 7)", "7"),
        ("min(a)", "6"),
        ("min(a, max(b, 5)) / 10", "1/2"),
        ("0.9 * a / b + 0.1 * min(c, 5) / 5", "27/20"),
        ("1 / 3 + 1 / 3 + 1 / 3", "1"),
        ("sqrt(b)", "2"),
        ("sqrt(0)", "0"),
        ("log10(1000)", "3"),
        ("ln(1)", "0"),
        ("((a))", "6"),
    ],
)
def test_a_formula_has_its_exact_value(text: str, result: str) -> None:
    assert value(text) == Fraction(result)


@pytest.mark.parametrize(
    ("text", "detail", "offset", "found"),
    [
        ("", "operand", 0, ""),
        ("   ", "operand", 3, ""),
        ("a +", "operand", 3, ""),
        ("a + )", "operand", 4, ")"),
        ("* a", "operand", 0, "*"),
        ("a + * b", "operand", 4, "*"),
        ("()", "operand", 1, ")"),
        ("min()", "operand", 4, ")"),
        ("min(a,)", "operand", 6, ")"),
        ("a b", "operator", 2, "b"),
        ("2a", "operator", 1, "a"),
        ("a 2", "operator", 2, "2"),
        ("a)", "operator", 1, ")"),
        ("a, b", "operator", 1, ","),
        ("(a)(b)", "operator", 3, "("),
        ("(a", "bracket", 2, ""),
        ("(a, b)", "bracket", 2, ","),
        ("min(a b)", "operator", 6, "b"),
        ("(a 2)", "operator", 3, "2"),
        ("sqrt(a", "bracket", 6, ""),
        ("foo(a)", "function", 0, "foo"),
        ("1 + exec(a)", "function", 4, "exec"),
        ("sqrt(a, b)", "operands", 0, "sqrt"),
        ("1 + ln(a, b)", "operands", 4, "ln"),
        ("A", "character", 0, "A"),
        ("a ^ b", "character", 2, "^"),
        ("a ** b", "operand", 3, "*"),
        ("a // b", "operand", 3, "/"),
        ("a % b", "character", 2, "%"),
        ("1. + a", "character", 1, "."),
        ("a.b", "character", 1, "."),
        ("1,5", "operator", 1, ","),
        ("a = b", "character", 2, "="),
        ("'a'", "character", 0, "'"),
        ("số", "character", 1, "ố"),
        ("a × b", "character", 2, "×"),
        ("__import__", "character", 0, "_"),
    ],
)
def test_a_fault_names_itself_and_its_place(text: str, detail: str, offset: int, found: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert (caught.value.detail, caught.value.offset, caught.value.found) == (detail, offset, found)


def test_a_formula_may_be_as_long_as_the_limit_and_no_longer() -> None:
    parse_formula("a".ljust(MAX_LENGTH))
    with pytest.raises(FormulaError) as caught:
        parse_formula("a".ljust(MAX_LENGTH + 1))
    assert (caught.value.detail, caught.value.offset) == ("too-long", MAX_LENGTH)


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("-", ""), ("min(", ")"), ("1*(1+", ")")])
def test_brackets_may_not_nest_without_end(opening: str, closing: str) -> None:
    inside = MAX_NESTING - 1
    parse_formula(opening * inside + "a" + closing * inside)
    with pytest.raises(FormulaError) as caught:
        parse_formula(opening * (inside + 1) + "a" + closing * (inside + 1))
    assert caught.value.detail == "nesting"


def test_many_operands_side_by_side_do_not_nest() -> None:
    assert value("+".join(["a"] * 200)) == 1200


def test_names_come_in_order_and_once() -> None:
    formula = parse_formula("b + min(a, b) / a")
    assert formula.names == ("b", "a")
    assert [(name.id, name.offset) for name in iter_names(formula.root)] == [("b", 0), ("a", 8), ("b", 11), ("a", 16)]


def test_a_name_that_is_a_function_may_be_a_figure_without_brackets() -> None:
    assert parse_formula("min + 1").names == ("min",)


@pytest.mark.parametrize("text", ["a / c", "1 / (a - a)", "a / 0", "sqrt(-a)", "ln(c)", "ln(-a)", "log10(0)"])
def test_a_value_that_does_not_exist_is_undefined_and_never_a_number(text: str) -> None:
    with pytest.raises(UndefinedResultError):
        value(text)


@pytest.mark.parametrize(
    ("text", "undefined"),
    [
        ("a / b", True),
        ("a / 2", False),
        ("a / 0", True),
        ("2 * (a + 1 / b)", True),
        ("min(a, b) / 3", False),
        ("sqrt(a)", True),
        ("ln(a) / 2", True),
        ("a + b * 2", False),
    ],
)
def test_a_formula_knows_whether_it_may_be_undefined(text: str, undefined: bool) -> None:  # noqa: FBT001
    assert parse_formula(text).may_be_undefined() is undefined


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("sqrt(2)", "1.4142135623730950488016887242096980785696718753769"),
        ("sqrt(1 / 2)", "0.70710678118654752440084436210484903928483593768847"),
        ("ln(2)", "0.69314718055994530941723212145817656807550013436026"),
        ("ln(10)", "2.3025850929940456840179914546843642076011014886288"),
        ("log10(2)", "0.30102999566398119521373889472449302676818988146211"),
    ],
)
def test_roots_and_logarithms_have_fifty_digits(text: str, digits: str) -> None:
    assert value(text) == Fraction(digits)
    assert len(digits.replace(".", "").lstrip("0")) == PRECISION


def test_roots_do_not_depend_on_the_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 5
        inside = value("sqrt(2) + ln(3) + log10(7)")
    assert inside == value("sqrt(2) + ln(3) + log10(7)")


def test_a_root_of_a_huge_number_is_found() -> None:
    assert parse_formula("sqrt(a)").value(lambda _: Fraction(10**40)) == 10**20
    assert parse_formula("log10(a)").value(lambda _: Fraction(Decimal("1e-30"))) == -30
