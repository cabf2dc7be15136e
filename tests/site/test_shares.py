"""A site built in shares, by one process or by several, is the whole site byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from minhbach.cli import main
from minhbach.site.shares import ShareFacts
from tests.conftest import PROVINCE

OF = 3


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("shares")
    parts = [folder / f"part-{number}" for number in range(1, OF + 1)]
    for number, part in enumerate(parts, start=1):
        assert main(["--root", str(PROVINCE), "build", "--shard", f"{number}/{OF}", "--out", str(part)]) == 0
    return parts


def test_joined_shares_are_the_whole_site(shares: list[Path], province_site: Path, tmp_path: Path) -> None:
    out = tmp_path / "joined"
    assert main(["build", "--join", *map(str, reversed(shares)), "--out", str(out)]) == 0
    assert _files(out) == _files(province_site)


def test_each_file_is_of_one_share(shares: list[Path]) -> None:
    files = [set(_files(part)) - {".share.json"} for part in shares]
    assert sum(map(len, files)) == len(set[str]().union(*files))
    assert all(len(found) > 20 for found in files)


def test_a_missing_share_is_told(shares: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "joined"
    assert main(["build", "--join", str(shares[0]), str(shares[2]), "--out", str(out)]) == 1
    assert "có 1/3, 3/3; cần mỗi phần từ 1 đến 3 đúng một lần" in capsys.readouterr().err
    assert not out.exists()


def test_shares_of_other_data_are_told(shares: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other"
    shutil.copytree(shares[1], other)
    text = (other / ".share.json").read_text(encoding="utf-8")
    source = ShareFacts.read(other).source
    (other / ".share.json").write_text(text.replace(source, "0" * 64), encoding="utf-8")
    parts = [str(shares[0]), str(other), str(shares[2])]
    assert main(["--lang", "en", "build", "--join", *parts, "--out", str(tmp_path / "joined")]) == 1
    assert "The parts were made from different data" in capsys.readouterr().err


def test_a_folder_that_is_no_share_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--join", str(tmp_path), "--out", str(tmp_path / "joined")]) == 1
    assert f"{tmp_path} không phải một phần của trang web" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["0/3", "4/3", "3", "a/b", "1/0"])
def test_a_mistyped_share_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["build", "--shard", text])
    assert refused.value.code == 2
    assert "cần dạng 2/8" in capsys.readouterr().err


def test_a_single_share_is_joined_too(province_site: Path, tmp_path: Path) -> None:
    """The workflow joins whatever number of shares there are."""
    part, out = tmp_path / "part", tmp_path / "joined"
    assert main(["--root", str(PROVINCE), "build", "--shard", "1/1", "--out", str(part)]) == 0
    assert (part / ".share.json").is_file()
    assert main(["build", "--join", str(part), "--out", str(out)]) == 0
    assert _files(out) == _files(province_site)
