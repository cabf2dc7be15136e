"""Workbooks, read back: the same cells as CSV and JSON, numbers as numbers, no formula, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from minhbach.exact import Publication
from minhbach.export.api import round_files
from minhbach.export.code_words import SCORE_STATES, STATES
from minhbach.export.downloads import Download, build_downloads
from minhbach.export.result_tables import figures_table, ranking_table, scores_table
from minhbach.export.tables import Table
from minhbach.export.workbook import LONGEST, Cell, Note, Sheet, workbook_bytes
from minhbach.export.workbooks import figures_workbook, ranking_workbook, scores_workbook
from minhbach.results import RoundResults
from tests.conftest import PROVINCE, ROOT
from tests.unit.export.rounds import api_round, data_of, results_of
from tests.unit.scoring.samples import NA, Given, T, amount, criterion, flat_set, results

DAY = date(2031, 12, 31)
FIRST_ROW = 3
"""Above the rows stand the title, an empty line and the header."""


def _open(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def _rows(book: Workbook, sheet: str | int) -> list[list[Any]]:
    page = book.worksheets[sheet] if isinstance(sheet, int) else book[sheet]
    return [list(row) for row in page.iter_rows(values_only=True)]


def _table(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.header, row, strict=True)) for row in table.rows()]


def _one_sheet(rows: Sequence[Sequence[Cell]]) -> Workbook:
    width = max(len(row) for row in rows)
    sheet = Sheet(name="Bảng", title="Tên", header=["Cột"] * width, widths=[9] * width, rows=lambda: rows)
    return _open(workbook_bytes("Tên", [Note("Đợt", "2031")], [sheet], DAY))


@pytest.mark.parametrize(("root", "round_id"), [(ROOT, "2019"), (ROOT, "2020"), (PROVINCE, "2021")])
def test_csv_workbook_and_json_of_a_ranking_have_the_same_cells(root: Any, round_id: str) -> None:
    found = results_of(root, round_id)
    files = {item.name: item for item in build_downloads(data_of(root), round_id, found)}
    api = dict(round_files(api_round(data_of(root).rounds[round_id], found)))
    for tier in found.tiers:
        table = ranking_table(found, tier)
        text = files[f"xep-hang-{tier.tier.slug}.csv"].content().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        header, *cells = _rows(_open(files[f"xep-hang-{tier.tier.slug}.xlsx"].content()), 1)[2:]
        assert header == [column.title.vi for column in table.columns]
        document = json.loads(api[f"api/v1/{round_id}/ranking/{tier.tier.slug}.json"]())
        assert len(rows) == len(cells) == len(document["units"]) == len(tier.units)
        for row, line, unit in zip(rows, cells, document["units"], strict=True):
            for column, cell in zip(table.columns, line, strict=True):
                written = row[column.name].removeprefix("'")
                if not written:
                    assert cell is None
                elif column.type in ("integer", "number"):
                    assert isinstance(cell, int | float)
                    assert Decimal(str(cell)) == Decimal(written)
                else:
                    words = column.codes.get(written)
                    assert cell == (words.vi if words else written)
            assert (row["code"], row["name"], row["status"]) == (unit["code"], unit["name"], unit["status"])
            for scale in found.scales:
                standing = unit["standings"].get(scale)
                assert row[f"{scale}_rank"] == (str(standing["rank"]) if standing else "")
                assert row[f"{scale}_points"] == (standing["points_published"] if standing else "")
                assert row[f"{scale}_level"] == ((standing["level"] or "") if standing else "")
            assert {name: row[name] or None for name in unit["groups"]} == unit["groups"]


def test_the_wide_tables_say_what_the_long_ones_say() -> None:
    found = results_of(PROVINCE, "2021")
    scores = {(row["code"], row["criterion"]): row for row in _table(scores_table(found))}
    last = {(row["code"], row["figure"]): row for row in _table(figures_table(found))}
    points, figures = _open(scores_workbook(found)), _open(figures_workbook(found))
    for place, tier in enumerate(found.tiers, start=1):
        criteria = [item.id for item in found.criteria.criteria_of(tier.tier.id)]
        for row in _rows(points, place)[FIRST_ROW:]:
            for name, cell in zip(criteria, row[4:], strict=True):
                known = scores.pop((row[0], name), None)
                assert _cell(cell) == (_expected(known, "points", SCORE_STATES) if known else None)
        names = list(found.criteria.figures_of(tier.tier.id))
        for row in _rows(figures, place)[FIRST_ROW:]:
            for name, cell in zip(names, row[4:], strict=True):
                known = last.pop((row[0], name), None)
                assert _cell(cell) == (_expected(known, "value", STATES) if known else None)
    assert scores == last == {}


def _cell(cell: Any) -> Any:
    return Decimal(str(cell)) if isinstance(cell, int | float) else cell


def _expected(row: dict[str, str], column: str, states: Any) -> Any:
    if row["state"] not in ("scored", "value"):
        return states[row["state"]].vi
    try:
        return Decimal(row[column])
    except ArithmeticError:
        return row[column]


def test_notes_stand_first_and_the_title_in_the_first_cell() -> None:
    found = results_of(ROOT, "2019")
    book = _open(ranking_workbook(found, found.tiers[0]))
    assert book.sheetnames == ["Ghi chú", "Sở, ban, ngành"]
    notes = {about: words for about, words, *_ in _rows(book, 0)}
    title = "Bảng xếp hạng: Sở, ban, ngành - Đánh giá mức độ xây dựng Chính quyền điện tử các cấp tỉnh Bắc Kạn năm 2019"
    assert book.worksheets[0]["A1"].value == book.worksheets[1]["A1"].value == title
    assert notes["Kết quả"].startswith("Kết quả chính thức, số liệu đến 31/12/2019, công bố 28/01/2020 theo Quyết định")
    assert notes["Giấy phép"].startswith("Creative Commons Ghi công 4.0 Quốc tế (CC BY 4.0): https://")
    told = [words for about, words, *_ in _rows(book, 0) if about in ("Lưu ý", "Cách đọc", "Căn cứ")]
    assert any("không phải là 0" in words for words in told)
    assert any("số liệu giả định" in words for words in told)
    assert any("giá trị pháp lý" in words for words in told)
    assert any(words.startswith("Kế hoạch số 651/KH-UBND") for words in told)
    table = book.worksheets[1]
    assert (table.freeze_panes, table.print_title_rows) == ("C4", "$3:$3")
    assert {about for about in notes if about} >= {cell.value for cell in table[3]}


def test_numbers_keep_the_decimals_of_the_publication() -> None:
    criteria = flat_set(criterion("ratio", "{ratio: [a, b], zero_denominator: zero}", 6))
    found = results(criteria, {"u": {"a": 2, "b": 7}}, publication=Publication(decimals=3))
    page = _open(ranking_workbook(found, found.tier(T))).worksheets[1]
    cell = page.cell(4, 7)
    assert (page.cell(3, 7).value, cell.value, cell.number_format) == ("Điểm", 1.714, "0.000")
    assert (page.cell(4, 5).value, page.cell(4, 5).number_format) == (1, "0")


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-1-1", "@sum(1)", "\t=1", "=cmd|' /C calc'!A0", "{=1}", "http://a.vn"]
)
def test_text_is_never_a_formula_nor_a_link(text: str) -> None:
    cell = _one_sheet([["01", text]]).worksheets[1].cell(4, 2)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_hostile_name_stays_text_everywhere() -> None:
    name = '=HYPERLINK("http://x")</c>]]>&\u202e'
    found = results(flat_set(criterion("site", "{yes_no: p}", 4)), {"u": {"p": True}})
    unit = replace(found.by_unit["u"], unit=replace(found.by_unit["u"].unit, name=name))
    tier = replace(found.tiers[0], units=(unit,), ranked={"total": (unit,)})
    found = replace(found, tiers=(tier,))
    for data in (ranking_workbook(found, tier), scores_workbook(found), figures_workbook(found)):
        cell = _open(data).worksheets[1].cell(4, 2)
        assert (cell.value, cell.data_type) == (name, "s")
        assert not any(b"<f>" in content for content in _parts(data).values())


def test_codes_stay_text_and_long_numbers_lose_no_digit() -> None:
    page = _one_sheet(
        [["060", 1234567890123456789, Decimal("0.1234567890123456789"), Decimal("-12.50"), None]]
    ).worksheets[1]
    assert [page.cell(4, column).value for column in range(1, 6)] == [
        "060",
        "1234567890123456789",
        "0.1234567890123456789",
        -12.5,
        None,
    ]
    assert page.cell(4, 4).number_format == "0.00"


def test_words_too_long_for_a_cell_are_cut_where_it_shows() -> None:
    value = _one_sheet([["x" * 40_000]]).worksheets[1].cell(4, 1).value
    assert value == "x" * (LONGEST - 1) + "…"


def test_four_states_are_four_different_cells() -> None:
    criteria = flat_set(criterion("ratio", "{ratio: [a, b], zero_denominator: not_applicable}", 6))
    units: dict[str, Mapping[str, Given] | None] = {
        "a": {"a": 0, "b": 5},
        "b": {"b": 5},
        "c": {"a": NA, "b": 5},
        "d": None,
    }
    found = results(criteria, units)
    rows = {row[0]: row[3:] for row in _rows(_open(figures_workbook(found)), 1)[FIRST_ROW:]}
    assert rows == {
        "a": ["Được xếp hạng", 0, 5],
        "b": ["Được xếp hạng", "Chưa trả lời", 5],
        "c": ["Không đánh giá trong đợt này", "Không áp dụng", 5],
        "d": ["Chưa nộp số liệu", None, None],
    }
    points = {row[0]: row[4:] for row in _rows(_open(scores_workbook(found)), 1)[FIRST_ROW:]}
    assert points == {"a": [0], "b": ["Chưa trả lời"], "c": ["Không áp dụng"], "d": [None]}


def test_amounts_are_numbers() -> None:
    found = results(flat_set(criterion("c", "{goalposts: x, worst: 0, best: 100}", 10)), {"u": {"x": amount("12.50")}})
    page = _open(figures_workbook(found)).worksheets[1]
    assert (page.cell(4, 5).value, page.cell(4, 5).number_format) == (12.5, "0.00")


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_results_give_the_same_bytes_and_no_date_of_the_clock() -> None:
    found = results_of(ROOT, "2020")
    first, second = scores_workbook(found), scores_workbook(found)
    assert first == second
    assert found.record is not None
    created = _open(first).properties.created
    assert created == datetime.combine(found.record.published, datetime.min.time())
    with ZipFile(io.BytesIO(first)) as archive:
        assert {item.date_time[0] for item in archive.infolist()} == {1980}


def test_names_of_sheets_fit_and_differ() -> None:
    names = ["Cấp [xã]: a/b?", "x" * 40, "x" * 40, "Ghi chú", "'"]
    sheets = [Sheet(name=name, title="T", header=["A"], widths=[9], rows=lambda: [["1"]]) for name in names]
    book = _open(workbook_bytes("T", [], sheets, DAY))
    assert book.sheetnames == ["Ghi chú", "Cấp  xã   a b", "x" * 31, f"{'x' * 27} (3)", "Ghi chú (4)", "Bảng 5"]


def test_an_empty_tier_has_its_header_and_no_row() -> None:
    criteria = flat_set(criterion("site", "{yes_no: p}", 4))
    found: RoundResults = results(criteria, {})
    rows = _rows(_open(ranking_workbook(found, found.tier(T))), 1)
    assert (len(rows), rows[2][0]) == (3, "Mã")


def test_rows_of_a_download_are_known_without_making_it() -> None:
    for item in build_downloads(data_of(PROVINCE), "2021", results_of(PROVINCE, "2021")):
        assert item.rows == _count(item), item.path


def _count(item: Download) -> int:
    if item.path.endswith(".csv"):
        return len(list(csv.reader(io.StringIO(item.content().decode("utf-8-sig"), newline="")))) - 1
    if item.path.endswith(".json"):
        return len(json.loads(item.content())["units"])
    book = _open(item.content())
    return sum(len(_rows(book, place)) - FIRST_ROW for place in range(1, len(book.worksheets)))


def test_shares_are_per_cent() -> None:
    found = results(flat_set(criterion("site", "{yes_no: p}", 4)), {"u": {"p": True}})
    row = _rows(_open(ranking_workbook(found, found.tier(T))), 1)[FIRST_ROW]
    assert Fraction(str(row[8])) == 100
