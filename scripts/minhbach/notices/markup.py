"""What somebody typed, as text inside a forge's Markdown: nothing of it becomes markup, a link, a call or a table.

Two kinds of marks have to be put out. Those of Markdown itself are written as character references, which are text by
the specification wherever they stand. Those that the forges look for afterwards in the finished page (`@name`, `#1`,
`:smile:`, addresses, commits) are interrupted by a word joiner, which has no width.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

JOINER = "\N{WORD JOINER}"
MOST_TYPED = 300
LONGEST_PER_CHARACTER = 8
"""A typed character becomes at most this many: a reference of five or six, and a joiner."""

_MARKDOWN = {ord(char): f"&#{ord(char)};" for char in "\\`*_[]{}<>&|~$"}
_AT_THE_START = re.compile(r"[-+=:#](?![0-9])|[0-9]+(?=[.)](?:\s|\Z))")
_CALLS = re.compile(r"(?<=[@#:!])(?=\S)|(?<=\S)(?=@)")
_TICKETS = re.compile(r"(?<=[A-Za-z]-)(?=[0-9])")
_COMMITS = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{7,}(?![0-9A-Za-z])")
_HOSTS = re.compile(r"(?<=www)(?=\.)", re.IGNORECASE)
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9])?\Z")


def one_line(text: str, most: int = MOST_TYPED) -> str:
    """No line breaks, no control, bidirectional or invisible characters; cut at `most` characters."""
    clean = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text[: most * 4])
    clean = " ".join(clean.split())
    return clean if len(clean) <= most else clean[: most - 1].rstrip() + "…"


def typed(text: str, most: int = MOST_TYPED) -> str:
    """One line of plain text that may stand anywhere: in a paragraph, a list, a heading, a cell of a table."""
    clean = one_line(text, most)
    for mark in (_CALLS, _TICKETS, _HOSTS):
        clean = mark.sub(JOINER, clean)
    clean = _COMMITS.sub(_interrupted, clean)
    start = _AT_THE_START.match(clean)
    written = clean.translate(_MARKDOWN)
    return _references(start[0]) + written[start.end() :] if start else written


def _interrupted(run: re.Match[str]) -> str:
    return JOINER.join(run[0][at : at + 4] for at in range(0, len(run[0]), 4))


def _references(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text)


def code(text: str, most: int = MOST_TYPED) -> str:
    """The same text in a typewriter face. An HTML element, since a code span cannot hold every backtick and pipe."""
    return f"<code>{typed(text, most)}</code>"


def link(words: str, address: str) -> str:
    """A link with typed words; only the words when the address is none of the web."""
    safe = web_address(address)
    return f"[{typed(words)}]({safe})" if safe else typed(words)


def web_address(address: str) -> str:
    """The address with everything that could end a Markdown link written as %XX; empty unless it is http(s)."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return quote(address, safe="/:?#@%=&+,;~-._", errors="replace")


def call(login: str) -> str:
    """A mention that notifies. A login that is none is only written."""
    return f"@{login}" if _LOGIN.match(login) else typed(login)
