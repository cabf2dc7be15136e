"""Windows of a round at a moment, and their dates in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from minhbach.diagnostics import Text
from minhbach.model.round import Round, Window

_NEVER = Text("không còn khi nào", "never again")


def local_time(at: datetime, of_round: Round) -> datetime:
    return at.astimezone(ZoneInfo(of_round.timezone))


def open_windows(names: Iterable[str], of_round: Round, day: date) -> list[Window]:
    windows = (of_round.windows.get(name) for name in names)
    return [window for window in windows if window is not None and window.is_open(day)]


def windows_in_words(names: Iterable[str], of_round: Round) -> Text:
    """`16/11/2021 đến hết ngày 25/11/2021; …`: a window that lies within another is not told."""
    windows = _widest(window for name in names if (window := of_round.windows.get(name)) is not None)
    if not windows:
        return _NEVER
    return Text(_spans(windows, "đến hết ngày"), _spans(windows, "to the end of"))


def _widest(windows: Iterable[Window]) -> list[Window]:
    found = dict.fromkeys(windows)
    return [one for one in found if not any(one != other and _holds(other, one) for other in found)]


def _holds(window: Window, other: Window) -> bool:
    return window.is_open(other.opens) and window.is_open(_end(other))


def _end(window: Window) -> date:
    return window.grace_to or window.closes


def _spans(windows: Iterable[Window], to: str) -> str:
    return "; ".join(f"{window.opens:%d/%m/%Y} {to} {_end(window):%d/%m/%Y}" for window in windows)
