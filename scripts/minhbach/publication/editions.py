"""Making a record: which edition comes next, and everything it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minhbach import __version__
from minhbach.checks import load_checked
from minhbach.diagnostics import Diagnostic, Report
from minhbach.git import GitRepository, Revision
from minhbach.model.record import Blocker, Record
from minhbach.model.round import Milestone
from minhbach.publication.blockers import blockers
from minhbach.publication.document import Imprint, record_bytes, record_document
from minhbach.publication.inputs import blob_ids, input_paths
from minhbach.reading.published import read_record
from minhbach.repository import Dataset, RoundData
from minhbach.results import compute_results
from minhbach.tree import Tree


class AlreadyPublishedError(Exception):
    """There is nothing new to publish; `record` is the edition that stands."""

    def __init__(self, record: Record) -> None:
        super().__init__(record.edition)
        self.record = record


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

    Raises KeyError without such a round, AlreadyPublishedError, GitError.
    """
    commit = repository.commit(revision)
    tree = Revision(repository, commit)
    dataset, report = load_checked(tree)
    data = dataset.rounds[round_id]
    before = data.newest_record(milestone)
    return Draft(
        data=data,
        dataset=dataset,
        milestone=milestone,
        edition=next_edition(data, milestone),
        revision=commit,
        inputs=blob_ids(tree, input_paths(tree, round_id, milestone)),
        blockers=blockers(data, milestone, _own(report, data), day, before),
        before=before,
    )


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
    present = tuple(path for path in sorted(paths) if here.exists(path))
    ids = blob_ids(here, present)
    return tuple(path for path in sorted(paths) if ids.get(path) != draft.inputs.get(path))
