"""Units of a tier side by side: what the page's script needs, and pairs of neighbours that need no script.

A page for every pair of neighbours would double a country's site, and the numbers of any pair stand in the ranking
already. So the pairs stand here as lines: of every rank in a tier that one can look over, else of the first ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise

from minhbach.exact import published
from minhbach.model.criteria import Section
from minhbach.model.units import Tier
from minhbach.results import TOTAL, TierResults, UnitResult
from minhbach.site import addresses
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.pages import FileJob

WHOLE_TIER, TOP = 30, 10
"""Ranked units of a tier whose pairs are all shown; how many from the first on are otherwise."""

CALL = b"mbCompare("
"""What the script file does with its data, so that a page opened from a folder can read it too."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two units of adjoining ranks. `ahead` and `behind` are where the upper one is furthest before and after."""

    above: Link
    above_rank: int
    below: Link
    below_rank: int
    gap: str
    ahead: str
    behind: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbours:
    """The pairs of a scale of a tier; `shown` of `of` ranked units are among them."""

    id: str
    title: str
    shown: int
    of: int
    pairs: tuple[Pair, ...]
    ranking: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VersusPage:
    """`rows` is JSON: for each tier the lines of its table, each a title and the most points, 0 for a rank.

    `data` is the script file with the numbers, empty without results; `units` the folder of the units' pages.
    """

    head: Head
    address: str
    data: str
    units: str
    rows: str
    decimals: int
    tables: tuple[Neighbours, ...]


def build(view: RoundView) -> VersusPage:
    results = view.results.tiers if view.results else ()
    tables = [_neighbours(view, tier, scale) for tier in results for scale in tier.ranked]
    return VersusPage(
        head=view.head,
        address=addresses.versus(view.id),
        data=addresses.versus_data(view.id, "js") if results else "",
        units=addresses.units(view.id),
        rows=_json([_rows(view, tier) for tier in results]).decode(),
        decimals=view.publication.decimals,
        tables=tuple(table for table in tables if table.pairs),
    )


def _rows(view: RoundView, results: TierResults) -> list[tuple[str, float]]:
    """The lines of the table in the order of a unit's values in the data."""
    return [*_scale_rows(view, results), *(_row(view, results.tier, group) for group in _groups(view, results.tier))]


def _scale_rows(view: RoundView, results: TierResults) -> Iterator[tuple[str, float]]:
    say = view.write.say
    for scale, ranked in results.ranked.items():
        of, title = view.write.number(len(ranked)), "" if scale == TOTAL else f", {view.scale_title(scale)}"
        most = ranked[0].standings[scale].maximum if ranked else Fraction(0)
        yield say(f"Hạng trong {of} đơn vị{title}", f"Rank among {of} units{title}"), 0
        yield _with_most(view, view.scale_title(scale), most), float(most)


def _row(view: RoundView, tier: Tier, group: Section) -> tuple[str, float]:
    most = group.totals[tier.id]
    return _with_most(view, view.write.text(group.title), most), float(most)


def _with_most(view: RoundView, title: str, most: Fraction) -> str:
    points = view.write.short_points(most)
    return view.write.say(f"{title} (tối đa {points})", f"{title} (at most {points})")


def _groups(view: RoundView, tier: Tier) -> tuple[Section, ...]:
    return view.scale_groups(TOTAL, tier)


# Pairs -----------------------------------------------------------------------


def _neighbours(view: RoundView, results: TierResults, scale: str) -> Neighbours:
    ranked, tier = results.ranked[scale], results.tier
    shown = ranked if len(ranked) <= WHOLE_TIER else ranked[:TOP]
    title = view.write.text(tier.title)
    return Neighbours(
        id=f"lien-hang-{tier.slug}" + ("" if scale == TOTAL else f"-{scale.replace('_', '-')}"),
        title=title if scale == TOTAL else f"{title}: {view.scale_title(scale)}",
        shown=len(shown),
        of=len(ranked),
        pairs=tuple(_pair(view, above, below, scale, tier) for above, below in pairwise(shown)),
        ranking=addresses.ranking(view.id, tier.slug),
    )


def _pair(view: RoundView, above: UnitResult, below: UnitResult, scale: str, tier: Tier) -> Pair:
    first, second = above.standings[scale], below.standings[scale]
    moves = [
        (difference, view.write.text(group.title))
        for group in view.scale_groups(scale, tier)
        if (difference := _difference(view, above, below, group)) is not None
    ]
    best, worst = max(moves, default=None, key=_amount), min(moves, default=None, key=_amount)
    codes = f"{above.unit.code.lower()},{below.unit.code.lower()}"
    return Pair(
        above=view.full_link(above.unit),
        above_rank=first.rank,
        below=view.full_link(below.unit),
        below_rank=second.rank,
        gap=view.write.number(first.published - second.published),
        ahead=_signed(view, best) if best is not None and best[0] > 0 else "–",
        behind=_signed(view, worst) if worst is not None and worst[0] < 0 else "–",
        address=f"{addresses.versus(view.id)}?dv={codes}",
    )


def _amount(move: tuple[Decimal, str]) -> Decimal:
    return move[0]


def _signed(view: RoundView, move: tuple[Decimal, str]) -> str:
    return f"{move[1]} {'+' if move[0] > 0 else ''}{view.write.number(move[0])}"


def _difference(view: RoundView, above: UnitResult, below: UnitResult, group: Section) -> Decimal | None:
    """Of the published points, so that whoever subtracts finds the same."""
    first, second = _points(view, above, group), _points(view, below, group)
    return None if first is None or second is None else first - second


def _points(view: RoundView, result: UnitResult, group: Section) -> Decimal | None:
    value = result.sections[group.id].value
    return None if value is None else published(value, view.publication)


# Data ------------------------------------------------------------------------


def data_files(view: RoundView) -> Iterator[FileJob]:
    """None before there are results."""
    for kind in ("js", "json") if view.results else ():
        make = partial(data_pieces, view, script=kind == "js")
        yield FileJob(path=addresses.versus_data(view.id, kind), make=make, one_of_many=True)


def data_pieces(view: RoundView, *, script: bool) -> Iterator[bytes]:
    """`{"areas": {code: name}, "units": [...]}`, a line for each ranked unit, as JSON or as a script that hands it on.

    A unit: code, name, number of its tier, code of the unit it belongs to or 0, units below it, and its values: for
    each scale its rank and points, then for each group its points; null where it has none.
    """
    areas = {code: view.register.by_code[code].name for code in view.register.children}
    yield (CALL if script else b"") + b'{"areas":' + _json(areas) + b',"units":[\n'
    first = True
    for place, tier in enumerate(view.results.tiers if view.results else ()):
        groups = _groups(view, tier.tier)
        for result in tier.units:
            if result.standings:
                yield (b"" if first else b",\n") + _json(_line(view, place, result, tuple(tier.ranked), groups))
                first = False
    yield b"\n]}" + (b");\n" if script else b"\n")


def _line(
    view: RoundView, place: int, result: UnitResult, scales: Sequence[str], groups: Sequence[Section]
) -> list[object]:
    unit = result.unit
    below = len(view.register.children.get(unit.code, ()))
    standings = (result.standings.get(scale) for scale in scales)
    values = [value for item in standings for value in ((item.rank, float(item.published)) if item else (None, None))]
    points = (_points(view, result, group) for group in groups)
    values += [None if value is None else float(value) for value in points]
    return [unit.code, unit.name, place, unit.parent or 0, below, values]


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
