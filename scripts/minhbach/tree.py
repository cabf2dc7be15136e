"""Where files come from. Everything above reads through `Tree`, so that a work tree and a revision look the same."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
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
        top = self.root / folder
        found: list[str] = []
        for base, folders, files in os.walk(top, followlinks=False):
            relative = Path(base).relative_to(self.root)
            # A link to a folder is listed as a file: reading it says what it is.
            files += [name for name in folders if Path(base, name).is_symlink()]
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in files)
            found += [str(PurePosixPath(relative, name)) for name in files if not name.startswith(".")]
        return sorted(found)

    def exists(self, path: str) -> bool:
        place = self.root / path
        return place.is_symlink() or place.exists()

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        place = self.root / path
        if place.is_symlink() or not place.is_file():
            if not place.exists():
                raise FileNotFoundError(path)
            raise NotRegularError(path)
        size = place.stat().st_size
        if size > limit:
            raise TooLargeError(path, size, limit)
        return place.read_bytes()


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
