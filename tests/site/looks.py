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
  const kind = item => `${item.tagName} ${item.getAttribute('class')}`;
  for (const place of document.querySelectorAll('main, main *')) {
    const seen = {};
    for (const item of [...place.children]) {
      if (item.matches('p, th, td, col, title')) continue;
      const whole = [item, ...item.querySelectorAll('*')].map(kind).join();
      seen[whole] = (seen[whole] || 0) + 1;
      if (seen[whole] > 2) item.remove();
    }
  }
}"""
"""Rows, entries and marks beside each other that are built alike: two stand for all, in a fraction of the time."""

RUN = """async rules => {
  const options = {resultTypes: ['violations'], preload: false};
  if (rules) options.runOnly = {type: 'rule', values: rules};
  const {passes, violations} = await axe.run(document, options);
  return {passed: passes.length, faults: violations.map(item => `${item.id}: ${item.nodes[0].html}`)};
}"""

CHOOSE = """scheme => {
  for (const choice of document.querySelectorAll('[data-md-component=palette] input')) {
    if (choice.dataset.mdColorScheme === scheme && !choice.checked) choice.click();
  }
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
  for (const cell of document.querySelectorAll('article :is(th, td), main :is(th, td)')) {
    if (cell.clientWidth && cell.scrollWidth > cell.clientWidth + 1) found.push(cell.textContent.trim());
  }
  return found;
}"""
"""The words of charts whose box does not lie inside their drawing, and of cells that reach into the next one."""


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


@dataclass(slots=True)
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


def look_at(browser: Browser, base: str, pages: Sequence[str], looks: Sequence[Look]) -> dict[Look, Seen]:
    """Each page is opened once and then looked at in every way, as when a phone is turned and the night falls."""
    script = axe_source() or ""
    page = new_page(browser, looks[0])
    seen = {look: Seen(len(pages), 0, {}) for look in looks}
    for address in pages:
        open_at(page, base + address)
        told = {}
        for look in looks:
            turn(page, look)
            told[look] = list(boxes(page, look.width))
        page.evaluate(FEW_ALIKE)
        page.evaluate(script)
        for look in looks:
            turn(page, look)
            found = axe(page, look.scheme)
            seen[look].passed += found["passed"]
            if told[look] or found["faults"]:
                seen[look].faults[address] = [*told[look], *found["faults"]]
    page.close()
    return seen


def turn(page: Page, look: Look) -> None:
    """The window, the machine's scheme and, where the shell has one, the reader's own choice."""
    page.set_viewport_size({"width": look.width, "height": 900})
    page.emulate_media(color_scheme="dark" if look.scheme == "dark" else "light")
    page.evaluate(CHOOSE, "slate" if look.scheme == "dark" else "default")


def boxes(page: Page, width: int) -> Iterator[str]:
    """What is wider than the window or cut off, on the page that is open."""
    across = page.evaluate("document.documentElement.scrollWidth")
    if across > width:
        yield f"{across} px wide"
    for words in page.evaluate(CLIPPED):
        yield f"«{words}» is cut"
