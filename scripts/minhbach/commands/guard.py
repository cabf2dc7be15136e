"""`minhbach guard`: whether the site that was built may take the place of the one that is up."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from minhbach.commands.build import DEFAULT_OUT
from minhbach.commands.common import CLEAN, FINDINGS, say
from minhbach.site.guard import Refusal, compare, inspect, read_last
from minhbach.site.manifest import Manifest


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "guard", help="xét trang mới có được thay trang đang công bố không / may the new site be published"
    )
    known = parser.add_mutually_exclusive_group(required=True)
    known.add_argument(
        "--last",
        type=Path,
        metavar="FILE",
        help="manifest.json của trang đang công bố / manifest.json of the site that is up",
    )
    known.add_argument("--first", action="store_true", help="chưa từng công bố / nothing was ever published")
    parser.add_argument("--site", type=Path, metavar="DIR", help="trang mới, mặc định build/site / the new site")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    fresh, refusals = inspect(args.site or args.root / DEFAULT_OUT)
    last = None if args.first else read_last(args.last)
    if isinstance(last, Refusal):
        refusals = (*refusals, last)
    elif last is not None and fresh is not None:
        refusals = (*refusals, *compare(last, fresh))
    if refusals or fresh is None:
        sys.stderr.write(_refused(refusals, args.lang))
        return FINDINGS
    say(_allowed(fresh, args.lang))
    return CLEAN


def _refused(refusals: Sequence[Refusal], lang: str) -> str:
    english = lang == "en"
    lines = [
        f"Not published: {len(refusals)} reasons. The site that is up stays up."
        if english
        else f"Không công bố: {len(refusals)} lý do. Trang đang công bố được giữ nguyên."
    ]
    for item in refusals:
        lines.append(f"{item.code}: {item.text.in_(lang)}")
        lines.append(f"    {'To do' if english else 'Cách sửa'}: {item.hint.in_(lang)}")
    return "\n".join(lines) + "\n"


def _allowed(fresh: Manifest, lang: str) -> str:
    rounds = len(fresh.rounds)
    units = sum(len(item.units) for item in fresh.rounds.values())
    ranked = sum(len(item.ranked) for item in fresh.rounds.values())
    if lang == "en":
        return f"May be published: {rounds} rounds, {units} pages of units, {ranked} with a result."
    return f"Được công bố: {rounds} đợt, {units} trang đơn vị, {ranked} trang có kết quả."
