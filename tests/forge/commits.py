"""Commits for tests, written straight into a bare repository: no work tree, one process for all that are asked for."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from tests.forge.clock import START
from tests.forge.git import QUIET

Files = Mapping[str, str | bytes | None]

LAST = "refs/written/last"


def new_repository(folder: Path, files: Files, branch: str = "main") -> str:
    """A bare repository with one commit on `branch`; returns the commit."""
    subprocess.run(["git", "init", "--quiet", "--bare", f"--initial-branch={branch}", str(folder)], check=True)
    commit = write_commit(folder, files)
    subprocess.run(["git", "update-ref", f"refs/heads/{branch}", commit], cwd=folder, check=True)
    return commit


def write_commit(
    folder: Path,
    files: Files,
    parent: str | None = None,
    message: str = "Change",
    *,
    author: str = "Writer",
    at: datetime = START,
) -> str:
    """A commit with these files changed and, where the content is None, deleted. Branches do not move."""
    (commit,) = write_commits(folder, [files], parent, message, author=author, at=at)
    return commit


def write_commits(
    folder: Path,
    changes: Sequence[Files],
    parent: str | None = None,
    message: str = "Change",
    *,
    author: str = "Writer",
    at: datetime = START,
) -> list[str]:
    """Many commits side by side, each on the same parent, in one process."""
    who = f"{author} <writer@example.invalid> {int(at.timestamp())} +0000"
    stream: list[bytes] = []
    for mark, files in enumerate(changes, 1):
        stream += [f"reset {LAST}\ncommit {LAST}\nmark :{mark}\nauthor {who}\ncommitter {who}\n".encode()]
        stream += [_data(message), *([f"from {parent}\n".encode()] if parent else [])]
        stream += [_change(path, content) for path, content in files.items()]
        stream += [f"\nget-mark :{mark}\n".encode()]
    done = subprocess.run(
        ["git", "fast-import", "--quiet", "--force", "--done"],
        cwd=folder,
        input=b"".join([*stream, b"done\n"]),
        env={**os.environ, **QUIET},
        check=True,
        capture_output=True,
    )
    return done.stdout.decode().split()


def _change(path: str, content: str | bytes | None) -> bytes:
    return f"D {path}\n".encode() if content is None else f"M 644 inline {path}\n".encode() + _data(content)


def _data(content: str | bytes) -> bytes:
    raw = content.encode() if isinstance(content, str) else content
    return b"data %d\n%s\n" % (len(raw), raw)
