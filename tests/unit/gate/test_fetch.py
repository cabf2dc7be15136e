"""Bringing objects of strangers into a repository of our own: little, well-formed, and nothing besides."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from minhbach.forges.interface import ForgeUnavailable
from minhbach.gate.fetch import MAIN, Fetched, Fetcher
from minhbach.git import GitRepository
from tests.season.commits import Changes, commit, git, make_bare, submodule

AT = datetime(2021, 11, 20, 2, tzinfo=UTC)
NOISE = random.Random(1).randbytes(2_000_000)
"""What cannot be packed any smaller."""


@dataclass(frozen=True, slots=True)
class Scene:
    forge: Path
    fetcher: Fetcher
    repository: GitRepository
    main: str

    def pull(self, number: int, files: Changes) -> str:
        head = commit(self.forge, self.main, files, "x", AT, "1")
        git(self.forge, "update-ref", f"refs/pull/{number}/head", head)
        return head


@pytest.fixture
def make_scene(tmp_path: Path) -> Iterator[Callable[..., Scene]]:
    opened: list[GitRepository] = []

    def make(most_bytes: int = 1_000_000) -> Scene:
        forge = tmp_path / "forge.git"
        make_bare(forge)
        main = commit(forge, None, {"a": b"1"}, "x", AT, "1")
        git(forge, "update-ref", "refs/heads/main", main)
        git(forge, "tag", "v1", main)
        fetcher = Fetcher(tmp_path / "gate.git", str(forge), most_bytes)
        fetcher.prepare()
        fetcher.main("main")
        opened.append(GitRepository(fetcher.folder))
        return Scene(forge, fetcher, opened[-1], main)

    yield make
    for repository in opened:
        repository.close()


@pytest.fixture
def scene(make_scene: Callable[..., Scene]) -> Scene:
    return make_scene()


def test_the_main_branch_comes_without_tags_and_without_a_work_tree(scene: Scene) -> None:
    assert scene.repository.commit(MAIN) == scene.main
    assert git(scene.fetcher.folder, "for-each-ref", "--format=%(refname)").split() == [MAIN]
    assert git(scene.fetcher.folder, "config", "core.bare") == "true"
    assert not (scene.fetcher.folder / "hooks").exists()
    assert not (scene.fetcher.folder / "FETCH_HEAD").exists()


def test_a_main_branch_that_was_moved_back_is_followed(scene: Scene) -> None:
    other = commit(scene.forge, None, {"b": b"1"}, "x", AT, "1")
    git(scene.forge, "update-ref", "refs/heads/main", other)
    scene.fetcher.main("main")
    assert scene.repository.commit(MAIN) == other


@pytest.mark.parametrize("branch", ["nothing", "--upload-pack=x", "*"])
def test_a_main_branch_that_cannot_be_fetched_is_told(branch: str, scene: Scene) -> None:
    with pytest.raises(ForgeUnavailable) as found:
        scene.fetcher.main(branch)
    assert f"«{branch}»" in found.value.text.vi
    assert found.value.text.en


def test_an_address_that_is_not_there_or_of_a_program_is_told(scene: Scene, tmp_path: Path) -> None:
    for url in (str(tmp_path / "nothing.git"), f"ext::sh -c touch% {tmp_path / 'RAN'}", "-x"):
        with pytest.raises(ForgeUnavailable):
            Fetcher(scene.fetcher.folder, url).main("main")
    assert not (tmp_path / "RAN").exists()


def test_preparing_twice_keeps_what_is_there(scene: Scene) -> None:
    scene.fetcher.prepare()
    assert scene.repository.commit(MAIN) == scene.main


def test_heads_are_brought_at_once_and_known_ones_are_not_asked_for(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [(number, scene.pull(number, {f"f{number}": b"%d" % number})) for number in range(1, 8)]
    assert scene.fetcher.heads(scene.repository, wanted) == dict.fromkeys(range(1, 8), Fetched.HERE)
    assert all(scene.repository.has(head) for _, head in wanted)
    monkeypatch.setattr(scene.fetcher, "url", "nowhere")
    assert scene.fetcher.heads(scene.repository, wanted) == dict.fromkeys(range(1, 8), Fetched.HERE)


def test_one_that_is_too_large_hinders_no_other_and_leaves_nothing(scene: Scene) -> None:
    good = [(number, scene.pull(number, {f"f{number}": b"1"})) for number in (1, 3)]
    large = scene.pull(2, {"large": NOISE})
    found = scene.fetcher.heads(scene.repository, [*good, (2, large)])
    assert found == {1: Fetched.HERE, 3: Fetched.HERE, 2: Fetched.LARGE}
    assert not scene.repository.has(large)
    left = sum(place.stat().st_size for place in scene.fetcher.folder.rglob("*") if place.is_file())
    assert left < 100_000


def test_what_was_large_and_is_gone_in_the_last_commit_is_still_large(scene: Scene) -> None:
    first = commit(scene.forge, scene.main, {"large": NOISE}, "x", AT, "1")
    head = commit(scene.forge, first, {"large": None}, "x", AT, "2")
    git(scene.forge, "update-ref", "refs/pull/5/head", head)
    assert scene.fetcher.heads(scene.repository, [(5, head)]) == {5: Fetched.LARGE}


def malformed(scene: Scene, number: int, name: bytes) -> str:
    """A head whose tree has a name that no tree may have."""
    blob = git(scene.forge, "hash-object", "-w", "--stdin", given=b"x")
    raw = b"100644 %b\0" % name + bytes.fromhex(blob)
    tree = git(scene.forge, "hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=raw)
    words = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit-tree", tree)
    head = git(scene.forge, *words, "-p", scene.main, "-m", "x")
    git(scene.forge, "update-ref", f"refs/pull/{number}/head", head)
    return head


@pytest.mark.parametrize("name", [b".git", b"..", b".GIT", b"a/b", b"git~1"])
def test_malformed_objects_are_not_taken(name: bytes, scene: Scene) -> None:
    bad, good = malformed(scene, 1, name), scene.pull(2, {"b": b"1"})
    found = scene.fetcher.heads(scene.repository, [(1, bad), (2, good)])
    assert found == {1: Fetched.MALFORMED, 2: Fetched.HERE}
    assert not scene.repository.has(bad)


def test_a_head_that_moved_on_or_is_not_there_yet_is_for_the_next_run(scene: Scene) -> None:
    scene.pull(1, {"b": b"1"})
    newer = commit(scene.forge, scene.main, {"b": b"2"}, "x", AT, "1")
    found = scene.fetcher.heads(scene.repository, [(1, newer), (2, newer), (3, "1" * 40)])
    assert found == {1: Fetched.ABSENT, 2: Fetched.ABSENT, 3: Fetched.ABSENT}


def test_submodules_are_not_fetched(scene: Scene, tmp_path: Path) -> None:
    other = tmp_path / "other.git"
    make_bare(other)
    inner = commit(other, None, {"x": b"1"}, "x", AT, "1")
    modules = f'[submodule "s"]\n\tpath = s\n\turl = {other}\n'.encode()
    head = scene.pull(1, {".gitmodules": modules, "s": submodule(inner)})
    assert scene.fetcher.heads(scene.repository, [(1, head)]) == {1: Fetched.HERE}
    assert not scene.repository.has(inner)
    assert not (scene.fetcher.folder / "modules").exists()


def test_the_environment_of_the_gate_is_not_git_s(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(os.environ, "GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setitem(os.environ, "GIT_CONFIG_COUNT", "broken")
    scene.fetcher.main("main")
    head = scene.pull(1, {"b": b"1"})
    assert scene.fetcher.heads(scene.repository, [(1, head)]) == {1: Fetched.HERE}
