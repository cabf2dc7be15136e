"""`minhbach criteria check|schema`: run a set's own cases; write the JSON Schemas."""

from __future__ import annotations

import argparse

from minhbach.cases import run_cases
from minhbach.commands.common import CLEAN, FINDINGS, UsageError, load_tree, say
from minhbach.diagnostics import Report, Severity
from minhbach.model.criteria import CriteriaSet
from minhbach.report import as_text
from minhbach.repository import Dataset
from minhbach.schema import schema_bytes, schema_path, tier_schema
from minhbach.tree import WorkTree
from minhbach.writing import write_file


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("criteria", help="kiểm tra bộ tiêu chí / check criteria sets")
    parser.add_argument("action", choices=("check", "schema"), help="check: chạy ví dụ; schema: viết JSON Schema")
    parser.add_argument("set", nargs="?", help="mã bộ tiêu chí; mặc định: tất cả / id of a set; default: all")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    dataset, report = load_tree(args.root)
    sets = _wanted(dataset, args.set, report)
    return _check(args, sets, report) if args.action == "check" else _schema(args, sets)


def _wanted(dataset: Dataset, wanted: str | None, report: Report) -> list[CriteriaSet]:
    if wanted is None:
        return list(dataset.sets.values())
    if wanted not in dataset.sets and not any(f"criteria/{wanted}/" in item.location.path for item in report):
        known = ", ".join(dataset.sets)
        raise UsageError(
            f"Không có bộ tiêu chí «{wanted}». Có: {known}", f"No criteria set “{wanted}”. There are: {known}"
        )
    return [dataset.sets[wanted]] if wanted in dataset.sets else []


def _check(args: argparse.Namespace, sets: list[CriteriaSet], report: Report) -> int:
    tree = WorkTree(args.root)
    prefix = f"criteria/{args.set}/" if args.set else "criteria/"
    own = Report()
    own.extend(item for item in report if item.location.path.startswith(prefix))
    lines = []
    for criteria in sets:
        result = run_cases(tree, criteria)
        own.extend(result.findings)
        lines.append(_summary(criteria, result.cases, result.covered, result.clauses, args.lang))
    files = sum(1 for path in tree.list("criteria") if path.endswith(".yaml") and path.startswith(prefix))
    say("\n".join([*lines, as_text(list(own), files, args.lang)]))
    return FINDINGS if own.count(Severity.ERROR) else CLEAN


def _summary(criteria: CriteriaSet, cases: int, covered: int, clauses: int, lang: str) -> str:
    counts = (len(list(criteria.criteria())), len(criteria.figures), len(criteria.rules))
    if lang == "en":
        words = "{}: {} criteria, {} figures, {} rules; {} cases cover {} of {} clauses"
    else:
        words = "{}: {} tiêu chí, {} số liệu, {} quy tắc; {} ví dụ cho {}/{} trường hợp"
    return words.format(criteria.id, *counts, cases, covered, clauses)


def _schema(args: argparse.Namespace, sets: list[CriteriaSet]) -> int:
    for criteria in sets:
        for tier in criteria.tiers:
            path = schema_path(criteria.id, tier.id)
            write_file(args.root / path, schema_bytes(tier_schema(criteria, tier.id)))
            say(path)
    return CLEAN
