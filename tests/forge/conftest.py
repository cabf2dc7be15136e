"""A fake forge of each dialect with its people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from minhbach.forges.interface import Forge, Person
from tests.forge.commits import new_repository, write_commit
from tests.forge.contract.check import check
from tests.forge.server import FakeForge


@dataclass(slots=True)
class Scene:
    """A forge, its first commit, and four people: the gate may write, the others only read."""

    fake: FakeForge
    bare: Path
    first: str
    gate: Person
    commune: Person
    district: Person
    stranger: Person

    @property
    def forge(self) -> Forge:
        return self.fake.forge(self.gate)

    def write(self, text: str, path: str = "a.yaml", parent: str | None = None) -> str:
        return write_commit(self.bare, {path: text}, parent or self.first)

    def submit(self, text: str = "a: 2\n", path: str = "a.yaml", branch: str = "so-lieu", title: str = "") -> int:
        """A pull request of the commune that changes one file."""
        self.fake.push(self.commune, branch, self.write(text, path))
        return self.fake.open_pull(self.commune, branch, title=title)

    def head(self, number: int) -> str:
        return self.fake.pull(number).head


MakeScene = Callable[[str], Scene]


@pytest.fixture
def make_scene(tmp_path: Path) -> Iterator[MakeScene]:
    """Every request and answer of every test is held against the published descriptions."""
    forges: list[FakeForge] = []

    def make(dialect: str) -> Scene:
        bare = tmp_path / f"{dialect}.git"
        first = new_repository(bare, {"a.yaml": "a: 1\n", "b.yaml": "b: 1\n"})
        fake = FakeForge(bare, dialect)
        fake.watch = partial(check, dialect)
        forges.append(fake)
        people = (("cong", "write"), ("xa-cho-ra", "read"), ("huyen-ba-be", "read"), ("nguoi-la", "read"))
        found = [fake.add_person(number, login, role) for number, (login, role) in enumerate(people, 501)]
        return Scene(fake, bare, first, *found)

    yield make
    for fake in forges:
        fake.close_server()


@pytest.fixture(params=["github", "forgejo"])
def scene(request: pytest.FixtureRequest, make_scene: MakeScene) -> Scene:
    return make_scene(request.param)
