"""A fake forge that speaks like GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from tests.forge.api import WRITE
from tests.forge.github_views import EVENTS, GitHubViews
from tests.forge.model import Item, Label, Refusal
from tests.forge.routing import Reply, Request, route
from tests.forge.state import ForgeState


class GitHubApi(GitHubViews):
    prefix = ""
    size_word = "per_page"
    most_size = 100
    merge_refusals: ClassVar = {
        "already merged": (405, "Pull Request is not mergeable"),
        "closed": (405, "Pull Request is not mergeable"),
        "not mergeable": (405, "Pull Request is not mergeable"),
        "base moved": (405, "Base branch was modified. Review and try the merge again."),
        "head moved": (409, "Head branch was modified. Review and try the merge again."),
    }

    def __init__(self, state: ForgeState) -> None:
        super().__init__(state)
        at = f"/repos/{state.name}"
        self.routes += [
            route("GET", "/repos/{owner}/{repo}/activity", self.list_activity),
            route("GET", f"{at}/issues/{{n}}/events", self.list_events),
            route("GET", f"{at}/commits/{{sha}}/statuses", self.list_statuses),
            route("PUT", f"{at}/pulls/{{n}}/merge", self.merge, WRITE),
        ]

    def page_headers(self, request: Request, total: int, page: int, size: int) -> dict[str, str]:
        return self.links(request, total, page, size)

    def find_labels(self, given: Sequence[Any]) -> list[Label]:
        """By name, whatever the capitals; one that is lacking is made with the colour of all new ones."""
        if not all(isinstance(name, str) for name in given):
            raise Refusal(422, "Validation Failed")
        return [self._label(name) or self.state.create_label(name) for name in given]

    def _label(self, name: str) -> Label | None:
        return next((item for item in self.state.labels if item.name.casefold() == name.casefold()), None)

    def create_label(self, request: Request) -> Reply:
        name, color = request.given("name", "color")
        if self._label(name) or str(color).startswith("#"):
            raise Refusal(422, "Validation Failed")
        return super().create_label(request)

    def listed_issues(self, request: Request) -> Iterable[Item]:
        """Pull requests as well: to GitHub they are issues."""
        label = request.query.get("labels", "")
        return [item for item in self.state.items.values() if item.is_open and self._carries(item, label)]

    def _carries(self, item: Item, label: str) -> bool:
        return not label or label.casefold() in {found.name.casefold() for found in item.labels}

    def list_statuses(self, request: Request, sha: str) -> Reply:
        return self.paged(request, map(self.show_status, self.state.statuses_of(sha)))

    def list_activity(self, request: Request, owner: str, repository: str) -> Reply:
        """Newest first; its pages are marked by a cursor instead of numbers."""
        full_name = f"{owner}/{repository}"
        gone = {self.full_name(pull.branch.fork) for pull in self.state.pulls.values() if pull.fork_gone}
        if full_name in gone:
            raise Refusal(404, "Not Found")
        ref = request.query.get("ref")
        found = [push for push in reversed(self.state.pushes) if self.full_name(push.branch.fork) == full_name]
        rows = [push for push in found if ref in (None, f"refs/heads/{push.branch.name}")]
        after = request.number("after", 0)
        size = self.page_size(request)
        rest = [push for push in rows if not after or push.id < after]
        more = {"Link": f'<{self.address(request, after=rest[size - 1].id)}>; rel="next"'} if len(rest) > size else {}
        return Reply(200, [self.show_activity(push) for push in rest[:size]], more)

    def list_events(self, request: Request, number: int) -> Reply:
        """Of a pull request; a push that only adds commits is no event."""
        shown = [event for event in self.state.pull(number).timeline if event.forced or event.kind in EVENTS]
        return self.paged(request, map(self.show_event, shown))

    def merge(self, request: Request, number: int) -> Reply:
        sha, method, title, message = request.given(
            "sha", "merge_method", "commit_title", "commit_message", optional=True
        )
        if method not in (None, "merge"):
            raise Refusal(405, "Merge method is not allowed")
        commit = self.merge_with(request, number, sha, title, message)
        return Reply(200, {"sha": commit, "merged": True, "message": "Pull Request successfully merged"})
