"""Forgejo, and Gitea which it comes from, by their REST interface."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, ClassVar

from minhbach.forges import answers
from minhbach.forges.http import Client, Options
from minhbach.forges.interface import Forge, Person, Pull
from minhbach.forges.pages import Query, numbered, whole
from minhbach.forges.rest import RestForge

HEADERS = {"Accept": "application/json", "User-Agent": "minhbach-gate"}


def forgejo(
    repository: str, token: str, *, api: str, own: Person | None = None, options: Options | None = None
) -> Forge:
    """`repository` is owner/name; `api` ends in /api/v1."""
    client = Client(api, token, HEADERS, scheme="token", options=options or Options())
    return Forgejo(client, repository, own)


class Forgejo(RestForge):
    name = "forgejo"
    state_key = "status"
    open_pulls_query: ClassVar[Query] = {"state": "open", "sort": "oldest"}
    open_issues_query: ClassVar[Query] = {"state": "open", "type": "issues"}

    def pushed_at(self, pull: Pull) -> datetime | None:
        """The newest push in the timeline whose last commit is this head; the opening counts as a push there.

        The entry is written after the branch moves, and not at all while the pull request is closed: then None, for
        the time of opening would be that of another head. Pages of this list leave items out and count themselves.
        """
        rows = numbered(self._client, f"{self._at}/issues/{pull.number}/timeline", {}, counted=False)
        pushes = [row for row in rows if answers.field(row, "type") == "pull_push" and _last_commit(row) == pull.head]
        return answers.moment(pushes[-1], "created_at") if pushes else None

    def _list(self, path: str, query: Query) -> Iterator[Any]:
        return numbered(self._client, path, query)

    def _comments(self, number: int) -> Iterable[Any]:
        return whole(self._client, f"{self._at}/issues/{number}/comments")

    def _statuses(self, commit: str) -> Iterable[Any]:
        """By the commit itself: the other list takes a branch of that name first."""
        return self._list(f"{self._at}/statuses/{commit}", {})

    def _label(self, data: Any) -> int:
        """By number: names that are not found are dropped without a word."""
        return answers.number(data, "id")

    def _send_merge(self, number: int, head: str, title: str, message: str) -> None:
        """A repeated merge is refused, since the pull request is merged then."""
        body = {"Do": "merge", "head_commit_id": head, "MergeTitleField": title, "MergeMessageField": message}
        self._client.request("POST", f"{self._at}/pulls/{number}/merge", body=body, repeatable=True)


def _last_commit(row: Any) -> str | None:
    """The content of a push is JSON in the text: its commits with the newest last."""
    try:
        commits = answers.field(json.loads(answers.prose(row, "body")), "commit_ids")
    except ValueError:
        return None
    return commits[-1] if isinstance(commits, list) and commits and isinstance(commits[-1], str) else None
