"""A git repository read as data: objects by id through git's own programs, no work tree, no shell, no configuration.

`git cat-file` in one process was measured against a binding of libgit2: it is faster for a whole cold command and
needs no compiled dependency.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO

from minhbach.tree import MAX_FILE_BYTES, NotRegularError, TooLargeError

FILE, EXECUTABLE, LINK, SUBMODULE = "100644", "100755", "120000", "160000"
MAX_CHANGES = 2_000
MAX_LISTING_BYTES = 64 * 1024 * 1024
MAX_ANSWER_SECONDS = 120

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

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


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
    """What differs, sorted by path; `more` is true when there are more than MAX_CHANGES."""

    files: tuple[FileChange, ...]
    more: bool = False


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


@dataclass(frozen=True, slots=True)
class _Running:
    process: subprocess.Popen[bytes]
    input: IO[bytes]
    output: IO[bytes]


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
            reader.input.close()
            reader.output.close()
            reader.process.wait()

    def forget(self) -> None:
        """After a fork: the pipes belong to the parent; the next question starts a reader of one's own."""
        self._reader = None

    def run(self, *arguments: str, timeout: float = MAX_ANSWER_SECONDS) -> bytes:
        """The output of a git command. Raises GitError."""
        command = ["git", *_OPTIONS, "-C", str(self.folder), *arguments]
        try:
            done = subprocess.run(  # noqa: S603 - an argument list; revisions stand behind --end-of-options
                command, env=clean_environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout
            )
        except subprocess.TimeoutExpired as error:
            raise GitError(f"git {arguments[0]}: no answer within {timeout:.0f} s") from error
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitError(lines[-1] if lines else f"git {arguments[0]} failed")
        return done.stdout

    def commit(self, revision: str) -> str:
        """The full id of a commit. Raises GitError when the revision names none."""
        name = f"{revision}^{{commit}}"
        return self.run("rev-parse", "--verify", "--quiet", "--end-of-options", name).decode().strip()

    def has(self, commit: str) -> bool:
        """Whether a commit is here, by its full id."""
        return self._info(f"{commit}^{{commit}}")[0] == commit

    def merge_base(self, one: str, other: str) -> str | None:
        """The commit that both came from; None when they have no history in common."""
        try:
            return self.run("merge-base", "--end-of-options", one, other).decode().strip()
        except GitError:
            return None

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
        child = self._start(
            "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--end-of-options", before, after
        )
        with child.process:
            files: list[FileChange] = []
            for change in _raw_changes(child.output):
                if len(files) == MAX_CHANGES:
                    child.process.kill()
                    return Changes(tuple(files), more=True)
                files.append(change)
        if child.process.returncode:
            raise GitError(f"git diff-tree {before} {after} failed")
        return Changes(tuple(sorted(files, key=lambda change: change.path)))

    def ids(self, commit: str, *paths: str) -> list[str]:
        """The id of what is at each path (a file or a folder); empty where there is nothing."""
        return [self._info(f"{commit}:{path}")[0] for path in paths]

    def size(self, oid: str) -> int:
        return self._info(oid)[1]

    def blob(self, oid: str) -> bytes:
        """The content of a file by its id."""
        reader = self._ask(f"contents {oid}")
        kind, size = _header(reader)
        if kind != b"blob":
            raise GitError(f"{oid} is no file")
        data = reader.read(size)
        reader.read(1)
        return data

    def _info(self, name: str) -> tuple[str, int]:
        reader = self._ask(f"info {name}")
        words = reader.readline().split()
        return (words[0].decode(), int(words[2])) if len(words) == 3 else ("", 0)

    def _ask(self, line: str) -> IO[bytes]:
        if "\n" in line:
            raise GitError("a name with a line break")
        if self._reader is None:
            self._reader = self._start("cat-file", "--batch-command")
        self._reader.input.write(line.encode("utf-8", "surrogateescape") + b"\n")
        self._reader.input.flush()
        return self._reader.output

    def _start(self, *arguments: str) -> _Running:
        command = ["git", *_OPTIONS, "-C", str(self.folder), *arguments]
        process = subprocess.Popen(  # noqa: S603 - an argument list, as above
            command, env=clean_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        if process.stdin is None or process.stdout is None:
            raise GitError("no pipe to git")
        return _Running(process, process.stdin, process.stdout)


def _name(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _header(reader: IO[bytes]) -> tuple[bytes, int]:
    words = reader.readline().split()
    if len(words) != 3:
        raise GitError("an object is not there")
    return words[1], int(words[2])


def _raw_changes(stream: IO[bytes]) -> Iterator[FileChange]:
    for words in _fields(stream):
        mode_before, mode_after, before, after, _ = words.decode("ascii").removeprefix(":").split(" ")
        yield FileChange(
            path=_name(next(_fields(stream))),
            before=Entry(mode_before, before) if before.strip("0") else None,
            after=Entry(mode_after, after) if after.strip("0") else None,
        )


def _fields(stream: IO[bytes]) -> Iterator[bytes]:
    """Fields that end with a zero byte, read as they come."""
    field = bytearray()
    while byte := stream.read(1):
        if byte == b"\0":
            yield bytes(field)
            field.clear()
        else:
            field += byte


class Revision:
    """The files of a commit, as a Tree. Files whose name begins with a dot are not listed, as in a work tree."""

    def __init__(self, repository: GitRepository, commit: str) -> None:
        self.repository = repository
        self.commit = commit

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        return self.repository.entries(self.commit)

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
