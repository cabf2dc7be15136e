"""A unit that writes what it should not: its words are text on every page and in every file, and break no page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from minhbach.model.submission import Evidence, Explanation
from minhbach.site.builder import build_site
from minhbach.site.source import build_source
from tests.site.browsing import CHROMIUM, served
from tests.site.markup import parse
from tests.site.sample import FINDING, ROUND, make_dataset

UNIT = "00903"
MARKS = "=cmd|' /C calc'!A0 ]]> <b id=attack>x</b> {{ 7*7013 }} {% raw %} &lt;"
LONG = "Ắ" * 10_000
RAW = ("<b id=attack>", "49091", "]]>")


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dataset = make_dataset()
    data = dataset.rounds[ROUND]
    own = replace(
        data.submissions[UNIT],
        evidence={"desks": (Evidence(title=f"{MARKS}{LONG}", url="https://example.invalid/a"),)},
        explanations={"machines-within-people": Explanation(text=f"{MARKS}{LONG}")},
    )
    units = [replace(unit, name=f"{MARKS} {unit.name}") if unit.code == UNIT else unit for unit in data.register.units]
    register = replace(data.register, units=tuple(units))
    data = replace(data, register=register, submissions={**data.submissions, UNIT: own})
    out = tmp_path_factory.mktemp("hostile") / "site"
    build_site(build_source(replace(dataset, rounds={ROUND: data}), (FINDING,)), Path("/nonexistent"), out)
    return out


def _unit_page(site: Path) -> str:
    return (site / ROUND / "don-vi" / UNIT.lower() / "index.html").read_text(encoding="utf-8")


def test_it_is_text_on_every_page(hostile_site: Path) -> None:
    named = 0
    for file in sorted(hostile_site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        assert not [raw for raw in RAW if raw in html], file
        named += MARKS in parse(html).text
    assert named > 10
    text = parse(_unit_page(hostile_site)).text
    assert text.count(LONG) == 2
    assert text.count(MARKS + LONG) == 2


def test_no_cell_of_a_file_is_a_formula(hostile_site: Path) -> None:
    named = 0
    for file in sorted(hostile_site.rglob("*.csv")):
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.startswith("=")], file
        named += any(MARKS in cell for cell in cells)
    for file in sorted(hostile_site.rglob("*.xlsx")):
        book = openpyxl.load_workbook(file)
        values = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in values} <= {"s", "n", "b", "d"}, file
        named += any(MARKS in str(cell.value) for cell in values)
    assert named > 2


def test_json_says_exactly_what_was_written(hostile_site: Path) -> None:
    documents = [file.read_text(encoding="utf-8") for file in sorted(hostile_site.rglob("*.json"))]
    for text in documents:
        json.loads(text)
    assert any(json.dumps(MARKS, ensure_ascii=False)[1:-1] in text for text in documents)


@pytest.fixture(scope="module")
def base(hostile_site: Path) -> Iterator[str]:
    with served(hostile_site) as address:
        yield address


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install it to run the browser tests")
@pytest.mark.parametrize("width", [1280, 320])
def test_it_neither_runs_nor_widens_a_page(base: str, width: int) -> None:
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    from tests.site.looks import Look, boxes, chromium, new_page, open_at  # only with a browser

    pages = (
        "",
        "don-vi/",
        f"{ROUND}/xep-hang/xa/",
        f"{ROUND}/don-vi/{UNIT.lower()}/",
        f"en/{ROUND}/don-vi/{UNIT.lower()}/",
    )
    faults: list[str] = []
    with chromium() as browser:
        page = new_page(browser, Look("vi", "light", width))
        page.on("dialog", lambda item: faults.append(item.message))
        page.on("pageerror", lambda item: faults.append(str(item)))
        for address in pages:
            open_at(page, base + address)
            faults += [f"{address}: {fault}" for fault in boxes(page, width)]
            assert page.locator("#attack").count() == 0
    assert faults == []
