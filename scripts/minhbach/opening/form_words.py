"""What a blank form says, in the words of the people who fill it in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from minhbach.diagnostics import Text
from minhbach.exact import decimal_text, written_exact
from minhbach.model.criteria import NO, YES, CriteriaSet, Criterion, Figure, Kind, Role, Section
from minhbach.model.lineage import WHOLE_KINDS
from minhbach.model.round import Window
from minhbach.model.submission import Answer, State
from minhbach.model.units import Unit
from minhbach.progress.words import day as written_day
from minhbach.repository import RoundData
from minhbach.values import predecessors


def title(unit: Unit, parent: Unit | None) -> Text:
    where = f", {parent.name}" if parent is not None else ""
    return Text(f"Biểu số liệu: {unit.name} ({unit.code}){where}", f"Form: {unit.name} ({unit.code}){where}")


def guide(path: str, report: Window | None) -> Iterator[Text]:
    yield Text(
        "Cách điền: ghi sau dấu hai chấm và một dấu cách, giữ nguyên tên số liệu. Số viết liền (1234), phần thập phân "
        "dùng dấu chấm (12.5). Số 0 cũng là số liệu; chưa có số liệu thì xóa cả dòng ấy.",
        "How to fill in: write after the colon and a blank, keep the names. Write numbers without separators (1234), "
        "decimals with a point (12.5). 0 is a figure; if there is none yet, delete its line.",
    )
    yield Text("Dòng bắt đầu bằng # chỉ để đọc, xóa cũng được.", "Lines with # are only to be read, and may go.")
    yield Text(f"Lưu thành {path}", f"Save it as {path}")
    if report is not None:
        yield _until(report)


def _until(report: Window) -> Text:
    first, last = written_day(report.opens), written_day(report.closes)
    late = Text("")
    if report.grace_to is not None:
        day = written_day(report.grace_to)
        late = Text(f"; gia hạn đến hết {day}, ghi là nộp muộn", f"; up to {day} they are recorded as late")
    return Text(
        f"Nhận số liệu từ {first} đến hết {last}{late.vi}.",
        f"Figures are taken from {first} to {last}{late.in_('en')}.",
    )


def origin(data: RoundData, unit: Unit) -> Text | None:
    """Where last round's values in the form come from; None when there is nothing to tell."""
    before = data.round.previous
    if data.previous is None or before is None:
        return None
    ancestry = predecessors(data, unit)
    if not ancestry.sources:
        return Text(f"Đơn vị mới so với đợt {before}.", f"The unit is new since round {before}.")
    if not ancestry.is_comparable:
        names = _names([item.unit for item in ancestry.sources if item.kind not in WHOLE_KINDS])
        return Text(
            f"Không có số của đợt {before}: đơn vị gồm một phần của {names}, nên không so sánh được.",
            f"No figures of round {before}: the unit holds a part of {names} and cannot be compared.",
        )
    silent = [item.unit for item in ancestry.sources if item.unit.code not in data.previous.submissions]
    if silent:
        names = _names(silent)
        return Text(
            f"Không có số của đợt {before}: {names} không nộp số liệu ở đợt ấy.",
            f"No figures of round {before}: {names} handed in nothing then.",
        )
    if [item.unit.name for item in ancestry.sources] == [unit.name]:
        return None
    names = _names([item.unit for item in ancestry.sources])
    return Text(f"Số của đợt {before} là của {names}.", f"Figures of round {before} are those of {names}.")


def _names(units: Sequence[Unit]) -> str:
    return ", ".join(f"{unit.name} ({unit.code})" for unit in units)


def as_of(day: date) -> Text:
    return Text(f"số liệu đến {written_day(day)}", f"as of {written_day(day)}")


# Groups and criteria ---------------------------------------------------------


def heading(group: Section) -> Text:
    number = f"{group.number}. " if group.number else ""
    return Text(f"===== {number}{group.title.vi} =====", f"===== {number}{group.title.in_('en')} =====")


_POINTS = {
    Role.SCORED: Text("tối đa {points} điểm", "at most {points} points"),
    Role.BONUS: Text("điểm cộng, tối đa {points}", "bonus of at most {points}"),
    Role.DEDUCTION: Text("điểm trừ, tối đa {points}", "deduction of at most {points}"),
}


def criterion(item: Criterion, tier: str) -> Text:
    most = _POINTS[item.role]
    vi, en = written_exact(item.points[tier]), written_exact(item.points[tier], "en")
    return Text(
        f"{item.number} {item.title.vi} ({most.vi.format(points=vi)})",
        f"{item.number} {item.title.in_('en')} ({most.en.format(points=en)})",
    )


def evidence(item: Criterion) -> Text:
    if item.evidence == "required":
        return Text(
            f"Phải có tài liệu kiểm chứng, ghi ở cuối tệp, mục {item.id}.",
            f"A document is required; write it at the end of the file under {item.id}.",
        )
    return Text(
        f"Nên có tài liệu kiểm chứng, ghi ở cuối tệp, mục {item.id}.",
        f"A document is asked for; write it at the end of the file under {item.id}.",
    )


def again(labels: Sequence[Text]) -> Text:
    vi, en = ("; ".join(label.in_(lang) for label in labels) for lang in ("vi", "en"))
    return Text(f"Dùng cả số đã điền ở trên: {vi}.", f"Also rests on what is filled in above: {en}.")


# Figures ---------------------------------------------------------------------


def figure(item: Figure) -> Text:
    """The label and how its value is written."""
    how = _how(item)
    unit = f", {item.unit}" if item.unit else ""
    vi, en = f"{how.vi}{unit}", f"{how.en}{unit}"
    if item.may_be_not_applicable and item.sum_of is None:
        vi += '; nếu không áp dụng: {not_applicable: "lý do"}'
        en += '; if not applicable: {not_applicable: "the reason"}'
    return Text(f"- {item.label.vi}: {vi}", f"- {item.label.in_('en')}: {en}")


def _how(item: Figure) -> Text:
    if item.kind is Kind.YES_NO:
        return Text(f"{YES} hoặc {NO}", f"{YES} (yes) or {NO} (no)")
    if item.kind is Kind.CHOICE:
        options = " | ".join(item.options)
        return Text(f"một trong các chữ sau: {options}", f"one of these words: {options}")
    least = decimal_text(item.least or Fraction(0))
    limits = Text(f"từ {least}", f"from {least}")
    if item.most is not None:
        most = decimal_text(item.most)
        limits = Text(f"từ {least} đến {most}", f"from {least} to {most}")
    if item.kind is Kind.COUNT:
        return Text(f"số nguyên {limits.vi}", f"a whole number {limits.en}")
    return Text(f"số {limits.vi}, nhiều nhất 2 chữ số thập phân", f"a number {limits.en}, at most 2 decimals")


def last_time(before: str, answer: Answer) -> Text:
    if answer.state is State.NOT_APPLICABLE:
        value = Text("không áp dụng", "not applicable")
    elif answer.state is not State.VALUE or answer.value is None:
        value = Text("không trả lời", "not answered")
    elif isinstance(answer.value, bool):
        value = Text(YES if answer.value else NO)
    else:
        value = Text(str(answer.value))
    return Text(f"Đợt {before}: {value.vi}", f"Round {before}: {value.in_('en')}")


def computed(item: Figure, criteria: CriteriaSet) -> Text:
    plural, _, name = (item.sum_of or "").partition(".")
    below = next((tier.title for tier in criteria.tiers if tier.plural == plural), Text(plural))
    label = criteria.figures[name].label if name in criteria.figures else Text(name)
    return Text(
        f"KHÔNG PHẢI ĐIỀN ({item.id}): được cộng từ «{label.vi}» của các đơn vị cấp dưới đã duyệt ({below.vi}).",
        f"NOTHING TO FILL IN ({item.id}): added up from “{label.in_('en')}” of the approved units below "
        f"({below.in_('en')}).",
    )


# Evidence --------------------------------------------------------------------

EVIDENCE_GUIDE = (
    Text("===== Tài liệu kiểm chứng =====", "===== Documents ====="),
    Text(
        "Xóa dấu # và một dấu cách ở đầu dòng evidence và ở đầu các dòng cần dùng, rồi ghi số hiệu, tên văn bản, ngày. "
        "url có thể bỏ. Không ghi họ tên, số điện thoại, địa chỉ thư của ai.",
        "Delete the # and one blank before `evidence` and before the lines you use, then give number, title and date "
        "of the document. url may be left out. No names of people, telephone numbers or e-mail addresses.",
    ),
)

DOCUMENT = Text(
    '{title: "Quyết định số …/QĐ-UBND ngày …/…/… về …", url: "https://…"}',
    '{title: "Decision no. … of … on …", url: "https://…"}',
)


def asked(item: Criterion) -> Text:
    """Beside the key of a criterion: which it is, and how much its document matters."""
    number = item.number
    if item.evidence == "required":
        return Text(f"{number} {item.title.vi}: phải có", f"{number} {item.title.in_('en')}: required")
    return Text(f"{number} {item.title.vi}: nên có", f"{number} {item.title.in_('en')}: asked for")
