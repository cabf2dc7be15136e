"""What a fake forge remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from minhbach.forges.interface import Person


class Permission(StrEnum):
    """In growing order."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"

    def reaches(self, needed: Permission) -> bool:
        order = list(Permission)
        return order.index(self) >= order.index(needed)


@dataclass(slots=True)
class Account:
    """`application`: its token does not tell who it is. `gone`: deleted, shown as nobody."""

    person: Person
    permission: Permission
    token: str
    application: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of the repository itself (`fork` is None) or of a person's fork."""

    name: str
    fork: Person | None = None

    @property
    def ref(self) -> str:
        return f"refs/forks/{self.fork.login}/{self.name}" if self.fork else f"refs/heads/{self.name}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Push:
    """A branch moved; `kind` in the words of GitHub's activity."""

    id: int
    branch: Branch
    by: Person
    before: str
    after: str
    kind: str
    at: datetime


@dataclass(kw_only=True, slots=True)
class Note:
    """A comment of an issue or pull request."""

    id: int
    number: int
    author: Person
    body: str
    created: datetime
    updated: datetime


@dataclass(kw_only=True, slots=True)
class Review:
    """`state` in GitHub's words; each dialect translates."""

    id: int
    author: Person
    state: str
    commit: str
    body: str
    at: datetime
    dismissed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusRow:
    id: int
    commit: str
    creator: Person
    state: str
    context: str
    description: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    id: int
    name: str
    color: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """An entry of a pull request's timeline: `pull_push`, `close`, `reopen`, ...; `after` is the head of that time."""

    id: int
    kind: str
    by: Person
    at: datetime
    after: str
    before: str | None = None
    base: str | None = None
    forced: bool = False
    kept: bool = True


@dataclass(kw_only=True, slots=True)
class Item:
    """An issue, or the issue side of a pull request."""

    id: int
    number: int
    author: Person
    title: str
    body: str
    created: datetime
    is_open: bool = True
    closed: datetime | None = None
    labels: list[Label] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class PullItem(Item):
    """While it is open, `head` follows its branch; after that it stays."""

    branch: Branch
    target: str
    head: str
    draft: bool = False
    merge_commit: str | None = None
    merged_by: Person | None = None
    fork_gone: bool = False
    reviews: list[Review] = field(default_factory=list)
    timeline: list[Event] = field(default_factory=list)

    @property
    def merged(self) -> bool:
        return self.merge_commit is not None


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """The forge says no, with a status and its words."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
