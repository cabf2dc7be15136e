"""Codes about what is kept beside the figures: questions, minutes of inspections, amendments; and personal data."""

from __future__ import annotations

from minhbach.codes.base import Code
from minhbach.diagnostics import Severity, Text

CODES = (
    Code(
        id="question-duplicate",
        title=Text("Mã câu hỏi dùng hai lần", "Question id used twice"),
        message=Text("Câu hỏi «{found}» đã có ở dòng {first}", "The question “{found}” is already on line {first}"),
        reason=Text(
            "Đơn vị trả lời theo mã câu hỏi; hai câu cùng mã thì không biết trả lời câu nào.",
            "Units answer by the id of a question; with two of one id nobody knows which is answered.",
        ),
        remedy=Text("Đổi mã của một câu, ví dụ {allowed}", "Give one of them another id, for example {allowed}"),
        bad="- {id: Q1, figure: officials, …}\n- {id: Q1, figure: computers, …}",
        good="- {id: Q1, figure: officials, …}\n- {id: Q2, figure: computers, …}",
    ),
    Code(
        id="question-rule",
        severity=Severity.NOTICE,
        title=Text("Câu hỏi dẫn quy tắc không có", "Question names an unknown rule"),
        message=Text("Bộ tiêu chí không có quy tắc «{found}»", "The criteria set has no rule “{found}”"),
        reason=Text(
            "Mã quy tắc dẫn người đọc đến lời giải thích; mã sai thì không có gì để dẫn đến.",
            "The rule's id leads to its explanation; a wrong one leads nowhere.",
        ),
        remedy=Text("Sửa mã theo rules.yaml, hoặc xóa mục rule", "Correct the id as in rules.yaml, or delete the key"),
        variants={"similar": Text("Có phải «{similar}»?", "Did you mean “{similar}”?")},
        bad="rule: computers-fal",
        good="rule: computers-fall",
    ),
    Code(
        id="figure-repeated",
        title=Text("Một số liệu ghi hai lần", "Figure given twice"),
        message=Text(
            "«{label}» của đơn vị {unit_code} đã ghi ở dòng {first}",
            "“{label}” of unit {unit_code} is already on line {first}",
        ),
        reason=Text(
            "Trong một văn bản, mỗi số liệu của một đơn vị chỉ có một giá trị; hai dòng thì không biết theo dòng nào.",
            "In one document a figure of a unit has one value; with two lines nobody knows which counts.",
        ),
        remedy=Text("Giữ một dòng, xóa dòng kia", "Keep one line and delete the other"),
        bad="- {figure: officials, settled: 21, …}\n- {figure: officials, settled: 22, …}",
        good="- {figure: officials, settled: 21, …}",
    ),
    Code(
        id="amendment-same",
        title=Text("Đính chính không thay đổi gì", "Amendment that changes nothing"),
        message=Text(
            "«{label}»: giá trị cũ và giá trị mới đều là {found}",
            "“{label}”: the old and the new value are both {found}",
        ),
        reason=Text(
            "Quyết định đính chính thay một giá trị đã công bố; hai giá trị giống nhau là dấu hiệu chép nhầm.",
            "An amendment replaces a published value; two equal values mean a mistake in copying.",
        ),
        remedy=Text(
            "Xem lại quyết định và ghi đúng hai giá trị, hoặc xóa dòng này",
            "See the decision and write both values, or delete the line",
        ),
        bad="{unit: …, figure: officials, old: 23, new: 23, reason: …}",
        good="{unit: …, figure: officials, old: 23, new: 22, reason: …}",
    ),
    Code(
        id="inspection-times",
        title=Text("Giờ kiểm tra không hợp lý", "Times of an inspection out of order"),
        message=Text(
            "Buổi kiểm tra bắt đầu {found}, sau khi kết thúc {allowed}",
            "The inspection begins {found}, after its end {allowed}",
        ),
        reason=Text("Biên bản ghi giờ bắt đầu và giờ kết thúc của buổi làm việc.", "Minutes give begin and end."),
        remedy=Text("Sửa một trong hai giờ", "Correct one of the two"),
        bad="held: {from: 2019-12-12T14:00, to: 2019-12-12T11:30, …}",
        good="held: {from: 2019-12-12T08:00, to: 2019-12-12T11:30, …}",
    ),
    Code(
        id="inspection-reservation",
        title=Text("Thiếu ý kiến bảo lưu", "Reservation is missing"),
        message=Text(
            "Đơn vị không đồng ý nhưng biên bản không ghi ý kiến bảo lưu",
            "The unit does not agree, but the minutes hold no reservation",
        ),
        reason=Text(
            "Ý kiến của đơn vị được giữ nguyên văn trong biên bản, để người đọc sau này nghe được cả hai bên.",
            "The unit's view is kept in the minutes, so that later readers hear both sides.",
        ),
        remedy=Text(
            "Thêm reservation: ghi ý kiến của đơn vị; nếu đơn vị không nêu ý kiến, ghi đúng như vậy",
            "Add reservation: the unit's view; if it gives none, say so",
        ),
        bad="agreed: false",
        good='agreed: false\nreservation: "Đơn vị đề nghị tính cả 02 máy đang sửa chữa"',
    ),
    Code(
        id="personal-data",
        title=Text("Có dữ liệu cá nhân", "Personal data"),
        message=Text("Có số điện thoại ({found})", "There is a telephone number ({found})"),
        messages={
            "email": Text("Có địa chỉ thư điện tử ({found})", "There is an e-mail address ({found})"),
            "identity": Text(
                "Có số căn cước hoặc chứng minh nhân dân ({found})", "There is the number of an identity card ({found})"
            ),
        },
        reason=Text(
            "Mọi thứ trong kho dữ liệu được công bố và giữ mãi, kể cả khi đã xóa ở bản sau.",
            "Everything here is published and kept for ever, even when a later version drops it.",
        ),
        remedy=Text(
            "Xóa số điện thoại; ghi tên cơ quan, hoặc đường dẫn trang thông tin của cơ quan",
            "Delete the number; name the office, or give the link of its page",
        ),
        variants={
            "email": Text(
                "Xóa địa chỉ thư; ghi đường dẫn trang thông tin của cơ quan, kể cả khi là thư công vụ",
                "Delete the address; give the link of the office's page, also for an official address",
            ),
            "identity": Text(
                "Xóa số này; nêu chức vụ của người đó là đủ. Nếu là số tiền, viết có dấu chấm hoặc có chữ đồng",
                "Delete the number; the person's office is enough. If it is an amount, write it with separators or with đồng",
            ),
        },
        bad='title: "Danh sách tổ CNTT, liên hệ 090…"',
        good='title: "Quyết định số 15/QĐ-UBND ngày 02/3/2019 về tổ CNTT"',
    ),
)
