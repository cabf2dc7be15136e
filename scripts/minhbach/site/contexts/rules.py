"""The catalogue of built-in codes and of the logic rules of every criteria set in use."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.codes import CATALOGUE
from minhbach.codes.base import Code
from minhbach.model.criteria import CriteriaSet, Rule
from minhbach.site import addresses
from minhbach.site.contexts.view import SiteView
from minhbach.site.words import SEVERITIES
from minhbach.site.writing import without_values


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
    views = site.rounds
    sets = {view.criteria.id: view.criteria for view in views}
    taken: set[str] = set(CATALOGUE)
    return RulesPage(
        address=addresses.RULES,
        sets=tuple(_rule_set(item, taken) for item in sets.values() if item.rules),
        codes=tuple(_code(code) for code in CATALOGUE.values()),
    )


def _rule_set(criteria: CriteriaSet, taken: set[str]) -> RuleSet:
    return RuleSet(
        id=criteria.id, title=criteria.title.vi, rules=tuple(_rule(criteria, rule, taken) for rule in criteria.rules)
    )


def _rule(criteria: CriteriaSet, rule: Rule, taken: set[str]) -> RuleItem:
    """The anchor is the rule's id; in an older set that has the same id, the set's name stands before it."""
    anchor = rule.id if rule.id not in taken else f"{criteria.id}--{rule.id}"
    taken.add(rule.id)
    titles = [tier.title.vi for tier in criteria.tiers if tier.id in rule.tiers]
    everywhere = len(titles) == len(criteria.tiers) or not titles
    return RuleItem(
        anchor=anchor,
        id=rule.id,
        severity=SEVERITIES[rule.severity],
        kind=rule.severity.value,
        require=rule.require,
        message=without_values(rule.message.vi),
        hint=without_values(rule.hint.vi),
        tiers="mọi cấp" if everywhere else "; ".join(titles),
    )


def _code(code: Code) -> CodeItem:
    return CodeItem(
        id=code.id,
        title=code.title.vi,
        severity=SEVERITIES[code.severity],
        kind=code.severity.value,
        message=without_values(code.message.vi),
        reason=code.reason.vi,
        remedy=without_values(code.remedy.vi),
        bad=code.bad,
        good=code.good,
    )
