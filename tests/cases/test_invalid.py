"""Every example of a fault gives exactly its findings, and each of them tells a person what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from minhbach.codes import CATALOGUE
from tests.cases.examples import INVALID, Example, Expected, added_findings, example_folders, read_example
from tests.cases.wording import (
    assert_both_languages_are_there_and_differ,
    assert_nothing_is_left_unfilled,
    assert_place_lies_in_its_file,
    assert_the_report_shows_place_code_and_remedy,
)

FOLDERS = example_folders(INVALID)


def folder_id(folder: Path) -> str:
    return folder.relative_to(INVALID).as_posix()


@pytest.fixture(params=FOLDERS, ids=folder_id)
def example(request: pytest.FixtureRequest) -> Example:
    return read_example(request.param)


def test_exactly_the_listed_findings_are_added(example: Example) -> None:
    findings = added_findings(example)
    assert [Expected.of(item) for item in findings] == example.expected
    assert_both_languages_are_there_and_differ(findings)
    assert_the_report_shows_place_code_and_remedy(findings)


# What follows reads only what is expected, which the test above holds to be what is found.


def test_the_folders_code_is_among_the_findings(example: Example) -> None:
    code = example.folder.relative_to(INVALID).parts[0]
    assert code in {finding.code for finding in example.expected}


def test_each_place_lies_in_its_file(example: Example) -> None:
    tree = example.tree()
    for finding in example.expected:
        assert_place_lies_in_its_file(finding, tree)


def test_each_finding_has_whole_words_and_a_remedy(example: Example) -> None:
    for finding in example.expected:
        assert finding.message
        assert finding.hint
        assert_nothing_is_left_unfilled(finding.message, finding.hint)


def test_every_folder_is_named_after_a_code() -> None:
    assert {folder.name for folder in INVALID.iterdir()} - set(CATALOGUE) == set()


def test_every_folder_below_a_code_holds_an_example() -> None:
    holding = {place for folder in FOLDERS for place in (folder, *folder.parents)}
    below = [
        place
        for code in INVALID.iterdir()
        for place in (code, *code.iterdir())
        if place.is_dir() and place.name != "files"
    ]
    assert [place for place in below if place not in holding] == []
