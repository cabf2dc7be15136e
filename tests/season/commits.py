"""Real commits without a work tree: what people would make on their own machines, and what attackers would."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from minhbach.changes import EXECUTABLE, FILE, LINK, SUBMODULE
from minhbach.git import clean_environment


@dataclass(frozen=True, slots=True)
class Special:
    """A file of another kind: a link to `target`, a program, or a submodule at a commit."""

    mode: str
    target: bytes


Content: TypeAlias = bytes | Special | None
"""The bytes of a file, something special in its place, or None for a removal."""

Changes: TypeAlias = Mapping[str, Content]


def link(target: str) -> Special:
    return Special(LINK, target.encode())


def program(content: bytes) -> Special:
    return Special(EXECUTABLE, content)


def submodule(commit: str) -> Special:
    return Special(SUBMODULE, commit.encode())


def make_bare(folder: Path) -> None:
    git(folder.parent, "init", "--quiet", "--bare", "--initial-branch=main", str(folder))


def git(folder: Path, *words: str, given: bytes = b"") -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *words], input=given, env=clean_environment(), capture_output=True, check=True
    )
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def commit(bare: Path, parent: str | None, changes: Changes, who: str, at: datetime, message: str) -> str:
    """A commit on top of `parent` (none: the first), under a name and a time that are free to choose, as in git."""
    when = f"{int(at.timestamp())} {at:%z}"
    text = message.encode()
    stream = [
        b"commit refs/season/new\n",
        f"committer {who} <{who}@example.invalid> {when}\n".encode(),
        b"data %d\n%b\n" % (len(text), text),
    ]
    if parent is not None:
        stream.append(f"from {parent}\n".encode())
    stream += [_change(path, content) for path, content in changes.items()]
    if parent is None:
        git(bare, "update-ref", "-d", "refs/season/new")
    git(bare, "fast-import", "--quiet", "--force", "--date-format=raw-permissive", given=b"".join(stream))
    return git(bare, "rev-parse", "refs/season/new")


def _change(path: str, content: Content) -> bytes:
    escaped = path.encode("utf-8", "surrogateescape").replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    name = b'"%b"' % escaped.replace(b"\n", b"\\n")
    if content is None:
        return b"D %b\n" % name
    special = content if isinstance(content, Special) else Special(FILE, content)
    if special.mode == SUBMODULE:
        return b"M %b %b %b\n" % (special.mode.encode(), special.target, name)
    return b"M %b inline %b\ndata %d\n%b\n" % (special.mode.encode(), name, len(special.target), special.target)
