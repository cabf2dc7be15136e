"""Renews the pictures of the README and the architecture page: `make screenshots`, which builds the site first."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "site_src" / "assets" / "pictures"
SHOTS = (
    ("ranking", "/2019/xep-hang/xa/", 1280, 860, "light"),
    ("profile", "/2019/don-vi/01888/", 1280, 1100, "light"),
    ("phone", "/2019/xep-hang/xa/", 390, 844, "light"),
    ("dark", "/2019/don-vi/01888/", 1280, 860, "dark"),
    ("english", "/en/2020/xep-hang/huyen/", 1280, 1000, "light"),
)
PRINTED = (("print", "/2020/tom-tat/"),)
"""What a page looks like on paper: A4 at 96 dots an inch."""
PAPER = (794, 1123)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> int:
    handler = functools.partial(_Quiet, directory=str(ROOT / "build" / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for name, address, width, height, scheme in SHOTS:
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
            )
            page.goto(f"http://127.0.0.1:{server.server_port}{address}")
            # The theme fades its menu in.
            page.wait_for_timeout(500)
            page.screenshot(path=str(PICTURES / f"{name}.png"))
            page.close()
        for name, address in PRINTED:
            page = browser.new_page(viewport={"width": PAPER[0], "height": PAPER[1]})
            page.emulate_media(media="print")
            page.goto(f"http://127.0.0.1:{server.server_port}{address}")
            page.screenshot(path=str(PICTURES / f"{name}.png"))
            page.close()
        browser.close()
    server.shutdown()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
