"""Open questions about a unit's figures, as its page and the table of its area show them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from minhbach.codes import CATALOGUE
from minhbach.diagnostics import Diagnostic
from minhbach.site import addresses
from minhbach.site.contexts.view import RoundView
from minhbach.site.words import SEVERITY_TEXTS


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
    found = view.source.diagnostics.get(code, ())
    if not found:
        return ()
    submission = view.source.data.submissions.get(code)
    explained = submission.explanations if submission else {}
    return tuple(_finding(view, item, explained) for item in found)


def _finding(view: RoundView, item: Diagnostic, explained: Container[str]) -> Finding:
    known = item.code in CATALOGUE or any(rule.id == item.code for rule in view.criteria.rules)
    return Finding(
        severity=view.write.text(SEVERITY_TEXTS[item.severity]),
        kind=item.severity.value,
        message=view.write.text(item.message),
        hint=view.write.text(item.hint),
        code=item.code,
        rule=addresses.rule(item.code) if known else addresses.RULES,
        explained=item.code in explained,
    )
