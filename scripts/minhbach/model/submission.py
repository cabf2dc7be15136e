"""What a unit handed in, and the four states of a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from minhbach.yamlio import Source

Value: TypeAlias = int | Decimal | bool | str
"""A count, an amount, a yes/no or the word of a choice."""


class State(StrEnum):
    """Zero is a value. The other three are not, and none of them is another."""

    VALUE = "value"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure as it stands: its state, its value when it has one, the reason when it is not applicable."""

    state: State
    value: Value | None = None
    reason: str = ""


MISSING = Answer(State.MISSING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    title: str
    url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Supplement:
    """A figure changed for the second cut-off date, with its reason."""

    answer: Answer
    reason: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission:
    """A unit's file. Answers hold only what was typed and could be read; `broken` names figures that could not."""

    unit: str
    source: Source = field(compare=False, repr=False)
    answers: Mapping[str, Answer]
    broken: frozenset[str] = frozenset()
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    supplement: Mapping[str, Supplement] = field(default_factory=dict)
