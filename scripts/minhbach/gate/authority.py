"""Who may change which part of which file, when, and who approves it: the table is the rule, the rest applies it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from minhbach.diagnostics import Text


class Role(StrEnum):
    """What an account of the base's register is to a path."""

    SUBMITTER = "submitter"
    INSPECTOR = "inspector"
    OPERATOR = "operator"


class Area(StrEnum):
    """What a path of the repository is."""

    UNIT = "unit"
    INSPECTION = "inspection"
    REVIEW = "review"
    AMENDMENT = "amendment"
    PUBLISHED = "published"
    ROUND = "round"
    REGISTER = "register"
    ACCOUNTS = "accounts"
    RECEIPTS = "receipts"
    CRITERIA = "criteria"
    OTHER = "other"


class Part(StrEnum):
    """A part of a unit's file; `whole` of any other file. `words` is what no score depends on: comments, order."""

    FIGURES = "figures"
    EVIDENCE = "evidence"
    EXPLANATIONS = "explanations"
    SUPPLEMENT = "supplement"
    WORDS = "words"
    WHOLE = "whole"


class Condition(StrEnum):
    """What must be true of the base besides the window."""

    NONE = "none"
    HAS_UNITS_BELOW = "has_units_below"
    QUESTION_OPEN = "question_open"
    NEW_FILE = "new_file"
    PUBLISHED = "published"
    SET_UNUSED = "set_unused"


class Approval(StrEnum):
    """Whose approval a change needs; never the author's own."""

    UNIT_ABOVE = "unit_above"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Grant:
    """One line of the table. `windows` are names of round.yaml; none means at any time."""

    role: Role
    area: Area
    part: Part
    windows: tuple[str, ...]
    condition: Condition
    approval: Approval


REPORT, DISTRICT_APPROVAL, REVIEW, INSPECTION, SUPPLEMENT = (
    "report",
    "district_approval",
    "review",
    "inspection",
    "supplement",
)

GRANTS: tuple[Grant, ...] = (
    # A unit's own file. A unit with units below it is complete only when theirs are approved (plan 651, step 1.3).
    Grant(Role.SUBMITTER, Area.UNIT, Part.FIGURES, (REPORT,), Condition.NONE, Approval.UNIT_ABOVE),
    Grant(Role.SUBMITTER, Area.UNIT, Part.EVIDENCE, (REPORT,), Condition.NONE, Approval.UNIT_ABOVE),
    Grant(Role.SUBMITTER, Area.UNIT, Part.EXPLANATIONS, (REPORT,), Condition.NONE, Approval.UNIT_ABOVE),
    Grant(
        Role.SUBMITTER, Area.UNIT, Part.FIGURES, (DISTRICT_APPROVAL,), Condition.HAS_UNITS_BELOW, Approval.UNIT_ABOVE
    ),
    Grant(
        Role.SUBMITTER, Area.UNIT, Part.EVIDENCE, (DISTRICT_APPROVAL,), Condition.HAS_UNITS_BELOW, Approval.UNIT_ABOVE
    ),
    Grant(
        Role.SUBMITTER,
        Area.UNIT,
        Part.EXPLANATIONS,
        (DISTRICT_APPROVAL,),
        Condition.HAS_UNITS_BELOW,
        Approval.UNIT_ABOVE,
    ),
    Grant(Role.SUBMITTER, Area.UNIT, Part.WORDS, (DISTRICT_APPROVAL,), Condition.HAS_UNITS_BELOW, Approval.UNIT_ABOVE),
    Grant(Role.SUBMITTER, Area.UNIT, Part.FIGURES, (REVIEW,), Condition.QUESTION_OPEN, Approval.UNIT_ABOVE),
    Grant(Role.SUBMITTER, Area.UNIT, Part.EVIDENCE, (REVIEW,), Condition.QUESTION_OPEN, Approval.UNIT_ABOVE),
    Grant(Role.SUBMITTER, Area.UNIT, Part.EXPLANATIONS, (REVIEW,), Condition.QUESTION_OPEN, Approval.UNIT_ABOVE),
    Grant(Role.SUBMITTER, Area.UNIT, Part.SUPPLEMENT, (SUPPLEMENT,), Condition.NONE, Approval.UNIT_ABOVE),
    Grant(Role.SUBMITTER, Area.UNIT, Part.WORDS, (REPORT, REVIEW, SUPPLEMENT), Condition.NONE, Approval.UNIT_ABOVE),
    # The minutes of a team; the unit's agreement stands in them.
    Grant(Role.INSPECTOR, Area.INSPECTION, Part.WHOLE, (INSPECTION,), Condition.NONE, Approval.OPERATOR),
    # What the operator keeps; a second operator approves.
    Grant(Role.OPERATOR, Area.REVIEW, Part.WHOLE, (), Condition.NONE, Approval.OPERATOR),
    Grant(Role.OPERATOR, Area.AMENDMENT, Part.WHOLE, (), Condition.PUBLISHED, Approval.OPERATOR),
    Grant(Role.OPERATOR, Area.PUBLISHED, Part.WHOLE, (), Condition.NEW_FILE, Approval.OPERATOR),
    Grant(Role.OPERATOR, Area.ROUND, Part.WHOLE, (), Condition.NONE, Approval.OPERATOR),
    Grant(Role.OPERATOR, Area.REGISTER, Part.WHOLE, (), Condition.NONE, Approval.OPERATOR),
    Grant(Role.OPERATOR, Area.ACCOUNTS, Part.WHOLE, (), Condition.NONE, Approval.OPERATOR),
    Grant(Role.OPERATOR, Area.RECEIPTS, Part.WHOLE, (), Condition.NONE, Approval.OPERATOR),
    Grant(Role.OPERATOR, Area.CRITERIA, Part.WHOLE, (), Condition.SET_UNUSED, Approval.OPERATOR),
)


@dataclass(frozen=True, slots=True)
class Freeze:
    """What the publication of a milestone closes for good, whoever asks and whatever window is open."""

    milestone: str
    area: Area
    parts: tuple[Part, ...]


FREEZES: tuple[Freeze, ...] = (
    Freeze("preliminary", Area.UNIT, (Part.FIGURES,)),
    Freeze("final", Area.UNIT, tuple(Part)),
    Freeze("final", Area.INSPECTION, (Part.WHOLE,)),
    Freeze("final", Area.REVIEW, (Part.WHOLE,)),
    Freeze("final", Area.REGISTER, (Part.WHOLE,)),
    Freeze("final", Area.RECEIPTS, (Part.WHOLE,)),
)
"""A published record and an amendment never change either: only new files of these are granted above."""


ROLE_WORDS = {
    Role.SUBMITTER: Text("Người nộp của đơn vị", "The unit's submitter"),
    Role.INSPECTOR: Text("Thành viên đoàn kiểm tra được giao đơn vị", "The inspection team assigned to the unit"),
    Role.OPERATOR: Text("Đơn vị vận hành", "The operator"),
}

AREA_WORDS = {
    Area.UNIT: Text("tệp số liệu của đơn vị", "the unit's file"),
    Area.INSPECTION: Text("biên bản kiểm tra", "inspection minutes"),
    Area.REVIEW: Text("câu hỏi rà soát", "review questions"),
    Area.AMENDMENT: Text("quyết định đính chính", "amendments"),
    Area.PUBLISHED: Text("kết quả đã công bố", "published results"),
    Area.ROUND: Text("lịch và cách công bố của đợt", "calendar and publication of the round"),
    Area.REGISTER: Text("danh sách đơn vị", "the register of units"),
    Area.ACCOUNTS: Text("danh sách tài khoản", "the register of accounts"),
    Area.RECEIPTS: Text("sổ tiếp nhận", "the register of receipt"),
    Area.CRITERIA: Text("bộ tiêu chí", "the criteria set"),
    Area.OTHER: Text("phần mềm và cấu hình", "the software and its configuration"),
}

PART_WORDS = {
    Part.FIGURES: Text("số liệu", "figures"),
    Part.EVIDENCE: Text("tài liệu kiểm chứng", "evidence"),
    Part.EXPLANATIONS: Text("giải trình", "explanations"),
    Part.SUPPLEMENT: Text("bổ sung, điều chỉnh", "supplement"),
    Part.WORDS: Text("ghi chú, cách trình bày", "comments and layout"),
    Part.WHOLE: Text("cả tệp", "the whole file"),
}

CONDITION_WORDS = {
    Condition.NONE: Text("", ""),
    Condition.HAS_UNITS_BELOW: Text("đơn vị có đơn vị cấp dưới", "the unit has units below it"),
    Condition.QUESTION_OPEN: Text(
        "khi còn câu hỏi rà soát về chính số liệu đó", "while a question on that figure is open"
    ),
    Condition.NEW_FILE: Text("chỉ thêm tệp mới; tệp cũ không bao giờ đổi", "new files only; old ones never change"),
    Condition.PUBLISHED: Text(
        "chỉ thêm tệp mới, sau khi kết quả đã công bố", "new files only, once results are published"
    ),
    Condition.SET_UNUSED: Text("khi chưa đợt nào dùng bộ tiêu chí đó", "while no round uses the set"),
}

APPROVAL_WORDS = {
    Approval.UNIT_ABOVE: Text(
        "người duyệt của đơn vị cấp trên trực tiếp; đơn vị không có cấp trên thì đơn vị vận hành",
        "the approvers of the unit above; the operator where there is none",
    ),
    Approval.OPERATOR: Text("một người vận hành khác", "another operator"),
}

FREEZE_WORDS = Text(
    "Kết quả đã công bố thì số liệu làm nên nó không ai sửa được nữa; sai sót chỉ sửa bằng quyết định đính chính",
    "Once a result is published nobody can change what it rests on; mistakes are mended by an amendment only",
)


MILESTONE_WORDS = {
    "preliminary": Text("sơ bộ", "preliminary"),
    "final": Text("chính thức", "final"),
}


def grants_for(role: Role, area: Area, part: Part) -> tuple[Grant, ...]:
    return tuple(item for item in GRANTS if (item.role, item.area, item.part) == (role, area, part))


def is_frozen(area: Area, part: Part, published: frozenset[str]) -> str | None:
    """The published milestone that closed this part of this kind of file; None while it is open."""
    for freeze in FREEZES:
        if freeze.area is area and part in freeze.parts and freeze.milestone in published:
            return freeze.milestone
    return None
