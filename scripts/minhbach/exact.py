"""Exact numbers: rationals inside, one rounding at publication, Vietnamese and English writing.

Shares and points are `fractions.Fraction`; nothing here touches a binary float.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

Rounding = Literal["half_up", "half_even", "down"]
Lang = Literal["vi", "en"]

_MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}
_NUMBER = re.compile(r"(-?[0-9]{1,30})(?:\.([0-9]{1,30}))?(%)?\Z")
_QUOTIENT = re.compile(r"(-?[0-9]{1,30})/([0-9]{1,30})\Z")

NON_FINITE_DIGITS = 20
"""Decimals written for a number that has no finite decimal form (1/3)."""

MEMORY = 100_000
"""Roundings that are remembered."""

MINUS = "\N{MINUS SIGN}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """How a round writes its numbers: decimals, rounding, and whether ranks rest on the published value."""

    decimals: int = 2
    rounding: Rounding = "half_up"
    rank_on: Literal["published", "exact"] = "published"


def parse_number(text: str) -> Fraction:
    """Read `12`, `0.8`, `80%` or `4/5`.

    Raises ValueError for anything else, so that a typing error is never silently another number.
    """
    if found := _QUOTIENT.match(text):
        numerator, denominator = int(found[1]), int(found[2])
        if denominator == 0:
            raise ValueError(text)
        return Fraction(numerator, denominator)
    if found := _NUMBER.match(text):
        number = Fraction(f"{found[1]}.{found[2] or 0}")
        return number / 100 if found[3] else number
    raise ValueError(text)


def _units(numerator: int, denominator: int, decimals: int, mode: Rounding) -> int:
    """The one rounding: how many units of the last decimal place a quotient is."""
    scaled = numerator * int(10**decimals)
    units, rest = divmod(abs(scaled), denominator)
    if mode == "half_up":
        units += 2 * rest >= denominator
    elif mode == "half_even":
        units += 2 * rest > denominator or (2 * rest == denominator and units % 2 == 1)
    return -units if scaled < 0 else units


def rounded(number: Fraction, decimals: int, mode: Rounding = "half_up") -> Decimal:
    """An exact rational to a decimal with `decimals` places."""
    return _rounded(number.numerator, number.denominator, decimals, mode)


# The same few thousand numbers are asked for again and again. They are remembered by their two integers: a rational
# takes longer to hash and to compare than to round.
@lru_cache(maxsize=MEMORY)
def _rounded(numerator: int, denominator: int, decimals: int, mode: Rounding) -> Decimal:
    # From text, a decimal is exact whatever the precision of the context is.
    return Decimal(f"{_units(numerator, denominator, decimals, mode)}E-{decimals}")


def published(number: Fraction, publication: Publication) -> Decimal:
    return rounded(number, publication.decimals, publication.rounding)


def published_text(number: Fraction, publication: Publication) -> str:
    """The published value as data: a decimal point, never an exponent."""
    return format(published(number, publication), "f")


def finite_places(number: Fraction) -> int | None:
    """How many decimals the number needs; None when it has no finite decimal form."""
    rest = number.denominator
    powers = {2: 0, 5: 0}
    for prime in powers:
        while rest % prime == 0:
            rest //= prime
            powers[prime] += 1
    return max(powers.values()) if rest == 1 else None


def is_finite(number: Fraction) -> bool:
    """Whether the number has a finite decimal form."""
    return finite_places(number) is not None


@lru_cache(maxsize=100_000)
def decimal_text(number: Fraction) -> str:
    """A decimal string with a point: exact where it is finite, else `NON_FINITE_DIGITS` decimals, half up."""
    if number.denominator == 1:
        return str(number.numerator)
    places = finite_places(number)
    return format(rounded(number, NON_FINITE_DIGITS if places is None else places), "f")


def written(number: Decimal | int, lang: Lang = "vi") -> str:
    """A number for people: `1.234,50` in Vietnamese, `1,234.50` in English; the minus is a real minus sign."""
    text = format(number.copy_abs(), "f") if isinstance(number, Decimal) else str(abs(number))
    whole, _, fraction = text.partition(".")
    return (MINUS if number < 0 else "") + _pointed(int(whole), fraction, lang)


def _pointed(whole: int, fraction: str, lang: Lang) -> str:
    text = f"{whole:,}"
    if lang == "vi":
        return f"{text.replace(',', '.')},{fraction}" if fraction else text.replace(",", ".")
    return f"{text}.{fraction}" if fraction else text


def written_rounded(number: Fraction, decimals: int, mode: Rounding = "half_up", lang: Lang = "vi") -> str:
    """A number rounded once and written, without a decimal in between."""
    units = _units(number.numerator, number.denominator, decimals, mode)
    whole, rest = divmod(abs(units), 10**decimals)
    fraction = str(rest).zfill(decimals) if decimals else ""
    return (MINUS if units < 0 else "") + _pointed(whole, fraction, lang)


def written_exact(number: Fraction, lang: Lang = "vi", most: int = 4) -> str:
    """A number inside a formula: no more decimals than it has, at most `most`; `≈` says that it was rounded."""
    return _written_exact(number.numerator, number.denominator, lang, most)


def written_percent(share: Fraction, lang: Lang = "vi", most: int = 2) -> str:
    """A share inside a formula in per cent, without the sign; otherwise as `written_exact`."""
    return _written_exact(share.numerator * 100, share.denominator, lang, most)


@lru_cache(maxsize=MEMORY)
def _written_exact(numerator: int, denominator: int, lang: Lang, most: int) -> str:
    units, unit = _units(numerator, denominator, most, "half_up"), 10**most
    whole, rest = divmod(abs(units), unit)
    fraction = str(rest).zfill(most).rstrip("0") if rest else ""
    mark = "" if units * denominator == numerator * unit else "≈" + NO_BREAK_SPACE
    return mark + (MINUS if units < 0 else "") + _pointed(whole, fraction, lang)


def written_share(share: Fraction, lang: Lang = "vi", decimals: int = 1) -> str:
    """A share as per cent: `85,4%`."""
    return written_rounded(share * 100, decimals, "half_up", lang) + "%"


def in_decimals(precision: int) -> Context:
    """The decimal context of forms that need a root or a logarithm."""
    return Context(prec=precision, rounding=_MODES["half_up"])
