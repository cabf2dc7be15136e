"""What the gate itself refuses, before the checker is asked: another target, and what could not be fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest

from minhbach.forges.interface import Forge, Person, Pull, ReviewVerdict, StatusState
from minhbach.gate.child import Checker, fault
from minhbach.gate.fetch import MAIN, Fetched, Fetcher
from minhbach.gate.judge import Question
from minhbach.gate.outcome import Outcome, Turn, Verdict
from minhbach.gate.run import MOST_STRANGERS, Gate, RunReport
from minhbach.git import GitRepository
from tests.cases.examples import one_round
from tests.season.commits import commit, git, make_bare
from tests.unit.gate.proposing import WARD

AT = datetime(2021, 11, 20, 2, tzinfo=UTC)
HEAD = "c" * 40
PULL = Pull(number=7, author=Person(WARD, "xa"), head=HEAD, target="main", url="https://forge.example/7")


@dataclass(frozen=True, slots=True)
class Scene:
    """A gate whose forge and checker are only told what to say."""

    repository: GitRepository
    base: str
    forge: Mock
    checker: Mock

    def run(self, pulls: Mapping[Pull, Fetched]) -> RunReport:
        self.forge.open_pulls.return_value = list(pulls)
        self.forge.pull.side_effect = lambda number: next(pull for pull in pulls if pull.number == number)
        fetcher = Mock(spec=Fetcher)
        fetcher.heads.return_value = {pull.number: found for pull, found in pulls.items()}
        return Gate(
            forge=self.forge,
            repository=self.repository,
            fetcher=fetcher,
            checker=self.checker,
            write=lambda _, waiting: " ".join(item.message.vi for item in waiting.outcome.diagnostics),
            now=AT,
        ).run()


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    make_bare(tmp_path / "gate.git")
    base = commit(tmp_path / "gate.git", None, one_round(), "x", AT, "1")
    git(tmp_path / "gate.git", "update-ref", MAIN, base)
    forge = Mock(spec=Forge)
    forge.me.return_value = Person(900, "cong-nhan")
    forge.default_branch.return_value = "main"
    forge.pushed_at.return_value = AT
    forge.comments.return_value = forge.reviews.return_value = []
    forge.status.return_value = None
    with GitRepository(tmp_path / "gate.git") as repository:
        yield Scene(repository, base, forge, Mock(spec=Checker))


@pytest.mark.parametrize(
    ("pull", "fetched", "code", "message"),
    [
        (PULL, Fetched.LARGE, "change-unfetchable", "Bản gửi này có quá nhiều dữ liệu"),
        (PULL, Fetched.MALFORMED, "change-unfetchable", "Bản gửi này có dữ liệu git sai dạng"),
        (replace(PULL, target="nhap"), Fetched.HERE, "pull-target", "Bản gửi này nhắm vào nhánh «nhap»"),
        (replace(PULL, target="nhap"), Fetched.LARGE, "pull-target", "Bản gửi này nhắm vào nhánh «nhap»"),
        (replace(PULL, target="Main"), Fetched.HERE, "pull-target", "Bản gửi này nhắm vào nhánh «Main»"),
    ],
)
def test_what_never_reaches_the_checker_is_refused(
    pull: Pull, fetched: Fetched, code: str, message: str, scene: Scene
) -> None:
    report = scene.run({pull: fetched})
    (waiting,) = report.queue.waiting
    (finding,) = waiting.outcome.diagnostics
    assert (finding.code, finding.message.vi) == (code, message)
    assert finding.hint.vi
    assert finding.message.en != finding.message.vi
    assert (waiting.outcome.verdict, waiting.turn) == (Verdict.REFUSED, Turn.SUBMITTER)
    assert (report.merged, report.faults) == ((), ())
    scene.checker.outcome.assert_not_called()
    scene.forge.merge.assert_not_called()
    ((commit_, _, status),) = (call.args for call in scene.forge.set_status.call_args_list)
    assert (commit_, status.state) == (HEAD, StatusState.FAILURE)
    assert message in scene.forge.create_comment.call_args.args[1]


def test_a_hostile_name_of_a_branch_is_cut_and_on_one_line(scene: Scene) -> None:
    report = scene.run({replace(PULL, target="x\n::error::" + "y" * 500): Fetched.HERE})
    (finding,) = report.queue.waiting[0].outcome.diagnostics
    assert finding.code == "pull-target"
    assert len(finding.message.vi) < 150
    assert finding.message.vi.isprintable()


def test_what_is_not_there_yet_is_left_to_the_next_run(scene: Scene) -> None:
    report = scene.run({PULL: Fetched.ABSENT})
    assert report.queue.waiting == ()
    scene.checker.outcome.assert_not_called()
    scene.forge.set_status.assert_not_called()
    scene.forge.create_comment.assert_not_called()


def accepted(question: Question) -> Outcome:
    return Outcome(
        verdict=Verdict.ACCEPTABLE,
        base=question.base,
        head=question.head,
        actor=question.actor,
        at=question.at,
        round="2021",
        units=(f"{question.actor}",),
        approvers=(4160,),
        turn=Turn.APPROVER,
        inputs=("/",),
    )


def test_one_fault_or_refusal_hinders_no_other(scene: Scene) -> None:
    others = [replace(PULL, number=number, author=Person(4000 + number, "x")) for number in (8, 9)]
    scene.checker.outcome.side_effect = lambda question: (
        fault(question) if question.actor == 4008 else accepted(question)
    )
    report = scene.run({PULL: Fetched.LARGE, **dict.fromkeys(others, Fetched.HERE)})
    assert {waiting.number: waiting.turn for waiting in report.queue.waiting} == {
        7: Turn.SUBMITTER,
        8: Turn.OPERATOR,
        9: Turn.APPROVER,
    }


def test_the_checker_is_asked_about_the_base_the_head_the_account_s_number_and_the_forge_s_time(scene: Scene) -> None:
    scene.checker.outcome.side_effect = accepted
    scene.run({PULL: Fetched.HERE})
    scene.checker.outcome.assert_called_once_with(Question(base=scene.base, head=HEAD, actor=WARD, at=AT))


def test_a_flood_of_strangers_delays_nobody_whom_the_register_names(scene: Scene) -> None:
    strangers = [replace(PULL, number=number, author=Person(800_000 + number, "la")) for number in range(100, 200)]
    scene.checker.outcome.side_effect = accepted
    scene.run({**dict.fromkeys(strangers, Fetched.HERE), PULL: Fetched.HERE})
    asked = [call.args[0].actor for call in scene.checker.outcome.call_args_list]
    assert asked[0] == WARD
    assert len(asked) == 1 + MOST_STRANGERS


def test_an_approval_that_the_forge_reports_merges_and_nothing_else_does(scene: Scene) -> None:
    scene.checker.outcome.side_effect = accepted
    scene.run({PULL: Fetched.HERE})
    scene.forge.merge.assert_not_called()
    review = Mock(author=Person(4160, "ct"), commit=HEAD, verdict=ReviewVerdict.APPROVED, at=AT, text="")
    scene.forge.reviews.return_value = [review]
    scene.run({PULL: Fetched.HERE})
    assert scene.forge.merge.call_args.args[:2] == (7, HEAD)
