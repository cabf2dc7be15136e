"""Units to inspect, ranked by weighted reasons: the same data, seed and weights give the same list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from minhbach.diagnostics import Diagnostic
from minhbach.inspection.reasons import ZERO, Evidence, Reason, gather, questions_of, reasons_of
from minhbach.model.review import QuestionState
from minhbach.model.round import InspectionChoice
from minhbach.model.units import Unit
from minhbach.repository import RoundData
from minhbach.results import RoundResults


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A unit with its reasons, the heaviest first, and its weighted sum.

    `sent` are questions that the operator has already sent to an inspection: such a unit is visited in any case.
    """

    unit: Unit
    score: Fraction
    reasons: tuple[Reason, ...]
    sent: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """All candidates in order, and the units that cannot be suggested: exempt, silent, inspected already."""

    seed: str
    choice: InspectionChoice
    candidates: tuple[Candidate, ...]
    exempt: tuple[Unit, ...]
    silent: tuple[Unit, ...]
    inspected: tuple[Unit, ...]


def suggest(
    data: RoundData,
    results: RoundResults,
    findings: Iterable[Diagnostic],
    *,
    tier: str | None = None,
    seed: str | None = None,
) -> Suggestion:
    """Rank the units of a round (of one tier when it is named); ties stand in the order of codes."""
    choice = data.round.inspection_choice
    drawn = seed if seed is not None else choice.seed if choice.seed is not None else data.round.id
    units = [unit for unit in data.register.units if tier is None or unit.tier == tier]
    exempt = tuple(unit for unit in units if unit.exempt is not None)
    silent = tuple(unit for unit in units if unit.exempt is None and unit.code not in data.submissions)
    inspected = tuple(unit for unit in units if unit.code in data.inspections)
    left_out = {unit.code for unit in (*exempt, *silent, *inspected)}
    evidence = gather(data, results, findings)
    found = (_candidate(evidence, unit, choice, drawn) for unit in units if unit.code not in left_out)
    return Suggestion(
        seed=drawn,
        choice=choice,
        candidates=tuple(sorted(found, key=lambda item: (not item.sent, -item.score, item.unit.code))),
        exempt=exempt,
        silent=silent,
        inspected=inspected,
    )


def _candidate(evidence: Evidence, unit: Unit, choice: InspectionChoice, seed: str) -> Candidate:
    reasons = [item for item in reasons_of(evidence, unit, choice, seed) if choice.weight(item.ground)]
    reasons.sort(key=lambda item: (-item.value * choice.weight(item.ground), item.ground.value))
    sent = [item.id for item in questions_of(evidence.data, unit) if item.state is QuestionState.TO_INSPECTION]
    return Candidate(
        unit=unit,
        score=sum((item.value * choice.weight(item.ground) for item in reasons), ZERO),
        reasons=tuple(reasons),
        sent=tuple(sent),
    )
