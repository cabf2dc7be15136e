"""A record that a change adds is what the base gives: nobody approves by eye what a machine can compute again."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location
from minhbach.gate.authority import Area
from minhbach.gate.proposal import Proposal
from minhbach.git import GitError, Revision
from minhbach.model.record import Record
from minhbach.reading.published import RecordError, read_record
from minhbach.recording.inputs import blob_ids, input_paths
from minhbach.recording.recompute import first_difference, recomputed
from minhbach.repository import Dataset
from minhbach.tree import MAX_REGISTER_BYTES, NotRegularError, TooLargeError


def records_recompute(proposal: Proposal, dataset: Dataset) -> Iterator[Diagnostic]:
    """`dataset` is what the base holds. What is no record at all is told by the checks of the whole repository."""
    for change in proposal.changes:
        spot = proposal.spots[change.path]
        if spot.area is Area.PUBLISHED and change.before is None and change.after is not None and spot.round:
            edition = change.path.rpartition("/")[2].removesuffix(".json")
            try:
                data = proposal.tree.read(change.path, MAX_REGISTER_BYTES)
                record = read_record(data, spot.round, edition)
            except (RecordError, OSError, NotRegularError, TooLargeError):
                continue
            yield from _findings(proposal, dataset, record, data, Location(change.path))


def _findings(
    proposal: Proposal, dataset: Dataset, record: Record, data: bytes, place: Location
) -> Iterator[Diagnostic]:
    if not _passed(proposal, record.revision):
        yield diagnose("record-revision", place, round=record.round, found=shown(record.revision), detail="base")
    differing = _differing_inputs(proposal, record)
    if differing:
        words = {"found": differing[0], "count": str(len(differing)), "detail": "base"}
        yield diagnose("record-input", place, round=record.round, words=words)
    elif record.round in dataset.rounds and (again := recomputed(dataset, record)) != data:
        item = first_difference(data, again)
        words = {"where": shown(item.where), "found": shown(item.published), "allowed": shown(item.computed)}
        yield diagnose("record-result", place, round=record.round, words=words)


def _differing_inputs(proposal: Proposal, record: Record) -> list[str]:
    """The paths whose content the record lists otherwise than the base has it."""
    tree = proposal.base.tree
    try:
        ids = blob_ids(tree, input_paths(tree, record.round, record.milestone))
    except (OSError, NotRegularError, TooLargeError) as error:
        return [str(error)]
    return sorted(path for path in {*ids, *record.inputs} if ids.get(path) != record.inputs.get(path))


def _passed(proposal: Proposal, revision: str) -> bool:
    """Whether the base went through the commit that a record names, as far as its history is at hand."""
    tree = proposal.base.tree
    if not isinstance(tree, Revision):
        return True
    try:
        return tree.repository.has(revision) and tree.repository.merge_base(revision, tree.commit) == revision
    except GitError:
        return False
