"""A memory spares work and changes nothing: not when files change, not when it is damaged, cut short or deleted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from minhbach import memory
from minhbach.checks import load_checked
from minhbach.diagnostics import Diagnostic
from minhbach.memory import NO_MEMORY, Memory, digest, program_digest
from minhbach.reading import handed_in
from minhbach.repository import Dataset
from minhbach.tree import WorkTree
from tests.conftest import PROVINCE


class Counted:
    """Makes a value and counts how often."""

    def __init__(self, value: list[str]) -> None:
        self.value = value
        self.times = 0

    def __call__(self) -> list[str]:
        self.times += 1
        return self.value


def test_a_value_is_made_once_for_its_key(tmp_path: Path) -> None:
    made = Counted(["Bắc Kạn"])
    for _ in range(2):
        assert Memory(tmp_path).recall("x", ["a"], list[str], made) == ["Bắc Kạn"]
    assert made.times == 1
    assert Memory(tmp_path).recall("x", ["b"], list[str], made) == ["Bắc Kạn"]
    assert Memory(tmp_path).recall("y", ["a"], list[str], made) == ["Bắc Kạn"]
    assert made.times == 3


def test_without_a_folder_nothing_is_remembered() -> None:
    made = Counted(["a"])
    assert [NO_MEMORY.recall("x", ["a"], list[str], made) for _ in range(2)] == [["a"], ["a"]]
    assert made.times == 2
    assert not NO_MEMORY.remembers


def test_another_program_remembers_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Counted(["a"])
    Memory(tmp_path).recall("x", ["a"], list[str], made)
    monkeypatch.setattr(memory, "program_digest", lambda: "another")
    Memory(tmp_path).recall("x", ["a"], list[str], made)
    assert made.times == 2
    assert len(program_digest()) == 64


def test_the_parts_of_a_key_are_kept_apart() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("ab", b"c", "")}) == 4


@pytest.mark.parametrize("damage", [b"", b"no digest", None])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    made = Counted(["a", "b"])
    Memory(tmp_path).recall("x", ["a"], list[str], made)
    (file,) = tmp_path.rglob("*.json")
    whole = file.read_bytes()
    file.write_bytes(whole[:-3] if damage is None else damage)
    assert Memory(tmp_path).recall("x", ["a"], list[str], made) == ["a", "b"]
    assert made.times == 2
    assert file.read_bytes() == whole


def test_a_memory_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("a file where the folder should be", encoding="utf-8")
    made = Counted(["a"])
    assert Memory(tmp_path).recall("x", ["a"], list[str], made) == ["a"]


def test_what_nobody_asks_for_any_more_is_forgotten(tmp_path: Path) -> None:
    made = Counted(["a"])
    Memory(tmp_path).recall("x", ["old"], list[str], made)
    Memory(tmp_path).recall("y", ["old"], list[str], made)
    (tmp_path / "x" / "0.77.part").write_bytes(b"of a run that was interrupted")
    now = Memory(tmp_path)
    now.recall("x", ["new"], list[str], made)
    now.forget_unused("x")
    assert [path.parent.name for path in sorted(tmp_path.rglob("*.*"))] == ["x", "y"]
    Memory(tmp_path).recall("x", ["new"], list[str], made)
    assert made.times == 3


# The repository ----------------------------------------------------------------


@pytest.fixture
def province(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROVINCE, tmp_path / "province"))


def _loaded(root: Path, cache: Path | None) -> tuple[Dataset, list[Diagnostic]]:
    dataset, report = load_checked(WorkTree(root), cache)
    return dataset, list(report)


def _count_readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read, paths = handed_in.UnitReader._read, []

    def counted(reader: handed_in.UnitReader, file: handed_in.UnitFile) -> object:
        paths.append(file.path)
        return read(reader, file)

    monkeypatch.setattr(handed_in.UnitReader, "_read", counted)
    return paths


def test_remembered_data_are_those_of_the_files(
    province: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handed_in, "BATCH", 2)
    cache, plain = tmp_path / "cache", _loaded(province, None)
    assert _loaded(province, cache) == plain
    paths = _count_readings(monkeypatch)
    assert _loaded(province, cache) == plain
    assert paths == []


def test_a_changed_file_is_read_again_and_only_its_batch(
    province: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handed_in, "BATCH", 2)
    cache = tmp_path / "cache"
    before = _loaded(province, cache)
    files = sorted((province / "submissions").rglob("units/*/*.yaml"))
    files[0].write_bytes(files[0].read_bytes().replace(b"figures:", b"figurs:"))
    paths = _count_readings(monkeypatch)
    after = _loaded(province, cache)
    assert files[0].relative_to(province).as_posix() in paths
    assert len(paths) <= 2
    assert after != before
    assert after == _loaded(province, None)


def test_changed_registers_and_criteria_are_read_again(province: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = _loaded(province, cache)
    for pattern, old, new in (
        ("submissions/*/units.yaml", b"name: ", b"slag: "),
        ("submissions/*/receipts.yaml", b"T", b"K"),
        ("submissions/*/accounts.yaml", b"login", b"logon"),
        ("criteria/*/groups/*.yaml", b"title", b"titel"),
    ):
        changed = sorted(province.glob(pattern))[0]
        whole = changed.read_bytes()
        assert old in whole
        changed.write_bytes(whole.replace(old, new, 1))
        after = _loaded(province, cache)
        assert after != before
        assert after == _loaded(province, None)
        changed.write_bytes(whole)
    assert _loaded(province, cache) == before
