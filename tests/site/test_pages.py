"""The press: which pages there are, what they say in each phase, that no text breaks out of its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pytest

from minhbach.gate.authority import AREA_WORDS, GRANTS, Area
from minhbach.model.round import Phase
from minhbach.site.addresses import UNIT_LIST, unit_rounds
from minhbach.site.pages import Page, headings
from tests.site.markup import Html, parse
from tests.site.pressing import pressed_files, pressed_pages
from tests.site.queue import make_queue
from tests.site.sample import CRITERIA, REGISTER, ROUND, UNITS, make_source


@cache
def pressed(phase: Phase = Phase.FINAL, ranked_by: str = "total") -> Mapping[str, Page]:
    return pressed_pages(make_source(phase, ranked_by))


@cache
def with_queue() -> Mapping[str, Page]:
    return pressed_pages(make_source(Phase.DISTRICT_APPROVAL, queue=make_queue()))


def page(address: str, phase: Phase = Phase.FINAL, ranked_by: str = "total") -> Html:
    return parse(pressed(phase, ranked_by)[address].body)


def test_every_page_is_there() -> None:
    expected = {"", "don-vi/", "du-lieu/", "gioi-thieu/", "quy-tac/", "tham-quyen/"}
    expected |= {f"{ROUND}/{part}" for part in ("", "tien-do/", "phuong-phap/", "tieu-chi/", "du-lieu/")}
    expected |= {f"{ROUND}/{part}" for part in ("bien-ban/", "thay-doi/", "lich-su/", "tom-tat/", "so-sanh/")}
    expected |= {f"{ROUND}/xep-hang/{slug}/" for slug in ("so", "huyen", "xa")}
    expected |= {f"{ROUND}/don-vi/{unit.code}/" for unit in UNITS}
    expected |= {unit_rounds(unit, REGISTER) for unit in UNITS}
    expected |= {f"{ROUND}/{part}/{code}/" for part in ("dia-ban", "duyet") for code in ("900", "901")}
    expected |= {f"{ROUND}/tieu-chi/{criterion.id}/" for criterion in CRITERIA.criteria()}
    assert set(pressed()) == expected


def test_addresses_titles_and_descriptions() -> None:
    pages = pressed().values()
    assert all(re.fullmatch(r"[a-z0-9/_-]*", item.address) for item in pages)
    assert len({item.title for item in pages}) == len(pages)
    assert all(item.description for item in pages)


@pytest.mark.parametrize("address", sorted(pressed()))
def test_one_main_heading_and_unique_ids(address: str) -> None:
    body = page(address)
    assert len(body.all("h1")) == 1
    ids = [attributes["id"] for _, attributes in body.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", sorted(pressed()))
def test_hostile_text_stays_text(address: str) -> None:
    body = page(address)
    assert body.all("script") == []
    assert "49091" not in body.text
    assert not any(value.startswith("javascript:") for _, found in body.elements for value in found.values())


def test_hostile_text_is_shown_as_written() -> None:
    assert "<script>alert(1)</script>{{ 7*7013 }}{% raw %}" in page(f"{ROUND}/don-vi/901/").text


def test_ranking_table() -> None:
    body = page(f"{ROUND}/xep-hang/so/")
    table = next(found for found in body.all("table") if "data-mb-sortable" in found)
    assert table["id"]
    assert all(found.get("scope") in ("col", "row") for found in body.all("th"))
    assert body.all("caption")
    regions = [found for found in body.all("div") if found.get("role") == "region"]
    assert all(found["tabindex"] == "0" and found["aria-label"] for found in regions)
    assert "đồng hạng" in body.text
    assert "Sở Dầu và Sở Đất cùng dẫn đầu với 87,50" in body.text


def test_numbers_are_written_for_people_and_for_sorting() -> None:
    body = pressed()[f"{ROUND}/xep-hang/so/"].body
    assert 'data-v="87.50">87,50<' in body


def test_units_without_a_rank_have_a_reason_and_no_points() -> None:
    text = page(f"{ROUND}/xep-hang/xa/").text
    assert "Xã Ân Tình" in text
    assert "Chưa nộp số liệu" in text
    assert "Không đánh giá trong đợt này: mới thành lập" in text
    unit = page(f"{ROUND}/don-vi/00904/").text
    assert "Chưa nộp số liệu" in unit
    assert "Tổng điểm" not in unit


def test_near_ties_are_told() -> None:
    """Two units that publish the same total without being equal."""
    assert "bằng điểm" in page(f"{ROUND}/xep-hang/so/").text


def test_four_states_are_four_things() -> None:
    text = page(f"{ROUND}/don-vi/00901/").text
    assert "Chưa trả lời" in text
    assert "Không áp dụng" in text
    assert "Lý do: Không có thủ tục" in text
    assert "được quy đổi về thang 100" in text
    zero = page(f"{ROUND}/don-vi/00902/").text
    assert "0 máy" in zero


def test_chain_shows_reported_and_supplemented() -> None:
    text = page(f"{ROUND}/don-vi/00901/").text
    assert "4 máy" in text
    assert "8 máy" in text
    assert "Mua thêm" in text
    preliminary = page(f"{ROUND}/don-vi/00901/", Phase.PRELIMINARY).text
    assert "8 máy" not in preliminary


def test_questions_and_explanations() -> None:
    body = page(f"{ROUND}/don-vi/00903/")
    assert "Cần giải trình" in body.text
    assert "đã giải trình" in body.text
    assert any(link["href"].endswith("quy-tac/#machines-within-people") for link in body.all("a"))


def test_status_line() -> None:
    """Without a published edition the page says so, whatever the phase."""
    line = "Tạm tính Kết quả chính thức, số liệu đến 31/12/2031, tính từ số liệu hiện có; chưa có bản công bố"
    assert line in page(f"{ROUND}/xep-hang/xa/").text
    preliminary = page(f"{ROUND}/xep-hang/xa/", Phase.PRELIMINARY).text
    assert "Tạm tính Kết quả sơ bộ, số liệu đến 15/11/2031, tính từ số liệu hiện có" in preliminary


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.REPORTING, Phase.REVIEW, Phase.INSPECTION])
def test_no_result_before_it_is_public(phase: Phase) -> None:
    pages = pressed(phase)
    assert not any("xep-hang" in address for address in pages)
    for address, item in pages.items():
        text = parse(item.body).text
        assert "87,50" not in text
        assert "trung vị của" not in text, address
    assert "kết quả chưa công bố" in page(f"{ROUND}/don-vi/s1/", phase).text


def test_late_is_judged_by_local_days() -> None:
    text = page(f"{ROUND}/tien-do/").text
    assert "Nộp muộn (1)" in text
    assert "Xã Hòa Mục" in text
    assert "Chưa nộp (1)" in text


def desk(code: str = "900") -> Html:
    return parse(with_queue()[f"{ROUND}/duyet/{code}/"].body)


def test_approvers_see_what_waits_for_them_first() -> None:
    text = desk().text
    assert "Chờ duyệt (1) Xem lúc 24/11/2031 09:05" in text
    assert "Xã Địa Linh Nhận lúc 24/11/2031 08:05 · chờ duyệt từ 24/11/2031 08:06" in text
    assert text.index("Chờ duyệt (1)") < text.index("Cách duyệt") < text.index("Từng đơn vị")
    assert "Số máy (40) nhiều" in text
    assert "4 40 gấp 10 lần, khác thường" in text
    assert "Khác nhiều so với đợt trước" in text
    assert any(link["href"] == "https://forge.example.invalid/tinh/du-lieu/pull/1" for link in desk().all("a"))


def test_a_strangers_pull_request_is_shown_to_nobody() -> None:
    pages = "".join(item.body for item in with_queue().values())
    assert "pull/3" not in pages
    assert "Tài khoản lạ" not in pages
    assert "pull/8" not in pages


def test_hostile_words_of_a_pull_request_stay_text() -> None:
    for address, item in with_queue().items():
        body = parse(item.body)
        assert body.all("script") == [], address
        assert "49091" not in body.text, address


def test_without_a_queue_the_desk_says_that_it_knows_of_none() -> None:
    text = page(f"{ROUND}/duyet/900/").text
    assert "không kèm danh sách đề xuất đang mở" in text
    assert "Số máy nhiều" in page(f"{ROUND}/duyet/901/").text
    assert "nộp muộn" in page(f"{ROUND}/duyet/901/").text


def test_the_desk_shows_no_score_in_any_phase() -> None:
    for phase in Phase:
        found = page(f"{ROUND}/duyet/900/", phase).text
        assert "điểm" not in found.replace("đặc điểm", ""), phase


def test_progress_says_for_whom_a_pull_request_waits_since_when() -> None:
    text = parse(with_queue()[f"{ROUND}/tien-do/"].body).text
    assert "Đề xuất đang mở được xem lúc 24/11/2031 09:05." in text
    assert "chờ Huyện Ba Bể duyệt từ 24/11/2031 08:06" in text
    assert "Có lỗi người nộp đang sửa lỗi từ 24/11/2031 08:07" in text
    assert "chờ đơn vị vận hành từ 24/11/2031 08:09" in text
    assert "người duyệt gửi lại, người nộp đang sửa từ 24/11/2031 08:10" in text


def test_the_table_of_rights_is_that_of_the_gate() -> None:
    body = page("tham-quyen/")
    rows = [grant for grant in GRANTS if grant.area is not Area.UNIT]
    assert all(AREA_WORDS[grant.area].vi in body.text.lower() for grant in rows)
    assert "người duyệt của đơn vị cấp trên trực tiếp" in body.text
    assert "Nhập số liệu 20–25/11/2031" in body.text
    assert all(found.get("scope") in ("col", "row") for found in body.all("th"))


def test_pillars_are_ranked_apart() -> None:
    body = page(f"{ROUND}/xep-hang/so/", Phase.FINAL, "pillars")
    sortable = [found["id"] for found in body.all("table") if "data-mb-sortable" in found]
    assert sortable == ["bang-ready", "bang-done"]


def test_rules_have_anchors() -> None:
    assert {"machines-within-people", "yaml-tab"} <= page("quy-tac/").ids


def test_finder_list_holds_every_unit() -> None:
    finder = pressed_files(make_source())[UNIT_LIST].decode()
    assert all(unit.code in finder for unit in UNITS)


def test_headings_are_plain_text() -> None:
    found = headings('<h1 id="a">Một &lt;b&gt;</h1><h2>không</h2><h2 class="x" id="b">Hai <span>ba</span></h2>')
    assert [(item.level, item.id, item.title) for item in found] == [(1, "a", "Một <b>"), (2, "b", "Hai ba")]
