"""What happens to the round itself, and clones that do not have everything."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minhbach.git import GitError, GitRepository
from minhbach.history import written
from minhbach.history.log import read_log
from minhbach.history.timeline import read_history
from tests.season.commits import git, make_bare
from tests.unit.history.past import (
    FOLDER,
    WARD,
    WARD_PATH,
    Past,
    begun,
    changes_of,
    figure,
    kinds,
    province_files,
    told,
)

FILES = province_files()
FILE = FILES[WARD_PATH]


def test_the_first_commit_opens_the_round(tmp_path: Path) -> None:
    events = begun(tmp_path).history().events
    whole = [event.kind.value for event in events if event.unit is None]
    assert whole == ["accounts", "lineage", "receipts", "round", "register", "criteria"]
    (register,) = told(events, "register")
    assert register.details[0].vi == "10 đơn vị"


def test_settings_that_change_are_named(tmp_path: Path) -> None:
    past = begun(tmp_path)
    path = f"{FOLDER}/round.yaml"
    data = FILES[path].replace(b"phase: final", b"phase: amended").replace(b"to: 2021-11-25", b"to: 2021-11-26")
    past.put({path: data}, "Gia hạn")
    event = told(past.history().events, "round")[1]
    assert [text.vi for text in event.details] == [
        "phase: final → amended, windows.report.to: 2021-11-25 → 2021-11-26",
        "«Gia hạn»",
    ]


def test_the_round_of_another_year_is_not_told(tmp_path: Path) -> None:
    past = begun(tmp_path)
    path = next(path for path in FILES if path.startswith("submissions/2020/units/"))
    commit = past.put({path: FILES[path] + b"# x\n"})
    assert commit not in {event.commit for event in past.history().events}


def test_the_criteria_set_changed(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put(
        {"criteria/song-may-2021/rules.yaml": FILES["criteria/song-may-2021/rules.yaml"] + b"# x\n"}, "Sửa quy tắc"
    )
    event = told(past.history().events, "criteria")[1]
    assert [text.vi for text in event.details] == ["song-may-2021/rules.yaml", "«Sửa quy tắc»"]


def test_a_file_of_no_known_place_is_told_with_its_path_made_safe(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({f"{FOLDER}/la\u202e\n.yaml": b"x: 1\n"}, "")
    (event,) = told(past.history().events, "other")
    assert [text.vi for text in event.details] == [f"{FOLDER}/la .yaml", "đưa vào lần đầu"]


def test_a_broken_register_leaves_the_one_before_in_force(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({f"{FOLDER}/units.yaml": b"units: ["})
    past.put({WARD_PATH: figure(FILE, "staff", "21")})
    past.put({f"{FOLDER}/units.yaml": FILES[f"{FOLDER}/units.yaml"]})
    assert kinds(past.history().by_unit[WARD]) == ["recorded", "changed"]


def test_a_side_branch_that_was_merged_is_one_step(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.receive({WARD_PATH: figure(FILE, "staff", "21")})
    with GitRepository(past.bare) as repository:
        log = read_log(repository, "main")
    assert [len(commit.parents) for commit in log.commits] == [0, 2]
    assert [item.path for item in log.commits[1].touched] == [WARD_PATH]


def _clone(past: Past, folder: Path, *options: str) -> Path:
    place = folder / "clone.git"
    git(folder, "clone", "--quiet", "--bare", *options, past.bare.as_uri(), str(place))
    return place


def test_a_full_clone_tells_the_same(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.receive({WARD_PATH: figure(FILE, "staff", "21")})
    clone = _clone(past, tmp_path)
    git(clone, "config", "log.showRoot", "false")
    git(clone, "config", "diff.renames", "copies")
    git(clone, "config", "log.showSignature", "true")
    git(clone, "config", "i18n.logOutputEncoding", "latin1")
    assert past.history(folder=clone) == past.history()


def test_a_shallow_clone_says_where_it_ends_and_dates_nothing_by_that(tmp_path: Path) -> None:
    past = begun(tmp_path)
    first = past.put({WARD_PATH: figure(FILE, "staff", "21")})
    past.put({WARD_PATH: figure(FILE, "staff", "22")})
    clone = _clone(past, tmp_path, "--depth", "2")
    history = past.history(folder=clone)
    assert history.boundary == first
    assert kinds(history.events) == ["changed"]
    assert changes_of(history.events[0]) == [("staff", 21, 22)]


def test_a_clone_that_is_deep_enough_has_no_boundary(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({WARD_PATH: figure(FILE, "staff", "21")})
    assert past.history(folder=_clone(past, tmp_path, "--depth", "5")).boundary is None


def test_an_object_that_is_not_here_is_told_as_unreadable(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({WARD_PATH: figure(FILE, "staff", "21")})
    oid = git(past.bare, "rev-parse", f"main:{WARD_PATH}")
    past.put({WARD_PATH: figure(FILE, "staff", "22")})
    (past.bare / "objects" / oid[:2] / oid[2:]).unlink()
    events = told(past.history().by_unit[WARD], "changed")
    assert [(event.unreadable, changes_of(event)) for event in events] == [(True, []), (False, [("staff", 20, 22)])]


def test_changes_of_figures_cost_no_parsing_and_no_process_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = begun(tmp_path)
    for staff in range(30, 60):
        past.receive({WARD_PATH: figure(FILE, "staff", str(staff))})
    data = past.data()
    processes: list[str] = []
    monkeypatch.setattr(written, "read_yaml", lambda *_: pytest.fail("a file was parsed"))
    monkeypatch.setattr(subprocess, "run", _counted(subprocess.run, processes))
    with GitRepository(past.bare) as repository:
        history = read_history(repository, "main", data)
    assert len(told(history.by_unit[WARD], "changed")) == 30
    assert sorted(processes) == ["cat-file", "cat-file", "log", "rev-parse"]


def _counted(run: Callable[..., Any], processes: list[str]) -> Callable[..., Any]:
    def counted(command: list[str], **more: Any) -> Any:
        processes.append(command[command.index("-C") + 2])
        return run(command, **more)

    return counted


def test_an_empty_repository_has_no_history(tmp_path: Path) -> None:
    make_bare(tmp_path / "empty.git")
    data = begun(tmp_path).data()
    with GitRepository(tmp_path / "empty.git") as repository, pytest.raises(GitError):
        read_history(repository, "HEAD", data)
