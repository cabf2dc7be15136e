"""The page of two rounds side by side: its numbers, its reasons, when it is there, and that it can be read by all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from minhbach.exact import NO_BREAK_SPACE
from minhbach.model.round import Phase
from minhbach.model.units import Register
from minhbach.repository import Dataset, RoundData
from minhbach.site.contexts.view import SiteView
from minhbach.site.menu import build_menu
from minhbach.site.pages import Page
from minhbach.site.source import build_source
from tests.conftest import PROVINCE
from tests.site.markup import Html, parse
from tests.site.pressing import pressed_files, pressed_pages, public
from tests.site.sample import HOSTILE, REGISTER, make_dataset

ADDRESS = "2021/so-sanh-dot/"


@cache
def province() -> Mapping[str, Page]:
    return pressed_pages(public(PROVINCE))


def _body(pressed: Mapping[str, Page], address: str) -> Html:
    return parse(pressed[address].body)


@pytest.fixture(scope="module")
def page() -> Html:
    return _body(province(), ADDRESS)


def two_rounds(then: Phase = Phase.ARCHIVED, now: Phase = Phase.FINAL) -> Dataset:
    """The sample's round after one like it: an office had another name, the last village was not there."""
    later = make_dataset(now).rounds["2031"]
    units = tuple(replace(unit, name=f"Sở cũ {HOSTILE}") if unit.code == "s1" else unit for unit in REGISTER.units[:-1])
    earlier = replace(
        later,
        round=replace(later.round, id="2030", phase=then),
        register=Register(REGISTER.province, units),
        submissions={**later.submissions, "900": later.submissions["901"], "901": later.submissions["900"]},
    )
    return _dataset(earlier, replace(later, round=replace(later.round, previous="2030"), previous=earlier))


def _dataset(*rounds: RoundData) -> Dataset:
    return Dataset(
        sets={item.criteria.id: item.criteria for item in rounds}, rounds={item.round.id: item for item in rounds}
    )


@cache
def sample() -> Mapping[str, Page]:
    return pressed_pages(build_source(two_rounds(), ()))


def test_sentences_count_name_and_compare_the_medians(page: Html) -> None:
    text = page.text
    assert "So sánh được 3 trong 6 đơn vị: 3 tăng điểm, 0 giảm, 0 không đổi; 3 đơn vị mới hoặc không so" in text
    assert "Tính bằng điểm, tăng nhiều nhất: Phường Cầu Mây (+10,0), Phường Bến Đò (Thị xã Mây Thượng, +8,6), " in text
    assert "Trung vị của cấp: 16,2 (đợt 2020: 13,5; +2,7), tính trên 4 đơn vị có hạng đợt này và 6 đơn vị" in text
    assert "Số đơn vị có hạng khác nhau: 4 đợt này, 6 đợt 2020." in text


def test_a_change_is_text_and_an_arrow(page: Html) -> None:
    text = page.text.replace(NO_BREAK_SPACE, " ")
    assert "Phường Cầu Mây Thị xã Mây Thượng 16,6 ▲ +10,0 ▲ lên 3 bậc 6,6 5" in text
    assert "Phòng Tài chính 6,4 ▼ −2,1 = giữ hạng 8,5 2" in text


def test_the_charts_say_the_numbers_of_the_table(page: Html) -> None:
    drawings = [item for item in page.all("svg") if item.get("role") == "img"]
    assert drawings
    assert all("aria-label" in item or item["aria-labelledby"].split()[0] in page.ids for item in drawings)
    assert any(item.get("aria-label") == "Phường Cầu Mây: đợt 2020 6,6, đợt 2021 16,6" for item in drawings)
    hidden = [item for item in page.all("svg") if item.get("aria-hidden") == "true"]
    nested = [item for item in page.all("figure") if "mb-cmp__pairs" in item["class"]]
    assert len(drawings) + len(hidden) + len(nested) == len(page.all("svg"))


def test_the_slope_says_the_ranks_of_the_table(page: Html) -> None:
    """From 5th to 2nd, as the row of the table says."""
    text = page.text.replace(NO_BREAK_SPACE, " ")
    assert "Thứ hạng hai đợt: 3 đơn vị so sánh được có hạng cao nhất đợt 2021" in text
    assert "Phường Cầu Mây Thị xã Mây Thượng: 5 → 2" in text
    assert "mb-slope__line--up" in {name for item in page.all("line") for name in item.get("class", "").split()}


def test_what_is_not_compared_says_why_and_where_it_comes_from(page: Html) -> None:
    text = page.text
    assert "Không so sánh được: hình thành từ một phần của đơn vị trước Phường Đồi Thông 02011 – nhận một phần" in text
    assert "Không so sánh được: đợt 2021 chưa nộp số liệu" in text
    assert "đợt 2021 không đánh giá: Tổ chức lại từ ngày 01/11/2021, chưa đánh giá" in text
    assert "Phường Vườn Dừa 02020 – giữ nguyên tên, mở rộng địa giới" in text


def test_units_that_are_gone_link_to_their_old_page_and_their_successors(page: Html) -> None:
    text = page.text
    assert "Một phần thành hoặc nhập vào Phường Đồi Chè Phần còn lại thành hoặc nhập vào Phường Vườn Dừa" in text
    links = {item["href"] for item in page.all("a")}
    assert {"../../2020/don-vi/02011/", "../don-vi/02011/", "../don-vi/02020/"} <= links


def test_every_link_leads_to_a_page(page: Html) -> None:
    files = pressed_files(public(PROVINCE))
    for item in page.all("a"):
        link = item["href"]
        if link.startswith("#"):
            assert link[1:] in page.ids
        else:
            target = link.removeprefix("../../") if link.startswith("../../") else f"2021/{link.removeprefix('../')}"
            assert target in province() or target in files or link == "./", link


def test_headings_ids_and_tables(page: Html) -> None:
    assert len(page.all("h1")) == 1
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(item.get("scope") in ("col", "row") for item in page.all("th"))
    assert len(page.all("table")) == len(page.all("caption"))
    regions = [item for item in page.all("div") if item.get("role") == "region"]
    assert all(item["tabindex"] == "0" for item in regions)
    assert len({item["aria-label"] for item in regions}) == len(regions)
    assert {item["data-mb-filter"] for item in page.all("form")} <= page.ids


def test_the_table_is_a_download() -> None:
    table = pressed_files(public(PROVINCE))["2021/du-lieu/so-sanh-dot.csv"]
    assert table.startswith(b"\xef\xbb\xbfcode,name,tier,scale,measure,rank")
    assert "So sánh với đợt 2020" in _body(province(), ADDRESS).text
    assert "So sánh với đợt 2020" in _body(province(), "2021/du-lieu/").text


def test_the_first_round_has_nothing_to_be_compared_with() -> None:
    assert "2020/so-sanh-dot/" not in province()
    assert "2020/du-lieu/so-sanh-dot.csv" not in pressed_files(public(PROVINCE))
    assert "So với đợt" not in _body(province(), "2020/don-vi/02005/").text


def test_the_menus_lead_to_the_page() -> None:
    menu = {entry.title: entry for entry in build_menu(SiteView.of(public(PROVINCE).rounds))}
    assert ADDRESS in [entry.address for entry in menu["Đợt 2021"].entries]
    assert all("so-sanh-dot" not in entry.address for entry in menu["Đợt 2020"].entries)
    current = [item for item in _body(province(), ADDRESS).all("a") if item.get("aria-current") == "page"]
    assert len(current) == 1


def test_a_units_page_has_a_line_a_scale() -> None:
    text = _body(province(), "2021/don-vi/02005/").text.replace(NO_BREAK_SPACE, " ")
    assert "So với đợt 2020, nền tảng: +8,6 điểm, lên 1 bậc (đợt trước: hạng 2/6, 14,9 điểm)." in text
    assert "So với đợt 2020, phục vụ: +8,2 điểm" in text


def test_a_units_page_says_a_reason_once() -> None:
    text = _body(province(), "2021/don-vi/02011/").text
    assert text.count("So với đợt 2020") == 1
    assert "So với đợt 2020: không so sánh được: hình thành từ một phần của đơn vị trước." in text


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (Phase.ARCHIVED, Phase.REVIEW),
        (Phase.ARCHIVED, Phase.PRELIMINARY),
        (Phase.ARCHIVED, Phase.SUPPLEMENT),
        (Phase.SUPPLEMENT, Phase.FINAL),
    ],
)
def test_no_movement_is_shown_before_both_rounds_are_final(then: Phase, now: Phase) -> None:
    pressed = pressed_pages(build_source(two_rounds(then, now), ()))
    assert not any("so-sanh-dot" in address for address in pressed)
    for address, item in pressed.items():
        if isinstance(item, Page):
            text = parse(item.body).text
            # A criterion says why nothing is compared; every other page is silent.
            reasons = ("chỉ so khi cả hai đợt đã có kết quả chính thức", "Đây là đợt đầu tiên có ở đây")
            waiting = "/tieu-chi/" in address and any(reason in text for reason in reasons)
            assert waiting or "So với đợt" not in text, address


def test_hostile_names_stay_text() -> None:
    body = _body(sample(), "2031/so-sanh-dot/")
    assert body.all("script") == []
    assert "49091" not in body.text
    assert f"Sở cũ {HOSTILE}" in body.text


def test_a_new_unit_a_code_under_another_name_and_a_fall() -> None:
    text = _body(sample(), "2031/so-sanh-dot/").text.replace(NO_BREAK_SPACE, " ")
    assert "Mới: chưa có ở đợt 2030" in text
    assert f"Sở cũ {HOSTILE} s1" in text
    assert f"Huyện {HOSTILE} 45,67 ▼ −20,00 ▼ xuống 1 bậc 65,67 1" in text
    assert f"Sở cũ {HOSTILE} s1 Hạng 1/2, 87,50 điểm Không rõ" in text
