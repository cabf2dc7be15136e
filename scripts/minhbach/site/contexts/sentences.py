"""Sentences about a ranking, made by template: who leads, the median, the spread, near ties, why a unit has no rank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from statistics import median

from minhbach.exact import NO_BREAK_SPACE, written, written_exact
from minhbach.results import Standing, TierResults, UnitResult, UnitStatus
from minhbach.site.contexts.view import RoundView
from minhbach.site.words import NOT_ASSESSED, NOT_SUBMITTED, NOTHING_LEFT, UNREADABLE
from minhbach.site.writing import points

MOST_LEADERS = 3


def build_sentences(view: RoundView, ranked: Sequence[UnitResult], scale: str) -> tuple[str, ...]:
    """Who leads, the median, the spread and the levels."""
    if not ranked:
        return ()
    standings = [item.standings[scale] for item in ranked]
    first, last = standings[0], standings[-1]
    leaders = [item.unit.name for item in ranked if item.standings[scale].rank == first.rank]
    return (
        _leaders(leaders, first),
        f"Một nửa số đơn vị đạt từ {_points(view, median_value(standings))} trở lên"
        f" (trung vị của {len(ranked)} đơn vị có kết quả).",
        f"Đơn vị cao nhất và thấp nhất cách nhau {written(first.published - last.published)}{NO_BREAK_SPACE}điểm"
        + (f"; {_levels(view, standings)}." if view.criteria.levels else "."),
    )


def _leaders(names: Sequence[str], standing: Standing) -> str:
    score = f"{written(standing.published)}{NO_BREAK_SPACE}điểm"
    if len(names) > MOST_LEADERS:
        return f"{len(names)} đơn vị cùng dẫn đầu với {score}."
    who = " và ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"{who}{' cùng' if len(names) > 1 else ''} dẫn đầu với {score}."


def _levels(view: RoundView, standings: Iterable[Standing]) -> str:
    counts = {level.id: 0 for level in view.criteria.levels}
    for standing in standings:
        if standing.level:
            counts[standing.level.id] += 1
    return ", ".join(
        f"{counts[level.id]}{NO_BREAK_SPACE}đơn vị xếp «{level.title.vi}»"
        for level in view.criteria.levels
        if counts[level.id]
    )


def median_value(standings: Iterable[Standing]) -> Fraction:
    return median(standing.value for standing in standings)


def _points(view: RoundView, value: Fraction) -> str:
    return f"{points(value, view.publication)}{NO_BREAK_SPACE}điểm"


def near_tie_sentences(results: TierResults, scale: str) -> tuple[str, ...]:
    names = {item.unit.code: item.unit.name for item in results.units}
    return tuple(
        f"{names[item.higher]} hơn {names[item.lower]} {written_exact(item.difference, most=6)}{NO_BREAK_SPACE}điểm"
        + (
            "; sau khi làm tròn hai đơn vị bằng điểm."
            if item.same_published
            else "; cách nhau chưa đến một đơn vị công bố."
        )
        for item in results.near_ties[scale]
    )


def reason(result: UnitResult) -> str:
    """Why a unit has no rank."""
    if result.status is UnitStatus.NOT_SUBMITTED:
        return UNREADABLE if result.unreadable else NOT_SUBMITTED
    exempt = result.unit.exempt
    if exempt is not None:
        return f"{NOT_ASSESSED}: {exempt.vi}"
    return NOTHING_LEFT


def published_gap(above: Standing, below: Standing) -> str:
    return f"{written(above.published - below.published)}{NO_BREAK_SPACE}điểm"
