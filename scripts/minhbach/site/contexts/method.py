"""The methodology of a round, generated from its criteria set, with a worked example from a real unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from minhbach.model.criteria import Level, LevelCondition, Section
from minhbach.results import UnitResult
from minhbach.scoring.rollup import CriterionScore
from minhbach.scoring.words import explain
from minhbach.site import addresses
from minhbach.site.contexts.calendar import Step, steps
from minhbach.site.contexts.criteria import GroupLines, group_lines
from minhbach.site.contexts.rounds import Fact, milestone_dates
from minhbach.site.contexts.standing import GroupBar, Place, build_bars, build_places
from minhbach.site.contexts.view import Badge, Head, Link, RoundView
from minhbach.site.writing import points, short_points, short_share


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionLine:
    number: str
    title: str
    is_pillar: bool
    totals: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelLine:
    badge: Badge
    at_least: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    unit: Link
    criterion: Link
    words: tuple[str, ...]
    points: str
    maximum: str
    places: tuple[Place, ...]
    bars: tuple[GroupBar, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MethodPage:
    head: Head
    address: str
    basis: tuple[str, ...]
    reference: str
    note: str
    tiers: tuple[str, ...]
    totals: tuple[str, ...]
    sections: tuple[SectionLine, ...]
    groups: tuple[GroupLines, ...]
    by_total: bool
    conversion: str
    decimals: int
    rounding: str
    rank_on_published: bool
    levels: tuple[LevelLine, ...]
    steps: tuple[Step, ...]
    dates: tuple[Fact, ...]
    example: Example | None


def build(view: RoundView) -> MethodPage:
    criteria = view.criteria
    publication = view.publication
    return MethodPage(
        head=view.head,
        address=addresses.method(view.id),
        basis=view.round.legal_basis,
        reference=criteria.reference,
        note=criteria.note.vi if criteria.note else "",
        tiers=tuple(tier.title.vi for tier in criteria.tiers),
        totals=tuple(_points(criteria.totals.get(tier.id)) for tier in criteria.tiers),
        sections=tuple(
            _section(view, section, is_pillar=section is pillar)
            for pillar in criteria.pillars
            for section in pillar.walk()
        ),
        groups=tuple(
            group_lines(view, pillar, group)
            for pillar in criteria.pillars
            for group in pillar.leaves()
            if group.criteria
        ),
        by_total=criteria.ranked_by == "total",
        conversion={"total": "tổng điểm", "pillar": "từng hạng mục", "group": "từng nhóm"}[criteria.conversion],
        decimals=publication.decimals,
        rounding={"half_up": "làm tròn nửa lên", "half_even": "làm tròn nửa về số chẵn", "down": "bỏ phần dư"}[
            publication.rounding
        ],
        rank_on_published=publication.rank_on == "published",
        levels=tuple(_level(view, level) for level in criteria.levels),
        steps=steps(view.round),
        dates=milestone_dates(view),
        example=_example(view),
    )


def _points(value: Fraction | None) -> str:
    return "–" if value is None else short_points(value)


def _section(view: RoundView, section: Section, *, is_pillar: bool) -> SectionLine:
    return SectionLine(
        number=section.number,
        title=section.title.vi,
        is_pillar=is_pillar,
        totals=tuple(_points(section.totals.get(tier.id)) for tier in view.criteria.tiers),
    )


def _level(view: RoundView, level: Level) -> LevelLine:
    return LevelLine(
        badge=Badge(level.id, level.title.vi, view.steps[level.id]),
        at_least=short_share(level.at_least),
        conditions=tuple(condition_words(view, condition) for condition in level.conditions),
    )


def condition_words(view: RoundView, condition: LevelCondition) -> str:
    least = f"đạt từ {short_share(condition.at_least)} số điểm"
    if condition.criterion is not None:
        item = view.criterion_by_id[condition.criterion]
        return f"tiêu chí {item.number} «{item.title.vi}» {least}"
    if condition.section is not None:
        return f"«{view.section_titles[condition.section]}» {least}"
    return f"mỗi {'hạng mục' if condition.every == 'pillar' else 'nhóm'} {least}"


def _example(view: RoundView) -> Example | None:
    """A unit in the middle of the largest ranking, and a criterion of which it earned a part."""
    if view.results is None:
        return None
    rankings = [ranked for tier in view.results.tiers for ranked in tier.ranked.values() if ranked]
    if not rankings:
        return None
    ranked = max(rankings, key=len)
    result = ranked[len(ranked) // 2]
    score = _telling_score(result)
    if score is None or result.total is None:
        return None
    item = score.criterion
    return Example(
        unit=view.unit_link(result.unit),
        criterion=Link(f"{item.number} {item.title.vi}".strip(), addresses.criterion(view.id, item.id)),
        words=tuple(explain(score, view.criteria, "vi")),
        points=points(score.points, view.publication),
        maximum=short_points(score.maximum),
        places=build_places(view, result),
        bars=build_bars(view, result.unit, result.total),
    )


def _telling_score(result: UnitResult) -> CriterionScore | None:
    scores = result.criteria
    return next((score for score in scores if 0 < score.points < score.maximum), next(iter(scores), None))
