"""A unit in a round: standing, groups beside the tier's median, what was lost, every criterion with its figures."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.exact import NO_BREAK_SPACE
from minhbach.model.submission import State
from minhbach.model.units import Unit, unit_path
from minhbach.results import UnitResult, UnitStatus
from minhbach.scoring.rollup import SectionScore
from minhbach.site import addresses
from minhbach.site.contexts.answers import (
    ExplanationItem,
    GroupItem,
    answered,
    build_explanations,
    build_groups,
)
from minhbach.site.contexts.changes import Correction, corrections
from minhbach.site.contexts.findings import Finding, findings_of
from minhbach.site.contexts.history import Row, timeline
from minhbach.site.contexts.movement import UnitMovement, unit_movements
from minhbach.site.contexts.questions import QuestionItem, questions_of
from minhbach.site.contexts.sentences import reason
from minhbach.site.contexts.standing import GroupBar, Place, build_bars, build_places
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.words import NOT_SUBMITTED, STATES
from minhbach.site.writing import day, moment, points, short_points

MOST_IMPROVEMENTS = 8


@dataclass(frozen=True, slots=True)
class Improvement:
    title: str
    anchor: str
    group: str
    lost: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitPage:
    head: Head
    address: str
    name: str
    code: str
    tier: str
    parent: Link | None
    area: Link | None
    received: str
    approved: str
    status: str
    places: tuple[Place, ...]
    converted: str
    bars: tuple[GroupBar, ...]
    improvements: tuple[Improvement, ...]
    groups: tuple[GroupItem, ...]
    answered: str
    findings: tuple[Finding, ...]
    corrections: tuple[Correction, ...]
    movements: tuple[UnitMovement, ...]
    questions: tuple[QuestionItem, ...]
    minutes: Link | None
    explanations: tuple[ExplanationItem, ...]
    history: tuple[Row, ...]
    path: str


def build(view: RoundView, unit: Unit) -> UnitPage:
    result = view.results.by_unit.get(unit.code) if view.results else None
    receipt = view.source.data.receipts.get(unit.code)
    total = result.total if result else None
    questions = questions_of(view, unit.code)
    return UnitPage(
        head=view.head,
        address=addresses.unit(view.id, unit.code),
        name=unit.name,
        code=unit.code,
        tier=view.criteria.tier(unit.tier).title.vi,
        parent=view.parent_link(unit),
        area=Link(f"Các đơn vị thuộc {unit.name}", addresses.area(view.id, unit.code))
        if unit.code in view.register.children
        else None,
        received=moment(receipt.received) if receipt else "",
        approved=day(receipt.approved) if receipt and receipt.approved else "",
        status=_status(view, unit, result),
        places=build_places(view, result) if result else (),
        converted=_converted(view, total) if total else "",
        bars=build_bars(view, unit, total) if total else (),
        improvements=_improvements(view, result) if result else (),
        groups=build_groups(view, result, total) if result and total else (),
        answered=answered(result.criteria) if result and total else "",
        findings=findings_of(view, unit.code),
        corrections=corrections(view, unit.code),
        movements=unit_movements(view, unit.code),
        questions=questions,
        minutes=view.minutes_link(unit.code),
        explanations=build_explanations(result, {item.id for item in questions if item.explanation}),
        history=timeline(view, unit.code),
        path=unit_path(view.id, unit, view.register, view.criteria.tiers),
    )


def _status(view: RoundView, unit: Unit, result: UnitResult | None) -> str:
    """Why there are no points; empty when there are."""
    if result is not None:
        return "" if result.status is UnitStatus.RANKED else reason(result)
    if unit.code not in view.source.data.present:
        return NOT_SUBMITTED
    return "Đã nộp số liệu; kết quả chưa công bố"


def _converted(view: RoundView, total: SectionScore) -> str:
    if total.maximum == total.declared:
        return ""
    gone = total.declared - total.maximum
    return (
        f"{points(gone, view.publication)} trong {short_points(total.declared)}{NO_BREAK_SPACE}điểm "
        f"không áp dụng với đơn vị; "
        f"điểm đạt {points(total.points, view.publication)} trên {points(total.maximum, view.publication)} "
        f"được quy đổi về thang {short_points(total.declared)}."
    )


def _improvements(view: RoundView, result: UnitResult) -> tuple[Improvement, ...]:
    scores = [score for score in result.criteria if score.lost > 0]
    scores.sort(key=lambda score: (-score.lost, score.criterion.number))
    return tuple(
        Improvement(
            title=score.criterion.title.vi,
            anchor=f"tc-{score.criterion.id}",
            group=view.criterion_groups[score.criterion.id].title.vi,
            lost=points(score.lost, view.publication),
            why=STATES[score.state] if score.state is not State.VALUE else "",
        )
        for score in scores[:MOST_IMPROVEMENTS]
    )
