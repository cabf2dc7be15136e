"""What a visitor's browser has to fetch for a page: the page itself and all it asks for, packed as servers send it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath

TARGETS = {"material": {"ranking": 110, "unit": 100}, "plain": {"ranking": 40, "unit": 30}}
"""Kilobytes at most, by shell and kind of page."""

SEARCH_TARGET, SCRIPT_TARGET = 12, 4
LEVEL = 6
"""How hard common servers pack."""

_ASKED = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script)[^>]*?(?:href|src)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Weight:
    """Kilobytes, packed: of the page, and of everything with it."""

    page: float
    total: float


def packed(data: bytes) -> float:
    return len(gzip.compress(data, LEVEL, mtime=0)) / 1000


def weight_of(site: Path, address: str) -> Weight:
    html = (site / address / "index.html").read_bytes()
    files = [site / normpath(join(address, link)) for link in _asked(html.decode())]
    page = packed(html)
    return Weight(page, page + sum(packed(file.read_bytes()) for file in files))


def _asked(html: str) -> Iterator[str]:
    """Style sheets, scripts and the icon; nothing else is asked for before a visitor does something."""
    yield from dict.fromkeys(_ASKED.findall(html))
