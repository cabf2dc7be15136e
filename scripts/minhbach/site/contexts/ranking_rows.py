"""The rows of a ranking: numbers for people and for sorting, the change since the round before, the status in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minhbach.comparison.model import Board, Line, Obstacle, RoundComparison
from minhbach.comparison.words import NEW, NOT_COMPARED, obstacle_words
from minhbach.model.criteria import Section
from minhbach.model.units import Unit
from minhbach.progress.words import STATES
from minhbach.results import UnitResult
from minhbach.site.contexts.movement import Moved, moved_amount, moved_places
from minhbach.site.contexts.view import Badge, RoundView


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table: what people read and the raw value for sorting, empty when there is none."""

    text: str
    value: str


NOTHING = Cell("–", "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Movement:
    """Against the round before: two changes, or a word and the reason why there are none."""

    amount: Moved | None
    places: Moved | None
    word: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A ranked unit. `folder` is its page below `units` of the page; `order` its place in the Vietnamese alphabet."""

    name: str
    folder: str
    order: int
    parent: str
    parent_code: str
    place: int
    tied: bool
    total: Cell
    movement: Movement | None
    groups: tuple[Cell, ...]
    level: Badge | None
    status: str


def make_row(
    view: RoundView, result: UnitResult, scale: str, groups: Sequence[Section], order: int, board: Board | None
) -> Row:
    standing, unit = result.standings[scale], result.unit
    parent = view.register.parent_of(unit)
    comparison = view.source.comparison if board is not None else None
    return Row(
        name=unit.name,
        folder=unit.code.lower(),
        order=order,
        parent=parent.name if parent else "",
        parent_code=unit.parent or "",
        place=standing.rank,
        tied=standing.tied,
        total=Cell(view.write.number(standing.published), format(standing.published, "f")),
        movement=_movement(view, comparison, comparison.by_unit[unit.code][scale]) if comparison else None,
        groups=tuple(_group_cell(view, result, group) for group in groups),
        level=view.badge(standing.level),
        status=_status(view, unit),
    )


def _movement(view: RoundView, comparison: RoundComparison, line: Line) -> Movement:
    if line.change is not None:
        amount, places = moved_amount(line.change, view.write), moved_places(line.change, view.write)
        return Movement(amount=amount, places=places, word="", why="")
    word = NEW if line.obstacle is Obstacle.NEW else NOT_COMPARED
    why = view.write.text(obstacle_words(comparison, line))
    return Movement(amount=None, places=None, word=view.write.text(word), why=why)


def _group_cell(view: RoundView, result: UnitResult, group: Section) -> Cell:
    value = result.sections[group.id].value
    return Cell(view.write.points(value), view.write.raw(value)) if value is not None else NOTHING


def _status(view: RoundView, unit: Unit) -> str:
    """`Đã duyệt, nộp muộn, đã kiểm tra`: how far the figures behind the row were looked at."""
    found, write = view.progress.by_unit.get(unit.code), view.write
    words = [write.text(STATES[found.state])] if found is not None else []
    if found is not None and found.late:
        words.append(write.say("nộp muộn", "late"))
    if unit.code in view.minutes:
        words.append(write.say("đã kiểm tra", "inspected"))
    if any(change.figures for _, change in view.corrected.get(unit.code, ())):
        words.append(write.say("đã đính chính", "amended"))
    return ", ".join(words)
