"""The reasons for a visit in words, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from minhbach.diagnostics import Text
from minhbach.exact import written_exact, written_share
from minhbach.inspection.reasons import Reason
from minhbach.model.round import Ground
from minhbach.repository import RoundData

MOST_NAMED = 4
"""A sentence names no more things than this."""


def reason_text(data: RoundData, reason: Reason) -> Text:
    """What a reason says of the unit; its weight is told beside it."""
    return _WORDS[reason.ground](data, reason)


def _named(names: Sequence[str]) -> str:
    more = f", … (+{len(names) - MOST_NAMED})" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def _unanswered(_: RoundData, reason: Reason) -> Text:
    count, names = len(reason.questions), _named(reason.questions)
    return Text(f"{count} câu hỏi chưa khép lại: {names}", f"{count} questions not settled: {names}")


def _odd_points(_: RoundData, reason: Reason) -> Text:
    names = _named(reason.figures)
    vi = (written_exact(reason.part, "vi", 2), written_exact(reason.whole, "vi", 2), written_share(reason.value, "vi"))
    en = (written_exact(reason.part, "en", 2), written_exact(reason.whole, "en", 2), written_share(reason.value, "en"))
    return Text(
        f"{vi[0]} trong {vi[1]} điểm ({vi[2]}) dựa vào số liệu lạ: {names}",
        f"{en[0]} of {en[1]} points ({en[2]}) rest on odd figures: {names}",
    )


def _jump(_: RoundData, reason: Reason) -> Text:
    names = _named(reason.figures)
    return Text(
        f"{reason.part} trong {reason.whole} số liệu thay đổi nhiều so với đợt {reason.other}: {names}",
        f"{reason.part} of {reason.whole} figures moved since round {reason.other}: {names}",
    )


def _copy(data: RoundData, reason: Reason) -> Text:
    other = f"{data.register.by_code[reason.other].name} ({reason.other})"
    vi, en = written_share(reason.value, "vi"), written_share(reason.value, "en")
    return Text(
        f"{reason.part} trong {reason.whole} số liệu ({vi}) trùng với {other}",
        f"{reason.part} of {reason.whole} figures ({en}) equal those of {other}",
    )


def _top(data: RoundData, reason: Reason) -> Text:
    pillar = next((item.title for item in data.criteria.pillars if item.id == reason.other), None)
    vi, en = (f" ({pillar.in_(lang)})" if pillar is not None else "" for lang in ("vi", "en"))
    return Text(
        f"hạng {reason.part} trong {reason.whole} đơn vị{vi}", f"rank {reason.part} of {reason.whole} units{en}"
    )


def _long_ago(_: RoundData, reason: Reason) -> Text:
    if reason.other:
        return Text(
            f"lần kiểm tra gần nhất ở đợt {reason.other}, từ đó {reason.part} đợt không kiểm tra",
            f"last inspected in round {reason.other}, {reason.part} rounds without since",
        )
    return Text(
        f"chưa kiểm tra lần nào trong {reason.whole} đợt trước",
        f"not inspected in any of the {reason.whole} rounds before",
    )


def _random(_: RoundData, reason: Reason) -> Text:
    return Text(f"rút ngẫu nhiên (hạt giống «{reason.other}»)", f"drawn at random (seed “{reason.other}”)")


_WORDS: dict[Ground, Callable[[RoundData, Reason], Text]] = {
    Ground.UNANSWERED: _unanswered,
    Ground.ODD_POINTS: _odd_points,
    Ground.JUMP: _jump,
    Ground.COPY: _copy,
    Ground.TOP: _top,
    Ground.LONG_AGO: _long_ago,
    Ground.RANDOM: _random,
}
