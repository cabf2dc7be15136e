"""Merging by the expected commit, in both dialects: once, of exactly that head, and never on an unclear answer."""

from __future__ import annotations

import subprocess

import pytest

from minhbach.forges.interface import ForgeError, ForgeUnavailable, MergeOutcome, Status, StatusState
from tests.forge.commits import write_commits
from tests.forge.conftest import Scene
from tests.forge.faults import Exchange


def _git(scene: Scene, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=scene.bare, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_a_merge_is_a_merge_commit_of_exactly_that_head(scene: Scene) -> None:
    number = scene.submit()
    head = scene.head(number)
    outcome = scene.forge.merge(number, head, "Ghi số liệu (#1)", "Duyệt: huyen-ba-be")
    assert outcome is MergeOutcome.MERGED
    assert _git(scene, "rev-parse", "main^1", "main^2").split() == [scene.first, head]
    assert _git(scene, "show", "main:a.yaml") == "a: 2"
    assert _git(scene, "log", "-1", "--format=%cn %cI", "main") == "cong 2026-01-05T01:00:00+00:00"
    assert _git(scene, "log", "-1", "--format=%B", "main") == "Ghi số liệu (#1)\n\nDuyệt: huyen-ba-be"
    assert scene.forge.pull(number) is None


def test_two_units_in_one_batch_are_both_merged(scene: Scene) -> None:
    one, two = scene.submit("a: 2\n"), scene.submit("b: 2\n", "b.yaml", "khac")
    assert scene.forge.merge(one, scene.head(one), "1", "") is MergeOutcome.MERGED
    assert scene.forge.merge(two, scene.head(two), "2", "") is MergeOutcome.MERGED
    assert _git(scene, "show", "main:a.yaml", "main:b.yaml") == "a: 2\nb: 2"


def test_a_head_that_moved_is_not_merged(scene: Scene) -> None:
    number = scene.submit()
    checked = scene.head(number)
    scene.fake.push(scene.commune, "so-lieu", scene.write("a: 666\n", parent=checked))
    assert scene.forge.merge(number, checked, "t", "") is MergeOutcome.HEAD_MOVED
    assert _git(scene, "rev-parse", "main") == scene.first


def test_a_push_in_the_moment_of_the_merge_is_not_merged(scene: Scene) -> None:
    number = scene.submit()
    checked = scene.head(number)

    def push(seen: Exchange) -> None:
        if seen.path.endswith("/merge"):
            scene.fake.push(scene.commune, "so-lieu", scene.write("a: 666\n", parent=checked))

    scene.fake.before = push
    assert scene.forge.merge(number, checked, "t", "") is MergeOutcome.HEAD_MOVED
    assert _git(scene, "rev-parse", "main") == scene.first


def test_a_conflict_and_a_closed_pull_request_cannot_be_merged(scene: Scene) -> None:
    one, two, three = scene.submit("a: 2\n"), scene.submit("a: 3\n", branch="khac"), scene.submit(branch="ba")
    scene.forge.merge(one, scene.head(one), "1", "")
    scene.fake.close(three)
    assert scene.forge.merge(two, scene.head(two), "2", "") is MergeOutcome.NOT_MERGEABLE
    assert scene.forge.merge(three, scene.head(three), "3", "") is MergeOutcome.NOT_MERGEABLE


def test_what_is_merged_already_is_told(scene: Scene) -> None:
    number = scene.submit()
    head = scene.head(number)
    scene.forge.merge(number, head, "1", "")
    assert scene.forge.merge(number, head, "1", "") is MergeOutcome.ALREADY_MERGED
    assert _git(scene, "rev-list", "--count", "--merges", "main") == "1"


def test_a_merge_whose_answer_was_lost_is_not_done_twice(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.fail(how="drop", after=True, path="/merge")
    assert scene.forge.merge(number, scene.head(number), "1", "") is MergeOutcome.ALREADY_MERGED
    assert _git(scene, "rev-list", "--count", "--merges", "main") == "1"


def test_a_merge_that_the_forge_never_confirms_is_looked_at(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.fail(9, status=502, path="/merge", after=True)
    assert scene.forge.merge(number, scene.head(number), "1", "") is MergeOutcome.ALREADY_MERGED


def test_a_forge_that_is_down_has_merged_nothing(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.fail(9, status=502, path="/merge")
    with pytest.raises(ForgeUnavailable, match=r"pulls/1/merge: answer 502"):
        scene.forge.merge(number, scene.head(number), "1", "")
    assert _git(scene, "rev-parse", "main") == scene.first


PASSING = {
    "github": (405, "Base branch was modified. Review and try the merge again."),
    "forgejo": (405, "Please try again later"),
}


def test_a_forge_that_still_looks_at_the_last_merge_is_waited_for(scene: Scene) -> None:
    number = scene.submit()
    status, words = PASSING[scene.fake.dialect]
    scene.fake.fail(2, status=status, message=words, path="/merge")
    assert scene.forge.merge(number, scene.head(number), "1", "") is MergeOutcome.MERGED
    assert scene.fake.clock.slept == [1.0, 2.0]


def test_it_is_not_waited_for_without_end(scene: Scene) -> None:
    number = scene.submit()
    status, words = PASSING[scene.fake.dialect]
    scene.fake.fail(99, status=status, message=words, path="/merge")
    assert scene.forge.merge(number, scene.head(number), "1", "") is MergeOutcome.NOT_MERGEABLE
    assert scene.fake.clock.slept == [1.0, 2.0, 4.0]


def test_an_account_that_may_not_merge_is_the_operators_to_mend(scene: Scene) -> None:
    number = scene.submit()
    with pytest.raises(ForgeError, match=r"403|not allowed to merge"):
        scene.fake.forge(scene.district).merge(number, scene.head(number), "1", "")
    assert _git(scene, "rev-parse", "main") == scene.first


def test_a_hundred_and_fifty_pull_requests(scene: Scene) -> None:
    forge, fake = scene.forge, scene.fake
    changes = [{f"units/{index}.yaml": f"x: {index}\n"} for index in range(150)]
    for index, commit in enumerate(write_commits(scene.bare, changes, scene.first)):
        fake.push(scene.commune, f"xa-{index}", commit)
        fake.open_pull(scene.commune, f"xa-{index}")
    pulls = forge.open_pulls()
    assert [pull.number for pull in pulls] == list(range(1, 151))
    for pull in pulls:
        forge.set_status(pull.head, "minhbach", Status(state=StatusState.SUCCESS, description=""))
        assert forge.merge(pull.number, pull.head, f"#{pull.number}", "") is MergeOutcome.MERGED
    assert len(_git(scene, "ls-tree", "--name-only", "main", "units/").split()) == 150
    assert forge.open_pulls() == []
