"""Where files come from. Everything above reads through `Tree`, so that a work tree and a revision look the same."""

from __future__ import annotations

import os
import stat
from collections.abc import MutableSequence
from pathlib import Path
from typing import Protocol

MAX_FILE_BYTES = 256 * 1024
"""A file of figures is a few KiB; anything near this is a mistake or an attack."""

MAX_REGISTER_BYTES = 16 * 1024 * 1024
"""The registers of a round are one file each, written by the operator; a whole country's has about 12,000 units."""


class TooLargeError(Exception):
    """A file is over its limit; both in bytes."""

    def __init__(self, path: str, size: int, limit: int) -> None:
        super().__init__(path)
        self.path = path
        self.size = size
        self.limit = limit


class NotRegularError(Exception):
    """A path is a symbolic link or something else that is not a plain file."""


class Tree(Protocol):
    """A tree of files by their `/`-separated path from the root."""

    def list(self, folder: str) -> list[str]:
        """Paths of all files below `folder`, sorted; empty when there is no such folder."""
        ...

    def exists(self, path: str) -> bool: ...

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        """The bytes of a file. Raises TooLargeError, NotRegularError, OSError."""
        ...


class WorkTree:
    """The files of a folder as they are now. Links are never followed out of it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def list(self, folder: str) -> list[str]:
        found: list[str] = []
        self._gather(f"{self.root}/{folder}", folder, found)
        return sorted(found)

    def _gather(self, place: str, folder: str, found: MutableSequence[str]) -> None:
        """A link to a folder is listed as a file: reading it says what it is."""
        try:
            entries = list(os.scandir(place))
        except OSError:
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                self._gather(entry.path, path, found)
            else:
                found.append(path)

    def exists(self, path: str) -> bool:
        place = self.root / path
        return place.is_symlink() or place.exists()

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        place = f"{self.root}/{path}"
        try:
            status = os.lstat(place)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            raise FileNotFoundError(path) from None
        if not stat.S_ISREG(status.st_mode):
            if not Path(place).exists():
                raise FileNotFoundError(path)
            raise NotRegularError(path)
        if status.st_size > limit:
            raise TooLargeError(path, status.st_size, limit)
        with open(place, "rb") as file:
            return file.read()


class Overlay:
    """A tree in which some paths are as another tree has them: the base with what a change touches."""

    def __init__(self, base: Tree, other: Tree, paths: frozenset[str]) -> None:
        self.base = base
        self.other = other
        self.paths = paths

    def list(self, folder: str) -> list[str]:
        kept = [path for path in self.base.list(folder) if path not in self.paths]
        return sorted({*kept, *(path for path in self.other.list(folder) if path in self.paths)})

    def exists(self, path: str) -> bool:
        if path in self.paths:
            return self.other.exists(path)
        touched = any(name.startswith(f"{path}/") for name in self.paths)
        return bool(self.list(path)) if touched else self.base.exists(path)

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        return (self.other if path in self.paths else self.base).read(path, limit)
