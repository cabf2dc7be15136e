"""The logic rules of the criteria set over what units handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from minhbach.cel import Condition, together
from minhbach.codes import shown
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.exact import written
from minhbach.model.criteria import NO, YES, CriteriaSet, Rule, RuleValue, TierRules
from minhbach.model.submission import Answer, State, Submission, Value
from minhbach.model.units import Tier, Unit
from minhbach.reading.rules import PLACEHOLDER
from minhbach.repository import RoundData
from minhbach.values import previous_answers
from minhbach.workshop import Workshop

Answers = Mapping[str, Answer]


def rules_hold(data: RoundData) -> Iterator[Diagnostic]:
    """Every rule that can be judged holds for every unit's current values.

    PASS: officials_with_computer: 20, officials: 23 under `officials_with_computer <= officials`
    FAIL: officials_with_computer: 24, officials: 23
    """
    units = data.register.units
    batches = [units[at : at + BATCH] for at in range(0, len(units), BATCH)]
    for found in Workshop(lambda batch: _found(data, batch), batches).results():
        yield from found


BATCH = 64
"""So many units are one piece of work, when several processes share it."""


def _found(data: RoundData, units: Sequence[Unit]) -> list[Diagnostic]:
    return [finding for unit in units for finding in rules_hold_for(data, unit)]


def rules_hold_for(data: RoundData, unit: Unit) -> Iterator[Diagnostic]:
    """The same for one unit."""
    submission = data.submissions.get(unit.code)
    if submission is None:
        return
    values = rule_values(
        data.criteria,
        unit.tier,
        current={name: change.answer for name, change in submission.supplement.items()},
        reported=submission.answers,
        previous=previous_answers(data, unit),
        sums=child_sums(data, unit),
    )
    for rule in failing_rules(data.criteria, unit.tier, values):
        yield _finding(data, unit, submission, rule, values)


def rule_values(
    criteria: CriteriaSet,
    tier: str,
    *,
    current: Answers,
    reported: Answers,
    previous: Answers,
    sums: Mapping[str, Mapping[str, Value]],
) -> dict[str, Value]:
    """Values by the names that rules of the tier use; only figures that have a value."""
    now = {**reported, **current} if current else reported
    spaces = {"": now, "figures": now, "reported": reported, "previous": previous}
    values: dict[str, Value] = {}
    for name, space, figure in criteria.rules_of(tier).names:
        if space in spaces:
            answer = spaces[space].get(figure)
            value = answer.value if answer is not None and answer.state is State.VALUE else None
        else:
            value = sums.get(space, {}).get(figure)
        if value is not None:
            values[name] = value
    return values


def failing_rules(criteria: CriteriaSet, tier: str, values: Mapping[str, Value]) -> Iterator[Rule]:
    """The rules of the tier that are judged and do not hold."""
    seen = {name: _rule_value(value) for name, value in values.items()}
    asked = criteria.rules_of(tier)
    if not _surely_hold(asked, seen):
        for rule in asked.rules:
            if rule.condition(seen) is False:
                yield rule


def _surely_hold(asked: TierRules, seen: Mapping[str, RuleValue]) -> bool:
    """Whether all rules that can be judged hold, asked at once; False when that cannot be said for certain.

    Most units break no rule, and most units of a round answer the same figures.
    """
    usual = _usual(asked, tuple([name for name, _, _ in asked.names if name not in seen]))
    usual.times += 1
    if usual.times == USUAL:
        usual.condition = together([item for item in _conditions(asked) if item.is_judged(seen)])
    condition = usual.condition or _with_gaps(asked)
    return condition is not None and condition(seen) is True


USUAL = 10
"""Rules that were asked so often with the same values missing are worth being compiled into one."""


@dataclass(slots=True)
class _Usual:
    """How often rules were asked with the same values missing, and one condition for all once that was often."""

    times: int = 0
    condition: Condition | None = None


@lru_cache(maxsize=512)
def _usual(asked: TierRules, missing: tuple[str, ...]) -> _Usual:  # noqa: ARG001 - what it is remembered by
    return _Usual()


@lru_cache(maxsize=64)
def _with_gaps(asked: TierRules) -> Condition | None:
    """For units that left something open: slower than a condition of only the rules that can be judged."""
    return together(_conditions(asked), with_gaps=True)


def _conditions(asked: TierRules) -> list[Condition]:
    """None at all unless all are compiled: those left out would be taken to hold."""
    found = [rule.condition for rule in asked.rules if isinstance(rule.condition, Condition)]
    return found if len(found) == len(asked.rules) else []


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
