"""A unit over all rounds: where it stood in each, what cannot be compared, where it came from and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minhbach.comparison.model import Line
from minhbach.comparison.words import RENAMED, SOURCES, SUCCESSORS
from minhbach.diagnostics import Text
from minhbach.model.lineage import DescentKind
from minhbach.model.round import Milestone, Phase
from minhbach.model.units import Unit
from minhbach.results import Standing, UnitResult
from minhbach.site import addresses
from minhbach.site.charts.rank_history import Rank, RankHistory, rank_history
from minhbach.site.contexts.movement import UnitMovement, unit_movements
from minhbach.site.contexts.sentences import reason
from minhbach.site.contexts.view import Badge, Link, RoundView, SiteView
from minhbach.site.words import NOT_SUBMITTED_TEXT
from minhbach.values import predecessors

_WHOLE = (DescentKind.WHOLE, DescentKind.KEEPS)


@dataclass(frozen=True, slots=True)
class Life:
    """The entries of one address over the rounds, the newest first: the round's place in the site, and the unit."""

    address: str
    entries: tuple[tuple[int, Unit], ...]


@dataclass(frozen=True, slots=True)
class Heir:
    """A unit of the next round (by its place in the site) that took over one of this round, or a part of it."""

    at: int
    unit: Unit
    kind: DescentKind


@dataclass(frozen=True, slots=True)
class Lives:
    """All units over all rounds. `heirs` are by round and code."""

    lives: tuple[Life, ...]
    heirs: Mapping[tuple[str, str], tuple[Heir, ...]]


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit that this one came from, or that it became: how, in which round, under which code."""

    unit: Link
    code: str
    round: str
    how: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceLine:
    """A standing on one scale; `scale` is empty when the round has a single one."""

    scale: str
    rank: int
    of: int
    tied: bool
    total: str
    maximum: str
    level: Badge | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundRow:
    """The unit in one round. `status` says why there is no place; `name` is empty when it is that of the page."""

    round: str
    page: Link
    name: str
    code: str
    standing: str
    chip: str
    places: tuple[PlaceLine, ...]
    status: str
    movements: tuple[UnitMovement, ...]
    minutes: Link | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RankChart:
    """`scale` is empty when there is one scale only."""

    id: str
    scale: str
    chart: RankHistory


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitRoundsPage:
    """`moves`: a movement is told in some row. `missing` is the newest round when that has no such unit."""

    address: str
    name: str
    tier: str
    parent: Link | None
    codes: tuple[str, ...]
    rows: tuple[RoundRow, ...]
    moves: bool
    charts: tuple[RankChart, ...]
    before: tuple[Relative, ...]
    after: tuple[Relative, ...]
    missing: str


# Which units there are -------------------------------------------------------


def find_lives(site: SiteView) -> Lives:
    """Every unit that has a page in some round, in the order of the newest register that has it."""
    entries: dict[str, list[tuple[int, Unit]]] = {}
    heirs: dict[tuple[str, str], list[Heir]] = {}
    for at, view in enumerate(site.rounds):
        before = view.source.data.previous
        for unit in view.source.shown_units:
            entries.setdefault(addresses.unit_rounds(unit, view.register), []).append((at, unit))
            if before is None:
                continue
            for source in predecessors(view.source.data, unit).sources:
                heirs.setdefault((before.round.id, source.unit.code), []).append(Heir(at, unit, source.kind))
    return Lives(
        lives=tuple(Life(address, tuple(found)) for address, found in entries.items()),
        heirs={key: tuple(found) for key, found in heirs.items()},
    )


def newest_pages(site: SiteView, lives: Lives, view: RoundView) -> Mapping[str, Link]:
    """Of an archived round: the page of each unit in the newest round that has it, by code."""
    if view.round.phase is not Phase.ARCHIVED:
        return {}
    found: dict[str, Link] = {}
    for life in lives.lives:
        at, unit = life.entries[0]
        newest = site.rounds[at]
        for place, old in life.entries[1:]:
            if site.rounds[place] is view:
                title = site.write.say(f"đợt {newest.id}", f"round {newest.id}")
                found[old.code] = Link(title, addresses.unit(newest.id, unit.code))
    return found


# The page --------------------------------------------------------------------


def build(site: SiteView, lives: Lives, life: Life) -> UnitRoundsPage:
    views = [(site.rounds[at], unit) for at, unit in life.entries]
    view, unit = views[0]
    rows = tuple(_row(own, item, unit.name) for own, item in views)
    return UnitRoundsPage(
        address=life.address,
        name=unit.name,
        tier=site.write.text(view.criteria.tier(unit.tier).title),
        parent=view.parent_link(unit),
        codes=tuple(dict.fromkeys(item.code for _, item in views)),
        rows=rows,
        moves=any(row.movements for row in rows),
        charts=tuple(_charts(views)),
        before=tuple(relative for own, item in views for relative in _before(site, own, item)),
        after=tuple(relative for own, item in views for relative in _after(site, lives, life, own, item)),
        missing="" if view is site.rounds[0] else site.rounds[0].id,
    )


def _row(view: RoundView, unit: Unit, name: str) -> RoundRow:
    result = view.results.by_unit.get(unit.code) if view.results else None
    return RoundRow(
        round=view.id,
        page=Link(view.write.say(f"Đợt {view.id}", f"Round {view.id}"), addresses.unit(view.id, unit.code)),
        name=unit.name if unit.name != name else "",
        code=unit.code,
        standing=view.head.standing,
        chip=view.head.chip,
        places=tuple(_places(view, result)) if result is not None else (),
        status=_status(view, unit, result),
        movements=unit_movements(view, unit.code),
        minutes=view.minutes_link(unit.code),
    )


def _places(view: RoundView, result: UnitResult) -> Iterator[PlaceLine]:
    results = view.tier_results(view.criteria.tier(result.unit.tier))
    for scale, standing in result.standings.items():
        yield PlaceLine(
            scale=view.scale_title(scale) if len(result.standings) > 1 else "",
            rank=standing.rank,
            of=len(results.ranked[scale]) if results is not None else 0,
            tied=standing.tied,
            total=view.write.number(standing.published),
            maximum=view.write.short_points(standing.maximum),
            level=view.badge(standing.level),
        )


def _status(view: RoundView, unit: Unit, result: UnitResult | None) -> str:
    if result is not None:
        return "" if result.standings else reason(result, view.write)
    if unit.code not in view.source.data.present:
        return view.write.text(NOT_SUBMITTED_TEXT)
    return view.write.say("Chưa công bố kết quả", "Results not published yet")


def _charts(views: list[tuple[RoundView, Unit]]) -> Iterator[RankChart]:
    """One a scale, of final results only: beside the rounds before, a preliminary rank would be a movement."""
    scales = next((view.results.scales for view, _ in views if view.results and _is_final(view)), ())
    for scale in scales:
        ranks = [rank for view, unit in reversed(views) if (rank := _rank(view, unit, scale)) is not None]
        chart = rank_history(ranks)
        if chart is not None:
            title = views[0][0].scale_title(scale) if len(scales) > 1 else ""
            yield RankChart(id=f"hang-{scale.replace('_', '-')}", scale=title, chart=chart)


def _rank(view: RoundView, unit: Unit, scale: str) -> Rank | None:
    results = view.results
    result = results.by_unit.get(unit.code) if results is not None else None
    standing: Standing | None = result.standings.get(scale) if result is not None else None
    if results is None or standing is None or not _is_final(view):
        return None
    line: Line | None = None
    if view.source.comparison is not None:
        line = view.source.comparison.by_unit.get(unit.code, {}).get(scale)
    joined = line is not None and line.change is not None
    return Rank(round=view.id, rank=standing.rank, of=len(results.tier(unit.tier).ranked[scale]), joined=joined)


def _is_final(view: RoundView) -> bool:
    return view.results is not None and view.results.milestone is Milestone.FINAL


# Where it came from, what became of it ---------------------------------------


def _before(site: SiteView, view: RoundView, unit: Unit) -> Iterator[Relative]:
    """The units of the round before that it came from; none when it simply went on."""
    data = view.source.data
    if data.previous is None:
        return
    sources = predecessors(data, unit).sources
    for source in sources:
        words = SOURCES[source.kind]
        if len(sources) == 1 and source.kind in _WHOLE:
            if (source.unit.code, source.unit.name) == (unit.code, unit.name):
                continue
            words = RENAMED
        yield _relative(site, data.previous.round.id, source.unit, words)


def _after(site: SiteView, lives: Lives, life: Life, view: RoundView, unit: Unit) -> Iterator[Relative]:
    """The units of the next round under another address that took it over, or a part of it."""
    for heir in lives.heirs.get((view.id, unit.code), ()):
        newer = site.rounds[heir.at]
        if addresses.unit_rounds(heir.unit, newer.register) != life.address:
            yield _relative(site, newer.id, heir.unit, SUCCESSORS[heir.kind])


def _relative(site: SiteView, round_id: str, unit: Unit, how: Text) -> Relative:
    """With a link to the unit over all rounds, where it has such a page."""
    view = next((item for item in site.rounds if item.id == round_id), None)
    known = view is not None and unit.code in view.shown
    address = addresses.unit_rounds(unit, view.register) if view is not None and known else ""
    return Relative(Link(unit.name, address), unit.code, round_id, site.write.text(how))
