"""Every line of «It must pass»: a named test on a real git repository, through the REST answers of a forge."""

from __future__ import annotations

import pytest

from minhbach.codes import CATALOGUE
from minhbach.report import as_github
from tests.season.attacks import ATTACKS, NO_APPROVAL, Attack
from tests.season.cast import LATER, Cast
from tests.season.conftest import CAST, Make, local
from tests.season.scenes import play
from tests.season.world import STRANGER_ID, World

DAY = CAST.day


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_is_refused_by_its_rule(world: World, attack: Attack[Cast]) -> None:
    result = play(world, CAST, attack)
    assert result.held, result.seen
    if attack.rule == NO_APPROVAL:
        return
    finding, comment = result.finding, result.seen.comment
    assert finding is not None
    assert attack.rule in CATALOGUE
    assert attack.rule in comment, "the comment names the rule"
    assert finding.hint.vi
    if finding.location.path:
        assert finding.location.path in comment.replace("&#8288;", "").replace("\u2060", "")


@pytest.mark.parametrize("dialect", ["github", "forgejo"])
def test_a_correct_change_is_merged_after_its_approval(make_world: Make, dialect: str) -> None:
    world = make_world(dialect=dialect)
    number = world.propose(CAST.clerk, CAST.corrected(world), DAY)
    world.run_gate(DAY + LATER)
    assert world.seen(number).labels == {"chờ cấp trên duyệt"}
    assert world.seen(number).state == "pending"
    world.approve(CAST.approver, number, DAY + 2 * LATER)
    assert world.run_gate(DAY + 3 * LATER).merged == (number,)
    assert CAST.changed.encode() in world.file(CAST.path)
    assert world.seen(number).state == "success"
    assert world.run_gate(DAY + 4 * LATER).steps == ()


def test_a_refusal_points_to_the_line(world: World) -> None:
    attacks = {attack.name: attack for attack in ATTACKS}
    line = CAST.line_number(world)
    for name, wanted in (("closed-window", line), ("duplicate-key", line + 1), ("markup", line)):
        finding = play(world, CAST, attacks[name]).finding
        assert finding is not None
        assert finding.location.line == wanted, name


def test_nothing_that_was_typed_reaches_html_mentions_links_or_workflow_commands(world: World) -> None:
    attack = next(attack for attack in ATTACKS if attack.name == "markup")
    seen = play(world, CAST, attack).seen
    assert "<script" not in seen.comment
    assert "@van-hanh-1" not in seen.comment
    assert "](https://evil" not in seen.comment
    assert seen.outcome is not None
    annotations = as_github(seen.outcome.diagnostics, 1, "vi").splitlines()
    assert sum(line.startswith("::") for line in annotations) == len(seen.outcome.diagnostics)


def test_a_push_after_the_approval_needs_another_approval(world: World) -> None:
    number = world.propose(CAST.clerk, CAST.corrected(world), DAY)
    world.approve(CAST.approver, number, DAY + LATER)
    world.push_again(number, CAST.corrected(world, CAST.worse), DAY + 2 * LATER)
    assert world.run_gate(DAY + 3 * LATER).merged == ()
    assert world.seen(number).labels == {"chờ cấp trên duyệt"}
    world.approve(CAST.approver, number, DAY + 4 * LATER)
    assert world.run_gate(DAY + 5 * LATER).merged == (number,)
    assert CAST.worse.encode() in world.file(CAST.path)


@pytest.mark.parametrize("dialect", ["github", "forgejo"])
def test_a_push_between_the_check_and_the_merge(make_world: Make, dialect: str) -> None:
    world = make_world(dialect=dialect)
    number = world.propose(CAST.clerk, CAST.corrected(world), DAY)
    world.approve(CAST.approver, number, DAY + LATER)
    worse, pushed = CAST.corrected(world, CAST.worse), list[str]()

    def just_before_the_merge(asked: object) -> None:
        if getattr(asked, "path", "").endswith("/merge") and not pushed:
            pushed.append("now")
            pushed.append(world.push_again(number, worse, DAY + 2 * LATER))

    world.forge.before = just_before_the_merge
    before = world.main
    assert world.run_gate(DAY + 2 * LATER).merged == ()
    assert len(pushed) == 2
    assert world.main == before
    assert "chờ cấp trên duyệt" in world.seen(number).labels or world.run_gate(DAY + 3 * LATER).merged == ()


def test_a_pull_request_that_comes_back_to_the_main_branch(world: World) -> None:
    number = world.propose(CAST.clerk, CAST.corrected(world), DAY)
    world.forge.git.move({"refs/heads/nhap": world.main})
    world.forge.retarget(number, "nhap")
    world.approve(CAST.approver, number, DAY + LATER)
    assert world.run_gate(DAY + LATER).merged == ()
    world.forge.retarget(number, "main")
    assert world.run_gate(DAY + 2 * LATER).merged == (number,)


def test_the_deletion_of_a_past_round(make_world: Make) -> None:
    record = "submissions/2020/published/final.json"
    world = make_world({record: b"{}\n"})
    number = world.propose(CAST.operator, dict.fromkeys(["submissions/2020/round.yaml", record]), DAY)
    world.approve(CAST.second_operator, number, DAY + LATER)
    before = world.main
    assert world.run_gate(DAY + 2 * LATER).merged == ()
    outcome = world.seen(number).outcome
    assert outcome is not None
    assert {"change-deleted", "milestone-published"} <= {item.code for item in outcome.diagnostics}
    assert world.main == before


@pytest.mark.parametrize(
    ("day", "hour", "merged"),
    [("11-16", "00:00", True), ("11-25", "23:59", True), ("11-15", "23:59", False), ("11-26", "00:00", False)],
)
def test_a_window_is_whole_days_in_the_rounds_own_time(world: World, day: str, hour: str, merged: bool) -> None:  # noqa: FBT001
    number = world.propose(CAST.clerk, CAST.corrected(world), local(day, hour))
    world.approve(CAST.approver, number, local("11-28"))
    assert world.run_gate(local("11-28")).merged == ((number,) if merged else ())


PUBLISHED = {f"{CAST.folder}/published/final.json": b"{}\n"}
AMENDMENT = """decision: "Quyết định số 102/QĐ-UBND ngày 15/02/2022"
changes:
  - {unit: "02005", figure: staff, old: 20, new: 21, reason: "Đếm nhầm một công chức nghỉ hưu"}
""".encode()


def test_a_change_of_a_published_result_without_an_amendment(make_world: Make) -> None:
    world = make_world(PUBLISHED)
    number = world.propose(CAST.clerk, CAST.corrected(world), DAY)
    world.approve(CAST.approver, number, DAY + LATER)
    assert world.run_gate(DAY + 2 * LATER).merged == ()
    outcome = world.seen(number).outcome
    assert outcome is not None
    found = {item.code: item.location.line for item in outcome.diagnostics}
    assert found["milestone-published"] == CAST.line_number(world)


def test_a_change_of_a_published_result_with_an_amendment(make_world: Make) -> None:
    world = make_world(PUBLISHED)
    path, at = f"{CAST.folder}/amendments/01.yaml", local("12-28")
    number = world.propose(CAST.operator, {path: AMENDMENT}, at)
    for person in (CAST.operator, CAST.approver):
        world.approve(person, number, at + LATER)
    assert world.run_gate(at + 2 * LATER).merged == ()
    assert world.seen(number).labels == {"chờ đơn vị vận hành"}
    world.approve(CAST.second_operator, number, at + 3 * LATER)
    assert world.run_gate(at + 4 * LATER).merged == (number,)
    assert world.file(path) == AMENDMENT


def test_a_published_record_never_changes(make_world: Make) -> None:
    world = make_world(PUBLISHED)
    number = world.propose(CAST.operator, dict.fromkeys(PUBLISHED, b'{"x": 1}\n'), DAY)
    world.approve(CAST.second_operator, number, DAY + LATER)
    assert world.run_gate(DAY + 2 * LATER).merged == ()
    outcome = world.seen(number).outcome
    assert outcome is not None
    assert "file-settled" in {item.code for item in outcome.diagnostics}


def test_an_account_that_may_approve_and_submit_never_approves_its_own(world: World) -> None:
    """The lower district's own account hands in for one of its wards; another person of the district approves."""
    path, clerk, chief = f"{CAST.folder}/units/thi-xa-may-ha/_thi-xa.yaml", 4089, 4189
    number = world.propose(clerk, {path: world.file(path) + "# xem lại\n".encode()}, DAY)
    for person in (clerk, chief):
        world.approve(person, number, DAY + LATER)
    assert world.run_gate(DAY + 2 * LATER).merged == ()
    world.approve(CAST.operator, number, DAY + 3 * LATER)
    assert world.run_gate(DAY + 4 * LATER).merged == (number,)


def test_a_district_sends_back_with_a_reason(world: World) -> None:
    number = world.propose(CAST.clerk, CAST.corrected(world), DAY)
    world.approve(CAST.approver, number, DAY + LATER)
    world.send_back(CAST.deputy, number, DAY + 2 * LATER, "Xem lại số máy tính")
    assert world.run_gate(DAY + 3 * LATER).merged == ()
    seen = world.seen(number)
    assert seen.labels == {"chờ người nộp"}
    assert "Xem lại số máy tính" in seen.comment


def test_a_stranger_holds_nobodys_place(world: World) -> None:
    first = world.propose(STRANGER_ID, CAST.corrected(world), DAY)
    second = world.propose(CAST.clerk, CAST.corrected(world, CAST.worse), DAY)
    world.approve(CAST.approver, second, DAY + LATER)
    assert world.run_gate(DAY + 2 * LATER).merged == (second,)
    assert not world.seen(first).merged


def test_the_base_moves_in_what_the_verdict_rests_on(world: World) -> None:
    """Between two pull requests of one run the register changes: the second is judged again, by the new register."""
    text = world.file(CAST.accounts).decode()
    without = text.replace(f"{{id: {CAST.clerk}, ", f"{{id: {CAST.clerk + 1_000_000}, ")
    register = world.propose(CAST.operator, {CAST.accounts: without.encode()}, DAY)
    figures = world.propose(CAST.clerk, CAST.corrected(world), DAY)
    world.approve(CAST.second_operator, register, DAY + LATER)
    world.approve(CAST.approver, figures, DAY + LATER)
    assert world.run_gate(DAY + 2 * LATER).merged == (register,)
    outcome = world.seen(figures).outcome
    assert outcome is not None
    assert "author-unknown" in {item.code for item in outcome.diagnostics}
