"""Values as JSON and back, by their type: what a memory on disk holds. Nothing in a file can make code run.

Known are text, whole numbers, true and false, days and moments, words of an enumeration, and tuples, lists, sets,
mappings by text, dataclasses and named tuples of these; of two kinds one may be None. Anything else is a TypeError when
a packer is made.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

Turn = Callable[[Any], Any]

_AS_IT_IS: Turn = lambda value: value  # noqa: E731 - told apart from every other by identity
_PLAIN = (str, int, bool, type(None))


@cache
def packer(kind: Any) -> tuple[Turn, Turn]:
    """How a value of a type becomes JSON, and how it is made again. Raises TypeError."""
    if kind in _PLAIN:
        return _AS_IT_IS, _AS_IT_IS
    if kind in (date, datetime):
        return kind.isoformat, kind.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return (lambda value: value.value), members.__getitem__
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind, [item.name for item in fields(kind) if item.init])
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _record(kind, list(kind._fields))
    return _container(kind)


def _record(kind: Any, names: list[str]) -> tuple[Turn, Turn]:
    """A list of the fields, in their order."""
    hints = get_type_hints(kind)
    turns = [packer(hints[name]) for name in names]
    packs = [(name, pack) for name, (pack, _) in zip(names, turns, strict=True)]
    makes = [(name, make) for name, (_, make) in zip(names, turns, strict=True)]

    def pack_all(value: Any) -> Any:
        return [pack(getattr(value, name)) for name, pack in packs]

    def make_all(items: Any) -> Any:
        return kind(**{name: make(item) for (name, make), item in zip(makes, items, strict=True)})

    return pack_all, make_all


def _container(kind: Any) -> tuple[Turn, Turn]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType) and len(inner) == 2 and inner[1] is type(None):
        return _optional(*packer(inner[0]))
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return _many(tuple, *packer(inner[0]))
    if origin is tuple:
        return _fixed([packer(item) for item in inner])
    if origin is list:
        return _many(list, *packer(inner[0]))
    if origin is frozenset:
        pack, make = packer(inner[0])
        return (lambda value: sorted(map(pack, value))), (lambda items: frozenset(map(make, items)))
    if origin in (dict, Mapping) and inner[0] is str:
        return _mapping(*packer(inner[1]))
    raise TypeError(f"no packer for {kind!r}")


def _optional(pack: Turn, make: Turn) -> tuple[Turn, Turn]:
    if make is _AS_IT_IS:
        return pack, make
    return (
        lambda value: None if value is None else pack(value),
        lambda item: None if item is None else make(item),
    )


def _many(kind: type, pack: Turn, make: Turn) -> tuple[Turn, Turn]:
    if make is _AS_IT_IS:
        return list, kind
    return (lambda value: [pack(item) for item in value]), (lambda items: kind([make(item) for item in items]))


def _fixed(turns: list[tuple[Turn, Turn]]) -> tuple[Turn, Turn]:
    return (
        lambda value: [pack(item) for (pack, _), item in zip(turns, value, strict=True)],
        lambda items: tuple([make(item) for (_, make), item in zip(turns, items, strict=True)]),
    )


def _mapping(pack: Turn, make: Turn) -> tuple[Turn, Turn]:
    if make is _AS_IT_IS:
        return dict, _AS_IT_IS
    return (
        lambda value: {key: pack(item) for key, item in value.items()},
        lambda items: {key: make(item) for key, item in items.items()},
    )
