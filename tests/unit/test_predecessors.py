"""What a unit was in the round before: itself, several units, a part of one, or nothing that can be compared."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from minhbach.model.criteria import Kind
from minhbach.model.lineage import Ancestry, Descent, DescentKind, Lineage
from minhbach.model.submission import MISSING, Answer, State, Submission, Supplement, Value
from minhbach.model.units import Province, Register, Unit
from minhbach.repository import RoundData, load
from minhbach.tree import WorkTree
from minhbach.unusual import Beside, oddities_below
from minhbach.values import predecessors, previous_answers, previous_finals
from minhbach.yamlio import Source
from tests.conftest import ROOT
from tests.site.sample import CRITERIA, ROUND, make_dataset

KEEPS, WHOLE, PART, REST = DescentKind.KEEPS, DescentKind.WHOLE, DescentKind.PART, DescentKind.REST
TOWN = Unit(code="900", name="Huyện", type="huyen", tier="town", slug="huyen")


def unit(code: str, name: str) -> Unit:
    return Unit(code=code, name=name, type="xa", tier="village", slug=f"xa-{code}", parent="900")


def register(*units: Unit) -> Register:
    return Register(Province(code="99", name="Tỉnh"), (TOWN, *units))


def submission(code: str, values: Mapping[str, Value | Answer]) -> Submission:
    answers = {
        name: value if isinstance(value, Answer) else Answer(State.VALUE, value) for name, value in values.items()
    }
    return Submission(unit=code, source=Source(f"{code}.yaml", None), answers=answers)


A, B, C, D = (unit(code, name) for code, name in (("1", "A"), ("2", "B"), ("3", "C"), ("4", "D")))
FIGURES: Mapping[str, Mapping[str, Value | Answer]] = {
    "1": {"people": 20, "machines": 15, "has_lan": True, "files": Answer(State.NOT_APPLICABLE, reason="không có")},
    "2": {"people": 10, "machines": 8, "has_lan": False, "files": 100},
    "3": {"people": 5, "has_lan": True, "files": 7},
}


def round_of(now: Register, *steps: tuple[str, str, DescentKind]) -> RoundData:
    data = make_dataset().rounds[ROUND]
    before = replace(
        data,
        register=register(A, B, C),
        submissions={code: submission(code, values) for code, values in FIGURES.items()},
        inspections={},
        amendments=(),
    )
    lineage = Lineage("2030", tuple(Descent(old=old, new=new, kind=kind) for old, new, kind in steps))
    return replace(data, register=now, previous=before, lineage=lineage if steps else None, submissions={})


def sources(ancestry: Ancestry) -> list[tuple[str, DescentKind]]:
    return [(item.unit.name, item.kind) for item in ancestry.sources]


def values(answers: Mapping[str, Answer]) -> dict[str, Value | None]:
    return {name: answer.value for name, answer in answers.items()}


# Where a unit comes from -----------------------------------------------------


def test_without_lineage_a_unit_is_the_same_by_code_and_name() -> None:
    data = round_of(register(A, unit("2", "Khác"), D))
    assert sources(predecessors(data, A)) == [("A", KEEPS)]
    assert predecessors(data, unit("2", "Khác")) == Ancestry()
    assert predecessors(data, D) == Ancestry()
    assert not predecessors(data, D).is_comparable


def test_without_a_round_before_nothing_has_a_past() -> None:
    data = replace(round_of(register(A)), previous=None)
    assert predecessors(data, A) == Ancestry()
    assert previous_answers(data, A) == {}
    assert previous_finals(data, A) == {}


def test_a_unit_whose_old_self_went_elsewhere_is_not_itself() -> None:
    data = round_of(register(A, B), ("1", "2", WHOLE), ("2", "2", KEEPS))
    assert predecessors(data, A) == Ancestry()
    assert sources(predecessors(data, B)) == [("A", WHOLE), ("B", KEEPS)]


def test_old_codes_that_nobody_has_are_left_out() -> None:
    assert sources(predecessors(round_of(register(A), ("9", "1", WHOLE), ("1", "1", KEEPS)), A)) == [("A", KEEPS)]


@pytest.mark.parametrize("kind", [PART, REST])
def test_a_part_cannot_be_compared(kind: DescentKind) -> None:
    data = round_of(register(A, B), ("1", "1", KEEPS), ("3", "1", kind))
    assert not predecessors(data, A).is_comparable
    assert previous_answers(data, A) == {}
    assert previous_finals(data, A) == {}


# What it reported ------------------------------------------------------------


def test_one_source_gives_everything_it_answered() -> None:
    assert previous_answers(round_of(register(A)), A) == submission("1", FIGURES["1"]).answers
    assert previous_answers(round_of(register(D), ("1", "4", KEEPS)), D) == submission("1", FIGURES["1"]).answers


def test_several_sources_give_sums_where_each_has_a_number() -> None:
    data = round_of(register(D), ("1", "4", WHOLE), ("2", "4", WHOLE))
    assert values(previous_answers(data, D)) == {"people": 30, "machines": 23}
    data = round_of(register(D), ("1", "4", WHOLE), ("2", "4", WHOLE), ("3", "4", WHOLE))
    assert values(previous_answers(data, D)) == {"people": 35}


def test_the_order_of_the_sources_changes_nothing() -> None:
    one = round_of(register(D), ("3", "4", WHOLE), ("2", "4", WHOLE))
    other = round_of(register(D), ("2", "4", WHOLE), ("3", "4", WHOLE))
    assert values(previous_answers(one, D)) == values(previous_answers(other, D)) == {"people": 15, "files": 107}


def test_a_source_that_was_silent_leaves_nothing() -> None:
    data = round_of(register(D), ("1", "4", WHOLE), ("2", "4", WHOLE))
    assert data.previous is not None
    only = {"1": data.previous.submissions["1"]}
    assert previous_answers(replace(data, previous=replace(data.previous, submissions=only)), D) == {}


def test_a_figure_that_was_another_kind_is_another_figure() -> None:
    data = round_of(register(A))
    figures = {**CRITERIA.figures, "people": replace(CRITERIA.figures["people"], kind=Kind.AMOUNT)}
    changed = replace(data, criteria=replace(CRITERIA, figures=figures))
    assert "people" in previous_answers(data, A)
    assert "people" not in previous_answers(changed, A)


def test_what_was_supplemented_counts_at_the_end_only() -> None:
    data = round_of(register(D), ("1", "4", WHOLE), ("2", "4", WHOLE))
    assert data.previous is not None
    own = data.previous.submissions["1"]
    changed = replace(own, supplement={"people": Supplement(answer=Answer(State.VALUE, 21), reason="đếm lại")})
    data = replace(data, previous=replace(data.previous, submissions={**data.previous.submissions, "1": changed}))
    assert previous_answers(data, D)["people"].value == 30
    assert previous_finals(data, D)["people"].value == 31


def test_a_figure_that_was_not_answered_is_missing_at_the_end() -> None:
    assert previous_finals(round_of(register(C)), C)["machines"] == MISSING


def test_odd_figures_are_held_against_the_sum_of_the_sources() -> None:
    data = round_of(register(D), ("1", "4", WHOLE), ("2", "4", WHOLE))
    data = replace(data, submissions={"4": submission("4", {"people": 31, "machines": 80})})
    (found,) = oddities_below(data, TOWN)["4"]
    assert (found.figure.id, found.beside, found.low) == ("machines", Beside.LAST_ROUND, Fraction(23))


def test_odd_figures_are_not_held_against_a_unit_that_had_the_code() -> None:
    other = unit("1", "Khác")
    data = round_of(register(other))
    data = replace(data, submissions={"1": submission("1", {"people": 2000})})
    assert oddities_below(data, TOWN)["1"] == ()


# The mergers of 2020 ---------------------------------------------------------


@cache
def real() -> RoundData:
    """The round of 2019 as the one before a round with the register and the lineage of 2020."""
    before = load(WorkTree(ROOT))[0].rounds["2019"]
    tables = ROOT / "tests/unit/opening/data"
    rows = list(csv.reader((tables / "units-2020.csv").read_text(encoding="utf-8").splitlines()))[2:]
    tiers = {tier.slug: tier.id for tier in before.criteria.tiers}
    units = tuple(
        Unit(code=code, name=name, type=kind, tier=tiers[tier], slug=slug, parent=None if parent == "06" else parent)
        for code, name, kind, tier, parent, slug in rows
    )
    steps = [line.split(",") for line in (tables / "mergers-2020.csv").read_text(encoding="utf-8").splitlines()[1:]]
    descents = tuple(Descent(old=old, new=new, kind=DescentKind(kind)) for old, new, kind in steps)
    now = Register(before.register.province, units)
    return replace(before, register=now, previous=before, lineage=Lineage("2019", descents), submissions={})


def test_yen_lac_took_the_code_of_luong_ha() -> None:
    data = real()
    yen_lac = data.register.by_code["02155"]
    assert sources(predecessors(data, yen_lac)) == [("Thị trấn Yến Lạc", KEEPS), ("Xã Lương Hạ", PART)]
    assert previous_answers(data, yen_lac) == {}


def test_a_merged_commune_is_held_against_the_sum_of_both() -> None:
    data = real()
    assert data.previous is not None
    phu_thong = data.register.by_code["01969"]
    old = [data.previous.submissions[code].answers["officials"].value for code in ("01969", "01972")]
    assert previous_answers(data, phu_thong)["officials"].value == sum(n for n in old if isinstance(n, int))


def test_a_commune_that_the_mergers_do_not_name_is_itself() -> None:
    data = real()
    assert data.previous is not None
    cho_ra = data.register.by_code["01888"]
    assert previous_answers(data, cho_ra) == data.previous.submissions["01888"].answers
