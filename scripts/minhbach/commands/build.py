"""`minhbach build`: checks the data, computes the results and writes the public site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from minhbach.commands.common import CLEAN, FINDINGS, need_repository
from minhbach.commands.waiting_file import add_waiting, read_waiting
from minhbach.diagnostics import Severity
from minhbach.site.builder import BuildError, Built, build_site
from minhbach.site.past import gather_here

DEFAULT_OUT = Path("build", "site")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("build", help="tạo trang web công khai (build the public site)")
    parser.add_argument("--out", type=Path, help="thư mục kết quả, mặc định build/site (default: build/site)")
    add_waiting(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    root: Path = args.root
    need_repository(root)
    out: Path = args.out or root / DEFAULT_OUT
    queue = read_waiting(args.waiting)
    try:
        source = gather_here(root, queue)
        built = build_site(source, root, out)
    except BuildError as error:
        print(error.text.in_(args.lang), file=sys.stderr)
        return FINDINGS
    print(_told(built, args.lang))
    errors = sum(item.severity is Severity.ERROR for item in source.diagnostics)
    if errors:
        print(_warned(errors, args.lang), file=sys.stderr)
    return FINDINGS if errors else CLEAN


def _warned(errors: int, lang: str) -> str:
    if lang == "en":
        return f"The data has {errors} errors; units that cannot be read have no result. Run: minhbach validate"
    return f"Dữ liệu có {errors} lỗi; đơn vị không đọc được thì không có kết quả. Chạy: minhbach validate"


def _told(built: Built, lang: str) -> str:
    if lang == "en":
        return f"The site is in {built.out}: {built.pages} pages."
    return f"Trang web ở {built.out}: {built.pages} trang."
