"""People, issues, comments, labels and statuses of a fake forge."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import datetime

from minhbach.forges.interface import Person
from tests.forge.clock import Clock
from tests.forge.git import Repository
from tests.forge.model import Account, Item, Label, Note, Permission, PullItem, Refusal, StatusRow

COLOUR = "ededed"


class Desk:
    """What does not touch git. Numbers of issues and pull requests are one sequence, ids of everything another."""

    def __init__(self, repository: Repository, clock: Clock, *, name: str) -> None:
        self.git = repository
        self.clock = clock
        self.name = name
        self.lock = threading.RLock()
        self.accounts: dict[int, Account] = {}
        self.items: dict[int, Item] = {}
        self.notes: dict[int, Note] = {}
        self.labels: list[Label] = []
        self.statuses: list[StatusRow] = []
        self._last_id = 1000
        self.owner = self.add_person(1, name.partition("/")[0], Permission.ADMIN)

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def time(self, at: datetime | None = None) -> datetime:
        return at or self.clock.now

    # People -------------------------------------------------------------------

    def add_person(
        self, id: int, login: str, permission: str = Permission.READ, *, application: bool = False
    ) -> Person:
        """An account with its own token. `application`: like a token of GitHub Actions, which may not ask who it is."""
        person = Person(id, login)
        self.accounts[id] = Account(person, Permission(permission), f"token-of-{login}", application=application)
        return person

    def token(self, person: Person) -> str:
        return self.accounts[person.id].token

    def remove_person(self, person: Person) -> None:
        """Delete the account: what it wrote stays, under nobody's name."""
        self.accounts[person.id].gone = True

    def account_of(self, token: str) -> Account | None:
        return next((item for item in self.accounts.values() if item.token == token and not item.gone), None)

    def is_gone(self, person: Person) -> bool:
        account = self.accounts.get(person.id)
        return account is None or account.gone

    # Issues and comments ------------------------------------------------------

    def item(self, number: int) -> Item:
        if number not in self.items:
            raise Refusal(404, "Not Found")
        return self.items[number]

    def open_issue(self, person: Person, title: str, body: str = "", labels: Iterable[str] = ()) -> int:
        number = len(self.items) + 1
        found = [self.label_named(name) for name in labels]
        self.items[number] = Item(
            id=self.next_id(),
            number=number,
            author=person,
            title=title,
            body=body,
            created=self.clock.now,
            labels=[label for label in found if label],
        )
        return number

    def edit_issue(self, number: int, body: str | None, state: str | None) -> Item:
        item = self.item(number)
        if state not in (None, "open", "closed"):
            raise Refusal(422, "Validation Failed")
        if body is not None:
            item.body = body
        if state is not None:
            item.is_open = state == "open"
            item.closed = None if item.is_open else self.clock.now
        return item

    def issues(self) -> list[Item]:
        """Without pull requests."""
        return [item for item in self.items.values() if not isinstance(item, PullItem)]

    def comment(self, person: Person, number: int, body: str) -> int:
        if not body:
            raise Refusal(422, "Validation Failed")
        self.item(number)
        note = Note(
            id=self.next_id(),
            number=number,
            author=person,
            body=body,
            created=self.clock.now,
            updated=self.clock.now,
        )
        self.notes[note.id] = note
        return note.id

    def note(self, id: int) -> Note:
        if id not in self.notes:
            raise Refusal(404, "Not Found")
        return self.notes[id]

    def edit_comment(self, id: int, body: str) -> Note:
        if not body:
            raise Refusal(422, "Validation Failed")
        note = self.note(id)
        note.body, note.updated = body, self.clock.now
        return note

    def delete_comment(self, id: int) -> None:
        self.note(id)
        del self.notes[id]

    def comments_of(self, number: int) -> list[Note]:
        return [note for note in self.notes.values() if note.number == number]

    # Labels -------------------------------------------------------------------

    def label_named(self, name: str) -> Label | None:
        return next((label for label in self.labels if label.name == name), None)

    def create_label(self, name: str, color: str = COLOUR) -> Label:
        if not name:
            raise Refusal(422, "Validation Failed")
        label = Label(id=self.next_id(), name=name, color=color.removeprefix("#"))
        self.labels.append(label)
        return label

    def set_labels(self, number: int, labels: Iterable[Label]) -> list[Label]:
        self.item(number).labels = list(dict.fromkeys(labels))
        return self.items[number].labels

    def labels_of(self, number: int) -> frozenset[str]:
        return frozenset(label.name for label in self.item(number).labels)

    # Statuses -----------------------------------------------------------------

    def set_status(self, person: Person, commit: str, context: str, state: str, description: str = "") -> StatusRow:
        if state not in ("pending", "success", "failure", "error") or len(description) > 140:
            raise Refusal(422, "Validation Failed")
        if not self.git.has(commit):
            raise Refusal(422, f"No commit found for SHA: {commit}")
        row = StatusRow(
            id=self.next_id(),
            commit=commit,
            creator=person,
            state=state,
            context=context or "default",
            description=description,
            at=self.clock.now,
        )
        self.statuses.append(row)
        return row

    def statuses_of(self, commit: str) -> list[StatusRow]:
        """Newest first, as both forges list them."""
        return [row for row in reversed(self.statuses) if row.commit == commit]
