"""How the units of a tier did on one criterion: counted and measured, the same in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from minhbach.model.criteria import Role
from minhbach.model.submission import State
from minhbach.scoring.rollup import CriterionScore
from minhbach.site.charts import BINS

MILLION = 10**6
"""Shares are added up in millionths: the exact sum over a whole country has hundreds of digits."""

_OUTSIDE = (State.NOT_APPLICABLE, State.NOT_ASSESSED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """`counted` units have a share; of them `full` got all points and `zero` none; `mean` is None without any.

    `bins` are ten equal intervals of the share, the last one with 100 %; `states` counts all units by state.
    """

    counted: int
    full: int
    zero: int
    mean: Fraction | None
    bins: tuple[int, ...]
    states: Mapping[State, int]


def spread_of(scores: Sequence[CriterionScore]) -> Spread:
    states: Counter[State] = Counter()
    shares: Counter[int] = Counter()
    for score, count in distinct(scores):
        states[score.state] += count
        share = share_of(score)
        if share is not None:
            shares[share] += count
    counted = shares.total()
    bins: Counter[int] = Counter()
    for share, count in shares.items():
        bins[min(BINS - 1, share * BINS // MILLION)] += count
    return Spread(
        counted=counted,
        full=sum(count for share, count in shares.items() if share >= MILLION),
        zero=sum(count for score, count in distinct(scores) if base_of(score) and not score.points),
        mean=Fraction(sum(share * count for share, count in shares.items()), counted * MILLION) if counted else None,
        bins=tuple(bins[place] for place in range(BINS)),
        states=states,
    )


class Spreads:
    """The spreads of a round, each made when it is first asked for; `scores` by tier and criterion."""

    def __init__(self, scores: Mapping[tuple[str, str], Sequence[CriterionScore]]) -> None:
        self._scores = scores
        self._known: dict[tuple[str, str], Spread] = {}

    def of(self, tier: str, criterion: str) -> Spread:
        key = tier, criterion
        if key not in self._known:
            self._known[key] = spread_of(self._scores.get(key, ()))
        return self._known[key]


def distinct(scores: Sequence[CriterionScore]) -> Iterable[tuple[CriterionScore, int]]:
    """Each score once, and how many units share it: those that answered alike have the very same one."""
    first = {id(score): score for score in scores}
    return ((first[place], count) for place, count in Counter(map(id, scores)).items())


def share_of(score: CriterionScore) -> int | None:
    """The share of the points that apply, in millionths; of a deduction what was taken off. None when none apply."""
    parts = parts_of(score)
    return abs(parts[0]) * MILLION // parts[1] if parts is not None else None


def parts_of(score: CriterionScore) -> tuple[int, int] | None:
    """The exact share, negative for a deduction, as a fraction that is not reduced: that is what is slow."""
    base = base_of(score)
    if not base:
        return None
    points = score.points
    return points.numerator * base.denominator, points.denominator * base.numerator


def base_of(score: CriterionScore) -> Fraction:
    """The points that the unit could have got, or lost: those of bonus and deduction stand outside the maximum."""
    if score.criterion.role is Role.SCORED:
        return score.maximum
    return Fraction(0) if score.state in _OUTSIDE else score.declared
