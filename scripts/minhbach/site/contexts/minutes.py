"""The minutes of an inspection as a document, and the list of all minutes of a round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minhbach.model.inspection import Inspection, UnitReport
from minhbach.model.units import Unit
from minhbach.site import addresses
from minhbach.site.collation import fold, vietnamese_key
from minhbach.site.contexts.settled import (
    ComparedRow,
    compared_rows,
    force_note,
    is_changed,
    moved_text,
    moved_value,
)
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.writing import document_day, document_time, moment

UPRIGHT_BASIS = "tt-01-2011"
"""Under this form what a document rests on stands upright; under the later one it is italic."""


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A heading of the unit's report and what stands below it; `level` 1 to 3, `text` empty for a mere heading."""

    number: str
    title: str
    level: int
    text: str
    is_heading: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class MinutesPage:
    """`form` is the rule for documents of the round; `moved` the points that all differences moved together."""

    head: Head
    address: str
    unit: Link
    unit_upper: str
    tier: str
    parent: Link | None
    superior: str
    team: str
    team_upper: str
    round_title: str
    form: str
    basis: tuple[str, ...]
    basis_upright: bool
    begins: str
    ends: str
    place: str
    of_team: tuple[str, ...]
    of_unit: tuple[str, ...]
    outline: tuple[OutlinePart, ...]
    rows: tuple[ComparedRow, ...]
    moved: str
    force: str
    agreed: bool
    discussion: str
    reservation: str
    conclusions: tuple[str, ...]
    advice_to_unit: tuple[str, ...]
    advice_to_team: tuple[str, ...]
    path: str
    illustrative: bool
    listing: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MinutesLine:
    """One of the list. `moved_value` is for sorting."""

    minutes: str
    unit: Link
    key: str
    order: int
    tier: str
    parent: Link | None
    team: str
    when: str
    when_value: str
    agreed: bool
    compared: int
    changed: int
    moved: str
    moved_value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MinutesListPage:
    head: Head
    address: str
    lines: tuple[MinutesLine, ...]
    summary: str
    scored: bool


def build(view: RoundView, inspection: Inspection) -> MinutesPage:
    unit = view.register.by_code[inspection.unit]
    settlement = view.source.settlements.get(unit.code)
    meeting = inspection.meeting
    return MinutesPage(
        head=view.head,
        address=addresses.minutes(view.id, unit.code),
        unit=view.unit_link(unit),
        unit_upper=unit.name.upper(),
        tier=view.criteria.tier(unit.tier).title.vi,
        parent=view.parent_link(unit),
        superior=view.register.province.name.upper(),
        team=inspection.team,
        team_upper=inspection.team.upper(),
        round_title=view.round.title.vi,
        form=view.round.document_form,
        basis=_basis(view, inspection),
        basis_upright=view.round.document_form == UPRIGHT_BASIS,
        begins=f"{document_time(meeting.begins)}, {document_day(meeting.begins.date())}",
        ends=f"{document_time(meeting.ends)}, {document_day(meeting.ends.date())}",
        place=meeting.place,
        of_team=meeting.of_team,
        of_unit=meeting.of_unit,
        outline=tuple(_outline(inspection.report)),
        rows=compared_rows(view, inspection),
        moved=moved_text(view, settlement.together) if settlement else "",
        force=force_note(view, inspection),
        agreed=inspection.agreed,
        discussion=inspection.discussion,
        reservation=inspection.reservation,
        conclusions=inspection.conclusions,
        advice_to_unit=inspection.recommendations_to_unit,
        advice_to_team=inspection.recommendations_to_team,
        path=f"submissions/{view.id}/inspections/{unit.code}.yaml",
        illustrative=view.round.illustrative or view.criteria.status == "illustrative",
        listing=addresses.minutes_list(view.id),
    )


def _basis(view: RoundView, inspection: Inspection) -> tuple[str, ...]:
    """What the team acted on, one a line: `;` behind each and `.` behind the last."""
    lines = [text.rstrip(" ;.") for text in (*view.round.legal_basis, inspection.decision)]
    return (*(f"Căn cứ {line};" for line in lines[:-1]), f"Căn cứ {lines[-1]}.")


def _outline(report: UnitReport) -> Iterator[OutlinePart]:
    """The unit's report under the headings of annex 2 of the plan, which stand one level lower here."""
    ready, results, whole = report.readiness, report.results, report.assessment
    yield OutlinePart("1", "Tình hình ứng dụng công nghệ thông tin, xây dựng Chính quyền điện tử", 1, report.overview)
    yield OutlinePart("2", "Tình hình triển khai xây dựng Chính quyền điện tử", 1, "", is_heading=True)
    yield OutlinePart("2.1", "Công tác chỉ đạo, triển khai tại đơn vị", 2, report.direction)
    yield OutlinePart("2.2", "Kết quả triển khai", 2, "", is_heading=True)
    yield OutlinePart("a)", "Về điều kiện sẵn sàng Chính quyền điện tử", 3, "", is_heading=True)
    yield OutlinePart("-", "Cơ sở hạ tầng công nghệ thông tin", 4, ready.infrastructure)
    yield OutlinePart("-", "Nguồn nhân lực công nghệ thông tin", 4, ready.workforce)
    yield OutlinePart("-", "Môi trường chính sách về ứng dụng công nghệ thông tin", 4, ready.policy)
    yield OutlinePart("b)", "Về kết quả Chính quyền điện tử", 3, "", is_heading=True)
    yield OutlinePart("-", "Mức độ hiện diện (tính minh bạch)", 4, results.presence)
    yield OutlinePart("-", "Mức độ tương tác", 4, results.interaction)
    yield OutlinePart("-", "Mức độ giao dịch", 4, results.transaction)
    yield OutlinePart("-", "Mức độ chuyển đổi", 4, results.transformation)
    yield OutlinePart("3", "Đánh giá chung", 1, "", is_heading=True)
    yield OutlinePart("3.1", "Kết quả đạt được", 2, whole.achieved)
    yield OutlinePart("3.2", "Khó khăn, hạn chế", 2, whole.difficulties)
    yield OutlinePart("3.3", "Nguyên nhân", 2, whole.causes)
    yield OutlinePart("4", "Đề xuất, kiến nghị", 1, report.proposals)


# The list ----------------------------------------------------------------------


def build_list(view: RoundView) -> MinutesListPage:
    units = [view.register.by_code[code] for code in view.minutes]
    places = {tier.id: place for place, tier in enumerate(view.criteria.tiers)}
    units.sort(key=lambda unit: (places[unit.tier], vietnamese_key(unit.name), unit.code))
    lines = tuple(_line(view, unit, order) for order, unit in enumerate(units))
    return MinutesListPage(
        head=view.head,
        address=addresses.minutes_list(view.id),
        lines=lines,
        summary=_summary(lines) if lines else "",
        scored=view.results is not None,
    )


def _line(view: RoundView, unit: Unit, order: int) -> MinutesLine:
    inspection, settlement = view.minutes[unit.code], view.source.settlements.get(unit.code)
    parent = view.parent_link(unit)
    return MinutesLine(
        minutes=addresses.minutes(view.id, unit.code),
        unit=view.unit_link(unit),
        key=fold(f"{unit.name} {unit.code} {parent.title if parent else ''} {inspection.team}"),
        order=order,
        tier=view.criteria.tier(unit.tier).title.vi,
        parent=parent,
        team=inspection.team,
        when=moment(inspection.meeting.begins),
        when_value=inspection.meeting.begins.isoformat(timespec="minutes"),
        agreed=inspection.agreed,
        compared=len(inspection.findings),
        changed=sum(is_changed(item) for item in inspection.findings),
        moved=moved_text(view, settlement.together) if settlement else "",
        moved_value=moved_value(view, settlement.together) if settlement else "",
    )


def _summary(lines: tuple[MinutesLine, ...]) -> str:
    agreed = sum(line.agreed for line in lines)
    compared, changed = sum(line.compared for line in lines), sum(line.changed for line in lines)
    open_ = f", {len(lines) - agreed} có ý kiến bảo lưu" if agreed < len(lines) else ""
    return (
        f"{len(lines)} biên bản: {agreed} được hai bên thống nhất{open_}. "
        f"Đã đối chiếu {compared} số liệu, {changed} số liệu được xác định khác với báo cáo."
    )
