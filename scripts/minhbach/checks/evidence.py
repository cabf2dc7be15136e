"""Whether criteria that need a document have one."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic
from minhbach.model.criteria import Criterion
from minhbach.model.forms import Choice, subforms
from minhbach.model.submission import State, Submission
from minhbach.repository import RoundData


def evidence_is_there(data: RoundData) -> Iterator[Diagnostic]:
    """A criterion whose evidence is required, and whose figures claim something, has evidence.

    PASS: has_policy: có, and evidence for it
    FAIL: has_policy: có, and none
    """
    for unit in data.register.units:
        submission = data.submissions.get(unit.code)
        if submission is None:
            continue
        for criterion in data.criteria.criteria_of(unit.tier):
            if criterion.evidence != "required" or criterion.id in submission.evidence:
                continue
            if claimed := _claimed(criterion, submission):
                yield diagnose(
                    "evidence-missing",
                    submission.source.key_location("figures", claimed),
                    round=data.round.id,
                    unit=unit.code,
                    figure=claimed,
                    found=criterion.number,
                    allowed=criterion.id,
                    label=criterion.title,
                )


def _claimed(criterion: Criterion, submission: Submission) -> str | None:
    """The first figure of the criterion that claims anything: a yes, a number above 0, a choice that earns points."""
    worthless = _worthless_words(criterion)
    for name in criterion.form.names():
        answer = submission.answers.get(name)
        if answer is None or answer.state is not State.VALUE or answer.value in (False, 0):
            continue
        if (name, answer.value) not in worthless:
            return name
    return None


def _worthless_words(criterion: Criterion) -> set[tuple[str, object]]:
    """The words of choices that earn nothing."""
    return {
        (form.figure, word)
        for form in subforms(criterion.form)
        if isinstance(form, Choice)
        for word, amount in form.amounts.items()
        if amount == 0
    }
