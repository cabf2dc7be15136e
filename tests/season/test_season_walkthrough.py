"""The pages that walk through a season show what the season's commands really answer."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping

import pytest

from minhbach.cli import _parser
from minhbach.exact import Lang
from tests.season.play import Season
from tests.season.walkthrough import MOST_LINES, PAGES, commands, mentioned, renewed, shown

TEXTS: Mapping[Lang, str] = {lang: page.read_text(encoding="utf-8") for lang, page in PAGES.items()}

STEPS: Mapping[Lang, tuple[str, ...]] = {
    "vi": ("1.1", "1.2", "1.3", "2.1", "2.2", "3", "4", "5", "Đính chính"),
    "en": ("1.1", "1.2", "1.3", "2.1", "2.2", "3", "4", "5", "Amendments"),
}

each_language = pytest.mark.parametrize("lang", PAGES)


@each_language
def test_every_step_of_the_plan_has_its_part(lang: Lang) -> None:
    heads = [line.removeprefix("## ") for line in TEXTS[lang].splitlines() if line.startswith("## ")]
    for step in STEPS[lang]:
        assert any(head.startswith(f"{step} ") for head in heads), step


@each_language
def test_the_answers_are_those_of_the_season(season: Season, lang: Lang) -> None:
    """Renew them with `python -m tests.season --renew-page`, then read the difference."""
    text, said = TEXTS[lang], season.the_desk.said
    ran = {item.line for item in said}
    assert [line for line in commands(text) if line not in ran] == []
    assert renewed(text, said) == text


@each_language
def test_every_command_block_is_shown_with_an_answer(lang: Lang) -> None:
    assert TEXTS[lang].count("```sh\nminhbach ") == len(commands(TEXTS[lang])) > len(STEPS[lang])
    assert "```text\n```" not in TEXTS[lang]


def test_the_english_page_asks_the_same_in_english() -> None:
    assert commands(TEXTS["en"]) == commands(TEXTS["vi"])
    assert TEXTS["en"].count(" --lang en\n```\n") == len(commands(TEXTS["en"]))
    assert "--lang" not in TEXTS["vi"]


@pytest.mark.parametrize("line", sorted({line for text in TEXTS.values() for line in mentioned(text)}))
def test_a_command_named_in_passing_is_there(line: str) -> None:
    """With the arguments of any round where it needs some."""
    words = shlex.split(line.removeprefix("minhbach "))
    with pytest.raises(SystemExit) as ended:
        _parser(words).parse_args([*words, "--help"])
    assert ended.value.code == 0


def test_an_unknown_option_would_be_seen() -> None:
    words = ["publish", "2019", "preliminary", "--no-such-option"]
    with pytest.raises((SystemExit, argparse.ArgumentError)):
        _parser(words).parse_args(words)


def test_long_answers_are_cut() -> None:
    lines = [str(number) for number in range(MOST_LINES + 5)]
    assert shown("\n".join(lines)).splitlines() == [*lines[: MOST_LINES - 1], "… (còn 6 dòng)"]
    assert shown("\n".join(lines), "en").splitlines()[-1] == "… (6 more lines)"
    assert shown("một\nhai  \n") == "một\nhai\n"
