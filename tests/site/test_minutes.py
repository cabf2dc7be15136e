"""Minutes: the document, the list, when they are shown, and the points that each difference moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from minhbach.model.round import Phase
from minhbach.model.submission import MISSING, Answer, State
from minhbach.site.contexts.settled import difference
from minhbach.site.pages import Page
from minhbach.site.writing import Writer
from tests.conftest import ROOT
from tests.site.late import NO, YES, make_late
from tests.site.markup import Html, parse
from tests.site.pressing import pressed_pages
from tests.site.sample import CRITERIA, ROUND


@cache
def pressed(phase: Phase = Phase.AMENDED, newest: str = "final-2") -> Mapping[str, Page]:
    return pressed_pages(make_late(phase, newest))


def page(address: str, phase: Phase = Phase.AMENDED, newest: str = "final-2") -> Html:
    return parse(pressed(phase, newest)[f"{ROUND}/{address}"].body)


def shown(phase: Phase, newest: str = "") -> set[str]:
    start = f"{ROUND}/bien-ban/"
    return {address.removeprefix(start).strip("/") for address in pressed(phase, newest) if address.startswith(start)}


def test_the_document_stands_in_the_order_of_its_form() -> None:
    text = page("bien-ban/00903/").text
    order = (
        "TỈNH THỬ NGHIỆM ĐOÀN KIỂM TRA SỐ 2",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "BIÊN BẢN",
        "Kiểm tra, đối chiếu số liệu tại Xã Hòa Mục",
        "Căn cứ Kế hoạch thử số 1;",
        "Căn cứ Quyết định số 5/QĐ-BCĐ",
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 12 tháng 12 năm 2031.",
        "Địa điểm: Trụ sở đơn vị",
        "1. Đoàn kiểm tra số 2: - Trưởng đoàn",
        "2. Xã Hòa Mục: - Chủ tịch UBND",
        "I. Báo cáo của đơn vị",
        "1. Tình hình ứng dụng",
        "2.1. Công tác chỉ đạo, triển khai tại đơn vị Đã ban hành kế hoạch năm 2031.",
        "Mức độ chuyển đổi: Không ghi nội dung này.",
        "3.3. Nguyên nhân Thiếu kinh phí.",
        "4. Đề xuất, kiến nghị Cấp thêm máy.",
        "II. Kết quả đối chiếu số liệu",
        "III. Nhận xét, thảo luận Hai bên đã cùng đếm máy.",
        "IV. Kiến nghị 1. Kiến nghị với đơn vị - Kiểm kê hằng năm.",
        "2. Kiến nghị với Đoàn kiểm tra, cấp trên - Hỗ trợ phần mềm.",
        "V. Kết luận - Số liệu cơ bản đúng. - Sửa số máy.",
        "kết thúc vào 11 giờ 30 phút, ngày 12 tháng 12 năm 2031.",
        "THƯ KÝ",
        "ĐẠI DIỆN ĐƠN VỊ",
        "TRƯỞNG ĐOÀN",
        "Nơi nhận:",
    )
    places = [text.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_the_basis_ends_with_a_full_stop_once() -> None:
    assert "Căn cứ Kế hoạch thử số 1; Căn cứ Quyết định số 4/QĐ-BCĐ." in page("bien-ban/901/").text
    assert "BCĐ.." not in page("bien-ban/901/").text


def test_days_below_ten_and_the_first_two_months_get_a_zero() -> None:
    assert "ngày 05 tháng 01 năm 2032" in page("bien-ban/901/").text
    assert "ngày 09 tháng 12 năm 2031" in page("bien-ban/901/").text


def test_reported_verified_settled_and_the_points_moved() -> None:
    text = page("bien-ban/00903/").text
    assert "25 máy 8 máy −17 máy 8 máy −3,33 Biên bản thanh lý Sổ tài sản 17 máy đã thanh lý" in text
    assert "50 50 0 50 0 – Khớp với sổ theo dõi" in text
    assert "Tất cả số liệu cùng lúc −3,33" in text
    assert "Số liệu thống nhất đã thay cho số liệu báo cáo" in text
    assert "Hai bên thống nhất số liệu tại mục II." in text


def test_minutes_that_were_not_agreed_count_for_nothing_and_say_so() -> None:
    text = page("bien-ban/901/").text
    assert "Đơn vị không thống nhất: điểm vẫn tính theo số liệu báo cáo" in text
    assert "Số liệu đoàn đề nghị" in text
    assert "Số liệu thống nhất" not in text
    assert "29 máy 20 máy −9 máy 20 máy −9,00" in text
    assert "Không Có Khác Có +20,00" in text
    assert "Tất cả số liệu cùng lúc, nếu được thống nhất +11,00" in text
    assert "Ý kiến bảo lưu của đơn vị Các máy hỏng đang sửa" in text
    assert "29 máy" in page("don-vi/901/").text
    assert "Thống nhất theo biên bản" not in page("don-vi/901/").text


def test_minutes_agreed_after_the_edition_that_is_shown_count_later() -> None:
    text = page("bien-ban/00901/", Phase.SUPPLEMENT, "preliminary").text
    assert "sau bản công bố đang hiển thị" in text
    assert "Chưa trả lời Có – Có" in text
    assert "Mạng nội bộ" in page("don-vi/00901/", Phase.SUPPLEMENT, "preliminary").text
    assert "Thống nhất theo biên bản" not in page("don-vi/00901/", Phase.SUPPLEMENT, "preliminary").text
    assert "đã thay cho số liệu báo cáo" in page("bien-ban/00901/").text


def test_every_page_is_a_draft_until_it_is_signed() -> None:
    text = page("bien-ban/00903/").text
    assert "Dự thảo, minh họa. Trang này được lập từ tệp submissions/2031/inspections/00903.yaml" in text
    assert "Số: …… /BB-……" in text


def test_the_form_of_documents_is_that_of_the_round() -> None:
    source = make_late()
    assert 'class="mb-doc mb-doc--nd-30-2020"' in pressed()[f"{ROUND}/bien-ban/s2/"].body
    assert "mb-doc__basis--upright" not in pressed()[f"{ROUND}/bien-ban/s2/"].body
    item = source.rounds[0]
    older = replace(item, data=replace(item.data, round=replace(item.round, document_form="tt-01-2011")))
    body = pressed_pages(replace(source, rounds=(older,)))[f"{ROUND}/bien-ban/s2/"].body
    assert 'class="mb-doc mb-doc--tt-01-2011"' in body
    assert "mb-doc__basis--upright" in body
    sheet = Path(ROOT, "site_src", "assets", "mb.css").read_text(encoding="utf-8")
    assert (
        "@page tt-01-2011 { size: A4 portrait; margin: 20mm 17mm 20mm 32mm; @bottom-right { content: counter(page)"
        in sheet
    )
    assert (
        "@page nd-30-2020 { size: A4 portrait; margin: 20mm 17mm 20mm 32mm; @top-center { content: counter(page)"
        in sheet
    )
    assert "@page nd-30-2020:first { @top-center { content: none; } }" in sheet


def test_the_list_tells_who_agreed_and_what_it_did() -> None:
    body = page("bien-ban/")
    assert "4 biên bản: 3 được hai bên thống nhất, 1 có ý kiến bảo lưu. Đã đối chiếu 5 số liệu, 4 số liệu" in body.text
    assert "Xã Đoàn kiểm tra số 2 12/12/2031 08:00 thống nhất 2 1 −3,33" in body.text
    assert "bảo lưu 2 2 +11,00 nếu thống nhất" in body.text
    links = {link["href"] for link in body.all("a")}
    assert {"00903/", "../don-vi/00903/"} <= links


def test_minutes_are_linked_from_profile_and_menu() -> None:
    links = {link["href"] for link in page("don-vi/00903/").all("a")}
    assert {"../../bien-ban/", "../../bien-ban/00903/"} <= links
    assert "Biên bản kiểm tra" not in page("don-vi/s1/").text


@pytest.mark.parametrize(
    ("phase", "codes"),
    [
        (Phase.REPORTING, {""}),
        (Phase.DISTRICT_APPROVAL, {""}),
        (Phase.REVIEW, {"", "00901", "00903", "s2"}),
        (Phase.INSPECTION, {"", "00901", "00903", "s2"}),
        (Phase.PRELIMINARY, {"", "00901", "00903", "901", "s2"}),
        (Phase.ARCHIVED, {"", "00901", "00903", "901", "s2"}),
    ],
)
def test_minutes_are_public_once_agreed_and_all_with_the_results(phase: Phase, codes: set[str]) -> None:
    assert shown(phase) == codes


def test_no_points_before_there_are_results() -> None:
    text = page("bien-ban/00903/", Phase.INSPECTION, "").text
    assert "Điểm thay đổi do từng số liệu được công bố cùng kết quả." in text
    assert "3,33" not in text
    assert "Điểm thay đổi" not in page("bien-ban/", Phase.INSPECTION, "").text.replace("điểm thay đổi được", "")


def test_a_round_without_minutes_says_so() -> None:
    text = page("bien-ban/", Phase.REPORTING, "").text
    assert "Chưa có biên bản nào." in text
    assert "bien-ban" not in "".join(link["href"] for link in page("don-vi/00903/", Phase.REPORTING, "").all("a"))


@pytest.mark.parametrize("address", sorted(pressed()))
def test_pages_at_the_end_are_well_formed(address: str) -> None:
    body = parse(pressed()[address].body)
    assert len(body.all("h1")) == 1
    assert body.all("script") == []
    assert "49091" not in body.text
    ids = [attributes["id"] for _, attributes in body.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(found.get("scope") in ("col", "row", "rowgroup") for found in body.all("th"))


def test_titles_are_unique_at_the_end() -> None:
    assert len({item.title for item in pressed().values()}) == len(pressed())


@pytest.mark.parametrize(
    ("reported", "verified", "words"),
    [
        (Answer(State.VALUE, 5), Answer(State.VALUE, 7), "+2\N{NO-BREAK SPACE}máy"),
        (Answer(State.VALUE, 7), Answer(State.VALUE, 7), "0"),
        (MISSING, Answer(State.VALUE, 0), "–"),
        (Answer(State.NOT_APPLICABLE), Answer(State.VALUE, 0), "Khác"),
        (Answer(State.NOT_APPLICABLE), Answer(State.NOT_APPLICABLE), "Khớp"),
        (MISSING, MISSING, "Khớp"),
        (YES, NO, "Khác"),
    ],
)
def test_what_was_not_answered_is_no_zero(reported: Answer, verified: Answer, words: str) -> None:
    figure = replace(CRITERIA.figures["machines"])
    assert difference(reported, verified, figure, Writer("vi")) == words
