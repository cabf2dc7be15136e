"""What the gate asks of a forge. Adapters speak each forge's own language; nothing above them does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from minhbach.diagnostics import Text


class ForgeError(Exception):
    """The forge did not do what was asked; `text` says it to the operator. Nothing is assumed to have happened."""

    def __init__(self, text: Text, *, status: int | None = None) -> None:
        super().__init__(text.en or text.vi)
        self.text = text
        self.status = status


class ForgeUnavailable(ForgeError):  # noqa: N818 - the state of the forge, not our fault
    """Time-out, refused connection, 5xx or a rate limit that outlasts the run; the next run goes on from here."""


class NotFound(ForgeError):  # noqa: N818
    """The thing is not there (any more), or the account may not see it."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account of the forge: the number counts, the login is for display."""

    id: int
    login: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pull:
    """An open pull request. `head` and `target` are what the forge says at this moment."""

    number: int
    author: Person
    head: str
    target: str
    url: str
    title: str = ""
    draft: bool = False
    labels: frozenset[str] = frozenset()
    created: datetime | None = None


class ReviewVerdict(StrEnum):
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class ForgeReview:
    """A person's review, bound to the commit that the person saw. Dismissed reviews and comments are `other`."""

    author: Person
    commit: str
    verdict: ReviewVerdict
    at: datetime
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    id: int
    author: Person
    body: str


class StatusState(StrEnum):
    PENDING = "pending"
    SUCCESS = "success"
    FAILURE = "failure"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """A commit status; `description` is at most 140 characters."""

    state: StatusState
    description: str
    at: datetime | None = None


class MergeOutcome(StrEnum):
    MERGED = "merged"
    HEAD_MOVED = "head_moved"
    NOT_MERGEABLE = "not_mergeable"
    ALREADY_MERGED = "already_merged"


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    number: int
    author: Person
    title: str
    body: str
    labels: frozenset[str] = frozenset()


class Forge(Protocol):
    """Every method may raise ForgeError. Lists are complete (all pages) and in the forge's order of age."""

    @property
    def name(self) -> str:
        """`github` or `forgejo`."""
        ...

    def me(self) -> Person:
        """The account whose token is used: the gate itself."""
        ...

    def default_branch(self) -> str: ...

    def open_pulls(self) -> list[Pull]: ...

    def pull(self, number: int) -> Pull | None:
        """The pull request as it is now; None when it is no longer open."""
        ...

    def pushed_at(self, pull: Pull) -> datetime | None:
        """When the forge itself saw this head arrive; None when it does not say. Never a time out of the commit."""
        ...

    def reviews(self, number: int) -> list[ForgeReview]: ...

    def comments(self, number: int) -> list[Comment]: ...

    def create_comment(self, number: int, body: str) -> Comment: ...

    def update_comment(self, comment_id: int, body: str) -> None: ...

    def delete_comment(self, comment_id: int) -> None: ...

    def status(self, commit: str, context: str) -> Status | None:
        """The newest status of this context that the gate's own account set."""
        ...

    def set_status(self, commit: str, context: str, status: Status) -> None: ...

    def set_labels(self, number: int, labels: frozenset[str]) -> None:
        """Exactly these labels; a label that the repository lacks is made."""
        ...

    def merge(self, number: int, head: str, title: str, message: str) -> MergeOutcome:
        """Merge with a merge commit, only if the head is still this commit."""
        ...

    def issues(self, label: str) -> list[Issue]:
        """Open issues (not pull requests) that carry the label."""
        ...

    def create_issue(self, title: str, body: str, label: str) -> Issue: ...

    def update_issue(self, number: int, body: str, *, close: bool = False) -> None: ...
