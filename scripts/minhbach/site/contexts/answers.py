"""A unit's answers, criterion by criterion: figures with their chain, points, the formula in words, evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from minhbach.diagnostics import Text
from minhbach.model.submission import State
from minhbach.results import UnitResult
from minhbach.scoring.rollup import CriterionScore, SectionScore
from minhbach.site.contexts.chain import FigureRow, figure_rows
from minhbach.site.contexts.evidence import EvidenceItem, evidence_items
from minhbach.site.contexts.frames import CriterionFrame
from minhbach.site.contexts.standing import GroupBar
from minhbach.site.contexts.verdicts import Verdict
from minhbach.site.contexts.view import RoundView

MOST_IMPROVEMENTS = 8

COUNTED: Mapping[State, Text] = {
    State.VALUE: Text("có số liệu", "with figures"),
    State.MISSING: Text("chưa trả lời", "not answered"),
    State.NOT_APPLICABLE: Text("không áp dụng", "not applicable"),
    State.NOT_ASSESSED: Text("không đánh giá trong đợt này", "not assessed in this round"),
}


@dataclass(frozen=True, slots=True)
class CriterionItem:
    """A criterion of a unit. `figures` are empty when each was only reported: their values stand in the verdict."""

    frame: CriterionFrame
    verdict: Verdict
    figures: tuple[FigureRow, ...]
    evidence: tuple[EvidenceItem, ...]


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


def build_groups(view: RoundView, result: UnitResult, bars: Iterable[GroupBar]) -> tuple[GroupItem, ...]:
    """The groups that hold criteria; `bars` are of all sections."""
    sections = result.sections
    changed = any(len(chain.links) > 1 for chain in result.chains.values())
    return tuple(
        GroupItem(
            id=bar.id,
            title=bar.title,
            number=bar.number,
            points=bar.points,
            maximum=bar.maximum,
            criteria=tuple(_criteria(view, result, sections[bar.id], changed=changed)),
        )
        for bar in bars
        if sections[bar.id].criteria
    )


def _criteria(view: RoundView, result: UnitResult, section: SectionScore, *, changed: bool) -> Iterable[CriterionItem]:
    """`changed`: some figure of the unit was not only reported."""
    frames, verdicts, tier, chains = view.frames.criteria, view.verdicts, result.unit.tier, result.chains
    evidence = result.submission.evidence if result.submission else {}
    for score in section.criteria:
        frame = frames[score.criterion.id]
        named = evidence.get(frame.id)
        yield CriterionItem(
            frame,
            verdicts.of(tier, frame, score, chains),
            figure_rows(view, result, frame.figures) if changed else (),
            evidence_items(named) if named else (),
        )


def most_lost(groups: Iterable[GroupItem]) -> tuple[CriterionItem, ...]:
    """Where the most points were lost; of equal losses the first of the set."""
    items = [item for group in groups for item in group.criteria if item.verdict.lost]
    items.sort(key=lambda item: -item.verdict.lost_order)
    return tuple(items[:MOST_IMPROVEMENTS])


def answered(view: RoundView, scores: Iterable[CriterionScore]) -> str:
    """`40 tiêu chí có số liệu, 3 tiêu chí chưa trả lời`."""
    counts = Counter(score.state for score in scores)
    return ", ".join(
        view.write.say(
            f"{counts[state]} tiêu chí {words.vi}",
            f"{counts[state]} {'criterion' if counts[state] == 1 else 'criteria'} {words.en}",
        )
        for state, words in COUNTED.items()
        if counts[state]
    )


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
