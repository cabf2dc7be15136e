"""Proposed changes in memory, over the small province of ten units."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from minhbach.gate.base import Base
from minhbach.gate.judge import to_merge
from minhbach.gate.proposal import Proposal, Request
from tests.cases.examples import MemoryTree, start
from tests.cases.proposals import BASE_COMMIT, HEAD_COMMIT, changes_between, entries_of

ROUND = "submissions/2021"
UNITS = f"{ROUND}/units"
WARD_FILE = f"{UNITS}/thi-xa-may-thuong/phuong-ben-do.yaml"
OTHER_WARD_FILE = f"{UNITS}/thi-xa-may-thuong/phuong-cau-may.yaml"
TOWN_FILE = f"{UNITS}/thi-xa-may-thuong/_thi-xa.yaml"
OFFICE_FILE = f"{UNITS}/phong-ban/van-phong.yaml"
NEW_WARD_FILE = f"{UNITS}/thi-xa-may-ha/phuong-cho-noi.yaml"

WARD, OTHER_WARD, TOWN, OTHER_TOWN, OFFICE = 52005, 52008, 4060, 4089, 3101
CHAIRMAN, DEPUTY, INSPECTOR = 4160, 4260, 3001
OPERATOR, SECOND_OPERATOR, STRANGER = 2001, 2002, 777777

IN_REPORT = datetime.fromisoformat("2021-11-20T09:00+07:00")
IN_APPROVAL = datetime.fromisoformat("2021-11-29T09:00+07:00")
IN_REVIEW = datetime.fromisoformat("2021-12-08T09:00+07:00")
IN_SUPPLEMENT = datetime.fromisoformat("2022-01-03T09:00+07:00")

Files: TypeAlias = Mapping[str, bytes | None]
"""New content by path; None removes."""


def province(changed: Mapping[str, bytes | None] = {}, *, both_rounds: bool = False) -> MemoryTree:
    return laid_over(start(both_rounds=both_rounds), changed)


def laid_over(tree: MemoryTree, changed: Files) -> MemoryTree:
    files = {**tree.files, **changed}
    return MemoryTree({path: data for path, data in files.items() if data is not None}, dict(tree.modes))


def edited(path: str, old: str, new: str, tree: MemoryTree | None = None) -> dict[str, bytes]:
    """The file of the province with one text replaced."""
    text = (tree or province()).files[path].decode()
    assert text.count(old) == 1
    return {path: text.replace(old, new).encode()}


MORE_COMPUTERS = edited(WARD_FILE, "computers: 20\n", "computers: 21\n")


def propose(
    change: Files = MORE_COMPUTERS,
    *,
    actor: int = WARD,
    at: datetime = IN_REPORT,
    base: MemoryTree | None = None,
    modes: Mapping[str, str] = {},
) -> Proposal:
    before = base or province()
    head = laid_over(before, change)
    head.modes.update(modes)
    changes, outdated = to_merge(changes_between(before, head), entries_of(before))
    request = Request(
        base_commit=BASE_COMMIT, head_commit=HEAD_COMMIT, actor=actor, at=at, changes=changes, outdated=outdated
    )
    return Proposal(Base(before), head, request)
