"""How a record came into the repository: the commit that brought it, and the tag that marks that commit."""

from __future__ import annotations

import subprocess
from pathlib import Path

from minhbach.git import GitError, GitRepository

TAG_REFS = "refs/tags/"


class TagError(Exception):
    """Git did not make the tag; the message is its own."""


def tag_name(round_id: str, edition: str) -> str:
    return f"{round_id}-{edition}"


def received_by(repository: GitRepository, path: str, revision: str = "HEAD") -> str | None:
    """The commit of the main line that first brought a file in.

    The first one: whoever takes a record out and puts another one in has not published it.
    """
    found = _commits(repository, path, revision, "--diff-filter=A")
    return found[-1] if found else None


def changed_by(repository: GitRepository, path: str, revision: str = "HEAD") -> str | None:
    """The last commit of the main line that touched a file."""
    found = _commits(repository, path, revision)
    return found[0] if found else None


def _commits(repository: GitRepository, path: str, revision: str, *options: str) -> list[str]:
    """The commits of the main line that touched a file, the newest first; none where there is no such revision."""
    words = ("log", "--first-parent", "--diff-merges=first-parent", "--no-patch", "--no-renames", "--format=%H")
    try:
        return repository.run(*words, *options, "--end-of-options", revision, "--", path).decode().split()
    except GitError:
        return []


def tagged_commit(repository: GitRepository, name: str) -> str | None:
    """The commit that a tag marks, or the id of whatever else it marks; None when there is no such tag."""
    try:
        return repository.commit(f"{TAG_REFS}{name}")
    except GitError:
        listing = repository.run("for-each-ref", "--format=%(objectname)", f"{TAG_REFS}{name}")
        return listing.decode().strip() or None


def is_first_known(repository: GitRepository, commit: str) -> bool:
    """Whether a clone that holds only the end of the history begins with this commit: what it brought is not known."""
    return is_shallow(repository) and not repository.run("log", "-1", "--format=%P", commit).split()


def is_ancestor(repository: GitRepository, commit: str, of: str) -> bool:
    return repository.merge_base(commit, of) == commit


def is_shallow(repository: GitRepository) -> bool:
    return repository.run("rev-parse", "--is-shallow-repository").strip() == b"true"


def make_tag(folder: Path, name: str, commit: str, message: str, *, signed: bool) -> None:
    """An annotated tag in the name of whoever runs this, with their own git and keys. Raises TagError."""
    kind = "--sign" if signed else "--annotate"
    command = ["git", "-C", str(folder), "tag", kind, "--message", message, name, commit]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)  # noqa: S603 - a fixed list of words
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TagError(str(error)) from error
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise TagError(lines[-1] if lines else "git tag")
