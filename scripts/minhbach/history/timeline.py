"""The timeline of a round: what its commits did and what its documents date, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from minhbach.changes import Entry
from minhbach.git import GitError, GitRepository
from minhbach.history.blobs import Blobs
from minhbach.history.documents import document_events
from minhbach.history.event import Event, EventKind, sort_key
from minhbach.history.log import Commit, Log, Touched, read_log
from minhbach.history.places import Area, Map, Place
from minhbach.history.records import record_events
from minhbach.history.rounds import criteria_event, round_event
from minhbach.history.step import Step
from minhbach.history.units import UnitFiles
from minhbach.model.units import Register
from minhbach.reading.rounds import read_register
from minhbach.repository import RoundData


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """The events of a round, from the oldest to the newest.

    `head` is the commit up to which git was read, None without git; `boundary` the one before which a shallow clone
    knows nothing. Events of the whole round have no unit.
    """

    round: str
    events: tuple[Event, ...]
    head: str | None = None
    boundary: str | None = None
    by_unit: Mapping[str, tuple[Event, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        units: dict[str, list[Event]] = {}
        for event in self.events:
            if event.unit is not None:
                units.setdefault(event.unit, []).append(event)
        object.__setattr__(self, "by_unit", {code: tuple(events) for code, events in units.items()})

    def of_unit(self, code: str) -> tuple[Event, ...]:
        """What happened to a unit, and what was published of it with all others."""
        published = [event for event in self.events if event.kind is EventKind.PUBLISHED]
        return tuple(sorted((*self.by_unit.get(code, ()), *published), key=sort_key))


def read_history(repository: GitRepository, revision: str, data: RoundData) -> History:
    """The timeline up to a revision; `data` is the round as it stands there. Raises GitError."""
    return history_of(data, read_log(repository, revision))


def history_of(data: RoundData, log: Log | None) -> History:
    """The timeline of one round; without a log only what the documents date."""
    zone = ZoneInfo(data.round.timezone)
    told = tuple(_Walk(data, log, zone).events()) if log is not None else ()
    events = sorted((*told, *document_events(data, zone, told)), key=sort_key)
    return History(
        round=data.round.id,
        events=tuple(events),
        head=log.head if log is not None else None,
        boundary=log.boundary if log is not None else None,
    )


class _Walk:
    """One way through the log, with the register that is in force at each commit."""

    def __init__(self, data: RoundData, log: Log, zone: ZoneInfo) -> None:
        self.data = data
        self.log = log
        self.zone = zone
        self.folder = f"submissions/{data.round.id}/"
        self.criteria = f"criteria/{data.round.criteria}/"
        self.files = UnitFiles(data.criteria, Blobs(log.repository, _compared(log, f"{self.folder}units/")))
        self.last = self._map(data.register)
        self.now: Map | None = None

    def events(self) -> Iterator[Event]:
        for commit in self.log.commits:
            own = [item for item in commit.touched if item.path.startswith(self.folder)]
            sets = [item.path for item in commit.touched if item.path.startswith(self.criteria)]
            if commit.id == self.log.boundary:
                # What a shallow clone's first commit seems to add may have been there for long.
                self._register(commit, own)
            elif own or sets:
                yield from self._events(Step.of(self.log.repository, commit, self.zone), own, sets)

    def _events(self, step: Step, own: list[Touched], sets: list[str]) -> Iterator[Event]:
        before = self.now
        after = self._register(step.commit, own)
        units: dict[str, list[Touched]] = {}
        for item in own:
            place = self._place(item, before, after)
            if place.area is Area.UNIT and place.unit is not None:
                units.setdefault(place.unit, []).append(item)
            elif place.area in (Area.REVIEW, Area.INSPECTION, Area.AMENDMENT, Area.PUBLISHED):
                yield from record_events(step, place, item, (after or self.last).register, self.data)
            else:
                yield round_event(step, place, item, _register_of(before), _register_of(after))
        for unit, touched in units.items():
            yield from self.files.events(step, unit, touched)
        if sets:
            yield criteria_event(step, sets)

    def _register(self, commit: Commit, own: list[Touched]) -> Map | None:
        """The register after a commit; a broken one leaves the one before it in force."""
        path = f"{self.folder}units.yaml"
        entry = next((item.after for item in own if item.path == path), None)
        register = self._read(commit, path, entry) if entry is not None else None
        if register is not None:
            self.now = self._map(register)
        return self.now

    def _read(self, commit: Commit, path: str, entry: Entry) -> Register | None:
        step = Step.of(self.log.repository, commit, self.zone)
        try:
            return read_register(step.tree(path, entry), self.data.round.id, self.data.criteria)[0]
        except GitError:
            return None

    def _place(self, item: Touched, before: Map | None, after: Map | None) -> Place:
        """By the register on the side where the file is; the newest one for what came before its own register."""
        for known in (after if item.after is not None else before, before, after, self.last):
            if known is not None and (place := known.place(item.path)) is not None:
                return place
        return Place(Area.OTHER)

    def _map(self, register: Register) -> Map:
        return Map(self.data.round.id, register, self.data.criteria.tiers)


def _compared(log: Log, folder: str) -> Iterator[str]:
    """The ids of all versions of units' files that are compared, in the order in which they are."""
    for commit in log.commits:
        for item in commit.touched if commit.id != log.boundary else ():
            if item.path.startswith(folder) and item.before is not None:
                yield from (entry.oid for entry in (item.before, item.after) if entry is not None)


def _register_of(known: Map | None) -> Register | None:
    return known.register if known is not None else None
