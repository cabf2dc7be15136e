"""A table that an operator saved from a spreadsheet: CSV in UTF-8, each cell with its place."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location

DELIMITERS = (",", ";", "\t")
"""Spreadsheets of other languages write a semicolon, since the comma is in their numbers."""


@dataclass(frozen=True, slots=True)
class File:
    """A file by the name that the operator gave, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    column: str
    place: Location


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """What stands in a column; empty when the table does not have it."""
        cell = self.cells.get(column)
        return cell.text if cell is not None else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """The names that a header has to have, and those that it may have."""

    needed: tuple[str, ...]
    allowed: tuple[str, ...] = ()


def read_table(file: File, columns: Columns) -> tuple[tuple[Row, ...] | None, list[Diagnostic]]:
    """The rows without empty ones; None when header or rows cannot be told apart for sure. Never raises."""
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(file, error.start)]
    text = unicodedata.normalize("NFC", text)
    lines, findings = _lines(file, text, _delimiter(text, columns))
    if not lines:
        place, allowed = Location(file.name), ",".join(columns.needed)
        return None, findings or [diagnose("table-header", place, allowed=allowed, detail="empty")]
    (_, header), *rest = lines
    faults = [*_header_faults(file, header, columns), *findings]
    faults += [fault for line, cells in rest for fault in _row_faults(file, line, cells, header)]
    if faults:
        return None, faults
    return tuple(_row(file, line, cells, header) for line, cells in rest), []


def _not_utf8(file: File, offset: int) -> Diagnostic:
    before = file.data[:offset].decode("utf-8-sig", errors="replace").split("\n")
    place = Location(file.name, len(before), len(before[-1]) + 1)
    return diagnose("yaml-not-utf8", place, found=f"0x{file.data[offset]:02X}")


def _delimiter(text: str, columns: Columns) -> str:
    """The sign that splits the header into most of the wanted names."""
    header = text.partition("\n")[0]
    known = set(columns.needed)
    return max(DELIMITERS, key=lambda sign: len(known.intersection(map(_clean, header.split(sign)))))


_Line = tuple[int, list[str]]


def _lines(file: File, text: str, delimiter: str) -> tuple[list[_Line], list[Diagnostic]]:
    """The lines that hold anything with their numbers; reading ends where a quote makes the rest unclear."""
    found: list[_Line] = []
    findings: list[Diagnostic] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            if reader.line_num > number:
                findings.append(diagnose("table-row", Location(file.name, number), detail="break"))
            clean = [_clean(cell) for cell in cells]
            if any(clean):
                found.append((number, clean))
            number = reader.line_num + 1
    except csv.Error:
        findings.append(diagnose("table-row", Location(file.name, number), detail="quote"))
    return found, findings


def _clean(cell: str) -> str:
    """Without the blanks around it, which nobody sees in a spreadsheet."""
    return cell.strip()


def _header_faults(file: File, header: Sequence[str], columns: Columns) -> Iterator[Diagnostic]:
    place, allowed = Location(file.name), ",".join(columns.needed)
    known = (*columns.needed, *columns.allowed)
    for name in columns.needed:
        if name not in header:
            yield diagnose("table-header", place, found=name, allowed=allowed)
    for index, name in enumerate(header):
        if name and name in header[:index]:
            yield diagnose("table-header", place, found=shown(name), allowed=allowed, detail="twice")
        elif name not in known:
            near = get_close_matches(name, known, n=1)
            yield diagnose(
                "table-header", place, found=shown(name) or "-", allowed=near[0] if near else allowed, detail="unknown"
            )


def _row_faults(file: File, line: int, cells: Sequence[str], header: Sequence[str]) -> Iterator[Diagnostic]:
    # Spreadsheets pad lines with empty cells, but they never leave any out.
    if len(cells) < len(header) or any(cells[len(header) :]):
        found, allowed = str(len(cells)), str(len(header))
        yield diagnose("table-row", Location(file.name, line), found=found, allowed=allowed)


def _row(file: File, line: int, cells: Sequence[str], header: Sequence[str]) -> Row:
    place = Location(file.name, line)
    return Row(line, {name: Cell(text, name, place) for name, text in zip(header, cells, strict=False)})
