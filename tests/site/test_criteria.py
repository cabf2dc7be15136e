"""Pages of criteria and of the method: each unit's result, what changed since the round before, good examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from minhbach.diagnostics import Text
from minhbach.exact import NO_BREAK_SPACE, Lang
from minhbach.model.criteria import CriteriaSet, Criterion, Role, Section
from minhbach.model.forms import YesNo
from minhbach.model.round import Phase
from minhbach.repository import Dataset
from minhbach.scoring.rollup import CriterionScore
from minhbach.site.contexts.set_changes import set_changes
from minhbach.site.contexts.spread import distinct, parts_of, share_of, spread_of
from minhbach.site.contexts.view import SiteView
from minhbach.site.pages import Page
from minhbach.site.source import SiteSource, build_source
from tests.site.late import make_late
from tests.site.markup import Html, parse
from tests.site.pressing import pressed_page
from tests.site.sample import CRITERIA, HOSTILE, ROUND, make_source
from tests.site.test_comparison import two_rounds

DESKS, LAN, ONLINE = (f"{ROUND}/tieu-chi/{name}/" for name in ("desks", "lan", "online"))
METHOD = f"{ROUND}/phuong-phap/"


@cache
def source(phase: Phase = Phase.FINAL) -> SiteSource:
    return make_source(phase)


@cache
def page(address: str, lang: Lang = "vi", phase: Phase = Phase.FINAL) -> Page:
    return pressed_page(source(phase), address, lang)


def body(address: str, lang: Lang = "vi", phase: Phase = Phase.FINAL) -> Html:
    return parse(page(address, lang, phase).body)


def rows(html: str, tier: str) -> list[list[str]]:
    """The cells of each row of a tier's table, tags taken out."""
    table = html[html.index(f'id="bang-cap-{tier}"') :]
    table = table[table.index("<tbody>") : table.index("</tbody>")]
    return [
        [re.sub(r"<[^>]*>", "|", cell).strip("|") for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table)
    ]


# Every unit's result ---------------------------------------------------------


@pytest.mark.parametrize(("lang", "half"), [("vi", ("25,00", "50,0%")), ("en", ("25.00", "50.0%"))])
def test_every_unit_has_its_points_share_and_figures(lang: Lang, half: tuple[str, str]) -> None:
    found = rows(page(ONLINE, lang).body, "xa")
    mark = "," if lang == "vi" else "."
    # 50 of 100 files: the share of the points is the share of the files.
    assert found[0][0].startswith("Xã Hòa Mục||Huyện ")
    assert found[0][1:] == [*half, "100", "50"]
    desks = rows(page(DESKS, lang).body, "huyen")
    assert [row[1:] for row in desks] == [[f"29{mark}00", f"96{mark}7%", "30", "29"]] * 2


def test_rows_stand_by_points_then_by_the_alphabet() -> None:
    assert [row[0] for row in rows(page(DESKS).body, "so")] == ["Sở Dầu", "Sở Đất"]
    names = [row[0].partition("|")[0] for row in rows(page(DESKS).body, "xa")]
    assert names == ["Xã Hòa Mục", "Xã Địa Linh", "Thị trấn Chợ Rã"]
    values = re.findall(r'<td data-v="([^"]*)">', page(DESKS).body)
    assert values == ["30.00", "30.00", "29.00", "29.00", "30.00", "24.00", "0.00"]


@pytest.mark.parametrize(
    ("lang", "answered", "applicable"),
    [("vi", ("0,00", "Chưa trả lời"), "Không áp dụng"), ("en", ("0.00", "Not answered"), "Not applicable")],
)
def test_not_answered_has_no_points_and_not_applicable_has_none_to_sort_by(
    lang: Lang, answered: tuple[str, str], applicable: str
) -> None:
    lan = next(row for row in rows(page(LAN, lang).body, "xa") if row[0].startswith("Xã Địa Linh"))
    assert (lan[1], lan[2], lan[3]) == (*answered, answered[1])
    online = rows(page(ONLINE, lang).body, "xa")
    # Without any file the share has no meaning either.
    assert {row[0].partition("|")[0] for row in online[1:]} == {"Thị trấn Chợ Rã", "Xã Địa Linh"}
    assert online[-1][1:3] == ["–", applicable]
    assert '<td data-v="">–</td>' in page(ONLINE, lang).body


def test_rows_lead_to_the_unit_in_the_same_language_and_mark_its_name() -> None:
    head = '<tr data-k="00903"><th scope="row" data-v="{}"{}><a href="../../don-vi/00903/">Xã Hòa Mục</a>'
    vietnamese = re.search(r'<tr data-k="00903"><th scope="row" data-v="(\d+)">', page(DESKS).body)
    assert vietnamese is not None
    assert head.format(vietnamese[1], "") in page(DESKS).body
    assert head.format(vietnamese[1], ' lang="vi"') in page(DESKS, "en").body


def test_units_without_results_are_counted_not_listed() -> None:
    text = body(DESKS).text
    assert "Không có điểm vì chưa nộp số liệu hoặc không được đánh giá: 2 đơn vị" in text
    assert "Xã Ân Tình" not in text
    assert "as they handed nothing in or are not assessed: 2 units" in body(DESKS, "en").text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_hostile_names_stay_text_in_the_rows(lang: Lang) -> None:
    found = body(DESKS, lang)
    assert found.all("script") == []
    assert f"Huyện {HOSTILE}" in found.text
    assert f"Số máy {HOSTILE} (máy)" in found.text


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.REPORTING, Phase.REVIEW])
def test_before_results_there_is_no_point_of_any_unit(phase: Phase) -> None:
    found = body(DESKS, "vi", phase)
    assert "Điểm của các đơn vị được công bố cùng kết quả." in found.text
    assert "Xã Hòa Mục" not in found.text
    assert "lam-tot" not in found.ids
    assert [table for table in found.all("table") if "data-mb-sortable" in table] == []
    assert "Points of the units are published with the results." in body(DESKS, "en", phase).text


def test_the_parts_of_the_page_are_there_in_both_languages() -> None:
    ids = {"cach-tinh", "so-lieu", "quy-tac", "phan-bo", "dot-truoc", "lam-tot", "tung-don-vi"}
    assert ids <= body(DESKS).ids & body(DESKS, "en").ids
    text = body(DESKS, "en").text
    assert "Mean share 100.0% of 30 points" in text
    assert "Evidence asked for" in text
    assert all(found.get("scope") in ("col", "row") for found in body(DESKS, "en").all("th"))


# Spread ----------------------------------------------------------------------


def test_a_spread_counts_every_unit_once() -> None:
    view = SiteView.of(source().rounds).rounds[0]
    spread = view.spreads.of("village", "online")
    assert (spread.counted, spread.full, spread.zero) == (1, 0, 0)
    assert spread.mean == Fraction(1, 2)
    assert spread.bins == (0, 0, 0, 0, 0, 1, 0, 0, 0, 0)
    assert sum(spread.states.values()) == 3
    desks = view.spreads.of("village", "desks")
    assert (desks.counted, desks.full, desks.zero) == (3, 1, 1)
    assert desks.bins == (1, 0, 0, 0, 0, 0, 0, 0, 1, 1)


def test_the_mean_is_that_of_the_brief() -> None:
    view = SiteView.of(source().rounds).rounds[0]
    assert {key: view.spreads.of(*key).mean for key in view.mean_shares} == dict(view.mean_shares)


def test_scores_that_are_shared_count_as_often_as_they_stand() -> None:
    view = SiteView.of(source().rounds).rounds[0]
    one, *_ = view.by_criterion["village", "desks"]
    assert list(distinct([one, one, one])) == [(one, 3)]
    assert spread_of([one, one]).counted == 2


def test_bonus_and_deduction_have_a_share_though_they_stand_outside_the_maximum() -> None:
    view = SiteView.of(source().rounds).rounds[0]
    one = view.by_criterion["village", "desks"][0]
    deduction = replace(
        one, criterion=replace(one.criterion, role=Role.DEDUCTION), points=Fraction(-3), maximum=Fraction(0)
    )
    assert share_of(deduction) == 100_000
    assert parts_of(deduction) == (-3, 30)
    gone: CriterionScore = replace(
        view.by_criterion["village", "online"][0], criterion=deduction.criterion, maximum=Fraction(0)
    )
    assert share_of(gone) is None


# Good examples ---------------------------------------------------------------


def test_good_examples_have_all_points_and_evidence() -> None:
    text = body(DESKS).text
    examples = text[text.index("Ví dụ làm tốt") : text.index("Kết quả từng đơn vị")]
    assert "Sở: 2 đơn vị đạt trọn điểm Sở Dầu : 30,00 điểm" in examples
    assert "= 20 / 20" in examples
    assert "Huyện: 0 đơn vị đạt trọn điểm Chưa đơn vị nào đạt trọn điểm." in examples
    assert "Xã Hòa Mục" in examples
    assert "Báo cáo" in examples
    lan = body(LAN).text
    assert "Chưa đơn vị nào trong số đó nêu tài liệu kiểm chứng cho tiêu chí này." in lan


def test_good_examples_in_english() -> None:
    text = body(DESKS, "en").text
    assert "Sở: 2 units with all points Sở Dầu : 30.00 points" in text
    assert "No unit got all points yet." in text


def test_nobody_is_an_example_of_a_bonus_nobody_got() -> None:
    """In the late sample the bonus of the towns is earned in part."""
    found = parse(pressed_page(make_late(), f"{ROUND}/tieu-chi/staff/").body).text
    assert "Điểm cộng" in found or "điểm cộng" in found
    assert "Chưa đơn vị nào đạt trọn điểm." in found


# Since the round before ------------------------------------------------------


def _with_criteria(dataset: Dataset, round_id: str, criteria: CriteriaSet) -> Dataset:
    """The same data set with another criteria set in one of the two rounds."""
    changed = {**dataset.rounds, round_id: replace(dataset.rounds[round_id], criteria=criteria)}
    changed["2031"] = replace(changed["2031"], previous=changed["2030"])
    return Dataset(sets={item.criteria.id: item.criteria for item in changed.values()}, rounds=changed)


def _set(**changes: Criterion | None) -> CriteriaSet:
    """The sample's set under another id, with criteria changed or, for None, left out."""

    def changed(section: Section) -> Section:
        kept = (changes.get(item.id, item) for item in section.criteria)
        sections = tuple(changed(part) for part in section.sections)
        return replace(section, sections=sections, criteria=tuple(item for item in kept if item is not None))

    return replace(CRITERIA, id="bo-cu", pillars=tuple(changed(pillar) for pillar in CRITERIA.pillars))


def _since(dataset: Dataset, address: str, lang: Lang = "vi") -> str:
    text = parse(pressed_page(build_source(dataset, ()), address, lang).body).text
    start = text.index("Thay đổi từ đợt trước" if lang == "vi" else "Change since last round")
    return text[start : text.index("Ví dụ làm tốt" if lang == "vi" else "Good examples")].replace(NO_BREAK_SPACE, " ")


def _criterion(name: str) -> Criterion:
    return next(item for item in CRITERIA.criteria() if item.id == name)


def test_means_of_both_rounds_and_who_rose_and_fell() -> None:
    """Two towns changed places: one rose, one fell, the mean is the same."""
    text = _since(two_rounds(), ONLINE)
    assert "Bình quân đợt 2030" in text
    assert "Huyện 33,3% 33,3% không đổi 1 0 1" in text
    # The other office had another name then: it is not held against this one.
    assert "Sở 75,0% 75,0% không đổi 0 1 0" in text
    assert "Tiêu chí này ở đợt 2030" in text
    english = _since(two_rounds(), ONLINE, "en")
    assert "Huyện 33.3% 33.3% unchanged 1 0 1" in english
    assert "This criterion in round 2030" in english


def test_a_change_of_the_mean_is_in_percentage_points() -> None:
    dataset = two_rounds()
    earlier = dataset.rounds["2030"]
    worse = replace(earlier, submissions={**earlier.submissions, "s2": earlier.submissions["900"]})
    dataset = Dataset(
        sets=dataset.sets, rounds={"2030": worse, "2031": replace(dataset.rounds["2031"], previous=worse)}
    )
    assert "Sở 54,2% 75,0% ▲ tăng 20,8 điểm phần trăm 1 0 0" in _since(dataset, ONLINE)
    assert "Sở 54.2% 75.0% ▲ up 20.8 percentage points 1 0 0" in _since(dataset, ONLINE, "en")


@pytest.mark.parametrize(
    ("changes", "vi", "en"),
    [
        ({"lan": None}, "Không so sánh được: đợt 2030 không có tiêu chí này.", "round 2030 has no such criterion"),
        (
            {"lan": replace(_criterion("lan"), points={"office": Fraction(20), "town": Fraction(15)})},
            "Huyện Không so sánh được: điểm tối đa là 20, đợt 2030 là 15",
            "the maximum is 20 points, in round 2030 it was 15",
        ),
        (
            {"lan": replace(_criterion("lan"), points={"office": Fraction(20), "town": Fraction(20)})},
            "Xã Không so sánh được: đợt 2030 không đánh giá tiêu chí này ở cấp này",
            "round 2030 did not assess it in this tier",
        ),
        (
            {"lan": replace(_criterion("lan"), form=_criterion("desks").form)},
            "Sở Không so sánh được: cách tính hoặc số liệu được hỏi khác với đợt 2030",
            "formula or figures asked differ from round 2030",
        ),
    ],
)
def test_what_is_not_the_same_is_not_compared_and_says_why(
    changes: Mapping[str, Criterion | None], vi: str, en: str
) -> None:
    dataset = _with_criteria(two_rounds(), "2030", _set(**changes))
    assert vi in _since(dataset, LAN)
    assert en in _since(dataset, LAN, "en")


def test_nothing_is_compared_before_both_rounds_are_final() -> None:
    assert "chỉ so khi cả hai đợt đã có kết quả chính thức" in _since(two_rounds(now=Phase.PRELIMINARY), LAN)
    assert "This is the first round here." in body(LAN, "en").text


# Method ----------------------------------------------------------------------


def test_the_method_says_that_nothing_changed() -> None:
    text = parse(pressed_page(build_source(two_rounds(), ()), METHOD).body).text
    assert "Cùng bộ tiêu chí với đợt 2030: tiêu chí, điểm, cách tính và mức không thay đổi" in text
    assert "chưa có đợt trước để so" in body(METHOD).text


def test_the_method_lists_what_changed() -> None:
    form = YesNo(figure="has_lan")
    new = replace(_criterion("lan"), id="wifi", number="1.4", title=Text("Mạng không dây"), form=form)
    before = _set(lan=new, desks=replace(_criterion("desks"), points={"office": Fraction(25)}, evidence="none"))
    totals = {**before.totals, "town": Fraction(90)}
    before = replace(before, levels=before.levels[:1], conversion="group", totals=totals)
    dataset = _with_criteria(two_rounds(), "2030", before)
    text = parse(pressed_page(build_source(dataset, ()), METHOD).body).text.replace(NO_BREAK_SPACE, " ")
    assert "tổng điểm, Huyện: 90 → 100" in text
    assert "cách xếp hạng hoặc quy đổi khác trước mức xếp loại hoặc điều kiện của mức khác trước" in text
    assert "Tiêu chí thêm mới (1) 1.2 Mạng nội bộ" in text
    assert "Tiêu chí bỏ đi (1) 1.4 Mạng không dây" in text
    assert "Sở: 25 → 30 điểm; Huyện: – → 30 điểm; Xã: – → 30 điểm; yêu cầu về tài liệu kiểm chứng khác trước" in text
    english = parse(pressed_page(build_source(dataset, ()), METHOD, "en").body).text.replace(NO_BREAK_SPACE, " ")
    assert "New criteria (1) 1.2" in english
    assert "Sở: 25 → 30 points; Huyện: – → 30 points" in english


def test_a_tier_that_comes_or_goes_is_told() -> None:
    dataset = two_rounds()
    fewer = replace(CRITERIA, id="bo-cu", tiers=CRITERIA.tiers[:2])
    sites = [
        SiteView.of(build_source(_with_criteria(dataset, round_id, fewer), ()).rounds) for round_id in ("2030", "2031")
    ]
    now, before = (set_changes(*site.rounds).whole for site in sites)
    assert now == ("thêm cấp được đánh giá: Xã",)
    assert before == ("không còn đánh giá cấp: Xã",)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_method_holds_every_part(lang: Lang) -> None:
    found = body(METHOD, lang)
    expected = {"cau-truc", "tung-tieu-chi", "thieu-so-lieu", "mien", "quy-doi", "lam-tron", "xep-muc", "lich"}
    assert expected | {"vi-du", "dot-truoc", "can-cu"} <= found.ids
    words = {"vi": "Đợt này có 1 đơn vị được miễn.", "en": "In this round there are 1 such units."}
    assert words[lang] in found.text


def test_the_method_in_english() -> None:
    text = body(METHOD, "en").text
    assert "42.63 ÷ 48 × 50 = 44.41" in text
    assert "every pillar earns at least 50% of its points" in text
    assert "to 2 decimal places (half up)" in text
    assert "converted by the total" in text


def test_the_example_is_a_real_unit_of_the_round() -> None:
    text = body(METHOD).text
    assert "Ví dụ tính từ một đơn vị thật trong đợt" in text
    assert "vi-du" not in body(METHOD, "vi", Phase.REPORTING).ids
