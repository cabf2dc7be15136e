"""Which parts of a unit's file differ between the base and a change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minhbach.diagnostics import Location
from minhbach.gate.authority import Part
from minhbach.yamlio import Mapping, Node, Scalar, Sequence, Source

_UNIT_PARTS = (Part.FIGURES, Part.EVIDENCE, Part.EXPLANATIONS, Part.SUPPLEMENT)


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part of a file, the keys in it that differ in the order of the file, and where the first of them is."""

    part: Part
    place: Location
    keys: tuple[str, ...] = ()


def changed_parts(before: Source, after: Source) -> tuple[ChangedPart, ...]:
    """What differs in a unit's file. A file that cannot be read may hold anything, so its figures count as changed."""
    path = after.path
    if after.root is None:
        return (ChangedPart(Part.FIGURES, Location(path)),)
    found = []
    for part in _UNIT_PARTS:
        keys = tuple(_changed_keys(before, after, part.value))
        if keys:
            found.append(ChangedPart(part, place_of(after, part, keys[0]), keys))
    return tuple(found) or (ChangedPart(Part.WORDS, Location(path)),)


def place_of(source: Source, part: Part, key: str) -> Location:
    """Where a key of a part is; the part itself where the key is not there any more."""
    is_there = bool(key) and source.node(part.value, key) is not None
    return source.key_location(part.value, key) if is_there else source.key_location(part.value)


def _changed_keys(before: Source, after: Source, part: str) -> Iterator[str]:
    old, new = before.node(part), after.node(part)
    if not isinstance(old, Mapping | None) or not isinstance(new, Mapping | None):
        if _content(old) != _content(new):
            yield ""
        return
    olds, news = _by_key(old), _by_key(new)
    yield from (key for key in news if key not in olds or olds[key] != news[key])
    yield from (key for key in olds if key not in news)


def _by_key(node: Mapping | None) -> dict[str, object]:
    return {key.text: _content(value) for key, value in node.entries} if node is not None else {}


def _content(node: Node | None) -> object:
    """A node without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return _by_key(node)
    if isinstance(node, Sequence):
        return [_content(item) for item in node.items]
    return None
