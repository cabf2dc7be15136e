"""Geometry of the charts. Positions are per cent of the width, so that text keeps its size on a phone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from minhbach.site.writing import Writer

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


@dataclass(frozen=True, slots=True)
class Stack:
    """Many units that lie close together, as a bar from the axis up; `height` in pixels."""

    x: str
    height: int
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Strip:
    """A strip plot with the median: one dot a unit along the points, or `stacks` where dots would be too many."""

    dots: tuple[Dot, ...]
    stacks: tuple[Stack, ...]
    ticks: tuple[Tick, ...]
    median: Tick
    height: int


@lru_cache(maxsize=20_000)
def percent(share: Fraction) -> str:
    """`12.5%` for an SVG or CSS length; clamped to the drawing."""
    clamped = min(Fraction(1), max(Fraction(0), share))
    return f"{float(clamped * 100):.2f}".rstrip("0").rstrip(".") + "%"


MOST_DOTS = 400
COLUMNS = 80
TALLEST = 160
"""Pixels of the highest stack."""


def strip(
    values: Sequence[tuple[str, Fraction]], maximum: Fraction, middle: tuple[Fraction, str], write: Writer
) -> Strip:
    """Dots of near values are stacked, in the order given; more than `MOST_DOTS` are drawn as stacks."""
    shares = [value / maximum if maximum else Fraction(0) for _, value in values]
    columns = [int(share * COLUMNS) for share in shares]
    highest = max(Counter(columns).values(), default=1)
    ticks = tuple(
        Tick(percent(_inside(Fraction(step, 4))), write.short_points(maximum * step / 4)) for step in range(5)
    )
    median = Tick(percent(_inside(middle[0] / maximum if maximum else Fraction(0))), middle[1])
    if len(values) > MOST_DOTS:
        stacks = tuple(_stacks(columns, maximum, highest, write))
        return Strip(dots=(), stacks=stacks, ticks=ticks, median=median, height=TALLEST)
    labels = [label for label, _ in values]
    dots = tuple(_dots(labels, shares, columns))
    return Strip(dots=dots, stacks=(), ticks=ticks, median=median, height=8 * highest + 16)


def _dots(labels: Sequence[str], shares: Sequence[Fraction], columns: Sequence[int]) -> Iterator[Dot]:
    filled: Counter[int] = Counter()
    for label, share, column in zip(labels, shares, columns, strict=True):
        yield Dot(percent(_inside(share)), filled[column], label)
        filled[column] += 1


def _stacks(columns: Sequence[int], maximum: Fraction, highest: int, write: Writer) -> Iterator[Stack]:
    """The full points belong to the last column."""
    for column, count in sorted(Counter(min(COLUMNS - 1, column) for column in columns).items()):
        low, high = (write.short_points(maximum * (column + place) / COLUMNS) for place in (0, 1))
        # At least a pixel: a column with one unit is not an empty one.
        height = max(1, TALLEST * count // highest)
        yield Stack(percent(_inside(Fraction(column, COLUMNS))), height, f"{low}–{high}: {write.number(count)}")


def _inside(share: Fraction) -> Fraction:
    """Leave room at both ends for half a dot and half a label."""
    return Fraction(2, 100) + share * Fraction(96, 100)


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


def histogram(counts: Sequence[int]) -> tuple[Bar, ...]:
    """Ten intervals of the share earned, with how many units lie in each; the last one holds 100 % too."""
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
    write: Writer

    @property
    def ticks(self) -> tuple[Tick, ...]:
        count = int((self.high - self.low) / self.step)
        values = (self.low + self.step * place for place in range(count + 1))
        return tuple(Tick(self.place(value), self.write.short_points(value)) for value in values)

    def place(self, value: Fraction) -> str:
        return percent(_inside((value - self.low) / (self.high - self.low)))

    def span(self, before: Fraction, now: Fraction) -> Span:
        left, right = min(before, now), max(before, now)
        return Span(before=self.place(before), now=self.place(now), left=self.place(left), right=self.place(right))


MOST_STEPS = 6


def axis_around(values: Sequence[Fraction], write: Writer | None = None) -> Axis:
    """Steps of 1, 2 or 5 times a power of ten, at most six of them, that hold every value. Needs at least one value."""
    low, high = min(values), max(values)
    power = Fraction(1, 1000)
    while True:
        for factor in (1, 2, 5):
            step = factor * power
            first, last = low // step, -(-high // step)
            if last - first <= MOST_STEPS:
                return Axis(first * step, max(last, first + 1) * step, step, write or Writer("vi"))
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
