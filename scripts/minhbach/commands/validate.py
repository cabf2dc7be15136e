"""`minhbach validate`: check files, a round or everything."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from minhbach.checks import load_checked
from minhbach.commands.common import CLEAN, FINDINGS, UsageError, add_revision, need_round, say, tree_of
from minhbach.diagnostics import Diagnostic, Severity
from minhbach.report import REPORTERS
from minhbach.tree import Tree


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("validate", help="kiểm tra tệp, một đợt hoặc tất cả / check files, a round or all")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="tệp hoặc thư mục / file or folder")
    parser.add_argument("--round", help="chỉ một đợt / one round only")
    parser.add_argument("--format", choices=sorted(REPORTERS), help="text, github, json")
    add_revision(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    with tree_of(args.root, args.rev) as tree:
        return _validate(args, tree)


def _validate(args: argparse.Namespace, tree: Tree) -> int:
    dataset, report = load_checked(tree)
    prefixes = _prefixes(args.root, args.paths) if args.rev is None else _prefixes_at(tree, args.paths)
    if args.round:
        need_round(dataset, args.round)
        prefixes.append(f"submissions/{args.round}/")
    findings = [item for item in report if _is_wanted(item, prefixes)]
    files = [path for folder in ("submissions", "criteria") for path in tree.list(folder) if path.endswith(".yaml")]
    count = sum(1 for path in files if not prefixes or path.startswith(tuple(prefixes)))
    form = args.format or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    say(REPORTERS[form](findings, count, args.lang))
    return FINDINGS if any(item.severity is Severity.ERROR for item in findings) else CLEAN


def _prefixes(root: Path, paths: list[str]) -> list[str]:
    """The asked paths, from the root; a path that is not there is wrong usage, not a clean result."""
    prefixes = [_prefix(root, path) for path in paths]
    return [] if "" in prefixes else prefixes


def _prefixes_at(tree: Tree, paths: list[str]) -> list[str]:
    """The asked paths of a revision, from its root."""
    for path in paths:
        if not tree.exists(path.rstrip("/")):
            raise UsageError(f"Phiên bản này không có {path}", f"The revision has no {path}")
    return [path if tree.list(path.rstrip("/")) == [] else path.rstrip("/") + "/" for path in paths]


def _prefix(root: Path, path: str) -> str:
    """A path below the working directory or below the root, whichever is there and inside the root."""
    places = [place for place in (Path(path).absolute(), root / path) if place.exists() or place.is_symlink()]
    if not places:
        raise UsageError(f"Không có tệp hay thư mục: {path}", f"No such file or folder: {path}")
    inside = [place for place in places if place.resolve().is_relative_to(root.resolve())]
    if not inside:
        raise UsageError(f"{path} nằm ngoài kho dữ liệu {root}", f"{path} lies outside {root}")
    relative = inside[0].resolve().relative_to(root.resolve()).as_posix()
    return "" if relative == "." else relative + ("/" if inside[0].is_dir() else "")


def _is_wanted(item: Diagnostic, prefixes: list[str]) -> bool:
    return not prefixes or item.location.path.startswith(tuple(prefixes))
