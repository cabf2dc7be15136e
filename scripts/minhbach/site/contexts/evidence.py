"""Documents that a unit or a team names; only a plain web address becomes a link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from minhbach.model.submission import Evidence


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """`url` is empty unless it is an http(s) address."""

    title: str
    url: str


def evidence_items(items: Iterable[Evidence]) -> tuple[EvidenceItem, ...]:
    return tuple(EvidenceItem(item.title, web_address(item.url)) for item in items)


def web_address(url: str | None) -> str:
    """The address if it is plain http(s); a `javascript:` address in a submission never becomes a link."""
    if url is None:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
