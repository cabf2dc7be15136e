"""The small province with other files laid over it, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from minhbach.checks import run_checks
from minhbach.diagnostics import Report
from minhbach.repository import Dataset, RoundData
from tests.cases.examples import MemoryTree, load_tree, one_round, province_files

ROUND = "2021"
FOLDER = f"submissions/{ROUND}"
WARD = f"{FOLDER}/units/thi-xa-may-thuong/phuong-ben-do.yaml"
REVIEW = f"{FOLDER}/reviews/02005.yaml"
MINUTES = f"{FOLDER}/inspections/02005.yaml"

WHOLE_MINUTES = (
    Path(__file__).parents[2] / "cases/valid/inspection/files" / MINUTES
).read_text(encoding="utf-8")  # fmt: skip


def read_all(files: Mapping[str, str] | None = None, *, both_rounds: bool = False) -> tuple[Dataset, Report]:
    found = dict(province_files() if both_rounds else one_round())
    found.update({path: text.encode() for path, text in (files or {}).items()})
    dataset, report = load_tree(MemoryTree(found))
    report.extend(run_checks(dataset))
    return dataset, report


def read_round(files: Mapping[str, str] | None = None) -> tuple[RoundData, Report]:
    dataset, report = read_all(files)
    return dataset.rounds[ROUND], report


def ward(*edits: tuple[str, str]) -> str:
    """The file of one ward with something else in it."""
    text = one_round()[WARD].decode()
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def question(number: int, figure: str, state: str = "open", rule: str = "") -> str:
    origin = f"rule: {rule}, " if rule else ""
    return f'  - {{id: Q{number}, figure: {figure}, {origin}asked: 2021-12-03, question: "Vì sao?", state: {state}}}\n'
