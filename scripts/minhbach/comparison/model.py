"""What a comparison of two rounds holds, scale by scale; nothing in it is rounded but what was published rounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from minhbach.model.lineage import DescentKind
from minhbach.model.units import Tier, Unit
from minhbach.results import RoundResults, Standing, UnitResult


class Measure(StrEnum):
    """What is compared: points, or the share of the maximum in per cent where the criteria of the tier differ."""

    POINTS = "points"
    SHARE = "share"


class Obstacle(StrEnum):
    """Why a unit of this round is not compared; the first that applies."""

    NEW = "new"
    NO_RESULT_NOW = "no_result_now"
    PARTS = "parts"
    OTHER_TIER = "other_tier"
    OTHER_SCALE = "other_scale"
    NO_RESULT_BEFORE = "no_result_before"


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """A unit of the earlier round that one comes from, with its standing on the scale `of` so many ranked units.

    `result` is None for a unit of a tier that the criteria set of its round does not know.
    """

    unit: Unit
    kind: DescentKind
    result: UnitResult | None
    standing: Standing | None
    of: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """`amount` is now less before, of the published numbers; `places` is positive when the rank got better."""

    amount: Decimal
    places: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A unit of this round on a scale. `against` is the one of `sources` that goes on as this unit, if any does.

    Either there is a `change` or an `obstacle`.
    """

    result: UnitResult
    standing: Standing | None
    sources: tuple[Past, ...]
    against: Past | None
    change: Change | None
    obstacle: Obstacle | None

    @property
    def unit(self) -> Unit:
        return self.result.unit

    @property
    def is_plain(self) -> bool:
        """Whether the unit simply went on: one source, under the same code and name."""
        own = (self.unit.code, self.unit.name)
        return [(past.unit.code, past.unit.name) for past in self.sources] == [own]


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """A scale of a tier. `lines` stand in the order of rank, then code; units without a rank last.

    `ranked` counts the ranked units; the medians are over all of them, published as the round publishes its numbers.
    """

    scale: str
    measure: Measure
    lines: tuple[Line, ...]
    ranked: int
    ranked_before: int
    median: Decimal | None
    median_before: Decimal | None

    @property
    def compared(self) -> tuple[tuple[Line, Change], ...]:
        return tuple((line, line.change) for line in self.lines if line.change is not None)

    @property
    def risen(self) -> tuple[tuple[Line, Change], ...]:
        """Those whose points (or share) rose, the biggest rise first."""
        found = [item for item in self.compared if item[1].amount > 0]
        return tuple(sorted(found, key=lambda item: (-item[1].amount, item[0].unit.code)))

    @property
    def fallen(self) -> tuple[tuple[Line, Change], ...]:
        """Those whose points (or share) fell, the biggest fall first."""
        found = [item for item in self.compared if item[1].amount < 0]
        return tuple(sorted(found, key=lambda item: (item[1].amount, item[0].unit.code)))


@dataclass(frozen=True, kw_only=True, slots=True)
class TierComparison:
    tier: Tier
    boards: tuple[Board, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Successor:
    """A unit of this round that took over an old one, or a part of it."""

    unit: Unit
    kind: DescentKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Gone:
    """A unit of the earlier round that goes on as none of this round. `result`: as for `Past`."""

    unit: Unit
    result: UnitResult | None
    successors: tuple[Successor, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundComparison:
    """The final results of a round beside those of an earlier one; `by_unit` has the lines of a unit by scale."""

    now: RoundResults
    before: RoundResults
    tiers: tuple[TierComparison, ...]
    gone: tuple[Gone, ...]
    by_unit: Mapping[str, Mapping[str, Line]]
