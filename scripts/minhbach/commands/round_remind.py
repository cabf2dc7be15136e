"""`minhbach round remind [ROUND]`: one issue a district (and a tier) saying who is missing and who waits for whom."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from minhbach.commands.check_pr import moment
from minhbach.commands.common import CLEAN, UsageError, load_all, need_round, say
from minhbach.commands.forge_options import add_forge_options, open_forge
from minhbach.commands.round_status import progress_of
from minhbach.commands.waiting_file import add_waiting, read_waiting
from minhbach.diagnostics import Report, Text
from minhbach.forges.interface import Forge, ForgeError
from minhbach.gate.waiting import Queue
from minhbach.notices.reminders import LABEL, Deed, Reminder, Step, is_current, plan, reminders
from minhbach.repository import Dataset

_DONE = {
    Deed.OPEN: Text("mở", "open"),
    Deed.EDIT: Text("sửa", "edit"),
    Deed.CLOSE: Text("đóng", "close"),
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("remind", help="nhắc đơn vị chưa nộp, chưa duyệt / remind who is missing or waits")
    parser.add_argument(
        "round", nargs="?", metavar="ROUND", help="mặc định: mọi đợt đang nhận / default: every round that is open"
    )
    add_forge_options(parser)
    add_waiting(parser)
    parser.add_argument("--site", default="", metavar="URL", help="địa chỉ trang công khai / the public site")
    parser.add_argument("--at", type=moment, metavar="TIME", help="mặc định: bây giờ / default: now")
    parser.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ làm gì / only say what would be done")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    queue = read_waiting(args.waiting)
    dataset, report = load_all(args.root)
    if args.round is not None:
        need_round(dataset, args.round)
    # The only reading of a clock: a reminder is about the day on which it is written.
    at = args.at or datetime.now(UTC)
    judged = frozenset(dataset.rounds) if args.round is None else frozenset({args.round})
    wanted = list(wanted_reminders(dataset, report, queue, at, args.round, args.site))
    forge = open_forge(args)
    try:
        steps = plan(wanted, forge.issues(LABEL), forge.me().id, judged)
        for step in steps:
            _do(forge, step, dry_run=args.dry_run)
            _tell(step, args)
    except ForgeError as error:
        raise UsageError(error.text.vi, error.text.in_("en")) from error
    if not steps:
        say(Text("Không có gì phải đổi.", "Nothing to change.").in_(args.lang))
    return CLEAN


def wanted_reminders(
    dataset: Dataset, report: Report, queue: Queue | None, at: datetime, only: str | None, site: str
) -> Iterator[Reminder]:
    for data in dataset.rounds.values():
        today = at.astimezone(ZoneInfo(data.round.timezone)).date()
        if data.round.id == only or (only is None and is_current(data.round, today)):
            yield from reminders(data, progress_of(data, report, queue, "vi"), today, site)


def _do(forge: Forge, step: Step, *, dry_run: bool) -> None:
    if dry_run:
        return
    if step.number is None:
        forge.create_issue(step.title, step.body, LABEL)
    else:
        forge.update_issue(step.number, step.body, close=step.deed is Deed.CLOSE)


def _tell(step: Step, args: argparse.Namespace) -> None:
    would = Text("sẽ ", "would ").in_(args.lang) if args.dry_run else ""
    number = f"#{step.number}: " if step.number is not None else ""
    say(f"{number}{would}{_DONE[step.deed].in_(args.lang)}: {step.title}")
    if args.dry_run and step.deed is not Deed.CLOSE:
        say("\n".join(f"    {line}".rstrip() for line in step.body.splitlines()))
