"""Nothing that somebody types becomes markup: asked of a real renderer, and of the marks that the forges look for."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from markdown import Markdown

from minhbach.notices.markup import (
    JOINER,
    LONGEST_PER_CHARACTER,
    MOST_TYPED,
    call,
    code,
    link,
    one_line,
    typed,
    web_address,
)
from tests.gate.strategies import hostile, texts

# Links, mentions, issues, commits and bare addresses become links, as on a forge.
RENDERER = Markdown(
    extensions=["tables", "fenced_code", "pymdownx.tilde", "pymdownx.magiclink"],
    extension_configs={
        "pymdownx.magiclink": {
            "repo_url_shorthand": True,
            "social_url_shorthand": True,
            "repo_url_shortener": True,
            "provider": "github",
            "user": "tinh",
            "repo": "du-lieu",
        }
    },
)

# What the forges look for in the text of the finished page.
CALLS = (
    re.compile(r"@[A-Za-z0-9]"),
    re.compile(r"#[0-9]"),
    re.compile(r"\b[A-Za-z]+-[0-9]"),
    re.compile(r"![0-9]"),
    re.compile(r":[a-z0-9_+-]+:", re.IGNORECASE),
    re.compile(r"[a-z][a-z0-9+.-]*:(//)?[^\s⁠]", re.IGNORECASE),
    re.compile(r"\bwww\.", re.IGNORECASE),
    re.compile(r"[^\s⁠]@|@[^\s⁠]"),
    re.compile(r"(?<![0-9a-z])[0-9a-f]{7,64}(?![0-9a-z])", re.IGNORECASE),
)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser gives it
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def rendered(source: str) -> tuple[list[str], str]:
    """The tags of the page and its text without the joiners."""
    page = Page()
    page.feed(RENDERER.reset().convert(source))
    page.close()
    return page.tags, "".join(page.texts).replace(JOINER, "")


def plain(text: str) -> str:
    return unescape(text).replace(JOINER, "")


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "@ten", "#12", "https://x.invalid", "**x**", "`x`", "![i](x)", "a@x.invalid"]
)
def test_the_renderer_would_show_it(text: str) -> None:
    """Otherwise the tests below would prove nothing."""
    assert rendered(f"x {text}")[0] != ["p"]


@given(hostile)
def test_in_a_paragraph_it_is_that_text_and_nothing_else(text: str) -> None:
    tags, shown = rendered(f"x {typed(text)}")
    assert tags == ["p"]
    assert shown.split() == ["x", *one_line(text).split()]


@given(hostile)
def test_at_the_start_of_a_line_it_begins_nothing(text: str) -> None:
    if typed(text):
        assert rendered(typed(text))[0] == ["p"]
        assert rendered(f"- {typed(text)}")[0] == ["ul", "li"]


@given(hostile)
def test_in_a_cell_the_table_keeps_its_shape(text: str) -> None:
    tags, _ = rendered(f"| a | b |\n| --- | --- |\n| {typed(text)} | {code(text)} |\n")
    assert tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "code"]


@given(texts)
def test_no_line_break_no_control_no_direction(text: str) -> None:
    assert one_line(typed(text).replace(JOINER, ""), 10**6) == typed(text).replace(JOINER, "")
    assert not re.search(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", typed(text))


@given(texts)
def test_nothing_calls_links_or_becomes_a_picture_afterwards(text: str) -> None:
    written = unescape(typed(text))
    assert [pattern.pattern for pattern in CALLS if pattern.search(written)] == []


@given(texts)
def test_people_read_what_was_typed(text: str) -> None:
    assert plain(typed(text)) == one_line(text)


@given(texts)
def test_the_length_has_an_end(text: str) -> None:
    assert len(one_line(text * 50)) <= MOST_TYPED
    assert len(typed(text * 50)) <= MOST_TYPED * LONGEST_PER_CHARACTER


@given(texts)
def test_a_link_is_one_link_with_these_words(text: str) -> None:
    tags, _ = rendered(link(text or "x", "https://example.invalid/a"))
    assert tags == ["p", "a"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<b>x</b>", "&#60;b&#62;x&#60;/b&#62;"),
        ("a|b", "a&#124;b"),
        ("Báo cáo số 12/BC-UBND (lần 2), 85%", "Báo cáo số 12/BC-UBND (lần 2), 85%"),
        ("- một", "&#45; một"),
        ("1. một", "&#49;. một"),
        ("8.5", "8.5"),
        ("-5", "-5"),
        ("@ten", f"@{JOINER}ten"),
        ("a\r\nb", "a b"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}ab", "ab"),
        ("&#64;ten", f"&#38;#{JOINER}64;ten"),
    ],
)
def test_how_it_is_written(text: str, wanted: str) -> None:
    assert typed(text) == wanted


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.invalid",
        "ftp://x",
        "http://[",
        "",
        "x",
        "JAVASCRIPT://x/%0aalert(1)",
    ],
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert web_address(address) == ""
    assert link("x", address) == "x"


def test_an_address_cannot_end_its_link() -> None:
    address = web_address('https://x.invalid/a) "b" <c> `d` [e](f) \\ \n g')
    assert not re.search(r"[\s()<>\"`\[\]\\]", address)
    assert rendered(f"[x]({address})")[0] == ["p", "a"]


def test_a_call_names_an_account_or_is_text() -> None:
    assert call("lanh-dao-ba-be") == "@lanh-dao-ba-be"
    for login in ("", "a b", "-a", "a-", "a/b", "x](y)", "a" * 50, "a\n"):
        assert not call(login).startswith(f"@{login[:1] or 'x'}"), login
