"""The page that walks through a season shows what the season's commands really answer."""

from __future__ import annotations

import argparse
import shlex

import pytest

from minhbach.cli import _parser
from tests.season.play import Season
from tests.season.walkthrough import MOST_LINES, PAGE, commands, mentioned, renewed, shown

TEXT = PAGE.read_text(encoding="utf-8")

STEPS = ("1.1", "1.2", "1.3", "2.1", "2.2", "3", "4", "5", "Đính chính")


def test_every_step_of_the_plan_has_its_part() -> None:
    heads = [line.removeprefix("## ") for line in TEXT.splitlines() if line.startswith("## ")]
    for step in STEPS:
        assert any(head.startswith(f"{step} ") for head in heads), step


def test_the_answers_are_those_of_the_season(season: Season) -> None:
    """Renew them with `python -m tests.season --renew-page`, then read the difference."""
    ran = {said.line for said in season.the_desk.said}
    assert [line for line in commands(TEXT) if line not in ran] == []
    assert renewed(TEXT, season.the_desk.said) == TEXT


def test_every_command_block_is_shown_with_an_answer() -> None:
    assert TEXT.count("```sh\nminhbach ") == len(commands(TEXT)) > len(STEPS)
    assert "```text\n```" not in TEXT


@pytest.mark.parametrize("line", mentioned(TEXT))
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
    assert shown("một\nhai  \n") == "một\nhai\n"
