"""Recomputing a published edition from the content it names, and comparing everything with what is there now.

What is recomputed is made of the blobs that the record lists, found by their ids: neither the files here nor the
names of branches are trusted. Each way of tampering has a finding of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minhbach import __version__
from minhbach.changes import FILE, Entry
from minhbach.checks import load_checked
from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location
from minhbach.git import GitError, GitRepository, Revision
from minhbach.model.record import Record
from minhbach.model.round import Milestone
from minhbach.publication.document import imprint_of, record_bytes, record_document
from minhbach.publication.inputs import blob_id, blob_ids, input_paths, set_hash
from minhbach.publication.ledger import (
    changed_by,
    is_ancestor,
    is_shallow,
    received_by,
    tag_name,
    tagged_commit,
)
from minhbach.reading.published import RecordError, broken, read_record, record_path
from minhbach.repository import Dataset
from minhbach.results import compute_results
from minhbach.tree import MAX_REGISTER_BYTES, NotRegularError, TooLargeError, Tree

MOST_FILES_NAMED = 20
"""Of a hundred files that differ the first ones say enough."""

MAY_CHANGE = ("round.yaml",)
"""Its phase goes on after a publication."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """`record` is None when it could not even be read; `recomputed` counts the units that were computed again."""

    record: Record | None
    findings: tuple[Diagnostic, ...]
    recomputed: int = 0


def verify(tree: Tree, repository: GitRepository, round_id: str, edition: str) -> Verification:
    """Compare an edition as it lies in `tree` with its own inputs, with the files there, with history and tag.

    Raises FileNotFoundError when the tree has no such record.
    """
    path = record_path(round_id, edition)
    data = tree.read(path, MAX_REGISTER_BYTES)
    place = Location(path)
    history = list(_history(repository, place, round_id, edition, blob_id(data)))
    try:
        record = read_record(data, round_id, edition)
    except RecordError as error:
        return Verification(record=None, findings=(broken(path, round_id, error), *history))
    check = _Check(tree, repository, record, place)
    findings = [*check.engine(), *check.revision(), *check.inputs_then(), *check.inputs_now(), *check.criteria()]
    again, units = check.results(data)
    return Verification(record=record, findings=(*findings, *again, *history), recomputed=units)


def _history(
    repository: GitRepository, place: Location, round_id: str, edition: str, blob: str
) -> Iterator[Diagnostic]:
    """The record is the one that was received, and the tag marks the commit that brought it."""
    name = tag_name(round_id, edition)
    tagged = tagged_commit(repository, name)
    brought = received_by(repository, place.path)
    if brought is None:
        yield diagnose("record-not-received", place, round=round_id)
        if tagged is not None:
            yield diagnose("record-tag", place, round=round_id, found=_short(tagged), name=name, detail="nothing")
        return
    if _blob_at(repository, brought, place.path) != blob:
        last = changed_by(repository, place.path) or brought
        detail = "" if last != brought else "here"
        words = {"found": _short(last), "allowed": _short(brought), "detail": detail}
        yield diagnose("record-changed", place, round=round_id, words=words)
    if tagged is None:
        yield diagnose("record-tag-missing", place, round=round_id, allowed=_short(brought), name=name)
    elif tagged != brought:
        yield diagnose("record-tag", place, round=round_id, found=_short(tagged), allowed=_short(brought), name=name)


def _blob_at(repository: GitRepository, commit: str, path: str) -> str | None:
    entry = repository.entries(commit, path).get(path)
    return entry.oid if entry is not None else None


def _short(commit: str) -> str:
    return commit[:10]


@dataclass(frozen=True, slots=True)
class _Check:
    tree: Tree
    repository: GitRepository
    record: Record
    place: Location

    def engine(self) -> Iterator[Diagnostic]:
        if self.record.engine_version != __version__:
            found = shown(self.record.engine_version)
            yield diagnose("record-engine", self.place, round=self.record.round, found=found, allowed=__version__)

    def revision(self) -> Iterator[Diagnostic]:
        """The commit that the record names is here, and the main line came from it."""
        commit, found = self.record.revision, shown(self.record.revision)[:40]
        try:
            there = self.repository.has(commit)
        except GitError:
            there = False
        if not there:
            detail = "shallow" if is_shallow(self.repository) else "missing"
            yield diagnose("record-revision", self.place, round=self.record.round, found=found, detail=detail)
        elif not is_ancestor(self.repository, commit, "HEAD"):
            yield diagnose("record-revision", self.place, round=self.record.round, found=found)

    def inputs_then(self) -> Iterator[Diagnostic]:
        """At the commit that the record names, its inputs are the files that it lists, and no others."""
        try:
            then = Revision(self.repository, self.repository.commit(self.record.revision))
        except GitError:
            return
        wanted = input_paths(then, self.record.round, self.record.milestone)
        ids = {path: then.entries[path].oid for path in wanted}
        yield from self._compared(ids, "then")

    def inputs_now(self) -> Iterator[Diagnostic]:
        """The files here are still those: all of them once a result is final, the minutes and the set before."""
        wanted = input_paths(self.tree, self.record.round, self.record.milestone)
        try:
            ids = blob_ids(self.tree, wanted)
        except (OSError, TooLargeError, NotRegularError) as error:
            yield diagnose("record-input", Location(str(error)), round=self.record.round, detail="unreadable")
            return
        listed = {path: blob for path, blob in self.record.inputs.items() if self._is_closed(path)}
        present = {path: blob for path, blob in ids.items() if self._is_closed(path) and self._is_told(path)}
        yield from self._compared(present, "now", listed)
        yield from self._lost(ids)

    def _is_closed(self, path: str) -> bool:
        """Whether a file may not change any more after this edition."""
        if path.rpartition("/")[2] in MAY_CHANGE:
            return False
        return self.record.milestone is Milestone.FINAL or path.startswith("criteria/") or not self._is_own(path)

    def _is_told(self, path: str) -> bool:
        """Amendments come after an edition; they are inputs of the next one."""
        return path in self.record.inputs or "/amendments/" not in path

    def _is_own(self, path: str) -> bool:
        return path.startswith(f"submissions/{self.record.round}/")

    def _lost(self, ids: Mapping[str, str]) -> Iterator[Diagnostic]:
        """What a preliminary result rests on may be supplemented and settled, and never vanish."""
        if self.record.milestone is Milestone.FINAL:
            return
        gone = [path for path in self.record.inputs if self._is_own(path) and path not in ids]
        for path in gone[:MOST_FILES_NAMED]:
            yield diagnose("record-input", Location(path), round=self.record.round, detail="gone-now")

    def _compared(
        self, ids: Mapping[str, str], when: str, listed: Mapping[str, str] | None = None
    ) -> Iterator[Diagnostic]:
        listed = self.record.inputs if listed is None else listed
        differing = [path for path in sorted({*ids, *listed}) if ids.get(path) != listed.get(path)]
        for path in differing[:MOST_FILES_NAMED]:
            kind = "gone" if path not in ids else "added" if path not in listed else "other"
            words = {"found": _short(ids.get(path, "")), "allowed": _short(listed.get(path, ""))}
            yield diagnose(
                "record-input", Location(path), round=self.record.round, words={**words, "detail": f"{kind}-{when}"}
            )

    def criteria(self) -> Iterator[Diagnostic]:
        wanted = set_hash(self.record.inputs, self.record.criteria)
        if wanted != self.record.criteria_hash:
            found, allowed = self.record.criteria_hash[:12], wanted[:12]
            yield diagnose("record-set", self.place, round=self.record.round, found=found, allowed=allowed)

    # Recomputing

    def results(self, data: bytes) -> tuple[list[Diagnostic], int]:
        """The record computed again out of the blobs it lists, byte for byte; and how many units that were."""
        entries = {path: Entry(FILE, blob) for path, blob in self.record.inputs.items()}
        try:
            dataset, _ = load_checked(Revision(self.repository, self.record.revision, entries))
        except GitError as error:
            detail = {"detail": "content", "found": shown(error.message)}
            return [diagnose("record-result", self.place, round=self.record.round, words=detail)], 0
        if self.record.round not in dataset.rounds:
            return [diagnose("record-result", self.place, round=self.record.round, detail="round")], 0
        again = self._again(dataset)
        if again == data:
            return [], len(self.record.units)
        return [self._difference(json.loads(data), json.loads(again))], len(self.record.units)

    def _again(self, dataset: Dataset) -> bytes:
        results = compute_results(dataset, self.record.round, self.record.milestone)
        return record_bytes(record_document(results, imprint_of(self.record)))

    def _difference(self, published: Any, computed: Any) -> Diagnostic:
        where, found, allowed = next(_differences(published, computed), ("", "", ""))
        words = {"found": shown(found), "allowed": shown(allowed), "where": shown(where)}
        return diagnose("record-result", self.place, round=self.record.round, words=words)


def _differences(published: Any, computed: Any, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Places in which two JSON documents differ; the units of a record are named by their code."""
    if isinstance(published, dict) and isinstance(computed, dict):
        for key in dict.fromkeys((*published, *computed)):
            if key != "sha256":
                yield from _differences(published.get(key), computed.get(key), f"{where} {key}".strip())
    elif isinstance(published, list) and isinstance(computed, list) and len(published) == len(computed):
        for index, (one, other) in enumerate(zip(published, computed, strict=True)):
            name = one.get("code", index) if isinstance(one, dict) else index
            yield from _differences(one, other, f"{where} {name}")
    elif published != computed:
        yield where, _text(published), _text(computed)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
