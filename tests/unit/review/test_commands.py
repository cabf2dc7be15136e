"""`minhbach review`: on a copy of the small province."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from minhbach.cli import main
from minhbach.commands.common import CLEAN, USAGE
from tests.unit.review.province import REVIEW, WARD, ward

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def copy(tmp_path: Path, province: Path) -> Path:
    """The province with a ward that left one figure out and has one odd one."""
    place = tmp_path / "data"
    shutil.copytree(province, place)
    (place / WARD).write_text(ward(("  visits: 1200\n", ""), ("  trained: 18\n", "  trained: 0\n")), encoding="utf-8")
    return place


@pytest.fixture
def run(copy: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*argv: str) -> tuple[int, str, str]:
        code = main(["--root", str(copy), "review", *argv])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_asking_writes_once_and_a_dry_run_never(run: Run, copy: Path) -> None:
    before = files(copy)
    code, out, _ = run("ask", "2021", "--date", "2021-12-03", "--unit", "02005", "--dry-run")
    assert (code, out.splitlines()[0]) == (CLEAN, "Chỉ xem, chưa ghi: 2 câu hỏi gửi 1 đơn vị.")
    assert files(copy) == before
    code, out, _ = run("ask", "2021", "--date", "2021-12-03", "--unit", "02005")
    assert out.splitlines()[:3] == [
        "Đã ghi: 2 câu hỏi gửi 1 đơn vị.",
        f"  02005 Phường Bến Đò: {REVIEW}",
        "    Q1 visits (figure-missing): Chưa có số liệu «Lượt truy cập trung bình một tháng». "
        "Thêm một dòng «visits: …», ghi con số, ví dụ 23.",
    ]
    after = files(copy)
    assert set(after) - set(before) == {REVIEW}
    assert run("ask", "2021", "--date", "2021-12-09", "--unit", "02005")[:2] == (CLEAN, "Không có gì mới để hỏi.\n")
    assert files(copy) == after


def test_the_operators_own_question_stands_behind_the_others(run: Run, copy: Path) -> None:
    words = ("--unit", "02005", "--figure", "computers", "--question", "Đã trừ   máy hỏng\nchưa?")
    assert run("ask", "2021", "--date", "2021-12-03", *words)[0] == CLEAN
    assert (copy / REVIEW).read_text(encoding="utf-8").splitlines()[-1] == (
        '  - {id: Q1, figure: computers, asked: 2021-12-03, question: "Đã trừ máy hỏng chưa?", state: open}'
    )


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("ask", "2021", "--figure", "computers"), "Câu hỏi riêng cần đủ --unit, --figure và --question"),
        (("ask", "2021", "--unit", "02006"), "Đợt 2021 không có đơn vị mã «02006». Có phải 02"),
        (
            ("ask", "2021", "--unit", "02005", "--figure", "computer", "--question", "?"),
            "không được hỏi số liệu «computer»",
        ),
        (("ask", "1999"), "Không có đợt «1999»"),
        (("decide", "2021", "02005", "Q1", "open"), "Chưa hỏi Phường Bến Đò câu «Q1». Các câu hỏi: -"),
        (("list", "1999"), "Không có đợt «1999»"),
        (
            ("ask", "2021", "--unit", "02005", "--figure", "computers", "--question", "Gọi 0912345678"),
            "Có số điện thoại (091…)",
        ),
    ],
)
def test_wrong_words_are_told_and_nothing_is_written(run: Run, copy: Path, argv: tuple[str, ...], words: str) -> None:
    before = files(copy)
    code, out, err = run(*argv)
    assert (code, out) == (USAGE, "")
    assert words in err
    assert files(copy) == before


def test_a_decision_changes_one_word(run: Run, copy: Path) -> None:
    run("ask", "2021", "--date", "2021-12-03", "--unit", "02005")
    before = (copy / REVIEW).read_text(encoding="utf-8").splitlines()
    assert run("decide", "2021", "02005", "Q2", "to_inspection")[1] == f"{REVIEW}: Q2 open -> to_inspection\n"
    after = (copy / REVIEW).read_text(encoding="utf-8").splitlines()
    assert [old for old, new in zip(before, after, strict=True) if old != new] == [before[-1]]
    assert after[-1] == before[-1].replace("state: open", "state: to_inspection")
    assert run("decide", "2021", "02005", "Q2", "to_inspection")[1] == f"{REVIEW}: Q2 vẫn là to_inspection\n"


def test_the_list_says_what_waits_for_whom_until_when(run: Run) -> None:
    run("ask", "2021", "--date", "2021-12-03", "--unit", "02005")
    run("decide", "2021", "02005", "Q2", "to_inspection")
    _, out, _ = run("list", "2021")
    lines = out.splitlines()
    assert next(line.split()[-5:] for line in lines if "Mây Thượng" in line) == ["2", "0", "1", "0", "1"]
    assert "Chờ đơn vị giải trình (1), đến hết ngày 15/12/2021" in lines
    assert "Chờ đoàn kiểm tra (1), đến hết ngày 20/12/2021" in lines
    assert any(
        line.startswith("  02005 Phường Bến Đò, Thị xã Mây Thượng; Q1 visits, hỏi ngày 03/12/2021: ") for line in lines
    )
    _, out, _ = run("list", "2021", "--waiting", "team")
    assert "Chờ đơn vị giải trình" not in out


def test_the_json_of_the_list_has_its_keys(run: Run) -> None:
    run("ask", "2021", "--date", "2021-12-03", "--unit", "02005")
    document = json.loads(run("list", "2021", "--format", "json")[1])
    assert list(document) == ["schema_version", "round", "windows", "tiers", "areas", "waiting"]
    assert document["windows"]["unit"] == {"from": "2021-12-02", "to": "2021-12-15", "grace_to": None}
    assert document["areas"][0] == {
        "code": "060", "title": "Thị xã Mây Thượng", "asked": 2, "settled": 0, "unit": 2, "operator": 0, "team": 0
    }  # fmt: skip
    assert [(item["unit"], item["id"], item["waits_for"], item["asked"]) for item in document["waiting"]] == [
        ("02005", "Q1", "unit", "2021-12-03"),
        ("02005", "Q2", "unit", "2021-12-03"),
    ]
