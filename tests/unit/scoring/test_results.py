"""A whole round: statuses, peers, milestones, medians, ranking by pillar."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from minhbach.exact import Publication
from minhbach.model.chain import Origin
from minhbach.model.round import Milestone
from minhbach.results import RoundResults, UnitStatus, compute_results
from tests.unit.scoring.samples import (
    FIGURES,
    NA,
    T,
    amount,
    criteria_set,
    criterion,
    dataset,
    flat_set,
    group,
    pillar,
    points_out_of,
    results,
    round_data,
)

COUNTED = flat_set(criterion("c", "{count: n, each: 1}"))


def ranks(found: RoundResults, scale: str = "total") -> dict[str, int]:
    return {item.unit.code: item.standings[scale].rank for item in found.tier(T).ranked[scale]}


def test_units_without_figures_have_no_total_no_rank_and_stand_last() -> None:
    found = results(COUNTED, {"a": {"n": 3}, "b": None, "c": {"n": 9}, "d": {"n": 1}}, exempt=["d"])
    assert ranks(found) == {"c": 1, "a": 2}
    assert [item.unit.code for item in found.tier(T).without_rank] == ["b", "d"]
    assert [found.by_unit[code].status for code in "abcd"] == [
        UnitStatus.RANKED,
        UnitStatus.NOT_SUBMITTED,
        UnitStatus.RANKED,
        UnitStatus.NOT_ASSESSED,
    ]
    assert all(found.by_unit[code].total is None for code in "bd")


def test_a_file_without_answers_is_a_submission_and_earns_zero() -> None:
    found = results(COUNTED, {"a": {}, "b": {"n": 1}})
    assert [found.by_unit["a"].status, found.by_unit["a"].standings["total"].value] == [UnitStatus.RANKED, 0]


def test_a_unit_of_which_nothing_applies_is_not_assessed() -> None:
    found = results(COUNTED, {"a": {"n": NA}, "b": {"n": 1}})
    assert (found.by_unit["a"].status, ranks(found)) == (UnitStatus.NOT_ASSESSED, {"b": 1})


def test_only_units_that_are_assessed_make_the_limits_of_relative_forms() -> None:
    criteria = flat_set(criterion("c", "{relative: n}"))
    found = results(criteria, {"a": {"n": 2}, "b": {"n": 4}, "c": None, "d": {"n": 100}}, exempt=["d"])
    assert [found.by_unit[code].standings["total"].value for code in "ab"] == [5, 10]


def test_the_median_is_that_of_the_units_with_figures() -> None:
    found = results(COUNTED, {"a": {"n": 2}, "b": {"n": 4}, "c": None, "d": {"n": 10}, "e": {"n": 9}}, exempt=["d"])
    assert found.tier(T).median_share("total") == Fraction(4, 10)
    assert found.tier(T).median_share("group") == Fraction(4, 10)
    assert results(COUNTED, {"a": None}).tier(T).median_share("total") is None


@pytest.mark.parametrize(
    ("rank_on", "places"), [("published", {"a": 1, "b": 1, "c": 3}), ("exact", {"a": 1, "b": 2, "c": 3})]
)
def test_ranks_and_ties_rest_on_the_published_value_if_the_round_says_so(rank_on: str, places: dict[str, int]) -> None:
    publication = Publication(decimals=1, rank_on="exact" if rank_on == "exact" else "published")
    values = {"a": "50.04", "b": "49.96", "c": "49.94"}
    found = results(points_out_of(100), {code: {"x": amount(x)} for code, x in values.items()}, publication=publication)
    assert ranks(found) == places
    assert found.by_unit["b"].standings["total"].tied is (rank_on == "published")
    assert [(tie.higher, tie.lower) for tie in found.tier(T).near_ties["total"]] == [("a", "b"), ("b", "c")]


def test_the_level_rests_on_the_same_value_as_the_rank() -> None:
    for rank_on, level in (("published", "I"), ("exact", "II")):
        publication = Publication(decimals=0, rank_on="exact" if rank_on == "exact" else "published")
        standing = (
            results(points_out_of(100), {"a": {"x": amount("79.5")}}, publication=publication).by_unit["a"].standings
        )
        assert standing["total"].level is not None
        assert standing["total"].level.id == level


def test_the_value_stays_exact_beside_the_published_one() -> None:
    criteria = flat_set(criterion("c", "{ratio: [a, b], zero_denominator: zero}", 5))
    standing = results(criteria, {"u": {"a": 1, "b": 3}}).by_unit["u"].standings["total"]
    assert [standing.value, str(standing.published), standing.maximum] == [Fraction(5, 3), "1.67", 5]


def test_equal_units_stand_in_the_order_of_their_codes() -> None:
    found = results(COUNTED, {"c": {"n": 1}, "a": {"n": 1}, "b": {"n": 1}})
    assert list(ranks(found)) == ["a", "b", "c"]


def test_a_supplement_counts_at_the_final_milestone_only() -> None:
    for milestone, points in ((Milestone.PRELIMINARY, 3), (Milestone.FINAL, 7)):
        found = results(COUNTED, {"u": {"n": 3}}, supplements={"u": {"n": 7}}, milestone=milestone)
        assert found.by_unit["u"].standings["total"].value == points
    chain = found.by_unit["u"].chains["n"]
    assert [(link.origin, link.answer.value) for link in chain.links] == [
        (Origin.REPORTED, 3),
        (Origin.SUPPLEMENTED, 7),
    ]
    assert (chain.reported.value, chain.current.value, chain.links[1].reason) == (3, 7, "số cuối năm")


def test_a_supplement_of_another_unit_moves_the_relative_limit() -> None:
    criteria = flat_set(criterion("c", "{relative: n}"))
    found = results(criteria, {"a": {"n": 2}, "b": {"n": 4}}, supplements={"b": {"n": 8}})
    assert found.by_unit["a"].standings["total"].value == Fraction(10, 4)


def test_a_set_may_rank_each_pillar_for_itself() -> None:
    criteria = criteria_set(
        pillar("ready", group("g1", criterion("c1", "{count: a, each: 1}"))),
        pillar("done", group("g2", criterion("c2", "{count: b, each: 1}"))),
        ranked_by="pillars",
    )
    found = results(criteria, {"u": {"a": 9, "b": 1}, "v": {"a": 2, "b": 8}, "w": {"a": NA, "b": 3}})
    assert found.scales == ("ready", "done")
    assert ranks(found, "ready") == {"u": 1, "v": 2}
    assert ranks(found, "done") == {"v": 1, "w": 2, "u": 3}
    assert found.by_unit["u"].standings["ready"].maximum == 10
    assert found.by_unit["w"].status is UnitStatus.RANKED


def test_limits_are_pooled_over_the_rounds_since_the_one_named() -> None:
    criteria = flat_set(criterion("c", '{min_max: n, since: "2029"}'))
    rounds = [
        round_data(criteria, {"u": {"n": n}, "v": None}, round_id=name)
        for name, n in (("2028", 999), ("2029", 50), ("2031", 20), ("2032", 777))
    ]
    found = compute_results(dataset(*rounds), "2031", Milestone.FINAL)
    trace = found.by_unit["u"].criteria[0].trace
    assert [trace.facts["worst"], trace.facts["best"]] == [20, 50]


def test_earlier_limits_hold_what_those_rounds_ended_with() -> None:
    criteria = flat_set(criterion("c", '{min_max: n, since: "2029"}'))
    past = round_data(
        criteria, {"u": {"n": 10}, "v": {"n": 500}}, round_id="2030", supplements={"u": {"n": 80}}, exempt=["v"]
    )
    now = round_data(criteria, {"u": {"n": 20}}, round_id="2031")
    found = compute_results(dataset(past, now), "2031", Milestone.FINAL)
    assert found.by_unit["u"].criteria[0].trace.facts["best"] == 80


def test_a_figure_that_was_another_kind_in_an_earlier_round_is_not_pooled() -> None:
    word = replace(FIGURES["w"], id="n")
    other = replace(flat_set(criterion("c", "{count: n, each: 1}")), id="bo-cu", figures={**FIGURES, "n": word})
    past = round_data(other, {"u": {"n": "cao"}}, round_id="2030")
    now = round_data(flat_set(criterion("c", '{min_max: n, since: "2029"}')), {"u": {"n": 20}}, round_id="2031")
    found = compute_results(dataset(past, now), "2031", Milestone.FINAL)
    assert found.by_unit["u"].criteria[0].trace.facts["best"] == 20


def test_a_round_that_was_not_loaded_has_no_results() -> None:
    with pytest.raises(KeyError):
        compute_results(dataset(), "2031", Milestone.FINAL)
