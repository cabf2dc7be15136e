"""Codes about criteria sets: totals, forms, formulas, logic rules, levels, the set's own cases."""

from __future__ import annotations

from minhbach.codes.base import Code
from minhbach.diagnostics import Severity, Text

CODES = (
    Code(
        id="id-mismatch",
        title=Text("Mã không khớp với thư mục", "Id does not match the folder"),
        message=Text(
            "Thư mục tên «{allowed}», nhưng id ghi «{found}»", "The folder is called “{allowed}”, but id says “{found}”"
        ),
        reason=Text(
            "Thư mục được tìm theo mã; hai tên khác nhau gây nhầm bộ tiêu chí hoặc đợt.",
            "Folders are found by id; two names cause mix-ups.",
        ),
        remedy=Text("Viết id: {allowed}", "Write id: {allowed}"),
        bad="id: bac-kan-2019  # trong criteria/bac-kan-2018",
        good="id: bac-kan-2018",
    ),
    Code(
        id="id-duplicate",
        title=Text("Mã dùng hai lần trong bộ tiêu chí", "Id used twice in a set"),
        message=Text("Mã «{found}» đã dùng ở {first}", "The id “{found}” is already used at {first}"),
        reason=Text(
            "Mã là tên duy nhất của tiêu chí, số liệu, nhóm hoặc quy tắc trong mọi tệp và trang.",
            "An id is the one name of a criterion, figure, section or rule.",
        ),
        remedy=Text(
            "Đổi một trong hai mã; số liệu dùng lại thì chỉ khai báo một lần",
            "Rename one; a figure that is used again is declared only once",
        ),
        bad="figures: {officials: …}  # lần hai",
        good="score: {ratio: [trained, officials], …}",
    ),
    Code(
        id="id-reserved",
        title=Text("Mã bị dành riêng", "Reserved id"),
        message=Text("Mã «{found}» không dùng được cho số liệu", "“{found}” cannot name a figure"),
        reason=Text(
            "Các tên này có nghĩa riêng trong quy tắc logic và công thức.",
            "These names have a meaning of their own in rules and formulas.",
        ),
        remedy=Text("Chọn tên khác; các tên dành riêng: {allowed}", "Choose another; reserved are: {allowed}"),
        bad="previous: {kind: count, …}",
        good="officials_last_year: {kind: count, …}",
    ),
    Code(
        id="points-tier",
        title=Text("Cấp đơn vị không có", "Unknown tier"),
        message=Text("Bộ tiêu chí không có cấp «{found}»", "The set has no tier “{found}”"),
        reason=Text(
            "Điểm ghi cho cấp không có sẽ không bao giờ được tính.", "Points of an unknown tier would never count."
        ),
        remedy=Text("Các cấp: {allowed}", "Tiers: {allowed}"),
        bad="points: {xa: 5}",
        good="points: {commune: 5}",
    ),
    Code(
        id="totals-mismatch",
        title=Text("Tổng điểm không khớp", "Totals do not add up"),
        message=Text(
            "«{name}», cấp {tier}: khai báo {found} điểm, cộng lại được {allowed}",
            "“{name}”, tier {tier}: {found} points declared, the parts add up to {allowed}",
        ),
        reason=Text(
            "Tổng công bố phải bằng tổng các tiêu chí, nếu không mọi tỷ lệ đều sai.",
            "The declared total must be the sum of the criteria.",
        ),
        remedy=Text(
            "Sửa điểm của tiêu chí hoặc tổng khai báo", "Correct the points of a criterion or the declared total"
        ),
        bad="totals: {commune: 20}  # các tiêu chí cộng lại 19",
        good="totals: {commune: 19}",
    ),
    Code(
        id="sum-unknown",
        title=Text("Số liệu tổng hợp không có gì để cộng", "Sum of nothing"),
        message=Text(
            "«{figure}» khai là tổng của «{found}», nhưng cấp dưới không có số liệu cùng loại này",
            "“{figure}” is declared as the sum of “{found}”, but the tier below has no such figure of the same kind",
        ),
        reason=Text(
            "Số tổng hợp được cộng từ một số liệu cùng loại của các đơn vị cấp dưới trực tiếp.",
            "A sum adds up one figure of the same kind of the units directly below.",
        ),
        remedy=Text(
            "Ghi <tên gọi chung của cấp dưới>.<số liệu>. Dùng được: {allowed}",
            "Write <plural of the tier below>.<figure>. Possible: {allowed}",
        ),
        messages={
            "kind": Text(
                "«{figure}» có loại {found} nên không thể là một tổng",
                "“{figure}” is of kind {found} and cannot be a sum",
            )
        },
        variants={
            "kind": Text(
                "Đổi loại thành count hoặc amount, hoặc bỏ sum_of", "Make it a count or amount, or drop sum_of"
            )
        },
        bad="commune_officials: {kind: count, sum_of: communes.has_lan}",
        good="commune_officials: {kind: count, sum_of: communes.officials}",
    ),
    Code(
        id="score-form",
        title=Text("Cách tính điểm không có", "Unknown scoring form"),
        message=Text(
            "Cách tính điểm phải có đúng một dạng; đang có: {found}", "A score has exactly one form; found: {found}"
        ),
        reason=Text("Mỗi tiêu chí có một cách tính rõ ràng.", "Each criterion has one clear way to score."),
        remedy=Text("Các dạng: {allowed}", "Forms: {allowed}"),
        bad="score: {percent: [a, b]}",
        good="score: {ratio: [a, b], zero_denominator: zero}",
    ),
    Code(
        id="score-figure",
        title=Text("Công thức dùng số liệu không có", "Formula names an unknown figure"),
        message=Text("Không có số liệu «{found}» trong bộ tiêu chí", "The set has no figure “{found}”"),
        reason=Text(
            "Công thức chỉ tính được từ những số liệu được hỏi.", "A formula can only use figures that are asked."
        ),
        remedy=Text(
            "Khai báo số liệu này trong figures của một tiêu chí", "Declare the figure in the figures of a criterion"
        ),
        variants={"similar": Text("Có phải «{similar}»?", "Did you mean “{similar}”?")},
        bad="score: {ratio: [oficials, officials], …}",
        good="score: {ratio: [officials_with_computer, officials], …}",
    ),
    Code(
        id="score-figure-kind",
        title=Text("Loại số liệu không hợp với cách tính", "Figure of the wrong kind"),
        message=Text(
            "«{found}» là loại {kind}; ở đây cần {allowed}", "“{found}” is of kind {kind}; here stands {allowed}"
        ),
        reason=Text(
            "Không thể chia hoặc cộng câu trả lời có, không; không thể hỏi có, không về một con số.",
            "Yes/no answers cannot be divided, numbers are not yes or no.",
        ),
        remedy=Text("Chọn số liệu khác hoặc cách tính khác", "Choose another figure or another form"),
        bad="score: {ratio: [has_lan, officials], …}",
        good="score: {yes_no: has_lan}",
    ),
    Code(
        id="formula-syntax",
        title=Text("Công thức viết sai", "Formula cannot be read"),
        message=Text(
            "Công thức «{found}» sai ở ký tự thứ {at}: {what}",
            "The formula “{found}” is wrong at character {at}: {what}",
        ),
        reason=Text(
            "Công thức chỉ gồm tên số liệu, số, + - * / ( ) và min, max, sqrt, ln, log10.",
            "A formula has figure names, numbers, + - * / ( ) and min, max, sqrt, ln, log10.",
        ),
        remedy=Text("Sửa công thức tại vị trí đó", "Mend the formula at that place"),
        bad='formula: "100 * (a + ) / 3"',
        good='formula: "100 * (a + b) / 3"',
    ),
    Code(
        id="bands-gap",
        title=Text("Các khoảng điểm có chỗ hở", "Gap between bands"),
        message=Text("Không có khoảng nào chứa giá trị {found}", "No band holds the value {found}"),
        reason=Text(
            "Giá trị rơi vào chỗ hở sẽ không có điểm mà không ai hay.",
            "A value in the gap would silently earn nothing.",
        ),
        remedy=Text(
            "Nối các khoảng với nhau: đầu này đóng «[» thì đầu kia mở «)»",
            "Join the bands: where one end is closed the next is open",
        ),
        bad='shares: {"[0, 50%)": 0, "(50%, 100%]": 1}',
        good='shares: {"[0, 50%)": 0, "[50%, 100%]": 1}',
    ),
    Code(
        id="bands-overlap",
        title=Text("Các khoảng điểm chồng nhau", "Bands overlap"),
        message=Text(
            "Hai khoảng {found} và {allowed} cùng chứa một giá trị",
            "The bands {found} and {allowed} hold the same value",
        ),
        reason=Text("Một giá trị không thể có hai mức điểm.", "One value cannot earn two amounts."),
        remedy=Text("Mở một đầu của một trong hai khoảng", "Open the end of one of them"),
        bad='shares: {"[0, 50%]": 0, "[50%, 100%]": 1}',
        good='shares: {"[0, 50%)": 0, "[50%, 100%]": 1}',
    ),
    Code(
        id="choice-options",
        title=Text("Lựa chọn chưa có điểm hoặc không có", "Choices and points do not match"),
        message=Text("Lựa chọn và mức điểm không khớp: {found}", "Choices and amounts do not match: {found}"),
        reason=Text("Mỗi lựa chọn của biểu mẫu phải có một mức điểm.", "Each choice of the form needs an amount."),
        remedy=Text(
            "Ghi mức điểm cho đúng các lựa chọn: {allowed}", "Give an amount for exactly these choices: {allowed}"
        ),
        messages={
            "no_options": Text("Số liệu loại choice chưa có options", "A figure of kind choice has no options"),
            "not_a_choice": Text("options chỉ dùng với kind: choice", "options go with kind: choice only"),
        },
        variants={
            "no_options": Text("Thêm options với ít nhất hai lựa chọn", "Add options with at least two choices"),
            "not_a_choice": Text("Xóa options, hoặc đổi thành kind: choice", "Delete options, or write kind: choice"),
        },
        bad='shares: {"cấp trưởng": 1}',
        good='shares: {"cấp trưởng": 1, "cấp phó": 1/2, "không có": 0}',
    ),
    Code(
        id="amount-range",
        title=Text("Mức điểm ngoài thang", "Amount out of range"),
        message=Text("Mức {found} ngoài khoảng cho phép", "The amount {found} is out of range"),
        reason=Text("Không mức nào vượt điểm tối đa của tiêu chí.", "No amount exceeds the criterion's points."),
        remedy=Text("Được phép: {allowed}", "Allowed: {allowed}"),
        bad="shares: {4: 3/2}",
        good="shares: {4: 1}",
    ),
    Code(
        id="levels-order",
        title=Text("Ngưỡng các mức không theo thứ tự", "Levels out of order"),
        message=Text("Mức «{found}» không theo thứ tự đã khai báo", "Level “{found}” is out of the declared order"),
        reason=Text(
            "Thứ tự quyết định mức nào là cao nhất; mức thấp nhất phải bắt đầu từ 0.",
            "The order decides which level is best; the lowest begins at 0.",
        ),
        remedy=Text(
            "Xếp ngưỡng {allowed}; mức thấp nhất có at_least: 0 và không có điều kiện",
            "Order the thresholds {allowed}; the lowest has at_least: 0 and no condition",
        ),
        bad="order: best_first  # 45%, 65%, 85%",
        good="order: best_first  # 85%, 65%, 45%, 0",
    ),
    Code(
        id="level-condition",
        title=Text("Điều kiện của mức không đúng", "Condition of a level"),
        message=Text(
            "Điều kiện nhắc tới «{found}» không có trong bộ tiêu chí",
            "The condition names “{found}”, which the set has not",
        ),
        reason=Text(
            "Điều kiện không bao giờ xét được sẽ âm thầm bị bỏ qua.",
            "A condition that can never be judged would be ignored.",
        ),
        remedy=Text(
            "Ghi mã một tiêu chí, nhóm hoặc hạng mục có thật", "Name a criterion, group or pillar that is there"
        ),
        bad="conditions: [{criterion: has_pln, at_least: 100%}]",
        good="conditions: [{criterion: has_plan, at_least: 100%}]",
    ),
    Code(
        id="figure-unused",
        severity=Severity.NOTICE,
        title=Text("Số liệu hỏi mà không dùng", "Figure that nothing uses"),
        message=Text(
            "Số liệu «{found}» không được công thức hay quy tắc nào dùng",
            "No formula and no rule uses the figure “{found}”",
        ),
        reason=Text(
            "Mỗi số liệu thừa là công sức của cả trăm đơn vị.",
            "Each superfluous figure costs a hundred units an effort.",
        ),
        remedy=Text(
            "Bỏ số liệu này, hoặc dùng nó trong cách tính hay quy tắc", "Drop it, or use it in a score or rule"
        ),
        bad="figures: {printers: {kind: count, …}}",
        good="# không hỏi số máy in",
    ),
    Code(
        id="rule-syntax",
        title=Text("Quy tắc viết sai", "Rule cannot be read"),
        message=Text(
            "Quy tắc «{name}» sai ở ký tự thứ {at}: {found}", "The rule “{name}” is wrong at character {at}: {found}"
        ),
        reason=Text(
            "Quy tắc được biên dịch một lần khi đọc bộ tiêu chí (ngôn ngữ CEL).",
            "Rules are compiled once when the set is loaded (CEL).",
        ),
        remedy=Text("Sửa biểu thức require tại vị trí đó", "Mend the expression at that place"),
        bad='require: "a <= "',
        good='require: "a <= b"',
    ),
    Code(
        id="rule-name",
        title=Text("Quy tắc dùng tên không có", "Rule names an unknown figure"),
        message=Text(
            "Quy tắc «{name}» dùng tên «{found}» không có", "The rule “{name}” uses “{found}”, which is not there"
        ),
        reason=Text(
            "Quy tắc gõ sai tên sẽ không bao giờ bắt được lỗi nào.",
            "A rule with a misspelt name would never catch anything.",
        ),
        remedy=Text("Dùng tên số liệu của bộ tiêu chí", "Use the name of a figure of the set"),
        variants={
            "similar": Text("Có phải «{similar}»?", "Did you mean “{similar}”?"),
            "namespace": Text("Trước dấu chấm chỉ có thể là: {namespaces}", "Before the point may stand: {namespaces}"),
        },
        bad='require: "oficials >= 1.0"',
        good='require: "officials >= 1.0"',
    ),
    Code(
        id="rule-type",
        title=Text("Quy tắc so sánh sai loại", "Rule mixes types"),
        message=Text(
            "Quy tắc «{name}» sai loại ở ký tự thứ {at}: {found}",
            "The rule “{name}” mixes types at character {at}: {found}",
        ),
        reason=Text(
            "Con số chỉ so với con số (viết 100.0, không viết 100), có/không là đúng/sai, lựa chọn là chữ.",
            "Numbers compare with numbers (100.0, not 100), yes/no is a boolean, a choice is text.",
        ),
        remedy=Text(
            "Viết số có dấu chấm (5.0), hoặc sửa phép so sánh; cả biểu thức phải là đúng hoặc sai",
            "Write numbers with a point (5.0), or mend the comparison; the whole is true or false",
        ),
        bad='require: "officials <= 100"',
        good='require: "officials <= 100.0"',
    ),
    Code(
        id="rule-tiers",
        title=Text("Quy tắc không áp dụng được cho cấp nào", "Rule that applies to no tier"),
        message=Text(
            "Không cấp nào được hỏi đủ số liệu của quy tắc «{name}»",
            "No tier is asked all figures of the rule “{name}”",
        ),
        reason=Text("Quy tắc này sẽ không bao giờ được xét.", "The rule would never be judged."),
        remedy=Text(
            "Chỉ dùng số liệu cùng hỏi ở một cấp, hoặc sửa tiers",
            "Use figures that one tier is asked, or correct tiers",
        ),
        bad="tiers: [commune]  # số liệu chỉ hỏi ở cấp huyện",
        good="tiers: [district]",
    ),
    Code(
        id="rule-placeholder",
        title=Text("Lời nhắn nhắc tới số liệu không có trong quy tắc", "Message names a figure the rule has not"),
        message=Text(
            "Lời nhắn của quy tắc «{name}» dùng {{{found}}} nhưng quy tắc không xét số liệu này",
            "The message of “{name}” uses {{{found}}}, which the rule does not judge",
        ),
        reason=Text("Lời nhắn phải in được con số thật.", "A message must be able to print the number."),
        remedy=Text("Dùng một trong: {allowed}", "Use one of: {allowed}"),
        bad='message: {vi: "Số máy ({computers}) …"}',
        good='message: {vi: "Số máy ({officials_with_computer}) …"}',
    ),
    Code(
        id="schema-stale",
        title=Text("JSON Schema đã cũ", "JSON Schema is stale"),
        message=Text("Tệp schema này khác với bộ tiêu chí hiện tại", "This schema differs from the criteria set"),
        reason=Text(
            "Trình soạn thảo và biểu mẫu dùng tệp schema; tệp cũ sẽ nhắc sai.",
            "Editors and forms use the schema; a stale one gives wrong advice.",
        ),
        remedy=Text("Chạy: minhbach criteria schema", "Run: minhbach criteria schema"),
        bad="# sửa groups/*.yaml mà không chạy lệnh",
        good="minhbach criteria schema",
    ),
    Code(
        id="case-failed",
        title=Text("Ví dụ tính điểm không ra kết quả mong đợi", "Case gives another result"),
        message=Text(
            "Ví dụ «{name}»: {figure} mong đợi {allowed}, tính được {found}",
            "Case “{name}”: {figure} expected {allowed}, got {found}",
        ),
        reason=Text(
            "Ví dụ là phép thử của bộ tiêu chí; khác kết quả nghĩa là công thức hoặc ví dụ sai.",
            "Cases are the set's own tests.",
        ),
        remedy=Text(
            "So lại với văn bản; sửa công thức hoặc ví dụ", "Compare with the decision; mend the formula or the case"
        ),
        bad='expect: {computers_per_official: "3"}',
        good='expect: {computers_per_official: "2.5"}',
    ),
    Code(
        id="case-not-covered",
        title=Text("Trường hợp chưa có ví dụ", "Clause without a case"),
        message=Text("Chưa có ví dụ nào cho {name}: {found}", "No case covers {name}: {found}"),
        reason=Text(
            "Mức điểm, lựa chọn, khoảng hay quy tắc không có ví dụ thì sai cũng không ai biết.",
            "An amount, choice, band or rule without a case can be wrong unseen.",
        ),
        remedy=Text("Thêm một ví dụ vào cases/ cho trường hợp này", "Add a case for it to cases/"),
        bad="# chỉ có ví dụ cho «cấp trưởng»",
        good='- {name: "cấp phó được nửa điểm", tier: commune, figures: {chair: cấp phó}, expect: {chair: "1"}}',
    ),
)
