"""What differs between two trees of git, walked here and no further than is worth it.

`git diff-tree` collects everything before it says anything: eleven small objects that name ten milliards of files had
it work for minutes and fill the memory.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

FILE, EXECUTABLE, LINK, SUBMODULE = "100644", "100755", "120000", "160000"
FOLDER = "040000"

MAX_CHANGES = 2_000
MAX_FOLDERS = 5_000
MAX_NAMES = 200_000
MAX_DEPTH = 64
MAX_FOLDER_BYTES = 4 * 1024 * 1024
"""A folder of 12,000 units has less than one MiB."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a tree: its mode as git writes it, and the id of its content."""

    mode: str
    oid: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FileChange:
    """One path that differs between two commits; an entry is None where the path is not there."""

    path: str
    before: Entry | None
    after: Entry | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs, sorted by path; `more` is true when there is more than anybody would look at."""

    files: tuple[FileChange, ...]
    more: bool = False


class TooMuchError(Exception):
    """There is more than the limits allow."""


ReadTree: TypeAlias = Callable[[str, int], bytes]
"""The content of a tree object by its id; raises TooMuchError when it has more bytes than the given number."""


def differing(read: ReadTree, before: str, after: str) -> Changes:
    """The paths in which two trees differ, by their ids. Renames are a removal and an addition."""
    files: list[FileChange] = []
    more = False
    try:
        for change in _walk(read, before, after):
            if len(files) == MAX_CHANGES:
                raise TooMuchError
            files.append(change)
    except TooMuchError:
        more = True
    return Changes(tuple(sorted(files, key=lambda change: change.path)), more)


def _walk(read: ReadTree, before: str, after: str) -> Iterator[FileChange]:
    """Raises TooMuchError."""
    to_do: list[tuple[bytes, int, str | None, str | None]] = [(b"", 0, before, after)]
    names = folders = 0
    while to_do:
        start, depth, *ids = to_do.pop()
        old, new = (_folder(read, oid) for oid in ids)
        names, folders = names + len(old) + len(new), folders + 1
        if names > MAX_NAMES or folders > MAX_FOLDERS or depth > MAX_DEPTH:
            raise TooMuchError
        for name in sorted(name for name in {*old, *new} if old.get(name) != new.get(name)):
            pair, path = (old.get(name), new.get(name)), start + name
            one, other = (item.oid if item is not None and item.mode == FOLDER else None for item in pair)
            if one or other:
                to_do.append((path + b"/", depth + 1, one, other))
            was, is_now = (item if item is not None and item.mode != FOLDER else None for item in pair)
            if was or is_now:
                yield FileChange(path=path.decode("utf-8", "surrogateescape"), before=was, after=is_now)


def _folder(read: ReadTree, oid: str | None) -> Mapping[bytes, Entry]:
    return folder_of(read(oid, MAX_FOLDER_BYTES), len(oid) // 2) if oid is not None else {}


_START = re.compile(rb"([0-7]{1,6}) ([^\0]+)\0")


def folder_of(data: bytes, id_bytes: int) -> dict[bytes, Entry]:
    """The entries of a tree object by name: a mode in octal, a blank, a name, a zero byte, an id, and again.

    Raises ValueError on what is no tree.
    """
    found: dict[bytes, Entry] = {}
    at = 0
    while at < len(data):
        start = _START.match(data, at)
        if start is None or start.end() + id_bytes > len(data):
            raise ValueError("a broken tree")
        at = start.end() + id_bytes
        found[start[2]] = Entry(_mode(int(start[1], 8)), data[start.end() : at].hex())
    return found


def _mode(mode: int) -> str:
    """As git reads modes: of a file only whether it can be run counts, and what it does not know is a submodule."""
    if stat.S_ISREG(mode):
        return EXECUTABLE if mode & stat.S_IXUSR else FILE
    if stat.S_ISLNK(mode):
        return LINK
    return FOLDER if stat.S_ISDIR(mode) else SUBMODULE
