"""The page of threats, in each language, names code and tests that are there, and shows the season's table as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from minhbach.exact import Lang
from tests.conftest import ROOT
from tests.season.__main__ import ALL_ATTACKS, rules_table

PAGES: Mapping[Lang, Path] = {
    "vi": ROOT / "site_src" / "moi-de-doa.md",
    "en": ROOT / "site_src" / "en" / "moi-de-doa.md",
}


def _rows(lang: Lang) -> list[tuple[str, str]]:
    """The threats of a page, each with the rest of its row."""
    return re.findall(r"(?m)^\| (T[0-9]+) \|(.*)\|$", PAGES[lang].read_text(encoding="utf-8"))


ROWS = [pytest.param(*row, id=f"{lang}-{row[0]}") for lang in PAGES for row in _rows(lang)]


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def _named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_names_t1_to_t18(lang: Lang) -> None:
    assert [name for name, _ in _rows(lang)] == [f"T{number}" for number in range(1, 19)]


@pytest.mark.parametrize(("threat", "row"), ROWS)
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


@pytest.mark.parametrize(("threat", "row"), ROWS)
def test_the_test_that_shows_it_is_there(threat: str, row: str) -> None:
    named = _named(_cells(row)[3])
    assert named, threat
    for name in named:
        assert name in TESTS or (ROOT / name).is_file(), f"{threat}: {name}"


@pytest.mark.parametrize("lang", PAGES)
def test_every_attack_stands_beside_its_threat(lang: Lang) -> None:
    rows = dict(_rows(lang))
    for attack in ALL_ATTACKS:
        assert f"`{attack.name}`" in rows[attack.threat], f"{attack.threat} does not name {attack.name}"


def test_both_pages_name_the_same_code_and_tests() -> None:
    vi, en = ([(threat, _named(row)) for threat, row in _rows(lang)] for lang in PAGES)
    assert vi == en


@pytest.mark.parametrize("lang", PAGES)
def test_the_table_of_the_season_is_the_one_that_is_played(lang: Lang) -> None:
    text = PAGES[lang].read_text(encoding="utf-8")
    shown = text.partition("<!-- season:begin -->\n")[2].partition("<!-- season:end -->")[0]
    assert shown.strip() == rules_table(lang).strip()
