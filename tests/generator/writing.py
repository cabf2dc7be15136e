"""A unit's file and the register of receipt, as text in the style of a clerk who fills the form by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from tests.generator.evidence import Document
from tests.generator.profiles import Answer, Answers, NotApplicable
from tests.generator.sources import Plan, Unit


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def written_answer(answer: Answer) -> str:
    if isinstance(answer, NotApplicable):
        return f"{{not_applicable: {quoted(answer.reason)}}}"
    return str(answer)


def unit_text(plan: Plan, unit: Unit, answers: Answers, evidence: Mapping[str, Sequence[Document]]) -> str:
    """The file of a unit: figures group by group, then evidence. Figures without an answer are left out."""
    lines = [
        f"# yaml-language-server: $schema={_schema(plan, unit)}",
        f"# {unit.name} (số liệu giả lập)",
        f"round: {quoted(plan.round_id)}",
        f"unit: {quoted(unit.code)}",
        f"figures:  # số liệu đến {plan.as_of:%d/%m/%Y}",
    ]
    for group in plan.forms[unit.tier]:
        lines.append(f"  # {group.heading}")
        lines += [f"  {figure}: {written_answer(answers[figure])}" for figure in group.figures if figure in answers]
    if evidence:
        lines.append("evidence:")
        lines += _evidence_lines(evidence)
    return "\n".join(lines) + "\n"


def _schema(plan: Plan, unit: Unit) -> str:
    """The tier's schema, as seen from the unit's folder."""
    up = "../" * (2 + unit.path.count("/"))
    return f"{up}criteria/{plan.criteria}/schema/{unit.tier}.schema.json"


def _evidence_lines(evidence: Mapping[str, Sequence[Document]]) -> Iterator[str]:
    for criterion, documents in evidence.items():
        yield f"  {criterion}:"
        for document in documents:
            url = f", url: {quoted(document.url)}" if document.url else ""
            yield f"    - {{title: {quoted(document.title)}{url}}}"


def receipts_text(receipts: Sequence[tuple[Unit, datetime, date | None]]) -> str:
    """receipts.yaml, in the order of the register."""
    lines = [
        "# Sổ tiếp nhận số liệu của đơn vị vận hành (giờ địa phương); approved: ngày cấp có thẩm quyền phê duyệt.",
        "receipts:",
    ]
    for unit, received, approved in receipts:
        end = f', approved: "{approved.isoformat()}"' if approved else ""
        lines.append(f'  - {{unit: {quoted(unit.code)}, received: "{received:%Y-%m-%dT%H:%M}"{end}}}')
    return "\n".join(lines) + "\n"
