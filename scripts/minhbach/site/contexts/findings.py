"""Open questions about a unit's figures, as its page and the table of its area show them."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.codes import CATALOGUE
from minhbach.diagnostics import Diagnostic
from minhbach.site import addresses
from minhbach.site.contexts.view import RoundView
from minhbach.site.words import SEVERITIES


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    severity: str
    kind: str
    message: str
    hint: str
    code: str
    rule: str
    explained: bool


def findings_of(view: RoundView, code: str) -> tuple[Finding, ...]:
    """All findings about a unit's file, in the order of the file."""
    submission = view.source.data.submissions.get(code)
    explained = frozenset(submission.explanations) if submission else frozenset()
    rules = {rule.id for rule in view.criteria.rules}
    return tuple(_finding(item, rules, explained) for item in view.source.diagnostics.get(code, ()))


def _finding(item: Diagnostic, rules: set[str], explained: frozenset[str]) -> Finding:
    known = item.code in rules or item.code in CATALOGUE
    return Finding(
        severity=SEVERITIES[item.severity],
        kind=item.severity.value,
        message=item.message.vi,
        hint=item.hint.vi,
        code=item.code,
        rule=addresses.rule(item.code) if known else addresses.RULES,
        explained=item.code in explained,
    )
