"""Exact numbers: one rounding, half up unless the round says otherwise; Vietnamese and English writing."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from minhbach.exact import (
    NON_FINITE_DIGITS,
    Lang,
    Publication,
    Rounding,
    decimal_text,
    is_finite,
    parse_number,
    published,
    rounded,
    written,
    written_exact,
    written_share,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", Fraction(12)),
        ("0.8", Fraction(4, 5)),
        ("80%", Fraction(4, 5)),
        ("4/5", Fraction(4, 5)),
        ("12.5%", Fraction(1, 8)),
        ("-0.25", Fraction(-1, 4)),
        ("-1/3", Fraction(-1, 3)),
        ("-0", Fraction(0)),
        ("007", Fraction(7)),
        ("10/4", Fraction(5, 2)),
    ],
)
def test_a_number_is_read_exactly(text: str, number: Fraction) -> None:
    assert parse_number(text) == number


SPELLINGS = ["1 ", " 1", "1\n", "+1", "--1", "1,5", "1.", ".5", "1e3", "0x10", "1_000", "inf", "nan", "١", "1٫5", "½"]
SIGNS = ["1/0", "1/2%", "1.5/2", "1/-2", "%", "1%%", "", "9" * 31]


@pytest.mark.parametrize("text", [*SPELLINGS, *SIGNS])
def test_anything_else_is_refused_and_never_another_number(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_number(text)


@pytest.mark.parametrize(
    ("number", "half_up", "half_even", "down"),
    [
        ("2.675", "2.68", "2.68", "2.67"),
        ("2.665", "2.67", "2.66", "2.66"),
        ("2.6749999", "2.67", "2.67", "2.67"),
        ("2.6750001", "2.68", "2.68", "2.67"),
        ("0.005", "0.01", "0.00", "0.00"),
        ("0.015", "0.02", "0.02", "0.01"),
        ("0.995", "1.00", "1.00", "0.99"),
        ("-2.675", "-2.68", "-2.68", "-2.67"),
        ("-2.665", "-2.67", "-2.66", "-2.66"),
        ("1/3", "0.33", "0.33", "0.33"),
        ("2/3", "0.67", "0.67", "0.66"),
        ("5", "5.00", "5.00", "5.00"),
    ],
)
def test_rounding_to_two_decimals(number: str, half_up: str, half_even: str, down: str) -> None:
    exact = parse_number(number)
    assert str(rounded(exact, 2)) == half_up
    assert str(rounded(exact, 2, "half_even")) == half_even
    assert str(rounded(exact, 2, "down")) == down


def test_the_double_that_is_written_2_675_is_less_than_that() -> None:
    assert str(rounded(Fraction(2.675), 2)) == "2.67"


@pytest.mark.parametrize(("decimals", "text"), [(0, "3"), (1, "2.7"), (3, "2.675"), (5, "2.67500")])
def test_rounding_keeps_the_declared_decimals(decimals: int, text: str) -> None:
    assert str(rounded(Fraction("2.675"), decimals)) == text


@pytest.mark.parametrize("mode", ["half_up", "half_even", "down"])
def test_a_small_negative_number_is_not_rounded_to_minus_zero(mode: Rounding) -> None:
    number = rounded(Fraction(-1, 1000), 2, mode)
    assert str(number) == "0.00"
    assert written(number) == "0,00"


def test_rounding_does_not_depend_on_the_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 3
        assert str(rounded(Fraction("123456789.125"), 2)) == "123456789.13"
        assert written(Decimal("123456789.13")) == "123.456.789,13"


def test_a_third_of_five_points_three_times_is_five() -> None:
    assert sum([Fraction(1, 3) * 5] * 3) == 5
    assert str(published(sum([Fraction(5, 3)] * 3, Fraction(0)), Publication())) == "5.00"


@pytest.mark.parametrize(
    ("got", "whole", "excluded", "converted"), [("42.63", 50, 2, "44.41"), ("78.53", 100, 8, "85.36")]
)
def test_conversion_is_rounded_once_at_the_end(got: str, whole: int, excluded: int, converted: str) -> None:
    exact = Fraction(got) * whole / (whole - excluded)
    assert str(published(exact, Publication())) == converted


def test_a_publication_says_decimals_and_rounding() -> None:
    assert str(published(Fraction("0.25"), Publication(decimals=1, rounding="half_even"))) == "0.2"
    assert str(published(Fraction("0.25"), Publication(decimals=1))) == "0.3"
    assert str(published(Fraction("0.29"), Publication(decimals=1, rounding="down"))) == "0.2"


@pytest.mark.parametrize(
    ("number", "finite"), [("1/2", True), ("1/8", True), ("3/125", True), ("7", True), ("1/3", False), ("1/6", False)]
)
def test_a_number_is_finite_when_only_twos_and_fives_divide_it(number: str, finite: bool) -> None:  # noqa: FBT001
    assert is_finite(Fraction(number)) is finite


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("-3", "-3"),
        ("100", "100"),
        ("5/2", "2.5"),
        ("-1/8", "-0.125"),
        ("1/1024", "0.0009765625"),
        ("1/10000000", "0.0000001"),
        ("1/3", "0.33333333333333333333"),
        ("2/3", "0.66666666666666666667"),
        ("-2/3", "-0.66666666666666666667"),
        ("1/300000000", "0.00000000333333333333"),
        (f"1/{3 * 10**21}", "0.00000000000000000000"),
        (f"{10**40}", "1" + "0" * 40),
    ],
)
def test_a_decimal_string_is_exact_where_it_is_finite_and_never_scientific(number: str, text: str) -> None:
    assert decimal_text(Fraction(number)) == text


def test_a_number_without_a_finite_form_has_the_declared_digits() -> None:
    assert len(decimal_text(Fraction(1, 7)).partition(".")[2]) == NON_FINITE_DIGITS


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        ("0", "0", "0"),
        ("0.00", "0,00", "0.00"),
        ("-0.00", "0,00", "0.00"),
        ("7.5", "7,5", "7.5"),
        ("999", "999", "999"),
        ("1000", "1.000", "1,000"),
        ("1234567.50", "1.234.567,50", "1,234,567.50"),
        ("-1234.5", "−1.234,5", "−1,234.5"),
        ("1E+3", "1.000", "1,000"),
        ("123456789012345678901234567890.12", "123.456.789.012.345.678.901.234.567.890,12", None),
    ],
)
def test_numbers_are_written_for_people(number: str, vi: str, en: str | None) -> None:
    assert written(Decimal(number)) == vi
    if en is not None:
        assert written(Decimal(number), "en") == en


def test_whole_numbers_are_grouped_too() -> None:
    assert written(-1234567) == "−1.234.567"
    assert written(12, "en") == "12"


@pytest.mark.parametrize(
    ("number", "lang", "text"),
    [
        ("1/2", "vi", "0,5"),
        ("1/2", "en", "0.5"),
        ("3", "vi", "3"),
        ("1000", "vi", "1.000"),
        ("1/3", "vi", "≈\N{NO-BREAK SPACE}0,3333"),
        ("1/3", "en", "≈\N{NO-BREAK SPACE}0.3333"),
        ("-2/3", "vi", "≈\N{NO-BREAK SPACE}−0,6667"),
        ("1/100000", "vi", "≈\N{NO-BREAK SPACE}0"),
        ("19999/20000", "vi", "≈\N{NO-BREAK SPACE}1"),
        (f"{10**35 + 1}", "vi", "100." + "000." * 10 + "001"),
    ],
)
def test_a_shortened_number_says_so(number: str, lang: Lang, text: str) -> None:
    assert written_exact(Fraction(number), lang) == text


def test_a_share_is_written_as_per_cent() -> None:
    assert written_share(Fraction("0.8536")) == "85,4%"
    assert written_share(Fraction(1), "en") == "100.0%"
    assert written_share(Fraction(2, 3), decimals=0) == "67%"
