"""The sentences about an outcome, as plain text in one language. Whoever prints them escapes them by its own rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from minhbach.diagnostics import Severity, Text
from minhbach.exact import Lang
from minhbach.gate.outcome import Outcome, Turn, Verdict
from minhbach.gate.waiting import Waiting

LONGEST = 1000
"""Characters of the longest sentence that is written whole."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What is said beside an outcome. All of it comes from the base or from the forge, nothing from the change.

    `site` and `repository` are web addresses, `details` the page with all findings; `names` are units by code, `labels`
    figures as on the form, `logins` accounts by number. `merged` is when the change became part of the record.
    """

    lang: Lang = "vi"
    site: str = ""
    repository: str = ""
    forge: str = "github"
    details: str = ""
    zone: tzinfo | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    logins: Mapping[int, str] = field(default_factory=dict)
    merged: datetime | None = None

    def say(self, vi: str, en: str) -> str:
        return Text(vi, en).in_(self.lang)

    def name(self, code: str | None) -> str:
        return self.names.get(code, code) if code is not None else ""

    def above(self, code: str) -> str:
        """A unit that approves."""
        return self.names.get(code) or self.say(f"đơn vị cấp trên ({code})", f"the unit above ({code})")

    def moment(self, at: datetime) -> str:
        """In the round's own time; where that is not known, the zone is told."""
        local = at.astimezone(self.zone) if self.zone is not None else at
        zone = "" if self.zone is not None else f" {local:%Z}"
        return self.say(f"{local:%H:%M}{zone} ngày {local:%d/%m/%Y}", f"{local:%H:%M}{zone} on {local:%d/%m/%Y}")


def headline(outcome: Outcome, setting: Setting, waiting: Waiting | None = None) -> str:
    """The verdict in one line: also the description of the commit status."""
    if outcome.verdict is Verdict.FAULT:
        return setting.say(
            "Máy kiểm tra gặp trục trặc, chưa có kết luận", "The checker failed; there is no verdict yet"
        )
    if outcome.verdict is Verdict.REFUSED:
        return counts(outcome, setting) or setting.say("Chưa nhận được", "Not acceptable yet")
    thing = setting.say("Số liệu", "The figures") if outcome.units else setting.say("Thay đổi", "The change")
    if setting.merged is not None:
        return setting.say(f"{thing} đã được ghi nhận", f"{thing}: on record")
    if _is_sent_back(waiting):
        return setting.say("Người duyệt gửi lại để sửa", "Sent back by the approver")
    tail = counts(outcome, setting)
    end = f" ({tail})" if tail else ""
    return setting.say(f"{thing} hợp lệ, ", f"{thing}: valid, ") + _what_next(outcome, setting, waiting) + end


def _is_sent_back(waiting: Waiting | None) -> bool:
    return waiting is not None and waiting.sent_back_by is not None and waiting.turn is Turn.SUBMITTER


def _what_next(outcome: Outcome, setting: Setting, waiting: Waiting | None) -> str:
    turn = waiting.turn if waiting is not None else outcome.turn
    if turn is Turn.GATE:
        return setting.say("đã duyệt đủ, sắp được ghi nhận", "approved, about to be recorded")
    if turn is Turn.SUBMITTER:
        return setting.say("còn là bản nháp", "still a draft")
    if turn is Turn.APPROVER and outcome.approver_of is not None:
        unit = setting.above(outcome.approver_of)
        return setting.say(f"chờ {unit} duyệt", f"waiting for the approval of {unit}")
    if waiting is not None and waiting.approved_by:
        return setting.say("đã duyệt, chờ đơn vị vận hành ghi nhận", "approved, waiting for the operator to record it")
    return setting.say("chờ đơn vị vận hành duyệt", "waiting for the operator's approval")


_COUNTED = (
    (Severity.ERROR, Text("lỗi phải sửa", "to mend")),
    (Severity.QUERY, Text("câu hỏi cần giải trình", "to explain")),
    (Severity.NOTICE, Text("lưu ý", "to know")),
)


def counts(outcome: Outcome, setting: Setting) -> str:
    """`3 lỗi phải sửa, 1 câu hỏi cần giải trình`; what there is none of is not named."""
    found = {severity: sum(item.severity is severity for item in outcome.diagnostics) for severity, _ in _COUNTED}
    parts = [f"{found[severity]} {words.in_(setting.lang)}" for severity, words in _COUNTED if found[severity]]
    if outcome.cut:
        parts.append(setting.say(f"còn {outcome.cut} điều nữa", f"{outcome.cut} more"))
    return ", ".join(parts)


def whose_turn(outcome: Outcome, setting: Setting, turn: Turn) -> str:
    if turn is Turn.SUBMITTER:
        unit = ", ".join(setting.name(code) for code in outcome.units[:3])
        if not unit:
            return setting.say("người gửi", "the submitter")
        return setting.say(f"người nộp của {unit}", f"the submitter of {unit}")
    if turn is Turn.APPROVER and outcome.approver_of is not None:
        unit = setting.above(outcome.approver_of)
        return setting.say(f"người duyệt của {unit}", f"the approvers of {unit}")
    if turn is Turn.GATE:
        return setting.say("máy, không ai phải làm gì", "the gate; nobody has to do anything")
    return setting.say("đơn vị vận hành", "the operator")


def what_to_do(outcome: Outcome, setting: Setting, turn: Turn, waiting: Waiting | None = None) -> str:
    """What the person whose turn it is does now."""
    if outcome.verdict is Verdict.FAULT:
        return setting.say(
            "Đây là lỗi của phần mềm, không phải của đơn vị. Số liệu đã gửi còn nguyên, giờ nhận không đổi. "
            "Đơn vị không phải làm gì: người vận hành đã được báo, máy sẽ kiểm tra lại.",
            "This is a fault of the software, not of the unit. What was sent is safe and its time of receipt stands. "
            "The unit has nothing to do: the operator has been told, and the check will run again.",
        )
    if turn is Turn.SUBMITTER and outcome.verdict is Verdict.ACCEPTABLE and not _is_sent_back(waiting):
        return setting.say(
            "Bản này còn là bản nháp: khi đã xong, nhấn «Ready for review» để gửi duyệt.",
            "This is still a draft: when it is done, press «Ready for review» to have it approved.",
        )
    if turn is Turn.SUBMITTER:
        return setting.say(
            "Sửa ngay trong tệp này, không phải gửi đề xuất mới. Mỗi lần lưu, máy tự kiểm tra lại.",
            "Mend the same file; no new pull request is needed. Every time it is saved it is checked again.",
        )
    if turn is Turn.GATE:
        return ""
    if outcome.verdict is Verdict.REFUSED:
        return setting.say(
            "Người vận hành sửa dữ liệu của đợt trước; người gửi không phải làm gì.",
            "The operator mends the data of the round first; the submitter has nothing to do.",
        )
    if waiting is not None and waiting.approved_by:
        return setting.say(
            "Đã duyệt đủ, nhưng kho dữ liệu chưa cho ghi nhận. Người vận hành xử lý; đơn vị không phải làm gì.",
            "It is approved, but the repository does not take it yet. The operator sees to it; the unit need not act.",
        )
    if not outcome.approvers:
        return ""
    button = "«Finish review»" if setting.forge == "forgejo" else "«Review changes»"
    return setting.say(
        f"Để duyệt: mở thẻ «Files changed», nhấn {button}, chọn «Approve» rồi gửi. "
        "Để gửi lại: cũng ở đó, ghi lý do và chọn «Request changes».",
        f"To approve: open «Files changed», press {button}, choose «Approve» and send. "
        "To send back: in the same place, write the reason and choose «Request changes».",
    )


def late(setting: Setting) -> str:
    return setting.say("nộp muộn, trong thời gian gia hạn", "late, within the extension")
