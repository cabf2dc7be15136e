"""What a path of the repository is, by the base's own register: exact paths only, never a likeness."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minhbach.gate.authority import Area

_ROUND_FILES = {
    "round.yaml": Area.ROUND,
    "README.md": Area.ROUND,
    "units.yaml": Area.REGISTER,
    "lineage.yaml": Area.REGISTER,
    "accounts.yaml": Area.ACCOUNTS,
    "receipts.yaml": Area.RECEIPTS,
}
_ROUND_FOLDERS = {
    "reviews": Area.REVIEW,
    "inspections": Area.INSPECTION,
    "amendments": Area.AMENDMENT,
    "published": Area.PUBLISHED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A path and what it is. `unit` is the code of the unit that a figures, review or inspection file is about."""

    path: str
    area: Area
    round: str | None = None
    unit: str | None = None
    set: str | None = None


def locate(path: str, unit_paths: Mapping[str, tuple[str, str]]) -> Spot:
    """`unit_paths` gives round and unit code of every path that the base's registers allow."""
    known = unit_paths.get(path)
    if known is not None:
        return Spot(path=path, area=Area.UNIT, round=known[0], unit=known[1])
    words = path.split("/")
    if words[0] == "criteria" and len(words) > 2:
        return Spot(path=path, area=Area.CRITERIA, set=words[1])
    if words[0] != "submissions" or len(words) < 3:
        return Spot(path=path, area=Area.OTHER)
    if len(words) == 3:
        return Spot(path=path, area=_ROUND_FILES.get(words[2], Area.OTHER), round=words[1])
    area = _ROUND_FOLDERS.get(words[2], Area.OTHER)
    if len(words) > 4:
        area = Area.OTHER
    about = words[3].removesuffix(".yaml") if area in (Area.REVIEW, Area.INSPECTION) else None
    return Spot(path=path, area=area, round=words[1], unit=about)


def look_alike(path: str, known: Iterable[str]) -> str | None:
    """The known path that this one can be taken for: other case, accents, invisible or foreign letters."""
    folded = _folded(path)
    return next((other for other in known if other != path and _folded(other) == folded), None)


_DRAWN_ALIKE = {
    "a": "аАαΑɑ",
    "b": "вВьЬΒ",
    "c": "сС",
    "d": "ԁԀđĐðÐ",
    "e": "еЕΕ",
    "g": "ɡց",
    "h": "һҺнНΗ",
    "i": "іІιΙı",
    "j": "јЈ",
    "k": "кКκΚ",
    "l": "ӏӀ",
    "m": "мМΜ",
    "n": "пոηΝ",
    "o": "оОοΟօ",
    "p": "рРρΡ",
    "q": "ԛԚզ",
    "s": "ѕЅ",
    "t": "тТτΤ",
    "u": "υս",
    "v": "νѵѴ",
    "w": "ԝԜω",
    "x": "хХχΧ",
    "y": "уУүҮγΥ",
    "z": "Ζ",
    "-": "‐‒–—―−",
    "/": "⁄∕",
}
"""Signs of file names, each with others that are drawn like it: Cyrillic, Greek, Armenian and more."""

_AS_DRAWN = str.maketrans({other: sign for sign, others in _DRAWN_ALIKE.items() for other in others})


def _folded(path: str) -> str:
    """How a path looks at a glance. What stands for nothing, such as accents and invisible signs, is left out."""
    plain = unicodedata.normalize("NFKD", path).translate(_AS_DRAWN).casefold()
    return re.sub(r"[^a-z0-9/._-]", "", plain)


_NAME = r"(?!\.+(?:/|\Z))[A-Za-z0-9_.][A-Za-z0-9_.-]*"
_PLAIN = re.compile(rf"{_NAME}(?:/{_NAME})*")


def is_plain(path: str) -> bool:
    """Only what a path of a data repository is made of: nothing invisible, foreign or meant for a shell."""
    return _PLAIN.fullmatch(path) is not None
