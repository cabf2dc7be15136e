"""`minhbach review ask|decide|list`: questions about odd figures; each part is a module `review_<part>`."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from importlib import import_module

from minhbach.commands.common import UsageError
from minhbach.model.units import Unit
from minhbach.repository import RoundData

PARTS = ("ask", "decide", "list")
"""Sub-commands, in the order of the help."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("review", help="câu hỏi rà soát gửi các đơn vị / questions about odd figures")
    parts = parser.add_subparsers(metavar="VIỆC", required=True)
    for name in PARTS:
        import_module(f"minhbach.commands.review_{name}").add_parser(parts)


def need_unit(data: RoundData, code: str) -> Unit:
    """The unit of that code. Raises UsageError, with the code that was probably meant."""
    unit = data.register.by_code.get(code)
    if unit is not None:
        return unit
    near = get_close_matches(code, list(data.register.by_code), n=1, cutoff=0.7)
    meant = [f" {item} ({data.register.by_code[item].name})?" for item in near]
    raise UsageError(
        f"Đợt {data.round.id} không có đơn vị mã «{code}».{''.join(f' Có phải{item}' for item in meant)}",
        f"Round {data.round.id} has no unit “{code}”.{''.join(f' Did you mean{item}' for item in meant)}",
    )
