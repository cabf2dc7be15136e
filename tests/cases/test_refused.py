"""Every example of a change that is refused gives exactly its findings, at the right turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from minhbach.codes import CATALOGUE
from minhbach.codes import gate as gate_codes
from minhbach.diagnostics import Severity
from minhbach.gate.outcome import Turn, Verdict
from tests.cases.examples import INVALID, Expected, example_folders
from tests.cases.proposals import ACCEPTED, REFUSED, ProposalExample, outcome_of, read_proposal
from tests.cases.wording import (
    assert_both_languages_are_there_and_differ,
    assert_nothing_is_left_unfilled,
    assert_place_lies_in_its_file,
    assert_the_report_shows_place_code_and_remedy,
)

FOLDERS = example_folders(REFUSED)

WITHOUT_EXAMPLE = {
    "change-unrelated": "histories, not trees, have nothing in common: tests/unit/gate/test_judge.py",
    "change-unfetchable": "such a change never reaches the checker: tests/unit/gate/test_run.py, test_fetch.py",
    "pull-target": "a matter of the pull request, not of the change: tests/unit/gate/test_run.py",
    "pull-duplicate": "needs two pull requests: tests/unit/gate/test_decide.py",
}

OF_NO_FILE_OF_A_ROUND = {
    "table-header": "about a table beside the repository: tests/unit/opening/test_table.py",
    "table-row": "about a table beside the repository: tests/unit/opening/test_table.py",
    "table-province": "about a table beside the repository: tests/unit/opening/test_plan.py",
}
"""What is told of tables that a round is opened from."""


OF_PUBLICATION = {
    "record-changed": "needs the history of a record",
    "record-not-received": "needs the history of a record",
    "record-tag": "needs a tag",
    "record-tag-missing": "needs a tag",
    "record-revision": "needs the history of a record",
    "record-set": "needs a record that `verify` reads",
    "record-engine": "needs a record that `verify` reads",
}
"""What `verify` tells of a repository and its tags: tests/unit/publication/test_verify.py."""


def folder_id(folder: Path) -> str:
    return folder.relative_to(REFUSED).as_posix()


@pytest.fixture(params=FOLDERS, ids=folder_id)
def example(request: pytest.FixtureRequest) -> ProposalExample:
    return read_proposal(request.param)


def test_it_is_refused_with_exactly_the_listed_findings(example: ProposalExample) -> None:
    outcome = outcome_of(example)
    assert outcome.verdict is Verdict.REFUSED
    assert [Expected.of(item) for item in outcome.diagnostics] == example.expected
    assert outcome.turn is Turn(example.document.get("turn", "submitter"))
    assert_both_languages_are_there_and_differ(outcome.diagnostics)
    assert_the_report_shows_place_code_and_remedy(outcome.diagnostics)
    code = example.folder.relative_to(REFUSED).parts[0]
    assert code in {item.code for item in outcome.diagnostics if item.severity is Severity.ERROR}


def test_each_finding_has_its_place_whole_words_and_a_remedy(example: ProposalExample) -> None:
    for finding in example.expected:
        assert_place_lies_in_its_file(finding, example.merged)
        assert finding.message
        assert finding.hint
        assert_nothing_is_left_unfilled(finding.message, finding.hint)


def test_every_code_has_an_example() -> None:
    folders = {folder.name for top in (INVALID, REFUSED, ACCEPTED) for folder in top.iterdir()}
    assert set(CATALOGUE) - folders == {*WITHOUT_EXAMPLE, *OF_NO_FILE_OF_A_ROUND, *OF_PUBLICATION}


def test_every_code_of_the_gate_has_a_change_for_an_example() -> None:
    folders = {folder.name for top in (REFUSED, ACCEPTED) for folder in top.iterdir()}
    assert {code.id for code in gate_codes.CODES} - folders == set(WITHOUT_EXAMPLE)


def test_every_folder_is_named_after_a_code() -> None:
    assert {folder.name for folder in REFUSED.iterdir()} - set(CATALOGUE) == set()


def test_every_folder_below_a_code_holds_an_example() -> None:
    holding = {place for folder in FOLDERS for place in (folder, *folder.parents)}
    below = [place for code in REFUSED.iterdir() for place in (code, *code.iterdir()) if place.is_dir()]
    assert [place for place in below if place not in holding and place.name not in ("base", "since", "files")] == []
