"""The ranking of one tier: one table a scale, a strip plot, the units without a rank, near ties in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from minhbach.exact import written
from minhbach.model.criteria import Section
from minhbach.model.units import Tier
from minhbach.results import TOTAL, TierResults, UnitResult
from minhbach.site import addresses, charts
from minhbach.site.collation import fold, vietnamese_key
from minhbach.site.contexts.data import DownloadFile, download_files
from minhbach.site.contexts.sentences import build_sentences, median_value, near_tie_sentences, reason
from minhbach.site.contexts.view import Badge, Head, Link, RoundView
from minhbach.site.writing import points, raw, short_points


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table: what people read and the raw value for sorting."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    number: str
    maximum: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A ranked unit. `key` is what the filter compares; `order` its place in the Vietnamese alphabet."""

    unit: Link
    code: str
    key: str
    order: int
    parent: Link | None
    parent_code: str
    place: int
    tied: bool
    total: Cell
    level: Badge | None
    groups: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The ranking on one scale."""

    id: str
    title: str
    maximum: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sentences: tuple[str, ...]
    chart: charts.Strip | None
    near_ties: tuple[str, ...]


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
    head: Head
    address: str
    tier: str
    tier_slug: str
    tables: tuple[Table, ...]
    without_rank: tuple[Unranked, ...]
    parent_title: str
    areas: tuple[Option, ...]
    levels: tuple[Option, ...]
    downloads: tuple[DownloadFile, ...]
    method: str
    converted: bool


def build(view: RoundView, tier: Tier) -> RankingPage:
    """The round's results must be public."""
    results = view.tier_results(tier)
    if results is None:
        raise ValueError("the round has no public results")
    parent = next((item for item in view.criteria.tiers if item.id == tier.parent), None)
    parents = {unit.parent: view.register.parent_of(unit) for unit in view.register.of_tier(tier.id)}
    areas = sorted((unit for unit in parents.values() if unit), key=lambda unit: vietnamese_key(unit.name))
    return RankingPage(
        head=view.head,
        address=addresses.ranking(view.id, tier.slug),
        tier=tier.title.vi,
        tier_slug=tier.slug,
        tables=tuple(_table(view, tier, results, scale) for scale in results.ranked),
        without_rank=unranked(view, results.without_rank),
        parent_title=parent.title.vi if parent else "",
        areas=tuple(Option(unit.code, unit.name) for unit in areas),
        levels=tuple(Option(level.id, level.title.vi) for level in view.criteria.levels),
        downloads=download_files(view, tier.slug),
        method=addresses.method(view.id),
        converted=any(section.declared != section.maximum for unit in results.units if (section := unit.total)),
    )


def _table(view: RoundView, tier: Tier, results: TierResults, scale: str) -> Table:
    groups = view.scale_groups(scale, tier)
    ranked = sorted(
        results.ranked[scale], key=lambda item: (item.standings[scale].rank, vietnamese_key(item.unit.name))
    )
    alphabet = sorted(ranked, key=lambda item: vietnamese_key(item.unit.name))
    order = {item.unit.code: place for place, item in enumerate(alphabet)}
    maximum = ranked[0].standings[scale].maximum if ranked else Fraction(0)
    return Table(
        id="bang-" + ("tong" if scale == TOTAL else scale.replace("_", "-")),
        title=view.scale_title(scale),
        maximum=short_points(maximum),
        columns=tuple(_column(group, tier) for group in groups),
        rows=tuple(_row(view, item, scale, groups, order[item.unit.code]) for item in ranked),
        sentences=build_sentences(view, ranked, scale),
        chart=_chart(view, ranked, scale, maximum),
        near_ties=near_tie_sentences(results, scale),
    )


def _column(group: Section, tier: Tier) -> Column:
    return Column(group.title.vi, group.number, short_points(group.totals[tier.id]))


def _row(view: RoundView, result: UnitResult, scale: str, groups: Sequence[Section], order: int) -> Row:
    standing = result.standings[scale]
    unit = result.unit
    parent = view.parent_link(unit)
    return Row(
        unit=view.unit_link(unit),
        code=unit.code,
        key=fold(f"{unit.name} {unit.code} {parent.title if parent else ''}"),
        order=order,
        parent=parent,
        parent_code=unit.parent or "",
        place=standing.rank,
        tied=standing.tied,
        total=Cell(written(standing.published), format(standing.published, "f")),
        level=view.badge(standing.level),
        groups=tuple(_group_cell(view, result, group) for group in groups),
    )


def _group_cell(view: RoundView, result: UnitResult, group: Section) -> Cell:
    value = result.sections[group.id].value
    if value is None:
        return Cell("–", "-1")
    return Cell(points(value, view.publication), raw(value, view.publication))


def _chart(view: RoundView, ranked: Sequence[UnitResult], scale: str, maximum: Fraction) -> charts.Strip | None:
    if not ranked:
        return None
    standings = [item.standings[scale] for item in ranked]
    values = [
        (f"{item.unit.name}: {written(standing.published)}", standing.value)
        for item, standing in zip(ranked, standings, strict=True)
    ]
    middle = median_value(standings)
    return charts.strip(values, maximum, (middle, points(middle, view.publication)))


def unranked(view: RoundView, units: Iterable[UnitResult]) -> tuple[Unranked, ...]:
    ordered = sorted(units, key=lambda item: vietnamese_key(item.unit.name))
    return tuple(
        Unranked(view.unit_link(item.unit), item.unit.code, view.parent_link(item.unit), reason(item))
        for item in ordered
    )
