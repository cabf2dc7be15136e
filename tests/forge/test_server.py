"""The fake forge itself: that it refuses, forgets and repeats as a forge does, and is the same in every run."""

from __future__ import annotations

import json
import subprocess
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from minhbach.forges.interface import ForgeUnavailable, MergeOutcome, Status, StatusState
from tests.forge.commits import new_repository, write_commit
from tests.forge.conftest import MakeScene, Scene
from tests.forge.faults import DropConnection, Exchange
from tests.forge.model import Refusal
from tests.forge.server import FakeForge


def _ask(fake: FakeForge, method: str, path: str, token: str = "", body: object = None) -> tuple[int, Any]:
    line = HTTPConnection("127.0.0.1", int(fake.url.rpartition(":")[2]), timeout=5)
    try:
        prefix = fake.api.removeprefix(fake.url)
        payload = None if body is None else json.dumps(body)
        line.request(method, prefix + path, body=payload, headers={"Authorization": f"token {token}"})
        answer = line.getresponse()
        raw = answer.read()
        return answer.status, json.loads(raw) if raw else None
    finally:
        line.close()


@pytest.fixture
def bare_scene(scene: Scene) -> Scene:
    """Asks things that no adapter asks."""
    scene.fake.watch = None
    return scene


def test_without_a_token_nothing_is_told(bare_scene: Scene) -> None:
    status, body = _ask(bare_scene.fake, "GET", "/user")
    assert (status, body["message"]) == (401, "Bad credentials")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/repos/tinh/khac", 404),
        ("GET", "/repos/tinh/so-lieu/pulls/7", 404),
        ("DELETE", "/user", 405),
        ("POST", "/repos/tinh/so-lieu/labels", 403),
        ("POST", "/repos/tinh/so-lieu/issues", 422),
    ],
)
def test_what_cannot_be_is_refused(bare_scene: Scene, method: str, path: str, status: int) -> None:
    fake = bare_scene.fake
    assert _ask(fake, method, path, fake.token(bare_scene.commune), {})[0] == status


def test_a_reader_pushes_to_the_own_fork_only(scene: Scene) -> None:
    with pytest.raises(Refusal, match="Permission denied"):
        scene.fake.push(scene.commune, "main", scene.write("a: 3\n"), in_fork=False)
    scene.fake.push(scene.gate, "main", scene.write("a: 3\n"), in_fork=False)
    assert scene.fake.git.ref("refs/heads/main") != scene.first


def test_the_head_of_an_open_pull_request_is_a_reference_that_follows(scene: Scene) -> None:
    number = scene.submit()

    def reference() -> str:
        done = subprocess.run(
            ["git", "rev-parse", f"refs/pull/{number}/head"], cwd=scene.bare, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    assert reference() == scene.head(number)
    moved = scene.write("a: 3\n", parent=scene.head(number))
    scene.fake.push(scene.commune, "so-lieu", moved)
    assert reference() == moved == scene.head(number)
    scene.fake.close(number)
    scene.fake.push(scene.commune, "so-lieu", scene.write("a: 4\n", parent=moved))
    assert reference() == moved == scene.head(number)


def test_pages_are_no_larger_than_the_forge_allows(scene: Scene) -> None:
    scene.fake.page_limit = 2
    numbers = [scene.submit(branch=f"nhanh-{index}") for index in range(5)]
    assert [pull.number for pull in scene.forge.open_pulls()] == numbers


def test_a_limit_holds_until_its_time_is_over(scene: Scene) -> None:
    if scene.fake.dialect == "github":
        scene.fake.limit(2, seconds=90)
        forge = scene.forge
        for _ in range(3):
            forge.default_branch()
        assert scene.fake.clock.slept == [91.0]
    else:
        scene.fake.limit(0, seconds=5)
        assert scene.forge.default_branch() == "main"
        assert scene.fake.clock.slept == [1.0, 2.0, 4.0]


def test_a_hook_may_end_a_run_in_its_middle(scene: Scene) -> None:
    number = scene.submit()

    def stop(seen: Exchange) -> None:
        if seen.method == "POST":
            scene.fake.down = True
            raise DropConnection

    scene.fake.before = stop
    forge = scene.forge
    assert forge.open_pulls()
    with pytest.raises(ForgeUnavailable):
        forge.create_comment(number, "x")
    with pytest.raises(ForgeUnavailable):
        forge.open_pulls()
    assert scene.fake.comments_of(number) == []
    scene.fake.down, scene.fake.before = False, None
    assert forge.open_pulls()


def test_a_fault_may_come_after_the_deed(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.fail(status=502, after=True, method="POST", path="/comments")
    with pytest.raises(ForgeUnavailable):
        scene.forge.create_comment(number, "x")
    assert [note.body for note in scene.fake.comments_of(number)] == ["x"]


def test_two_runs_are_the_same_to_the_commit(tmp_path: Path) -> None:
    def run(name: str) -> str:
        bare = tmp_path / name
        first = new_repository(bare, {"a.yaml": "a: 1\n"})
        with FakeForge(bare) as fake:
            gate, commune = fake.add_person(2, "cong", "write"), fake.add_person(3, "xa")
            head = write_commit(bare, {"a.yaml": "a: 2\n"}, first)
            fake.push(commune, "so-lieu", head)
            number = fake.open_pull(commune, "so-lieu")
            fake.clock.advance(3600)
            forge = fake.forge(gate)
            forge.set_status(head, "minhbach", Status(state=StatusState.SUCCESS, description=""))
            assert forge.merge(number, head, "Ghi số liệu", "") is MergeOutcome.MERGED
            return fake.git.ref("refs/heads/main") or ""

    assert run("one.git") == run("two.git") != ""


def test_what_fails_inside_is_not_swallowed(make_scene: MakeScene, tmp_path: Path) -> None:
    bare = tmp_path / "other.git"
    new_repository(bare, {"a.yaml": "a: 1\n"})
    fake = FakeForge(bare)
    gate = fake.add_person(2, "cong", "write")

    def broken(_: Exchange) -> None:
        raise ValueError("a hook of a test")

    fake.before = broken
    with pytest.raises(ForgeUnavailable):
        fake.forge(gate).me()
    with pytest.raises(AssertionError, match="a hook of a test"):
        fake.close_server()
