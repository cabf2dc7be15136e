"""The page of threats names code and tests that are there, and shows the season's table as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.season.__main__ import ALL_ATTACKS, rules_table

PAGE = ROOT / "site_src" / "moi-de-doa.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROWS = re.findall(r"(?m)^\| (T[0-9]+) \|(.*)\|$", TEXT)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def _named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_the_page_names_t1_to_t18() -> None:
    assert [name for name, _ in ROWS] == [f"T{number}" for number in range(1, 19)]


@pytest.mark.parametrize(("threat", "row"), ROWS, ids=[name for name, _ in ROWS])
def test_the_code_that_answers_a_threat_is_there(threat: str, row: str) -> None:
    named = _named(_cells(row)[2])
    assert named, threat
    for path in named:
        places = (ROOT / path, ROOT / "scripts" / "minhbach" / path)
        assert any(place.is_file() for place in places), f"{threat}: {path}"


def _tests() -> Iterator[str]:
    for path in (ROOT / "tests").rglob("test_*.py"):
        yield from re.findall(r"(?m)^def (test_\w+)", path.read_text(encoding="utf-8"))


TESTS = frozenset(_tests()) | {attack.name for attack in ALL_ATTACKS}


@pytest.mark.parametrize(("threat", "row"), ROWS, ids=[name for name, _ in ROWS])
def test_the_test_that_shows_it_is_there(threat: str, row: str) -> None:
    named = _named(_cells(row)[3])
    assert named, threat
    for name in named:
        assert name in TESTS or (ROOT / name).is_file(), f"{threat}: {name}"


def test_every_attack_stands_beside_its_threat() -> None:
    for attack in ALL_ATTACKS:
        row = dict(ROWS)[attack.threat]
        assert f"`{attack.name}`" in row, f"{attack.threat} does not name {attack.name}"


def test_the_table_of_the_season_is_the_one_that_is_played() -> None:
    shown = TEXT.partition("<!-- season:begin -->\n")[2].partition("<!-- season:end -->")[0]
    assert shown.strip() == rules_table().strip()
