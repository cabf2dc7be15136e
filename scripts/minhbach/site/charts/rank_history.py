"""The rank of a unit over the rounds: a dot a round, the first of the tier on top and the last at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from minhbach.site.charts import percent

TOP, DEPTH, FOOT = 26, 96, 34
"""Pixels above the first rank, down to the last one, and below it for the names of the rounds."""

LABEL_ABOVE, LABEL_BELOW = 10, 18


@dataclass(frozen=True, kw_only=True, slots=True)
class Rank:
    """A rank among `of` ranked units; `joined` says that it can be compared with the one before."""

    round: str
    rank: int
    of: int
    joined: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """A round on the chart: `x` in per cent of the width, `y` in pixels, as is the place of its label."""

    round: str
    label: str
    x: str
    y: int
    label_y: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """From one round to the next; `broken` when the two cannot be compared."""

    x1: str
    y1: int
    x2: str
    y2: int
    broken: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RankHistory:
    dots: tuple[Dot, ...]
    stretches: tuple[Stretch, ...]
    bottom: int
    height: int

    @property
    def is_broken(self) -> bool:
        return any(stretch.broken for stretch in self.stretches)


def rank_history(ranks: Sequence[Rank]) -> RankHistory | None:
    """From the oldest round to the newest; none of fewer than two: there is no way to draw."""
    if len(ranks) < 2:
        return None
    dots = tuple(_dot(rank, Fraction(place, len(ranks) - 1)) for place, rank in enumerate(ranks))
    stretches = tuple(
        Stretch(x1=one.x, y1=one.y, x2=two.x, y2=two.y, broken=not rank.joined)
        for one, two, rank in zip(dots, dots[1:], ranks[1:], strict=False)
    )
    return RankHistory(dots=dots, stretches=stretches, bottom=TOP + DEPTH, height=TOP + DEPTH + FOOT)


def _dot(rank: Rank, along: Fraction) -> Dot:
    """Room at both ends for half a label; the label stands below a dot that is close to the top."""
    down = Fraction(rank.rank - 1, rank.of - 1) if rank.of > 1 else Fraction(0)
    y = TOP + round(DEPTH * down)
    label_y = y - LABEL_ABOVE if down > Fraction(1, 6) else y + LABEL_BELOW
    return Dot(
        round=rank.round,
        label=f"{rank.rank}/{rank.of}",
        x=percent(Fraction(10, 100) + along * Fraction(80, 100)),
        y=y,
        label_y=label_y,
    )
