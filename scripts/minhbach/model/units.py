"""The register of units of a round, and the tiers they are ranked in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from minhbach.diagnostics import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Tier:
    """A tier of government, ranked apart; units of the tier `parent` approve its figures, `plural` names its sums."""

    id: str
    title: Text
    slug: str
    plural: str | None = None
    parent: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A unit of a round. `code` is text (`060` is not 60); `exempt` is the published reason not to assess it."""

    code: str
    name: str
    type: str
    tier: str
    slug: str
    parent: str | None = None
    exempt: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Province:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Register:
    """The units of a round in the register's order, with look-ups by code and by parent."""

    province: Province
    units: tuple[Unit, ...]
    by_code: Mapping[str, Unit] = field(init=False, compare=False, repr=False)
    children: Mapping[str, tuple[Unit, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        children: dict[str, list[Unit]] = {}
        for unit in self.units:
            if unit.parent is not None:
                children.setdefault(unit.parent, []).append(unit)
        object.__setattr__(self, "by_code", {unit.code: unit for unit in self.units})
        object.__setattr__(self, "children", {code: tuple(units) for code, units in children.items()})

    def of_tier(self, tier: str) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.tier == tier)

    def same(self, unit: Unit) -> Unit | None:
        """The unit of another round, if it is here: the same code under the same name, since codes are reused."""
        found = self.by_code.get(unit.code)
        return found if found is not None and found.name == unit.name else None

    def parent_of(self, unit: Unit) -> Unit | None:
        return self.by_code.get(unit.parent) if unit.parent else None


def unit_path(round_id: str, unit: Unit, register: Register, tiers: Iterable[Tier]) -> str:
    """The one file of a unit.

    A unit with a parent lies in the parent's folder; a unit that has a tier below it lies in its own folder under its
    tier's name; any other lies in its tier's folder.
    """
    tiers = tuple(tiers)
    folder = f"submissions/{round_id}/units"
    parent = register.parent_of(unit)
    if parent is not None:
        return f"{folder}/{parent.slug}/{unit.slug}.yaml"
    slug = next((tier.slug for tier in tiers if tier.id == unit.tier), unit.tier)
    if any(tier.parent == unit.tier for tier in tiers):
        return f"{folder}/{unit.slug}/_{slug}.yaml"
    return f"{folder}/{slug}/{unit.slug}.yaml"
