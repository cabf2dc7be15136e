"""What a unit reports to the team that visits it, by the outline of the plan's annex 2, and never against its figures.

Every sentence says when it may be said. It is said only where each figure that it names has a value.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tests.generator.sources import Unit

Figures: TypeAlias = Mapping[str, str]
"""What the unit reported, as it is read out, by figure."""


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    when: Callable[[Figures], bool] = lambda _: True

    def fits(self, figures: Figures) -> bool:
        try:
            self.text.format_map(figures)
            return self.when(figures)
        except KeyError:
            return False


def _is(name: str, *words: str) -> Callable[[Figures], bool]:
    return lambda figures: figures[name] in words


def _some(name: str) -> Callable[[Figures], bool]:
    return lambda figures: figures[name] != "0"


def _none(name: str) -> Callable[[Figures], bool]:
    return lambda figures: figures[name] == "0"


def _short(name: str, whole: str) -> Callable[[Figures], bool]:
    """Whether not the whole was reached, and not nothing."""
    return lambda figures: figures[name] not in ("0", figures[whole])


SENTENCES: Mapping[str, tuple[Sentence, ...]] = {
    "overview": (
        Sentence(
            "Đơn vị có {officials} cán bộ, công chức; xây dựng Chính quyền điện tử là một nội dung trong chương trình "
            "công tác năm {year}."
        ),
        Sentence(
            "Năm {year}, đơn vị có {officials} cán bộ, công chức; lãnh đạo đơn vị trực tiếp chỉ đạo công tác CNTT."
        ),
        Sentence(
            "{name} có {officials} cán bộ, công chức; từ đầu năm tiếp nhận {files_received} hồ sơ thủ tục hành chính."
        ),
        Sentence(
            "{name} có {officials} cán bộ, công chức, làm việc tại một trụ sở; địa bàn còn nơi sóng di động yếu.",
            _is("type", "xa"),
        ),
    ),
    "direction": (
        Sentence(
            "Đã ban hành kế hoạch ứng dụng CNTT năm {year}; Ban Chỉ đạo họp {meetings} phiên từ đầu năm.",
            lambda figures: figures["has_plan"] == "có" and figures["meetings"] != "0",
        ),
        Sentence(
            "Đã ban hành kế hoạch ứng dụng CNTT năm {year}; chưa có phiên họp riêng về xây dựng Chính quyền điện tử.",
            lambda figures: figures["has_plan"] == "có" and figures["meetings"] == "0",
        ),
        Sentence(
            "Kế hoạch năm {year} có {plan_tasks} nhiệm vụ, đã hoàn thành {plan_tasks_done}; phần còn lại làm đến hết "
            "tháng 12.",
            _short("plan_tasks_done", "plan_tasks"),
        ),
        Sentence(
            "Chưa ban hành kế hoạch riêng; văn bản của tỉnh được triển khai trong các cuộc giao ban hằng tháng.",
            _is("has_plan", "không"),
        ),
    ),
    "infrastructure": (
        Sentence(
            "Có {computers} máy tính, {computers_online} máy kết nối Internet; mạng nội bộ hoạt động ổn định.",
            _is("has_lan", "có"),
        ),
        Sentence(
            "Có {computers} máy tính, {computers_online} máy kết nối Internet; chưa có mạng nội bộ.",
            _is("has_lan", "không"),
        ),
        Sentence(
            "{officials_with_computer}/{officials} cán bộ, công chức có máy tính riêng; băng thông theo hợp đồng "
            "{bandwidth} Mbps."
        ),
        Sentence(
            "{computers_protected}/{computers} máy tính có phần mềm diệt mã độc bản quyền; nhiều máy mua trước năm "
            "2014, chạy chậm khi ký số.",
            _short("computers_protected", "computers"),
        ),
    ),
    "workforce": (
        Sentence(
            "{officials_trained}/{officials} người được tập huấn về CNTT trong năm; có cán bộ chuyên trách CNTT.",
            _is("it_officer", "chuyên trách"),
        ),
        Sentence(
            "{officials_trained}/{officials} người được tập huấn về CNTT trong năm; cán bộ phụ trách CNTT kiêm nhiệm.",
            _is("it_officer", "kiêm nhiệm"),
        ),
        Sentence(
            "{officials_trained}/{officials} người được tập huấn về CNTT trong năm; chưa phân công người phụ trách "
            "CNTT.",
            _is("it_officer", "không có"),
        ),
        Sentence(
            "{officials_skilled}/{officials} người sử dụng thành thạo phần mềm dùng chung; số còn lại lúng túng khi ký "
            "số.",
            _short("officials_skilled", "officials"),
        ),
    ),
    "policy": (
        Sentence(
            "Đã ban hành quy chế bảo đảm an toàn thông tin mạng, phổ biến đến toàn thể cán bộ, công chức.",
            _is("has_security_regulation", "có"),
        ),
        Sentence(
            "Chưa có quy chế riêng về an toàn thông tin mạng, đang áp dụng quy chế chung của tỉnh.",
            _is("has_security_regulation", "không"),
        ),
        Sentence(
            "Đã ban hành quy chế sử dụng phần mềm quản lý văn bản và chữ ký số; chi cho CNTT trong năm {it_spending} "
            "triệu đồng.",
            _is("has_document_regulation", "có"),
        ),
        Sentence("Chi cho CNTT trong năm là {it_spending} triệu đồng; chưa có nguồn riêng để thay thế thiết bị."),
    ),
    "presence": (
        Sentence(
            "Trang thông tin điện tử đăng {news_items} tin, bài từ đầu năm; công khai {procedures_published}/"
            "{procedures} thủ tục.",
            _is("site_kind", "trang riêng"),
        ),
        Sentence(
            "Đơn vị có chuyên mục trên trang của cấp trên, từ đầu năm đăng {news_items} tin, bài.",
            _is("site_kind", "chuyên mục"),
        ),
        Sentence(
            "Chưa có trang thông tin điện tử; {procedures_published}/{procedures} thủ tục được niêm yết tại trụ sở.",
            _is("site_kind", "không có"),
        ),
        Sentence(
            "Đã đăng trên trang {public_documents_online}/{public_documents} văn bản thuộc diện phải công khai.",
            _some("public_documents_online"),
        ),
    ),
    "interaction": (
        Sentence("{email_active}/{email_accounts} tài khoản thư công vụ được sử dụng thường xuyên."),
        Sentence(
            "Trả lời đúng hạn {questions_on_time}/{questions} câu hỏi gửi qua mạng; người dân vẫn quen hỏi trực tiếp.",
            _some("questions"),
        ),
        Sentence(
            "Từ đầu năm chưa có câu hỏi gửi qua mạng; người dân phản ánh trực tiếp tại bộ phận một cửa.",
            _none("questions"),
        ),
        Sentence(
            "Có {feedback_channels} kênh tiếp nhận phản ánh, kiến nghị; đã xử lý {feedback_handled}/"
            "{feedback_received} phản ánh.",
            _some("feedback_received"),
        ),
    ),
    "transaction": (
        Sentence(
            "Tiếp nhận {files_received} hồ sơ, {files_online} hồ sơ nộp trực tuyến, chưa đều giữa các lĩnh vực.",
            _short("files_online", "files_received"),
        ),
        Sentence(
            "Tiếp nhận {files_received} hồ sơ, chưa có hồ sơ nộp trực tuyến; bộ phận một cửa đang hướng dẫn người dân "
            "đăng ký tài khoản.",
            _none("files_online"),
        ),
        Sentence(
            "Đơn vị báo cáo toàn bộ {files_received} hồ sơ được nộp trực tuyến.",
            lambda figures: figures["files_online"] == figures["files_received"],
        ),
        Sentence(
            "Cung cấp {services_online} thủ tục ở mức độ 3, 4, trong đó {services_used} thủ tục có phát sinh hồ sơ.",
            _some("services_used"),
        ),
        Sentence(
            "Đã giải quyết {files_resolved} hồ sơ, {files_overdue} hồ sơ quá hạn do chờ ý kiến cơ quan phối hợp.",
            _some("files_overdue"),
        ),
    ),
    "transformation": (
        Sentence("{documents_signed}/{documents_out} văn bản đi được ký số.", _some("documents_signed")),
        Sentence(
            "{officials_using_dms}/{officials} người thường xuyên xử lý công việc trên phần mềm quản lý văn bản; "
            "{documents_electronic}/{documents_out} văn bản đi gửi dưới dạng điện tử."
        ),
        Sentence("{files_in_onestop}/{files_received} hồ sơ được cập nhật, xử lý trên phần mềm một cửa điện tử."),
    ),
    "achieved": (
        Sentence("Nền nếp làm việc trên phần mềm đã hình thành; thời gian xử lý văn bản giảm."),
        Sentence("Hồ sơ được theo dõi trên phần mềm; người dân tra cứu được tình trạng hồ sơ của mình."),
        Sentence("Văn bản đến được chuyển trong ngày; lãnh đạo giao việc và theo dõi trên phần mềm."),
        Sentence("Cán bộ, công chức đã quen dùng thư công vụ; giảm được giấy mời và báo cáo in."),
    ),
    "difficulties": (
        Sentence("Máy tính cũ, đường truyền chậm vào giờ cao điểm."),
        Sentence("Người dân còn quen nộp hồ sơ giấy; một số biểu mẫu điện tử khó điền."),
        Sentence("Việc phải nhập một hồ sơ vào hai phần mềm mất nhiều thời gian."),
        Sentence("Cán bộ phụ trách CNTT kiêm nhiều việc, khó dự đủ các lớp tập huấn.", _is("it_officer", "kiêm nhiệm")),
    ),
    "causes": (
        Sentence("Kinh phí cho CNTT hạn chế; việc tập huấn chưa thường xuyên."),
        Sentence("Số liệu do nhiều bộ phận theo dõi, cách đếm chưa thống nhất."),
        Sentence("Các phần mềm chưa liên thông dữ liệu với nhau."),
        Sentence("Một bộ phận cán bộ, công chức còn ngại thay đổi cách làm việc."),
    ),
    "proposals": (
        Sentence("Đề nghị Sở Thông tin và Truyền thông mở lớp tập huấn ký số ngay tại huyện.", _is("tier", "commune")),
        Sentence("Đề nghị tỉnh xem xét thay thế máy tính cũ của bộ phận một cửa."),
        Sentence("Đề nghị Sở Thông tin và Truyền thông hướng dẫn thống nhất cách đếm hồ sơ trực tuyến."),
        Sentence("Đề nghị liên thông phần mềm một cửa điện tử với phần mềm của các ngành dọc."),
    ),
}


def outline(rng: random.Random, unit: Unit, year: int, figures: Figures) -> dict[str, object]:
    """The report of annex 2: parts I to IV, with the two pillars of part II."""
    # Inside a unit's own report its name stands first in a sentence, so that it keeps its capital.
    words = {"name": unit.name, "tier": unit.tier, "type": unit.type, "year": str(year), **figures}

    def say(part: str) -> str:
        able = [sentence.text for sentence in SENTENCES[part] if sentence.fits(words)]
        return rng.choice(able or ["Đơn vị không có số liệu riêng cho phần này."]).format_map(words)

    return {
        "overview": say("overview"),
        "direction": say("direction"),
        "readiness": {part: say(part) for part in ("infrastructure", "workforce", "policy")},
        "results": {part: say(part) for part in ("presence", "interaction", "transaction", "transformation")},
        "assessment": {part: say(part) for part in ("achieved", "difficulties", "causes")},
        "proposals": say("proposals"),
    }
