"""Tables as a workbook: notes first, a title over each table, numbers as numbers, text never as a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

import xlsxwriter

Cell: TypeAlias = str | int | Decimal | None
"""Text, a number as it was published, or nothing."""

LONGEST = 32_767
"""Characters that a cell can hold."""

MOST_DIGITS = 15
"""Digits that a spreadsheet keeps of a number; longer ones are written as text, so that none is lost."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A table on a sheet of its own. `widths` are in characters; the first `fixed` columns stay in view."""

    name: str
    title: str
    header: Sequence[str]
    widths: Sequence[int]
    rows: Callable[[], Iterable[Sequence[Cell]]]
    fixed: int = 2


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the notes sheet: what it is about, and the words."""

    about: str
    words: str
    heading: bool = False


def workbook_bytes(title: str, notes: Sequence[Note], sheets: Sequence[Sheet], created: date) -> bytes:
    """The same input gives the same bytes: the only date in it is `created`."""
    data = io.BytesIO()
    # Rows go to a file as they come, so that a table of a whole country is never in memory.
    book = xlsxwriter.Workbook(data, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": datetime.combine(created, time())})
    looks = _Looks(book)
    _write_notes(book.add_worksheet("Ghi chú"), title, notes, looks)
    names = _sheet_names([sheet.name for sheet in sheets])
    for name, sheet in zip(names, sheets, strict=True):
        _write_sheet(book.add_worksheet(name), sheet, looks)
    book.close()
    return data.getvalue()


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[int, Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})

    def number(self, decimals: int) -> Any:
        if decimals not in self._numbers:
            form = "0." + "0" * decimals if decimals else "0"
            self._numbers[decimals] = self._book.add_format({"num_format": form})
        return self._numbers[decimals]


def _write_notes(page: Any, title: str, notes: Sequence[Note], looks: _Looks) -> None:
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 100)
    page.write_string(0, 0, _text(title), looks.title)
    for row, note in enumerate(notes, start=2):
        look = looks.heading if note.heading else looks.words
        page.write_string(row, 0, _text(note.about), look)
        page.write_string(row, 1, _text(note.words), look)


def _write_sheet(page: Any, sheet: Sheet, looks: _Looks) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    page.write_string(0, 0, _text(sheet.title), looks.title)
    for column, name in enumerate(sheet.header):
        page.write_string(2, column, _text(name), looks.heading)
    page.freeze_panes(3, sheet.fixed)
    # Codes such as 058 are text on purpose.
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    page.repeat_rows(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    row = 2
    for row, cells in enumerate(sheet.rows(), start=3):
        _write_row(page, row, cells, looks)
    page.autofilter(2, 0, row, max(0, len(sheet.header) - 1))


def _write_row(page: Any, row: int, cells: Sequence[Cell], looks: _Looks) -> None:
    for column, cell in enumerate(cells):
        if cell is None:
            continue
        if isinstance(cell, str) or _digits(cell) > MOST_DIGITS:
            page.write_string(row, column, _text(cell if isinstance(cell, str) else _plain(cell)))
        else:
            page.write_number(row, column, cell, looks.number(_decimals(cell)))


def _digits(number: int | Decimal) -> int:
    return len(number.as_tuple().digits) if isinstance(number, Decimal) else len(str(abs(number)))


def _decimals(number: int | Decimal) -> int:
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(number: int | Decimal) -> str:
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def _text(words: str) -> str:
    """A cell holds no more; what is longer is cut where it shows, instead of being left out."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that a workbook can have, each once."""
    names: list[str] = []
    for number, name in enumerate(wanted, start=1):
        fit = _NOT_IN_NAMES.sub(" ", name).strip(" '")[:_LONGEST_NAME].rstrip(" '") or f"Bảng {number}"
        if fit.lower() in {known.lower() for known in (*names, "Ghi chú")}:
            fit = f"{fit[: _LONGEST_NAME - 4]} ({number})"
        names.append(fit)
    return names
