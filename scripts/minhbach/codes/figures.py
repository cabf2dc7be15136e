"""Codes about the figures that a unit hands in: how they are typed, which are asked, what is still missing."""

from __future__ import annotations

from minhbach.codes.base import Code
from minhbach.diagnostics import Severity, Text

CODES = (
    Code(
        id="figure-unknown",
        title=Text("Số liệu không có trong biểu mẫu", "Figure that the form does not ask"),
        message=Text("Biểu mẫu không có số liệu «{found}»", "The form asks no figure “{found}”"),
        reason=Text(
            "Tên số liệu viết sai một chữ là mất số liệu đó.", "A figure's name with one wrong letter is a lost figure."
        ),
        remedy=Text(
            "Xóa dòng này, hoặc sửa tên theo biểu mẫu của cấp mình",
            "Delete the line, or correct the name as on your form",
        ),
        variants={
            "similar": Text(
                "Có phải «{similar}» ({label})? Sửa lại tên", "Did you mean “{similar}” ({label})? Correct the name"
            ),
            "comma": Text(
                "Dấu phẩy trong {{ }} tách giá trị làm hai: số không dùng dấu phẩy, mỗi số liệu một dòng",
                "A comma inside {{ }} splits the value in two: numbers take no comma, one figure a line",
            ),
            "other_tier": Text(
                "Số liệu này chỉ hỏi ở cấp khác; xóa dòng này",
                "This figure is asked of another tier only; delete the line",
            ),
        },
        bad="oficials: 23",
        good="officials: 23",
    ),
    Code(
        id="figure-missing",
        severity=Severity.QUERY,
        title=Text("Chưa trả lời", "Not answered"),
        message=Text("Chưa có số liệu «{label}»", "“{label}” is not answered"),
        reason=Text(
            "Mục tiêu của kế hoạch là 100% đơn vị cung cấp đủ số liệu. Chưa trả lời được 0 điểm và hiện rõ là chưa trả lời.",
            "The plan wants complete figures from every unit. Not answered earns 0 points and is shown as such.",
        ),
        remedy=Text(
            "Thêm một dòng «{figure}: …», ghi con số, ví dụ {allowed}",
            "Add a line “{figure}: …” with the number, for example {allowed}",
        ),
        variants={
            "words": Text("Thêm một dòng «{figure}: …», ghi {allowed}", "Add a line “{figure}: …”, write {allowed}")
        },
        bad="figures:\n  officials: 23",
        good="figures:\n  officials: 23\n  officials_with_computer: 23",
    ),
    Code(
        id="figure-empty",
        title=Text("Bỏ trống sau dấu hai chấm", "Nothing after the colon"),
        message=Text("«{label}»: chưa ghi gì sau dấu hai chấm", "“{label}”: nothing after the colon"),
        reason=Text(
            "Bỏ trống có thể là 0, là chưa có hay là quên. Ba điều đó khác nhau.",
            "Empty may be 0, none or forgotten: three different things.",
        ),
        remedy=Text(
            "Ghi {allowed}; nếu chưa có số liệu, xóa cả dòng",
            "Write {allowed}; if there is no figure yet, delete the line",
        ),
        bad="officials:",
        good="officials: 23",
    ),
    Code(
        id="figure-empty-word",
        title=Text("Dùng chữ thay cho con số", "A word in place of a number"),
        message=Text(
            "«{label}»: «{found}» có thể là 0, là chưa có hoặc là không áp dụng",
            "“{label}”: “{found}” may mean 0, none yet or not applicable",
        ),
        reason=Text(
            "Bốn trạng thái được tính khác nhau: số 0, chưa trả lời, không áp dụng, không đánh giá.",
            "Zero, not answered, not applicable and not assessed count differently.",
        ),
        remedy=Text(
            "Không có cái nào: ghi 0. Chưa có số liệu: xóa dòng này", "None: write 0. No figure yet: delete this line"
        ),
        messages={
            "words": Text(
                "«{label}»: không rõ «{found}» nghĩa là gì", "“{label}”: it is not clear what “{found}” means"
            ),
        },
        variants={
            "words": Text(
                "Ghi {allowed}. Chưa có số liệu: xóa dòng này", "Write {allowed}. No figure yet: delete this line"
            ),
            "may_not_apply": Text(
                'Không có cái nào: ghi 0. Không áp dụng: ghi {{not_applicable: "lý do"}}. Chưa có số liệu: xóa dòng này',
                'None: write 0. Not applicable: write {{not_applicable: "reason"}}. No figure yet: delete this line',
            ),
        },
        bad="public_services: không có",
        good="public_services: 0",
    ),
    Code(
        id="figure-decimal-comma",
        title=Text("Số có dấu phẩy", "Decimal comma"),
        message=Text("«{label}»: «{found}» có dấu phẩy", "“{label}”: “{found}” has a comma"),
        reason=Text("Máy không biết 8,5 là tám rưỡi hay tám và năm.", "A reader cannot tell whether 8,5 is a decimal."),
        remedy=Text("Ở đây phải ghi số nguyên, ví dụ {allowed}", "Write a whole number here, for example {allowed}"),
        variants={
            "decimal": Text("Ghi dấu chấm thay dấu phẩy: {allowed}", "Write a point in place of the comma: {allowed}")
        },
        bad="officials: 8,5",
        good="officials: 8",
    ),
    Code(
        id="figure-grouped",
        title=Text("Số có dấu chấm hàng nghìn", "Thousands separator"),
        message=Text("«{label}»: «{found}» có dấu ngăn hàng nghìn", "“{label}”: “{found}” has a thousands separator"),
        reason=Text(
            "Người Việt viết 1.234 là một nghìn hai trăm ba mươi tư; máy đọc là một phẩy hai ba tư.",
            "1.234 is a thousand to people and one point two to software.",
        ),
        remedy=Text("Viết liền, không dấu: {allowed}", "Write it without separator: {allowed}"),
        bad="documents_sent: 1.234",
        good="documents_sent: 1234",
    ),
    Code(
        id="figure-percent",
        title=Text("Ghi phần trăm", "Per cent"),
        message=Text(
            "«{label}»: «{found}» là phần trăm, biểu mẫu hỏi số lượng",
            "“{label}”: “{found}” is a share; the form asks for a count",
        ),
        reason=Text(
            "Tỷ lệ luôn do máy tính từ hai số lượng, để ai cũng kiểm tra lại được.",
            "Shares are always computed from two counts, so that anyone can check.",
        ),
        remedy=Text("Ghi số lượng thật, ví dụ {allowed}", "Write the count itself, for example {allowed}"),
        bad="officials_with_computer: 85%",
        good="officials_with_computer: 17",
    ),
    Code(
        id="figure-with-unit",
        title=Text("Số kèm chữ", "Number with words"),
        message=Text("«{label}»: «{found}» có chữ đi kèm con số", "“{label}”: “{found}” has words beside the number"),
        reason=Text("Đơn vị tính đã có trong biểu mẫu.", "The form already says the unit of measure."),
        remedy=Text("Chỉ ghi con số: {allowed}", "Write the number only: {allowed}"),
        variants={
            "multiplied": Text(
                "Ghi đủ con số bằng chữ số, ví dụ 20 nghìn là 20000",
                "Write the whole number in digits: 20 thousand is 20000",
            ),
        },
        bad="officials: 23 người",
        good="officials: 23",
    ),
    Code(
        id="figure-leading-zero",
        title=Text("Số có số 0 thừa ở đầu", "Leading zero"),
        message=Text("«{label}»: «{found}» có số 0 ở đầu", "“{label}”: “{found}” begins with a zero"),
        reason=Text("Nhiều chương trình đọc 010 thành 8 (hệ cơ số tám).", "Many programs read 010 as 8 (octal)."),
        remedy=Text("Viết {allowed}", "Write {allowed}"),
        bad="wards: 06",
        good="wards: 6",
    ),
    Code(
        id="figure-negative",
        title=Text("Số âm", "Negative number"),
        message=Text("«{label}»: «{found}» là số âm", "“{label}”: “{found}” is negative"),
        reason=Text("Số lượng và số tiền ở đây không thể âm.", "Counts and amounts cannot be negative here."),
        remedy=Text("Ghi số từ {allowed} trở lên", "Write a number of at least {allowed}"),
        bad="officials: -2",
        good="officials: 0",
    ),
    Code(
        id="figure-out-of-range",
        title=Text("Số ngoài khoảng cho phép", "Number out of range"),
        message=Text("«{label}»: «{found}» ngoài khoảng cho phép", "“{label}”: “{found}” is out of range"),
        reason=Text(
            "Khoảng cho phép rất rộng; ra ngoài thường là gõ thừa một chữ số.",
            "The range is wide; a number outside it usually has a digit too many.",
        ),
        remedy=Text(
            "Được phép: {allowed}. Kiểm tra có gõ thừa chữ số không", "Allowed: {allowed}. Check for a digit too many"
        ),
        bad="officials: 230000",
        good="officials: 23",
    ),
    Code(
        id="figure-not-a-count",
        title=Text("Không phải số nguyên", "Not a whole number"),
        message=Text("«{label}»: «{found}» không phải số nguyên", "“{label}”: “{found}” is not a whole number"),
        reason=Text(
            "Biểu mẫu hỏi số lượng: số nguyên viết bằng chữ số, không dấu.", "The form asks for a count: digits only."
        ),
        remedy=Text("Ghi bằng chữ số, ví dụ {allowed}", "Write digits, for example {allowed}"),
        bad="officials: hai mươi ba",
        good="officials: 23",
    ),
    Code(
        id="figure-not-an-amount",
        title=Text("Không phải số", "Not a number"),
        message=Text("«{label}»: «{found}» không phải số", "“{label}”: “{found}” is not a number"),
        reason=Text(
            "Biểu mẫu hỏi một con số, có thể có tối đa hai chữ số sau dấu chấm.",
            "The form asks for a number with at most two decimals.",
        ),
        remedy=Text("Ghi bằng chữ số, ví dụ {allowed}", "Write digits, for example {allowed}"),
        messages={
            "decimals": Text(
                "«{label}»: «{found}» có quá hai chữ số sau dấu chấm", "“{label}”: “{found}” has more than two decimals"
            ),
        },
        variants={
            "decimals": Text(
                "Nhiều nhất hai chữ số sau dấu chấm: {allowed}", "At most two digits after the point: {allowed}"
            ),
        },
        bad="it_spending: khoảng 120",
        good="it_spending: 120.5",
    ),
    Code(
        id="figure-not-yes-no",
        title=Text("Không phải có hoặc không", "Neither yes nor no"),
        message=Text(
            "«{label}»: «{found}» không phải «có» hoặc «không»", "“{label}”: “{found}” is neither “có” nor “không”"
        ),
        reason=Text(
            "Câu hỏi có, không chỉ nhận đúng hai chữ đó; yes, no, x, true bị mỗi máy đọc một khác.",
            "The answer is one of two words; yes, no, x are read differently by each program.",
        ),
        remedy=Text(
            "Ghi có hoặc không: chữ thường, đủ dấu, không thêm gì khác",
            "Write có (yes) or không (no): small letters, with their marks, nothing else",
        ),
        bad="has_lan: yes",
        good="has_lan: có",
    ),
    Code(
        id="figure-not-a-choice",
        title=Text("Không có trong các lựa chọn", "Not one of the choices"),
        message=Text("«{label}»: không có lựa chọn «{found}»", "“{label}”: there is no choice “{found}”"),
        reason=Text(
            "Mỗi lựa chọn có số điểm riêng, nên phải ghi đúng chữ của biểu mẫu.",
            "Each choice has its own points, so the form's words are needed.",
        ),
        remedy=Text("Chọn một trong: {allowed}", "Choose one of: {allowed}"),
        variants={
            "similar": Text("Có phải «{similar}»? Ghi đúng chữ đó", "Did you mean “{similar}”? Write exactly that"),
        },
        bad="chair: trưởng",
        good="chair: cấp trưởng",
    ),
    Code(
        id="figure-not-applicable",
        title=Text("Không được ghi «không áp dụng»", "“Not applicable” is not allowed"),
        message=Text("«{label}» không được ghi là không áp dụng", "“{label}” may not be declared not applicable"),
        reason=Text(
            "«Không áp dụng» bỏ điểm ra khỏi thang điểm, nên chỉ dùng ở tiêu chí cho phép.",
            "It takes points out of the maximum, so only some criteria allow it.",
        ),
        remedy=Text(
            "Ghi {allowed}; nếu chưa có số liệu, xóa dòng này",
            "Write {allowed}; if there is no figure yet, delete the line",
        ),
        bad='officials: {not_applicable: "không rõ"}',
        good="officials: 23",
    ),
    Code(
        id="figure-not-applicable-reason",
        title=Text("«Không áp dụng» thiếu lý do", "“Not applicable” without a reason"),
        message=Text("«{label}»: «không áp dụng» phải ghi lý do", "“{label}”: “not applicable” needs a reason"),
        reason=Text(
            "Lý do được công bố, để mọi người thấy vì sao điểm được quy đổi.",
            "The reason is published, so that everyone sees why points are converted.",
        ),
        remedy=Text('Viết {{not_applicable: "lý do cụ thể"}}', 'Write {{not_applicable: "the reason"}}'),
        bad="files: {not_applicable: }",
        good='files: {not_applicable: "Đơn vị không có thủ tục hành chính"}',
    ),
    Code(
        id="figure-shape",
        title=Text("Số liệu viết thành nhóm hoặc danh sách", "Figure written as a list or mapping"),
        message=Text(
            "«{label}» phải là một giá trị, không phải danh sách hay nhóm mục",
            "“{label}” must be one value, not a list or a mapping",
        ),
        reason=Text("Mỗi số liệu có đúng một giá trị.", "Each figure has exactly one value."),
        remedy=Text("Ghi {allowed}", "Write {allowed}"),
        bad="officials: [20, 3]",
        good="officials: 23",
    ),
    Code(
        id="evidence-unknown",
        title=Text("Tài liệu kiểm chứng cho tiêu chí không có", "Evidence for an unknown criterion"),
        message=Text("Không có tiêu chí «{found}» ở cấp này", "There is no criterion “{found}” in this tier"),
        reason=Text(
            "Tài liệu gắn sai chỗ thì người rà soát không thấy.",
            "Evidence in the wrong place is not seen by the reviewer.",
        ),
        remedy=Text("Ghi mã tiêu chí theo biểu mẫu", "Write the criterion's id as on the form"),
        variants={"similar": Text("Có phải «{similar}»?", "Did you mean “{similar}”?")},
        bad="evidence: {lan: [{title: …}]}",
        good="evidence: {has_lan: [{title: …}]}",
    ),
    Code(
        id="evidence-missing",
        severity=Severity.QUERY,
        title=Text("Thiếu tài liệu kiểm chứng", "Evidence is missing"),
        message=Text(
            "Tiêu chí {found} «{label}» cần tài liệu kiểm chứng", "Criterion {found} “{label}” needs evidence"
        ),
        reason=Text(
            "Tiêu chí này chỉ được công nhận khi có tài liệu kèm theo.", "This criterion counts only with a document."
        ),
        remedy=Text(
            'Thêm vào evidence: {allowed}: [{{title: "số hiệu, tên, ngày văn bản"}}]',
            'Add to evidence: {allowed}: [{{title: "number, name and date of the document"}}]',
        ),
        bad="has_security_policy: có",
        good='has_security_policy: có\n…\nevidence:\n  security_policy: [{title: "Quyết định số 15/QĐ-UBND ngày 02/3/2019"}]',
    ),
    Code(
        id="supplement-same",
        severity=Severity.NOTICE,
        title=Text("Bổ sung không thay đổi gì", "Supplement that changes nothing"),
        message=Text(
            "«{label}»: giá trị bổ sung giống giá trị đã báo cáo", "“{label}”: the supplement equals the reported value"
        ),
        reason=Text(
            "Phần bổ sung chỉ ghi những số liệu thay đổi đến ngày chốt thứ hai.",
            "The supplement holds only what changed.",
        ),
        remedy=Text("Xóa mục này khỏi phần bổ sung", "Delete it from the supplement"),
        bad="supplement:\n  officials: {value: 23, reason: …}  # đã báo cáo 23",
        good="supplement:\n  officials: {value: 22, reason: Một người nghỉ hưu từ 01/12}",
    ),
    Code(
        id="sum-differs",
        severity=Severity.QUERY,
        title=Text("Số tổng hợp khác tổng các đơn vị cấp dưới", "Own total differs from the sum below"),
        message=Text(
            "«{label}»: ghi {found}, tổng của cả {counted} đơn vị cấp dưới là {allowed}",
            "“{label}”: {found} is entered, the sum of all {counted} units below is {allowed}",
        ),
        messages={
            "waiting": Text(
                "«{label}»: ghi {found}, tổng của {counted} đơn vị cấp dưới đã duyệt là {allowed}; còn {waiting} đơn vị chưa có trong tổng",
                "“{label}”: {found} is entered, the sum of {counted} approved units below is {allowed}; {waiting} more are not in it yet",
            ),
        },
        reason=Text(
            "Số liệu này được cộng từ số liệu đã duyệt của các đơn vị cấp dưới; điểm tính theo tổng ấy, không theo số tự ghi.",
            "The figure is added up from the approved figures of the units below; points rest on that sum, not on the own entry.",
        ),
        remedy=Text(
            "Xóa dòng này (hệ thống tự cộng), hoặc giải trình vì sao khác",
            "Delete the line (the sum is computed), or explain the difference",
        ),
        variants={
            "waiting": Text(
                "Duyệt nốt các đơn vị còn lại rồi xem lại; hoặc xóa dòng này, vì hệ thống tự cộng",
                "Approve the remaining units and look again; or delete the line, since the sum is computed",
            ),
        },
        bad="commune_officials: 240  # các xã cộng lại: 210",
        good="# commune_officials: không điền, hệ thống tự cộng",
    ),
)
