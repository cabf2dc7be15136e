"""Figures that look odd beside the neighbours' or the last round's; small numbers are left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from minhbach.model.submission import Answer, State, Submission
from minhbach.model.units import Register, Unit
from minhbach.repository import RoundData
from minhbach.unusual import Beside, Oddity, oddities_below
from minhbach.yamlio import Source
from tests.site.sample import CRITERIA, REGISTER, ROUND, make_dataset

PARENT = REGISTER.by_code["900"]


def unit(number: int) -> Unit:
    return Unit(code=f"{number:05}", name=f"Xã {number}", type="xa", tier="village", slug=f"xa-{number}", parent="900")


def submission(code: str, machines: int) -> Submission:
    answers = {"machines": Answer(State.VALUE, machines), "has_lan": Answer(State.VALUE, value=True)}
    return Submission(unit=code, source=Source(f"{code}.yaml", None), answers=answers)


def district(values: list[int], before: Mapping[str, int] | None = None) -> RoundData:
    units = [unit(number) for number in range(1, len(values) + 1)]
    register = Register(REGISTER.province, (PARENT, *units))
    data = replace(
        make_dataset().rounds[ROUND],
        register=register,
        submissions={item.code: submission(item.code, value) for item, value in zip(units, values, strict=True)},
    )
    if before is None:
        return data
    last = {code: submission(code, value) for code, value in before.items()}
    return replace(data, previous=replace(data, submissions=last))


def odd(data: RoundData) -> dict[str, tuple[Oddity, ...]]:
    return {code: items for code, items in oddities_below(data, PARENT).items() if items}


def test_far_above_all_the_others() -> None:
    assert odd(district([20, 22, 18, 25, 240])) == {
        "00005": (
            Oddity(
                figure=CRITERIA.figures["machines"],
                value=Fraction(240),
                beside=Beside.NEIGHBOURS,
                low=Fraction(18),
                high=Fraction(25),
                factor=Fraction(240, 25),
            ),
        )
    }


def test_far_below_all_the_others_and_zero() -> None:
    (found,) = odd(district([200, 220, 180, 250, 20]))["00005"]
    assert found.factor == 9
    (found,) = odd(district([200, 220, 180, 250, 0]))["00005"]
    assert found.factor is None


def test_few_neighbours_or_small_numbers_tell_nothing() -> None:
    assert odd(district([20, 22, 18, 240])) == {}
    assert odd(district([1, 2, 1, 1, 9])) == {}


def test_one_that_goes_with_another_is_not_alone() -> None:
    assert odd(district([20, 22, 18, 240, 250])) == {}


def test_far_from_the_last_round() -> None:
    found = odd(district([20, 22, 18], {"00001": 200, "00002": 20, "00009": 1}))
    assert [(code, item.beside, item.low, item.factor) for code, items in found.items() for item in items] == [
        ("00001", Beside.LAST_ROUND, Fraction(200), Fraction(10))
    ]


def test_the_furthest_stands_first() -> None:
    found = odd(district([20, 22, 18, 25, 240], {"00005": 2}))["00005"]
    assert [item.beside for item in found] == [Beside.LAST_ROUND, Beside.NEIGHBOURS]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_whatever_is_odd_lies_outside_what_it_is_compared_with(values: list[int]) -> None:
    for items in oddities_below(district(values), PARENT).values():
        for item in items:
            assert item.value > 2 * item.high or 2 * item.value < item.low
