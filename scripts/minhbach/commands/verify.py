"""`minhbach verify ROUND EDITION`: recompute a published edition and compare it with everything it rests on."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from minhbach.codes import shown
from minhbach.commands.common import (
    CLEAN,
    FINDINGS,
    UsageError,
    add_revision,
    open_repository,
    say,
    tree_of,
)
from minhbach.diagnostics import Diagnostic, Severity, Text
from minhbach.git import GitRepository
from minhbach.publication.ledger import tag_name
from minhbach.publication.verify import Verification, verify
from minhbach.reading.published import EDITION, FOLDER
from minhbach.reading.rounds import is_round_id
from minhbach.report import as_json, as_text
from minhbach.tree import Tree


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("verify", help="tính lại và so kết quả đã công bố / recompute what was published")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("edition", metavar="EDITION", help="preliminary, final, final-2 …")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text, json")
    add_revision(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    with tree_of(args.root, args.rev) as tree, open_repository(args.root) as repository:
        result = _verified(args, tree, repository)
    if args.format == "json":
        document = json.loads(as_json(result.findings, _files(result), args.lang))
        told = {"verified": _holds(result.findings), "sha256": result.sha256 or None, "tagged": result.tagged}
        say(json.dumps({**document, **told}, ensure_ascii=False, indent=1))
    else:
        say("\n".join(_lines(args, result)))
    return CLEAN if _holds(result.findings) else FINDINGS


def _verified(args: argparse.Namespace, tree: Tree, repository: GitRepository) -> Verification:
    try:
        if EDITION.match(args.edition) and is_round_id(args.round):
            return verify(tree, repository, args.round, args.edition)
    except FileNotFoundError:
        pass
    there = ", ".join(editions(tree, args.round)) or "-"
    raise UsageError(
        f"Đợt «{shown(args.round)}» chưa công bố «{shown(args.edition)}». Đã công bố: {there}",
        f"Round “{shown(args.round)}” has no published edition “{shown(args.edition)}”. Published: {there}",
    )


def editions(tree: Tree, round_id: str) -> list[str]:
    folder = f"submissions/{round_id}/{FOLDER}"
    return [path.rpartition("/")[2].removesuffix(".json") for path in tree.list(folder) if path.endswith(".json")]


def _files(result: Verification) -> int:
    return len(result.record.inputs) if result.record is not None else 1


def _holds(findings: Sequence[Diagnostic]) -> bool:
    return not any(item.severity is Severity.ERROR for item in findings)


def _lines(args: argparse.Namespace, result: Verification) -> list[str]:
    lines = [as_text(result.findings, _files(result), args.lang)] if result.findings else []
    record = result.record
    name = tag_name(args.round, args.edition)
    if result.sha256:
        lines.append(f"SHA-256: {result.sha256}")
    if result.tagged:
        lines.append(Text(f"Nhãn {name}: commit {result.tagged}", f"Tag {name}: commit {result.tagged}").in_(args.lang))
    if record is None or not _holds(result.findings):
        return [*lines, Text(f"KHÔNG KHỚP: {name}", f"DOES NOT HOLD: {name}").in_(args.lang)]
    lines.append(
        Text(
            f"Khớp từng byte: {name}, tính lại {result.recomputed} đơn vị từ {len(record.inputs)} tệp ở commit "
            f"{record.revision[:10]}, số liệu đến {record.figures_as_of:%d/%m/%Y}, "
            f"công bố {record.published:%d/%m/%Y}.",
            f"Holds byte for byte: {name}, {result.recomputed} units recomputed from {len(record.inputs)} files at "
            f"commit {record.revision[:10]}, figures as of {record.figures_as_of}, published {record.published}.",
        ).in_(args.lang)
    )
    return lines
