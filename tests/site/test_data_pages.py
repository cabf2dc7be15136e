"""Pages of data, rules, rights and about the site: complete, true to the files, in both languages."""

from __future__ import annotations

import csv
from functools import cache
from hashlib import sha256
from io import StringIO

import pytest

from minhbach.codes import CATALOGUE
from minhbach.exact import NO_BREAK_SPACE, Lang
from minhbach.export.api import places
from minhbach.export.datapackage import datapackage_path
from minhbach.export.dictionary import dictionary_rows
from minhbach.gate.authority import AREA_WORDS, GRANTS, ROLE_WORDS
from minhbach.model.round import Phase
from minhbach.site import addresses
from minhbach.site.contexts import data
from minhbach.site.contexts.data_dictionary import TYPE_TEXTS, dictionary
from minhbach.site.contexts.view import SiteView
from minhbach.site.source import SiteSource
from minhbach.site.writing import Writer, without_values
from tests.site.late import make_late
from tests.site.markup import Html, parse
from tests.site.pressing import pressed_files, pressed_page
from tests.site.sample import CRITERIA, HOSTILE, ROUND, make_source

ROUND_DATA = addresses.data(ROUND)
LANGUAGES: tuple[Lang, ...] = ("vi", "en")


@cache
def source() -> SiteSource:
    return make_late()


@cache
def body(address: str, lang: Lang = "vi") -> Html:
    return parse(pressed_page(source(), address, lang).body)


def links(page: Html) -> set[str]:
    return {link["href"] for link in page.all("a")}


# Data ------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", [addresses.DATA, ROUND_DATA])
def test_every_file_stands_there_with_its_rows_size_and_digest(address: str, lang: Lang) -> None:
    files, page = pressed_files(source()), body(address, lang)
    write = Writer(lang)
    for item in source().rounds[0].downloads:
        content = files[item.path]
        assert sha256(content).hexdigest() in page.text
        assert write.file_size(len(content)).replace(NO_BREAK_SPACE, " ") in page.text
        assert any(link.endswith(item.name) for link in links(page)), item.path
    table = next(item for item in source().rounds[0].downloads if item.name == "diem.csv")
    lines = list(csv.reader(StringIO(files[table.path].decode("utf-8-sig"))))
    assert table.rows == len(lines) - 1
    assert f"diem.csv CSV {write.number(table.rows)}" in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_dictionary_explains_every_column_of_every_table(lang: Lang) -> None:
    page = body(addresses.DATA, lang)
    rows = list(dictionary_rows())
    assert sum(len(item.columns) for item in dictionary(Writer(lang))) == len(rows)
    assert all(row.column.meaning.in_(lang) in page.text for row in rows)
    assert set(TYPE_TEXTS) >= {row.column.type for row in rows}
    named = {row.column.name for row in rows}
    for item in source().rounds[0].downloads:
        plain = {column.name for column in item.columns if not column.name.startswith(("total_", "ready", "done"))}
        assert plain - named <= {"wires"}, item.path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_api_is_listed_with_schemas_that_are_there(lang: Lang) -> None:
    page, files = body(addresses.DATA, lang), pressed_files(source())
    schemas = {link.rpartition("../")[2] for link in links(page) if link.endswith(".schema.json")}
    assert schemas == {path for path in files if path.startswith(places.SCHEMAS)} - {places.schema("common")}
    assert "api/v1/{round}/units/{code}.json" in page.text
    assert any(link.endswith(places.INDEX) for link in links(page))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_of_the_round_lead_to_files_that_are_written(lang: Lang) -> None:
    files = pressed_files(source())
    found = {link.rpartition("../")[2] for link in links(body(ROUND_DATA, lang)) if link.endswith(".json")}
    documents = {link for link in found if link.startswith("api/")}
    assert documents <= set(files)
    assert len(documents) == 4 + len(CRITERIA.tiers)
    assert all(any(link.endswith(name) for link in found) for name in ("datapackage.json", "ket-qua.json"))
    assert datapackage_path(ROUND) == f"{ROUND_DATA}datapackage.json"


def test_the_records_have_the_digest_of_their_bytes() -> None:
    text = body(ROUND_DATA).text
    records = source().rounds[0].record_files
    assert len(records) == 3
    assert all(sha256(record).hexdigest() in text for record in records.values())
    assert "minhbach verify 2031 final-2" in text
    assert "Chưa có bản nào được công bố." in parse(pressed_page(make_source(), ROUND_DATA).body).text
    assert "Nothing has been published yet." in parse(pressed_page(make_source(), ROUND_DATA, "en").body).text


def test_the_citation_names_province_round_release_and_licence() -> None:
    vietnamese, english = (data.citation(SiteView.of(source().rounds, lang).rounds[0]) for lang in LANGUAGES)
    title = f"Đánh giá thử {HOSTILE}"
    assert vietnamese == (
        f"Tỉnh Thử Nghiệm, «{title}». Kết quả chính thức, đính chính lần 1, số liệu đến 31/12/2031, "
        "công bố 28/01/2032 theo Quyết định số 9/QĐ ngày 28/01/2032, bản 1.1. CC BY 4.0."
    )
    assert english == (
        f"Tỉnh Thử Nghiệm, “{title}”. Final result, amendment 1, figures as of 31 December 2031, "
        "published 28 January 2032 by Quyết định số 9/QĐ ngày 28/01/2032, release 1.1. CC BY 4.0."
    )
    unpublished = data.citation(SiteView.of(make_source().rounds).rounds[0])
    assert "chưa có bản công bố. CC BY 4.0." in unpublished


def test_before_results_the_data_page_says_what_is_missing() -> None:
    waiting = make_source(Phase.REPORTING)
    text = parse(pressed_page(waiting, ROUND_DATA).body).text
    assert "Số liệu, điểm và xếp hạng được công bố cùng kết quả." in text
    assert "diem.csv" not in text
    english = parse(pressed_page(waiting, ROUND_DATA, "en").body).text
    assert "Figures, points and rankings are published with the results." in english


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_to_open_a_table_is_told(lang: Lang) -> None:
    for address in (addresses.DATA, ROUND_DATA):
        assert {"cach-doc", "giay-phep"} <= body(address, lang).ids
        assert "65001: UTF-8" in body(address, lang).text


# Rules, rights, about --------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_and_rule_is_told_in_the_language_of_the_page(lang: Lang) -> None:
    page = body(addresses.RULES, lang)
    text = page.text
    assert set(CATALOGUE) | {rule.id for rule in CRITERIA.rules} <= page.ids
    for code in CATALOGUE.values():
        for words in (code.title, code.reason, code.remedy, code.message):
            assert " ".join(without_values(words.in_(lang)).split()) in text, code.id


def test_every_code_has_words_of_its_own_in_english() -> None:
    alike = [
        code.id for code in CATALOGUE.values() for words in (code.title, code.reason) if words.in_("en") == words.vi
    ]
    assert alike == []


def test_blocks_of_code_have_names_of_their_own() -> None:
    names = [item["aria-label"] for item in body(addresses.RULES, "en").all("pre")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rights_name_every_role_and_area(lang: Lang) -> None:
    text = body(addresses.RIGHTS, lang).text
    assert all(ROLE_WORDS[grant.role].in_(lang) in text for grant in GRANTS)
    assert all(AREA_WORDS[grant.area].in_(lang) in text.lower() for grant in GRANTS)


def test_rights_in_english_have_english_dates() -> None:
    text = body(addresses.RIGHTS, "en").text
    assert "Reporting 20–25 November 2031" in text
    assert "Preliminary result published the unit's file: figures" in text
    assert "Supplements 31 December 2031 – 5 January 2032" in text


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "dùng để cho thấy cách làm"), ("en", "they say nothing of any real unit")]
)
def test_about_says_what_is_illustrative(lang: Lang, words: str) -> None:
    page = body(addresses.ABOUT, lang)
    assert words in page.text
    assert f"Ghi chú {HOSTILE}" in page.text
    assert {"minh-hoa", "cach-lam", "giay-phep", "khac", "rieng-tu"} <= page.ids
