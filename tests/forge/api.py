"""The calls that GitHub and Forgejo have in common, over one state; a dialect says how things look and differ."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from minhbach.forges.interface import Person
from tests.forge.model import Item, Label, Note, Permission, PullItem, Refusal, Review, StatusRow
from tests.forge.routing import Reply, Request, Route, route
from tests.forge.state import ForgeState

WRITE = Permission.WRITE


class Api(ABC):
    """`url` is the address under which clients reach the server; known once it listens."""

    prefix: str
    """Path of the API on the server."""
    size_word: str
    default_size = 30
    most_size: int
    edited_issue_status = 200
    merge_refusals: ClassVar[Mapping[str, tuple[int, str]]]
    """Status and words of this forge for each reason of the state's."""

    def __init__(self, state: ForgeState) -> None:
        self.state = state
        self.url = ""
        at = f"/repos/{state.name}"
        self.routes: list[Route] = [
            route("GET", "/user", self.get_user),
            route("GET", at, self.get_repository),
            route("GET", f"{at}/pulls", self.list_pulls),
            route("GET", f"{at}/pulls/{{n}}", self.get_pull),
            route("GET", f"{at}/pulls/{{n}}/reviews", self.list_reviews),
            route("GET", f"{at}/issues", self.list_issues),
            route("POST", f"{at}/issues", self.create_issue),
            route("PATCH", f"{at}/issues/{{n}}", self.edit_issue),
            route("GET", f"{at}/issues/{{n}}/comments", self.list_comments),
            route("POST", f"{at}/issues/{{n}}/comments", self.create_comment),
            route("PATCH", f"{at}/issues/comments/{{n}}", self.edit_comment),
            route("DELETE", f"{at}/issues/comments/{{n}}", self.delete_comment),
            route("PUT", f"{at}/issues/{{n}}/labels", self.put_labels, WRITE),
            route("DELETE", f"{at}/issues/{{n}}/labels", self.clear_labels, WRITE),
            route("GET", f"{at}/labels", self.list_labels),
            route("POST", f"{at}/labels", self.create_label, WRITE),
            route("POST", f"{at}/statuses/{{sha}}", self.create_status, WRITE),
        ]

    # How things look ----------------------------------------------------------

    @abstractmethod
    def show_user(self, person: Person) -> Any: ...

    @abstractmethod
    def show_self(self, person: Person) -> Any: ...

    @abstractmethod
    def show_repository(self) -> Any: ...

    @abstractmethod
    def show_pull(self, pull: PullItem) -> Any: ...

    def show_whole_pull(self, pull: PullItem) -> Any:
        """As it is shown alone; in lists GitHub shows less."""
        return self.show_pull(pull)

    @abstractmethod
    def show_review(self, review: Review, pull: PullItem) -> Any: ...

    @abstractmethod
    def show_note(self, note: Note) -> Any: ...

    @abstractmethod
    def show_issue(self, item: Item) -> Any: ...

    @abstractmethod
    def show_label(self, label: Label) -> Any: ...

    @abstractmethod
    def show_status(self, row: StatusRow) -> Any: ...

    @abstractmethod
    def refusal(self, status: int, message: str) -> Any:
        """The body of an answer that says no."""

    @abstractmethod
    def find_labels(self, given: Sequence[Any]) -> list[Label]:
        """The labels that a request names."""

    @abstractmethod
    def listed_issues(self, request: Request) -> Iterable[Item]: ...

    @abstractmethod
    def page_headers(self, request: Request, total: int, page: int, size: int) -> dict[str, str]: ...

    def time(self, moment: datetime | None) -> str | None:
        return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    # Lists --------------------------------------------------------------------

    def paged(self, request: Request, rows: Iterable[Any], *, total: int | None = None) -> Reply:
        """The page that is asked for, no larger than the forge allows."""
        found = list(rows)
        size = self.page_size(request)
        page = request.number("page", 1)
        shown = found[(page - 1) * size : page * size]
        count = len(found) if total is None else total
        return Reply(200, shown, self.page_headers(request, count, page, size))

    def page_size(self, request: Request) -> int:
        return min(request.number(self.size_word, self.default_size), self.state.page_limit or self.most_size)

    def links(self, request: Request, total: int, page: int, size: int) -> dict[str, str]:
        """A `Link` header as both forges write it; none when there is one page."""
        last = max(1, -(-total // size))
        places = {"prev": page - 1, "next": page + 1, "last": last, "first": 1}
        wanted = {"next": page < last, "last": page < last, "first": page > 1, "prev": page > 1}
        found = [f'<{self.address(request, page=places[rel])}>; rel="{rel}"' for rel in places if wanted[rel]]
        return {"Link": ", ".join(found)} if found else {}

    def address(self, request: Request, **query: object) -> str:
        words = {**request.query, **{key: str(value) for key, value in query.items()}}
        return f"{self.url}{self.prefix}{quote(request.path)}?{urlencode(words)}"

    # Calls --------------------------------------------------------------------

    def get_user(self, request: Request) -> Reply:
        if request.account.application:
            raise Refusal(403, "Resource not accessible by integration")
        return Reply(200, self.show_self(request.account.person))

    def get_repository(self, _request: Request) -> Reply:
        return Reply(200, self.show_repository())

    def get_pull(self, _request: Request, number: int) -> Reply:
        return Reply(200, self.show_whole_pull(self.state.pull(number)))

    def list_labels(self, request: Request) -> Reply:
        return self.paged(request, map(self.show_label, self.state.labels))

    def list_pulls(self, request: Request) -> Reply:
        found = [pull for pull in self.state.pulls.values() if pull.is_open]
        return self.paged(request, map(self.show_pull, found))

    def list_reviews(self, request: Request, number: int) -> Reply:
        pull = self.state.pull(number)
        shown = [item for item in pull.reviews if item.state != "PENDING" or item.author == request.account.person]
        return self.paged(request, (self.show_review(item, pull) for item in shown), total=len(pull.reviews))

    def list_issues(self, request: Request) -> Reply:
        return self.paged(request, map(self.show_issue, self.listed_issues(request)))

    def create_issue(self, request: Request) -> Reply:
        title, body, labels = request.given("title", "body", "labels")
        number = self.state.open_issue(request.account.person, title, body)
        if request.account.permission.reaches(WRITE):
            self.state.set_labels(number, self.find_labels(labels))
        return Reply(201, self.show_issue(self.state.items[number]))

    def edit_issue(self, request: Request, number: int) -> Reply:
        self.must_own(request, self.state.item(number).author)
        body, state = request.given("body", "state", optional=True)
        return Reply(self.edited_issue_status, self.show_issue(self.state.edit_issue(number, body, state)))

    def list_comments(self, request: Request, number: int) -> Reply:
        self.state.item(number)
        return self.paged(request, map(self.show_note, self.state.comments_of(number)))

    def create_comment(self, request: Request, number: int) -> Reply:
        (body,) = request.given("body")
        made = self.state.comment(request.account.person, number, body)
        return Reply(201, self.show_note(self.state.notes[made]))

    def edit_comment(self, request: Request, id: int) -> Reply:
        self.must_own(request, self.state.note(id).author)
        (body,) = request.given("body")
        return Reply(200, self.show_note(self.state.edit_comment(id, body)))

    def delete_comment(self, request: Request, id: int) -> Reply:
        self.must_own(request, self.state.note(id).author)
        self.state.delete_comment(id)
        return Reply(204, empty=True)

    def must_own(self, request: Request, author: Person) -> None:
        if request.account.person != author and not request.account.permission.reaches(WRITE):
            raise Refusal(403, "Forbidden")

    def put_labels(self, request: Request, number: int) -> Reply:
        (labels,) = request.given("labels")
        return Reply(200, [self.show_label(item) for item in self.state.set_labels(number, self.find_labels(labels))])

    def clear_labels(self, _request: Request, number: int) -> Reply:
        self.state.set_labels(number, [])
        return Reply(204, empty=True)

    def create_label(self, request: Request) -> Reply:
        name, color = request.given("name", "color")
        return Reply(201, self.show_label(self.state.create_label(name, color)))

    def merge_with(
        self, request: Request, number: int, head: str | None, title: str | None, message: str | None
    ) -> str:
        """The merge commit; a refusal is told in this forge's way."""
        words = f"{title or 'Merge'}\n\n{message}" if message else title or "Merge"
        try:
            return self.state.merge(request.account.person, number, head, words)
        except Refusal as refused:
            if refused.message not in self.merge_refusals:
                raise
            raise Refusal(*self.merge_refusals[refused.message]) from None

    def create_status(self, request: Request, sha: str) -> Reply:
        state, context, description = request.given("state", "context", "description")
        return Reply(
            201, self.show_status(self.state.set_status(request.account.person, sha, context, state, description))
        )
