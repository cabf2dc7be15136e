"""What several commands share: finding the repository, loading it, writing files whole."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minhbach.checks import load_checked
from minhbach.diagnostics import Report, Text
from minhbach.git import GitError, GitRepository, Revision
from minhbach.model.round import Milestone
from minhbach.repository import Dataset, load
from minhbach.results import RoundResults, published_results
from minhbach.tree import Tree, WorkTree

CLEAN, FINDINGS, USAGE, FAULT = 0, 1, 2, 3
"""Exit codes."""


class UsageError(Exception):
    """The command was used wrongly; the words say how to use it."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.text = Text(vi, en)


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds `submissions/` or `criteria/`; `start` itself when there is none."""
    for folder in (start, *start.parents):
        if (folder / "submissions").is_dir() or (folder / "criteria").is_dir():
            return folder
    return start


def load_all(root: Path, revision: str | None = None) -> tuple[Dataset, Report]:
    """Read and check everything. Raises UsageError when there is nothing to read."""
    with tree_of(root, revision) as tree:
        return load_checked(tree)


@contextmanager
def tree_of(root: Path, revision: str | None = None) -> Iterator[Tree]:
    """The files of a folder, or of a commit of the repository it is. Raises UsageError."""
    if revision is None:
        need_repository(root)
        yield WorkTree(root)
        return
    with open_repository(root) as repository:
        try:
            commit = repository.commit(revision)
        except GitError as error:
            raise UsageError(
                f"Không có phiên bản «{revision}» trong {root}. Xem các phiên bản: git log --oneline",
                f"There is no revision “{revision}” in {root}. See the revisions: git log --oneline",
            ) from error
        yield Revision(repository, commit)


def open_repository(root: Path) -> GitRepository:
    """The git repository that a folder belongs to, bare or not. Raises UsageError when it belongs to none."""
    repository = GitRepository(root)
    try:
        below = repository.run("rev-parse", "--git-dir", "--show-prefix").decode().splitlines()[1:]
    except GitError:
        below = ["?"]
    if any(below):
        raise UsageError(
            f"{root} không phải gốc của một kho git. Chạy lệnh ở gốc kho dữ liệu, hoặc thêm --root",
            f"{root} is not the top of a git repository. Run at the top of a data repository, or give --root",
        )
    return repository


def add_revision(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rev", metavar="REV", help="một phiên bản của kho git / a git revision")


def add_milestone(parser: argparse.ArgumentParser) -> None:
    choices = [item.value for item in Milestone]
    parser.add_argument(
        "--milestone", choices=choices, help="mặc định: theo giai đoạn của đợt / default: as the phase says"
    )
    add_revision(parser)


def load_results(args: argparse.Namespace) -> tuple[Dataset, Report, RoundResults]:
    """Load, check and score `args.round` at `args.milestone`. Raises UsageError when there is no such round."""
    dataset, report = load_all(args.root, args.rev)
    need_round(dataset, args.round)
    public = dataset.rounds[args.round].round.public_milestone
    milestone = Milestone(args.milestone) if args.milestone else public or Milestone.PRELIMINARY
    return dataset, report, published_results(dataset, args.round, milestone)


def load_tree(root: Path) -> tuple[Dataset, Report]:
    need_repository(root)
    return load(WorkTree(root))


def need_repository(root: Path) -> None:
    """Raises UsageError when there is nothing to read."""
    if not (root / "submissions").is_dir() and not (root / "criteria").is_dir():
        raise UsageError(
            f"Không thấy submissions/ hay criteria/ trong {root}. Chạy lệnh trong kho dữ liệu, hoặc thêm --root",
            f"There is no submissions/ or criteria/ in {root}. Run inside a data repository, or give --root",
        )


def need_round(dataset: Dataset, round_id: str) -> None:
    """Raises UsageError unless the round was loaded."""
    if round_id not in dataset.rounds:
        known = ", ".join(dataset.rounds) or "-"
        raise UsageError(
            f"Không có đợt «{round_id}», hoặc đợt có lỗi không đọc được (chạy: minhbach validate). Các đợt: {known}",
            f"There is no round “{round_id}”, or it cannot be read (run: minhbach validate). Rounds: {known}",
        )


def say(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
