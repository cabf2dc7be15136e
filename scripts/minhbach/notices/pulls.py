"""The gate's queue as the progress of a round sees it: plain words, times local to the round."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from minhbach.diagnostics import Diagnostic, Severity
from minhbach.exact import Lang
from minhbach.gate.outcome import FigureMove
from minhbach.gate.waiting import Queue, Waiting
from minhbach.model.round import Round
from minhbach.notices import moves
from minhbach.notices.words import Setting
from minhbach.progress import Change, Mover, OpenPull


def open_pulls(queue: Queue, round_: Round, lang: Lang = "vi") -> tuple[OpenPull, ...]:
    """The open pull requests of a round that are about one unit, by those who may propose for it."""
    zone = ZoneInfo(round_.timezone)
    return tuple(
        _open_pull(item, zone, lang)
        for item in queue.waiting
        if item.outcome.round == round_.id and len(item.outcome.units) == 1 and item.outcome.is_theirs
    )


def _open_pull(waiting: Waiting, zone: ZoneInfo, lang: Lang) -> OpenPull:
    outcome, effect = waiting.outcome, waiting.outcome.effect
    setting = Setting(lang=lang, zone=zone)
    return OpenPull(
        unit=outcome.units[0],
        number=waiting.number,
        url=waiting.url,
        received=_local(waiting.received, zone),
        mover=Mover(waiting.turn.value),
        since=_local(waiting.since, zone),
        late=outcome.late,
        faults=_messages(outcome.diagnostics, Severity.ERROR, setting),
        questions=_messages(outcome.diagnostics, Severity.QUERY, setting),
        changes=_changes(effect.figures, setting) if effect is not None else (),
        since_last_round=_changes(effect.since_last_round, setting) if effect is not None else (),
        sent_back=waiting.sent_back,
    )


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def _messages(found: Iterable[Diagnostic], severity: Severity, setting: Setting) -> tuple[str, ...]:
    line = setting.say("dòng", "line")
    return tuple(
        f"{item.message.in_(setting.lang)} ({line} {item.location.line})" for item in found if item.severity is severity
    )


def _changes(found: Iterable[FigureMove], setting: Setting) -> tuple[Change, ...]:
    return tuple(_change(move, setting) for move in found)


def _change(move: FigureMove, setting: Setting) -> Change:
    label, before, after, how_much = moves.figure_move(move, setting)
    return Change(label=label, before=before, after=after, how_much=how_much, odd=moves.is_odd(move.ratio))
