"""Hand-written pages without a site engine: Markdown to pages, for the plain shell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from markdown import Markdown

from minhbach.exact import Lang
from minhbach.site.addresses import in_language, relative
from minhbach.site.pages import Page
from minhbach.site.shells.prose import scrolled

EXTENSIONS = ("meta", "toc", "tables", "attr_list", "admonition", "fenced_code")

_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r'href="([^":#]+)\.md((?:#[^"]*)?)"')
_PICTURE = re.compile(r'src="(assets/[^":]+)"')
MOST_WORDS = 160
"""Letters of a description."""


@dataclass(frozen=True, slots=True)
class WrittenPages:
    """The Markdown files of one language in a folder."""

    folder: Path
    lang: Lang

    def addresses(self) -> Iterator[str]:
        yield from (address_of(path) for path in self._files())

    def pages(self) -> Iterator[Page]:
        for path in self._files():
            yield _page(path, self.lang)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.md")) if self.folder.is_dir() else []


def address_of(path: Path) -> str:
    return f"{path.stem}/"


def _page(path: Path, lang: Lang) -> Page:
    settings: Mapping[str, Any] = {"toc": {"permalink": False, "title": ""}}
    markdown = Markdown(extensions=EXTENSIONS, extension_configs=dict(settings), output_format="html")
    # A block of code that is wider than a phone is scrolled, by keyboard too.
    body = markdown.convert(path.read_text(encoding="utf-8")).replace("<pre>", '<pre tabindex="0">')
    body = scrolled(body, lang)
    # The extension for the lines on top leaves them in an attribute that the class does not declare.
    lines_on_top: Mapping[str, list[str]] = getattr(markdown, "Meta", {})
    told = {name: " ".join(lines) for name, lines in lines_on_top.items()}
    address = address_of(path)
    body = _LINK.sub(partial(_link, page=address, lang=lang), body)
    body = _PICTURE.sub(lambda found: f'src="{relative(found[1], in_language(address, lang))}"', body)
    title, text = _TITLE.search(body), _PARAGRAPH.search(body)
    description = told.get("description") or (_plain(text[1]) if text else "")
    if len(description) > MOST_WORDS:
        description = description[:MOST_WORDS].rpartition(" ")[0] + " …"
    return Page(
        address=address,
        lang=lang,
        title=told.get("title") or (_plain(title[1]) if title else path.stem),
        description=description,
        body=_with_anchor(body),
        aside=True,
        searched=True,
    )


def _with_anchor(body: str) -> str:
    """The place that the link to the content leads to: the heading keeps its own id."""
    return f'<a id="noi-dung"></a>{body}' if 'id="noi-dung"' not in body else body


def _link(found: re.Match[str], page: str, lang: Lang) -> str:
    """`a.md` beside the page, `b/index.md` for a generated one."""
    target = normpath(join("/", found[1])).lstrip("/")
    target = target.removesuffix("index").rstrip("/")
    address = in_language(f"{target}/" if target else "", lang)
    return f'href="{relative(address, in_language(page, lang))}{found[2]}"'


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
