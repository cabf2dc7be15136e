"""Recomputing a published edition from the content it names, and comparing everything with what is there now.

What is recomputed is made of the blobs that the record lists, found by their ids: neither the files here nor the
names of branches are trusted. Each way of tampering has a finding of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minhbach import __version__
from minhbach.changes import FILE, Entry
from minhbach.checks.editions import editions_follow
from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location
from minhbach.git import GitError, GitRepository, Revision
from minhbach.model.record import Record
from minhbach.publication.frozen import compared, inputs_now
from minhbach.publication.ledger import (
    changed_by,
    is_ancestor,
    is_first_known,
    is_shallow,
    received_by,
    tag_name,
    tagged_commit,
)
from minhbach.reading.published import RecordError, broken, read_published, read_record, record_path
from minhbach.recording.inputs import blob_id, input_paths, set_hash
from minhbach.recording.recompute import first_difference, recomputed
from minhbach.repository import load
from minhbach.tree import MAX_REGISTER_BYTES, NotRegularError, TooLargeError, Tree


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """`record` is None when it could not even be read; `units` counts those that were computed again.

    `sha256` is of the whole file, to compare with what others keep; `tagged` is the commit that the tag marks.
    """

    record: Record | None
    findings: tuple[Diagnostic, ...]
    recomputed: int = 0
    sha256: str = ""
    tagged: str | None = None


def verify(tree: Tree, repository: GitRepository, round_id: str, edition: str) -> Verification:
    """Compare an edition as it lies in `tree` with its own inputs, with the files there, with history and tag.

    Raises FileNotFoundError when neither the tree nor the history has such a record.
    """
    path = record_path(round_id, edition)
    history = _History(repository, _head(tree), Location(path), round_id, tag_name(round_id, edition))
    try:
        data = tree.read(path, MAX_REGISTER_BYTES)
    except FileNotFoundError:
        if not history.is_known:
            raise
        return Verification(record=None, findings=tuple(history.findings(None)), tagged=history.tagged)
    except (OSError, NotRegularError, TooLargeError):
        unreadable = diagnose("file-unreadable", Location(path), round=round_id)
        return Verification(record=None, findings=(unreadable, *history.findings(None)), tagged=history.tagged)
    received = tuple(history.findings(blob_id(data)))
    told = Verification(record=None, findings=received, sha256=hashlib.sha256(data).hexdigest(), tagged=history.tagged)
    try:
        record = read_record(data, round_id, edition)
    except RecordError as error:
        return replace(told, findings=(broken(path, round_id, error), *received))
    check = _Check(tree, repository, record, Location(path))
    again, units = check.results(data)
    return replace(told, record=record, findings=(*check.findings(), *again, *received), recomputed=units)


def _head(tree: Tree) -> str:
    """The newest commit of the history that a record is judged by."""
    return tree.commit if isinstance(tree, Revision) else "HEAD"


def _short(commit: str) -> str:
    return commit[:10]


class _History:
    """How a record came in: it is the one that was received, and the tag marks the commit that brought it."""

    def __init__(self, repository: GitRepository, head: str, place: Location, round_id: str, tag: str) -> None:
        self.repository = repository
        self.head = head
        self.place = place
        self.round = round_id
        self.tag = tag
        self.tagged = tagged_commit(repository, tag)
        self.brought = received_by(repository, place.path, head)

    @property
    def is_known(self) -> bool:
        return self.tagged is not None or self.brought is not None

    def findings(self, blob: str | None) -> Iterator[Diagnostic]:
        """`blob` is the id of the record as it lies there; None when it is gone."""
        if self.brought is None:
            yield from self._not_received(blob)
            return
        if blob is None or self._blob_at(self.brought) != blob:
            yield self._changed(self.brought, "gone" if blob is None else "")
        # A clone of the end of the history only cannot know which commit brought what it begins with.
        if is_first_known(self.repository, self.brought):
            return
        if self.tagged is None:
            words = {"allowed": _short(self.brought), "name": self.tag}
            yield diagnose("record-tag-missing", self.place, round=self.round, words=words)
        elif self.tagged != self.brought:
            yield self._moved(self.tagged, _short(self.brought), "")

    def _not_received(self, blob: str | None) -> Iterator[Diagnostic]:
        if blob is not None:
            yield diagnose("record-not-received", self.place, round=self.round)
        if self.tagged is not None:
            yield self._moved(self.tagged, "", "nothing")

    def _moved(self, found: str, allowed: str, detail: str) -> Diagnostic:
        words = {"found": _short(found), "allowed": allowed, "name": self.tag, "detail": detail}
        return diagnose("record-tag", self.place, round=self.round, words=words)

    def _changed(self, brought: str, detail: str) -> Diagnostic:
        last = changed_by(self.repository, self.place.path, self.head) or brought
        if not detail and last == brought:
            detail = "here"
        words = {"found": _short(last), "allowed": _short(brought), "detail": detail}
        return diagnose("record-changed", self.place, round=self.round, words=words)

    def _blob_at(self, commit: str) -> str | None:
        entry = self.repository.entries(commit, self.place.path).get(self.place.path)
        return entry.oid if entry is not None else None


@dataclass(frozen=True, slots=True)
class _Check:
    tree: Tree
    repository: GitRepository
    record: Record
    place: Location

    def findings(self) -> Iterator[Diagnostic]:
        yield from self._engine()
        yield from self._revision()
        yield from self._inputs_then()
        yield from inputs_now(self._listed(), self.tree, self.record)
        yield from self._criteria()
        yield from self._succession()

    def _engine(self) -> Iterator[Diagnostic]:
        if self.record.engine_version != __version__:
            found = shown(self.record.engine_version)
            yield diagnose("record-engine", self.place, round=self.record.round, found=found, allowed=__version__)

    def _revision(self) -> Iterator[Diagnostic]:
        """The commit that the record names is here, and the main line came from it."""
        commit, found = self.record.revision, shown(self.record.revision)[:40]
        try:
            there = self.repository.has(commit)
            passed = there and is_ancestor(self.repository, commit, _head(self.tree))
        except GitError:
            there = passed = False
        if not there:
            detail = "shallow" if is_shallow(self.repository) else "missing"
            yield diagnose("record-revision", self.place, round=self.record.round, found=found, detail=detail)
        elif not passed:
            yield diagnose("record-revision", self.place, round=self.record.round, found=found)

    def _inputs_then(self) -> Iterator[Diagnostic]:
        """At the commit that the record names, its inputs are the files that it lists, and no others."""
        try:
            then = Revision(self.repository, self.repository.commit(self.record.revision))
            wanted = input_paths(then, self.record.round, self.record.milestone)
        except GitError:
            return
        ids = {path: then.entries[path].oid for path in wanted if then.entries[path].mode == FILE}
        yield from compared(ids, self.record.inputs, "then", self.record.round)

    def _criteria(self) -> Iterator[Diagnostic]:
        wanted = set_hash(self.record.inputs, self.record.criteria)
        if wanted != self.record.criteria_hash:
            found, allowed = self.record.criteria_hash[:12], wanted[:12]
            yield diagnose("record-set", self.place, round=self.record.round, found=found, allowed=allowed)

    def _succession(self) -> Iterator[Diagnostic]:
        """It goes on from the edition before it, and from nothing else."""
        published, _ = read_published(self.tree, self.record.round)
        found = editions_follow({**published, self.record.edition: self.record})
        yield from (finding for finding in found if finding.location.path == self.place.path)

    # Recomputing

    def _listed(self) -> Revision:
        """What the record rests on, by nothing but the ids that it lists."""
        entries = {path: Entry(FILE, blob) for path, blob in self.record.inputs.items()}
        return Revision(self.repository, self.record.revision, entries)

    def results(self, data: bytes) -> tuple[list[Diagnostic], int]:
        """The record computed again out of the blobs it lists, byte for byte; and how many units that were."""
        try:
            dataset, _ = load(self._listed())
        except GitError as error:
            return [self._result(detail="content", found=shown(error.message))], 0
        if self.record.round not in dataset.rounds:
            return [self._result(detail="round")], 0
        again = recomputed(dataset, self.record)
        if again == data:
            return [], len(self.record.units)
        item = first_difference(data, again)
        words = {"where": shown(item.where), "found": shown(item.published), "allowed": shown(item.computed)}
        return [self._result(**words)], len(self.record.units)

    def _result(self, **words: str) -> Diagnostic:
        return diagnose("record-result", self.place, round=self.record.round, words=words)
