"""What stands against publishing: faults, figures nobody approved, open questions, dates that have not come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from minhbach.diagnostics import Diagnostic, Severity, Text
from minhbach.model.record import Blocker, Record
from minhbach.model.round import Milestone
from minhbach.repository import RoundData
from minhbach.review.waiting import Party, waiting

WINDOWS = {
    Milestone.PRELIMINARY: ("report", "district_approval", "review", "inspection"),
    Milestone.FINAL: ("report", "district_approval", "review", "inspection", "supplement"),
}
"""What has to be over; an extension (`grace_to`) does not hold up the others."""

WINDOW_WORDS = {
    "report": Text("nhập số liệu", "reporting"),
    "district_approval": Text("duyệt số liệu", "approval"),
    "review": Text("rà soát", "review"),
    "inspection": Text("kiểm tra", "inspection"),
    "supplement": Text("bổ sung, điều chỉnh", "supplements"),
}


def blockers(
    data: RoundData, milestone: Milestone, findings: Iterable[Diagnostic], day: date, before: Record | None = None
) -> tuple[Blocker, ...]:
    """Everything that stands against publishing on a day, except what the edition `before` was published with."""
    found = (*_errors(findings), *_unapproved(data), *_questions(data), *_dates(data, milestone, day))
    known = set(before.blockers) if before is not None else set()
    return tuple(item for item in found if item not in known)


def _errors(findings: Iterable[Diagnostic]) -> Iterator[Blocker]:
    for item in findings:
        if item.severity is Severity.ERROR:
            place = f"{item.location.path}:{item.location.line}" if item.location.line else item.location.path
            yield Blocker(kind="error", unit=item.unit, text=f"{place}: {item.message.vi}")


def _unapproved(data: RoundData) -> Iterator[Blocker]:
    for unit in data.register.units:
        if unit.code in data.submissions and unit.exempt is None and not data.is_approved(unit.code):
            yield Blocker(kind="unapproved", unit=unit.code, text=f"Số liệu của {unit.name} chưa được duyệt")


_WAITS = {
    Party.UNIT: "chưa có giải trình",
    Party.OPERATOR: "đã giải trình, chưa kết luận",
    Party.TEAM: "chuyển kiểm tra, chưa có biên bản",
}


def _questions(data: RoundData) -> Iterator[Blocker]:
    for item in waiting(data):
        name = data.register.by_code[item.unit].name
        text = f"Câu hỏi {item.question.id} với {name}: {_WAITS[item.party]}"
        yield Blocker(kind="question", unit=item.unit, text=text)


def _dates(data: RoundData, milestone: Milestone, day: date) -> Iterator[Blocker]:
    for name in WINDOWS[milestone]:
        window = data.round.windows.get(name)
        if window is not None and day <= window.closes:
            text = f"Thời gian {WINDOW_WORDS[name].vi} đến hết ngày {window.closes:%d/%m/%Y} chưa hết"
            yield Blocker(kind="window", unit=None, text=text)
    first = data.round.milestones[milestone.value].publish_from
    if first is not None and day < first:
        yield Blocker(kind="early", unit=None, text=f"Kế hoạch của đợt cho công bố từ ngày {first:%d/%m/%Y}")
