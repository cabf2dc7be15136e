"""`minhbach export ROUND`: the round's downloads as files, the same bytes that the site offers."""

from __future__ import annotations

import argparse
from pathlib import Path

from minhbach.commands.common import CLEAN, add_milestone, load_results, say
from minhbach.commands.compare import with_previous
from minhbach.export.downloads import build_downloads, comparison_download
from minhbach.writing import write_file


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("export", help="xuất dữ liệu CSV, JSON / write the downloads as files")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("--out", type=Path, default=Path("build/export"), help="thư mục / folder")
    add_milestone(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    dataset, _, results = load_results(args)
    comparison = with_previous(dataset, results)
    extra = (comparison_download(comparison),) if comparison is not None else ()
    for download in (*build_downloads(dataset, args.round, results), *extra):
        place = args.out / download.path
        write_file(place, download.data)
        say(f"{place} ({len(download.data)} B)")
    return CLEAN
