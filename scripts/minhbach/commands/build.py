"""`minhbach build`: checks the data, computes the results and writes the public site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from minhbach.commands.common import need_repository
from minhbach.site.builder import BuildError, Built, build_site
from minhbach.site.pace import seldom_collected
from minhbach.site.source import gather
from minhbach.tree import WorkTree

DEFAULT_OUT = Path("build", "site")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("build", help="tạo trang web công khai (build the public site)")
    parser.add_argument("--out", type=Path, help="thư mục kết quả, mặc định build/site (default: build/site)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    root: Path = args.root
    need_repository(root)
    out: Path = args.out or root / DEFAULT_OUT
    try:
        with seldom_collected():
            built = build_site(gather(WorkTree(root)), root, out)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(_told(built, args.lang))
    return 0


def _told(built: Built, lang: str) -> str:
    if lang == "en":
        return f"The site is in {built.out}: {built.pages} pages."
    return f"Trang web ở {built.out}: {built.pages} trang."
