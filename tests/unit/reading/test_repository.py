"""Reading a folder: links, sizes and strange names are findings, and the rest is still read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from minhbach.diagnostics import Report
from minhbach.repository import Dataset, load
from minhbach.tree import MAX_FILE_BYTES, NotRegularError, TooLargeError, WorkTree
from tests.cases.examples import one_round

UNITS = "submissions/2021/units"
UNIT = f"{UNITS}/thi-xa-may-thuong/phuong-ben-do.yaml"
SCHEMA = "criteria/song-may-2021/schema/ward.schema.json"
RULES = "criteria/song-may-2021/rules.yaml"
RECEIPTS = "submissions/2021/receipts.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """One round of the province as files that a test may change."""
    folder = tmp_path / "kho"
    for path, data in one_round().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def load_from(folder: Path) -> tuple[Dataset, Report]:
    return load(WorkTree(folder))


def codes_at(report: Report, path: str) -> list[str]:
    return [item.code for item in report if item.location.path == path]


def replace_by_link(place: Path, target: Path | str) -> None:
    place.unlink()
    place.symlink_to(target)


# The whole province ----------------------------------------------------------


def test_every_unit_that_handed_in_is_read(province: Path) -> None:
    dataset, report = load_from(province)
    assert list(report) == []
    assert len(dataset.rounds["2020"].submissions) == 10
    assert len(dataset.rounds["2021"].submissions) == 8


def test_units_of_the_same_name_have_files_of_their_own(province: Path) -> None:
    submissions = load_from(province)[0].rounds["2021"].submissions
    assert submissions["02005"].source.path == UNIT
    assert submissions["02014"].source.path == f"{UNITS}/thi-xa-may-ha/phuong-ben-do.yaml"


def test_a_round_knows_the_round_before(province: Path) -> None:
    dataset, _ = load_from(province)
    assert dataset.rounds["2021"].previous is dataset.rounds["2020"]
    assert dataset.rounds["2020"].previous is None


def test_receipts_are_read_by_unit(province: Path) -> None:
    receipts = load_from(province)[0].rounds["2021"].receipts
    assert receipts["089"].received.isoformat() == "2021-11-25T23:59:00"
    assert receipts["02014"].approved is None


# Links -----------------------------------------------------------------------


def test_a_link_in_place_of_a_unit_file_is_never_read(copy: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text("khóa: bí mật\n", encoding="utf-8")
    replace_by_link(copy / UNIT, outside)
    dataset, report = load_from(copy)
    assert codes_at(report, UNIT) == ["file-not-regular"]
    assert "02005" not in dataset.rounds["2021"].submissions
    assert all("bí mật" not in item.message.vi for item in report)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (UNIT, "nowhere.yaml"),
        (UNIT, "."),
        (UNIT, "/dev/zero"),
        (SCHEMA, "nowhere.json"),
        (SCHEMA, "/dev/zero"),
        (RULES, "nowhere.yaml"),
        (RULES, "set.yaml"),
        (RECEIPTS, "nowhere.yaml"),
        ("submissions/2021/units.yaml", "."),
    ],
)
def test_no_link_is_followed_or_overlooked(copy: Path, path: str, target: str) -> None:
    replace_by_link(copy / path, target)
    assert codes_at(load_from(copy)[1], path) != []


def test_a_folder_that_is_a_link_is_told(copy: Path) -> None:
    folder = copy / UNITS / "thi-xa-may-ha"
    folder.rename(copy / UNITS / "moved")
    folder.symlink_to(copy / UNITS / "moved")
    _, report = load_from(copy)
    assert [item.code for item in report if item.location.path.startswith(f"{UNITS}/thi-xa-may-ha")] == [
        "file-not-regular"
    ]


@pytest.mark.skipif(os.name == "nt", reason="no named pipes")
def test_a_pipe_is_never_opened(copy: Path) -> None:
    (copy / UNIT).unlink()
    os.mkfifo(copy / UNIT)
    assert codes_at(load_from(copy)[1], UNIT) == ["file-not-regular"]


# Sizes and names -------------------------------------------------------------


def test_a_file_of_the_largest_size_is_read(copy: Path) -> None:
    place = copy / UNIT
    text = place.read_bytes()
    place.write_bytes(text + b"#" * (MAX_FILE_BYTES - len(text)))
    assert codes_at(load_from(copy)[1], UNIT) == []


@pytest.mark.parametrize("path", [UNIT, SCHEMA, "submissions/2021/round.yaml", "criteria/song-may-2021/set.yaml"])
def test_no_large_file_makes_loading_fail(copy: Path, path: str) -> None:
    (copy / path).write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    assert codes_at(load_from(copy)[1], path) != []


@pytest.mark.parametrize(
    "path", ["submissions/2021/round.yaml", "submissions/2021/units.yaml", "criteria/song-may-2021/set.yaml"]
)
def test_a_missing_file_of_the_operator_is_told(copy: Path, path: str) -> None:
    (copy / path).unlink()
    assert "file-unreadable" in codes_at(load_from(copy)[1], path)


def test_a_unit_file_is_checked_as_yaml_when_the_round_cannot_be_read(copy: Path) -> None:
    (copy / "submissions/2021/units.yaml").unlink()
    (copy / UNIT).write_bytes(b"a:\t1\n")
    assert codes_at(load_from(copy)[1], UNIT) == ["yaml-tab"]


def test_one_broken_file_leaves_the_others_as_they_are(copy: Path) -> None:
    (copy / UNIT).write_bytes(b"\xff")
    dataset, report = load_from(copy)
    assert [item.code for item in report] == ["yaml-not-utf8"]
    assert len(dataset.rounds["2021"].submissions) == 7


def test_hidden_files_are_left_alone(copy: Path) -> None:
    (copy / UNITS / ".DS_Store").write_bytes(b"\x00")
    (copy / UNITS / ".git").mkdir()
    (copy / UNITS / ".git" / "config").write_bytes(b"\x00")
    assert list(load_from(copy)[1]) == []


def test_an_empty_folder_is_an_empty_repository(tmp_path: Path) -> None:
    dataset, report = load_from(tmp_path)
    assert (dict(dataset.sets), dict(dataset.rounds), list(report)) == ({}, {}, [])


# The tree itself -------------------------------------------------------------


def test_paths_are_sorted_and_written_with_slashes(province: Path) -> None:
    paths = WorkTree(province).list("submissions/2021")
    assert paths == sorted(paths)
    assert UNIT in paths


def test_a_tree_refuses_links_large_files_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * (MAX_FILE_BYTES + 1))
    (tmp_path / "b").symlink_to(tmp_path / "a")
    tree = WorkTree(tmp_path)
    with pytest.raises(TooLargeError):
        tree.read("a")
    with pytest.raises(NotRegularError):
        tree.read("b")
    with pytest.raises(FileNotFoundError):
        tree.read("c")
