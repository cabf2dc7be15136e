"""Whether a unit that handed in answered every figure of its form."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic
from minhbach.model.criteria import Kind
from minhbach.model.submission import Submission
from minhbach.reading.answers import example
from minhbach.repository import RoundData
from minhbach.yamlio import Mapping


def figures_are_answered(data: RoundData) -> Iterator[Diagnostic]:
    """Every figure that is asked of the unit's tier has an answer; sums over the units below are not asked.

    PASS: officials: 0
    FAIL: no line for officials
    """
    for unit in data.register.units:
        submission = data.submissions.get(unit.code)
        if submission is None or not _has_figures(submission):
            continue
        for name, figure in data.criteria.figures_of(unit.tier).items():
            if figure.sum_of is None and name not in submission.answers and name not in submission.broken:
                in_words = figure.kind in (Kind.YES_NO, Kind.CHOICE)
                yield diagnose(
                    "figure-missing",
                    submission.source.key_location("figures"),
                    round=data.round.id,
                    unit=unit.code,
                    figure=name,
                    allowed=example(figure),
                    label=figure.label,
                    detail="words" if in_words else "",
                )


def _has_figures(submission: Submission) -> bool:
    """Whether the file has a list of figures at all; one of which something could be read has one."""
    read = submission.answers or submission.broken
    return bool(read) or isinstance(submission.source.node("figures"), Mapping)
