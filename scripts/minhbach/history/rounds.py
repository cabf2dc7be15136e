"""What commits did to the round itself: its dates and phase, register, accounts, register of receipt, criteria set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from minhbach.changes import Entry
from minhbach.codes import shown
from minhbach.diagnostics import Text
from minhbach.history.event import Event, EventKind
from minhbach.history.log import Touched
from minhbach.history.places import Area, Place
from minhbach.history.step import Step, listed
from minhbach.model.units import Register
from minhbach.yamlio import Mapping as MappingNode
from minhbach.yamlio import Node, Scalar, Sequence, read_yaml

_KINDS: Mapping[Area, EventKind] = {
    Area.ROUND: EventKind.ROUND,
    Area.REGISTER: EventKind.REGISTER,
    Area.LINEAGE: EventKind.LINEAGE,
    Area.ACCOUNTS: EventKind.ACCOUNTS,
    Area.RECEIPTS: EventKind.RECEIPTS,
}

_NEW = Text("đưa vào lần đầu", "put in for the first time")
_GONE = Text("bị xóa", "taken away")
_UNREADABLE = Text("không đọc được", "cannot be read")
_SAME = Text("chỉ đổi cách viết", "only written differently")


def round_event(step: Step, place: Place, item: Touched, before: Register | None, after: Register | None) -> Event:
    """A file of the whole round appears, changes or goes."""
    if item.after is None:
        details: tuple[Text, ...] = (_GONE,)
    elif place.area is Area.REGISTER:
        details = tuple(_register(before, after))
    elif item.before is None:
        details = (_NEW,)
    else:
        details = tuple(_settings(step, item)) if place.area is Area.ROUND else ()
    if place.area is Area.OTHER:
        details = (Text(shown(item.path, 200)), *details)
    return step.event(_KINDS.get(place.area, EventKind.OTHER), details=(*details, *step.title))


def criteria_event(step: Step, paths: list[str]) -> Event:
    """The round's criteria set changed; all its files are one event."""
    names = listed(path.partition("/")[2] for path in paths)
    return step.event(EventKind.CRITERIA, details=(names, *step.title))


def _register(before: Register | None, after: Register | None) -> Iterator[Text]:
    """Units that came, went or have another name."""
    if after is None:
        yield _UNREADABLE
        return
    if before is None:
        yield Text(f"{len(after.units)} đơn vị", f"{len(after.units)} units")
        return
    came = [unit for unit in after.units if unit.code not in before.by_code]
    gone = [unit for unit in before.units if unit.code not in after.by_code]
    named = [
        unit for unit in after.units if unit.code in before.by_code and unit.name != before.by_code[unit.code].name
    ]
    words = (("thêm", "added", came), ("bỏ", "removed", gone), ("đổi tên", "renamed", named))
    for vi, en, units in words:
        if units:
            names = listed(f"{unit.name} ({unit.code})" for unit in units)
            yield Text(f"{vi} {names.vi}", f"{en} {names.in_('en')}")
    if not came and not gone and not named:
        yield Text("thông tin khác của đơn vị", "other particulars of units")


def _settings(step: Step, item: Touched) -> Iterator[Text]:
    """`phase: reporting → review`: the settings that differ, by their path in the file."""
    before, after = (_flat_file(step, item.path, data) for data in (item.before, item.after))
    if before is None or after is None:
        yield _UNREADABLE
        return
    changed = [name for name in dict.fromkeys((*after, *before)) if before.get(name) != after.get(name)]
    if not changed:
        yield _SAME
        return
    yield listed((f"{name}: {before.get(name, '–')} → {after.get(name, '–')}" for name in changed), most=8)


def _flat_file(step: Step, path: str, entry: Entry | None) -> dict[str, str] | None:
    data = step.bytes_of(path, entry)
    root = read_yaml(path, data)[0].root if data is not None else None
    return dict(_flat("", root)) if isinstance(root, MappingNode) else None


def _flat(path: str, node: Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, Scalar):
        yield path, node.text
    elif isinstance(node, Sequence):
        for place, inner in enumerate(node.items, start=1):
            yield from _flat(f"{path}.{place}", inner)
    else:
        for key, inner in node.entries:
            yield from _flat(f"{path}.{key.text}".lstrip("."), inner)
