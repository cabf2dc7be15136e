"""The history of a round and of a unit on the site: what it tells, what the phase keeps back, without git too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from minhbach.exact import NO_BREAK_SPACE
from minhbach.git import GitRepository
from minhbach.history.log import read_log
from minhbach.model.round import Phase
from minhbach.repository import Dataset
from minhbach.site.contexts.view import SiteView
from minhbach.site.menu import build_menu
from minhbach.site.past import gather_here
from minhbach.site.source import SiteSource, build_source
from tests.conftest import PROVINCE
from tests.season.commits import git
from tests.site.late import make_late
from tests.site.markup import Html, parse
from tests.site.pressing import pressed_pages
from tests.site.sample import HOSTILE, make_source
from tests.unit.history.past import ROUND, WARD, WARD_PATH, Past, begun, figure, province_files

FILE = province_files()[WARD_PATH]
PAGE, UNIT = f"{ROUND}/lich-su/", f"{ROUND}/don-vi/{WARD}/"


def _body(source: SiteSource, address: str) -> Html:
    return parse(pressed_pages(source)[address].body)


@pytest.fixture
def past(tmp_path: Path) -> Past:
    past = begun(tmp_path, WARD_PATH)
    past.receive({WARD_PATH: FILE})
    past.receive({WARD_PATH: figure(FILE, "staff", "21")})
    return past


def _source(past: Past, phase: Phase = Phase.FINAL) -> SiteSource:
    data = past.data()
    data = replace(data, round=replace(data.round, phase=phase), previous=None)
    with GitRepository(past.bare) as repository:
        dataset = Dataset(sets={data.criteria.id: data.criteria}, rounds={ROUND: data})
        return build_source(dataset, (), log=read_log(repository, "main"))


def test_a_unit_tells_its_own_timeline(past: Past) -> None:
    page = _body(_source(past), UNIT)
    assert "lich-su" in page.ids
    for words in ("15/11/2021 11:00", "phuong-ben-do-1 (52005)", "20 người → 21 người", (past.head or "")[:10]):
        assert words.replace(" ", "") in page.text.replace(NO_BREAK_SPACE, "").replace(" ", ""), words
    assert {"title": past.head} in page.all("code")


def test_a_round_tells_each_day_by_what_happened(past: Past) -> None:
    page = _body(_source(past), PAGE)
    assert "ngay-2021-11-15" in page.ids
    text = " ".join(page.text.split())
    assert f"Lập từ lịch sử git đến bản ghi {(past.head or '')[:10]}" in text
    assert "Nộp số liệu (1)" in text
    assert "Sửa số liệu (1)" in text
    assert "Danh mục đơn vị thay đổi (1)" in text
    assert any(link.get("href", "").endswith(f"don-vi/{WARD}/") for link in page.all("a"))


def test_long_lists_are_folded(past: Past) -> None:
    files = {path: data for path, data in province_files().items() if "/units/" in path}
    for staff in range(22, 36):
        past.receive({WARD_PATH: figure(FILE, "staff", str(staff))})
    assert len(files) < 22
    folds = _body(_source(past), PAGE).all("details")
    assert any("open" not in item for item in folds)
    assert any("open" in item for item in folds)


@pytest.mark.parametrize("phase", [Phase.REPORTING, Phase.DISTRICT_APPROVAL, Phase.REVIEW, Phase.INSPECTION])
def test_no_figure_is_told_before_there_are_results(past: Past, phase: Phase) -> None:
    source = _source(past, phase)
    for address in (UNIT, PAGE):
        text = _body(source, address).text
        assert "Sửa số liệu" in text
        assert "→" not in text


def test_the_page_is_in_both_menus(past: Past) -> None:
    source = _source(past)
    (entry,) = [entry for entry in build_menu(SiteView.of(source.rounds)) if entry.title == f"Đợt {ROUND}"]
    assert "Lịch sử" in [item.title for item in entry.entries]
    assert any(link.get("aria-current") == "page" for link in _body(source, PAGE).all("a"))


def test_without_git_the_page_says_on_what_it_rests() -> None:
    text = " ".join(_body(make_source(), "2031/lich-su/").text.split())
    assert "Không có lịch sử git ở đây" in text
    assert "Nộp số liệu" in text


def test_hostile_texts_stay_texts() -> None:
    source = make_late()
    for address in ("2031/lich-su/", "2031/don-vi/00901/"):
        page = _body(source, address)
        assert not page.all("script")
        assert "49091" not in page.text
    assert HOSTILE[:8] in _body(source, "2031/lich-su/").text


def test_editions_and_minutes_are_told_when_the_phase_shows_them() -> None:
    late = " ".join(_body(make_late(), "2031/lich-su/").text.split())
    assert "Công bố kết quả" in late
    assert "final-2" in late
    early = " ".join(_body(make_late(Phase.PRELIMINARY), "2031/lich-su/").text.split())
    assert "preliminary" in early
    assert "final-2" not in early


def test_a_unit_tells_where_each_edition_placed_it() -> None:
    assert "hạng" in _body(make_late(), "2031/don-vi/00901/").text


def test_a_folder_inside_a_repository_of_somebody_else_has_no_history() -> None:
    assert all(item.history.head is None for item in gather_here(PROVINCE).rounds)


def test_two_full_clones_give_the_same_bytes(past: Past, tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        git(tmp_path, "clone", "--quiet", "--branch", "main", past.bare.as_uri(), str(tmp_path / name))
        source = gather_here(tmp_path / name)
        assert source.rounds[0].history.head == past.head
        found.append(pressed_pages(source)[PAGE].body)
    assert found[0] == found[1]
