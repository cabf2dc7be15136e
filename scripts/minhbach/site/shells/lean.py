"""Own styles and scripts as they are sent: without the comments and indentation that serve readers of the source."""

from __future__ import annotations

import re

OWN = re.compile(r"assets/mb[a-z-]*\.(?:css|js)")
_COMMENT = re.compile(rb"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)


def lean(path: str, data: bytes) -> bytes:
    """`data` of the file at `path`; all but own styles and scripts stay as they are.

    Only comments that begin a line go, so that a text in quotes is never taken for one; line breaks stay.
    """
    return _INDENT.sub(b"", _COMMENT.sub(b"", data)) if OWN.fullmatch(path) else data
