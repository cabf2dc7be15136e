"""The generator of synthetic rounds: repeatable, valid, and the committed round is its work."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from minhbach.checks import run_checks
from minhbach.diagnostics import Severity
from minhbach.repository import load
from minhbach.tree import WorkTree
from tests.conftest import ROOT
from tests.generator.__main__ import main
from tests.generator.sources import read_plan
from tests.generator.stages import STAGES, committed_files, stage_files, write_round

ROUND = "2019"
SEED = "651"
HAND_WRITTEN = ("round.yaml", "units.yaml")
"""What the generator reads and never writes."""


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole round from another seed, beside the criteria and the register of the real one."""
    out = tmp_path_factory.mktemp("generated")
    shutil.copytree(ROOT / "criteria", out / "criteria")
    folder = out / "submissions" / ROUND
    folder.mkdir(parents=True)
    for name in HAND_WRITTEN:
        shutil.copy(ROOT / "submissions" / ROUND / name, folder / name)
    write_round(ROOT, out, ROUND, "another seed")
    return out


@cache
def _committed() -> dict[str, bytes]:
    found = _files(ROOT / "submissions" / ROUND)
    return {name: data for name, data in found.items() if name not in HAND_WRITTEN and "published/" not in name}


def test_the_committed_round_is_what_the_generator_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(ROOT), "--round", ROUND, "--seed", SEED, "--out", str(tmp_path)]) == 0
    assert "145 unit files, 4 units without a submission" in capsys.readouterr().out
    written = _files(tmp_path / "submissions" / ROUND)
    assert sorted(written) == sorted(_committed())
    assert [name for name, data in written.items() if data != _committed()[name]] == []


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path, generated: Path) -> None:
    write_round(ROOT, tmp_path, ROUND, "another seed")
    again = _files(tmp_path / "submissions" / ROUND)
    first = {name: data for name, data in _files(generated / "submissions" / ROUND).items() if name not in HAND_WRITTEN}
    assert again == first
    assert again != _committed()


def test_every_generated_figure_is_one_that_a_unit_may_hand_in(generated: Path) -> None:
    dataset, report = load(WorkTree(generated))
    report.extend(run_checks(dataset))
    assert [item for item in report if item.severity is Severity.ERROR] == []
    assert report.count(Severity.QUERY) > 0


def test_a_unit_that_stays_silent_loses_its_old_file(tmp_path: Path) -> None:
    silent = {unit.path for unit in read_plan(ROOT, ROUND).units} - set(_committed())
    assert len(silent) == 4
    stale = tmp_path / "submissions" / ROUND / min(silent)
    stale.parent.mkdir(parents=True)
    stale.write_text("old", encoding="utf-8")
    write_round(ROOT, tmp_path, ROUND, SEED)
    assert not stale.exists()


def test_the_stages_together_are_the_committed_round() -> None:
    files: dict[str, bytes] = {}
    for stage in STAGES:
        files |= stage_files(ROOT, ROUND, stage)
    start = f"submissions/{ROUND}/"
    own = {path.removeprefix(start): data for path, data in files.items()}
    registers = {"receipts.yaml", "accounts.yaml"}
    assert own == {name: data for name, data in _committed().items() if name not in registers}
    assert set(committed_files(ROOT, ROUND)) == {f"{start}{name}" for name in _committed()}


def test_each_stage_does_its_part() -> None:
    made = {stage: stage_files(ROOT, ROUND, stage) for stage in STAGES}
    assert len(made["reported"]) == 145
    assert not any(b"explanations:" in data or b"supplement:" in data for data in made["reported"].values())
    assert set(made["questioned"]) == set(made["decided"])
    assert all(b"state: open" in data for data in made["questioned"].values())
    assert not any(b"state: open" in data for data in made["decided"].values())
    assert all(b"explanations:" in data for data in made["answered"].values())
    assert len(made["inspected"]) == 15
    assert sum(b"agreed: false" in data for data in made["inspected"].values()) == 2
    (path,) = made["settled"]
    assert b"agreed: false" in made["inspected"][path]
    assert b"agreed: true" in made["settled"][path]
    assert len(made["supplemented"]) == 20
    assert len(made["amended"]) == 1


def test_a_later_round_grows_from_the_one_before() -> None:
    made = {stage: stage_files(ROOT, "2020", stage) for stage in STAGES}
    assert len(made["reported"]) == 133
    assert made["inspected"] == made["amended"] == {}
    own = {path: (ROOT / path).read_bytes() for path in committed_files(ROOT, "2020")}
    assert own == committed_files(ROOT, "2020")
