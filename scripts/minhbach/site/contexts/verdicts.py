"""What a criterion gave for certain answers, in words. Units of a tier that answered alike share one verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from minhbach.model.chain import Chain
from minhbach.model.criteria import CriteriaSet, Role
from minhbach.model.submission import MISSING, Answer, State
from minhbach.scoring.rollup import CriterionScore
from minhbach.scoring.words import Explainer
from minhbach.site.contexts.frames import CriterionFrame
from minhbach.site.words import STATE_TEXTS
from minhbach.site.writing import Writer

MOST = 30_000
"""Verdicts that are kept; small counts and choices come again and again, others never do."""

_FINE = 10**12


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure that only was reported: its value, or the words of its state with the reason in `note`."""

    label: str
    value: str
    state: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Points of a criterion and how they came about. `lost_order` ranks what was lost, finer than it is published."""

    state: str
    state_text: str
    points: str
    maximum: str
    lost: str
    lost_order: int
    width: str
    words: tuple[str, ...]
    figures: tuple[FigureValue, ...]


class Verdicts:
    """The verdicts of one round in one language."""

    def __init__(self, criteria: CriteriaSet, write: Writer) -> None:
        self._explainer = Explainer(criteria, write.lang)
        self._write = write
        self._known: dict[tuple[object, ...], Verdict] = {}

    def of(self, tier: str, frame: CriterionFrame, score: CriterionScore, chains: Mapping[str, Chain]) -> Verdict:
        """A figure that nobody was asked for stands as not answered."""
        answers = [chains[named.id].current if named.id in chains else MISSING for named in frame.figures]
        # A value, or what stands in its place; the kind of a figure keeps yes apart from 1.
        marks = [
            answer.value if answer.state is State.VALUE else (answer.state.value, answer.reason) for answer in answers
        ]
        key = (tier, frame.id, *marks)
        verdict = self._known.get(key)
        if verdict is None:
            if len(self._known) >= MOST:
                del self._known[next(iter(self._known))]
            verdict = self._known[key] = self._verdict(frame, score, answers)
        return verdict

    def _verdict(self, frame: CriterionFrame, score: CriterionScore, answers: list[Answer]) -> Verdict:
        write, state = self._write, score.state
        base, lost = score.maximum or score.declared, score.lost
        scored = score.criterion.role is Role.SCORED
        return Verdict(
            state=state.value.replace("_", "-"),
            state_text=write.text(STATE_TEXTS[state]) if state is not State.VALUE else "",
            points=write.points(score.points),
            maximum=write.short_points(score.maximum if scored else score.declared),
            lost=write.points(lost) if lost > 0 else "",
            lost_order=lost.numerator * _FINE // lost.denominator,
            width=_width(abs(score.points), base),
            words=self._explainer.explain(score),
            figures=tuple(
                FigureValue(named.label, write.answer(answer, named.figure), _state(answer), answer.reason)
                for named, answer in zip(frame.figures, answers, strict=True)
            ),
        )


def _width(part: Fraction, whole: Fraction) -> str:
    """In whole per cent: a meter is a finger wide."""
    if not whole:
        return "0%"
    parts, of = part.numerator * whole.denominator, part.denominator * whole.numerator
    return f"{min(100, (200 * parts + of) // (2 * of))}%"


def _state(answer: Answer) -> str:
    return answer.state.value.replace("_", "-")
