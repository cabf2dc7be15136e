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
    counts = _binned(shares)
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
            label=_interval(place),
        )
        for place, count in enumerate(counts)
    )


def _binned(shares: Sequence[Fraction]) -> list[int]:
    counts = [0] * BINS
    for share in shares:
        counts[min(BINS - 1, int(share * BINS))] += 1
    return counts


def _interval(place: int) -> str:
    return f"{place * 100 // BINS}–{(place + 1) * 100 // BINS}%"


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A stretch from `before` to `now` on an axis, in per cent of the width; the line runs from `left` to `right`."""

    before: str
    now: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A piece of the scale between two round numbers, cut close around the values: for marks, never for bars."""

    low: Fraction
    high: Fraction
    step: Fraction

    @property
    def ticks(self) -> tuple[Tick, ...]:
        count = int((self.high - self.low) / self.step)
        values = (self.low + self.step * place for place in range(count + 1))
        return tuple(Tick(self.place(value), _number(value)) for value in values)

    def place(self, value: Fraction) -> str:
        return percent(_inside((value - self.low) / (self.high - self.low)))

    def span(self, before: Fraction, now: Fraction) -> Span:
        left, right = min(before, now), max(before, now)
        return Span(before=self.place(before), now=self.place(now), left=self.place(left), right=self.place(right))


MOST_STEPS = 6


def axis_around(values: Sequence[Fraction]) -> Axis:
    """Steps of 1, 2 or 5 times a power of ten, at most six of them, that hold every value. Needs at least one value."""
    low, high = min(values), max(values)
    power = Fraction(1, 1000)
    while True:
        for factor in (1, 2, 5):
            step = factor * power
            first, last = low // step, -(-high // step)
            if last - first <= MOST_STEPS:
                return Axis(first * step, max(last, first + 1) * step, step)
        power *= 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two bars of an interval side by side: how many units lay in it before, and how many lie in it now."""

    before: Bar
    now: Bar


def paired_histogram(before: Sequence[Fraction], now: Sequence[Fraction]) -> tuple[Pair, ...]:
    """Ten intervals of the share earned in two rounds, drawn to one scale of height."""
    counts = [_binned(before), _binned(now)]
    most = max(max(each) for each in counts) or 1
    return tuple(
        Pair(
            before=_half_bar(counts[0][place], most, place, Fraction(1, 20)),
            now=_half_bar(counts[1][place], most, place, Fraction(1, 2)),
        )
        for place in range(BINS)
    )


def _half_bar(count: int, most: int, place: int, offset: Fraction) -> Bar:
    """`offset` and the width of 9/20 are parts of the interval."""
    wide = Fraction(9, 20)
    return Bar(
        x=percent((place + offset) / BINS),
        middle=percent((place + offset + wide / 2) / BINS),
        width=percent(wide / BINS),
        height=percent(Fraction(count, most)),
        y=percent(1 - Fraction(count, most)),
        label_y=HEADROOM + DEPTH - DEPTH * count // most - 4,
        count=count,
        label=_interval(place),
    )
