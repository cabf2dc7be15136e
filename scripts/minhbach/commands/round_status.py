"""`minhbach round status ROUND`: who handed in, who waits for whom since when, who is late, who is missing."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from minhbach.commands.check_pr import moment
from minhbach.commands.common import CLEAN, load_all, need_round, say
from minhbach.commands.waiting_file import add_waiting, read_waiting
from minhbach.diagnostics import Report, Text
from minhbach.gate.waiting import Queue
from minhbach.notices.pulls import open_pulls
from minhbach.progress import Counts, OpenPull, RoundProgress, UnitProgress, UnitState, count, round_progress
from minhbach.progress.words import STATES, day, waits_for
from minhbach.progress.words import moment as written_moment
from minhbach.repository import RoundData

SCHEMA_VERSION = 1
BAR = 16
"""Characters of a full bar."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("status", help="tình hình nộp, duyệt số liệu / how far the round is")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    add_waiting(parser)
    parser.add_argument(
        "--at", type=moment, metavar="TIME", help="để đếm số ngày còn lại / to count the days that are left"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text, json")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    queue = read_waiting(args.waiting)
    dataset, report = load_all(args.root)
    need_round(dataset, args.round)
    data = dataset.rounds[args.round]
    progress = progress_of(data, report, queue, args.lang)
    today = args.at.astimezone(ZoneInfo(data.round.timezone)).date() if args.at else None
    if args.format == "json":
        say(json.dumps(status_document(data, progress, queue, today), ensure_ascii=False, indent=1))
    else:
        say("\n".join(status_lines(data, progress, queue, today, args.lang)))
    return CLEAN


def progress_of(data: RoundData, report: Report, queue: Queue | None, lang: str) -> RoundProgress:
    own = Report()
    own.extend(item for item in report if item.round == data.round.id)
    pulls = open_pulls(queue, data.round, "en" if lang == "en" else "vi") if queue is not None else ()
    return round_progress(data, own.by_unit(), pulls)


# JSON ----------------------------------------------------------------------------


def status_document(
    data: RoundData, progress: RoundProgress, queue: Queue | None, today: date | None
) -> dict[str, Any]:
    """The keys are stable and always there; dates and times are local to the round."""
    return {
        "schema_version": SCHEMA_VERSION,
        "round": data.round.id,
        "phase": data.round.phase.value,
        "day": _iso(today),
        "waiting_at": queue.at.isoformat() if queue is not None else None,
        "counts": asdict(count(progress.units)),
        "tiers": [
            {"id": tier.id, "title": tier.title.vi, **asdict(count(progress.of(data.register.of_tier(tier.id))))}
            for tier in data.criteria.tiers
        ],
        "areas": [
            {"code": code, "name": data.register.by_code[code].name, **asdict(count(progress.of(children)))}
            for code, children in data.register.children.items()
        ],
        "units": [_unit_document(item, today) for item in progress.units],
    }


def _unit_document(item: UnitProgress, today: date | None) -> dict[str, Any]:
    return {
        "code": item.unit.code,
        "name": item.unit.name,
        "tier": item.unit.tier,
        "parent": item.unit.parent,
        "state": item.state.value,
        "received": _iso(item.received),
        "approved": _iso(item.approved),
        "due": _iso(item.due),
        "late": item.late,
        "overdue": _is_overdue(item, today) if today is not None else None,
        "pull": _pull_document(item.pull) if item.pull is not None else None,
    }


def _pull_document(pull: OpenPull) -> dict[str, Any]:
    return {
        "number": pull.number,
        "url": pull.url,
        "waits_for": pull.mover.value,
        "since": _iso(pull.since),
        "errors": len(pull.faults),
        "queries": len(pull.questions),
    }


def _iso(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if value is not None else None


def _is_overdue(item: UnitProgress, today: date) -> bool:
    return item.due is not None and item.due < today and not item.is_handed_in


# Text ----------------------------------------------------------------------------

_HEADS = Text(
    "Cấp, địa bàn|Đã nộp||Hợp lệ|Đã duyệt|Đang chờ|Muộn|Chưa nộp",
    "Tier, area|Handed in||Valid|Approved|Waiting|Late|Missing",
)
_LISTS = (
    (UnitState.MISSING, Text("Chưa nộp", "Missing")),
    (UnitState.INVALID, Text("Có lỗi", "With errors")),
)


def status_lines(
    data: RoundData, progress: RoundProgress, queue: Queue | None, today: date | None, lang: str
) -> Iterator[str]:
    yield f"{data.round.title.in_(lang)}"
    yield from _due_lines(data, today, lang)
    if queue is not None:
        at = queue.at.astimezone(ZoneInfo(data.round.timezone))
        yield Text("Bản gửi đang mở, xem lúc", "Open pull requests as of").in_(lang) + f" {written_moment(at)}"
    yield ""
    rows = [tuple(_HEADS.in_(lang).split("|"))]
    for tier in data.criteria.tiers:
        rows.append(_row(tier.title.in_(lang), count(progress.of(data.register.of_tier(tier.id)))))
    for code, children in data.register.children.items():
        rows.append(_row(f"  {data.register.by_code[code].name}", count(progress.of(children))))
    yield from _aligned(rows)
    for state, title in _LISTS:
        yield from _listed(title.in_(lang), [item for item in progress.units if item.state is state], data, lang)
    yield from _listed(Text("Nộp muộn", "Late").in_(lang), [item for item in progress.units if item.late], data, lang)
    waiting = [item for item in progress.units if item.pull is not None]
    yield from _listed(Text("Bản gửi đang mở", "Open pull requests").in_(lang), waiting, data, lang)


def _due_lines(data: RoundData, today: date | None, lang: str) -> Iterator[str]:
    words = {
        "report": Text("Hạn nhập số liệu", "Figures are due"),
        "district_approval": Text("Hạn duyệt", "Approvals are due"),
        "supplement": Text("Hạn bổ sung, điều chỉnh", "Supplements are due"),
    }
    for name, title in words.items():
        window = data.round.windows.get(name)
        if window is not None:
            yield f"{title.in_(lang)}: {day(window.closes)}{_left(window.closes, today, lang)}"


def _left(closes: date, today: date | None, lang: str) -> str:
    if today is None:
        return ""
    left = (closes - today).days
    if left < 0:
        return Text(f" (đã qua {-left} ngày)", f" ({-left} days ago)").in_(lang)
    return Text(f" (còn {left} ngày)", f" ({left} days left)").in_(lang)


def _row(title: str, found: Counts) -> tuple[str, ...]:
    full = BAR * found.handed_in // found.units if found.units else 0
    numbers = (found.valid, found.approved, found.waiting, found.late, found.missing)
    return title, f"{found.handed_in}/{found.units}", "█" * full + "░" * (BAR - full), *(str(item) for item in numbers)


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield "  ".join(
            cell.ljust(width) if place in (0, 2) else cell.rjust(width) for place, (cell, width) in enumerate(cells)
        ).rstrip()


def _listed(title: str, items: Sequence[UnitProgress], data: RoundData, lang: str) -> Iterator[str]:
    if items:
        yield ""
        yield f"{title} ({len(items)})"
        yield from (f"  {_line(item, data, lang)}" for item in items)


def _line(item: UnitProgress, data: RoundData, lang: str) -> str:
    parent = data.register.parent_of(item.unit)
    parts = [f"{item.unit.code} {item.unit.name}{f', {parent.name}' if parent else ''}"]
    if item.is_valid:
        parts.append(STATES[item.state].in_(lang))
    if item.received is not None:
        parts.append(Text("nhận", "received").in_(lang) + f" {written_moment(item.received)}")
    if item.pull is not None:
        since = Text("từ", "since").in_(lang)
        parts.append(f"{waits_for(item, data.register).in_(lang)} {since} {written_moment(item.pull.since)}")
        parts.append(item.pull.url)
    return "; ".join(part for part in parts if part)
