"""Files that are not written yet: their text, and where each piece of it was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.opening.table import Cell
from minhbach.tree import MAX_FILE_BYTES, TooLargeError

_PLAIN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[A-Za-z][A-Za-z0-9_./-]*")
_NOT_TEXT = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
"""Words that other readers of YAML take for something else."""


def quoted(text: str) -> str:
    """In double quotes, as YAML and JSON have them in common."""
    return json.dumps(text, ensure_ascii=False)


def scalar(value: str | int | Decimal | bool) -> str:  # noqa: FBT001 - the value is what is written
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    return value if _PLAIN.fullmatch(value) and value.casefold() not in _NOT_TEXT else quoted(value)


def flow(value: Any) -> str:
    """Any plain data on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return scalar(value)


@dataclass(slots=True)
class Draft:
    """A file line by line; `marks` are the columns at which the value of a cell begins, by line number."""

    path: str
    lines: list[str] = field(default_factory=list)
    marks: dict[int, list[tuple[int, Cell]]] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        return "".join(f"{line}\n" for line in self.lines).encode()

    def add(self, *lines: str) -> None:
        self.lines += lines

    def add_entry(self, values: Sequence[tuple[str, str, Cell | None]], comment: str = "") -> None:
        """An entry of a list on one line: keys, their values as YAML, and the cells that the values come from."""
        text, signs = "  - {", ""
        marks: list[tuple[int, Cell]] = []
        for key, value, cell in values:
            text += f"{signs}{key}: "
            if cell is not None:
                marks.append((len(text) + 1, cell))
            text += value
            signs = ", "
        self.lines.append(text + "}" + (f"  # {comment}" if comment else ""))
        self.marks[len(self.lines)] = marks

    def origin(self, place: Location) -> Cell | None:
        """The cell that stands at a place of this file, or the first of its line."""
        marks = self.marks.get(place.line, [])
        before = [cell for column, cell in marks if column <= place.column]
        return before[-1] if before else next((cell for _, cell in marks), None)


@dataclass(frozen=True, slots=True)
class DraftTree:
    """Drafts as a tree of files."""

    files: Mapping[str, bytes]

    def list(self, folder: str) -> list[str]:
        return sorted(path for path in self.files if path.startswith(f"{folder}/"))

    def exists(self, path: str) -> bool:
        return path in self.files or bool(self.list(path))

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        if path not in self.files:
            raise FileNotFoundError(path)
        if len(self.files[path]) > limit:
            raise TooLargeError(path, len(self.files[path]), limit)
        return self.files[path]


def told_of_cells(findings: Iterable[Diagnostic], draft: Draft, table: str) -> Iterator[Diagnostic]:
    """Findings about a draft, told of the cells of the table that it was made from."""
    for item in findings:
        if item.location.path != draft.path:
            yield item
            continue
        cell = draft.origin(item.location)
        if cell is None:
            yield replace(item, location=Location(table))
        else:
            item = _in_a_table(item)
            message = Text(f"Cột {cell.column}: {item.message.vi}", f"Column {cell.column}: {item.message.in_('en')}")
            yield replace(item, location=cell.place, message=message)


def _in_a_table(item: Diagnostic) -> Diagnostic:
    """Quotes keep the zeros of a code in YAML; in a spreadsheet the column's format does."""
    if item.code != "code-leading-zero":
        return item
    return diagnose(item.code, item.location, found=item.found, allowed=item.allowed, detail="table")
