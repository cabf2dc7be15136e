"""Packages, metadata and the dictionary: every file, every column, true sizes and digests."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from minhbach.comparison.compare import compare_rounds
from minhbach.export.about import OLDEST, about_results, about_round
from minhbach.export.datapackage import datapackage
from minhbach.export.dictionary import Column, Type, dictionary_rows
from minhbach.export.downloads import Download, build_downloads, comparison_download
from minhbach.export.facts import FileFact, fact_of
from minhbach.export.jsonld import catalogue_jsonld, dataset_jsonld
from tests.conftest import PROVINCE, ROOT
from tests.unit.export.rounds import all_rounds, data_of, results_of

WORDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def _downloads(root: Path, round_id: str) -> tuple[Download, ...]:
    data, found = data_of(root), results_of(root, round_id)
    files = build_downloads(data, round_id, found)
    previous = data.rounds[round_id].round.previous
    if previous is None:
        return files
    comparison = compare_rounds(data.rounds[round_id], found, results_of(root, previous))
    return files if comparison is None else (*files, comparison_download(comparison))


def _facts(downloads: tuple[Download, ...]) -> list[FileFact]:
    return [fact_of(item.path, item.produce()) for item in downloads]


def _package(root: Path, round_id: str) -> tuple[dict[str, Any], tuple[Download, ...]]:
    downloads = _downloads(root, round_id)
    return json.loads(datapackage(about_results(results_of(root, round_id)), downloads, _facts(downloads))), downloads


@pytest.mark.parametrize(("root", "round_id"), all_rounds())
def test_a_package_names_every_file_with_its_size_and_digest(root: Path, round_id: str) -> None:
    package, downloads = _package(root, round_id)
    assert package["name"] == f"minhbach-{round_id}"
    by_path = {item["path"]: item for item in package["resources"]}
    assert list(by_path) == [item.name for item in downloads]
    for item in downloads:
        data, told = item.content(), by_path[item.name]
        assert (told["bytes"], told["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        assert WORDS.match(told["name"])
        assert told["title"] == item.title.vi
    names = [item["name"] for item in package["resources"]]
    assert len(names) == len(set(names))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


@pytest.mark.parametrize(("root", "round_id"), all_rounds())
def test_the_fields_of_a_table_are_its_columns_and_every_cell_has_their_type(root: Path, round_id: str) -> None:
    package, downloads = _package(root, round_id)
    tables = [item for item in package["resources"] if item["format"] == "csv"]
    assert {item["format"] for item in package["resources"] if "schema" not in item} <= {"json", "xlsx"}
    contents = {item.name: item for item in downloads}
    for table in tables:
        text = contents[table["path"]].content().decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        fields = table["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert all(field["title"] and field["description"] for field in fields)
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                assert cell == "" or _fits(field, cell), (table["path"], field["name"], cell)


def _fits(field: dict[str, Any], cell: str) -> bool:
    kind = field["type"]
    if kind == "integer":
        return re.fullmatch(r"-?[0-9]+", cell) is not None
    if kind == "number":
        return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell) is not None and Fraction(cell) is not None
    if kind == "boolean":
        return cell in (*field["trueValues"], *field["falseValues"])
    if kind == "date":
        return date.fromisoformat(cell) is not None
    codes = [item["value"] for item in field.get("categories", [])]
    return not codes or cell in codes


def test_a_file_that_was_not_written_is_not_in_the_package() -> None:
    downloads = _downloads(PROVINCE, "2021")
    package = json.loads(datapackage(about_results(results_of(PROVINCE, "2021")), downloads, _facts(downloads)[:2]))
    assert [item["path"] for item in package["resources"]] == ["don-vi.csv", downloads[1].name]


def test_a_package_says_what_was_published_and_that_it_is_illustrative() -> None:
    package, _ = _package(ROOT, "2019")
    assert (package["version"], package["created"]) == ("final-2", "2020-01-28T00:00:00Z")
    assert package["description"].startswith("Kết quả chính thức, số liệu đến 31/12/2019, công bố 28/01/2020 theo")
    assert "Dữ liệu minh họa: số liệu, điểm và thứ hạng là số liệu giả định" in package["description"]
    assert [item["title"][:26] for item in package["sources"]][:2] == [
        "Quyết định số 2015/QĐ-UBND",
        "Kế hoạch số 651/KH-UBND ng",
    ]
    assert datapackage(about_results(results_of(ROOT, "2019")), (), ()) == datapackage(
        about_results(results_of(ROOT, "2019")), (), ()
    )


def test_without_results_a_round_still_tells_of_itself() -> None:
    data = data_of(ROOT).rounds["2019"]
    about = about_round(data.round, data.criteria, data.register, None)
    downloads = build_downloads(data_of(ROOT), "2019", None)
    package = json.loads(datapackage(about, downloads, _facts(downloads)))
    assert package["description"].startswith("Chưa có kết quả.")
    assert "version" not in package
    assert [item["path"] for item in package["resources"]] == ["don-vi.csv"]
    assert about.created > OLDEST


# schema.org ------------------------------------------------------------------


def _url(address: str) -> str:
    return f"https://example.vn/{address}"


def test_a_dataset_offers_its_files() -> None:
    downloads = _downloads(ROOT, "2019")
    facts = {fact.path: fact for fact in _facts(downloads)}
    about = about_results(results_of(ROOT, "2019"))
    found = dataset_jsonld(about, "en/2019/du-lieu/", downloads, facts, _url, "en")
    assert (found["@context"], found["@type"]) == ("https://schema.org", "Dataset")
    assert found["name"] == "Evaluation of the levels of e-government in tỉnh Bắc Kạn, 2019"
    assert found["url"] == "https://example.vn/en/2019/du-lieu/"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (found["datePublished"], found["temporalCoverage"]) == ("2020-01-28", "2019-12-31")
    assert [item["contentUrl"] for item in found["distribution"]] == [_url(item.path) for item in downloads]
    register = found["distribution"][0]
    assert register["sha256"] == facts["2019/du-lieu/don-vi.csv"].sha256
    assert (register["encodingFormat"], register["name"]) == ("text/csv", "Units of the round")
    # Search engines want at least fifty characters.
    assert 50 <= len(found["description"]) <= 5000


def test_the_catalogue_lists_the_rounds() -> None:
    rounds = [(about_results(results_of(ROOT, name)), f"{name}/du-lieu/") for name in ("2020", "2019")]
    found = catalogue_jsonld("du-lieu/", rounds, _url, "vi")
    assert found["@type"] == "DataCatalog"
    assert [item["url"] for item in found["dataset"]] == [_url("2020/du-lieu/"), _url("2019/du-lieu/")]
    assert "distribution" not in found["dataset"][0]


# The dictionary --------------------------------------------------------------


def test_the_dictionary_explains_every_column_of_every_table() -> None:
    rows = list(dictionary_rows())
    known = {(row.file, row.column.name) for row in rows}
    assert len(known) == len(rows)
    for root, round_id in all_rounds():
        groups = {group.id for group in data_of(root).rounds[round_id].criteria.groups()}
        scales = results_of(root, round_id).scales
        for item in _downloads(root, round_id):
            name = re.sub(r"xep-hang-.*\.csv", "xep-hang-‹cấp›.csv", item.name)
            for column in item.columns:
                scale = next((scale for scale in scales if column.name.startswith(f"{scale}_")), None)
                general = "‹nhóm›" if column.name in groups else column.name
                if scale is not None:
                    general = "‹thang›" + column.name.removeprefix(scale)
                assert (name, general) in known


def test_every_column_has_words_in_both_languages() -> None:
    for row in dictionary_rows():
        column = row.column
        for text in (column.title, column.meaning, *column.codes.values()):
            assert text.vi, (row.file, column.name)
            assert text.en, (row.file, column.name)
            assert text.vi != text.en, (row.file, column.name)


def test_a_title_is_given_to_one_column_of_a_table_only() -> None:
    for root, round_id in all_rounds():
        for item in _downloads(root, round_id):
            titles = [column.title.vi for column in item.columns]
            assert len(titles) == len(set(titles)), item.path


def test_only_what_is_a_number_is_called_one() -> None:
    numbers: list[Column] = [row.column for row in dictionary_rows() if row.column.type in (Type.INTEGER, Type.NUMBER)]
    assert {column.name for column in numbers if column.codes} == set()
    assert "code" not in {column.name for column in numbers}
