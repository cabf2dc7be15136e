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


@lru_cache(maxsize=100_000)
def rounded(number: Fraction, decimals: int, mode: Rounding = "half_up") -> Decimal:
    """The one rounding: an exact rational to a decimal with `decimals` places."""
    scaled = number * 10**decimals
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    if mode == "half_up":
        up = 2 * rest >= scaled.denominator
    elif mode == "half_even":
        up = 2 * rest > scaled.denominator or (2 * rest == scaled.denominator and whole % 2 == 1)
    else:
        up = False
    units = whole + up
    sign = "-" if scaled < 0 and units else ""
    # From text, a decimal is exact whatever the precision of the context is.
    return Decimal(f"{sign}{units}E-{decimals}")


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


def _grouped(digits: str, separator: str) -> str:
    head = len(digits) % 3
    groups = [digits[:head]] if head else []
    groups += [digits[at : at + 3] for at in range(head, len(digits), 3)]
    return separator.join(groups)


def written(number: Decimal | int, lang: Lang = "vi") -> str:
    """A number for people: `1.234,50` in Vietnamese, `1,234.50` in English; the minus is a real minus sign."""
    text = format(number.copy_abs(), "f") if isinstance(number, Decimal) else str(abs(number))
    whole, _, fraction = text.partition(".")
    group, point = (".", ",") if lang == "vi" else (",", ".")
    sign = MINUS if number < 0 else ""
    return sign + _grouped(whole, group) + (point + fraction if fraction else "")


@lru_cache(maxsize=100_000)
def written_exact(number: Fraction, lang: Lang = "vi", most: int = 4) -> str:
    """A number inside a formula: no more decimals than it has, at most `most`; `≈` says that it was rounded."""
    short = rounded(number, most)
    text = format(short, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    mark = "" if Fraction(short) == number else "≈" + NO_BREAK_SPACE
    return mark + written(Decimal(text), lang)


def written_share(share: Fraction, lang: Lang = "vi", decimals: int = 1) -> str:
    """A share as per cent: `85,4%`."""
    return written(rounded(share * 100, decimals), lang) + "%"


def in_decimals(precision: int) -> Context:
    """The decimal context of forms that need a root or a logarithm."""
    return Context(prec=precision, rounding=_MODES["half_up"])
