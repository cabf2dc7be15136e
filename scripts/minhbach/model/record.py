"""A published edition of a round: what it says of each unit, and the files it rests on. It never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minhbach.model.chain import Chain
from minhbach.model.round import Milestone


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordedPlace:
    """Where a unit stood on a scale; numbers as the record writes them (decimal text)."""

    total: str
    published: str
    maximum: str
    share: str
    level: str | None
    rank: int
    tied: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordedUnit:
    """One unit of a record. `places` by scale; `criteria` the exact points or None; `chains` by figure."""

    code: str
    name: str
    tier: str
    parent: str | None
    status: str
    places: Mapping[str, RecordedPlace]
    criteria: Mapping[str, str | None]
    chains: Mapping[str, Chain]


@dataclass(frozen=True, kw_only=True, slots=True)
class Blocker:
    """What still stood open when an edition was published all the same; `text` is told in Vietnamese."""

    kind: str
    unit: str | None
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """`edition` is `preliminary`, `final`, `final-2` …; `inputs` are git blob ids by path, at the commit `revision`.

    `criteria_hash` stands for every file of the criteria set; `reason` is why it was published despite `blockers`.
    """

    edition: str
    milestone: Milestone
    round: str
    figures_as_of: date
    published: date
    decision: str | None
    reason: str | None
    blockers: tuple[Blocker, ...]
    revision: str
    criteria: str
    criteria_hash: str
    engine_version: str
    schema_version: int
    inputs: Mapping[str, str]
    units: Mapping[str, RecordedUnit]

    @property
    def number(self) -> int:
        """1 for `preliminary` and `final`, 2 for `final-2`: one more with every amendment that was published."""
        return int(self.edition.partition("-")[2] or "1")
