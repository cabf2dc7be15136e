"""Where the units of a round come from: mergers and splits since the round before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from minhbach.model.units import Unit


class DescentKind(StrEnum):
    """What of an old unit a new one takes over.

    `keeps`: the unit goes on as this one, though its code or its borders may be others; `whole`: all of it went into
    this one; `part`: a part of it; `rest`: what remained of it after a part went elsewhere.
    """

    WHOLE = "whole"
    PART = "part"
    REST = "rest"
    KEEPS = "keeps"


@dataclass(frozen=True, kw_only=True, slots=True)
class Descent:
    """One step from a unit of the round before (`old`) to a unit of this round (`new`), both by code."""

    old: str
    new: str
    kind: DescentKind


@dataclass(frozen=True, slots=True)
class Lineage:
    """All mergers and splits between the round `since` and this one. A unit that is not named went on as it was."""

    since: str
    descents: tuple[Descent, ...]
    by_new: Mapping[str, tuple[Descent, ...]] = field(init=False, compare=False, repr=False)
    by_old: Mapping[str, tuple[Descent, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        by_new: dict[str, tuple[Descent, ...]] = {}
        by_old: dict[str, tuple[Descent, ...]] = {}
        for item in self.descents:
            by_new[item.new] = (*by_new.get(item.new, ()), item)
            by_old[item.old] = (*by_old.get(item.old, ()), item)
        object.__setattr__(self, "by_new", by_new)
        object.__setattr__(self, "by_old", by_old)


WHOLE_KINDS = frozenset((DescentKind.WHOLE, DescentKind.KEEPS))
"""With these nothing of the old unit went anywhere else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Predecessor:
    """A unit of the round before that a unit comes from, as that round's register has it."""

    unit: Unit
    kind: DescentKind


@dataclass(frozen=True, slots=True)
class Ancestry:
    """Where a unit comes from. No sources: it is new, or there is no round before."""

    sources: tuple[Predecessor, ...] = ()

    @property
    def is_comparable(self) -> bool:
        """Whether the sources' figures add up to what this unit was: a part of a unit has no figures of its own."""
        return bool(self.sources) and all(source.kind in WHOLE_KINDS for source in self.sources)
