"""Commits for tests, written straight into a bare repository: no work tree, one process each."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tests.forge.clock import START
from tests.forge.git import QUIET

LAST = "refs/written/last"


def new_repository(folder: Path, files: Mapping[str, str | bytes], branch: str = "main") -> str:
    """A bare repository with one commit on `branch`; returns the commit."""
    subprocess.run(["git", "init", "--quiet", "--bare", f"--initial-branch={branch}", str(folder)], check=True)
    commit = write_commit(folder, files)
    subprocess.run(["git", "update-ref", f"refs/heads/{branch}", commit], cwd=folder, check=True)
    return commit


def write_commit(
    folder: Path,
    files: Mapping[str, str | bytes | None],
    parent: str | None = None,
    message: str = "Change",
    *,
    author: str = "Writer",
    at: datetime = START,
) -> str:
    """A commit with these files changed and, where the content is None, deleted. Branches do not move."""
    date = f"{int(at.timestamp())} +0000"
    who = f"{author} <writer@example.invalid> {date}"
    stream = [f"commit {LAST}\nmark :1\nauthor {who}\ncommitter {who}\n".encode(), _data(message)]
    stream += [f"from {parent}\n".encode()] if parent else []
    for path, content in files.items():
        stream += [f"D {path}\n".encode()] if content is None else [f"M 644 inline {path}\n".encode(), _data(content)]
    stream += [b"\nget-mark :1\ndone\n"]
    done = subprocess.run(
        ["git", "fast-import", "--quiet", "--force", "--done"],
        cwd=folder,
        input=b"".join(stream),
        env={**os.environ, **QUIET},
        check=True,
        capture_output=True,
    )
    return done.stdout.decode().strip()


def _data(content: str | bytes) -> bytes:
    raw = content.encode() if isinstance(content, str) else content
    return b"data %d\n%s\n" % (len(raw), raw)
