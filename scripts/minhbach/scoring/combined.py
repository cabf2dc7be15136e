"""Forms made of forms: each part is judged for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from minhbach.model import forms as model
from minhbach.model.criteria import NO, YES
from minhbach.model.submission import Answer, State
from minhbach.scoring.situation import ONE, ZERO, Situation, as_number, clamped, evaluate, inputs_of
from minhbach.scoring.trace import Trace


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
        share=min(clamped(share), ONE - excluded) if state is State.VALUE else None,
        excluded=excluded,
        inputs=situation_inputs,
        parts=tuple(traces),
    )


def _leaves(trace: Trace) -> bool:
    return trace.state in (State.NOT_APPLICABLE, State.NOT_ASSESSED)


def _part(part: model.Part, situation: Situation) -> Trace:
    return replace(evaluate(part.form, situation.scaled(part.share)), weight=part.share)


@evaluate.register
def _sum(form: model.Sum, situation: Situation) -> Trace:
    traces = [_part(part, situation) for part in form.parts]
    share = sum((trace.weight * trace.share for trace in traces if trace.share is not None), ZERO)
    return _combined("sum", traces, share, inputs_of(form, situation))


@evaluate.register
def _checklist(form: model.Checklist, situation: Situation) -> Trace:
    traces = [
        _part(model.Part(share=share, form=model.YesNo(figure=figure)), situation)
        for figure, share in form.items.items()
    ]
    share = sum((trace.weight * trace.share for trace in traces if trace.share is not None), ZERO)
    return _combined("checklist", traces, share, inputs_of(form, situation))


@evaluate.register
def _best_of(form: model.BestOf, situation: Situation) -> Trace:
    traces = [_part(part, situation) for part in form.parts]
    scored = [(trace.weight * trace.share, -index) for index, trace in enumerate(traces) if trace.share is not None]
    inputs = inputs_of(form, situation)
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
        share=clamped(share),
        inputs=inputs,
        facts={"case": str(1 - index)},
        parts=tuple(traces),
    )


@evaluate.register
def _gate(form: model.Gate, situation: Situation) -> Trace:
    inputs = inputs_of(form, situation)
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
