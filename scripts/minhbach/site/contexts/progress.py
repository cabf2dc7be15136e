"""Progress of a round: who handed in, whose figures are valid and approved, who is late or missing. No scores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from minhbach.exact import written
from minhbach.model.units import Unit
from minhbach.progress import REPORT, UnitProgress, UnitState, count
from minhbach.progress.words import STATES, waits_for
from minhbach.site import addresses, charts
from minhbach.site.collation import fold, vietnamese_key
from minhbach.site.contexts.questions import ReviewLine, review_lines
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.writing import day, moment, percent_of


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
    unit: Link
    code: str
    key: str
    order: int
    tier: str
    parent: Link | None
    received: str
    received_value: str
    approved: str
    stage: Stage
    late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressPage:
    """`pulls_at` is when the open pull requests were looked at; empty when they are not known."""

    head: Head
    address: str
    closes: str
    pulls_at: str
    tiers: tuple[Block, ...]
    areas: tuple[Block, ...]
    lines: tuple[UnitLine, ...]
    missing: tuple[Link, ...]
    late: tuple[UnitLine, ...]
    review: tuple[ReviewLine, ...]


def build(view: RoundView) -> ProgressPage:
    window = view.round.windows.get(REPORT)
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
        closes=day(window.closes) if window else "",
        pulls_at=moment(view.source.pulls_at) if view.source.pulls_at else "",
        tiers=tuple(tier_block(view, tier.id) for tier in view.criteria.tiers),
        areas=tuple(_area_block(view, unit) for unit in parents),
        lines=lines,
        missing=tuple(line.unit for line in lines if line.stage.state == UnitState.MISSING),
        late=tuple(line for line in lines if line.late),
        review=review_lines(view),
    )


def tier_block(view: RoundView, tier_id: str) -> Block:
    tier = view.criteria.tier(tier_id)
    address = addresses.ranking(view.id, tier.slug) if view.results else ""
    return count_units(view, Link(tier.title.vi, address), view.register.of_tier(tier_id))


def _area_block(view: RoundView, parent: Unit) -> Block:
    children = view.register.children[parent.code]
    approval = addresses.approval(view.id, parent.code)
    return count_units(view, Link(parent.name, addresses.area(view.id, parent.code)), children, approval)


def count_units(view: RoundView, name: Link, units: Iterable[Unit], approval: str = "") -> Block:
    items = view.progress.of(units)
    found = count(items)
    counts = [_count("Đã nộp", found.handed_in, found.units), _count("Hợp lệ", found.valid, found.units)]
    if found.approved or any(item.unit.parent for item in items):
        counts.append(_count("Đã duyệt", found.approved, found.units))
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


def _count(title: str, number: int, total: int) -> Count:
    return Count(
        title=title,
        text=f"{written(number)}/{written(total)}",
        percent=percent_of(number, total),
        width=charts.percent(Fraction(number, total) if total else Fraction(0)),
    )


def _line(view: RoundView, item: UnitProgress, order: int) -> UnitLine:
    unit = item.unit
    parent = view.parent_link(unit)
    return UnitLine(
        unit=view.unit_link(unit),
        code=unit.code,
        key=fold(f"{unit.name} {unit.code} {parent.title if parent else ''}"),
        order=order,
        tier=view.criteria.tier(unit.tier).title.vi,
        parent=parent,
        received=moment(item.received) if item.received else "",
        received_value=item.received.isoformat(timespec="minutes") if item.received else "9",
        approved=day(item.approved) if item.approved else "",
        stage=stage_of(view, unit),
        late=item.late,
    )


def stage_of(view: RoundView, unit: Unit) -> Stage:
    item = view.progress.by_unit.get(unit.code)
    if item is None:
        return Stage(state="", text="", note="")
    return Stage(state=item.state.value, text=STATES[item.state].vi, note=_note(view, item))


def _note(view: RoundView, item: UnitProgress) -> str:
    """`chờ Huyện Ba Bể duyệt từ 24/11/2031 08:08`; empty without an open pull request."""
    return f"{waits_for(item, view.register).vi} từ {moment(item.pull.since)}" if item.pull is not None else ""
