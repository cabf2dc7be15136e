"""A unit's file and the register of receipt, as text in the style of a clerk who fills the form by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from tests.generator.accounts import EMERGENCY, Account, Group
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


def accounts_text(groups: Iterable[Group]) -> str:
    """accounts.yaml; the number at the forge counts, the login is for people."""
    lines = [
        "# Tài khoản giả định của đợt minh họa, không phải người thật.",
        "# Số tài khoản (id) ở nền tảng git mới tính; login chỉ để đọc và để gọi người.",
        "accounts:",
    ]
    for group in groups:
        lines.append(f"  # {group.heading}")
        lines += [f"  - {{{', '.join(_account_parts(account))}}}" for account in group.accounts]
    lines.append("# Quản trị được ghi thẳng vào nhánh chính khi khẩn cấp; mọi lần dùng đều để lại dấu vết.")
    lines.append(f"break_glass: [{', '.join(map(str, EMERGENCY))}]")
    return "\n".join(lines) + "\n"


def _account_parts(account: Account) -> Iterator[str]:
    yield f"id: {account.id}"
    yield f"login: {account.login}"
    for key, codes in (
        ("submits", account.submits),
        ("approves", account.approves),
        ("inspects", account.inspects),
    ):
        if codes:
            yield f"{key}: [{', '.join(map(quoted, codes))}]"
    if account.operates:
        yield "operates: true"
