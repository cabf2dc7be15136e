"""A change between two commits of a repository, judged: from git's own trees, without a work tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from minhbach.changes import Changes, Entry
from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location
from minhbach.exact import Lang
from minhbach.gate.base import Base
from minhbach.gate.check import check
from minhbach.gate.memory import Memory
from minhbach.gate.outcome import Outcome, Turn, Verdict
from minhbach.gate.proposal import Proposal, Request, Version
from minhbach.gate.standing import Standing
from minhbach.git import GitRepository, Revision
from minhbach.model.round import Milestone
from minhbach.tree import MAX_FILE_BYTES


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """May `head`, proposed by the account `actor` and received at `at` (with its offset), become part of `base`?"""

    base: str
    head: str
    actor: int
    at: datetime


class Judge:
    """Judges many changes; what it read of one base serves all of them."""

    def __init__(self, repository: GitRepository, memory: Memory, lang: Lang = "vi") -> None:
        self.repository = repository
        self.memory = memory
        self.lang = lang
        self._bases: dict[str, tuple[Revision, Base]] = {}

    def base(self, commit: str) -> tuple[Revision, Base]:
        if commit not in self._bases:
            # One at a time: an older base is not asked for again.
            revision = Revision(self.repository, commit)
            before = next((base for _, base in self._bases.values()), None)
            self._bases = {commit: (revision, Base(revision, before))}
        return self._bases[commit]

    def warm(self, commit: str) -> None:
        """Read of the newest round of a base what most changes need, so that copies of this process have it."""
        _, base = self.base(self.repository.commit(commit))
        newest = base.newest
        if newest is None:
            return
        for tier in newest.usable.criteria.tiers:
            standing = Standing(base, newest, tier, Milestone.PRELIMINARY, self.memory)
            standing.values(standing.peers({}), without="")
        self.memory.save()

    def outcome(self, question: Question) -> Outcome:
        """Raises GitError when a revision names no commit."""
        base_commit, head_commit = self.repository.commit(question.base), self.repository.commit(question.head)
        revision, base = self.base(base_commit)
        fork = self.repository.merge_base(base_commit, head_commit)
        if fork is None:
            return _refused(question, base_commit, head_commit, diagnose("change-unrelated", Location("")))
        changes, outdated = to_merge(self.repository.changes(fork, head_commit), revision.entries)
        introduced = self.repository.introduced(base_commit, head_commit)
        request = Request(
            base_commit=base_commit,
            head_commit=head_commit,
            actor=question.actor,
            at=question.at,
            changes=changes,
            outdated=outdated,
            versions=tuple(self._versions(introduced.files, changes)),
            long_history=introduced.more,
        )
        entries = {change.path: change.after for change in changes.files if change.after is not None}
        head = Revision(self.repository, head_commit, entries)
        return check(Proposal(base, head, request), self.memory, self.lang)

    def _versions(self, files: Sequence[tuple[str, str]], changes: Changes) -> Iterator[Version]:
        """The contents that came and went between the base and the head."""
        last = {change.after.oid for change in changes.files if change.after is not None}
        touched = {change.path for change in changes.files}
        for oid, path in files:
            size = self.repository.file_size(oid) if oid not in last else None
            if size is not None:
                readable = path in touched and size <= MAX_FILE_BYTES
                yield Version(path=path, size=size, data=self.repository.blob(oid) if readable else None)


def to_merge(found: Changes, base: Mapping[str, Entry]) -> tuple[Changes, frozenset[str]]:
    """What merging would change of what was `found` since the fork, and which of it the base changed differently."""
    files = tuple(change for change in found.files if base.get(change.path) != change.after)
    outdated = frozenset(change.path for change in files if base.get(change.path) != change.before)
    return Changes(files, found.more), outdated


def _refused(question: Question, base: str, head: str, finding: Diagnostic) -> Outcome:
    return Outcome(
        verdict=Verdict.REFUSED,
        base=base,
        head=head,
        actor=question.actor,
        at=question.at,
        diagnostics=(finding,),
        turn=Turn.SUBMITTER,
    )
