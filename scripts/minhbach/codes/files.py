"""Codes about the shape of files: which are there, which keys they have, what a register and a round must say."""

from __future__ import annotations

from minhbach.codes.base import Code
from minhbach.diagnostics import Severity, Text

CODES = (
    Code(
        id="file-unexpected",
        title=Text("Tệp không thuộc đợt đánh giá", "File that belongs to nothing"),
        message=Text("Không có gì trong kho dữ liệu dùng tệp này", "Nothing in the repository uses this file"),
        messages={
            "": Text(
                "Tệp này không phải tệp của đơn vị nào trong danh sách của đợt",
                "This file belongs to no unit of the round's register",
            ),
            "unknown": Text(
                "Tệp này không phải tệp của đơn vị nào trong danh sách của đợt",
                "This file belongs to no unit of the round's register",
            ),
            "criteria": Text(
                "Tệp này không phải tệp của nhóm nào trong set.yaml", "This file belongs to no group of set.yaml"
            ),
            "number": Text(
                "Tên tệp đính chính phải là hai chữ số", "The name of an amendment's file is a number of two digits"
            ),
            "edition": Text(
                "Tên tệp không phải tên một lần công bố", "The file is not named after an edition of the results"
            ),
        },
        reason=Text(
            "Mỗi đơn vị có đúng một tệp, tên lấy từ danh sách đơn vị; tệp tên khác sẽ bị bỏ sót mà không ai biết.",
            "Each unit has exactly one file, named after the register; any other would be missed silently.",
        ),
        remedy=Text("Đổi tên hoặc chuyển tệp thành {allowed}", "Rename or move the file to {allowed}"),
        variants={
            "criteria": Text(
                "Đặt tên groups/<nn>-<mã nhóm>.yaml theo các nhóm trong set.yaml, hoặc xóa tệp",
                "Name it groups/<nn>-<group id>.yaml after the groups in set.yaml, or delete it",
            ),
            "number": Text(
                "Đánh số các quyết định đính chính theo thứ tự: amendments/01.yaml, amendments/02.yaml",
                "Number the amendments in their order: amendments/01.yaml, amendments/02.yaml",
            ),
            "edition": Text(
                "Bản ghi do lệnh minhbach publish ghi ra: preliminary.json, final.json, final-2.json; xóa tệp khác",
                "Records are written by minhbach publish: preliminary.json, final.json, final-2.json; delete others",
            ),
            "round": Text(
                "Không chương trình nào đọc tệp này: sửa tên thành {allowed}, hoặc xóa tệp",
                "Nothing reads this file: rename it to {allowed}, or delete it",
            ),
            "unknown": Text(
                "Xem lại tên tệp và thư mục trong danh sách đơn vị (units.yaml); xóa tệp nếu thừa",
                "Compare file and folder with the register (units.yaml); delete the file if it is not needed",
            ),
        },
        bad="units/huyen-ba-be/dia-linh.yaml",
        good="units/huyen-ba-be/xa-dia-linh.yaml",
    ),
    Code(
        id="file-unreadable",
        title=Text("Không mở được tệp", "File cannot be opened"),
        message=Text("Không có hoặc không mở được tệp này", "This file is not there or cannot be opened"),
        reason=Text(
            "Thiếu tệp này thì không đọc được phần còn lại của đợt hoặc của bộ tiêu chí.",
            "Without it the rest of the round or set cannot be read.",
        ),
        remedy=Text(
            "Tạo tệp theo mẫu trong hướng dẫn kỹ thuật, hoặc khôi phục từ lịch sử",
            "Create it as the technical guide says, or restore it from history",
        ),
        bad="criteria/bac-kan-2018/  (thiếu groups/01-infrastructure.yaml)",
        good="criteria/bac-kan-2018/groups/01-infrastructure.yaml",
    ),
    Code(
        id="key-unknown",
        title=Text("Mục không có trong mẫu", "Unknown key"),
        message=Text("Mẫu không có mục «{found}»", "The form has no key “{found}”"),
        reason=Text(
            "Mục viết sai tên sẽ bị bỏ qua và mất số liệu; vì vậy mục lạ luôn bị từ chối.",
            "A misspelt key would be ignored and its value lost.",
        ),
        remedy=Text("Các mục được dùng ở đây: {allowed}", "Keys that may stand here: {allowed}"),
        variants={
            "similar": Text("Có phải «{similar}»? Sửa lại tên mục", "Did you mean “{similar}”? Correct the name"),
            "comma": Text(
                "Dấu phẩy trong {{ }} tách giá trị làm hai: đặt cả giá trị trong dấu ngoặc kép; số thì không dùng dấu phẩy",
                "A comma inside {{ }} splits the value in two: put the whole value in quotes; numbers take no comma",
            ),
        },
        bad="figure:\n  officials: 23",
        good="figures:\n  officials: 23",
    ),
    Code(
        id="key-missing",
        title=Text("Thiếu mục bắt buộc", "Missing key"),
        message=Text("Thiếu mục «{found}»", "The key “{found}” is missing"),
        reason=Text("Không có mục này thì nội dung không đầy đủ để xử lý.", "Without it the content is not complete."),
        remedy=Text("Thêm dòng «{found}: …» vào đây", "Add a line “{found}: …” here"),
        bad='unit: "01888"',
        good='round: "2019"\nunit: "01888"',
    ),
    Code(
        id="value-kind",
        title=Text("Sai dạng nội dung", "Wrong shape of a value"),
        message=Text("Ở đây phải là {allowed}, đang là {found}", "Here must stand {allowed}; found {found}"),
        reason=Text(
            "Mỗi mục có một dạng nhất định: một giá trị, một danh sách hoặc một nhóm mục con.",
            "Each key has one shape: a value, a list, or keys below it.",
        ),
        remedy=Text("Xem mẫu và viết lại đúng dạng", "See the form and write it in that shape"),
        variants={"example": Text("Viết như sau: {example}", "Write it like this: {example}")},
        bad="figures: 23",
        good="figures:\n  officials: 23",
    ),
    Code(
        id="value-not-allowed",
        title=Text("Giá trị không được dùng", "Value not allowed"),
        message=Text("«{found}» không dùng được ở đây", "“{found}” cannot stand here"),
        reason=Text("Mục này chỉ nhận những giá trị đã quy định.", "This key takes only the values laid down."),
        remedy=Text("Dùng: {allowed}", "Use: {allowed}"),
        bad="phase: finished",
        good="phase: final",
    ),
    Code(
        id="value-format",
        title=Text("Viết sai cách", "Wrong way of writing"),
        message=Text("«{found}» viết không đúng cách", "“{found}” is not written in the right way"),
        reason=Text(
            "Ngày, mã, số và đường dẫn phải viết một cách thống nhất để mọi máy đọc giống nhau.",
            "Dates, codes, numbers and links are written in one way.",
        ),
        remedy=Text("Cách viết đúng: {allowed}", "Write it like this: {allowed}"),
        messages={"calendar": Text("Không có ngày «{found}»", "There is no day “{found}”")},
        variants={
            "calendar": Text(
                "Ngày này không có trong lịch; xem lại ngày và tháng", "There is no such day; check day and month"
            )
        },
        bad="from: 20/11/2019",
        good="from: 2019-11-20",
    ),
    Code(
        id="text-length",
        title=Text("Đoạn chữ quá dài hoặc để trống", "Text too long or empty"),
        message=Text(
            "Đoạn chữ dài {found} ký tự; được phép {allowed}", "The text has {found} characters; allowed: {allowed}"
        ),
        reason=Text(
            "Mục bắt buộc không để trống; đoạn quá dài không đọc được trên trang và biên bản.",
            "Required texts are not empty; very long ones cannot be read on a page.",
        ),
        remedy=Text(
            "Viết gọn lại; tài liệu dài để ở phần tài liệu kiểm chứng",
            "Write it shorter; put long documents into the evidence",
        ),
        messages={"empty": Text("Đoạn chữ để trống", "The text is empty")},
        variants={"empty": Text("Chưa ghi gì: ghi nội dung vào đây", "Nothing is written: write the text here")},
        bad='title: ""',
        good="title: Báo cáo số 12/BC-UBND ngày 10/11/2019",
    ),
    Code(
        id="list-length",
        title=Text("Danh sách quá ngắn hoặc quá dài", "List too short or too long"),
        message=Text(
            "Danh sách có {found} mục; được phép {allowed}", "The list has {found} entries; allowed: {allowed}"
        ),
        reason=Text("Danh sách ở đây có số mục quy định.", "The list has a limited number of entries."),
        remedy=Text("Thêm hoặc bớt mục cho đúng", "Add or remove entries"),
        bad="evidence: {has_lan: []}",
        good="evidence: {has_lan: [{title: Biên bản nghiệm thu mạng LAN}]}",
    ),
    Code(
        id="code-leading-zero",
        title=Text("Mã đơn vị thiếu số 0 ở đầu", "Unit code without its leading zero"),
        message=Text(
            "Mã «{found}» thiếu số 0 ở đầu; mã đúng là «{allowed}»",
            "The code “{found}” lacks its leading zero; it is “{allowed}”",
        ),
        reason=Text(
            "Excel tự bỏ số 0 ở đầu mã. Mã là chữ, không phải số.",
            "Excel drops leading zeros. A code is text, not a number.",
        ),
        remedy=Text('Viết "{allowed}", có dấu ngoặc kép', 'Write "{allowed}", in quotes'),
        variants={
            "table": Text(
                "Viết {allowed}: trong bảng tính, đặt cả cột là Văn bản (Text) rồi nhập lại mã",
                "Write {allowed}: in the spreadsheet, format the whole column as text and type the codes again",
            )
        },
        bad="unit: 58",
        good='unit: "058"',
    ),
    Code(
        id="code-not-quoted",
        severity=Severity.NOTICE,
        title=Text("Mã không có dấu ngoặc kép", "Code without quotes"),
        message=Text("Mã {found} không có dấu ngoặc kép", "The code {found} has no quotes"),
        reason=Text(
            "Chương trình khác đọc 060 thành 48 và 02005 thành 1029; có ngoặc kép thì không bao giờ sai.",
            "Other readers turn 060 into 48 and 02005 into 1029; quotes prevent it.",
        ),
        remedy=Text('Viết "{found}"', 'Write "{found}"'),
        bad="unit: 01888",
        good='unit: "01888"',
    ),
    Code(
        id="unit-mismatch",
        title=Text("Mã đơn vị không khớp với tệp", "Unit does not match the file"),
        message=Text(
            "Tệp này là của {name} (mã {allowed}), nhưng ghi mã «{found}»",
            "This is the file of {name} ({allowed}), but it says “{found}”",
        ),
        reason=Text(
            "Tên tệp quyết định đơn vị; mã khác là dấu hiệu chép nhầm tệp của đơn vị khác.",
            "The file's name decides the unit; another code means a wrong copy.",
        ),
        remedy=Text(
            'Viết unit: "{allowed}" và kiểm tra lại toàn bộ số liệu có phải của đơn vị mình',
            'Write unit: "{allowed}" and check that the figures are yours',
        ),
        bad='unit: "01891"',
        good='unit: "01888"',
    ),
    Code(
        id="round-mismatch",
        title=Text("Đợt đánh giá không khớp với thư mục", "Round does not match the folder"),
        message=Text(
            "Tệp nằm trong đợt {allowed}, nhưng ghi đợt «{found}»",
            "The file lies in round {allowed}, but says “{found}”",
        ),
        reason=Text(
            "Số liệu của đợt trước thường bị chép sang đợt sau mà quên sửa.",
            "Files of the last round are often copied and not changed.",
        ),
        remedy=Text(
            'Viết "{allowed}" và kiểm tra lại số liệu có phải của đợt này',
            'Write "{allowed}" and check that the figures are of this round',
        ),
        bad='round: "2018"',
        good='round: "2019"',
    ),
    Code(
        id="unit-duplicate",
        title=Text("Đơn vị trùng trong danh sách", "Unit twice in the register"),
        message=Text("«{found}» đã dùng cho {name}", "“{found}” is already used for {name}"),
        reason=Text(
            "Mã và đường dẫn quyết định tệp và trang của đơn vị, nên không được trùng.",
            "Code and slug decide the unit's file and page.",
        ),
        remedy=Text("Sửa mã hoặc slug của một trong hai đơn vị", "Correct the code or slug of one of the two"),
        bad='- {code: "061", …}\n- {code: "061", …}',
        good='- {code: "061", …}\n- {code: "062", …}',
    ),
    Code(
        id="unit-parent",
        title=Text("Đơn vị cấp trên không đúng", "Wrong parent unit"),
        message=Text("Đơn vị cấp trên của {name} không đúng: «{found}»", "The parent of {name} is wrong: “{found}”"),
        reason=Text(
            "Cấp trên duyệt số liệu của cấp dưới; thiếu hoặc sai thì không ai duyệt.",
            "The parent approves the unit's figures.",
        ),
        remedy=Text(
            "Ghi mã của một đơn vị thuộc «{allowed}» trong danh sách",
            "Give the code of a unit of “{allowed}” in the register",
        ),
        messages={
            "missing": Text("{name} chưa có đơn vị cấp trên", "{name} has no parent unit"),
            "none": Text(
                "{name} có đơn vị cấp trên «{found}» mà không cần", "{name} has the parent “{found}” and needs none"
            ),
        },
        variants={
            "missing": Text(
                "Thêm parent: mã của một đơn vị thuộc «{allowed}»", "Add parent: the code of a unit of “{allowed}”"
            ),
            "none": Text(
                "Đơn vị cấp này không có cấp trên: xóa mục parent", "Units of this tier have no parent: delete the key"
            ),
        },
        bad='parent: "61"',
        good='parent: "061"',
    ),
    Code(
        id="unit-tier",
        title=Text("Cấp đơn vị không có trong bộ tiêu chí", "Tier not in the criteria set"),
        message=Text("Bộ tiêu chí không có cấp «{found}»", "The criteria set has no tier “{found}”"),
        reason=Text(
            "Mỗi đơn vị được chấm và xếp hạng trong một cấp của bộ tiêu chí.",
            "Each unit is scored and ranked in one tier of the set.",
        ),
        remedy=Text("Các cấp: {allowed}", "Tiers: {allowed}"),
        bad="tier: xa",
        good="tier: commune",
    ),
    Code(
        id="unit-unknown",
        title=Text("Đơn vị không có trong danh sách", "Unit not in the register"),
        message=Text("Danh sách của đợt không có đơn vị mã «{found}»", "The round's register has no unit “{found}”"),
        reason=Text(
            "Ghi nhận cho một đơn vị không tồn tại sẽ không bao giờ hiện ra.",
            "An entry for a unit that does not exist would never show.",
        ),
        remedy=Text("Sửa mã theo units.yaml", "Correct the code as in units.yaml"),
        variants={"similar": Text("Có phải «{similar}» ({name})?", "Did you mean “{similar}” ({name})?")},
        bad='- {unit: "1888", received: …}',
        good='- {unit: "01888", received: "2019-11-24T15:40"}',
    ),
    Code(
        id="round-criteria",
        title=Text("Không có bộ tiêu chí của đợt", "Criteria set of the round is not there"),
        message=Text("Không đọc được bộ tiêu chí «{found}»", "The criteria set “{found}” cannot be read"),
        reason=Text(
            "Không có bộ tiêu chí thì không kiểm tra và chấm điểm được đợt này.",
            "Without it the round cannot be checked or scored.",
        ),
        remedy=Text("Bộ tiêu chí hiện có: {allowed}", "Sets that are there: {allowed}"),
        variants={
            "broken": Text("Sửa các lỗi của bộ tiêu chí này trước", "Mend the faults of this criteria set first"),
            "none": Text(
                "Thêm thư mục criteria/{found} với tệp set.yaml", "Add the folder criteria/{found} with its set.yaml"
            ),
        },
        bad="criteria: bac-kan-2019",
        good="criteria: bac-kan-2018",
    ),
    Code(
        id="round-dates",
        title=Text("Thời hạn không hợp lý", "Dates out of order"),
        message=Text(
            "«{name}»: ngày bắt đầu {found} sau ngày kết thúc {allowed}",
            "“{name}”: opens {found}, after it closes on {allowed}",
        ),
        reason=Text(
            "Thời hạn mở và đóng quyết định ai được sửa số liệu lúc nào.",
            "Windows decide who may change what and when.",
        ),
        remedy=Text("Sửa một trong hai ngày", "Correct one of the two dates"),
        messages={
            "milestones": Text(
                "Ngày chốt số liệu lần một ({found}) sau ngày chốt lần hai ({allowed})",
                "The first cut-off date ({found}) comes after the second ({allowed})",
            ),
            "grace": Text(
                "«{name}»: gia hạn đến {found} nhưng hạn cuối đã là {allowed}",
                "“{name}”: extended to {found}, but it closes on {allowed}",
            ),
        },
        variants={
            "milestones": Text(
                "Ngày chốt số liệu lần một phải trước ngày chốt lần hai",
                "The first cut-off date comes before the second",
            ),
            "grace": Text(
                "Ghi ngày gia hạn sau {allowed}, hoặc xóa mục grace_to",
                "Write a day after {allowed}, or delete grace_to",
            ),
        },
        bad="report: {from: 2019-11-25, to: 2019-11-20}",
        good="report: {from: 2019-11-20, to: 2019-11-25}",
    ),
    Code(
        id="round-previous",
        title=Text("Đợt trước không đúng", "Wrong previous round"),
        message=Text("Không có đợt «{found}» trước đợt này", "There is no round “{found}” before this one"),
        reason=Text(
            "Quy tắc so với đợt trước sẽ âm thầm không được xét nếu đợt trước ghi sai.",
            "Rules that compare with the last round would silently not be judged.",
        ),
        remedy=Text("Ghi mã một đợt có trong submissions/: {allowed}", "Name a round of submissions/: {allowed}"),
        variants={"first": Text("Đây là đợt đầu tiên: xóa mục previous", "This is the first round: delete the key")},
        bad='previous: "2019"  # trong đợt 2019',
        good='previous: "2019"  # trong đợt 2020',
    ),
    Code(
        id="round-province",
        title=Text("Mã tỉnh không khớp", "Province does not match"),
        message=Text(
            "round.yaml ghi tỉnh «{found}», units.yaml ghi «{allowed}»",
            "round.yaml says province “{found}”, units.yaml “{allowed}”",
        ),
        reason=Text(
            "Hai mã khác nhau là dấu hiệu chép nhầm danh sách đơn vị của tỉnh khác.",
            "Two codes mean that another province's register was copied.",
        ),
        remedy=Text("Sửa một trong hai mã", "Correct one of the two codes"),
        bad='province: "60"',
        good='province: "06"',
    ),
    Code(
        id="round-timezone",
        title=Text("Múi giờ không có", "Unknown time zone"),
        message=Text("Không có múi giờ «{found}»", "There is no time zone “{found}”"),
        reason=Text("Hạn nộp kết thúc lúc nửa đêm giờ địa phương.", "Deadlines end at local midnight."),
        remedy=Text("Ví dụ: {allowed}", "For example: {allowed}"),
        bad="timezone: GMT+7",
        good="timezone: Asia/Ho_Chi_Minh",
    ),
)
