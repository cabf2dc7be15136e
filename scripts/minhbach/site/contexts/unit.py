"""A unit in a round: standing, groups beside the tier's median, what was lost, every criterion with its figures."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.exact import NO_BREAK_SPACE
from minhbach.export.api import places
from minhbach.history.words import short
from minhbach.model.round import Phase
from minhbach.model.units import Unit, unit_path
from minhbach.publication.ledger import tag_name
from minhbach.results import UnitResult, UnitStatus
from minhbach.scoring.rollup import SectionScore
from minhbach.site import addresses
from minhbach.site.contexts.answers import (
    CriterionItem,
    ExplanationItem,
    GroupItem,
    answered,
    build_explanations,
    build_groups,
    most_lost,
)
from minhbach.site.contexts.changes import Correction, corrections
from minhbach.site.contexts.findings import Finding, findings_of
from minhbach.site.contexts.history import Row, timeline
from minhbach.site.contexts.movement import UnitMovement, unit_movements
from minhbach.site.contexts.questions import QuestionItem, questions_of
from minhbach.site.contexts.sentences import reason
from minhbach.site.contexts.standing import GroupBar, Place, all_bars, build_places
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.words import NOT_SUBMITTED_TEXT

TABLES = ("so-lieu.csv", "diem.csv")
"""The round's files that a unit's page offers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recompute:
    """How anybody computes the results again: the commands, and the commit whose files they rest on."""

    commands: tuple[str, ...]
    commit: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitPage:
    """`rounds` leads to the unit over all rounds, `newest` to its page in a newer round once this one is archived."""

    head: Head
    address: str
    name: str
    code: str
    tier: str
    parent: Link | None
    area: Link | None
    rounds: Link
    compare: Link | None
    newest: Link | None
    as_of: str
    received: str
    approved: str
    status: str
    places: tuple[Place, ...]
    converted: str
    bars: tuple[GroupBar, ...]
    improvements: tuple[CriterionItem, ...]
    criteria: str
    groups: tuple[GroupItem, ...]
    answered: str
    findings: tuple[Finding, ...]
    corrections: tuple[Correction, ...]
    movements: tuple[UnitMovement, ...]
    questions: tuple[QuestionItem, ...]
    minutes: Link | None
    explanations: tuple[ExplanationItem, ...]
    history: tuple[Row, ...]
    recompute: Recompute | None
    downloads: tuple[Link, ...]
    path: str


def build(view: RoundView, unit: Unit, newest: Link | None = None) -> UnitPage:
    """`newest` is the unit's page in the newest round that has it, where that is not this one."""
    write, results = view.write, view.results
    result = results.by_unit.get(unit.code) if results else None
    total = result.total if result else None
    receipt = view.source.data.receipts.get(unit.code)
    questions = questions_of(view, unit.code)
    bars = all_bars(view, unit, total) if total else ()
    groups = build_groups(view, result, bars) if result and total else ()
    return UnitPage(
        head=view.head,
        address=addresses.unit(view.id, unit.code),
        name=unit.name,
        code=unit.code,
        tier=write.text(view.criteria.tier(unit.tier).title),
        parent=view.parent_link(unit),
        area=_area(view, unit),
        rounds=Link(write.say("Qua các đợt", "Over all rounds"), addresses.unit_rounds(unit, view.register)),
        compare=_compare(view, unit),
        newest=newest if view.round.phase is Phase.ARCHIVED else None,
        as_of=write.day(results.figures_as_of) if results and results.figures_as_of else "",
        received=write.moment(receipt.received) if receipt else "",
        approved=write.day(receipt.approved) if receipt and receipt.approved else "",
        status=_status(view, unit, result),
        places=build_places(view, result) if result else (),
        converted=_converted(view, total) if total else "",
        bars=tuple(bar for bar in bars if bar.is_declared),
        improvements=most_lost(groups),
        criteria=addresses.criteria(view.id),
        groups=groups,
        answered=answered(view, result.criteria) if result and total else "",
        findings=findings_of(view, unit.code),
        corrections=corrections(view, unit.code) if unit.code in view.corrected else (),
        movements=unit_movements(view, unit.code),
        questions=questions,
        minutes=view.minutes_link(unit.code),
        explanations=build_explanations(result, {item.id for item in questions if item.explanation}),
        history=timeline(view, unit.code),
        recompute=_recompute(view, unit) if total else None,
        downloads=_downloads(view, unit),
        path=unit_path(view.id, unit, view.register, view.criteria.tiers),
    )


def _area(view: RoundView, unit: Unit) -> Link | None:
    if unit.code not in view.register.children:
        return None
    title = view.write.say(f"Các đơn vị thuộc {unit.name}", f"Units of {unit.name}")
    return Link(title, addresses.area(view.id, unit.code))


def _status(view: RoundView, unit: Unit, result: UnitResult | None) -> str:
    """Why there are no points; empty when there are."""
    if result is not None:
        return "" if result.status is UnitStatus.RANKED else reason(result, view.write)
    if unit.code not in view.source.data.present:
        return view.write.text(NOT_SUBMITTED_TEXT)
    return view.write.say(
        "Đã nộp số liệu; kết quả chưa công bố", "Figures are handed in; results are not published yet"
    )


def _converted(view: RoundView, total: SectionScore) -> str:
    if total.maximum == total.declared:
        return ""
    write = view.write
    gone, points, maximum = (
        write.points(number) for number in (total.declared - total.maximum, total.points, total.maximum)
    )
    scale = write.short_points(total.declared)
    return write.say(
        f"{gone} trong {scale}{NO_BREAK_SPACE}điểm không áp dụng với đơn vị; "
        f"điểm đạt {points} trên {maximum} được quy đổi về thang {scale}.",
        f"{gone} of {scale}{NO_BREAK_SPACE}points do not apply to the unit; "
        f"the {points} earned of {maximum} are converted to the scale of {scale}.",
    )


def _recompute(view: RoundView, unit: Unit) -> Recompute:
    """Of a published edition from its tag; results that are only computed can be computed by anybody, too."""
    results = view.results
    record = results.record if results is not None else None
    explain = f"minhbach explain {view.id} {unit.code}"
    if record is None:
        return Recompute(commands=(explain,), commit="")
    edition = f"minhbach verify {view.id} {record.edition}"
    return Recompute(
        commands=(f"git checkout {tag_name(view.id, record.edition)}", edition, explain), commit=short(record.revision)
    )


def _compare(view: RoundView, unit: Unit) -> Link | None:
    """Beside its neighbour in the ranking."""
    other = view.beside.get(unit.code)
    if other is None:
        return None
    title = view.write.say(f"Đặt cạnh {other.name}", f"Beside {other.name}")
    return Link(title, f"{addresses.versus(view.id)}?dv={unit.code.lower()},{other.code.lower()}")


def _downloads(view: RoundView, unit: Unit) -> tuple[Link, ...]:
    """The unit as data, and the tables of the round that hold it with all others."""
    write = view.write
    own = Link(write.say("Đơn vị này (JSON)", "This unit (JSON)"), places.unit(view.id, unit.code))
    files = {item.path.rpartition("/")[2]: item for item in view.source.downloads}
    tables = tuple(Link(write.text(files[name].title), files[name].path) for name in TABLES if name in files)
    return (own, *tables)
