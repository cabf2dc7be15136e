"""The command line: `main(argv) -> int`. Exit codes: 0 clean, 1 errors found, 2 wrong usage, 3 a fault of ours."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from minhbach import __version__
from minhbach.commands.common import CLEAN, FAULT, USAGE, UsageError, find_root
from minhbach.pace import seldom_collected

COMMANDS = (
    "validate",
    "score",
    "explain",
    "history",
    "compare",
    "build",
    "serve",
    "criteria",
    "export",
    "round",
    "review",
    "inspect",
    "publish",
    "verify",
    "guard",
    "check-pr",
    "checker",
    "gate",
)
"""Modules of `minhbach.commands`, imported only when their command is called."""


def console() -> int:
    """The program: what `main` left needs no last look for garbage, since it ends with the process."""
    code = main()
    gc.freeze()
    return code


def main(argv: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    _use_utf8()
    with seldom_collected():
        parser = _parser(arguments)
        args = parser.parse_args(arguments)
        if not hasattr(args, "run"):
            parser.print_help()
            return USAGE
        args.root = args.root.absolute() if args.root else find_root(Path.cwd())
        return _run(args)


def _run(args: argparse.Namespace) -> int:
    try:
        code = int(args.run(args))
        # Flushed here, where a reader that went away is caught, and not by the interpreter's end.
        sys.stdout.flush()
        return code
    except UsageError as error:
        sys.stderr.write(f"minhbach: {error.text.in_(args.lang)}\n")
        return USAGE
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not a fault. Keep the interpreter from telling it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except KeyboardInterrupt:
        return 130
    except Exception:  # the last border: everything unexpected is a fault of ours, and says so
        return _own_fault(args.lang)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="kho dữ liệu / data repository"
    )
    common.add_argument("--lang", choices=("vi", "en"), default=argparse.SUPPRESS, help="ngôn ngữ / language")
    parser = argparse.ArgumentParser(
        prog="minhbach", description="Đánh giá công khai các đơn vị chính quyền / evaluate government units in the open"
    )
    parser.add_argument("--root", type=Path, default=None, metavar="DIR", help="kho dữ liệu / data repository")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="ngôn ngữ / language")
    parser.add_argument("--version", action="version", version=f"minhbach {__version__}")
    subparsers = parser.add_subparsers(metavar="LỆNH", parser_class=_child_of(common))
    for name in _called(arguments):
        import_module(f"minhbach.commands.{name.replace('-', '_')}").add_parser(subparsers)
    return parser


def _called(arguments: Sequence[str]) -> Sequence[str]:
    """The command that is called, or all of them when none is (for the help)."""
    before = ("", *arguments)
    for previous, argument in zip(before, arguments, strict=False):
        if argument in COMMANDS and previous not in ("--root", "--lang"):
            return (argument,)
    return COMMANDS


def _child_of(common: argparse.ArgumentParser) -> type[argparse.ArgumentParser]:
    """A parser class whose instances also take the common options, so that they may stand after the command."""

    class Parser(argparse.ArgumentParser):
        def __init__(self, **words: object) -> None:
            super().__init__(parents=[common], **words)  # type: ignore[arg-type]  # argparse types each keyword apart

    return Parser


def _use_utf8() -> None:
    """Vietnamese output whatever the machine's locale is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _own_fault(lang: str) -> int:
    traceback.print_exc()
    if lang == "en":
        words = "This is a fault of the program, not of your data. Please report it with the lines above."
    else:
        words = "Đây là lỗi của chương trình, không phải của số liệu. Xin báo cho người vận hành kèm các dòng ở trên."
    sys.stderr.write(f"minhbach: {words}\n")
    return FAULT
