"""`minhbach check-pr`: what the gate thinks of a proposed change. Works in a bare repository and opens no work tree."""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path

from minhbach.commands.common import CLEAN, FINDINGS, UsageError, open_repository, say
from minhbach.gate.documents import outcome_bytes
from minhbach.gate.judge import Judge, Question
from minhbach.gate.memory import Memory
from minhbach.gate.outcome import Outcome, Verdict
from minhbach.git import GitError, GitRepository
from minhbach.notices.comment import as_text, step_summary
from minhbach.notices.setting import setting_of
from minhbach.notices.words import Setting
from minhbach.report import as_github
from minhbach.writing import write_file

FORMATS = ("text", "github", "json", "markdown")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("check-pr", help="kiểm tra một bản gửi (pull request) / check a proposed change")
    parser.add_argument("--base", required=True, metavar="REV", help="nhánh chính / the base")
    parser.add_argument("--head", required=True, metavar="REV", help="bản gửi / the proposed commit")
    parser.add_argument("--actor", required=True, type=int, metavar="ID", help="số tài khoản / numeric account")
    when = "lúc nhận / time of receipt: 2019-11-24T08:00+07:00"
    parser.add_argument("--at", required=True, metavar="TIME", type=moment, help=when)
    parser.add_argument("--format", choices=FORMATS, help="text, github, json, markdown")
    parser.add_argument("--summary", type=Path, metavar="FILE", help="viết thêm bản tóm tắt / write a summary as well")
    parser.add_argument("--memory", type=Path, metavar="DIR", help="nơi nhớ kết quả / where results are kept")
    parser.set_defaults(run=run)


def moment(text: str) -> datetime:
    """A time with its offset; without one nobody could say which day it is."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}»: viết như 2019-11-24T08:00+07:00 / write it like this") from error
    if found.tzinfo is None:
        raise argparse.ArgumentTypeError(f"«{text}»: thiếu múi giờ, ví dụ +07:00 / the offset is missing")
    return found


def run(args: argparse.Namespace) -> int:
    with open_repository(args.root) as repository:
        outcome, setting = _judged(repository, args)
    if args.summary is not None:
        _append(args.summary, step_summary(outcome, args.lang, setting))
    say(_shown(outcome, setting, args))
    return CLEAN if outcome.verdict is Verdict.ACCEPTABLE else FINDINGS


def _judged(repository: GitRepository, args: argparse.Namespace) -> tuple[Outcome, Setting]:
    judge = Judge(repository, Memory(args.memory or memory_folder(repository)), args.lang)
    try:
        outcome = judge.outcome(Question(base=args.base, head=args.head, actor=args.actor, at=args.at))
    except GitError as error:
        raise UsageError(
            f"Không có phiên bản «{args.base}» hoặc «{args.head}» trong {args.root}",
            f"There is no revision “{args.base}” or “{args.head}” in {args.root}",
        ) from error
    return outcome, setting_of(judge.base(outcome.base)[1], outcome, args.lang)


def memory_folder(repository: GitRepository) -> Path:
    """Beside the objects of the repository, where only its keeper writes."""
    folder = repository.run("rev-parse", "--git-common-dir").decode().strip()
    return (repository.folder / folder / "minhbach").resolve()


def _shown(outcome: Outcome, setting: Setting, args: argparse.Namespace) -> str:
    form = args.format or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    if form == "json":
        return outcome_bytes(outcome, args.lang).decode()
    if form == "github":
        return as_github(outcome.diagnostics, len(outcome.paths), args.lang)
    if form == "markdown":
        return step_summary(outcome, args.lang, setting)
    return as_text(outcome, args.lang, setting)


def _append(path: Path, text: str) -> None:
    """A summary is added to what other steps wrote."""
    before = path.read_bytes() if path.exists() else b""
    write_file(path, before + text.encode())
