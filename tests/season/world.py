"""A province on a forge: repository, people, clock and gate; all of it through git and the forge's REST answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from minhbach.forges.interface import Person
from minhbach.gate.base import Base
from minhbach.gate.child import Checker
from minhbach.gate.fetch import Fetcher
from minhbach.gate.known import read_known, write_known
from minhbach.gate.outcome import Outcome, Turn
from minhbach.gate.run import Gate, RunReport
from minhbach.gate.waiting import Waiting
from minhbach.git import GitRepository, Revision
from minhbach.notices.comment import comment
from minhbach.notices.setting import setting_of
from tests.forge.clock import Clock
from tests.forge.model import Permission
from tests.forge.server import FakeForge
from tests.season.commits import Changes, commit, git, make_bare

GATE_ID = 900001
STRANGER_ID = 777777


@dataclass(slots=True)
class Seen:
    """What stands at the forge about a pull request after a run."""

    outcome: Outcome | None
    comment: str
    state: str
    labels: frozenset[str]
    merged: bool


class World:
    def __init__(self, folder: Path, files: Mapping[str, bytes], now: datetime, dialect: str = "github") -> None:
        self.folder = folder
        self.bare = folder / "forge.git"
        make_bare(self.bare)
        self.clock = Clock(now.astimezone(UTC))
        first = commit(self.bare, None, files, "van-hanh-1", now, "Mở đợt")
        git(self.bare, "update-ref", "refs/heads/main", first)
        self.forge = FakeForge(self.bare, dialect, self.clock)
        self.people: dict[int, Person] = {}
        self.keeper = self.forge.add_person(GATE_ID, "cong-nhan", Permission.WRITE)
        self.people[STRANGER_ID] = self.forge.add_person(STRANGER_ID, "nguoi-la")
        with GitRepository(self.bare) as repository:
            newest = Base(Revision(repository, first)).newest
        assert newest is not None
        self.round = newest
        for account in newest.accounts.accounts:
            self.people[account.id] = self.forge.add_person(account.id, account.login)
        self.checker = Checker(folder / "gate.git", folder / "memory")
        self.remembers = True
        self.base: Base | None = None
        self.queue: dict[int, Waiting] = {}

    def close(self) -> None:
        self.checker.close()
        self.forge.close_server()

    # What people do --------------------------------------------------------------

    @property
    def main(self) -> str:
        return git(self.bare, "rev-parse", "refs/heads/main")

    def file(self, path: str, revision: str = "refs/heads/main") -> bytes:
        with GitRepository(self.bare) as repository:
            return Revision(repository, repository.commit(revision)).read(path, 1 << 30)

    def propose(
        self,
        who: int,
        changes: Changes,
        at: datetime,
        *,
        base: str = "",
        target: str = "main",
        message: str = "Nộp số liệu",
    ) -> int:
        """Commit on a branch of one's own fork, push it, and open a pull request."""
        self.clock.now = at.astimezone(UTC)
        person = self.people[who]
        made = commit(self.bare, base or self.main, changes, person.login, at, message)
        branch = f"nop-{made[:10]}"
        self.forge.push(person, branch, made)
        return self.forge.open_pull(person, branch, target, title=message)

    def push_again(self, number: int, changes: Changes, at: datetime, *, seen_at: datetime | None = None) -> str:
        """Another commit on the branch; `seen_at` when the forge sees it at another time than the commit says."""
        self.clock.now = (seen_at or at).astimezone(UTC)
        pull = self.forge.pull(number)
        made = commit(self.bare, pull.head, changes, pull.author.login, at, "Sửa")
        self.forge.push(pull.author, pull.branch.name, made)
        return made

    def approve(self, who: int, number: int, at: datetime) -> None:
        self.clock.now = at.astimezone(UTC)
        self.forge.review(self.people[who], number, "approved")

    def send_back(self, who: int, number: int, at: datetime, reason: str) -> None:
        self.clock.now = at.astimezone(UTC)
        self.forge.review(self.people[who], number, "changes_requested", reason)

    # The gate --------------------------------------------------------------------

    def run_gate(self, at: datetime, *, dry_run: bool = False) -> RunReport:
        self.clock.now = at.astimezone(UTC)
        report = self._run(self.folder / "gate.git", self.checker, at, dry_run=dry_run)
        self.queue = {waiting.number: waiting for waiting in report.queue.waiting}
        return report

    def run_another_gate(self, at: datetime) -> None:
        """On another machine, at the same time."""
        folder = self.folder / "another.git"
        with Checker(folder, self.folder / "another") as checker:
            self._run(folder, checker, at, dry_run=False)

    def _run(self, folder: Path, checker: Checker, at: datetime, *, dry_run: bool) -> RunReport:
        place = folder.with_suffix(".json") if self.remembers else None
        with GitRepository(folder) as repository:
            gate = Gate(
                forge=self.forge.forge(self.keeper),
                repository=repository,
                fetcher=Fetcher(folder, str(self.bare)),
                checker=checker,
                write=_comment,
                now=at,
                dry_run=dry_run,
                known=read_known(place),
                earlier=self.base,
            )
            report = gate.run()
            self.base = gate.base
            if place is not None and not dry_run:
                write_known(place, gate.left, report.queue.waiting, at)
        return report

    def log(self, form: str = "%s") -> list[str]:
        """The main branch as the gate made it, the newest first."""
        return git(self.bare, "log", "--first-parent", "-z", f"--format={form}", "refs/heads/main").split("\0")

    def seen(self, number: int) -> Seen:
        pull = self.forge.pull(number)
        own = [note.body for note in self.forge.comments_of(number) if note.author.id == GATE_ID]
        assert len(own) <= 1, "the gate writes one comment"
        statuses = [row for row in self.forge.statuses_of(pull.head) if row.creator.id == GATE_ID]
        return Seen(
            outcome=self.queue[number].outcome if number in self.queue else None,
            comment=own[0] if own else "",
            state=max(statuses, key=lambda row: row.id).state if statuses else "",
            labels=self.forge.labels_of(number),
            merged=pull.merged,
        )


def _comment(base: Base, waiting: Waiting) -> str:
    setting = setting_of(
        base, waiting.outcome, "vi", site="https://minhbach.example", repository="https://forge.example/o/n"
    )
    if waiting.turn is Turn.GATE:
        setting = replace(setting, merged=waiting.since)
    return comment(waiting.outcome, setting, waiting)
