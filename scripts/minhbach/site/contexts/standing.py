"""Where a unit stands: rank, total, level and gap on each scale, and its groups beside the tier's median."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.exact import NO_BREAK_SPACE
from minhbach.model.submission import State
from minhbach.model.units import Unit
from minhbach.results import Standing, UnitResult
from minhbach.scoring.rollup import SectionScore
from minhbach.site import addresses, charts
from minhbach.site.contexts.frames import SectionFrame
from minhbach.site.contexts.view import Badge, Link, RoundView
from minhbach.site.words import STATE_TEXTS
from minhbach.site.writing import Writer


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """The unit's standing on one scale."""

    title: str
    rank: int
    tied: bool
    of: int
    total: str
    maximum: str
    level: Badge | None
    median: str
    gap: str
    ranking: Link


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupBar:
    """A pillar or a group of the unit beside the median of its tier; widths are for the chart."""

    id: str
    title: str
    number: str
    is_pillar: bool
    is_declared: bool
    points: str
    maximum: str
    share: str
    width: str
    median: str
    median_x: str


def build_places(view: RoundView, result: UnitResult) -> tuple[Place, ...]:
    tier = view.criteria.tier(result.unit.tier)
    results, write = view.tier_results(tier), view.write
    if results is None:
        return ()
    title = write.text(tier.title)
    ranking = Link(write.say(f"Xếp hạng {title}", f"Ranking of {title}"), addresses.ranking(view.id, tier.slug))
    return tuple(
        Place(
            title=view.scale_title(scale),
            rank=standing.rank,
            tied=standing.tied,
            of=len(results.ranked[scale]),
            total=write.number(standing.published),
            maximum=write.short_points(standing.maximum),
            level=view.badge(standing.level),
            median=write.points(view.middles[tier.id, scale]),
            gap=_gap(write, standing, *view.neighbours[scale, result.unit.code]),
            ranking=ranking,
        )
        for scale, standing in result.standings.items()
    )


def _gap(write: Writer, own: Standing, above: Standing | None, below: Standing | None) -> str:
    """The distance to the next rank above, or of the leader to the next below."""
    if above is not None:
        points = _distance(write, above, own)
        return write.say(f"Kém hạng {above.rank} liền trên {points}", f"{points} behind rank {above.rank}, next above")
    if below is not None:
        points = _distance(write, own, below)
        return write.say(
            f"Hơn hạng {below.rank} liền dưới {points}", f"{points} ahead of rank {below.rank}, next below"
        )
    return ""


def _distance(write: Writer, above: Standing, below: Standing) -> str:
    return f"{write.number(above.published - below.published)}{NO_BREAK_SPACE}{write.say('điểm', 'points')}"


def build_bars(view: RoundView, unit: Unit, total: SectionScore) -> tuple[GroupBar, ...]:
    """The sections that have points of their own."""
    return tuple(bar for bar in all_bars(view, unit, total) if bar.is_declared)


def all_bars(view: RoundView, unit: Unit, total: SectionScore) -> tuple[GroupBar, ...]:
    """Every pillar and group in order."""
    frames = view.frames.sections(unit.tier, view.medians)
    sections = (section for pillar in total.sections for section in pillar.walk())
    return tuple(_bar(view.write, section, frames[section.id]) for section in sections)


def _bar(write: Writer, section: SectionScore, frame: SectionFrame) -> GroupBar:
    value = section.value
    share = value / section.declared if value is not None and frame.is_declared else None
    return GroupBar(
        id=frame.id,
        title=frame.title,
        number=frame.number,
        is_pillar=frame.is_pillar,
        is_declared=frame.is_declared,
        points=write.points(value) if value is not None else "–",
        maximum=frame.maximum,
        share=write.share(share) if share is not None else write.text(STATE_TEXTS[State.NOT_APPLICABLE]),
        width=charts.percent(share) if share is not None else "0%",
        median=frame.median,
        median_x=frame.median_x,
    )
