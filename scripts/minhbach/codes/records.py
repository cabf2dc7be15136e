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
        id="explanation-unknown",
        severity=Severity.NOTICE,
        title=Text("Giải trình cho câu hỏi không có", "Explanation of no question"),
        message=Text(
            "Giải trình «{found}» không ứng với câu hỏi, quy tắc hay số liệu nào",
            "The explanation “{found}” belongs to no question, rule or figure",
        ),
        reason=Text(
            "Người rà soát tìm giải trình theo mã câu hỏi; mã sai thì câu hỏi vẫn chờ đơn vị.",
            "Reviewers find an explanation by the id of the question; under a wrong one the question keeps waiting.",
        ),
        remedy=Text(
            "Chưa có câu hỏi nào gửi đơn vị; ghi mã quy tắc hoặc tên số liệu cần giải trình, hoặc xóa mục này",
            "Nothing was asked yet; write the id of the rule or the figure, or delete the entry",
        ),
        variants={
            "asked": Text("Ghi mã của câu hỏi: {allowed}", "Write the id of the question: {allowed}"),
        },
        bad="explanations:\n  Q11: {text: …}",
        good="explanations:\n  Q1: {text: …}",
    ),
    Code(
        id="question-unanswered",
        severity=Severity.NOTICE,
        title=Text("Câu hỏi khép lại khi chưa có giải trình", "Question closed without an answer"),
        message=Text(
            "Câu hỏi {found} ghi là «{state}» nhưng đơn vị chưa giải trình, số liệu «{label}» cũng chưa đổi",
            "Question {found} is “{state}”, but the unit explained nothing and “{label}” did not change",
        ),
        reason=Text(
            "Người đọc sau này cần thấy vì sao một số liệu lạ được chấp nhận.",
            "Later readers need to see why an odd figure was accepted.",
        ),
        remedy=Text(
            "Ghi lại open để đơn vị trả lời, hoặc chuyển kiểm tra: minhbach review decide",
            "Set it back to open for the unit to answer, or send it to an inspection: minhbach review decide",
        ),
        bad="{id: Q1, figure: officials, rule: staff-jump, …, state: accepted}",
        good="{id: Q1, figure: officials, rule: staff-jump, …, state: to_inspection}",
    ),
    Code(
        id="inspection-reported",
        title=Text("Số báo cáo trong biên bản khác tệp của đơn vị", "Reported value differs from the unit's file"),
        message=Text(
            "«{label}»: biên bản ghi đơn vị báo cáo {found}, tệp của đơn vị ghi {allowed}",
            "“{label}”: the minutes say that the unit reported {found}, its file says {allowed}",
        ),
        reason=Text(
            "Biên bản đối chiếu đúng số đơn vị đã nộp; chép sai thì không biết hai bên đã thống nhất về số nào.",
            "Minutes compare what the unit handed in; with another number nobody knows what was settled.",
        ),
        remedy=Text(
            "Ghi đúng số trong phần figures của đơn vị; số đoàn tìm thấy ghi ở verified",
            "Write the number of the unit's `figures`; what the team found goes into `verified`",
        ),
        bad="- {figure: officials, reported: 24, …}     # officials: 23",
        good="- {figure: officials, reported: 23, …}",
    ),
    Code(
        id="inspection-rule",
        title=Text("Số liệu thống nhất trái quy tắc logic", "Settled figures break a logic rule"),
        message=Text(
            "Theo số liệu thống nhất: {rule_message} (quy tắc {rule})",
            "With the settled figures: {rule_message} (rule {rule})",
        ),
        reason=Text(
            "Số thống nhất thay số báo cáo khi tính điểm, nên cũng phải hợp lý như mọi số liệu.",
            "Settled figures replace reported ones in scoring, so they have to make sense like any other.",
        ),
        remedy=Text(
            "Xem lại số thống nhất; số liệu liên quan cũng phải đối chiếu thì thêm vào findings",
            "Check the settled values; a figure that goes with them has to be among the findings too",
        ),
        variants={
            "supplement": Text(
                "Chỉ trái quy tắc khi tính số bổ sung của đơn vị: đơn vị xem lại dòng bổ sung, hoặc lập lại biên bản",
                "It breaks only with the unit's supplement: the unit checks its supplement, or the minutes are renewed",
            ),
        },
        bad="- {figure: officials, settled: 21, …}     # officials_with_computer: 23",
        good="- {figure: officials, settled: 21, …}\n- {figure: officials_with_computer, settled: 21, …}",
    ),
    Code(
        id="inspection-supplement",
        severity=Severity.QUERY,
        title=Text("Số liệu vừa thống nhất vừa bổ sung", "Figure both settled and supplemented"),
        message=Text(
            "«{label}»: biên bản thống nhất {found}, đơn vị bổ sung {allowed}; số thống nhất được tính",
            "“{label}”: settled on {found}, supplemented to {allowed}; the settled value counts",
        ),
        reason=Text(
            "Số liệu hai bên đã thống nhất thay cả số bổ sung; đơn vị có thể nghĩ số bổ sung mới được tính.",
            "What both sides settled on replaces a supplement too; the unit may believe that its supplement counts.",
        ),
        remedy=Text(
            "Hỏi đơn vị: nếu số đến ngày chốt thứ hai thật sự khác thì lập lại biên bản; nếu không, đơn vị xóa dòng bổ sung",
            "Ask the unit: if the value at the second cut-off date is really another, renew the minutes; else delete the supplement",
        ),
        bad="settled: 21 (inspections), officials: {value: 24, …} (supplement)",
        good="settled: 21, không có dòng officials trong supplement",
    ),
    Code(
        id="inspection-outline",
        title=Text("Báo cáo của đơn vị thiếu mục của đề cương", "Unit's report lacks parts of the outline"),
        message=Text("Biên bản thiếu các mục của đề cương: {found}", "The minutes lack parts of the outline: {found}"),
        reason=Text(
            "Phụ lục 2 của kế hoạch quy định đơn vị được kiểm tra báo cáo đủ các mục.",
            "Annex 2 of the plan says what a unit that is inspected reports on.",
        ),
        remedy=Text(
            "Thêm trong report: {allowed}; đơn vị không nêu gì thì ghi đúng như vậy",
            "Add below report: {allowed}; where the unit had nothing to say, say so",
        ),
        bad='report: {overview: "…"}',
        good='report: {overview: "…", direction: "…", readiness: {…}, results: {…}, assessment: {…}, proposals: "Không có"}',
    ),
    Code(
        id="inspection-window",
        severity=Severity.QUERY,
        title=Text("Kiểm tra ngoài thời gian kiểm tra", "Inspection outside its window"),
        message=Text(
            "Buổi kiểm tra ngày {found}, ngoài thời gian kiểm tra của đợt ({allowed})",
            "The inspection was on {found}, outside the round's window ({allowed})",
        ),
        reason=Text(
            "Kế hoạch định thời gian kiểm tra; ngoài thời gian đó thường là ghi nhầm ngày.",
            "The plan sets when inspections are held; another date is mostly a slip.",
        ),
        remedy=Text(
            "Sửa ngày; nếu được gia hạn theo quyết định, người vận hành ghi grace_to trong round.yaml",
            "Correct the date; with an extension by decision the operator writes grace_to into round.yaml",
        ),
        bad="held: {from: 2020-12-12T08:00, …}",
        good="held: {from: 2019-12-12T08:00, …}",
    ),
    Code(
        id="inspection-no-figures",
        severity=Severity.QUERY,
        title=Text("Biên bản về đơn vị không có số liệu", "Minutes about a unit without figures"),
        message=Text(
            "{name} chưa nộp số liệu nên số thống nhất trong biên bản không được tính",
            "{name} handed in nothing, so what the minutes settled does not count",
        ),
        messages={
            "exempt": Text(
                "{name} không đánh giá trong đợt này nên số thống nhất trong biên bản không được tính",
                "{name} is not assessed in this round, so what the minutes settled does not count",
            ),
        },
        reason=Text(
            "Số thống nhất thay số đơn vị đã báo cáo; không có số báo cáo thì không có gì để thay.",
            "Settled figures replace reported ones; where nothing was reported there is nothing to replace.",
        ),
        remedy=Text(
            "Kiểm tra mã đơn vị ở tên tệp; đúng đơn vị thì để findings: []",
            "Check the code in the file's name; if it is right, leave findings: []",
        ),
        bad="inspections/01891.yaml, 01891 chưa nộp tệp nào",
        good="inspections/01888.yaml",
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
