"""Reminders of a round: one issue for each unit with units below it, one for each tier of units with none above."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from minhbach.forges.interface import Issue
from minhbach.model.accounts import Account
from minhbach.model.round import Round, Window
from minhbach.model.units import Unit
from minhbach.notices.markup import call, link, typed
from minhbach.progress import APPROVAL, REPORT, SUPPLEMENT, RoundProgress, UnitProgress, UnitState
from minhbach.progress.words import day, moment, waits_for
from minhbach.repository import RoundData

LABEL = "nhắc việc"
AFTERWARDS = timedelta(days=7)
"""How long after the last day of a window its reminders go on."""

MOST_LISTED = 60
MOST_CALLED = 30

_MARKER = re.compile(r"<!-- minhbach:reminder ([0-9a-z-]{1,60}) ([0-9a-z_-]{1,60}) -->")
_DUE = {REPORT: "Hạn nhập số liệu", APPROVAL: "Hạn duyệt", SUPPLEMENT: "Hạn bổ sung, điều chỉnh"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Reminder:
    """`key` is the code of the unit above or the id of the tier; `is_needed` is false when nothing is left to do."""

    round: str
    key: str
    title: str
    body: str
    is_needed: bool

    @property
    def mark(self) -> tuple[str, str]:
        return self.round, self.key


def is_current(round_: Round, today: date) -> bool:
    """Something is to be handed in or approved now, or was until a week ago."""
    windows = (round_.windows.get(name) for name in _DUE)
    return any(window is not None and window.opens <= today <= _end(window) + AFTERWARDS for window in windows)


def _end(window: Window) -> date:
    return window.grace_to or window.closes


def reminders(data: RoundData, progress: RoundProgress, today: date, site: str = "") -> tuple[Reminder, ...]:
    """All of a round, needed or not, in the order of the register; `today` is local to the round."""
    found = []
    for tier in data.criteria.tiers:
        units = [unit for unit in data.register.of_tier(tier.id) if unit.parent is None]
        if units:
            found.append(_reminder(data, progress.of(units), _Group(tier.id, tier.title.vi, None), today, site))
    for code, children in data.register.children.items():
        parent = data.register.by_code[code]
        found.append(_reminder(data, progress.of(children), _Group(code.lower(), parent.name, parent), today, site))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Group:
    """Units that are reminded together, and the unit above them."""

    key: str
    name: str
    parent: Unit | None


def _reminder(data: RoundData, items: Sequence[UnitProgress], group: _Group, today: date, site: str) -> Reminder:
    round_id = data.round.id
    lists = list(_lists(data, items))
    called = _called(data, items, group) if lists else []
    lines = [
        f"<!-- minhbach:reminder {round_id} {group.key} -->",
        f"Tình hình đến hết ngày {day(today)}, đợt {typed(round_id)}, {typed(group.name)}.",
        *_due(data.round, today),
        *(lists or ["Không còn gì phải nhắc."]),
        *([f"Kính nhờ: {', '.join(called)}."] if called else []),
        *_links(round_id, group, site),
    ]
    return Reminder(
        round=round_id,
        key=group.key,
        title=f"Nhắc việc đợt {round_id}: {group.name}",
        body="\n\n".join(lines) + "\n",
        is_needed=bool(lists),
    )


def _due(round_: Round, today: date) -> Iterator[str]:
    """`Hạn nhập số liệu: hết ngày 25/11/2019, còn 2 ngày.` for what is open or was until a week ago."""
    for name, title in _DUE.items():
        window = round_.windows.get(name)
        if window is not None and window.opens <= today <= _end(window) + AFTERWARDS:
            left = (window.closes - today).days
            words = f"còn {left} ngày" if left > 0 else "là hôm nay" if left == 0 else f"đã qua {-left} ngày"
            grace = f"; gia hạn đến hết ngày {day(window.grace_to)}" if window.grace_to and left < 0 else ""
            yield f"{title}: hết ngày **{day(window.closes)}**, {words}{grace}."


def _lists(data: RoundData, items: Sequence[UnitProgress]) -> Iterator[str]:
    missing = [typed(item.unit.name) for item in items if item.state is UnitState.MISSING]
    yield from _list("Chưa nộp", missing)
    on_record = [item for item in items if item.state is UnitState.INVALID and item.pull is None]
    yield from _list("Số liệu đã nhận có lỗi, cần sửa", [typed(item.unit.name) for item in on_record])
    waiting: dict[str, list[str]] = {}
    for item in items:
        if item.pull is not None:
            waiting.setdefault(waits_for(item, data.register).vi, []).append(_waiting(item))
    for who, lines in waiting.items():
        yield from _list(who[:1].upper() + who[1:], lines)


def _list(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        shown = [f"- {line}" for line in lines[:MOST_LISTED]]
        more = [f"- và {len(lines) - MOST_LISTED} đơn vị khác"] if len(lines) > MOST_LISTED else []
        yield "\n".join([f"#### {typed(title)} ({len(lines)})", "", *shown, *more])


def _waiting(item: UnitProgress) -> str:
    pull = item.pull
    if pull is None:
        return typed(item.unit.name)
    counts = [f"{len(pull.faults)} lỗi"] if pull.faults else []
    counts += [f"{len(pull.questions)} câu hỏi"] if pull.questions else []
    told = f" ({', '.join(counts)})" if counts else ""
    return f"{link(item.unit.name, pull.url)}: từ {moment(pull.since)}{told}"


def _called(data: RoundData, items: Sequence[UnitProgress], group: _Group) -> list[str]:
    """Approvers and the clerks whose turn it is. Nobody in an illustrative round: its logins may be anybody's."""
    if data.round.illustrative:
        return []
    accounts: list[Account] = list(data.accounts.approvers(group.parent.code)) if group.parent is not None else []
    for item in items:
        if item.state in (UnitState.MISSING, UnitState.INVALID):
            accounts += data.accounts.submitters(item.unit.code)
    logins = dict.fromkeys(account.login for account in accounts)
    return [call(login) for login in logins][:MOST_CALLED]


def _links(round_id: str, group: _Group, site: str) -> Iterator[str]:
    if site:
        base = f"{site.rstrip('/')}/{round_id.lower()}"
        desk = f"{link('Trang của người duyệt', f'{base}/duyet/{group.key}/')} · " if group.parent is not None else ""
        yield desk + link("Tiến độ của đợt", f"{base}/tien-do/")


# What to do at the forge -----------------------------------------------------------------


class Deed(StrEnum):
    OPEN = "open"
    EDIT = "edit"
    CLOSE = "close"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One change at the forge; `number` is the issue, None for a new one."""

    deed: Deed
    title: str
    body: str
    number: int | None = None


def plan(wanted: Iterable[Reminder], issues: Iterable[Issue], own: int, judged: Collection[str]) -> tuple[Step, ...]:
    """What brings the open issues of the account `own` about the `judged` rounds to what is wanted.

    An issue of a round that is reminded no more is closed, and so is a twin. Nobody else's issue is touched, and none
    of a round that could not be read.
    """
    by_mark = {reminder.mark: reminder for reminder in wanted}
    there: dict[tuple[str, str], Issue] = {}
    steps: list[Step] = []
    for issue in sorted(issues, key=lambda issue: issue.number):
        mark = _mark(issue)
        if issue.author.id != own or mark is None or mark[0] not in judged:
            continue
        reminder = by_mark.get(mark)
        if reminder is None or mark in there or not reminder.is_needed:
            body = reminder.body if reminder is not None else issue.body
            steps.append(Step(deed=Deed.CLOSE, title=issue.title, body=body, number=issue.number))
        elif _lines(issue.body) != _lines(reminder.body):
            steps.append(Step(deed=Deed.EDIT, title=issue.title, body=reminder.body, number=issue.number))
        there.setdefault(mark, issue)
    steps += _new(by_mark, there)
    return tuple(steps)


def _new(wanted: Mapping[tuple[str, str], Reminder], there: Mapping[tuple[str, str], Issue]) -> Iterator[Step]:
    for mark, reminder in wanted.items():
        if mark not in there and reminder.is_needed:
            yield Step(deed=Deed.OPEN, title=reminder.title, body=reminder.body)


def _lines(body: str) -> list[str]:
    """A forge may keep line ends of its own."""
    return [line.rstrip() for line in body.strip().splitlines()]


def _mark(issue: Issue) -> tuple[str, str] | None:
    found = _MARKER.match(issue.body)
    return (found[1], found[2]) if found else None
