"""The site of January, when supplements were in and only preliminary was out, and the site of the end."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest

from minhbach.reading.published import read_record, record_path
from minhbach.repository import RoundData
from tests.season.conftest import answer
from tests.season.play import ROUND, Season
from tests.season.winter import WITNESS


@pytest.fixture(scope="module")
def early_site(early: Path) -> Path:
    place = early.parent / "site"
    answer(early, "build", "--out", str(place))
    return place


@pytest.fixture(scope="module")
def late_site(season: Season) -> Path:
    return season.the_desk.folder.parent / "site"


def text(site: Path, address: str) -> str:
    """A page as it is read."""
    page = (site / ROUND / address / "index.html").read_text(encoding="utf-8")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ").split())


def totals(clone: Path, edition: str) -> dict[str, str]:
    """Published points by unit, as a page writes them."""
    record = read_record((clone / record_path(ROUND, edition)).read_bytes(), ROUND, edition)
    places = {code: unit.places.get("total") for code, unit in record.units.items()}
    return {code: place.published.replace(".", ",") for code, place in places.items() if place is not None}


def supplemented(data: RoundData) -> Mapping[str, list[str]]:
    """By unit the titles of the documents that its supplement rests on: they stand nowhere else."""
    return {
        code: [item.title for change in submission.supplement.values() for item in change.evidence]
        for code, submission in data.submissions.items()
        if submission.supplement
    }


def test_a_unit_shows_the_edition_that_is_out(clone: Path, early_site: Path, late_site: Path, data: RoundData) -> None:
    before, after = totals(clone, "preliminary"), totals(clone, "final-2")
    moved = [code for code in supplemented(data) if before[code] != after[code]]
    assert moved
    for code in moved:
        early, late = (text(site, f"don-vi/{code}") for site in (early_site, late_site))
        assert f"Tổng điểm {before[code]} " in early
        assert "số liệu đến 15/11/2019" in early
        assert f"Tổng điểm {after[code]} " in late
        assert "số liệu đến 31/12/2019" in late


def test_nothing_of_a_supplement_stands_beside_preliminary_results(
    early_site: Path, late_site: Path, data: RoundData
) -> None:
    titles = supplemented(data)
    assert sum(map(len, titles.values())) > len(titles) > 10
    pages = {
        place.relative_to(early_site): unescape(place.read_text(encoding="utf-8-sig"))
        for place in early_site.rglob("*")
        if place.suffix in (".html", ".json", ".csv")
    }
    wanted = re.compile("|".join(re.escape(title) for of_unit in titles.values() for title in of_unit))
    assert [str(place) for place, page in pages.items() if wanted.search(page)] == []
    for code, of_unit in titles.items():
        late = text(late_site, f"don-vi/{code}")
        assert all(title in late for title in of_unit), code


def test_that_a_supplement_came_is_told_without_its_figures(early_site: Path, late_site: Path, data: RoundData) -> None:
    for code in supplemented(data):
        early = text(early_site, f"don-vi/{code}").partition("Lịch sử")[2]
        assert "Bổ sung, điều chỉnh" in early
        assert "→" not in early.partition("Bổ sung, điều chỉnh")[2].partition("Nhận vào kho")[0], code


def test_downloads_are_of_the_edition_that_is_out(clone: Path, early_site: Path, late_site: Path) -> None:
    for site, edition, milestone in ((early_site, "preliminary", "preliminary"), (late_site, "final-2", "final")):
        document = json.loads((site / ROUND / "du-lieu" / "ket-qua.json").read_text(encoding="utf-8"))
        assert document["milestone"] == milestone
        shown = {unit["code"]: unit["total_published"] for unit in document["units"] if unit.get("rank")}
        assert {code: points.replace(".", ",") for code, points in shown.items()} == totals(clone, edition)


def test_each_minutes_have_their_page(late_site: Path, data: RoundData) -> None:
    for code in data.inspections:
        assert data.register.by_code[code].name in text(late_site, f"bien-ban/{code}")
    assert "300" in text(late_site, f"bien-ban/{WITNESS}")


def test_the_next_round_is_on_the_site_without_results(late_site: Path) -> None:
    assert (late_site / "2020" / "index.html").is_file()
    assert not (late_site / "2020" / "xep-hang").exists()
