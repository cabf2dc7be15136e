"""The HTTP side of a fake forge: reads requests, sends answers or drops the line. It decides nothing."""

from __future__ import annotations

import json
import socket
import traceback
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.forge.faults import DropConnection
from tests.forge.routing import Reply

Serve = Callable[[str, str, str, bytes], Reply]
"""Method, target, token and body to an answer; raises DropConnection when there is none."""


class Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, serve: Serve) -> None:
        self.serve = serve
        self.lines: set[socket.socket] = set()
        self.crashes: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, *_: object) -> None:
        """A fault of the fake itself, or an assertion of a hook: kept for the end of the test."""
        self.crashes.append(traceback.format_exc())

    def drop_all(self) -> None:
        for line in list(self.lines):
            _end(line)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    server: Listener

    def setup(self) -> None:
        super().setup()
        self.server.lines.add(self.connection)

    def finish(self) -> None:
        self.server.lines.discard(self.connection)
        super().finish()

    def log_message(self, format: str, *args: object) -> None:
        """Silence: tests read `FakeForge.seen`."""

    def _do(self) -> None:
        payload = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        token = self.headers.get("Authorization", "").partition(" ")[2]
        try:
            reply = self.server.serve(self.command, self.path, token, payload)
        except DropConnection:
            self.close_connection = True
            _end(self.connection)
            return
        body = b"" if reply.empty else reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _do  # noqa: N815 - the names that the library calls


def _end(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
