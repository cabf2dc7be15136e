"""How far a round is: for each unit what has arrived, whom it waits for since when, who is late, what is missing.

Times are local to the round. Nothing here reads a clock, and no score is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from minhbach.diagnostics import Diagnostic, Severity
from minhbach.model.round import Receipt, Round, Window
from minhbach.model.submission import Submission
from minhbach.model.units import Register, Unit
from minhbach.repository import RoundData

REPORT, APPROVAL, SUPPLEMENT = "report", "district_approval", "supplement"


class UnitState(StrEnum):
    """The furthest that a unit's figures have come. `received`: on record without a fault, its approval not noted."""

    MISSING = "missing"
    INVALID = "invalid"
    WAITING = "waiting"
    RECEIVED = "received"
    APPROVED = "approved"


class Mover(StrEnum):
    """Who moves next."""

    SUBMITTER = "submitter"
    APPROVER = "approver"
    OPERATOR = "operator"
    GATE = "gate"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A figure that an open pull request changes, in words; `odd` when it moved very far."""

    label: str
    before: str
    after: str
    how_much: str = ""
    odd: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenPull:
    """A pull request that is not yet on record: what a clerk or an approver has to know of it, in words."""

    unit: str
    number: int
    url: str
    received: datetime
    mover: Mover
    since: datetime
    late: bool = False
    faults: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    since_last_round: tuple[Change, ...] = ()
    sent_back: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitProgress:
    """`pull` is the open pull request of the unit; there may be one beside figures that are on record already."""

    unit: Unit
    state: UnitState
    received: datetime | None = None
    approved: date | None = None
    late: bool = False
    due: date | None = None
    pull: OpenPull | None = None

    @property
    def is_handed_in(self) -> bool:
        return self.state is not UnitState.MISSING

    @property
    def is_valid(self) -> bool:
        return self.state not in (UnitState.MISSING, UnitState.INVALID)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """Units counted together; `units` are those that are assessed, `waiting` have a sound pull request open."""

    units: int
    handed_in: int
    valid: int
    approved: int
    waiting: int
    invalid: int
    late: int
    missing: int


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """Every assessed unit of a tier that the criteria set knows, in the order of the register."""

    units: tuple[UnitProgress, ...]
    by_unit: Mapping[str, UnitProgress] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_unit", {item.unit.code: item for item in self.units})

    def of(self, units: Iterable[Unit]) -> tuple[UnitProgress, ...]:
        """Those of these units that are assessed."""
        return tuple(self.by_unit[unit.code] for unit in units if unit.code in self.by_unit)


def count(items: Iterable[UnitProgress]) -> Counts:
    items = tuple(items)
    return Counts(
        units=len(items),
        handed_in=sum(item.is_handed_in for item in items),
        valid=sum(item.is_valid for item in items),
        approved=sum(item.state is UnitState.APPROVED for item in items),
        waiting=sum(item.pull is not None and not item.pull.faults for item in items),
        invalid=sum(item.state is UnitState.INVALID for item in items),
        late=sum(item.late for item in items),
        missing=sum(not item.is_handed_in for item in items),
    )


def round_progress(
    data: RoundData, findings: Mapping[str, Sequence[Diagnostic]], pulls: Iterable[OpenPull] = ()
) -> RoundProgress:
    """`findings` are those of the round by unit, `pulls` the open pull requests of the round."""
    # Of several for one unit the oldest stands; the gate refuses the others.
    oldest: dict[str, OpenPull] = {}
    for pull in sorted(pulls, key=lambda pull: pull.number):
        oldest.setdefault(pull.unit, pull)
    known = {tier.id for tier in data.criteria.tiers}
    return RoundProgress(
        tuple(
            _unit_progress(data, unit, findings.get(unit.code, ()), oldest.get(unit.code))
            for unit in data.register.units
            if unit.exempt is None and unit.tier in known
        )
    )


def window_of(round_: Round, register: Register, unit: Unit) -> Window | None:
    """When a unit hands in: one with units below it has until theirs are approved, since it adds their figures up."""
    own = round_.windows.get(REPORT)
    later = round_.windows.get(APPROVAL) if unit.code in register.children else None
    return later if later is not None and (own is None or later.closes > own.closes) else own


def _unit_progress(data: RoundData, unit: Unit, findings: Sequence[Diagnostic], pull: OpenPull | None) -> UnitProgress:
    receipt = data.receipts.get(unit.code)
    window = window_of(data.round, data.register, unit)
    received = receipt.received if receipt is not None else pull.received if pull is not None else None
    late = window is not None and received is not None and received.date() > window.closes
    if receipt is None and pull is not None:
        late = late or pull.late
    return UnitProgress(
        unit=unit,
        state=_state(data, unit, findings, receipt, pull),
        received=received,
        approved=receipt.approved if receipt is not None else None,
        late=late,
        due=window.closes if window is not None else None,
        pull=pull,
    )


def _state(
    data: RoundData,
    unit: Unit,
    findings: Sequence[Diagnostic],
    receipt: Receipt | None,
    pull: OpenPull | None,
) -> UnitState:
    on_record = unit.code in data.present and (receipt is not None or not _is_blank(data.submissions.get(unit.code)))
    sound = unit.code in data.submissions and not any(item.severity is Severity.ERROR for item in findings)
    if on_record and sound and receipt is not None and receipt.approved is not None:
        return UnitState.APPROVED
    if pull is not None:
        return UnitState.INVALID if pull.faults else UnitState.WAITING
    if not on_record:
        return UnitState.MISSING
    return UnitState.RECEIVED if sound else UnitState.INVALID


def _is_blank(submission: Submission | None) -> bool:
    """A form that nobody has filled in; a file that cannot be read is none."""
    return submission is not None and not (
        submission.answers or submission.broken or submission.explanations or submission.supplement
    )
