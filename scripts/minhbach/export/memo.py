"""What was written once of something that many units share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")
Written = TypeVar("Written")

MOST = 50_000
"""Things that are remembered at a time, so that a whole country never is in memory twice."""


class Memo(Generic[Item, Written]):
    """Calls `make` once for the very same object. What is written must not be changed by anybody."""

    def __init__(self, make: Callable[[Item], Written], most: int = MOST) -> None:
        self._make = make
        self._most = most
        self._known: dict[int, tuple[Written, Item]] = {}

    def of(self, item: Item) -> Written:
        known = self._known.get(id(item))
        if known is None:
            if len(self._known) >= self._most:
                self._known.clear()
            # The object is kept with it, so that no other can stand at its place in memory.
            known = self._known[id(item)] = (self._make(item), item)
        return known[0]
