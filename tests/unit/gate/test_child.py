"""A checker that fails in any way gives a fault of the right kind, and the next question is answered."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from socket import create_server

import pytest

from minhbach.gate import child
from minhbach.gate.child import Checker, fault, isolation
from minhbach.gate.judge import Judge, Question
from minhbach.gate.memory import Memory
from minhbach.gate.outcome import Outcome, Turn, Verdict
from minhbach.git import GitRepository
from tests.cases.examples import one_round
from tests.season.commits import commit, make_bare
from tests.unit.gate import misbehaving
from tests.unit.gate.misbehaving import ANSWERS, TELL_ENVIRONMENT, TELL_NETWORK
from tests.unit.gate.proposing import MORE_COMPUTERS, WARD

AT = datetime(2021, 11, 20, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Scene:
    bare: Path
    question: Question
    expected: Outcome


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    bare = tmp_path_factory.mktemp("child") / "gate.git"
    make_bare(bare)
    base = commit(bare, None, one_round(), "x", AT, "1")
    question = Question(base=base, head=commit(bare, base, MORE_COMPUTERS, "x", AT, "2"), actor=WARD, at=AT)
    with GitRepository(bare) as repository:
        return Scene(bare, question, Judge(repository, Memory()).outcome(question))


def open_checker(scene: Scene, folder: Path, start: tuple[str, ...] = ()) -> Checker:
    checker = Checker(scene.bare, folder / "memory", start=start)
    program = [sys.executable, "-I", misbehaving.__file__]
    checker.command = [*start, *program, str(scene.bare), str(folder / "memory"), str(folder / "WRITTEN")]
    return checker


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("checker")


@pytest.fixture(scope="module")
def checker(scene: Scene, folder: Path) -> Iterator[Checker]:
    with open_checker(scene, folder) as opened:
        yield opened


@pytest.fixture
def other_program(scene: Scene, tmp_path: Path) -> Iterator[Checker]:
    """A checker whose program the test chooses."""
    with open_checker(scene, tmp_path) as opened:
        yield opened


def asked(checker: Checker, scene: Scene, actor: int) -> Outcome:
    """The answer to a question that provokes something; a good question afterwards is answered well."""
    question = replace(scene.question, actor=actor)
    outcome = checker.outcome(question)
    assert checker.outcome(scene.question) == scene.expected
    return outcome


FAULTS = {1: "crash", 2: "crash", 3: "crash", 4: "time", 5: "time", 6: "memory", 7: "crash", 8: "crash", 9: "crash"}


@pytest.mark.parametrize(
    ("actor", "reason"), FAULTS.items(), ids=[misbehaving.DEEDS[actor].__name__ for actor in FAULTS]
)
def test_a_change_on_which_the_checker_fails_is_a_fault_of_ours(
    actor: int, reason: str, checker: Checker, scene: Scene, folder: Path
) -> None:
    found = asked(checker, scene, actor)
    question = replace(scene.question, actor=actor)
    assert found == fault(question, reason)
    assert (found.verdict, found.turn, found.fault) == (Verdict.FAULT, Turn.OPERATOR, reason)
    assert not (folder / "WRITTEN").exists() or not (folder / "WRITTEN").read_bytes()


def test_one_process_answers_before_and_after_a_fault(checker: Checker, scene: Scene) -> None:
    asked(checker, scene, 1)
    first = checker._process
    asked(checker, scene, 3)
    assert checker._process is first
    assert first is not None


def test_a_server_that_dies_is_a_fault_and_another_takes_its_place(checker: Checker, scene: Scene) -> None:
    asked(checker, scene, 1)
    first = checker._process
    assert asked(checker, scene, 10) == fault(replace(scene.question, actor=10))
    assert checker._process is not first


@pytest.mark.parametrize("actor", ANSWERS)
def test_an_answer_of_a_wrong_shape_is_a_fault_and_nothing_of_it_is_used(
    actor: int, checker: Checker, scene: Scene
) -> None:
    assert asked(checker, scene, actor) == fault(replace(scene.question, actor=actor), "crash")


def test_a_question_about_no_commit_is_a_fault(checker: Checker, scene: Scene) -> None:
    for question in (replace(scene.question, head="1" * 40), replace(scene.question, base="1" * 40)):
        assert checker.outcome(question) == fault(question)
        assert checker.outcome(scene.question) == scene.expected


def test_an_answer_to_a_shorter_name_of_a_commit_is_not_taken(checker: Checker, scene: Scene) -> None:
    question = replace(scene.question, head=scene.question.head[:12])
    assert checker.outcome(question) == fault(question)


def test_the_checker_sees_no_token(checker: Checker, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    checker.close()
    for name in ("MINHBACH_TOKEN", "GITHUB_TOKEN", "SSH_AUTH_SOCK", "PYTHONPATH", "GIT_DIR", "HOME"):
        monkeypatch.setenv(name, "secret")
    (found,) = checker.outcome(replace(scene.question, actor=TELL_ENVIRONMENT)).diagnostics
    assert set((found.found or "").split()) <= {"LC_ALL", "LC_CTYPE", "PATH", "PYTHONUTF8"}


def test_the_command_of_the_gate_has_no_secret_and_starts_our_own_program(tmp_path: Path) -> None:
    command = Checker(tmp_path / "gate.git", tmp_path / "memory", start=("isolate", "--")).command
    assert command[:6] == ["isolate", "--", sys.executable, "-I", "-m", "minhbach"]
    assert command[6:] == [
        *("checker", "--root", str(tmp_path / "gate.git"), "--memory", str(tmp_path / "memory"), "--lang", "vi")
    ]


def test_the_real_checker_answers_as_the_judge_does(scene: Scene, tmp_path: Path) -> None:
    with Checker(scene.bare, tmp_path / "memory", start=()) as checker:
        assert checker.outcome(scene.question) == scene.expected
        assert checker.outcome(scene.question) == scene.expected
    assert list((tmp_path / "memory").iterdir())


def test_a_closed_checker_opens_again(checker: Checker, scene: Scene) -> None:
    assert checker.outcome(scene.question) == scene.expected
    checker.close()
    checker.close()
    assert checker.outcome(scene.question) == scene.expected


def test_a_program_that_is_not_there_is_a_fault(other_program: Checker, scene: Scene, tmp_path: Path) -> None:
    other_program.command = [str(tmp_path / "nothing")]
    assert other_program.outcome(scene.question) == fault(scene.question)


@pytest.mark.parametrize("said", ["", "12", "x\n", "-5\n", "99999999999\n", "5\nab", "0\n", "3\n{}\n", "1" * 40])
def test_a_program_that_says_something_else_is_a_fault(said: str, other_program: Checker, scene: Scene) -> None:
    other_program.command = [sys.executable, "-Ic", f"import sys; sys.stdin.readline(); sys.stdout.write({said!r})"]
    assert other_program.outcome(scene.question) == fault(scene.question)


def test_a_program_that_says_nothing_is_given_up(
    other_program: Checker, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "PATIENCE", 0.1)
    other_program.command = [sys.executable, "-Ic", "import sys; sys.stdin.read()"]
    assert other_program.outcome(scene.question) == fault(scene.question)
    assert other_program._process is None


def reached(checker: Checker, scene: Scene, port: int) -> str | None:
    question = replace(scene.question, actor=TELL_NETWORK, at=AT.replace(microsecond=port))
    (found,) = checker.outcome(question).diagnostics
    return found.found


def test_the_checker_reaches_no_network_where_the_machine_lets_us(scene: Scene, tmp_path: Path) -> None:
    start = isolation()
    if not start:
        pytest.skip("this machine lets nobody make a network of their own")
    with create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with open_checker(scene, tmp_path) as with_network:
            assert reached(with_network, scene, port) == "somebody"
        with open_checker(scene, tmp_path, start) as without:
            assert reached(without, scene, port) == "nothing"


def test_a_machine_without_the_program_isolates_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "WITHOUT_NETWORK", ("no-such-program-anywhere",))
    assert isolation() == ()
    monkeypatch.setattr(child, "WITHOUT_NETWORK", ("false",))
    assert isolation() == ()
