"""What others take: CSV for spreadsheets, JSON with stable keys, the list of downloads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from minhbach.exact import Lang, Publication
from minhbach.export.downloads import build_downloads
from minhbach.export.json_text import json_bytes, json_pieces
from minhbach.export.memo import Memo
from minhbach.export.result_tables import figures_table, ranking_table, scores_table
from minhbach.export.scores import SCHEMA_VERSION, plain_value, scores_document, scores_pieces
from minhbach.export.tables import Row, Table, csv_bytes, defused
from minhbach.model.criteria import Role
from minhbach.model.round import Milestone
from minhbach.results import RoundResults, compute_results
from tests.unit.scoring.samples import (
    NA,
    Given,
    T,
    amount,
    criteria_set,
    criterion,
    dataset,
    flat_set,
    group,
    pillar,
    results,
    round_data,
)

CRITERIA = flat_set(
    criterion("ratio", "{ratio: [a, b], zero_denominator: zero}", 6, number="1.1"),
    criterion("site", "{yes_no: p}", 4, number="1.2"),
    criterion("late", "{deduction: n, each: 0.5}", 2, Role.DEDUCTION, number="1.3"),
)
UNITS: Mapping[str, Mapping[str, Given] | None] = {
    "060": {"a": 1, "b": 3, "p": True, "n": 1},
    "061": {"a": 9, "b": 9, "p": NA},
    "062": None,
    "063": {"a": 1, "b": 1},
}


@pytest.fixture
def found() -> RoundResults:
    return results(CRITERIA, UNITS, exempt=["063"], supplements={"060": {"p": False}})


def _read(table: Table) -> tuple[Row, list[Row]]:
    rows = list(table.rows())
    assert len(rows) == table.count
    return table.header, rows


# CSV -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("-", "'-"),
        ("-x", "'-x"),
        ("-1-1", "'-1-1"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("@sum(1)", "'@sum(1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-1", "-1"),
        ("-1.50", "-1.50"),
        ("--1", "'--1"),
        ("-.", "'-."),
        ("12", "12"),
        ("", ""),
        ("060", "060"),
        ("Làng A = B", "Làng A = B"),
        ("a@b.vn", "a@b.vn"),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: str, safe: str) -> None:
    assert defused(cell) == safe


def test_a_csv_file_has_a_mark_for_spreadsheets_and_windows_line_ends() -> None:
    data = csv_bytes(["code", "tên"], [["060", 'Làng "A", B'], ["", "hai\ndòng"]])
    assert data == '\ufeffcode,tên\r\n060,"Làng ""A"", B"\r\n,"hai\ndòng"\r\n'.encode()
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[2] == ["", "hai\ndòng"]


def test_the_ranking_lists_ranked_units_first_and_leaves_numbers_empty_for_the_others(found: RoundResults) -> None:
    header, rows = _read(ranking_table(found, found.tier(T)))
    assert list(header) == [
        *("code", "name", "parent", "status", "total_rank", "total_tied", "total_points", "total_maximum"),
        *("total_share", "total_level", "group", "milestone", "figures_as_of"),
    ]
    assert {tuple(row[-2:]) for row in rows} == {("final", "2031-12-31")}
    assert [list(row[:-2]) for row in rows] == [
        ["061", "Làng 061", "", "ranked", "1", "false", "10.00", "10.00", "100.00", "I", "10.00"],
        ["060", "Làng 060", "", "ranked", "2", "false", "1.50", "10.00", "15.00", "III", "1.50"],
        ["062", "Làng 062", "", "not_submitted", "", "", "", "", "", "", ""],
        ["063", "Làng 063", "", "not_assessed", "", "", "", "", "", "", ""],
    ]


def test_the_table_of_points_has_one_row_a_unit_and_criterion(found: RoundResults) -> None:
    _, rows = _read(scores_table(found))
    assert {tuple(row[-2:]) for row in rows} == {("final", "2031-12-31")}
    assert [[row[0], *row[3:-2]] for row in rows] == [
        ["060", "ratio", "1.1", "scored", "2.00", "6.00", "6.00"],
        ["060", "site", "1.2", "scored", "0.00", "4.00", "4.00"],
        ["060", "late", "1.3", "scored", "-0.50", "0.00", "2.00"],
        ["061", "ratio", "1.1", "scored", "6.00", "6.00", "6.00"],
        ["061", "site", "1.2", "not_applicable", "0.00", "0.00", "4.00"],
        ["061", "late", "1.3", "missing", "0.00", "0.00", "2.00"],
    ]


def test_the_table_of_figures_keeps_every_value_of_a_chain_and_its_reason(found: RoundResults) -> None:
    header, rows = _read(figures_table(found))
    of_p = [dict(zip(header, row, strict=True)) for row in rows if row[3] == "p"]
    assert [(row["code"], row["origin"], row["state"], row["value"], row["reason"]) for row in of_p] == [
        ("060", "reported", "value", "có", ""),
        ("060", "supplemented", "value", "không", "số cuối năm"),
        ("061", "reported", "not_applicable", "", "không có việc này"),
    ]


def test_published_numbers_follow_the_publication_of_the_round() -> None:
    publication = Publication(decimals=1, rounding="down")
    _, rows = _read(scores_table(results(CRITERIA, {"u": {"a": 2, "b": 7}}, publication=publication)))
    assert rows[0][6] == "1.7"


# JSON ------------------------------------------------------------------------

UNIT_KEYS = {
    *("code", "name", "tier", "parent", "status", "total", "total_published", "maximum", "share", "level", "rank"),
    *("tied", "pillars", "groups", "criteria"),
}
CRITERION_KEYS = {
    *("state", "points", "points_published", "maximum", "declared", "figures", "trace", "words"),
}
SECTION_KEYS = {"points", "maximum", "declared", "adjustment", "converted", "converted_published", "share"}
TRACE_KEYS = {"form", "state", "clause", "share", "weight", "facts", "parts"}


def test_the_document_has_its_keys_whatever_a_unit_did(found: RoundResults) -> None:
    document = scores_document(found)
    assert document.keys() == {
        *("schema_version", "round", "milestone", "figures_as_of", "edition", "published", "criteria"),
        *("illustrative", "scales", "units", "near_ties"),
    }
    assert document["schema_version"] == SCHEMA_VERSION
    assert [unit["code"] for unit in document["units"]] == list(UNITS)
    for unit in document["units"]:
        assert unit.keys() == UNIT_KEYS
        for score in unit["criteria"].values():
            assert score.keys() == CRITERION_KEYS
            assert score["trace"].keys() == TRACE_KEYS
        for section in unit["groups"].values():
            assert section.keys() == SECTION_KEYS
        for section in unit["pillars"].values():
            assert section.keys() == SECTION_KEYS | {"level", "rank", "tied"}


def _unit(found: RoundResults, code: str) -> dict[str, Any]:
    unit: dict[str, Any] = next(unit for unit in scores_document(found)["units"] if unit["code"] == code)
    return unit


def test_numbers_are_decimal_strings_with_the_published_value_beside(found: RoundResults) -> None:
    unit = _unit(found, "060")
    assert (unit["total"], unit["total_published"], unit["maximum"], unit["share"]) == ("1.5", "1.50", "10", "0.15")
    assert (unit["rank"], unit["tied"], unit["level"], unit["status"]) == (2, False, "III", "ranked")
    ratio = unit["criteria"]["ratio"]
    assert (ratio["points"], ratio["points_published"], ratio["trace"]["share"]) == (
        "2",
        "2.00",
        "0.33333333333333333333",
    )
    assert ratio["trace"]["facts"] == {"a": "1", "b": "3", "x": "0.33333333333333333333"}


def test_without_figures_every_number_is_null(found: RoundResults) -> None:
    unit = _unit(found, "062")
    assert unit["status"] == "not_submitted"
    assert [unit[key] for key in ("total", "total_published", "maximum", "share", "level", "rank", "tied")] == [
        None
    ] * 7
    assert unit["criteria"] == unit["groups"] == unit["pillars"] == {}


def test_a_figure_keeps_its_chain_in_order(found: RoundResults) -> None:
    (first, second) = _unit(found, "060")["criteria"]["site"]["figures"]["p"]
    assert first == {"origin": "reported", "state": "value", "value": True, "reason": None, "change_reason": None}
    assert second == {
        "origin": "supplemented",
        "state": "value",
        "value": False,
        "reason": None,
        "change_reason": "số cuối năm",
    }


def test_the_words_are_in_the_language_asked_for(found: RoundResults) -> None:
    words: Mapping[Lang, str] = {"vi": "Chưa trả lời", "en": "Not answered"}
    for lang, word in words.items():
        units = scores_document(found, lang)["units"]
        assert units[1]["criteria"]["late"]["words"][-1].startswith(word)


def test_the_download_is_the_document_without_words_piece_by_piece(found: RoundResults) -> None:
    document = scores_document(found, None)
    pieces = list(scores_pieces(found))
    assert b"".join(pieces) == json_bytes(document)
    assert sum(1 for piece in pieces if b'"code":' in piece) == len(document["units"])
    assert {item["words"] for unit in document["units"] for item in unit["criteria"].values()} == {None}
    told = scores_document(found)["units"][0]["criteria"]
    assert {**told["site"], "words": None} == document["units"][0]["criteria"]["site"]


def test_a_list_made_entry_by_entry_is_written_as_a_list() -> None:
    entries = [{"a": 1}, {"a": 2}]
    assert b"".join(json_pieces({"x": iter(entries), "y": iter([])})) == json_bytes({"x": entries, "y": []})
    assert json_bytes({"x": entries, "y": []}) == b'{\n"x": [\n{"a":1},\n{"a":2}\n],\n"y": []\n}\n'


def test_what_many_units_share_is_written_once_and_never_mixed_up() -> None:
    made: list[str] = []
    memo: Memo[list[str], str] = Memo(lambda item: made.append(item[0]) or item[0], most=2)  # type: ignore[func-returns-value]  # a list that takes notes
    items = [["a"], ["b"], ["c"]]
    assert [memo.of(item) for item in (*items, items[2], items[0])] == ["a", "b", "c", "c", "a"]
    # The third took the place of the first two, which are written again.
    assert made == ["a", "b", "c", "a"]


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("cao", "cao"),
        (amount("12.50"), "12.50"),
        (amount("0.0000001"), "0.0000001"),
    ],
)
def test_amounts_are_text_and_never_binary_floats(value: Any, plain: Any) -> None:
    assert plain_value(value) == plain


def test_json_is_readable_text_with_a_final_newline(found: RoundResults) -> None:
    data = json_bytes(scores_document(found))
    assert "Làng 060".encode() in data
    assert data.endswith(b"}\n")
    assert json_bytes(json.loads(data)) == data


def test_near_ties_name_the_pair_and_the_difference() -> None:
    publication = Publication(decimals=0)
    criteria = flat_set(criterion("c", "{goalposts: x, worst: 0, best: 100}", 100))
    units = {"a": {"x": amount("50.5")}, "b": {"x": amount("50.3")}}
    (pair,) = scores_document(results(criteria, units, publication=publication))["near_ties"]
    assert pair == {
        "tier": T,
        "scale": "total",
        "higher": "a",
        "lower": "b",
        "difference": "0.2",
        "same_published": False,
    }


def test_a_set_ranked_by_pillars_has_its_ranks_there() -> None:
    criteria = criteria_set(
        pillar("one", group("g1", criterion("c1", "{yes_no: p}"))),
        pillar("two", group("g2", criterion("c2", "{yes_no: q}"))),
        ranked_by="pillars",
    )
    found = results(criteria, {"u": {"p": True, "q": False}, "v": {"p": True, "q": True}})
    document = scores_document(found)
    assert document["scales"] == ["one", "two"]
    assert [
        (unit["rank"], unit["pillars"]["one"]["rank"], unit["pillars"]["two"]["rank"]) for unit in document["units"]
    ] == [
        (None, 1, 2),
        (None, 1, 1),
    ]
    header, rows = _read(ranking_table(found, found.tier(T)))
    assert [name for name in header if name.endswith("_rank")] == ["one_rank", "two_rank"]
    assert {row[0]: (row[4], row[10]) for row in rows} == {"u": ("1", "2"), "v": ("1", "1")}


# Downloads -------------------------------------------------------------------


def test_a_round_offers_its_downloads_at_fixed_addresses() -> None:
    data = dataset(round_data(CRITERIA, UNITS))
    files = build_downloads(data, "2031", compute_results(data, "2031", Milestone.FINAL))
    assert [(file.path, file.rows) for file in files] == [
        ("2031/du-lieu/don-vi.csv", 4),
        ("2031/du-lieu/xep-hang-lang.csv", 4),
        ("2031/du-lieu/xep-hang-lang.xlsx", 4),
        ("2031/du-lieu/diem.csv", 9),
        ("2031/du-lieu/diem.xlsx", 4),
        ("2031/du-lieu/so-lieu.csv", 12),
        ("2031/du-lieu/so-lieu.xlsx", 4),
        ("2031/du-lieu/ket-qua.json", 4),
    ]
    assert all(file.title.vi and file.title.en for file in files)


def test_without_public_results_only_the_register_is_offered() -> None:
    (file,) = build_downloads(dataset(round_data(CRITERIA, UNITS)), "2031", None)
    assert file.path == "2031/du-lieu/don-vi.csv"
    assert file.content().decode("utf-8-sig").splitlines()[1] == "060,Làng 060,lang,village,,060"


def test_a_number_stays_the_same_in_every_file(found: RoundResults) -> None:
    _, rows = _read(ranking_table(found, found.tier(T)))
    ranked = {row[0]: Fraction(row[6]) for row in rows if row[6]}
    units = {
        unit["code"]: Fraction(unit["total_published"]) for unit in scores_document(found)["units"] if unit["total"]
    }
    assert ranked == units


def test_each_value_of_a_figure_names_its_own_cut_off_date(found: RoundResults) -> None:
    header, rows = _read(figures_table(found))
    table = [dict(zip(header, row, strict=True)) for row in rows]
    assert {row["figures_as_of"] for row in table if row["origin"] == "reported"} == {
        found.round.milestones["preliminary"].figures_as_of.isoformat()
    }
    assert {row["milestone"] for row in table} == {"final"}
