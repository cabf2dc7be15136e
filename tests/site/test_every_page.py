"""One page of each kind, in both languages, in a real browser: readable by all, nothing cut off, no host asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.browsing import ARGUMENTS, CHROMIUM, kind_of, one_of_each, served

if CHROMIUM is None:
    pytest.skip("no Chromium here: install it to run the browser tests", allow_module_level=True)
pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

import axe_playwright_python  # only once a browser is known to be there
from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (1280, 390, 320)
SCHEMES = ("light", "dark")
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

FEW_ROWS = """() => {
  for (const place of document.querySelectorAll('main tbody, main ol, main ul, main section')) {
    const alike = [...place.children].filter(item => item.matches('tr, li, details, section'));
    alike.slice(12).forEach(item => item.remove());
  }
}"""
"""Rows of a table or a list are alike: so many stand for all, in a fraction of the time."""

RUN = """async rules => {
  const options = {resultTypes: ['violations'], preload: false};
  if (rules) options.runOnly = {type: 'rule', values: rules};
  const {violations} = await axe.run(document, options);
  return violations.map(item => ({rule: item.id, html: item.nodes[0].html}));
}"""

DARK_RULES = ["color-contrast", "link-in-text-block"]
"""The rules whose outcome hangs on colours: all that differs between the schemes."""

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def base(late_site: Path) -> Iterator[str]:
    with served(late_site) as address:
        yield address


@pytest.fixture(scope="module")
def plain_base(late_plain_site: Path) -> Iterator[str]:
    with served(late_plain_site) as address:
        yield address


def _pages(site: Path) -> list[str]:
    """All but the page for missing addresses, whose links count from the root of the host."""
    return [address for address in one_of_each(site) if address != "404.html"]


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
    page.evaluate("document.querySelectorAll('article details, main details').forEach(item => { item.open = true })")


def _faults(browser: Browser, base: str, addresses: list[str], scheme: str) -> dict[str, object]:
    page = _new_page(browser, scheme)
    found: dict[str, object] = {}
    for address in addresses:
        _open(page, base + address)
        page.evaluate(FEW_ROWS)
        page.evaluate(AXE)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if violations := page.evaluate(RUN, DARK_RULES if scheme == "dark" else None):
                found[f"{address} {width}"] = violations
    page.close()
    return found


def _new_page(browser: Browser, scheme: str = "light") -> Page:
    """The page's own policy holds in the test for it alone: here scripts and styles are added from outside."""
    return browser.new_page(
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        bypass_csp=True,
    )


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("english", [False, True], ids=["vi", "en"])
def test_axe_finds_nothing(browser: Browser, base: str, late_site: Path, scheme: str, english: bool) -> None:  # noqa: FBT001
    addresses = [address for address in _pages(late_site) if address.startswith("en/") == english]
    assert len(addresses) > 15
    assert _faults(browser, base, addresses, scheme) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_the_plain_shell(
    browser: Browser, plain_base: str, late_plain_site: Path, scheme: str
) -> None:
    wanted = {"", "ROUND/xep-hang/*/", "ROUND/don-vi/*/", "huong-dan/", "moi-de-doa/", "en/ROUND/"}
    addresses = [address for address in one_of_each(late_plain_site) if kind_of(address) in wanted]
    assert len(addresses) == len(wanted)
    assert _faults(browser, plain_base, addresses, scheme) == {}


def test_axe_finds_what_is_wrong(browser: Browser, base: str) -> None:
    """What the checks of this module rest on: in either scheme a fault is seen."""
    for scheme in SCHEMES:
        page = _new_page(browser, scheme)
        _open(page, base)
        page.evaluate(AXE)
        words = "<p style='color: #999; background: #aaa'>pale</p><table><tr><td><img src=''></table>"
        page.evaluate("words => document.querySelector('article').insertAdjacentHTML('beforeend', words)", words)
        found = {item["rule"] for item in page.evaluate(RUN, DARK_RULES if scheme == "dark" else None)}
        assert found >= ({"color-contrast"} if scheme == "dark" else {"color-contrast", "image-alt"})
        page.close()


def test_no_page_is_wider_than_a_small_phone_or_cuts_a_name(browser: Browser, base: str, late_site: Path) -> None:
    wide, clipped = [], {}
    page = _new_page(browser)
    for address in _pages(late_site):
        _open(page, base + address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 700})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((address, width))
            if words := page.evaluate(CLIPPED):
                clipped[address, width] = words
    page.close()
    assert wide == []
    assert clipped == {}


@pytest.mark.parametrize("shell", ["base", "plain_base"])
def test_no_page_breaks_its_own_policy_or_asks_another_host(
    browser: Browser, late_site: Path, shell: str, request: pytest.FixtureRequest
) -> None:
    """Every request goes to the site itself, is answered, and no script or style is refused."""
    base = request.getfixturevalue(shell)
    faults: list[str] = []
    page = browser.new_page()
    page.on("request", lambda item: None if item.url.startswith(base) else faults.append(item.url))
    page.on("response", lambda item: faults.append(f"{item.status} {item.url}") if item.status >= 400 else None)
    page.on("console", lambda item: faults.append(item.text) if item.type == "error" else None)
    page.on("pageerror", lambda item: faults.append(str(item)))
    for address in _pages(late_site):
        page.goto(base + address, wait_until="load")
        for field in page.locator("input[name=tim]").all():
            if field.is_visible():
                field.focus()
    page.wait_for_timeout(300)
    page.close()
    assert faults == []


def test_every_number_is_there_without_scripts(browser: Browser, base: str, late_site: Path) -> None:
    with_scripts, without = browser.new_context(), browser.new_context(java_script_enabled=False)
    pages = with_scripts.new_page(), without.new_page()
    for address in _pages(late_site):
        texts = []
        for page in pages:
            page.goto(base + address)
            page.wait_for_load_state("load")
            texts.append(page.locator("article, main").first.text_content() or "")
        numbers = [sorted(word for word in text.split() if any(char.isdigit() for char in word)) for text in texts]
        extra = set(numbers[0]) - set(numbers[1])
        # The address of the page itself is written by a script where it is printed.
        assert {word for word in extra if base not in word} == set(), address
        links = [page.locator("article a, main a").count() for page in pages]
        assert links[1] >= links[0] or not address.endswith("/"), address
    with_scripts.close()
    without.close()
