"""`criteria/<set>/` to a typed criteria set. A set with an error is not used: half a set would score wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from minhbach.cel import RuleCompiler
from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location, Severity
from minhbach.exact import decimal_text, parse_number
from minhbach.model.criteria import (
    CriteriaSet,
    Criterion,
    Figure,
    Kind,
    Level,
    Role,
    Rule,
    Section,
)
from minhbach.model.forms import Bands, Choice, Form, Steps, subforms
from minhbach.model.units import Tier
from minhbach.reading.files import read_structured
from minhbach.reading.forms import read_form
from minhbach.reading.levels import read_levels
from minhbach.reading.options import FormContext
from minhbach.reading.rules import read_rules
from minhbach.reading.structure import text_of
from minhbach.reading.sums import check_sums
from minhbach.reading.totals import check_totals
from minhbach.tree import Tree
from minhbach.yamlio import Source

_GROUP_FILE = re.compile(r"criteria/[^/]+/groups/([0-9]{2})-([a-z0-9_]+)\.yaml\Z")


def set_ids(tree: Tree) -> list[str]:
    """The folders of `criteria/` that hold a set."""
    return [path.split("/")[1] for path in tree.list("criteria") if path.endswith("/set.yaml") and path.count("/") == 2]


def read_set(tree: Tree, set_id: str) -> tuple[CriteriaSet | None, list[Diagnostic]]:
    """The set, or None when any of its files has an error; and every finding."""
    reader = _SetReader(tree, set_id)
    criteria = reader.read()
    return (None if reader.is_broken() else criteria), reader.findings


@dataclass(slots=True)
class _SetReader:
    tree: Tree
    set_id: str
    findings: list[Diagnostic] = field(default_factory=list)
    figures: dict[str, Figure] = field(default_factory=dict)
    seen: dict[str, Location] = field(default_factory=dict)

    def read(self) -> CriteriaSet | None:
        path = f"criteria/{self.set_id}/set.yaml"
        source, data = self._file(path, "set")
        groups = self._group_files(data)
        if data is None:
            return None
        if data["id"] != self.set_id:
            self.findings.append(
                diagnose("id-mismatch", source.location("id"), found=shown(data["id"]), allowed=self.set_id)
            )
        tiers = tuple(self._tiers(source, data))
        for group_source, entries in groups.values():
            self._declare_figures(group_source, entries)
        pillars = tuple(
            self._section(source, ("pillars", index), section, groups, tiers)
            for index, section in enumerate(data["pillars"])
        )
        criteria = CriteriaSet(
            id=self.set_id,
            title=text_of(data["title"]),
            status=data["status"],
            note=text_of(data["note"]) if "note" in data else None,
            reference=data["reference"],
            tiers=tiers,
            pillars=pillars,
            totals=self._tier_points(source, ("totals",), data["totals"], tiers),
            figures=self.figures,
            levels=self._levels(source, data),
            best_first=data["levels"]["order"] == "best_first",
            ranked_by=data["ranked_by"],
            conversion=data["conversion"],
            rules=(),
        )
        # Totals and rules rest on every criterion; over half a set they would tell faults that are not there.
        if self.is_broken():
            return None
        self.findings += check_totals(source, criteria)
        self.findings += check_sums(criteria)
        return self._with_rules(criteria)

    def is_broken(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    # Files

    def _file(self, path: str, schema: str) -> tuple[Source, Any]:
        source, data, findings = read_structured(self.tree, path, schema)
        self.findings += findings
        return source, data

    def _group_files(self, data: Any) -> dict[str, tuple[Source, Any]]:
        """Every file of `groups/` that can be read, by group id; wanted and unexpected ones are told."""
        paths = [path for path in self.tree.list(f"criteria/{self.set_id}/groups") if path.endswith(".yaml")]
        by_id = {match[2]: path for path in paths if (match := _GROUP_FILE.match(path))}
        wanted = list(_leaf_ids(data["pillars"])) if data is not None else list(by_id)
        for path in paths:
            match = _GROUP_FILE.match(path)
            if match is None or match[2] not in wanted:
                self.findings.append(diagnose("file-unexpected", Location(path), detail="criteria"))
        groups = {}
        for group_id in wanted:
            if group_id not in by_id:
                path = f"criteria/{self.set_id}/groups/nn-{group_id}.yaml"
                self.findings.append(diagnose("file-unreadable", Location(path)))
                continue
            group_source, entries = self._file(by_id[group_id], "group")
            if entries is not None:
                groups[group_id] = (group_source, entries)
        return groups

    # Identifiers

    def _claim(self, kind: str, name: str, place: Location) -> bool:
        """Register an id; a second use is a finding."""
        key = f"{kind} {name}"
        if key in self.seen:
            first = self.seen[key]
            self.findings.append(diagnose("id-duplicate", place, found=shown(name), first=f"{first.path}:{first.line}"))
            return False
        self.seen[key] = place
        return True

    def _tiers(self, source: Source, data: Any) -> Iterator[Tier]:
        known = [tier["id"] for tier in data["tiers"]]
        for index, tier in enumerate(data["tiers"]):
            self._claim("tier", tier["id"], source.location("tiers", index, "id"))
            parent = tier.get("parent")
            if parent is not None and parent not in known:
                place = source.location("tiers", index, "parent")
                self.findings.append(diagnose("points-tier", place, found=shown(parent), allowed=", ".join(known)))
            yield Tier(
                id=tier["id"],
                title=text_of(tier["title"]),
                slug=tier["slug"],
                plural=tier.get("plural"),
                parent=parent,
            )

    def _tier_points(
        self, source: Source, path: tuple[str | int, ...], entries: Mapping[str, str] | None, tiers: Sequence[Tier]
    ) -> dict[str, Fraction]:
        known = [tier.id for tier in tiers]
        for name in entries or {}:
            if name not in known:
                place = source.key_location(*path, name)
                self.findings.append(diagnose("points-tier", place, found=shown(name), allowed=", ".join(known)))
        points_of = {tier: parse_number(number) for tier, number in (entries or {}).items()}
        for tier, points in points_of.items():
            if points < 0:
                place = source.location(*path, tier)
                self.findings.append(diagnose("amount-range", place, found=decimal_text(points), allowed="≥ 0"))
        return {tier: points for tier, points in points_of.items() if tier in known}

    # Figures and criteria

    def _declare_figures(self, source: Source, entries: Any) -> None:
        for index, entry in enumerate(entries):
            for name, declared in (entry.get("figures") or {}).items():
                place = source.key_location(index, "figures", name)
                if self._claim("figure", name, place):
                    self.figures[name] = self._figure(name, declared, entry["id"], place)

    def _figure(self, name: str, declared: Any, criterion: str, place: Location) -> Figure:
        kind = Kind(declared["kind"])
        options = {word: text_of(words) for word, words in (declared.get("options") or {}).items()}
        if (kind is Kind.CHOICE) != bool(options):
            detail = "not_a_choice" if options else "no_options"
            self.findings.append(diagnose("choice-options", place, detail=detail))
        self.findings += _bound_findings(declared, kind, place)
        return Figure(
            id=name,
            kind=kind,
            label=text_of(declared["label"]),
            unit=declared.get("unit", ""),
            options=options,
            least=parse_number(declared["min"]) if "min" in declared else None,
            most=parse_number(declared["max"]) if "max" in declared else None,
            may_be_not_applicable="not_applicable" in declared,
            sum_of=declared.get("sum_of"),
            help=text_of(declared["help"]) if "help" in declared else None,
            criterion=criterion,
            location=place,
        )

    def _section(
        self,
        source: Source,
        path: tuple[str | int, ...],
        data: Any,
        groups: Mapping[str, tuple[Source, Any]],
        tiers: Sequence[Tier],
    ) -> Section:
        self._claim("section", data["id"], source.location(*path, "id"))
        sections = tuple(
            self._section(source, (*path, "groups", index), child, groups, tiers)
            for index, child in enumerate(data.get("groups", ()))
        )
        criteria: tuple[Criterion, ...] = ()
        if not sections and data["id"] in groups:
            group_source, entries = groups[data["id"]]
            read = (self._criterion(group_source, index, entry, tiers) for index, entry in enumerate(entries))
            criteria = tuple(criterion for criterion in read if criterion is not None)
        return Section(
            id=data["id"],
            title=text_of(data["title"]),
            number=data.get("number", ""),
            totals=self._tier_points(source, (*path, "totals"), data["totals"], tiers),
            sections=sections,
            criteria=criteria,
        )

    def _criterion(self, source: Source, index: int, entry: Any, tiers: Sequence[Tier]) -> Criterion | None:
        self._claim("criterion", entry["id"], source.location(index, "id"))
        points = self._tier_points(source, (index, "points"), entry["points"], tiers)
        context = FormContext(source, self.figures, self.findings)
        node = source.node(index, "score")
        form = read_form(context, node, entry.get("role", "scored")) if node is not None else None
        if form is None:
            return None
        self._check_amounts(source, index, form, points)
        return Criterion(
            id=entry["id"],
            number=entry["number"],
            title=text_of(entry["title"]),
            points=points,
            form=form,
            role=Role(entry.get("role", "scored")),
            figures=tuple(entry.get("figures") or {}),
            evidence=entry.get("evidence", "none"),
            guidance=text_of(entry["guidance"]) if "guidance" in entry else None,
            reference=entry.get("reference", ""),
            location=source.location(index, "id"),
        )

    def _check_amounts(self, source: Source, index: int, form: Form, points: Mapping[str, Fraction]) -> None:
        """Amounts in points must not exceed the criterion's points in any tier."""
        least = min(points.values(), default=Fraction(0))
        for inner in subforms(form):
            if isinstance(inner, Choice | Steps | Bands) and inner.in_points:
                for amount in _amounts(inner):
                    if amount > least:
                        place = source.location(index, "score")
                        allowed = f"≤ {decimal_text(least)}"
                        self.findings.append(
                            diagnose("amount-range", place, found=decimal_text(amount), allowed=allowed)
                        )

    # Levels and rules

    def _levels(self, source: Source, data: Any) -> tuple[Level, ...]:
        # In a set that could not be read whole, a name may be missing because its criterion is.
        known = None if self.is_broken() else set(self.seen)
        levels, findings = read_levels(source, data["levels"], known)
        self.findings += findings
        return levels

    def _with_rules(self, criteria: CriteriaSet) -> CriteriaSet:
        plurals = [tier.plural for tier in criteria.tiers if tier.plural]
        compiler = RuleCompiler(self.figures, plurals)
        for name, figure in self.figures.items():
            if compiler.is_reserved(name):
                allowed = ", ".join(compiler.reserved)
                self.findings.append(diagnose("id-reserved", figure.location, found=name, allowed=allowed))
        path = f"criteria/{self.set_id}/rules.yaml"
        if not self.tree.exists(path):
            return criteria
        source, data = self._file(path, "rules")
        rules, findings = read_rules(source, data or [], criteria, compiler)
        self.findings += findings
        self._find_unused(criteria, rules)
        return replace(criteria, rules=tuple(rules))

    def _find_unused(self, criteria: CriteriaSet, rules: Sequence[Rule]) -> None:
        used = {name for criterion in criteria.criteria() for name in criterion.form.names()}
        used |= {name.rpartition(".")[2] for rule in rules for name in rule.names}
        used |= {figure.sum_of.rpartition(".")[2] for figure in self.figures.values() if figure.sum_of}
        for name, figure in self.figures.items():
            if name not in used:
                self.findings.append(diagnose("figure-unused", figure.location, found=name))


def _bound_findings(declared: Any, kind: Kind, place: Location) -> Iterator[Diagnostic]:
    """Bounds of a figure: in order, and whole for a count."""
    bounds = {key: parse_number(declared[key]) for key in ("min", "max") if key in declared}
    for key, bound in bounds.items():
        if kind is Kind.COUNT and bound.denominator != 1:
            yield diagnose("amount-range", place, found=f"{key}: {declared[key]}", allowed="0, 1, 2, …")
    if "min" in bounds and "max" in bounds and bounds["min"] > bounds["max"]:
        yield diagnose("amount-range", place, found=f"min: {declared['min']}", allowed=f"≤ {declared['max']}")


def _leaf_ids(sections: Any) -> Iterator[str]:
    for section in sections:
        if section.get("groups"):
            yield from _leaf_ids(section["groups"])
        else:
            yield section["id"]


def _amounts(form: Choice | Steps | Bands) -> list[Fraction]:
    if isinstance(form, Choice):
        return list(form.amounts.values())
    if isinstance(form, Steps):
        return [amount for _, amount in form.steps]
    return [band.amount for band in form.bands]
