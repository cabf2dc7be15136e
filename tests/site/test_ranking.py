"""Ranking, home page and page of a round in both languages: their parts, their phases, what is not shown yet."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from minhbach.exact import Lang
from minhbach.model.round import Phase
from minhbach.site import press
from minhbach.site.charts import MOST_DOTS, TALLEST, strip
from minhbach.site.contexts.view import SiteView
from minhbach.site.render import Renderer
from minhbach.site.shells.lean import lean
from minhbach.site.source import SiteSource, build_source
from minhbach.site.writing import Writer
from tests.conftest import PROVINCE, ROOT
from tests.site.late import make_late
from tests.site.markup import parse
from tests.site.pressing import TEMPLATES, public
from tests.site.sample import make_source
from tests.site.test_comparison import two_rounds


def page(source: SiteSource, address: str, lang: Lang = "vi") -> str:
    """The body of one page; the others are not made."""
    site = SiteView.of(source.rounds, lang)
    job = next(job for job in press.pages(site, Renderer([TEMPLATES], lang)) if job.address == address)
    return job.make().body


@cache
def province() -> SiteSource:
    return public(PROVINCE)


@cache
def both(then: Phase = Phase.ARCHIVED, now: Phase = Phase.FINAL) -> SiteSource:
    return build_source(two_rounds(then, now), ())


def heads(body: str) -> list[str]:
    """The heads of the first table that sorts, without the maxima."""
    head = body.split("<thead>", 1)[1].split("</thead>", 1)[0]
    return [
        " ".join(re.sub(r"<small.*?</small>|<[^>]+>", "", cell).split()) for cell in re.findall(r"<th.*?</th>", head)
    ]


def rows(body: str) -> dict[str, list[str]]:
    """The cells of the ranking by the name of the unit, tags taken out, a blank between an element and the next."""
    found = {}
    for row in re.findall(r"<tr data-k=.*?</tr>", body, re.DOTALL):
        cells = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[dh].*?</t[dh]>", row)]
        found[cells[1]] = cells
    return found


def raw(body: str, name: str) -> list[str]:
    row = next(row for row in re.findall(r"<tr data-k=.*?</tr>", body, re.DOTALL) if f">{name}</a>" in row)
    return re.findall(r'data-v="([^"]*)"', row)


# Ranking ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("vi", ["Hạng", "Đơn vị", "Tổng điểm", "Đổi điểm", "Đổi hạng", "Hạ tầng", "Kết quả", "Mức", "Tình trạng"]),
        (
            "en",
            ["Rank", "Unit", "Total", "Change of points", "Change of rank", "Hạ tầng", "Kết quả", "Level", "Status"],
        ),
    ],
)
def test_columns_stand_in_their_order(lang: Lang, wanted: list[str]) -> None:
    assert heads(page(both(), "2031/xep-hang/huyen/", lang)) == wanted


def test_without_a_round_before_there_are_no_changes() -> None:
    found = heads(page(make_source(), "2031/xep-hang/so/"))
    assert found == ["Hạng", "Đơn vị", "Tổng điểm", "Hạ tầng", "Kết quả", "Mức", "Tình trạng"]


def test_preliminary_results_show_no_movement() -> None:
    body = page(both(now=Phase.PRELIMINARY), "2031/xep-hang/huyen/")
    assert "Đổi điểm" not in body
    assert "Kết quả còn là tạm thời: thay đổi so với đợt trước chỉ được nêu khi có kết quả chính thức." in body
    assert "▲" not in body


def test_movement_is_text_with_a_raw_value() -> None:
    """The two towns changed places; the arrow is put before the text by its class."""
    body = page(both(), "2031/xep-hang/huyen/")
    risen = rows(body)["Huyện Ba Bể"]
    assert risen[3:5] == ["+20,00", "lên 1 bậc"]
    assert raw(body, "Huyện Ba Bể")[3:5] == ["20.00", "1"]
    assert 'class="mb-up" data-v="1"' in body
    assert 'class="mb-down" data-v="-1"' in body


def test_a_new_unit_says_so_and_one_that_cannot_be_compared_says_why() -> None:
    """Neither has a raw value: whatever the table is sorted by, they stand last."""
    body = page(both(), "2031/xep-hang/so/")
    assert rows(body)["Sở Đất"][3:5] == ["mới", "chưa có ở đợt 2030"]
    assert raw(body, "Sở Đất")[3:5] == ["", ""]
    assert rows(body)["Sở Dầu"][3:5] == ["không đổi", "giữ hạng"]
    assert rows(page(both(), "2031/xep-hang/so/", "en"))["Sở Đất"][3:5] == ["new", "was not there in round 2030"]
    part = "Phường Đồi Chè Thị xã Mây Thượng"
    reason = "hình thành từ một phần của đơn vị trước"
    assert rows(page(province(), "2021/xep-hang/phuong/"))[part][3:5] == ["không so sánh được", reason]
    english = rows(page(province(), "2021/xep-hang/phuong/", "en"))[part]
    assert english[3:5] == ["not comparable", "formed from a part of the unit before"]


def test_three_sentences_lead_median_change() -> None:
    def sentences(lang: Lang) -> list[str]:
        body = page(both(), "2031/xep-hang/huyen/", lang)
        return re.findall(r"<li>(.*?)</li>", body.split('class="mb-sentences"', 1)[1].split("</ul>", 1)[0])

    vi, en = sentences("vi"), sentences("en")
    assert len(vi) == len(en) == 3
    assert vi[0].startswith("Huyện Ba Bể dẫn đầu với ")
    assert en[0].startswith("Huyện Ba Bể leads with ")
    assert "(trung vị của 2 đơn vị có kết quả)" in vi[1]
    assert vi[2].startswith("So với đợt 2030: 1 đơn vị tăng, 1 giảm, 0 không đổi; tăng nhiều nhất: Huyện Ba Bể (+")
    assert en[2].startswith("Since round 2030: 1 unit rose, 1 fell, 0 did not change; rose most: Huyện Ba Bể (+")


def test_an_amended_round_says_what_its_newest_edition_changed() -> None:
    assert "So với kết quả chính thức: " in page(make_late(), "2031/xep-hang/xa/")
    assert "Since the final result: " in page(make_late(), "2031/xep-hang/xa/", "en")


def test_equal_points_are_told_beside_the_rank() -> None:
    assert rows(page(make_source(), "2031/xep-hang/so/"))["Sở Dầu"][0] == "đồng hạng 1"
    assert rows(page(make_source(), "2031/xep-hang/so/", "en"))["Sở Dầu"][0] == "tied 1"


def test_the_status_says_how_far_the_figures_were_looked_at() -> None:
    found = {name: cells[-1] for name, cells in rows(page(make_late(), "2031/xep-hang/xa/")).items()}
    assert next(text for name, text in found.items() if "Hòa Mục" in name) == "Hợp lệ, nộp muộn, đã kiểm tra"
    assert found["Thị trấn Chợ Rã Huyện Ba Bể"] == "Hợp lệ, đã đính chính"
    english = rows(page(make_late(), "2031/xep-hang/xa/", "en"))
    assert next(row for name, row in english.items() if "Hòa Mục" in name)[-1] == "Valid, late, inspected"
    assert english["Thị trấn Chợ Rã Huyện Ba Bể"][-1] == "Valid, amended"


def test_numbers_of_each_language() -> None:
    numbers: dict[Lang, str] = {"vi": "87,50", "en": "87.50"}
    for lang, text in numbers.items():
        body = page(make_source(), "2031/xep-hang/so/", lang)
        assert f'data-v="87.50">{text}</td>' in body


def test_controls_count_and_actions_stand_in_the_page() -> None:
    found = parse(page(make_source(), "2031/xep-hang/xa/"))
    assert [item["name"] for item in found.all("select")] == ["dia-ban", "muc", "nhom"]
    status = [item for _, item in found.elements if item.get("role") == "status"]
    assert status[0]["data-mb-some"] == "# trong 3 đơn vị"
    actions = next(item for item in found.all("div") if "data-mb-actions" in item)
    assert actions["data-mb-file"] == "2031-xep-hang-xa"
    assert "hidden" in actions
    done = [item["data-mb-do"] for item in found.all("button") if "data-mb-do" in item]
    assert done == ["link", "csv", "xlsx", "json", "print"]
    english = parse(page(make_source(), "2031/xep-hang/xa/", "en"))
    assert next(item for _, item in english.elements if item.get("role") == "status")["data-mb-some"] == "# of 3 units"


def test_districts_of_one_name_are_told_apart() -> None:
    source = make_source()
    data = source.rounds[0].data
    units = tuple(replace(unit, name="Huyện Ba Bể") if unit.code == "901" else unit for unit in data.register.units)
    twins = replace(source.rounds[0], data=replace(data, register=replace(data.register, units=units)))
    body = page(replace(source, rounds=(twins,)), "2031/xep-hang/xa/")
    assert ">Huyện Ba Bể (900)</option>" in body
    assert ">Huyện Ba Bể (901)</option>" in body


def test_rows_are_lean() -> None:
    """A country has eleven thousand of them on one page."""
    body = page(province(), "2021/xep-hang/phuong/")
    lengths = [len(row) for row in re.findall(r"<tr data-k=.*?</tr>", body, re.DOTALL)]
    assert len(lengths) >= 4
    assert max(lengths) < 900
    assert not re.search(r"</t[dh]>\s+<t[dh]", body.split("<tbody>", 1)[1].split("</tbody>", 1)[0])


def test_too_many_dots_become_stacks() -> None:
    values = [(f"Đơn vị {at}", Fraction(at % 100)) for at in range(MOST_DOTS + 100)]
    chart = strip(values, Fraction(100), (Fraction(50), "50"), Writer("vi"))
    assert chart.dots == ()
    assert chart.height == TALLEST
    assert sum(int(item.label.rpartition(" ")[2]) for item in chart.stacks) == len(values)
    assert chart.stacks[0].label == "0–1,25: 10"
    assert max(item.height for item in chart.stacks) == TALLEST
    few = strip(values[:MOST_DOTS], Fraction(100), (Fraction(50), "50"), Writer("en"))
    assert (len(few.dots), few.stacks) == (MOST_DOTS, ())


def test_ticks_are_written_in_the_language_of_the_page() -> None:
    labels = {
        lang: [tick.label for tick in strip([("a", Fraction(1))], Fraction(50), (Fraction(1), "1"), Writer(lang)).ticks]
        for lang in ("vi", "en")
    }
    assert labels == {"vi": ["0", "12,5", "25", "37,5", "50"], "en": ["0", "12.5", "25", "37.5", "50"]}


def test_the_script_keeps_to_its_weight() -> None:
    path = "assets/mb.js"
    script = lean(path, (ROOT / "site_src" / path).read_bytes())
    assert len(gzip.compress(script, 6, mtime=0)) <= 4000


# Home ------------------------------------------------------------------------


def titles(body: str, level: int = 2) -> list[str]:
    found = re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", body, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", item).strip() for item in found]


def test_home_tells_leaders_medians_and_who_rose_most() -> None:
    text = parse(page(both(), "")).text
    assert "Dẫn đầu từng cấp" in text
    assert "2 đơn vị có kết quả · trung vị" in text
    assert "Tăng nhiều nhất: Huyện Ba Bể ▲ +" in text
    english = parse(page(both(), "", "en")).text
    assert "Rose most: Huyện Ba Bể ▲ +" in english
    assert "2 units with a result · median" in english


def test_home_shows_nobody_rising_before_it_is_official() -> None:
    text = parse(page(both(now=Phase.PRELIMINARY), "")).text
    assert "Dẫn đầu từng cấp" in text
    assert "Tăng nhiều nhất" not in text


@pytest.mark.parametrize("phase", [Phase.REPORTING, Phase.DISTRICT_APPROVAL, Phase.REVIEW, Phase.INSPECTION])
def test_home_shows_progress_while_figures_come_in(phase: Phase) -> None:
    text = parse(page(both(now=phase), "")).text
    assert "Tiến độ nộp số liệu" in text
    assert "trung vị" not in text
    assert "Xem tiến độ" in text


def test_home_shows_the_last_round_marked_as_such_while_one_is_prepared() -> None:
    body = page(both(now=Phase.PREPARING), "")
    assert titles(body)[1].startswith("Đợt trước: ")
    assert 'href="2030/xep-hang/so/"' in body
    assert "2031/tien-do/" not in body
    assert "2031/tieu-chi/" in body
    assert titles(page(both(now=Phase.PREPARING), "", "en"))[1].startswith("The last round: ")


def test_home_of_a_first_round_that_is_prepared_has_a_calendar_only() -> None:
    body = page(make_source(Phase.PREPARING), "")
    assert "mb-phases" in body
    assert "mb-cards" not in body


def test_home_lists_corrections_or_says_that_there_are_none() -> None:
    assert "Chưa có đính chính nào." in page(make_source(), "")
    text = parse(page(make_late(), "")).text
    assert "28/01/2032 Đợt 2031: kết quả chính thức, đính chính lần 1: " in text
    english = parse(page(make_late(), "", "en")).text
    assert "28 January 2032 Round 2031: final result, amendment 1: " in english


# Page of a round --------------------------------------------------------------


def test_the_round_page_names_decision_day_and_edition() -> None:
    text = parse(page(make_late(), "2031/")).text
    assert "Quyết định công bố Quyết định số 9/QĐ ngày 28/01/2032" in text
    assert "Ngày công bố 28/01/2032" in text
    assert "Bản công bố 1.1 – Kết quả chính thức, đính chính lần 1" in text
    english = parse(page(make_late(), "2031/", "en")).text
    assert "Published 28 January 2032" in english
    assert "Release 1.1 – Final result, amendment 1" in english


def test_the_round_page_counts_assessed_exempt_and_missing() -> None:
    body = page(make_source(), "2031/")
    row = next(row for row in re.findall(r"<tr>.*?</tr>", body) if ">Xã</a>" in row)
    assert re.findall(r'<td class="mb-num">(\d+)</td>', row)[:4] == ["4", "1", "3", "1"]


def test_before_a_publication_the_round_page_has_no_decision() -> None:
    assert "Quyết định công bố" not in page(make_source(), "2031/")
    assert "Chưa có bản công bố nào." in page(make_source(Phase.REVIEW), "2031/")


def test_an_archived_round_leads_to_the_newest() -> None:
    told: dict[Lang, str] = {"vi": "Đợt này đã lưu trữ.", "en": "This round is archived."}
    for lang, words in told.items():
        for address in ("2030/", "2030/xep-hang/so/"):
            body = page(both(), address, lang)
            assert words in body
        assert words not in page(both(), "2031/", lang)
    assert 'href="../../../2031/"' in page(both(), "2030/xep-hang/so/")
    assert "Đợt này đã lưu trữ." not in page(make_source(Phase.ARCHIVED), "2031/")


def test_rounds_lead_to_each_other() -> None:
    assert 'href="../2030/"' in page(both(), "2031/")
    assert 'href="../2031/"' in page(both(), "2030/")
