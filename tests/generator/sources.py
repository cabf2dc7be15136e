"""What the generator reads: the round's dates, its register, and which figures the criteria set asks of a tier.

It reads the files by itself, so that it can also make data for an engine that is broken. Every scalar stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    code: str
    name: str
    type: str
    tier: str
    slug: str
    parent: str | None
    path: str
    """The unit's file, relative to the folder of the round."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A group of the criteria set as one tier sees it: a heading and the figures that it asks first."""

    heading: str
    figures: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Everything that decides what is generated, but for the seed."""

    round_id: str
    criteria: str
    as_of: date
    report: tuple[date, date]
    approval: tuple[date, date]
    review: tuple[date, date]
    units: tuple[Unit, ...]
    forms: Mapping[str, tuple[Group, ...]]
    """The groups of figures asked of each tier, by tier."""
    _below: Mapping[str, tuple[Unit, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        below: dict[str, list[Unit]] = {}
        for unit in self.units:
            if unit.parent is not None:
                below.setdefault(unit.parent, []).append(unit)
        object.__setattr__(self, "_below", {code: tuple(units) for code, units in below.items()})

    def children(self, code: str) -> tuple[Unit, ...]:
        return self._below.get(code, ())


def read_plan(root: Path, round_id: str) -> Plan:
    """Read the round, its register and its criteria set."""
    folder = root / "submissions" / round_id
    settings = _load(folder / "round.yaml")
    criteria = root / "criteria" / settings["criteria"]
    tiers = _load(criteria / "set.yaml")["tiers"]
    windows = {
        name: (date.fromisoformat(w["from"]), date.fromisoformat(w["to"])) for name, w in settings["windows"].items()
    }
    return Plan(
        round_id=round_id,
        criteria=settings["criteria"],
        as_of=date.fromisoformat(settings["milestones"]["preliminary"]["figures_as_of"]),
        report=windows["report"],
        approval=windows["district_approval"],
        review=windows["review"],
        units=tuple(_units(_load(folder / "units.yaml")["units"], tiers)),
        forms={tier["id"]: tuple(_groups(criteria, tier["id"])) for tier in tiers},
    )


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - builds text only


def _units(entries: list[dict[str, Any]], tiers: list[dict[str, str]]) -> Iterator[Unit]:
    slugs = {entry["code"]: entry["slug"] for entry in entries}
    tier_slugs = {tier["id"]: tier["slug"] for tier in tiers}
    parents = {tier["parent"] for tier in tiers if "parent" in tier}
    for entry in entries:
        if "exempt" in entry:
            continue
        tier, slug, parent = entry["tier"], entry["slug"], entry.get("parent")
        if parent is not None:
            path = f"units/{slugs[parent]}/{slug}.yaml"
        elif tier in parents:
            path = f"units/{slug}/_{tier_slugs[tier]}.yaml"
        else:
            path = f"units/{tier_slugs[tier]}/{slug}.yaml"
        yield Unit(
            code=entry["code"],
            name=entry["name"],
            type=entry["type"],
            tier=tier,
            slug=slug,
            parent=parent,
            path=path,
        )


def _groups(criteria: Path, tier: str) -> Iterator[Group]:
    """The figures of a tier in the order of its criteria; what an unassessed one declares stands where it is used."""
    titles = dict(_group_titles(_load(criteria / "set.yaml")["pillars"]))
    files = [(path, _load(path)) for path in sorted((criteria / "groups").glob("*.yaml"))]
    known = {name for _, entries in files for entry in entries for name in entry.get("figures") or {}}
    seen: set[str] = set()
    for path, entries in files:
        figures: list[str] = []
        for entry in entries:
            if tier in entry["points"]:
                used = [
                    *(entry.get("figures") or {}),
                    *(name for name in _NAME.findall(str(entry["score"])) if name in known),
                ]
                figures += [name for name in dict.fromkeys(used) if name not in seen]
                seen.update(used)
        yield Group(heading=titles[path.stem.partition("-")[2]], figures=tuple(figures))


def _group_titles(sections: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for section in sections:
        if "groups" in section:
            yield from _group_titles(section["groups"])
        else:
            yield section["id"], f"{section['number']}. {section['title']['vi']}"
