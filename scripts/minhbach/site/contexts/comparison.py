"""A round beside the one before it: per tier who rose and fell, who came from whom, and who is gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from minhbach.comparison.model import Board, Gone, Line, Measure, RoundComparison, TierComparison
from minhbach.comparison.words import SUCCESSORS
from minhbach.results import TOTAL, Standing
from minhbach.site import addresses, charts
from minhbach.site.charts.slope import RankMove, Slope, slope
from minhbach.site.collation import vietnamese_key
from minhbach.site.contexts.comparison_notes import notes_of
from minhbach.site.contexts.comparison_rows import NO_RANK, Row, row_of, standing_text
from minhbach.site.contexts.data import DownloadFile, download_files
from minhbach.site.contexts.edition import standing_of
from minhbach.site.contexts.movement import (
    MoveChart,
    move_charts,
    parent_name,
    sentences,
    shares,
)
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.source import RoundSource
from minhbach.site.writing import Writer

MOST_SLOPED = 12
"""Units whose ranks in both rounds are drawn; the table has them all."""

DOWNLOAD = "dot"
"""The word by which the comparison's own file is found among the downloads."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """One scale of one tier."""

    id: str
    title: str
    maximum: str
    of: int
    before_of: int
    by_share: bool
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    moves: tuple[MoveChart, ...]
    slope: Slope | None
    pairs: tuple[charts.Pair, ...]
    rows: tuple[Row, ...]
    unranked: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TierSection:
    id: str
    title: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Heir:
    kind: str
    unit: Link


@dataclass(frozen=True, kw_only=True, slots=True)
class GoneRow:
    """A unit of the round before that goes on as none of this round."""

    unit: Link
    code: str
    parent: str
    standings: tuple[str, ...]
    heirs: tuple[Heir, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparisonPage:
    head: Head
    address: str
    before: str
    before_page: Link
    before_status: str
    tiers: tuple[TierSection, ...]
    gone: tuple[GoneRow, ...]
    downloads: tuple[DownloadFile, ...]


def build(view: RoundView, before: RoundView) -> ComparisonPage:
    """Raises ValueError unless the round of `view` was compared with that of `before`."""
    comparison = view.source.comparison
    if comparison is None or comparison.before is not before.results:
        raise ValueError("the rounds are not compared")
    return ComparisonPage(
        head=view.head,
        address=addresses.comparison(view.id),
        before=before.id,
        before_page=Link(view.write.text(before.round.title), addresses.round_page(before.id)),
        before_status=_status(before.source, view.write),
        tiers=tuple(_tier(view, before, comparison, tier) for tier in comparison.tiers),
        gone=tuple(_gone(view, before, item) for item in _alphabetical(comparison.gone) if item.result),
        downloads=download_files(view, DOWNLOAD),
    )


def _status(source: RoundSource, write: Writer) -> str:
    standing = standing_of(source, write)
    return f"{standing.word}: {standing.status}"


def _alphabetical(gone: Iterable[Gone]) -> list[Gone]:
    return sorted(gone, key=lambda item: vietnamese_key(item.unit.name))


def _tier(view: RoundView, before: RoundView, comparison: RoundComparison, tier: TierComparison) -> TierSection:
    tables = (_table(view, before, comparison, tier, board) for board in tier.boards if board.lines)
    return TierSection(id=f"cap-{tier.tier.slug}", title=view.write.text(tier.tier.title), tables=tuple(tables))


def _table(
    view: RoundView, before: RoundView, comparison: RoundComparison, tier: TierComparison, board: Board
) -> Table:
    names = sorted((line.unit for line in board.lines), key=lambda unit: vietnamese_key(unit.name))
    order = {unit.code: place for place, unit in enumerate(names)}
    lines = sorted(board.lines, key=lambda line: (_rank(line), order[line.unit.code]))
    rows = [(line, row_of(view, before, comparison, board, line, order[line.unit.code])) for line in lines]
    ranked = [line.standing for line in lines if line.standing is not None]
    scale = "tong" if board.scale == TOTAL else board.scale.replace("_", "-")
    return Table(
        id=f"so-{tier.tier.slug}-{scale}",
        title=view.scale_title(board.scale),
        maximum=view.write.short_points(ranked[0].maximum) if ranked else "",
        of=board.ranked,
        before_of=board.ranked_before,
        by_share=board.measure is Measure.SHARE,
        sentences=sentences(comparison, board, view.write),
        notes=tuple(notes_of(comparison, board, view.write)),
        moves=move_charts(view, comparison, board),
        slope=_slope(view, board),
        pairs=_pairs(comparison, tier, board, ranked),
        rows=tuple(row for line, row in rows if line.standing is not None),
        unranked=tuple(row for line, row in rows if line.standing is None),
    )


def _rank(line: Line) -> tuple[bool, int]:
    return (line.standing is None, line.standing.rank if line.standing is not None else 0)


def _slope(view: RoundView, board: Board) -> Slope | None:
    """The highest ranks of this round, of units that have one of the round before."""
    moves = (
        RankMove(
            name=line.unit.name,
            parent=parent_name(view, line.unit),
            before=line.against.standing.rank,
            now=line.standing.rank,
        )
        for line, _ in board.compared
        if line.standing is not None and line.against is not None and line.against.standing is not None
    )
    return slope(tuple(islice(moves, MOST_SLOPED)))


def _pairs(
    comparison: RoundComparison, tier: TierComparison, board: Board, ranked: Sequence[Standing]
) -> tuple[charts.Pair, ...]:
    then = [item for item in comparison.before.tiers if item.tier.id == tier.tier.id]
    past = [unit.standings[board.scale] for item in then for unit in item.ranked.get(board.scale, ())]
    return charts.paired_histogram(shares(past), shares(ranked)) if past and ranked else ()


def _gone(view: RoundView, before: RoundView, gone: Gone) -> GoneRow:
    standings = gone.result.standings if gone.result is not None else {}
    ranked = before.results.tier(gone.unit.tier).ranked if before.results is not None and standings else {}
    texts = tuple(
        (f"{view.scale_title(scale)}: " if scale != TOTAL else "")
        + standing_text(view.write, standing, len(ranked[scale]))
        for scale, standing in standings.items()
    )
    return GoneRow(
        unit=before.unit_link(gone.unit),
        code=gone.unit.code,
        parent=parent_name(before, gone.unit),
        standings=texts or (view.write.text(NO_RANK),),
        heirs=tuple(
            Heir(kind=view.write.text(SUCCESSORS[item.kind]), unit=view.unit_link(item.unit))
            for item in gone.successors
        ),
    )
