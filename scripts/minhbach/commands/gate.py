"""`minhbach gate`: decide the open pull requests of a forge, by a schedule or by hand."""

from __future__ import annotations

import argparse
import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from minhbach.commands.check_pr import moment
from minhbach.commands.common import CLEAN, FINDINGS, UsageError, say
from minhbach.commands.forge_options import add_forge_options, git_address, open_forge, web_address
from minhbach.forges.interface import ForgeError
from minhbach.gate.base import Base
from minhbach.gate.child import Checker
from minhbach.gate.documents import json_line, queue_document
from minhbach.gate.fetch import Fetcher
from minhbach.gate.known import read_known, write_known
from minhbach.gate.outcome import Turn
from minhbach.gate.run import Gate, RunReport
from minhbach.gate.waiting import Waiting
from minhbach.git import GitRepository
from minhbach.notices.comment import comment
from minhbach.notices.setting import setting_of
from minhbach.writing import write_file

KNOWN = "minhbach/known.json"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("gate", help="xử lý các bản gửi đang mở / decide open pull requests")
    add_forge_options(parser)
    parser.add_argument("--git-url", metavar="URL", help="mặc định: theo --api / default: as --api says")
    parser.add_argument("--git-dir", type=Path, metavar="DIR", help="mặc định / default: build/gate.git")
    parser.add_argument("--site", default="", metavar="URL", help="địa chỉ trang công khai / the public site")
    parser.add_argument("--at", type=moment, metavar="TIME", help="mặc định: bây giờ / default: now")
    parser.add_argument("--report", type=Path, metavar="FILE", help="ghi các bản gửi đang chờ / write what waits")
    parser.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ làm gì / only say what would be done")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    folder = (args.git_dir or args.root / "build" / "gate.git").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    forge = open_forge(args)
    fetcher = Fetcher(folder, args.git_url or git_address(args))
    with _alone(folder), GitRepository(folder) as repository, Checker(folder, folder / "minhbach") as checker:
        if not checker.isolated:
            sys.stderr.write(
                "minhbach: máy này không cho tách mạng cho tiến trình kiểm tra / no network isolation here\n"
            )
        gate = Gate(
            forge=forge,
            repository=repository,
            fetcher=fetcher,
            checker=checker,
            write=lambda base, waiting: _comment(base, waiting, args),
            now=args.at or datetime.now(UTC),
            dry_run=args.dry_run,
            known=read_known(folder / KNOWN),
        )
        try:
            report = gate.run()
            if not args.dry_run:
                write_known(folder / KNOWN, gate.left, report.queue.waiting, report.queue.at)
        except ForgeError as error:
            raise UsageError(error.text.vi, error.text.en or error.text.vi) from error
    if args.report is not None:
        write_file(args.report, json_line(queue_document(report.queue, args.lang)))
    _tell(report, args)
    return FINDINGS if report.faults else CLEAN


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two runs on one machine would fetch into one repository: the second gives way."""
    with (folder / "minhbach.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(
                f"Một lượt khác đang chạy với {folder}; chờ lượt đó xong", f"Another run is using {folder}; wait for it"
            ) from error
        yield


def _comment(base: Base, waiting: Waiting, args: argparse.Namespace) -> str:
    setting = setting_of(
        base, waiting.outcome, args.lang, site=args.site, repository=web_address(args), forge=args.forge
    )
    merged = waiting.approved_by and waiting.turn is Turn.GATE
    return comment(waiting.outcome, replace(setting, merged=waiting.since) if merged else setting, waiting)


def _tell(report: RunReport, args: argparse.Namespace) -> None:
    for step in report.steps:
        say(f"#{step.number}: {step.words.in_(args.lang)}")
    for step in report.faults:
        sys.stderr.write(f"minhbach: #{step.number}: {step.words.in_(args.lang)}\n")
    counts = (len(report.merged), len(report.queue.waiting), len(report.faults))
    vi, en = "Đã nhập {} bản gửi; {} bản đang chờ; {} sự cố.", "{} merged; {} waiting; {} faults."
    say((en if args.lang == "en" else vi).format(*counts))
