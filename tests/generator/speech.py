"""What people write in a round: questions, explanations, reasons, conclusions. Plain sentences that fit the figures."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from minhbach.diagnostics import Diagnostic
from tests.generator.sources import Unit

# Where a figure comes from -----------------------------------------------------

_ASSETS = "biên bản kiểm kê tài sản"
_ONESTOP = "thống kê của phần mềm một cửa điện tử"
_DOCUMENTS = "thống kê của phần mềm quản lý văn bản"
_SITE = "nội dung đang có trên trang thông tin điện tử"
_STAFF = "hồ sơ cán bộ, công chức"
_ISSUED = "văn bản đã ban hành, lưu tại đơn vị"
_PROCEDURES = "danh mục thủ tục hành chính đã công bố"

SOURCES: Mapping[str, str] = {
    "officials": _STAFF,
    "officials_with_computer": _ASSETS,
    "computers": _ASSETS,
    "computers_online": "kết quả đếm máy tại trụ sở",
    "computers_protected": "giấy phép phần mềm còn hiệu lực",
    "computers_on_lan": "kết quả đếm máy tại trụ sở",
    "has_lan": "hiện trạng tại trụ sở",
    "has_wan_link": "biên bản bàn giao đường truyền",
    "divisions_on_wan": "biên bản bàn giao đường truyền",
    "bandwidth": "hợp đồng với nhà cung cấp",
    "has_ups": _ASSETS,
    "has_data_backup": "nhật ký sao lưu",
    "onestop_has_scanner": _ASSETS,
    "onestop_has_lookup": _ASSETS,
    "divisions": "quyết định về cơ cấu tổ chức",
    "it_officer": "quyết định phân công nhiệm vụ",
    "it_officer_degree": _STAFF,
    "it_officer_certificate": _STAFF,
    "officials_trained": "danh sách các lớp tập huấn",
    "officials_skilled": "kết quả thao tác trên phần mềm",
    "security_sessions": "giấy mời và danh sách dự các buổi tuyên truyền",
    "chair": "quyết định thành lập Ban Chỉ đạo",
    "meetings": "sổ ghi biên bản họp",
    "has_plan": _ISSUED,
    "plan_tasks": _ISSUED,
    "plan_tasks_done": "báo cáo kết quả thực hiện kế hoạch",
    "has_security_regulation": _ISSUED,
    "has_document_regulation": _ISSUED,
    "has_website_regulation": _ISSUED,
    "incident_plan": _ISSUED,
    "it_spending": "sổ kế toán",
    "total_spending": "sổ kế toán",
    "it_initiatives": "quyết định công nhận sáng kiến",
    "reports_late": "sổ văn bản đi",
    "site_kind": _SITE,
    "sections_required": "quy định về mục tin bắt buộc",
    "sections_published": _SITE,
    "news_items": "thống kê của trang thông tin điện tử",
    "public_documents": "sổ văn bản đi",
    "public_documents_online": _SITE,
    "site_has_search": _SITE,
    "site_is_mobile": _SITE,
    "site_has_map": _SITE,
    "procedures": _PROCEDURES,
    "procedures_published": "bảng niêm yết và trang thông tin điện tử",
    "services_level_2": _PROCEDURES,
    "services_online": _PROCEDURES,
    "services_used": _ONESTOP,
    "questions": "sổ tiếp nhận câu hỏi",
    "questions_on_time": "sổ tiếp nhận câu hỏi",
    "email_accounts": "danh sách tài khoản trên hệ thống thư công vụ",
    "email_active": "nhật ký đăng nhập của hệ thống thư công vụ",
    "feedback_channels": "thông báo công khai đường dây nóng",
    "feedback_received": "sổ theo dõi phản ánh, kiến nghị",
    "feedback_handled": "sổ theo dõi phản ánh, kiến nghị",
    "files_received": _ONESTOP,
    "files_online": _ONESTOP,
    "files_by_post": "bảng đối soát với bưu điện",
    "payments_online": "sao kê tài khoản thu phí, lệ phí",
    "files_resolved": _ONESTOP,
    "files_overdue": _ONESTOP,
    "files_in_onestop": _ONESTOP,
    "documents_out": "sổ văn bản đi",
    "documents_electronic": _DOCUMENTS,
    "documents_signed": _DOCUMENTS,
    "divisions_using_dms": _DOCUMENTS,
    "officials_using_dms": _DOCUMENTS,
    "specialised_apps": "biên bản bàn giao phần mềm",
    "total_communes": "danh mục đơn vị hành chính",
    "video_communes": "biên bản nghiệm thu điểm cầu",
}
"""What a figure can be compared with."""

_ANY_SOURCE = "hồ sơ lưu tại đơn vị"


def source_of(figure: str) -> str:
    return SOURCES.get(figure, _ANY_SOURCE)


def same(figure: str) -> str:
    """Why a team agrees with a figure."""
    return f"Khớp với {source_of(figure)}"


# Questions and answers ---------------------------------------------------------


def question(item: Diagnostic) -> str:
    """What the operator asks. Hints on how to write the file are for clerks who type it, not for a letter."""
    found = item.message.vi.rstrip(". ")
    if item.code == "figure-missing":
        return f"{found}. Đề nghị bổ sung, hoặc giải trình vì sao chưa có."
    if item.code == "sum-differs":
        return f"{found}. Đề nghị đối chiếu với số liệu của cấp xã và giải trình."
    return f"{found}. {item.hint.vi.rstrip('. ')}."


FILLED = (
    "Đơn vị đã bổ sung theo {source}, tính đến {as_of}.",
    "Khi nhập, đơn vị bỏ sót dòng này; nay đã điền theo {source}.",
    "Đã rà soát và bổ sung số liệu; căn cứ: {source}.",
)

_UNKNOWN = (
    "Đến hạn nộp, đơn vị chưa tổng hợp xong từ {source} nên chưa có căn cứ để điền; sẽ theo dõi từ đầu năm sau.",
    "Đơn vị chưa tách riêng được số này từ {source}; đề nghị để trống trong đợt này.",
    "Cán bộ theo dõi đã chuyển công tác, đơn vị chưa tập hợp lại được {source} nên chưa xác định được số liệu.",
)
_UNDECIDED = "Dự thảo phương án đang lấy ý kiến, đơn vị chưa rõ ghi ở mức nào nên để trống trong đợt này."

_MERGED = (
    "Đơn vị hình thành từ ngày 01/02/2020 sau sắp xếp đơn vị hành chính; cán bộ, công chức của các xã cũ chưa được "
    "bố trí lại hết theo lộ trình.",
    "Số này gồm toàn bộ cán bộ, công chức của các xã cũ nhập vào; số dôi dư được giải quyết dần theo lộ trình.",
    "Sau sắp xếp, đơn vị còn cán bộ, công chức dôi dư của các xã cũ; danh sách kèm theo quyết định của UBND huyện.",
)

_SUM_BELOW = "Khi tổng hợp, {unit} bỏ sót một số xã, phường gửi biểu sau; thống nhất lấy số hệ thống cộng từ cấp xã."
_SUM_ABOVE = (
    "Số của {unit} tính cả những xã chưa được duyệt hoặc chưa nộp, theo báo cáo tổ chức cán bộ; thống nhất lấy số hệ "
    "thống cộng từ các xã đã duyệt.",
    "{unit_first} cộng theo danh sách cán bộ, công chức của toàn bộ cấp xã, gồm cả nơi chưa nộp số liệu; thống nhất "
    "lấy số của các xã đã duyệt.",
)

EXPLANATIONS: Mapping[str, tuple[str, ...]] = {
    "many-accounts": ("Có tài khoản của cán bộ đã nghỉ hưu, chuyển công tác chưa được thu hồi.",),
    "many-computers": ("Đơn vị đã tính cả máy tính của trường học và trạm y tế trên địa bàn.",),
    "bandwidth-plausible": (
        "Hợp đồng ghi tốc độ tối đa của gói cước; đơn vị chưa tách được phần cam kết, đề nghị Đoàn kiểm tra xem hợp "
        "đồng.",
    ),
    "readiness-all-full": ("Đơn vị tính theo số máy và số người được giao, chưa đối chiếu với thực tế sử dụng.",),
    "results-all-full": ("Đơn vị lấy tổng số hồ sơ, văn bản trên phần mềm, chưa tách phần thực hiện trên giấy.",),
    "resolved-plausible": ("Số đã giải quyết gồm cả hồ sơ tồn từ năm trước chuyển sang.",),
    "it-spending-high": (
        "Đơn vị cộng cả mua sắm tài sản chung và sửa chữa trụ sở; đề nghị Đoàn kiểm tra đối chiếu với sổ kế toán.",
    ),
    "commune-staff-plausible": _MERGED,
    "computers-fall": (
        "Đợt trước đơn vị tính cả máy của trường học, trạm y tế; đợt này chỉ tính máy của UBND xã như biên bản kiểm "
        "tra đã thống nhất.",
    ),
}
"""By the rule that asked."""

OTHERWISE = (
    "Đơn vị đã rà soát, số liệu đúng với {source}.",
    "Số liệu thay đổi do bố trí lại công việc trong năm; căn cứ: {source}.",
)


def explain(rng: random.Random, unit: Unit, figure: str, rule: str, words: Mapping[str, str]) -> str:
    """Why a figure is as it is. `words` holds the cut-off date, and of a sum whether it lies `above` or `below`."""
    if rule == "figure-missing":
        choices: Sequence[str] = (_UNDECIDED,) if figure == "incident_plan" else _UNKNOWN
    elif rule == "sum-differs":
        choices = _SUM_ABOVE if words["lies"] == "above" else (_SUM_BELOW,)
    else:
        choices = FILLED if rule == "filled" else EXPLANATIONS.get(rule, OTHERWISE)
    kind = unit.name.split(" ")[0]
    kind = "Thành phố" if kind == "Thành" else kind
    return rng.choice(choices).format(source=source_of(figure), unit=kind.lower(), unit_first=kind, **words)


# Supplements ---------------------------------------------------------------------

RISEN: Mapping[str, tuple[str, ...]] = {
    "news_items": (
        "Đăng thêm tin, bài trong nửa cuối tháng 11 và tháng 12",
        "Tin, bài đăng từ ngày 16/11 về công tác cuối năm của địa phương, đơn vị",
    ),
    "officials_trained": (
        "Cử thêm người dự lớp tập huấn tháng 12 của Sở Thông tin và Truyền thông",
        "Dự lớp tập huấn về chữ ký số tổ chức trong tháng 12",
    ),
    "documents_signed": (
        "Văn bản ký số phát hành từ ngày 16/11 đến ngày 31/12",
        "Ký số bổ sung các văn bản phát hành cuối năm theo chỉ đạo của UBND tỉnh",
    ),
    "meetings": ("Ban Chỉ đạo họp đánh giá cuối năm", "Thêm phiên họp tháng 12 để kiểm điểm việc thực hiện kế hoạch"),
    "security_sessions": (
        "Tổ chức thêm buổi tuyên truyền về an toàn thông tin trong tháng 12",
        "Cử người dự hội nghị phổ biến Luật An ninh mạng trong tháng 12",
    ),
}
"""Why a figure rose up to the second cut-off date."""

# Minutes -------------------------------------------------------------------------

DIFFERENT = {
    "it_spending": "Loại trừ mua sắm tài sản chung và sửa chữa trụ sở, không phải chi cho CNTT",
    "computers": "Loại trừ máy không thuộc tài sản của đơn vị và máy hỏng chưa thanh lý",
    "computers_online": "Đếm máy đang kết nối tại thời điểm kiểm tra",
    "computers_protected": "Một số máy có phần mềm hết hạn bản quyền",
    "computers_on_lan": "Một số máy dùng mạng di động, không nối mạng nội bộ",
    "officials_with_computer": "Có cán bộ dùng chung máy",
    "officials_trained": "Danh sách các lớp chỉ có chữ ký của {settled} người",
    "officials_skilled": "Kết quả thao tác trực tiếp trên phần mềm: {settled} người thành thạo",
    "email_accounts": "Loại trừ tài khoản của người đã nghỉ, chuyển công tác",
    "files_resolved": "Không tính hồ sơ tồn của năm trước",
    "bandwidth": "Tốc độ cam kết ghi trong hợp đồng là {settled} Mbps",
    "documents_electronic": "Không tính văn bản phát hành bản giấy",
    "documents_signed": "Đối chiếu sổ văn bản đi: một số văn bản gửi bản quét, không ký số",
    "files_online": "Không tính hồ sơ nộp trực tiếp được nhập hộ",
    "files_in_onestop": "Không tính hồ sơ chỉ ghi sổ giấy",
    "procedures_published": "Một số thủ tục chưa niêm yết đủ nội dung",
    "news_items": "Không tính tin dẫn lại nguyên văn từ trang khác",
}
"""Why a team settled on another value."""

DISCUSSION = (
    "Hai bên đối chiếu từng số liệu với sổ, hồ sơ và phần mềm; thống nhất cách đếm theo hướng dẫn của bộ tiêu chí.",
    "Đơn vị trình bày cách tổng hợp số liệu; Đoàn kiểm tra nêu sổ, hồ sơ làm căn cứ cho từng số.",
    "Đoàn kiểm tra xem hồ sơ, đề nghị thao tác trên phần mềm; đơn vị giải thích những chỗ khác nhau.",
)
RESERVATION = (
    "Đơn vị cho rằng tài khoản của cán bộ chờ nghỉ chế độ vẫn phải tính đến hết năm, đề nghị Sở Thông tin và Truyền "
    "thông xem xét; đơn vị chưa thống nhất số tài khoản do Đoàn kiểm tra đưa ra."
)
LATE_RESERVATION = (
    "Đơn vị đề nghị có thêm thời gian trích xuất dữ liệu từ phần mềm một cửa và quản lý văn bản để đối chiếu lại "
    "trước khi thống nhất."
)
ALL_SAME = "Đã đối chiếu {all} số liệu; tất cả khớp với hồ sơ, không số liệu nào phải điều chỉnh."
SOME_DIFFER = "Đã đối chiếu {all} số liệu, trong đó {different} số liệu khác với báo cáo của đơn vị."
ENDS = {
    True: (
        "Hai bên thống nhất các số liệu ghi trong biên bản này.",
        "Số liệu thống nhất thay cho số liệu đã báo cáo; đơn vị lưu hồ sơ làm căn cứ đến hết năm sau.",
    ),
    False: ("Hai bên chưa thống nhất; ý kiến của đơn vị được ghi ở phần bảo lưu và báo cáo Ban Chỉ đạo.",),
}
"""By whether the unit agreed."""

TO_UNIT = (
    "Phân công một đầu mối theo dõi số liệu, lưu bảng tính kèm hồ sơ.",
    "Rà soát, thu hồi tài khoản không còn sử dụng hằng quý.",
    "Đếm theo hướng dẫn của bộ tiêu chí, không ước lượng.",
    "Bố trí người dự đủ các lớp tập huấn về chữ ký số trong năm tới.",
    "Cập nhật hồ sơ lên phần mềm một cửa điện tử ngay trong ngày tiếp nhận.",
)
TO_TEAM = (
    "Báo cáo Ban Chỉ đạo về nhu cầu thay thế thiết bị của đơn vị.",
    "Gửi đơn vị hướng dẫn cách thống kê trên phần mềm.",
    "Kiến nghị đơn vị cung cấp phần mềm bổ sung chức năng thống kê.",
)
