"""What was read and computed of the base before, by the id of its content, so that one changed file is judged at once.

It feeds only what informs (neighbours, score, rank) and holds only what the base holds: nothing of a change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from minhbach import __version__
from minhbach.gate.base import RoundBase, content_id
from minhbach.model.submission import Answer, State, Submission, Supplement
from minhbach.model.units import Unit
from minhbach.reading.files import read_source
from minhbach.reading.submissions import SubmissionReader
from minhbach.tree import Tree
from minhbach.writing import write_file
from minhbach.yamlio import Source

SHAPE = 1
"""Changes with the shape of what is remembered."""

MOST_REMEMBERED = 50_000


@dataclass(slots=True)
class Entry:
    """One file of the base: its answers, and its values per scale by the limits of the tier they were scored with."""

    answers: dict[str, Any]
    supplement: dict[str, Any]
    scores: dict[str, dict[str, str | None]] = field(default_factory=dict)


class Shelf:
    """What is remembered for one tier of one criteria set."""

    def __init__(self, place: Path | None) -> None:
        self.place = place
        self.entries: dict[str, Entry] = {}
        self.changed = False
        if place is not None:
            # A memory that cannot be read is no memory; it is written anew.
            with suppress(OSError):
                self.entries = _recalled(place.read_bytes())

    def save(self) -> None:
        if self.place is None or not self.changed:
            return
        kept = dict(list(self.entries.items())[-MOST_REMEMBERED:])
        with suppress(OSError):
            write_file(self.place, _written(kept))
        self.changed = False


def _written(entries: Mapping[str, Entry]) -> bytes:
    """Entries as JSON behind the digest of it, by which a damaged file is known."""
    document = {
        key: {"answers": item.answers, "supplement": item.supplement, "scores": item.scores}
        for key, item in entries.items()
    }
    data = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(data).hexdigest().encode() + b"\n" + data


def _recalled(data: bytes) -> dict[str, Entry]:
    """What was written; nothing when any byte of it is another."""
    digest, _, text = data.partition(b"\n")
    if digest != hashlib.sha256(text).hexdigest().encode():
        return {}
    return {key: Entry(**value) for key, value in json.loads(text).items()}


class Memory:
    """Shelves in a folder; without a folder everything is computed anew."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._shelves: dict[str, Shelf] = {}

    def shelf(self, tree: Tree, base: RoundBase, tier: str) -> Shelf:
        key = _key(tree, base, tier)
        if key not in self._shelves:
            self._shelves[key] = Shelf(self.folder / f"{key}.json" if self.folder is not None else None)
        return self._shelves[key]

    def freeze(self) -> None:
        """In a copy of the process: whatever is computed from here on is forgotten with it."""
        self.folder = None
        for shelf in self._shelves.values():
            shelf.place = None

    def save(self) -> None:
        for shelf in self._shelves.values():
            shelf.save()


def _key(tree: Tree, base: RoundBase, tier: str) -> str:
    set_id = base.round.criteria
    files = [(path, content_id(tree, path)) for path in tree.list(f"criteria/{set_id}")]
    words = json.dumps([SHAPE, __version__, base.id, tier, files])
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def remembered(tree: Tree, base: RoundBase, unit: Unit, shelf: Shelf) -> tuple[str, Submission] | None:
    """The id of a unit's file on the base and what it says; None when there is none, or nothing of it can be read."""
    path = base.path_of(unit)
    if not tree.exists(path):
        return None
    key = content_id(tree, path)
    entry = shelf.entries.get(key)
    if entry is None:
        submission = read_submission(tree, base, unit)
        if submission is None:
            return None
        shelf.entries[key] = Entry(
            {name: _packed(answer) for name, answer in submission.answers.items()},
            {name: [_packed(item.answer), item.reason] for name, item in submission.supplement.items()},
        )
        shelf.changed = True
        return key, submission
    return key, Submission(
        unit=unit.code,
        source=Source(path, None),
        answers={name: _unpacked(value) for name, value in entry.answers.items()},
        supplement={
            name: Supplement(answer=_unpacked(value), reason=reason)
            for name, (value, reason) in entry.supplement.items()
        },
    )


def read_submission(tree: Tree, base: RoundBase, unit: Unit) -> Submission | None:
    usable = base.usable
    reader = SubmissionReader(usable.criteria, unit.tier, usable.structures[unit.tier], base.id)
    return reader.read(read_source(tree, base.path_of(unit))[0], unit)[0]


def _packed(answer: Answer) -> Any:
    """An answer as JSON: counts, yes/no and words as they are, amounts behind a mark, other states as a list."""
    if answer.state is not State.VALUE:
        return [answer.state.value, answer.reason]
    if isinstance(answer.value, Decimal):
        return {"amount": str(answer.value)}
    return answer.value


def _unpacked(value: Any) -> Answer:
    if isinstance(value, list):
        return Answer(State(value[0]), reason=value[1])
    if isinstance(value, dict):
        return Answer(State.VALUE, Decimal(value["amount"]))
    return Answer(State.VALUE, value)
