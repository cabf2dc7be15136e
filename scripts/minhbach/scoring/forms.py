"""What each scoring form does: answers of one unit in, a trace out. Exact; knows no criterion, tier or weight.

Sources of the forms: Vietnamese index decisions (ratio, steps, choices, best of cases, relative to the best unit), the
goalposts of the Human Development Index, min-max scaling of composite indicators.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch
from typing import Protocol

from minhbach.formula import Formula, UndefinedResultError
from minhbach.model import forms as model
from minhbach.model.criteria import NO, YES
from minhbach.model.forms import Form, Operand
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


def as_number(answer: Answer) -> Fraction:
    value = answer.value
    if isinstance(value, bool):
        return ONE if value else ZERO
    if isinstance(value, int | Decimal):
        return Fraction(value)
    raise TypeError(f"not a number: {value!r}")


def _absent(answers: Mapping[str, Answer]) -> State | None:
    """The state of a form in which some figure has no value: not applicable wins over not answered."""
    states = {answer.state for answer in answers.values()}
    if State.NOT_APPLICABLE in states:
        return State.NOT_APPLICABLE
    if State.MISSING in states:
        return State.MISSING
    return None


def measure(operand: Operand, situation: Situation) -> Measurement:
    """The number of an operand, or why there is none."""
    absent = _absent({name: situation.answer(name) for name in operand.names})
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
    return Measurement(number=top / bottom, facts={**facts, "x": top / bottom})


def _undefined(operand: Operand, facts: Mapping[str, Fraction | str] | None = None) -> Measurement:
    rule = operand.zero_denominator or "zero"
    facts = facts or {}
    if rule == "not_applicable":
        return Measurement(state=State.NOT_APPLICABLE, clause="zero_denominator", facts=facts)
    share = ONE if rule == "full" else ZERO
    return Measurement(clause="zero_denominator", share=share, facts=facts)


def _clamped(share: Fraction) -> Fraction:
    return min(ONE, max(ZERO, share))


@singledispatch
def evaluate(form: Form, situation: Situation) -> Trace:  # noqa: ARG001 - the signature of every form
    """Apply a form. The share of a scored trace lies in 0..1."""
    raise TypeError(f"no such form: {type(form).__name__}")


def _inputs(form: Form, situation: Situation) -> dict[str, Answer]:
    return {name: situation.answer(name) for name in form.names()}


# Forms over one word ---------------------------------------------------------


def _without_value(name: str, figure: str, situation: Situation) -> Trace | None:
    answer = situation.answer(figure)
    if answer.state is State.VALUE:
        return None
    return Trace(form=name, state=answer.state, clause=answer.state.value, inputs={figure: answer})


@evaluate.register
def _yes_no(form: model.YesNo, situation: Situation) -> Trace:
    absent = _without_value("yes_no", form.figure, situation)
    if absent is not None:
        return absent
    answer = situation.answer(form.figure)
    return Trace(
        form="yes_no",
        state=State.VALUE,
        clause=YES if answer.value else NO,
        share=ONE if answer.value else ZERO,
        inputs={form.figure: answer},
    )


@evaluate.register
def _choice(form: model.Choice, situation: Situation) -> Trace:
    absent = _without_value("choice", form.figure, situation)
    if absent is not None:
        return absent
    answer = situation.answer(form.figure)
    word = str(answer.value)
    return Trace(
        form="choice",
        state=State.VALUE,
        clause=word,
        share=_share(form.amounts.get(word, ZERO), situation, in_points=form.in_points),
        inputs={form.figure: answer},
        facts={"word": word},
    )


def _share(amount: Fraction, situation: Situation, *, in_points: bool) -> Fraction:
    if not in_points:
        return _clamped(amount)
    return _clamped(amount / situation.points) if situation.points else ZERO


# Forms over one measured number ----------------------------------------------


def _scored(
    name: str,
    form: model.Measured,
    situation: Situation,
    judge: Callable[[Fraction], tuple[str, Fraction, Mapping[str, Fraction | str]]],
) -> Trace:
    """Measure, then let `judge` give clause, share and further facts of the number."""
    inputs = {figure: situation.answer(figure) for figure in form.names()}
    measured = measure(form.operand, situation)
    if measured.number is None:
        return Trace(
            form=name,
            state=measured.state,
            clause=measured.clause,
            share=measured.share,
            inputs=inputs,
            facts=measured.facts,
        )
    clause, share, facts = judge(measured.number)
    return Trace(
        form=name,
        state=State.VALUE,
        clause=clause,
        share=_clamped(share),
        inputs=inputs,
        facts={**measured.facts, **facts},
    )


@evaluate.register
def _ratio(form: model.Ratio, situation: Situation) -> Trace:
    def judge(number: Fraction) -> tuple[str, Fraction, Mapping[str, Fraction | str]]:
        share = ONE - number if form.inverse else number
        facts: dict[str, Fraction | str] = {"inverse": "1"} if form.inverse else {}
        if share < form.floor:
            return "floor", ZERO, {**facts, "floor": form.floor}
        if share > form.cap:
            return "cap", form.cap, {**facts, "cap": form.cap}
        return "share", share, facts

    return _scored("ratio", form, situation, judge)


@evaluate.register
def _target(form: model.Target, situation: Situation) -> Trace:
    def judge(number: Fraction) -> tuple[str, Fraction, Mapping[str, Fraction | str]]:
        facts = {"full_at": form.full_at}
        if number < form.zero_below:
            return "zero", ZERO, {**facts, "zero_below": form.zero_below}
        if number >= form.full_at:
            return "full", ONE, facts
        return "proportional", number / form.full_at, facts

    return _scored("target", form, situation, judge)


@evaluate.register
def _steps(form: model.Steps, situation: Situation) -> Trace:
    def judge(number: Fraction) -> tuple[str, Fraction, Mapping[str, Fraction | str]]:
        for least, amount in form.steps:
            if number >= least:
                return f">={least}", _share(amount, situation, in_points=form.in_points), {"least": least}
        return "below", ZERO, {"least": form.steps[-1][0]}

    return _scored("steps", form, situation, judge)


@evaluate.register
def _bands(form: model.Bands, situation: Situation) -> Trace:
    def judge(number: Fraction) -> tuple[str, Fraction, Mapping[str, Fraction | str]]:
        for band in form.bands:
            if band.holds(number):
                return band.text, _share(band.amount, situation, in_points=form.in_points), {"band": band.text}
        return "outside", ZERO, {}

    return _scored("bands", form, situation, judge)


def _counted(
    number: Fraction, each: Fraction, situation: Situation
) -> tuple[str, Fraction, Mapping[str, Fraction | str]]:
    share = number * each / situation.points if situation.points else ZERO
    return ("cap" if share >= 1 else "each"), share, {"each": each}


@evaluate.register
def _count(form: model.Count, situation: Situation) -> Trace:
    return _scored("count", form, situation, lambda number: _counted(number, form.each, situation))


@evaluate.register
def _deduction(form: model.Deduction, situation: Situation) -> Trace:
    return _scored("deduction", form, situation, lambda number: _counted(number, form.each, situation))


@evaluate.register
def _relative(form: model.Relative, situation: Situation) -> Trace:
    limits = situation.peers.limits(form.operand, None)

    def judge(number: Fraction) -> tuple[str, Fraction, Mapping[str, Fraction | str]]:
        low, high = limits or (number, number)
        best = high if form.better == "higher" else low
        facts: dict[str, Fraction | str] = {"best": best, "better": form.better}
        if form.better == "higher":
            return ("best_is_zero", ZERO, facts) if best <= 0 else ("share", number / best, facts)
        if number <= 0:
            return "share", ONE, facts
        return ("best_is_zero", ZERO, facts) if best <= 0 else ("share", best / number, facts)

    return _scored("relative", form, situation, judge)


@evaluate.register
def _goalposts(form: model.Goalposts, situation: Situation) -> Trace:
    def judge(number: Fraction) -> tuple[str, Fraction, Mapping[str, Fraction | str]]:
        share = (number - form.worst) / (form.best - form.worst)
        clause = "worst" if share <= 0 else "best" if share >= 1 else "between"
        return clause, share, {"worst": form.worst, "best": form.best}

    return _scored("goalposts", form, situation, judge)


@evaluate.register
def _min_max(form: model.MinMax, situation: Situation) -> Trace:
    limits = situation.peers.limits(form.operand, form.since)

    def judge(number: Fraction) -> tuple[str, Fraction, Mapping[str, Fraction | str]]:
        low, high = limits or (number, number)
        worst, best = (low, high) if form.better == "higher" else (high, low)
        facts = {"worst": worst, "best": best}
        if low == high:
            return "all_equal", ZERO, facts
        share = (number - worst) / (best - worst)
        clause = "worst" if share <= 0 else "best" if share >= 1 else "between"
        return clause, share, facts

    return _scored("min_max", form, situation, judge)


@evaluate.register
def _survey(form: model.Survey, situation: Situation) -> Trace:
    if form.responses is not None:
        responses = situation.answer(form.responses)
        if responses.state is State.VALUE and as_number(responses) < form.at_least:
            return Trace(
                form="survey",
                state=State.NOT_ASSESSED,
                clause="too_few",
                inputs=_inputs(form, situation),
                facts={"responses": as_number(responses), "at_least": form.at_least},
            )
        absent = _without_value("survey", form.responses, situation)
        if absent is not None:
            return absent

    def judge(number: Fraction) -> tuple[str, Fraction, Mapping[str, Fraction | str]]:
        share = (number - form.low) / (form.high - form.low)
        return "mean", share, {"low": form.low, "high": form.high}

    return _scored("survey", form, situation, judge)


@evaluate.register
def _computed(form: model.Computed, situation: Situation) -> Trace:
    return _scored("formula", form, situation, lambda number: ("cap" if number > 1 else "value", number, {}))


# Forms made of forms ---------------------------------------------------------


def _combined(name: str, traces: list[Trace], share: Fraction, situation_inputs: Mapping[str, Answer]) -> Trace:
    """Parts judged each for itself: those not applicable or not assessed leave the maximum; the rest add up."""
    whole = sum((trace.weight for trace in traces), ZERO) or ONE
    gone = sum((trace.weight for trace in traces if _leaves(trace)), ZERO)
    partly = sum((trace.weight * trace.excluded for trace in traces if not _leaves(trace)), ZERO)
    kept = [trace.state for trace in traces if not _leaves(trace)]
    if not kept:
        every_not_assessed = all(trace.state is State.NOT_ASSESSED for trace in traces)
        state = State.NOT_ASSESSED if every_not_assessed else State.NOT_APPLICABLE
    elif all(state is State.MISSING for state in kept):
        state = State.MISSING
    else:
        state = State.VALUE
    excluded = ZERO if not kept else min(ONE, (gone + partly) / whole)
    if state is State.VALUE:
        clause = "parts"
    else:
        clause, share = state.value, ZERO
    return Trace(
        form=name,
        state=state,
        clause=clause,
        share=min(_clamped(share), ONE - excluded) if state is State.VALUE else None,
        excluded=excluded,
        inputs=situation_inputs,
        parts=tuple(traces),
    )


def _leaves(trace: Trace) -> bool:
    return trace.state in (State.NOT_APPLICABLE, State.NOT_ASSESSED)


def _weighted(trace: Trace, weight: Fraction) -> Trace:
    return Trace(
        form=trace.form,
        state=trace.state,
        clause=trace.clause,
        share=trace.share,
        weight=weight,
        excluded=trace.excluded,
        inputs=trace.inputs,
        facts=trace.facts,
        parts=trace.parts,
    )


def _part(part: model.Part, situation: Situation) -> Trace:
    return _weighted(evaluate(part.form, situation.scaled(part.share)), part.share)


@evaluate.register
def _sum(form: model.Sum, situation: Situation) -> Trace:
    traces = [_part(part, situation) for part in form.parts]
    share = sum((trace.weight * trace.share for trace in traces if trace.share is not None), ZERO)
    return _combined("sum", traces, share, _inputs(form, situation))


@evaluate.register
def _checklist(form: model.Checklist, situation: Situation) -> Trace:
    traces = [
        _part(model.Part(share=share, form=model.YesNo(figure=figure)), situation)
        for figure, share in form.items.items()
    ]
    share = sum((trace.weight * trace.share for trace in traces if trace.share is not None), ZERO)
    return _combined("checklist", traces, share, _inputs(form, situation))


@evaluate.register
def _best_of(form: model.BestOf, situation: Situation) -> Trace:
    traces = [_part(part, situation) for part in form.parts]
    scored = [(trace.weight * trace.share, -index) for index, trace in enumerate(traces) if trace.share is not None]
    inputs = _inputs(form, situation)
    if not scored:
        states = {trace.state for trace in traces}
        state = State.MISSING if State.MISSING in states else State.NOT_APPLICABLE
        return Trace(form="best_of", state=state, clause=state.value, inputs=inputs, parts=tuple(traces))
    share, index = max(scored)
    clause = f"case {1 - index}" if share > 0 else "none"
    return Trace(
        form="best_of",
        state=State.VALUE,
        clause=clause,
        share=_clamped(share),
        inputs=inputs,
        facts={"case": str(1 - index)},
        parts=tuple(traces),
    )


@evaluate.register
def _gate(form: model.Gate, situation: Situation) -> Trace:
    inputs = _inputs(form, situation)
    answer = situation.answer(form.figure)
    if answer.state is not State.VALUE:
        return Trace(form="gate", state=answer.state, clause=answer.state.value, inputs=inputs)
    if not _opens(form, answer):
        return Trace(form="gate", state=State.VALUE, clause="closed", share=ZERO, inputs=inputs)
    inner = evaluate(form.then, situation)
    return Trace(
        form="gate",
        state=inner.state,
        clause="open",
        share=inner.share,
        excluded=inner.excluded,
        inputs=inputs,
        parts=(inner,),
    )


def _opens(form: model.Gate, answer: Answer) -> bool:
    if form.at_least is not None:
        return as_number(answer) >= form.at_least
    if isinstance(answer.value, bool):
        return (YES if answer.value else NO) in form.words
    return str(answer.value) in form.words
