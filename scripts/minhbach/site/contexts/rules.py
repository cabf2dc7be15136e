"""The catalogue of built-in codes and of the logic rules of every criteria set in use."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.codes import CATALOGUE
from minhbach.codes.base import Code
from minhbach.model.criteria import CriteriaSet, Rule
from minhbach.site import addresses
from minhbach.site.contexts.view import SiteView
from minhbach.site.words import SEVERITY_TEXTS
from minhbach.site.writing import Writer, without_values


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeItem:
    id: str
    title: str
    severity: str
    kind: str
    message: str
    reason: str
    remedy: str
    bad: str
    good: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleItem:
    anchor: str
    id: str
    severity: str
    kind: str
    require: str
    message: str
    hint: str
    tiers: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleSet:
    id: str
    title: str
    rules: tuple[RuleItem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RulesPage:
    address: str
    sets: tuple[RuleSet, ...]
    codes: tuple[CodeItem, ...]


def build(site: SiteView) -> RulesPage:
    write = site.write
    sets = {view.criteria.id: view.criteria for view in site.rounds}
    taken: set[str] = set(CATALOGUE)
    return RulesPage(
        address=addresses.RULES,
        sets=tuple(_rule_set(write, item, taken) for item in sets.values() if item.rules),
        codes=tuple(_code(write, code) for code in CATALOGUE.values()),
    )


def _rule_set(write: Writer, criteria: CriteriaSet, taken: set[str]) -> RuleSet:
    return RuleSet(
        id=criteria.id,
        title=write.text(criteria.title),
        rules=tuple(_rule(write, criteria, rule, taken) for rule in criteria.rules),
    )


def _rule(write: Writer, criteria: CriteriaSet, rule: Rule, taken: set[str]) -> RuleItem:
    """The anchor is the rule's id; in an older set that has the same id, the set's name stands before it."""
    anchor = rule.id if rule.id not in taken else f"{criteria.id}--{rule.id}"
    taken.add(rule.id)
    titles = [write.text(tier.title) for tier in criteria.tiers if tier.id in rule.tiers]
    everywhere = len(titles) == len(criteria.tiers) or not titles
    return RuleItem(
        anchor=anchor,
        id=rule.id,
        severity=write.text(SEVERITY_TEXTS[rule.severity]),
        kind=rule.severity.value,
        require=rule.require,
        message=without_values(write.text(rule.message)),
        hint=without_values(write.text(rule.hint)),
        tiers=write.say("mọi cấp", "all tiers") if everywhere else "; ".join(titles),
    )


def _code(write: Writer, code: Code) -> CodeItem:
    return CodeItem(
        id=code.id,
        title=write.text(code.title),
        severity=write.text(SEVERITY_TEXTS[code.severity]),
        kind=code.severity.value,
        message=without_values(write.text(code.message)),
        reason=write.text(code.reason),
        remedy=without_values(write.text(code.remedy)),
        bad=code.bad,
        good=code.good,
    )
