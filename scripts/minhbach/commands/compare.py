"""`minhbach compare ROUND`: the final results of a round beside those of the round before it."""

from __future__ import annotations

import argparse
from decimal import Decimal

from minhbach.commands.common import CLEAN, UsageError, add_revision, load_all, need_round, say
from minhbach.comparison.compare import compare_rounds, shown_value
from minhbach.comparison.descent import is_before
from minhbach.comparison.model import Board, Change, Gone, Line, Measure, RoundComparison
from minhbach.comparison.words import MEASURES, SUCCESSORS, obstacle_words, source_words
from minhbach.exact import Lang, written
from minhbach.export.comparison import comparison_document, comparison_table
from minhbach.export.json_text import json_bytes
from minhbach.model.round import Milestone
from minhbach.repository import Dataset
from minhbach.results import TOTAL, RoundResults, Standing, published_results

FORMATS = ("text", "json", "csv")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "compare", help="so kết quả chính thức của hai đợt / compare the final results of two rounds"
    )
    parser.add_argument("round", metavar="ROUND", help="mã đợt, ví dụ 2020 / id of the round")
    parser.add_argument("--with", dest="other", metavar="ROUND", help="mặc định: đợt trước / default: the round before")
    parser.add_argument("--format", choices=FORMATS, default="text", help="text, json, csv")
    add_revision(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    dataset, _ = load_all(args.root, args.rev)
    comparison = _compare(dataset, args.round, args.other)
    if args.format == "json":
        say(json_bytes(comparison_document(comparison)).decode())
    elif args.format == "csv":
        say(b"".join(comparison_table(comparison).csv()).decode().replace("\r\n", "\n"))
    else:
        say("\n\n".join(_text(comparison, args.lang)))
    return CLEAN


def _compare(dataset: Dataset, round_id: str, other: str | None) -> RoundComparison:
    need_round(dataset, round_id)
    data = dataset.rounds[round_id]
    earlier = other or data.round.previous
    if earlier is None:
        raise UsageError(
            f"Đợt {round_id} không có đợt trước (`previous` trong submissions/{round_id}/round.yaml). "
            "Thêm dòng đó, rồi chạy lại",
            f"Round {round_id} has no round before it (`previous` in submissions/{round_id}/round.yaml). "
            "Add that line, then run again",
        )
    need_round(dataset, earlier)
    if not is_before(data, earlier):
        raise UsageError(
            f"Đợt {earlier} không đứng trước đợt {round_id} theo các dòng `previous`. Viết đợt sau trước: "
            f"minhbach compare <đợt sau> --with <đợt trước>",
            f"Round {earlier} does not come before round {round_id} by the lines `previous`. Name the later one first: "
            f"minhbach compare <later> --with <earlier>",
        )
    now, before = _final(dataset, round_id), _final(dataset, earlier)
    comparison = compare_rounds(data, now, before)
    if comparison is None:
        raise AssertionError("both rounds are final, one before the other")
    return comparison


def with_previous(dataset: Dataset, results: RoundResults) -> RoundComparison | None:
    """With the round before; None unless both are final."""
    before = dataset.rounds.get(results.round.previous or "")
    if before is None or before.round.public_milestone is not Milestone.FINAL:
        return None
    then = published_results(dataset, before.round.id, Milestone.FINAL)
    return compare_rounds(dataset.rounds[results.round.id], results, then)


def _final(dataset: Dataset, round_id: str) -> RoundResults:
    round_ = dataset.rounds[round_id].round
    if round_.public_milestone is not Milestone.FINAL:
        raise UsageError(
            f"Đợt {round_id} chưa công bố kết quả chính thức (giai đoạn: {round_.phase.value}). "
            "Chỉ so sánh kết quả chính thức: chờ đến giai đoạn final",
            f"Round {round_id} has no final results yet (phase: {round_.phase.value}). "
            "Only final results are compared: wait for the phase final",
        )
    return published_results(dataset, round_id, Milestone.FINAL)


# Text ------------------------------------------------------------------------


def _text(comparison: RoundComparison, lang: Lang) -> list[str]:
    blocks = []
    for tier in comparison.tiers:
        for board in tier.boards:
            title = tier.tier.title.in_(lang)
            if board.scale != TOTAL:
                pillar = next(item for item in comparison.now.criteria.pillars if item.id == board.scale)
                title += f" - {pillar.title.in_(lang)}"
            lines = [_line(comparison, board, line, lang) for line in board.lines]
            blocks.append("\n".join([title, _counts(board, lang), *lines]))
    if comparison.gone:
        head = f"Không còn ở đợt {comparison.now.round.id}"
        if lang == "en":
            head = f"No longer there in round {comparison.now.round.id}"
        blocks.append("\n".join([head, *(_gone(item, lang) for item in comparison.gone)]))
    return blocks


def _counts(board: Board, lang: Lang) -> str:
    compared, risen, fallen = len(board.compared), len(board.risen), len(board.fallen)
    middle, then = _number(board.median, lang), _number(board.median_before, lang)
    measure = MEASURES[board.measure].in_(lang)
    if lang == "en":
        return (
            f"  {compared} of {len(board.lines)} compared by {measure}: {risen} rose, {fallen} fell, "
            f"{compared - risen - fallen} unchanged; median {middle}, before {then}"
        )
    return (
        f"  So được {compared} trong {len(board.lines)} đơn vị theo {measure}: {risen} tăng, {fallen} giảm, "
        f"{compared - risen - fallen} không đổi; trung vị {middle}, đợt trước {then}"
    )


def _line(comparison: RoundComparison, board: Board, line: Line, lang: Lang) -> str:
    own = _place(comparison.now, board, line.standing, board.ranked, lang)
    parts = [f"  {own:<16}", f"{line.unit.code} {line.unit.name}"]
    if line.change is not None and line.against is not None:
        then = _place(comparison.before, board, line.against.standing, line.against.of, lang)
        parts.append(f"{_moved(line.change, lang)} ({then})")
    else:
        parts.append(f"({obstacle_words(comparison, line).in_(lang)})")
    if not line.is_plain:
        parts += [_source(line, index, lang) for index in range(len(line.sources))]
    return "  ".join(parts)


def _source(line: Line, index: int, lang: Lang) -> str:
    past = line.sources[index]
    return f"< {past.unit.code} {past.unit.name} [{source_words(line, past).in_(lang)}]"


def _place(results: RoundResults, board: Board, standing: Standing | None, of: int, lang: Lang) -> str:
    if standing is None:
        return "-"
    percent = "%" if board.measure is Measure.SHARE else ""
    return f"{standing.rank}/{of} {written(shown_value(results, standing, board.measure), lang)}{percent}"


def _moved(change: Change, lang: Lang) -> str:
    amount = ("+" if change.amount > 0 else "") + written(change.amount, lang)
    places = ("+" if change.places > 0 else "") + written(change.places, lang)
    return f"{amount}, {places} {'places' if lang == 'en' else 'bậc'}"


def _gone(gone: Gone, lang: Lang) -> str:
    heirs = "; ".join(
        f"{SUCCESSORS[item.kind].in_(lang)} {item.unit.code} {item.unit.name}" for item in gone.successors
    )
    return f"  {gone.unit.code} {gone.unit.name}: {heirs or '-'}"


def _number(value: Decimal | None, lang: Lang) -> str:
    return written(value, lang) if value is not None else "-"
