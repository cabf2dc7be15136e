"""What minutes moved, held against the results of a round in which the finding is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from minhbach.model.amendment import Amendment, Change
from minhbach.model.inspection import Inspection, Meeting, SettledFigure
from minhbach.model.round import Milestone
from minhbach.model.submission import MISSING, Answer, State
from minhbach.repository import RoundData
from minhbach.results import RoundResults, compute_results
from minhbach.settlement import Force, Settlement, settlements
from tests.unit.scoring.samples import criteria_set, criterion, dataset, flat_set, group, pillar, round_data

DAY = datetime.fromisoformat("2031-12-12T08:00")
MEETING = Meeting(begins=DAY, ends=DAY, place="Trụ sở", of_team=("Trưởng đoàn",), of_unit=("Trưởng làng",))

SET = flat_set(
    criterion("ratio", "{ratio: [a, b], zero_denominator: not_applicable, cap: 1}", 20, number="1"),
    criterion("relative", "{relative: n}", 30, number="2"),
    criterion("counted", "{count: c, each: 1}", 10, number="3"),
)
GIVEN = {"u": {"a": 4, "b": 10, "n": 12, "c": 3}, "v": {"a": 9, "b": 9, "n": 6, "c": 1}, "w": None}


def settled(figure: str, value: Answer | int, reported: Answer = MISSING) -> SettledFigure:
    answer = value if isinstance(value, Answer) else Answer(State.VALUE, value)
    return SettledFigure(figure=figure, reported=reported, verified=answer, settled=answer, reason="đếm lại")


def with_minutes(data: RoundData, findings: Sequence[SettledFigure], *, agreed: bool = True) -> RoundData:
    minutes = Inspection(
        unit="u", team="Đoàn 1", decision="Quyết định 1", meeting=MEETING, findings=tuple(findings), agreed=agreed
    )
    return replace(data, inspections={"u": minutes})


def computed(data: RoundData, milestone: Milestone = Milestone.FINAL) -> RoundResults:
    return compute_results(dataset(data), data.round.id, milestone)


def found(data: RoundData, milestone: Milestone = Milestone.FINAL) -> Settlement:
    return settlements(dataset(data), computed(data, milestone))["u"]


def total(data: RoundData, milestone: Milestone = Milestone.FINAL, scale: str = "total") -> Fraction:
    value = computed(data, milestone).by_unit["u"].sections[scale].value
    assert value is not None
    return value


def test_each_difference_is_the_total_with_it_less_the_total_without_it() -> None:
    findings = [settled("a", 5), settled("n", 6), settled("c", 3)]
    data = with_minutes(round_data(SET, GIVEN), findings)
    settlement = found(data)
    assert settlement.force is Force.COUNTS
    for left_out in findings:
        rest = [item for item in findings if item is not left_out]
        without = with_minutes(data, rest)
        assert settlement.figures[left_out.figure] == {"total": total(data) - total(without)}
    assert settlement.together == {"total": total(data) - total(round_data(SET, GIVEN))}
    assert settlement.figures["a"]["total"] == 2
    assert settlement.figures["c"] == {"total": Fraction(0)}


def test_the_unit_itself_was_the_best_of_its_tier() -> None:
    """Without its finding the unit would be its own best value: 20 of 20 instead of 10 of the 12 of the others."""
    data = with_minutes(round_data(SET, {**GIVEN, "v": {"a": 9, "b": 9, "n": 12, "c": 1}}), [settled("n", 20)])
    without = round_data(SET, {**GIVEN, "v": {"a": 9, "b": 9, "n": 12, "c": 1}})
    assert found(data).figures["n"] == {"total": total(data) - total(without)}


def test_minutes_that_were_not_agreed_tell_what_they_would_have_moved() -> None:
    data = with_minutes(round_data(SET, GIVEN), [settled("a", 2)], agreed=False)
    settlement = found(data)
    assert settlement.force is Force.NOT_AGREED
    assert settlement.figures["a"] == settlement.together == {"total": Fraction(-4)}
    assert total(data) == total(round_data(SET, GIVEN))
    agreed = with_minutes(data, [settled("a", 2)])
    assert settlement.together["total"] == total(agreed) - total(data)


def test_a_later_amendment_takes_the_force_out_of_a_finding() -> None:
    amendment = Amendment(
        number="01",
        decision="Quyết định 2",
        changes=(
            Change(
                unit="u",
                figure="a",
                old=Answer(State.VALUE, 5),
                new=Answer(State.VALUE, 6),
                reason="gõ nhầm",
            ),
        ),
    )
    for agreed in (True, False):
        data = with_minutes(round_data(SET, GIVEN), [settled("a", 5)], agreed=agreed)
        data = replace(data, amendments=(amendment,))
        assert found(data).figures["a"] == {"total": Fraction(0)}
        assert found(data, Milestone.PRELIMINARY).figures["a"] == {"total": Fraction(2)}


def test_a_settled_value_stands_above_a_supplement() -> None:
    data = with_minutes(round_data(SET, GIVEN, supplements={"u": {"a": 10}}), [settled("a", 5)])
    assert found(data).figures["a"] == {"total": Fraction(-10)}
    assert found(data, Milestone.PRELIMINARY).figures["a"] == {"total": Fraction(2)}


def test_a_figure_that_was_not_answered() -> None:
    given = {**GIVEN, "u": {"b": 10, "n": 12, "c": 3}}
    data = with_minutes(round_data(SET, given), [settled("a", 5)])
    assert found(data).figures["a"] == {"total": Fraction(10)}


def test_a_total_per_pillar_moves_apart() -> None:
    criteria = criteria_set(
        pillar("ready", group("g1", criterion("counted", "{count: c, each: 1}", 10))),
        pillar("done", group("g2", criterion("relative", "{relative: n}", 30))),
        ranked_by="pillars",
    )
    data = with_minutes(round_data(criteria, GIVEN), [settled("c", 5)])
    assert found(data).figures["c"] == {"ready": Fraction(2), "done": Fraction(0)}


def test_units_without_figures_or_minutes_have_no_settlement() -> None:
    data = round_data(SET, GIVEN)
    assert settlements(dataset(data), computed(data)) == {}
    minutes = with_minutes(data, [settled("a", 5)]).inspections["u"]
    silent = replace(data, inspections={"w": replace(minutes, unit="w")})
    assert settlements(dataset(silent), computed(silent)) == {}


def test_minutes_agreed_after_an_edition_count_later() -> None:
    """The edition that is shown knows nothing of them, so its numbers rest on what was reported."""
    before = round_data(SET, GIVEN)
    data = with_minutes(before, [settled("a", 5)])
    shown = computed(before)
    settlement = settlements(dataset(data), shown)["u"]
    assert settlement.force is Force.LATER
    assert settlement.together == {"total": Fraction(2)}


VALUES = st.integers(min_value=0, max_value=40)


@given(st.dictionaries(st.sampled_from("abnc"), VALUES, min_size=1), st.dictionaries(st.sampled_from("abnc"), VALUES))
def test_any_finding_agrees_with_the_results_without_it(
    changes: Mapping[str, int], reported: Mapping[str, int]
) -> None:
    findings = [settled(figure, value) for figure, value in changes.items()]
    plain = round_data(SET, {**GIVEN, "u": {**GIVEN["u"], **reported}})  # type: ignore[dict-item]  # "u" has figures
    data = with_minutes(plain, findings)
    settlement = found(data)
    for left_out in findings:
        without = with_minutes(plain, [item for item in findings if item is not left_out])
        assert settlement.figures[left_out.figure]["total"] == total(data) - total(without)
    assert settlement.together["total"] == total(data) - total(plain)
