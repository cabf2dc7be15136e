"""`round open` and `round forms`: what they write, what they say, and what they never touch."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from minhbach.cli import main
from minhbach.commands.common import CLEAN, FINDINGS, USAGE
from tests.conftest import PROVINCE
from tests.unit.opening.tables import LINEAGE, UNITS, WINDOWS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data repository, with the operator's tables beside it."""
    shutil.copytree(PROVINCE, tmp_path / "kho")
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "mergers.csv").write_text(LINEAGE, encoding="utf-8")
    (tmp_path / "windows.yaml").write_text(WINDOWS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(folder)

    def call(*argv: str) -> tuple[int, str, str]:
        try:
            code = main(["--root", str(folder / "kho"), *argv])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


OPEN = ("round", "open", "2022", "--criteria", "song-may-2021", "--units", "units.csv", "--windows", "windows.yaml")
MERGERS = ("--lineage", "mergers.csv")


def rounds(folder: Path) -> list[str]:
    return sorted(place.name for place in (folder / "kho/submissions").iterdir())


def test_a_round_is_opened_and_validates(run: Run, folder: Path) -> None:
    code, out, _ = run(*OPEN, *MERGERS)
    assert code == CLEAN
    assert out.splitlines() == [
        "submissions/2022/accounts.yaml",
        "submissions/2022/lineage.yaml",
        "submissions/2022/round.yaml",
        "submissions/2022/units.yaml",
        "9 đơn vị: 2 Phòng, ban của tỉnh; 2 UBND thị xã; 5 UBND phường",
        "So với đợt 2021: 8 đơn vị tiếp tục, 1 gộp từ nhiều đơn vị, "
        "0 có phần của đơn vị bị chia (không so sánh), 0 mới",
        "Không đánh giá, như đợt trước (1):",
        "  02020 Phường Vườn Dừa",
        "Tài khoản chuyển sang: 15",
        "Tài khoản bỏ lại, vì đơn vị không còn (1):",
        "  phuong-cau-may (52008): 02008 Phường Cầu Mây",
        "Không có thời hạn: inspection, supplement",
        "Việc tiếp theo: bổ sung accounts.yaml; minhbach round codeowners nếu kho có tệp CODEOWNERS; "
        "minhbach round forms 2022; khi bắt đầu nhận số liệu, đổi phase trong round.yaml thành reporting",
    ]
    assert rounds(folder) == ["2020", "2021", "2022"]
    assert (folder / "kho/submissions/2022").stat().st_mode & 0o777 == 0o755
    assert run("validate", "--round", "2022")[0] == CLEAN


def test_twice_the_same_bytes(run: Run, folder: Path) -> None:
    def files() -> dict[str, bytes]:
        return {place.name: place.read_bytes() for place in (folder / "kho/submissions/2022").iterdir()}

    run(*OPEN, *MERGERS)
    first = files()
    shutil.rmtree(folder / "kho/submissions/2022")
    run(*OPEN, *MERGERS)
    assert files() == first


def test_a_dry_run_writes_nothing(run: Run, folder: Path) -> None:
    code, out, _ = run(*OPEN, *MERGERS, "--dry-run")
    assert code == CLEAN
    assert "sẽ viết submissions/2022/units.yaml\n" in out
    assert rounds(folder) == ["2020", "2021"]


def test_with_a_fault_nothing_is_written(run: Run, folder: Path) -> None:
    (folder / "units.csv").write_text(UNITS.replace("02014", "02005"), encoding="utf-8")
    code, out, _ = run(*OPEN, *MERGERS)
    assert code == FINDINGS
    assert "units.csv:9:1: lỗi unit-duplicate: Cột code: «02005» đã dùng cho Phường Bến Đò\n" in out
    assert out.endswith("Chưa ghi gì: sửa các lỗi trên rồi chạy lại.\n")
    assert rounds(folder) == ["2020", "2021"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("round", "open", "2021", *OPEN[3:]), "Đã có submissions/2021, không ghi đè"),
        (("round", "open", "Năm 2022", *OPEN[3:]), "Mã đợt «Năm 2022» không dùng được"),
        (("round", "open", "2022", "--criteria", "x", *OPEN[5:]), "Không có bộ tiêu chí «x»"),
        ((*OPEN, "--previous", "2019"), "Không có đợt «2019» trước đợt 2022"),
        ((*OPEN, "--previous", "2022"), "Không có đợt «2022» trước đợt 2022"),
        ((*OPEN[:6], "khong-co.csv", *OPEN[7:]), "Không đọc được tệp khong-co.csv"),
        (("round", "open", "2019", *OPEN[3:], *MERGERS), "Đây là đợt đầu tiên nên không có gì để so: bỏ --lineage"),
        (("round", "forms", "2030"), "Không có đợt «2030»"),
        (("round", "forms", "2021", "2005"), "Đợt 2021 không có đơn vị mã «2005». Có phải 02005?"),
        (("round", "forms", "2021", "02020"), "Phường Vườn Dừa không được đánh giá ở đợt 2021"),
        (("round", "forms", "2021", "--out", "kho/submissions/2021/units"), "biểu trống sẽ đè lên số liệu đã nộp"),
    ],
)
def test_wrong_usage_is_said(run: Run, folder: Path, argv: tuple[str, ...], said: str) -> None:
    code, _, err = run(*argv)
    assert code == USAGE
    assert said in err
    assert rounds(folder) == ["2020", "2021"]


def test_what_is_only_told_does_not_stop_it(run: Run, folder: Path) -> None:
    code, out, _ = run(*OPEN)
    assert code == CLEAN
    assert "units.csv:1:1: lưu ý unit-lost: Phường Cầu Mây (02008) có ở đợt 2021, không còn ở đợt này" in out
    assert rounds(folder) == ["2020", "2021", "2022"]


def test_the_first_round_of_a_repository_has_no_lineage(run: Run, folder: Path) -> None:
    shutil.rmtree(folder / "kho/submissions")
    assert run(*OPEN)[0] == CLEAN
    assert sorted(place.name for place in (folder / "kho/submissions/2022").iterdir()) == ["round.yaml", "units.yaml"]


def test_a_form_for_every_unit_that_is_assessed(run: Run, folder: Path) -> None:
    code, out, _ = run("round", "forms", "2021", "--out", "bieu")
    assert (code, out) == (CLEAN, "9 biểu trống trong bieu\n")
    found = sorted(place.relative_to(folder / "bieu").as_posix() for place in (folder / "bieu").rglob("*.yaml"))
    assert found == [
        "phong-ban/phong-tai-chinh.yaml",
        "phong-ban/van-phong.yaml",
        "thi-xa-may-ha/_thi-xa.yaml",
        "thi-xa-may-ha/phuong-ben-do.yaml",
        "thi-xa-may-ha/phuong-cho-noi.yaml",
        "thi-xa-may-thuong/_thi-xa.yaml",
        "thi-xa-may-thuong/phuong-ben-do.yaml",
        "thi-xa-may-thuong/phuong-cau-may.yaml",
        "thi-xa-may-thuong/phuong-doi-che.yaml",
    ]


def test_forms_of_named_units_go_below_build(run: Run, folder: Path) -> None:
    assert run("round", "forms", "2021", "vp", "02005")[0] == CLEAN
    found = [place.name for place in sorted((folder / "kho/build/forms/2021").rglob("*.yaml"))]
    assert found == ["van-phong.yaml", "phuong-ben-do.yaml"]
