"""What a merge of the gate says of itself: who handed in, who approved, when.

Anybody can write such lines into a commit. They are believed only in a merge with two parents on the main branch whose
`Checked` names its second parent: the gate binds its words to the head that it judged, and only the gate and the
break-glass accounts write to the main branch. Of a plain commit nothing is believed but what it changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache

from minhbach.codes import shown
from minhbach.history.event import Person
from minhbach.history.log import Commit

_TITLE = re.compile(r"Nhận số ([0-9]{1,9}):")
_LINE = re.compile(r"(Received|Late|Submitted-by|Approved-by|Approved|Checked): ([^\n]{1,200})")
_PERSON = re.compile(r"([0-9]{1,20}) \(([^()]{1,100})\)\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """A merge of the gate; moments in local time of the round."""

    number: int
    received: datetime
    approved: datetime
    submitter: Person
    approvers: tuple[Person, ...]
    late: bool


def received_by(commit: Commit, zone: tzinfo) -> Received | None:
    """None unless the commit is the gate's own merge of the head that it says it checked."""
    title, _, body = commit.message.strip("\n").partition("\n")
    number = _TITLE.match(title)
    if number is None or len(commit.parents) != 2:
        return None
    lines: dict[str, list[str]] = {}
    for line in body.splitlines():
        if (found := _LINE.fullmatch(line.rstrip())) is not None:
            lines.setdefault(found[1], []).append(found[2])
    received, approved = (_moment(lines.get(name), zone) for name in ("Received", "Approved"))
    submitters = _people(lines.get("Submitted-by"))
    bound = lines.get("Checked") == [commit.parents[1]]
    if received is None or approved is None or len(submitters) != 1 or not bound:
        return None
    return Received(
        number=int(number[1]),
        received=received,
        approved=approved,
        submitter=submitters[0],
        approvers=_people(lines.get("Approved-by")),
        late=lines.get("Late") == ["yes"],
    )


def _moment(texts: list[str] | None, zone: tzinfo) -> datetime | None:
    """A moment with its zone, said once."""
    if texts is None or len(texts) != 1:
        return None
    try:
        moment = datetime.fromisoformat(texts[0])
        return moment.astimezone(zone) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _people(texts: list[str] | None) -> tuple[Person, ...]:
    found = (_person(text) for text in texts or ())
    return tuple(person for person in found if person is not None)


@lru_cache(maxsize=1_024)
def _person(text: str) -> Person | None:
    found = _PERSON.match(text)
    return Person(name=shown(found[2]), id=int(found[1])) if found is not None else None
