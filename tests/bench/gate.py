"""What the measurements of the gate need: the units of 2019 in a bare repository, a change, a full forge."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.forge.server import FakeForge
from tests.season.commits import commit, git, make_bare
from tests.season.flood import PULLS, make_flood
from tests.season.play import ROUND
from tests.season.world import World

UNIT = f"submissions/{ROUND}/units/huyen-ba-be/thi-tran-cho-ra.yaml"
CLERK = 501888


@dataclass(frozen=True, slots=True)
class GateScene:
    folder: Path
    world: World
    whole: Path

    @property
    def forge(self) -> FakeForge:
        return self.world.forge

    @property
    def check(self) -> list[str]:
        """A warm memory: the base has been looked at before, as it has on every day but the first."""
        return self._check(self.folder / "memory")

    @property
    def check_again(self) -> list[str]:
        return self._check(Path("/dev/null/none"))

    def _check(self, memory: Path) -> list[str]:
        words = ["check-pr", "--base", "main", "--head", "change", "--actor", str(CLERK)]
        return self._command(self.whole, *words, "--at", "2019-11-24T08:00+07:00", "--memory", str(memory))

    @property
    def gate(self) -> list[str]:
        world = self.world
        words = ["gate", "--forge", world.forge.dialect, "--repository", world.forge.name, "--api", world.forge.api]
        words += ["--git-url", str(world.bare), "--git-dir", str(self.folder / "gate.git")]
        return self._command(ROOT, *words, "--at", world.clock.now.isoformat())

    @property
    def environment(self) -> Mapping[str, str]:
        return {"MINHBACH_TOKEN": self.forge.token(self.world.keeper)}

    @property
    def merged(self) -> int:
        return sum(1 for pull in self.forge.pulls.values() if pull.merged)

    def _command(self, root: Path, *words: str) -> list[str]:
        return [sys.executable, "-m", "minhbach", "--root", str(root), *words]


@contextmanager
def gate_scene(folder: Path) -> Iterator[GateScene]:
    folder.mkdir(parents=True)
    season, _ = make_flood(folder, "forgejo")
    try:
        yield GateScene(folder, season.world, _whole(folder / "whole.git", season.world))
    finally:
        season.world.close()


def _whole(bare: Path, world: World) -> Path:
    """A repository in which everybody has handed in, and a branch that changes two figures of one unit."""
    paths = [path for folder in ("criteria", f"submissions/{ROUND}") for path in sorted((ROOT / folder).rglob("*.*"))]
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths if path.is_file()}
    make_bare(bare)
    main = commit(bare, None, files, "van-hanh-1", world.clock.now, "2019")
    git(bare, "update-ref", "refs/heads/main", main)
    changed = files[UNIT].replace(b"computers: 26", b"computers: 28").replace(b"meetings: 3", b"meetings: 4")
    git(bare, "update-ref", "refs/heads/change", commit(bare, main, {UNIT: changed}, "xa-cho-ra", world.clock.now, "1"))
    return bare


__all__ = ["PULLS", "GateScene", "gate_scene"]
