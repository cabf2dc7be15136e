"""Worlds over the small province of ten units, each with its own repository and forge; and the season, played once."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from minhbach.cli import main
from minhbach.repository import RoundData, load
from minhbach.tree import WorkTree
from tests.cases.examples import province_files
from tests.season.cast import Cast
from tests.season.commits import git
from tests.season.play import ROUND, Season
from tests.season.winter import play_season
from tests.season.world import World

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def local(day: str, hour: str = "09:00") -> datetime:
    """A time in the province, 2021: `local("11-20")`."""
    return datetime.fromisoformat(f"2021-{day}T{hour}").replace(tzinfo=LOCAL)


OPENED = local("11-16", "07:00")
IN_WINDOW = local("11-20")

Make = Callable[..., World]


@pytest.fixture
def make_world(tmp_path: Path) -> Iterator[Make]:
    worlds: list[World] = []

    def make(extra: Mapping[str, bytes | None] = {}, dialect: str = "github") -> World:
        files = {**province_files(), **extra}
        world = World(tmp_path, {path: data for path, data in files.items() if data is not None}, OPENED, dialect)
        worlds.append(world)
        return world

    yield make
    for world in worlds:
        world.close()


@pytest.fixture
def world(make_world: Make) -> World:
    return make_world()


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Season]:
    """The whole season. It is played once: the modules `test_season*` that use it go to one worker."""
    played = play_season(tmp_path_factory.mktemp("season"))
    yield played
    played.world.close()


@pytest.fixture(scope="session")
def clone(season: Season) -> Path:
    """What a stranger gets at the end."""
    return season.the_desk.folder


@pytest.fixture(scope="session")
def data(clone: Path) -> RoundData:
    """The round as it ended."""
    return load(WorkTree(clone))[0].rounds[ROUND]


@pytest.fixture(scope="session")
def early(season: Season, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of January: supplements are received and late minutes agreed, and only preliminary is published."""
    folder = tmp_path_factory.mktemp("early") / "clone"
    git(folder.parent, "clone", "--quiet", "--no-local", str(season.world.bare), str(folder))
    git(folder, "reset", "--quiet", "--hard", season.marks["settled"])
    return folder


@cache
def answer(root: Path, *words: str) -> str:
    """What a command that only reads answers about a repository; asked once."""
    out = io.StringIO()
    with redirect_stdout(out):
        assert main(["--root", str(root), *words]) == 0
    return out.getvalue()


CAST = Cast(
    round="2021",
    path="submissions/2021/units/thi-xa-may-thuong/phuong-ben-do.yaml",
    clerk=52005,
    other_path="submissions/2021/units/thi-xa-may-thuong/phuong-cau-may.yaml",
    other_clerk=52008,
    approver=4160,
    deputy=4260,
    other_approver=4189,
    operator=2001,
    second_operator=2002,
    line="  staff: 20",
    changed="  staff: 21",
    worse="  staff: 22",
    day=IN_WINDOW,
    closed=local("11-26", "00:00"),
)
