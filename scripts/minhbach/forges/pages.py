"""Lists that come in pages: complete, or an error. Nothing is cut off silently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from minhbach.forges import http_words as words
from minhbach.forges.http import Answer, Client
from minhbach.forges.interface import ForgeError

Query = Mapping[str, str | int]

LINK = re.compile(r"<([^<>]*)>([^<]*)")
NEXT = re.compile(r""";\s*rel\s*=\s*"?(?:[^";]*\s)?next(?:\s[^";]*)?"?\s*(?:;|,|$)""", re.IGNORECASE)

MOST_NUMBERED = 50
"""Forgejo and Gitea give no more on a page, whatever is asked."""


def rows_of(answer: Answer) -> list[Any]:
    """The items of a list; Go's empty list may come as null."""
    if answer.data is None:
        return []
    if not isinstance(answer.data, list):
        raise ForgeError(words.unreadable(answer.asked))
    return answer.data


def next_link(header: str) -> str | None:
    """The address of the next page in a `Link` header (RFC 8288)."""
    return next((link for link, parameters in LINK.findall(header) if NEXT.search(parameters)), None)


def linked(client: Client, path: str, query: Query) -> Iterator[Any]:
    """GitHub's way: each page names the next."""
    answer = client.get(path, query)
    for page in count(1):
        yield from rows_of(answer)
        link = next_link(answer.headers.get("link", ""))
        if link is None:
            return
        if page >= client.options.most_pages:
            raise ForgeError(words.endless(answer.asked, client.options.most_pages))
        answer = client.follow(link, answer.asked)


def numbered(client: Client, path: str, query: Query, *, counted: bool = True) -> Iterator[Any]:
    """Forgejo's and Gitea's way: pages by number until all are there.

    Some lists have no `Link`, and where there is one it names the public address, which need not be ours. The total
    counts items that a page leaves out (others' unsent reviews), so a page that is short or empty is not the last:
    the widest page that came says how many there are at most. `counted` is false where the total is that of the page.
    """
    seen = widest = 0
    for page in range(1, client.options.most_pages + 1):
        answer = client.get(path, {**query, "page": page, "limit": min(client.options.page_size, MOST_NUMBERED)})
        rows = rows_of(answer)
        yield from rows
        seen, widest = seen + len(rows), max(widest, len(rows), 1)
        total = _total(answer) if counted else None
        if (total is None and not rows) or (total is not None and (seen >= total or page * widest >= total)):
            return
    raise ForgeError(words.endless(f"GET {path}", client.options.most_pages))


def whole(client: Client, path: str) -> list[Any]:
    """A list that the forge gives in one piece; if it says that there is more, it is not used."""
    answer = client.get(path)
    rows = rows_of(answer)
    total = _total(answer)
    if total is not None and total > len(rows):
        raise ForgeError(words.incomplete(answer.asked, len(rows), total))
    return rows


def _total(answer: Answer) -> int | None:
    value = answer.headers.get("x-total-count", "")
    return int(value) if value.isdecimal() else None
