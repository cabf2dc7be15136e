"""Markdown with a limit: blocks are added whole while they fit, so that the whole is never too long for the forge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Sheet:
    """Counts bytes, which are never fewer than the characters that a forge counts, whichever way it does."""

    def __init__(self, most_bytes: int) -> None:
        self.left = most_bytes
        self._blocks: list[str] = []

    def add(self, *lines: str) -> bool:
        """One block, with an empty line behind it; False when it did not fit and nothing was added."""
        if not any(lines):
            return True
        block = "\n".join(lines) + "\n\n"
        size = len(block.encode())
        if size > self.left:
            return False
        self.left -= size
        self._blocks.append(block)
        return True

    @property
    def text(self) -> str:
        return "".join(self._blocks).rstrip("\n") + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table; a column in which no row says anything is left out. Cells are already escaped."""
    rows = list(rows)
    kept = [place for place, _ in enumerate(heads) if any(row[place] for row in rows)]
    lines = [[heads[place] for place in kept], ["---"] * len(kept), *([row[place] for place in kept] for row in rows)]
    return ["| " + " | ".join(line) + " |" for line in lines]


def within(lines: Sequence[str], most_bytes: int) -> int:
    """How many of the lines fit, from the first."""
    size = 0
    for count, line in enumerate(lines):
        size += len(line.encode()) + 1
        if size > most_bytes:
            return count
    return len(lines)
