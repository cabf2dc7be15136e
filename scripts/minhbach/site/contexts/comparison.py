"""A round beside the one before it: per tier who rose and fell, who came from whom, and who is gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minhbach.comparison.compare import shown_value
from minhbach.comparison.model import Board, Gone, Line, Measure, Obstacle, Past, RoundComparison, TierComparison
from minhbach.comparison.words import SUCCESSORS, source_words
from minhbach.diagnostics import Text
from minhbach.results import TOTAL, RoundResults, Standing
from minhbach.site import addresses, charts
from minhbach.site.collation import fold, vietnamese_key
from minhbach.site.contexts.data import DownloadFile, download_files
from minhbach.site.contexts.edition import standing_of
from minhbach.site.contexts.movement import (
    MoveChart,
    Moved,
    move_charts,
    moved_amount,
    moved_places,
    not_compared,
    parent_name,
    sentences,
    shares,
    value_text,
)
from minhbach.site.contexts.ranking_rows import Cell
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.source import RoundSource
from minhbach.site.writing import Writer

NO_RANK = Text("không có hạng", "no rank")

DOWNLOAD = "dot"
"""The word by which the comparison's own file is found among the downloads."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ancestor:
    """A unit that one comes from: its own page, where it stood, and how it went over."""

    unit: Link
    code: str
    standing: str
    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A unit of this round. `change` and `places` are None when it is not compared, and then there is a `note`."""

    unit: Link
    key: str
    order: int
    parent: str
    place: int
    tied: bool
    now: Cell
    before: Cell | None
    before_place: int | None
    before_of: int
    change: Moved | None
    places: Moved | None
    is_new: bool
    note: str
    ancestors: tuple[Ancestor, ...]


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
    rows = [(line, _row(view, before, comparison, board, line, order[line.unit.code])) for line in lines]
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
        notes=tuple(_notes(comparison, board, view.write)),
        moves=move_charts(view, comparison, board),
        pairs=_pairs(comparison, tier, board, ranked),
        rows=tuple(row for line, row in rows if line.standing is not None),
        unranked=tuple(row for line, row in rows if line.standing is None),
    )


def _rank(line: Line) -> tuple[bool, int]:
    return (line.standing is None, line.standing.rank if line.standing is not None else 0)


def _notes(comparison: RoundComparison, board: Board, write: Writer) -> list[str]:
    """What has to be known before the numbers of a table are read."""
    before = comparison.before.round.id
    notes = []
    if board.measure is Measure.SHARE:
        notes.append(
            write.say(
                f"Tiêu chí của cấp này khác với đợt {before}, nên bảng so tỷ lệ điểm đạt được trên điểm tối đa, "
                "không so điểm; nội dung được chấm không hoàn toàn như nhau.",
                f"The criteria of this tier differ from round {before}, so shares of the maximum are compared, "
                "not points; what was assessed is not quite the same.",
            )
        )
    if board.ranked != board.ranked_before and board.ranked_before:
        notes.append(
            write.say(
                f"Số đơn vị có hạng khác nhau: {board.ranked} đợt này, {board.ranked_before} đợt {before}. "
                "Thứ hạng được so như đã công bố, không quy đổi.",
                f"The numbers of ranked units differ: {board.ranked} in this round, {board.ranked_before} in round "
                f"{before}. Ranks are compared as they were published, without conversion.",
            )
        )
    if any(line.change is not None and not line.is_plain for line in board.lines):
        notes.append(
            write.say(
                f"Đơn vị sắp xếp lại chỉ được so với một đơn vị tiếp tục tồn tại (giữ tên, hoặc chỉ đổi mã, đổi tên); "
                f"điểm của các đơn vị khác nhập vào được nêu ở cột «Ở đợt {before}» nhưng không tính vào mức thay đổi.",
                "A rearranged unit is compared only with a unit that goes on (kept its name, or changed code or name "
                f"only); points of units that joined it stand in the column “In round {before}” and do not count.",
            )
        )
    return notes


def _pairs(
    comparison: RoundComparison, tier: TierComparison, board: Board, ranked: Sequence[Standing]
) -> tuple[charts.Pair, ...]:
    then = [item for item in comparison.before.tiers if item.tier.id == tier.tier.id]
    past = [unit.standings[board.scale] for item in then for unit in item.ranked.get(board.scale, ())]
    return charts.paired_histogram(shares(past), shares(ranked)) if past and ranked else ()


def _row(view: RoundView, before: RoundView, comparison: RoundComparison, board: Board, line: Line, order: int) -> Row:
    parent, against, then = parent_name(view, line.unit), line.against, None
    if against is not None and line.obstacle is not Obstacle.OTHER_TIER:
        then = against.standing
    return Row(
        unit=view.unit_link(line.unit),
        key=fold(f"{line.unit.name} {line.unit.code} {parent}"),
        order=order,
        parent=parent,
        place=line.standing.rank if line.standing is not None else 0,
        tied=line.standing is not None and line.standing.tied,
        now=_cell(view.write, comparison.now, line.standing, board.measure) or Cell("–", "-Infinity"),
        before=_cell(view.write, comparison.before, then, board.measure),
        before_place=then.rank if then is not None else None,
        before_of=against.of if against is not None else 0,
        change=moved_amount(line.change, view.write) if line.change is not None else None,
        places=moved_places(line.change, view.write) if line.change is not None else None,
        is_new=line.obstacle is Obstacle.NEW,
        note=not_compared(comparison, line, view.write),
        ancestors=()
        if line.is_plain
        else tuple(_ancestor(view.write, before, line, past) for past in line.sources if past.result),
    )


def _cell(write: Writer, results: RoundResults, standing: Standing | None, measure: Measure) -> Cell | None:
    if standing is None:
        return None
    value = shown_value(results, standing, measure)
    return Cell(value_text(value, measure, write), format(value, "f"))


def _ancestor(write: Writer, before: RoundView, line: Line, past: Past) -> Ancestor:
    return Ancestor(
        unit=before.unit_link(past.unit),
        code=past.unit.code,
        standing=_standing(write, past.standing, past.of),
        kind=write.text(source_words(line, past)),
    )


def _standing(write: Writer, standing: Standing | None, of: int) -> str:
    if standing is None:
        return write.text(NO_RANK)
    place, points = f"{standing.rank}/{of}", write.number(standing.published)
    return write.say(f"hạng {place}, {points} điểm", f"rank {place}, {points} points")


def _gone(view: RoundView, before: RoundView, gone: Gone) -> GoneRow:
    standings = gone.result.standings if gone.result is not None else {}
    ranked = before.results.tier(gone.unit.tier).ranked if before.results is not None and standings else {}
    texts = tuple(
        (f"{view.scale_title(scale)}: " if scale != TOTAL else "") + _standing(view.write, standing, len(ranked[scale]))
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
