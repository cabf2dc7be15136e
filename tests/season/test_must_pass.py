"""Every line of «It must pass»: a named test on a real git repository, through the forge's REST and the gate.

An attack is refused with rule, place and remedy, and stays out of the main branch whoever approves it.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from minhbach.codes import CATALOGUE
from minhbach.diagnostics import Diagnostic
from minhbach.report import as_github
from tests.season.commits import Changes, link, program, submodule
from tests.season.conftest import IN_WINDOW, Make, local
from tests.season.world import STRANGER_ID, World

ROUND = "submissions/2021"
BEN_DO = f"{ROUND}/units/thi-xa-may-thuong/phuong-ben-do.yaml"
CAU_MAY = f"{ROUND}/units/thi-xa-may-thuong/phuong-cau-may.yaml"
BEN_DO_CLERK, CAU_MAY_CLERK = 52005, 52008
UPPER_CHIEF, UPPER_DEPUTY, LOWER_CHIEF = 4160, 4260, 4189
LOWER_CLERK = 4089
OPERATOR, SECOND_OPERATOR = 2001, 2002
LATER = timedelta(minutes=30)


def edited(world: World, path: str, old: str, new: str) -> Changes:
    text = world.file(path).decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return {path: text.replace(old, new).encode()}


def corrected(world: World) -> Changes:
    """What the clerk of the first ward may well hand in."""
    return edited(world, BEN_DO, "staff: 20", "staff: 21")


def refusals(world: World, number: int) -> dict[str, Diagnostic]:
    """The errors of a pull request by code, after all of its approvers approved and the gate ran twice."""
    world.run_gate(world.clock.now + LATER)
    for person in (UPPER_CHIEF, LOWER_CHIEF, OPERATOR, SECOND_OPERATOR):
        world.approve(person, number, world.clock.now + LATER)
    before = world.main
    world.run_gate(world.clock.now + LATER)
    seen = world.seen(number)
    assert not seen.merged
    assert world.main == before
    assert seen.state == "failure"
    assert seen.outcome is not None
    found = {item.code: item for item in seen.outcome.diagnostics if item.severity.value == "error"}
    for code, item in found.items():
        assert f"`{code}`" in seen.comment or f"#{code}" in seen.comment
        assert item.hint.vi
    return found


def assert_refused(world: World, number: int, code: str, path: str, line: int = 1) -> None:
    found = refusals(world, number)
    assert code in found, sorted(found)
    assert code in CATALOGUE
    assert (found[code].location.path, found[code].location.line) == (path, line)


def test_a_correct_change_is_merged_after_its_approval(world: World) -> None:
    number = world.propose(BEN_DO_CLERK, corrected(world), IN_WINDOW)
    world.run_gate(IN_WINDOW + LATER)
    assert world.seen(number).labels == {"chờ cấp trên duyệt"}
    world.approve(UPPER_CHIEF, number, IN_WINDOW + 2 * LATER)
    assert world.run_gate(IN_WINDOW + 3 * LATER).merged == (number,)
    assert b"staff: 21" in world.file(BEN_DO)
    assert world.seen(number).state == "success"


def test_a_strangers_pull_request_to_a_units_file(world: World) -> None:
    number = world.propose(STRANGER_ID, corrected(world), IN_WINDOW)
    assert_refused(world, number, "author-unknown", BEN_DO)


def test_unit_a_to_the_file_of_unit_b(world: World) -> None:
    number = world.propose(CAU_MAY_CLERK, corrected(world), IN_WINDOW)
    assert_refused(world, number, "author-not-named", BEN_DO)


def test_a_rename_of_b_to_a(world: World) -> None:
    number = world.propose(BEN_DO_CLERK, {CAU_MAY: None, BEN_DO: world.file(CAU_MAY)}, IN_WINDOW)
    found = refusals(world, number)
    assert found["author-not-named"].location.path == CAU_MAY
    assert {"change-deleted", "change-renamed"} & set(found)
    assert found["unit-mismatch"].location.path == BEN_DO


def test_a_rename_in_case_or_in_letters_that_look_alike(world: World) -> None:
    capital = BEN_DO.replace("phuong-ben-do", "Phuong-Ben-Do")
    number = world.propose(BEN_DO_CLERK, {capital: world.file(BEN_DO)}, IN_WINDOW)
    assert_refused(world, number, "change-look-alike", capital)
    cyrillic = BEN_DO.replace("phuong-ben-do", "phuоng-ben-do")
    number = world.propose(BEN_DO_CLERK, {cyrillic: world.file(BEN_DO)}, IN_WINDOW)
    assert_refused(world, number, "change-look-alike", cyrillic)


@pytest.mark.parametrize("target", ["/etc/passwd", "../../../accounts.yaml"])
def test_a_symbolic_link(world: World, target: str) -> None:
    number = world.propose(BEN_DO_CLERK, {BEN_DO: link(target)}, IN_WINDOW)
    assert_refused(world, number, "file-not-regular", BEN_DO)


def test_a_submodule(world: World) -> None:
    number = world.propose(BEN_DO_CLERK, {BEN_DO: submodule(world.main)}, IN_WINDOW)
    assert_refused(world, number, "change-submodule", BEN_DO)


def test_an_executable_file(world: World) -> None:
    number = world.propose(BEN_DO_CLERK, {BEN_DO: program(b"#!/bin/sh\nexit 0\n")}, IN_WINDOW)
    assert_refused(world, number, "change-executable", BEN_DO)


def test_301_files(world: World) -> None:
    many: Changes = {f"{ROUND}/units/x/{place:03}.yaml": b"x: 1\n" for place in range(301)}
    number = world.propose(BEN_DO_CLERK, many, IN_WINDOW)
    found = refusals(world, number)
    assert found["change-too-many-files"].found == "301"


def test_a_file_of_5_mb(world: World) -> None:
    number = world.propose(BEN_DO_CLERK, {BEN_DO: b"# " + b"x" * 5_000_000}, IN_WINDOW)
    assert_refused(world, number, "file-too-large", BEN_DO)


def test_an_alias_bomb(world: World) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join(f'*{old}' for _ in range(9))}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    number = world.propose(BEN_DO_CLERK, {BEN_DO: bomb.encode()}, IN_WINDOW)
    assert {"yaml-anchor", "yaml-alias"} <= set(refusals(world, number))


def test_a_duplicate_key(world: World) -> None:
    changes = edited(world, BEN_DO, "staff: 20\n", "staff: 20\n  staff: 90\n")
    line = world.file(BEN_DO).decode().splitlines().index("  staff: 20") + 2
    number = world.propose(BEN_DO_CLERK, changes, IN_WINDOW)
    assert_refused(world, number, "yaml-duplicate-key", BEN_DO, line)


HOSTILE = "<script>alert(1)</script>%0A::error file=x::y @van-hanh-1 [x](https://evil.example) |"


def test_markup_and_workflow_commands_in_a_text(world: World) -> None:
    changes = edited(world, BEN_DO, "staff: 20\n", f"staff: '{HOSTILE}'\n")
    number = world.propose(BEN_DO_CLERK, changes, IN_WINDOW)
    found = refusals(world, number)
    comment = world.seen(number).comment
    assert "<script" not in comment
    assert "@van-hanh-1" not in comment
    assert "](https://evil" not in comment
    annotations = as_github(list(found.values()), 1, "vi").splitlines()
    assert sum(line.startswith("::error") for line in annotations) == len(found)


def test_register_and_figures_in_one_change(world: World) -> None:
    accounts = edited(world, f"{ROUND}/accounts.yaml", 'submits: ["02005"]', 'submits: ["02005", "02008"]')
    number = world.propose(BEN_DO_CLERK, {**accounts, **corrected(world)}, IN_WINDOW)
    assert_refused(world, number, "path-protected", f"{ROUND}/accounts.yaml")


def test_the_register_alone_by_a_submitter(world: World) -> None:
    accounts = edited(world, f"{ROUND}/accounts.yaml", 'submits: ["02005"]', 'submits: ["02005"], operates: true')
    number = world.propose(BEN_DO_CLERK, accounts, IN_WINDOW)
    assert_refused(world, number, "path-protected", f"{ROUND}/accounts.yaml")


def test_an_edited_workflow_that_shows_green(world: World) -> None:
    workflow = ".github/workflows/check.yml"
    number = world.propose(BEN_DO_CLERK, {workflow: b"on: pull_request\n", **corrected(world)}, IN_WINDOW)
    world.forge.set_status(world.people[BEN_DO_CLERK], world.forge.pull(number).head, "minhbach", "success", "ok")
    assert_refused(world, number, "path-protected", workflow)


def test_an_edited_checker(world: World) -> None:
    script = "scripts/minhbach/gate/check.py"
    number = world.propose(OPERATOR, {script: b"raise SystemExit(0)\n"}, IN_WINDOW)
    assert_refused(world, number, "path-protected", script)


def test_a_push_after_the_approval(world: World) -> None:
    number = world.propose(BEN_DO_CLERK, corrected(world), IN_WINDOW)
    world.run_gate(IN_WINDOW + LATER)
    world.approve(UPPER_CHIEF, number, IN_WINDOW + 2 * LATER)
    world.push_again(number, edited(world, BEN_DO, "staff: 20", "staff: 22"), IN_WINDOW + 3 * LATER)
    assert world.run_gate(IN_WINDOW + 4 * LATER).merged == ()
    assert world.seen(number).labels == {"chờ cấp trên duyệt"}
    world.approve(UPPER_CHIEF, number, IN_WINDOW + 5 * LATER)
    assert world.run_gate(IN_WINDOW + 6 * LATER).merged == (number,)
    assert b"staff: 22" in world.file(BEN_DO)


@pytest.mark.parametrize("dialect", ["github", "forgejo"])
def test_a_push_between_the_check_and_the_merge(make_world: Make, dialect: str) -> None:
    world = make_world(dialect=dialect)
    number = world.propose(BEN_DO_CLERK, corrected(world), IN_WINDOW)
    world.approve(UPPER_CHIEF, number, IN_WINDOW + LATER)
    worse = edited(world, BEN_DO, "staff: 20", "staff: 99")
    pushed: list[str] = []

    def just_before_the_merge(seen: object) -> None:
        if "/merge" in getattr(seen, "path", "") and not pushed:
            pushed.append("")
            pushed.append(world.push_again(number, worse, IN_WINDOW + 2 * LATER))

    world.forge.before = just_before_the_merge
    before = world.main
    assert world.run_gate(IN_WINDOW + 2 * LATER).merged == ()
    assert len(pushed) == 2
    assert world.main == before


def test_a_pull_request_re_targeted_to_another_branch(world: World) -> None:
    number = world.propose(BEN_DO_CLERK, corrected(world), IN_WINDOW)
    world.forge.git.move({"refs/heads/nhap": world.main})
    world.forge.retarget(number, "nhap")
    assert "pull-target" in refusals(world, number)
    world.forge.retarget(number, "main")
    assert world.run_gate(world.clock.now + LATER).merged == (number,)


def test_the_deletion_of_a_past_round(make_world: Make) -> None:
    world = make_world({"submissions/2020/published/final.json": b"{}\n"})
    paths = ["submissions/2020/round.yaml", "submissions/2020/published/final.json"]
    number = world.propose(OPERATOR, dict.fromkeys(paths), IN_WINDOW)
    found = refusals(world, number)
    assert {"change-deleted", "milestone-published"} <= set(found) or {"change-deleted", "file-settled"} <= set(found)


def test_a_change_in_a_closed_window(world: World) -> None:
    number = world.propose(BEN_DO_CLERK, corrected(world), local("11-26", "00:00"))
    line = world.file(BEN_DO).decode().splitlines().index("  staff: 20") + 1
    assert_refused(world, number, "window-closed", BEN_DO, line)


def test_the_last_minute_of_the_last_day(world: World) -> None:
    number = world.propose(BEN_DO_CLERK, corrected(world), local("11-25", "23:59"))
    world.approve(UPPER_CHIEF, number, local("11-28"))
    assert world.run_gate(local("11-28")).merged == (number,)


def test_a_commit_that_is_dated_back(world: World) -> None:
    """The commit says the 24th; the forge saw it on the 27th."""
    number = world.propose(BEN_DO_CLERK, corrected(world), local("11-24"))
    world.push_again(number, edited(world, BEN_DO, "staff: 20", "staff: 23"), local("11-27"))
    assert "window-closed" in refusals(world, number)


PUBLISHED = {f"{ROUND}/published/final.json": b"{}\n"}
AMENDMENT = """decision: "Quyết định số 102/QĐ-UBND ngày 15/02/2022"
changes:
  - {unit: "02005", figure: staff, old: 20, new: 21, reason: "Đếm nhầm một công chức nghỉ hưu"}
"""


def test_a_change_of_a_published_result_without_an_amendment(make_world: Make) -> None:
    world = make_world(PUBLISHED)
    number = world.propose(BEN_DO_CLERK, corrected(world), IN_WINDOW)
    line = world.file(BEN_DO).decode().splitlines().index("  staff: 20") + 1
    assert_refused(world, number, "milestone-published", BEN_DO, line)


def test_a_change_of_a_published_result_with_an_amendment(make_world: Make) -> None:
    world = make_world(PUBLISHED)
    at = local("12-28")
    number = world.propose(OPERATOR, {f"{ROUND}/amendments/01.yaml": AMENDMENT.encode()}, at)
    world.approve(OPERATOR, number, at + LATER)
    world.approve(UPPER_CHIEF, number, at + LATER)
    assert world.run_gate(at + 2 * LATER).merged == ()
    world.approve(SECOND_OPERATOR, number, at + 3 * LATER)
    assert world.run_gate(at + 4 * LATER).merged == (number,)
    assert world.file(f"{ROUND}/amendments/01.yaml") == AMENDMENT.encode()


def test_a_published_record_itself(make_world: Make) -> None:
    world = make_world(PUBLISHED)
    number = world.propose(OPERATOR, {f"{ROUND}/published/final.json": b'{"x": 1}\n'}, IN_WINDOW)
    assert_refused(world, number, "file-settled", f"{ROUND}/published/final.json")


def test_self_approval(world: World) -> None:
    """The account of the lower district submits for one of its wards and may not approve what it proposed."""
    path = f"{ROUND}/units/thi-xa-may-ha/phuong-cho-noi.yaml"
    text = world.file(path).decode()
    number = world.propose(LOWER_CLERK, {path: text.encode() + "# xem lại\n".encode()}, IN_WINDOW)
    world.approve(LOWER_CLERK, number, IN_WINDOW + LATER)
    assert world.run_gate(IN_WINDOW + 2 * LATER).merged == ()
    world.approve(LOWER_CHIEF, number, IN_WINDOW + 3 * LATER)
    assert world.run_gate(IN_WINDOW + 4 * LATER).merged == (number,)


def test_approval_by_another_district(world: World) -> None:
    number = world.propose(BEN_DO_CLERK, corrected(world), IN_WINDOW)
    world.approve(LOWER_CHIEF, number, IN_WINDOW + LATER)
    world.approve(OPERATOR, number, IN_WINDOW + LATER)
    assert world.run_gate(IN_WINDOW + 2 * LATER).merged == ()
    assert world.seen(number).state == "pending"


def test_two_pull_requests_of_one_unit(world: World) -> None:
    first = world.propose(BEN_DO_CLERK, corrected(world), IN_WINDOW)
    second = world.propose(BEN_DO_CLERK, edited(world, BEN_DO, "staff: 20", "staff: 22"), IN_WINDOW)
    assert "pull-duplicate" in refusals(world, second)
    world.approve(UPPER_DEPUTY, first, world.clock.now)
    assert world.run_gate(world.clock.now + LATER).merged == (first,) or world.seen(first).merged


def test_a_stranger_holds_nobodys_place(world: World) -> None:
    first = world.propose(STRANGER_ID, corrected(world), IN_WINDOW)
    second = world.propose(BEN_DO_CLERK, edited(world, BEN_DO, "staff: 20", "staff: 22"), IN_WINDOW)
    world.approve(UPPER_CHIEF, second, IN_WINDOW + LATER)
    assert world.run_gate(IN_WINDOW + 2 * LATER).merged == (second,)
    assert not world.seen(first).merged
