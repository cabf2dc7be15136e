"""A round: its basis, dates and counts; and the card of each tier that the home page shows too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minhbach.exact import written
from minhbach.model.units import Tier
from minhbach.results import TOTAL, Standing, UnitResult
from minhbach.site import addresses
from minhbach.site.collation import vietnamese_key
from minhbach.site.contexts.calendar import Step, steps
from minhbach.site.contexts.progress import Block, tier_block
from minhbach.site.contexts.proof import Edition, editions
from minhbach.site.contexts.sentences import median_value
from minhbach.site.contexts.view import Badge, Head, Link, RoundView
from minhbach.site.words import PHASES
from minhbach.site.writing import day, points, short_points

TOP = 5


@dataclass(frozen=True, slots=True)
class Leader:
    rank: int
    tied: bool
    unit: Link
    parent: str
    total: str
    level: Badge | None


@dataclass(frozen=True, slots=True)
class LevelCount:
    level: Badge
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """The top of one scale; `title` is empty when there is only one scale."""

    title: str
    maximum: str
    median: str
    ranked: int
    leaders: tuple[Leader, ...]
    levels: tuple[LevelCount, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TierCard:
    """A tier at a glance; without public results only its progress."""

    title: str
    address: str
    boards: tuple[Board, ...]
    exempt: int
    progress: Block


@dataclass(frozen=True, slots=True)
class Fact:
    title: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundPage:
    head: Head
    address: str
    basis: tuple[str, ...]
    criteria: Link
    criteria_note: str
    phase: str
    steps: tuple[Step, ...]
    dates: tuple[Fact, ...]
    cards: tuple[TierCard, ...]
    levels: tuple[str, ...]
    areas: tuple[Link, ...]
    editions: tuple[Edition, ...]
    minutes: Link
    minutes_count: int
    changes: Link


def build(view: RoundView) -> RoundPage:
    parents = [unit for unit in view.register.units if unit.code in view.register.children]
    parents.sort(key=lambda unit: vietnamese_key(unit.name))
    return RoundPage(
        head=view.head,
        address=addresses.round_page(view.id),
        basis=view.round.legal_basis,
        criteria=Link(view.criteria.title.vi, addresses.criteria(view.id)),
        criteria_note=view.criteria.note.vi if view.criteria.note else "",
        phase=PHASES[view.round.phase],
        steps=steps(view.round),
        dates=milestone_dates(view),
        cards=tuple(tier_card(view, tier) for tier in view.criteria.tiers),
        levels=_level_titles(view),
        areas=tuple(Link(unit.name, addresses.area(view.id, unit.code)) for unit in parents),
        editions=editions(view),
        minutes=Link("Biên bản kiểm tra", addresses.minutes_list(view.id)),
        minutes_count=len(view.minutes),
        changes=Link("Thay đổi giữa các lần công bố", addresses.changes(view.id)),
    )


def _level_titles(view: RoundView) -> tuple[str, ...]:
    """Columns of the table of counts: only where one scale gives each unit one level."""
    one = view.results is not None and view.results.scales == (TOTAL,)
    return tuple(level.title.vi for level in view.criteria.levels) if one else ()


def milestone_dates(view: RoundView) -> tuple[Fact, ...]:
    words = {"preliminary": "Số liệu tính kết quả sơ bộ đến", "final": "Số liệu tính kết quả chính thức đến"}
    return tuple(Fact(words.get(name, name), day(dates.figures_as_of)) for name, dates in view.round.milestones.items())


def tier_card(view: RoundView, tier: Tier) -> TierCard:
    results = view.tier_results(tier)
    ranked = results.ranked if results else {}
    return TierCard(
        title=tier.title.vi,
        address=addresses.ranking(view.id, tier.slug) if results else addresses.progress(view.id),
        boards=tuple(_board(view, scale, units) for scale, units in ranked.items() if units),
        exempt=sum(1 for unit in view.register.of_tier(tier.id) if unit.exempt is not None),
        progress=tier_block(view, tier.id),
    )


def _board(view: RoundView, scale: str, units: Sequence[UnitResult]) -> Board:
    standings = [item.standings[scale] for item in units]
    best = sorted(units, key=lambda item: (item.standings[scale].rank, vietnamese_key(item.unit.name)))[:TOP]
    return Board(
        title="" if scale == TOTAL else view.scale_title(scale),
        maximum=short_points(standings[0].maximum),
        median=points(median_value(standings), view.publication),
        ranked=len(units),
        leaders=tuple(_leader(view, item, item.standings[scale]) for item in best),
        levels=_level_counts(view, standings),
    )


def _leader(view: RoundView, result: UnitResult, standing: Standing) -> Leader:
    parent = view.register.parent_of(result.unit)
    return Leader(
        rank=standing.rank,
        tied=standing.tied,
        unit=view.unit_link(result.unit),
        parent=parent.name if parent else "",
        total=written(standing.published),
        level=view.badge(standing.level),
    )


def _level_counts(view: RoundView, standings: Iterable[Standing]) -> tuple[LevelCount, ...]:
    counts = Counter(standing.level.id for standing in standings if standing.level)
    badges = [view.badge(level) for level in view.criteria.levels]
    return tuple(LevelCount(badge, counts[badge.id]) for badge in badges if badge)
