"""The brief for leaders: its numbers, what it leaves out in which phase, and that it is one sheet of A4."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from minhbach.exact import NO_BREAK_SPACE, Lang
from minhbach.model.round import Phase
from minhbach.site.contexts.brief import MOST_MOVED, build
from minhbach.site.contexts.view import RoundView, SiteView
from minhbach.site.pages import Page
from minhbach.site.source import build_source
from tests.conftest import PROVINCE
from tests.site.browsing import ARGUMENTS, CHROMIUM, served
from tests.site.late import make_late
from tests.site.markup import Html, parse
from tests.site.pressing import pressed_pages, public
from tests.site.sample import HOSTILE, ROUND, make_source
from tests.site.test_comparison import two_rounds

ADDRESS = f"{ROUND}/tom-tat/"
PAGE = re.compile(rb"/Type\s*/Page\b")
"""A page of a PDF as Chromium writes it."""

A4 = re.compile(rb"/MediaBox\s*\[0 0 59[45][.0-9]* 84[12][.0-9]*\]")


@cache
def late(lang: Lang) -> Mapping[str, Page]:
    return pressed_pages(make_late(), lang)


def text_of(page: Page) -> str:
    return parse(page.body).text.replace(NO_BREAK_SPACE, " ")


def view_of(phase: Phase = Phase.FINAL, lang: Lang = "vi", ranked_by: str = "total") -> RoundView:
    return SiteView.of(make_source(phase, ranked_by).rounds, lang).rounds[0]


# Numbers ---------------------------------------------------------------------


def test_key_numbers_of_a_tier() -> None:
    village = build(view_of()).numbers[2]
    assert (village.title, village.assessed, village.handed_in, village.ranked) == ("Xã", "4", "3", "3")
    assert village.leader is not None
    assert village.last is not None
    assert [unit.title for unit in village.leader.units] == [f"Xã Hòa Mục, Huyện {HOSTILE}"]
    assert (village.leader.points, village.median, village.last.points) == ("75,00", "48,00", "0,00")
    assert village.maximum == "100"


def test_units_of_one_rank_are_named_together_and_nobody_is_last_behind_them() -> None:
    office = build(view_of()).numbers[0]
    assert office.leader is not None
    assert [unit.title for unit in office.leader.units] == ["Sở Dầu", "Sở Đất"]
    assert (office.leader.more, office.last) == (0, None)


def test_a_set_that_ranks_by_pillars_has_a_line_for_each() -> None:
    titles = [item.title for item in build(view_of(ranked_by="pillars")).numbers]
    assert titles == [f"{tier}: {scale}" for tier in ("Sở", "Huyện", "Xã") for scale in ("Sẵn sàng", "Kết quả")]


def test_the_weakest_criteria_are_those_with_the_lowest_mean_share() -> None:
    view = view_of()
    assert view.mean_shares["village", "lan"] == Fraction(1, 3)
    # Where the files were 0 of 0 it does not apply: the mean is over the only unit that is left.
    assert view.mean_shares["village", "online"] == Fraction(1, 2)
    weak = build(view).weak
    assert [(item.number, item.share) for item in weak[2].criteria] == [
        ("1.2", "33,3%"),
        ("2.1", "50,0%"),
        ("1.1", "60,0%"),
    ]
    # Everybody's full points are no weakness.
    assert [item.number for item in weak[0].criteria] == ["2.1"]


def test_corrections_and_open_matters_are_told() -> None:
    text = text_of(late("vi")[ADDRESS])
    assert (
        "Kết quả chính thức, đính chính lần 1 (28/01/2032, Quyết định số 9/QĐ ngày 28/01/2032): 1 số liệu sửa" in text
    )
    assert "2 đơn vị không có hạng: Xã Ân Tình và Xã Miễn." in text
    assert "1 đơn vị nộp số liệu muộn." in text
    assert re.search(r"\d câu hỏi rà soát chưa xong\.", text)
    assert "Xã: nhóm yếu nhất là «" in text


def test_the_brief_in_english() -> None:
    text = text_of(late("en")[ADDRESS])
    assert "Key numbers" in text
    assert (
        "Final result, amendment 1 (28 January 2032, Quyết định số 9/QĐ ngày 28/01/2032): figures corrected 1" in text
    )
    assert "Units without a rank: 2 (Xã Ân Tình and Xã Miễn)." in text
    assert "Con số chính" not in text
    assert "Sở Dầu ; Sở Đất (87.50)" in text
    assert "87,50" not in text


# Phases ----------------------------------------------------------------------


def test_movements_are_those_of_the_comparison() -> None:
    page = build(SiteView.of(build_source(two_rounds(), ()).rounds).rounds[0])
    towns = page.moves[1]
    assert (towns.title, towns.measure, towns.risen, towns.fallen) == ("Huyện", "điểm", "1", "1")
    assert [(item.unit.title, item.moved) for item in towns.most_risen] == [("Huyện Ba Bể", "+20,00")]
    assert [item.moved for item in towns.most_fallen] == ["−20,00"]
    assert page.moves_note == ""
    assert all(len(item.most_risen) <= MOST_MOVED for item in page.moves)


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (Phase.PRELIMINARY, Phase.ARCHIVED, "Kết quả tạm thời không so với đợt 2030."),
        (Phase.FINAL, Phase.SUPPLEMENT, "Chưa so sánh được với đợt 2030."),
    ],
)
def test_without_a_comparison_the_page_says_why(now: Phase, then: Phase, words: str) -> None:
    pages = pressed_pages(build_source(two_rounds(then, now), ()))
    assert words in text_of(pages[ADDRESS])
    assert "Tăng nhiều nhất" not in text_of(pages[ADDRESS])


def test_a_first_round_has_nothing_to_be_compared_with() -> None:
    assert "Không có đợt trước để so sánh." in text_of(late("vi")[ADDRESS])


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.REPORTING, Phase.REVIEW, Phase.INSPECTION])
def test_before_results_there_is_only_progress(phase: Phase) -> None:
    page = build(view_of(phase))
    assert (page.numbers, page.moves, page.weak, page.corrections, page.look) == ((), (), (), (), ())
    assert [(block.title, block.counts[0].text) for block in page.progress] == [
        ("Sở", "2/2"),
        ("Huyện", "2/2"),
        ("Xã", "3/4"),
    ]
    text = text_of(pressed_pages(make_source(phase))[ADDRESS])
    assert "Chưa có kết quả được công bố" in text
    assert "Đã nộp 3/4" in text
    assert "87,50" not in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_headings_tables_and_hostile_names(lang: Lang) -> None:
    for source in (make_late(), make_source(Phase.REPORTING)):
        found: Html = parse(pressed_pages(source, lang)[ADDRESS].body)
        assert found.all("script") == []
        assert len(found.all("table")) == len(found.all("caption"))
        assert {item.get("scope") for item in found.all("th")} <= {"col", "row", "rowgroup"}
        assert "49091" not in found.text


# Paper -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def paper(late_site: Path, late_plain_site: Path, province_site: Path) -> Mapping[str, list[bytes]]:
    """The PDF of every brief of some sites, by the kind of site."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install it to run the browser tests")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found: dict[str, list[bytes]] = {}
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for kind, site in (("material", late_site), ("plain", late_plain_site), ("province", province_site)):
            with served(site) as base:
                for file in sorted(site.rglob("tom-tat/index.html")):
                    page = browser.new_page()
                    page.goto(base + file.parent.relative_to(site).as_posix() + "/")
                    found.setdefault(kind, []).append(page.pdf(prefer_css_page_size=True))
                    page.close()
        browser.close()
    return found


@pytest.mark.parametrize(("kind", "briefs"), [("material", 2), ("plain", 2), ("province", 4)])
def test_a_brief_is_one_sheet_of_a4(paper: Mapping[str, list[bytes]], kind: str, briefs: int) -> None:
    """In both languages, and in each round of a province that is compared with the one before."""
    assert len(paper[kind]) == briefs
    for document in paper[kind]:
        assert len(PAGE.findall(document)) == 1
        assert A4.search(document)


def test_the_province_moves_are_on_its_brief() -> None:
    text = text_of(pressed_pages(public(PROVINCE))["2021/tom-tat/"])
    assert "Phường Cầu Mây, Thị xã Mây Thượng (+10,0); Phường Bến Đò, Thị xã Mây Thượng (+8,6)" in text
    assert "Tính bằng" not in text
