"""Checks 4 to 6: bytes and YAML, schema, logic rules. The very same code that checks the whole repository."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from minhbach.checks import CHECKS, load_checked
from minhbach.diagnostics import Diagnostic, Severity
from minhbach.gate.authority import Area
from minhbach.gate.base import RoundBase
from minhbach.gate.memory import read_submission
from minhbach.gate.permission import may_all
from minhbach.gate.proposal import Proposal
from minhbach.gate.records import records_recompute
from minhbach.gate.shape import MAX_FILES
from minhbach.model.submission import Submission
from minhbach.model.units import Unit
from minhbach.reading.rounds import read_receipts
from minhbach.reading.submissions import SubmissionReader
from minhbach.repository import RoundData
from minhbach.values import predecessors


def content_holds(proposal: Proposal) -> Iterator[Diagnostic]:
    """Every changed file says what it has to say, and no rule finds fault with it.

    The whole repository is judged only for those who may change what concerns all of it.
    """
    files = list(proposal.spots.values())
    if len(files) <= MAX_FILES and any(spot.area is not Area.UNIT for spot in files) and may_all(proposal):
        yield from _new_findings(proposal)
        return
    for spot in files[:MAX_FILES]:
        if spot.area is Area.UNIT and proposal.leaves_file(spot.path):
            yield from _unit_findings(proposal, spot.path)


def submission_of(proposal: Proposal, path: str) -> Submission | None:
    """What the changed file of a unit says; None when nothing of it can be read."""
    return _read(proposal, path)[0]


def _read(proposal: Proposal, path: str) -> tuple[Submission | None, list[Diagnostic]]:
    """Read once: its findings are told, and its figures are scored."""
    if path not in proposal.readings:
        proposal.readings[path] = _read_anew(proposal, path)
    return proposal.readings[path]


def _read_anew(proposal: Proposal, path: str) -> tuple[Submission | None, list[Diagnostic]]:
    spot = proposal.spots[path]
    base, unit = proposal.round(spot.round), proposal.unit(spot.round, spot.unit)
    if base is None or unit is None:
        return None, []
    usable = base.usable
    reader = SubmissionReader(usable.criteria, unit.tier, usable.structures[unit.tier], base.id)
    submission, findings = reader.read(proposal.source(path), unit)
    return submission, [*proposal.source_findings(path), *findings]


def _unit_findings(proposal: Proposal, path: str) -> Iterator[Diagnostic]:
    submission, findings = _read(proposal, path)
    yield from findings
    spot = proposal.spots[path]
    base, unit = proposal.round(spot.round), proposal.unit(spot.round, spot.unit)
    if submission is None or base is None or unit is None:
        return
    data = round_data(proposal, base, unit, submission)
    for check in CHECKS:
        yield from (finding for finding in check(data) if finding.location.path == path)


def round_data(proposal: Proposal, base: RoundBase, unit: Unit, submission: Submission) -> RoundData:
    """The round with this unit as it would be, the units below it, and what it was in the round before."""
    tree = proposal.base.tree
    below = base.register.children.get(unit.code, ())
    read = {child.code: read_submission(tree, base, child) for child in below if tree.exists(base.path_of(child))}
    submissions = {code: item for code, item in read.items() if item is not None}
    review = proposal.base.review(base.id, unit.code)
    return RoundData(
        round=base.round,
        register=base.register,
        criteria=base.usable.criteria,
        submissions={**submissions, unit.code: submission},
        receipts=read_receipts(tree, base.id, base.register)[0] if below else {},
        present=frozenset(submissions) | {unit.code},
        reviews={unit.code: review} if review is not None else {},
        previous=previous_data(proposal, base, unit),
        lineage=base.lineage,
    )


def previous_data(proposal: Proposal, base: RoundBase, unit: Unit) -> RoundData | None:
    """The round before with only what this unit comes from in it; None when there is none."""
    before = proposal.round(base.round.previous)
    if before is None:
        return None
    empty = RoundData(round=before.round, register=before.register, criteria=before.usable.criteria, submissions={})
    sources = [item.unit for item in predecessors(_beside(base, empty), unit).sources]
    readable = [source for source in sources if source.tier in before.usable.structures]
    read = {source.code: read_submission(proposal.base.tree, before, source) for source in readable}
    return replace(empty, submissions={code: item for code, item in read.items() if item is not None})


def _beside(base: RoundBase, before: RoundData) -> RoundData:
    """The round with nothing in it but the round before it and the way from there."""
    return RoundData(
        round=base.round,
        register=base.register,
        criteria=base.usable.criteria,
        submissions={},
        previous=before,
        lineage=base.lineage,
    )


def same_before(base: RoundBase, before: RoundData | None, unit: Unit) -> Submission | None:
    """What the one unit that this one goes on from handed in; of several there is no such file."""
    if before is None:
        return None
    ancestry = predecessors(_beside(base, before), unit)
    if len(ancestry.sources) != 1 or not ancestry.is_comparable:
        return None
    return before.submissions.get(ancestry.sources[0].unit.code)


def _new_findings(proposal: Proposal) -> Iterator[Diagnostic]:
    """What the whole repository would be told with the change and is not told without it."""
    touched = set(proposal.spots)
    told = load_checked(proposal.tree)[1]
    found = [item for item in told if item.location.path in touched or item.severity is Severity.ERROR]
    known: set[Diagnostic] = set()
    brings_record = any(spot.area is Area.PUBLISHED for spot in proposal.spots.values())
    # The base takes as long to read again; most changes leave nothing to compare with it.
    if brings_record or any(item.location.path not in touched for item in found):
        dataset, report = load_checked(proposal.base.tree)
        known = set(report)
        yield from records_recompute(proposal, dataset)
    yield from (item for item in found if item.location.path in touched or item not in known)
