"""What the REST interfaces of GitHub and of Forgejo/Gitea share; each dialect says where it differs."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar
from zlib import crc32

from minhbach.diagnostics import Text
from minhbach.forges import answers, http_words, merging
from minhbach.forges.http import Client, RefusedError
from minhbach.forges.interface import (
    Comment,
    ForgeError,
    ForgeReview,
    Issue,
    MergeOutcome,
    NotFound,
    Person,
    Pull,
    ReviewVerdict,
    Status,
)
from minhbach.forges.pages import Query

VERDICTS = {
    "APPROVED": ReviewVerdict.APPROVED,
    "CHANGES_REQUESTED": ReviewVerdict.CHANGES_REQUESTED,
    "REQUEST_CHANGES": ReviewVerdict.CHANGES_REQUESTED,
}
NO_REVIEWS = frozenset({"PENDING", "REQUEST_REVIEW"})
"""Not sent yet, and a mere call for a review, which stands in Forgejo's list under the name of the one called."""

COLOURS = ("0e8a16", "1d76db", "5319e7", "b60205", "bf8700", "006b75")
"""Of a label that is made: dark enough for white letters."""

OTHER_ACCOUNT = Text(
    "Token không phải của tài khoản cổng đã khai báo: dừng để không làm thay người khác",
    "The token is not that of the configured gate account: stopped, so as not to act for somebody else",
)


class RestForge(ABC):
    """`own` is believed only where the forge does not tell an application who it is."""

    name: str
    state_key: ClassVar[str]
    open_pulls_query: ClassVar[Query]
    open_issues_query: ClassVar[Query]

    def __init__(self, client: Client, repository: str, own: Person | None) -> None:
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository, re.ASCII) or {".", ".."} & set(repository.split("/")):
            raise ForgeError(http_words.bad_repository(repository))
        self._client = client
        self._repository = repository
        self._at = f"/repos/{repository}"
        self._own = own
        self._me: Person | None = None
        self._labels: dict[str, Any] | None = None

    # Where the dialects differ ------------------------------------------------

    @abstractmethod
    def pushed_at(self, pull: Pull) -> datetime | None: ...

    @abstractmethod
    def _list(self, path: str, query: Query) -> Iterator[Any]:
        """All items of a list."""

    @abstractmethod
    def _comments(self, number: int) -> Iterable[Any]: ...

    @abstractmethod
    def _statuses(self, commit: str) -> Iterable[Any]: ...

    @abstractmethod
    def _send_merge(self, number: int, head: str, title: str, message: str) -> None: ...

    @abstractmethod
    def _label(self, data: Any) -> str | int:
        """How a request names a label; `data` is the forge's own description of it."""

    # Who and where ------------------------------------------------------------

    def me(self) -> Person:
        if self._me is None:
            self._me = self._ask_who()
        return self._me

    def _ask_who(self) -> Person:
        try:
            found = answers.person(self._client.get("/user").data)
        except RefusedError as refused:
            if refused.status != 403 or self._own is None:
                raise
            return self._own
        if found is None or (self._own is not None and found.id != self._own.id):
            raise ForgeError(OTHER_ACCOUNT)
        return found

    def default_branch(self) -> str:
        return answers.text(self._client.get(self._at).data, "default_branch")

    # Reading ------------------------------------------------------------------

    def open_pulls(self) -> list[Pull]:
        rows = self._list(f"{self._at}/pulls", self.open_pulls_query)
        return [self._pull(row) for row in rows if row is not None]

    def pull(self, number: int) -> Pull | None:
        try:
            data = self._client.get(f"{self._at}/pulls/{number}").data
        except NotFound:
            return None
        return self._pull(data) if answers.text(data, "state") == "open" else None

    def _pull(self, data: Any) -> Pull:
        return answers.pull(data)

    def reviews(self, number: int) -> list[ForgeReview]:
        rows = self._list(f"{self._at}/pulls/{number}/reviews", {})
        return [review for row in rows if (review := _review(row)) is not None]

    def comments(self, number: int) -> list[Comment]:
        return [answers.comment(row) for row in self._comments(number)]

    def status(self, commit: str, context: str) -> Status | None:
        """By the highest number: the order of these lists is not the same in all versions."""
        me = self.me().id
        rows = [row for row in self._statuses(commit) if answers.text(row, "context") == context]
        own = [row for row in rows if (by := answers.person(answers.field(row, "creator"))) and by.id == me]
        newest = max(own, key=lambda row: answers.number(row, "id"), default=None)
        return None if newest is None else answers.status(newest, self.state_key)

    def issues(self, label: str) -> list[Issue]:
        rows = self._list(f"{self._at}/issues", {**self.open_issues_query, "labels": label})
        found = [answers.issue(row) for row in rows if answers.field(row, "pull_request") is None]
        return sorted((issue for issue in found if label in issue.labels), key=lambda issue: issue.number)

    # Writing ------------------------------------------------------------------

    def create_comment(self, number: int, body: str) -> Comment:
        path = f"{self._at}/issues/{number}/comments"
        return answers.comment(self._client.request("POST", path, body={"body": body}).data)

    def update_comment(self, comment_id: int, body: str) -> None:
        self._client.request("PATCH", f"{self._at}/issues/comments/{comment_id}", body={"body": body})

    def delete_comment(self, comment_id: int) -> None:
        self._client.request("DELETE", f"{self._at}/issues/comments/{comment_id}")

    def set_status(self, commit: str, context: str, status: Status) -> None:
        """The same status twice is harmless: the newest counts."""
        body = {"state": status.state.value, "description": status.description, "context": context}
        self._client.request("POST", f"{self._at}/statuses/{commit}", body=body, repeatable=True)

    def set_labels(self, number: int, labels: frozenset[str]) -> None:
        path = f"{self._at}/issues/{number}/labels"
        self._client.request("PUT", path, body={"labels": self._label_refs(labels)})

    def create_issue(self, title: str, body: str, label: str) -> Issue:
        content = {"title": title, "body": body, "labels": self._label_refs([label])}
        return answers.issue(self._client.request("POST", f"{self._at}/issues", body=content).data)

    def update_issue(self, number: int, body: str, *, close: bool = False) -> None:
        content: Mapping[str, str] = {"body": body, "state": "closed"} if close else {"body": body}
        self._client.request("PATCH", f"{self._at}/issues/{number}", body=content)

    def _label_refs(self, names: Iterable[str]) -> list[str | int]:
        """The labels as the forge names them, after those that it lacks have been made."""
        if self._labels is None:
            rows = self._list(f"{self._at}/labels", {})
            self._labels = {self._label_key(answers.text(row, "name")): row for row in rows}
        for name in sorted(names):
            if self._label_key(name) not in self._labels:
                colour = COLOURS[crc32(name.encode()) % len(COLOURS)]
                made = self._client.request("POST", f"{self._at}/labels", body={"name": name, "color": colour})
                self._labels[self._label_key(name)] = made.data
        return [self._label(self._labels[self._label_key(name)]) for name in sorted(names)]

    def _label_key(self, name: str) -> str:
        return name

    def merge(self, number: int, head: str, title: str, message: str) -> MergeOutcome:
        return merging.merge(
            lambda: self._send_merge(number, head, title, message),
            lambda: self._client.get(f"{self._at}/pulls/{number}").data,
            self._client.pause,
            head,
        )


def _review(data: Any) -> ForgeReview | None:
    """None for what is no review of anybody: see NO_REVIEWS; and where the account is gone."""
    state, author = answers.text(data, "state"), answers.person(answers.field(data, "user"))
    if author is None or state in NO_REVIEWS:
        return None
    verdict = VERDICTS.get(state, ReviewVerdict.OTHER)
    return ForgeReview(
        author=author,
        commit=answers.prose(data, "commit_id"),
        verdict=ReviewVerdict.OTHER if answers.field(data, "dismissed") is True else verdict,
        at=answers.moment(data, "submitted_at"),
        text=answers.prose(data, "body"),
    )
