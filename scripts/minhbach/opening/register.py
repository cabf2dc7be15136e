"""The table of units to `units.yaml`: every fault is found by the reader of registers and told of the table's cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location
from minhbach.model.criteria import CriteriaSet
from minhbach.model.units import Register, Tier, Unit
from minhbach.opening.drafts import Draft, DraftTree, flow, quoted, scalar, told_of_cells
from minhbach.opening.table import Cell, Columns, File, Row, read_table
from minhbach.reading.rounds import read_register

_Place = tuple[int, str]
"""Line of the table and name of the column."""

COLUMNS = Columns(needed=("code", "name", "type", "tier", "parent_code", "slug"))


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitTable:
    """The province's row and the units' rows, in the order of the table."""

    name: str
    province: Row
    units: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterDraft:
    """`units.yaml` as made from `table`; `is_whole` unless the register holds stand-ins for wrong cells."""

    table: str
    draft: Draft
    register: Register
    is_whole: bool


def read_unit_table(file: File, criteria: CriteriaSet) -> tuple[UnitTable | None, list[Diagnostic]]:
    rows, findings = read_table(file, COLUMNS)
    if rows is None:
        return None, findings
    tiers = {word for tier in criteria.tiers for word in (tier.id, tier.slug)}
    bare = [row for row in rows if not row.text("parent_code")]
    found = [row for row in bare if row.text("tier") not in tiers] or (bare if len(bare) == 1 else [])
    allowed = ", ".join(tier.slug for tier in criteria.tiers)
    if not found:
        return None, [diagnose("table-province", Location(file.name), allowed=allowed)]
    findings += [_second_province(row, found[0], allowed) for row in found[1:]]
    units = tuple(row for row in rows if row not in found)
    return UnitTable(name=file.name, province=found[0], units=units), findings


def _second_province(row: Row, first: Row, allowed: str) -> Diagnostic:
    place = row.cells["parent_code"].place
    words = {"name": row.text("name"), "first": str(first.line), "detail": "twice"}
    return diagnose("table-province", place, allowed=allowed, words=words)


def draft_register(
    table: UnitTable, round_id: str, criteria: CriteriaSet, exempt: Mapping[tuple[str, str], Unit]
) -> tuple[RegisterDraft | None, list[Diagnostic]]:
    """The register and all its faults. `exempt` are units that are not assessed, by code and name.

    A cell that no register can hold would hide the faults of all others, so a second look is taken with stand-ins.
    """
    findings, wrong = _tier_faults(table, criteria)
    for _ in range(2):
        mended = _with_stand_ins(table, wrong, criteria)
        draft = _draft(mended, round_id, criteria, exempt)
        register, found = read_register(DraftTree({draft.path: draft.data}), round_id, criteria)
        findings += _not_about(told_of_cells(found, draft, table.name), table, wrong)
        if register is not None:
            is_whole = not any(column in ("code", "name") for _, column in wrong)
            return RegisterDraft(table=table.name, draft=draft, register=register, is_whole=is_whole), findings
        wrong |= {(cell.place.line, cell.column) for item in found if (cell := draft.origin(item.location))}
    return None, findings


def _tier_faults(table: UnitTable, criteria: CriteriaSet) -> tuple[list[Diagnostic], set[_Place]]:
    """Tiers by their id or by their slug, which is what tables of units call them."""
    known = {word for tier in criteria.tiers for word in (tier.id, tier.slug)}
    cells = [row.cells["tier"] for row in table.units if row.text("tier") not in known]
    allowed = ", ".join(tier.slug for tier in criteria.tiers)
    findings = [diagnose("unit-tier", cell.place, found=shown(cell.text), allowed=allowed) for cell in cells]
    return findings, {(cell.place.line, cell.column) for cell in cells}


# Text ------------------------------------------------------------------------


def _draft(table: UnitTable, round_id: str, criteria: CriteriaSet, exempt: Mapping[tuple[str, str], Unit]) -> Draft:
    draft = Draft(f"submissions/{round_id}/units.yaml")
    tiers = {word: tier for tier in criteria.tiers for word in (tier.slug, tier.id)}
    code, name = table.province.cells["code"], table.province.cells["name"]
    draft.add(f"# Danh sách đơn vị của đợt {round_id}: {_numbers(table.units, tiers, criteria)}.")
    head = f"province: {{code: {quoted(code.text)}, name: {quoted(name.text)}}}"
    draft.add(head)
    draft.marks[len(draft.lines)] = [
        (head.index("code: ") + len("code: ") + 1, code),
        (head.index("name: ") + len("name: ") + 1, name),
    ]
    draft.add("units:")
    names = {row.text("code"): row.text("name") for row in table.units}
    group = ""
    for row in table.units:
        tier = tiers.get(row.text("tier"))
        parent = "" if row.text("parent_code") == code.text else row.text("parent_code")
        heading = names.get(parent) or (tier.title.vi if tier is not None else "")
        if heading != group:
            group = heading
            draft.add(f"  # {' '.join(heading.split())}")
        draft.add_entry(list(_values(row, tier, parent, exempt)))
    return draft


def _numbers(rows: Sequence[Row], tiers: Mapping[str, Tier], criteria: CriteriaSet) -> str:
    counts = {tier.id: sum(tiers.get(row.text("tier")) is tier for row in rows) for tier in criteria.tiers}
    return "; ".join(f"{counts[tier.id]} {tier.title.vi}" for tier in criteria.tiers)


def _values(
    row: Row, tier: Tier | None, parent: str, exempt: Mapping[tuple[str, str], Unit]
) -> Iterator[tuple[str, str, Cell | None]]:
    cells = row.cells
    yield "code", quoted(cells["code"].text), cells["code"]
    yield "name", quoted(cells["name"].text), cells["name"]
    yield "type", scalar(cells["type"].text), cells["type"]
    yield "tier", scalar(tier.id if tier is not None else cells["tier"].text), cells["tier"]
    if parent:
        yield "parent", quoted(parent), cells["parent_code"]
    yield "slug", scalar(cells["slug"].text), cells["slug"]
    unit = exempt.get((row.text("code"), row.text("name")))
    if unit is not None and unit.exempt is not None:
        reason = {"vi": unit.exempt.vi, **({"en": unit.exempt.en} if unit.exempt.en else {})}
        yield "exempt", flow({"reason": reason}), None


# Stand-ins -------------------------------------------------------------------


def _with_stand_ins(table: UnitTable, wrong: set[_Place], criteria: CriteriaSet) -> UnitTable:
    return replace(
        table,
        province=_mended(table.province, wrong, criteria),
        units=tuple(_mended(row, wrong, criteria) for row in table.units),
    )


def _mended(row: Row, wrong: set[_Place], criteria: CriteriaSet) -> Row:
    """The row with something that a register can hold, and no other row has, in place of each wrong cell."""
    parents = [tier for tier in criteria.tiers if tier.parent is None]
    tier = (parents or criteria.tiers)[0].id
    stand_ins = {"tier": tier, "name": f"({row.line})"}
    cells = {
        name: replace(cell, text=stand_ins.get(name, f"x-{row.line}")) if (row.line, name) in wrong else cell
        for name, cell in row.cells.items()
    }
    return Row(row.line, cells)


def _not_about(findings: Iterator[Diagnostic], table: UnitTable, wrong: set[_Place]) -> Iterator[Diagnostic]:
    """Without what the stand-ins themselves give rise to, in their own rows and in those of units below them."""
    touched = {line for line, _ in wrong}
    lost = {
        row.text("code") for row in (table.province, *table.units) if {(row.line, "code"), (row.line, "tier")} & wrong
    }
    below = {row.line for row in table.units if row.text("parent_code") in lost}
    for item in findings:
        if item.code != "unit-parent" or item.location.line not in touched | below:
            yield item
