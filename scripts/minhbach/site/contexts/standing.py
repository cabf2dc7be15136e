"""Where a unit stands: rank, total, level and gap on each scale, and its groups beside the tier's median."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from minhbach.exact import written
from minhbach.model.submission import State
from minhbach.model.units import Unit
from minhbach.results import Standing, UnitResult
from minhbach.scoring.rollup import SectionScore
from minhbach.site import addresses, charts
from minhbach.site.contexts.sentences import published_gap
from minhbach.site.contexts.view import Badge, Link, RoundView
from minhbach.site.words import STATES
from minhbach.site.writing import points, share, short_points


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
    title: str
    number: str
    is_pillar: bool
    points: str
    maximum: str
    share: str
    width: str
    median: str
    median_x: str


def build_places(view: RoundView, result: UnitResult) -> tuple[Place, ...]:
    tier = view.criteria.tier(result.unit.tier)
    results = view.tier_results(tier)
    if results is None:
        return ()
    found = []
    for scale, standing in result.standings.items():
        ranked = results.ranked[scale]
        found.append(
            Place(
                title=view.scale_title(scale),
                rank=standing.rank,
                tied=standing.tied,
                of=len(ranked),
                total=written(standing.published),
                maximum=short_points(standing.maximum),
                level=view.badge(standing.level),
                median=points(view.middles[tier.id, scale], view.publication),
                gap=_gap(standing, *view.neighbours[scale, result.unit.code]),
                ranking=Link(f"Xếp hạng {tier.title.vi}", addresses.ranking(view.id, tier.slug)),
            )
        )
    return tuple(found)


def _gap(own: Standing, above: Standing | None, below: Standing | None) -> str:
    """The distance to the next rank above, or of the leader to the next below."""
    if above is not None:
        return f"kém hạng {above.rank} liền trên {published_gap(above, own)}"
    if below is not None:
        return f"hơn hạng {below.rank} liền dưới {published_gap(own, below)}"
    return ""


def build_bars(view: RoundView, unit: Unit, total: SectionScore) -> tuple[GroupBar, ...]:
    numbers = {section.id: section.number for pillar in view.criteria.pillars for section in pillar.walk()}
    bars = []
    for pillar in total.sections:
        for section in pillar.walk():
            if not section.declared:
                continue
            own = section.share
            middle = view.medians.get((unit.tier, section.id))
            bars.append(
                GroupBar(
                    title=view.section_titles[section.id],
                    number=numbers[section.id],
                    is_pillar=section is pillar,
                    points=points(section.value, view.publication) if section.value is not None else "–",
                    maximum=short_points(section.declared),
                    share=share(own) if own is not None else STATES[State.NOT_APPLICABLE],
                    width=charts.percent(own or Fraction(0)),
                    median=points(middle * section.declared, view.publication) if middle is not None else "–",
                    median_x=charts.percent(middle or Fraction(0)),
                )
            )
    return tuple(bars)
