"""A frame with slots: HTML that was rendered once, cut where the parts of each page go in."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

_SLOT = re.compile(r"mbslot-(title|description|head|policy|other|body)\b")
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_DATA = re.compile(r"type=\"?application/(?:ld\+)?json")


def slot(name: str) -> str:
    """The words that stand for a slot while a frame is rendered."""
    return f"mbslot-{name}"


@dataclass(frozen=True, slots=True)
class Frame:
    """Literal HTML and the names of slots, in turn, beginning with HTML."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> Frame:
        return cls(tuple(_SLOT.split(html)))

    def fill(self, values: Mapping[str, str]) -> str:
        """What goes into a slot is HTML already, and is not looked at again."""
        parts = list(self.parts)
        parts[1::2] = [values[name] for name in parts[1::2]]
        return "".join(parts)


def policy_of(html: str) -> str:
    """The content security policy that allows exactly what such a page holds, by the digests of its own scripts."""
    scripts = sorted({f"'sha256-{_digest(text)}'" for kind, text in _SCRIPT.findall(html) if _runs(kind, text)})
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *scripts)),
            "style-src 'self'",
            # Bars are drawn by the width of an element.
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
        )
    )


def _runs(kind: str, text: str) -> bool:
    return bool(text) and "src=" not in kind and not _DATA.search(kind)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
