"""The methodology of a round, generated from its criteria set, with a worked example from a real unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minhbach.diagnostics import Text
from minhbach.model.criteria import Level, LevelCondition, Section
from minhbach.results import UnitResult
from minhbach.scoring.rollup import CriterionScore
from minhbach.scoring.words import explain
from minhbach.site import addresses
from minhbach.site.contexts.calendar import Step, steps
from minhbach.site.contexts.criteria import GroupLines, declared_points, group_lines
from minhbach.site.contexts.rounds import Fact, milestone_dates
from minhbach.site.contexts.set_changes import SetChanges, set_changes
from minhbach.site.contexts.standing import GroupBar, Place, build_bars, build_places
from minhbach.site.contexts.view import Badge, Head, Link, RoundView

CONVERSIONS: Mapping[str, Text] = {
    "total": Text("tổng điểm", "the total"),
    "pillar": Text("từng hạng mục", "each pillar"),
    "group": Text("từng nhóm", "each group"),
}

ROUNDINGS: Mapping[str, Text] = {
    "half_up": Text("làm tròn nửa lên", "half up"),
    "half_even": Text("làm tròn nửa về số chẵn", "half to even"),
    "down": Text("bỏ phần dư", "cut off"),
}


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
    exempt: int
    since: SetChanges
    example: Example | None


def build(view: RoundView, before: RoundView | None = None) -> MethodPage:
    """`before` is the round before, None when there is none here."""
    criteria, publication, write = view.criteria, view.publication, view.write
    return MethodPage(
        head=view.head,
        address=addresses.method(view.id),
        basis=view.round.legal_basis,
        reference=criteria.reference,
        note=write.text(criteria.note) if criteria.note else "",
        tiers=tuple(write.text(tier.title) for tier in criteria.tiers),
        totals=tuple(declared_points(write, criteria.totals.get(tier.id)) for tier in criteria.tiers),
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
        conversion=write.text(CONVERSIONS[criteria.conversion]),
        decimals=publication.decimals,
        rounding=write.text(ROUNDINGS[publication.rounding]),
        rank_on_published=publication.rank_on == "published",
        levels=tuple(_level(view, level) for level in criteria.levels),
        steps=steps(view.round, write),
        dates=milestone_dates(view),
        exempt=sum(1 for unit in view.source.shown_units if unit.exempt is not None),
        since=set_changes(view, before),
        example=_example(view),
    )


def _section(view: RoundView, section: Section, *, is_pillar: bool) -> SectionLine:
    return SectionLine(
        number=section.number,
        title=view.write.text(section.title),
        is_pillar=is_pillar,
        totals=tuple(declared_points(view.write, section.totals.get(tier.id)) for tier in view.criteria.tiers),
    )


def _level(view: RoundView, level: Level) -> LevelLine:
    return LevelLine(
        badge=Badge(level.id, view.write.text(level.title), view.steps[level.id]),
        at_least=view.write.short_share(level.at_least),
        conditions=tuple(condition_words(view, condition) for condition in level.conditions),
    )


def condition_words(view: RoundView, condition: LevelCondition) -> str:
    write, share = view.write, view.write.short_share(condition.at_least)
    least = write.say(f"đạt từ {share} số điểm", f"earns at least {share} of its points")
    if condition.criterion is not None:
        item = view.criterion_by_id[condition.criterion]
        title = write.text(item.title)
        return write.say(f"tiêu chí {item.number} «{title}» {least}", f"criterion {item.number} “{title}” {least}")
    if condition.section is not None:
        title = view.section_titles[condition.section]
        return write.say(f"«{title}» {least}", f"“{title}” {least}")
    if condition.every == "pillar":
        return write.say(f"mỗi hạng mục {least}", f"every pillar {least}")
    return write.say(f"mỗi nhóm {least}", f"every group {least}")


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
    item, write = score.criterion, view.write
    return Example(
        unit=view.unit_link(result.unit),
        criterion=Link(f"{item.number} {write.text(item.title)}".strip(), addresses.criterion(view.id, item.id)),
        words=explain(score, view.criteria, view.lang),
        points=write.points(score.points),
        maximum=write.short_points(score.maximum),
        places=build_places(view, result),
        bars=build_bars(view, result.unit, result.total),
    )


def _telling_score(result: UnitResult) -> CriterionScore | None:
    scores = result.criteria
    return next((score for score in scores if 0 < score.points < score.maximum), next(iter(scores), None))
