"""`minhbach round forms ROUND [UNIT…]`: a blank form for every unit, with last round's values as comments."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from minhbach.commands.common import CLEAN, UsageError, load_tree, need_round, say
from minhbach.diagnostics import Text
from minhbach.model.units import Unit
from minhbach.opening.forms import blank_form, form_path
from minhbach.repository import RoundData
from minhbach.writing import write_file


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("forms", help="biểu trống cho từng đơn vị / a blank form for every unit")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("units", nargs="*", metavar="UNIT", help="mã đơn vị; mặc định: mọi đơn vị / default: all units")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="mặc định: build/forms/<đợt> / default: build/forms/<round>"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    dataset, _ = load_tree(args.root)
    need_round(dataset, args.round)
    data = dataset.rounds[args.round]
    units = _wanted(data, args.units)
    out = args.out if args.out is not None else args.root / "build" / "forms" / args.round
    _need_other_place(out, args.root)
    folder = f"submissions/{args.round}/units/"
    for unit in units:
        path = form_path(data, unit).removeprefix(folder)
        write_file(out / path, blank_form(data, unit, args.lang).encode())
    say(Text(f"{len(units)} biểu trống trong {out}", f"{len(units)} blank forms in {out}").in_(args.lang))
    return CLEAN


def _wanted(data: RoundData, codes: Sequence[str]) -> list[Unit]:
    """The units that are named, or all that are assessed. Raises UsageError for one that is not to fill anything in."""
    if not codes:
        return [unit for unit in data.register.units if unit.exempt is None]
    unknown = [code for code in codes if code not in data.register.by_code]
    if unknown:
        near = [code for code in data.register.by_code if code.lstrip("0") == unknown[0].lstrip("0")]
        hint = Text(f" Có phải {near[0]}?", f" Did you mean {near[0]}?") if near else Text("")
        raise UsageError(
            f"Đợt {data.round.id} không có đơn vị mã «{unknown[0]}».{hint.vi}",
            f"Round {data.round.id} has no unit “{unknown[0]}”.{hint.in_('en')}",
        )
    units = [data.register.by_code[code] for code in dict.fromkeys(codes)]
    for unit in units:
        if unit.exempt is not None:
            raise UsageError(
                f"{unit.name} không được đánh giá ở đợt {data.round.id} ({unit.exempt.vi}): không có biểu",
                f"{unit.name} is not assessed in round {data.round.id} ({unit.exempt.in_('en')}): it has no form",
            )
    return units


def _need_other_place(out: Path, root: Path) -> None:
    """Raises UsageError for a folder among the rounds: blank forms would take the place of what was handed in."""
    if out.resolve().is_relative_to((root / "submissions").resolve()):
        raise UsageError(
            f"{out} nằm trong submissions/: biểu trống sẽ đè lên số liệu đã nộp. Chọn thư mục khác",
            f"{out} lies in submissions/: blank forms would replace what was handed in. Take another folder",
        )
