"""`minhbach review list ROUND`: what waits for whom since when, until when, and how far each area is."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from minhbach.commands.common import CLEAN, add_revision, load_all, need_round, say
from minhbach.diagnostics import Text
from minhbach.model.round import Window
from minhbach.model.units import Unit
from minhbach.progress.words import day
from minhbach.repository import RoundData
from minhbach.review.waiting import Party, QuestionCounts, WaitingQuestion, count_questions, waiting, window_of

SCHEMA_VERSION = 1

TITLES = {
    Party.UNIT: Text("Chờ đơn vị giải trình", "Wait for the unit's explanation"),
    Party.OPERATOR: Text("Chờ người vận hành kết luận", "Wait for the operator's decision"),
    Party.TEAM: Text("Chờ đoàn kiểm tra", "Wait for an inspection team"),
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("list", help="câu hỏi nào chờ ai / which question waits for whom")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("--waiting", choices=[party.value for party in Party], help="chỉ chờ một bên / one party only")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text, json")
    add_revision(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    dataset, _ = load_all(args.root, args.rev)
    need_round(dataset, args.round)
    data = dataset.rounds[args.round]
    found = tuple(waiting(data))
    wanted = [item for item in found if args.waiting is None or item.party.value == args.waiting]
    if args.format == "json":
        say(json.dumps(_document(data, found, wanted), ensure_ascii=False, indent=1))
    else:
        say("\n".join(_lines(data, found, wanted, args.lang)))
    return CLEAN


def _rows(
    data: RoundData, found: Sequence[WaitingQuestion]
) -> Iterator[tuple[str, Mapping[str, str], Text, QuestionCounts]]:
    """Counts of every tier, then of every area with the unit that approves there."""
    parties: dict[str, list[Party]] = {}
    for item in found:
        parties.setdefault(item.unit, []).append(item.party)
    for tier in data.criteria.tiers:
        yield "tiers", {"id": tier.id}, tier.title, count_questions(data, data.register.of_tier(tier.id), parties)
    for code, children in data.register.children.items():
        area = data.register.by_code[code]
        yield "areas", {"code": code}, Text(area.name), count_questions(data, (area, *children), parties)


# JSON ------------------------------------------------------------------------


def _document(data: RoundData, found: Sequence[WaitingQuestion], wanted: Sequence[WaitingQuestion]) -> dict[str, Any]:
    """The keys are stable and always there; dates are local to the round."""
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "round": data.round.id,
        "windows": {party.value: _window(window_of(data.round, party)) for party in Party},
        "tiers": [],
        "areas": [],
    }
    for part, ids, title, counts in _rows(data, found):
        document[part].append({**ids, "title": title.vi, **asdict(counts)})
    document["waiting"] = [_question(data.register.by_code[item.unit], item) for item in wanted]
    return document


def _window(window: Window | None) -> dict[str, str | None] | None:
    if window is None:
        return None
    grace = window.grace_to.isoformat() if window.grace_to is not None else None
    return {"from": window.opens.isoformat(), "to": window.closes.isoformat(), "grace_to": grace}


def _question(unit: Unit, item: WaitingQuestion) -> dict[str, Any]:
    question = item.question
    return {
        "unit": unit.code,
        "name": unit.name,
        "parent": unit.parent,
        "waits_for": item.party.value,
        "id": question.id,
        "figure": question.figure,
        "rule": question.rule,
        "asked": question.asked.isoformat(),
        "state": question.state.value,
        "question": question.text,
    }


# Text ------------------------------------------------------------------------

_HEADS = Text(
    "Cấp, địa bàn|Đã hỏi|Xong|Chờ đơn vị|Chờ vận hành|Chờ đoàn", "Tier, area|Asked|Settled|Unit|Operator|Team"
)


def _lines(
    data: RoundData, found: Sequence[WaitingQuestion], wanted: Sequence[WaitingQuestion], lang: str
) -> Iterator[str]:
    yield data.round.title.in_(lang)
    yield ""
    rows = [tuple(_HEADS.in_(lang).split("|"))]
    for part, _, title, counts in _rows(data, found):
        numbers = (counts.asked, counts.settled, counts.unit, counts.operator, counts.team)
        rows.append(("  " * (part == "areas") + title.in_(lang), *(str(number) for number in numbers)))
    yield from _aligned(rows)
    for party, title in TITLES.items():
        of_party = [item for item in wanted if item.party is party]
        if of_party:
            yield ""
            yield f"{title.in_(lang)} ({len(of_party)}){_until(window_of(data.round, party), lang)}"
            yield from (f"  {_line(data, item, lang)}" for item in of_party)


def _until(window: Window | None, lang: str) -> str:
    if window is None:
        return ""
    grace = f" ({Text('gia hạn', 'extended').in_(lang)}: {day(window.grace_to)})" if window.grace_to is not None else ""
    return f", {Text('đến hết ngày', 'until').in_(lang)} {day(window.closes)}{grace}"


def _line(data: RoundData, item: WaitingQuestion, lang: str) -> str:
    unit, question = data.register.by_code[item.unit], item.question
    parent = data.register.parent_of(unit)
    asked = Text("hỏi ngày", "asked on").in_(lang)
    name = f"{unit.code} {unit.name}{f', {parent.name}' if parent else ''}"
    return f"{name}; {question.id} {question.figure}, {asked} {day(question.asked)}: {question.text}"


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield "  ".join(cell.rjust(width) if place else cell.ljust(width) for place, (cell, width) in enumerate(cells))
