"""The evening of the last day: every unit of 2019 has handed in and is approved, strangers push in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path

from minhbach.repository import load
from minhbach.tree import WorkTree
from tests.conftest import ROOT
from tests.season.play import ROUND, Script, Season, base_files
from tests.season.world import STRANGER_ID, World

PULLS = 150


def make_flood(folder: Path, dialect: str = "github") -> tuple[Season, Mapping[str, int]]:
    """PULLS open pull requests by unit code; those of strangers are numbered. All that may be approved is."""
    data = load(WorkTree(ROOT))[0].rounds[ROUND]
    script, files = Script(data), base_files()
    at = script.moment(script.last_day, time(21))
    season = Season(World(folder, files, at, dialect), data, dict(files))
    script.season = season
    for code in data.receipts:
        unit = data.register.by_code[code]
        path = script.path_of(unit)
        content = script.reported[path]
        script.hand_in(unit, path, content, at)
        script.approve(unit, path, content, at + timedelta(minutes=1))
    strangers = {}
    for number in range(PULLS - len(season.numbers)):
        text = content + f"# {number}\n".encode()
        strangers[str(number)] = season.world.propose(STRANGER_ID, {path: text}, at)
    return season, {**season.numbers, **strangers}
