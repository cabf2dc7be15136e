"""What a path of the repository is, by the base's own register: exact paths only, never a likeness."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minhbach.gate.authority import Area

_ROUND_FILES = {
    "round.yaml": Area.ROUND,
    "units.yaml": Area.REGISTER,
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


_FOREIGN = str.maketrans("аеіорсухѕјԁɡһոզԝАВЕКМНОРСТХіοανкмт", "aeiopcyxsjdghnqwabekmhopctxioavkmt")
"""Letters of other scripts that are drawn like Latin ones."""


def _folded(path: str) -> str:
    plain = unicodedata.normalize("NFKD", path).translate(_FOREIGN).casefold().replace("đ", "d")
    return re.sub(r"[^a-z0-9/._-]", "", plain)


def is_plain(path: str) -> bool:
    """Only what a path of a data repository is made of: nothing invisible, foreign or meant for a shell."""
    return re.fullmatch(r"[A-Za-z0-9_.][A-Za-z0-9_.-]*(/[A-Za-z0-9_.][A-Za-z0-9_.-]*)*", path) is not None
