"""A unit that has units below it: its own standing and a table of theirs."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.model.units import Unit
from minhbach.results import Standing
from minhbach.site import addresses
from minhbach.site.collation import fold, vietnamese_key
from minhbach.site.contexts.progress import Block, Stage, count_units, stage_of
from minhbach.site.contexts.ranking_rows import Cell
from minhbach.site.contexts.sentences import reason
from minhbach.site.contexts.standing import Place, build_places
from minhbach.site.contexts.view import Badge, Head, Link, RoundView, first_standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Child:
    unit: Link
    code: str
    key: str
    order: int
    rank: str
    rank_value: int
    tied: bool
    total: Cell
    level: Badge | None
    received: str
    received_value: str
    approved: str
    stage: Stage
    queries: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaPage:
    head: Head
    address: str
    name: str
    unit: Link
    approval: str
    tier: str
    places: tuple[Place, ...]
    status: str
    progress: Block
    child_tier: str
    scale: str
    children: tuple[Child, ...]


def build(view: RoundView, unit: Unit) -> AreaPage:
    children = sorted(view.register.children[unit.code], key=lambda child: vietnamese_key(child.name))
    result = view.results.by_unit.get(unit.code) if view.results else None
    return AreaPage(
        head=view.head,
        address=addresses.area(view.id, unit.code),
        name=unit.name,
        unit=view.unit_link(unit),
        approval=addresses.approval(view.id, unit.code),
        tier=view.write.text(view.criteria.tier(unit.tier).title),
        places=build_places(view, result) if result else (),
        status=reason(result, view.write) if result and not result.standings else "",
        progress=count_units(view, Link(unit.name, ""), children),
        child_tier=view.write.text(view.criteria.tier(children[0].tier).title),
        scale=_scale(view),
        children=tuple(_child(view, child, order) for order, child in enumerate(children)),
    )


def _scale(view: RoundView) -> str:
    """The title of the points in the table: those of the first scale."""
    scales = view.results.scales if view.results else ()
    return view.scale_title(scales[0]) if scales else ""


def _total(view: RoundView, standing: Standing | None) -> Cell:
    if standing is None:
        return Cell("–", "")
    return Cell(view.write.number(standing.published), format(standing.published, "f"))


def _child(view: RoundView, unit: Unit, order: int) -> Child:
    result = view.results.by_unit.get(unit.code) if view.results else None
    standing = first_standing(result) if result else None
    receipt = view.source.data.receipts.get(unit.code)
    return Child(
        unit=view.unit_link(unit),
        code=unit.code,
        key=fold(f"{unit.name} {unit.code}"),
        order=order,
        rank=str(standing.rank) if standing else "–",
        rank_value=standing.rank if standing else 1_000_000,
        tied=standing.tied if standing else False,
        total=_total(view, standing),
        level=view.badge(standing.level) if standing else None,
        received=view.write.moment(receipt.received) if receipt else "",
        received_value=receipt.received.isoformat(timespec="minutes") if receipt else "9",
        approved=view.write.day(receipt.approved) if receipt and receipt.approved else "",
        stage=stage_of(view, unit),
        queries=len(view.source.queries(unit.code)),
    )
