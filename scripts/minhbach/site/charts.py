"""Geometry of the charts. Positions are per cent of the width, so that text keeps its size on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

BINS = 10
HEADROOM, DEPTH = 16, 60
"""Pixels above the bars of a histogram, and of the highest bar; the same as in the template."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A unit of a strip plot: `x` in per cent, `row` counts the dots stacked below it."""

    x: str
    row: int
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Strip:
    """A strip plot: one dot a unit along the points, with the median."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    median: Tick
    height: int


@lru_cache(maxsize=20_000)
def percent(share: Fraction) -> str:
    """`12.5%` for an SVG or CSS length; clamped to the drawing."""
    clamped = min(Fraction(1), max(Fraction(0), share))
    return f"{float(clamped * 100):.2f}".rstrip("0").rstrip(".") + "%"


def strip(values: Sequence[tuple[str, Fraction]], maximum: Fraction, middle: tuple[Fraction, str]) -> Strip:
    """Dots of near values are stacked, in the order given."""
    columns: dict[int, int] = {}
    dots = []
    for label, value in values:
        share = value / maximum if maximum else Fraction(0)
        column = int(share * 80)
        row = columns.get(column, 0)
        columns[column] = row + 1
        dots.append(Dot(percent(_inside(share)), row, label))
    ticks = tuple(Tick(percent(_inside(Fraction(step, 4))), _number(maximum * step / 4)) for step in range(5))
    shown = middle[0] / maximum if maximum else Fraction(0)
    height = 8 * max(columns.values(), default=1) + 16
    return Strip(dots=tuple(dots), ticks=ticks, median=Tick(percent(_inside(shown)), middle[1]), height=height)


def _inside(share: Fraction) -> Fraction:
    """Leave room at both ends for half a dot and half a label."""
    return Fraction(2, 100) + share * Fraction(96, 100)


def _number(value: Fraction) -> str:
    return f"{float(value):g}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a histogram: how many units lie in the interval `label`; `label_y` is in pixels."""

    x: str
    middle: str
    width: str
    height: str
    y: str
    label_y: int
    count: int
    label: str


def histogram(shares: Sequence[Fraction]) -> tuple[Bar, ...]:
    """Ten intervals of the share earned; the last one holds 100 % too."""
    counts = [0] * BINS
    for share in shares:
        counts[min(BINS - 1, int(share * BINS))] += 1
    most = max(counts) or 1
    return tuple(
        Bar(
            x=percent(Fraction(place, BINS)),
            middle=percent(Fraction(2 * place + 1, 2 * BINS) - Fraction(1, 200)),
            width=percent(Fraction(9, BINS * 10)),
            height=percent(Fraction(count, most)),
            y=percent(1 - Fraction(count, most)),
            label_y=HEADROOM + DEPTH - DEPTH * count // most - 4,
            count=count,
            label=f"{place * 100 // BINS}–{(place + 1) * 100 // BINS}%",
        )
        for place, count in enumerate(counts)
    )
