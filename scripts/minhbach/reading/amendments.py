"""`amendments/<nn>.yaml`: corrections of published figures, each file one decision."""

from __future__ import annotations

import re
from typing import Any

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.model.amendment import Amendment, Change
from minhbach.model.criteria import CriteriaSet
from minhbach.model.units import Register
from minhbach.reading.files import read_structured
from minhbach.reading.records import FigureReader, Records
from minhbach.reading.rounds import unknown_unit
from minhbach.reading.structure import unquoted_code
from minhbach.tree import Tree
from minhbach.yamlio import Scalar, Source

FOLDER = "amendments"
_NAME = re.compile(r"(0[1-9]|[1-9][0-9])\.yaml\Z")


def read_amendments(tree: Tree, round_id: str, register: Register, criteria: CriteriaSet) -> Records[Amendment]:
    """The amendments of a round by their number, in order."""
    records: Records[Amendment] = Records()
    folder = f"submissions/{round_id}/{FOLDER}/"
    for path in tree.list(folder.rstrip("/")):
        name = path.removeprefix(folder)
        if _NAME.match(name):
            number = name.removesuffix(".yaml")
            records.add(number, *_read(tree, path, number, register, criteria))
        else:
            records.findings.append(diagnose("file-unexpected", Location(path), round=round_id, detail="number"))
    return records


def _read(
    tree: Tree, path: str, number: str, register: Register, criteria: CriteriaSet
) -> tuple[Source, Amendment | None, list[Diagnostic]]:
    source, data, findings = read_structured(tree, path, "amendment")
    if data is None:
        return source, None, findings
    reader = FigureReader(source, criteria)
    changes = [_change(reader, index, entry, register) for index, entry in enumerate(data["changes"])]
    kept = tuple(change for change in changes if change is not None)
    return source, Amendment(number=number, decision=data["decision"], changes=kept), findings + reader.findings


def _change(reader: FigureReader, index: int, entry: dict[str, Any], register: Register) -> Change | None:
    path, source = ("changes", index), reader.source
    reader.findings += unquoted_code(source, *path, "unit")
    unknown = unknown_unit(source, (*path, "unit"), entry["unit"], register)
    if unknown is not None:
        reader.findings.append(unknown)
        return None
    unit = register.by_code[entry["unit"]]
    figure = reader.figure((*path, "figure"), entry["figure"], unit)
    if figure is None or not reader.once((*path, "figure"), figure, unit):
        return None
    old, new = (reader.answer((*path, key), figure) for key in ("old", "new"))
    if old is None or new is None:
        return None
    if old == new:
        node = source.node(*path, "new")
        found = shown(node.text) if isinstance(node, Scalar) else Text("không áp dụng", "not applicable")
        place = source.location(*path, "new")
        reader.findings.append(diagnose("amendment-same", place, figure=figure.id, found=found, label=figure.label))
    return Change(unit=unit.code, figure=figure.id, old=old, new=new, reason=entry["reason"])
