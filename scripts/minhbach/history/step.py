"""One commit as the timeline of a round looks at it: its local time, whose it is, and the files it left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Any

from minhbach.changes import Entry
from minhbach.codes import shown
from minhbach.diagnostics import Text
from minhbach.git import GitError, GitRepository, Revision
from minhbach.history.event import Event, EventKind, Person
from minhbach.history.log import Commit
from minhbach.history.merges import Received, received_by
from minhbach.tree import MAX_FILE_BYTES, NotRegularError, TooLargeError

MOST_TITLE = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """`received` is what a merge of the gate says of itself, None for any other commit."""

    repository: GitRepository
    commit: Commit
    at: datetime
    received: Received | None

    @classmethod
    def of(cls, repository: GitRepository, commit: Commit, zone: tzinfo) -> Step:
        received = received_by(commit, zone)
        return cls(repository=repository, commit=commit, at=commit.at.astimezone(zone), received=received)

    def event(self, kind: EventKind, *, on: date | datetime | None = None, **more: Any) -> Event:
        """An event that this commit brought; `on` is when a document says that it happened."""
        at, whole_day = self._moment(on)
        # Whoever put a dated document into the repository without the gate is not who acted on that date.
        who, approved_by = self.people if self.received is not None or on is None else ((), ())
        return Event(
            at=at,
            whole_day=whole_day,
            kind=kind,
            **{
                "who": who,
                "approved_by": approved_by,
                "commit": self.commit.id,
                "entered": self.at,
                "number": self.received.number if self.received else None,
                **more,
            },
        )

    def _moment(self, on: date | datetime | None) -> tuple[datetime, bool]:
        if isinstance(on, datetime):
            return on.replace(tzinfo=on.tzinfo or self.at.tzinfo), False
        if on is None or on == self.at.date():
            return self.at, False
        return datetime.combine(on, time(), tzinfo=self.at.tzinfo), True

    @property
    def people(self) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
        """Who brought it and who approved it."""
        if self.received is None:
            return (Person(name=shown(self.commit.author) or "?"),), ()
        return (self.received.submitter,), self.received.approvers

    @property
    def title(self) -> tuple[Text, ...]:
        """What a plain commit says of itself; the gate's own words are told by the event."""
        words = shown(self.commit.message.strip().partition("\n")[0], MOST_TITLE)
        return (Text(f"«{words}»", f"“{words}”"),) if words and self.received is None else ()

    def tree(self, path: str, entry: Entry) -> Revision:
        """One file of a version, as a tree that the readers of records can read."""
        return Revision(self.repository, self.commit.id, {path: entry})

    def bytes_of(self, path: str, entry: Entry | None) -> bytes | None:
        """None when there is no such file, or none that can be read."""
        if entry is None:
            return None
        try:
            return self.tree(path, entry).read(path, MAX_FILE_BYTES)
        except (GitError, OSError, NotRegularError, TooLargeError):
            return None


def listed(names: Iterable[str], most: int = 6) -> Text:
    """Some names, and how many more there are."""
    found = [shown(name) for name in names]
    words = ", ".join(found[:most])
    more = len(found) - most
    return Text(words) if more <= 0 else Text(f"{words} và {more} mục khác", f"{words} and {more} more")
