"""The tables of a comment: what was found, and what the change does."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from minhbach.diagnostics import SEVERITY_ORDER, Diagnostic
from minhbach.gate.outcome import Effect, FigureMove, Outcome
from minhbach.notices import moves
from minhbach.notices.markup import code, link, typed
from minhbach.notices.sheet import Sheet, table, within
from minhbach.notices.words import LONGEST, Setting
from minhbach.report import severity_word

MOST_MOVES = 10
LEFT_FOR_EFFECT = 15_000
"""Bytes that the findings leave for what the change does."""

MOST_PATH = 120
MOST_FOUND = 100
MOST_SENTENCE = 300

_BLOB = {"github": "blob", "forgejo": "src/commit"}
"""How the forges call a file at a commit."""


def page(setting: Setting, address: str) -> str:
    """A page of the public site."""
    return f"{setting.site.rstrip('/')}/{address}"


# Findings ------------------------------------------------------------------------


def add_findings(sheet: Sheet, outcome: Outcome, setting: Setting, most: int) -> None:
    """One row a finding, errors first; those that have no place are counted."""
    if not outcome.diagnostics:
        return
    ordered = sorted(outcome.diagnostics, key=lambda item: SEVERITY_ORDER[item.severity])
    heads = _heads(setting)
    lines = table(heads, [_row(item, outcome, setting) for item in ordered[:most]])
    shown = max(0, within(lines, sheet.left - LEFT_FOR_EFFECT) - 2)
    if shown:
        sheet.add(*lines[: shown + 2])
    rest = len(ordered) - shown + outcome.cut
    if rest:
        sheet.add(_rest(rest, setting))


def _heads(setting: Setting) -> Sequence[str]:
    return (
        setting.say("Loại", "Kind"),
        setting.say("Chỗ", "Place"),
        setting.say("Số liệu", "Figure"),
        setting.say("Điều sai hoặc lạ", "What is wrong or odd"),
        setting.say("Đã ghi", "Found"),
        setting.say("Được ghi", "Allowed"),
        setting.say("Cách sửa", "To do"),
        setting.say("Quy tắc", "Rule"),
    )


def _row(item: Diagnostic, outcome: Outcome, setting: Setting) -> Sequence[str]:
    return (
        severity_word(item.severity, setting.lang),
        _place(item, outcome, setting),
        typed(label_of(item, setting), MOST_SENTENCE),
        typed(item.message.in_(setting.lang), MOST_SENTENCE),
        code(item.found, MOST_FOUND) if item.found else "",
        typed(item.allowed, MOST_FOUND) if item.allowed else "",
        typed(item.hint.in_(setting.lang), MOST_SENTENCE),
        link(item.code, page(setting, f"quy-tac/#{quote(item.code, errors='replace')}") if setting.site else ""),
    )


def label_of(item: Diagnostic, setting: Setting) -> str:
    """The figure as on the form; its name where the form is not known."""
    return setting.labels.get(item.figure, item.figure) if item.figure is not None else ""


def _place(item: Diagnostic, outcome: Outcome, setting: Setting) -> str:
    """File and line, leading to the line in the proposed version. One file has one name: its folders are not told."""
    path, line = item.location.path, item.location.line
    if not path:
        return ""
    shown = path.rpartition("/")[2] if len(outcome.paths) <= 1 else path
    words_of_place = f"{shown[-MOST_PATH:]}, {setting.say('dòng', 'line')} {line}"
    blob = _BLOB.get(setting.forge)
    if not setting.repository or blob is None:
        return typed(words_of_place)
    address = f"{setting.repository.rstrip('/')}/{blob}/{outcome.head}/{quote(path, errors='replace')}#L{line}"
    return link(words_of_place, address)


def _rest(count: int, setting: Setting) -> str:
    words_of_rest = setting.say(f"và {count} điều khác", f"and {count} more")
    if setting.details:
        return f"… {link(words_of_rest, setting.details)}"
    return f"… {typed(words_of_rest)}"


# Effect --------------------------------------------------------------------------


def add_effect(sheet: Sheet, effect: Effect | None, setting: Setting) -> None:
    """Figures that moved most, score and rank, the difference against the last round: each block while it fits."""
    if effect is None:
        return
    if effect.figures:
        title = setting.say("Số liệu thay đổi", "Figures that change")
        _add_moves(sheet, title, effect.figures, setting, setting.say("Trước", "Before"), setting.say("Sau", "After"))
    points = effect_points(effect, setting)
    if points:
        title = setting.say("Điểm và hạng", "Score and rank")
        if setting.merged is None:
            title += setting.say(" nếu số liệu được nhận", " once the figures are on record")
        sheet.add(f"#### {title}", "", *(f"- {typed(line, LONGEST)}" for line in points))
    if effect.since_last_round:
        title = setting.say(f"So với đợt {effect.previous_round}", f"Against round {effect.previous_round}")
        then, now = setting.say("Đợt trước", "Last round"), setting.say("Đợt này", "This round")
        _add_moves(sheet, title, effect.since_last_round, setting, then, now)


def _add_moves(
    sheet: Sheet, title: str, changed: Sequence[FigureMove], setting: Setting, before: str, after: str
) -> None:
    heads = (setting.say("Số liệu", "Figure"), before, after, setting.say("Thay đổi", "Change"))
    rows = [[typed(cell) for cell in moves.figure_move(move, setting)] for move in changed[:MOST_MOVES]]
    sheet.add(f"#### {typed(title)}", "", *table(heads, rows))


def effect_points(effect: Effect, setting: Setting) -> list[str]:
    lines = [moves.scale_move(move, setting) for move in effect.scales]
    if any(moves.is_a_range(move) for move in effect.scales):
        lines.append(
            setting.say(
                "Hạng là một khoảng vì còn đơn vị chưa nộp", "Ranks are ranges: some units have not handed in yet"
            )
        )
    lines += [moves.criterion_move(move, setting) for move in effect.criteria[:MOST_MOVES]]
    if effect.others_move:
        count = effect.others_move
        lines.append(
            setting.say(f"Điểm của {count} đơn vị khác cũng thay đổi", f"The points of {count} other units change too")
        )
    return lines


def effect_lines(effect: Effect | None, setting: Setting) -> list[str]:
    """For a terminal."""
    if effect is None:
        return []
    lines = [f"{effect.name} ({effect.unit})", *(f"  {line}" for line in effect_points(effect, setting))]
    for move in effect.figures[:MOST_MOVES]:
        label, before, after, how_much = moves.figure_move(move, setting)
        lines.append(f"  {label}: {before} → {after}{f' ({how_much})' if how_much else ''}")
    return lines
