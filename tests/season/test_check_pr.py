"""`minhbach check-pr` in a bare repository: what it says, in which form, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minhbach.cli import main
from tests.season.commits import commit, git, link
from tests.season.conftest import CAST
from tests.season.world import World

AT = CAST.day.isoformat()


@pytest.fixture
def words(world: World) -> list[str]:
    """The command for a change that the clerk of the first ward proposes."""
    made = commit(world.bare, world.main, CAST.corrected(world), "x", CAST.day, "x")
    git(world.bare, "update-ref", "refs/heads/change", made)
    return ["check-pr", "--base", "main", "--head", "change", "--actor", str(CAST.clerk), "--at", AT]


def run(world: World, words: list[str], *more: str) -> int:
    return main(["--root", str(world.bare), *words, *more])


def test_an_acceptable_change(world: World, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(world, words) == 0
    said = capsys.readouterr().out
    assert said.startswith("Số liệu hợp lệ, chờ Thị xã Mây Thượng duyệt\n")
    assert "Phường Bến Đò (02005)" in said


def test_in_english(world: World, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(world, words, "--lang", "en") == 0
    assert "Phường Bến Đò" in capsys.readouterr().out


def test_the_contract_of_the_json_form(world: World, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(world, words, "--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema_version"] == 1
    assert document["verdict"] == "acceptable"
    assert document["base"] == world.main
    assert document["head"] == git(world.bare, "rev-parse", "change")
    assert (document["actor"], document["units"], document["turn"]) == (CAST.clerk, ["02005"], "approver")
    assert document["approvers"] == [CAST.approver, CAST.deputy]
    assert document["diagnostics"] == []
    assert [move["figure"] for move in document["effect"]["figures"]] == ["staff"]


def test_a_refused_change_as_annotations_and_a_summary(
    world: World, words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words[words.index(str(CAST.clerk))] = str(CAST.other_clerk)
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    assert run(world, words, "--format", "github", "--summary", str(summary)) == 1
    said = capsys.readouterr().out
    assert f"::error file={CAST.path},line=1,col=1,title=author-not-named::" in said
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert "author-not-named" in text


def test_every_check_says_what_it_finds_in_one_run(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    changes = {
        **CAST.corrected(world, "  staff: 1,5"),
        ".github/workflows/x.yml": b"",
        f"{CAST.path}.lnk": link("/etc"),
    }
    made = commit(world.bare, world.main, changes, "x", CAST.closed, "x")
    words = [
        "check-pr",
        "--base",
        "main",
        "--head",
        made,
        "--actor",
        str(CAST.other_clerk),
        "--at",
        CAST.closed.isoformat(),
    ]
    assert run(world, words, "--format", "json") == 1
    codes = {item["code"] for item in json.loads(capsys.readouterr().out)["diagnostics"]}
    assert {"file-not-regular", "author-not-named", "path-protected", "window-closed", "figure-decimal-comma"} <= codes


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--head", "nowhere", "nowhere"),
        ("--base", "-x", "-x"),
        ("--at", "2021-11-20T09:00", "múi giờ"),
        ("--at", "hôm nay", "2019-11-24T08:00+07:00"),
        ("--actor", "xa-cho-ra", "xa-cho-ra"),
    ],
)
def test_wrong_usage_is_told(
    world: World, words: list[str], capsys: pytest.CaptureFixture[str], option: str, value: str, says: str
) -> None:
    place = words.index(option)
    words[place : place + 2] = [f"{option}={value}"]
    try:
        code = run(world, words)
    except SystemExit as left:
        code = int(left.code or 0)
    assert code == 2
    said = capsys.readouterr().err
    assert says in said
    assert "Traceback" not in said


def test_outside_a_repository(tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["--root", str(empty), *words]) == 2
    assert "không phải gốc của một kho git" in capsys.readouterr().err


def test_it_opens_no_work_tree_and_writes_only_its_memory(world: World, words: list[str], tmp_path: Path) -> None:
    def files() -> set[str]:
        return {path.as_posix() for path in world.bare.rglob("*") if path.is_file()}

    before = files()
    assert run(world, words, "--memory", str(tmp_path / "memory")) == 0
    assert files() == before
    assert run(world, words) == 0
    assert all("/minhbach/" in path for path in files() - before)


def test_the_same_question_has_the_same_answer_byte_for_byte(
    world: World, words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said = set()
    for memory in ("one", "one", "two"):
        assert run(world, words, "--format", "json", "--memory", str(tmp_path / memory)) == 0
        said.add(capsys.readouterr().out)
    assert len(said) == 1


def test_a_revision_is_validated_and_scored_like_a_folder(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(world.bare), "validate", "--rev", "main"]) == 0
    assert main(["--root", str(world.bare), "score", "2021", "--rev", "main"]) == 0
    assert "Phường Bến Đò" in capsys.readouterr().out
    assert main(["--root", str(world.bare), "validate", "--rev", "main", CAST.path]) == 0
    assert main(["--root", str(world.bare), "validate", "--rev", "main", "nowhere.yaml"]) == 2
    assert main(["--root", str(world.bare), "validate", "--rev", "nowhere"]) == 2


def history_finding(world: World, first: dict[str, bytes], capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a change whose first commit held something that its last does not."""
    before = commit(world.bare, world.main, first, "x", CAST.day, "x")
    made = commit(world.bare, before, CAST.corrected(world), "x", CAST.day, "x")
    words = ["check-pr", "--base", "main", "--head", made, "--actor", str(CAST.clerk), "--at", AT, "--format", "json"]
    assert run(world, words) == 1
    findings = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [item["code"] for item in findings] == ["change-history"]
    return str(findings[0]["message"])


def test_a_large_file_of_an_earlier_commit(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    said = history_finding(world, {CAST.path: b"# " + b"x" * 300_000}, capsys)
    assert said == "Một bước trước của bản gửi có tệp 300002 byte, quá giới hạn 262144 byte"


def test_a_history_that_is_too_long_to_look_at(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minhbach.git.MAX_OBJECTS", 3)
    assert history_finding(world, {CAST.path: b"x: 1\n"}, capsys) == "Bản gửi này có quá nhiều bước"
