"""What the checker says of one proposed change: a small value of fixed shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from minhbach.diagnostics import Diagnostic, Severity

MOST_FINDINGS = 200
"""A result never grows with the attack; what is cut off is counted."""


NOT_THEIRS = frozenset({"author-unknown", "author-not-named", "accounts-missing", "path-protected"})
"""Findings that say: this account has nothing to hand in here."""


class Verdict(StrEnum):
    """`fault`: the checker itself failed, which is ours to mend and blocks nobody's right to a verdict later."""

    ACCEPTABLE = "acceptable"
    REFUSED = "refused"
    FAULT = "fault"


class Turn(StrEnum):
    """Whose move is next."""

    SUBMITTER = "submitter"
    APPROVER = "approver"
    OPERATOR = "operator"
    GATE = "gate"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a unit stands on one scale: published points, and the best and worst rank that can still come of them.

    Units that have not handed in can still pass it: `best` is the rank among those that have, `worst` counts the rest.
    """

    points: Decimal
    best: int
    worst: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ScaleMove:
    """A scale before and after the change; None where there is no score."""

    title: str
    maximum: Decimal
    before: Place | None
    after: Place | None
    units: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureMove:
    """A figure whose answer changed, in the form's words; `ratio` is after/before for numbers above zero."""

    figure: str
    label: str
    before: str
    after: str
    ratio: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionMove:
    """A criterion whose points changed, in published points."""

    criterion: str
    title: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """What the change does to one unit; refuses nothing. Figures begin with what moved most."""

    unit: str
    name: str
    milestone: str
    scales: tuple[ScaleMove, ...] = ()
    criteria: tuple[CriterionMove, ...] = ()
    figures: tuple[FigureMove, ...] = ()
    previous_round: str | None = None
    since_last_round: tuple[FigureMove, ...] = ()
    others_move: int = 0
    """How many other units' points change as well, because limits over the tier moved."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """`approvers` are accounts of which one has to approve exactly `head`; `approver_of` is the unit that they act for.

    `inputs` are the paths of the base that the verdict rests on (a folder ends with `/`; `/` alone is everything):
    while none of them changes, the verdict stands.
    `diagnostics` are at most MOST_FINDINGS; `cut` counts the others.
    """

    verdict: Verdict
    base: str
    head: str
    actor: int
    at: datetime
    round: str | None = None
    units: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    cut: int = 0
    approvers: tuple[int, ...] = ()
    approver_of: str | None = None
    turn: Turn = Turn.SUBMITTER
    late: bool = False
    effect: Effect | None = None
    fault: str = ""
    inputs: tuple[str, ...] = ()

    @property
    def is_theirs(self) -> bool:
        """A stranger's pull request holds nobody's place and is shown on nobody's page."""
        return not any(item.code in NOT_THEIRS for item in self.diagnostics)

    @property
    def errors(self) -> int:
        return sum(1 for item in self.diagnostics if item.severity is Severity.ERROR)

    @property
    def queries(self) -> int:
        return sum(1 for item in self.diagnostics if item.severity is Severity.QUERY)
