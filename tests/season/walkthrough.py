"""The pages that walk through a season: their commands, and under each what the season's own run of it answered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from minhbach.exact import Lang
from tests.conftest import ROOT
from tests.season.desk import Said

PAGES: Mapping[Lang, Path] = {"vi": ROOT / "site_src" / "mot-mua.md", "en": ROOT / "site_src" / "en" / "mot-mua.md"}

MOST_LINES = 12
"""Enough to see what a command is like."""

_BLOCK = re.compile(
    r"^```sh\n(?P<line>minhbach [^\n]+?)(?P<english> --lang en)?\n```\n\n```text\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def commands(page: str) -> list[str]:
    """Every command of the page that stands with an answer, in whatever language."""
    return [found["line"] for found in _BLOCK.finditer(page)]


def mentioned(page: str) -> list[str]:
    """Every command that is named in passing: `minhbach gate`."""
    return re.findall(r"`(minhbach [^`\n]+)`", page)


def renewed(page: str, said: Sequence[Said]) -> str:
    """The page with the answers of the season. Raises KeyError for a command that the season does not run."""
    answers = {item.line: item for item in reversed(said)}

    def answer(found: re.Match[str]) -> str:
        line, english = found["line"], found["english"] or ""
        text = shown(answers[line].english, "en") if english else shown(answers[line].text)
        return f"```sh\n{line}{english}\n```\n\n```text\n{text}```"

    return _BLOCK.sub(answer, page)


def shown(text: str, lang: Lang = "vi") -> str:
    """The first lines of an answer, and how many there are more."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        more = len(lines) - MOST_LINES + 1
        kept[-1] = f"… ({more} more lines)" if lang == "en" else f"… (còn {more} dòng)"
    return "\n".join([*kept, ""])
