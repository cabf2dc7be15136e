"""The minutes of an inspection as a document, and the list of all minutes of a round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

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
from minhbach.site.writing import Writer

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
        tier=view.write.text(view.criteria.tier(unit.tier).title),
        parent=view.parent_link(unit),
        superior=view.register.province.name.upper(),
        team=inspection.team,
        team_upper=inspection.team.upper(),
        round_title=view.write.text(view.round.title),
        form=view.round.document_form,
        basis=_basis(view, inspection),
        basis_upright=view.round.document_form == UPRIGHT_BASIS,
        begins=_at(view, meeting.begins),
        ends=_at(view, meeting.ends),
        place=meeting.place,
        of_team=meeting.of_team,
        of_unit=meeting.of_unit,
        outline=tuple(_outline(view.write, inspection.report)),
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


def _at(view: RoundView, moment: datetime) -> str:
    return f"{view.write.document_time(moment)}, {view.write.document_day(moment.date())}"


def _outline(write: Writer, report: UnitReport) -> Iterator[OutlinePart]:
    """The unit's report under the headings of annex 2 of the plan, which stand one level lower here."""
    say = write.say
    ready, results, whole = report.readiness, report.results, report.assessment
    yield OutlinePart(
        "1",
        say(
            "Tình hình ứng dụng công nghệ thông tin, xây dựng Chính quyền điện tử",
            "Use of information technology and building of e-government",
        ),
        1,
        report.overview,
    )
    yield OutlinePart(
        "2",
        say("Tình hình triển khai xây dựng Chính quyền điện tử", "How e-government is being built"),
        1,
        "",
        is_heading=True,
    )
    yield OutlinePart(
        "2.1", say("Công tác chỉ đạo, triển khai tại đơn vị", "Direction and work at the unit"), 2, report.direction
    )
    yield OutlinePart("2.2", say("Kết quả triển khai", "Results of the work"), 2, "", is_heading=True)
    yield OutlinePart(
        "a)", say("Về điều kiện sẵn sàng Chính quyền điện tử", "Readiness for e-government"), 3, "", is_heading=True
    )
    yield OutlinePart("-", say("Cơ sở hạ tầng công nghệ thông tin", "IT infrastructure"), 4, ready.infrastructure)
    yield OutlinePart("-", say("Nguồn nhân lực công nghệ thông tin", "IT workforce"), 4, ready.workforce)
    yield OutlinePart(
        "-",
        say("Môi trường chính sách về ứng dụng công nghệ thông tin", "Policy environment for the use of IT"),
        4,
        ready.policy,
    )
    yield OutlinePart("b)", say("Về kết quả Chính quyền điện tử", "Results of e-government"), 3, "", is_heading=True)
    yield OutlinePart("-", say("Mức độ hiện diện (tính minh bạch)", "Presence (transparency)"), 4, results.presence)
    yield OutlinePart("-", say("Mức độ tương tác", "Interaction"), 4, results.interaction)
    yield OutlinePart("-", say("Mức độ giao dịch", "Transaction"), 4, results.transaction)
    yield OutlinePart("-", say("Mức độ chuyển đổi", "Transformation"), 4, results.transformation)
    yield OutlinePart("3", say("Đánh giá chung", "Overall assessment"), 1, "", is_heading=True)
    yield OutlinePart("3.1", say("Kết quả đạt được", "What was achieved"), 2, whole.achieved)
    yield OutlinePart("3.2", say("Khó khăn, hạn chế", "Difficulties and limits"), 2, whole.difficulties)
    yield OutlinePart("3.3", say("Nguyên nhân", "Causes"), 2, whole.causes)
    yield OutlinePart("4", say("Đề xuất, kiến nghị", "Proposals"), 1, report.proposals)


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
        summary=_summary(view.write, lines) if lines else "",
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
        tier=view.write.text(view.criteria.tier(unit.tier).title),
        parent=parent,
        team=inspection.team,
        when=view.write.moment(inspection.meeting.begins),
        when_value=inspection.meeting.begins.isoformat(timespec="minutes"),
        agreed=inspection.agreed,
        compared=len(inspection.findings),
        changed=sum(is_changed(item) for item in inspection.findings),
        moved=moved_text(view, settlement.together) if settlement else "",
        moved_value=moved_value(view, settlement.together) if settlement else "",
    )


def _summary(write: Writer, lines: tuple[MinutesLine, ...]) -> str:
    agreed = sum(line.agreed for line in lines)
    compared, changed = sum(line.compared for line in lines), sum(line.changed for line in lines)
    reserved = len(lines) - agreed
    open_ = write.say(f", {reserved} có ý kiến bảo lưu", f", {reserved} with a reservation") if reserved else ""
    return write.say(
        f"{len(lines)} biên bản: {agreed} được hai bên thống nhất{open_}. "
        f"Đã đối chiếu {compared} số liệu, {changed} số liệu được xác định khác với báo cáo.",
        f"{len(lines)} minutes: {agreed} agreed by both sides{open_}. "
        f"{compared} figures were checked, {changed} were found to differ from what was reported.",
    )
