"""A fake forge that speaks like Forgejo and Gitea, with the turns of theirs that have bitten others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from tests.forge.api import WRITE
from tests.forge.forgejo_views import ForgejoViews
from tests.forge.model import Item, Label, Refusal
from tests.forge.routing import Reply, Request, route
from tests.forge.state import ForgeState


class ForgejoApi(ForgejoViews):
    prefix = "/api/v1"
    size_word = "limit"
    most_size = 50
    edited_issue_status = 201
    merge_refusals: ClassVar = {
        "already merged": (405, ""),
        "closed": (404, "The target couldn't be found."),
        "not mergeable": (405, "Please try again later"),
        "base moved": (409, "merge push out of date"),
        "head moved": (409, "head out of date"),
    }

    def __init__(self, state: ForgeState) -> None:
        super().__init__(state)
        at = f"/repos/{state.name}"
        self.routes += [
            route("GET", f"{at}/issues/{{n}}/timeline", self.list_timeline),
            route("GET", f"{at}/statuses/{{sha}}", self.list_statuses),
            # Who may not merge is told so by the call itself.
            route("POST", f"{at}/pulls/{{n}}/merge", self.merge),
        ]

    def page_headers(self, request: Request, total: int, page: int, size: int) -> dict[str, str]:
        return {"X-Total-Count": str(total), **self.links(request, total, page, size)}

    def list_reviews(self, request: Request, number: int) -> Reply:
        """With a total and without a `Link`; the total counts the unsent reviews of others."""
        reply = super().list_reviews(request, number)
        return Reply(200, reply.body, {"X-Total-Count": reply.headers["X-Total-Count"]})

    def list_comments(self, _request: Request, number: int) -> Reply:
        """All at once, whatever page is asked for."""
        self.state.item(number)
        rows = [self.show_note(note) for note in self.state.comments_of(number)]
        return Reply(200, rows, {"X-Total-Count": str(len(rows))})

    def list_timeline(self, request: Request, number: int) -> Reply:
        """The total is that of the page, and the page after the last is null."""
        pull = self.state.pull(number)
        reply = self.paged(request, (self.show_event(event, pull) for event in pull.timeline if event.kept))
        return Reply(200, reply.body or None, {"X-Total-Count": str(len(reply.body))})

    def find_labels(self, given: Sequence[Any]) -> list[Label]:
        """By number, or by name; what is not found is dropped without a word."""
        if not all(isinstance(item, int | str) for item in given):
            raise Refusal(400, "a label must be an integer or a string")
        return [label for label in self.state.labels if label.id in given or label.name in given]

    def listed_issues(self, request: Request) -> Iterable[Item]:
        """A label that does not exist is left out of the question; newest first."""
        label = self.state.label_named(request.query.get("labels", ""))
        items: Iterable[Item] = (
            self.state.issues() if request.query.get("type") == "issues" else self.state.items.values()
        )
        return [item for item in reversed(list(items)) if item.is_open and (label is None or label in item.labels)]

    def list_statuses(self, request: Request, sha: str) -> Reply:
        """By the second, so that two of one second come in any order."""
        return self.paged(request, map(self.show_status, reversed(self.state.statuses_of(sha))))

    def merge(self, request: Request, number: int) -> Reply:
        (style,) = request.given("Do")
        head, title, message = request.given("head_commit_id", "MergeTitleField", "MergeMessageField", optional=True)
        if not request.account.permission.reaches(WRITE):
            raise Refusal(405, "User not allowed to merge PR")
        if style != "merge":
            raise Refusal(405, f"{style} is not allowed an allowed merge style for this repository")
        self.merge_with(request, number, head or None, title, message)
        return Reply(200, empty=True)
