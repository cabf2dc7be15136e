"""The minutes of an inspection before the visit: what the unit reported is filled in, the rest is for the team.

What has to be filled in is left empty, so that every check says where something is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal

from minhbach.inspection.reasons import Evidence, odd_figures, questions_of
from minhbach.model.chain import Origin
from minhbach.model.criteria import NO, YES, Criterion, Figure
from minhbach.model.outline import OUTLINE, OutlineSection
from minhbach.model.review import QuestionState
from minhbach.model.round import Window
from minhbach.model.submission import Answer, State
from minhbach.model.units import Unit
from minhbach.repository import RoundData
from minhbach.scoring.voice import answer_text

_PLAIN = re.compile(r"[^\W\d_]+( [^\W\d_]+)*\Z")
"""Words that YAML takes for nothing but words."""

_OTHER_READERS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))

MOST_TOLD = 160
"""Characters of a comment that repeats somebody's words."""


def draft_minutes(evidence: Evidence, unit: Unit, *, all_figures: bool) -> str:
    """The text of `inspections/<code>.yaml`; the unit has to have handed in.

    Figures in question or odd are entries of `findings`; the others are there as comments, or as entries with
    `all_figures`.
    """
    data = evidence.data
    lines = [*_head(data, unit), *_report(), *_findings(evidence, unit, all_figures=all_figures), *_end()]
    return "".join(f"{line}\n" for line in lines)


def _head(data: RoundData, unit: Unit) -> Iterator[str]:
    window = data.round.windows.get("inspection")
    yield f"# Biên bản kiểm tra {unit.name} ({unit.code}), đợt {data.round.id}."
    yield "# Điền mọi chỗ còn trống rồi chạy: minhbach validate. Ghi chức vụ, không ghi họ tên, điện thoại, thư."
    yield "team:            # tên đoàn, ví dụ: Đoàn kiểm tra số 2"
    yield "decision:        # quyết định lập đoàn, trong ngoặc kép"
    yield f"held:            # giờ địa phương{_dates(window)}; viết như 2019-12-12T08:00"
    yield from ("  from:", "  to:", "  place:")
    yield "present:         # thêm dòng - role: cho từng người"
    yield from ("  team:", "    - role:", "  unit:", "    - role:")


def _dates(window: Window | None) -> str:
    if window is None:
        return ""
    return f", từ {window.opens:%d/%m/%Y} đến hết {window.grace_to or window.closes:%d/%m/%Y}"


# The outline -----------------------------------------------------------------


def _report() -> Iterator[str]:
    yield "# Báo cáo của đơn vị theo đề cương (phụ lục 2 của kế hoạch). Đơn vị không nêu gì thì ghi đúng như vậy."
    yield "report:"
    for section in OUTLINE:
        yield from _section(section)


def _section(section: OutlineSection) -> Iterator[str]:
    yield f"  # {section.number}. {section.heading.vi}"
    nested = [part for part in section.parts if len(part.keys) > 1]
    if nested:
        yield f"  {nested[0].keys[0]}:"
    for part in section.parts:
        indent = "  " * len(part.keys)
        if len(part.keys) > 1:
            yield f"{indent}# {part.heading.vi}"
        yield f"{indent}{part.keys[-1]}:"


# The figures -----------------------------------------------------------------


def _findings(evidence: Evidence, unit: Unit, *, all_figures: bool) -> Iterator[str]:
    yield "# reported: số đơn vị đã nộp, không sửa. verified: số đoàn đối chiếu. settled: số hai bên thống nhất."
    yield '# reason: lý do, ví dụ: Khớp với sổ tài sản. Nếu có tài liệu, thêm evidence: [{title: "..."}]'
    yield '# Số liệu khác cũng đối chiếu: bỏ "# " (dấu thăng và dấu cách) ở đầu năm dòng của nó.'
    yield "# Không đối chiếu số liệu nào thì ghi findings: []"
    yield "findings:"
    odd = odd_figures(evidence, unit)
    criterion: Criterion | None = None
    for name, figure in evidence.data.criteria.figures_of(unit.tier).items():
        asked = next(item for item in evidence.data.criteria.criteria_of(unit.tier) if name in item.uses)
        if asked is not criterion:
            criterion = asked
            yield f"  # {criterion.number}. {_told(criterion.title.vi)}"
        sign = "  " if all_figures or name in odd else "  # "
        yield from (f"  # {line}" for line in _reasons(evidence, unit, figure, criterion))
        yield from (f"{sign}{line}" for line in _entry(evidence, unit, figure))


def _entry(evidence: Evidence, unit: Unit, figure: Figure) -> Iterator[str]:
    reported = evidence.data.submissions[unit.code].answers.get(figure.id)
    label = f"{_told(figure.label.vi)}{f' ({figure.unit})' if figure.unit else ''}"
    yield f"- figure: {figure.id}   # {label}"
    if reported is not None:
        yield f"  reported: {written_answer(reported)}"
    yield from ("  verified:", "  settled:", "  reason:")


def _reasons(evidence: Evidence, unit: Unit, figure: Figure, criterion: Criterion) -> Iterator[str]:
    """What the team should know of a figure: questions, queries, what it is computed from, the documents named."""
    data, submission = evidence.data, evidence.data.submissions[unit.code]
    asked = [item for item in questions_of(data, unit) if item.figure == figure.id]
    for question in asked:
        if question.state is not QuestionState.ACCEPTED:
            yield f"  {question.id}: {_told(question.text)}"
            explanation = submission.explanations.get(question.id)
            if explanation is not None:
                yield f"  Đơn vị giải trình: {_told(explanation.text)}"
    rules = {question.rule for question in asked}
    for query in evidence.queries.get(unit.code, ()):
        if query.figure == figure.id and query.code not in rules:
            yield f"  Cần hỏi: {_told(query.message.vi)}"
    if figure.id in evidence.odd.get(unit.code, ()):
        yield "  Khác hẳn các đơn vị cùng địa bàn hoặc đợt trước"
    if figure.id not in submission.answers:
        yield "  Đơn vị chưa trả lời"
    computed = evidence.results.by_unit[unit.code].chains[figure.id].link(Origin.COMPUTED)
    if computed is not None:
        yield f"  Hệ thống tự cộng từ cấp dưới: {answer_text(computed.answer)}"
    if figure.id == next(iter(criterion.uses), None):
        for item in submission.evidence.get(criterion.id, ()):
            yield f"  Tài liệu đơn vị nêu: {_told(item.title)}"


def written_answer(answer: Answer) -> str:
    """An answer as the unit would type it."""
    if answer.state is not State.VALUE:
        return f"{{not_applicable: {_quoted(answer.reason)}}}"
    value = answer.value
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int):
        return str(value)
    text = value or ""
    return text if _PLAIN.match(text) and text.lower() not in _OTHER_READERS else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _told(text: str) -> str:
    """Somebody's words as a comment of one line."""
    words = " ".join(text.split())
    return words if len(words) <= MOST_TOLD else words[: MOST_TOLD - 1].rstrip() + "…"


def _end() -> Iterator[str]:
    yield "# Các mục sau: bỏ "  # " để dùng. reservation bắt buộc khi đơn vị không đồng ý."
    yield '# discussion: "..."'
    yield '# reservation: "..."'
    yield '# conclusions: ["..."]'
    yield '# recommendations: {team: ["..."], unit: ["..."]}'
    yield "agreed:          # true: đơn vị đồng ý với mọi số thống nhất; false: không đồng ý"
