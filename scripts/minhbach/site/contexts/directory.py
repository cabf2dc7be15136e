"""The directory of all units over all rounds, and the small list that the unit finder loads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minhbach.diagnostics import Text
from minhbach.model.units import Unit
from minhbach.site import addresses
from minhbach.site.collation import vietnamese_key
from minhbach.site.contexts.view import Link, RoundView, SiteView

MOST_LISTED = 500
"""Units in one list; of more, each area has its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A unit as its newest round knows it. `page` is over all rounds, `address` that of its newest round."""

    name: str
    code: str
    tier: str
    parent: str
    parent_code: str
    page: str
    address: str
    rounds: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Units of a tier; with a `title` those of one area, folded."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TierList:
    id: str
    title: str
    count: int
    groups: tuple[Group, ...]

    @property
    def entries(self) -> Iterator[Entry]:
        return (entry for group in self.groups for entry in group.entries)


@dataclass(frozen=True, kw_only=True, slots=True)
class DirectoryPage:
    address: str
    tiers: tuple[TierList, ...]
    areas: tuple[Link, ...]
    count: int


def build(site: SiteView) -> DirectoryPage:
    """Each unit once: its code and name, since codes are given again to others."""
    newest: dict[str, list[tuple[RoundView, Unit]]] = {}
    for view in site.rounds:
        for unit in view.source.shown_units:
            newest.setdefault(addresses.unit_rounds(unit, view.register), []).append((view, unit))
    found = sorted(newest.items(), key=lambda item: vietnamese_key(item[1][0][1].name))
    entries = [_entry(page, units) for page, units in found]
    tiers: dict[str, Text] = {}
    for view in site.rounds:
        for tier in view.criteria.tiers:
            tiers.setdefault(tier.slug, tier.title)
    lists = tuple(_tier_list(slug, site.write.text(title), entries) for slug, title in tiers.items())
    areas = [units[0] for _, units in found if units[0][1].code in units[0][0].register.children]
    return DirectoryPage(
        address=addresses.DIRECTORY,
        tiers=tuple(item for item in lists if item.count),
        areas=tuple(Link(unit.name, addresses.area(view.id, unit.code)) for view, unit in areas),
        count=len(entries),
    )


def _tier_list(slug: str, title: str, entries: Sequence[Entry]) -> TierList:
    own = [entry for entry in entries if entry.tier == slug]
    return TierList(id=f"cap-{slug}", title=title, count=len(own), groups=tuple(_groups(own)))


def _groups(entries: Sequence[Entry]) -> Iterator[Group]:
    """One list, or one an area where a single list would be too long to read."""
    if len(entries) <= MOST_LISTED:
        yield Group("", tuple(entries))
        return
    areas: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        areas.setdefault((entry.parent, entry.parent_code), []).append(entry)
    for name, code in sorted(areas, key=lambda area: (vietnamese_key(area[0]), area[1])):
        yield Group(f"{name} ({code})" if code else name, tuple(areas[name, code]))


def _entry(page: str, units: Sequence[tuple[RoundView, Unit]]) -> Entry:
    view, unit = units[0]
    parent = view.register.parent_of(unit)
    belongs = parent.name if parent is not None else ""
    return Entry(
        name=unit.name,
        code=unit.code,
        tier=view.criteria.tier(unit.tier).slug,
        parent=belongs,
        parent_code=unit.parent or "",
        page=page,
        address=addresses.unit(view.id, unit.code),
        rounds=tuple(Link(other.id, addresses.unit(other.id, item.code)) for other, item in units),
    )


def finder_list(page: DirectoryPage) -> bytes:
    """[name, what it belongs to, code, address] of every unit; the script folds the names itself."""
    rows = [
        [entry.name, entry.parent or tier.title, entry.code, entry.address]
        for tier in page.tiers
        for entry in tier.entries
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def finder_script(page: DirectoryPage) -> bytes:
    """The list as a script: a page that was opened from a folder may load scripts, but no data."""
    return b"mbUnits(" + finder_list(page) + b");\n"
