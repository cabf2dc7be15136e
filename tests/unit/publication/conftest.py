from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.cases.examples import reading_once
from tests.unit.publication import world as worlds
from tests.unit.publication.world import Ran, Stages, World

At: TypeAlias = Callable[[str], World]
Run: TypeAlias = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _criteria_are_read_once() -> Iterator[None]:
    with reading_once():
        yield


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def at(stages: Stages, tmp_path: Path) -> At:
    """A copy of the repository at a stage of its season."""

    def copy(stage: str) -> World:
        return stages.copy(stage, tmp_path / stage)

    return copy


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command line in a world."""

    def call(world: World, *words: str) -> Ran:
        return worlds.run(capsys, world, *words)

    return call
