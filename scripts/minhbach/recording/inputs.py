"""The files that a published result rests on, and how their content is named: by git's blob ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from minhbach.model.round import Milestone
from minhbach.reading.rounds import read_round, round_ids
from minhbach.tree import MAX_REGISTER_BYTES, Tree

ROUND_FILES = ("round.yaml", "units.yaml", "lineage.yaml", "receipts.yaml")
FOLDERS = ("units", "reviews", "inspections")
LATER_FOLDERS = ("amendments",)


def input_paths(tree: Tree, round_id: str, milestone: Milestone) -> tuple[str, ...]:
    """Every file that results can depend on: of the round, of its criteria set, and of earlier rounds."""
    paths = list(_of_round(tree, round_id, milestone))
    for earlier in round_ids(tree):
        if earlier < round_id:
            paths += _of_round(tree, earlier, Milestone.FINAL)
    return tuple(sorted(set(paths)))


def _of_round(tree: Tree, round_id: str, milestone: Milestone) -> Iterator[str]:
    folder = f"submissions/{round_id}"
    yield from (path for name in ROUND_FILES if tree.exists(path := f"{folder}/{name}"))
    for name in (*FOLDERS, *(LATER_FOLDERS if milestone is Milestone.FINAL else ())):
        yield from tree.list(f"{folder}/{name}")
    round_ = read_round(tree, round_id)[0]
    if round_ is not None:
        yield from tree.list(f"criteria/{round_.criteria}")


def blob_id(data: bytes) -> str:
    """What git calls this content."""
    # Not a matter of trust here: it is the name under which every clone has the file.
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def blob_ids(tree: Tree, paths: tuple[str, ...]) -> dict[str, str]:
    """The blob id of each file. Raises OSError, TooLargeError, NotRegularError."""
    return {path: blob_id(tree.read(path, MAX_REGISTER_BYTES)) for path in paths}


def set_hash(inputs: Mapping[str, str], criteria: str) -> str:
    """One SHA-256 for every file of a criteria set, out of their paths and blob ids."""
    start = f"criteria/{criteria}/"
    lines = [f"{blob} {path}\n" for path, blob in sorted(inputs.items()) if path.startswith(start)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
