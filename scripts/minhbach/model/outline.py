"""The outline of the report that a unit gives to an inspection team: annex 2 of the plan, as `UnitReport` holds it."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.diagnostics import Text
from minhbach.model.inspection import UnitReport


@dataclass(frozen=True, kw_only=True, slots=True)
class OutlinePart:
    """A part that is written: its keys below `report`, the number of the section it belongs to, its heading."""

    keys: tuple[str, ...]
    number: str
    heading: Text

    @property
    def path(self) -> str:
        return ".".join(self.keys)

    def text_of(self, report: UnitReport) -> str:
        """What the unit said; empty when it said nothing."""
        value: object = report
        for key in self.keys:
            value = getattr(value, key)
        return str(value)


@dataclass(frozen=True, kw_only=True, slots=True)
class OutlineSection:
    """A heading of the annex with the parts below it; one part without keys of its own stands for its section."""

    number: str
    heading: Text
    parts: tuple[OutlinePart, ...] = ()


def _section(number: str, vi: str, en: str, *parts: tuple[str, str, str]) -> OutlineSection:
    found = (OutlinePart(keys=tuple(keys.split(".")), number=number, heading=Text(*words)) for keys, *words in parts)
    return OutlineSection(number=number, heading=Text(vi, en), parts=tuple(found))


_OVERVIEW = (
    "Đánh giá về tình hình ứng dụng CNTT, xây dựng Chính quyền điện tử",
    "Use of IT and e-government in general",
)
_DIRECTION = ("Công tác chỉ đạo, triển khai xây dựng Chính quyền điện tử tại đơn vị", "How the unit directs its work")
_PROPOSALS = ("Đề xuất, kiến nghị", "Proposals")

OUTLINE: tuple[OutlineSection, ...] = (
    _section("I", *_OVERVIEW, ("overview", *_OVERVIEW)),
    _section("II", "Tình hình triển khai xây dựng Chính quyền điện tử", "Work on e-government"),
    _section("II.1", *_DIRECTION, ("direction", *_DIRECTION)),
    _section("II.2", "Kết quả triển khai", "Results"),
    _section(
        "II.2.1",
        "Về điều kiện sẵn sàng CQĐT",
        "Readiness",
        ("readiness.infrastructure", "Cơ sở hạ tầng CNTT", "IT infrastructure"),
        ("readiness.workforce", "Nguồn nhân lực CNTT", "IT workforce"),
        ("readiness.policy", "Môi trường chính sách về ứng dụng CNTT", "Policies on the use of IT"),
    ),
    _section(
        "II.2.2",
        "Về kết quả CQĐT",
        "Achievement",
        ("results.presence", "Mức độ hiện diện (tính minh bạch)", "Presence (transparency)"),
        ("results.interaction", "Mức độ tương tác", "Interaction"),
        ("results.transaction", "Mức độ giao dịch", "Transaction"),
        ("results.transformation", "Mức độ chuyển đổi", "Transformation"),
    ),
    _section(
        "III",
        "Đánh giá chung",
        "Assessment",
        ("assessment.achieved", "Kết quả đạt được", "What was achieved"),
        ("assessment.difficulties", "Khó khăn, hạn chế", "Difficulties and limits"),
        ("assessment.causes", "Nguyên nhân", "Causes"),
    ),
    _section("IV", *_PROPOSALS, ("proposals", *_PROPOSALS)),
)

PARTS: tuple[OutlinePart, ...] = tuple(part for section in OUTLINE for part in section.parts)
