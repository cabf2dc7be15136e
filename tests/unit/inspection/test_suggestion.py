"""`minhbach inspect suggest`: the order, who is left out, the same bytes for the same data."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from minhbach.cli import main
from minhbach.commands.common import CLEAN, USAGE
from minhbach.inspection.suggestion import Suggestion, suggest
from minhbach.model.round import Ground, Milestone
from minhbach.results import compute_results
from tests.cases.examples import ROUND_FILE, one_round
from tests.unit.review.province import MINUTES, REVIEW, WHOLE_MINUTES, question, read_all

Run = Callable[..., tuple[int, str, str]]


def suggestion(section: str = "", files: dict[str, str] | None = None, **options: str) -> Suggestion:
    dataset, report = read_all({ROUND_FILE: one_round()[ROUND_FILE].decode() + section, **(files or {})})
    results = compute_results(dataset, "2021", Milestone.PRELIMINARY)
    return suggest(dataset.rounds["2021"], results, report, **options)


def test_a_score_is_the_weighted_sum_of_the_reasons_that_are_told() -> None:
    found = suggestion("inspection_choice: {weights: {top: 2.5, copy: 0}}\n")
    assert [item.score for item in found.candidates] == sorted((item.score for item in found.candidates), reverse=True)
    for item in found.candidates:
        assert Ground.COPY not in {reason.ground for reason in item.reasons}
        weighted = [reason.value * (Fraction(5, 2) if reason.ground is Ground.TOP else 1) for reason in item.reasons]
        assert weighted == sorted(weighted, reverse=True)
        assert item.score == sum(weighted)


def test_units_that_tie_stand_in_the_order_of_their_codes() -> None:
    names = ", ".join(f"{ground.value}: 0" for ground in Ground)
    codes = [item.unit.code for item in suggestion(f"inspection_choice: {{weights: {{{names}}}}}\n").candidates]
    assert codes == sorted(codes)


def test_units_that_cannot_be_suggested_are_told_apart() -> None:
    found = suggestion(files={MINUTES: WHOLE_MINUTES})
    assert [[unit.code for unit in units] for units in (found.exempt, found.silent, found.inspected)] == [
        ["02020"],
        ["02017"],
        ["02005"],
    ]
    listed = {item.unit.code for item in found.candidates}
    assert listed.isdisjoint({"02005", "02017", "02020"})
    assert len(listed) == 7


def test_what_was_sent_to_an_inspection_stands_first() -> None:
    codes = [item.unit.code for item in suggestion().candidates]
    last = codes[-1]
    files = {f"submissions/2021/reviews/{last}.yaml": "questions:\n" + question(1, "staff", "to_inspection")}
    first = suggestion(files=files).candidates[0]
    assert (first.unit.code, first.sent) == (last, ("Q1",))


def test_the_seed_is_that_of_the_command_then_of_the_round_then_its_id() -> None:
    assert suggestion().seed == "2021"
    assert suggestion("inspection_choice: {seed: abc}\n").seed == "abc"
    assert suggestion("inspection_choice: {seed: abc}\n", seed="xyz").seed == "xyz"


def test_one_tier_only() -> None:
    assert {item.unit.tier for item in suggestion(tier="office").candidates} == {"office"}


# The command -----------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path, province: Path) -> Path:
    place = tmp_path / "data"
    shutil.copytree(province, place)
    (place / REVIEW).parent.mkdir()
    (place / REVIEW).write_text("questions:\n" + question(1, "staff", "to_inspection"), encoding="utf-8")
    return place


@pytest.fixture
def run(copy: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*argv: str) -> tuple[int, str, str]:
        try:
            code = main(["--root", str(copy), "inspect", "suggest", *argv])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_the_list_tells_each_reason_with_its_weight(run: Run) -> None:
    code, out, _ = run("2021", "--count", "2")
    lines = out.splitlines()
    assert code == CLEAN
    assert lines[1].startswith("Gợi ý 2 trong 8 đơn vị, hạt giống «2021». ")
    assert lines[3].startswith("1. 02005 Phường Bến Đò, Thị xã Mây Thượng: ")
    assert lines[4] == "   - người vận hành đã chuyển kiểm tra: Q1"
    assert "   - 1 x 1: 1 câu hỏi chưa khép lại: Q1" in lines
    assert lines[-2:] == [
        "Không đánh giá (1): 02020 Phường Vườn Dừa",
        "Chưa nộp số liệu (1): 02017 Phường Chợ Nổi",
    ]
    assert sum(line[:1].isdigit() for line in lines) == 2


def test_the_json_has_its_keys(run: Run) -> None:
    document = json.loads(run("2021", "--format", "json", "--count", "1")[1])
    assert list(document) == ["schema_version", "round", "milestone", "seed", "weights", "units", "not_listed"]
    assert document["milestone"] == "preliminary"
    assert set(document["weights"]) == {ground.value for ground in Ground}
    (unit,) = document["units"]
    assert (unit["place"], unit["code"], unit["sent_to_inspection"]) == (1, "02005", ["Q1"])
    assert list(unit["reasons"][0]) == ["ground", "weight", "value", "text"]
    assert document["not_listed"] == {"exempt": ["02020"], "silent": ["02017"], "inspected": [], "below": 7}


def test_the_number_of_the_round_is_the_default(run: Run, copy: Path) -> None:
    assert len(json.loads(run("2021", "--format", "json")[1])["units"]) == 8
    with (copy / ROUND_FILE).open("a", encoding="utf-8") as file:
        file.write("inspection_choice: {count: 3}\n")
    assert len(json.loads(run("2021", "--format", "json")[1])["units"]) == 3
    assert len(json.loads(run("2021", "--format", "json", "--count", "5")[1])["units"]) == 5


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("1999",), "Không có đợt «1999»"),
        (("2021", "--tier", "xa"), "Không có cấp «xa». Các cấp: office, town, ward"),
        (("2021", "--count", "0"), "số đơn vị, từ 1 trở lên"),
        (("2021", "--count", "nhiều"), "số đơn vị, từ 1 trở lên"),
    ],
)
def test_wrong_words_are_told(run: Run, argv: tuple[str, ...], words: str) -> None:
    code, out, err = run(*argv)
    assert (code, out) == (USAGE, "")
    assert words in err


def test_the_same_bytes_under_any_locale_zone_and_hash_seed(copy: Path) -> None:
    def call(**environment: str) -> bytes:
        command = [sys.executable, "-m", "minhbach", "--root", str(copy), "inspect", "suggest", "2021"]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
        return subprocess.run(command, capture_output=True, check=True, env={**kept, **environment}).stdout

    first = call(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    assert first == call(PYTHONHASHSEED="2", TZ="Asia/Ho_Chi_Minh", LC_ALL="C.UTF-8")
    assert b"02005" in first
