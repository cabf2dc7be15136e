"""A submission as plain values, so that another process, or a memory on disk, can hand it over cheaply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from minhbach.model.criteria import NO, YES, Figure
from minhbach.model.submission import Answer, Evidence, Explanation, State, Submission, Supplement
from minhbach.reading.answers import read_answer
from minhbach.yamlio import Mark, Scalar, Source

Typed: TypeAlias = str
"""The text of a value as it was typed; behind a mark the reason why a figure is not applicable."""

_REASON = "\0"
"""A sign that no file may hold."""

Documents: TypeAlias = tuple[tuple[str, str | None], ...]
"""Title and address of each."""

_NOWHERE = Mark(1, 1)


class Parcel(NamedTuple):
    """All of a submission but its unit and its source."""

    answers: dict[str, Typed]
    broken: tuple[str, ...]
    evidence: dict[str, Documents]
    explanations: dict[str, tuple[str, Documents]]
    supplement: dict[str, tuple[Typed, str, Documents]]


def packed(submission: Submission) -> Parcel:
    return Parcel(
        answers={name: _typed(answer) for name, answer in submission.answers.items()},
        broken=tuple(sorted(submission.broken)),
        evidence={name: _documents(items) for name, items in submission.evidence.items()},
        explanations={name: (item.text, _documents(item.evidence)) for name, item in submission.explanations.items()},
        supplement={
            name: (_typed(item.answer), item.reason, _documents(item.evidence))
            for name, item in submission.supplement.items()
        },
    )


def _typed(answer: Answer) -> Typed:
    if answer.state is not State.VALUE:
        return _REASON + answer.reason
    if isinstance(answer.value, bool):
        return YES if answer.value else NO
    return str(answer.value)


def _documents(items: tuple[Evidence, ...]) -> Documents:
    return tuple((item.title, item.url) for item in items)


class Unpacker:
    """Makes submissions of parcels again. Units that answered the same share one answer, as most of them do."""

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        self._figures = figures
        self._known: dict[str, dict[Typed, Answer]] = {name: {} for name in figures}

    def submission(self, parcel: Parcel, unit: str, source: Source) -> Submission:
        return Submission(
            unit=unit,
            source=source,
            answers={name: self._answer(name, typed) for name, typed in parcel.answers.items()},
            broken=frozenset(parcel.broken),
            evidence={name: _evidence(items) for name, items in parcel.evidence.items()},
            explanations={
                name: Explanation(text=text, evidence=_evidence(items))
                for name, (text, items) in parcel.explanations.items()
            },
            supplement={
                name: Supplement(answer=self._answer(name, typed), reason=reason, evidence=_evidence(items))
                for name, (typed, reason, items) in parcel.supplement.items()
            },
        )

    def _answer(self, name: str, typed: Typed) -> Answer:
        known = self._known[name]
        answer = known.get(typed)
        if answer is None:
            answer = known[typed] = _read(self._figures[name], typed)
        return answer


def _read(figure: Figure, typed: Typed) -> Answer:
    if typed.startswith(_REASON):
        return Answer(State.NOT_APPLICABLE, reason=typed.removeprefix(_REASON))
    answer = read_answer(figure, Scalar(typed, _NOWHERE))
    if answer is None:
        raise ValueError(f"no value of {figure.id}: {typed!r}")
    return answer


def _evidence(items: Documents) -> tuple[Evidence, ...]:
    return tuple(Evidence(title=title, url=url) for title, url in items)
