"""The page that walks through a season: its commands, and under each what the season's own run of it answered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.conftest import ROOT
from tests.season.desk import Said

PAGE = ROOT / "site_src" / "mot-mua.md"

MOST_LINES = 12
"""Enough to see what a command is like."""

_BLOCK = re.compile(r"^```sh\n(?P<line>minhbach [^\n]+)\n```\n\n```text\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def commands(page: str) -> list[str]:
    """Every command of the page that stands with an answer."""
    return [found["line"] for found in _BLOCK.finditer(page)]


def mentioned(page: str) -> list[str]:
    """Every command that is named in passing: `minhbach gate`."""
    return re.findall(r"`(minhbach [^`\n]+)`", page)


def renewed(page: str, said: Sequence[Said]) -> str:
    """The page with the answers of the season. Raises KeyError for a command that the season does not run."""
    answers = {item.line: item.text for item in reversed(said)}

    def answer(found: re.Match[str]) -> str:
        line = found["line"]
        return f"```sh\n{line}\n```\n\n```text\n{shown(answers[line])}```"

    return _BLOCK.sub(answer, page)


def shown(text: str) -> str:
    """The first lines of an answer, and how many there are more."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        kept[-1] = f"… (còn {len(lines) - MOST_LINES + 1} dòng)"
    return "\n".join([*kept, ""])
