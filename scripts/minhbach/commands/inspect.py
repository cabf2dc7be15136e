"""`minhbach inspect suggest|minutes`: whom to inspect, and the minutes to fill in; each part is `inspect_<part>`."""

from __future__ import annotations

import argparse
from importlib import import_module

PARTS = ("suggest", "minutes")
"""Sub-commands, in the order of the help."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("inspect", help="chọn đơn vị kiểm tra, chuẩn bị biên bản / inspections and minutes")
    parts = parser.add_subparsers(metavar="VIỆC", required=True)
    for name in PARTS:
        import_module(f"minhbach.commands.inspect_{name}").add_parser(parts)
