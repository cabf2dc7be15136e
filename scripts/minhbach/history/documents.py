"""What the documents of a round date themselves: the register of receipt, questions, minutes, publications.

They tell a timeline where git knows nothing of it, as when data were put in by plain commits long after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, tzinfo
from typing import Any

from minhbach.diagnostics import Text
from minhbach.history.event import Event, EventKind
from minhbach.history.records import (
    amendment_figures,
    amendment_words,
    first_resting_on,
    minutes_words,
    question_words,
    record_words,
)
from minhbach.reading.amendments import FOLDER as AMENDMENTS
from minhbach.reading.records import record_path
from minhbach.repository import RoundData

_REGISTER = Text("theo sổ tiếp nhận", "by the register of receipt")

_FROM_UNITS = (EventKind.HANDED_IN, EventKind.CHANGED, EventKind.SUPPLEMENTED, EventKind.ANSWERED)


def document_events(data: RoundData, zone: tzinfo, told: Iterable[Event]) -> Iterator[Event]:
    """The events that documents date, without those that commits have told."""
    told = tuple(told)
    same = {(event.kind, event.unit, event.key) for event in told}
    yield from (event for event in _records(data, zone) if (event.kind, event.unit, event.key) not in same)
    yield from _receipts(data, zone, told)


def _receipts(data: RoundData, zone: tzinfo, told: tuple[Event, ...]) -> Iterator[Event]:
    """A merge of the gate told the same receipt when it names the same minute, an approval on the same day."""
    by_gate = [event for event in told if event.number is not None]
    received = {(event.unit, _minute(event.at)) for event in by_gate if event.kind in _FROM_UNITS}
    approved = {(event.unit, event.day) for event in by_gate if event.kind is EventKind.APPROVED}
    for code, receipt in data.receipts.items():
        at = receipt.received.replace(tzinfo=receipt.received.tzinfo or zone)
        window = data.round.windows.get("report")
        late = window is not None and window.is_late(at.date())
        if (code, _minute(at)) not in received:
            yield Event(at=at, kind=EventKind.HANDED_IN, unit=code, late=late, details=(_REGISTER,))
        if receipt.approved is not None and (code, receipt.approved) not in approved:
            yield _on(receipt.approved, zone, EventKind.APPROVED, unit=code, details=(_REGISTER,))


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _records(data: RoundData, zone: tzinfo) -> Iterator[Event]:
    for code, review in data.reviews.items():
        for question in review.questions:
            words = question_words(question, data.criteria)
            yield _on(question.asked, zone, EventKind.QUESTIONED, unit=code, **words)
    for code, minutes in data.inspections.items():
        begins = minutes.meeting.begins
        at = begins.replace(tzinfo=begins.tzinfo or zone)
        yield Event(at=at, kind=EventKind.INSPECTED, unit=code, **minutes_words(minutes))
    for record in data.published.values():
        yield _on(record.published, zone, EventKind.PUBLISHED, **record_words(record))
    for amendment in data.amendments:
        edition = first_resting_on(data, record_path(data.round.id, AMENDMENTS, amendment.number))
        # A decision carries no date of its own; without git and without a publication nobody knows when.
        if edition is not None:
            for code, figures in amendment_figures(amendment).items():
                changes = amendment_words(amendment, figures)
                yield _on(edition.published, zone, EventKind.AMENDED, unit=code, **changes)


def _on(day: date, zone: tzinfo, kind: EventKind, **words: Any) -> Event:
    return Event(at=datetime.combine(day, time(), tzinfo=zone), whole_day=True, kind=kind, **words)
