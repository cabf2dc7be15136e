"""A forge in this process: `FakeForge` is what tests and the season script use.

    with FakeForge(bare, "github") as fake:
        gate = fake.add_person(10, "cong", "write")
        commune = fake.add_person(501888, "xa-cho-ra")
        fake.push(commune, "so-lieu", commit)                  # her fork's branch, at the time of fake.clock
        number = fake.open_pull(commune, "so-lieu")
        fake.review(commune, number, "approved")
        fake.forge(gate).merge(number, commit, "title", "")    # the adapter, over HTTP
        fake.fail(2, status=502)                               # the next two requests are answered so
        fake.before = lambda seen: ...                         # runs before each request; may push, may drop it

Nothing here takes the time of the machine: times come from `fake.clock`, which stands still until it is set.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from minhbach.forges.forgejo import forgejo
from minhbach.forges.github import github
from minhbach.forges.http import Options
from minhbach.forges.interface import Forge, Person
from tests.forge.api import Api
from tests.forge.clock import Clock
from tests.forge.faults import DropConnection, Exchange, Fault, Faults, How
from tests.forge.forgejo_api import ForgejoApi
from tests.forge.git import Repository
from tests.forge.github_api import GitHubApi
from tests.forge.listener import Listener
from tests.forge.model import Refusal
from tests.forge.routing import Reply, Request, dispatch
from tests.forge.state import ForgeState

DIALECTS: Mapping[str, type[Api]] = {"github": GitHubApi, "forgejo": ForgejoApi}
LONGEST_HANG = 30.0


class FakeForge(ForgeState):
    """A forge over `bare_repository`, listening on a free port of 127.0.0.1 until it is closed."""

    def __init__(
        self, bare_repository: Path, dialect: str = "github", clock: Clock | None = None, *, name: str = "tinh/so-lieu"
    ) -> None:
        super().__init__(Repository(bare_repository), clock or Clock(), name=name)
        self.dialect = dialect
        self.carries_approvals = dialect == "github"
        self.seen: list[Exchange] = []
        self.before: Callable[[Exchange], None] | None = None
        self.watch: Callable[[Exchange], None] | None = None
        self.down = False
        self.remaining: int | None = None
        self.limit_ends: datetime | None = None
        self.ended = threading.Event()
        self._faults = Faults()
        self._api = DIALECTS[dialect](self)
        self._listener = Listener(self.serve)
        self.url = f"http://127.0.0.1:{self._listener.server_port}"
        self._api.url = self.url
        self._thread = threading.Thread(
            target=self._listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close_server()

    def close_server(self) -> None:
        """Stops listening. Raises AssertionError when the fake, a hook or a watcher failed while it served."""
        self.ended.set()
        self._listener.shutdown()
        self._listener.drop_all()
        self._listener.server_close()
        self._thread.join()
        assert not self._listener.crashes, "\n".join(self._listener.crashes)

    # For those who use it -----------------------------------------------------

    @property
    def api(self) -> str:
        """The address that the adapters are given."""
        return self.url + self._api.prefix

    def options(self, **changes: Any) -> Options:
        """Waiting moves the fake clock and takes no time."""
        return Options(**{"sleep": self.clock.sleep, "now": self.clock.time, **changes})

    def forge(self, person: Person, *, own: Person | None = None, **changes: Any) -> Forge:
        """The adapter of this dialect with the token of a person; `changes` are fields of Options."""
        make = github if self.dialect == "github" else forgejo
        return make(self.name, self.token(person), api=self.api, own=own, options=self.options(**changes))

    def fail(
        self,
        times: int = 1,
        *,
        how: How = "answer",
        status: int = 503,
        message: str = "Service Unavailable",
        headers: Mapping[str, str] | None = None,
        raw: bytes = b"",
        after: bool = False,
        method: str | None = None,
        path: str = "",
    ) -> None:
        """Order a fault for the next requests, of all or of those with this method and this part of a path."""
        self._faults.order(
            Fault(
                left=times,
                how=how,
                status=status,
                message=message,
                headers=headers or {},
                raw=raw,
                after=after,
                method=method,
                path=path,
            )
        )

    def limit(self, remaining: int, seconds: float) -> None:
        """After so many requests all are refused until the clock has moved on by so many seconds."""
        self.remaining = remaining
        self.limit_ends = self.clock.now + timedelta(seconds=seconds)

    # For the server -----------------------------------------------------------

    def serve(self, method: str, target: str, token: str, payload: bytes) -> Reply:
        """The answer to a request; raises DropConnection when there is none."""
        parts = urlsplit(target)
        path = unquote(parts.path)
        query = dict(parse_qsl(parts.query))
        body = json.loads(payload) if payload else None
        account = self.account_of(token)
        asked = Exchange(
            method=method, path=path, query=query, body=body, login=account.person.login if account else ""
        )
        self.seen.append(asked)
        if self.before:
            self.before(asked)
        reply = self._with_faults(asked, token)
        if self.watch:
            self.watch(
                Exchange(
                    method=method,
                    path=path.removeprefix(self._api.prefix),
                    query=query,
                    body=body,
                    login=asked.login,
                    status=reply.status,
                    answer=reply.body,
                )
            )
        return reply

    def _with_faults(self, asked: Exchange, token: str) -> Reply:
        fault = self._faults.next_for(asked.method, asked.path)
        if fault is None and not self.down:
            return self._answer(asked, token)
        if fault and fault.after:
            self._answer(asked, token)
        if fault and fault.how == "hang":
            self.ended.wait(LONGEST_HANG)
        if fault is None or fault.how in ("drop", "hang"):
            raise DropConnection
        if fault.how == "raw":
            return Reply(fault.status, fault.raw, fault.headers)
        return Reply(fault.status, self._api.refusal(fault.status, fault.message), fault.headers)

    def _answer(self, asked: Exchange, token: str) -> Reply:
        with self.lock:
            try:
                self._count()
                account = self.account_of(token)
                if account is None:
                    raise Refusal(401, "Bad credentials")
                path = asked.path.removeprefix(self._api.prefix)
                request = Request(method=asked.method, path=path, query=asked.query, body=asked.body, account=account)
                reply = dispatch(self._api.routes, request)
            except Refusal as refused:
                reply = Reply(refused.status, self._api.refusal(refused.status, refused.message))
        return Reply(reply.status, reply.body, {**self._limit_headers(), **reply.headers}, empty=reply.empty)

    def _count(self) -> None:
        if self.remaining is None or self.limit_ends is None:
            return
        if self.clock.now >= self.limit_ends:
            self.remaining = self.limit_ends = None
        elif self.remaining == 0:
            raise Refusal(403 if self.dialect == "github" else 429, "API rate limit exceeded")
        else:
            self.remaining -= 1

    def _limit_headers(self) -> dict[str, str]:
        if self.dialect != "github":
            return {}
        ends = self.limit_ends or self.clock.now + timedelta(hours=1)
        left = 4999 if self.remaining is None else self.remaining
        return {
            "X-RateLimit-Limit": "5000",
            "X-RateLimit-Remaining": str(left),
            "X-RateLimit-Reset": str(int(ends.timestamp())),
        }
