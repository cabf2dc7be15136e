"""Changes that have to be accepted: who approves them, whose turn it is, and that each line of the table is needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from minhbach.gate import authority, windows
from minhbach.gate.authority import FREEZES, GRANTS, Freeze, Grant
from minhbach.gate.outcome import Verdict
from tests.cases.examples import Expected, example_folders, reading_once
from tests.cases.proposals import ACCEPTED, REFUSED, ProposalExample, acceptance, outcome_of, read_proposal
from tests.cases.wording import assert_nothing_is_left_unfilled, assert_place_lies_in_its_file

FOLDERS = example_folders(ACCEPTED)


def folder_id(folder: Path) -> str:
    return folder.relative_to(ACCEPTED).as_posix()


@pytest.fixture(params=FOLDERS, ids=folder_id)
def example(request: pytest.FixtureRequest) -> ProposalExample:
    return read_proposal(request.param)


def test_it_is_accepted_and_waits_for_the_right_people(example: ProposalExample) -> None:
    outcome = outcome_of(example)
    assert [Expected.of(item) for item in outcome.diagnostics] == example.expected
    assert outcome.verdict is Verdict.ACCEPTABLE
    assert acceptance(outcome) == example.document["accepted"]
    assert example.actor not in outcome.approvers
    assert outcome.approvers


def test_what_is_asked_or_told_has_its_place_and_whole_words(example: ProposalExample) -> None:
    for finding in example.expected:
        assert_place_lies_in_its_file(finding, example.merged)
        assert_nothing_is_left_unfilled(finding.message, finding.hint)


@cache
def _areas(example: ProposalExample) -> frozenset[authority.Area]:
    with reading_once():
        return frozenset(spot.area for spot in example.proposal().spots.values())


def _touching(top: Path, area: authority.Area) -> Iterator[ProposalExample]:
    examples = (read_proposal(folder) for folder in example_folders(top))
    return (example for example in examples if area in _areas(example))


@pytest.mark.parametrize("grant", GRANTS, ids=lambda grant: f"{grant.area}-{grant.part}-{grant.windows}")
def test_without_any_one_grant_something_is_refused(grant: Grant, monkeypatch: pytest.MonkeyPatch) -> None:
    without = tuple(other for other in GRANTS if other is not grant)
    monkeypatch.setattr(authority, "GRANTS", without)
    monkeypatch.setattr(windows, "GRANTS", without)
    changed = (outcome_of(example) for example in _touching(ACCEPTED, grant.area))
    assert any(outcome.verdict is Verdict.REFUSED for outcome in changed)


@pytest.mark.parametrize("freeze", FREEZES, ids=lambda freeze: f"{freeze.milestone}-{freeze.area}")
def test_without_any_one_freeze_something_published_could_change(
    freeze: Freeze, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authority, "FREEZES", tuple(other for other in FREEZES if other is not freeze))
    frozen = [
        example
        for example in _touching(REFUSED, freeze.area)
        if "milestone-published" in {finding.code for finding in example.expected}
    ]
    still = [{item.code for item in outcome_of(example).diagnostics} for example in frozen]
    assert any("milestone-published" not in codes for codes in still)
