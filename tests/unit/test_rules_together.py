"""Rules that are judged together fail exactly where they fail one by one, whatever is missing."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache

import pytest

from minhbach.cel import Condition, together
from minhbach.checks.logic import USUAL, failing_rules, rule_values
from minhbach.model.criteria import CriteriaSet, Rule
from minhbach.model.submission import Answer, State, Value
from minhbach.repository import RoundData, load
from minhbach.tree import WorkTree
from tests.conftest import ROOT


@cache
def load_round() -> RoundData:
    return load(WorkTree(ROOT))[0].rounds["2019"]


def _criteria() -> CriteriaSet:
    return load_round().criteria


def _one_by_one(tier: str, values: Mapping[str, Value]) -> list[Rule]:
    seen = {name: value if isinstance(value, bool | str) else float(value) for name, value in values.items()}
    return [rule for rule in _criteria().rules if tier in rule.tiers and rule.condition(seen) is False]


def _draw(rng: random.Random, tier: str, gaps: float) -> dict[str, Value]:
    """What some unit reported, with a share of the figures missing; of every second unit one value is another."""
    data = load_round()
    units = [unit for unit in data.register.of_tier(tier) if unit.code in data.submissions]
    reported = data.submissions[rng.choice(units).code].answers
    values = rule_values(_criteria(), tier, current={}, reported=reported, previous=reported, sums={})
    if rng.random() < 0.5:
        name = rng.choice(sorted(values))
        value = values[name]
        values[name] = not value if isinstance(value, bool) else value if isinstance(value, str) else value * 3 + 1
    return {name: value for name, value in values.items() if rng.random() >= gaps}


@pytest.mark.parametrize("gaps", [0.0, 0.02, 0.3, 1.0])
def test_the_same_rules_fail(gaps: float) -> None:
    rng, failed, held = random.Random(f"together:{gaps}"), 0, 0
    for tier in _criteria().tiers:
        for _ in range(150):
            values = _draw(rng, tier.id, gaps)
            wanted = _one_by_one(tier.id, values)
            assert list(failing_rules(_criteria(), tier.id, values)) == wanted
            failed, held = failed + bool(wanted), held + (not wanted)
    assert held > 50
    assert failed > 50 or gaps > 0.1


def test_units_that_answer_all_are_judged_together() -> None:
    """And they hold or fail as before once their rules have been compiled into one."""
    tier = _criteria().tiers[0].id
    data = load_round()
    units = [unit for unit in data.register.of_tier(tier) if unit.code in data.submissions][: 2 * USUAL]
    for unit in units:
        reported = data.submissions[unit.code].answers
        values = rule_values(_criteria(), tier, current={}, reported=reported, previous={}, sums={})
        assert list(failing_rules(_criteria(), tier, values)) == _one_by_one(tier, values)


def _conditions(*requires: str) -> list[Condition]:
    environment = next(
        rule.condition for rule in _criteria().rules if isinstance(rule.condition, Condition)
    ).environment
    names = ("officials", "computers", "has_lan")
    found = []
    for require in requires:
        used = tuple(name for name in names if name in require)
        found.append(Condition(environment, require, environment.compile(require), used, frozenset()))
    return found


def test_a_gap_is_no_failure_and_no_success() -> None:
    conditions = _conditions("computers <= officials // why", "has_lan")
    both, loose = together(conditions), together(conditions, with_gaps=True)
    assert both is not None
    assert loose is not None
    assert both({"computers": 3.0, "officials": 4.0, "has_lan": True}) is True
    assert both({"computers": 5.0, "officials": 4.0, "has_lan": True}) is False
    assert both({"computers": 5.0, "has_lan": True}) is None
    assert loose({"computers": 5.0, "has_lan": True}) is True
    assert loose({"computers": 5.0, "officials": 4.0}) is False
    assert loose({"officials": 4.0, "has_lan": False}) is False
    assert together([]) is None


def test_values_are_those_of_the_names_that_rules_use() -> None:
    tier = _criteria().tiers[0].id
    reported = {"officials": Answer(State.VALUE, 4), "computers": Answer(State.NOT_APPLICABLE, reason="-")}
    current = {"officials": Answer(State.VALUE, 5)}
    values = rule_values(_criteria(), tier, current=current, reported=reported, previous=reported, sums={})
    assert values["officials"] == 5
    assert values["previous.officials"] == 4
    assert "computers" not in values
    assert set(values) <= {name for name, _, _ in _criteria().rules_of(tier).names}
