"""What was computed before, on disk, by the content of everything that it was computed from.

A memory may be deleted at any time. It is never wrong: each key holds the digests of the inputs and of this program,
each file the digest of its own content, and it is written beside its place and moved there whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar, cast

from minhbach.packing import packer

Value = TypeVar("Value")

LIBRARIES = ("PyYAML", "jsonschema", "cel-expr-python")
"""Whose findings are remembered with ours."""


def digest(*parts: str | bytes) -> str:
    """Of the parts and of where each ends."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()


@cache
def program_digest() -> str:
    """Of this program's own files, of its libraries' versions and of Python's."""
    root = Path(__file__).parent
    files = sorted(path for pattern in ("*.py", "*.json") for path in root.rglob(pattern))
    own = [part for path in files for part in (path.relative_to(root).as_posix(), path.read_bytes())]
    return digest(sys.version, *(version(name) for name in LIBRARIES), *own)


class Memory:
    """Values by kind and key below a folder; without a folder nothing is remembered."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._used: set[Path] = set()

    @property
    def remembers(self) -> bool:
        return self._folder is not None

    def recall(self, kind: str, key: Iterable[str], type_: object, make: Callable[[], Value]) -> Value:
        """The value of a key; made and remembered when it is not known. `type_` is the type of the value."""
        place = self.place(kind, key)
        if place is None:
            return make()
        known = self.look_up(place, type_)
        if known is not None:
            return cast(Value, known)
        value = make()
        self.keep(place, type_, value)
        return value

    def place(self, kind: str, key: Iterable[str]) -> Path | None:
        """Where the value of a key is; None when nothing is remembered at all."""
        if self._folder is None:
            return None
        return self._folder / kind / f"{digest(program_digest(), *key)}.json"

    def look_up(self, place: Path, type_: object) -> object | None:
        """What is remembered there; None when nothing is, or when the file is not as it was written."""
        self._used.add(place)
        try:
            head, _, body = place.read_bytes().partition(b"\n")
        except OSError:
            return None
        if head.decode("ascii", "replace") != digest(body):
            return None
        return cast(object, packer(type_)[1](json.loads(body)))

    def keep(self, place: Path, type_: object, value: object) -> None:
        """Memories that cannot be written are none: a full or read-only disk stops no work."""
        plain = packer(type_)[0](value)
        body = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        beside = place.with_suffix(f".{os.getpid()}.part")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(digest(body).encode() + b"\n" + body)
            beside.replace(place)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def forget_unused(self, kind: str) -> None:
        """Drop what nobody asked for since this memory was opened: what changed files used to say."""
        for path in sorted((self._folder / kind).glob("*")) if self._folder is not None else ():
            if path not in self._used:
                path.unlink(missing_ok=True)


NO_MEMORY = Memory()
