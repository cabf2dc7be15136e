"""The table of grants: one line for each right, none that contradicts another, words for every entry."""

from __future__ import annotations

from enum import StrEnum
from itertools import combinations
from typing import TypeVar

import pytest

from minhbach.diagnostics import Text
from minhbach.gate import authority
from minhbach.gate.authority import (
    APPROVAL_WORDS,
    AREA_WORDS,
    CONDITION_WORDS,
    FREEZES,
    GRANTS,
    MILESTONE_WORDS,
    PART_WORDS,
    ROLE_WORDS,
    Approval,
    Area,
    Condition,
    Part,
    Role,
    grants_for,
)
from minhbach.model.round import Milestone
from minhbach.reading.rounds import read_round
from tests.unit.gate.proposing import province

Words = TypeVar("Words", bound=StrEnum)

OWN_PARTS = {Part.FIGURES, Part.EVIDENCE, Part.EXPLANATIONS, Part.SUPPLEMENT, Part.WORDS}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Role, ROLE_WORDS),
        (Area, AREA_WORDS),
        (Part, PART_WORDS),
        (Condition, CONDITION_WORDS),
        (Approval, APPROVAL_WORDS),
        (Milestone, MILESTONE_WORDS),
    ],
)
def test_everything_has_words_of_its_own_in_both_languages(kind: type[StrEnum], words: dict[StrEnum, Text]) -> None:
    assert {str(name) for name in words} == {item.value for item in kind}
    said = [text for name, text in words.items() if name is not Condition.NONE]
    for lang in ("vi", "en"):
        assert all(text.in_(lang).strip() for text in said)
        assert len({text.in_(lang) for text in said}) == len(said)
    assert all(text.vi != text.en for name, text in words.items() if text.en and name != "preliminary")


def test_a_unit_s_file_has_parts_and_every_other_file_is_whole() -> None:
    for grant in GRANTS:
        assert (grant.part in OWN_PARTS) is (grant.area is Area.UNIT)


def test_every_part_of_a_unit_s_file_and_every_area_is_somebody_s() -> None:
    assert {grant.part for grant in GRANTS if grant.area is Area.UNIT} == OWN_PARTS
    assert {grant.area for grant in GRANTS} == set(Area) - {Area.OTHER}


def test_software_is_nobody_s() -> None:
    assert not any(grants_for(role, Area.OTHER, part) for role in Role for part in Part)


def test_an_area_belongs_to_one_role() -> None:
    """Nobody approves what they may propose by another right, and no change is judged by two rules."""
    for area in Area:
        assert len({grant.role for grant in GRANTS if grant.area is area}) <= 1


def test_no_two_lines_say_the_same_or_contradict_each_other() -> None:
    for one, other in combinations(GRANTS, 2):
        if (one.role, one.area, one.part) == (other.role, other.area, other.part):
            assert one.approval is other.approval
            assert one.windows
            assert other.windows
            assert not set(one.windows) & set(other.windows)


def test_windows_are_those_of_a_round_and_a_unit_s_figures_never_change_at_any_time() -> None:
    of_round, _, _ = read_round(province(), "2021")
    assert of_round is not None
    for grant in GRANTS:
        assert set(grant.windows) <= set(of_round.windows)
        assert grant.windows or grant.role is Role.OPERATOR


def test_what_an_operator_or_a_team_writes_is_approved_by_an_operator_and_figures_by_the_unit_above() -> None:
    for grant in GRANTS:
        assert grant.approval is (Approval.UNIT_ABOVE if grant.area is Area.UNIT else Approval.OPERATOR)


def test_records_for_good_are_only_added_to() -> None:
    conditions = {area: {grant.condition for grant in GRANTS if grant.area is area} for area in Area}
    assert conditions[Area.PUBLISHED] == {Condition.NEW_FILE}
    assert conditions[Area.AMENDMENT] == {Condition.PUBLISHED}
    assert conditions[Area.CRITERIA] == {Condition.SET_UNUSED}


def test_a_freeze_closes_an_area_once_for_each_milestone() -> None:
    pairs = [(freeze.milestone, freeze.area) for freeze in FREEZES]
    assert len(pairs) == len(set(pairs))
    final = {freeze.area: set(freeze.parts) for freeze in FREEZES if freeze.milestone == "final"}
    for freeze in FREEZES:
        assert set(freeze.parts) <= final[freeze.area], "what the preliminary result closes stays closed"


def test_grants_are_found_by_role_area_and_part() -> None:
    found = grants_for(Role.SUBMITTER, Area.UNIT, Part.FIGURES)
    assert [grant.windows for grant in found] == [("report",), ("district_approval",), ("review",)]
    assert grants_for(Role.OPERATOR, Area.UNIT, Part.FIGURES) == ()
    assert sum(len(grants_for(role, area, part)) for role in Role for area in Area for part in Part) == len(
        authority.GRANTS
    )
