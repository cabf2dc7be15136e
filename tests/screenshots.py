"""Renews the pictures of the README and the architecture page: `make screenshots`, which builds the site first."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.site.browsing import served
from tests.site.looks import chromium

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "site_src" / "assets" / "pictures"
SHOTS = (
    ("ranking", "2019/xep-hang/xa/", 1280, 860, "light"),
    ("profile", "2019/don-vi/01888/", 1280, 1100, "light"),
    ("phone", "2019/xep-hang/xa/", 390, 844, "light"),
    ("dark", "2019/don-vi/01888/", 1280, 860, "dark"),
    ("english", "en/2020/xep-hang/huyen/", 1280, 1000, "light"),
)
PRINTED = (("print", "2020/tom-tat/"),)
"""What a page looks like on paper: A4 at 96 dots an inch, with the margins that printers leave."""
PAPER = (794, 1123)
MARGIN = "body { padding: 53px !important }"
HOST = "https://danh-gia.example.vn/"
"""What is printed tells its address: the same one on every machine."""


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served(ROOT / "build" / "site") as local, chromium() as browser:
        for name, address, width, height, scheme in SHOTS:
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
            )
            _take(page, local, address, name)
        for name, address in PRINTED:
            page = browser.new_page(viewport={"width": PAPER[0], "height": PAPER[1]}, bypass_csp=True)
            page.emulate_media(media="print")
            _take(page, local, address, name, MARGIN)
    return 0


def _take(page: Page, local: str, address: str, name: str, style: str = "") -> None:
    """A page that is missing must not become a picture of its absence."""
    page.route(
        f"{HOST}**", lambda route: route.fulfill(response=route.fetch(url=local + route.request.url[len(HOST) :]))
    )
    found = page.goto(HOST + address)
    if found is None or not found.ok:
        raise SystemExit(f"{address}: {found.status if found else 'no answer'}")
    if style:
        page.add_style_tag(content=style)
    # The theme fades its menu in.
    page.wait_for_timeout(500)
    page.screenshot(path=str(PICTURES / f"{name}.png"))
    page.close()


if __name__ == "__main__":
    raise SystemExit(main())
