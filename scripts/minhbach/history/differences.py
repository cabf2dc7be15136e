"""What changed between two versions of a unit's file: figures from what to what, and the parts beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minhbach.codes import shown
from minhbach.history.event import FigureChange, Part
from minhbach.history.written import NotApplicable, Odd, Rest, Version, Written, rest_of
from minhbach.model.criteria import CriteriaSet, Figure
from minhbach.model.submission import MISSING, Answer, State
from minhbach.reading.answers import read_answer
from minhbach.yamlio import Mark, Scalar

_NO_MARK = Mark(1, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Differences:
    """Names of what differs; `explanations` with the text after the change, None where it was taken away.

    `unreadable`: the parts beside the figures cannot be read in one of the versions.
    """

    figures: tuple[FigureChange, ...] = ()
    supplement: tuple[FigureChange, ...] = ()
    explanations: tuple[tuple[str, str | None], ...] = ()
    evidence: tuple[str, ...] = ()
    unreadable: bool = False


def differences(before: Version, after: Version, criteria: CriteriaSet) -> Differences:
    figures = tuple(_changes(Part.FIGURES, before.figures, after.figures, criteria))
    if before.rest == after.rest:
        return Differences(figures=figures)
    old, new = rest_of(before), rest_of(after)
    if old is None or new is None:
        return Differences(figures=figures, unreadable=True)
    names = _changed_names(old.explanations, new.explanations)
    return Differences(
        figures=figures,
        supplement=tuple(_changes(Part.SUPPLEMENT, _counted(before, old, new), _counted(after, new, old), criteria)),
        explanations=tuple((name, new.explanations.get(name)) for name in names),
        evidence=tuple(_changed_names(old.evidence, new.evidence)),
    )


def _counted(version: Version, own: Rest, other: Rest) -> dict[str, Written]:
    """What counted of every figure that either version supplements: without a supplement what was reported."""
    names = dict.fromkeys((*own.supplement, *other.supplement))
    found = {name: own.supplement.get(name, version.figures.get(name)) for name in names}
    return {name: written for name, written in found.items() if written is not None}


def _changed_names(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield name


def _changes(
    part: Part, before: Mapping[str, Written], after: Mapping[str, Written], criteria: CriteriaSet
) -> Iterator[FigureChange]:
    """In the order of the file after the change; what is gone stands last. `120` and `120.0` are the same amount."""
    for name in dict.fromkeys((*after, *before)):
        if before.get(name) == after.get(name):
            continue
        figure = criteria.figures.get(name)
        old, new = (_answer(written.get(name), figure) for written in (before, after))
        if old != new:
            yield FigureChange(part=part, figure=name if figure is not None else shown(name), before=old, after=new)


def _answer(written: Written | None, figure: Figure | None) -> Answer:
    if written is None:
        return MISSING
    if isinstance(written, NotApplicable):
        return Answer(State.NOT_APPLICABLE, reason=shown(written.reason, 200))
    if isinstance(written, Odd):
        return Answer(State.VALUE, shown(written.text))
    answer = read_answer(figure, Scalar(written, _NO_MARK)) if figure is not None else None
    return answer or Answer(State.VALUE, shown(written))
