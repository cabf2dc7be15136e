"""`minhbach checker`: the process in which the gate has changes judged; asked on standard input."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from minhbach.commands.common import CLEAN
from minhbach.gate.judge import Judge
from minhbach.gate.memory import Memory
from minhbach.gate.serve import Limits, serve
from minhbach.git import GitRepository


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "checker", help="do cổng nhận gọi, không gọi bằng tay / called by the gate, not by hand"
    )
    parser.add_argument(
        "--memory", type=Path, required=True, metavar="DIR", help="nơi nhớ kết quả / where results are kept"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    with GitRepository(args.root) as repository:
        serve(Judge(repository, Memory(args.memory), args.lang), sys.stdin.buffer, sys.stdout.buffer, Limits())
    return CLEAN
