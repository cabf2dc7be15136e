"""What is known of a file once it is written: its size and digest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class FileFact:
    """A file by its path from the site's root; size in bytes, SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


def fact_of(path: str, pieces: Iterable[bytes]) -> FileFact:
    """Of a file that may come piece by piece."""
    digest, size = sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
    return FileFact(path, size, digest.hexdigest())
