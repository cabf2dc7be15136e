"""The Vietnamese words of things that the model names by a code."""

from __future__ import annotations

from collections.abc import Mapping

from minhbach.diagnostics import Severity
from minhbach.edition import MILESTONE_TITLES
from minhbach.model.chain import ORIGIN_WORDS, Origin
from minhbach.model.criteria import Kind, Role
from minhbach.model.round import Milestone, Phase
from minhbach.model.submission import State
from minhbach.review.waiting import Party

YES_WORD, NO_WORD = "Có", "Không"

PHASES: Mapping[Phase, str] = {
    Phase.PREPARING: "Chuẩn bị",
    Phase.REPORTING: "Nhập số liệu",
    Phase.DISTRICT_APPROVAL: "Cấp trên duyệt",
    Phase.REVIEW: "Rà soát số liệu",
    Phase.INSPECTION: "Kiểm tra, đối chiếu",
    Phase.PRELIMINARY: "Kết quả sơ bộ",
    Phase.SUPPLEMENT: "Bổ sung, điều chỉnh",
    Phase.FINAL: "Kết quả chính thức",
    Phase.AMENDED: "Đã đính chính",
    Phase.ARCHIVED: "Lưu trữ",
}

WINDOWS: Mapping[str, str] = {
    "report": PHASES[Phase.REPORTING],
    "district_approval": PHASES[Phase.DISTRICT_APPROVAL],
    "review": PHASES[Phase.REVIEW],
    "inspection": PHASES[Phase.INSPECTION],
    "supplement": PHASES[Phase.SUPPLEMENT],
}

MILESTONES: Mapping[Milestone, str] = {milestone: title.vi for milestone, title in MILESTONE_TITLES.items()}

STANDINGS: Mapping[Milestone, str] = {Milestone.PRELIMINARY: "Tạm thời", Milestone.FINAL: "Chính thức"}

STATES: Mapping[State, str] = {
    State.VALUE: "Đã trả lời",
    State.MISSING: "Chưa trả lời",
    State.NOT_APPLICABLE: "Không áp dụng",
    State.NOT_ASSESSED: "Không đánh giá trong đợt này",
}

ORIGINS: Mapping[Origin, str] = {origin: words.vi for origin, words in ORIGIN_WORDS.items()}

CAUSES: Mapping[Origin, str] = {
    Origin.REPORTED: "Sửa số liệu đã báo cáo",
    Origin.SUPPLEMENTED: "Bổ sung, điều chỉnh",
    Origin.COMPUTED: "Tính lại từ cấp dưới",
    Origin.SETTLED: "Thống nhất theo biên bản",
    Origin.AMENDED: "Đính chính",
}
"""Why a published figure changed from one edition to the next."""

PARTIES: Mapping[Party, str] = {
    Party.UNIT: "Chờ đơn vị giải trình",
    Party.OPERATOR: "Đã giải trình, chờ kết luận",
    Party.TEAM: "Chuyển kiểm tra, chưa có biên bản",
}

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "Lỗi",
    Severity.QUERY: "Cần giải trình",
    Severity.NOTICE: "Nhắc",
}

ROLES: Mapping[Role, str] = {Role.SCORED: "", Role.BONUS: "Điểm cộng", Role.DEDUCTION: "Điểm trừ"}

KINDS: Mapping[Kind, str] = {
    Kind.COUNT: "Số đếm",
    Kind.AMOUNT: "Lượng",
    Kind.YES_NO: "Có hoặc không",
    Kind.CHOICE: "Chọn một",
}

EVIDENCE: Mapping[str, str] = {
    "required": "Bắt buộc có tài liệu kiểm chứng",
    "requested": "Cần có tài liệu kiểm chứng",
    "none": "Không yêu cầu tài liệu kiểm chứng",
}

NOT_SUBMITTED = "Chưa nộp số liệu"
UNREADABLE = "Tệp số liệu có lỗi, chưa đọc được"
NOT_ASSESSED = "Không đánh giá trong đợt này"
NOTHING_LEFT = "Không còn tiêu chí nào áp dụng"
