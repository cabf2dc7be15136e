"""JSON as it is published: keys in the document's order, each entry of a top-level list on a line of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Document = dict[str, Any]


class Written(str):
    """JSON that was written already: what many units share is written once."""

    __slots__ = ()


compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A value on one line, without blanks."""


def written(value: Any) -> Written:
    return Written(compact(value))


def written_object(members: Mapping[str, str]) -> Written:
    """An object of values that are written; its names are ids, in which nothing must be escaped."""
    return Written("{" + ",".join([f'"{name}":{text}' for name, text in members.items()]) + "}")


def json_bytes(document: Mapping[str, Any]) -> bytes:
    return b"".join(json_pieces(document))


def json_pieces(document: Mapping[str, Any]) -> Iterator[bytes]:
    """The same bytes piece by piece. An iterator in the document is written as the list of what it yields."""
    start = "{\n"
    for key, value in document.items():
        yield f"{start}{compact(key)}: ".encode()
        start = ",\n"
        if isinstance(value, list | Iterator):
            yield from _entries(value)
        else:
            yield _text(value).encode()
    yield b"\n}\n"


def _entries(entries: Iterable[Any]) -> Iterator[bytes]:
    start = "[\n"
    for entry in entries:
        yield (start + _text(entry)).encode()
        start = ",\n"
    yield b"[]" if start == "[\n" else b"\n]"


def _text(value: Any) -> str:
    return value if isinstance(value, Written) else compact(value)
