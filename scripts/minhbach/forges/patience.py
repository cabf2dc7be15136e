"""When a request that failed is tried again, and after how long. Only what the forge surely did not do is repeated."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from minhbach.forges.wire import NoAnswerError, Raw

PASSING = frozenset({429, 502, 503, 504})
"""Answers of a forge, or of what stands before it, that say nothing of the request itself."""

SECOND_LIMIT = 60.0
"""GitHub's advice for its second limit when it names no time: a minute, and longer each time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """Tries of one request, first and longest wait between them, and all waiting of a run; in seconds."""

    tries: int = 5
    first: float = 1.0
    longest: float = 30.0
    budget: float = 300.0

    def step(self, attempt: int) -> float:
        return min(self.longest, self.first * 2.0 ** (attempt - 1))


def waiting_time(
    outcome: Raw | NoAnswerError, attempt: int, patience: Patience, now: float, *, safe: bool
) -> float | None:
    """Seconds to wait before the next try after `attempt` tries; None when this outcome is the last word."""
    if attempt >= patience.tries:
        return None
    if isinstance(outcome, NoAnswerError):
        return patience.step(attempt) if safe or outcome.unsent else None
    limit = limit_of(outcome, attempt, now)
    if limit is not None:
        return limit
    if outcome.status in PASSING and (safe or outcome.status == 429):
        return patience.step(attempt)
    return None


def limit_of(raw: Raw, attempt: int, now: float) -> float | None:
    """The wait that the forge itself asks for: it refused the request before it did anything."""
    if raw.status not in (403, 429, 503):
        return None
    asked = _retry_after(raw.headers.get("retry-after", ""), now)
    if asked is not None or raw.status == 503:
        return asked
    if raw.headers.get("x-ratelimit-remaining") == "0":
        reset = raw.headers.get("x-ratelimit-reset", "")
        return max(0.0, float(reset) - now) + 1.0 if reset.isdecimal() else SECOND_LIMIT
    if raw.status == 403 and b"secondary rate limit" in raw.body:
        return SECOND_LIMIT * 2.0 ** (attempt - 1)
    return None


def _retry_after(value: str, now: float) -> float | None:
    """Seconds or a date, as RFC 9110 has it."""
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except ValueError:
        return None
