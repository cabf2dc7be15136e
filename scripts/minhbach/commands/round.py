"""`minhbach round open|forms|status|…`: the operator's work on a round; each part is a module `round_<part>`."""

from __future__ import annotations

import argparse
from importlib import import_module

PARTS = ("open", "forms", "status", "remind", "codeowners", "receipts")
"""Sub-commands, in the order of the help."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("round", help="việc của người vận hành một đợt / the operator's work on a round")
    parts = parser.add_subparsers(metavar="VIỆC", required=True)
    for name in PARTS:
        import_module(f"minhbach.commands.round_{name}").add_parser(parts)
