"""The directory of all units over all rounds, and the small list that the unit finder loads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from minhbach.model.units import Unit
from minhbach.site import addresses
from minhbach.site.collation import fold, vietnamese_key
from minhbach.site.contexts.view import Link, RoundView, SiteView


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    name: str
    code: str
    key: str
    tier: str
    parent: Link | None
    parent_code: str
    address: str
    rounds: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TierList:
    id: str
    title: str
    entries: tuple[Entry, ...]
    has_parent: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DirectoryPage:
    address: str
    tiers: tuple[TierList, ...]
    areas: tuple[Link, ...]
    count: int


def build(site: SiteView) -> DirectoryPage:
    """Each unit once, as its newest round knows it."""
    views = site.rounds
    newest: dict[str, tuple[RoundView, Unit]] = {}
    for view in views:
        for unit in view.register.units:
            newest.setdefault(unit.code, (view, unit))
    found = sorted(newest.values(), key=lambda item: vietnamese_key(item[1].name))
    entries = [_entry(view, unit, views) for view, unit in found]
    tiers = list(dict.fromkeys((tier.title.vi, tier.slug) for view in views for tier in view.criteria.tiers))
    lists = tuple(_tier_list(title, slug, entries) for title, slug in tiers)
    areas = [(unit.name, view, unit) for view, unit in found if unit.code in view.register.children]
    return DirectoryPage(
        address=addresses.DIRECTORY,
        tiers=tuple(item for item in lists if item.entries),
        areas=tuple(Link(name, addresses.area(view.id, unit.code)) for name, view, unit in areas),
        count=len(entries),
    )


def _tier_list(title: str, slug: str, entries: Sequence[Entry]) -> TierList:
    own = tuple(entry for entry in entries if entry.tier == title)
    return TierList(id=f"cap-{slug}", title=title, entries=own, has_parent=any(entry.parent for entry in own))


def _entry(view: RoundView, unit: Unit, views: Sequence[RoundView]) -> Entry:
    parent = view.parent_link(unit)
    tier = next((tier.title.vi for tier in view.criteria.tiers if tier.id == unit.tier), unit.tier)
    rounds = [other for other in views if unit.code in other.register.by_code]
    return Entry(
        name=unit.name,
        code=unit.code,
        key=fold(f"{unit.name} {unit.code} {parent.title if parent else ''}"),
        tier=tier,
        parent=parent,
        parent_code=unit.parent or "",
        address=addresses.unit(view.id, unit.code),
        rounds=tuple(Link(other.id, addresses.unit(other.id, unit.code)) for other in rounds),
    )


def finder_list(page: DirectoryPage) -> bytes:
    """[name, what it belongs to, code, address] of every unit; the script folds the names itself."""
    rows = [
        [entry.name, entry.parent.title if entry.parent else tier.title, entry.code, entry.address]
        for tier in page.tiers
        for entry in tier.entries
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
