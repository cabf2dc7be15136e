"""The page of a unit in a round, in both languages: what it tells, what it leads to, that it stays lean."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from minhbach.diagnostics import Text
from minhbach.exact import NO_BREAK_SPACE, Lang
from minhbach.model.criteria import Role
from minhbach.model.round import Phase
from minhbach.repository import Dataset
from minhbach.site.contexts import verdicts
from minhbach.site.contexts.answers import most_lost
from minhbach.site.contexts.unit import build
from minhbach.site.contexts.unit_rounds import find_lives, newest_pages
from minhbach.site.contexts.view import RoundView, SiteView
from minhbach.site.render import Renderer
from minhbach.site.source import SiteSource, build_source
from tests.conftest import PROVINCE, ROOT
from tests.site.late import make_late
from tests.site.markup import Html, parse
from tests.site.pressing import TEMPLATES, pressed_page, public
from tests.site.sample import CRITERIA, HOSTILE, ROUND, make_dataset, make_source


def page(code: str, lang: Lang = "vi", source: SiteSource | None = None) -> Html:
    return parse(pressed_page(source or make_source(), f"{ROUND}/don-vi/{code}/", lang).body)


def words(html: Html) -> str:
    return html.text.replace(NO_BREAK_SPACE, " ")


@cache
def province() -> SiteSource:
    return public(PROVINCE)


def test_the_head_says_name_code_tier_and_the_day_of_the_figures() -> None:
    text = words(page("00901"))
    assert "Xã · Huyện Ba Bể · mã 00901 · số liệu đến 31/12/2031" in text
    english = words(page("00901", "en"))
    assert "Huyện Ba Bể · code 00901 · figures as of 31 December 2031" in english


def test_the_gap_to_the_next_rank_is_told_in_both_languages() -> None:
    assert "Kém hạng 1 liền trên 27,00 điểm." in words(page("00901"))
    assert "Hơn hạng 2 liền dưới 27,00 điểm." in words(page("00903"))
    assert "48.00 points behind rank 2, next above." in words(page("00902", "en"))
    assert "20.00 points ahead of rank 2, next below." in words(page("900", "en"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_names_of_units_are_marked_as_vietnamese_on_english_pages(lang: Lang) -> None:
    (name,) = page("00901", lang).all("h1")
    assert name.get("lang") == (None if lang == "vi" else "vi")


def test_an_english_page_has_english_words_and_numbers() -> None:
    text = words(page("00901", "en"))
    for part in (
        "Median of the tier",
        "Each criterion",
        "Not answered",
        "Not applicable",
        "To improve: where the most points were lost",
        "What was handed in",
        "24 November 2031, 08:05",
        "Supplemented",
    ):
        assert part in text, part
    for part in ("Từng tiêu chí", "Hạng", "Trung vị", "Chưa trả lời", "Lý do:"):
        assert part not in text, part


def test_every_criterion_has_figures_formula_points_and_evidence() -> None:
    body = page("s1")
    items = [item for item in body.all("details") if item.get("id", "").startswith("tc-")]
    assert [item["id"] for item in items] == ["tc-desks", "tc-lan", "tc-online"]
    text = words(body)
    assert "Số người 20 người" in text
    assert "[Số hồ sơ trực tuyến] / [Số hồ sơ] = 900 / 1.200 = 0,75. Điểm = 75% × 50 = 37,5." in text
    assert "Mất 12,50 điểm" in text
    assert "37,50 /50" in text
    assert "Tài liệu kiểm chứng:" in text
    assert body.all("summary")[2]["style"] == "--w:75%"
    links = {item["href"] for item in body.all("a")}
    assert "../../tieu-chi/online/" in links


def test_a_chain_shows_each_value_and_which_one_counts() -> None:
    text = words(page("00901", source=make_late()))
    assert "Báo cáo 4 máy" in text
    assert "Bổ sung, điều chỉnh được tính điểm 8 máy" in text
    assert "Thống nhất theo biên bản được tính điểm Có" in text
    english = words(page("00901", "en", make_late()))
    assert "Reported 4 máy" in english
    assert "Supplemented counts 8 máy" in english


def test_what_was_lost_stands_in_order_and_the_order_is_exact() -> None:
    """By what was lost before it is rounded: 10,001 files of 30,000 lose less than a third of the points."""
    view = SiteView.of(make_source().rounds).rounds[0]
    found = build(view, view.register.by_code["901"]).improvements
    lost = [item.verdict.lost_order for item in found]
    assert [item.frame.id for item in found] == ["online", "lan", "desks"]
    assert lost == sorted(lost, reverse=True)
    assert most_lost(()) == ()


def test_units_that_answered_alike_share_a_verdict_and_others_do_not() -> None:
    view = SiteView.of(make_source().rounds).rounds[0]
    one, two, other = (build(view, view.register.by_code[code]).groups for code in ("s1", "s2", "900"))
    assert one[0].criteria[0].verdict is two[0].criteria[0].verdict
    assert one[0].criteria[0].verdict is not other[0].criteria[0].verdict


def test_yes_is_not_one_and_a_reason_is_part_of_an_answer() -> None:
    """00901 answered nothing applicable, each figure with its own reason."""
    text = words(page("00901"))
    assert f"Lý do: Không có thủ tục {HOSTILE}" in text
    assert "Lý do: Không có thủ tục Lý do" not in text


def test_a_group_of_deductions_alone_is_told_although_it_has_no_points_of_its_own() -> None:
    """It has no bar, since nothing can be earned in it."""
    ready, done = CRITERIA.pillars
    criterion = replace(done.criteria[0], id="late", number="9.1", role=Role.DEDUCTION)
    group = replace(done, id="minus", title=Text("Điểm trừ riêng"), totals={}, criteria=(criterion,))
    done = replace(done, criteria=(), sections=(replace(done, id="files"), group))
    data = make_dataset().rounds[ROUND]
    criteria = replace(CRITERIA, pillars=(ready, done))
    dataset = Dataset(sets={criteria.id: criteria}, rounds={ROUND: replace(data, criteria=criteria)})
    view = SiteView.of(build_source(dataset, ()).rounds).rounds[0]
    found = build(view, view.register.by_code["s1"])
    assert "Điểm trừ riêng" not in [bar.title for bar in found.bars]
    assert [item.title for item in found.groups] == ["Hạ tầng", "Kết quả", "Điểm trừ riêng"]
    assert found.groups[2].criteria[0].verdict.lost == "37,50"


def test_a_stranger_is_told_how_to_compute_the_results_again() -> None:
    text = words(page("00902", source=make_late()))
    assert f"git checkout {ROUND}-final-2 minhbach verify {ROUND} final-2 minhbach explain {ROUND} 00902" in text
    assert "0123456789" in text
    computed = words(page("00902"))
    assert "minhbach verify" not in computed
    assert f"minhbach explain {ROUND} 00902" in computed


@pytest.mark.parametrize("phase", [Phase.REPORTING, Phase.REVIEW])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_before_results_there_is_nothing_to_compute(phase: Phase, lang: Lang) -> None:
    body = page("00902", lang, make_late(phase, ""))
    assert not {"tinh-lai", "tieu-chi", "nhom", "cai-thien"} & body.ids
    assert "ho-so" in body.ids


def test_a_unit_leads_to_its_neighbour_and_to_its_data() -> None:
    links = {item["href"] for item in page("00903").all("a")}
    assert {"../../so-sanh/?dv=00903,00901", "../../../don-vi/hostile/hoa-muc/"} <= links
    assert "../../so-sanh/?dv=00902,00901" in {item["href"] for item in page("00902").all("a")}
    view = SiteView.of(make_source().rounds).rounds[0]
    unit = view.register.by_code["00903"]
    tables = [f"{ROUND}/du-lieu/so-lieu.csv", f"{ROUND}/du-lieu/diem.csv"]
    own = f"api/v1/{ROUND}/units/00903.json"
    assert [item.address for item in build(view, unit).downloads] == [own, *tables]


def test_a_commit_is_a_link_only_where_the_repository_is_known() -> None:
    source = make_late()
    (round_,) = source.rounds
    event = replace(round_.history.events[0], unit="00902", commit="ab" * 20)
    for repository, links in (("", 0), ("https://forge.example/o/n", 1)):
        known = replace(round_, repository=repository, history=replace(round_.history, events=(event,)))
        body = page("00902", source=replace(source, rounds=(known,)))
        found = [item for item in body.all("a") if item["href"] == f"https://forge.example/o/n/commit/{'ab' * 20}"]
        assert len(found) == links
        assert "ababababab" in body.text


def test_an_archived_round_leads_to_the_newest_page_of_the_same_unit() -> None:
    source = province()
    new, old = source.rounds[0], source.rounds[-1]
    data = replace(old.data, round=replace(old.data.round, phase=Phase.ARCHIVED))
    site = SiteView.of((new, replace(old, data=data)))
    pages = newest_pages(site, find_lives(site), site.rounds[1])
    assert pages["02005"].address == f"{new.round.id}/don-vi/02005/"
    assert newest_pages(site, find_lives(site), site.rounds[0]) == {}
    view: RoundView = site.rounds[1]
    body = Renderer([TEMPLATES]).body("unit.html", build(view, view.register.by_code["02005"], pages["02005"]), "a/b/")
    assert "Đợt này đã lưu trữ." in body
    assert f"đợt {new.round.id}</a>" in body


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_of_the_real_round_stays_lean(lang: Lang) -> None:
    """The weight of the body before the shell, of a middling unit with 43 criteria."""
    (source,) = (item for item in public(ROOT).rounds if item.round.id == "2019")
    view = SiteView.of((source,), lang).rounds[0]
    context = build(view, view.register.by_code["01933"])
    body = Renderer([TEMPLATES], lang).body("unit.html", context, context.address)
    assert len(body.encode()) <= 52_000
    assert "\n  " not in body


def test_what_is_remembered_is_the_same_as_what_is_made_anew() -> None:
    source = make_late()
    for code in ("s1", "s2", "00902", "00903"):
        assert page(code, source=source).text == page(code, source=make_late()).text


def test_verdicts_are_not_kept_without_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    view = SiteView.of(make_source().rounds).rounds[0]
    units = [view.register.by_code[code] for code in ("s1", "900", "901", "00902")]
    before = [build(view, unit).groups for unit in units]
    monkeypatch.setattr(verdicts, "MOST", 2)
    fresh = SiteView.of(make_source().rounds).rounds[0]
    assert [build(fresh, unit).groups for unit in units] == before
