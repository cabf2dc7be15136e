"""The figures of minutes side by side: reported, verified, settled, and the points that each difference moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from minhbach.diagnostics import Text
from minhbach.model.chain import Origin
from minhbach.model.criteria import Figure
from minhbach.model.inspection import Inspection, SettledFigure
from minhbach.model.submission import Answer, State
from minhbach.results import TOTAL
from minhbach.settlement import Force
from minhbach.site.contexts.evidence import EvidenceItem, evidence_items
from minhbach.site.contexts.view import RoundView
from minhbach.site.writing import Writer

SAME, OTHER, NO_DIFFERENCE = Text("Khớp", "Same"), Text("Khác", "Different"), "–"


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparedRow:
    """One compared figure; `changed`: the settled value differs. `moved` is empty while no points are public."""

    criterion: str
    label: str
    reported: str
    verified: str
    difference: str
    settled: str
    changed: bool
    evidence: tuple[EvidenceItem, ...]
    note: str
    later: str
    moved: str


def compared_rows(view: RoundView, inspection: Inspection) -> tuple[ComparedRow, ...]:
    """In the order of the criteria, then of the minutes."""
    order = {name: place for place, name in enumerate(view.criteria.figures)}
    findings = [item for item in inspection.findings if item.figure in order]
    return tuple(_row(view, inspection, item) for item in sorted(findings, key=lambda item: order[item.figure]))


def _row(view: RoundView, inspection: Inspection, item: SettledFigure) -> ComparedRow:
    figure = view.criteria.figures[item.figure]
    criterion = view.criterion_by_id.get(figure.criterion)
    settlement = view.source.settlements.get(inspection.unit)
    return ComparedRow(
        criterion=criterion.number if criterion else "",
        label=view.write.text(figure.label),
        reported=view.write.answer(item.reported, figure),
        verified=view.write.answer(item.verified, figure),
        difference=difference(item.reported, item.verified, figure, view.write),
        settled=view.write.answer(item.settled, figure),
        changed=is_changed(item),
        evidence=evidence_items(item.evidence),
        note=item.reason,
        later=_later(view, inspection, item),
        moved=moved_text(view, settlement.figures.get(item.figure, {})) if settlement else "",
    )


def is_changed(item: SettledFigure) -> bool:
    return (item.settled.state, item.settled.value) != (item.reported.state, item.reported.value)


def difference(reported: Answer, verified: Answer, figure: Figure, write: Writer) -> str:
    """Verified less reported; of what is no number only whether it is the same. What was not answered is no 0."""
    one, other = reported.value, verified.value
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal) and not isinstance(one, bool):
        change = other - one
        text = write.answer(Answer(State.VALUE, change), figure)
        return f"+{text}" if change > 0 else text if change else "0"
    if State.MISSING in (reported.state, verified.state) and reported.state is not verified.state:
        return NO_DIFFERENCE
    return write.text(SAME if (reported.state, one) == (verified.state, other) else OTHER)


def _later(view: RoundView, inspection: Inspection, item: SettledFigure) -> str:
    """A decision after publication goes before the minutes."""
    result = view.results.by_unit.get(inspection.unit) if view.results else None
    chain = result.chains.get(item.figure) if result else None
    link = chain.link(Origin.AMENDED) if chain else None
    return view.write.say(f"Sau đó đính chính theo {link.by}.", f"Amended later by {link.by}.") if link else ""


def moved_text(view: RoundView, moved: Mapping[str, Fraction]) -> str:
    """`−0,42`; with several scales each by its name."""
    words = [(scale, view.write.moved_points(number)) for scale, number in moved.items()]
    if len(words) == 1:
        return words[0][1]
    told = [f"{view.scale_title(scale)}: {text}" for scale, text in words if text != "0"]
    return "; ".join(told) or ("0" if words else NO_DIFFERENCE)


def moved_value(view: RoundView, moved: Mapping[str, Fraction]) -> str:
    """For sorting: the change of the total, or of all scales together."""
    number = moved.get(TOTAL, sum(moved.values(), Fraction(0)))
    return view.write.raw(number)


_FORCES: Mapping[Force, Text] = {
    Force.COUNTS: Text(
        "Số liệu thống nhất đã thay cho số liệu báo cáo trong kết quả đang công bố. "
        "Cột Điểm là tổng điểm hiện tại trừ đi tổng điểm nếu riêng số liệu đó không được đối chiếu.",
        "The settled figures stand in place of the reported ones in the published results. "
        "The column Points is the present total less the total if that one figure had not been inspected.",
    ),
    Force.LATER: Text(
        "Biên bản được thống nhất sau bản công bố đang hiển thị nên chưa làm thay đổi kết quả này; "
        "số liệu thống nhất được tính từ bản công bố sau. Cột Điểm cho biết tổng điểm sẽ thay đổi bao nhiêu.",
        "The minutes were agreed after the publication that is shown, so they have not changed these results; "
        "the settled figures count from the next publication. The column Points says how far the total will move.",
    ),
    Force.NOT_AGREED: Text(
        "Đơn vị không thống nhất: điểm vẫn tính theo số liệu báo cáo. "
        "Cột Điểm cho biết tổng điểm lẽ ra thay đổi bao nhiêu nếu số liệu của đoàn được thống nhất.",
        "The unit did not agree: points still rest on the reported figures. "
        "The column Points says how far the total would have moved had the team's figures been agreed.",
    ),
}


def force_note(view: RoundView, inspection: Inspection) -> str:
    """What the settled figures do to the results that are shown."""
    say, settlement = view.write.say, view.source.settlements.get(inspection.unit)
    if view.results is None:
        return say(
            "Điểm thay đổi do từng số liệu được công bố cùng kết quả.",
            "The points that each figure moves are published with the results.",
        )
    if settlement is None:
        return say("Đơn vị không có điểm trong đợt này.", "The unit has no points in this round.")
    return view.write.text(_FORCES[settlement.force])
