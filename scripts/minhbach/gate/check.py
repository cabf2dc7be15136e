"""The checks of a proposed change in their order, everything collected: what the gate thinks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Report, Severity
from minhbach.exact import Lang
from minhbach.gate.authority import Area
from minhbach.gate.base import RoundBase
from minhbach.gate.content import content_holds, previous_data, same_before, submission_of
from minhbach.gate.crossing import agrees_with_others
from minhbach.gate.effect import effect_of
from minhbach.gate.history import comments_hold_no_personal_data, history_is_clean
from minhbach.gate.memory import Memory, read_submission
from minhbach.gate.outcome import MOST_FINDINGS, Effect, Outcome, Turn, Verdict
from minhbach.gate.permission import approvers_of, author_may
from minhbach.gate.places import Spot
from minhbach.gate.proposal import Proposal
from minhbach.gate.shape import MAX_FILES, shape_is_plain
from minhbach.gate.standing import Standing
from minhbach.gate.windows import is_late, windows_are_open
from minhbach.model.round import Milestone
from minhbach.model.units import Unit

CHECKS: tuple[Callable[[Proposal], Iterator[Diagnostic]], ...] = (
    shape_is_plain,
    history_is_clean,
    author_may,
    windows_are_open,
    content_holds,
    comments_hold_no_personal_data,
)
"""Checks 1 to 6; 7 and 8 need one unit whose file can be read."""


def check(proposal: Proposal, memory: Memory, lang: Lang = "vi") -> Outcome:
    """Never raises on any content of the change."""
    report = Report()
    if proposal.unusable:
        report.add(diagnose("base-unusable", proposal.first_place, found=proposal.unusable[0]))
    for one in CHECKS:
        report.extend(one(proposal))
    effect = _effect(proposal, memory, report, lang)
    findings = sorted(
        report, key=lambda item: (item.severity is not Severity.ERROR, item.severity is not Severity.QUERY)
    )
    refused = any(item.severity is Severity.ERROR for item in findings)
    approvers = approvers_of(proposal)
    request = proposal.request
    return Outcome(
        verdict=Verdict.REFUSED if refused else Verdict.ACCEPTABLE,
        base=request.base_commit,
        head=request.head_commit,
        actor=request.actor,
        at=request.at,
        round=next((round_id for round_id, _ in proposal.units), _only_round(proposal)),
        units=tuple(code for _, code in proposal.units),
        paths=tuple(proposal.spots)[:MOST_FINDINGS],
        diagnostics=tuple(findings[:MOST_FINDINGS]),
        cut=max(0, len(findings) - MOST_FINDINGS),
        approvers=tuple(sorted(approvers.accounts)),
        approver_of=approvers.unit.code if approvers.unit is not None else None,
        turn=_turn(findings, approvers.unit),
        late=is_late(proposal),
        effect=effect,
        inputs=inputs_of(proposal),
    )


def _turn(findings: Sequence[Diagnostic], above: Unit | None) -> Turn:
    errors = {item.code for item in findings if item.severity is Severity.ERROR}
    if "base-unusable" in errors or errors == {"accounts-missing"}:
        # Whoever sent the change can do nothing about it.
        return Turn.OPERATOR
    if errors:
        return Turn.SUBMITTER
    return Turn.APPROVER if above is not None else Turn.OPERATOR


def _only_round(proposal: Proposal) -> str | None:
    rounds = {spot.round for spot in proposal.spots.values()}
    return rounds.pop() if len(rounds) == 1 else None


def _one_unit(proposal: Proposal) -> tuple[Spot, RoundBase, Unit] | None:
    """The unit that the change is about, when it is about exactly one and its file is still there."""
    spots = [spot for spot in proposal.spots.values() if spot.area is Area.UNIT and not proposal.removes(spot.path)]
    if len(spots) != 1:
        return None
    base, unit = proposal.round(spots[0].round), proposal.unit(spots[0].round, spots[0].unit)
    return (spots[0], base, unit) if base is not None and unit is not None else None


def _effect(proposal: Proposal, memory: Memory, report: Report, lang: Lang) -> Effect | None:
    """Check 7 into the report, and check 8."""
    found = _one_unit(proposal)
    if found is None:
        return None
    spot, base, unit = found
    submission = submission_of(proposal, spot.path)
    if submission is None or unit.exempt is not None:
        return None
    there = read_submission(proposal.base.tree, base, unit)
    supplemented = submission.supplement or (there is not None and there.supplement)
    milestone = Milestone.FINAL if supplemented else Milestone.PRELIMINARY
    standing = Standing(proposal.base, base, base.usable.criteria.tier(unit.tier), milestone, memory)
    report.extend(agrees_with_others(proposal, base, unit, submission, standing))
    previous = same_before(base, previous_data(proposal, base, unit), unit)
    effect = effect_of(standing, unit, submission, previous, lang)
    memory.save()
    return effect


def inputs_of(proposal: Proposal) -> tuple[str, ...]:
    """Everything of the base that the verdict rests on. An operator's change is judged with the whole repository."""
    if len(proposal.spots) > MAX_FILES or any(spot.area is not Area.UNIT for spot in proposal.spots.values()):
        return ("/",)
    paths = {"criteria/", *proposal.spots}
    for round_id in proposal.rounds:
        paths |= {
            f"submissions/{round_id}/{name}"
            for name in ("round.yaml", "units.yaml", "lineage.yaml", "accounts.yaml", "published/")
        }
    for round_id, code in proposal.units:
        base = proposal.round(round_id)
        if base is not None:
            paths.add(f"submissions/{round_id}/reviews/{code}.yaml")
            below = base.register.children.get(code, ())
            paths.update(base.path_of(child) for child in below)
            if below:
                # Sums add up the units that are approved.
                paths.add(f"submissions/{round_id}/receipts.yaml")
            if base.round.previous is not None:
                # Rules compare with the round before.
                paths.add(f"submissions/{base.round.previous}/")
    return tuple(sorted(paths))
