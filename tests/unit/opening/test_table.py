"""A table from a spreadsheet: what is tolerated, and what is told of with its line."""

from __future__ import annotations

import pytest

from minhbach.diagnostics import Location
from minhbach.opening.table import Columns, File, read_table

COLUMNS = Columns(needed=("code", "name"), allowed=("note",))


def rows(data: str | bytes) -> list[tuple[int, str, str]]:
    found, findings = read_table(File("b.csv", data.encode() if isinstance(data, str) else data), COLUMNS)
    assert findings == []
    assert found is not None
    return [(row.line, row.text("code"), row.text("name")) for row in found]


def faults(data: str | bytes) -> list[tuple[str, int, str]]:
    found, findings = read_table(File("b.csv", data.encode() if isinstance(data, str) else data), COLUMNS)
    assert found is None
    return [(item.code, item.location.line, item.message.vi) for item in findings]


@pytest.mark.parametrize(
    "text",
    [
        "code,name\n01,Xã A\n",
        "code,name\r\n01,Xã A\r\n",
        "\ufeffcode,name\n01,Xã A",
        "code;name\n01;Xã A\n",
        "code\tname\n01\tXã A\n",
        "name,code\nXã A,01\n",
        "code,name,note\n01,Xã A,gì đó\n",
        ' code ,name\n 01 ,"Xã A "\n',
        "code,name\n01,Xã A,,\n",
        "code,name\n01,Xa\u0303 A\n",
    ],
    ids=["plain", "crlf", "bom", "semicolon", "tab", "order", "allowed", "blanks", "padded", "decomposed"],
)
def test_what_spreadsheets_write_is_read(text: str) -> None:
    assert rows(text) == [(2, "01", "Xã A")]


def test_empty_lines_count_and_hold_nothing() -> None:
    assert rows("code,name\n\n01,A\n,\n02,B\n") == [(3, "01", "A"), (5, "02", "B")]


def test_a_comma_stands_in_quotes() -> None:
    assert rows('code,name\n01,"Sở Văn hóa, Thể thao ""A"""\n') == [(2, "01", 'Sở Văn hóa, Thể thao "A"')]


def test_a_header_that_is_wrong_is_told_whole() -> None:
    assert faults("cod,name,name,x\n") == [
        ("table-header", 1, "Dòng đầu thiếu cột «code»"),
        ("table-header", 1, "Không có cột nào tên «cod»"),
        ("table-header", 1, "Cột «name» có hai lần"),
        ("table-header", 1, "Không có cột nào tên «x»"),
    ]
    assert faults("") == [("table-header", 1, "Bảng không có dòng nào")]


def test_lines_with_a_cell_too_many_or_too_few_are_all_told() -> None:
    assert faults("code,name\n01,Sở A, B\n02\n03,C\n04,Sở D, E\n") == [
        ("table-row", 2, "Dòng này có 3 ô, dòng đầu có 2 cột"),
        ("table-row", 3, "Dòng này có 1 ô, dòng đầu có 2 cột"),
        ("table-row", 5, "Dòng này có 3 ô, dòng đầu có 2 cột"),
    ]


def test_a_line_break_in_a_cell_and_an_open_quote() -> None:
    assert faults('code,name\n01,"Xã\nA"\n') == [("table-row", 2, "Một ô bị xuống dòng")]
    assert faults('code,name\n01,A\n02,"Xã B\n03,C\n') == [
        ("table-row", 3, "Dấu ngoặc kép mở mà không đóng, hoặc đóng sớm")
    ]


def test_bytes_that_are_no_utf8_have_their_place() -> None:
    _, findings = read_table(File("b.csv", b"code,name\n01,X\xe3 A\n"), COLUMNS)
    assert [(item.code, item.location, item.found) for item in findings] == [
        ("yaml-not-utf8", Location("b.csv", 2, 5), "0xE3")
    ]
    assert read_table(File("b.csv", "code,name\n".encode("utf-16")), COLUMNS)[0] is None
