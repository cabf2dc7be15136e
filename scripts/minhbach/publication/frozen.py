"""What may not change any more once an edition was published: the files here against those that it rests on.

After a preliminary result figures may be supplemented and settled, never rewritten; after a final one only the round
itself goes on. It is what the gate's table of freezes says, held against content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location
from minhbach.gate.authority import Area, is_frozen
from minhbach.gate.parts import changed_parts
from minhbach.git import GitError
from minhbach.model.record import Record
from minhbach.model.round import Milestone, Round
from minhbach.publication.faithful import unfaithful_results
from minhbach.reading.files import read_source
from minhbach.reading.rounds import read_round
from minhbach.recording.inputs import blob_id, input_paths
from minhbach.repository import Dataset, load
from minhbach.results import compute_results
from minhbach.tree import MAX_REGISTER_BYTES, NotRegularError, TooLargeError, Tree
from minhbach.yamlio import Scalar

MOST_FILES_NAMED = 20
"""Of a hundred files that differ the first ones say enough."""


GOES_ON = ("phase", "legal_basis", "document_form", "inspection_choice")
"""What of a round may change at any time: no figure, point or date of a result depends on it."""


def compared(
    ids: Mapping[str, str], listed: Mapping[str, str], when: str, round_id: str, *, but: frozenset[str] = frozenset()
) -> Iterator[Diagnostic]:
    """Each file that is another than listed, is gone, or was added; `when` is `then` (published) or `now`."""
    differing = [path for path in sorted({*ids, *listed} - but) if ids.get(path) != listed.get(path)]
    for path in differing[:MOST_FILES_NAMED]:
        kind = "gone" if path not in ids else "added" if path not in listed else "other"
        words = {"found": ids.get(path, "")[:10], "allowed": listed.get(path, "")[:10], "detail": f"{kind}-{when}"}
        yield diagnose("record-input", Location(path), round=round_id, words=words)


def present_ids(tree: Tree, paths: tuple[str, ...], round_id: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """The blob ids of the files that are there, and a finding for each that cannot be read."""
    ids: dict[str, str] = {}
    findings = []
    for path in paths:
        try:
            ids[path] = blob_id(tree.read(path, MAX_REGISTER_BYTES))
        except (OSError, TooLargeError, NotRegularError):
            findings.append(diagnose("record-input", Location(path), round=round_id, detail="unreadable"))
    return ids, findings


def inputs_now(then: Tree, tree: Tree, record: Record, dataset: Dataset | None = None) -> Iterator[Diagnostic]:
    """What differs in `tree` although the edition closed it; `then` holds what it rests on, found by the listed ids.

    `dataset` is what `tree` says, where that was read already.
    """
    wanted = input_paths(tree, record.round, record.milestone)
    ids, unreadable = present_ids(tree, wanted, record.round)
    yield from unreadable
    broken = {item.location.path for item in unreadable}
    open_ = {path for path in {*ids, *record.inputs} if _may_change(record, path, added=path not in record.inputs)}
    yield from compared(ids, record.inputs, "now", record.round, but=frozenset(open_ | broken))
    still = [path for path in sorted(open_ & {*ids} & {*record.inputs}) if ids[path] != record.inputs[path]]
    try:
        for path in still:
            yield from _changed_inside(then, tree, record, path)
    except GitError:
        # That content is missing is told where the result is recomputed.
        return
    gone = [path for path in sorted(open_ & {*record.inputs}) if path not in ids and path not in broken]
    yield from compared({}, {path: record.inputs[path] for path in gone}, "now", record.round)
    # The same files give the same result, and what a final one rests on is compared whole.
    if record.milestone is Milestone.PRELIMINARY and ids != record.inputs:
        yield from _result_now(dataset or load(tree)[0], record)


def _may_change(record: Record, path: str, *, added: bool) -> bool:
    """Whether a file may differ as a whole; what is inside is looked at for itself."""
    folder = f"submissions/{record.round}/"
    if added and "/amendments/" in path:
        # Amendments come after an edition; they are inputs of the next one.
        return True
    if path.startswith("submissions/") and path.count("/") == 2 and path.endswith("/round.yaml"):
        return not added
    if record.milestone is Milestone.FINAL or not path.startswith(folder):
        return False
    return not (added and path.startswith(f"{folder}units/"))


def _changed_inside(then: Tree, tree: Tree, record: Record, path: str) -> Iterator[Diagnostic]:
    if path.endswith("/round.yaml"):
        yield from _changed_round(then, tree, record, path)
    elif path.startswith(f"submissions/{record.round}/inspections/"):
        if _is_agreed(then, path):
            yield diagnose("record-input", Location(path), round=record.round, detail="minutes-now")
    elif path.startswith(f"submissions/{record.round}/units/"):
        before, after = read_source(then, path)[0], read_source(tree, path)[0]
        for changed in changed_parts(before, after):
            if is_frozen(Area.UNIT, changed.part, frozenset({record.milestone.value})) is not None:
                found = shown(", ".join(changed.keys)) or "–"
                yield diagnose(
                    "record-input", changed.place, round=record.round, words={"found": found, "detail": "figures-now"}
                )


def _is_agreed(then: Tree, path: str) -> bool:
    """Minutes that both sides signed before the publication; those with a reservation may still be settled."""
    node = read_source(then, path)[0].node("agreed")
    return isinstance(node, Scalar) and node.text == "true"


def _changed_round(then: Tree, tree: Tree, record: Record, path: str) -> Iterator[Diagnostic]:
    """Before the final result its calendar may be moved as well."""
    round_id = path.split("/")[1]
    before, after = read_round(then, round_id)[0], read_round(tree, round_id)[0]
    if before is None or after is None:
        yield diagnose("record-input", Location(path), round=record.round, detail="unreadable")
        return
    own = record.milestone is Milestone.PRELIMINARY and round_id == record.round
    names = _differing(before, after, (*GOES_ON, "windows") if own else GOES_ON)
    if own and "milestones" in names and _preliminary_dates(before) == _preliminary_dates(after):
        names.remove("milestones")
    if names:
        words = {"found": ", ".join(names), "detail": "round-now"}
        yield diagnose("record-input", Location(path), round=record.round, words=words)


def _differing(before: Round, after: Round, but: tuple[str, ...]) -> list[str]:
    names = [item.name for item in fields(Round) if item.name not in but]
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _preliminary_dates(of_round: Round) -> object:
    return of_round.milestones[Milestone.PRELIMINARY.value]


def _result_now(dataset: Dataset, record: Record) -> Iterator[Diagnostic]:
    """The register and all that may still change gives the published result, as pages and tables show it."""
    if record.round not in dataset.rounds:
        place = Location(f"submissions/{record.round}/round.yaml")
        yield diagnose("record-input", place, round=record.round, detail="unreadable")
        return
    yield from unfaithful_results(compute_results(dataset, record.round, record.milestone, record), "now")
