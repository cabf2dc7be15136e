"""How pages are looked at in a real browser, in each language, scheme and width: by axe and by the size of boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from minhbach.exact import Lang
from tests.site.browsing import ARGUMENTS, CHROMIUM, one_of_each

WIDTHS = (1280, 390, 320)
SCHEMES = ("light", "dark")

DARK_RULES = ("color-contrast", "link-in-text-block")
"""The rules whose outcome hangs on colours: all that differs between the schemes."""

FEW_ALIKE = """() => {
  for (const place of document.querySelectorAll('main, main *')) {
    const seen = {};
    for (const item of [...place.children]) {
      const kind = `${item.tagName} ${item.getAttribute('class')}`;
      seen[kind] = (seen[kind] || 0) + 1;
      if (seen[kind] > 5 && !item.matches('p, th, td, col, title')) item.remove();
    }
  }
}"""
"""Rows, entries and marks of one kind beside each other are alike: so many stand for all, in a fraction of the time."""

RUN = """async rules => {
  const options = {resultTypes: ['violations'], preload: false};
  if (rules) options.runOnly = {type: 'rule', values: rules};
  const {passes, violations} = await axe.run(document, options);
  return {passed: passes.length, faults: violations.map(item => `${item.id}: ${item.nodes[0].html}`)};
}"""

CLIPPED = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('article svg, main svg')) {
    if (!svg.querySelector('text') || svg.closest('[hidden]')) continue;
    const frame = svg.getBoundingClientRect();
    if (!frame.width) continue;
    for (const text of svg.querySelectorAll('text')) {
      const box = text.getBoundingClientRect();
      const across = box.left < frame.left - 1 || box.right > frame.right + 1;
      if (across || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) found.push(text.textContent.trim());
    }
  }
  return found;
}"""
"""The words of charts whose box does not lie inside their drawing."""


@dataclass(frozen=True, slots=True)
class Look:
    lang: Lang
    scheme: str
    width: int

    def __str__(self) -> str:
        return f"{self.lang}-{self.scheme}-{self.width}"


LOOKS = tuple(Look(*parts) for parts in product(("vi", "en"), SCHEMES, WIDTHS))  # type: ignore[arg-type]

PAIRS = tuple(look for place, look in enumerate(LOOKS) if (place + place // 6) % 2 == 0)
"""Half of them, in which every two of language, scheme and width meet; `python -m tests.bench browser` takes all."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at many pages found: how many pages and passed rules there were, and the faults by page."""

    pages: int
    passed: int
    faults: dict[str, list[str]]


def axe_source() -> str | None:
    """The script of axe; None where it is not installed."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def new_page(browser: Browser, look: Look) -> Page:
    """Scripts and styles are added from outside here; the pages' own policy is tested for itself."""
    return browser.new_page(
        color_scheme="dark" if look.scheme == "dark" else "light",
        viewport={"width": look.width, "height": 900},
        reduced_motion="reduce",
        bypass_csp=True,
    )


def addresses(site: Path, lang: str = "") -> list[str]:
    """One page of each kind, but the page for missing addresses, whose links count from the root of the host."""
    every = [address for address in one_of_each(site) if address != "404.html"]
    return [address for address in every if not lang or address.startswith("en/") == (lang == "en")]


def open_at(page: Page, address: str) -> None:
    """With everything unfolded, and at rest."""
    page.goto(address)
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
    page.evaluate("document.querySelectorAll('article details, main details').forEach(item => { item.open = true })")


def axe(page: Page, scheme: str) -> Any:
    """`passed` and `faults` of the page that is open, once the script of axe is there."""
    return page.evaluate(RUN, list(DARK_RULES) if scheme == "dark" else None)


def look_at(browser: Browser, base: str, pages: Sequence[str], look: Look) -> Seen:
    page = new_page(browser, look)
    script = axe_source() or ""
    passed, faults = 0, {}
    for address in pages:
        open_at(page, base + address)
        told = list(boxes(page, look.width))
        page.evaluate(FEW_ALIKE)
        page.evaluate(script)
        found = axe(page, look.scheme)
        passed += found["passed"]
        if told or found["faults"]:
            faults[address] = [*told, *found["faults"]]
    page.close()
    return Seen(len(pages), passed, faults)


def boxes(page: Page, width: int) -> Iterator[str]:
    """What is wider than the window or cut off, on the page that is open."""
    across = page.evaluate("document.documentElement.scrollWidth")
    if across > width:
        yield f"{across} px wide"
    for words in page.evaluate(CLIPPED):
        yield f"«{words}» is cut"
