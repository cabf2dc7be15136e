"""`minhbach export ROUND`: the round's downloads as files, the same bytes that the site offers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from minhbach.commands.common import CLEAN, add_milestone, load_results, say
from minhbach.commands.compare import with_previous
from minhbach.export.about import about_results
from minhbach.export.datapackage import datapackage, datapackage_path
from minhbach.export.downloads import Download, build_downloads, comparison_download
from minhbach.export.facts import FileFact, fact_of
from minhbach.writing import write_file, write_pieces


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "export", help="xuất dữ liệu CSV, Excel, JSON và datapackage.json / write the downloads as files"
    )
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("--out", type=Path, default=Path("build/export"), help="thư mục / folder")
    add_milestone(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    dataset, _, results = load_results(args)
    comparison = with_previous(dataset, results)
    extra = (comparison_download(comparison),) if comparison is not None else ()
    downloads = (*build_downloads(dataset, args.round, results), *extra)
    files = [_write(args.out, item) for item in downloads]
    _tell(args.out, _write_package(args.out, args.round, datapackage(about_results(results), downloads, files)))
    return CLEAN


def _write(out: Path, item: Download) -> FileFact:
    place = out / item.path
    write_pieces(place, item.produce())
    fact = fact_of(item.path, _read(place))
    _tell(out, fact)
    return fact


def _read(place: Path) -> Iterator[bytes]:
    with place.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


def _write_package(out: Path, round_id: str, data: bytes) -> FileFact:
    path = datapackage_path(round_id)
    write_file(out / path, data)
    return fact_of(path, (data,))


def _tell(out: Path, fact: FileFact) -> None:
    say(f"{out / fact.path} ({fact.size} B)")
