"""Each reason for a visit, as an exact number and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from minhbach.inspection.reasons import Reason, gather, odd_figures, reasons_of
from minhbach.inspection.words import reason_text
from minhbach.model.inspection import Inspection
from minhbach.model.round import Ground, InspectionChoice, Milestone
from minhbach.repository import Dataset, RoundData
from minhbach.results import compute_results
from minhbach.values import previous_finals
from tests.unit.review.province import MINUTES, REVIEW, WARD, WHOLE_MINUTES, question, read_all, ward

UNTRAINED = ("  trained: 18\n", "  trained: 0\n")
OTHER_WARD = "submissions/2021/units/thi-xa-may-thuong/phuong-cau-may.yaml"


def reasons(
    files: Mapping[str, str] | None = None,
    code: str = "02005",
    *,
    both_rounds: bool = False,
    choice: InspectionChoice | None = None,
) -> tuple[dict[Ground, Reason], RoundData]:
    dataset, report = read_all(files, both_rounds=both_rounds)
    data = dataset.rounds["2021"]
    evidence = gather(data, compute_results(dataset, "2021", Milestone.PRELIMINARY), report)
    found = reasons_of(evidence, data.register.by_code[code], choice or InspectionChoice(), "hạt")
    return {item.ground: item for item in found}, data


def words(found: tuple[dict[Ground, Reason], RoundData], ground: Ground) -> tuple[str, str]:
    text = reason_text(found[1], found[0][ground])
    return text.vi, text.en


def test_questions_that_are_not_accepted_and_queries_that_nobody_asked() -> None:
    review = "questions:\n" + question(1, "visits", "answered") + question(2, "news", "accepted")
    found = reasons({WARD: ward(UNTRAINED), REVIEW: review})
    reason = found[0][Ground.UNANSWERED]
    assert (reason.questions, reason.value) == (("Q1", "lead-not-trained"), Fraction(1))
    assert words(found, Ground.UNANSWERED) == (
        "2 câu hỏi chưa khép lại: Q1, lead-not-trained",
        "2 questions not settled: Q1, lead-not-trained",
    )


def test_the_unit_with_the_most_questions_is_the_measure() -> None:
    other = "submissions/2021/reviews/02008.yaml"
    three = "questions:\n" + "".join(question(number, "visits") for number in (1, 2, 3))
    found, _ = reasons({REVIEW: "questions:\n" + question(1, "visits"), other: three})
    assert found[Ground.UNANSWERED].value == Fraction(1, 3)


def test_what_is_settled_is_no_reason() -> None:
    found, _ = reasons({REVIEW: "questions:\n" + question(1, "visits", "accepted")})
    assert Ground.UNANSWERED not in found
    assert Ground.ODD_POINTS not in found


def test_points_rest_on_odd_figures() -> None:
    found = reasons({REVIEW: "questions:\n" + question(1, "services")})
    reason = found[0][Ground.ODD_POINTS]
    dataset, _ = read_all()
    scores = compute_results(dataset, "2021", Milestone.PRELIMINARY).by_unit["02005"].criteria
    earned = sum((score.points for score in scores if score.points > 0), Fraction(0))
    resting = sum((score.points for score in scores if "services" in score.criterion.uses), Fraction(0))
    assert (reason.part, reason.whole, reason.value) == (resting, earned, resting / earned)
    assert reason.figures == ("services",)
    vi, en = words(found, Ground.ODD_POINTS)
    assert vi.endswith(" dựa vào số liệu lạ: services")
    assert en.endswith(" rest on odd figures: services")


def test_every_figure_that_a_failing_rule_compares_is_odd_until_it_is_accepted() -> None:
    def odd(review: str) -> frozenset[str]:
        dataset, report = read_all({WARD: ward(UNTRAINED), **({REVIEW: review} if review else {})})
        data = dataset.rounds["2021"]
        evidence = gather(data, compute_results(dataset, "2021", Milestone.PRELIMINARY), report)
        return odd_figures(evidence, data.register.by_code["02005"])

    assert odd("") == {"it_lead", "trained"}
    assert odd("questions:\n" + question(1, "it_lead", "accepted", "lead-not-trained")) == frozenset()


def test_a_jump_is_measured_against_the_last_round() -> None:
    plain = reasons(both_rounds=True)
    reason = plain[0][Ground.JUMP]
    assert reason.other == "2020"
    assert 0 < reason.value < 1
    assert len(reason.figures) == reason.part <= reason.whole
    vi, en = words(plain, Ground.JUMP)
    assert vi.startswith(f"{reason.part} trong {reason.whole} số liệu thay đổi nhiều so với đợt 2020: ")
    assert en.startswith(f"{reason.part} of {reason.whole} figures moved since round 2020: ")
    assert Ground.JUMP not in reasons()[0]
    bounded, data = reasons(both_rounds=True, choice=InspectionChoice(jump_factor=Fraction(2)))
    far = bounded[Ground.JUMP]
    assert set(far.figures) < set(reason.figures)
    before = previous_finals(data, data.register.by_code["02005"])
    for name in far.figures:
        then, now = before[name].value, data.submissions["02005"].answers[name].value
        assert isinstance(then, int | Decimal)
        assert isinstance(now, int | Decimal)
        assert max(then, now) >= 2 * min(then, now)
    small, _ = reasons(both_rounds=True, choice=InspectionChoice(jump_least=Fraction(10**9)))
    assert Ground.JUMP not in small


def test_a_jump_is_the_mean_step_of_all_figures_that_can_be_compared() -> None:
    data = read_all(both_rounds=True)[0].rounds["2021"]
    assert data.previous is not None
    same = replace(data, previous=replace(data, previous=None), lineage=None)
    steps = _jump_of(same, "  computers: 20\n", "  computers: 80\n")
    assert steps.figures == ("computers",)
    assert steps.value == Fraction(3, 4) / steps.whole


def _jump_of(data: RoundData, old: str, new: str) -> Reason:
    """The ward's jump when its last round was as this one, and one figure moved."""
    dataset, report = read_all({WARD: ward((old, new))})
    moved = replace(dataset.rounds["2021"], previous=data.previous)
    changed = Dataset(sets=dataset.sets, rounds={"2021": moved})
    evidence = gather(moved, compute_results(changed, "2021", Milestone.PRELIMINARY), report)
    unit = moved.register.by_code["02005"]
    return next(item for item in reasons_of(evidence, unit, InspectionChoice(), "hạt") if item.ground is Ground.JUMP)


def test_a_copy_of_a_neighbour() -> None:
    copied = ward(('unit: "02005"', 'unit: "02008"'))
    found = reasons({OTHER_WARD: copied}, choice=InspectionChoice(copy_share=Fraction(9, 10)))
    reason = found[0][Ground.COPY]
    assert (reason.other, reason.part) == ("02008", reason.whole)
    assert words(found, Ground.COPY) == (
        f"{reason.whole} trong {reason.whole} số liệu (100,0%) trùng với Phường Cầu Mây (02008)",
        f"{reason.whole} of {reason.whole} figures (100.0%) equal those of Phường Cầu Mây (02008)",
    )


def test_a_likeness_below_the_threshold_is_none() -> None:
    plain, _ = reasons()
    share = plain[Ground.COPY].value
    assert 0 < share < 1
    assert reasons(choice=InspectionChoice(copy_share=share))[0][Ground.COPY].value == share
    assert Ground.COPY not in reasons(choice=InspectionChoice(copy_share=share + Fraction(1, 1000)))[0]


def test_units_of_another_tier_or_area_are_no_neighbours() -> None:
    copied = ward(('unit: "02005"', 'unit: "02014"'))
    far = "submissions/2021/units/thi-xa-may-ha/phuong-ben-do.yaml"
    found, _ = reasons({far: copied}, choice=InspectionChoice(copy_share=Fraction(9, 10)))
    assert Ground.COPY not in found


@pytest.mark.parametrize("code", ["02005", "02008", "02011", "02014"])
def test_the_top_of_the_ranking(code: str) -> None:
    dataset, _ = read_all()
    standings = compute_results(dataset, "2021", Milestone.PRELIMINARY).by_unit[code].standings
    best = min(standing.rank for standing in standings.values())
    found = reasons(code=code)
    assert found[0][Ground.TOP].value == Fraction(1, best)
    assert words(found, Ground.TOP)[0].startswith(f"hạng {best} trong ")


def test_not_inspected_for_long() -> None:
    assert Ground.LONG_AGO not in reasons()[0]
    found = reasons(both_rounds=True)
    assert found[0][Ground.LONG_AGO].value == 1
    assert words(found, Ground.LONG_AGO) == (
        "chưa kiểm tra lần nào trong 1 đợt trước",
        "not inspected in any of the 1 rounds before",
    )


def test_the_last_visit_counts_from_the_round_it_was_in() -> None:
    """Three rounds alike, the ward inspected in one of them."""
    dataset, report = read_all({MINUTES: WHOLE_MINUTES})
    now = dataset.rounds["2021"]
    minutes = now.inspections["02005"]

    def found(visited: str) -> Reason | None:
        data = _chain(now, visited, minutes)
        rounds = Dataset(sets=dataset.sets, rounds={"2021": data})
        evidence = gather(data, compute_results(rounds, "2021", Milestone.PRELIMINARY), report)
        unit = data.register.by_code["02005"]
        reasons = reasons_of(evidence, unit, InspectionChoice(), "hạt")
        return next((item for item in reasons if item.ground is Ground.LONG_AGO), None)

    assert found("2020") is None
    assert [getattr(found(visited), "value", None) for visited in ("2019", "2018")] == [
        Fraction(1, 3),
        Fraction(2, 3),
    ]
    late = found("2018")
    assert late is not None
    assert reason_text(now, late).vi == "lần kiểm tra gần nhất ở đợt 2018, từ đó 2 đợt không kiểm tra"


def _chain(now: RoundData, visited: str, minutes: Inspection) -> RoundData:
    before: RoundData | None = None
    for name in ("2018", "2019", "2020"):
        inspections = {"02005": minutes} if name == visited else {}
        before = replace(now, round=replace(now.round, id=name), inspections=inspections, previous=before)
    return replace(now, inspections={}, previous=before)


def test_the_random_part_hangs_on_seed_and_code_only() -> None:
    first, _ = reasons()
    other, _ = reasons(code="02008")
    again, _ = reasons({WARD: ward(UNTRAINED)})
    assert first[Ground.RANDOM].value == again[Ground.RANDOM].value != other[Ground.RANDOM].value
    assert 0 < first[Ground.RANDOM].value < 1
