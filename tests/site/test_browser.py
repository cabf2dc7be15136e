"""In a real browser: filter, sort, finder, no request to another host, no accessibility fault. Needs Chromium."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("no Chromium here: install it to run the browser tests", allow_module_level=True)
pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402  # only once it is known to be there

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CHECKED = ("", "2031/xep-hang/xa/", "2031/don-vi/00901/", "2031/tien-do/", "2031/duyet/900/", "tham-quyen/")
CHECKED_LATE = (
    "",
    "2031/",
    "2031/bien-ban/",
    "2031/bien-ban/00903/",
    "2031/bien-ban/901/",
    "2031/thay-doi/",
    "2031/lich-su/",
    "2031/tien-do/",
    "2031/don-vi/00901/",
    "2031/don-vi/00902/",
    "2031/don-vi/900/",
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site in a subfolder, as it may be published."""
    handler = functools.partial(Quiet, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
        server.shutdown()


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


def faults_of(browser: Browser, base: str, addresses: Sequence[str], scheme: str, width: int) -> dict[str, object]:
    """What axe finds on each page, with all details open."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    found: dict[str, object] = {}
    for address in addresses:
        page.goto(base + address)
        page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true })")
        # The theme fades its menu in; colours are only settled afterwards.
        page.wait_for_timeout(400)
        violations = axe.Axe().run(page).response["violations"]
        if violations:
            found[address] = [(item["id"], item["nodes"][0]["html"]) for item in violations]
    page.close()
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessibility(browser: Browser, base: str, scheme: str, width: int) -> None:
    assert faults_of(browser, base, CHECKED, scheme, width) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_accessibility_at_the_end_of_the_round(browser: Browser, late_base: str, scheme: str, width: int) -> None:
    assert faults_of(browser, late_base, CHECKED_LATE, scheme, width) == {}


@pytest.mark.parametrize("address", CHECKED_LATE)
def test_no_page_is_wider_than_a_small_phone(browser: Browser, late_base: str, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(late_base + address)
    page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
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
    handler = functools.partial(Quiet, directory=str(province_site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{province_site.name}/"
        server.shutdown()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_two_rounds_side_by_side_can_be_read_by_all(
    browser: Browser, province_base: str, scheme: str, width: int
) -> None:
    assert faults_of(browser, province_base, ["2021/so-sanh-dot/"], scheme, width) == {}


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
