"""The logic rules of the criteria set over what units handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from minhbach.codes import shown
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.exact import written
from minhbach.model.criteria import NO, YES, CriteriaSet, Rule, RuleValue
from minhbach.model.submission import Answer, State, Submission, Value
from minhbach.model.units import Tier, Unit
from minhbach.reading.rules import PLACEHOLDER
from minhbach.repository import RoundData
from minhbach.values import previous_answers

Answers = Mapping[str, Answer]


def rules_hold(data: RoundData) -> Iterator[Diagnostic]:
    """Every rule that can be judged holds for every unit's current values.

    PASS: officials_with_computer: 20, officials: 23 under `officials_with_computer <= officials`
    FAIL: officials_with_computer: 24, officials: 23
    """
    for unit in data.register.units:
        yield from rules_hold_for(data, unit)


def rules_hold_for(data: RoundData, unit: Unit) -> Iterator[Diagnostic]:
    """The same for one unit."""
    submission = data.submissions.get(unit.code)
    if submission is None:
        return
    values = rule_values(
        current={name: change.answer for name, change in submission.supplement.items()},
        reported=submission.answers,
        previous=previous_answers(data, unit),
        sums=child_sums(data, unit),
    )
    for rule in failing_rules(data.criteria, unit.tier, values):
        yield _finding(data, unit, submission, rule, values)


def rule_values(
    *, current: Answers, reported: Answers, previous: Answers, sums: Mapping[str, Mapping[str, Value]]
) -> dict[str, Value]:
    """Values by the names that rules use; only figures that have a value."""
    values: dict[str, Value] = {}
    for prefix, answers in (
        ("", {**reported, **current}),
        ("figures.", {**reported, **current}),
        ("reported.", reported),
        ("previous.", previous),
    ):
        for name, answer in answers.items():
            if answer.state is State.VALUE and answer.value is not None:
                values[prefix + name] = answer.value
    for plural, totals in sums.items():
        values.update({f"{plural}.{name}": value for name, value in totals.items()})
    return values


def failing_rules(criteria: CriteriaSet, tier: str, values: Mapping[str, Value]) -> Iterator[Rule]:
    """The rules of the tier that are judged and do not hold."""
    seen = {name: _rule_value(value) for name, value in values.items()}
    for rule in criteria.rules:
        if tier in rule.tiers and rule.condition(seen) is False:
            yield rule


def _rule_value(value: Value) -> RuleValue:
    return value if isinstance(value, bool | str) else float(value)


def child_sums(data: RoundData, unit: Unit) -> dict[str, dict[str, Value]]:
    """Sums of the child units' counts and amounts, by the plural name of their tier.

    A figure is summed only when every child that is assessed answered it: a partial sum would make a false alarm.
    """
    sums: dict[str, dict[str, Value]] = {}
    for tier in data.criteria.tiers:
        if tier.plural and tier.parent == unit.tier:
            children = [child for child in data.register.children.get(unit.code, ()) if _counts(child, tier)]
            submissions = [data.submissions.get(child.code) for child in children]
            if children and all(submission is not None for submission in submissions):
                found = [submission for submission in submissions if submission is not None]
                sums[tier.plural] = dict(_totals(data.criteria, tier, found))
    return sums


def _counts(child: Unit, tier: Tier) -> bool:
    return child.tier == tier.id and child.exempt is None


def _totals(criteria: CriteriaSet, tier: Tier, submissions: list[Submission]) -> Iterator[tuple[str, Value]]:
    for name in criteria.figures_of(tier.id):
        answers = [submission.answers.get(name) for submission in submissions]
        numbers = [answer.value for answer in answers if answer is not None and _is_number(answer.value)]
        absent = [answer for answer in answers if answer is None]
        if numbers and not absent:
            total = sum(Decimal(number) for number in numbers if isinstance(number, int | Decimal))
            yield name, int(total) if total == int(total) else Decimal(total)


def _is_number(value: Value | None) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _finding(
    data: RoundData, unit: Unit, submission: Submission, rule: Rule, values: Mapping[str, Value]
) -> Diagnostic:
    own = [name for name in rule.names if "." not in name or name.startswith("figures.")]
    figure = own[0].rpartition(".")[2] if own else None
    place = _place(submission, figure)
    found = ", ".join(f"{name} = {_shown(values[name], 'vi')}" for name in rule.names if name in values)
    return Diagnostic(
        code=rule.id,
        severity=rule.severity,
        location=place,
        message=filled(rule.message, values),
        hint=filled(rule.hint, values),
        round=data.round.id,
        unit=unit.code,
        figure=figure,
        found=found,
        allowed=rule.require,
    )


def _place(submission: Submission, figure: str | None) -> Location:
    if figure is None:
        return submission.source.key_location("figures")
    part = "supplement" if figure in submission.supplement else "figures"
    return submission.source.key_location(part, figure)


def _shown(value: Value, lang: str) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        return shown(value)
    return written(value, "en" if lang == "en" else "vi")


def filled(words: Text, values: Mapping[str, Value]) -> Text:
    """The words of a rule with the values that they name."""

    def fill(template: str, lang: str) -> str:
        def replace(match: re.Match[str]) -> str:
            return _shown(values[match[1]], lang) if match[1] in values else "…"

        return PLACEHOLDER.sub(replace, template)

    return Text(fill(words.vi, "vi"), fill(words.en, "en"))
