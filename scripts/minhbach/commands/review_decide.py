"""`minhbach review decide ROUND UNIT QUESTION STATE`: write the state of one question, and nothing else."""

from __future__ import annotations

import argparse

from minhbach.commands.common import CLEAN, UsageError, load_tree, need_round, say
from minhbach.commands.review import need_unit
from minhbach.commands.review_ask import refused
from minhbach.diagnostics import Text
from minhbach.model.review import QuestionState
from minhbach.model.units import Unit
from minhbach.repository import RoundData
from minhbach.review.asking import questions_of
from minhbach.review.files import UnsafeEditError, review_path, with_state
from minhbach.tree import WorkTree
from minhbach.writing import write_file


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("decide", help="kết luận một câu hỏi / decide on a question")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("unit", metavar="UNIT", help="mã đơn vị / code of the unit")
    parser.add_argument("question", metavar="QUESTION", help="mã câu hỏi, ví dụ Q1 / id of the question")
    parser.add_argument(
        "state", choices=[state.value for state in QuestionState], help="accepted, to_inspection, answered, open"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    dataset, _ = load_tree(args.root)
    need_round(dataset, args.round)
    data = dataset.rounds[args.round]
    unit, state = need_unit(data, args.unit), QuestionState(args.state)
    known = next((item for item in questions_of(data, unit) if item.id == args.question), None)
    if known is None:
        raise _no_question(data, unit, args.question)
    path = review_path(data, unit)
    if known.state is not state:
        try:
            content = with_state(data, unit, WorkTree(args.root).read(path), known.id, state)
        except UnsafeEditError as error:
            raise refused(error) from error
        write_file(args.root / path, content)
    before = Text("vẫn là", "still").in_(args.lang) if known.state is state else f"{known.state.value} ->"
    say(f"{path}: {known.id} {before} {state.value}")
    return CLEAN


def _no_question(data: RoundData, unit: Unit, question: str) -> UsageError:
    there = ", ".join(item.id for item in questions_of(data, unit)) or "-"
    return UsageError(
        f"Chưa hỏi {unit.name} câu «{question}». Các câu hỏi: {there}",
        f"{unit.name} was not asked “{question}”. Questions: {there}",
    )
