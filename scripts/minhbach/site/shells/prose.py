"""What the hand-written pages of both shells share: tables and code that are wider than a phone are scrolled."""

from __future__ import annotations

import re
from itertools import count

from minhbach.exact import Lang

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_NAMES = {"vi": "Bảng", "en": "Table"}


def scrolled(html: str, lang: Lang) -> str:
    """Every plain table in a box of its own, which the keyboard reaches and a screen reader names."""
    numbers = count(1)

    def boxed(found: re.Match[str]) -> str:
        name = f"{_NAMES[lang]} {next(numbers)}"
        table = f'<table class="mb-table mb-table--prose">{found[1]}</table>'
        return f'<div class="mb-scroll" role="region" aria-label="{name}" tabindex="0">{table}</div>'

    return _TABLE.sub(boxed, html)
