"""Codes about who may do what: the register of accounts, and the file that calls people to review."""

from __future__ import annotations

from minhbach.codes.base import Code
from minhbach.diagnostics import Severity, Text

CODES = (
    Code(
        id="account-duplicate",
        title=Text("Tài khoản ghi hai lần", "Account given twice"),
        message=Text("Số tài khoản {found} đã ghi ở dòng {first}", "Account number {found} is already on line {first}"),
        messages={
            "login": Text(
                "Tên đăng nhập «{found}» đã ghi ở dòng {first}", "The login “{found}” is already on line {first}"
            ),
        },
        reason=Text(
            "Quyền của một người phải đọc được ở đúng một dòng; hai dòng dễ để sót quyền đã thu hồi.",
            "What a person may do stands in one line; with two of them a right that was taken back stays.",
        ),
        remedy=Text("Gộp hai dòng làm một, hoặc sửa số tài khoản", "Join the two lines, or correct the number"),
        variants={
            "login": Text(
                "Sửa tên đăng nhập của một trong hai tài khoản; chữ hoa, chữ thường coi như nhau",
                "Correct the login of one of the two; capital and small letters count as the same",
            ),
        },
        bad="- {id: 501888, login: xa-cho-ra, …}\n- {id: 501888, login: ba-be-2, …}",
        good="- {id: 501888, login: xa-cho-ra, …}\n- {id: 400061, login: ba-be-2, …}",
    ),
    Code(
        id="account-empty",
        title=Text("Tài khoản không có quyền gì", "Account without any right"),
        message=Text("Tài khoản «{found}» không được giao việc gì", "The account “{found}” may do nothing"),
        reason=Text(
            "Dòng không giao việc gì là dòng viết dở hoặc quên xóa.",
            "A line that gives nothing is half written or left over.",
        ),
        remedy=Text(
            "Thêm ít nhất một trong: {allowed}; hoặc xóa dòng này", "Add at least one of: {allowed}; or delete the line"
        ),
        bad="- {id: 501888, login: xa-cho-ra}",
        good='- {id: 501888, login: xa-cho-ra, submits: ["01888"]}',
    ),
    Code(
        id="account-approves",
        title=Text("Duyệt cho đơn vị không có cấp dưới", "Approves for a unit without units below it"),
        message=Text(
            "{name} (mã {found}) không có đơn vị cấp dưới nào để duyệt",
            "{name} ({found}) has no units below it to approve",
        ),
        reason=Text(
            "approves ghi mã đơn vị cấp trên: người đó duyệt số liệu của các đơn vị cấp dưới trực tiếp.",
            "approves names the unit above: the account approves what the units below it hand in.",
        ),
        remedy=Text("Ghi mã đơn vị cấp trên của đơn vị cần duyệt", "Write the code of the unit above"),
        variants={
            "child": Text(
                'Ghi mã đơn vị cấp trên: approves: ["{allowed}"]', 'Write the unit above: approves: ["{allowed}"]'
            ),
        },
        bad='approves: ["01888"]  # một thị trấn',
        good='approves: ["061"]  # huyện của thị trấn đó',
    ),
    Code(
        id="account-approvers",
        severity=Severity.NOTICE,
        title=Text("Thiếu người duyệt", "Approvers are missing"),
        message=Text(
            "Chưa ai duyệt số liệu của các đơn vị thuộc {name} (mã {found})",
            "Nobody approves the units below {name} ({found})",
        ),
        messages={
            "submits": Text(
                "Mọi tài khoản duyệt của {name} (mã {found}) cũng nộp thay cho: {units}",
                "Every account that approves for {name} ({found}) also hands in for: {units}",
            ),
        },
        reason=Text(
            "Người nộp không tự duyệt được; không có người thứ hai thì số liệu nằm chờ đến hết hạn.",
            "Nobody approves their own figures; without a second person they wait until the window closes.",
        ),
        remedy=Text(
            'Thêm một tài khoản có approves: ["{found}"]; nên có hai, phòng khi một người vắng',
            'Add an account with approves: ["{found}"]; better two, in case one is away',
        ),
        variants={
            "submits": Text(
                'Giao approves: ["{found}"] cho thêm một người không nộp số liệu của các đơn vị này',
                'Give approves: ["{found}"] to one more person who does not hand in for these units',
            ),
        },
        bad='- {id: 400061, login: huyen-ba-be, submits: ["061", "01888"], approves: ["061"]}',
        good='- {id: 400061, login: huyen-ba-be, submits: ["061", "01888"]}\n- {id: 410061, login: lanh-dao-ba-be, approves: ["061"]}',
    ),
    Code(
        id="account-submitters",
        severity=Severity.NOTICE,
        title=Text("Đơn vị chưa có tài khoản nộp", "Units without an account that hands in"),
        message=Text(
            "{found} đơn vị chưa có tài khoản nộp: {units}", "{found} units have no account that hands in: {units}"
        ),
        reason=Text(
            "Tệp của đơn vị chỉ nhận từ tài khoản có tên trong danh sách; thiếu tên thì đơn vị không nộp được.",
            "A unit's file is taken only from an account that is named for it.",
        ),
        remedy=Text(
            "Thêm mã của từng đơn vị vào submits của một tài khoản", "Add the code of each unit to an account's submits"
        ),
        bad='accounts: []  # units.yaml có đơn vị "01888"',
        good='- {id: 501888, login: xa-cho-ra, submits: ["01888"]}',
    ),
    Code(
        id="account-operators",
        title=Text("Thiếu người vận hành thứ hai", "No second operator"),
        message=Text(
            "Có {found} tài khoản vận hành (operates); cần ít nhất {allowed}",
            "There are {found} accounts that operate; at least {allowed} are needed",
        ),
        reason=Text(
            "Thay đổi của người vận hành phải do một người vận hành khác duyệt; chỉ có một người thì không đổi được gì nữa.",
            "What an operator changes is approved by another operator; alone, nobody can change anything.",
        ),
        remedy=Text(
            "Thêm một tài khoản của người khác với operates: true", "Add another person's account with operates: true"
        ),
        bad="- {id: 200001, login: van-hanh-1, operates: true}",
        good="- {id: 200001, login: van-hanh-1, operates: true}\n- {id: 200002, login: van-hanh-2, operates: true}",
    ),
    Code(
        id="account-break-glass",
        title=Text("Tài khoản khẩn cấp không dùng được", "Unsuitable emergency account"),
        message=Text(
            "Tài khoản khẩn cấp {found} («{login}») cũng nộp, duyệt hoặc kiểm tra số liệu",
            "The emergency account {found} (“{login}”) also hands in, approves or inspects",
        ),
        messages={
            "again": Text("Số tài khoản {found} ghi hai lần trong break_glass", "{found} stands twice in break_glass"),
        },
        reason=Text(
            "Tài khoản khẩn cấp ghi thẳng được vào kho dữ liệu, không qua cổng kiểm tra; nó không được có lợi ích gì ở số liệu.",
            "An emergency account can write past the gate; it must have no stake in the figures.",
        ),
        remedy=Text(
            "Dùng một tài khoản riêng, chỉ cho việc khẩn cấp", "Use an account of its own, for emergencies only"
        ),
        variants={"again": Text("Xóa một lần ghi, hoặc sửa số tài khoản", "Delete one, or correct the number")},
        bad='- {id: 501888, login: xa-cho-ra, submits: ["01888"]}\nbreak_glass: [501888]',
        good="break_glass: [100001, 100002]",
    ),
    Code(
        id="codeowners-stale",
        title=Text("CODEOWNERS không còn đúng", "CODEOWNERS is out of date"),
        message=Text(
            "Tệp không khớp với danh sách tài khoản của các đợt đang mở",
            "The file does not match the accounts of the open rounds",
        ),
        messages={
            "nobody": Text(
                "Tệp gọi những người mà không đợt nào đang mở còn nêu tên",
                "The file calls people whom no open round names any more",
            ),
            "hidden": Text(
                "Có tệp {found}, nên nền tảng git không đọc tệp này",
                "There is {found}, so the forge does not read this file",
            ),
        },
        reason=Text(
            "Tệp này gọi người duyệt; tệp cũ gọi nhầm người, và người cần duyệt không hay biết.",
            "The file calls people to review; an old one calls the wrong people.",
        ),
        remedy=Text(
            "Không sửa tay; chạy: minhbach round codeowners --forge {allowed}",
            "Do not edit it; run: minhbach round codeowners --forge {allowed}",
        ),
        variants={
            "hidden": Text("Xóa tệp {found}", "Delete the file {found}"),
            "nobody": Text(
                "Xóa tệp này; khi có đợt mới với accounts.yaml thì viết lại",
                "Delete the file; write it again for a new round with its accounts.yaml",
            ),
        },
        bad="# .github/CODEOWNERS viết trước khi đổi accounts.yaml",
        good="minhbach round codeowners --forge github",
    ),
)
