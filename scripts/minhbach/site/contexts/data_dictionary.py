"""The data dictionary as the data page prints it: one table for each kind of file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from minhbach.diagnostics import Text
from minhbach.export.dictionary import Column, Type, dictionary_rows
from minhbach.site.writing import Writer

TYPE_TEXTS: Mapping[Type, Text] = {
    Type.STRING: Text("Chữ", "Text"),
    Type.INTEGER: Text("Số nguyên", "Whole number"),
    Type.NUMBER: Text("Số thập phân", "Decimal number"),
    Type.BOOLEAN: Text("Đúng hoặc sai", "True or false"),
    Type.DATE: Text("Ngày (năm-tháng-ngày)", "Date (year-month-day)"),
    Type.ANY: Text("Tùy số liệu", "Depends on the figure"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnLine:
    """A column. `codes` are what may stand in it, each with its words."""

    name: str
    title: str
    meaning: str
    type: str
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FileColumns:
    file: str
    id: str
    columns: tuple[ColumnLine, ...]


def dictionary(write: Writer) -> tuple[FileColumns, ...]:
    files = groupby(dictionary_rows(), key=lambda row: row.file)
    return tuple(
        FileColumns(file, f"cot-{place}", tuple(_column(write, row.column) for row in rows))
        for place, (file, rows) in enumerate(files, start=1)
    )


def _column(write: Writer, column: Column) -> ColumnLine:
    return ColumnLine(
        name=column.name,
        title=write.text(column.title),
        meaning=write.text(column.meaning),
        type=write.text(TYPE_TEXTS[column.type]),
        codes=tuple((code, write.text(words)) for code, words in column.codes.items()),
    )
