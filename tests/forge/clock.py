"""A clock that stands still until it is set: every time a fake forge reports comes from one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


class Clock:
    """`now` may be set; `sleep` moves it on, so that a client that waits on this clock costs no time."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now
        self.slept: list[float] = []

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds)

    def time(self) -> float:
        return self.now.timestamp()
