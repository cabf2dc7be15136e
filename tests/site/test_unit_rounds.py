"""A unit over all rounds: its address, each round, where it came from, what became of it; the chart; the directory."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from functools import cache

import pytest

from minhbach.exact import NO_BREAK_SPACE, Lang
from minhbach.model.round import Phase
from minhbach.model.units import Register
from minhbach.site import addresses
from minhbach.site.charts.rank_history import DEPTH, TOP, Rank, rank_history
from minhbach.site.contexts import directory
from minhbach.site.contexts.unit_rounds import find_lives
from minhbach.site.contexts.view import SiteView
from minhbach.site.source import SiteSource, build_source
from tests.conftest import PROVINCE, ROOT
from tests.site.markup import Html, parse
from tests.site.pressing import pressed_page, public
from tests.site.sample import HOSTILE, REGISTER, UNITS, make_source
from tests.site.test_comparison import two_rounds

MOST_PACKED = 12_000
"""Bytes of the packed list of all units of the committed rounds."""


@cache
def province() -> SiteSource:
    return public(PROVINCE)


@cache
def committed() -> SiteSource:
    return public(ROOT)


def page(address: str, lang: Lang = "vi") -> Html:
    return parse(pressed_page(province(), address, lang).body)


def words(html: Html) -> str:
    return html.text.replace(NO_BREAK_SPACE, " ")


# Addresses -------------------------------------------------------------------


def test_an_address_rests_on_the_units_own_entry() -> None:
    """No other unit and no later round can move it."""
    by_code = {unit.code: unit for unit in UNITS}
    village, town, office = by_code["00901"], by_code["900"], by_code["s1"]
    assert addresses.unit_rounds(village, REGISTER) == "don-vi/ba-be/dia-linh/"
    assert addresses.unit_rounds(town, REGISTER) == "don-vi/ba-be/"
    assert addresses.unit_rounds(office, REGISTER) == "don-vi/so-dat/"
    alone = Register(REGISTER.province, (town, village))
    assert addresses.unit_rounds(village, alone) == addresses.unit_rounds(village, REGISTER)


def test_units_of_one_name_below_two_others_have_two_pages() -> None:
    assert "mã 02005" in page("don-vi/thi-xa-may-thuong/phuong-ben-do/").text
    assert "mã 02014" in page("don-vi/thi-xa-may-ha/phuong-ben-do/").text


@pytest.mark.parametrize("source", [province, committed], ids=["province", "committed"])
def test_every_unit_of_every_round_is_on_exactly_one_page(source: Callable[[], SiteSource]) -> None:
    site = SiteView.of(source().rounds)
    lives = find_lives(site).lives
    found = [(site.rounds[at].id, unit.code) for life in lives for at, unit in life.entries]
    assert sorted(found) == sorted((view.id, unit.code) for view in site.rounds for unit in view.source.shown_units)
    assert len({life.address for life in lives}) == len(lives)
    for life in lives:
        places = [at for at, _ in life.entries]
        assert places == sorted(set(places)), life.address


# The page --------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_round_stands_with_rank_total_and_level(lang: Lang) -> None:
    body = page("don-vi/thi-xa-may-thuong/phuong-ben-do/", lang)
    (table,) = body.all("table")
    assert table
    text = words(body)
    new, old = ("Đợt 2021", "Đợt 2020") if lang == "vi" else ("Round 2021", "Round 2020")
    assert 0 <= text.index(new) < text.index(old)
    links = {item["href"] for item in body.all("a")}
    assert {"../../../2021/don-vi/02005/", "../../../2020/don-vi/02005/"} <= links
    assert all(item.get("scope") in ("col", "row") for item in body.all("th"))
    assert len(body.all("caption")) == 1


def test_a_unit_that_was_split_keeps_its_page_and_names_its_successors() -> None:
    body = page("don-vi/thi-xa-may-thuong/phuong-doi-thong/")
    text = words(body)
    assert "Đơn vị này không có trong danh sách của đợt 2021. Xem đơn vị kế tiếp ở dưới." in text
    assert "Một phần thành hoặc nhập vào Phường Đồi Chè (mã 02011, đợt 2021)" in text
    assert "Phần còn lại thành hoặc nhập vào Phường Vườn Dừa (mã 02020, đợt 2021)" in text
    assert "../phuong-doi-che/" in {item["href"] for item in body.all("a")}
    english = words(page("don-vi/thi-xa-may-thuong/phuong-doi-thong/", "en"))
    assert "A part became or went to Phường Đồi Chè (code 02011, round 2021)" in english


def test_successors_name_what_they_came_from() -> None:
    part = words(page("don-vi/thi-xa-may-thuong/phuong-doi-che/"))
    assert "Phường Đồi Thông (mã 02011, đợt 2020): nhận một phần" in part
    kept = words(page("don-vi/thi-xa-may-ha/phuong-vuon-dua/"))
    assert "Phường Đồi Thông (mã 02011, đợt 2020): nhận phần còn lại" in kept
    assert "Không đánh giá trong đợt này: Tổ chức lại từ ngày 01/11/2021, chưa đánh giá" in kept


def test_a_unit_that_simply_went_on_has_neither() -> None:
    ids = page("don-vi/thi-xa-may-thuong/phuong-ben-do/").ids
    assert not {"tu-don-vi", "thanh-don-vi"} & ids


def test_no_movement_beside_results_that_are_not_final() -> None:
    """Nor a chart: beside the final rank of the round before, a preliminary rank would be a movement."""
    for phase, moves in ((Phase.FINAL, True), (Phase.PRELIMINARY, False), (Phase.REVIEW, False)):
        source = build_source(two_rounds(Phase.ARCHIVED, phase), ())
        body = parse(pressed_page(source, "don-vi/so-dau/").body)
        assert ("So với đợt trước" in body.text) is moves
        assert bool(body.all("svg")) is moves


def test_a_rank_that_cannot_be_compared_is_joined_by_a_broken_line() -> None:
    """The office that had another name then is no longer the same unit."""
    source = build_source(two_rounds(), ())
    same, other = (pressed_page(source, f"don-vi/{slug}/").body for slug in ("so-dau", "so-dat"))
    assert "mb-ranks__line--broken" not in same
    assert "Đợt 2030: hạng 1/2; Đợt 2031: hạng 1/2." in same
    assert "mb-ranks__line--broken" in other
    assert "Nét đứt: hai đợt không so sánh được" in other


def test_hostile_names_stay_texts() -> None:
    body = parse(pressed_page(make_source(), "don-vi/hostile/").body)
    assert not body.all("script")
    assert HOSTILE in body.text
    assert "49091" not in body.text


# The chart -------------------------------------------------------------------


def _ranks(*ranks: tuple[int, int]) -> list[Rank]:
    return [Rank(round=str(2000 + at), rank=rank, of=of, joined=at != 2) for at, (rank, of) in enumerate(ranks)]


def test_the_first_rank_is_on_top_and_the_last_at_the_bottom() -> None:
    chart = rank_history(_ranks((1, 10), (10, 10), (11, 21), (1, 1)))
    assert chart is not None
    assert [dot.y for dot in chart.dots] == [TOP, TOP + DEPTH, TOP + DEPTH // 2, TOP]
    assert [dot.x for dot in chart.dots] == ["10%", "36.67%", "63.33%", "90%"]
    assert [dot.label for dot in chart.dots] == ["1/10", "10/10", "11/21", "1/1"]
    assert [line.broken for line in chart.stretches] == [False, True, False]
    assert chart.is_broken


def test_labels_stay_inside_the_chart() -> None:
    chart = rank_history(_ranks(*((rank, 30) for rank in range(1, 31))))
    assert chart is not None
    assert all(12 <= dot.label_y <= chart.bottom for dot in chart.dots)


@pytest.mark.parametrize("count", [0, 1])
def test_one_rank_makes_no_line(count: int) -> None:
    assert rank_history(_ranks(*[(1, 2)] * count)) is None


# The directory ---------------------------------------------------------------


def test_the_directory_leads_to_the_units_and_to_their_rounds() -> None:
    body = page("don-vi/")
    links = [item["href"] for item in body.all("a")]
    assert {"thi-xa-may-ha/phuong-ben-do/", "../2020/don-vi/02014/", "../2021/don-vi/02014/"} <= set(links)
    assert "Directory of units" in page("don-vi/", "en").text
    assert {item["lang"] for item in page("don-vi/", "en").all("ul") if "lang" in item} == {"vi"}


def test_a_code_that_was_given_to_another_unit_stands_twice() -> None:
    entries = [entry for tier in directory.build(SiteView.of(province().rounds)).tiers for entry in tier.entries]
    assert sorted(entry.name for entry in entries if entry.code == "02011") == ["Phường Đồi Chè", "Phường Đồi Thông"]


def test_a_long_list_is_cut_by_area(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the alphabet; the same name of an area may stand twice in a country, so its code stands with it."""
    monkeypatch.setattr(directory, "MOST_LISTED", 3)
    tiers = {tier.id: tier for tier in directory.build(SiteView.of(make_source().rounds)).tiers}
    assert [group.title for group in tiers["cap-so"].groups] == [""]
    titles = [group.title for group in tiers["cap-xa"].groups]
    assert titles == ["Huyện Ba Bể (900)", f"Huyện {HOSTILE} (901)"]
    assert [entry.name for entry in tiers["cap-xa"].groups[0].entries] == ["Thị trấn Chợ Rã", "Xã Địa Linh"]
    folds = parse(pressed_page(make_source(), "don-vi/").body).all("details")
    assert len(folds) == 2


def test_the_list_of_the_finder_is_a_script_and_small() -> None:
    for source in (province(), committed()):
        script = directory.finder_script(directory.build(SiteView.of(source.rounds)))
        assert script.startswith(b"mbUnits([[")
        assert script.endswith(b"]]);\n")
        rows = json.loads(script.removeprefix(b"mbUnits(").removesuffix(b");\n"))
        assert all(len(row) == 4 and row[3].endswith(f"/don-vi/{row[2].lower()}/") for row in rows)
        assert len(gzip.compress(script, 9)) <= MOST_PACKED
