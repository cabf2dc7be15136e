"""What the press hands to a site engine: finished pages and files. Knows no engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape

from minhbach.exact import Lang
from minhbach.site.addresses import in_language

LANGUAGES: tuple[Lang, ...] = ("vi", "en")
"""Vietnamese is the official text and stands at the root."""

_HEADING = re.compile(r"<h([123])\b[^>]*?\bid=\"([^\"]+)\"[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of the site. `title` and `description` are plain text, `body` is finished HTML that starts with its `h1`.

    `address` is the same in every language. `data` is JSON-LD about the page, empty without.
    `scripts` are the paths of scripts that only this page needs.
    `aside` says that the page shows its headings beside the text; `searched` that they go into the index of the search,
    which holds title and description of the pages of the menu. Whole texts stay out of it: every visitor loads it.
    """

    address: str
    title: str
    description: str
    body: str
    lang: Lang = "vi"
    data: str = ""
    scripts: tuple[str, ...] = ()
    aside: bool = False
    searched: bool = False

    @property
    def path(self) -> str:
        """Its address in the tree of its language."""
        return in_language(self.address, self.lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageJob:
    """A page that is still to be made. What must be known of it before is here.

    `tells_files` says that it tells size or digest of files, so that these must have been written.
    """

    address: str
    lang: Lang
    make: Callable[[], Page]
    aside: bool = False
    tells_files: bool = False

    @property
    def path(self) -> str:
        return in_language(self.address, self.lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileJob:
    """A file of the site, by its path from the root, that is still to be made, piece by piece.

    `one_of_many` says that no page tells its size or digest, so that any share of a build may write it.
    """

    path: str
    make: Callable[[], Iterable[bytes]]
    one_of_many: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    id: str
    title: str


def headings(body: str) -> tuple[Heading, ...]:
    """The headings of a finished body that carry an id, as plain text."""
    return tuple(
        Heading(int(found[1]), found[2], " ".join(unescape(_TAG.sub("", found[3])).split()))
        for found in _HEADING.finditer(body)
    )
