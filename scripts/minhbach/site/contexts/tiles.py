"""The tile map of a tier: rank and level of each unit where it lies in the country, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minhbach.exact import NO_BREAK_SPACE
from minhbach.model.units import Tier
from minhbach.results import TOTAL, TierResults, UnitResult
from minhbach.site.charts.tiles import Square, TileMap, tile_map
from minhbach.site.contexts.sentences import reason
from minhbach.site.contexts.view import Link, RoundView, first_standing

STEPS = 4
"""Colours of a tier without levels, by quarters of the ranking."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TileRow:
    """A unit in the table beside the map; `rank` says why there is none when it has none."""

    unit: Link
    rank: str
    total: str
    level: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """What a colour means."""

    step: int
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tiles:
    """`beside` names the units of the tier that have no place on the map."""

    title: str
    note: str
    map: TileMap
    keys: tuple[Key, ...]
    rows: tuple[TileRow, ...]
    beside: tuple[Link, ...]


def tiles(view: RoundView, tier: Tier) -> Tiles | None:
    """None without a map, without public results, or when no unit of the tier has a place on the map."""
    grid, results = view.source.grid, view.tier_results(tier)
    if grid is None or results is None:
        return None
    units = [item for item in results.units if item.unit.code in grid.places]
    if not units:
        return None
    of = sum(1 for item in results.units if item.standings)
    ordered = sorted(units, key=lambda item: (_rank(item), grid.places[item.unit.code]))
    squares = [_square(view, item, grid.places[item.unit.code], of) for item in units]
    return Tiles(
        title=_title(view, tier, results),
        note=view.write.text(grid.note) if grid.note else "",
        map=tile_map(squares),
        keys=_keys(view, units, of),
        rows=tuple(_row(view, item, of) for item in ordered),
        beside=tuple(view.unit_link(item.unit) for item in results.units if item.unit.code not in grid.places),
    )


def _title(view: RoundView, tier: Tier, results: TierResults) -> str:
    """Where a tier is ranked on several scales the map shows the first, and says so."""
    title = view.write.text(tier.title)
    first = next(iter(results.ranked), TOTAL)
    scale = "" if first == TOTAL else f": {view.scale_title(first)}"
    return view.write.say(f"{title} trên bản đồ ô", f"{title} on a tile map") + scale


def _rank(item: UnitResult) -> tuple[bool, int]:
    standing = first_standing(item)
    return (standing is None, standing.rank if standing is not None else 0)


def _square(view: RoundView, item: UnitResult, place: tuple[int, int], of: int) -> Square:
    standing = first_standing(item)
    level = view.badge(standing.level) if standing is not None else None
    notes = (_rank_words(view, item), *((level.title,) if level is not None else ()))
    link = view.unit_link(item.unit)
    return Square(
        row=place[0],
        column=place[1],
        name=link.title,
        notes=notes,
        step=_step(view, item, of),
        address=link.address,
    )


def _rank_words(view: RoundView, item: UnitResult) -> str:
    """`hạng 3`, kept on one line; the reason for having none is in the table."""
    standing = first_standing(item)
    if standing is None:
        return view.write.say("không có hạng", "no rank")
    return f"{view.write.say('hạng', 'rank')}{NO_BREAK_SPACE}{standing.rank}"


def _step(view: RoundView, item: UnitResult, of: int) -> int:
    """The level's place from the best, else the quarter of the ranking; 0 without a rank."""
    standing = first_standing(item)
    if standing is None:
        return 0
    badge = view.badge(standing.level)
    return min(badge.step, STEPS) if badge is not None else 1 + (standing.rank - 1) * STEPS // max(of, 1)


def _keys(view: RoundView, units: Sequence[UnitResult], of: int) -> tuple[Key, ...]:
    """The colours that the map shows, from the best."""
    titles: dict[int, dict[str, None]] = {}
    for item in sorted(units, key=_rank):
        titles.setdefault(_step(view, item, of), {})[_key_words(view, item, of)] = None
    best_first = sorted(titles, key=lambda step: (not step, step))
    return tuple(Key(step=step, title=", ".join(titles[step])) for step in best_first)


def _key_words(view: RoundView, item: UnitResult, of: int) -> str:
    standing = first_standing(item)
    if standing is None:
        return view.write.say("không có hạng", "no rank")
    badge = view.badge(standing.level)
    if badge is not None:
        return badge.title
    quarter = _step(view, item, of)
    return view.write.say(f"nhóm {quarter}/{STEPS} theo hạng", f"quarter {quarter} of the ranking")


def _row(view: RoundView, item: UnitResult, of: int) -> TileRow:
    standing = first_standing(item)
    badge = view.badge(standing.level) if standing is not None else None
    return TileRow(
        unit=view.unit_link(item.unit),
        rank=f"{standing.rank}/{of}" if standing is not None else reason(item, view.write),
        total=view.write.number(standing.published) if standing is not None else "–",
        level=badge.title if badge is not None else "–",
    )
