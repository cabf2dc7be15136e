"""Every hand-written page has a twin in English with the same bones, written in English."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = ROOT / "site_src"
ENGLISH = PAGES / "en"
NAMES = sorted(path.name for path in PAGES.glob("*.md"))

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(#+) .*?(?: \{ ?#([\w-]+) ?\})?$", re.MULTILINE)
_TABLE = re.compile(r"^ *\|[-|: ]+\|$", re.MULTILINE)
_ROW = re.compile(r"^ *\|", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TO_FILL_IN = re.compile(r"(?<=<)[^>]+(?=>)|[^\W\d_]+(?:[-/][^\W\d_]+)+")
_QUOTED = re.compile(r"`[^`\n]+`|«[^»]+»")

NAMED = (
    "Sở TT&TT",
    "UBND huyện, thành phố",
    "UBND tỉnh",
    "(hòa, hoà)",
    "the letter Ð",
)
"""What an English page says in Vietnamese: names, and letters that it is about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bones:
    """What a page and its twin have in common."""

    settings: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]
    tables: tuple[int, ...]
    blocks: tuple[str, ...]
    links: tuple[str, ...]


def _bones(path: Path) -> Bones:
    """`tables` are their numbers of rows, `blocks` the languages of code, `links` where they lead, in order."""
    text = path.read_text(encoding="utf-8")
    front = _FRONT.match(text)
    prose = _FENCE.sub("", text)
    return Bones(
        settings=tuple(re.findall(r"(?m)^(\w+):", front[1])) if front else (),
        headings=tuple((len(marks), name) for marks, name in _HEADING.findall(prose)),
        tables=tuple(
            len(_ROW.findall(part)) for part in re.split(r"\n\s*\n", prose) if part.strip() and _TABLE.search(part)
        ),
        blocks=tuple(language for _, language, _ in _FENCE.findall(text)),
        links=tuple(sorted(_LINK.findall(prose))),
    )


def _foreign_letters(text: str) -> str:
    """The letters with marks, and the letter đ, that English does not have."""
    found = (letter for letter in text if letter in "đĐÐ" or unicodedata.normalize("NFD", letter)[1:])
    return "".join(letter for letter in found if letter.isalpha())


def test_every_page_has_a_twin() -> None:
    assert sorted(path.name for path in ENGLISH.glob("*.md")) == NAMES
    assert len(NAMES) > 6


@pytest.mark.parametrize("name", NAMES)
def test_twins_have_the_same_bones(name: str) -> None:
    ours, theirs = _bones(PAGES / name), _bones(ENGLISH / name)
    assert theirs == ours
    assert len(ours.headings) > 3


@pytest.mark.parametrize("name", NAMES)
def test_twins_show_the_same_figures_and_commands(name: str) -> None:
    """In code, all but comments, words for something to fill in, and what a command answers in its own language."""
    vi, en = ([_commands(block) for block in _blocks(folder / name)] for folder in (PAGES, ENGLISH))
    assert en == vi


def _blocks(path: Path) -> list[str]:
    return [
        body for _, language, body in _FENCE.findall(path.read_text(encoding="utf-8")) if language in ("sh", "yaml")
    ]


def _commands(block: str) -> list[str]:
    lines = (re.sub(r"\s*#( .*|$)", "", line).removesuffix(" --lang en") for line in block.splitlines())
    return [_without_names(line) for line in lines]


def _without_names(line: str) -> str:
    """What the reader fills in is named in the language of the page."""

    def hidden(found: re.Match[str]) -> str:
        return "…" if found[0].rpartition("/")[2].isupper() or "<" in line else found[0]

    return _TO_FILL_IN.sub(hidden, line)


@pytest.mark.parametrize("name", NAMES)
def test_an_english_page_is_in_english(name: str) -> None:
    """Outside code and quotation marks; the names that stay Vietnamese are known."""
    prose = _QUOTED.sub("", _FENCE.sub("", (ENGLISH / name).read_text(encoding="utf-8")))
    for named in NAMED:
        prose = prose.replace(named, "")
    assert {line: found for line in prose.splitlines() if (found := _foreign_letters(line))} == {}


def test_vietnamese_is_noticed() -> None:
    assert _foreign_letters("Đơn vị: it's “5 KB” – no…") == "Đơị"
