"""`minhbach score ROUND`: compute and rank; and `minhbach explain` stands beside it."""

from __future__ import annotations

import argparse

from minhbach.commands.common import CLEAN, FINDINGS, add_milestone, load_results, say
from minhbach.diagnostics import Report, Severity
from minhbach.edition import results_words
from minhbach.exact import Lang, written, written_share
from minhbach.export.json_text import json_bytes
from minhbach.export.result_tables import scores_table
from minhbach.export.scores import scores_document
from minhbach.report import verdict
from minhbach.results import RoundResults, TierResults, UnitResult, UnitStatus

FORMATS = ("table", "json", "csv")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("score", help="tính điểm, xếp hạng một đợt / compute and rank a round")
    parser.add_argument("round", metavar="ROUND", help="mã đợt, ví dụ 2019 / id of the round")
    add_milestone(parser)
    parser.add_argument("--format", choices=FORMATS, default="table", help="table, json, csv")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    _, report, results = load_results(args)
    own = Report()
    own.extend(item for item in report if item.location.path.startswith(f"submissions/{args.round}/"))
    if args.format == "json":
        say(json_bytes(scores_document(results, args.lang)).decode())
    elif args.format == "csv":
        say(b"".join(scores_table(results).csv()).decode().replace("\r\n", "\n"))
    else:
        say(results_words(results).in_(args.lang) + "\n")
        say(
            "\n\n".join(
                _tier_table(results, tier, scale, args.lang) for tier in results.tiers for scale in results.scales
            )
        )
        say("\n" + verdict(list(own), len(results.by_unit), args.lang))
    return FINDINGS if own.count(Severity.ERROR) else CLEAN


_HEADS = {
    "vi": ("Hạng", "Mã", "Đơn vị", "Điểm", "Tỷ lệ", "Mức"),
    "en": ("Rank", "Code", "Unit", "Points", "Share", "Level"),
}
_WITHOUT = {
    UnitStatus.NOT_SUBMITTED: {"vi": "Chưa nộp số liệu", "en": "No submission"},
    UnitStatus.NOT_ASSESSED: {"vi": "Không đánh giá", "en": "Not assessed"},
    UnitStatus.RANKED: {"vi": "", "en": ""},
}


def _tier_table(results: RoundResults, tier: TierResults, scale: str, lang: Lang) -> str:
    rows = [_row(result, scale, lang) for result in tier.ranked[scale]]
    rows += [("-", item.unit.code, item.unit.name, "-", "-", _reason(item, lang)) for item in tier.without_rank]
    title = tier.tier.title.in_(lang)
    if len(results.scales) > 1:
        pillar = next(item for item in results.criteria.pillars if item.id == scale)
        title += f" - {pillar.title.in_(lang)}"
    return "\n".join([title, *_aligned([_HEADS[lang], *rows])])


def _row(result: UnitResult, scale: str, lang: Lang) -> tuple[str, ...]:
    standing = result.standings[scale]
    tied = " =" if standing.tied else ""
    return (
        f"{standing.rank}{tied}",
        result.unit.code,
        result.unit.name,
        written(standing.published, lang),
        written_share(standing.share, lang),
        standing.level.id if standing.level else "-",
    )


def _reason(result: UnitResult, lang: Lang) -> str:
    if result.unit.exempt is not None:
        return result.unit.exempt.in_(lang)
    if result.unreadable:
        return "File cannot be read" if lang == "en" else "Tệp có lỗi, chưa đọc được"
    return _WITHOUT[result.status][lang]


_RIGHT = (3, 4)


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = (
            cell.rjust(width) if column in _RIGHT else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join(cells).rstrip())
    return lines
