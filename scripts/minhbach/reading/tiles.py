"""`site_src/ban-do.yaml`: where units lie on the tile map. A repository without the file has no map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic
from minhbach.model.tiles import TileGrid
from minhbach.model.units import Register
from minhbach.reading.files import read_structured
from minhbach.reading.rounds import unknown_unit
from minhbach.reading.structure import text_of, unquoted_code
from minhbach.tree import Tree
from minhbach.yamlio import Source

PATH = "site_src/ban-do.yaml"


def read_tiles(tree: Tree, registers: Sequence[Register]) -> tuple[TileGrid | None, list[Diagnostic]]:
    """None without the file, or when it does not keep to its schema. `registers` are those of all rounds."""
    if not tree.exists(PATH) or not registers:
        return None, []
    source, data, findings = read_structured(tree, PATH, "tiles")
    if data is None:
        return None, findings
    findings += _code_findings(source, data["rows"], registers)
    note = text_of(data["note"]) if "note" in data else None
    return TileGrid(rows=tuple(map(tuple, data["rows"])), note=note), findings


def _code_findings(source: Source, rows: list[list[str]], registers: Sequence[Register]) -> Iterator[Diagnostic]:
    """A code must be a unit of some round, and may stand in one square only."""
    first: dict[str, int] = {}
    for row, codes in enumerate(rows):
        for column, code in enumerate(codes):
            if not code:
                continue
            path = ("rows", row, column)
            yield from unquoted_code(source, *path)
            place = source.location(*path)
            if code in first:
                yield diagnose("id-duplicate", place, found=shown(code), first=f"{source.path}:{first[code]}")
            first.setdefault(code, place.line)
            if not any(code in register.by_code for register in registers):
                unknown = unknown_unit(source, path, code, registers[-1])
                yield from (unknown,) if unknown is not None else ()
