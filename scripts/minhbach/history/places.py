"""Which part of a round a path is, and whose: by the register that was in force at that commit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from minhbach.model.units import Register, Tier, Unit, unit_path


class Area(StrEnum):
    UNIT = "unit"
    REVIEW = "review"
    INSPECTION = "inspection"
    AMENDMENT = "amendment"
    PUBLISHED = "published"
    ROUND = "round"
    REGISTER = "register"
    LINEAGE = "lineage"
    ACCOUNTS = "accounts"
    RECEIPTS = "receipts"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """`unit` is its code; `name` that of the file without its ending."""

    area: Area
    unit: str | None = None
    name: str = ""


_SINGLE = {
    "round.yaml": Area.ROUND,
    "units.yaml": Area.REGISTER,
    "lineage.yaml": Area.LINEAGE,
    "accounts.yaml": Area.ACCOUNTS,
    "receipts.yaml": Area.RECEIPTS,
}
_FOLDERS = {"reviews": Area.REVIEW, "inspections": Area.INSPECTION}
_NUMBERED = {"amendments": (Area.AMENDMENT, ".yaml"), "published": (Area.PUBLISHED, ".json")}
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")


class Map:
    """The places of one register."""

    def __init__(self, round_id: str, register: Register, tiers: Iterable[Tier]) -> None:
        self.register = register
        self._folder = f"submissions/{round_id}/"
        tiers = tuple(tiers)
        self._units: Mapping[str, Unit] = {unit_path(round_id, unit, register, tiers): unit for unit in register.units}

    def place(self, path: str) -> Place | None:
        """None when the path belongs to no unit of this register and is no file of a round."""
        if path in self._units:
            return Place(Area.UNIT, self._units[path].code)
        inside = path.removeprefix(self._folder)
        if inside in _SINGLE:
            return Place(_SINGLE[inside])
        folder, _, file = inside.partition("/")
        name, dot, ending = file.rpartition(".")
        if not _NAME.match(name):
            return None
        if folder in _FOLDERS and ending == "yaml" and name in self.register.by_code:
            return Place(_FOLDERS[folder], name, name)
        area, wanted = _NUMBERED.get(folder, (Area.OTHER, ""))
        return Place(area, None, name) if dot + ending == wanted else None
