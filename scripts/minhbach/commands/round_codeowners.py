"""`minhbach round codeowners`: write the file that calls people to review, from the accounts of the open rounds."""

from __future__ import annotations

import argparse

from minhbach.codeowners import PLACES, codeowners, is_faulty_register, staffed_rounds
from minhbach.commands.common import CLEAN, FINDINGS, UsageError, load_tree, say
from minhbach.diagnostics import Text
from minhbach.reading.rounds import round_ids
from minhbach.report import as_text
from minhbach.repository import Dataset
from minhbach.tree import WorkTree
from minhbach.writing import write_file


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("codeowners", help="viết tệp gọi người duyệt / write the file that calls reviewers")
    parser.add_argument("--forge", required=True, choices=tuple(PLACES), help="nền tảng git / the forge")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    dataset, report = load_tree(args.root)
    faults = [item for item in report if is_faulty_register(item)]
    if faults:
        say(as_text(faults, len({item.location.path for item in faults}), args.lang))
        return FINDINGS
    _need_accounts(args, dataset)
    path = PLACES[args.forge].path
    place, data = args.root / path, codeowners(args.forge, dataset.rounds.values()).encode()
    is_new = not place.is_file() or place.read_bytes() != data
    if is_new:
        write_file(place, data)
    say(f"{path}: {(_WRITTEN if is_new else _SAME).in_(args.lang)}")
    return CLEAN


_WRITTEN = Text(
    "đã viết; gửi tệp này cùng với thay đổi của accounts.yaml", "written; send it with the change of accounts.yaml"
)
_SAME = Text("đã đúng, không đổi gì", "right as it is, nothing changed")


def _need_accounts(args: argparse.Namespace, dataset: Dataset) -> None:
    """Raises UsageError while a round cannot be read, or when nobody is named: the file would call the wrong people."""
    unread = sorted(set(round_ids(WorkTree(args.root))) - dataset.rounds.keys())
    if unread:
        names = ", ".join(unread)
        raise UsageError(
            f"Đợt {names} có lỗi không đọc được: chạy minhbach validate và sửa trước",
            f"Round {names} cannot be read: run minhbach validate and mend it first",
        )
    if not staffed_rounds(dataset.rounds.values()):
        raise UsageError(
            "Chưa đợt nào đang mở có accounts.yaml, nên không biết gọi ai",
            "No open round has an accounts.yaml, so there is nobody to call",
        )
