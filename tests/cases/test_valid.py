"""Unusual but correct writing gives no finding, and the same answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from minhbach.diagnostics import Severity
from minhbach.model.criteria import NO, YES
from minhbach.model.submission import Answer
from tests.cases.examples import (
    VALID,
    Example,
    added_findings,
    example_folders,
    load_tree,
    province_findings,
    read_example,
)

UNIT, ROUND = "02005", "2021"


def folder_id(folder: Path) -> str:
    return folder.relative_to(VALID).as_posix()


@pytest.fixture(params=example_folders(VALID), ids=folder_id)
def example(request: pytest.FixtureRequest) -> Example:
    return read_example(request.param)


def written(answer: Answer) -> str:
    if isinstance(answer.value, bool):
        return YES if answer.value else NO
    return answer.reason or str(answer.value)


def test_nothing_is_found(example: Example) -> None:
    assert added_findings(example) == ()


def test_the_answers_are_what_was_meant(example: Example) -> None:
    wanted = example.document.get("answers", {})
    if wanted:
        dataset, _ = load_tree(example.tree())
        answers = dataset.rounds[ROUND].submissions[UNIT].answers
        assert {name: written(answers[name]) for name in wanted} == wanted


def test_the_province_has_no_error() -> None:
    assert [item for item in province_findings() if item.severity is Severity.ERROR] == []


def test_the_province_shows_queries_and_a_notice() -> None:
    codes = sorted(item.code for item in province_findings())
    assert codes == ["figure-missing", "figure-missing", "tracking-without-services"]
