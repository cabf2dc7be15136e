"""In a real browser: filter, sort, finder, no request to another host, no accessibility fault. Needs Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.browsing import ARGUMENTS, CHROMIUM, served

if CHROMIUM is None:
    pytest.skip("no Chromium here: install it to run the browser tests", allow_module_level=True)
pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import Browser, Page, expect, sync_playwright  # only once it is known to be there


@pytest.fixture(scope="module")
def base(sample_site: Path) -> Iterator[str]:
    with served(sample_site) as address:
        yield address


@pytest.fixture(scope="module")
def late_base(late_site: Path) -> Iterator[str]:
    with served(late_site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    """A page that fails the test when it asks another host for anything or its script throws."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(base) else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.close()
    assert faults == []


def names(page: Page) -> list[str]:
    return page.locator("#bang-tong tbody tr:visible th a").all_inner_texts()


def test_filter_without_tones(page: Page, base: str) -> None:
    page.goto(base + "2031/xep-hang/xa/")
    page.get_by_label("Tìm trong bảng").fill("ba be")
    expect(page.locator(".mb-filter__count")).to_have_text("2 trong 3 đơn vị")
    assert sorted(names(page)) == ["Thị trấn Chợ Rã", "Xã Địa Linh"]
    page.get_by_label("Tìm trong bảng").fill("dia linh")
    expect(page.locator(".mb-filter__count")).to_have_text("1 trong 3 đơn vị")
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator(".mb-filter__count")).to_have_text("3 đơn vị")


def test_view_is_kept_in_the_address(page: Page, base: str) -> None:
    page.goto(base + "2031/xep-hang/xa/")
    page.get_by_label("Địa bàn").select_option("900")
    page.get_by_role("button", name="Đơn vị").click()
    assert "dia-ban=900" in page.url
    assert "cot=2" in page.url
    page.reload()
    assert names(page) == ["Thị trấn Chợ Rã", "Xã Địa Linh"]


def test_sort(page: Page, base: str) -> None:
    page.goto(base + "2031/xep-hang/xa/")
    ranked = names(page)
    total = page.locator("#bang-tong thead th").nth(2)
    total.get_by_role("button").click()
    assert total.get_attribute("aria-sort") == "descending"
    assert names(page) == ranked
    total.get_by_role("button").click()
    assert total.get_attribute("aria-sort") == "ascending"
    assert names(page) == ranked[::-1]


@pytest.mark.parametrize("address", ["", "don-vi/"])
def test_finder(page: Page, base: str, address: str) -> None:
    page.goto(base + address)
    field = page.get_by_role("searchbox", name="Tìm đơn vị")
    for query in ("dia linh", "Địa Linh", "00901"):
        field.fill(query)
        expect(page.locator(".mb-finder__list a")).to_have_count(1)
    field.press("Enter")
    page.wait_for_url("**/2031/don-vi/00901/")


def test_finder_is_used_by_a_form_without_script(browser: Browser, base: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(base)
    page.get_by_role("searchbox", name="Tìm đơn vị").fill("dia linh")
    page.get_by_role("button", name="Tìm", exact=True).click()
    assert "/don-vi/?tim=dia+linh" in page.url
    assert page.get_by_role("link", name="Xã Địa Linh").is_visible()
    page.goto(base + "2031/xep-hang/xa/")
    assert len(names(page)) == 3


def test_link_to_a_criterion_opens_it(page: Page, base: str) -> None:
    page.goto(base + "2031/don-vi/00901/#tc-desks")
    expect(page.locator("#tc-desks")).to_have_attribute("open", "")


def test_total_is_visible_on_a_phone(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(base + "2031/xep-hang/xa/")
    box = page.locator("#bang-tong tbody tr").first.locator("td.mb-total").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_approvers_read_their_page_on_a_phone(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(base + "2031/duyet/900/")
    box = page.get_by_role("link", name="Mở để đọc và duyệt").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    assert box["height"] >= 32
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_minutes_are_printed_as_a_document(browser: Browser, late_base: str) -> None:
    """On paper the menu is gone, the table is as wide as the sheet, and the draft says that it is one."""
    page = browser.new_page(viewport={"width": 620, "height": 900})
    page.goto(late_base + "2031/bien-ban/00903/")
    page.emulate_media(media="print")
    assert not page.locator(".mb-menu").is_visible()
    assert page.get_by_text("Dự thảo, minh họa.").is_visible()
    table = page.locator(".mb-table--compared")
    box, sheet = table.bounding_box(), page.locator(".mb-doc").bounding_box()
    assert box is not None
    assert sheet is not None
    assert box["x"] + box["width"] <= sheet["x"] + sheet["width"]
    assert "Times New Roman" in page.locator(".mb-doc").evaluate("item => getComputedStyle(item).fontFamily")
    page.close()


@pytest.fixture(scope="module")
def province_base(province_site: Path) -> Iterator[str]:
    with served(province_site) as address:
        yield address


def test_two_rounds_side_by_side_on_a_phone(browser: Browser, province_base: str) -> None:
    """The page is as wide as the screen, a change is seen at once, units not compared go last."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(province_base + "2021/so-sanh-dot/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    table = page.locator("table[data-mb-sortable]").last
    box = table.locator("tbody tr").first.locator("td.mb-num").nth(2).bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    table.get_by_role("button", name="Đổi điểm").click()
    changes = table.locator("tbody tr td:nth-child(4)").all_inner_texts()
    assert changes == ["▲ +10,7", "▲ +8,2", "▲ +7,4", "không so"]
    page.close()


def test_heads_of_sorted_tables_are_printed_on_every_sheet(browser: Browser, base: str) -> None:
    """A button is not repeated with the head that holds it; its words are."""
    page = browser.new_page()
    page.goto(base + "2031/xep-hang/xa/")
    page.emulate_media(media="print")
    shown = page.locator("#bang-tong thead button").evaluate_all("all => all.map(one => getComputedStyle(one).display)")
    assert set(shown) == {"contents"}
    page.close()
