"""What people write in a round: explanations, reasons, minutes. Plain sentences, made to fit the figures."""

from __future__ import annotations

import random
from collections.abc import Mapping

from tests.generator.sources import Unit

EXPLANATIONS: Mapping[str, tuple[str, ...]] = {
    "figure-missing": (
        "Thời điểm nhập số liệu, cán bộ phụ trách đi tập huấn nên chưa tổng hợp kịp số liệu này.",
        "Số liệu do đơn vị cung cấp dịch vụ quản lý, đơn vị chưa nhận được văn bản trả lời nên chưa có căn cứ để điền.",
        "Phần mềm chưa có chức năng thống kê riêng số liệu này; đơn vị sẽ theo dõi bằng sổ từ năm sau.",
    ),
    "filled": (
        "Đơn vị đã bổ sung số liệu theo sổ theo dõi của Văn phòng.",
        "Đơn vị đã rà soát và điền số liệu theo thống kê của phần mềm đến hết ngày 15/11.",
    ),
    "sum-differs": (
        "Số của huyện gồm cả các xã nộp chậm, chưa được duyệt lúc tổng hợp; thống nhất lấy số cộng từ các xã đã duyệt.",
        "Khi tổng hợp, huyện tính cả người hoạt động không chuyên trách; thống nhất lấy số cộng từ số liệu các xã.",
    ),
    "many-accounts": ("Có tài khoản của cán bộ đã nghỉ hưu, chuyển công tác chưa được thu hồi.",),
    "many-computers": ("Đơn vị đã tính cả máy tính của trường học và trạm y tế trên địa bàn.",),
    "bandwidth-plausible": (
        "Theo hợp đồng với nhà cung cấp, gói cước ghi tốc độ tối đa 300; đơn vị chưa tách phần cam kết.",
    ),
    "readiness-all-full": ("Đơn vị tính theo số máy và số người được giao, chưa đối chiếu với thực tế sử dụng.",),
    "results-all-full": ("Đơn vị lấy tổng số hồ sơ, văn bản trên phần mềm, chưa tách phần thực hiện trên giấy.",),
    "resolved-plausible": ("Số đã giải quyết gồm cả hồ sơ tồn từ năm trước chuyển sang.",),
    "it-spending-high": ("Đơn vị nhập nhầm đơn vị tính; đề nghị Đoàn kiểm tra đối chiếu với sổ kế toán.",),
}
"""By the rule that asked."""

OTHERWISE = (
    "Đơn vị đã rà soát, số liệu đúng với sổ theo dõi và hồ sơ lưu tại đơn vị.",
    "Số liệu thay đổi do sắp xếp lại đơn vị và bố trí lại công việc trong năm; đơn vị có bảng tổng hợp kèm theo.",
)

RISEN = {
    "news_items": "Đăng thêm tin, bài trong tháng 11 và tháng 12",
    "officials_trained": "Cử thêm cán bộ tham gia lớp tập huấn tháng 12 của Sở Thông tin và Truyền thông",
    "documents_signed": "Văn bản phát hành có ký số từ ngày 16/11 đến ngày 31/12",
    "meetings": "Ban Chỉ đạo họp đánh giá cuối năm",
    "security_sessions": "Tổ chức thêm buổi tuyên truyền về an toàn thông tin trong tháng 12",
}
"""Why a figure rose up to the second cut-off date."""

DIFFERENT = {
    "it_spending": "Sổ kế toán ghi bằng nghìn đồng, khi nhập chưa đổi ra triệu đồng",
    "computers": "Loại trừ máy không thuộc tài sản của UBND xã và máy hỏng chưa thanh lý",
    "computers_online": "Đếm máy đang kết nối tại thời điểm kiểm tra",
    "computers_protected": "Một số máy có phần mềm hết hạn bản quyền",
    "computers_on_lan": "Một số máy dùng mạng di động, không nối mạng nội bộ",
    "officials_with_computer": "Có cán bộ dùng chung máy",
    "officials_trained": "Danh sách tham dự các lớp chỉ có chữ ký của số người này",
    "officials_skilled": "Kết quả kiểm tra thao tác trực tiếp trên phần mềm",
    "email_accounts": "Loại trừ tài khoản của người đã nghỉ, chuyển công tác",
    "files_resolved": "Không tính hồ sơ tồn của năm trước",
    "bandwidth": "Tốc độ cam kết ghi trong hợp đồng là 30 Mbps",
    "documents_electronic": "Không tính văn bản phát hành bản giấy",
    "documents_signed": "Đối chiếu sổ văn bản đi: một số văn bản gửi bản quét, không ký số",
    "files_online": "Không tính hồ sơ nộp trực tiếp được nhập hộ",
    "files_in_onestop": "Không tính hồ sơ chỉ ghi sổ giấy",
    "procedures_published": "Một số thủ tục chưa niêm yết đủ nội dung",
    "news_items": "Không tính tin dẫn lại nguyên văn từ trang khác",
}
"""Why a team settled on another value."""

SAME = (
    "Khớp với sổ theo dõi",
    "Khớp với hồ sơ lưu tại đơn vị",
    "Khớp với thống kê của phần mềm tại thời điểm kiểm tra",
    "Khớp với biên bản kiểm kê tài sản",
)

_OVERVIEW = (
    "Đơn vị có {officials} cán bộ, công chức; xây dựng Chính quyền điện tử là việc trong chương trình công tác năm.",
    "Năm 2019 đơn vị có {officials} cán bộ, công chức trong biên chế; lãnh đạo đơn vị trực tiếp chỉ đạo công tác CNTT.",
    "{name} có {officials} cán bộ, công chức, làm việc tại một trụ sở; địa bàn còn nơi sóng di động yếu.",
)
_DIRECTION = (
    "Đã ban hành kế hoạch ứng dụng CNTT năm 2019, kiện toàn Ban Chỉ đạo; Ban Chỉ đạo họp {meetings} lần từ đầu năm.",
    "Triển khai các văn bản của tỉnh qua phần mềm quản lý văn bản; một lãnh đạo phụ trách; họp {meetings} lần.",
)
_INFRASTRUCTURE = (
    "Có {computers} máy tính đang sử dụng, {computers_online} máy kết nối Internet; mạng nội bộ hoạt động ổn định.",
    "Trang bị {computers} máy tính; thiết bị mua trước năm 2014 còn nhiều, chạy chậm khi ký số.",
)
_WORKFORCE = (
    "{officials_trained}/{officials} người được tập huấn về CNTT trong năm; cán bộ phụ trách CNTT làm kiêm nhiệm.",
    "{officials_skilled}/{officials} người sử dụng thành thạo phần mềm dùng chung; còn lúng túng khi ký số.",
)
_POLICY = (
    "Đã có quy chế sử dụng thư điện tử, phần mềm quản lý văn bản; quy chế bảo đảm an toàn thông tin đang áp dụng.",
    "Thực hiện theo quy chế chung của tỉnh; đơn vị bố trí kinh phí duy trì đường truyền và phần mềm diệt mã độc.",
)
_RESULTS = {
    "presence": (
        "Trang thông tin điện tử đăng {news_items} tin, bài trong năm; niêm yết thủ tục ở trụ sở và trên trang.",
        "Thông tin chỉ đạo, điều hành được đăng trên trang; năm nay có {news_items} tin, bài.",
    ),
    "interaction": (
        "Hộp thư công vụ được dùng hằng ngày; câu hỏi của người dân được trả lời qua trang và tại bộ phận một cửa.",
        "Người dân phản ánh chủ yếu tại bộ phận một cửa; câu hỏi qua trang còn ít.",
    ),
    "transaction": (
        "Tiếp nhận hồ sơ trên phần mềm một cửa điện tử; hồ sơ trực tuyến tăng nhưng chưa đều giữa các lĩnh vực.",
        "Bộ phận một cửa hướng dẫn người dân nộp hồ sơ trực tuyến; thanh toán trực tuyến mới bắt đầu.",
    ),
    "transformation": (
        "{documents_signed}/{documents_out} văn bản đi có ký số; văn bản đến được xử lý trên phần mềm.",
        "Gửi, nhận văn bản điện tử qua trục liên thông; {documents_signed} văn bản đi đã ký số.",
    ),
}
_ACHIEVED = (
    "Nền nếp làm việc trên phần mềm đã hình thành; thời gian xử lý văn bản giảm.",
    "Hồ sơ được theo dõi trên phần mềm nên ít quá hạn; người dân tra cứu được tình trạng hồ sơ.",
)
_DIFFICULTIES = (
    "Máy tính cũ, đường truyền chậm giờ cao điểm; cán bộ phụ trách CNTT kiêm nhiều việc.",
    "Người dân còn thói quen nộp hồ sơ giấy; một số biểu mẫu điện tử khó điền.",
)
_CAUSES = (
    "Kinh phí cho CNTT hạn chế; việc tập huấn chưa thường xuyên.",
    "Chưa có cán bộ chuyên trách; số liệu do nhiều bộ phận theo dõi, chưa thống nhất cách đếm.",
)
_PROPOSALS = (
    "Đề nghị Sở Thông tin và Truyền thông mở lớp tập huấn ký số tại huyện và hỗ trợ kiểm tra đường truyền.",
    "Đề nghị tỉnh xem xét trang bị thay thế máy tính cũ cho bộ phận một cửa.",
)
DISCUSSION = (
    "Hai bên đối chiếu từng số liệu với sổ, hồ sơ và phần mềm; thống nhất cách đếm theo hướng dẫn của bộ tiêu chí.",
    "Đơn vị giải trình cách tổng hợp số liệu; Đoàn kiểm tra chỉ ra sổ, hồ sơ làm căn cứ cho từng số thống nhất.",
)
RESERVATION = (
    "Đơn vị cho rằng tài khoản của cán bộ chờ nghỉ chế độ vẫn phải tính đến hết năm, đề nghị Sở xem xét; "
    "đơn vị chưa thống nhất số tài khoản do Đoàn kiểm tra đưa ra."
)
LATE_RESERVATION = (
    "Đơn vị đề nghị có thêm thời gian trích xuất dữ liệu từ phần mềm một cửa và quản lý văn bản để đối chiếu lại "
    "trước khi thống nhất."
)
CONCLUSIONS = (
    ("Số liệu sau khi đối chiếu được ghi ở bảng trên.", "Đơn vị lưu sổ, hồ sơ làm căn cứ đến hết năm sau."),
    ("Đơn vị cơ bản có hồ sơ chứng minh số liệu.", "Các số liệu điều chỉnh được hai bên thống nhất tại chỗ."),
)
TO_UNIT = (
    ("Phân công một đầu mối theo dõi số liệu.", "Thu hồi tài khoản không còn sử dụng hằng quý."),
    ("Đếm theo hướng dẫn của bộ tiêu chí, lưu bảng tính kèm theo.",),
)
TO_TEAM = (
    ("Báo cáo Ban Chỉ đạo về nhu cầu thay thế thiết bị của đơn vị.",),
    ("Gửi đơn vị hướng dẫn cách thống kê trên phần mềm.",),
)


def outline(rng: random.Random, unit: Unit, figures: Mapping[str, str]) -> dict[str, object]:
    """What the unit reported to the team, by the outline of the plan's annex 2."""
    words = {"name": unit.name, **figures}

    def say(choices: tuple[str, ...]) -> str:
        able = [text for text in choices if _can_say(text, words)]
        return rng.choice(able or ["Đơn vị không có số liệu riêng cho phần này."]).format_map(words)

    return {
        "overview": say(_OVERVIEW),
        "direction": say(_DIRECTION),
        "readiness": {
            "infrastructure": say(_INFRASTRUCTURE),
            "workforce": say(_WORKFORCE),
            "policy": say(_POLICY),
        },
        "results": {part: say(choices) for part, choices in _RESULTS.items()},
        "assessment": {"achieved": say(_ACHIEVED), "difficulties": say(_DIFFICULTIES), "causes": say(_CAUSES)},
        "proposals": say(_PROPOSALS),
    }


def _can_say(text: str, words: Mapping[str, str]) -> bool:
    try:
        text.format_map(words)
    except KeyError:
        return False
    return True
