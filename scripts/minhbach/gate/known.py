"""What the last run left at the forge, kept beside the repository: nobody is judged or written to twice for nothing.

It only saves work. Without it, or with a part of it, a run does everything anew and ends at the same state.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from minhbach import __version__
from minhbach.forges.interface import Pull
from minhbach.gate.documents import json_line, own_queue, queue_document
from minhbach.gate.outcome import Verdict
from minhbach.gate.waiting import Queue, Waiting
from minhbach.writing import write_file

LANG = "vi"
_PASSING = frozenset({"pull-duplicate", "pull-target", "change-unfetchable", "base-unusable"})
"""Reasons that lie outside the change and its base: they may be gone at the next run."""


@dataclass(frozen=True, slots=True)
class Known:
    """Pull requests as a run left them, each with the marks by which it is recognised as unchanged."""

    marks: dict[int, str]
    waiting: dict[int, Waiting]

    def unchanged(self, pull: Pull) -> Waiting | None:
        """What was said of this pull request, if nothing about it differs from then."""
        waiting = self.waiting.get(pull.number)
        if waiting is None or self.marks.get(pull.number) != _mark(pull):
            return None
        outcome = waiting.outcome
        passing = any(item.code in _PASSING for item in outcome.diagnostics)
        return None if passing or outcome.verdict is Verdict.FAULT else waiting


def _mark(pull: Pull) -> str:
    return json.dumps([__version__, pull.head, pull.target, pull.draft, sorted(pull.labels)])


def read_known(place: Path | None) -> Known:
    """Nothing when there is no file, or when it is not what was written."""
    if place is not None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            document = json.loads(place.read_bytes())
            queue = own_queue(document["queue"])
            marks = {int(number): str(mark) for number, mark in document["marks"].items()}
            return Known(marks, {item.number: item for item in queue.waiting})
    return Known({}, {})


def write_known(place: Path, pulls: Iterable[Pull], waiting: Iterable[Waiting], at: datetime) -> None:
    """`pulls` as they stand at the forge after the run."""
    queue = queue_document(Queue(at=at, waiting=tuple(waiting)), LANG)
    document = {"marks": {str(pull.number): _mark(pull) for pull in pulls}, "queue": queue}
    write_file(place, json_line(document))
