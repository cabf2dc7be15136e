"""What stands at the forge about one pull request: a comment, a status, labels; written only where it would differ."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from minhbach.diagnostics import Text
from minhbach.forges.interface import Comment, Forge, NotFound, Pull
from minhbach.gate.decide import OWN_LABELS, Decision
from minhbach.gate.waiting import MARKER

CONTEXT = "minhbach"
_RECEIVED = re.compile(r"<!-- minhbach:received ([0-9a-f]{40,64}) (\S{16,40}) -->")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done at the forge (or would be, in a dry run), in words for the log."""

    number: int
    words: Text


@dataclass(slots=True)
class Bulletin:
    """Comment, status and labels of pull requests, as the gate's own account `own` leaves them."""

    forge: Forge
    own: int
    dry_run: bool = False
    steps: list[Step] = field(default_factory=list)

    def comment_of(self, number: int) -> Comment | None:
        """The gate's one comment. Twins that a run at the same time made are removed."""
        comments = self.forge.comments(number)
        found = [item for item in comments if item.author.id == self.own and item.body.startswith(MARKER)]
        for twin in found[1:]:
            if not self.dry_run:
                self.forge.delete_comment(twin.id)
        return found[0] if found else None

    @staticmethod
    def remembered(comment: Comment | None, head: str) -> datetime | None:
        """When the gate first saw this head, as its own comment says."""
        for found in _RECEIVED.finditer(comment.body if comment is not None else ""):
            if found[1] == head:
                return datetime.fromisoformat(found[2])
        return None

    def publish(self, pull: Pull, comment: Comment | None, decision: Decision, text: str) -> None:
        received = f"<!-- minhbach:received {pull.head} {decision.waiting.received.isoformat()} -->"
        self._comment(pull.number, comment, text.replace(MARKER, f"{MARKER}\n{received}", 1))
        self._status(pull, decision)
        self._labels(pull, decision)

    @staticmethod
    def labels(pull: Pull, decision: Decision) -> frozenset[str]:
        """What somebody else put there stays."""
        return (pull.labels - OWN_LABELS) | decision.labels

    def say(self, number: int, vi: str, en: str) -> None:
        self.steps.append(Step(number, Text(vi, en)))

    def _comment(self, number: int, comment: Comment | None, body: str) -> None:
        if comment is not None and comment.body.strip() == body.strip():
            return
        self.say(number, "viết bình luận", "comment")
        if self.dry_run:
            return
        if comment is not None:
            try:
                self.forge.update_comment(comment.id, body)
                return
            except NotFound:
                # Somebody removed it meanwhile: a new one says the same.
                pass
        self.forge.create_comment(number, body)

    def _status(self, pull: Pull, decision: Decision) -> None:
        there, wanted = self.forge.status(pull.head, CONTEXT), decision.status
        if there is not None and (there.state, there.description) == (wanted.state, wanted.description):
            return
        self.say(pull.number, f"trạng thái: {wanted.description}", f"status {wanted.state.value}: {wanted.description}")
        if not self.dry_run:
            self.forge.set_status(pull.head, CONTEXT, wanted)

    def _labels(self, pull: Pull, decision: Decision) -> None:
        wanted = self.labels(pull, decision)
        if wanted == pull.labels:
            return
        names = ", ".join(sorted(decision.labels))
        self.say(pull.number, f"nhãn: {names}", f"labels: {names}")
        if not self.dry_run:
            self.forge.set_labels(pull.number, wanted)
