"""`rules.yaml` to compiled logic rules; unknown names, wrong types and rules that apply nowhere are findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from minhbach.cel import OWN_NAMESPACES, Compiled, RuleCompiler, RuleError
from minhbach.codes import CATALOGUE, diagnose, shown
from minhbach.diagnostics import Diagnostic, Location, Severity, Text
from minhbach.model.criteria import CriteriaSet, Rule
from minhbach.reading.structure import text_of
from minhbach.yamlio import Scalar, Source

PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")


_BUILT_IN = Text("danh mục mã có sẵn", "the catalogue of built-in codes")


def read_rules(
    source: Source, entries: Sequence[Mapping[str, Any]], criteria: CriteriaSet, compiler: RuleCompiler
) -> tuple[list[Rule], list[Diagnostic]]:
    """The rules that can be used, and every finding."""
    rules: list[Rule] = []
    findings: list[Diagnostic] = []
    places: dict[str, Location] = {}
    for index, entry in enumerate(entries):
        place = source.location(index, "id")
        findings += _id_findings(entry["id"], place, places)
        try:
            compiled = compiler.compile(entry["require"])
        except RuleError as error:
            findings.append(_compile_finding(source, index, entry, error, _similar(error.found, criteria, compiler)))
            continue
        tiers, problems = _tiers(source, index, entry, compiled, criteria)
        findings += problems
        findings += _placeholder_findings(source, index, entry, compiled)
        rules.append(_rule(entry, compiled, tiers, place))
    return rules, findings


def _rule(entry: Mapping[str, Any], compiled: Compiled, tiers: tuple[str, ...], place: Location) -> Rule:
    return Rule(
        id=entry["id"],
        severity=Severity(entry["severity"]),
        require=entry["require"],
        message=text_of(entry["message"]),
        hint=text_of(entry["hint"]),
        names=compiled.names,
        guarded=compiled.guarded,
        tiers=tiers,
        location=place,
        condition=compiled.condition,
    )


def _id_findings(rule_id: str, place: Location, places: dict[str, Location]) -> Iterator[Diagnostic]:
    first = places.setdefault(rule_id, place)
    if first is not place:
        yield diagnose("id-duplicate", place, found=shown(rule_id), first=f"{first.path}:{first.line}")
    if rule_id in CATALOGUE:
        yield diagnose("id-duplicate", place, found=shown(rule_id), first=_BUILT_IN)


def _similar(name: str, criteria: CriteriaSet, compiler: RuleCompiler) -> dict[str, str]:
    """What was probably meant by a name that is not there: another figure, or another namespace."""
    space, _, figure = name.rpartition(".")
    if space and space not in compiler.namespaces:
        return {"detail": "namespace", "namespaces": ", ".join(compiler.namespaces)}
    near = get_close_matches(figure, list(criteria.figures), n=1, cutoff=0.7)
    dotted = f"{space}.{near[0]}" if near and space else "".join(near)
    return {"detail": "similar", "similar": dotted} if near else {}


def _compile_finding(
    source: Source, index: int, entry: Mapping[str, Any], error: RuleError, similar: Mapping[str, str]
) -> Diagnostic:
    place = _inside(source, index, error)
    words = {"name": entry["id"], "at": str(error.column)}
    if error.detail == "name":
        return diagnose("rule-name", place, found=shown(error.found), words={**words, **similar})
    code = "rule-type" if error.detail == "type" else "rule-syntax"
    return diagnose(code, place, found=shown(error.found), words=words)


def _inside(source: Source, index: int, error: RuleError) -> Location:
    """The place inside a one-line expression; the start of a longer one."""
    place = source.location(index, "require")
    node = source.node(index, "require")
    if isinstance(node, Scalar) and "\n" not in node.text and error.line == 1:
        quote = 0 if node.plain else 1
        return Location(place.path, place.line, place.column + error.column - 1 + quote)
    return place


def _tiers(
    source: Source, index: int, entry: Mapping[str, Any], compiled: Compiled, criteria: CriteriaSet
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    able = tuple(tier.id for tier in criteria.tiers if _is_asked_all(compiled.names, tier.id, criteria))
    wanted = entry.get("tiers")
    known = [tier.id for tier in criteria.tiers]
    findings = [
        diagnose("points-tier", source.location(index, "tiers", number), found=shown(name), allowed=", ".join(known))
        for number, name in enumerate(wanted or ())
        if name not in known
    ]
    tiers = able if wanted is None else tuple(name for name in wanted if name in able)
    if not tiers or (wanted is not None and not findings and len(tiers) < len(wanted)):
        findings.append(diagnose("rule-tiers", source.location(index, "id"), name=entry["id"]))
    return tiers, findings


def _is_asked_all(names: Sequence[str], tier_id: str, criteria: CriteriaSet) -> bool:
    for name in names:
        space, _, figure = name.rpartition(".")
        if space and space not in OWN_NAMESPACES:
            child = next((tier for tier in criteria.tiers if tier.plural == space and tier.parent == tier_id), None)
            if child is None or figure not in criteria.figures_of(child.id):
                return False
        elif figure not in criteria.figures_of(tier_id):
            return False
    return True


def _placeholder_findings(
    source: Source, index: int, entry: Mapping[str, Any], compiled: Compiled
) -> Iterator[Diagnostic]:
    for key in ("message", "hint"):
        for lang, words in entry[key].items():
            for name in PLACEHOLDER.findall(words):
                if name not in compiled.names:
                    place = source.location(index, key, lang)
                    allowed = ", ".join(compiled.names)
                    yield diagnose("rule-placeholder", place, found=name, allowed=allowed, name=entry["id"])
