"""The words of a comparison, in both languages: kinds of descent, and why two standings are not compared."""

from __future__ import annotations

from collections.abc import Mapping

from minhbach.comparison.model import Line, Measure, Obstacle, Past, RoundComparison
from minhbach.diagnostics import Text
from minhbach.model.lineage import DescentKind
from minhbach.results import UnitResult, UnitStatus

SOURCES: Mapping[DescentKind, Text] = {
    DescentKind.WHOLE: Text("sáp nhập toàn bộ", "merged whole"),
    DescentKind.PART: Text("nhận một phần", "a part taken over"),
    DescentKind.REST: Text("nhận phần còn lại", "the rest taken over"),
    DescentKind.KEEPS: Text("giữ nguyên tên, mở rộng địa giới", "keeps its name, enlarged"),
}
"""What this round's unit took over of one of the round before."""

SUCCESSORS: Mapping[DescentKind, Text] = {
    DescentKind.WHOLE: Text("toàn bộ nhập vào", "all of it merged into"),
    DescentKind.PART: Text("một phần thành hoặc nhập vào", "a part became or went to"),
    DescentKind.REST: Text("phần còn lại thành hoặc nhập vào", "the rest became or went to"),
    DescentKind.KEEPS: Text("tiếp tục là", "goes on as"),
}
"""What became of a unit of the round before."""

RENAMED = Text("đổi mã hoặc tên", "under another code or name")
"""A unit that came whole from one other, and from no second one."""

MEASURES: Mapping[Measure, Text] = {
    Measure.POINTS: Text("điểm", "points"),
    Measure.SHARE: Text("điểm phần trăm", "percentage points"),
}

NOT_COMPARED = Text("không so sánh được", "not comparable")
NEW = Text("mới", "new")

_NO_RESULT: Mapping[UnitStatus, Text] = {
    UnitStatus.NOT_SUBMITTED: Text("chưa nộp số liệu", "handed nothing in"),
    UnitStatus.NOT_ASSESSED: Text("không đánh giá", "was not assessed"),
    UnitStatus.RANKED: Text("không có kết quả trên thang này", "has no result on this scale"),
}


def source_words(line: Line, past: Past) -> Text:
    """How the unit of a line comes from one of its sources."""
    if len(line.sources) == 1 and past.kind in (DescentKind.WHOLE, DescentKind.KEEPS):
        own = (line.unit.code, line.unit.name)
        return Text("", "") if (past.unit.code, past.unit.name) == own else RENAMED
    return SOURCES[past.kind]


def no_result_words(result: UnitResult | None) -> Text:
    """Why a unit has no rank in its round."""
    if result is not None and result.unit.exempt is not None:
        exempt = result.unit.exempt
        return Text(f"không đánh giá: {exempt.vi}", f"was not assessed: {exempt.in_('en')}")
    return _NO_RESULT[result.status if result is not None else UnitStatus.NOT_ASSESSED]


def obstacle_words(comparison: RoundComparison, line: Line) -> Text:
    """Why the unit of a line is not compared; empty when it is."""
    now, before = comparison.now.round.id, comparison.before.round.id
    match line.obstacle:
        case None:
            return Text("", "")
        case Obstacle.NEW:
            return Text(f"chưa có ở đợt {before}", f"was not there in round {before}")
        case Obstacle.PARTS:
            return _parts_words(line)
        case Obstacle.OTHER_TIER:
            return Text(f"thuộc cấp khác ở đợt {before}", f"was of another tier in round {before}")
        case Obstacle.OTHER_SCALE:
            return Text(f"đợt {before} không xếp hạng theo thang này", f"round {before} has no ranking on this scale")
        case Obstacle.NO_RESULT_NOW:
            why = no_result_words(line.result)
            return Text(f"đợt {now} {why.vi}", f"{why.in_('en')} in round {now}")
        case Obstacle.NO_RESULT_BEFORE:
            why = no_result_words(line.against.result if line.against is not None else None)
            return Text(f"đợt {before} {why.vi}", f"{why.in_('en')} in round {before}")


def _parts_words(line: Line) -> Text:
    count = len(line.sources)
    if count > 1:
        return Text(
            f"hợp thành từ {count} đơn vị, không đơn vị nào tiếp tục",
            f"formed from {count} units, none of which goes on",
        )
    return Text("hình thành từ một phần của đơn vị trước", "formed from a part of the unit before")
