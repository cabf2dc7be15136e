"""What a change does, as plain text: scales, criteria and figures before and after. Whoever prints it escapes it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from minhbach.exact import rounded, written
from minhbach.gate.outcome import CriterionMove, FigureMove, Place, ScaleMove
from minhbach.notices.words import Setting

ODD_RATIO = Decimal(3)
"""A figure that became three times as large or as small is pointed out to the approver."""

NOTHING = "–"


def scale_move(move: ScaleMove, setting: Setting) -> str:
    """`Tổng điểm: 71,25 → 73,50 trên 100; hạng 5–9 → 4–7 trong 108 đơn vị`."""
    before, after = (_points(place, setting) for place in (move.before, move.after))
    maximum = written(_trimmed(move.maximum), setting.lang)
    line = f"{move.title}: {before} → {after} {setting.say('trên', 'of')} {maximum}"
    if move.after is None:
        return line
    ranks = " → ".join(_ranks(place) for place in (move.before, move.after) if place is not None)
    return line + setting.say(f"; hạng {ranks} trong {move.units} đơn vị", f"; rank {ranks} of {move.units} units")


def is_a_range(move: ScaleMove) -> bool:
    return any(place is not None and place.best != place.worst for place in (move.before, move.after))


def _points(place: Place | None, setting: Setting) -> str:
    return written(place.points, setting.lang) if place is not None else setting.say("chưa có điểm", "no score")


def _ranks(place: Place) -> str:
    return f"{place.best}" if place.best == place.worst else f"{place.best}–{place.worst}"


def criterion_move(move: CriterionMove, setting: Setting) -> str:
    before, after = (NOTHING if value is None else written(value, setting.lang) for value in (move.before, move.after))
    return f"{move.title}: {before} → {after}"


def figure_move(move: FigureMove, setting: Setting) -> tuple[str, str, str, str]:
    """Label, before, after, and how much that is."""
    return move.label, move.before or NOTHING, move.after or NOTHING, how_much(move.ratio, setting)


def how_much(ratio: Decimal | None, setting: Setting) -> str:
    """`gấp 3 lần`, `còn 25%`, `+12%`; a large step is called odd."""
    if ratio is None or ratio <= 0:
        return ""
    if ratio >= 2:
        times = written(_short(ratio), setting.lang)
        words = setting.say(f"gấp {times} lần", f"{times} times")
    elif ratio <= Decimal("0.5"):
        share = written(_short(ratio * 100), setting.lang)
        words = setting.say(f"còn {share}%", f"down to {share}%")
    else:
        change = _short((ratio - 1) * 100)
        words = f"{'+' if change > 0 else ''}{written(change, setting.lang)}%"
    return f"{words}, {setting.say('khác thường', 'odd')}" if is_odd(ratio) else words


def is_odd(ratio: Decimal | None) -> bool:
    return ratio is not None and ratio > 0 and (ratio >= ODD_RATIO or ratio * ODD_RATIO <= 1)


def _short(number: Decimal) -> Decimal:
    return _trimmed(rounded(Fraction(number), 1))


def _trimmed(number: Decimal) -> Decimal:
    text = format(number, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
