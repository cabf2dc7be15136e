"""`minhbach serve`: builds the site and shows it on this machine only."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from minhbach.commands.build import DEFAULT_OUT
from minhbach.commands.common import CLEAN, FINDINGS, need_repository
from minhbach.site.builder import BuildError, build_site
from minhbach.site.past import gather_here

HOST, PORT = "127.0.0.1", 8000


class Handler(SimpleHTTPRequestHandler):
    """Files of the site; a missing page shows the site's own 404 page."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("serve", help="xem thử trang web trên máy này (show the site on this machine)")
    parser.add_argument("--out", type=Path, help="thư mục kết quả, mặc định build/site (default: build/site)")
    parser.add_argument("--port", type=int, default=PORT, help=f"cổng, mặc định {PORT} (default: {PORT})")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    root: Path = args.root
    need_repository(root)
    try:
        built = build_site(gather_here(root), root, args.out or root / DEFAULT_OUT)
    except BuildError as error:
        print(error.text.in_(args.lang), file=sys.stderr)
        return FINDINGS
    with ThreadingHTTPServer((HOST, args.port), partial(Handler, directory=str(built.out))) as server:
        words = "Press Ctrl-C to stop" if args.lang == "en" else "Nhấn Ctrl-C để dừng"
        print(f"http://{HOST}:{server.server_port}/  {words}", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return CLEAN
    return CLEAN
