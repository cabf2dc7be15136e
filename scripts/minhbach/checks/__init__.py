"""Checks over loaded data: one topic a module; each check yields findings; this table lists them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from minhbach.checks.amendments import amendments_fit_what_counted
from minhbach.checks.completeness import figures_are_answered
from minhbach.checks.editions import records_follow_each_other
from minhbach.checks.evidence import evidence_is_there
from minhbach.checks.inspection import minutes_hold
from minhbach.checks.logic import rules_hold
from minhbach.checks.personal import texts_hold_no_personal_data
from minhbach.checks.review import closed_questions_are_answered, explanations_belong_to_questions
from minhbach.checks.sums import own_sums_agree
from minhbach.checks.supplement import supplement_changes_something
from minhbach.diagnostics import Diagnostic, Report
from minhbach.memory import Memory
from minhbach.repository import Dataset, RoundData, load
from minhbach.tree import Tree

CHECKS: tuple[Callable[[RoundData], Iterator[Diagnostic]], ...] = (
    figures_are_answered,
    rules_hold,
    evidence_is_there,
    supplement_changes_something,
    own_sums_agree,
    explanations_belong_to_questions,
    closed_questions_are_answered,
    minutes_hold,
    amendments_fit_what_counted,
    records_follow_each_other,
    texts_hold_no_personal_data,
)


def run_checks(dataset: Dataset) -> list[Diagnostic]:
    """Every finding of every check over every round."""
    return [finding for data in dataset.rounds.values() for check in CHECKS for finding in check(data)]


def load_checked(tree: Tree, cache: Path | None = None) -> tuple[Dataset, Report]:
    """Read everything and check it; the report holds the findings of both.

    Below `cache` it is remembered what files say, so that of files that have not changed it is known at once.
    """
    dataset, report = load(tree, Memory(cache))
    report.extend(run_checks(dataset))
    return dataset, report
