"""Whether a unit's own entry of a declared sum agrees with what the units below it handed in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Text
from minhbach.exact import written
from minhbach.model.criteria import Figure
from minhbach.model.round import Milestone
from minhbach.model.submission import Answer, State, Submission
from minhbach.model.units import Unit
from minhbach.repository import RoundData
from minhbach.values import sum_parts, total_of


def own_sums_agree(data: RoundData) -> Iterator[Diagnostic]:
    """An own entry of a figure that is computed equals the sum over the approved units below.

    What was reported is held against the sum as of the first cut-off date, a supplement against that of the second.

    PASS: commune_officials: 210, and 210 in all approved communes; or no line for commune_officials
    FAIL: commune_officials: 240, and 210 in all approved communes
    """
    for unit in data.register.units:
        submission = data.submissions.get(unit.code)
        if submission is None:
            continue
        for figure in data.criteria.figures_of(unit.tier).values():
            if figure.sum_of is not None:
                yield from _findings(data, unit, submission, figure)


def _findings(data: RoundData, unit: Unit, submission: Submission, figure: Figure) -> Iterator[Diagnostic]:
    change = submission.supplement.get(figure.id)
    own = (
        (submission.answers.get(figure.id), Milestone.PRELIMINARY, ("figures", figure.id)),
        (change.answer if change is not None else None, Milestone.FINAL, ("supplement", figure.id)),
    )
    for answer, milestone, path in own:
        value = total_of([answer]) if answer is not None else None
        parts = sum_parts(data, unit, figure, milestone) if value is not None else {}
        total = total_of(parts.values())
        if value is not None and total is not None and value != total:
            place = submission.source.key_location(*path)
            words = _words(data, unit, figure, parts)
            yield diagnose(
                "sum-differs",
                place,
                round=data.round.id,
                unit=unit.code,
                figure=figure.id,
                found=_number(value),
                allowed=_number(total),
                words=words,
            )


def _words(data: RoundData, unit: Unit, figure: Figure, parts: dict[str, Answer]) -> dict[str, str | Text]:
    """How many units below are in the sum, and how many may still come: silent, not approved, not answered."""
    plural = (figure.sum_of or "").partition(".")[0]
    tiers = {tier.id for tier in data.criteria.tiers if tier.plural == plural}
    below = [item for item in data.register.children.get(unit.code, ()) if item.tier in tiers and item.exempt is None]
    counted = sum(total_of([answer]) is not None for answer in parts.values())
    settled = sum(answer.state in (State.VALUE, State.NOT_APPLICABLE) for answer in parts.values())
    waiting = len(below) - settled
    detail = "waiting" if waiting else ""
    return {"label": figure.label, "counted": str(counted), "waiting": str(waiting), "detail": detail}


def _number(value: int | Decimal) -> Text:
    return Text(written(value), written(value, "en"))
