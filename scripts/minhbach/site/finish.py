"""What can be written only when every page is known: the index of the search, the list of pages for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from minhbach.exact import Lang
from minhbach.site.addresses import in_language
from minhbach.site.collation import fold
from minhbach.site.pages import Heading, Page, headings
from minhbach.site.shells.heads import language_of

MOST_SEARCHED = 2_000
"""Pages in an index: every visitor who searches loads it. Of more, units are left to the finder of units."""

Entry = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PageFact:
    """What is known of a page once it is written; `headings` are those that are searched.

    `listed` says that the menu leads to it.
    """

    path: str
    title: str
    description: str
    headings: tuple[Heading, ...] = ()
    listed: bool = False


def fact_of(page: Page, *, listed: bool) -> PageFact:
    found = tuple(item for item in headings(page.body) if item.level > 1) if page.searched else ()
    return PageFact(page.path, page.title, page.description, found, listed)


def search_path(lang: Lang) -> str:
    return in_language("", lang) + "search/search_index.json"


def search_index(facts: Iterable[PageFact], written: Sequence[Entry], lang: Lang) -> bytes:
    """The index that the theme reads: titles and descriptions, headings of reference pages, hand-written texts."""
    own = [fact for fact in facts if language_of(fact.path)[0] == lang]
    if len(own) > MOST_SEARCHED:
        own = [fact for fact in own if fact.listed]
    docs = [*written, *(entry for fact in own for entry in _entries(fact))]
    config = {"lang": [lang], "separator": r"[\s\-]+", "pipeline": ["stopWordFilter"], "fields": _FIELDS}
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":")).encode()


_FIELDS = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}


def _entries(fact: PageFact) -> Iterator[Entry]:
    place = language_of(fact.path)[1]
    # Whoever types without tones finds the page by its folded title.
    yield {"location": place, "title": escape(fact.title), "text": f"{escape(fact.description)} {fold(fact.title)}"}
    for item in fact.headings:
        yield {"location": f"{place}#{item.id}", "title": escape(item.title), "text": escape(fold(item.title))}


def site_map(url: str, paths: Iterable[str]) -> bytes:
    """The pages for search engines, which take whole addresses only: none where the site's own is not known."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<url><loc>{escape(url + path)}</loc></url>" for path in paths if url]
    return "\n".join([*lines, "</urlset>", ""]).encode()
