"""How units moved from one round to the next, in words and as stretches on an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from minhbach.comparison.compare import shown_value
from minhbach.comparison.model import Board, Change, Line, Measure, Obstacle, RoundComparison
from minhbach.comparison.words import MEASURES, NEW, NOT_COMPARED, obstacle_words
from minhbach.exact import NO_BREAK_SPACE, written
from minhbach.model.units import Register, Unit
from minhbach.results import TOTAL, Standing
from minhbach.site import addresses, charts
from minhbach.site.contexts.view import Link, RoundView

MOST_MOVED = 8
"""Units in each of the two charts; the table has them all."""

MOST_NAMED = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """A change for people: the `arrow` is for the eye, `text` says the same in words or with its sign."""

    arrow: str
    text: str
    kind: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """A unit in a chart: from where to where, in words and as a stretch."""

    unit: Link
    parent: str
    before: str
    now: str
    moved: Moved
    span: charts.Span


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveChart:
    """`is_cut` says that the axis does not begin at 0."""

    title: str
    is_cut: bool
    moves: tuple[Move, ...]
    ticks: tuple[charts.Tick, ...]


def value_text(value: Decimal, measure: Measure) -> str:
    return written(value) + ("%" if measure is Measure.SHARE else "")


def moved_amount(change: Change) -> Moved:
    return _moved(change.amount, f"{'+' if change.amount > 0 else ''}{written(change.amount)}", "không đổi")


def moved_places(change: Change) -> Moved:
    direction = "lên" if change.places > 0 else "xuống"
    return _moved(Decimal(change.places), f"{direction} {abs(change.places)}{NO_BREAK_SPACE}bậc", "giữ hạng")


def _moved(amount: Decimal, text: str, unmoved: str) -> Moved:
    if amount == 0:
        return Moved(arrow="=", text=unmoved, kind="same", value="0")
    up = amount > 0
    return Moved(arrow="▲" if up else "▼", text=text, kind="up" if up else "down", value=format(amount, "f"))


def not_compared(comparison: RoundComparison, line: Line) -> str:
    """`mới: …` or `không so sánh được: …`; empty for a line with a change."""
    if line.obstacle is None:
        return ""
    word = NEW if line.obstacle is Obstacle.NEW else NOT_COMPARED
    return f"{word.vi}: {obstacle_words(comparison, line).vi}"


# Sentences -------------------------------------------------------------------


def sentences(comparison: RoundComparison, board: Board) -> tuple[str, ...]:
    """How many rose and fell, who most, and the medians of the tier then and now."""
    found = (_counted(comparison, board), _most(comparison, board), _medians(comparison, board))
    return tuple(filter(None, found))


def _counted(comparison: RoundComparison, board: Board) -> str:
    before, compared = comparison.before.round.id, len(board.compared)
    if not compared:
        return f"Không đơn vị nào so sánh được với đợt {before}."
    risen, fallen = len(board.risen), len(board.fallen)
    measure = "điểm" if board.measure is Measure.POINTS else "tỷ lệ điểm đạt được"
    left = len(board.lines) - compared
    return (
        f"So sánh được {compared} trong {len(board.lines)} đơn vị: {risen} tăng {measure}, {fallen} giảm, "
        f"{compared - risen - fallen} không đổi"
        + (f"; {left} đơn vị mới hoặc không so sánh được, nêu rõ lý do trong bảng." if left else ".")
    )


def _most(comparison: RoundComparison, board: Board) -> str:
    register = comparison.now.register
    parts = (_named(register, "tăng nhiều nhất", board.risen), _named(register, "giảm nhiều nhất", board.fallen))
    text = "; ".join(filter(None, parts))
    return f"Tính bằng {MEASURES[board.measure].vi}, {text}." if text else ""


def _named(register: Register, word: str, moved: Sequence[tuple[Line, Change]]) -> str:
    """A name that several units of the tier have is told with the unit it belongs to."""
    names = []
    for line, change in moved[:MOST_NAMED]:
        parent = register.parent_of(line.unit)
        same = [unit for unit in register.of_tier(line.unit.tier) if unit.name == line.unit.name]
        where = f"{parent.name}, " if parent is not None and len(same) > 1 else ""
        names.append(f"{line.unit.name} ({where}{moved_amount(change).text})")
    return f"{word}: {', '.join(names)}" if names else ""


def _medians(comparison: RoundComparison, board: Board) -> str:
    if board.median is None or board.median_before is None:
        return ""
    change = Change(amount=board.median - board.median_before, places=0)
    now, then = (value_text(value, board.measure) for value in (board.median, board.median_before))
    return (
        f"Trung vị của cấp: {now} (đợt {comparison.before.round.id}: {then}; {moved_amount(change).text}), "
        f"tính trên {board.ranked} đơn vị có hạng đợt này và {board.ranked_before} đơn vị đợt trước."
    )


# Charts ----------------------------------------------------------------------


def move_charts(view: RoundView, comparison: RoundComparison, board: Board) -> tuple[MoveChart, ...]:
    """The biggest rises and the biggest falls, on one axis."""
    groups = (("Tăng", board.risen), ("Giảm", board.fallen))
    chosen = [(title, moved[:MOST_MOVED], len(moved)) for title, moved in groups if moved]
    values = [value for _, moved, _ in chosen for line, _ in moved for value in _values(comparison, board, line)]
    if not values:
        return ()
    axis = charts.axis_around([Fraction(value) for value in values])
    return tuple(
        MoveChart(
            title=f"{title} nhiều nhất: {len(moved)} trong {of} đơn vị" if len(moved) < of else f"{title}: {of} đơn vị",
            is_cut=axis.low > 0,
            moves=tuple(_move(view, comparison, board, line, change, axis) for line, change in moved),
            ticks=axis.ticks,
        )
        for title, moved, of in chosen
    )


def _values(comparison: RoundComparison, board: Board, line: Line) -> tuple[Decimal, Decimal]:
    """Before and now, of a line that has a change."""
    past = line.against.standing if line.against is not None else None
    if past is None or line.standing is None:
        raise ValueError(f"{line.unit.code} has no change")
    before = shown_value(comparison.before, past, board.measure)
    return before, shown_value(comparison.now, line.standing, board.measure)


def _move(
    view: RoundView, comparison: RoundComparison, board: Board, line: Line, change: Change, axis: charts.Axis
) -> Move:
    before, now = _values(comparison, board, line)
    return Move(
        unit=view.unit_link(line.unit),
        parent=parent_name(view, line.unit),
        before=value_text(before, board.measure),
        now=value_text(now, board.measure),
        moved=moved_amount(change),
        span=axis.span(Fraction(before), Fraction(now)),
    )


def parent_name(view: RoundView, unit: Unit) -> str:
    parent = view.register.parent_of(unit)
    return parent.name if parent is not None else ""


def shares(standings: Sequence[Standing]) -> list[Fraction]:
    return [standing.share for standing in standings]


# The unit's own line ---------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitMovement:
    """One scale of a unit beside the round before: `So với đợt 2019: …`."""

    before: str
    scale: str
    text: str
    page: Link


def unit_movements(view: RoundView, code: str) -> tuple[UnitMovement, ...]:
    """Empty unless both rounds are final; one a scale, and one alone when the reason is the same on all."""
    comparison = view.source.comparison
    lines = comparison.by_unit.get(code, {}) if comparison is not None else {}
    if comparison is None or not lines:
        return ()
    tier = next(iter(lines.values())).unit.tier
    boards = next(item.boards for item in comparison.tiers if item.tier.id == tier)
    texts = {board.scale: _unit_text(comparison, board.measure, lines[board.scale]) for board in boards}
    if len(set(texts.values())) == 1:
        texts = {TOTAL: next(iter(texts.values()))}
    page = Link("So sánh hai đợt", addresses.comparison(view.id))
    return tuple(
        UnitMovement(
            before=comparison.before.round.id,
            scale="" if scale == TOTAL else view.scale_title(scale),
            text=text,
            page=page,
        )
        for scale, text in texts.items()
    )


def _unit_text(comparison: RoundComparison, measure: Measure, line: Line) -> str:
    past = line.against
    if line.change is None or past is None or past.standing is None:
        return not_compared(comparison, line)
    amount, rank = moved_amount(line.change), moved_places(line.change)
    then = value_text(shown_value(comparison.before, past.standing, measure), measure)
    then += f"{NO_BREAK_SPACE}điểm" if measure is Measure.POINTS else f"{NO_BREAK_SPACE}điểm tối đa"
    word = f"{amount.text} {MEASURES[measure].vi}" if amount.kind != "same" else f"{MEASURES[measure].vi} không đổi"
    who = "" if line.is_plain else f"{past.unit.name}, mã {past.unit.code}, "
    return f"{word}, {rank.text} (đợt trước: {who}hạng {past.standing.rank}/{past.of}, {then})"
