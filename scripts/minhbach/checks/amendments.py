"""Whether amendments correct what was published."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Text
from minhbach.model.amendment import Amendment, Change
from minhbach.model.chain import Chain, Origin
from minhbach.model.round import Milestone
from minhbach.model.submission import Answer, State
from minhbach.repository import RoundData
from minhbach.scoring.voice import answer_text
from minhbach.values import chain_of


def amendments_fit_what_counted(data: RoundData) -> Iterator[Diagnostic]:
    """The old value of an amended figure is the one that counted before this decision.

    PASS: old: 21 (settled on 21), new: 22
    FAIL: old: 23 (reported 23, settled on 21), new: 22
    """
    for amendment in data.amendments:
        for index, change in enumerate(amendment.changes):
            if change.unit in data.submissions:
                yield from _fits(data, amendment, index, change)


def _fits(data: RoundData, amendment: Amendment, index: int, change: Change) -> Iterator[Diagnostic]:
    unit = data.register.by_code[change.unit]
    before = _before(chain_of(data, unit, change.figure, Milestone.FINAL), data, amendment, change)
    if (before.state, before.value) == (change.old.state, change.old.value):
        return
    source = next(item for item in data.records if item.path.endswith(f"/amendments/{amendment.number}.yaml"))
    at = ("changes", index, "old") if source.node("changes", index, "old") is not None else ("changes", index, "figure")
    yield diagnose(
        "amendment-old",
        source.location(*at),
        round=data.round.id,
        unit=unit.code,
        figure=change.figure,
        found=_words(change.old),
        allowed=_words(before),
        label=data.criteria.figures[change.figure].label,
        name=unit.name,
        write=_as_written(before),
        detail="missing" if before.state is State.MISSING else "",
    )


def _before(chain: Chain, data: RoundData, amendment: Amendment, change: Change) -> Answer:
    """What counted before this amendment: the value without it and those after it."""
    earlier = sum(
        1
        for other in data.amendments
        if other.number < amendment.number
        for item in other.changes
        if (item.unit, item.figure) == (change.unit, change.figure)
    )
    plain = [link for link in chain.links if link.origin is not Origin.AMENDED]
    amended = [link for link in chain.links if link.origin is Origin.AMENDED]
    return [*plain, *amended[:earlier]][-1].answer


def _words(answer: Answer) -> Text:
    return Text(answer_text(answer, "vi"), answer_text(answer, "en"))


def _as_written(answer: Answer) -> str:
    """As it has to stand in the file: no grouped digits, no decimal comma."""
    if answer.state is not State.VALUE:
        return f"{{not_applicable: {answer.reason}}}"
    if isinstance(answer.value, bool):
        return "có" if answer.value else "không"
    return str(answer.value)
