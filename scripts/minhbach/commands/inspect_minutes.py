"""`minhbach inspect minutes ROUND UNIT`: the minutes to fill in, with what the unit reported."""

from __future__ import annotations

import argparse
from pathlib import Path

from minhbach.commands.common import CLEAN, UsageError, load_all, need_round, say
from minhbach.commands.review import need_unit
from minhbach.diagnostics import Text
from minhbach.inspection.minutes import draft_minutes
from minhbach.inspection.reasons import gather
from minhbach.model.round import Milestone
from minhbach.model.units import Unit
from minhbach.reading.inspections import FOLDER
from minhbach.reading.records import record_path
from minhbach.repository import RoundData
from minhbach.results import compute_results
from minhbach.writing import write_file


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("minutes", help="chuẩn bị biên bản kiểm tra / prepare the minutes of an inspection")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("unit", metavar="UNIT", help="mã đơn vị / code of the unit")
    parser.add_argument("--all", action="store_true", help="đối chiếu mọi số liệu / compare every figure")
    parser.add_argument("--out", type=Path, metavar="FILE", help="ghi vào tệp khác / write to another file")
    parser.add_argument("--stdout", action="store_true", help="chỉ in ra / print only")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    dataset, report = load_all(args.root)
    need_round(dataset, args.round)
    data = dataset.rounds[args.round]
    unit = need_unit(data, args.unit)
    _need_figures(data, unit)
    evidence = gather(data, compute_results(dataset, args.round, Milestone.PRELIMINARY), report)
    text = draft_minutes(evidence, unit, all_figures=args.all)
    if args.stdout:
        say(text)
        return CLEAN
    path = args.out.absolute() if args.out else args.root / record_path(data.round.id, FOLDER, unit.code)
    if path.exists() or path.is_symlink():
        raise UsageError(
            f"{path} đã có và không bị ghi đè. Xóa tệp ấy trước, hoặc dùng --out, --stdout",
            f"{path} is there already and is not written over. Delete it first, or use --out, --stdout",
        )
    _write(path, text)
    say(
        Text(
            f"Đã ghi {path}: điền chỗ còn trống, rồi chạy minhbach validate",
            f"Written {path}: fill in what is empty, then run minhbach validate",
        ).in_(args.lang)
    )
    return CLEAN


def _need_figures(data: RoundData, unit: Unit) -> None:
    if unit.exempt is not None:
        raise UsageError(
            f"{unit.name} không đánh giá trong đợt {data.round.id}: {unit.exempt.vi}",
            f"{unit.name} is not assessed in round {data.round.id}: {unit.exempt.in_('en')}",
        )
    if unit.code not in data.submissions:
        raise UsageError(
            f"{unit.name} chưa nộp số liệu đọc được nên chưa có gì để đối chiếu (chạy: minhbach validate)",
            f"{unit.name} handed in no figures that can be read: there is nothing to compare (run: minhbach validate)",
        )


def _write(path: Path, text: str) -> None:
    try:
        write_file(path, text.encode())
    except OSError as error:
        raise UsageError(
            f"Không ghi được {path}: {error.strerror}", f"{path} cannot be written: {error.strerror}"
        ) from error
