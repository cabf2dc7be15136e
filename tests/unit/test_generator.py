"""The generator of synthetic rounds: repeatable, valid, and the committed round is its work."""

from __future__ import annotations

import random
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from minhbach.checks import run_checks
from minhbach.diagnostics import Severity
from minhbach.model.lineage import DescentKind
from minhbach.model.round import Milestone
from minhbach.model.submission import Answer, State
from minhbach.repository import Dataset, load
from minhbach.results import compute_results
from minhbach.tree import WorkTree
from tests.conftest import ROOT
from tests.generator.__main__ import main
from tests.generator.growth import share
from tests.generator.outline import outline
from tests.generator.pages import OnlySome
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


def _dataset(files: dict[str, bytes]) -> Dataset:
    dataset, _ = load(OnlySome(WorkTree(ROOT), ROUND, files))
    return dataset


def test_nothing_that_a_unit_or_a_team_wrote_is_personal_data() -> None:
    dataset, _ = load(WorkTree(ROOT))
    assert [item for item in run_checks(dataset) if item.code == "personal-data"] == []


def test_at_most_two_units_wait_for_their_approval() -> None:
    for round_id, most in ((ROUND, 2), ("2020", 0)):
        receipts = committed_files(ROOT, round_id)[f"submissions/{round_id}/receipts.yaml"].decode()
        waiting = [line for line in receipts.splitlines() if "received" in line and "approved" not in line]
        assert len(waiting) == most, round_id


def test_teams_compare_four_to_ten_figures_and_one_finds_all_of_them_right() -> None:
    read = _dataset(committed_files(ROOT, ROUND)).rounds[ROUND]
    found = {code: minutes.findings for code, minutes in read.inspections.items()}
    assert all(4 <= len(findings) <= 10 for findings in found.values())
    exact = [code for code, findings in found.items() if all(item.reported == item.settled for item in findings)]
    assert len(exact) == 1
    assert {read.register.by_code[code].tier for code in found} == {"department", "district", "commune"}


def test_whoever_was_sent_to_inspection_is_visited_after_the_review_and_the_others_before() -> None:
    data = _dataset(committed_files(ROOT, ROUND)).rounds[ROUND]
    ends = data.round.windows["review"].closes
    for code, minutes in data.inspections.items():
        review = data.reviews.get(code)
        sent = review is not None and any(item.state.value == "to_inspection" for item in review.questions)
        assert (minutes.meeting.begins.date() > ends) is sent, code


def test_a_report_to_the_team_never_contradicts_the_figures() -> None:
    none = {
        "officials": "20",
        "has_plan": "không",
        "meetings": "0",
        "it_officer": "không có",
        "has_lan": "không",
        "computers": "9",
        "computers_online": "9",
        "officials_trained": "0",
        "has_security_regulation": "không",
        "site_kind": "không có",
        "procedures": "110",
        "procedures_published": "80",
        "questions": "0",
        "files_received": "300",
        "files_online": "0",
        "files_in_onestop": "12",
    }
    unit = read_plan(ROOT, ROUND).units[-1]
    said = [str(outline(random.Random(number), unit, 2019, none)) for number in range(40)]
    for words in ("Đã ban hành", "hoạt động ổn định", "kiêm nhiệm", "Trang thông tin điện tử đăng", "Trả lời đúng hạn"):
        assert not any(words in text for text in said), words
    assert any("chưa có hồ sơ nộp trực tuyến" in text for text in said)
    assert all("Đơn vị không có số liệu riêng" not in text for text in said)


def test_the_amendment_moves_a_rank() -> None:
    files = committed_files(ROOT, ROUND)
    without = {path: data for path, data in files.items() if "/amendments/" not in path}
    (change,) = _dataset(files).rounds[ROUND].amendments[0].changes
    before, after = (
        compute_results(_dataset(some), ROUND, Milestone.FINAL).by_unit[change.unit].standings["total"].rank
        for some in (without, files)
    )
    assert before < after


def test_a_part_and_the_rest_are_the_whole() -> None:
    for value in (0, 1, 22, Decimal("41.5")):
        whole = Answer(State.VALUE, value)
        part, rest = (share(whole, kind).value for kind in (DescentKind.PART, DescentKind.REST))
        assert isinstance(part, int | Decimal)
        assert isinstance(rest, int | Decimal)
        assert part + rest == value
        assert part <= rest
    assert share(Answer(State.VALUE, value=True), DescentKind.PART).value is True
    assert share(Answer(State.VALUE, 22), DescentKind.WHOLE).value == 22


def test_minutes_and_questions_of_an_earlier_run_do_not_stay(tmp_path: Path) -> None:
    stale = [tmp_path / "submissions" / ROUND / folder / "stttt.yaml" for folder in ("reviews", "inspections")]
    for path in stale:
        path.parent.mkdir(parents=True)
        path.write_text("old", encoding="utf-8")
    write_round(ROOT, tmp_path, ROUND, SEED)
    assert not any(path.exists() for path in stale)
