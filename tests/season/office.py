"""How work gets into the main branch: proposed in one's own name, approved by those who may, merged by the gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from minhbach.model.units import Unit
from tests.conftest import ROOT
from tests.generator.stages import stage_files
from tests.season.commits import Changes
from tests.season.desk import Desk, Said
from tests.season.play import FOLDER, ROUND, ROUND_FILE, Script, in_phase
from tests.season.walkthrough import PAGES, commands

MOST_FILES = 20
"""A change has no more: see the gate."""

HOUR = timedelta(hours=1)


class Office:
    """The operators, the units and the forge between them."""

    def __init__(self, script: Script, folder: Path) -> None:
        self.script = script
        self.season = script.season
        self.world = script.season.world
        self.folder = folder

    # At the forge ----------------------------------------------------------------

    @property
    def operators(self) -> tuple[int, int]:
        first, second, *_ = self.script.accounts.operators
        return first.id, second.id

    def carry(self, changes: Changes, title: str, at: datetime, *, who: int | None = None) -> int:
        """Propose in one's own name, have it approved by a second operator, and let the gate merge it."""
        author, second = self.operators
        assert 0 < len(changes) <= MOST_FILES, sorted(changes)
        number = self.world.propose(who or author, changes, at, message=title)
        self.world.approve(second, number, at + HOUR)
        self.receive([number], at + 2 * HOUR)
        self.season.expected.update({path: data for path, data in changes.items() if isinstance(data, bytes)})
        return number

    def receive(self, numbers: Iterable[int], at: datetime) -> None:
        report = self.world.run_gate(at)
        assert not report.faults, report.faults
        for number in numbers:
            assert self.world.seen(number).merged, self.world.seen(number).comment

    def hand_in(self, files: Mapping[str, bytes], title: str, at: datetime) -> list[int]:
        """Units propose their own files; those who approve them do. The gate has still to run."""
        numbers = []
        for unit in self.script.data.register.units:
            path = self.script.path_of(unit)
            if path in files:
                message = f"{title}: {unit.name}"
                number = self.world.propose(self.script.clerk(unit), {path: files[path]}, at, message=message)
                self.world.approve(self.script.chief(unit), number, at + HOUR)
                numbers.append(number)
        self.season.expected.update(files)
        return numbers

    def stage(self, name: str) -> dict[str, bytes]:
        """What a stage changes, without the units whose figures nobody approved: they stay out of the repository."""
        files = stage_files(ROOT, ROUND, name)
        units = (self.script.data.register.by_code[code] for code in self.season.unapproved)
        left_out = {path for unit in units for path in self._paths(unit)}
        there = self.season.main_files()
        return {
            path: data
            for path, data in files.items()
            if path not in left_out and (path not in there or self.world.file(path) != data)
        }

    def _paths(self, unit: Unit) -> Iterator[str]:
        yield self.script.path_of(unit)
        yield from (f"{FOLDER}/{folder}/{unit.code}.yaml" for folder in ("reviews", "inspections"))

    def phase(self, name: str) -> dict[str, bytes]:
        return in_phase(self.world.file(ROUND_FILE), name)

    # At the desk -----------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        """The operator's clone as the main branch is now; the first one is made when it is needed."""
        if self.season.desk is None:
            shown = commands(PAGES["en"].read_text(encoding="utf-8"))
            self.season.desk = Desk(self.world.bare, self.folder / "repo", english=shown)
        self.season.desk.renew()
        return self.season.desk

    def run(self, line: str, at: datetime, *, expect: int | None = 0) -> Said:
        """A command in the clone as it lies there."""
        assert self.season.desk is not None
        return self.season.desk.run(line, at, expect=expect)


def code_of(path: str) -> str:
    """The unit that a review or minutes are about."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def in_parts(files: Changes) -> Iterator[dict[str, bytes]]:
    """Changes of at most so many files as the gate takes."""
    paths = sorted(files)
    for start in range(0, len(paths), MOST_FILES):
        part = {path: files[path] for path in paths[start : start + MOST_FILES]}
        yield {path: data for path, data in part.items() if isinstance(data, bytes)}
