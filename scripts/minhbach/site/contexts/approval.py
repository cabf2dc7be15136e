"""What the approvers of a unit's children look at: what waits for them, and what looks odd. No scores."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.exact import NO_BREAK_SPACE, written_exact
from minhbach.model.criteria import Figure
from minhbach.model.units import Unit
from minhbach.progress import Change, Mover, OpenPull, UnitProgress
from minhbach.site import addresses
from minhbach.site.collation import vietnamese_key
from minhbach.site.contexts.evidence import web_address
from minhbach.site.contexts.progress import Block, Stage, count_units, stage_of
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.writing import day, moment, with_unit
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
    window = view.round.windows.get("district_approval")
    oddities = oddities_below(view.source.data, unit)
    return ApprovalPage(
        head=view.head,
        address=addresses.approval(view.id, unit.code),
        name=unit.name,
        area=Link(f"Địa bàn {unit.name}", addresses.area(view.id, unit.code)),
        child_tier=view.criteria.tier(children[0].tier).title.vi,
        closes=day(window.closes) if window else "",
        progress=count_units(view, Link(unit.name, ""), children),
        pulls_at=moment(view.source.pulls_at) if view.source.pulls_at else "",
        waiting=tuple(_card(view, item, pull) for item, pull in waiting),
        units=tuple(_entry(view, item, oddities.get(item.unit.code, ())) for item in items),
    )


def _card(view: RoundView, item: UnitProgress, pull: OpenPull) -> PullCard:
    return PullCard(
        unit=view.unit_link(item.unit),
        anchor=f"cho-{item.unit.code.lower()}",
        number=pull.number,
        url=web_address(pull.url),
        received=moment(pull.received),
        since=moment(pull.since),
        late=pull.late,
        first=item.unit.code not in view.source.data.present,
        changes=pull.changes[:MOST_CHANGES],
        more_changes=max(0, len(pull.changes) - MOST_CHANGES),
        odd_since_last_round=tuple(change for change in pull.since_last_round if change.odd),
        questions=pull.questions,
        faults=pull.faults,
    )


def _entry(view: RoundView, item: UnitProgress, oddities: tuple[Oddity, ...]) -> UnitEntry:
    questions = [finding.message.vi for finding in view.source.queries(item.unit.code)]
    return UnitEntry(
        unit=view.unit_link(item.unit),
        stage=stage_of(view, item.unit),
        received=moment(item.received) if item.received else "",
        approved=day(item.approved) if item.approved else "",
        late=item.late,
        questions=tuple(questions[:MOST_QUESTIONS]),
        more_questions=max(0, len(questions) - MOST_QUESTIONS),
        oddities=tuple(_words(view, oddity) for oddity in oddities[:MOST_ODDITIES]),
    )


def _words(view: RoundView, item: Oddity) -> str:
    """`Số máy vi tính: 240 máy, các đơn vị khác từ 8 đến 35 (gấp 6,9 lần)`."""
    own = _number(item.figure, item)
    low, high = written_exact(item.low, most=2), written_exact(item.high, most=2)
    if item.beside is Beside.LAST_ROUND:
        against = f"đợt {view.round.previous} là {low}"
    else:
        against = f"các đơn vị khác từ {low} đến {high}" if low != high else f"các đơn vị khác đều là {low}"
    return f"{item.figure.label.vi}: {own}, {against}{_factor(item)}"


def _number(figure: Figure, item: Oddity) -> str:
    return with_unit(written_exact(item.value, most=2), figure.unit)


def _factor(item: Oddity) -> str:
    if item.factor is None:
        return ""
    times = written_exact(item.factor, most=1).removeprefix(f"≈{NO_BREAK_SPACE}")
    return f" (gấp {times} lần)" if item.value > item.high else f" (bằng một phần {times})"
