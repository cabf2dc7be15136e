"""What a catalogue entry is made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from minhbach.diagnostics import Severity, Text

MOST_SHOWN = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """One rule of the checker.

    `message` says what was found (placeholders in braces), `remedy` what to do, `reason` why the rule is there;
    `bad` and `good` are an example to copy. `variants` are other remedies and `messages` other messages, chosen by the
    finding's `detail`.
    """

    id: str
    severity: Severity = Severity.ERROR
    title: Text
    message: Text
    reason: Text
    remedy: Text
    bad: str
    good: str
    variants: Mapping[str, Text] = field(default_factory=dict)
    messages: Mapping[str, Text] = field(default_factory=dict)


def shown(text: str, most: int = MOST_SHOWN) -> str:
    """What somebody typed, made safe to stand in a message: one line, no control or bidirectional characters, cut."""
    clean = "".join(char if unicodedata.category(char)[0] not in "CZ" else " " for char in text[: most * 4])
    clean = " ".join(clean.split())
    return clean if len(clean) <= most else clean[: most - 1].rstrip() + "…"
