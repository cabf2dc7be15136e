"""What has to be known before the numbers of two rounds are read side by side."""

from __future__ import annotations

from minhbach.comparison.model import Board, Measure, RoundComparison
from minhbach.site.writing import Writer


def notes_of(comparison: RoundComparison, board: Board, write: Writer) -> list[str]:
    before = comparison.before.round.id
    notes = []
    if board.measure is Measure.SHARE:
        notes.append(
            write.say(
                f"Tiêu chí của cấp này khác với đợt {before}, nên bảng so tỷ lệ điểm đạt được trên điểm tối đa, "
                "không so điểm; nội dung được chấm không hoàn toàn như nhau.",
                f"The criteria of this tier differ from round {before}, so shares of the maximum are compared, "
                "not points; what was assessed is not quite the same.",
            )
        )
    if board.ranked != board.ranked_before and board.ranked_before:
        notes.append(
            write.say(
                f"Số đơn vị có hạng khác nhau: {board.ranked} đợt này, {board.ranked_before} đợt {before}. "
                "Thứ hạng được so như đã công bố, không quy đổi.",
                f"The numbers of ranked units differ: {board.ranked} in this round, {board.ranked_before} in round "
                f"{before}. Ranks are compared as they were published, without conversion.",
            )
        )
    if any(line.change is not None and not line.is_plain for line in board.lines):
        notes.append(
            write.say(
                f"Đơn vị sắp xếp lại chỉ được so với một đơn vị tiếp tục tồn tại (giữ tên, hoặc chỉ đổi mã, đổi tên); "
                f"điểm của các đơn vị khác nhập vào được nêu ở cột «Ở đợt {before}» nhưng không tính vào mức thay đổi.",
                "A rearranged unit is compared only with a unit that goes on (kept its name, or changed code or name "
                f"only); points of units that joined it stand in the column “In round {before}” and do not count.",
            )
        )
    return notes
