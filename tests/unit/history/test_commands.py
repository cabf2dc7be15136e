"""`minhbach history` and `minhbach round receipts`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import pytest

from minhbach.cli import main
from tests.season.commits import git
from tests.unit.history.past import (
    FOLDER,
    OTHER,
    ROUND,
    WARD,
    WARD_PATH,
    Past,
    begun,
    figure,
    province_files,
    without,
)

Run: TypeAlias = Callable[..., tuple[int, str, str]]

FILE = province_files()[WARD_PATH]
RECEIPTS = f"{FOLDER}/receipts.yaml"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_(root: Path, *words: str) -> tuple[int, str, str]:
        code = main(["--root", str(root), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_


@pytest.fixture
def past(tmp_path: Path) -> Past:
    past = begun(tmp_path, WARD_PATH)
    past.receive({WARD_PATH: FILE}, received=datetime.fromisoformat("2021-11-15T09:30:00+07:00"))
    past.receive({WARD_PATH: figure(FILE, "staff", "21")})
    return past


@pytest.fixture
def tree(past: Past, tmp_path: Path) -> Path:
    """A work tree of the main branch."""
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(past.bare), str(tmp_path / "work"))
    return tmp_path / "work"


def test_the_timeline_of_a_unit(past: Past, run: Run) -> None:
    code, out, err = run(past.bare, "history", ROUND, WARD, "--rev", "main")
    assert (code, err) == (0, "")
    short = (past.head or "")[:10]
    assert out.splitlines()[0] == "Phường Bến Đò (02005), Đánh giá chuyển đổi số cấp cơ sở tỉnh Sông Mây năm 2021"
    assert out.splitlines()[1].startswith("09:30 15/11/2021  Nộp số liệu  phuong-ben-do-1 (52005)  [")
    assert f"11:00 15/11/2021  Sửa số liệu  phuong-ben-do-1 (52005)  [{short}]\n{'':18}staff: 20 -> 21" in out
    assert "      23/11/2021  Cấp có thẩm quyền duyệt\n                  theo sổ tiếp nhận" in out


def test_the_timeline_of_the_round_names_the_units(tree: Path, run: Run) -> None:
    code, out, _ = run(tree, "history", ROUND, "--lang", "en")
    assert code == 0
    assert "Figures changed - Phường Bến Đò (02005)  phuong-ben-do-1 (52005)" in out
    assert "The register of units changed  van-hanh-1" in out


def test_one_figure_with_its_chain(tree: Path, run: Run) -> None:
    code, out, _ = run(tree, "history", ROUND, WARD, "--figure", "staff")
    assert code == 0
    assert "(staff): 21 (Báo cáo)" in out.splitlines()[1]
    assert [line.split("  ")[1] for line in out.splitlines() if "15/11/2021" in line] == ["Sửa số liệu"]


def test_json_has_the_same_with_moments_and_whole_ids(past: Past, run: Run) -> None:
    _, out, _ = run(past.bare, "history", ROUND, WARD, "--rev", "main", "--format", "json", "--figure", "staff")
    document = json.loads(out)
    assert (document["head"], document["boundary"]) == (past.head, None)
    assert [link["value"] for link in document["chain"]] == [21]
    (event,) = document["events"]
    assert event["at"] == "2021-11-15T11:00:00+07:00"
    assert event["commit"] == past.head
    assert event["pull_request"] == 2
    assert event["who"] == [{"id": 52005, "name": "phuong-ben-do-1"}]
    assert [(item["figure"], item["before"]["value"], item["after"]["value"]) for item in event["figures"]] == [
        ("staff", 20, 21)
    ]


def test_a_revision_tells_only_what_was_there_then(past: Past, run: Run) -> None:
    _, out, _ = run(past.bare, "history", ROUND, WARD, "--rev", "main~1")
    assert "Sửa số liệu" not in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("1999",), "Không có đợt «1999»"),
        ((ROUND, "0200"), "không có đơn vị mã «0200». Có phải: 02020, 02008, 02005?"),
        ((ROUND, WARD, "--figure", "staf"), "Không hỏi số liệu «staf» ở đây. Có phải: staff"),
        ((ROUND, "--rev", "khong-co"), "Không có phiên bản «khong-co»"),
    ],
)
def test_wrong_names_get_clear_words(tree: Path, run: Run, words: tuple[str, ...], message: str) -> None:
    code, _, err = run(tree, "history", *words)
    assert code == 2
    assert message in err


def test_without_git_it_says_so_and_goes_on(tmp_path: Path, run: Run) -> None:
    for path, data in province_files().items():
        place = tmp_path / "plain" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    code, out, err = run(tmp_path / "plain", "history", ROUND, OTHER)
    assert code == 0
    assert "Không có lịch sử git ở đây" in err
    assert "Nộp số liệu" in out


def test_an_empty_repository_is_told_as_no_history(tmp_path: Path, run: Run) -> None:
    for path, data in province_files().items():
        place = tmp_path / "new" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    git(tmp_path, "init", "--quiet", str(tmp_path / "new"))
    code, _, err = run(tmp_path / "new", "history", ROUND)
    assert code == 0
    assert "Không có lịch sử git ở đây" in err


def test_a_shallow_clone_is_told_and_goes_on(past: Past, tmp_path: Path, run: Run) -> None:
    place = tmp_path / "shallow.git"
    git(tmp_path, "clone", "--quiet", "--bare", "--depth", "1", past.bare.as_uri(), str(place))
    code, _, err = run(place, "history", ROUND, "--rev", "main")
    assert code == 0
    assert "git fetch --unshallow" in err
    assert (past.head or "")[:10] in err


# The register of receipt -----------------------------------------------------


def test_receipts_come_out_of_the_merges_and_others_stay(tree: Path, run: Run) -> None:
    before = (tree / RECEIPTS).read_text(encoding="utf-8")
    code, out, _ = run(tree, "round", "receipts", ROUND)
    assert (code, out) == (0, f"{RECEIPTS}: đã viết, 8 trên 9 đơn vị đã nộp\n")
    after = (tree / RECEIPTS).read_text(encoding="utf-8")
    assert f'  - {{unit: "{WARD}", received: "2021-11-15T09:30", approved: "2021-11-15"}}\n' in after
    assert set(_entries(before)) - set(_entries(after)) == {
        f'  - {{unit: "{WARD}", received: "2021-11-18T10:00", approved: "2021-11-23"}}'
    }
    assert run(tree, "round", "receipts", ROUND)[1].endswith("đã đúng, không đổi gì\n")


def _entries(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("  - ")]


def test_the_first_handing_in_counts_and_the_last_approval_of_figures(past: Past, run: Run) -> None:
    past.at = datetime.fromisoformat("2021-11-20T08:00:00+07:00")
    past.receive({WARD_PATH: figure(FILE, "staff", "22")})
    past.at = datetime.fromisoformat("2022-01-02T08:00:00+07:00")
    past.receive({WARD_PATH: figure(FILE, "staff", "22") + b'supplement:\n  trained: {value: 9, reason: "x"}\n'})
    _, out, _ = run(past.bare, "round", "receipts", ROUND, "--rev", "main", "--dry-run")
    assert f'  - {{unit: "{WARD}", received: "2021-11-15T09:30", approved: "2021-11-20"}}\n' in out


def test_what_the_register_knows_of_a_first_paper_stays(tmp_path: Path, run: Run) -> None:
    past = begun(tmp_path)
    past.receive({WARD_PATH: figure(FILE, "staff", "22")})
    _, out, _ = run(past.bare, "round", "receipts", ROUND, "--rev", "main", "--dry-run")
    assert f'  - {{unit: "{WARD}", received: "2021-11-18T10:00", approved: "2021-11-15"}}\n' in out


def test_a_dry_run_writes_nothing(tree: Path, run: Run) -> None:
    before = (tree / RECEIPTS).read_bytes()
    code, out, _ = run(tree, "round", "receipts", ROUND, "--dry-run")
    assert code == 0
    assert out.startswith("# Sổ tiếp nhận")
    assert (tree / RECEIPTS).read_bytes() == before


def test_a_shallow_clone_writes_no_receipts(past: Past, tmp_path: Path, run: Run) -> None:
    place = tmp_path / "shallow.git"
    git(tmp_path, "clone", "--quiet", "--bare", "--depth", "1", past.bare.as_uri(), str(place))
    code, _, err = run(place, "round", "receipts", ROUND, "--rev", "main", "--dry-run")
    assert code == 2
    assert "git fetch --unshallow" in err


def test_receipts_need_git(tmp_path: Path, run: Run) -> None:
    for path, data in without("submissions/2020").items():
        place = tmp_path / "plain" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    code, _, err = run(tmp_path / "plain", "round", "receipts", ROUND)
    assert code == 2
    assert "không phải gốc của một kho git" in err
