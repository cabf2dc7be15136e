"""Check 7: what a unit's file says beside other files: the total of the unit above, figures copied from a neighbour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from minhbach.checks.logic import rules_hold_for
from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Severity
from minhbach.gate.base import RoundBase
from minhbach.gate.content import previous_data
from minhbach.gate.memory import read_submission
from minhbach.gate.proposal import Proposal
from minhbach.gate.standing import Answers, Standing
from minhbach.model.submission import State, Submission
from minhbach.model.units import Unit
from minhbach.repository import RoundData

LEAST_COMPARED = 15
"""Fewer figures above zero can be equal by chance."""


def agrees_with_others(
    proposal: Proposal, base: RoundBase, unit: Unit, submission: Submission, standing: Standing
) -> Iterator[Diagnostic]:
    """The unit above still adds up, and the figures are the unit's own."""
    yield from _totals_above(proposal, base, unit, submission, standing)
    yield from _copies(base, unit, submission, standing)


def _totals_above(
    proposal: Proposal, base: RoundBase, unit: Unit, submission: Submission, standing: Standing
) -> Iterator[Diagnostic]:
    """Rules of the unit above that would newly break with these figures: told, and blocking neither unit."""
    parent = base.register.parent_of(unit)
    above = read_submission(proposal.base.tree, base, parent) if parent is not None else None
    if parent is None or above is None:
        return
    siblings = {child.code for child in base.register.children[parent.code]}
    below = {code: item for code, item in standing.submissions.items() if code in siblings}
    data = RoundData(
        round=base.round,
        register=base.register,
        criteria=base.usable.criteria,
        submissions={**below, parent.code: above},
        previous=previous_data(proposal, base, parent),
        lineage=base.lineage,
    )
    changed = replace(data, submissions={**data.submissions, unit.code: submission})
    before = {finding.code for finding in rules_hold_for(data, parent)}
    for finding in rules_hold_for(changed, parent):
        if finding.code not in before:
            yield replace(finding, severity=Severity.NOTICE)


def _copies(base: RoundBase, unit: Unit, submission: Submission, standing: Standing) -> Iterator[Diagnostic]:
    own = _numbers(submission.answers)
    if len(own) < LEAST_COMPARED:
        return
    for code, other in standing.submissions.items():
        if code != unit.code and _numbers(other.answers) == own:
            name = base.register.by_code[code].name
            place = submission.source.key_location("figures")
            yield diagnose("figures-copied", place, round=base.id, unit=unit.code, found=str(len(own)), name=name)
            return


def _numbers(answers: Answers) -> dict[str, object]:
    """The numbers above zero: zeros and words are often equal."""
    return {
        name: answer.value
        for name, answer in answers.items()
        if answer.state is State.VALUE and not isinstance(answer.value, bool | str) and answer.value
    }
