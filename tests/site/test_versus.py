"""Units side by side: the pairs that need no script, the data the script reads, and the script in a real browser."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from minhbach.exact import Lang
from minhbach.model.round import Phase
from minhbach.site.builder import Wish, build_site
from minhbach.site.contexts import versus
from minhbach.site.contexts.versus import TOP, WHOLE_TIER, build
from minhbach.site.contexts.view import RoundView, SiteView
from tests.conftest import PROVINCE, ROOT
from tests.site.browsing import ARGUMENTS, CHROMIUM, served
from tests.site.markup import parse
from tests.site.pressing import pressed_files, pressed_pages, public
from tests.site.sample import HOSTILE, ROUND, make_source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ADDRESS = f"{ROUND}/so-sanh/"
SCRIPT = ROOT / "site_src" / "assets" / "mb-so-sanh.js"
MOST_BYTES = 2048


def view_of(phase: Phase = Phase.FINAL, lang: Lang = "vi", ranked_by: str = "total") -> RoundView:
    return SiteView.of(make_source(phase, ranked_by).rounds, lang).rounds[0]


@cache
def data(ranked_by: str = "total") -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(pressed_files(make_source(ranked_by=ranked_by))[f"{ADDRESS}don-vi.json"])
    return found


# Pairs -----------------------------------------------------------------------


def test_a_pair_says_by_how_much_and_where() -> None:
    towns = build(view_of()).tables[1]
    assert (towns.id, towns.title, towns.shown, towns.of) == ("lien-hang-huyen", "Huyện", 2, 2)
    pair = towns.pairs[0]
    assert (pair.above.title, pair.above_rank) == ("Huyện Ba Bể", 1)
    assert (pair.below.title, pair.below_rank) == (f"Huyện {HOSTILE}", 2)
    assert (pair.gap, pair.ahead, pair.behind) == ("20,00", "Hạ tầng +20,00", "–")
    assert pair.address == f"{ADDRESS}?dv=900,901"


def test_a_pair_of_one_rank_differs_nowhere() -> None:
    pair = build(view_of()).tables[0].pairs[0]
    assert (pair.above_rank, pair.below_rank, pair.gap, pair.ahead, pair.behind) == (1, 1, "0,00", "–", "–")


def test_the_lower_unit_may_be_ahead_somewhere() -> None:
    first = build(SiteView.of(public(ROOT).rounds, "en").rounds[-1]).tables[0].pairs[0]
    assert (first.above.title, first.gap) == ("Sở Nội vụ", "1.05")
    assert (first.ahead, first.behind) == ("IT infrastructure +1.04", "Transaction −1.07")


def test_a_tier_too_large_to_look_over_shows_the_first_ranks() -> None:
    source = public(ROOT)
    view = SiteView.of(source.rounds).rounds[-1]
    tables = {table.title: table for table in build(view).tables}
    sizes = [(table.shown, table.of, len(table.pairs)) for table in tables.values()]
    assert sizes == [(19, 19, 18), (8, 8, 7), (TOP, 118, TOP - 1)]
    assert all(table.shown == table.of or table.of > WHOLE_TIER for table in tables.values())


def test_the_pairs_are_on_the_page_without_any_script() -> None:
    languages: tuple[tuple[Lang, str], ...] = (("vi", "20,00 Hạ tầng +20,00 –"), ("en", "20.00 Hạ tầng +20.00 –"))
    for lang, words in languages:
        found = parse(pressed_pages(make_source(), lang)[ADDRESS].body)
        assert words in found.text
        assert found.all("form")[-1].get("hidden") == ""
        assert len(found.all("table")) == len(found.all("caption"))
        links = {item["href"] for item in found.all("a")}
        assert "?dv=900,901" in links
        assert "49091" not in found.text


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.REPORTING, Phase.REVIEW, Phase.INSPECTION])
def test_without_results_there_is_no_data(phase: Phase) -> None:
    source = make_source(phase)
    page = pressed_pages(source)[ADDRESS]
    assert page.scripts == ()
    assert "Chưa có kết quả được công bố" in parse(page.body).text
    assert parse(page.body).all("table") == []
    assert not [path for path in pressed_files(source) if path.startswith(ADDRESS)]
    assert build(view_of(phase)).rows == "[]"


# Data ------------------------------------------------------------------------


def test_the_script_file_hands_on_the_same_data() -> None:
    files = pressed_files(make_source())
    script, plain = files[f"{ADDRESS}don-vi.js"], files[f"{ADDRESS}don-vi.json"]
    assert script == b"mbCompare(" + plain.removesuffix(b"\n") + b");\n"


def test_a_unit_has_its_values_in_the_order_of_the_rows() -> None:
    units = {unit[0]: unit for unit in data()["units"]}
    assert units["900"] == ["900", "Huyện Ba Bể", 1, 0, 2, [1, 65.67, 49.0, 16.67]]
    assert units["00901"][:5] == ["00901", "Xã Địa Linh", 2, "900", 0]
    rows = json.loads(build(view_of()).rows)[1]
    assert [title for title, _ in rows] == [
        "Hạng trong 2 đơn vị",
        "Tổng điểm (tối đa 100)",
        "Hạ tầng (tối đa 50)",
        "Kết quả (tối đa 50)",
    ]
    assert [most for _, most in rows] == [0, 100, 50, 50]
    assert len(rows) == len(units["900"][5])


def test_what_a_unit_does_not_have_is_null_and_never_zero() -> None:
    units = {unit[0]: unit for unit in data()["units"]}
    assert units["00901"][5][-1] is None
    assert "00904" not in units
    pillars = {unit[0]: unit for unit in data("pillars")["units"]}
    assert pillars["00901"][5][2:4] == [None, None]
    titles = [title for title, _ in json.loads(build(view_of(lang="en", ranked_by="pillars")).rows)[2]]
    assert titles[:4] == [
        "Rank among 3 units, Sẵn sàng",
        "Sẵn sàng (at most 50)",
        "Rank among 1 units, Kết quả",
        "Kết quả (at most 50)",
    ]


def test_the_data_stay_small() -> None:
    for source in (public(ROOT), public(PROVINCE)):
        for view in SiteView.of(source.rounds).rounds:
            pieces = b"".join(versus.data_pieces(view, script=False))
            units = json.loads(pieces)["units"]
            groups = sum(1 for _ in view.criteria.groups())
            assert len(pieces) <= 60 * groups * len(units)


def test_the_script_is_at_most_two_kilobytes() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes(), 9, mtime=0)) <= MOST_BYTES


# In a browser ----------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install it to run the browser tests")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def base(province_site: Path) -> Iterator[str]:
    with served(province_site) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when its script throws."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda item: faults.append(item.text) if item.type == "error" else None)
    yield page
    page.close()
    assert faults == []


def cells(page: Page) -> list[list[str]]:
    rows = page.locator("[data-mb-versus] table tr").all()
    return [[" ".join(text.split()) for text in row.locator("th, td").all_inner_texts()] for row in rows]


def test_an_address_names_the_units(page: Page, base: str) -> None:
    page.goto(base + "2021/so-sanh/?dv=02011,02008")
    page.locator("[data-mb-versus] tbody tr").first.wait_for()
    found = cells(page)
    assert found[0][0] == "Nội dung"
    assert found[0][1:] == ["Phường Đồi Chè, Thị xã Mây Thượng", "Phường Cầu Mây, Thị xã Mây Thượng"]
    assert found[1] == ["Hạng trong 4 đơn vị, Nền tảng", "4", "2 tốt nhất"]
    assert found[2] == ["Nền tảng (tối đa 24)", "3,3", "16,6 tốt nhất"]
    assert page.locator("[data-mb-versus] [role=status]").inner_text() == "Số đơn vị đang so sánh: 2"


def test_numbers_are_those_of_the_data(page: Page, base: str) -> None:
    view = SiteView.of(public(PROVINCE).rounds, "en").rounds[0]
    units = {unit[0]: unit for unit in json.loads(b"".join(versus.data_pieces(view, script=False)))["units"]}
    page.goto(base + "en/2021/so-sanh/?dv=02011,02008")
    page.locator("[data-mb-versus] tbody tr").first.wait_for()
    decimals = view.publication.decimals
    for place, row in enumerate(cells(page)[1:]):
        for code, cell in zip(("02011", "02008"), row[1:], strict=True):
            value = units[code][5][place]
            shown = "–" if value is None else f"{value:.{decimals}f}" if isinstance(value, float) else str(value)
            assert cell.removesuffix(" best") == shown


def test_units_are_found_without_tones_added_and_dropped(page: Page, base: str) -> None:
    page.goto(base + "2021/so-sanh/")
    field = page.get_by_role("searchbox", name="Thêm đơn vị (nhiều nhất bốn)")
    field.fill("cau may")
    page.get_by_role("button", name="Phường Cầu Mây, Thị xã Mây Thượng").click()
    assert page.locator("[role=status].mb-versus__hint").inner_text() == "Chọn ít nhất hai đơn vị cùng cấp."
    assert page.evaluate("document.activeElement.id") == "so-sanh-tim"
    suggested = page.locator(".mb-versus__list").nth(2).get_by_role("button").all_inner_texts()
    assert any("(hạng liền kề)" in text for text in suggested)
    assert len(suggested) == len(set(suggested)) == 3
    page.locator(".mb-versus__list").nth(2).get_by_role("button").first.click()
    assert len(cells(page)[0]) == 3
    assert page.url.count(",") == 1
    page.locator(".mb-versus__list--chosen button").first.click()
    assert not page.locator("[data-mb-versus] table").is_visible()
    assert page.url.count(",") == 0


def test_only_units_of_the_same_tier_and_no_more_than_four(page: Page, base: str) -> None:
    page.goto(base + "2021/so-sanh/?dv=02011,02008,khong-co")
    page.locator("[data-mb-versus] tbody tr").first.wait_for()
    status = page.locator("[role=status].mb-versus__hint")
    assert status.inner_text() == "Không so sánh được: khong-co"
    page.get_by_role("searchbox", name="Thêm đơn vị").fill("phong")
    assert status.inner_text() == "Không có đơn vị nào khớp."


def test_enter_takes_the_first_that_was_found(page: Page, base: str) -> None:
    page.goto(base + "2021/so-sanh/")
    field = page.get_by_role("searchbox", name="Thêm đơn vị (nhiều nhất bốn)")
    field.fill("cau may")
    page.locator(".mb-versus__list").first.get_by_role("button").first.wait_for()
    field.press("Enter")
    assert page.locator(".mb-versus__list--chosen button").count() == 1


def test_without_scripts_the_pairs_are_there_and_no_form(browser: Browser, base: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(base + "2021/so-sanh/")
    assert not page.locator(".mb-versus__form").is_visible()
    assert page.get_by_text("Chọn đơn vị tùy ý cần JavaScript.").is_visible()
    assert page.locator(".mb-pairs tbody tr").count() >= 3
    page.close()


def test_opened_from_a_folder_it_works_too(page: Page, tmp_path: Path) -> None:
    """Nothing is fetched: the data come as a script, and links name the files of pages."""
    build_site(public(PROVINCE), PROVINCE, tmp_path / "site", Wish(kind="offline"))
    page.goto((tmp_path / "site" / "2021" / "so-sanh" / "index.html").as_uri() + "?dv=02011,02008")
    page.locator("[data-mb-versus] tbody tr").first.wait_for()
    page.locator("[data-mb-versus] thead a").first.click()
    page.wait_for_url("**/2021/don-vi/02011/index.html")


def test_on_a_phone_the_page_is_as_wide_as_the_screen(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(base + "2021/so-sanh/?dv=02011,02008")
    page.locator("[data-mb-versus] tbody tr").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
