"""What the approvers of a unit's children look at: what waits for them, and what looks odd. No scores."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from minhbach.exact import NO_BREAK_SPACE
from minhbach.model.criteria import Figure
from minhbach.model.units import Unit
from minhbach.progress import APPROVAL, Change, Mover, OpenPull, UnitProgress
from minhbach.site import addresses
from minhbach.site.collation import vietnamese_key
from minhbach.site.contexts.evidence import web_address
from minhbach.site.contexts.progress import Block, Stage, count_units, stage_of
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.writing import with_unit
from minhbach.unusual import Beside, Oddity, oddities_below

MOST_QUESTIONS = 3
MOST_ODDITIES = 3
MOST_CHANGES = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class PullCard:
    """An open pull request that waits for these approvers. `first` says that the unit has nothing on record yet."""

    unit: Link
    anchor: str
    number: int
    url: str
    received: str
    since: str
    late: bool
    first: bool
    changes: tuple[Change, ...]
    more_changes: int
    odd_since_last_round: tuple[Change, ...]
    questions: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitEntry:
    """A unit with what its figures on record leave to ask; `more_questions` stand on the unit's own page."""

    unit: Link
    stage: Stage
    received: str
    approved: str
    late: bool
    questions: tuple[str, ...]
    more_questions: int
    oddities: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ApprovalPage:
    """`pulls_at` is when the open pull requests were looked at; empty when they are not known."""

    head: Head
    address: str
    name: str
    area: Link
    child_tier: str
    closes: str
    progress: Block
    pulls_at: str
    waiting: tuple[PullCard, ...]
    units: tuple[UnitEntry, ...]


def build(view: RoundView, unit: Unit) -> ApprovalPage:
    children = sorted(view.register.children[unit.code], key=lambda child: (vietnamese_key(child.name), child.code))
    items = view.progress.of(children)
    waiting = [(item, item.pull) for item in items if item.pull is not None and item.pull.mover is Mover.APPROVER]
    waiting.sort(key=lambda pair: pair[1].since)
    window, write = view.round.windows.get(APPROVAL), view.write
    oddities = oddities_below(view.source.data, unit)
    return ApprovalPage(
        head=view.head,
        address=addresses.approval(view.id, unit.code),
        name=unit.name,
        area=Link(write.say(f"Địa bàn {unit.name}", f"Area of {unit.name}"), addresses.area(view.id, unit.code)),
        child_tier=write.text(view.criteria.tier(children[0].tier).title),
        closes=write.day(window.closes) if window else "",
        progress=count_units(view, Link(unit.name, ""), children),
        pulls_at=write.moment(view.source.pulls_at) if view.source.pulls_at else "",
        waiting=tuple(_card(view, item, pull) for item, pull in waiting),
        units=tuple(_entry(view, item, oddities.get(item.unit.code, ())) for item in items),
    )


def _card(view: RoundView, item: UnitProgress, pull: OpenPull) -> PullCard:
    pull = view.source.pull_in(view.lang, pull)
    return PullCard(
        unit=view.unit_link(item.unit),
        anchor=f"cho-{item.unit.code.lower()}",
        number=pull.number,
        url=web_address(pull.url),
        received=view.write.moment(pull.received),
        since=view.write.moment(pull.since),
        late=pull.late,
        first=item.unit.code not in view.source.data.present,
        changes=pull.changes[:MOST_CHANGES],
        more_changes=max(0, len(pull.changes) - MOST_CHANGES),
        odd_since_last_round=tuple(change for change in pull.since_last_round if change.odd),
        questions=pull.questions,
        faults=pull.faults,
    )


def _entry(view: RoundView, item: UnitProgress, oddities: tuple[Oddity, ...]) -> UnitEntry:
    questions = [finding.message.in_(view.lang) for finding in view.source.queries(item.unit.code)]
    return UnitEntry(
        unit=view.unit_link(item.unit),
        stage=stage_of(view, item.unit),
        received=view.write.moment(item.received) if item.received else "",
        approved=view.write.day(item.approved) if item.approved else "",
        late=item.late,
        questions=tuple(questions[:MOST_QUESTIONS]),
        more_questions=max(0, len(questions) - MOST_QUESTIONS),
        oddities=tuple(_words(view, oddity) for oddity in oddities[:MOST_ODDITIES]),
    )


def _words(view: RoundView, item: Oddity) -> str:
    """`Số máy vi tính: 240 máy, các đơn vị khác từ 8 đến 35 (gấp 6,9 lần)`."""
    write = view.write
    own = _number(view, item.figure, item.value)
    low, high = write.exact(item.low, 2), write.exact(item.high, 2)
    if item.beside is Beside.LAST_ROUND:
        against = write.say(f"đợt {view.round.previous} là {low}", f"in round {view.round.previous} it was {low}")
    elif low != high:
        against = write.say(f"các đơn vị khác từ {low} đến {high}", f"the other units from {low} to {high}")
    else:
        against = write.say(f"các đơn vị khác đều là {low}", f"all other units {low}")
    return f"{write.text(item.figure.label)}: {own}, {against}{_factor(view, item)}"


def _number(view: RoundView, figure: Figure, value: Fraction) -> str:
    return with_unit(view.write.exact(value, 2), figure.unit)


def _factor(view: RoundView, item: Oddity) -> str:
    if item.factor is None:
        return ""
    times = view.write.exact(item.factor, 1).removeprefix(f"≈{NO_BREAK_SPACE}")
    if item.value > item.high:
        return view.write.say(f" (gấp {times} lần)", f" ({times} times as much)")
    return view.write.say(f" (bằng một phần {times})", f" ({times} times less)")
