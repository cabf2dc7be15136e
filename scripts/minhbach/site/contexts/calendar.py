"""The steps of a round with their dates, and where the round stands."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.model.round import Milestone, Phase, Round
from minhbach.site.words import PHASE_TEXTS
from minhbach.site.writing import Writer

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


def steps(round_: Round, write: Writer | None = None) -> tuple[Step, ...]:
    """The steps that the round has dates for, and the one it is in."""
    write = write or Writer("vi")
    here = _ORDER.index(round_.phase)
    found = []
    for phase, window in STEPS:
        dates = _dates(round_, phase, window, write)
        if dates or phase is round_.phase:
            found.append(_step(phase, dates, _ORDER.index(phase) - here, write))
    return tuple(found)


def _step(phase: Phase, dates: str, ahead: int, write: Writer) -> Step:
    """A step that lies so many steps ahead of the current one."""
    title = write.text(PHASE_TEXTS[phase])
    if ahead == 0:
        return Step(title=title, dates=dates, state="current", state_text=write.say("đang ở bước này", "now"))
    if ahead < 0:
        return Step(title=title, dates=dates, state="done", state_text=write.say("đã qua", "done"))
    return Step(title=title, dates=dates, state="next", state_text=write.say("sắp tới", "to come"))


def _dates(round_: Round, phase: Phase, window: str, write: Writer) -> str:
    if window:
        found = round_.windows.get(window)
        return write.span(found.opens, found.closes) if found else ""
    milestone = Milestone.PRELIMINARY if phase is Phase.PRELIMINARY else Milestone.FINAL
    dates = round_.milestones.get(milestone.value)
    if dates is None:
        return ""
    if dates.publish_from and dates.publish_by:
        return write.span(dates.publish_from, dates.publish_by)
    by = write.day(dates.publish_by) if dates.publish_by else ""
    return write.say(f"chậm nhất {by}", f"by {by}") if by else ""
