"""The words of things that the model names by a code, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from minhbach.diagnostics import Severity, Text
from minhbach.export import code_words
from minhbach.model.chain import Origin
from minhbach.model.criteria import Kind, Role
from minhbach.model.round import Milestone, Phase
from minhbach.model.submission import State
from minhbach.review.waiting import Party

YES_TEXT, NO_TEXT = Text("Có", "Yes"), Text("Không", "No")

PHASE_TEXTS: Mapping[Phase, Text] = {
    Phase.PREPARING: Text("Chuẩn bị", "Preparation"),
    Phase.REPORTING: Text("Nhập số liệu", "Reporting"),
    Phase.DISTRICT_APPROVAL: Text("Cấp trên duyệt", "District approval"),
    Phase.REVIEW: Text("Rà soát số liệu", "Review of figures"),
    Phase.INSPECTION: Text("Kiểm tra, đối chiếu", "Inspection"),
    Phase.PRELIMINARY: Text("Kết quả sơ bộ", "Preliminary results"),
    Phase.SUPPLEMENT: Text("Bổ sung, điều chỉnh", "Supplements"),
    Phase.FINAL: Text("Kết quả chính thức", "Final results"),
    Phase.AMENDED: Text("Đã đính chính", "Amended"),
    Phase.ARCHIVED: Text("Lưu trữ", "Archived"),
}

WINDOW_TEXTS: Mapping[str, Text] = {
    "report": PHASE_TEXTS[Phase.REPORTING],
    "district_approval": PHASE_TEXTS[Phase.DISTRICT_APPROVAL],
    "review": PHASE_TEXTS[Phase.REVIEW],
    "inspection": PHASE_TEXTS[Phase.INSPECTION],
    "supplement": PHASE_TEXTS[Phase.SUPPLEMENT],
}

STANDING_TEXTS: Mapping[Milestone, Text] = {
    Milestone.PRELIMINARY: Text("Tạm thời", "Provisional"),
    Milestone.FINAL: Text("Chính thức", "Final"),
}

STATE_TEXTS: Mapping[State, Text] = code_words.STATE_TEXTS

CAUSE_TEXTS: Mapping[Origin, Text] = {
    Origin.REPORTED: Text("Sửa số liệu đã báo cáo", "Reported figure corrected"),
    Origin.SUPPLEMENTED: Text("Bổ sung, điều chỉnh", "Supplement"),
    Origin.COMPUTED: Text("Tính lại từ cấp dưới", "Computed anew from the units below"),
    Origin.SETTLED: Text("Thống nhất theo biên bản", "Settled in minutes"),
    Origin.AMENDED: Text("Đính chính", "Amendment"),
}
"""Why a published figure changed from one edition to the next."""

PARTY_TEXTS: Mapping[Party, Text] = {
    Party.UNIT: Text("Chờ đơn vị giải trình", "Waiting for the unit's explanation"),
    Party.OPERATOR: Text("Đã giải trình, chờ kết luận", "Explained, waiting for a conclusion"),
    Party.TEAM: Text("Chuyển kiểm tra, chưa có biên bản", "Referred to inspection, no minutes yet"),
}

SEVERITY_TEXTS: Mapping[Severity, Text] = {
    Severity.ERROR: Text("Lỗi", "Error"),
    Severity.QUERY: Text("Cần giải trình", "Needs an explanation"),
    Severity.NOTICE: Text("Nhắc", "Note"),
}

ROLE_TEXTS: Mapping[Role, Text] = {
    Role.SCORED: Text("", ""),
    Role.BONUS: Text("Điểm cộng", "Bonus"),
    Role.DEDUCTION: Text("Điểm trừ", "Deduction"),
}

KIND_TEXTS: Mapping[Kind, Text] = {
    Kind.COUNT: Text("Số đếm", "Count"),
    Kind.AMOUNT: Text("Lượng", "Amount"),
    Kind.YES_NO: Text("Có hoặc không", "Yes or no"),
    Kind.CHOICE: Text("Chọn một", "Choice"),
}

EVIDENCE_TEXTS: Mapping[str, Text] = {
    "required": Text("Bắt buộc có tài liệu kiểm chứng", "Evidence required"),
    "requested": Text("Cần có tài liệu kiểm chứng", "Evidence asked for"),
    "none": Text("Không yêu cầu tài liệu kiểm chứng", "No evidence asked for"),
}

NOT_SUBMITTED_TEXT = Text("Chưa nộp số liệu", "Figures not handed in")
UNREADABLE_TEXT = Text("Tệp số liệu có lỗi, chưa đọc được", "The file has errors and could not be read")
NOT_ASSESSED_TEXT = Text("Không đánh giá trong đợt này", "Not assessed in this round")
NOTHING_LEFT_TEXT = Text("Không còn tiêu chí nào áp dụng", "No criterion is left that applies")
