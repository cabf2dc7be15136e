"""The minutes of an inspection: who met when, what the unit reported, which figures both sides settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from minhbach.model.submission import Answer, Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    """When (local time of the round) and where a team worked with a unit, and the roles of those who were there."""

    begins: datetime
    ends: datetime
    place: str
    of_team: tuple[str, ...]
    of_unit: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Readiness:
    """Part II.2.1 of the outline."""

    infrastructure: str = ""
    workforce: str = ""
    policy: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Achievement:
    """Part II.2.2 of the outline."""

    presence: str = ""
    interaction: str = ""
    transaction: str = ""
    transformation: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """Part III of the outline."""

    achieved: str = ""
    difficulties: str = ""
    causes: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitReport:
    """What the unit reported to the team, by the outline of the plan's annex 2; empty where nothing was said."""

    overview: str = ""
    direction: str = ""
    readiness: Readiness = field(default_factory=Readiness)
    results: Achievement = field(default_factory=Achievement)
    assessment: Assessment = field(default_factory=Assessment)
    proposals: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SettledFigure:
    """A figure that was compared: reported (MISSING when it was not answered), verified, and what both settled on."""

    figure: str
    reported: Answer
    verified: Answer
    settled: Answer
    reason: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspection:
    """The minutes about one unit. Settled figures replace reported ones only when the unit `agreed`."""

    unit: str
    team: str
    decision: str
    meeting: Meeting
    findings: tuple[SettledFigure, ...]
    agreed: bool
    report: UnitReport = field(default_factory=UnitReport)
    discussion: str = ""
    reservation: str = ""
    conclusions: tuple[str, ...] = ()
    recommendations_to_team: tuple[str, ...] = ()
    recommendations_to_unit: tuple[str, ...] = ()
