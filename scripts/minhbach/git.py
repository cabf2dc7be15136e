"""A git repository read as data: objects by id through git's own programs, no work tree, no shell, no configuration.

`git cat-file` in one process was measured against a binding of libgit2: it is faster for a whole cold command and
needs no compiled dependency.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO

from minhbach.changes import LINK, SUBMODULE, Changes, Entry, TooMuchError, differing
from minhbach.tree import MAX_FILE_BYTES, NotRegularError, TooLargeError

MAX_ANSWER_SECONDS = 120
MAX_OBJECTS = 2_000

_OPTIONS = (
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.quotePath=false"),
    *("-c", "protocol.allow=never"),
    *("-c", "safe.directory=*"),
)


class GitError(Exception):
    """Git refused; `message` is its own last line, for the operator and never for a contributor."""

    def __init__(self, message: str, code: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


def clean_environment() -> dict[str, str]:
    """What git may see of ours: where programs are, and nothing of the user's or the machine's configuration."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }


def _reading_environment() -> dict[str, str]:
    """Reading never fetches: what a repository's own configuration allows is overruled for every protocol."""
    return {**clean_environment(), "GIT_ALLOW_PROTOCOL": ""}


_REVISION = re.compile(r"(?!-)[^:\x00-\x1f\x7f]+")
"""Nothing that is an option, a path inside a commit, or a search."""

_HEADER = re.compile(rb"([0-9a-f]+) ([a-z]+) ([0-9]+)\n")


@dataclass(frozen=True, slots=True)
class Introduced:
    """Ids and paths of files and folders; `more` is true when there are more than MAX_OBJECTS objects."""

    files: tuple[tuple[str, str], ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Running:
    process: subprocess.Popen[bytes]
    input: IO[bytes]
    output: IO[bytes]


@dataclass(frozen=True, slots=True)
class _Object:
    oid: str
    kind: str
    size: int


class GitRepository:
    """Reads the objects of a repository, bare or not. Close it, or use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._reader: _Running | None = None

    def __enter__(self) -> GitRepository:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            for pipe in (reader.input, reader.output):
                # What a reader that died left unread cannot be flushed any more.
                with suppress(OSError):
                    pipe.close()
            reader.process.wait()

    def forget(self) -> None:
        """After a fork: the pipes belong to the parent; the next question starts a reader of one's own."""
        self._reader = None

    def run(self, *arguments: str, timeout: float = MAX_ANSWER_SECONDS, given: bytes = b"") -> bytes:
        """The output of a git command that reads what is `given`. Raises GitError."""
        command = ["git", *_OPTIONS, "-C", str(self.folder), *arguments]
        try:
            done = subprocess.run(  # noqa: S603 - an argument list; revisions stand behind --end-of-options
                command, env=_reading_environment(), input=given, capture_output=True, timeout=timeout
            )
        except subprocess.TimeoutExpired as error:
            raise GitError(f"git {arguments[0]}: no answer within {timeout:.0f} s") from error
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitError(lines[-1] if lines else f"git {arguments[0]} failed", done.returncode)
        return done.stdout

    def commit(self, revision: str) -> str:
        """The full id of a commit. Raises GitError when the revision names none."""
        if not _REVISION.fullmatch(revision):
            raise GitError("no name of a revision")
        # One process answers for all: a revision is asked of the reader that is there anyway.
        found = self._ask("info", f"{revision}^{{commit}}")
        if found is None:
            raise GitError(f"there is no revision {revision}")
        return found.oid

    def has(self, commit: str) -> bool:
        """Whether a commit is here, by its full id."""
        found = self._ask("info", f"{commit}^{{commit}}")
        return found is not None and found.oid == commit

    def merge_base(self, one: str, other: str) -> str | None:
        """The commit that both came from; None when they have no history in common."""
        try:
            return self.run("merge-base", "--end-of-options", one, other).decode().strip()
        except GitError as error:
            if error.code == 1:
                return None
            raise

    def entries(self, commit: str, *folders: str) -> dict[str, Entry]:
        """Every file below the folders (all, when none is named), whatever its mode."""
        listing = self.run("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit, *folders)
        found: dict[str, Entry] = {}
        for line in filter(None, listing.split(b"\0")):
            words, _, path = line.partition(b"\t")
            mode, _, oid = words.decode("ascii").split(" ")
            found[_name(path)] = Entry(mode, oid)
        return found

    def changes(self, before: str, after: str) -> Changes:
        """The paths in which two commits differ, out of git's trees. Renames are a removal and an addition."""
        trees = [self._ask("info", f"{commit}^{{tree}}") for commit in (before, after)]
        ids = [tree.oid for tree in trees if tree is not None]
        if len(ids) < len(trees):
            raise GitError(f"{before} or {after} is not there")
        try:
            return differing(self._tree, *ids)
        except ValueError as error:
            raise GitError(f"a broken tree between {before} and {after}") from error

    def _tree(self, oid: str, limit: int) -> bytes:
        if self.size(oid) > limit:
            raise TooMuchError
        return self._contents(oid, "tree")

    def introduced(self, before: str, after: str) -> Introduced:
        """The objects that a merge of `after` into `before` would bring, with a path that each has."""
        child = self._start("rev-list", "--objects", "--end-of-options", after, f"^{before}")
        files: list[tuple[str, str]] = []
        more = False
        with child.process:
            for count, line in enumerate(child.output, start=1):
                more = count > MAX_OBJECTS
                if more:
                    child.process.kill()
                    break
                oid, _, path = line.rstrip(b"\n").partition(b" ")
                if path:
                    files.append((oid.decode("ascii"), path.decode("utf-8", "surrogateescape")))
        if child.process.returncode and not more:
            raise GitError(f"git rev-list {after} failed", child.process.returncode)
        return Introduced(tuple(files), more)

    def file_size(self, oid: str) -> int | None:
        """None when the object is a folder."""
        found = self._ask("info", oid)
        return found.size if found is not None and found.kind == "blob" else None

    def size(self, oid: str) -> int:
        """Raises GitError when there is no such object."""
        found = self._ask("info", oid)
        if found is None:
            raise GitError(f"{oid} is not there")
        return found.size

    def blob(self, oid: str) -> bytes:
        """The content of a file by its id. Raises GitError."""
        return self._contents(oid, "blob")

    def _contents(self, oid: str, kind: str) -> bytes:
        found = self._ask("contents", oid)
        if found is None or self._reader is None:
            raise GitError(f"{oid} is not there")
        data = self._reader.output.read(found.size)
        self._reader.output.read(1)
        if len(data) < found.size:
            raise self._ended()
        if found.kind != kind:
            raise GitError(f"{oid} is no {kind}")
        return data

    def _ask(self, command: str, name: str) -> _Object | None:
        """What the reader says of an object before any content. One that died of an earlier question is replaced."""
        if "\n" in name:
            raise GitError("a name with a line break")
        line = self._answer(command, name) or self._answer(command, name)
        if not line:
            raise self._ended()
        found = _HEADER.fullmatch(line)
        return _Object(found[1].decode(), found[2].decode(), int(found[3])) if found else None

    def _answer(self, command: str, name: str) -> bytes:
        """The first line of the answer; empty when the reader is dead, which is then forgotten."""
        if self._reader is None:
            self._reader = self._start("cat-file", "--batch-command")
        line = b""
        with suppress(BrokenPipeError):
            self._reader.input.write(f"{command} {name}\n".encode("utf-8", "surrogateescape"))
            self._reader.input.flush()
            line = self._reader.output.readline()
        if not line:
            self.close()
        return line

    def _ended(self) -> GitError:
        """The reader died, of a broken object for example; the next question starts another."""
        self.close()
        return GitError("git cat-file ended")

    def _start(self, *arguments: str) -> _Running:
        command = ["git", *_OPTIONS, "-C", str(self.folder), *arguments]
        process = subprocess.Popen(  # noqa: S603 - an argument list, as above
            command,
            env=_reading_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if process.stdin is None or process.stdout is None:
            raise GitError("no pipe to git")
        return _Running(process, process.stdin, process.stdout)


def _name(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


class Revision:
    """The files of a commit, as a Tree. Files whose name begins with a dot are not listed, as in a work tree.

    With `entries` it holds only these: nobody lists all that a stranger's commit names.
    """

    def __init__(self, repository: GitRepository, commit: str, entries: Mapping[str, Entry] | None = None) -> None:
        self.repository = repository
        self.commit = commit
        self._given = entries

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        return self.repository.entries(self.commit) if self._given is None else self._given

    def list(self, folder: str) -> list[str]:
        start = f"{folder}/" if folder else ""
        return sorted(
            path for path in self.entries if path.startswith(start) and "/." not in f"/{path.removeprefix(start)}"
        )

    def exists(self, path: str) -> bool:
        return path in self.entries or any(name.startswith(f"{path}/") for name in self.entries)

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        return read_entry(self.repository, path, self.entries.get(path), limit)


def read_entry(repository: GitRepository, path: str, entry: Entry | None, limit: int) -> bytes:
    """The bytes of a file of a tree. Raises FileNotFoundError, NotRegularError, TooLargeError."""
    if entry is None:
        raise FileNotFoundError(path)
    if entry.mode in (LINK, SUBMODULE):
        raise NotRegularError(path)
    size = repository.size(entry.oid)
    if size > limit:
        raise TooLargeError(path, size, limit)
    return repository.blob(entry.oid)
