"""Changes judged from git's own trees: the same as over files in memory, and whatever the history looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from minhbach import git as of_git
from minhbach.changes import EXECUTABLE, LINK, SUBMODULE
from minhbach.gate.documents import outcome_bytes, read_outcome
from minhbach.gate.judge import Judge, Question
from minhbach.gate.memory import Memory
from minhbach.gate.outcome import Outcome, Verdict
from minhbach.git import GitError, GitRepository
from tests.cases.examples import MemoryTree, example_folders, one_round
from tests.cases.proposals import (
    ACCEPTED,
    BASE_COMMIT,
    HEAD_COMMIT,
    REFUSED,
    outcome_of,
    read_proposal,
)
from tests.season.commits import Changes, Special, commit, git, make_bare
from tests.unit.gate.proposing import MORE_COMPUTERS, OTHER_WARD_FILE, WARD, WARD_FILE, edited

AT = datetime(2021, 11, 20, 2, tzinfo=UTC)
SPECIAL = (LINK, EXECUTABLE, SUBMODULE)

Make = Callable[..., str]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judge") / "gate.git"
    make_bare(folder)
    return folder


@pytest.fixture(scope="module")
def make(bare: Path) -> Make:
    def made(files: Changes, *parents: str) -> str:
        return commit(bare, parents[0] if parents else None, files, "nguoi-gui", AT, "Nộp")

    return made


@pytest.fixture(scope="module")
def start(make: Make) -> str:
    return make(one_round())


@pytest.fixture
def judge(bare: Path) -> Iterator[Judge]:
    with GitRepository(bare) as repository:
        yield Judge(repository, Memory())


def asked(judge: Judge, base: str, head: str, actor: int = WARD) -> Outcome:
    return judge.outcome(Question(base=base, head=head, actor=actor, at=AT))


def codes(outcome: Outcome) -> list[str]:
    return [item.code for item in outcome.diagnostics]


# The same as in memory -------------------------------------------------------------


def between(before: MemoryTree | None, after: MemoryTree) -> Changes:
    """What a commit says that makes one tree another."""
    old = before or MemoryTree({})
    gone = dict.fromkeys(path for path in old.files if path not in after.files)
    changed = {
        path: Special(mode, data) if (mode := after.modes.get(path)) in SPECIAL and mode is not None else data
        for path, data in after.files.items()
        if (old.files.get(path), old.modes.get(path)) != (data, after.modes.get(path))
    }
    return {**gone, **changed}


@pytest.mark.parametrize(
    "folder",
    [folder for top in (REFUSED, ACCEPTED) for folder in example_folders(top)],
    ids=lambda folder: folder.relative_to(REFUSED.parent).as_posix(),
)
def test_every_example_is_judged_on_real_git_as_in_memory_and_survives_the_wire(
    folder: Path, judge: Judge, make: Make
) -> None:
    example = read_proposal(folder)
    fork = make(between(None, example.fork))
    base = make(between(example.fork, example.base), fork)
    before = make(between(example.fork, example.earlier), fork) if example.earlier is not None else fork
    head = make(between(example.earlier or example.fork, example.head_upon(fork)), before)
    outcome = judge.outcome(Question(base=base, head=head, actor=example.actor, at=example.at))
    expected = outcome_of(example)
    assert replace(outcome, base=BASE_COMMIT, head=HEAD_COMMIT) == expected
    data = outcome_bytes(outcome, "vi")
    assert outcome_bytes(read_outcome(data), "vi") == data


# Histories ---------------------------------------------------------------------------


def test_a_change_without_a_common_origin_is_refused(judge: Judge, make: Make, start: str) -> None:
    other = make({**one_round(), **MORE_COMPUTERS, "x": b"1"})
    outcome = asked(judge, start, other)
    assert codes(outcome) == ["change-unrelated"]
    assert outcome.verdict is Verdict.REFUSED
    assert outcome.diagnostics[0].message.vi == "Bản gửi này không bắt nguồn từ nhánh chính"
    data = outcome_bytes(outcome, "vi")
    assert outcome_bytes(read_outcome(data), "vi") == data


def test_a_head_behind_or_at_the_base_changes_nothing(judge: Judge, make: Make, start: str) -> None:
    newer = make(MORE_COMPUTERS, start)
    assert codes(asked(judge, newer, start)) == ["change-empty"]
    assert codes(asked(judge, start, start)) == ["change-empty"]


def test_only_what_merging_would_change_counts(judge: Judge, make: Make, start: str) -> None:
    base = make(edited(OTHER_WARD_FILE, "computers: 16\n", "computers: 17\n"), start)
    outcome = asked(judge, base, make(MORE_COMPUTERS, start))
    assert outcome.paths == (WARD_FILE,)
    assert outcome.verdict is Verdict.ACCEPTABLE


def test_a_head_that_took_in_the_base_holds_its_own_change_only(
    judge: Judge, make: Make, start: str, bare: Path
) -> None:
    base = make(edited(OTHER_WARD_FILE, "computers: 16\n", "computers: 17\n"), start)
    mine = make(MORE_COMPUTERS, start)
    tree = git(bare, "rev-parse", make(MORE_COMPUTERS, base) + "^{tree}")
    words = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit-tree", tree)
    merged = git(bare, *words, "-p", mine, "-p", base, "-m", "Merge")
    outcome = asked(judge, base, merged)
    assert outcome.paths == (WARD_FILE,)
    assert outcome.verdict is Verdict.ACCEPTABLE


def test_what_both_changed_alike_is_no_change(judge: Judge, make: Make, start: str) -> None:
    other = edited(WARD_FILE, "staff: 20\n", "staff: 19\n")
    base = make(MORE_COMPUTERS, start)
    assert codes(asked(judge, base, make(MORE_COMPUTERS, start))) == ["change-empty"]
    assert "change-outdated" in codes(asked(judge, base, make(other, start)))


def test_a_long_history_is_refused(judge: Judge, make: Make, start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    head = start
    for number in range(21, 25):
        head = make(edited(WARD_FILE, "computers: 20\n", f"computers: {number}\n"), head)
    assert asked(judge, start, head).verdict is Verdict.ACCEPTABLE
    monkeypatch.setattr(of_git, "MAX_OBJECTS", 10)
    outcome = asked(judge, start, head)
    assert codes(outcome) == ["change-history"]
    assert outcome.diagnostics[0].message.vi == "Bản gửi này có quá nhiều bước"


def test_a_late_one_of_many_steps_is_looked_at_too(judge: Judge, make: Make, start: str) -> None:
    head = start
    for number in range(30):
        words = "  # 0912 345 678" if number == 2 else ""
        head = make(edited(WARD_FILE, "computers: 20\n", f"computers: {30 + number}{words}\n"), head)
    assert codes(asked(judge, start, head)) == ["change-history"]


# Floods --------------------------------------------------------------------------------


def test_a_bomb_of_trees_is_too_many_files(judge: Judge, make: Make, start: str, bare: Path) -> None:
    tree, kind = git(bare, "hash-object", "-w", "--stdin", given=b"boom"), "100644 blob"
    for _ in range(10):
        listing = "".join(f"{kind} {tree}\td{number}\n" for number in range(10))
        tree, kind = git(bare, "mktree", given=listing.encode()), "040000 tree"
    words = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit-tree", tree)
    head = git(bare, *words, "-p", start, "-m", "x")
    outcome = asked(judge, start, head)
    assert "change-too-many-files" in codes(outcome)
    assert outcome.verdict is Verdict.REFUSED
    data = outcome_bytes(outcome, "vi")
    assert outcome_bytes(read_outcome(data), "vi") == data


def test_thousands_of_files_are_refused_and_counted(judge: Judge, make: Make, start: str) -> None:
    head = make({f"f/{number}": b"" for number in range(3_000)}, start)
    outcome = asked(judge, start, head)
    (found,) = (item for item in outcome.diagnostics if item.code == "change-too-many-files")
    assert found.found == "2000+"
    assert len(outcome.diagnostics) <= 45


def test_names_as_long_as_git_allows_survive_the_wire(judge: Judge, make: Make, start: str) -> None:
    long = "/".join(["x" * 200] * 18)
    head = make({f"{long}/{number}\udcff": b"1" for number in range(30)}, start)
    outcome = asked(judge, start, head)
    assert outcome.verdict is Verdict.REFUSED
    assert read_outcome(outcome_bytes(outcome, "vi")).verdict is Verdict.REFUSED


# One judge, many questions -----------------------------------------------------------------


def test_one_judge_answers_about_several_bases(judge: Judge, make: Make, start: str) -> None:
    other = make(edited(WARD_FILE, "staff: 20\n", "staff: 19\n"), start)
    heads = {base: make(edited(OTHER_WARD_FILE, "computers: 16\n", "computers: 17\n"), base) for base in (start, other)}
    first = {base: asked(judge, base, head, 52008) for base, head in heads.items()}
    for base, head in [*heads.items(), *reversed(heads.items())]:
        assert asked(judge, base, head, 52008) == first[base]


def test_a_judge_that_was_warmed_answers_alike(bare: Path, make: Make, start: str, tmp_path: Path) -> None:
    head = make(MORE_COMPUTERS, start)
    with GitRepository(bare) as repository:
        cold = asked(Judge(repository, Memory()), start, head)
        warm = Judge(repository, Memory(tmp_path))
        warm.warm(start)
        assert list(tmp_path.iterdir())
        assert asked(warm, start, head) == cold


def test_a_base_without_any_round_is_warmed_and_refuses(judge: Judge, make: Make) -> None:
    empty = make({"README.md": b"1"})
    judge.warm(empty)
    outcome = asked(judge, empty, make(MORE_COMPUTERS, empty))
    assert outcome.verdict is Verdict.REFUSED
    assert "accounts-missing" in codes(outcome)


def test_revisions_that_are_no_commits_are_errors(judge: Judge, make: Make, start: str) -> None:
    for wrong in ("1" * 40, "-x", f"{start}:submissions", "nothing", ""):
        with pytest.raises(GitError):
            asked(judge, wrong, start)
        with pytest.raises(GitError):
            asked(judge, start, wrong)
