"""Tables as data, and as CSV: UTF-8 with BOM, dot decimals, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from minhbach.export.dictionary import Column

Row = Sequence[str]

PORTION = 2000
"""Rows of CSV that are made at a time: a table of a whole country is never in memory."""

_RISKY = frozenset("=+-@\t\r")


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """`count` rows of text, made anew at each call of `rows`; the columns are explained in the dictionary."""

    columns: tuple[Column, ...]
    count: int
    rows: Callable[[], Iterable[Row]]

    @property
    def header(self) -> Row:
        return [column.name for column in self.columns]

    def csv(self) -> Iterator[bytes]:
        return csv_pieces(self.header, self.rows())


def csv_bytes(header: Row, rows: Iterable[Row]) -> bytes:
    """A CSV file for people's spreadsheets and programs alike."""
    return b"".join(csv_pieces(header, rows))


def csv_pieces(header: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """The same file piece by piece."""
    yield b"\xef\xbb\xbf" + _written([header])
    left = iter(rows)
    while portion := list(islice(left, PORTION)):
        yield _written(portion)


def _written(rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    # Nearly no cell is risky, and looking at its first character is cheaper than asking.
    csv.writer(text, lineterminator="\r\n").writerows(
        [defused(cell) if cell[:1] in _RISKY else cell for cell in row] for row in rows
    )
    return text.getvalue().encode()


def defused(cell: str) -> str:
    """A cell that begins like a formula gets a leading apostrophe; numbers stay numbers."""
    if cell[:1] in _RISKY and not _is_number(cell):
        return "'" + cell
    return cell


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()
