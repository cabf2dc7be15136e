"""The file of windows to `round.yaml`: what a round is about and when, without what the command itself says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Severity
from minhbach.model.round import Phase, Round
from minhbach.opening.drafts import Draft, flow, quoted, scalar
from minhbach.opening.table import File
from minhbach.reading.rounds import calendar_findings
from minhbach.reading.structure import Structure, own_schema, text_of
from minhbach.yamlio import read_yaml

GIVEN = ("id", "province", "criteria", "previous", "phase")
"""What the command and the table of units say of a round, and the file of windows does not."""


@cache
def structure() -> Structure:
    """The schema of round.yaml without what is given elsewhere: its parts can be copied from an earlier round."""
    schema = own_schema("round")
    properties = {name: part for name, part in schema["properties"].items() if name not in GIVEN}
    required = [name for name in schema["required"] if name not in (*GIVEN, "title")]
    return Structure({**schema, "title": "windows", "properties": properties, "required": required})


def read_windows(file: File, title: str | None) -> tuple[Mapping[str, Any] | None, list[Diagnostic]]:
    """The plain data of the file, with `title` in place of its own; None when it has errors. Never raises."""
    source, findings = read_yaml(file.name, file.data)
    data, violations = structure().check(source)
    # A key too many at the top hides nothing of the rest.
    grave = [item for item in violations if item.code != "key-unknown" or item.found not in (data or {})]
    findings += violations
    if not isinstance(data, dict) or any(item.severity is Severity.ERROR for item in grave):
        return None, findings
    findings += calendar_findings(source, data)
    if title is not None:
        data = {**data, "title": {"vi": title}}
    elif "title" not in data:
        findings.append(diagnose("key-missing", source.location(), found="title"))
    broken = any(item.severity is Severity.ERROR for item in findings)
    return (None if broken else data), findings


def round_of(
    round_id: str, criteria: str, province: str, previous: str | None, data: Mapping[str, Any] | None
) -> Round:
    """The round as far as other files are held against it; dates are read from the written file."""
    words = data or {"title": {"vi": round_id}, "timezone": ""}
    return Round(
        id=round_id,
        title=text_of(words["title"]),
        province=province,
        criteria=criteria,
        timezone=words["timezone"],
        phase=Phase.PREPARING,
        previous=previous,
    )


def draft_round(round_: Round, data: Mapping[str, Any]) -> Draft:
    draft = Draft(f"submissions/{round_.id}/round.yaml")
    draft.add(f"# Đợt {round_.id}, mở bằng minhbach round open. Chữ trong ngoặc kép giữ nguyên ngoặc kép.")
    draft.add(f"id: {quoted(round_.id)}", "title:")
    draft.add(*(f"  {lang}: {quoted(words)}" for lang, words in data["title"].items()))
    draft.add(f"province: {quoted(round_.province)}", f"criteria: {scalar(round_.criteria)}")
    if round_.previous is not None:
        draft.add(
            "# Đợt trước, để so sánh; đơn vị nào từ đơn vị nào: lineage.yaml.", f"previous: {quoted(round_.previous)}"
        )
    if "illustrative" in data:
        draft.add("# true: số liệu giả lập, mọi trang có dòng báo.", f"illustrative: {flow(data['illustrative'])}")
    draft.add(f"timezone: {scalar(data['timezone'])}")
    draft.add("# Người vận hành đổi giai đoạn khi bắt đầu nhận số liệu (reporting); không tự đổi theo ngày.")
    draft.add(f"phase: {round_.phase.value}")
    if "legal_basis" in data:
        items = [f"  - {quoted(item)}" for item in data["legal_basis"]]
        draft.add("legal_basis:" if items else "legal_basis: []", *items)
    draft.add(*_dates(data))
    for name in data:
        if name not in _WRITTEN:
            draft.add(f"{name}: {flow(data[name])}")
    return draft


_WRITTEN = frozenset(("title", "illustrative", "timezone", "legal_basis", "milestones", "windows"))


def _dates(data: Mapping[str, Any]) -> Iterator[str]:
    yield "# Hai mốc: số liệu tính đến ngày nào (figures_as_of), công bố từ ngày nào, chậm nhất ngày nào."
    yield "milestones:"
    yield from (f"  {name}: {flow(dates)}" for name, dates in data["milestones"].items())
    yield "# Ngày theo giờ địa phương, tính cả ngày đầu và ngày cuối. grace_to là gia hạn theo quyết định:"
    yield "# đến hết ngày đó vẫn nhận số liệu, nhưng đơn vị nộp sau ngày to được ghi là nộp muộn."
    yield "windows:"
    yield from (f"  {name}: {flow(dates)}" for name, dates in data["windows"].items())


def absent_windows(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The windows that a round may have and this one has not: nothing can be handed in there."""
    known = own_schema("round")["properties"]["windows"]["properties"]
    return tuple(name for name in known if name not in data["windows"])
