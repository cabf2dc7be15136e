"""Ranks then and now: a line from each rank to the other. Rows lie evenly, whatever the ranks are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from textwrap import wrap

HEADING, FOOT = 26, 6
"""Pixels above the first row, for what the two sides are called, and below the last one."""

LINE, GAP = 15, 9
"""Pixels of a line of text, and between two rows."""

WIDEST = 25
"""Characters of a line: so many fit beside the drawing on a phone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RankMove:
    """A unit with its ranks; `parent` stands on a line of its own, empty without."""

    name: str
    parent: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text at its height in pixels."""

    text: str
    y: int
    is_parent: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SlopeLine:
    """From the height `y1` to `y2`, in pixels; `kind` is `up`, `down` or `same`."""

    before: int
    now: int
    y1: int
    y2: int
    kind: str
    words: tuple[Words, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Slope:
    lines: tuple[SlopeLine, ...]
    height: int


def slope(moves: Sequence[RankMove]) -> Slope | None:
    """In the order given, which is that of the ranks now; none of fewer than two: there is no order to see."""
    if len(moves) < 2:
        return None
    texts = [_lines(move) for move in moves]
    bottoms = list(accumulate((len(lines) * LINE + GAP for lines in texts), initial=HEADING))
    middles = [(top + bottom) // 2 for top, bottom in pairwise(bottoms)]
    order = sorted(range(len(moves)), key=lambda place: moves[place].before)
    before = {place: middles[row] for row, place in enumerate(order)}
    lines = tuple(
        SlopeLine(
            before=move.before,
            now=move.now,
            y1=before[place],
            y2=middles[place],
            kind=_kind(move),
            words=_words(texts[place], middles[place]),
        )
        for place, move in enumerate(moves)
    )
    return Slope(lines=lines, height=bottoms[-1] + FOOT)


def _kind(move: RankMove) -> str:
    if move.now == move.before:
        return "same"
    return "up" if move.now < move.before else "down"


def _lines(move: RankMove) -> list[tuple[str, bool]]:
    """Text in SVG does not break by itself, and a name is never cut."""
    return [(text, False) for text in wrap(move.name, WIDEST)] + [(text, True) for text in wrap(move.parent, WIDEST)]


def _words(lines: Sequence[tuple[str, bool]], middle: int) -> tuple[Words, ...]:
    first = middle - LINE * (len(lines) - 1) // 2
    return tuple(Words(text, first + LINE * place, is_parent) for place, (text, is_parent) in enumerate(lines))
