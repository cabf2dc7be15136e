"""Open pull requests as the gate left them: whose turn each is, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from minhbach.forges.interface import Person
from minhbach.gate.outcome import Outcome, Turn

MARKER = "<!-- minhbach:gate -->"
"""The first line of our comment on a pull request, by which it is found again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A pull request that was not merged: what the checker said of it and who moves next.

    `received` is when the forge saw the head arrive; `turn` may differ from the outcome's own, since approvals and
    a request for changes (`sent_back`, with its reason) count here.
    """

    number: int
    url: str
    author: Person
    outcome: Outcome
    received: datetime
    turn: Turn
    since: datetime
    approved_by: tuple[Person, ...] = ()
    sent_back_by: Person | None = None
    sent_back: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Queue:
    """All open pull requests at the time of a run, in the order of their numbers."""

    at: datetime
    waiting: tuple[Waiting, ...]
