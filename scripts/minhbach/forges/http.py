"""A JSON client for one server: patient where a request can safely be repeated, silent about its token."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, NoReturn
from urllib.parse import quote, urlencode, urljoin, urlsplit

from minhbach.diagnostics import Text
from minhbach.forges import http_words as words
from minhbach.forges.interface import ForgeError, ForgeUnavailable, NotFound
from minhbach.forges.patience import Patience, limit_of, waiting_time
from minhbach.forges.wire import NoAnswerError, Origin, Raw, TooMuchError, Wire, origin_of

IDEMPOTENT = frozenset({"GET", "PUT", "PATCH", "DELETE"})
MOST_REDIRECTS = 3


class RefusedError(ForgeError):
    """A 4xx answer that is neither 404 nor a limit; `reason` is what the forge says, cut and cleaned."""

    def __init__(self, text: Text, *, status: int, reason: str) -> None:
        super().__init__(text, status=status)
        self.reason = reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """How a client behaves; seconds and bytes. `sleep` and `now` are exchanged in tests.

    `write_gap` is kept between two writes, `patience` says how often and how long is waited.
    """

    timeout: float = 30.0
    most_bytes: int = 16 * 1024 * 1024
    most_pages: int = 200
    page_size: int = 100
    write_gap: float = 0.0
    patience: Patience = field(default_factory=Patience)
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time


@dataclass(frozen=True, slots=True)
class Answer:
    """A 2xx answer: `data` is the JSON, None when the body is empty."""

    asked: str
    status: int
    headers: Mapping[str, str]
    data: Any


class Client:
    """Requests to one origin. Every method may raise ForgeError, ForgeUnavailable, NotFound, RefusedError."""

    def __init__(self, api: str, token: str, headers: Mapping[str, str], *, scheme: str, options: Options) -> None:
        if not re.fullmatch(r"[!-~]+", token):
            raise ForgeError(words.BAD_TOKEN)
        self.options = options
        self._token = token
        self._origin, self._base = _address(api)
        self._headers = {**headers, "Authorization": f"{scheme} {token}", "Accept-Encoding": "identity"}
        self._wire = Wire(self._origin, options.timeout, options.most_bytes)
        self._budget = options.patience.budget
        self._wrote = 0.0

    def close(self) -> None:
        self._wire.close()

    def get(self, path: str, query: Mapping[str, str | int] | None = None) -> Answer:
        return self.request("GET", path, query=query)

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str | int] | None = None,
        body: object = None,
        repeatable: bool = False,
    ) -> Answer:
        """`path` is below the address of the API. `repeatable`: a POST that may reach the forge twice without harm."""
        target = self._base + quote(path, safe="/")
        target += f"?{urlencode(query)}" if query else ""
        return self._ask(method, target, f"{method} {path}", body, safe=repeatable or method in IDEMPOTENT)

    def follow(self, link: str, asked: str) -> Answer:
        """Get an absolute address that the forge gave, on the same origin only."""
        if origin_of(link) != self._origin:
            raise ForgeError(words.elsewhere(asked))
        return self._ask("GET", _target(link), asked, None, safe=True)

    def pause(self, seconds: float) -> bool:
        """Wait if the budget of this client still allows it."""
        if seconds > self._budget:
            return False
        self._budget -= seconds
        self.options.sleep(seconds)
        return True

    def _ask(self, method: str, target: str, asked: str, body: object, *, safe: bool) -> Answer:
        payload = None if body is None else json.dumps(body).encode()
        for _ in range(MOST_REDIRECTS):
            raw = self._patiently(method, target, payload, asked, safe=safe)
            if not 300 <= raw.status < 400:
                return self._answer(raw, asked)
            target = self._redirected(method, target, raw, asked)
        raise ForgeError(words.elsewhere(asked))

    def _patiently(self, method: str, target: str, payload: bytes | None, asked: str, *, safe: bool) -> Raw:
        """The first answer that is not worth waiting for another."""
        attempt = 0
        while True:
            outcome = self._once(method, target, payload, asked)
            attempt += 1
            seconds = waiting_time(outcome, attempt, self.options.patience, self.options.now(), safe=safe)
            if seconds is not None and self.pause(seconds):
                continue
            if isinstance(outcome, NoAnswerError):
                raise ForgeUnavailable(words.silent(asked, outcome.why))
            return outcome

    def _once(self, method: str, target: str, payload: bytes | None, asked: str) -> Raw | NoAnswerError:
        headers = dict(self._headers)
        if payload is not None:
            headers["Content-Type"] = "application/json"
        if method != "GET":
            self._keep_gap()
        try:
            return self._wire.exchange(method, target, headers, payload)
        except NoAnswerError as failed:
            return failed
        except TooMuchError:
            raise ForgeError(words.too_large(asked, self.options.most_bytes)) from None

    def _keep_gap(self) -> None:
        rest = self._wrote + self.options.write_gap - self.options.now()
        if self.options.write_gap and rest > 0:
            self.options.sleep(rest)
        self._wrote = self.options.now()

    def _redirected(self, method: str, target: str, raw: Raw, asked: str) -> str:
        """The new target of a GET on the same origin; a write is never sent on."""
        here = f"{self._origin.scheme}://{_host(self._origin)}{target}"
        there = urljoin(here, raw.headers.get("location", ""))
        if method != "GET" or origin_of(there) != self._origin:
            raise ForgeError(words.elsewhere(asked), status=raw.status)
        return _target(there)

    def _answer(self, raw: Raw, asked: str) -> Answer:
        if not 200 <= raw.status < 300:
            self._raise(raw, asked)
        try:
            data = json.loads(raw.body) if raw.body.strip() else None
        except (ValueError, RecursionError):
            raise ForgeError(words.unreadable(asked), status=raw.status) from None
        return Answer(asked, raw.status, raw.headers, data)

    def _raise(self, raw: Raw, asked: str) -> NoReturn:
        wait = limit_of(raw, 1, self.options.now())
        if wait is not None:
            raise ForgeUnavailable(words.limited(asked, wait), status=raw.status)
        said = words.reason(raw, self._token)
        text = words.came(asked, raw.status, said)
        if raw.status in (404, 410):
            raise NotFound(text, status=raw.status)
        if raw.status >= 500 or raw.status == 429:
            raise ForgeUnavailable(text, status=raw.status)
        raise RefusedError(text, status=raw.status, reason=said)


def _target(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _host(origin: Origin) -> str:
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    return f"{host}:{origin.port}"


def _address(api: str) -> tuple[Origin, str]:
    """Origin and path of an API. A token goes over plain http to this machine only."""
    origin = origin_of(api)
    parts = urlsplit(api) if origin else None
    if origin is None or parts is None or parts.query or parts.fragment:
        raise ForgeError(words.bad_address(api))
    if origin.scheme == "http" and not _is_local(origin.host):
        raise ForgeError(words.bad_address(api))
    return origin, parts.path.rstrip("/")


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
