"""`minhbach round open ROUND`: the folder of a new round from the operator's tables, validated before it is written."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from minhbach.commands.common import CLEAN, FINDINGS, UsageError, load_tree, say
from minhbach.diagnostics import Text
from minhbach.model.criteria import CriteriaSet
from minhbach.model.lineage import Ancestry
from minhbach.model.units import Unit
from minhbach.opening.accounts import Loss
from minhbach.opening.descents import COLUMNS as DESCENTS
from minhbach.opening.plan import Opening, Request, plan_opening
from minhbach.opening.register import COLUMNS
from minhbach.opening.table import File
from minhbach.reading.rounds import is_round_id, round_ids
from minhbach.report import as_text
from minhbach.repository import Dataset, RoundData
from minhbach.tree import MAX_REGISTER_BYTES, WorkTree
from minhbach.values import predecessors
from minhbach.writing import write_file


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("open", help="mở một đợt mới / open a new round")
    parser.add_argument("round", metavar="ROUND", help="mã đợt mới, ví dụ 2020 / id of the new round")
    parser.add_argument("--criteria", required=True, metavar="SET", help="bộ tiêu chí / criteria set")
    parser.add_argument(
        "--units",
        required=True,
        type=Path,
        metavar="FILE.csv",
        help=f"bảng đơn vị / units: {','.join(COLUMNS.needed)}",
    )
    parser.add_argument(
        "--windows", required=True, type=Path, metavar="FILE.yaml", help="các mốc và thời hạn / milestones and windows"
    )
    parser.add_argument(
        "--lineage", type=Path, metavar="FILE.csv", help=f"sáp nhập, chia / mergers: {','.join(DESCENTS.needed)}"
    )
    parser.add_argument(
        "--previous", metavar="ROUND", help="mặc định: đợt gần nhất trước đó / default: the last round before it"
    )
    parser.add_argument("--title", metavar="TEXT", help="thay tiêu đề trong tệp thời hạn / instead of the file's title")
    parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì / check only, write nothing")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    dataset, _ = load_tree(args.root)
    tree = WorkTree(args.root)
    _need_new(tree, args.round)
    request = Request(
        id=args.round,
        criteria=_criteria(dataset, args.criteria),
        units=_file(args.units),
        windows=_file(args.windows),
        lineage=_file(args.lineage) if args.lineage is not None else None,
        previous=_previous(dataset, round_ids(tree), args.round, args.previous),
        title=args.title,
    )
    if request.lineage is not None and request.previous is None:
        raise UsageError(
            "Đây là đợt đầu tiên nên không có gì để so: bỏ --lineage",
            "This is the first round, there is nothing to descend from: leave --lineage out",
        )
    opening = plan_opening(tree, request)
    if opening.findings or opening.data is None:
        files = 3 if request.lineage is not None else 2
        say(as_text(opening.findings, files, args.lang))
    if opening.data is None:
        say(_NOTHING_WRITTEN.in_(args.lang))
        return FINDINGS
    if not args.dry_run:
        _write(args.root / "submissions", args.round, opening.files)
    say("\n".join(_told(opening, opening.data, args)))
    return CLEAN


_NOTHING_WRITTEN = Text(
    "Chưa ghi gì: sửa các lỗi trên rồi chạy lại.", "Nothing was written: mend the above, run again."
)


# What was asked for ----------------------------------------------------------


def _need_new(tree: WorkTree, round_id: str) -> None:
    if not is_round_id(round_id):
        raise UsageError(
            f"Mã đợt «{round_id}» không dùng được: chỉ chữ thường không dấu, chữ số và gạch nối, ví dụ 2020",
            f"“{round_id}” cannot be the id of a round: small letters, digits and hyphens only, such as 2020",
        )
    if tree.exists(f"submissions/{round_id}"):
        raise UsageError(
            f"Đã có submissions/{round_id}, không ghi đè: sửa tệp trong đó, hoặc chọn mã đợt khác",
            f"There is already submissions/{round_id}; nothing is written over: change its files, or take another id",
        )


def _criteria(dataset: Dataset, wanted: str) -> CriteriaSet:
    if wanted not in dataset.sets:
        known = ", ".join(dataset.sets) or "-"
        raise UsageError(
            f"Không có bộ tiêu chí «{wanted}», hoặc bộ có lỗi (chạy: minhbach criteria check). Dùng được: {known}",
            f"There is no criteria set “{wanted}”, or it has faults (run: minhbach criteria check). Usable: {known}",
        )
    return dataset.sets[wanted]


def _previous(dataset: Dataset, written: list[str], round_id: str, wanted: str | None) -> RoundData | None:
    earlier = [name for name in written if name < round_id]
    if wanted is None and not earlier:
        return None
    name = wanted or max(earlier)
    if name not in earlier or name not in dataset.rounds:
        known = ", ".join(item for item in earlier if item in dataset.rounds) or "-"
        raise UsageError(
            f"Không có đợt «{name}» trước đợt {round_id}, hoặc đợt ấy có lỗi không đọc được. Dùng được: {known}",
            f"There is no round “{name}” before {round_id}, or it cannot be read. Usable: {known}",
        )
    return dataset.rounds[name]


def _file(path: Path) -> File:
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_REGISTER_BYTES else None
    except OSError as error:
        raise UsageError(f"Không đọc được tệp {path}", f"The file {path} cannot be read") from error
    if data is None:
        raise UsageError(
            f"Tệp {path} lớn hơn {MAX_REGISTER_BYTES} byte: có lẽ nhầm tệp",
            f"The file {path} is larger than {MAX_REGISTER_BYTES} bytes: probably another file was meant",
        )
    return File(path.as_posix(), data)


# Writing ---------------------------------------------------------------------


def _write(submissions: Path, round_id: str, files: Mapping[str, bytes]) -> None:
    """All files or none: they are written beside, and the folder gets its name at the end."""
    submissions.mkdir(exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=submissions, prefix=f".{round_id}."))
    try:
        for path, data in files.items():
            write_file(beside / path.split("/", 2)[2], data)
        beside.chmod(0o755)
        beside.rename(submissions / round_id)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


# Words -----------------------------------------------------------------------


def _told(opening: Opening, data: RoundData, args: argparse.Namespace) -> Iterator[str]:
    lang = args.lang
    yield from (
        Text(f"sẽ viết {path}", f"would write {path}").in_(lang) if args.dry_run else path for path in opening.files
    )
    tiers = data.criteria.tiers
    counts = "; ".join(f"{len(data.register.of_tier(tier.id))} {tier.title.in_(lang)}" for tier in tiers)
    total = len(data.register.units)
    yield Text(f"{total} đơn vị: {counts}", f"{total} units: {counts}").in_(lang)
    if data.previous is not None:
        yield _origins(data, data.previous.round.id).in_(lang)
    yield from _units(
        Text("Không đánh giá, như đợt trước", "Not assessed, as in the round before"),
        [unit for unit in data.register.units if unit.exempt is not None],
        lang,
    )
    yield from _accounts(opening, data, lang)
    if opening.absent:
        names = ", ".join(opening.absent)
        yield Text(f"Không có thời hạn: {names}", f"There is no window for: {names}").in_(lang)
    yield _NEXT.in_(lang).format(round=data.round.id)


_NEXT = Text(
    "Việc tiếp theo: bổ sung accounts.yaml; minhbach round codeowners nếu kho có tệp CODEOWNERS; "
    "minhbach round forms {round}; khi bắt đầu nhận số liệu, đổi phase trong round.yaml thành reporting",
    "Next: complete accounts.yaml; minhbach round codeowners if there is a CODEOWNERS file; "
    "minhbach round forms {round}; when figures are to come in, change phase in round.yaml to reporting",
)


def _origins(data: RoundData, before: str) -> Text:
    """How many units go on as they were, are merged, cannot be compared, are new."""
    found = [predecessors(data, unit) for unit in data.register.units]
    same = sum(_is_one(item) for item in found)
    merged = sum(item.is_comparable and not _is_one(item) for item in found)
    split = sum(bool(item.sources) and not item.is_comparable for item in found)
    new = sum(not item.sources for item in found)
    return Text(
        f"So với đợt {before}: {same} đơn vị tiếp tục, {merged} gộp từ nhiều đơn vị, "
        f"{split} có phần của đơn vị bị chia (không so sánh), {new} mới",
        f"Against round {before}: {same} units go on, {merged} are merged of several, "
        f"{split} hold a part of a split one (not compared), {new} are new",
    )


def _is_one(ancestry: Ancestry) -> bool:
    return ancestry.is_comparable and len(ancestry.sources) == 1


def _accounts(opening: Opening, data: RoundData, lang: str) -> Iterator[str]:
    if opening.carried is None or data.previous is None:
        return
    kept, losses = len(opening.carried.accounts.accounts), opening.carried.losses
    yield Text(f"Tài khoản chuyển sang: {kept}", f"Accounts carried over: {kept}").in_(lang)
    register = data.previous.register
    for title, is_left_out in (
        (Text("Tài khoản bỏ lại, vì đơn vị không còn", "Accounts left out, since their units are gone"), True),
        (Text("Tài khoản bớt đơn vị không còn", "Accounts that lost units that are gone"), False),
    ):
        found = [loss for loss in losses if loss.is_left_out is is_left_out]
        if found:
            yield f"{title.in_(lang)} ({len(found)}):"
            yield from (f"  {_loss(loss, register.by_code)}" for loss in found)
    title = Text("Chưa có tài khoản nào nộp", "Nobody hands in yet")
    yield from _units(title, opening.without_submitter, lang)


def _loss(loss: Loss, by_code: Mapping[str, Unit]) -> str:
    units = ", ".join(f"{code} {by_code[code].name}" for code in loss.units)
    return f"{loss.account.login} ({loss.account.id}): {units}"


def _units(title: Text, units: list[Unit] | tuple[Unit, ...], lang: str) -> Iterator[str]:
    if units:
        yield f"{title.in_(lang)} ({len(units)}):"
        yield from (f"  {unit.code} {unit.name}" for unit in units)
