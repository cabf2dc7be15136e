"""What stands in the head of every page whatever the shell: its twin in the other language, feed and data about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from minhbach.exact import Lang
from minhbach.site import addresses
from minhbach.site.pages import LANGUAGES, Page

LESS = "\\u003c"


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """What shells know of the whole site.

    `url` is where it is published, with a slash at the end, empty when nobody knows. `alone` are the paths of pages
    that have no twin in the other language.
    """

    name: str
    url: str = ""
    alone: Collection[str] = field(default_factory=frozenset)

    def twin(self, path: str) -> str:
        """The path of the same page in the other language; its home page when there is none."""
        lang, address = language_of(path)
        other: Lang = "en" if lang == "vi" else "vi"
        return addresses.in_language("" if path in self.alone else address, other)


def language_of(path: str) -> tuple[Lang, str]:
    """The language and the address of a path."""
    for lang in LANGUAGES[1:]:
        if path.startswith(f"{lang}/"):
            return lang, path.removeprefix(f"{lang}/")
    return "vi", path


def without_twin(written: Mapping[Lang, frozenset[str]]) -> frozenset[str]:
    """The paths of the hand-written pages that only some languages have."""
    both = frozenset[str].intersection(*written.values())
    return frozenset(addresses.in_language(item, lang) for lang, own in written.items() for item in own - both)


def title_of(site: Site, page: Page) -> str:
    return f"{page.title} – {site.name}" if page.address else f"{site.name} – {page.title}"


def head_of(site: Site, path: str, page: Page | None = None) -> str:
    """`page` is None for a hand-written page."""
    return "".join((*_lines(site, path), *(_own_lines(page) if page is not None else ())))


def _lines(site: Site, path: str) -> Iterator[str]:
    """The feed, and the same page in the other language."""
    lang, _ = language_of(path)
    yield f'<link rel="alternate " type="application/atom+xml" href="{addresses.relative(addresses.feed(lang), path)}">'
    yield from _alternates(site, path)


def _alternates(site: Site, path: str) -> Iterator[str]:
    """Search engines take whole addresses only; people find the other language in the header of every page."""
    if not site.url:
        return
    yield f'<link rel="canonical" href="{escape(site.url + path)}">'
    if path not in site.alone:
        _, address = language_of(path)
        for other in LANGUAGES:
            target = escape(site.url + addresses.in_language(address, other))
            # The blank is for Material: beside each link whose relation is this word alone it asks for a site map.
            yield f'<link rel="alternate " hreflang="{other}" href="{target}">'


def _own_lines(page: Page) -> Iterator[str]:
    for script in page.scripts:
        yield f'<script src="{addresses.relative(script, page.path)}" defer></script>'
    if page.data:
        # Written so, no text of it can end the element or begin another.
        yield f'<script type="application/ld+json">{page.data.replace("<", LESS)}</script>'
