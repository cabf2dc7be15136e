"""What a timeline is made of: events, each with its moment, and the figures that it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from minhbach.diagnostics import Text
from minhbach.model.submission import Answer


class EventKind(StrEnum):
    """What happened; in the order in which a page of a day tells them.

    `recorded` is a file that a plain commit put in: nobody's handing in is known. `checked` is that the checker found
    no fault and the gate took the change over. The last ones are of the whole round.
    """

    ROUND = "round"
    REGISTER = "register"
    LINEAGE = "lineage"
    ACCOUNTS = "accounts"
    CRITERIA = "criteria"
    RECEIPTS = "receipts"
    OTHER = "other"
    RECORDED = "recorded"
    HANDED_IN = "handed_in"
    CHANGED = "changed"
    ANSWERED = "answered"
    SUPPLEMENTED = "supplemented"
    MOVED = "moved"
    REMOVED = "removed"
    APPROVED = "approved"
    CHECKED = "checked"
    QUESTIONED = "questioned"
    DECIDED = "decided"
    INSPECTED = "inspected"
    MINUTES_CHANGED = "minutes_changed"
    AMENDED = "amended"
    PUBLISHED = "published"


KIND_ORDER = {kind: place for place, kind in enumerate(EventKind)}


class Part(StrEnum):
    """Where a changed figure stands."""

    FIGURES = "figures"
    SUPPLEMENT = "supplement"
    SETTLED = "settled"
    AMENDED = "amended"


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureChange:
    """A figure from what to what; MISSING where nothing stood. A value that cannot be read is its text, cut."""

    part: Part
    figure: str
    before: Answer
    after: Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """An account of the forge by number and login; without a number the author's name of a plain commit."""

    name: str
    id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One thing that happened. Moments are local time of the round.

    `whole_day`: only the day is known. `entered` is when it came into the main branch, by `commit`; without a commit
    only a document tells it. `key` is a question's id, an edition or the number of a decision. `unreadable` counts the
    versions of a file that could not be compared.
    """

    at: datetime
    kind: EventKind
    unit: str | None = None
    whole_day: bool = False
    who: tuple[Person, ...] = ()
    approved_by: tuple[Person, ...] = ()
    commit: str | None = None
    entered: datetime | None = None
    key: str = ""
    figures: tuple[FigureChange, ...] = ()
    details: tuple[Text, ...] = ()
    late: bool = False
    number: int | None = None
    unreadable: bool = False

    @property
    def day(self) -> date:
        return self.at.date()


def sort_key(event: Event) -> tuple[date, bool, time]:
    """By time; of what has no hour it is only known that it was that day, so it stands at the day's end.

    Events of one moment keep the order in which they were told: that of the commits.
    """
    return event.day, event.whole_day, event.at.time()
