"""Every example of a fault gives exactly its findings, and each of them tells a person what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeAlias

import pytest

from minhbach.codes import CATALOGUE
from minhbach.diagnostics import Diagnostic
from minhbach.report import as_text
from tests.cases.examples import INVALID, Example, Expected, added_findings, example_folders, read_example

Findings: TypeAlias = tuple[Diagnostic, ...]

FOLDERS = example_folders(INVALID)
# Placeholders of the catalogue's templates; a message may hold other braces, such as {not_applicable: …}.
PLACEHOLDER = re.compile(r"\{(?:found|allowed|figure|label|name|tier|kind|similar|first|at|what|detail)\}")
EMPTY_QUOTES = re.compile(r"«\s*»|“\s*”|\(\s*\)")


def folder_id(folder: Path) -> str:
    return folder.relative_to(INVALID).as_posix()


@pytest.fixture(params=FOLDERS, ids=folder_id)
def example(request: pytest.FixtureRequest) -> Example:
    return read_example(request.param)


def assert_both_languages_are_there_and_differ(findings: Findings) -> None:
    for item in findings:
        assert item.message.en
        assert item.message.en != item.message.vi
        assert item.hint.en
        assert_nothing_is_left_unfilled(item.message.en, item.hint.en)


def assert_the_report_shows_place_code_and_remedy(findings: Findings) -> None:
    report = as_text(findings, 1, "vi")
    for item in findings:
        place = item.location
        assert f"\n{place.path}:{place.line}:{place.column}: " in report
        assert f" {item.code}" in report
        assert f"\n    Cách sửa: {item.hint.vi}\n" in report


def assert_nothing_is_left_unfilled(*texts: str) -> None:
    for text in texts:
        assert not PLACEHOLDER.search(text)
        assert "{{" not in text
        assert "}}" not in text
        assert not EMPTY_QUOTES.search(text)
        assert "  " not in text
        assert not text.endswith((":", ": -", " "))


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
        lines = tree.files.get(finding.path, b"").decode("utf-8-sig", errors="replace").split("\n")
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1


def test_each_finding_has_whole_words_and_a_remedy(example: Example) -> None:
    for finding in example.expected:
        assert finding.message
        assert finding.hint
        assert_nothing_is_left_unfilled(finding.message, finding.hint)


def test_every_code_has_an_example() -> None:
    assert set(CATALOGUE) - {folder.name for folder in INVALID.iterdir()} == set()


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
