"""One pass over the main branch: each commit with the files it changed against its first parent.

A merge stands for everything it brought; what contributors wrote into the commits behind it is never read. Every
switch of git that a repository's own configuration could set is given here, so that any clone tells the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from minhbach.changes import Entry
from minhbach.git import GitError, GitRepository

FOLDERS = ("submissions", "criteria")

_MARK = "\x01"
_FIELDS = 5
_FORMAT = f"--format=tformat:{_MARK}%x00%H%x00%P%x00%ct%x00%an%x00%B%x00"
_SWITCHES = (
    *("--first-parent", "--diff-merges=first-parent", "--root", "--raw", "-z", "--no-abbrev"),
    *("--no-renames", "--no-ext-diff", "--no-textconv", "--no-relative", "-O/dev/null", "--ignore-submodules=none"),
    *("--no-color", "--no-notes", "--no-mailmap", "--no-decorate", "--no-show-signature", "--encoding=UTF-8"),
)
_NOTHING = "000000"


@dataclass(frozen=True, kw_only=True, slots=True)
class Touched:
    """A file of a commit: what it was before and is after; None where it was not there."""

    path: str
    before: Entry | None
    after: Entry | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Commit:
    """A commit of the main branch. `at` is when it was made, `author` and `message` are a stranger's text."""

    id: str
    parents: tuple[str, ...]
    at: datetime
    author: str
    message: str
    touched: tuple[Touched, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Log:
    """Commits from the oldest to the newest; those before a `boundary` (a shallow clone) are not here."""

    repository: GitRepository
    head: str
    commits: tuple[Commit, ...]
    boundary: str | None = None


def read_log(repository: GitRepository, revision: str = "HEAD") -> Log:
    """The commits that touched data of any round, up to a revision. Raises GitError, also when there is no commit."""
    head = repository.commit(revision)
    # `log.showRoot` and the like have no effect: --root is given.
    text = repository.run("log", *_SWITCHES, _FORMAT, "--end-of-options", head, "--", *FOLDERS)
    commits = list(_commits(text.decode("utf-8", "surrogateescape").split("\0")))
    commits.reverse()
    return Log(repository=repository, head=head, commits=tuple(commits), boundary=_boundary(repository, head))


def _commits(words: list[str]) -> Iterator[Commit]:
    """The stream is read by position, so that no text of a commit can be taken for another part of it."""
    at = 0
    while at < len(words) and words[at].lstrip("\n") == _MARK:
        oid, parents, seconds, author, message = words[at + 1 : at + 1 + _FIELDS]
        at += 1 + _FIELDS
        touched = []
        while at < len(words) and words[at].lstrip("\n")[:1] in ("", ":"):
            line = words[at].lstrip("\n")
            at += 1
            if line:
                touched.append(_touched(line, words[at]))
                at += 1
        yield Commit(
            id=oid,
            parents=tuple(parents.split()),
            at=datetime.fromtimestamp(int(seconds), UTC),
            author=author,
            message=message,
            touched=tuple(sorted(touched, key=lambda item: item.path)),
        )


def _touched(line: str, path: str) -> Touched:
    """`:100644 100644 <id> <id> M` and the path."""
    modes = line[1:].split(" ")
    before, after = (Entry(modes[place], modes[place + 2]) for place in (0, 1))
    return Touched(
        path=path,
        before=None if before.mode == _NOTHING else before,
        after=None if after.mode == _NOTHING else after,
    )


def _boundary(repository: GitRepository, head: str) -> str | None:
    """The commit at which a shallow clone ends on the main branch: what it seems to add was there before."""
    if repository.run("rev-parse", "--is-shallow-repository").strip() != b"true":
        return None
    options = ("--first-parent", "--max-parents=0", "--end-of-options", head)
    last = repository.run("rev-list", *options).decode("ascii").split()
    if not last:
        raise GitError("no first commit")
    own_words = repository.run("cat-file", "commit", last[-1])
    return last[-1] if b"\nparent " in own_words.partition(b"\n\n")[0] else None
