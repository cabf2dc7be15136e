"""Many files by their ids, fetched some hundred at a time: a question for each would cost more than reading it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minhbach.changes import LINK, SUBMODULE, Entry
from minhbach.git import GitError, GitRepository
from minhbach.tree import MAX_FILE_BYTES

AT_ONCE = 256
"""How many are in memory at a time; each has at most MAX_FILE_BYTES."""

_HEADER = re.compile(rb"([0-9a-f]+) (?:blob ([0-9]+)|[a-z]+(?: [0-9]+)?)\n")


class Blobs:
    """Files that will be asked for in about the order of `wanted`; any other is fetched alone."""

    def __init__(self, repository: GitRepository, wanted: Iterable[str]) -> None:
        self._repository = repository
        self._wanted = list(dict.fromkeys(wanted))
        self._places = {oid: place for place, oid in enumerate(self._wanted)}
        self._next = 0
        self._here: dict[str, bytes | None] = {}

    def get(self, entry: Entry) -> bytes | None:
        """None for what is no plain file, is too large for one, or is not in this clone."""
        if entry.mode in (LINK, SUBMODULE):
            return None
        oid = entry.oid
        if oid in self._here:
            return self._here[oid]
        place = self._places.get(oid, -1)
        if place < self._next:
            return self._fetch([oid])[oid]
        self._next = place + AT_ONCE
        self._here = self._fetch(self._wanted[place : self._next])
        return self._here[oid]

    def _fetch(self, oids: list[str]) -> dict[str, bytes | None]:
        """Sizes first, so that nothing large is read."""
        found: dict[str, bytes | None] = dict.fromkeys(oids)
        try:
            sizes = self._repository.run("cat-file", "--batch-check", "--buffer", given=_lines(oids))
            small = [oid for oid, line in zip(oids, sizes.splitlines(), strict=True) if _is_small(line)]
            found.update(zip(small, _contents(self._repository.run(*_BATCH, given=_lines(small))), strict=True))
        except GitError:
            # A broken object ends git's program; the others are then asked for one by one.
            if len(oids) > 1:
                for oid in oids:
                    found.update(self._fetch([oid]))
        return found


_BATCH = ("cat-file", "--batch", "--buffer")


def _lines(oids: list[str]) -> bytes:
    return "".join(f"{oid}\n" for oid in oids).encode("ascii")


def _is_small(line: bytes) -> bool:
    found = _HEADER.fullmatch(line + b"\n")
    return found is not None and found[2] is not None and int(found[2]) <= MAX_FILE_BYTES


def _contents(answer: bytes) -> list[bytes]:
    """What stands behind each header; a line break ends it."""
    contents, at = [], 0
    while at < len(answer):
        header = _HEADER.match(answer, at)
        if header is None or header[2] is None:
            raise GitError("git cat-file answered something else")
        end = header.end() + int(header[2])
        contents.append(answer[header.end() : end])
        at = end + 1
    return contents
