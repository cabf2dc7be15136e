"""`round.yaml`, `units.yaml` and `receipts.yaml` of a round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Text
from minhbach.exact import Publication
from minhbach.model.criteria import CriteriaSet
from minhbach.model.round import Ground, InspectionChoice, MilestoneDates, Phase, Receipt, Round, Window
from minhbach.model.units import Province, Register, Tier, Unit
from minhbach.reading.days import day_of, moment_of, no_such_day
from minhbach.reading.files import read_structured
from minhbach.reading.structure import own_schema, text_of, unquoted_code
from minhbach.tree import Tree
from minhbach.yamlio import Source


def round_ids(tree: Tree) -> list[str]:
    """The folders of `submissions/` that hold a round."""
    paths = tree.list("submissions")
    return [path.split("/")[1] for path in paths if path.endswith("/round.yaml") and path.count("/") == 2]


def is_round_id(text: str) -> bool:
    """Whether a round may be called so, as the schema of its file says."""
    schema = own_schema("round")["properties"]["id"]
    return len(text) <= schema["maxLength"] and re.match(schema["pattern"], text) is not None


def read_round(tree: Tree, round_id: str) -> tuple[Round | None, Source, list[Diagnostic]]:
    source, data, findings = read_structured(tree, f"submissions/{round_id}/round.yaml", "round")
    if data is None:
        return None, source, findings
    if data["id"] != round_id:
        place = source.location("id")
        findings.append(diagnose("id-mismatch", place, found=shown(data["id"]), allowed=round_id))
    findings += calendar_findings(source, data)
    milestones = {name: _milestone(dates) for name, dates in data["milestones"].items() if _all_dates(dates)}
    windows = {name: _window(dates) for name, dates in data["windows"].items() if _all_dates(dates)}
    publication = data.get("publication", {})
    return (
        Round(
            id=round_id,
            title=text_of(data["title"]),
            province=data["province"],
            criteria=data["criteria"],
            timezone=data["timezone"],
            phase=Phase(data["phase"]),
            illustrative=data.get("illustrative", False),
            previous=data.get("previous"),
            legal_basis=tuple(data.get("legal_basis", ())),
            milestones=milestones,
            windows=windows,
            publication=Publication(**publication),
            document_form=data.get("document_form", "nd-30-2020"),
            inspection_choice=_choice(data.get("inspection_choice", {})),
        ),
        source,
        findings,
    )


def _all_dates(entries: Mapping[str, str]) -> bool:
    return all(day_of(text) for text in entries.values())


def _milestone(entries: Mapping[str, str]) -> MilestoneDates:
    return MilestoneDates(**{name: date.fromisoformat(text) for name, text in entries.items()})


def _window(entries: Mapping[str, str]) -> Window:
    days = {name: date.fromisoformat(text) for name, text in entries.items()}
    return Window(opens=days["from"], closes=days["to"], grace_to=days.get("grace_to"))


def _choice(data: Mapping[str, Any]) -> InspectionChoice:
    numbers = {name: Fraction(data[name]) for name in ("jump_factor", "jump_least", "copy_share") if name in data}
    weights = {Ground(name): Fraction(weight) for name, weight in data.get("weights", {}).items()}
    return InspectionChoice(seed=data.get("seed"), weights=weights, count=data.get("count"), **numbers)


def calendar_findings(source: Source, data: Any) -> Iterator[Diagnostic]:
    """Dates that are in no calendar (30 February) or out of order, unknown time zones.

    `data` is what the schema has let pass, `source` where it stands: round.yaml, or what a round is opened from.
    """
    for part in ("milestones", "windows"):
        for name, entries in data[part].items():
            for key, text in entries.items():
                if day_of(text) is None:
                    yield no_such_day(source, (part, name, key), text)
    for name, window in data["windows"].items():
        if window["from"] > window["to"]:
            place = source.location("windows", name, "from")
            yield diagnose("round-dates", place, found=window["from"], allowed=window["to"], name=name)
        grace = window.get("grace_to")
        if grace is not None and grace <= window["to"]:
            place = source.location("windows", name, "grace_to")
            yield diagnose("round-dates", place, found=grace, allowed=window["to"], name=name, detail="grace")
    first, second = (data["milestones"][name]["figures_as_of"] for name in ("preliminary", "final"))
    if first > second:
        place = source.location("milestones", "preliminary", "figures_as_of")
        yield diagnose("round-dates", place, found=first, allowed=second, name="figures_as_of", detail="milestones")
    try:
        ZoneInfo(data["timezone"])
    except (ZoneInfoNotFoundError, ValueError):
        place = source.location("timezone")
        yield diagnose("round-timezone", place, found=shown(data["timezone"]), allowed="Asia/Ho_Chi_Minh")


def read_register(tree: Tree, round_id: str, criteria: CriteriaSet | None) -> tuple[Register | None, list[Diagnostic]]:
    source, data, findings = read_structured(tree, f"submissions/{round_id}/units.yaml", "units", register=True)
    if data is None:
        return None, findings
    units = tuple(
        Unit(
            code=entry["code"],
            name=entry["name"],
            type=entry["type"],
            tier=entry["tier"],
            slug=entry["slug"],
            parent=entry.get("parent"),
            exempt=_reason(entry),
        )
        for entry in data["units"]
    )
    for index, entry in enumerate(data["units"]):
        for key in ("code", "parent"):
            if key in entry:
                findings += unquoted_code(source, "units", index, key)
    findings += _duplicates(source, units)
    if criteria is not None:
        findings += _tier_findings(source, units, criteria)
    province = Province(code=data["province"]["code"], name=data["province"]["name"])
    return Register(province, units), findings


def _reason(entry: Mapping[str, Any]) -> Text | None:
    exempt = entry.get("exempt")
    return text_of(exempt["reason"]) if exempt else None


def _duplicates(source: Source, units: Sequence[Unit]) -> Iterator[Diagnostic]:
    for key in ("code", "slug"):
        first: dict[tuple[str, str | None], Unit] = {}
        for index, unit in enumerate(units):
            value = getattr(unit, key)
            # Slugs name files, so they need to be unique only among the units of one parent and tier.
            scope = (value, None) if key == "code" else (value, unit.parent or unit.tier)
            other = first.setdefault(scope, unit)
            if other is not unit:
                yield diagnose("unit-duplicate", source.location("units", index, key), found=value, name=other.name)


def _tier_findings(source: Source, units: Sequence[Unit], criteria: CriteriaSet) -> Iterator[Diagnostic]:
    tiers = {tier.id: tier for tier in criteria.tiers}
    by_code = {unit.code: unit for unit in units}
    for index, unit in enumerate(units):
        tier = tiers.get(unit.tier)
        if tier is None:
            place = source.location("units", index, "tier")
            yield diagnose("unit-tier", place, found=unit.tier, allowed=", ".join(tiers))
        elif not _has_right_parent(unit, tier, by_code):
            wanted = tiers[tier.parent] if tier.parent else None
            yield _parent_finding(source, index, unit, wanted, by_code)


def _has_right_parent(unit: Unit, tier: Tier, by_code: Mapping[str, Unit]) -> bool:
    if unit.parent is None:
        return tier.parent is None
    return unit.parent in by_code and by_code[unit.parent].tier == tier.parent


def _parent_finding(
    source: Source, index: int, unit: Unit, wanted: Tier | None, by_code: Mapping[str, Unit]
) -> Diagnostic:
    place = source.location("units", index, "parent" if unit.parent else "code")
    if wanted is None:
        return diagnose("unit-parent", place, found=unit.parent, name=unit.name, detail="none")
    if unit.parent is None:
        return diagnose("unit-parent", place, allowed=wanted.title, name=unit.name, detail="missing")
    padded = _padded(unit.parent, by_code)
    if padded is not None:
        return diagnose("code-leading-zero", place, found=shown(unit.parent), allowed=padded)
    return diagnose("unit-parent", place, found=shown(unit.parent), allowed=wanted.title, name=unit.name)


def _padded(code: str, by_code: Mapping[str, Unit]) -> str | None:
    """The code of the register that has lost its leading zeros here."""
    return next((f"{'0' * zeros}{code}" for zeros in (1, 2, 3) if f"{'0' * zeros}{code}" in by_code), None)


def read_receipts(tree: Tree, round_id: str, register: Register) -> tuple[dict[str, Receipt], list[Diagnostic]]:
    """The operator's register of receipt; a round without one has none."""
    path = f"submissions/{round_id}/receipts.yaml"
    if not tree.exists(path):
        return {}, []
    source, data, findings = read_structured(tree, path, "receipts", register=True)
    receipts: dict[str, Receipt] = {}
    for index, entry in enumerate(data["receipts"] if data else ()):
        findings += unquoted_code(source, "receipts", index, "unit")
        finding = unknown_unit(source, ("receipts", index, "unit"), entry["unit"], register)
        if finding is not None:
            findings.append(finding)
            continue
        received, approved = moment_of(entry["received"]), day_of(entry.get("approved", ""))
        if received is None:
            at = ("receipts", index, "received")
            findings.append(no_such_day(source, at, entry["received"], "2019-11-24T15:40"))
        elif approved is None and "approved" in entry:
            findings.append(no_such_day(source, ("receipts", index, "approved"), entry["approved"]))
        else:
            receipts[entry["unit"]] = Receipt(unit=entry["unit"], received=received, approved=approved)
    return receipts, findings


def unknown_unit(source: Source, path: tuple[str | int, ...], code: str, register: Register) -> Diagnostic | None:
    """A code that the register does not hold: a lost leading zero, a near miss, or nothing like it."""
    if code in register.by_code:
        return None
    place = source.location(*path)
    padded = _padded(code, register.by_code)
    if padded is not None:
        return diagnose("code-leading-zero", place, found=shown(code), allowed=padded)
    near = _nearest(code, register)
    words = {"detail": "similar", "similar": near.code, "name": near.name} if near else {}
    return diagnose("unit-unknown", place, found=shown(code), words=words)


def _nearest(code: str, register: Register) -> Unit | None:
    """A unit whose code differs in one character, else the nearest that is close."""
    for unit in register.units:
        if len(unit.code) == len(code) and sum(a != b for a, b in zip(unit.code, code, strict=True)) == 1:
            return unit
    near = get_close_matches(code, list(register.by_code), n=1, cutoff=0.8)
    return register.by_code[near[0]] if near else None
