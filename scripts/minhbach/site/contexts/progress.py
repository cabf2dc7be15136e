"""Progress of a round: who handed in, whose figures are valid and approved, who is late or missing. No scores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from minhbach.history.event import EventKind
from minhbach.history.words import KINDS
from minhbach.model.round import Phase
from minhbach.model.units import Unit
from minhbach.progress import APPROVAL, REPORT, UnitProgress, UnitState, count
from minhbach.progress.words import STATES, waits_for
from minhbach.site import addresses, charts
from minhbach.site.charts.progress_curve import Curve, Mark, curve
from minhbach.site.collation import fold, vietnamese_key
from minhbach.site.contexts.edition import review_has_begun
from minhbach.site.contexts.questions import ReviewLine, review_lines
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.words import WINDOW_TEXTS
from minhbach.site.writing import Writer

_ACTS = frozenset((EventKind.HANDED_IN, EventKind.CHANGED, EventKind.SUPPLEMENTED, EventKind.APPROVED))
"""What counts as activity of a unit; explanations too, once the review has begun."""

_UNFINISHED = frozenset((UnitState.INVALID, UnitState.WAITING))
_PHASES = list(Phase)


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """One measure of a bar: `text` says it without the bar."""

    title: str
    text: str
    percent: str
    width: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Units counted together: a tier, or the children of one unit, whose approvers have a page of their own."""

    title: str
    address: str
    approval: str
    units: int
    counts: tuple[Count, ...]
    waiting: int
    late: int
    missing: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """How far a unit is: a word for the chip, and whom it waits for since when."""

    state: str
    text: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitLine:
    """`last` is the newest act that the history knows of; `overdue` says that the day `due` has gone by."""

    unit: Link
    code: str
    key: str
    order: int
    tier: str
    parent: Link | None
    received: str
    received_value: str
    approved: str
    last: str
    last_day: str
    last_value: str
    stage: Stage
    due: str
    late: bool
    overdue: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressPage:
    """`pulls_at` is when the open pull requests were looked at; empty when they are not known.

    `stuck` units handed in, but their time is over and nothing sound is on record. `curve` is None while no day is
    known on which anything came in.
    """

    head: Head
    address: str
    closes: str
    pulls_at: str
    tiers: tuple[Block, ...]
    areas: tuple[Block, ...]
    curve: Curve | None
    lines: tuple[UnitLine, ...]
    missing: tuple[UnitLine, ...]
    stuck: tuple[UnitLine, ...]
    late: tuple[UnitLine, ...]
    review: tuple[ReviewLine, ...]


def build(view: RoundView) -> ProgressPage:
    window, write = view.round.windows.get(REPORT), view.write
    places = {tier.id: place for place, tier in enumerate(view.criteria.tiers)}
    ordered = sorted(
        view.progress.units, key=lambda item: (places[item.unit.tier], vietnamese_key(item.unit.name), item.unit.code)
    )
    lines = tuple(_line(view, item, order) for order, item in enumerate(ordered))
    parents = [unit for unit in view.register.units if unit.code in view.register.children]
    parents.sort(key=lambda unit: vietnamese_key(unit.name))
    return ProgressPage(
        head=view.head,
        address=addresses.progress(view.id),
        closes=write.day(window.closes) if window else "",
        pulls_at=write.moment(view.source.pulls_at) if view.source.pulls_at else "",
        tiers=tuple(tier_block(view, tier.id) for tier in view.criteria.tiers),
        areas=tuple(_area_block(view, unit) for unit in parents),
        curve=_curve(view),
        lines=lines,
        missing=tuple(line for line in lines if line.stage.state == UnitState.MISSING),
        stuck=tuple(line for line in lines if line.overdue and _is_stuck(view, view.progress.by_unit[line.code])),
        late=tuple(line for line in lines if line.late),
        review=review_lines(view),
    )


def _is_stuck(view: RoundView, item: UnitProgress) -> bool:
    """Nothing sound is on record; a pull request beside figures that are is a correction of them."""
    unit, data = item.unit.code, view.source.data
    on_record = unit in data.present and unit in data.receipts
    return item.state in _UNFINISHED and (item.pull is None or not on_record)


def _curve(view: RoundView) -> Curve | None:
    items = view.progress.units
    received = [item.received.date() for item in items if item.received is not None and item.is_handed_in]
    approved = [item.approved for item in items if item.approved is not None and item.state is UnitState.APPROVED]
    marks = [
        Mark(view.round.windows[name].closes, view.write.text(WINDOW_TEXTS[name]))
        for name in (REPORT, APPROVAL)
        if name in view.round.windows
    ]
    opens = view.round.windows[REPORT].opens if REPORT in view.round.windows else None
    return curve(view.write, received, approved, len(items), marks, opens) if received else None


def tier_block(view: RoundView, tier_id: str) -> Block:
    tier = view.criteria.tier(tier_id)
    address = addresses.ranking(view.id, tier.slug) if view.results else ""
    return count_units(view, Link(view.write.text(tier.title), address), view.register.of_tier(tier_id))


def _area_block(view: RoundView, parent: Unit) -> Block:
    children = view.register.children[parent.code]
    approval = addresses.approval(view.id, parent.code)
    return count_units(view, Link(parent.name, addresses.area(view.id, parent.code)), children, approval)


def count_units(view: RoundView, name: Link, units: Iterable[Unit], approval: str = "") -> Block:
    items, say = view.progress.of(units), view.write.say
    found = count(items)
    counts = [
        _count(view.write, say("Đã nộp", "Handed in"), found.handed_in, found.units),
        _count(view.write, say("Hợp lệ", "Valid"), found.valid, found.units),
    ]
    if found.approved or any(item.unit.parent for item in items):
        counts.append(_count(view.write, say("Đã duyệt", "Approved"), found.approved, found.units))
    return Block(
        title=name.title,
        address=name.address,
        approval=approval,
        units=found.units,
        counts=tuple(counts),
        waiting=found.waiting,
        late=found.late,
        missing=found.missing,
    )


def _count(write: Writer, title: str, number: int, total: int) -> Count:
    return Count(
        title=title,
        text=f"{write.number(number)}/{write.number(total)}",
        percent=write.percent_of(number, total),
        width=charts.percent(Fraction(number, total) if total else Fraction(0)),
    )


def _line(view: RoundView, item: UnitProgress, order: int) -> UnitLine:
    unit, write = item.unit, view.write
    parent = view.parent_link(unit)
    last, last_day, last_value = _last(view, unit.code)
    return UnitLine(
        unit=view.unit_link(unit),
        code=unit.code,
        key=fold(f"{unit.name} {unit.code} {parent.title if parent else ''}"),
        order=order,
        tier=write.text(view.criteria.tier(unit.tier).title),
        parent=parent,
        received=write.moment(item.received) if item.received else "",
        received_value=item.received.isoformat(timespec="minutes") if item.received else "9",
        approved=write.day(item.approved) if item.approved else "",
        last=last,
        last_day=last_day,
        last_value=last_value,
        stage=stage_of(view, unit),
        due=write.day(item.due) if item.due else "",
        late=item.late,
        overdue=item.due is not None and _is_past(view, item.due),
    )


def _last(view: RoundView, code: str) -> tuple[str, str, str]:
    """What a unit, or its approvers, did last, on which day, and that day for sorting; empty when nothing is known."""
    acts = _ACTS | {EventKind.ANSWERED} if review_has_begun(view.source) else _ACTS
    for event in reversed(view.source.history.by_unit.get(code, ())):
        if event.kind in acts:
            return view.write.text(KINDS[event.kind]), view.write.day(event.day), event.day.isoformat()
    return "", "", "9"


def _is_past(view: RoundView, due: date) -> bool:
    """Nothing here reads a clock: the time is that of the open pull requests, else what the phase lets conclude."""
    at = view.source.pulls_at
    if at is not None and at.date() > due:
        return True
    step = _PHASES.index(view.round.phase)
    reporting = view.round.windows.get(REPORT)
    if reporting is not None and due <= reporting.closes:
        return step > _PHASES.index(Phase.REPORTING)
    return step > _PHASES.index(Phase.DISTRICT_APPROVAL)


def stage_of(view: RoundView, unit: Unit) -> Stage:
    item = view.progress.by_unit.get(unit.code)
    if item is None:
        return Stage(state="", text="", note="")
    return Stage(state=item.state.value, text=view.write.text(STATES[item.state]), note=_note(view, item))


def _note(view: RoundView, item: UnitProgress) -> str:
    """`chờ Huyện Ba Bể duyệt từ 24/11/2031 08:08`; empty without an open pull request."""
    if item.pull is None:
        return ""
    who, since = view.write.text(waits_for(item, view.register)), view.write.moment(item.pull.since)
    return f"{who} {view.write.say('từ', 'since')} {since}"
