"""`inspections/<code>.yaml`: the minutes of an inspection team."""

from __future__ import annotations

from typing import Any

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic
from minhbach.model.criteria import CriteriaSet
from minhbach.model.inspection import (
    Achievement,
    Assessment,
    Inspection,
    Meeting,
    Readiness,
    SettledFigure,
    UnitReport,
)
from minhbach.model.units import Register, Unit
from minhbach.reading.days import moment_of, no_such_day
from minhbach.reading.files import read_structured
from minhbach.reading.records import FigureReader, Records, read_unit_records
from minhbach.reading.submissions import evidence_of
from minhbach.tree import Tree
from minhbach.yamlio import Source

FOLDER = "inspections"


def read_inspections(tree: Tree, round_id: str, register: Register, criteria: CriteriaSet) -> Records[Inspection]:
    """The minutes of a round, by unit."""
    return read_unit_records(tree, round_id, FOLDER, register, lambda path, unit: _read(tree, path, unit, criteria))


def _read(
    tree: Tree, path: str, unit: Unit, criteria: CriteriaSet
) -> tuple[Source, Inspection | None, list[Diagnostic]]:
    source, data, findings = read_structured(tree, path, "inspection")
    if data is None:
        return source, None, findings
    reader = FigureReader(source, criteria)
    settled = [_settled(reader, index, entry, unit) for index, entry in enumerate(data["findings"])]
    meeting, faults = _meeting(source, data)
    findings += [*reader.findings, *faults]
    if not data["agreed"] and "reservation" not in data:
        findings.append(diagnose("inspection-reservation", source.location("agreed")))
    if meeting is None:
        return source, None, findings
    advice = data.get("recommendations", {})
    inspection = Inspection(
        unit=unit.code,
        team=data["team"],
        decision=data["decision"],
        meeting=meeting,
        findings=tuple(item for item in settled if item is not None),
        agreed=data["agreed"],
        report=_report(data.get("report", {})),
        discussion=data.get("discussion", ""),
        reservation=data.get("reservation", ""),
        conclusions=tuple(data.get("conclusions", ())),
        recommendations_to_team=tuple(advice.get("team", ())),
        recommendations_to_unit=tuple(advice.get("unit", ())),
    )
    return source, inspection, findings


def _settled(reader: FigureReader, index: int, entry: dict[str, Any], unit: Unit) -> SettledFigure | None:
    path = ("findings", index)
    figure = reader.figure((*path, "figure"), entry["figure"], unit)
    if figure is None or not reader.once((*path, "figure"), figure, unit):
        return None
    reported, verified, settled = (reader.answer((*path, key), figure) for key in ("reported", "verified", "settled"))
    if reported is None or verified is None or settled is None:
        return None
    return SettledFigure(
        figure=figure.id,
        reported=reported,
        verified=verified,
        settled=settled,
        reason=entry["reason"],
        evidence=evidence_of(entry.get("evidence")),
    )


def _meeting(source: Source, data: dict[str, Any]) -> tuple[Meeting | None, list[Diagnostic]]:
    held, present = data["held"], data["present"]
    begins, ends = moment_of(held["from"]), moment_of(held["to"])
    if begins is None or ends is None:
        wrong = [key for key, moment in (("from", begins), ("to", ends)) if moment is None]
        return None, [no_such_day(source, ("held", key), held[key], "2019-12-12T08:00") for key in wrong]
    meeting = Meeting(
        begins=begins,
        ends=ends,
        place=held["place"],
        of_team=tuple(person["role"] for person in present["team"]),
        of_unit=tuple(person["role"] for person in present["unit"]),
    )
    if begins <= ends:
        return meeting, []
    place = source.location("held", "from")
    return meeting, [diagnose("inspection-times", place, found=held["from"], allowed=held["to"])]


def _report(data: dict[str, Any]) -> UnitReport:
    """The schema holds the keys, which are the names of the fields."""
    return UnitReport(
        overview=data.get("overview", ""),
        direction=data.get("direction", ""),
        readiness=Readiness(**data.get("readiness", {})),
        results=Achievement(**data.get("results", {})),
        assessment=Assessment(**data.get("assessment", {})),
        proposals=data.get("proposals", ""),
    )
