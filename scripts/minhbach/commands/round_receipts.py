"""`minhbach round receipts ROUND`: write the register of receipt out of the gate's merges."""

from __future__ import annotations

import argparse

from minhbach.commands.common import CLEAN, UsageError, add_revision, open_repository, say
from minhbach.commands.past import load_round
from minhbach.diagnostics import Text
from minhbach.git import GitError, GitRepository
from minhbach.history.log import Log, read_log
from minhbach.history.receipts import receipts_of, receipts_text
from minhbach.history.timeline import history_of
from minhbach.history.words import SHALLOW, short
from minhbach.repository import RoundData
from minhbach.writing import write_file


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "receipts", help="viết sổ tiếp nhận từ lịch sử git / write the register of receipt from git's history"
    )
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("--dry-run", action="store_true", help="chỉ in ra, không viết / print only")
    add_revision(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    data = load_round(args, figures=False)
    with open_repository(args.root) as repository:
        receipts = receipts_of(history_of(data, _whole_log(args, repository)), data.receipts)
    text = receipts_text(receipts, data.register)
    if args.dry_run:
        say(text)
        return CLEAN
    path = f"submissions/{args.round}/receipts.yaml"
    place = args.root / path
    is_new = not place.is_file() or place.read_bytes() != text.encode()
    if is_new:
        write_file(place, text.encode())
    say(f"{path}: {(_WRITTEN if is_new else _SAME).in_(args.lang).format(count=len(receipts), of=_units(data))}")
    return CLEAN


_WRITTEN = Text("đã viết, {count} trên {of} đơn vị đã nộp", "written, {count} of {of} units handed in")
_SAME = Text("đã đúng, không đổi gì", "right as it is, nothing changed")


def _units(data: RoundData) -> int:
    return sum(unit.exempt is None for unit in data.register.units)


def _whole_log(args: argparse.Namespace, repository: GitRepository) -> Log:
    """Raises UsageError without the whole history: a first handing in that is not seen would be dated too late."""
    try:
        log = read_log(repository, args.rev or "HEAD")
    except GitError as error:
        raise UsageError(
            f"Không đọc được lịch sử git ({error.message}); cần ít nhất một bản ghi (commit)",
            f"The git history cannot be read ({error.message}); at least one commit is needed",
        ) from error
    if log.boundary is not None:
        commit = short(log.boundary)
        raise UsageError(SHALLOW.vi.format(commit=commit), SHALLOW.in_("en").format(commit=commit))
    return log
