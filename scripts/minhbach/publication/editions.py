"""Making a record: which edition comes next, and everything it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minhbach import __version__
from minhbach.changes import FILE, Entry
from minhbach.checks import load_checked
from minhbach.diagnostics import Diagnostic, Report
from minhbach.git import GitRepository, Revision
from minhbach.model.record import Blocker, Record
from minhbach.model.round import Milestone
from minhbach.publication.blockers import blockers
from minhbach.publication.frozen import inputs_now, present_ids
from minhbach.reading.published import read_record
from minhbach.recording.document import Imprint, record_bytes, record_document
from minhbach.recording.inputs import blob_ids, input_paths
from minhbach.repository import Dataset, RoundData
from minhbach.results import compute_results
from minhbach.tree import Tree


class AlreadyPublishedError(Exception):
    """There is nothing new to publish; `record` is the edition that stands."""

    def __init__(self, record: Record) -> None:
        super().__init__(record.edition)
        self.record = record


class ChangedError(Exception):
    """Inputs of the edition that stands were changed: no amendment covers that, and no reason does."""

    def __init__(self, record: Record, findings: tuple[Diagnostic, ...]) -> None:
        super().__init__(record.edition)
        self.record = record
        self.findings = findings


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """An edition that could be published of a commit: what stands against it, and the edition before it."""

    data: RoundData
    dataset: Dataset
    milestone: Milestone
    edition: str
    revision: str
    inputs: dict[str, str]
    blockers: tuple[Blocker, ...]
    before: Record | None


def draft_edition(repository: GitRepository, revision: str, round_id: str, milestone: Milestone, day: date) -> Draft:
    """Everything but the words of the decision.

    Raises KeyError without such a round, AlreadyPublishedError, ChangedError, GitError, and what reading an input
    raises: OSError, TooLargeError, NotRegularError.
    """
    commit = repository.commit(revision)
    tree = Revision(repository, commit)
    dataset, report = load_checked(tree)
    data = dataset.rounds[round_id]
    edition = next_edition(data, milestone)
    before = data.newest_record(milestone)
    changed = tuple(_changed(repository, tree, dataset, data))
    if before is not None and changed:
        raise ChangedError(before, changed)
    return Draft(
        data=data,
        dataset=dataset,
        milestone=milestone,
        edition=edition,
        revision=commit,
        inputs=blob_ids(tree, input_paths(tree, round_id, milestone)),
        blockers=blockers(data, milestone, [*_own(report, data), *changed], day, before),
        before=before,
    )


def _changed(repository: GitRepository, tree: Revision, dataset: Dataset, data: RoundData) -> Iterator[Diagnostic]:
    """What differs of the newest published result although it was closed."""
    newest = data.newest_record(Milestone.FINAL) or data.newest_record(Milestone.PRELIMINARY)
    if newest is not None:
        entries = {path: Entry(FILE, blob) for path, blob in newest.inputs.items()}
        yield from inputs_now(Revision(repository, newest.revision, entries), tree, newest, dataset)


def next_edition(data: RoundData, milestone: Milestone) -> str:
    """A milestone is published once; after that only what an amendment decided can be. Raises AlreadyPublishedError."""
    newest = data.newest_record(milestone)
    if newest is None:
        return milestone.value
    told = {path for path in newest.inputs if path.startswith(f"submissions/{data.round.id}/amendments/")}
    if milestone is Milestone.PRELIMINARY or len(data.amendments) <= len(told):
        raise AlreadyPublishedError(newest)
    return f"{milestone.value}-{newest.number + 1}"


def _own(report: Report, data: RoundData) -> list[Diagnostic]:
    """The findings of the round and of the set it rests on."""
    places = (f"submissions/{data.round.id}/", f"criteria/{data.round.criteria}/")
    return [item for item in report if item.location.path.startswith(places)]


def finished(
    draft: Draft, day: date, *, decision: str | None = None, reason: str | None = None
) -> tuple[bytes, Record]:
    """The bytes of the record and what they say."""
    imprint = Imprint(
        edition=draft.edition,
        published=day,
        decision=decision,
        reason=reason,
        blockers=draft.blockers,
        revision=draft.revision,
        engine_version=__version__,
        inputs=draft.inputs,
    )
    results = compute_results(draft.dataset, draft.data.round.id, draft.milestone)
    data = record_bytes(record_document(results, imprint))
    return data, read_record(data, draft.data.round.id, draft.edition)


def uncommitted(here: Tree, draft: Draft) -> tuple[str, ...]:
    """The inputs that differ between the files here and the commit: nobody else could recompute those."""
    paths = {*input_paths(here, draft.data.round.id, draft.milestone), *draft.inputs}
    ids, _ = present_ids(here, tuple(paths), draft.data.round.id)
    return tuple(path for path in sorted(paths) if ids.get(path) != draft.inputs.get(path))
