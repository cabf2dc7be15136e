"""What can go wrong between a client and a forge, on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

How = Literal["answer", "drop", "hang", "raw"]


class DropConnection(Exception):  # noqa: N818 - said to the server, not reported
    """Raised by a hook: the connection ends without an answer."""


@dataclass(kw_only=True, slots=True)
class Fault:
    """For the next `left` requests that match: an answer of `status`, a dropped connection, silence, or a raw body.

    `after`: the forge first does what was asked.
    """

    left: int
    how: How = "answer"
    status: int = 503
    message: str = "Service Unavailable"
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes = b""
    after: bool = False
    method: str | None = None
    path: str = ""

    def takes(self, method: str, path: str) -> bool:
        return self.left > 0 and self.method in (None, method) and self.path in path


class Faults:
    """The faults that were ordered, the oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def order(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def next_for(self, method: str, path: str) -> Fault | None:
        for fault in self._waiting:
            if fault.takes(method, path):
                fault.left -= 1
                return fault
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """A request and its answer, as the server saw them. `status` is None before the answer and for a dropped one."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any = None
    login: str = ""
    status: int | None = None
    answer: Any = None
