"""Whether the supplement holds only what changed."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic
from minhbach.repository import RoundData


def supplement_changes_something(data: RoundData) -> Iterator[Diagnostic]:
    """A supplemented value differs from the reported one.

    PASS: officials: 23, supplement officials: {value: 22, ...}
    FAIL: officials: 23, supplement officials: {value: 23, ...}
    """
    for code, submission in data.submissions.items():
        for name, change in submission.supplement.items():
            if submission.answers.get(name) == change.answer:
                yield diagnose(
                    "supplement-same",
                    submission.source.location("supplement", name),
                    round=data.round.id,
                    unit=code,
                    figure=name,
                    label=data.criteria.figures[name].label,
                )
