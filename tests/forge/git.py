"""The bare repository below a fake forge. Few processes: a season has hundreds of merges."""

from __future__ import annotations

import hashlib
import os
import subprocess
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

NOTHING = "0" * 40
QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


class MovedError(Exception):
    """A reference is not where it was expected."""


class Repository:
    """Objects and references of one bare repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: set[str] = set()
        self._refs: dict[str, str] = {}
        for line in self._git("for-each-ref", "--format=%(objectname) %(refname)").splitlines():
            commit, _, name = line.partition(" ")
            self._refs[name] = commit

    def _git(self, *words: str) -> str:
        return self._run(*words).stdout.strip()

    def _run(self, *words: str, given: str = "", check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *words],
            cwd=self.folder,
            input=given,
            env={**os.environ, **QUIET},
            check=check,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def has(self, commit: str) -> bool:
        if commit not in self._known and len(commit) == 40:
            found = self._run("cat-file", "-e", f"{commit}^{{commit}}", check=False).returncode == 0
            self._known |= {commit} if found else set()
        return commit in self._known

    def ref(self, name: str) -> str | None:
        """Where a reference is. Those that others move by git itself are seen after `reload`."""
        return self._refs.get(name)

    def reload(self, name: str) -> str | None:
        found = self._run("rev-parse", "--verify", "--quiet", name, check=False).stdout.strip()
        if found:
            self._refs[name] = found
        return found or None

    def move(self, refs: Mapping[str, str], expected: Mapping[str, str] | None = None) -> None:
        """Set references in one step; raises MovedError when one is not at its expected commit."""
        old = expected or {}
        lines = [f"update {name} {commit} {old.get(name, '')}".rstrip() + "\n" for name, commit in refs.items()]
        done = self._run("update-ref", "--stdin", given="".join(lines), check=False)
        if done.returncode:
            raise MovedError(done.stderr)
        self._refs.update(refs)
        self._known.update(refs.values())

    def is_forced(self, old: str, new: str) -> bool:
        done = self._run("merge-base", "--is-ancestor", old, new, check=False)
        return done.returncode != 0

    def between(self, new: str, *without: str) -> list[str]:
        """Commits of `new` that the others lack, oldest first."""
        return self._git("rev-list", "--reverse", new, *(f"^{commit}" for commit in without)).split()

    def merged_tree(self, base: str, head: str) -> str | None:
        """The tree of a merge; None when it has conflicts or the two have no history in common."""
        done = self._run("merge-tree", "--write-tree", base, head, check=False)
        return done.stdout.split("\n", 1)[0] if done.returncode == 0 else None

    def commit(self, tree: str, parents: Sequence[str], message: str, name: str, at: datetime) -> str:
        """Writes the object itself, without a process."""
        who = f"{name} <{name}@example.invalid> {int(at.timestamp())} +0000"
        lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents), f"author {who}", f"committer {who}"]
        content = "\n".join([*lines, "", message.strip(), ""]).encode()
        raw = b"commit %d\0" % len(content) + content
        commit = hashlib.sha1(raw, usedforsecurity=False).hexdigest()
        place = self.folder / "objects" / commit[:2] / commit[2:]
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(zlib.compress(raw))
        self._known.add(commit)
        return commit
