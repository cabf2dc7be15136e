"""The progress curve of a round: how many units had handed in, and were approved, by each day. Steps, never slopes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from minhbach.site.charts import Tick, percent
from minhbach.site.writing import Writer

WIDTH, DEPTH = 1000, 100
"""The coordinates of the lines; the drawing stretches them, the strokes keep their width."""

ROW = 16
"""Pixels of a line of words above the drawing: each mark has its own, so that words never run into each other."""

LETTER, NARROWEST = Fraction(13, 2), 270
"""Pixels of a letter, at most, and of the drawing on the narrowest phone: words stand where they surely fit."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The last day of a window of the round."""

    day: date
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag:
    """A mark as it is drawn: the line at `x`, its words at height `y` around `label_x`, anchored as `anchor` says."""

    x: str
    y: int
    label: str
    label_x: str
    anchor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One stepped line: `path` in the coordinates of the drawing, and what it ends with, in words."""

    kind: str
    title: str
    path: str
    total: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRow:
    """A day on which anything came in: how many that day, and how many up to then."""

    day: str
    received: str
    received_sum: str
    approved: str
    approved_sum: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """`top` are the pixels above the drawing, for the words of the flags and the full height; ticks stand below it."""

    lines: tuple[Line, ...]
    flags: tuple[Flag, ...]
    ticks: tuple[Tick, ...]
    days: tuple[DayRow, ...]
    units: str
    top: int
    description: str


def curve(
    write: Writer,
    received: Sequence[date],
    approved: Sequence[date],
    units: int,
    marks: Sequence[Mark],
    opens: date | None = None,
) -> Curve:
    """`received` holds one day a unit that handed in, and must not be empty; `units` is the full height."""
    known = [*received, *approved, *(mark.day for mark in marks), *((opens,) if opens else ())]
    first, last = min(known), max(known) + timedelta(days=1)
    counts = Counter(received), Counter(approved)
    titles = write.say("Đã nộp", "Handed in"), write.say("Đã duyệt", "Approved")
    lines = tuple(
        Line(
            kind=kind,
            title=title,
            path=_path(count, units, first, last),
            total=f"{write.number(count.total())}/{write.number(units)}",
        )
        for kind, title, count in zip(("received", "approved"), titles, counts, strict=True)
        if count
    )
    return Curve(
        lines=lines,
        flags=tuple(_flag(write, place, mark, first, last) for place, mark in enumerate(marks)),
        ticks=(Tick("0%", write.day(first)), Tick("100%", write.day(last - timedelta(days=1)))),
        days=tuple(_days(write, *counts)),
        units=write.number(units),
        top=ROW * (len(marks) + 1) + 4,
        description="; ".join(f"{line.title}: {line.total}" for line in lines),
    )


def _path(count: Counter[date], units: int, first: date, last: date) -> str:
    """From the lower left corner, up at the end of each day, to the right edge."""
    done, parts = 0, [f"M0 {DEPTH}"]
    for day in sorted(count):
        done += count[day]
        parts.append(f"H{_across(day, first, last)}V{_height(done, units)}")
    return "".join((*parts, f"H{WIDTH}"))


def _across(day: date, first: date, last: date) -> int:
    return WIDTH * ((day - first).days + 1) // (last - first).days


def _height(done: int, units: int) -> str:
    return f"{float(DEPTH - Fraction(DEPTH * done, max(units, done, 1))):.2f}".rstrip("0").rstrip(".")


def _flag(write: Writer, place: int, mark: Mark, first: date, last: date) -> Flag:
    share = Fraction(_across(mark.day, first, last), WIDTH)
    label = f"{mark.title}: {write.day(mark.day)}"
    anchor, at = _beside(share, Fraction(LETTER * len(label), NARROWEST))
    return Flag(x=percent(share), y=ROW * place + 12, label=label, label_x=percent(at), anchor=anchor)


def _beside(share: Fraction, wide: Fraction) -> tuple[str, Fraction]:
    """To the left of the line or to its right, where there is room for the words; else in the middle of the drawing."""
    if wide <= share:
        return "end", share
    return ("start", share) if wide <= 1 - share else ("middle", Fraction(1, 2))


def _days(write: Writer, received: Counter[date], approved: Counter[date]) -> Iterable[DayRow]:
    sums = 0, 0
    for day in sorted({*received, *approved}):
        sums = sums[0] + received[day], sums[1] + approved[day]
        yield DayRow(
            day=write.day(day),
            received=write.number(received[day]),
            received_sum=write.number(sums[0]),
            approved=write.number(approved[day]),
            approved_sum=write.number(sums[1]),
        )
