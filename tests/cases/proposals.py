"""Example folders of proposed changes: how the base is, who changes what and when, and what the gate says to it.

<code>/[<variant>/]expect.yaml
    title, rounds: as in `examples`
    actor:     number of the account that proposes
    at:        when the change was received, with the offset
    base:      {remove, rename, copy, edits, generate}: how the province was before
    since:     the same: what was changed on the base after the proposed change was begun
    change:    the same, and
               restore: files as the province has them
               executable, submodule: files that become one
    earlier:   the same: what an earlier commit of the change made of the base as it was then
    record:    {edition, published, edits}: a record of the base as it was then, as `publish` writes it; `edits` are
               [{from, to}] that somebody made in it and sealed anew
    turn:      whose turn it is then; the submitter's when a refused change does not say
    findings:  all that the gate says, in its order
    accepted:  {approvers, approver_of, turn, late} of a change that is accepted
<code>/[<variant>/]files/..., base/..., since/..., earlier/...   files laid over the province
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from minhbach import __version__
from minhbach.changes import EXECUTABLE, FILE, MAX_CHANGES, SUBMODULE, Changes, Entry, FileChange
from minhbach.gate.base import Base
from minhbach.gate.check import check
from minhbach.gate.judge import to_merge
from minhbach.gate.memory import Memory
from minhbach.gate.outcome import Outcome
from minhbach.gate.proposal import Proposal, Request, Version
from minhbach.model.round import Milestone
from minhbach.reading.published import record_path
from minhbach.recording.document import Imprint, record_bytes, record_document
from minhbach.recording.inputs import blob_ids, input_paths
from minhbach.results import compute_results
from minhbach.tree import MAX_FILE_BYTES, Tree
from tests.cases.examples import Expected, MemoryTree, changed, load_tree, province_files, reading_once, start

REFUSED = Path(__file__).parent / "refused"
ACCEPTED = Path(__file__).parent / "accepted"

ROUND_ID = "2021"
BASE_COMMIT, HEAD_COMMIT = "b" * 40, "c" * 40
ELSEWHERE = b"5" * 40
"""A commit of another repository, as a submodule names one."""


@dataclass(frozen=True, eq=False)
class ProposalExample:
    """An example folder."""

    folder: Path
    document: Mapping[str, Any]

    @property
    def expected(self) -> list[Expected]:
        return [Expected(**finding) for finding in self.document.get("findings", ())]

    @property
    def actor(self) -> int:
        return int(self.document["actor"])

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.document["at"])

    @cached_property
    def fork(self) -> MemoryTree:
        """The base when the change was begun."""
        tree = start(both_rounds=self.document.get("rounds") == "all")
        return changed(tree, self.document.get("base", {}), self.folder / "base")

    @cached_property
    def base(self) -> MemoryTree:
        return changed(self.fork, self.document.get("since", {}), self.folder / "since")

    @cached_property
    def head(self) -> MemoryTree:
        return self.head_upon(BASE_COMMIT)

    def head_upon(self, commit: str) -> MemoryTree:
        """The head, when the change was begun on a commit; records name it."""
        change = self.document.get("change", {})
        begun = MemoryTree(dict(self.fork.files))
        begun.files.update({path: province_files()[path] for path in change.get("restore", ())})
        tree = changed(begun, change, self.folder / "files")
        if "record" in self.document:
            tree.files.update(_record(self.fork, commit, self.document["record"]))
        tree.modes.update(dict.fromkeys(change.get("executable", ()), EXECUTABLE))
        for path in change.get("submodule", ()):
            tree.files[path], tree.modes[path] = ELSEWHERE, SUBMODULE
        return tree

    @cached_property
    def earlier(self) -> MemoryTree | None:
        """What an earlier commit of the change holds."""
        begin = self.document.get("earlier")
        return changed(self.fork, begin, self.folder / "earlier") if begin is not None else None

    @cached_property
    def merged(self) -> MemoryTree:
        """The base with what the change touches."""
        paths = [change.path for change in changes_between(self.fork, self.head).files]
        kept = {path: data for path, data in self.base.files.items() if path not in paths}
        return MemoryTree({**kept, **{path: self.head.files[path] for path in paths if path in self.head.files}})

    def proposal(self, base: Tree | None = None) -> Proposal:
        """The change as the gate sees it; on the same base as another tree, when one is given."""
        changes, outdated = to_merge(changes_between(self.fork, self.head), entries_of(self.base))
        request = Request(
            base_commit=BASE_COMMIT,
            head_commit=HEAD_COMMIT,
            actor=self.actor,
            at=self.at,
            changes=changes,
            outdated=outdated,
            versions=tuple(self._versions(changes)),
        )
        return Proposal(Base(base or self.base), self.head, request)

    def _versions(self, changes: Changes) -> Iterator[Version]:
        """What `Judge` finds of the earlier commit that neither the base nor the head holds."""
        there = {entry.oid for tree in (self.fork, self.base) for entry in entries_of(tree).values()}
        last = {change.after.oid for change in changes.files if change.after is not None}
        touched = {change.path for change in changes.files}
        earlier = self.earlier or MemoryTree({})
        for path, entry in sorted(entries_of(earlier).items()):
            if entry.oid not in there | last:
                data = earlier.files[path]
                readable = path in touched and len(data) <= MAX_FILE_BYTES
                yield Version(path=path, size=len(data), data=data if readable else None)


def _record(base: MemoryTree, commit: str, wanted: Mapping[str, Any]) -> dict[str, bytes]:
    milestone = Milestone(wanted["edition"].partition("-")[0])
    imprint = Imprint(
        edition=wanted["edition"],
        published=date.fromisoformat(wanted["published"]),
        decision=None,
        reason=None,
        blockers=(),
        revision=commit,
        engine_version=__version__,
        inputs=blob_ids(base, input_paths(base, ROUND_ID, milestone)),
    )
    data = record_bytes(record_document(compute_results(load_tree(base)[0], ROUND_ID, milestone), imprint))
    for edit in wanted.get("edits", ()):
        assert edit["from"] in data.decode()
        document = json.loads(data.decode().replace(edit["from"], edit["to"], 1))
        del document["sha256"]
        data = record_bytes(document)
    return {record_path(ROUND_ID, wanted["edition"]): data}


@cache
def read_proposal(folder: Path) -> ProposalExample:
    text = (folder / "expect.yaml").read_text(encoding="utf-8")
    return ProposalExample(folder, yaml.load(text, yaml.CSafeLoader))


def outcome_of(example: ProposalExample) -> Outcome:
    with reading_once():
        return check(example.proposal(), Memory())


def entries_of(tree: MemoryTree) -> dict[str, Entry]:
    """What git would list of the tree."""
    return {path: _entry(data, tree.modes.get(path, FILE)) for path, data in tree.files.items()}


def _entry(data: bytes, mode: str) -> Entry:
    if mode == SUBMODULE:
        return Entry(mode, data.decode())
    return Entry(mode, hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest())


def changes_between(before: MemoryTree, after: MemoryTree) -> Changes:
    """What `GitRepository.changes` would find."""
    old, new = entries_of(before), entries_of(after)
    paths = sorted(path for path in {*old, *new} if old.get(path) != new.get(path))
    files = tuple(FileChange(path=path, before=old.get(path), after=new.get(path)) for path in paths)
    return Changes(files[:MAX_CHANGES], more=len(files) > MAX_CHANGES)


def blessed(example: ProposalExample) -> dict[str, Any]:
    """The document with what the gate says now."""
    outcome = outcome_of(example)
    document = {**example.document, "findings": [asdict(Expected.of(item)) for item in outcome.diagnostics]}
    if ACCEPTED in example.folder.parents:
        if not document["findings"]:
            del document["findings"]
        document["accepted"] = acceptance(outcome)
    return document


def acceptance(outcome: Outcome) -> dict[str, Any]:
    """Who has to do what with an accepted change."""
    return {
        "approvers": list(outcome.approvers),
        "approver_of": outcome.approver_of or "",
        "turn": outcome.turn.value,
        "late": outcome.late,
    }
