"""The script in a real browser: order, filters, the view in the address, files of exactly what is seen, the finder."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest

from minhbach.site.builder import Wish, build_site
from tests.site.browsing import ARGUMENTS, CHROMIUM, served
from tests.site.test_ranking import both

if CHROMIUM is None:
    pytest.skip("no Chromium here: install it to run the browser tests", allow_module_level=True)
pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import Browser, Page, expect, sync_playwright  # only once it is known to be there

VILLAGES = "2031/xep-hang/xa/"


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rounds, as people open them from a folder; there is nothing that a server would have to do."""
    out = tmp_path_factory.mktemp("two") / "site"
    build_site(both(), Path("/nonexistent"), out, Wish(kind="offline"))
    return out


@pytest.fixture(scope="module")
def base(offline: Path) -> Iterator[str]:
    with served(offline) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Fails the test when the script throws."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.close()
    assert faults == []


def names(page: Page) -> list[str]:
    return page.locator("#bang-tong tbody tr:visible th a").all_inner_texts()


def shown_heads(page: Page) -> list[str]:
    """The words of the heads that are seen, as they are written in the page."""
    shown = page.locator("#bang-tong thead th:visible")
    return [" ".join((text or "").split()) for text in shown.evaluate_all("all => all.map(one => one.textContent)")]


def exported(page: Page, kind: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=kind.upper(), exact=True).click()
    download = waiting.value
    assert download.suggested_filename == f"2031-xep-hang-xa.{kind}"
    return Path(download.path()).read_bytes()


def csv_rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


# Order ------------------------------------------------------------------------


def test_what_has_no_value_stands_last_either_way(page: Page, base: str) -> None:
    """`Sở Đất` is new under its name: it rose by nothing."""
    page.goto(base + "2031/xep-hang/so/")
    head = page.locator("#bang-tong thead th").nth(3)
    for order in ("descending", "ascending"):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == order
        assert names(page) == ["Sở Dầu", "Sở Đất"]
    assert page.locator("[aria-sort]").count() == 1


def test_names_stand_in_the_order_of_the_alphabet(page: Page, base: str) -> None:
    page.goto(base + VILLAGES)
    page.locator("#bang-tong thead th").nth(1).get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert names(page) == ["Thị trấn Chợ Rã", "Xã Địa Linh", "Xã Hòa Mục"]
    assert "cot=2&chieu=tang" in page.url


# Filters ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ba be", {"Thị trấn Chợ Rã", "Xã Địa Linh"}),
        ("xa dia linh", {"Xã Địa Linh"}),
        ("CHO RA", {"Thị trấn Chợ Rã"}),
        ("Hoà Mục", {"Xã Hòa Mục"}),
        ("Hòa Mục", {"Xã Hòa Mục"}),
        ("00902", {"Thị trấn Chợ Rã"}),
        ("linh xa", {"Xã Địa Linh"}),
        ("khong co", set()),
    ],
)
def test_rows_are_found_without_tones(page: Page, base: str, query: str, found: set[str]) -> None:
    page.goto(base + VILLAGES)
    page.get_by_label("Tìm trong bảng", exact=True).fill(query)
    expect(page.locator(".mb-filter__count")).to_have_text(f"{len(found)} trong 3 đơn vị")
    assert set(names(page)) == found


def test_the_view_comes_back_from_its_address(page: Page, base: str) -> None:
    page.goto(base + VILLAGES)
    page.get_by_label("Địa bàn", exact=True).select_option("900")
    page.get_by_label("Mức", exact=True).select_option(label="Mức B")
    page.get_by_label("Nhóm", exact=True).select_option("2")
    page.locator("#bang-tong thead th").nth(2).get_by_role("button").click()
    kept, seen, heads = page.url, names(page), shown_heads(page)
    assert all(part in kept for part in ("dia-ban=900", "muc=2", "nhom=2", "cot=3", "chieu=giam"))
    assert [head.partition("/")[0] for head in heads][-3:] == ["Kết quả", "Mức", "Tình trạng"]
    page.goto(base)
    page.goto(kept)
    assert (names(page), shown_heads(page)) == (seen, heads)
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator(".mb-filter__count")).to_have_text("3 đơn vị")
    assert len(shown_heads(page)) == len(heads) + 1
    assert "nhom" not in page.url
    assert "dia-ban" not in page.url


def test_english_words_and_numbers(page: Page, base: str) -> None:
    page.goto(base + "en/" + VILLAGES)
    page.get_by_label("Search the table", exact=True).fill("dia linh")
    expect(page.locator(".mb-filter__count")).to_have_text("1 of 3 units")


def test_a_phone_shows_rank_unit_total_and_one_group(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(base + VILLAGES)
    assert [head.partition("/")[0] for head in shown_heads(page)] == ["Hạng", "Đơn vị", "Tổng điểm", "Hạ tầng"]
    page.get_by_label("Nhóm", exact=True).select_option("2")
    assert [head.partition("/")[0] for head in shown_heads(page)] == ["Hạng", "Đơn vị", "Tổng điểm", "Kết quả"]
    table = page.locator("#bang-tong").bounding_box()
    assert table is not None
    assert table["x"] + table["width"] <= 390
    page.emulate_media(media="print")
    assert page.locator("#bang-tong thead th:visible").count() == 9
    page.close()


def test_without_the_script_every_column_is_there(browser: Browser, base: str) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto(base + VILLAGES)
    assert page.locator("#bang-tong thead th:visible").count() == 9
    assert not page.locator(".mb-filter").is_visible()
    assert not page.locator(".mb-actions").is_visible()
    page.close()


def test_rank_and_unit_stay_in_sight(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 700, "height": 500})
    page.goto(base + VILLAGES)
    cells = page.locator("#bang-tong tbody tr").first.locator("> *")
    before = [cells.nth(place).bounding_box() for place in (0, 1)]
    page.locator(".mb-scroll--tall").evaluate("box => { box.scrollLeft = 200 }")
    assert page.locator(".mb-scroll--tall").evaluate("box => box.scrollLeft") > 0
    after = [cells.nth(place).bounding_box() for place in (0, 1)]
    assert [box and box["x"] for box in after] == [box and box["x"] for box in before]
    page.close()


# Files of what is seen -----------------------------------------------------------


@pytest.fixture
def some(page: Page, base: str) -> Page:
    """Two of three villages, one of two groups, the last first."""
    page.goto(base + VILLAGES)
    page.get_by_label("Địa bàn", exact=True).select_option("900")
    page.get_by_label("Nhóm", exact=True).select_option("1")
    page.locator("#bang-tong thead th").nth(1).get_by_role("button").click()
    return page


def seen(page: Page) -> list[list[str]]:
    """What stands in the visible cells: raw values where there are any, else the words."""
    script = """rows => rows.map(row => [...row.cells].filter(cell => cell.offsetWidth).map(cell =>
        cell.tagName === "TD" && cell.dataset.v && !cell.querySelector(".mb-badge") ? cell.dataset.v
        : [...cell.childNodes].map(node => node.textContent.trim()).filter(Boolean).join(", ")))"""
    found: list[list[str]] = page.locator("#bang-tong tbody tr:visible").evaluate_all(script)
    return [["" if text == "–" else text for text in row] for row in found]


def test_csv_holds_what_is_seen(some: Page) -> None:
    rows = csv_rows(exported(some, "csv"))
    assert rows[0] == shown_heads(some)
    assert rows[1:] == seen(some)
    assert [row[1] for row in rows[1:]] == ["Thị trấn Chợ Rã, Huyện Ba Bể", "Xã Địa Linh, Huyện Ba Bể"]


def test_json_holds_what_is_seen(some: Page) -> None:
    document: Mapping[str, object] = json.loads(exported(some, "json"))
    assert document["columns"] == shown_heads(some)
    assert document["address"] == some.url
    rows = document["rows"]
    assert isinstance(rows, list)
    assert [[_text(value) for value in row] for row in rows] == [[_plain(text) for text in row] for row in seen(some)]
    assert isinstance(rows[0][2], int | float)


def test_a_spreadsheet_opens_and_holds_what_is_seen(some: Page) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(some, "xlsx")))
    rows = [[_text(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert rows[0] == shown_heads(some)
    assert rows[1:] == [[_plain(text) for text in row] for row in seen(some)]
    assert isinstance(book.worksheets[0].cell(2, 3).value, int | float)


def _text(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, int | float) else str(value)


def _plain(text: str) -> str:
    """A raw number as it is once a program read it."""
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


def test_no_cell_is_a_formula(page: Page, base: str) -> None:
    page.goto(base + VILLAGES)
    script = "cell => { cell.querySelector('a').textContent = '=cmd|\"/c calc\"!A1 <&>' }"
    page.get_by_role("rowheader", name="Thị trấn Chợ Rã").evaluate(script)
    wanted = '=cmd|"/c calc"!A1 <&>, Huyện Ba Bể'
    assert "'" + wanted in [row[1] for row in csv_rows(exported(page, "csv"))]
    book = openpyxl.load_workbook(io.BytesIO(exported(page, "xlsx")))
    cells = {row[1].value: row[1].data_type for row in book.worksheets[0].iter_rows()}
    assert cells[wanted] == "s"


def test_the_link_is_that_of_the_view(some: Page) -> None:
    some.get_by_role("button", name="Liên kết").click()
    expect(some.locator(".mb-actions__link")).to_have_text(some.url)


# Finder ----------------------------------------------------------------------------


QUERIES = [
    ("ba be", "Huyện Ba Bể"),
    ("xa dia linh", "Xã Địa Linh"),
    ("cho ra", "Thị trấn Chợ Rã"),
    ("Hoà Mục", "Xã Hòa Mục"),
    ("Hòa Mục", "Xã Hòa Mục"),
    ("00904", "Xã Ân Tình"),
]


@pytest.mark.parametrize(("query", "name"), QUERIES)
def test_the_finder_finds(page: Page, base: str, query: str, name: str) -> None:
    page.goto(base)
    page.get_by_role("searchbox", name="Tìm đơn vị", exact=True).last.fill(query)
    expect(page.locator(".mb-hero .mb-finder__list a").first).to_contain_text(name)


def test_the_finder_says_how_many_and_that_there_are_none(page: Page, base: str) -> None:
    page.goto(base + "en/")
    field, count = page.locator(".mb-hero input"), page.locator(".mb-hero .mb-finder__count")
    field.fill("xa")
    expect(count).to_have_text("Units found: 4")
    field.fill("qqq")
    expect(count).to_have_text("No unit fits; try fewer letters")
    field.fill("")
    expect(count).to_have_text("")


def test_the_finder_works_from_a_folder(page: Page, offline: Path) -> None:
    """Without any server, in both languages: links name the file of the page."""
    for tree in ("", "en/"):
        page.goto((offline / tree / "index.html").as_uri())
        field = page.locator(".mb-hero input")
        field.fill("dia linh")
        expect(page.locator(".mb-hero .mb-finder__list a")).to_have_count(1)
        field.press("Enter")
        page.wait_for_url((offline / tree / "2031/don-vi/00901/index.html").as_uri())
        assert page.locator("h1").inner_text() == "Xã Địa Linh"


def test_tables_work_from_a_folder(page: Page, offline: Path) -> None:
    page.goto((offline / VILLAGES / "index.html").as_uri())
    page.get_by_label("Tìm trong bảng", exact=True).fill("cho ra")
    expect(page.locator(".mb-filter__count")).to_have_text("1 trong 3 đơn vị")
    assert csv_rows(exported(page, "csv"))[1][1] == "Thị trấn Chợ Rã, Huyện Ba Bể"


def test_a_query_in_the_address_is_answered_once(page: Page, base: str) -> None:
    """The header of this shell has a finder too; the one of the page itself answers."""
    page.goto(base + "don-vi/?tim=dia+linh")
    expect(page.locator("main .mb-finder__list a")).to_have_count(1)
    assert page.locator(".mb-plain__head .mb-finder__list a").count() == 0


# A country -------------------------------------------------------------------------


def test_a_long_table_shows_some_rows_until_all_are_asked_for(page: Page, base: str) -> None:
    """The rows are in the page; the filter and the files know them all."""
    page.goto(base + VILLAGES)
    page.evaluate(
        """() => {
            const table = document.getElementById("bang-tong"), body = table.tBodies[0];
            const box = document.createElement("p");
            for (let at = 0; at < 600; at++) body.append(body.rows[at % 3].cloneNode(true));
            table.classList.add("mb-rk--long");
            box.className = "mb-rk__all";
            box.innerHTML = '<input type="checkbox">';
            table.closest("section").append(box);
        }"""
    )
    visible = page.locator("#bang-tong tbody tr:visible")
    assert visible.count() == 500
    assert len(csv_rows(exported(page, "csv"))) == 604
    page.locator(".mb-rk__all input").check()
    assert visible.count() == 603
    page.locator(".mb-rk__all input").uncheck()
    page.emulate_media(media="print")
    assert visible.count() == 603
