"""What commits did to the units' own files: handed in, changed, supplemented, answered, moved, taken away."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.changes import Entry
from minhbach.codes import shown
from minhbach.diagnostics import Text
from minhbach.history.blobs import Blobs
from minhbach.history.differences import Differences, differences
from minhbach.history.event import Event, EventKind
from minhbach.history.log import Touched
from minhbach.history.step import Step, listed
from minhbach.history.written import Version, read_version
from minhbach.model.criteria import CriteriaSet

MOST_ANSWER = 200


class UnitFiles:
    """Goes through the versions of the files of a round, from the oldest to the newest."""

    def __init__(self, criteria: CriteriaSet, files: Blobs) -> None:
        self._criteria = criteria
        self._files = files
        self._readable: dict[str, Version] = {}

    def events(self, step: Step, unit: str, touched: list[Touched]) -> Iterator[Event]:
        """What a commit did to a unit's file; with a removal and an addition it went to another place."""
        gone = [item for item in touched if item.after is None]
        came = [item for item in touched if item.before is None]
        if len(gone) == 1 and len(came) == 1:
            yield from self._moved(step, unit, gone[0], came[0])
            return
        for item in touched:
            if item.after is None:
                self._readable.pop(item.path, None)
                yield step.event(EventKind.REMOVED, unit=unit, details=(Text(shown(item.path, 200)),))
            elif item.before is None:
                yield from _arrived(step, unit)
            else:
                yield from self._changed(step, unit, item)

    def _moved(self, step: Step, unit: str, gone: Touched, came: Touched) -> Iterator[Event]:
        before = self._before(gone)
        self._readable.pop(gone.path, None)
        found = self._compare(before, came)
        places = Text(f"{shown(gone.path, 200)} → {shown(came.path, 200)}")
        yield step.event(EventKind.MOVED, unit=unit, details=(places,))
        if found is None or found != Differences():
            yield from _told(step, unit, found, self._criteria)

    def _changed(self, step: Step, unit: str, item: Touched) -> Iterator[Event]:
        if item.before is not None and item.after is not None and item.before.oid == item.after.oid:
            return
        found = self._compare(self._before(item), item)
        yield from _told(step, unit, found, self._criteria)
        yield from _passed(step, unit)

    def _before(self, item: Touched) -> Version | None:
        """The last version that could be read: what a broken one in between changed is told by the next good one."""
        if item.path not in self._readable:
            version = self._version(item.before)
            if version is not None:
                self._readable[item.path] = version
        return self._readable.get(item.path)

    def _version(self, entry: Entry | None) -> Version | None:
        data = self._files.get(entry) if entry is not None else None
        return read_version(data) if data is not None else None

    def _compare(self, before: Version | None, item: Touched) -> Differences | None:
        """None when the new version cannot be read, or no earlier one can."""
        after = self._version(item.after)
        if after is None:
            return None
        self._readable[item.path] = after
        return differences(before, after, self._criteria) if before is not None else None


def _arrived(step: Step, unit: str) -> Iterator[Event]:
    if step.received is None:
        yield step.event(EventKind.RECORDED, unit=unit, details=step.title)
        return
    yield step.event(EventKind.HANDED_IN, on=step.received.received, unit=unit, late=step.received.late)
    yield from _passed(step, unit)


def _told(step: Step, unit: str, found: Differences | None, criteria: CriteriaSet) -> Iterator[Event]:
    """An event for each part that changed; without any, that the file was written anew."""
    at, late = (step.received.received, step.received.late) if step.received else (None, False)
    if found is None:
        yield step.event(EventKind.CHANGED, on=at, unit=unit, late=late, unreadable=True, details=step.title)
        return
    only_others = not found.figures and not found.evidence and (found.supplement or found.explanations)
    if not only_others:
        details = (*_evidence(found.evidence, criteria), *step.title)
        yield step.event(
            EventKind.CHANGED,
            on=at,
            unit=unit,
            late=late,
            figures=found.figures,
            details=details,
            unreadable=found.unreadable,
        )
    if found.supplement:
        yield step.event(EventKind.SUPPLEMENTED, on=at, unit=unit, late=late, figures=found.supplement)
    for name, text in found.explanations:
        words = Text("giải trình được rút lại", "the explanation was taken back")
        said = Text(shown(text, MOST_ANSWER)) if text is not None else words
        yield step.event(EventKind.ANSWERED, on=at, unit=unit, key=shown(name), details=(said,))


def _evidence(names: tuple[str, ...], criteria: CriteriaSet) -> Iterator[Text]:
    if names:
        known = {criterion.id: criterion.title.vi for criterion in criteria.criteria()}
        words = listed([known.get(name, name) for name in names])
        yield Text(f"tài liệu kiểm chứng: {words.vi}", f"evidence: {words.in_('en')}")


def _passed(step: Step, unit: str) -> Iterator[Event]:
    """What the gate's merge says besides: approved by whom, checked and taken over."""
    if step.received is None:
        return
    if step.received.approvers:
        who = step.received.approvers
        yield step.event(EventKind.APPROVED, on=step.received.approved, unit=unit, who=who, approved_by=())
    yield step.event(EventKind.CHECKED, unit=unit, who=(), approved_by=())
