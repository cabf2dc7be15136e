"""The ranking of one tier: one table a scale, a strip plot, the units without a rank, near ties in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from minhbach.comparison.model import Measure
from minhbach.model.criteria import Section
from minhbach.model.units import Tier, Unit
from minhbach.results import TOTAL, TierResults, UnitResult
from minhbach.site import addresses, charts
from minhbach.site.collation import vietnamese_key
from minhbach.site.contexts.data import DownloadFile, download_files
from minhbach.site.contexts.ranking_rows import Row, make_row
from minhbach.site.contexts.sentences import (
    board_of,
    build_sentences,
    median_value,
    near_tie_sentences,
    reason,
    spread_sentence,
)
from minhbach.site.contexts.tiles import Tiles, tiles
from minhbach.site.contexts.view import Badge, Head, Link, RoundView

MOST_OPEN = 500
"""Rows that a screen shows before somebody asks for all of them; the style sheet has the same number."""


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    number: str
    maximum: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The ranking on one scale. `first_group` is the column of the first group, counted from 1.

    `before` is the round that is compared with, empty without one; `by_share`: shares of the maximum are compared.
    """

    id: str
    title: str
    maximum: str
    columns: tuple[Column, ...]
    first_group: int
    before: str
    by_share: bool
    rows: tuple[Row, ...]
    sentences: tuple[str, ...]
    spread: str
    chart: charts.Strip | None
    near_ties: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        return len(self.rows) > MOST_OPEN


@dataclass(frozen=True, slots=True)
class Unranked:
    unit: Link
    code: str
    parent: Link | None
    reason: str


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RankingPage:
    """`units` is the address below which the pages of units lie; `file` begins the names of files made of the table."""

    head: Head
    address: str
    tier: str
    tier_slug: str
    units: str
    file: str
    tables: tuple[Table, ...]
    tiles: Tiles | None
    without_rank: tuple[Unranked, ...]
    parent_title: str
    areas: tuple[Option, ...]
    levels: tuple[Badge, ...]
    downloads: tuple[DownloadFile, ...]
    method: str
    changes: str
    comparison: str
    converted: bool


def build(view: RoundView, tier: Tier) -> RankingPage:
    """The round's results must be public."""
    results = view.tier_results(tier)
    if results is None:
        raise ValueError("the round has no public results")
    parent = next((item for item in view.criteria.tiers if item.id == tier.parent), None)
    return RankingPage(
        head=view.head,
        address=addresses.ranking(view.id, tier.slug),
        tier=view.write.text(tier.title),
        tier_slug=tier.slug,
        units=addresses.units(view.id),
        file=f"{view.id}-xep-hang-{tier.slug}".lower(),
        tables=tuple(_table(view, tier, results, scale) for scale in results.ranked),
        tiles=tiles(view, tier),
        without_rank=unranked(view, results.without_rank),
        parent_title=view.write.text(parent.title) if parent else "",
        areas=_areas(view, tier),
        levels=tuple(badge for level in view.criteria.levels if (badge := view.badge(level))),
        downloads=download_files(view, tier.slug),
        method=addresses.method(view.id),
        changes=addresses.changes(view.id) if view.edition_steps else "",
        comparison=addresses.comparison(view.id) if view.source.comparison else "",
        converted=any(section.declared != section.maximum for unit in results.units if (section := unit.total)),
    )


def _areas(view: RoundView, tier: Tier) -> tuple[Option, ...]:
    """What the units of the tier belong to; with the code where a name is there more than once."""
    parents = {unit.parent: view.register.parent_of(unit) for unit in view.register.of_tier(tier.id)}
    found = sorted((unit for unit in parents.values() if unit), key=lambda unit: vietnamese_key(unit.name))
    names = Counter(unit.name for unit in found)
    return tuple(Option(unit.code, _told_apart(unit) if names[unit.name] > 1 else unit.name) for unit in found)


def _told_apart(unit: Unit) -> str:
    return f"{unit.name} ({unit.code})"


def _table(view: RoundView, tier: Tier, results: TierResults, scale: str) -> Table:
    groups = view.scale_groups(scale, tier)
    keys = {item.unit.code: vietnamese_key(item.unit.name) for item in results.ranked[scale]}
    alphabet = sorted(results.ranked[scale], key=lambda item: keys[item.unit.code])
    order = {item.unit.code: place for place, item in enumerate(alphabet)}
    ranked = sorted(alphabet, key=lambda item: item.standings[scale].rank)
    comparison = view.source.comparison
    board = board_of(comparison, tier.id, scale) if comparison is not None else None
    maximum = ranked[0].standings[scale].maximum if ranked else Fraction(0)
    return Table(
        id="bang-" + ("tong" if scale == TOTAL else scale.replace("_", "-")),
        title=view.scale_title(scale),
        maximum=view.write.short_points(maximum),
        columns=tuple(_column(view, group, tier) for group in groups),
        first_group=6 if board else 4,
        before=comparison.before.round.id if comparison is not None and board else "",
        by_share=board is not None and board.measure is Measure.SHARE,
        rows=tuple(make_row(view, item, scale, groups, order[item.unit.code], board) for item in ranked),
        sentences=build_sentences(view, results, scale),
        spread=spread_sentence(view, [item.standings[scale] for item in ranked]) if ranked else "",
        chart=_chart(view, ranked, scale, maximum),
        near_ties=near_tie_sentences(view, results, scale),
    )


def _column(view: RoundView, group: Section, tier: Tier) -> Column:
    title = view.write.text(group.title)
    return Column(title, group.number, view.write.short_points(group.totals[tier.id]))


def _chart(view: RoundView, ranked: Sequence[UnitResult], scale: str, maximum: Fraction) -> charts.Strip | None:
    if not ranked:
        return None
    standings = [item.standings[scale] for item in ranked]
    values = [
        (f"{item.unit.name}: {view.write.number(standing.published)}", standing.value)
        for item, standing in zip(ranked, standings, strict=True)
    ]
    middle = median_value(standings)
    return charts.strip(values, maximum, (middle, view.write.points(middle)), view.write)


def unranked(view: RoundView, units: Iterable[UnitResult]) -> tuple[Unranked, ...]:
    ordered = sorted(units, key=lambda item: vietnamese_key(item.unit.name))
    return tuple(
        Unranked(view.unit_link(item.unit), item.unit.code, view.parent_link(item.unit), reason(item, view.write))
        for item in ordered
    )
