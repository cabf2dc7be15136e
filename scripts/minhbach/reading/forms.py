"""The `score:` of a criterion to a typed form. Unknown forms and options, wrong numbers and names are findings."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Literal, cast

from minhbach.codes import shown
from minhbach.exact import parse_number
from minhbach.model import forms as model
from minhbach.model.criteria import NO, YES, Kind
from minhbach.model.forms import Form
from minhbach.reading.options import NUMERIC, FormContext, Options, Refused
from minhbach.reading.structure import KIND_NAMES
from minhbach.yamlio import Mapping as MapNode
from minhbach.yamlio import Node, Scalar, Sequence


def read_form(context: FormContext, node: Node, role: str = "scored") -> Form | None:
    """The form, or None when it cannot be built; the reasons are among the context's findings."""
    try:
        return _form(Options(context, node, extra=()), deduction=role == "deduction")
    except Refused:
        return None


def _form(options: Options, *, deduction: bool = False) -> Form:
    names = [key.text for key, _ in options.node.entries if key.text in _READERS]
    wrong_role = len(names) == 1 and (names[0] == "deduction") != deduction
    if len(names) != 1 or wrong_role:
        found = ", ".join(names) or ", ".join(key.text for key, _ in options.node.entries)
        allowed = "deduction" if deduction else ", ".join(name for name in _READERS if name != "deduction")
        raise options.context.refuse("score-form", options.node, found=shown(found), allowed=allowed)
    form = _READERS[names[0]](options)
    options.finish()
    return form


def _part(context: FormContext, node: Node) -> model.Part:
    options = Options(context, node, extra=("share",))
    share = options.number("share", Fraction(1))
    return model.Part(share=share, form=_form(options))


# One reader for each form ----------------------------------------------------


def _yes_no(options: Options) -> Form:
    return model.YesNo(figure=options.context.figure(options.need("yes_no"), (Kind.YES_NO,)))


def _choice(options: Options) -> Form:
    figure = options.context.figure(options.need("choice"), (Kind.CHOICE,))
    entries, in_points = options.amounts()
    words = list(options.context.figures[figure].options)
    given = [key.text for key, _ in entries]
    if set(words) != set(given):
        odd = ", ".join(sorted(set(words) ^ set(given)))
        raise options.context.refuse("choice-options", options.node, found=shown(odd), allowed=", ".join(words))
    return model.Choice(figure=figure, amounts={key.text: amount for key, amount in entries}, in_points=in_points)


def _ratio(options: Options) -> Form:
    return model.Ratio(
        operand=options.operand("ratio"),
        cap=options.number("cap", Fraction(1)),
        floor=options.number("floor", Fraction(0)),
        inverse=options.word("inverse", ("true", "false"), "false") == "true",
    )


def _target(options: Options) -> Form:
    full_at = options.number("full_at")
    if full_at <= 0:
        raise options.context.refuse("amount-range", options.need("full_at"), found=str(full_at), allowed="> 0")
    return model.Target(
        operand=options.operand("target"), full_at=full_at, zero_below=options.number("zero_below", Fraction(0))
    )


def _steps(options: Options) -> Form:
    entries, in_points = options.amounts()
    steps = [(options.number_of(key), amount) for key, amount in entries]
    ordered = tuple(sorted(steps, reverse=True))
    return model.Steps(operand=options.operand("steps"), steps=ordered, in_points=in_points)


_BAND = re.compile(r"([\[(]) *([^,\s]+) *, *([^,\s]+) *([\])])\Z")


def _bands(options: Options) -> Form:
    entries, in_points = options.amounts()
    bands = tuple(sorted((_band(options, key, amount) for key, amount in entries), key=_band_order))
    for lower, upper in pairwise(bands):
        _check_border(options, lower, upper)
    return model.Bands(operand=options.operand("bands"), bands=bands, in_points=in_points)


def _band(options: Options, key: Scalar, amount: Fraction) -> model.Band:
    match = _BAND.match(key.text)
    if match is None:
        raise options.context.refuse("value-format", key, found=shown(key.text), allowed="[0, 50%), [50%, inf)")

    def end(text: str) -> Fraction | None:
        if text in ("inf", "-inf"):
            return None
        try:
            return parse_number(text)
        except ValueError:
            raise options.context.refuse("value-format", key, found=shown(text), allowed="0.8, 80%, 4/5, inf") from None

    return model.Band(
        text=key.text,
        low=end(match[2]),
        low_closed=match[1] == "[",
        high=end(match[3]),
        high_closed=match[4] == "]",
        amount=amount,
    )


def _band_order(band: model.Band) -> tuple[bool, Fraction, bool]:
    return band.low is not None, band.low or Fraction(0), not band.low_closed


def _check_border(options: Options, lower: model.Band, upper: model.Band) -> None:
    """Neighbours must touch in exactly one point that one of them holds."""
    node = options.node
    if lower.high is None or upper.low is None or lower.high > upper.low:
        raise options.context.refuse("bands-overlap", node, found=lower.text, allowed=upper.text)
    if lower.high == upper.low and lower.high_closed and upper.low_closed:
        raise options.context.refuse("bands-overlap", node, found=lower.text, allowed=upper.text)
    if lower.high < upper.low or not (lower.high_closed or upper.low_closed):
        raise options.context.refuse("bands-gap", node, found=str(lower.high))


def _each(options: Options) -> Fraction:
    each = options.number("each")
    if each <= 0:
        raise options.context.refuse("amount-range", options.need("each"), found=str(each), allowed="> 0")
    return each


def _count(options: Options) -> Form:
    return model.Count(operand=options.operand("count"), each=_each(options))


def _deduction(options: Options) -> Form:
    return model.Deduction(operand=options.operand("deduction"), each=_each(options))


def _better(options: Options) -> model.Better:
    return cast(model.Better, options.word("better", ("higher", "lower"), "higher"))


def _relative(options: Options) -> Form:
    return model.Relative(operand=options.operand("relative"), better=_better(options))


def _goalposts(options: Options) -> Form:
    worst, best = options.number("worst"), options.number("best")
    if worst == best:
        raise options.context.refuse("amount-range", options.need("best"), found=str(best), allowed=f"≠ {worst}")
    return model.Goalposts(operand=options.operand("goalposts"), worst=worst, best=best)


def _min_max(options: Options) -> Form:
    since = options.get("since")
    return model.MinMax(
        operand=options.operand("min_max"),
        better=_better(options),
        since=since.text if isinstance(since, Scalar) else None,
    )


def _survey(options: Options) -> Form:
    scale = options.need("scale")
    if not isinstance(scale, Sequence) or len(scale.items) != 2:
        raise options.context.refuse("list-length", scale, found=_length(scale), allowed="2")
    low, high = (options.number_of(item) for item in scale.items)
    if low >= high:
        raise options.context.refuse("amount-range", scale, found=str(high), allowed=f"> {low}")
    responses = options.get("responses")
    return model.Survey(
        operand=options.operand("survey"),
        low=low,
        high=high,
        responses=options.context.figure(responses, (Kind.COUNT,)) if responses is not None else None,
        at_least=options.number("at_least", Fraction(0)),
    )


def _length(node: Node) -> str:
    return str(len(node.items)) if isinstance(node, Sequence) else "1"


def _checklist(options: Options) -> Form:
    node = options.need("checklist")
    kinds = (Kind.YES_NO,)
    if isinstance(node, Sequence) and node.items:
        share = Fraction(1, len(node.items))
        return model.Checklist(items={options.context.figure(item, kinds): share for item in node.items})
    if not isinstance(node, MapNode) or not node.entries:
        raise options.context.refuse("value-kind", node, found=KIND_NAMES["string"], allowed=KIND_NAMES["array"])
    items = {options.context.figure(key, kinds): options.number_of(value) for key, value in node.entries}
    if sum(items.values()) > 1:
        raise options.context.refuse("amount-range", node, found=str(sum(items.values())), allowed="≤ 1")
    return model.Checklist(items=items)


def _parts(options: Options, key: Literal["sum", "best_of"]) -> tuple[model.Part, ...]:
    node = options.need(key)
    if not isinstance(node, Sequence) or len(node.items) < 2:
        raise options.context.refuse("list-length", node, found=_length(node), allowed="≥ 2")
    return tuple(_part(options.context, item) for item in node.items)


def _sum(options: Options) -> Form:
    return model.Sum(parts=_parts(options, "sum"))


def _best_of(options: Options) -> Form:
    return model.BestOf(parts=_parts(options, "best_of"))


def _gate(options: Options) -> Form:
    figure = options.context.figure(options.need("gate"), (*NUMERIC, Kind.YES_NO, Kind.CHOICE))
    kind = options.context.figures[figure].kind
    at_least = options.number("at_least") if kind in NUMERIC else None
    words = _gate_words(options, figure) if at_least is None else ()
    inner = Options(options.context, options.need("then"), extra=())
    then = _form(inner)
    return model.Gate(figure=figure, words=words, at_least=at_least, then=then)


def _gate_words(options: Options, figure: str) -> tuple[str, ...]:
    node = options.get("is")
    if node is None:
        return (YES,)
    items = node.items if isinstance(node, Sequence) else (node,)
    words = tuple(item.text for item in items if isinstance(item, Scalar))
    declared = options.context.figures[figure]
    known = list(declared.options) if declared.kind is Kind.CHOICE else [YES, NO]
    for word in words:
        if word not in known:
            raise options.context.refuse("value-not-allowed", node, found=shown(word), allowed=", ".join(known))
    return words


def _computed(options: Options) -> Form:
    return model.Computed(operand=options.operand("formula"))


_READERS: dict[str, Callable[[Options], Form]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "ratio": _ratio,
    "target": _target,
    "steps": _steps,
    "bands": _bands,
    "count": _count,
    "checklist": _checklist,
    "sum": _sum,
    "best_of": _best_of,
    "relative": _relative,
    "goalposts": _goalposts,
    "min_max": _min_max,
    "survey": _survey,
    "gate": _gate,
    "deduction": _deduction,
    "formula": _computed,
}
