"""What the press hands to a site engine: finished pages and files. Knows no engine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_HEADING = re.compile(r"<h([123])\b[^>]*?\bid=\"([^\"]+)\"[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of the site. `title` and `description` are plain text, `body` is finished HTML that starts with its `h1`.

    `aside` says that the page shows its headings beside the text; `searched` that they go into the index of the search,
    which holds title and description of every page. Whole texts stay out of it: every visitor loads the index.
    """

    address: str
    title: str
    description: str
    body: str
    aside: bool = False
    searched: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Asset:
    """A file of the site, by its path from the root."""

    path: str
    data: bytes


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
