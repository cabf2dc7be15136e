"""A main branch made commit by commit: plain ones, and merges as the gate makes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from minhbach.git import GitRepository, Revision
from minhbach.history.event import Event
from minhbach.history.log import read_log
from minhbach.history.timeline import History, history_of
from minhbach.model.criteria import CriteriaSet
from minhbach.repository import RoundData, load
from minhbach.tree import WorkTree
from tests.conftest import PROVINCE
from tests.season.commits import Changes, commit, git, make_bare

ROUND = "2021"
FOLDER = f"submissions/{ROUND}"
WARD, WARD_PATH = "02005", f"{FOLDER}/units/thi-xa-may-thuong/phuong-ben-do.yaml"
OTHER, OTHER_PATH = "02008", f"{FOLDER}/units/thi-xa-may-thuong/phuong-cau-may.yaml"
BEGIN = datetime.fromisoformat("2021-11-15T08:00:00+07:00")


@cache
def province_files() -> dict[str, bytes]:
    found = (path for path in sorted(PROVINCE.rglob("*")) if path.is_file())
    return {path.relative_to(PROVINCE).as_posix(): path.read_bytes() for path in found}


def without(*parts: str) -> dict[str, bytes]:
    """The files of the province but those below some paths."""
    return {path: data for path, data in province_files().items() if not path.startswith(parts)}


def figure(data: bytes, name: str, value: str) -> bytes:
    """The file with another value of one figure."""
    lines = data.decode().split("\n")
    at = next(place for place, line in enumerate(lines) if line.startswith(f"  {name}: "))
    lines[at] = f"  {name}: {value}"
    return "\n".join(lines).encode()


@cache
def province_criteria() -> CriteriaSet:
    return load(WorkTree(PROVINCE))[0].rounds[ROUND].criteria


class Past:
    """A bare repository whose main branch grows; `at` moves on by an hour with each commit."""

    def __init__(self, folder: Path) -> None:
        self.bare = folder / "past.git"
        make_bare(self.bare)
        self.head: str | None = None
        self.at = BEGIN
        self.number = 0

    def put(self, changes: Changes, message: str = "Cập nhật", who: str = "van-hanh-1") -> str:
        """A plain commit on the main branch."""
        self.at += timedelta(hours=1)
        return self._moved(commit(self.bare, self.head, changes, who, self.at, message))

    def words(self, head: str, *, received: datetime | None = None, more: str = "", number: int = 0) -> str:
        moment = (received or self.at).isoformat()
        lines = [f"Nhận số {number}: đơn vị", "", f"Received: {moment}", "Submitted-by: 52005 (phuong-ben-do-1)"]
        lines += ["Approved-by: 4160 (chu-tich-may-thuong)", f"Approved: {self.at.isoformat()}", f"Checked: {head}"]
        return "\n".join([*lines, *([more] if more else [])]) + "\n"

    def receive(self, changes: Changes, *, received: datetime | None = None, more: str = "") -> str:
        """A merge as the gate makes it."""
        self.at += timedelta(hours=1)
        self.number += 1
        head = commit(self.bare, self.head, changes, "phuong-ben-do-1", self.at, "tin nhắn của người nộp")
        return self.merge([head], self.words(head, received=received, more=more, number=self.number))

    def merge(self, heads: list[str], message: str, who: str = "cong-nhan", tree: str | None = None) -> str:
        """A merge of some heads into the main branch, with the tree of the first one."""
        assert self.head is not None
        when = f"{int(self.at.timestamp())} +0700"
        lines = [f"tree {git(self.bare, 'rev-parse', f'{tree or heads[0]}^{{tree}}')}"]
        lines += [f"parent {oid}" for oid in (self.head, *heads)]
        person = f"{who} <{who}@example.invalid> {when}"
        lines += [f"author {person}", f"committer {person}", "", message]
        given = "\n".join(lines).encode()
        return self._moved(git(self.bare, "hash-object", "-t", "commit", "-w", "--stdin", given=given))

    def _moved(self, oid: str) -> str:
        self.head = oid
        git(self.bare, "update-ref", "refs/heads/main", oid)
        return oid

    def data(self, folder: Path | None = None) -> RoundData:
        """The round as the main branch has it."""
        with GitRepository(folder or self.bare) as repository:
            return load(Revision(repository, repository.commit("main")))[0].rounds[ROUND]

    def history(self, *, receipts: bool = False, folder: Path | None = None) -> History:
        """The timeline; without the register of receipt unless it is wanted."""
        data = self.data(folder)
        with GitRepository(folder or self.bare) as repository:
            return history_of(data if receipts else replace(data, receipts={}), read_log(repository, "main"))


def told(events: tuple[Event, ...], *kinds: str) -> list[Event]:
    return [event for event in events if not kinds or event.kind.value in kinds]


def kinds(events: tuple[Event, ...]) -> list[str]:
    return [event.kind.value for event in events]


def changes_of(event: Event) -> list[tuple[str, object, object]]:
    return [(change.figure, change.before.value, change.after.value) for change in event.figures]


def begun(folder: Path, *left_out: str) -> Past:
    """The province without some paths, put in by one plain commit."""
    past = Past(folder)
    past.put(without(*left_out), "Mở đợt")
    return past
