"""`minhbach inspect suggest ROUND`: units worth a visit, ranked, each reason in words with what it weighs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import Any

from minhbach.commands.common import CLEAN, UsageError, add_revision, load_all, need_round, say
from minhbach.diagnostics import Text
from minhbach.exact import Lang, decimal_text, written_exact
from minhbach.inspection.suggestion import Candidate, Suggestion, suggest
from minhbach.inspection.words import reason_text
from minhbach.model.round import Ground, Milestone
from minhbach.model.units import Unit
from minhbach.repository import RoundData
from minhbach.results import compute_results

SCHEMA_VERSION = 1
DECIMALS = 3


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("suggest", help="gợi ý đơn vị nên kiểm tra / units worth a visit")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("--count", type=_count, metavar="N", help="bao nhiêu đơn vị / how many units")
    parser.add_argument("--tier", metavar="TIER", help="chỉ một cấp / one tier only")
    parser.add_argument("--seed", metavar="TEXT", help="hạt giống ngẫu nhiên khác / another random seed")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text, json")
    add_revision(parser)
    parser.set_defaults(run=run)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"«{text}»: số đơn vị, từ 1 trở lên / a number of units, 1 or more")
    return int(text)


def run(args: argparse.Namespace) -> int:
    dataset, report = load_all(args.root, args.rev)
    need_round(dataset, args.round)
    data = dataset.rounds[args.round]
    tiers = [tier.id for tier in data.criteria.tiers]
    if args.tier is not None and args.tier not in tiers:
        raise UsageError(
            f"Không có cấp «{args.tier}». Các cấp: {', '.join(tiers)}",
            f"There is no tier “{args.tier}”. Tiers: {', '.join(tiers)}",
        )
    results = compute_results(dataset, args.round, Milestone.PRELIMINARY)
    suggestion = suggest(data, results, report, tier=args.tier, seed=args.seed)
    count = args.count or data.round.inspection_choice.count or len(suggestion.candidates)
    chosen = suggestion.candidates[:count]
    if args.format == "json":
        say(json.dumps(_document(data, suggestion, chosen, args.lang), ensure_ascii=False, indent=1))
    else:
        say("\n".join(_lines(data, suggestion, chosen, args.lang)))
    return CLEAN


# JSON ------------------------------------------------------------------------


def _document(data: RoundData, suggestion: Suggestion, chosen: Sequence[Candidate], lang: str) -> dict[str, Any]:
    """The keys are stable and always there; numbers are exact decimals, or of 20 digits where there is no end."""
    choice = suggestion.choice
    return {
        "schema_version": SCHEMA_VERSION,
        "round": data.round.id,
        "milestone": Milestone.PRELIMINARY.value,
        "seed": suggestion.seed,
        "weights": {ground.value: decimal_text(choice.weight(ground)) for ground in Ground},
        "units": [_unit(data, suggestion, place, item, lang) for place, item in enumerate(chosen, start=1)],
        "not_listed": {
            "exempt": [unit.code for unit in suggestion.exempt],
            "silent": [unit.code for unit in suggestion.silent],
            "inspected": [unit.code for unit in suggestion.inspected],
            "below": len(suggestion.candidates) - len(chosen),
        },
    }


def _unit(data: RoundData, suggestion: Suggestion, place: int, item: Candidate, lang: str) -> dict[str, Any]:
    return {
        "place": place,
        "code": item.unit.code,
        "name": item.unit.name,
        "tier": item.unit.tier,
        "parent": item.unit.parent,
        "score": decimal_text(item.score),
        "sent_to_inspection": list(item.sent),
        "reasons": [
            {
                "ground": reason.ground.value,
                "weight": decimal_text(suggestion.choice.weight(reason.ground)),
                "value": decimal_text(reason.value),
                "text": reason_text(data, reason).in_(lang),
            }
            for reason in item.reasons
        ],
    }


# Text ------------------------------------------------------------------------


def _lines(data: RoundData, suggestion: Suggestion, chosen: Sequence[Candidate], lang: Lang) -> Iterator[str]:
    yield data.round.title.in_(lang)
    yield Text(
        f"Gợi ý {len(chosen)} trong {len(suggestion.candidates)} đơn vị, hạt giống «{suggestion.seed}». "
        "Điểm = tổng của trọng số x mức (0 đến 1); đơn vị đã chuyển kiểm tra đứng trước.",
        f"{len(chosen)} of {len(suggestion.candidates)} units, seed “{suggestion.seed}”. "
        "Score = sum of weight x degree (0 to 1); units that were sent to an inspection stand first.",
    ).in_(lang)
    for place, item in enumerate(chosen, start=1):
        parent = data.register.parent_of(item.unit)
        yield ""
        name = f"{item.unit.code} {item.unit.name}{f', {parent.name}' if parent else ''}"
        yield f"{place}. {name}: {written_exact(item.score, lang, DECIMALS)}"
        if item.sent:
            sent = Text("người vận hành đã chuyển kiểm tra", "sent to an inspection by the operator").in_(lang)
            yield f"   - {sent}: {', '.join(item.sent)}"
        for reason in item.reasons:
            weight = written_exact(suggestion.choice.weight(reason.ground), lang, DECIMALS)
            value = written_exact(reason.value, lang, DECIMALS)
            yield f"   - {weight} x {value}: {reason_text(data, reason).in_(lang)}"
    yield from _others(suggestion, lang)


def _others(suggestion: Suggestion, lang: str) -> Iterator[str]:
    lists = (
        (Text("Không đánh giá", "Not assessed"), suggestion.exempt),
        (Text("Chưa nộp số liệu", "Handed in nothing"), suggestion.silent),
        (Text("Đã có biên bản", "Inspected already"), suggestion.inspected),
    )
    shown = [(title, units) for title, units in lists if units]
    if shown:
        yield ""
    for title, units in shown:
        yield f"{title.in_(lang)} ({len(units)}): {_names(units)}"


def _names(units: Sequence[Unit]) -> str:
    return ", ".join(f"{unit.code} {unit.name}" for unit in units)
