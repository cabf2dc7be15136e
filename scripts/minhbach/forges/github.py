"""GitHub by its REST interface of version 2022-11-28."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from minhbach.forges import answers
from minhbach.forges.http import Client, Options, RefusedError
from minhbach.forges.interface import Forge, ForgeReview, NotFound, Person, Pull
from minhbach.forges.pages import Query, linked
from minhbach.forges.rest import RestForge

HEADERS = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
    "User-Agent": "minhbach-gate",
}

HEAD_REPLACED = frozenset({"head_ref_force_pushed", "head_ref_restored"})


def github(
    repository: str,
    token: str,
    *,
    api: str = "https://api.github.com",
    own: Person | None = None,
    options: Options | None = None,
) -> Forge:
    """`repository` is owner/name. The token of an application cannot ask who it is: `own` says so.

    GitHub asks for a second between two writes; without it a batch runs into its second limit.
    """
    client = Client(api, token, HEADERS, scheme="Bearer", options=options or Options(write_gap=1.0))
    return GitHub(client, repository, own)


class GitHub(RestForge):
    name = "github"
    state_key = "state"
    open_pulls_query: ClassVar[Query] = {"state": "open", "sort": "created", "direction": "asc"}
    open_issues_query = open_pulls_query

    def __init__(self, client: Client, repository: str, own: Person | None) -> None:
        super().__init__(client, repository, own)
        self._branches: dict[tuple[int, str], tuple[str, str]] = {}

    def pushed_at(self, pull: Pull) -> datetime | None:
        """The newest arrival of this head in the activity of the repository that it lies in.

        None when that repository is gone or may not be read, or the head has moved on since.
        """
        if (pull.number, pull.head) not in self._branches:
            self.pull(pull.number)
        if (pull.number, pull.head) not in self._branches:
            return None
        repository, branch = self._branches[pull.number, pull.head]
        try:
            for row in self._list(f"/repos/{repository}/activity", {"ref": f"refs/heads/{branch}"}):
                if answers.text(row, "after") == pull.head:
                    return answers.moment(row, "timestamp")
        except NotFound:
            return None
        except RefusedError as refused:
            if refused.status != 403:
                raise
        return None

    def reviews(self, number: int) -> list[ForgeReview]:
        """With no commit where the person saw another head than GitHub says.

        On a forced push GitHub may carry an approval over and write the new head into it. A review that is not younger
        than the last such push was given on something else; the list of pushes is read after that of the reviews.
        """
        found = super().reviews(number)
        if not found:
            return []
        rows = self._list(f"{self._at}/issues/{number}/events", {})
        replaced = [answers.moment(row, "created_at") for row in rows if answers.field(row, "event") in HEAD_REPLACED]
        last = max(replaced, default=None)
        return [replace(item, commit="") if last is not None and item.at <= last else item for item in found]

    def _pull(self, data: Any) -> Pull:
        """Remembers where the head lies, so that its activity costs one request."""
        found = answers.pull(data)
        if answers.field(data, "head", "repo") is not None:
            place = answers.text(data, "head", "repo", "full_name"), answers.text(data, "head", "ref")
            self._branches[found.number, found.head] = place
        return found

    def _list(self, path: str, query: Query) -> Iterator[Any]:
        return linked(self._client, path, {**query, "per_page": self._client.options.page_size})

    def set_labels(self, number: int, labels: frozenset[str]) -> None:
        """The published form of the list has at least one label; none at all is a request of its own."""
        if labels:
            super().set_labels(number, labels)
        else:
            self._client.request("DELETE", f"{self._at}/issues/{number}/labels")

    def _comments(self, number: int) -> Iterable[Any]:
        return self._list(f"{self._at}/issues/{number}/comments", {})

    def _statuses(self, commit: str) -> Iterable[Any]:
        return self._list(f"{self._at}/commits/{commit}/statuses", {})

    def _label(self, data: Any) -> str:
        return answers.text(data, "name")

    def _label_key(self, name: str) -> str:
        """GitHub's labels differ by more than capitals."""
        return name.casefold()

    def _send_merge(self, number: int, head: str, title: str, message: str) -> None:
        body = {"sha": head, "merge_method": "merge", "commit_title": title, "commit_message": message}
        self._client.request("PUT", f"{self._at}/pulls/{number}/merge", body=body)
