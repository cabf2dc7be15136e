"""`minhbach build`: checks the data, computes the results and writes the public site, or one share of it."""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path

from minhbach.commands.common import CLEAN, FINDINGS, need_repository
from minhbach.commands.waiting_file import add_waiting, read_waiting
from minhbach.diagnostics import Severity, Text
from minhbach.site.builder import BuildError, Built, Wish, build_site, build_zip, join_shares
from minhbach.site.past import gather_here
from minhbach.site.shares import WHOLE, Share

DEFAULT_OUT = Path("build", "site")
CACHE = Path("build", "cache")
"""What files said when they were read last, below the root; may be deleted at any time."""

SILENCE = 2.0
"""Seconds of work before anything is said of how far it is, and between two such lines."""

STAGES = {"files": Text("Tệp dữ liệu", "Files"), "pages": Text("Trang", "Pages")}

_SHARD = re.compile(r"([1-9][0-9]{0,2})/([1-9][0-9]{0,2})\Z")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("build", help="tạo trang web công khai (build the public site)")
    parser.add_argument("--out", type=Path, help="thư mục kết quả, mặc định build/site (default: build/site)")
    parser.add_argument(
        "--shell",
        choices=("material", "plain"),
        default="material",
        help="khung trang: material (mặc định) hoặc plain, nhẹ hơn / the frame around pages",
    )
    parser.add_argument(
        "--shard",
        type=_share,
        metavar="2/8",
        help="chỉ tạo phần thứ 2 trong 8 phần; ghép bằng --join / write one share only, to be joined with --join",
    )
    parser.add_argument(
        "--join", type=Path, nargs="+", metavar="DIR", help="ghép các phần đã tạo bằng --shard / join shares"
    )
    parser.add_argument(
        "--offline",
        type=Path,
        metavar="FILE.zip",
        help="tạo một tệp ZIP mở được không cần mạng, thay cho thư mục / write a ZIP that opens without a network",
    )
    parser.add_argument(
        "--jobs", type=int, metavar="N", help="số tiến trình, mặc định theo số bộ xử lý / number of processes"
    )
    add_waiting(parser)
    parser.set_defaults(run=run)


def _share(text: str) -> Share:
    found = _SHARD.match(text)
    if found is None or int(found[1]) > int(found[2]):
        raise argparse.ArgumentTypeError(
            f"«{text}»: cần dạng 2/8, phần thứ mấy trên bao nhiêu phần (e.g. 2/8: the second of eight)"
        )
    return Share(int(found[1]), int(found[2]))


def run(args: argparse.Namespace) -> int:
    root: Path = args.root
    out: Path = args.out or root / DEFAULT_OUT
    try:
        if args.join:
            print(_told(join_shares(args.join, out), args.lang))
            return CLEAN
        return _build(args, root, out)
    except BuildError as error:
        print(error.text.in_(args.lang), file=sys.stderr)
        return FINDINGS


def _build(args: argparse.Namespace, root: Path, out: Path) -> int:
    need_repository(root)
    source = gather_here(root, read_waiting(args.waiting), root / CACHE)
    wish = Wish(
        kind=args.shell,
        share=args.shard or WHOLE,
        hands=args.jobs,
        tell=Progress(args.lang).tell,
    )
    if args.offline:
        pages = build_zip(source, root, args.offline, wish)
        built = Built(args.offline.resolve(), pages)
    else:
        built = build_site(source, root, out, wish)
    print(_told(built, args.lang))
    errors = sum(item.severity is Severity.ERROR for item in source.diagnostics)
    if errors:
        print(_warned(errors, args.lang), file=sys.stderr)
    return FINDINGS if errors else CLEAN


class Progress:
    """Says on the terminal's other stream how far long work is, at most every few seconds."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._said = time.monotonic()

    def tell(self, stage: str, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._said >= SILENCE:
            self._said = now
            print(f"{STAGES[stage].in_(self.lang)}: {done}/{of}", file=sys.stderr, flush=True)


def _warned(errors: int, lang: str) -> str:
    if lang == "en":
        return f"The data has {errors} errors; units that cannot be read have no result. Run: minhbach validate"
    return f"Dữ liệu có {errors} lỗi; đơn vị không đọc được thì không có kết quả. Chạy: minhbach validate"


def _told(built: Built, lang: str) -> str:
    if lang == "en":
        return f"The site is in {built.out}: {built.pages} pages."
    return f"Trang web ở {built.out}: {built.pages} trang."
