"""How units moved from one round to the next, in words and as stretches on an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from minhbach.comparison.compare import shown_value
from minhbach.comparison.model import Board, Change, Line, Measure, Obstacle, RoundComparison
from minhbach.comparison.words import MEASURES, NEW, NOT_COMPARED, obstacle_words
from minhbach.diagnostics import Text
from minhbach.exact import NO_BREAK_SPACE
from minhbach.model.units import Register, Unit
from minhbach.results import TOTAL, Standing
from minhbach.site import addresses, charts
from minhbach.site.contexts.view import Link, RoundView
from minhbach.site.writing import Writer

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


_VI = Writer("vi")


def value_text(value: Decimal, measure: Measure, write: Writer = _VI) -> str:
    return write.number(value) + ("%" if measure is Measure.SHARE else "")


def moved_amount(change: Change, write: Writer = _VI) -> Moved:
    sign = "+" if change.amount > 0 else ""
    return _moved(change.amount, f"{sign}{write.number(change.amount)}", write.say("không đổi", "unchanged"))


def moved_places(change: Change, write: Writer = _VI) -> Moved:
    places = abs(change.places)
    way = write.say("lên", "up") if change.places > 0 else write.say("xuống", "down")
    noun = write.say("bậc", "place" if places == 1 else "places")
    return _moved(Decimal(change.places), f"{way} {places}{NO_BREAK_SPACE}{noun}", write.say("giữ hạng", "same rank"))


def _moved(amount: Decimal, text: str, unmoved: str) -> Moved:
    if amount == 0:
        return Moved(arrow="=", text=unmoved, kind="same", value="0")
    up = amount > 0
    return Moved(arrow="▲" if up else "▼", text=text, kind="up" if up else "down", value=format(amount, "f"))


def not_compared(comparison: RoundComparison, line: Line, write: Writer = _VI) -> str:
    """`mới: …` or `không so sánh được: …`; empty for a line with a change."""
    if line.obstacle is None:
        return ""
    word = NEW if line.obstacle is Obstacle.NEW else NOT_COMPARED
    return f"{write.text(word)}: {write.text(obstacle_words(comparison, line))}"


# Sentences -------------------------------------------------------------------


def sentences(comparison: RoundComparison, board: Board, write: Writer = _VI) -> tuple[str, ...]:
    """How many rose and fell, who most, and the medians of the tier then and now."""
    found = (_counted(comparison, board, write), _most(comparison, board, write), _medians(comparison, board, write))
    return tuple(filter(None, found))


def _counted(comparison: RoundComparison, board: Board, write: Writer) -> str:
    before, compared, lines = comparison.before.round.id, len(board.compared), len(board.lines)
    if not compared:
        return write.say(
            f"Không đơn vị nào so sánh được với đợt {before}.", f"No unit can be compared with round {before}."
        )
    risen, fallen, left = len(board.risen), len(board.fallen), lines - compared
    same, points = compared - risen - fallen, board.measure is Measure.POINTS
    told = write.say(
        f"So sánh được {compared} trong {lines} đơn vị: {risen} tăng {'điểm' if points else 'tỷ lệ điểm đạt được'}, "
        f"{fallen} giảm, {same} không đổi",
        f"{compared} of {lines} units can be compared: {risen} rose in {'points' if points else 'share of points'}, "
        f"{fallen} fell, {same} did not change",
    )
    more = write.say(
        f"; {left} đơn vị mới hoặc không so sánh được, nêu rõ lý do trong bảng.",
        f"; {left} units are new or cannot be compared, with the reason in the table.",
    )
    return told + (more if left else ".")


def _most(comparison: RoundComparison, board: Board, write: Writer) -> str:
    register = comparison.now.register
    parts = (
        _named(register, write.say("tăng nhiều nhất", "rose most"), board.risen, write),
        _named(register, write.say("giảm nhiều nhất", "fell most"), board.fallen, write),
    )
    text, measure = "; ".join(filter(None, parts)), write.text(MEASURES[board.measure])
    return write.say(f"Tính bằng {measure}, {text}.", f"In {measure}, {text}.") if text else ""


def _named(register: Register, word: str, moved: Sequence[tuple[Line, Change]], write: Writer) -> str:
    """A name that several units of the tier have is told with the unit it belongs to."""
    names = []
    for line, change in moved[:MOST_NAMED]:
        parent = register.parent_of(line.unit)
        same = [unit for unit in register.of_tier(line.unit.tier) if unit.name == line.unit.name]
        where = f"{parent.name}, " if parent is not None and len(same) > 1 else ""
        names.append(f"{line.unit.name} ({where}{moved_amount(change, write).text})")
    return f"{word}: {', '.join(names)}" if names else ""


def _medians(comparison: RoundComparison, board: Board, write: Writer) -> str:
    if board.median is None or board.median_before is None:
        return ""
    change = moved_amount(Change(amount=board.median - board.median_before, places=0), write).text
    now, then = (value_text(value, board.measure, write) for value in (board.median, board.median_before))
    before = comparison.before.round.id
    return write.say(
        f"Trung vị của cấp: {now} (đợt {before}: {then}; {change}), "
        f"tính trên {board.ranked} đơn vị có hạng đợt này và {board.ranked_before} đơn vị đợt trước.",
        f"Median of the tier: {now} (round {before}: {then}; {change}), "
        f"over {board.ranked} ranked units of this round and {board.ranked_before} of the round before.",
    )


# Charts ----------------------------------------------------------------------


def move_charts(view: RoundView, comparison: RoundComparison, board: Board) -> tuple[MoveChart, ...]:
    """The biggest rises and the biggest falls, on one axis."""
    groups = ((Text("Tăng", "Rose"), board.risen), (Text("Giảm", "Fell"), board.fallen))
    chosen = [(view.write.text(title), moved[:MOST_MOVED], len(moved)) for title, moved in groups if moved]
    values = [value for _, moved, _ in chosen for line, _ in moved for value in _values(comparison, board, line)]
    if not values:
        return ()
    axis = charts.axis_around([Fraction(value) for value in values], view.write)
    return tuple(
        MoveChart(
            title=chart_title(view.write, title, len(moved), of),
            is_cut=axis.low > 0,
            moves=tuple(_move(view, comparison, board, line, change, axis) for line, change in moved),
            ticks=axis.ticks,
        )
        for title, moved, of in chosen
    )


def chart_title(write: Writer, title: str, shown: int, of: int) -> str:
    if shown < of:
        return write.say(f"{title} nhiều nhất: {shown} trong {of} đơn vị", f"{title} most: {shown} of {of} units")
    return write.say(f"{title}: {of} đơn vị", f"{title}: {of} units")


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
        before=value_text(before, board.measure, view.write),
        now=value_text(now, board.measure, view.write),
        moved=moved_amount(change, view.write),
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
    texts = {board.scale: unit_text(view, comparison, board.measure, lines[board.scale]) for board in boards}
    if len(set(texts.values())) == 1:
        texts = {TOTAL: next(iter(texts.values()))}
    page = Link(view.write.say("So sánh hai đợt", "The two rounds compared"), addresses.comparison(view.id))
    return tuple(
        UnitMovement(
            before=comparison.before.round.id,
            scale="" if scale == TOTAL else view.scale_title(scale),
            text=text,
            page=page,
        )
        for scale, text in texts.items()
    )


def unit_text(view: RoundView, comparison: RoundComparison, measure: Measure, line: Line) -> str:
    """`+1,20 điểm, lên 3 bậc (đợt trước: hạng 9/118, 61,00 điểm)`, or why there is no change to tell."""
    past, write = line.against, view.write
    if line.change is None or past is None or past.standing is None:
        return not_compared(comparison, line, write)
    amount, rank = moved_amount(line.change, write), moved_places(line.change, write)
    unit = write.text(MEASURES[measure])
    word = write.say(f"{unit} không đổi", f"{unit} unchanged") if amount.kind == "same" else f"{amount.text} {unit}"
    who = "" if line.is_plain else write.say(f"{past.unit.name}, mã {past.unit.code}, ", _who(past.unit))
    then = value_text(shown_value(comparison.before, past.standing, measure), measure, write) + NO_BREAK_SPACE
    then += write.say("điểm", "points") if measure is Measure.POINTS else write.say("điểm tối đa", "of the maximum")
    place = f"{past.standing.rank}/{past.of}"
    return f"{word}, {rank.text} " + write.say(
        f"(đợt trước: {who}hạng {place}, {then})", f"(round before: {who}rank {place}, {then})"
    )


def _who(unit: Unit) -> str:
    return f"{unit.name}, code {unit.code}, "
