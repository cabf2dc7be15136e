"""From criteria to a total: nesting, what is not applicable, bonus and deduction."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from minhbach.exact import Publication, published
from minhbach.model.criteria import CriteriaSet, Role
from minhbach.model.submission import State
from minhbach.scoring.rollup import SectionScore, index_sections
from tests.unit.scoring.samples import (
    NA,
    Given,
    amount,
    criteria_set,
    criterion,
    flat_set,
    group,
    pillar,
    total_of,
)


def text(total: SectionScore) -> str:
    assert total.value is not None
    return str(published(total.value, Publication()))


@pytest.mark.parametrize(
    ("whole", "excluded", "got", "converted"), [(50, 2, "42.63", "44.41"), (100, 8, "78.53", "85.36")]
)
def test_points_of_a_smaller_maximum_are_converted_back(whole: int, excluded: int, got: str, converted: str) -> None:
    left = whole - excluded
    criteria = flat_set(
        criterion("kept", f"{{goalposts: x, worst: 0, best: {left}}}", left), criterion("gone", "{yes_no: p}", excluded)
    )
    total = total_of(criteria, {"x": amount(got), "p": NA})
    assert [total.points, total.maximum, total.declared] == [Fraction(got), left, whole]
    assert text(total) == converted


def test_a_third_of_five_points_three_times_is_exactly_five() -> None:
    ratio = "{ratio: [a, b], zero_denominator: zero}"
    criteria = flat_set(*(criterion(name, ratio, 5) for name in ("one", "two", "three")))
    assert total_of(criteria, {"a": 1, "b": 3}).points == 5


def test_points_nest_to_any_depth() -> None:
    deep = pillar("outer", pillar("inner", pillar("innermost", group("leaf", criterion("c", "{yes_no: p}", 4)))))
    total = total_of(criteria_set(deep, pillar("other", group("g", criterion("d", "{yes_no: q}", 6)))), {"p": True})
    sections = index_sections(total)
    assert [sections[name].points for name in ("leaf", "innermost", "inner", "outer", "other", "total")] == [4] * 4 + [
        0,
        4,
    ]
    assert [total.maximum, total.share] == [10, Fraction(2, 5)]


def test_a_criterion_not_answered_earns_nothing_and_keeps_its_maximum() -> None:
    total = total_of(flat_set(criterion("c", "{yes_no: p}", 4)), {})
    (score,) = total.all_criteria()
    assert [score.state, score.points, score.maximum, score.lost] == [State.MISSING, 0, 4, 4]
    assert total.value == 0


def test_a_criterion_not_applicable_loses_nothing() -> None:
    (score,) = total_of(flat_set(criterion("c", "{yes_no: p}", 4)), {"p": NA}).all_criteria()
    assert [score.state, score.points, score.maximum, score.declared, score.lost] == [State.NOT_APPLICABLE, 0, 0, 4, 0]


def test_a_survey_not_assessed_leaves_the_sum() -> None:
    survey = "{survey: mean, scale: [1, 5], responses: responses, at_least: 30}"
    criteria = flat_set(criterion("survey", survey, 40), criterion("rest", "{goalposts: x, worst: 0, best: 60}", 60))
    total = total_of(criteria, {"mean": amount("5"), "responses": 2, "x": amount("30")})
    assert [total.points, total.maximum, total.value] == [30, 60, 50]


def test_a_part_not_applicable_shrinks_the_criterion() -> None:
    criteria = flat_set(criterion("c", "{checklist: {p: 3/4, q: 1/4}}", 8))
    (score,) = total_of(criteria, {"p": True, "q": NA}).all_criteria()
    assert [score.points, score.maximum] == [6, 6]


def test_where_nothing_is_left_there_is_no_value() -> None:
    total = total_of(flat_set(criterion("c", "{yes_no: p}", 4)), {"p": NA})
    assert (total.value, total.share, total.converted) == (None, None, None)


# Conversion ------------------------------------------------------------------

UNEVEN: Mapping[str, Given] = {"p": True, "q": NA, "r": False, "n": 3}
"""The first group loses half of its maximum; everything else is assessed whole."""


def uneven_set(conversion: str) -> CriteriaSet:
    return criteria_set(
        pillar(
            "first",
            group("one", criterion("p1", "{yes_no: p}", 10), criterion("q1", "{yes_no: q}", 10)),
            group("two", criterion("r1", "{yes_no: r}", 20)),
        ),
        pillar("second", group("three", criterion("n1", "{count: n, each: 10}", 60))),
        conversion=conversion,
    )


@pytest.mark.parametrize(
    ("conversion", "total"),
    [
        ("total", Fraction(40 * 100, 90)),  # (10 + 0 + 30) of 90
        ("pillar", Fraction(10 * 40, 30) + 30),  # 10 of 30 becomes 13 1/3 of 40
        ("group", Fraction(20 + 30)),  # 10 of 10 becomes 20 of 20
    ],
)
def test_points_are_converted_back_where_the_set_says(conversion: str, total: Fraction) -> None:
    assert total_of(uneven_set(conversion), UNEVEN).value == total


@pytest.mark.parametrize("conversion", ["total", "pillar", "group"])
def test_each_section_shows_its_own_converted_points(conversion: str) -> None:
    sections = index_sections(total_of(uneven_set(conversion), UNEVEN))
    assert [sections["one"].points, sections["one"].maximum, sections["one"].value] == [10, 10, 20]
    assert sections["two"].value == 0
    assert sections["second"].value == 30


@pytest.mark.parametrize("conversion", ["total", "pillar", "group"])
def test_when_everything_applies_all_conversions_agree(conversion: str) -> None:
    assert total_of(uneven_set(conversion), {**UNEVEN, "q": True}).value == 50


@pytest.mark.parametrize("conversion", ["total", "pillar", "group"])
def test_a_section_of_which_nothing_applies_is_left_out(conversion: str) -> None:
    total = total_of(uneven_set(conversion), {"p": True, "q": True, "r": True, "n": NA})
    assert total.value == 100
    assert index_sections(total)["second"].value is None


# Bonus and deduction ---------------------------------------------------------


def adjusted(given: Mapping[str, Given]) -> SectionScore:
    return total_of(
        flat_set(
            criterion("main", "{goalposts: x, worst: 0, best: 100}", 100),
            criterion("extra", "{count: n, each: 2}", 6, Role.BONUS),
            criterion("late", "{deduction: a, each: 0.5}", 5, Role.DEDUCTION),
        ),
        given,
    )


@pytest.mark.parametrize(
    ("x", "n", "a", "adjustment", "value"),
    [
        ("50", 0, 0, "0", "50"),
        ("50", 2, 0, "4", "54"),
        ("50", 9, 0, "6", "56"),
        ("50", 0, 3, "-1.5", "48.5"),
        ("50", 0, 99, "-5", "45"),
        ("50", 1, 2, "1", "51"),
        ("97", 3, 0, "6", "100"),
        ("2", 0, 99, "-5", "0"),
    ],
)
def test_bonus_and_deduction_stand_outside_the_maximum_and_are_capped(
    x: str, n: int, a: int, adjustment: str, value: str
) -> None:
    total = adjusted({"x": amount(x), "n": n, "a": a})
    assert total.maximum == 100
    assert (total.adjustment, total.value) == (Fraction(adjustment), Fraction(value))


def test_a_deduction_not_answered_takes_nothing() -> None:
    total = adjusted({"x": amount("50")})
    assert [score.state for score in total.all_criteria()] == [State.VALUE, State.MISSING, State.MISSING]
    assert total.value == 50


def test_what_a_deduction_took_is_lost_and_a_bonus_never_is() -> None:
    scores = {score.criterion.id: score for score in adjusted({"x": amount("40"), "n": 0, "a": 4}).all_criteria()}
    assert {name: score.lost for name, score in scores.items()} == {"main": 60, "extra": 0, "late": 2}


def test_a_bonus_does_not_save_what_does_not_apply() -> None:
    assert adjusted({"x": NA, "n": 3, "a": 0}).value is None
