"""A unit's answers, criterion by criterion: figures with their chain, points, the formula in words, evidence."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from fractions import Fraction

from minhbach.model.criteria import Role
from minhbach.model.submission import State
from minhbach.results import UnitResult
from minhbach.scoring.rollup import CriterionScore, SectionScore
from minhbach.scoring.words import explain
from minhbach.site import addresses, charts
from minhbach.site.contexts.chain import FigureRow, figure_rows
from minhbach.site.contexts.evidence import EvidenceItem, evidence_items
from minhbach.site.contexts.view import RoundView
from minhbach.site.words import ROLES, STATES
from minhbach.site.writing import points, short_points


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionItem:
    id: str
    number: str
    title: str
    address: str
    state: str
    state_text: str
    role: str
    points: str
    maximum: str
    lost: str
    width: str
    figures: tuple[FigureRow, ...]
    words: tuple[str, ...]
    evidence: tuple[EvidenceItem, ...]
    wants_evidence: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupItem:
    id: str
    title: str
    number: str
    points: str
    maximum: str
    criteria: tuple[CriterionItem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ExplanationItem:
    id: str
    text: str
    evidence: tuple[EvidenceItem, ...]


def build_groups(view: RoundView, result: UnitResult, total: SectionScore) -> tuple[GroupItem, ...]:
    numbers = {section.id: section.number for section in view.criteria.groups()}
    leaves = [section for section in total.walk() if section.criteria]
    return tuple(
        GroupItem(
            id=section.id,
            title=view.section_titles[section.id],
            number=numbers[section.id],
            points=points(section.value, view.publication) if section.value is not None else "–",
            maximum=short_points(section.declared),
            criteria=tuple(_criterion(view, result, score) for score in section.criteria),
        )
        for section in leaves
    )


def _criterion(view: RoundView, result: UnitResult, score: CriterionScore) -> CriterionItem:
    criterion = score.criterion
    submission = result.submission
    base = score.maximum or score.declared
    return CriterionItem(
        id=criterion.id,
        number=criterion.number,
        title=criterion.title.vi,
        address=addresses.criterion(view.id, criterion.id),
        state=score.state.value.replace("_", "-"),
        state_text=STATES[score.state] if score.state is not State.VALUE else "",
        role=ROLES[criterion.role],
        points=points(score.points, view.publication),
        maximum=short_points(score.maximum if criterion.role is Role.SCORED else score.declared),
        lost=points(score.lost, view.publication) if score.lost > 0 else "",
        width=charts.percent(abs(score.points) / base if base else Fraction(0)),
        figures=figure_rows(view, result, criterion.uses),
        words=tuple(explain(score, view.criteria, "vi")),
        evidence=evidence_items(submission.evidence.get(criterion.id, ()) if submission else ()),
        wants_evidence=criterion.evidence != "none",
    )


def answered(scores: Iterable[CriterionScore]) -> str:
    counts: dict[State, int] = {}
    for score in scores:
        counts[score.state] = counts.get(score.state, 0) + 1
    words = {state: STATES[state].lower() for state in State}
    words[State.VALUE] = "có số liệu"
    return ", ".join(f"{counts[state]} tiêu chí {words[state]}" for state in State if counts.get(state))


def build_explanations(result: UnitResult | None, told: Container[str]) -> tuple[ExplanationItem, ...]:
    """Those that do not stand beside their question already (`told`)."""
    if result is None or result.submission is None:
        return ()
    items = result.submission.explanations.items()
    return tuple(
        ExplanationItem(id=key, text=item.text, evidence=evidence_items(item.evidence))
        for key, item in items
        if key not in told
    )
