"""`minhbach review ask ROUND`: odd figures that nobody asked about become questions; or one of the operator's."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from minhbach.commands.common import CLEAN, UsageError, load_all, need_round, say
from minhbach.commands.days import day, today
from minhbach.commands.review import need_unit
from minhbach.diagnostics import Report, Text
from minhbach.model.review import Question
from minhbach.model.units import Unit
from minhbach.report import as_text
from minhbach.repository import RoundData
from minhbach.review.asking import own_question, questions_to_ask
from minhbach.review.files import UnsafeEditError, review_path, with_questions
from minhbach.tree import WorkTree
from minhbach.writing import write_file

Asked = Sequence[tuple[Unit, tuple[Question, ...]]]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("ask", help="ghi câu hỏi vào reviews/ / write questions into reviews/")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("--date", type=day, metavar="YYYY-MM-DD", help="ngày hỏi, mặc định hôm nay / default today")
    parser.add_argument("--unit", metavar="CODE", help="chỉ một đơn vị / one unit only")
    parser.add_argument("--figure", help="câu hỏi riêng về số liệu này / a question of your own about this figure")
    parser.add_argument("--question", metavar="TEXT", help="lời của câu hỏi riêng / its words")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi gì / only show, write nothing")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    dataset, report = load_all(args.root)
    need_round(dataset, args.round)
    data = dataset.rounds[args.round]
    asked = _asked(args, data, report)
    files = {review_path(data, unit): _written(args, data, unit, questions) for unit, questions in asked}
    if not args.dry_run:
        for path, content in files.items():
            write_file(args.root / path, content)
    say("\n".join(_lines(args, data, asked)))
    return CLEAN


def _asked(args: argparse.Namespace, data: RoundData, report: Report) -> Asked:
    when = args.date or today(data.round)
    unit = need_unit(data, args.unit) if args.unit is not None else None
    if args.figure is None and args.question is None:
        found = tuple(questions_to_ask(data, report, when))
        return found if unit is None else [(item, questions) for item, questions in found if item is unit]
    if unit is None or args.figure is None or args.question is None:
        raise UsageError(
            "Câu hỏi riêng cần đủ --unit, --figure và --question",
            "A question of your own needs --unit, --figure and --question",
        )
    _need_figure(data, unit, args.figure)
    words = " ".join(unicodedata.normalize("NFC", args.question).split())
    return [(unit, (own_question(data, unit, args.figure, words, when),))]


def _need_figure(data: RoundData, unit: Unit, figure: str) -> None:
    figures = data.criteria.figures_of(unit.tier)
    if figure not in figures:
        near = ", ".join(get_close_matches(figure, list(figures), n=3, cutoff=0.6)) or ", ".join(list(figures)[:5])
        raise UsageError(
            f"{unit.name} không được hỏi số liệu «{figure}». Có: {near}, …",
            f"{unit.name} is not asked the figure “{figure}”. There are: {near}, …",
        )


def _written(args: argparse.Namespace, data: RoundData, unit: Unit, questions: tuple[Question, ...]) -> bytes:
    path, tree = review_path(data, unit), WorkTree(args.root)
    before = tree.read(path) if tree.exists(path) else None
    try:
        return with_questions(data, unit, before, questions)
    except UnsafeEditError as error:
        raise refused(error) from error


def refused(error: UnsafeEditError) -> UsageError:
    """Nothing was written, with the reasons that are known."""
    why = {lang: as_text(error.findings, 1, lang).rstrip() if error.findings else "" for lang in ("vi", "en")}
    return UsageError(
        f"Không ghi gì: {error.path} sẽ không còn đúng ý; sửa tệp này bằng tay, hoặc sửa lời câu hỏi.\n{why['vi']}",
        f"Nothing is written: {error.path} would not say what is meant; edit it by hand, or change the question.\n"
        f"{why['en']}",
    )


def _lines(args: argparse.Namespace, data: RoundData, asked: Asked) -> Iterator[str]:
    count = sum(len(questions) for _, questions in asked)
    if not count:
        yield Text("Không có gì mới để hỏi.", "There is nothing new to ask.").in_(args.lang)
        return
    what = Text("Chỉ xem, chưa ghi", "Only shown, not written") if args.dry_run else Text("Đã ghi", "Written")
    counts = Text(f"{count} câu hỏi gửi {len(asked)} đơn vị", f"{count} questions to {len(asked)} units")
    yield f"{what.in_(args.lang)}: {counts.in_(args.lang)}."
    for unit, questions in asked:
        yield f"  {unit.code} {unit.name}: {review_path(data, unit)}"
        for item in questions:
            yield f"    {item.id} {item.figure}{f' ({item.rule})' if item.rule else ''}: {item.text}"
