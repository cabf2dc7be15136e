"""A real browser for tests: Chromium, and the built site behind a small server, in a subfolder as when published."""

from __future__ import annotations

import functools
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

_NAMED = re.compile(r"(?<=/)(don-vi|dia-ban|duyet|tieu-chi|bien-ban|xep-hang|v)/[^/]+/")
_ROUND = re.compile(r"^(en/)?[0-9]{4}/")
_OVERALL = re.compile(r"^(en/)?don-vi/(?:[^/]+/)+")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path, kind: type[Quiet] = Quiet) -> Iterator[str]:
    handler = functools.partial(kind, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
        server.shutdown()


def kind_of(address: str) -> str:
    """Pages of one kind differ only in round, unit, criterion or tier."""
    kind = _ROUND.sub(lambda found: f"{found[1] or ''}ROUND/", address)
    kind = _OVERALL.sub(lambda found: f"{found[1] or ''}don-vi/*/", kind)
    return _NAMED.sub(lambda found: f"{found[1]}/*/", kind)


def one_of_each(site: Path) -> list[str]:
    """The address of one page of each kind in each language; of several the longest, which has most to go wrong."""
    found: dict[str, tuple[int, str]] = {}
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        kind = kind_of(address)
        found[kind] = max(found.get(kind, (0, "")), (path.stat().st_size, address))
    return sorted(address for _, address in found.values())
