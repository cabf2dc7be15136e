"""The one comment of a pull request, the summary of a check, its text for a terminal. Verdict first, then what to do.

Whatever came out of the change passes `markup.typed`; nothing else may stand in Markdown here but our own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from minhbach.exact import Lang
from minhbach.forges.interface import Person
from minhbach.gate.outcome import Outcome, Turn, Verdict
from minhbach.gate.waiting import MARKER, Waiting
from minhbach.notices import words
from minhbach.notices.markup import call, link, one_line, typed
from minhbach.notices.sheet import Sheet
from minhbach.notices.tables import add_effect, add_findings, effect_lines, label_of, page
from minhbach.notices.words import LONGEST, Setting
from minhbach.report import severity_word

MOST_ROWS = 20
MOST_CALLED = 10
MOST_BYTES = 60_000
"""GitHub takes 65,536 characters."""

MOST_SUMMARY_BYTES = 900_000
"""A step summary may have 1 MiB."""

_PLAIN = Setting()


def comment(outcome: Outcome, setting: Setting, waiting: Waiting | None = None) -> str:
    """The whole text; never longer than MOST_BYTES, whatever stands in the outcome."""
    setting = _named(outcome, setting, setting.lang)
    if waiting is not None and not setting.details and setting.forge == "github" and waiting.url:
        setting = replace(setting, details=f"{waiting.url}/checks")
    sheet = Sheet(MOST_BYTES)
    sheet.add(MARKER, "", f"### {typed(words.headline(outcome, setting, waiting))}")
    sheet.add(_about(outcome, setting, waiting))
    if setting.merged is None:
        _add_turn(sheet, outcome, setting, waiting)
    if outcome.verdict is not Verdict.FAULT:
        add_findings(sheet, outcome, setting, MOST_ROWS)
        add_effect(sheet, outcome.effect, setting)
    sheet.add(_foot(setting))
    return sheet.text


def step_summary(outcome: Outcome, lang: Lang, setting: Setting = _PLAIN) -> str:
    """What a check without any right says: everything that was found; nobody is called."""
    setting = _named(outcome, setting, lang)
    sheet = Sheet(MOST_SUMMARY_BYTES)
    sheet.add(f"### {typed(words.headline(outcome, setting))}")
    sheet.add(_about(outcome, setting, None))
    sheet.add(typed(words.what_to_do(outcome, setting, outcome.turn), LONGEST))
    if outcome.verdict is not Verdict.FAULT:
        add_findings(sheet, outcome, setting, len(outcome.diagnostics))
        add_effect(sheet, outcome.effect, setting)
    return sheet.text


def as_text(outcome: Outcome, lang: Lang, setting: Setting = _PLAIN) -> str:
    """For a terminal: everything that was typed is one line without control characters."""
    setting = _named(outcome, setting, lang)
    lines = [words.headline(outcome, setting)]
    for item in outcome.diagnostics:
        label = label_of(item, setting)
        place = f"{item.location.path}:{item.location.line}:{item.location.column}"
        what = f"{severity_word(item.severity, lang)} {item.code}{f' [{label}]' if label else ''}"
        lines.append(f"{place}: {what}: {item.message.in_(lang)}")
        lines.append(f"    {setting.say('Cách sửa', 'To do')}: {item.hint.in_(lang)}")
    if outcome.cut:
        lines.append(setting.say(f"và {outcome.cut} điều khác", f"and {outcome.cut} more"))
    lines += effect_lines(outcome.effect, setting)
    if outcome.late:
        lines.append(words.late(setting).capitalize() + ".")
    turn = words.whose_turn(outcome, setting, outcome.turn)
    lines.append(f"{setting.say('Đến lượt', 'Next')}: {turn}.")
    lines.append(words.what_to_do(outcome, setting, outcome.turn))
    return "".join(_indented(line) + "\n" for line in lines if line)


def _indented(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))] + one_line(line, LONGEST)


def _named(outcome: Outcome, setting: Setting, lang: Lang) -> Setting:
    """The effect knows the name of its unit when nobody else has said it."""
    known: Mapping[str, str] = {outcome.effect.unit: outcome.effect.name} if outcome.effect is not None else {}
    return replace(setting, lang=lang, names={**known, **setting.names})


def _about(outcome: Outcome, setting: Setting, waiting: Waiting | None) -> str:
    """`Xã Địa Linh (00901) · đợt 2031 · nhận lúc 08:05 ngày 24/11/2031 · bản 1a2b3c4 · **nộp muộn**`."""
    parts = [typed(_with_code(code, setting)) for code in outcome.units[:3]]
    if outcome.round is not None:
        parts.append(typed(setting.say(f"đợt {outcome.round}", f"round {outcome.round}")))
    received = setting.moment(waiting.received if waiting is not None else outcome.at)
    parts.append(setting.say(f"nhận lúc {received}", f"received at {received}"))
    parts.append(f"{setting.say('bản', 'commit')} `{outcome.head[:8]}`")
    if setting.merged is not None:
        at = setting.moment(setting.merged)
        parts.append(setting.say(f"ghi nhận lúc {at}", f"on record since {at}"))
    if outcome.late:
        parts.append(f"**{words.late(setting)}**")
    return " · ".join(parts)


def _with_code(unit: str, setting: Setting) -> str:
    name = setting.name(unit)
    return name if name == unit else f"{name} ({unit})"


def _add_turn(sheet: Sheet, outcome: Outcome, setting: Setting, waiting: Waiting | None) -> None:
    turn = waiting.turn if waiting is not None else outcome.turn
    since = setting.moment(waiting.since if waiting is not None else outcome.at)
    who = typed(words.whose_turn(outcome, setting, turn))
    called = _called(outcome, setting) if turn is outcome.turn else ""
    sheet.add(f"**{setting.say('Đến lượt', 'Next')}:** {who}{called}, {setting.say('từ', 'since')} {since}.")
    sheet.add(typed(words.what_to_do(outcome, setting, turn, waiting), LONGEST))
    if turn is Turn.APPROVER and setting.site and outcome.round is not None and outcome.approver_of is not None:
        desk = page(setting, f"{outcome.round.lower()}/duyet/{outcome.approver_of.lower()}/")
        sheet.add(link(setting.say("Xem cùng các đơn vị khác của địa bàn", "See it beside the neighbours"), desk))
    if waiting is not None and waiting.approved_by:
        approved = setting.say("Đã duyệt đúng bản này", "Approved in exactly this version by")
        sheet.add(f"{approved}: {_logins(waiting.approved_by)}.")
    if waiting is not None and waiting.sent_back_by is not None and turn is Turn.SUBMITTER:
        sender = _logins([waiting.sent_back_by])
        sheet.add(f"{setting.say('Gửi lại bởi', 'Sent back by')} {sender}:", f"> {_reason(waiting, setting)}")


def _logins(people: Iterable[Person]) -> str:
    """Named, not called."""
    return ", ".join(typed(person.login, 60) for person in list(people)[:MOST_CALLED])


def _reason(waiting: Waiting, setting: Setting) -> str:
    return typed(waiting.sent_back, LONGEST) or setting.say("không ghi lý do", "no reason given")


def _called(outcome: Outcome, setting: Setting) -> str:
    """The approvers by name while it is their turn: a forge notifies of a name once, however often it is edited."""
    if outcome.verdict is not Verdict.ACCEPTABLE or outcome.turn not in (Turn.APPROVER, Turn.OPERATOR):
        return ""
    if not outcome.approvers:
        return setting.say(
            " (chưa có tài khoản nào được giao duyệt; người vận hành cần bổ sung)",
            " (no account may approve this yet; the operator has to name one)",
        )
    logins = [setting.logins[account] for account in outcome.approvers if account in setting.logins]
    shown = ", ".join(call(login) for login in logins[:MOST_CALLED])
    more = len(logins) - MOST_CALLED
    rest = setting.say(f" và {more} người khác", f" and {more} more") if more > 0 else ""
    return f" ({shown}{rest})" if shown else ""


def _foot(setting: Setting) -> str:
    """Where to read on."""
    if not setting.site:
        return setting.say("*Máy tự sửa lời này sau mỗi lần kiểm tra.*", "*This comment is renewed by every check.*")
    guide = link(setting.say("Hướng dẫn nộp số liệu", "How to hand in"), page(setting, "huong-dan/"))
    rights = link(setting.say("Ai được sửa gì, khi nào", "Who may change what, and when"), page(setting, "tham-quyen/"))
    return f"{guide} · {rights}"
