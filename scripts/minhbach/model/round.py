"""A round: what is evaluated, by which criteria set, when which window is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from minhbach.diagnostics import Text
from minhbach.exact import Publication


class Phase(StrEnum):
    """Where the round stands; the operator moves it by a change of round.yaml, never the clock."""

    PREPARING = "preparing"
    REPORTING = "reporting"
    DISTRICT_APPROVAL = "district_approval"
    REVIEW = "review"
    INSPECTION = "inspection"
    PRELIMINARY = "preliminary"
    SUPPLEMENT = "supplement"
    FINAL = "final"
    AMENDED = "amended"
    ARCHIVED = "archived"


class Milestone(StrEnum):
    """Which of a figure's values counts: as of the first or of the second cut-off date."""

    PRELIMINARY = "preliminary"
    FINAL = "final"


PUBLIC_MILESTONE: Mapping[Phase, Milestone] = {
    Phase.PRELIMINARY: Milestone.PRELIMINARY,
    Phase.SUPPLEMENT: Milestone.PRELIMINARY,
    Phase.FINAL: Milestone.FINAL,
    Phase.AMENDED: Milestone.FINAL,
    Phase.ARCHIVED: Milestone.FINAL,
}
"""The milestone whose results may be shown in a phase; no results are public in the phases that are not named."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneDates:
    figures_as_of: date
    publish_from: date | None = None
    publish_by: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Inclusive local dates. Up to `grace_to`, an extension by decision, figures are taken and recorded as late."""

    opens: date
    closes: date
    grace_to: date | None = None

    def is_open(self, day: date) -> bool:
        return self.opens <= day <= (self.grace_to or self.closes)

    def is_late(self, day: date) -> bool:
        return self.closes < day and self.is_open(day)


class Ground(StrEnum):
    """Why a unit is worth a visit."""

    UNANSWERED = "unanswered"
    ODD_POINTS = "odd_points"
    JUMP = "jump"
    COPY = "copy"
    TOP = "top"
    LONG_AGO = "long_ago"
    RANDOM = "random"


@dataclass(frozen=True, kw_only=True, slots=True)
class InspectionChoice:
    """How units to inspect are suggested: the weight of each ground (1 where none is given) and the random seed.

    Figures that changed by less than `jump_factor` times do not count as a jump, nor do numbers that stay below
    `jump_least`; a neighbour with a smaller share of equal answers than `copy_share` is no copy. Without them every
    change and every likeness counts as much as it is. `count` is how many units the plan visits.
    """

    seed: str | None = None
    weights: Mapping[Ground, Fraction] = field(default_factory=dict)
    jump_factor: Fraction | None = None
    jump_least: Fraction | None = None
    copy_share: Fraction | None = None
    count: int | None = None

    def weight(self, ground: Ground) -> Fraction:
        return self.weights.get(ground, Fraction(1))


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    id: str
    title: Text
    province: str
    criteria: str
    timezone: str
    phase: Phase
    illustrative: bool = False
    previous: str | None = None
    legal_basis: tuple[str, ...] = ()
    milestones: Mapping[str, MilestoneDates] = field(default_factory=dict)
    windows: Mapping[str, Window] = field(default_factory=dict)
    publication: Publication = field(default_factory=Publication)
    document_form: str = "nd-30-2020"
    inspection_choice: InspectionChoice = field(default_factory=InspectionChoice)

    @property
    def public_milestone(self) -> Milestone | None:
        return PUBLIC_MILESTONE.get(self.phase)


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """When a unit's figures arrived (local time of the round) and when its approver approved them."""

    unit: str
    received: datetime
    approved: date | None = None
