"""Questions that the operator asks about a unit's figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class QuestionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    TO_INSPECTION = "to_inspection"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question about one figure; `rule` is the logic rule it came from, if any. While open, its answer may change."""

    id: str
    figure: str
    asked: date
    text: str
    state: QuestionState
    rule: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    unit: str
    questions: tuple[Question, ...]

    @property
    def open_figures(self) -> frozenset[str]:
        return frozenset(item.figure for item in self.questions if item.state is QuestionState.OPEN)
