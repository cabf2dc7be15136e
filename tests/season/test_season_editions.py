"""What the season published: three editions that anybody can recompute, and two cut-off dates that never mix."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from minhbach.model.chain import Origin
from minhbach.model.record import Record
from minhbach.model.submission import Answer
from minhbach.reading.published import read_record, record_path
from minhbach.repository import RoundData
from tests.season.commits import git
from tests.season.conftest import answer
from tests.season.play import ROUND, Season
from tests.season.winter import EDITIONS

DATES = {"preliminary": "2019-11-15", "final": "2019-12-31", "final-2": "2019-12-31"}


@pytest.fixture(scope="session")
def records(clone: Path) -> dict[str, Record]:
    return {
        edition: read_record((clone / record_path(ROUND, edition)).read_bytes(), ROUND, edition) for edition in EDITIONS
    }


@pytest.fixture(scope="session")
def supplements(data: RoundData) -> dict[tuple[str, str], tuple[Answer, Answer]]:
    """What each supplement says of a figure of a unit, and what was reported before."""
    found = {
        (code, figure): (submission.answers[figure], change.answer)
        for code, submission in data.submissions.items()
        for figure, change in submission.supplement.items()
    }
    assert len({code for code, _ in found}) > 10
    return found


# Anybody can recompute ---------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_holds_in_a_fresh_clone(season: Season, edition: str) -> None:
    (said,) = (item for item in season.the_desk.said if item.line == f"minhbach verify {ROUND} {edition}")
    assert said.code == 0
    assert f"Khớp từng byte: {ROUND}-{edition}," in said.text


def test_the_repository_is_clean(season: Season) -> None:
    (said,) = (item for item in season.the_desk.said if item.line == "minhbach validate")
    assert said.code == 0
    assert "0 lỗi phải sửa" in said.text


def test_each_edition_has_a_tag_on_the_commit_that_received_it(season: Season, clone: Path) -> None:
    assert git(clone, "tag", "--list").split() == sorted(f"{ROUND}-{edition}" for edition in EDITIONS)
    for edition in EDITIONS:
        files = git(
            clone, "show", "-m", "--first-parent", "--name-only", "--format=%s", f"{ROUND}-{edition}^{{commit}}"
        )
        assert record_path(ROUND, edition) in files.splitlines()
        assert "Công bố kết quả" in git(clone, "log", "-1", "--format=%s", f"{ROUND}-{edition}^2")


def test_the_first_final_is_what_it_was_before_the_amendment(season: Season, clone: Path) -> None:
    path = record_path(ROUND, "final")
    assert git(clone, "log", "--format=%H", "--first-parent", "--", path).count("\n") == 0
    assert git(clone, "rev-parse", f"{ROUND}-final:{path}") == git(clone, "rev-parse", f"HEAD:{path}")


# Two cut-off dates -------------------------------------------------------------


def test_each_record_names_its_own_date(records: Mapping[str, Record]) -> None:
    assert {edition: record.figures_as_of.isoformat() for edition, record in records.items()} == DATES


def test_a_supplement_counts_in_final_and_never_in_preliminary(
    records: Mapping[str, Record], supplements: Mapping[tuple[str, str], tuple[Answer, Answer]]
) -> None:
    for (code, figure), (reported, supplemented) in supplements.items():
        early, late = (records[name].units[code].chains[figure] for name in ("preliminary", "final"))
        assert Origin.SUPPLEMENTED not in {link.origin for link in early.links}
        assert early.links[0].answer == reported
        assert [link.answer for link in late.links if link.origin is Origin.SUPPLEMENTED] == [supplemented]


def test_minutes_agreed_in_january_count_in_final_only(records: Mapping[str, Record]) -> None:
    early, late = ({code for code, _ in _settled(records[name])} for name in ("preliminary", "final"))
    assert early < late


def test_an_amendment_counts_in_the_second_final_only(records: Mapping[str, Record], data: RoundData) -> None:
    assert data.amendments
    for change in data.amendments[0].changes:
        first, second = (records[name].units[change.unit].chains[change.figure] for name in ("final", "final-2"))
        assert (first.current, second.current) == (change.old, change.new)
    for name in ("preliminary", "final"):
        assert Origin.AMENDED not in set(_origins(records[name]))


def _settled(record: Record) -> Iterator[tuple[str, str]]:
    for code, unit in record.units.items():
        for figure, chain in unit.chains.items():
            if any(link.origin is Origin.SETTLED for link in chain.links):
                yield code, figure


def _origins(record: Record) -> Iterator[Origin]:
    for unit in record.units.values():
        for chain in unit.chains.values():
            yield from (link.origin for link in chain.links)


# In every output ---------------------------------------------------------------


def scores(root: Path, *words: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(answer(root, "score", ROUND, "--format", "json", *words))
    return document


def totals(document: Mapping[str, Any]) -> dict[str, tuple[str, int]]:
    return {unit["code"]: (unit["total_published"], unit["rank"]) for unit in document["units"] if unit.get("rank")}


def recorded(record: Record) -> dict[str, tuple[str, int]]:
    return {
        code: (place.published, place.rank)
        for code, unit in record.units.items()
        for scale, place in unit.places.items()
        if scale == "total"
    }


def test_scores_of_each_milestone_are_those_that_were_published(
    clone: Path, early: Path, records: Mapping[str, Record]
) -> None:
    """At the end, and in January, when supplements were in and only preliminary was out."""
    preliminary, final = recorded(records["preliminary"]), recorded(records["final-2"])
    assert preliminary != final
    assert totals(scores(clone, "--milestone", "preliminary")) == preliminary
    assert totals(scores(clone)) == final
    assert scores(early)["milestone"] == "preliminary"
    assert totals(scores(early)) == preliminary


def test_no_supplemented_figure_in_preliminary_scores(early: Path, clone: Path) -> None:
    origins = re.compile('"origin":"(supplemented|amended)"')
    assert not origins.search(answer(early, "score", ROUND, "--format", "json"))
    assert not origins.search(answer(clone, "score", ROUND, "--format", "json", "--milestone", "preliminary"))
    assert origins.search(answer(clone, "score", ROUND, "--format", "json"))


def test_exports_of_the_two_milestones(
    early: Path, clone: Path, tmp_path: Path, supplements: Mapping[tuple[str, str], tuple[Answer, Answer]]
) -> None:
    answer(early, "export", ROUND, "--out", str(tmp_path / "early"))
    answer(clone, "export", ROUND, "--out", str(tmp_path / "clone"), "--milestone", "preliminary")
    answer(clone, "export", ROUND, "--out", str(tmp_path / "end"))
    early_table, same_table, end_table = (figures(tmp_path / name) for name in ("early", "clone", "end"))
    assert early_table == same_table
    for place, (reported, supplemented) in supplements.items():
        origins = [row["origin"] for row in early_table[place] if row["origin"] != "settled"]
        assert origins in (["reported"], ["reported", "computed"])
        assert early_table[place][0]["value"] == str(reported.value)
        assert str(supplemented.value) in {row["value"] for row in end_table[place] if row["origin"] == "supplemented"}


def figures(folder: Path) -> dict[tuple[str, str], list[dict[str, str]]]:
    """The table of figures of an export or of a site: the values of each figure of each unit in their order."""
    text = (folder / ROUND / "du-lieu" / "so-lieu.csv").read_text(encoding="utf-8-sig")
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault((row["code"], row["figure"]), []).append(row)
    return found
