"""What commands that read a round's history share: opening git, and saying what is missing of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from minhbach.commands.common import UsageError, need_round, open_repository, tree_of
from minhbach.git import GitError
from minhbach.history.log import Log, read_log
from minhbach.history.words import NO_GIT, SHALLOW, short
from minhbach.repository import Dataset, RoundData, load
from minhbach.tree import MAX_FILE_BYTES, Tree


class WithoutFigures:
    """A tree without the units' own files: a timeline reads their versions from git, and needs none of today's."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def list(self, folder: str) -> list[str]:
        return [] if folder.endswith("/units") else self._tree.list(folder)

    def exists(self, path: str) -> bool:
        return self._tree.exists(path)

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        return self._tree.read(path, limit)


def load_round(args: argparse.Namespace, *, figures: bool) -> RoundData:
    """The round that is named; without `figures` nothing of what units handed in. Raises UsageError."""
    with tree_of(args.root, args.rev) as tree:
        dataset: Dataset = load(tree if figures else WithoutFigures(tree))[0]
    need_round(dataset, args.round)
    return dataset.rounds[args.round]


@contextmanager
def opened_log(args: argparse.Namespace) -> Iterator[Log | None]:
    """The log up to `--rev` (HEAD), None when there is no git or no commit; what is missing is said on stderr."""
    try:
        repository = open_repository(args.root)
    except UsageError:
        sys.stderr.write(f"minhbach: {NO_GIT.in_(args.lang)}\n")
        yield None
        return
    with repository:
        try:
            log = read_log(repository, args.rev or "HEAD")
        except GitError:
            sys.stderr.write(f"minhbach: {NO_GIT.in_(args.lang)}\n")
            yield None
            return
        if log.boundary is not None:
            sys.stderr.write(f"minhbach: {SHALLOW.in_(args.lang).format(commit=short(log.boundary))}\n")
        yield log
