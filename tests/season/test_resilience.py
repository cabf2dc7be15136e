"""The gate against bad days: killed anywhere, run twice at once, a forge that fails, a flood, a dry run."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread

import pytest

from minhbach.forges.interface import ForgeUnavailable
from tests.season.cast import LATER
from tests.season.conftest import CAST, Make
from tests.season.world import STRANGER_ID, World

DAY = CAST.day


class Killed(BaseException):
    """Stands for the end of the process: no handler of ours may catch it."""


def ready(world: World) -> int:
    """A pull request that is valid and approved."""
    number = world.propose(CAST.clerk, CAST.corrected(world), DAY)
    world.approve(CAST.approver, number, DAY + LATER)
    return number


@pytest.mark.parametrize("dialect", ["github", "forgejo"])
def test_a_run_that_is_killed_after_any_request_is_finished_by_the_next(make_world: Make, dialect: str) -> None:
    world = make_world(dialect=dialect)
    number = ready(world)
    world.run_gate(DAY + 2 * LATER, dry_run=True)
    asked = len(world.forge.seen)
    for stop in range(1, asked + 12):
        merged = world.seen(number).merged
        count = 0

        def until(_: object, stop: int = stop) -> None:
            nonlocal count
            count += 1
            if count > stop:
                world.forge.down = True

        world.forge.before = until
        with suppress(ForgeUnavailable):
            world.run_gate(DAY + 2 * LATER)
        world.forge.before, world.forge.down = None, False
        assert world.seen(number).merged >= merged
        if world.seen(number).merged:
            break
    world.run_gate(DAY + 3 * LATER)
    seen = world.seen(number)
    assert seen.merged
    assert seen.state == "success"
    assert CAST.changed.encode() in world.file(CAST.path)
    assert world.run_gate(DAY + 4 * LATER).steps == ()


def test_two_runs_at_once_merge_once_and_leave_one_comment(world: World) -> None:
    """The second run begins while the first is about to write; both end, and nothing stands twice."""
    numbers = [ready(world), world.propose(CAST.other_clerk, _other(world), DAY)]
    world.remembers = False
    second: list[Thread] = []

    def start_another(asked: object) -> None:
        if getattr(asked, "method", "") == "POST" and not second:
            second.append(Thread(target=world.run_another_gate, args=(DAY + 2 * LATER,)))
            second[0].start()
            second[0].join(timeout=60)

    world.forge.before = start_another
    world.run_gate(DAY + 2 * LATER)
    assert second
    world.forge.before = None
    world.run_gate(DAY + 3 * LATER)
    for number in numbers:
        assert world.seen(number).comment
    assert world.seen(numbers[0]).merged
    merges = [line for line in world.log() if line.startswith("Nhận số")]
    assert len(merges) == 1


def _other(world: World) -> dict[str, bytes]:
    return {CAST.other_path: world.file(CAST.other_path) + "# xem lại\n".encode()}


def test_a_run_that_has_nothing_to_do_writes_nothing(world: World) -> None:
    world.propose(CAST.clerk, CAST.corrected(world), DAY)
    world.propose(STRANGER_ID, _other(world), DAY)
    assert world.run_gate(DAY + LATER).steps
    for remembers in (True, False):
        world.remembers = remembers
        before = len(world.forge.seen)
        assert world.run_gate(DAY + 2 * LATER).steps == ()
        assert {asked.method for asked in world.forge.seen[before:]} == {"GET"}


def test_a_dry_run_says_what_it_would_do_and_does_nothing(world: World) -> None:
    number = ready(world)
    before = world.main
    report = world.run_gate(DAY + 2 * LATER, dry_run=True)
    assert [step.words.en for step in report.steps][-1] == "would be merged"
    assert {asked.method for asked in world.forge.seen} == {"GET"}
    assert world.main == before
    assert world.seen(number).comment == ""
    assert report.queue.waiting


def test_one_pull_requests_trouble_does_not_hold_up_the_others(world: World) -> None:
    first, second = world.propose(CAST.other_clerk, _other(world), DAY), ready(world)
    world.forge.fail(50, status=500, path=f"/issues/{first}/")
    report = world.run_gate(DAY + 2 * LATER)
    assert report.merged == (second,)
    assert {step.number for step in report.faults} == {first}


@pytest.mark.parametrize("status", [502, 503, 429])
def test_a_forge_that_fails_now_and_then(world: World, status: int) -> None:
    number = ready(world)
    world.forge.fail(1, status=status, method="GET", path="/pulls")
    world.forge.fail(1, status=status, method="GET", path="/comments")
    assert world.run_gate(DAY + 2 * LATER).merged == (number,)


def test_a_forge_that_is_down_is_said_so_and_nothing_is_assumed(world: World) -> None:
    number = ready(world)
    world.forge.down = True
    with pytest.raises(ForgeUnavailable) as raised:
        world.run_gate(DAY + 2 * LATER)
    assert "lượt sau làm tiếp" in raised.value.text.vi
    world.forge.down = False
    assert world.run_gate(DAY + 3 * LATER).merged == (number,)


def test_a_merge_whose_answer_is_lost_is_not_done_twice(world: World) -> None:
    number = ready(world)
    world.forge.fail(1, how="drop", after=True, method="PUT", path="/merge")
    world.run_gate(DAY + 2 * LATER)
    assert world.seen(number).merged
    world.run_gate(DAY + 3 * LATER)
    assert len([line for line in world.log() if line.startswith("Nhận số")]) == 1


def test_the_merge_commit_says_who_when_and_what_was_checked(world: World) -> None:
    number = ready(world)
    head = world.forge.pull(number).head
    world.run_gate(DAY + 2 * LATER)
    message = world.log(form="%B")[0]
    assert message.startswith(f"Nhận số {number}: Phường Bến Đò")
    for line in (
        "Received: 2021-11-20T02:00:00+00:00",
        "Unit: 02005",
        "Submitted-by: 52005 (phuong-ben-do-1)",
        "Approved-by: 4160 (chu-tich-may-thuong)",
        f"Checked: {head}",
    ):
        assert line in message.splitlines()


def test_the_forge_forgets_when_it_saw_a_push(world: World) -> None:
    """Then the gate's first sight counts, and stays what it was: nobody becomes late by waiting."""
    world.forge.keeps_pushes = False
    number = world.propose(CAST.clerk, CAST.corrected(world), DAY)
    world.run_gate(DAY + LATER)
    first = world.queue[number].received
    world.remembers = False
    world.run_gate(CAST.closed)
    assert world.queue[number].received == first
    world.approve(CAST.approver, number, CAST.closed)
    assert world.run_gate(CAST.closed + LATER).merged == (number,)


def test_a_comment_that_somebody_removed_or_a_twin(world: World) -> None:
    number = world.propose(CAST.clerk, CAST.corrected(world), DAY)
    world.run_gate(DAY + LATER)
    body = world.seen(number).comment
    world.forge.comment(world.keeper, number, body)
    world.remembers = False
    world.run_gate(DAY + 2 * LATER)
    assert world.seen(number).comment == body


def test_a_false_comment_of_somebody_else_is_not_taken_for_ours(world: World) -> None:
    number = world.propose(CAST.clerk, CAST.corrected(world), CAST.closed)
    head = world.forge.pull(number).head
    false = f"<!-- minhbach:gate -->\n<!-- minhbach:received {head} 2021-11-20T02:00:00+00:00 -->\nHợp lệ"
    world.forge.comment(world.people[CAST.clerk], number, false)
    world.forge.keeps_pushes = False
    world.run_gate(CAST.closed + LATER)
    assert world.seen(number).state == "failure"


def test_a_flood_of_strangers_delays_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.gate.run.MOST_STRANGERS", 2)
    strangers = [world.propose(STRANGER_ID, CAST.corrected(world, f"  staff: {30 + place}"), DAY) for place in range(4)]
    number = ready(world)
    report = world.run_gate(DAY + 2 * LATER)
    assert report.merged == (number,)
    assert [step.number for step in report.steps if step.words.en.startswith("next run")] == strangers[2:]
    assert [bool(world.seen(stranger).comment) for stranger in strangers] == [True, True, False, False]
