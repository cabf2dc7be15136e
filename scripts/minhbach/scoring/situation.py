"""What a form is applied to: one unit's answers, its peers, and the number that an operand measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, singledispatch
from typing import Protocol

from minhbach.formula import Formula, UndefinedResultError
from minhbach.model.forms import Form, Measured, Operand
from minhbach.model.submission import MISSING, Answer, State
from minhbach.scoring.trace import Trace

ZERO, ONE = Fraction(0), Fraction(1)


class Peers(Protocol):
    """What a relative form knows of the other units of the tier."""

    def limits(self, operand: Operand, since: str | None) -> tuple[Fraction, Fraction] | None:
        """Least and greatest value of the operand in the tier (with the rounds since `since`); None without any."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """The answers of one unit, its peers, and the points that the form is given."""

    answers: Mapping[str, Answer]
    peers: Peers
    points: Fraction

    def answer(self, figure: str) -> Answer:
        return self.answers.get(figure, MISSING)

    def scaled(self, share: Fraction) -> Situation:
        return Situation(answers=self.answers, peers=self.peers, points=self.points * share)


@dataclass(frozen=True, kw_only=True, slots=True)
class Measurement:
    """The value of an operand: a number, or the state and clause that stand in its place."""

    number: Fraction | None = None
    state: State = State.VALUE
    clause: str = ""
    share: Fraction | None = None
    facts: Mapping[str, Fraction | str] = field(default_factory=dict)


@lru_cache(maxsize=100_000)
def _whole(number: int) -> Fraction:
    """Counts are much alike from unit to unit, and looking one up is faster than making it."""
    return Fraction(number)


def as_number(answer: Answer) -> Fraction:
    value = answer.value
    if type(value) is int:
        return _whole(value)
    if isinstance(value, bool):
        return ONE if value else ZERO
    if isinstance(value, int | Decimal):
        return Fraction(value)
    raise TypeError(f"not a number: {value!r}")


def _absent(answers: Sequence[Answer]) -> State | None:
    """The state of a form in which some figure has no value: not applicable wins over not answered."""
    states = [answer.state for answer in answers if answer.state is not State.VALUE]
    if State.NOT_APPLICABLE in states:
        return State.NOT_APPLICABLE
    if State.MISSING in states:
        return State.MISSING
    return None


def measure(operand: Operand, situation: Situation) -> Measurement:
    """The number of an operand, or why there is none."""
    absent = _absent([situation.answer(name) for name in operand.names])
    if absent is not None:
        return Measurement(state=absent, clause=absent.value)

    def value(formula: Formula) -> Fraction:
        return formula.value(lambda name: as_number(situation.answer(name)))

    try:
        top = value(operand.top)
        if operand.bottom is None:
            return Measurement(number=top, facts={"x": top})
        bottom = value(operand.bottom)
    except UndefinedResultError:
        return _undefined(operand)
    facts = {"a": top, "b": bottom}
    if bottom == 0:
        return _undefined(operand, facts)
    quotient = top / bottom
    return Measurement(number=quotient, facts={**facts, "x": quotient})


def _undefined(operand: Operand, facts: Mapping[str, Fraction | str] | None = None) -> Measurement:
    rule = operand.zero_denominator or "zero"
    facts = facts or {}
    if rule == "not_applicable":
        return Measurement(state=State.NOT_APPLICABLE, clause="zero_denominator", facts=facts)
    share = ONE if rule == "full" else ZERO
    return Measurement(clause="zero_denominator", share=share, facts=facts)


def clamped(share: Fraction) -> Fraction:
    if share.numerator < 0:
        return ZERO
    return share if share.numerator <= share.denominator else ONE


@singledispatch
def evaluate(form: Form, situation: Situation) -> Trace:  # noqa: ARG001 - the signature of every form
    """Apply a form. The share of a scored trace lies in 0..1."""
    raise TypeError(f"no such form: {type(form).__name__}")


def inputs_of(form: Form | Measured, situation: Situation) -> dict[str, Answer]:
    """The answers that a form looks at."""
    return {name: situation.answer(name) for name in form.names()}


def without_value(name: str, figure: str, situation: Situation) -> Trace | None:
    """The trace of a form whose one figure has no value."""
    answer = situation.answer(figure)
    if answer.state is State.VALUE:
        return None
    return Trace(form=name, state=answer.state, clause=answer.state.value, inputs={figure: answer})
