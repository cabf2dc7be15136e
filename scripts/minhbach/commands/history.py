"""`minhbach history ROUND [UNIT] [--figure F]`: what happened to a round, a unit or a figure, when and by whom."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from minhbach.commands.common import CLEAN, UsageError, add_revision, say
from minhbach.commands.past import load_round, opened_log
from minhbach.diagnostics import Text
from minhbach.exact import Lang
from minhbach.export.scores import answer_document
from minhbach.history.event import Event, EventKind, FigureChange, Person
from minhbach.history.timeline import History, history_of
from minhbach.history.words import KINDS, PARTS, person_words, place_words, remarks, short
from minhbach.model.chain import ORIGIN_WORDS, Chain
from minhbach.model.round import Milestone
from minhbach.progress.words import day, moment
from minhbach.repository import RoundData
from minhbach.scoring.voice import answer_text
from minhbach.values import chain_of

SCHEMA_VERSION = 1


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("history", help="dòng thời gian của đợt, đơn vị, số liệu / what happened and when")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("unit", metavar="UNIT", nargs="?", help="mã đơn vị / code of a unit")
    parser.add_argument("--figure", metavar="F", help="chỉ một số liệu / one figure only")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text, json")
    add_revision(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    data = load_round(args, figures=args.unit is not None and args.figure is not None)
    _need_names(data, args)
    with opened_log(args) as log:
        history = history_of(data, log)
    events = _chosen(history, args.unit, args.figure)
    chain = _chain(data, args.unit, args.figure)
    if args.format == "json":
        say(json.dumps(_document(data, history, events, chain, args), ensure_ascii=False, indent=1))
    else:
        say("\n".join(_lines(data, events, chain, args)))
    return CLEAN


def _need_names(data: RoundData, args: argparse.Namespace) -> None:
    """Raises UsageError for a unit or a figure that the round does not know."""
    if args.unit is not None and args.unit not in data.register.by_code:
        near = get_close_matches(args.unit, list(data.register.by_code), n=3, cutoff=0.7)
        hint = (f" Có phải: {', '.join(near)}?", f" Perhaps {', '.join(near)}?") if near else ("", "")
        raise UsageError(
            f"Đợt {data.round.id} không có đơn vị mã «{args.unit}».{hint[0]}",
            f"Round {data.round.id} has no unit “{args.unit}”.{hint[1]}",
        )
    asked = data.criteria.figures
    if args.unit is not None:
        asked = data.criteria.figures_of(data.register.by_code[args.unit].tier)
    if args.figure is not None and args.figure not in asked:
        near = get_close_matches(args.figure, list(asked), n=3, cutoff=0.6)
        hint = (f" Có phải: {', '.join(near)}?", f" Perhaps {', '.join(near)}?") if near else ("", "")
        raise UsageError(
            f"Không hỏi số liệu «{args.figure}» ở đây.{hint[0]}", f"The figure “{args.figure}” is not asked.{hint[1]}"
        )


def _chosen(history: History, unit: str | None, figure: str | None) -> tuple[Event, ...]:
    events = history.of_unit(unit) if unit is not None else history.events
    if figure is None:
        return events
    return tuple(event for event in events if any(change.figure == figure for change in event.figures))


def _chain(data: RoundData, code: str | None, figure: str | None) -> Chain | None:
    """As far as the phase of the round has come; None when the unit handed in nothing."""
    if code is None or figure is None or code not in data.submissions:
        return None
    milestone = data.round.public_milestone or Milestone.PRELIMINARY
    return chain_of(data, data.register.by_code[code], figure, milestone)


# Text ------------------------------------------------------------------------


def _lines(data: RoundData, events: Sequence[Event], chain: Chain | None, args: argparse.Namespace) -> Iterator[str]:
    lang: Lang = args.lang
    title = data.round.title.in_(lang)
    unit = data.register.by_code.get(args.unit)
    yield f"{unit.name} ({unit.code}), {title}" if unit is not None else title
    if chain is not None:
        figure = data.criteria.figures[chain.figure]
        links = [f"{answer_text(link.answer, lang)} ({ORIGIN_WORDS[link.origin].in_(lang)})" for link in chain.links]
        yield f"{figure.label.in_(lang)} ({chain.figure}): {' -> '.join(links)}"
    if not events:
        yield _NOTHING.in_(lang)
    for event in events:
        yield from _event_lines(data, event, args.unit, args.figure, lang)


_NOTHING = Text("Chưa có gì.", "Nothing yet.")


def _event_lines(data: RoundData, event: Event, code: str | None, only: str | None, lang: Lang) -> Iterator[str]:
    when = f"{'':6}{day(event.day)}" if event.whole_day else moment(event.at)
    unit = data.register.by_code.get(event.unit) if event.unit and code is None else None
    of = (
        f" - {unit.name} ({event.unit})"
        if unit is not None
        else f" - {event.unit}"
        if code is None and event.unit
        else ""
    )
    who = f"  {', '.join(map(person_words, event.who))}" if event.who else ""
    commit = f"  [{short(event.commit)}]" if event.commit else ""
    yield f"{when}  {KINDS[event.kind].in_(lang)}{of}{who}{commit}"
    for text in (*remarks(event), *_place(data, event, code)):
        yield f"{'':18}{text.in_(lang)}"
    for change in event.figures:
        if only in (None, change.figure):
            yield f"{'':18}{_change(change, lang)}"


def _place(data: RoundData, event: Event, code: str | None) -> tuple[Text, ...]:
    record = data.published.get(event.key) if event.kind is EventKind.PUBLISHED else None
    unit = record.units.get(code) if record is not None and code is not None else None
    return (place_words(unit),) if unit is not None and unit.places else ()


def _change(change: FigureChange, lang: Lang) -> str:
    before, after = answer_text(change.before, lang), answer_text(change.after, lang)
    return f"{change.figure}: {before} -> {after} ({PARTS[change.part].in_(lang)})"


# JSON ------------------------------------------------------------------------


def _document(
    data: RoundData, history: History, events: Sequence[Event], chain: Chain | None, args: argparse.Namespace
) -> dict[str, Any]:
    """`head` is null without git; `boundary` the commit where a shallow clone ends. Moments with their zone."""
    return {
        "schema_version": SCHEMA_VERSION,
        "round": data.round.id,
        "unit": args.unit,
        "figure": args.figure,
        "head": history.head,
        "boundary": history.boundary,
        "chain": [{"origin": link.origin.value, **answer_document(link.answer)} for link in chain.links]
        if chain is not None
        else None,
        "events": [_event_document(event, args.lang) for event in events],
    }


def _event_document(event: Event, lang: Lang) -> dict[str, Any]:
    return {
        "at": event.day.isoformat() if event.whole_day else event.at.isoformat(),
        "kind": event.kind.value,
        "unit": event.unit,
        "key": event.key or None,
        "who": [_person(person) for person in event.who],
        "approved_by": [_person(person) for person in event.approved_by],
        "late": event.late,
        "commit": event.commit,
        "entered": event.entered.isoformat() if event.entered else None,
        "pull_request": event.number,
        "unreadable": event.unreadable,
        "details": [text.in_(lang) for text in event.details],
        "figures": [
            {
                "part": change.part.value,
                "figure": change.figure,
                "before": answer_document(change.before),
                "after": answer_document(change.after),
            }
            for change in event.figures
        ],
    }


def _person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name}
