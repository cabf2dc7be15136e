"""Forms over one word or one measured number: answers of one unit in, a trace out.

Sources: Vietnamese index decisions (ratio, steps, choices, relative to the best unit), the goalposts of the Human
Development Index, min-max scaling of composite indicators.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from minhbach.model import forms as model
from minhbach.model.criteria import NO, YES
from minhbach.model.submission import State
from minhbach.scoring.situation import (
    ONE,
    ZERO,
    Situation,
    as_number,
    clamped,
    evaluate,
    inputs_of,
    measure,
    without_value,
)
from minhbach.scoring.trace import Trace

Judgement = tuple[str, Fraction, Mapping[str, Fraction | str]]
"""The clause that decided, the share it gives, and the numbers that went into it."""

# Forms over one word ---------------------------------------------------------


@evaluate.register
def _yes_no(form: model.YesNo, situation: Situation) -> Trace:
    absent = without_value("yes_no", form.figure, situation)
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
    absent = without_value("choice", form.figure, situation)
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
        return clamped(amount)
    return clamped(amount / situation.points) if situation.points else ZERO


# Forms over one measured number ----------------------------------------------


def _scored(
    name: str,
    form: model.Measured,
    situation: Situation,
    judge: Callable[[Fraction], Judgement],
) -> Trace:
    """Measure, then let `judge` give clause, share and further facts of the number."""
    inputs = inputs_of(form, situation)
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
        share=clamped(share),
        inputs=inputs,
        facts={**measured.facts, **facts},
    )


@evaluate.register
def _ratio(form: model.Ratio, situation: Situation) -> Trace:
    def judge(number: Fraction) -> Judgement:
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
    def judge(number: Fraction) -> Judgement:
        facts = {"full_at": form.full_at}
        if number < form.zero_below:
            return "zero", ZERO, {**facts, "zero_below": form.zero_below}
        if number >= form.full_at:
            return "full", ONE, facts
        return "proportional", number / form.full_at, facts

    return _scored("target", form, situation, judge)


@evaluate.register
def _steps(form: model.Steps, situation: Situation) -> Trace:
    def judge(number: Fraction) -> Judgement:
        for least, amount in form.steps:
            if number >= least:
                return f">={least}", _share(amount, situation, in_points=form.in_points), {"least": least}
        return "below", ZERO, {"least": form.steps[-1][0]}

    return _scored("steps", form, situation, judge)


@evaluate.register
def _bands(form: model.Bands, situation: Situation) -> Trace:
    def judge(number: Fraction) -> Judgement:
        for band in form.bands:
            if band.holds(number):
                return band.text, _share(band.amount, situation, in_points=form.in_points), {"band": band.text}
        return "outside", ZERO, {}

    return _scored("bands", form, situation, judge)


def _counted(number: Fraction, each: Fraction, situation: Situation) -> Judgement:
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

    def judge(number: Fraction) -> Judgement:
        low, high = limits or (number, number)
        best = high if form.better == "higher" else low
        facts: dict[str, Fraction | str] = {"best": best, "better": form.better}
        if form.better == "higher":
            return ("best_is_zero", ZERO, facts) if best <= 0 else ("share", number / best, facts)
        if number <= 0:
            return "share", ONE, facts
        return ("best_is_zero", ZERO, facts) if best <= 0 else ("share", best / number, facts)

    return _scored("relative", form, situation, judge)


def _placed(number: Fraction, worst: Fraction, best: Fraction) -> Judgement:
    """Where a number lies between two limits that differ, whichever of them is the greater."""
    share = (number - worst) / (best - worst)
    clause = "worst" if share <= 0 else "best" if share >= 1 else "between"
    return clause, share, {"worst": worst, "best": best}


@evaluate.register
def _goalposts(form: model.Goalposts, situation: Situation) -> Trace:
    return _scored("goalposts", form, situation, lambda number: _placed(number, form.worst, form.best))


@evaluate.register
def _min_max(form: model.MinMax, situation: Situation) -> Trace:
    limits = situation.peers.limits(form.operand, form.since)

    def judge(number: Fraction) -> Judgement:
        low, high = limits or (number, number)
        worst, best = (low, high) if form.better == "higher" else (high, low)
        if low == high:
            return "all_equal", ZERO, {"worst": worst, "best": best}
        return _placed(number, worst, best)

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
                inputs=inputs_of(form, situation),
                facts={"responses": as_number(responses), "at_least": form.at_least},
            )
        absent = without_value("survey", form.responses, situation)
        if absent is not None:
            return absent

    def judge(number: Fraction) -> Judgement:
        share = (number - form.low) / (form.high - form.low)
        return "mean", share, {"low": form.low, "high": form.high}

    return _scored("survey", form, situation, judge)


@evaluate.register
def _computed(form: model.Computed, situation: Situation) -> Trace:
    return _scored("formula", form, situation, lambda number: ("cap" if number > 1 else "value", number, {}))
