"""The order of Vietnamese dictionaries, syllable by syllable: letters (a ă â b c d đ ...), then tones.

Tones stand in the order không, huyền, hỏi, ngã, sắc, nặng: `Đông Viên` comes before `Đồng Lạc`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TypeAlias

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = (
    "\N{COMBINING GRAVE ACCENT}",
    "\N{COMBINING HOOK ABOVE}",
    "\N{COMBINING TILDE}",
    "\N{COMBINING ACUTE ACCENT}",
    "\N{COMBINING DOT BELOW}",
)

_PLACE = {letter: place for place, letter in enumerate(LETTERS)}
_TONE = {mark: place for place, mark in enumerate(TONES, start=1)}
_RUN = re.compile(r"[0-9]+|[^\W\d_]+|[^\w]+|_+")

Key: TypeAlias = tuple[tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...], str]


def vietnamese_key(text: str) -> Key:
    """A sort key. Numbers sort by value, before words; what is equal stays in the order of its characters."""
    syllables: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = []
    for run in _RUN.findall(unicodedata.normalize("NFC", text).casefold()):
        if run[0].isdigit():
            syllables.append((0, (int(run),), ()))
        elif run[0].isalpha():
            letters = [_split(char) for char in run]
            # A tone belongs to its syllable: hòa and hoà are the same word, typed two ways.
            tones = sorted(tone for _, tone in letters if tone)
            syllables.append((1, tuple(letter for letter, _ in letters), tuple(tones)))
    return tuple(syllables), text


def _split(char: str) -> tuple[int, int]:
    """A letter's place in the alphabet and its tone."""
    tone = 0
    rest = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONE:
            tone = _TONE[part]
        else:
            rest.append(part)
    letter = unicodedata.normalize("NFC", "".join(rest))
    return _PLACE.get(letter, len(LETTERS) + ord(letter[0])), tone


def fold(text: str) -> str:
    """Without tones and marks, đ as d, lower case: what the unit finder compares. The script folds the same way."""
    plain = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char)).replace("đ", "d")
    return " ".join(bare.split())
