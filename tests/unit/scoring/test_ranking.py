"""Ranks, levels and near ties."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from minhbach.exact import Publication
from minhbach.model.criteria import CriteriaSet, LevelCondition, Section
from minhbach.scoring.ranking import NearTie, decisive, find_level, near_ties, rank, unmet_conditions
from tests.unit.scoring.samples import (
    NA,
    Given,
    criteria_set,
    criterion,
    group,
    level,
    pillar,
    total_of,
)


def test_ties_share_a_rank_and_the_next_is_skipped() -> None:
    above = {f"u{index}": Fraction(1) - Fraction(index, 1000) for index in range(16)}
    ranks = rank({**above, "a": Fraction("0.633"), "b": Fraction("0.633"), "c": Fraction("0.624")})
    assert [ranks[code].place for code in "abc"] == [17, 17, 19]
    assert [ranks[code].tied for code in "abc"] == [True, True, False]


@pytest.mark.parametrize(
    ("values", "places"),
    [([], []), ([5], [1]), ([5, 5, 5], [1, 1, 1]), ([1, 3, 2], [3, 1, 2]), ([0, 9, 9, 0, 5], [4, 1, 1, 4, 3])],
)
def test_the_highest_is_first(values: list[int], places: list[int]) -> None:
    ranks = rank({str(index): Fraction(value) for index, value in enumerate(values)})
    assert [ranks[str(index)].place for index in range(len(values))] == places


def test_ranks_rest_on_the_published_or_on_the_exact_value() -> None:
    values = {"a": Fraction("80.004"), "b": Fraction("79.996"), "c": Fraction("79.994")}
    for setting, places in (("published", [1, 1, 3]), ("exact", [1, 2, 3])):
        publication = Publication(rank_on="exact" if setting == "exact" else "published")
        ranks = rank({code: decisive(value, publication) for code, value in values.items()})
        assert [ranks[code].place for code in "abc"] == places


def test_neighbours_less_than_one_published_unit_apart_are_told() -> None:
    values = [("low", Fraction("79.99")), ("top", Fraction("80.004")), ("next", Fraction("79.996"))]
    assert near_ties(values, Publication()) == (
        NearTie("top", "next", Fraction("0.008"), same_published=True),
        NearTie("next", "low", Fraction("0.006"), same_published=False),
    )


@pytest.mark.parametrize(("difference", "told"), [("0", False), ("0.001", True), ("0.009", True), ("0.01", False)])
def test_equal_values_and_whole_units_are_no_near_tie(difference: str, told: bool) -> None:  # noqa: FBT001
    found = near_ties([("a", Fraction(50)), ("b", Fraction(50) - Fraction(difference))], Publication())
    assert bool(found) is told


def test_a_near_tie_is_measured_in_units_of_the_publication() -> None:
    values = [("a", Fraction("50.3")), ("b", Fraction("50"))]
    assert len(near_ties(values, Publication(decimals=0))) == 1
    assert len(near_ties(values, Publication(decimals=1))) == 0


# Levels ----------------------------------------------------------------------

EVERY_PILLAR = LevelCondition(every="pillar", at_least=Fraction(1, 2))
EVERY_GROUP = LevelCondition(every="group", at_least=Fraction(1, 2))
ONE_SECTION = LevelCondition(section="g2", at_least=Fraction(1, 2))
VETO = LevelCondition(criterion="c2", at_least=Fraction(1))


def counting(group_id: str, criterion_id: str, figure: str) -> Section:
    return group(group_id, criterion(criterion_id, f"{{count: {figure}, each: 1}}"))


def set_with(*conditions: LevelCondition) -> CriteriaSet:
    """Two pillars, three groups, of 10 points each; level I from 60 % with the conditions, II from 50 %, III from 0."""
    return criteria_set(
        pillar("first", counting("g1", "c1", "a"), counting("g2", "c2", "b")),
        pillar("second", counting("g3", "c3", "c")),
        levels=[level("I", "3/5", *conditions), level("II", "1/2"), level("III", "0")],
    )


def level_of(criteria: CriteriaSet, given: Mapping[str, Given]) -> str | None:
    total = total_of(criteria, given)
    assert total.share is not None
    found = find_level(criteria, total.share, total)
    return found.id if found else None


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"a": 10, "b": 10, "c": 10}, "I"),
        ({"a": 6, "b": 6, "c": 6}, "I"),
        ({"a": 5, "b": 6, "c": 6}, "II"),
        ({"a": 5, "b": 5, "c": 5}, "II"),
        ({"a": 5, "b": 5, "c": 4}, "III"),
        ({}, "III"),
    ],
)
def test_a_level_is_reached_at_its_threshold(given: Mapping[str, Given], found: str) -> None:
    assert level_of(set_with(), given) == found


@pytest.mark.parametrize(
    ("condition", "given", "found"),
    [
        (EVERY_PILLAR, {"a": 10, "b": 10, "c": 5}, "I"),
        (EVERY_PILLAR, {"a": 10, "b": 10, "c": 4}, "II"),
        (EVERY_PILLAR, {"a": 10, "b": 0, "c": 10}, "I"),
        (EVERY_GROUP, {"a": 10, "b": 4, "c": 10}, "II"),
        (EVERY_GROUP, {"a": 10, "b": 5, "c": 10}, "I"),
        (ONE_SECTION, {"a": 10, "b": 4, "c": 10}, "II"),
        (ONE_SECTION, {"a": 4, "b": 10, "c": 10}, "I"),
        (VETO, {"a": 10, "b": 9, "c": 10}, "II"),
        (VETO, {"a": 0, "b": 10, "c": 10}, "I"),
        (VETO, {"a": 10, "c": 10}, "II"),
    ],
)
def test_a_unit_that_misses_a_condition_falls_to_the_next_level(
    condition: LevelCondition, given: Mapping[str, Given], found: str
) -> None:
    assert level_of(set_with(condition), given) == found


@pytest.mark.parametrize("condition", [EVERY_GROUP, ONE_SECTION, VETO])
def test_what_is_not_applicable_cannot_miss_a_condition(condition: LevelCondition) -> None:
    assert level_of(set_with(condition), {"a": 10, "b": NA, "c": 10}) == "I"


def test_every_condition_must_be_met_and_the_missed_ones_are_named() -> None:
    criteria = set_with(EVERY_PILLAR, VETO)
    total = total_of(criteria, {"a": 10, "b": 9, "c": 4})
    assert unmet_conditions(criteria.levels[0], total) == (EVERY_PILLAR, VETO)


def test_a_share_below_every_level_has_none() -> None:
    criteria = criteria_set(pillar("p", group("g", criterion("c", "{count: a, each: 1}"))), levels=[level("I", "1/2")])
    assert level_of(criteria, {"a": 4}) is None
