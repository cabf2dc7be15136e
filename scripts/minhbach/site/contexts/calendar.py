"""The steps of a round with their dates, and where the round stands."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.model.round import Milestone, Phase, Round
from minhbach.site.words import PHASES
from minhbach.site.writing import day, span

STEPS: tuple[tuple[Phase, str], ...] = (
    (Phase.REPORTING, "report"),
    (Phase.DISTRICT_APPROVAL, "district_approval"),
    (Phase.REVIEW, "review"),
    (Phase.INSPECTION, "inspection"),
    (Phase.PRELIMINARY, ""),
    (Phase.SUPPLEMENT, "supplement"),
    (Phase.FINAL, ""),
)
"""The steps in order, each with the window that dates it; the two results are dated by their milestones."""

_ORDER = [Phase.PREPARING, *(phase for phase, _ in STEPS), Phase.AMENDED, Phase.ARCHIVED]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    title: str
    dates: str
    state: str
    state_text: str


def steps(round_: Round) -> tuple[Step, ...]:
    """The steps that the round has dates for, and the one it is in."""
    here = _ORDER.index(round_.phase)
    found = []
    for phase, window in STEPS:
        dates = _dates(round_, phase, window)
        if dates or phase is round_.phase:
            found.append(_step(phase, dates, _ORDER.index(phase), here))
    return tuple(found)


def _step(phase: Phase, dates: str, place: int, here: int) -> Step:
    if place == here:
        return Step(title=PHASES[phase], dates=dates, state="current", state_text="đang ở bước này")
    if place < here:
        return Step(title=PHASES[phase], dates=dates, state="done", state_text="đã qua")
    return Step(title=PHASES[phase], dates=dates, state="next", state_text="sắp tới")


def _dates(round_: Round, phase: Phase, window: str) -> str:
    if window:
        found = round_.windows.get(window)
        return span(found.opens, found.closes) if found else ""
    milestone = Milestone.PRELIMINARY if phase is Phase.PRELIMINARY else Milestone.FINAL
    dates = round_.milestones.get(milestone.value)
    if dates is None:
        return ""
    if dates.publish_from and dates.publish_by:
        return span(dates.publish_from, dates.publish_by)
    return f"chậm nhất {day(dates.publish_by)}" if dates.publish_by else ""
