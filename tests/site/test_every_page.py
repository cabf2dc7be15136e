"""One page of each kind, in both languages, in a real browser: readable by all, nothing cut off, no host asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from tests.site.browsing import CHROMIUM, kind_of, one_of_each, served

if CHROMIUM is None:
    pytest.skip("no Chromium here: install it to run the browser tests", allow_module_level=True)
pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import Browser  # only once it is known to be there

from tests.site.looks import (
    LOOKS,
    PAIRS,
    Look,
    addresses,
    axe,
    axe_source,
    boxes,
    chromium,
    look_at,
    new_page,
    open_at,
    turn,
)

WIDE = Look("vi", "light", 1280)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def base(late_site: Path) -> Iterator[str]:
    with served(late_site) as address:
        yield address


@pytest.fixture(scope="module")
def plain_base(late_plain_site: Path) -> Iterator[str]:
    with served(late_plain_site) as address:
        yield address


@pytest.fixture(scope="module", autouse=True)
def script() -> str:
    found = axe_source()
    if found is None:
        pytest.skip("axe-playwright-python is not installed")
    return found


def test_every_two_of_language_scheme_and_width_meet() -> None:
    def pairs(looks: tuple[Look, ...]) -> set[tuple[object, ...]]:
        return {pair for look in looks for pair in combinations((look.lang, look.scheme, look.width), 2)}

    assert len(LOOKS) == 2 * len(PAIRS) == 12
    assert pairs(PAIRS) == pairs(LOOKS)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_axe_finds_nothing_and_no_box_is_cut(browser: Browser, base: str, late_site: Path, lang: str) -> None:
    pages = addresses(late_site, lang)
    assert len(pages) > 15
    seen = look_at(browser, base, pages, [look for look in PAIRS if look.lang == lang])
    assert {str(look): found.faults for look, found in seen.items() if found.faults} == {}
    assert all(found.passed > len(pages) for found in seen.values())


def test_axe_finds_nothing_in_the_plain_shell(browser: Browser, plain_base: str, late_plain_site: Path) -> None:
    general = {"", "huong-dan/", "moi-de-doa/", "kien-truc/", "don-vi/*/"}
    wanted = {*general, "ROUND/xep-hang/*/", "ROUND/don-vi/*/", "en/ROUND/"}
    pages = [address for address in one_of_each(late_plain_site) if kind_of(address) in wanted]
    assert len(pages) == len(wanted)
    seen = look_at(browser, plain_base, pages, [WIDE, Look("vi", "dark", 320)])
    assert {str(look): found.faults for look, found in seen.items() if found.faults} == {}


@pytest.mark.parametrize("shell", ["base", "plain_base"])
def test_a_page_that_is_open_can_be_turned(browser: Browser, shell: str, request: pytest.FixtureRequest) -> None:
    """What the looks rest on: the scheme of the machine (plain) or the reader's choice (material) is followed."""
    page = new_page(browser, WIDE)
    open_at(page, request.getfixturevalue(shell))
    grounds = []
    for scheme in ("light", "dark", "light"):
        turn(page, Look("vi", scheme, 390))
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert page.evaluate("window.innerWidth") == 390
    assert grounds[0] == grounds[2] != grounds[1]
    page.close()


@pytest.mark.parametrize(
    ("scheme", "wanted"), [("light", {"color-contrast", "image-alt"}), ("dark", {"color-contrast"})]
)
def test_axe_finds_what_is_wrong(browser: Browser, base: str, script: str, scheme: str, wanted: set[str]) -> None:
    """What the checks of this module rest on: in either scheme a fault is seen."""
    page = new_page(browser, Look("vi", scheme, 1280))
    open_at(page, base)
    page.evaluate(script)
    words = "<p style='color: #999; background: #aaa'>pale</p><p><img src='data:,'></p>"
    page.evaluate("words => document.querySelector('article').insertAdjacentHTML('beforeend', words)", words)
    assert {fault.partition(":")[0] for fault in axe(page, scheme)["faults"]} == wanted
    page.close()


def test_what_is_too_wide_or_cut_off_is_seen(browser: Browser, base: str) -> None:
    page = new_page(browser, WIDE)
    open_at(page, base)
    assert list(boxes(page, WIDE.width)) == []
    words = "<svg width=20 height=20><text y=15>Ủy ban nhân dân</text></svg><div style='width: 2000px'>rộng</div>"
    words += "<table><tr><td style='max-width: 2rem; white-space: nowrap'>(transparency)</td><td>14</td></tr></table>"
    page.evaluate("words => document.querySelector('article').insertAdjacentHTML('beforeend', words)", words)
    wide, *cut = boxes(page, WIDE.width)
    assert wide.endswith("px wide")
    assert cut == ["«Ủy ban nhân dân» is cut", "«(transparency)» is cut"]
    page.close()


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
    for address in addresses(late_site):
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
    # The scripts are the same in every language.
    for address in addresses(late_site, "vi"):
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
