"""The table of mergers and splits to `lineage.yaml`, judged by the reader of lineages."""

from __future__ import annotations

from minhbach.diagnostics import Diagnostic
from minhbach.model.lineage import Lineage
from minhbach.model.round import Round
from minhbach.model.units import Register
from minhbach.opening.drafts import Draft, DraftTree, quoted, scalar, told_of_cells
from minhbach.opening.register import RegisterDraft
from minhbach.opening.table import Columns, File, Row, read_table
from minhbach.reading.lineage import FILE, read_lineage

COLUMNS = Columns(needed=("old_code", "new_code", "kind"), allowed=("old_name", "new_name"))


def draft_lineage(
    file: File | None, round_: Round, units: RegisterDraft, before: Register
) -> tuple[Draft | None, Lineage | None, list[Diagnostic]]:
    """The file that says how the units of the round before became these, and all faults of both tables together.

    A code that passes to another unit unsaid is told of the table of units. While there are stand-ins among the codes
    the two registers cannot be held against each other.
    """
    rows, findings = read_table(file, COLUMNS) if file is not None else ((), [])
    if rows is None:
        return None, None, findings
    draft = _draft(rows, round_, units.register, before)
    tree = DraftTree({units.draft.path: units.draft.data, draft.path: draft.data})
    lineage, found = read_lineage(tree, round_, units.register, before if units.is_whole else None)
    found = list(told_of_cells(found, units.draft, units.table))
    told = told_of_cells(found, draft, file.name) if file is not None else iter(found)
    return draft, lineage, [*findings, *told]


def _draft(rows: tuple[Row, ...], round_: Round, register: Register, before: Register) -> Draft:
    draft = Draft(f"submissions/{round_.id}/{FILE}")
    draft.add(
        f"# Đơn vị của đợt {round_.id} hình thành từ đơn vị nào của đợt {round_.previous}. Không có ở đây: vẫn như cũ.",
        "# whole: trọn đơn vị cũ; part: một phần; rest: phần còn lại sau khi chia; keeps: chính đơn vị ấy tiếp tục.",
        f"since: {quoted(round_.previous or '')}",
        "units:" if rows else "units: []",
    )
    for row in rows:
        old, new, kind = (row.cells[name] for name in COLUMNS.needed)
        values = [("old", quoted(old.text), old), ("new", quoted(new.text), new), ("kind", scalar(kind.text), kind)]
        draft.add_entry(values, comment=_names(old.text, new.text, register, before))
    return draft


def _names(old: str, new: str, register: Register, before: Register) -> str:
    """For people: codes alone say nothing."""
    if old not in before.by_code or new not in register.by_code:
        return ""
    return f"{before.by_code[old].name} → {register.by_code[new].name}"
