"""The timeline of a round by day, and of a unit: what happened, who did it, in which commit.

A page never tells more than the phase shows: before there are results no figure and no text of a question, and only
the minutes and editions that have pages of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from minhbach.history.event import KIND_ORDER, Event, EventKind, FigureChange, sort_key
from minhbach.history.words import KINDS, NO_GIT, SHALLOW, person_words, place_words, remarks, short
from minhbach.model.round import Milestone
from minhbach.model.submission import State
from minhbach.site import addresses
from minhbach.site.contexts.edition import review_has_begun
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.words import STATE_TEXTS

MOST_OPEN = 12
"""Longer lists of one day and kind are folded."""

_BARE = frozenset((EventKind.HANDED_IN, EventKind.RECORDED, EventKind.APPROVED, EventKind.CHECKED))
"""Kinds of which a day's page names only the units: there is nothing more to say of each."""

_REVIEW = frozenset((EventKind.QUESTIONED, EventKind.ANSWERED, EventKind.DECIDED))

_ALWAYS = frozenset(
    (
        *(EventKind.ROUND, EventKind.REGISTER, EventKind.LINEAGE, EventKind.ACCOUNTS, EventKind.CRITERIA),
        *(EventKind.RECEIPTS, EventKind.OTHER, EventKind.MOVED, EventKind.REMOVED, *_BARE),
    )
)
"""Kinds whose details hold no figure and no question."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One event. `when` is the hour, or on a unit's page the day too.

    `commit` is the short id, `whole` the whole one, `link` where the commit can be read, when that is known.
    """

    when: str
    what: str
    unit: Link | None
    who: str
    notes: tuple[str, ...]
    figures: tuple[FigureLine, ...]
    commit: str
    whole: str
    link: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """What is of one kind on one day: either `units` alone, or `rows`."""

    title: str
    count: int
    units: tuple[Link, ...]
    commits: tuple[str, ...]
    rows: tuple[Row, ...]
    folded: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    id: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryPage:
    head: Head
    address: str
    note: str
    events: str
    commits: str
    days: tuple[Day, ...]


def build(view: RoundView) -> HistoryPage:
    history = view.source.history
    events = [shown for event in history.events if (shown := _public(view, event)) is not None]
    commits = len({event.commit for event in events if event.commit})
    return HistoryPage(
        head=view.head,
        address=addresses.history(view.id),
        note=_note(view),
        events=view.write.number(len(events)) if events else "",
        commits=view.write.number(commits) if commits else "",
        days=tuple(
            Day(id=f"ngay-{on.isoformat()}", title=view.write.day(on), groups=tuple(_groups(view, list(of_day))))
            for on, of_day in groupby(events, key=lambda event: event.day)
        ),
    )


def timeline(view: RoundView, code: str) -> tuple[Row, ...]:
    """What happened to a unit, and what was published of it with all others."""
    own = (_public(view, event) for event in view.source.history.by_unit.get(code, ()))
    events = sorted((*(event for event in own if event is not None), *view.published_events), key=sort_key)
    return tuple(_row(view, event, code) for event in events)


def _note(view: RoundView) -> str:
    history, write = view.source.history, view.write
    if history.head is None:
        return f"{write.text(NO_GIT)}."
    words = write.say(
        f"Lập từ lịch sử git đến bản ghi {short(history.head)} và từ ngày tháng ghi trong hồ sơ của đợt.",
        f"Made from the git history up to commit {short(history.head)} and from the dates in the round's documents.",
    )
    if history.boundary is None:
        return words
    return f"{words} {write.text(SHALLOW).format(commit=short(history.boundary))}."


def _public(view: RoundView, event: Event) -> Event | None:
    """What the phase shows of an event; None when it shows nothing of it."""
    if event.kind is EventKind.PUBLISHED:
        return event if event in view.published_events else None
    if event.kind in (EventKind.INSPECTED, EventKind.MINUTES_CHANGED):
        return event if event.unit in view.minutes else None
    if event.kind in _REVIEW and not review_has_begun(view.source):
        return None
    if view.results is not None or event.kind in _ALWAYS:
        return _as_of(view, event)
    return replace(event, figures=(), details=()) if event.kind is not EventKind.AMENDED else None


def _as_of(view: RoundView, event: Event) -> Event:
    """Supplements are figures of the second cut-off date: beside preliminary results only their coming is told."""
    preliminary = view.results is not None and view.results.milestone is Milestone.PRELIMINARY
    if not preliminary or event.kind is not EventKind.SUPPLEMENTED:
        return event
    return replace(event, figures=(), details=())


# By day ----------------------------------------------------------------------


def _groups(view: RoundView, events: list[Event]) -> Iterable[Group]:
    for kind in sorted({event.kind for event in events}, key=KIND_ORDER.__getitem__):
        found = [event for event in events if event.kind is kind]
        if kind in _BARE:
            units = dict.fromkeys(event.unit for event in found if event.unit is not None)
            links = tuple(_unit_link(view, code) for code in units)
            commits = tuple(dict.fromkeys(short(event.commit) for event in found if event.commit))
            rows: tuple[Row, ...] = ()
        else:
            links, commits = (), ()
            rows = tuple(_row(view, event) for event in found)
        yield Group(
            title=view.write.text(KINDS[kind]),
            count=len(links or rows),
            units=links,
            # One commit put in all of them, or each unit's page names its own.
            commits=commits if len(commits) == 1 else (),
            rows=rows,
            folded=len(links or rows) > MOST_OPEN,
        )


def _row(view: RoundView, event: Event, code: str | None = None) -> Row:
    """A row of a day, or of the page of the unit `code`."""
    write = view.write
    if code is None:
        when = "" if event.whole_day else f"{event.at:%H:%M}"
    else:
        when = write.day(event.day) if event.whole_day else write.moment(event.at)
    notes = [write.text(text) for text in remarks(event)]
    record = view.source.data.published.get(event.key) if event.kind is EventKind.PUBLISHED else None
    place = record.units.get(code) if record is not None and code is not None else None
    return Row(
        when=when,
        what=write.text(KINDS[event.kind]),
        unit=_unit_link(view, event.unit) if event.unit is not None and code is None else None,
        who=", ".join(map(person_words, event.who)),
        notes=(*notes, *((write.text(place_words(place)),) if place is not None and place.places else ())),
        figures=tuple(_figure(view, change) for change in event.figures),
        commit=short(event.commit) if event.commit else "",
        whole=event.commit or "",
        link=view.commit_url(event.commit) if event.commit else "",
    )


def _figure(view: RoundView, change: FigureChange) -> FigureLine:
    figure = view.criteria.figures.get(change.figure)
    if figure is None:
        texts = (
            str(item.value) if item.state is State.VALUE else view.write.text(STATE_TEXTS[item.state])
            for item in (change.before, change.after)
        )
        return FigureLine(change.figure, *texts)
    write = view.write
    return FigureLine(write.text(figure.label), write.answer(change.before, figure), write.answer(change.after, figure))


def _unit_link(view: RoundView, code: str) -> Link:
    """A unit that the register does not name any more has no page: its code, without a link."""
    unit = view.register.by_code.get(code)
    if unit is None:
        return Link(code, "")
    return view.unit_link(unit) if code in view.shown else Link(unit.name, "")
