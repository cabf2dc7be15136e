"""One kept-alive connection to one server: an exchange of limited time and size. Nothing is tried twice here."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from urllib.parse import urlsplit

from minhbach.diagnostics import Text
from minhbach.forges.interface import ForgeError

IDLE_SECONDS = 5.0
"""A server may close a quiet connection just as a request is on its way, and then nobody knows whether it was read."""

CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a token may be sent, and nowhere else."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Raw:
    """What came over the line; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class NoAnswerError(Exception):
    """The exchange broke off. `unsent` is true only when the server certainly did not get the request."""

    def __init__(self, why: Text, *, unsent: bool) -> None:
        super().__init__(why.en)
        self.why = why
        self.unsent = unsent


class TooMuchError(Exception):
    """The answer is over the limit."""


REFUSED = Text("không kết nối được", "no connection")
SLOW = Text("quá thời gian chờ", "it took too long")
BROKEN = Text("kết nối bị ngắt giữa chừng", "the connection broke off")


def origin_of(url: str) -> Origin | None:
    """The origin of an absolute address of the web; None for anything else."""
    with suppress(ValueError):
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname and parts.username is None:
            return Origin(parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    return None


class Wire:
    """`seconds` bounds each wait of a socket and, twice over, the whole answer; `most_bytes` its size."""

    def __init__(self, origin: Origin, seconds: float, most_bytes: int) -> None:
        self._origin = origin
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._line: HTTPConnection | None = None
        self._used = 0.0

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None

    def __del__(self) -> None:
        self.close()

    def exchange(self, method: str, target: str, headers: Mapping[str, str], body: bytes | None) -> Raw:
        """Raises NoAnswerError, TooMuchError, ForgeError (a certificate that is not to be trusted)."""
        line = self._connected()
        try:
            line.request(method, target, body=body, headers=dict(headers))
            answer = line.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            raw = Raw(answer.status, found, self._read(answer))
        except TimeoutError:
            self.close()
            raise NoAnswerError(SLOW, unsent=False) from None
        except (HTTPException, OSError):
            self.close()
            raise NoAnswerError(BROKEN, unsent=False) from None
        except BaseException:
            self.close()
            raise
        self._used = time.monotonic()
        return raw

    def _connected(self) -> HTTPConnection:
        quiet = time.monotonic() - self._used > IDLE_SECONDS
        if self._line is not None and (quiet or self._line.sock is None):
            self.close()
        if self._line is None:
            line = self._new()
            try:
                line.connect()
            except ssl.SSLError:
                raise ForgeError(_certificate(self._origin.host)) from None
            except TimeoutError:
                raise NoAnswerError(SLOW, unsent=True) from None
            except (OSError, socket.gaierror):
                raise NoAnswerError(REFUSED, unsent=True) from None
            self._line = line
        return self._line

    def _new(self) -> HTTPConnection:
        make = HTTPSConnection if self._origin.scheme == "https" else HTTPConnection
        return make(self._origin.host, self._origin.port, timeout=self._seconds)

    def _read(self, answer: HTTPResponse) -> bytes:
        """The body. A server that drips single bytes is stopped by the clock, one that never ends by the limit."""
        end = time.monotonic() + 2 * self._seconds
        parts: list[bytes] = []
        size = 0
        while part := answer.read1(CHUNK):
            parts.append(part)
            size += len(part)
            if size > self._most_bytes:
                raise TooMuchError
            if time.monotonic() > end:
                raise TimeoutError
        if answer.length:
            raise IncompleteRead(b"")
        # Without this the line counts as busy: a body of known length does not close itself when it is read in parts.
        answer.close()
        return b"".join(parts)


def _certificate(host: str) -> Text:
    return Text(
        f"Chứng thư của máy chủ {host} không đáng tin: chưa gửi gì; xem lại địa chỉ và chứng thư",
        f"The certificate of {host} is not to be trusted: nothing was sent; check the address and the certificate",
    )
