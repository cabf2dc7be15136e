"""A criteria set's own tests: answers in, points out; and which clauses no case covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import singledispatch
from typing import Any

from minhbach.checks.logic import failing_rules, rule_values
from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location, Severity
from minhbach.exact import Publication, decimal_text, is_finite, parse_number
from minhbach.model import forms as model
from minhbach.model.criteria import NO, YES, CriteriaSet
from minhbach.model.forms import Form
from minhbach.model.submission import Answer, State, Value
from minhbach.reading.files import read_structured
from minhbach.reading.structure import unknown_key
from minhbach.reading.submissions import read_figures
from minhbach.results import TierPeers
from minhbach.scoring.forms import Situation
from minhbach.scoring.ranking import decisive, find_level
from minhbach.scoring.rollup import CriterionScore, SectionScore, index_sections, score_total
from minhbach.tree import Tree
from minhbach.yamlio import PathKeys, Source

_OWN_KEYS = ("name", "tier", "figures", "others", "previous", "reported", "expect", "rules")


@dataclass(slots=True)
class CaseReport:
    """What running the cases of a set gave."""

    cases: int = 0
    clauses: int = 0
    covered: int = 0
    findings: list[Diagnostic] = field(default_factory=list)


def run_cases(tree: Tree, criteria: CriteriaSet) -> CaseReport:
    """Run every case under `cases/` and compare the clauses they decided with those that the set has."""
    report = CaseReport()
    hit: set[tuple[str, str]] = set()
    for path in tree.list(f"criteria/{criteria.id}/cases"):
        source, data, findings = read_structured(tree, path, "cases")
        report.findings += findings
        for index, entry in enumerate(data or ()):
            report.cases += 1
            case = _Case(source, index, entry, criteria)
            report.findings += case.run()
            hit |= case.hit
    wanted = dict(_wanted(criteria))
    report.clauses = len(wanted)
    report.covered = sum(key in hit for key in wanted)
    for (name, clause), place in wanted.items():
        if (name, clause) not in hit:
            report.findings.append(diagnose("case-not-covered", place, found=clause, name=name))
    return report


class _Case:
    """One case: scored like a unit alone in its tier, or beside `others`."""

    def __init__(self, source: Source, index: int, entry: Any, criteria: CriteriaSet) -> None:
        self.source = source
        self.index = index
        self.entry = entry
        self.criteria = criteria
        self.hit: set[tuple[str, str]] = set()
        self.findings: list[Diagnostic] = []

    def run(self) -> list[Diagnostic]:
        tier = self.entry["tier"]
        known = [item.id for item in self.criteria.tiers]
        if tier not in known:
            place = self.source.location(self.index, "tier")
            return [diagnose("points-tier", place, found=shown(tier), allowed=", ".join(known))]
        answers = self._figures(("figures",), tier)
        others = [self._figures(("others", at), tier) for at in range(len(self.entry.get("others", ())))]
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            return self.findings
        peers = TierPeers([answers, *others], {})
        total = score_total(self.criteria, tier, Situation(answers=answers, peers=peers, points=Fraction(0)))
        for score in total.all_criteria():
            self.hit |= {(score.criterion.id, clause) for clause in score.trace.clauses()}
        self._compare(total)
        self._judge_rules(tier, answers)
        return self.findings

    def _figures(self, path: PathKeys, tier: str) -> dict[str, Answer]:
        figures = self.criteria.figures_of(tier)
        answers, findings = read_figures(self.source, (self.index, *path), figures)
        self.findings += findings
        return answers

    # Points

    def _compare(self, total: SectionScore) -> None:
        scores = {score.criterion.id: score for score in total.all_criteria()}
        sections = index_sections(total)
        for name, expected in self.entry.get("expect", {}).items():
            place = self.source.location(self.index, "expect", name)
            if name == "level":
                found = self._level(total)
            elif name in scores:
                found = _outcome(scores[name], expected)
            elif name in sections:
                found = _section_outcome(sections[name], expected)
            elif any(criterion.id == name for criterion in self.criteria.criteria()):
                found = State.NOT_ASSESSED.value
            else:
                key = self.source.key_location(self.index, "expect", name)
                self.findings.append(unknown_key("key-unknown", key, name, [*scores, *sections, "level"]))
                continue
            if not _same(expected, found):
                words = {"name": shown(self.entry["name"])}
                self.findings.append(
                    diagnose("case-failed", place, figure=name, found=found, allowed=shown(expected), words=words)
                )

    def _level(self, total: SectionScore) -> str:
        value = total.value
        if value is None or not total.declared:
            return State.MISSING.value
        level = find_level(self.criteria, decisive(value, Publication()) / total.declared, total)
        return level.id if level else "-"

    # Rules

    def _judge_rules(self, tier: str, answers: Mapping[str, Answer]) -> None:
        sums: dict[str, dict[str, Value]] = {}
        for child in self.criteria.tiers:
            if child.plural and child.plural in self.entry:
                totals = self._other_figures(child.plural, child.id)
                sums[child.plural] = {name: item.value for name, item in totals.items() if item.value is not None}
        for key in self.entry:
            if key not in _OWN_KEYS and key not in sums:
                place = self.source.key_location(self.index, key)
                self.findings.append(unknown_key("key-unknown", place, key, [*_OWN_KEYS, *sums]))
        previous, reported = self._other_figures("previous", tier), self._other_figures("reported", tier)
        values = rule_values(
            self.criteria, tier, current=answers, reported=reported or answers, previous=previous, sums=sums
        )
        failing = [rule.id for rule in failing_rules(self.criteria, tier, values)]
        self.hit |= {(rule_id, "fires") for rule_id in failing}
        if "rules" in self.entry and sorted(failing) != sorted(self.entry["rules"]):
            place = self.source.location(self.index, "rules")
            found, allowed = ", ".join(sorted(failing)) or "-", ", ".join(sorted(self.entry["rules"])) or "-"
            self.findings.append(
                diagnose("case-failed", place, figure="rules", found=found, allowed=allowed, name=self.entry["name"])
            )

    def _other_figures(self, key: str, tier: str) -> dict[str, Answer]:
        return self._figures((key,), tier) if key in self.entry else {}


def _outcome(score: CriterionScore, expected: str) -> str:
    """Points of a scored criterion, else its state; written as the case writes it."""
    return score.state.value if score.state is not State.VALUE else _number(score.points, expected)


def _section_outcome(section: SectionScore, expected: str) -> str:
    value = section.value
    return State.NOT_APPLICABLE.value if value is None else _number(value, expected)


def _number(number: Fraction, expected: str) -> str:
    return decimal_text(number) if is_finite(number) and "/" not in expected else str(number)


def _same(expected: str, found: str) -> bool:
    try:
        return parse_number(expected) == parse_number(found)
    except ValueError:
        return expected == found


# Coverage --------------------------------------------------------------------


def _wanted(criteria: CriteriaSet) -> Iterator[tuple[tuple[str, str], Location]]:
    """Every clause that some case has to decide, and every rule that has to fire."""
    for criterion in criteria.criteria():
        for clause in _clauses_of(criterion.form, ""):
            yield (criterion.id, clause), criterion.location
    for rule in criteria.rules:
        yield (rule.id, "fires"), rule.location


def _clauses_of(form: Form, prefix: str) -> Iterator[str]:
    name, own, parts = clauses(form)
    for clause in own:
        yield f"{prefix}{name}:{clause}"
    for index, part in enumerate(parts):
        yield from _clauses_of(part, f"{prefix}{name}.{index}.")


Clauses = tuple[str, list[str], list[Form]]


def _zero(form: model.Measured) -> list[str]:
    return ["zero_denominator"] if form.operand.bottom is not None else []


@singledispatch
def clauses(form: Form) -> Clauses:
    """Name, own clauses and parts of a form. Clauses that mean "no answer" need no case."""
    raise TypeError(f"no such form: {type(form).__name__}")


@clauses.register
def _(_form: model.YesNo) -> Clauses:
    return "yes_no", [YES, NO], []


@clauses.register
def _(form: model.Choice) -> Clauses:
    return "choice", list(form.amounts), []


@clauses.register
def _(form: model.Ratio) -> Clauses:
    return "ratio", ["share", *(["floor"] if form.floor > 0 else []), *_zero(form)], []


@clauses.register
def _(form: model.Target) -> Clauses:
    return "target", ["full", "proportional", *(["zero"] if form.zero_below > 0 else []), *_zero(form)], []


@clauses.register
def _(form: model.Steps) -> Clauses:
    lowest = [] if form.steps[-1][0] <= 0 else ["below"]
    return "steps", [*(f">={least}" for least, _ in form.steps), *lowest, *_zero(form)], []


@clauses.register
def _(form: model.Bands) -> Clauses:
    return "bands", [*(band.text for band in form.bands), *_zero(form)], []


@clauses.register
def _(form: model.Count) -> Clauses:
    return "count", ["each", "cap", *_zero(form)], []


@clauses.register
def _(form: model.Deduction) -> Clauses:
    return "deduction", ["each", "cap", *_zero(form)], []


@clauses.register
def _(form: model.Relative) -> Clauses:
    return "relative", ["share", "best_is_zero", *_zero(form)], []


@clauses.register
def _(form: model.Goalposts) -> Clauses:
    return "goalposts", ["worst", "between", "best", *_zero(form)], []


@clauses.register
def _(form: model.MinMax) -> Clauses:
    return "min_max", ["worst", "between", "best", "all_equal", *_zero(form)], []


@clauses.register
def _(form: model.Survey) -> Clauses:
    return "survey", ["mean", *(["too_few"] if form.responses else [])], []


@clauses.register
def _(form: model.Checklist) -> Clauses:
    return "checklist", ["parts"], [model.YesNo(figure=figure) for figure in form.items]


@clauses.register
def _(form: model.Sum) -> Clauses:
    return "sum", ["parts"], [part.form for part in form.parts]


@clauses.register
def _(form: model.BestOf) -> Clauses:
    cases = [f"case {index + 1}" for index in range(len(form.parts))]
    return "best_of", [*cases, "none"], [part.form for part in form.parts]


@clauses.register
def _(form: model.Gate) -> Clauses:
    return "gate", ["open", "closed"], [form.then]


@clauses.register
def _(form: model.Computed) -> Clauses:
    undefined = ["zero_denominator"] if form.operand.zero_denominator else []
    return "formula", ["value", *undefined], []
