"""Editions: which one a page shows, what stood open, how to check it, what changed between them, chains, questions."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256

import pytest

from minhbach.exact import Publication
from minhbach.model.round import Phase
from minhbach.site.writing import Writer
from tests.site.late import editions, make_late
from tests.site.markup import Html, parse
from tests.site.pressing import pressed_files, pressed_pages
from tests.site.sample import ROUND
from tests.site.test_minutes import page, pressed

PRELIMINARY = "Tạm thời Kết quả sơ bộ, số liệu đến 15/11/2031, công bố 30/12/2031, bản 0.9"
DECISION = "Quyết định số 9/QĐ ngày 28/01/2032"
CORRECTED = f"Chính thức Kết quả chính thức, số liệu đến 31/12/2031, công bố 28/01/2032 theo {DECISION}, bản 1.1"


def test_every_page_of_the_round_names_its_edition_and_its_own_cut_off() -> None:
    for address in pressed():
        # A release names itself: tests/site/test_releases.py.
        if address.startswith(f"{ROUND}/") and not address.startswith(f"{ROUND}/v/"):
            assert CORRECTED in parse(pressed()[address].body).text, address
    for address, item in pressed(Phase.SUPPLEMENT, "preliminary").items():
        if address.startswith(f"{ROUND}/"):
            assert PRELIMINARY in parse(item.body).text, address


def test_before_the_final_edition_nothing_of_it_is_shown() -> None:
    """The supplement, the minutes agreed in January and the correction belong to later editions."""
    unit = page("don-vi/00901/", Phase.SUPPLEMENT, "preliminary").text
    assert "8 máy" not in unit
    assert "4 máy" in unit
    assert "31/12/2031, công bố" not in unit
    pages = pressed(Phase.SUPPLEMENT, "final-2").items()
    everything = "".join(item.body for address, item in pages if address.startswith(f"{ROUND}/"))
    assert "final-2" not in everything
    assert "cong-bo/final" not in everything


def test_results_without_an_edition_are_provisional() -> None:
    text = page("", Phase.FINAL, "").text
    assert "Tạm tính Kết quả chính thức, số liệu đến 31/12/2031, tính từ số liệu hiện có; chưa có bản công bố" in text
    assert "Chưa có bản công bố nào: kết quả đang hiển thị được tính từ số liệu hiện có" in text
    assert "Chính thức" not in text.replace("Kết quả chính thức", "")


def test_what_stood_open_is_told_with_the_reason() -> None:
    text = page("", Phase.PRELIMINARY, "preliminary").text
    assert "Bản này được công bố khi còn 2 việc chưa xong. Lý do: Không thể chờ thêm" in text
    assert "Câu hỏi Q1 với Thị trấn Chợ Rã: chưa có giải trình ( Thị trấn Chợ Rã )" in text
    assert "Thời gian rà soát chưa hết" in text
    assert "Bản này được công bố khi còn" not in page("").text
    assert "2 việc chưa xong. Lý do: Không thể chờ thêm" in page("").text


def test_the_round_page_says_how_to_check_each_edition() -> None:
    text = page("").text
    for name, (data, _) in editions().items():
        assert f"minhbach verify {ROUND} {name}" in text
        assert sha256(data).hexdigest() in text
        assert f"{ROUND}-{name} ; 0123456789ab" in text
    assert text.count("đang hiển thị") == 1


def test_records_are_handed_out_byte_for_byte() -> None:
    assets = pressed_files(make_late())
    for name, (data, _) in editions().items():
        assert assets[f"{ROUND}/cong-bo/{name}.json"] == data
        assert json.loads(data)["edition"] == name
    links = {link["href"] for link in page("").all("a")}
    assert {f"cong-bo/{name}.json" for name in editions()} <= links


# Changes ------------------------------------------------------------------------


def changes(phase: Phase = Phase.AMENDED, newest: str = "final-2") -> Html:
    return page("thay-doi/", phase, newest)


def test_every_changed_figure_has_its_cause_and_what_it_did() -> None:
    text = changes().text
    assert "2 số liệu của 1 đơn vị: bổ sung, điều chỉnh 1; thống nhất theo biên bản 1" in text
    assert "Tăng: 1 đơn vị Xã Địa Linh Huyện Ba Bể 24,00 → 88,00" in text
    assert "Xã Địa Linh Huyện Ba Bể 24,00 → 88,00 (+64,00) · hạng 2 → 1 (▲ lên 1)" in text
    assert "4 máy 8 máy Bổ sung, điều chỉnh Mua thêm" in text
    assert "Tiêu chí 1.1: 12,00 → 24,00" in text
    assert "Có mạng nội bộ Chưa trả lời Có Thống nhất theo biên bản Đơn vị quên trả lời Đoàn kiểm tra số 2" in text
    assert "../bien-ban/00901/" in {link["href"] for link in changes().all("a")}
    assert "0 máy 3 máy Đính chính Bỏ sót một cột" in text
    assert "Quyết định số 9/QĐ ngày 28/01/2032 Tiêu chí 1.1: 0,00 → 10,00" in text


def test_units_that_others_moved_stand_apart() -> None:
    text = changes().text
    assert "1 đơn vị đổi điểm hoặc thứ hạng mà không đổi số liệu" in text
    assert "Đơn vị thay đổi do đơn vị khác (1)" in text
    assert "Xã Hòa Mục" in text[text.index("Đơn vị thay đổi do đơn vị khác") :]
    assert "hạng 1 → 2 (▼ xuống 1)" in text


def test_the_newest_step_comes_first() -> None:
    ids = [found["id"] for found in changes().all("h2")]
    assert ids == ["den-final-2", "den-final"]


@pytest.mark.parametrize(
    ("phase", "newest", "words"),
    [
        (Phase.REPORTING, "", "Đợt này chưa có bản công bố nào."),
        (Phase.PRELIMINARY, "preliminary", "Đợt này mới có một bản công bố: Kết quả sơ bộ, số liệu đến 15/11/2031"),
        (Phase.SUPPLEMENT, "final", "Đợt này mới có một bản công bố: Kết quả sơ bộ, số liệu đến 15/11/2031"),
    ],
)
def test_without_two_editions_there_are_no_changes(phase: Phase, newest: str, words: str) -> None:
    text = changes(phase, newest).text
    assert "Chưa có thay đổi nào." in text
    assert words in text


def test_a_correction_stands_on_top_of_the_unit_it_touched() -> None:
    text = page("don-vi/00902/").text
    assert "Đã đính chính. Kết quả chính thức, số liệu đến 31/12/2031, công bố 28/01/2032" in text
    assert "0 máy → 3 máy . Bỏ sót một cột" in text
    assert "0,00 → 20,00 (+20,00) · hạng 3 (giữ hạng) Xem thay đổi" in text
    assert text.index("Đã đính chính.") < text.index("Tổng điểm")
    assert "Đã đính chính." not in page("don-vi/00901/").text
    assert "Đã đính chính." not in page("don-vi/00902/", Phase.FINAL, "final").text


def test_the_home_page_tells_the_newest_correction() -> None:
    told = "Đính chính mới nhất 28/01/2032 Đợt 2031: kết quả chính thức, đính chính lần 1"
    assert told in parse(pressed()[""].body).text
    assert "Chưa có đính chính nào." in parse(pressed(Phase.FINAL, "final")[""].body).text


def test_too_small_a_change_is_not_written_as_nothing() -> None:
    write = Writer("vi", Publication(decimals=2))
    assert write.moved_points(Fraction(1, 1000)) == "tăng dưới\N{NO-BREAK SPACE}0,01"
    assert write.moved_points(Fraction(-1, 1000)) == "giảm dưới\N{NO-BREAK SPACE}0,01"
    assert [write.moved_points(Fraction(n, 3)) for n in (-4, 0, 4)] == ["−1,33", "0", "+1,33"]


# Chains ------------------------------------------------------------------------


def test_the_whole_chain_of_a_figure() -> None:
    settled = page("don-vi/00903/").text
    assert "Báo cáo 25 máy Thống nhất theo biên bản được tính điểm 8 máy 17 máy đã thanh lý" in settled
    assert "Đoàn kiểm tra số 2 · Biên bản kiểm tra Biên bản thanh lý Sổ tài sản" in settled
    supplemented = page("don-vi/00901/").text
    assert "Báo cáo 4 máy Bổ sung, điều chỉnh được tính điểm 8 máy Mua thêm" in supplemented
    amended = page("don-vi/00902/").text
    assert "Báo cáo 0 máy Đính chính được tính điểm 3 máy Bỏ sót một cột" in amended
    assert "Quyết định số 9/QĐ ngày 28/01/2032 · Các thay đổi" in amended


def test_a_sum_shows_its_parts_and_who_is_not_in_it() -> None:
    text = page("don-vi/900/").text
    assert "Báo cáo 25 người Cộng từ các đơn vị trực thuộc được tính điểm 10 người" in text
    assert "Cộng 1 đơn vị, chưa có 1 Xã Địa Linh 10 người Thị trấn Chợ Rã chưa có số liệu được duyệt" in text


def test_a_figure_that_was_only_reported_is_just_its_value() -> None:
    body = pressed()[f"{ROUND}/don-vi/s1/"].body
    assert "mb-chain" not in body
    assert "1.200 hồ sơ" in parse(body).text.replace("\N{NO-BREAK SPACE}", " ")


# Questions ---------------------------------------------------------------------


def test_a_question_stands_with_its_state_and_explanation() -> None:
    text = page("don-vi/00901/").text
    assert "Câu hỏi rà soát (1) Q1 Số máy" in text
    assert "Đã chấp nhận hỏi ngày 08/12/2031 Số liệu này lớn bất thường" in text
    assert "Đơn vị giải trình: Máy mới mua" in text
    assert "Hóa đơn số 3" in text
    assert "Giải trình của đơn vị machines-within-people Đã nói với huyện" in text
    assert "Đã kiểm tra, đối chiếu hỏi ngày" in page("don-vi/00903/").text
    waiting = page("don-vi/00902/").text
    assert "Số hồ sơ Chờ đơn vị giải trình" in waiting
    assert "Số người Chuyển kiểm tra, chưa có biên bản" in waiting
    assert "Đã giải trình, chờ kết luận" in page("don-vi/s1/").text


def test_contested_numbers_wait_for_the_results() -> None:
    text = page("don-vi/00901/", Phase.REVIEW, "").text
    assert "Q1 Số máy" in text
    assert "Đã chấp nhận" in text
    assert "Nội dung câu hỏi và giải trình được công bố cùng kết quả." in text
    assert "lớn bất thường" not in text
    assert "Máy mới mua" not in text
    assert "Câu hỏi rà soát" not in page("don-vi/00901/", Phase.DISTRICT_APPROVAL, "").text


def test_progress_counts_the_questions_by_whom_they_wait_for() -> None:
    text = page("tien-do/").text
    assert "Sở 1 1 0 1 0 0 Huyện 0 0 0 0 0 0 Xã 3 4 1 0 1 2" in text
    assert "Rà soát số liệu" in page("tien-do/", Phase.REVIEW, "").text
    assert "Rà soát số liệu" not in page("tien-do/", Phase.REPORTING, "").text


def test_a_round_without_reviews_has_no_table_of_them() -> None:
    source = make_late()
    item = source.rounds[0]
    bare = replace(item, data=replace(item.data, reviews={}, inspections={}), settlements={})
    pages = pressed_pages(replace(source, rounds=(bare,)))
    assert "Rà soát số liệu" not in parse(pages[f"{ROUND}/tien-do/"].body).text
    assert "Câu hỏi rà soát" not in parse(pages[f"{ROUND}/don-vi/00901/"].body).text
    assert "Chưa có biên bản nào." in parse(pages[f"{ROUND}/bien-ban/"].body).text
