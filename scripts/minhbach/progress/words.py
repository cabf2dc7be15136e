"""The words of progress, the same for pages, the command line and reminders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from minhbach.diagnostics import Text
from minhbach.model.units import Register
from minhbach.progress import Mover, OpenPull, UnitProgress, UnitState

STATES: Mapping[UnitState, Text] = {
    UnitState.MISSING: Text("Chưa nộp", "Missing"),
    UnitState.INVALID: Text("Có lỗi", "Has errors"),
    UnitState.WAITING: Text("Đang chờ", "Waiting"),
    UnitState.RECEIVED: Text("Hợp lệ", "Valid"),
    UnitState.APPROVED: Text("Đã duyệt", "Approved"),
}


def day(value: date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year}"


def moment(value: datetime) -> str:
    return f"{value.hour:02}:{value.minute:02} {day(value.date())}"


def waits_for(item: UnitProgress, register: Register) -> Text:
    """Whom an open pull request waits for: `chờ Huyện Ba Bể duyệt`; empty without one."""
    pull = item.pull
    if pull is None:
        return Text("")
    parent = register.parent_of(item.unit)
    if pull.mover is Mover.SUBMITTER:
        return _submitter(pull)
    if pull.mover is Mover.APPROVER and parent is not None:
        return Text(f"chờ {parent.name} duyệt", f"waits for the approval of {parent.name}")
    if pull.mover is Mover.GATE:
        return Text("đã duyệt, đang ghi nhận", "approved, being recorded")
    return Text("chờ đơn vị vận hành", "waits for the operator")


def _submitter(pull: OpenPull) -> Text:
    if pull.faults:
        return Text("người nộp đang sửa lỗi", "the submitter mends errors")
    if pull.sent_back:
        return Text("người duyệt gửi lại, người nộp đang sửa", "sent back, the submitter mends it")
    return Text("người nộp chưa gửi xong", "the submitter has not finished")
