"""A tier at a glance, as the home page and the page of a round show it: leaders, median, who rose most, or progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minhbach.model.units import Tier
from minhbach.results import TOTAL, Standing, UnitResult
from minhbach.site import addresses
from minhbach.site.collation import vietnamese_key
from minhbach.site.contexts.movement import moved_amount, moved_places
from minhbach.site.contexts.progress import Block, tier_block
from minhbach.site.contexts.sentences import board_of, median_value
from minhbach.site.contexts.view import Badge, Link, RoundView

TOP = 5


@dataclass(frozen=True, slots=True)
class Leader:
    rank: int
    tied: bool
    unit: Link
    parent: str
    total: str
    level: Badge | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Improved:
    """The unit whose points rose most since the round before."""

    unit: Link
    parent: str
    text: str


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
    improved: Improved | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TierCard:
    """A tier at a glance; without public results only its progress."""

    title: str
    address: str
    boards: tuple[Board, ...]
    exempt: int
    progress: Block


def tier_card(view: RoundView, tier: Tier) -> TierCard:
    results = view.tier_results(tier)
    ranked = results.ranked if results else {}
    return TierCard(
        title=view.write.text(tier.title),
        address=addresses.ranking(view.id, tier.slug) if results else addresses.progress(view.id),
        boards=tuple(_board(view, tier, scale, units) for scale, units in ranked.items() if units),
        exempt=sum(1 for unit in view.register.of_tier(tier.id) if unit.exempt is not None),
        progress=tier_block(view, tier.id),
    )


def _board(view: RoundView, tier: Tier, scale: str, units: Sequence[UnitResult]) -> Board:
    standings = [item.standings[scale] for item in units]
    best = sorted(units, key=lambda item: (item.standings[scale].rank, vietnamese_key(item.unit.name)))[:TOP]
    return Board(
        title="" if scale == TOTAL else view.scale_title(scale),
        maximum=view.write.short_points(standings[0].maximum),
        median=view.write.points(median_value(standings)),
        ranked=len(units),
        leaders=tuple(_leader(view, item, item.standings[scale]) for item in best),
        levels=_level_counts(view, standings),
        improved=_improved(view, tier, scale),
    )


def _improved(view: RoundView, tier: Tier, scale: str) -> Improved | None:
    """None before both rounds are final, and when nobody rose."""
    comparison = view.source.comparison
    board = board_of(comparison, tier.id, scale) if comparison is not None else None
    if board is None or not board.risen:
        return None
    line, change = board.risen[0]
    parent = view.register.parent_of(line.unit)
    return Improved(
        unit=view.unit_link(line.unit),
        parent=parent.name if parent else "",
        text=f"{moved_amount(change, view.write).text}; {moved_places(change, view.write).text}",
    )


def _leader(view: RoundView, result: UnitResult, standing: Standing) -> Leader:
    parent = view.register.parent_of(result.unit)
    return Leader(
        rank=standing.rank,
        tied=standing.tied,
        unit=view.unit_link(result.unit),
        parent=parent.name if parent else "",
        total=view.write.number(standing.published),
        level=view.badge(standing.level),
    )


def _level_counts(view: RoundView, standings: Iterable[Standing]) -> tuple[LevelCount, ...]:
    counts = Counter(standing.level.id for standing in standings if standing.level)
    badges = [view.badge(level) for level in view.criteria.levels]
    return tuple(LevelCount(badge, counts[badge.id]) for badge in badges if badge)
