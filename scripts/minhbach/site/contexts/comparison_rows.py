"""A line of the table that compares two rounds: the unit now and then, or why there is nothing to compare."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.comparison.compare import shown_value
from minhbach.comparison.model import Board, Line, Measure, Obstacle, Past, RoundComparison
from minhbach.comparison.words import source_words
from minhbach.diagnostics import Text
from minhbach.results import RoundResults, Standing
from minhbach.site.collation import fold
from minhbach.site.contexts.movement import Moved, moved_amount, moved_places, not_compared, parent_name, value_text
from minhbach.site.contexts.ranking_rows import Cell
from minhbach.site.contexts.view import Link, RoundView
from minhbach.site.writing import Writer

NO_RANK = Text("không có hạng", "no rank")


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


def row_of(
    view: RoundView, before: RoundView, comparison: RoundComparison, board: Board, line: Line, order: int
) -> Row:
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
        standing=standing_text(write, past.standing, past.of),
        kind=write.text(source_words(line, past)),
    )


def standing_text(write: Writer, standing: Standing | None, of: int) -> str:
    if standing is None:
        return write.text(NO_RANK)
    place, points = f"{standing.rank}/{of}", write.number(standing.published)
    return write.say(f"hạng {place}, {points} điểm", f"rank {place}, {points} points")
