"""Progress of a round: who handed in, whose figures are valid and approved, who is late or missing. No scores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from minhbach.exact import written
from minhbach.model.units import Unit
from minhbach.site import addresses, charts
from minhbach.site.collation import fold, vietnamese_key
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.writing import day, moment, percent_of

REPORT_WINDOW = "report"


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """One measure of a bar: `text` says it without the bar."""

    title: str
    text: str
    percent: str
    width: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Units counted together: a tier, or the children of one unit."""

    title: str
    address: str
    units: int
    counts: tuple[Count, ...]
    late: int
    missing: int


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
    state: str
    state_text: str
    late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressPage:
    head: Head
    address: str
    closes: str
    tiers: tuple[Block, ...]
    areas: tuple[Block, ...]
    lines: tuple[UnitLine, ...]
    missing: tuple[Link, ...]
    late: tuple[UnitLine, ...]


def build(view: RoundView) -> ProgressPage:
    window = view.round.windows.get(REPORT_WINDOW)
    assessed = [unit for unit in view.register.units if unit.exempt is None and _tier_title(view, unit)]
    ordered = sorted(assessed, key=lambda unit: (_tier_place(view, unit), vietnamese_key(unit.name)))
    lines = tuple(_line(view, unit, order) for order, unit in enumerate(ordered))
    parents = [unit for unit in view.register.units if unit.code in view.register.children]
    parents.sort(key=lambda unit: vietnamese_key(unit.name))
    return ProgressPage(
        head=view.head,
        address=addresses.progress(view.id),
        closes=day(window.closes) if window else "",
        tiers=tuple(tier_block(view, tier.id) for tier in view.criteria.tiers),
        areas=tuple(_area_block(view, unit) for unit in parents),
        lines=lines,
        missing=tuple(line.unit for line in lines if line.state == "missing"),
        late=tuple(line for line in lines if line.late),
    )


def tier_block(view: RoundView, tier_id: str) -> Block:
    tier = view.criteria.tier(tier_id)
    address = addresses.ranking(view.id, tier.slug) if view.results else ""
    return count_units(view, tier.title.vi, address, view.register.of_tier(tier_id))


def _area_block(view: RoundView, parent: Unit) -> Block:
    children = view.register.children[parent.code]
    return count_units(view, parent.name, addresses.area(view.id, parent.code), children)


def count_units(view: RoundView, title: str, address: str, units: Iterable[Unit]) -> Block:
    assessed = [unit for unit in units if unit.exempt is None]
    received = [unit for unit in assessed if unit.code in view.source.data.present]
    valid = [unit for unit in received if is_valid(view, unit)]
    counts = [_count("Đã nộp", len(received), len(assessed)), _count("Hợp lệ", len(valid), len(assessed))]
    approved = [unit for unit in received if _approved(view, unit)]
    if approved or any(unit.parent for unit in assessed):
        counts.append(_count("Đã duyệt", len(approved), len(assessed)))
    return Block(
        title=title,
        address=address,
        units=len(assessed),
        counts=tuple(counts),
        late=sum(1 for unit in received if is_late(view, unit)),
        missing=len(assessed) - len(received),
    )


def _count(title: str, number: int, total: int) -> Count:
    return Count(
        title=title,
        text=f"{written(number)}/{written(total)}",
        percent=percent_of(number, total),
        width=charts.percent(Fraction(number, total) if total else Fraction(0)),
    )


def is_valid(view: RoundView, unit: Unit) -> bool:
    """The file could be read and no check found an error."""
    return unit.code in view.source.data.submissions and not view.source.has_errors(unit.code)


def is_late(view: RoundView, unit: Unit) -> bool:
    """Received after the last day of the report window, in the round's own time."""
    receipt = view.source.data.receipts.get(unit.code)
    window = view.round.windows.get(REPORT_WINDOW)
    return bool(receipt and window and receipt.received.date() > window.closes)


def _approved(view: RoundView, unit: Unit) -> str:
    receipt = view.source.data.receipts.get(unit.code)
    return day(receipt.approved) if receipt and receipt.approved else ""


def _line(view: RoundView, unit: Unit, order: int) -> UnitLine:
    receipt = view.source.data.receipts.get(unit.code)
    parent = view.parent_link(unit)
    state, words = state_of(view, unit)
    return UnitLine(
        unit=view.unit_link(unit),
        code=unit.code,
        key=fold(f"{unit.name} {unit.code} {parent.title if parent else ''}"),
        order=order,
        tier=_tier_title(view, unit),
        parent=parent,
        received=moment(receipt.received) if receipt else "",
        received_value=receipt.received.isoformat(timespec="minutes") if receipt else "9",
        approved=_approved(view, unit),
        state=state,
        state_text=words,
        late=is_late(view, unit),
    )


def state_of(view: RoundView, unit: Unit) -> tuple[str, str]:
    """The state of a unit's file, as a code and in words."""
    if unit.code not in view.source.data.present:
        return "missing", "Chưa nộp"
    if not is_valid(view, unit):
        return "invalid", "Có lỗi"
    if _approved(view, unit):
        return "approved", "Đã duyệt"
    return "valid", "Hợp lệ"


def _tier_title(view: RoundView, unit: Unit) -> str:
    return next((tier.title.vi for tier in view.criteria.tiers if tier.id == unit.tier), "")


def _tier_place(view: RoundView, unit: Unit) -> int:
    return [tier.id for tier in view.criteria.tiers].index(unit.tier)
