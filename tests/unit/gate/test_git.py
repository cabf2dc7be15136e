"""Repositories as data: what git holds, whatever its names and whatever its configuration would like to run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from minhbach import changes as of_changes
from minhbach import git as of_git
from minhbach.changes import EXECUTABLE, FILE, LINK, MAX_CHANGES, SUBMODULE, Changes, Entry
from minhbach.git import GitError, GitRepository, Revision
from minhbach.tree import NotRegularError, TooLargeError
from tests.season.commits import Changes as Files
from tests.season.commits import commit, git, link, make_bare, program, submodule

AT = datetime(2021, 11, 20, 2, tzinfo=UTC)
ELSEWHERE = "5" * 40

Make = Callable[..., str]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    make_bare(tmp_path / "bare.git")
    return tmp_path / "bare.git"


@pytest.fixture
def make(bare: Path) -> Make:
    def made(files: Files, parent: str | None = None) -> str:
        return commit(bare, parent, files, "nguoi-gui", AT, "Nộp")

    return made


@pytest.fixture
def repository(bare: Path) -> Iterator[GitRepository]:
    with GitRepository(bare) as opened:
        yield opened


# What a commit holds ------------------------------------------------------------


def test_files_of_every_kind_have_their_modes(make: Make, repository: GitRepository) -> None:
    made = make({"a/plain": b"x", "a/run": program(b"y"), "link": link("a/plain"), "sub": submodule(ELSEWHERE)})
    entries = repository.entries(made)
    assert {path: entry.mode for path, entry in entries.items()} == {
        "a/plain": FILE,
        "a/run": EXECUTABLE,
        "link": LINK,
        "sub": SUBMODULE,
    }
    assert entries["sub"].oid == ELSEWHERE
    assert repository.blob(entries["link"].oid) == b"a/plain"
    assert set(repository.entries(made, "a")) == {"a/plain", "a/run"}


NAMES = [
    "xã địa linh.yaml",
    "bytes-\udcff\udcfe.yaml",
    "line\nbreak.yaml",
    "tab\t.yaml",
    'quote".yaml',
    "back\\slash.yaml",
    "-rf",
    "--upload-pack=x",
    ":(glob)*",
    "*",
    "a:b",
    " blanks around ",
    "very" * 50,
]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_others_would_quote_or_misread_are_names(name: str, make: Make, repository: GitRepository) -> None:
    first = make({"other": b"1"})
    path = f"folder/{name}"
    made = make({path: b"content"}, first)
    assert set(repository.entries(made)) == {"other", path}
    assert set(repository.entries(made, path)) == {path}
    (change,) = repository.changes(first, made).files
    assert (change.path, change.before) == (path, None)
    tree = Revision(repository, made)
    assert tree.read(path) == b"content"
    assert tree.list("folder") == [path]
    assert tree.exists(path)


def test_a_tree_lists_no_hidden_files_but_has_them(make: Make, repository: GitRepository) -> None:
    tree = Revision(repository, make({".github/a": b"1", "b/.c/d": b"2", "b/e": b"3", "f": b"4"}))
    assert tree.list("") == ["b/e", "f"]
    assert tree.list("b") == ["b/e"]
    assert tree.list(".github") == [".github/a"]
    assert tree.list("nothing") == []
    assert tree.exists(".github")
    assert tree.exists("b/.c/d")
    assert not tree.exists("b/.c/x")
    assert tree.read(".github/a") == b"1"


def test_a_tree_reads_plain_files_up_to_a_limit(make: Make, repository: GitRepository) -> None:
    made = make({"ten": b"0123456789", "link": link("ten"), "sub": submodule(ELSEWHERE), "run": program(b"z")})
    tree = Revision(repository, made)
    assert tree.read("ten", 10) == b"0123456789"
    assert tree.read("run") == b"z"
    with pytest.raises(TooLargeError) as found:
        tree.read("ten", 9)
    assert (found.value.size, found.value.limit) == (10, 9)
    for path in ("link", "sub"):
        with pytest.raises(NotRegularError):
            tree.read(path)
    for path in ("nothing", "", "ten/x"):
        with pytest.raises(FileNotFoundError):
            tree.read(path)


def test_a_tree_may_be_given_its_entries_and_then_lists_nothing_else(make: Make, repository: GitRepository) -> None:
    made = make({"a": b"1", "b": b"2"})
    entry = repository.entries(made)["a"]
    tree = Revision(repository, made, {"a": entry})
    assert tree.list("") == ["a"]
    assert tree.read("a") == b"1"
    assert not tree.exists("b")


@pytest.mark.parametrize("content", [b"", b"\n", b"\x00\xff" * 70_000, b"x" * 3_000_000], ids=["", "n", "bin", "long"])
def test_contents_come_whole_one_after_another(content: bytes, make: Make, repository: GitRepository) -> None:
    entries = repository.entries(make({"a": content, "b": b"after"}))
    for _ in range(2):
        assert repository.size(entries["a"].oid) == len(content)
        assert repository.blob(entries["a"].oid) == content
        assert repository.blob(entries["b"].oid) == b"after"


# What differs -------------------------------------------------------------------


def test_changes_of_every_kind(make: Make, repository: GitRepository) -> None:
    one = make({"kept": b"1", "changed": b"2", "removed": b"3", "moved": b"4", "mode": b"5", "kind": b"6"})
    two = make(
        {
            "changed": b"22",
            "removed": None,
            "moved": None,
            "to/moved": b"4",
            "mode": program(b"5"),
            "kind": link("6"),
            "added": b"7",
            "sub": submodule(ELSEWHERE),
        },
        one,
    )
    before, after = repository.entries(one), repository.entries(two)
    found = repository.changes(one, two)
    assert not found.more
    assert [change.path for change in found.files] == sorted(
        ["added", "changed", "kind", "mode", "moved", "removed", "sub", "to/moved"]
    )
    for change in found.files:
        assert (change.before, change.after) == (before.get(change.path), after.get(change.path))
    assert repository.changes(one, one) == Changes(())


def test_three_thousand_files_are_counted_up_to_a_limit(make: Make, repository: GitRepository) -> None:
    first = make({"readme": b"1"})
    many = make({f"f/{number:04}": b"%d" % number for number in range(3_000)}, first)
    assert len(repository.entries(many)) == 3_001
    found = repository.changes(first, many)
    assert (len(found.files), found.more) == (MAX_CHANGES, True)
    assert [change.path for change in found.files] == sorted(change.path for change in found.files)
    assert repository.changes(many, first).more


def test_exactly_the_limit_is_not_more(make: Make, repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make({"readme": b"1"})
    monkeypatch.setattr(of_changes, "MAX_CHANGES", 5)
    exact = make({f"f{number}": b"" for number in range(5)}, first)
    assert (len(repository.changes(first, exact).files), repository.changes(first, exact).more) == (5, False)
    beyond = make({"f5": b""}, exact)
    assert (len(repository.changes(first, beyond).files), repository.changes(first, beyond).more) == (5, True)


def test_a_bomb_of_trees_is_not_walked(make: Make, repository: GitRepository, bare: Path) -> None:
    """Ten to the tenth files out of eleven small objects."""
    first = make({"readme": b"1"})
    blob = git(bare, "hash-object", "-w", "--stdin", given=b"boom")
    tree, kind = blob, "100644 blob"
    for _ in range(10):
        listing = "".join(f"{kind} {tree}\td{number}\n" for number in range(10))
        tree, kind = git(bare, "mktree", given=listing.encode()), "040000 tree"
    bomb = git(
        bare, *("-c", "user.name=x", "-c", "user.email=x@example.invalid"), "commit-tree", tree, "-p", first, "-m", "x"
    )
    found = repository.changes(first, bomb)
    assert (len(found.files), found.more) == (MAX_CHANGES, True)


def test_a_configured_module_file_hides_no_submodule(tmp_path: Path) -> None:
    """In a work tree git would follow `ignore = all` of .gitmodules."""
    folder = tmp_path / "work"
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(folder))
    (folder / ".gitmodules").write_text('[submodule "s"]\n path = s\n url = ../x\n ignore = all\n')
    git(folder, "config", "diff.ignoreSubmodules", "all")
    first = commit(folder, None, {"a": b"1"}, "x", AT, "1")
    second = commit(folder, first, {"s": submodule(ELSEWHERE)}, "x", AT, "2")
    with GitRepository(folder) as repository:
        (change,) = repository.changes(first, second).files
    assert change.after == Entry(SUBMODULE, ELSEWHERE)


# Names of commits ---------------------------------------------------------------


def test_commits_are_found_by_id_branch_and_what_stands_before_them(
    make: Make, repository: GitRepository, bare: Path
) -> None:
    one = make({"a": b"1"})
    two = make({"a": b"2"}, one)
    git(bare, "update-ref", "refs/heads/main", two)
    assert repository.commit(two) == repository.commit(two[:12]) == repository.commit("main") == two
    assert repository.commit("refs/heads/main~1") == repository.commit("main^") == one


REFUSED_NAMES = [
    "",
    "-x",
    "--all",
    "-",
    "main:a",
    ":/Nộp",
    ":a",
    "HEAD:",
    "main\n",
    "main\nother",
    "\n",
    "main\x00",
    "main\x7f",
    "nothing",
    "1" * 40,
    "main..main",
    "main^{tree}",
    "blob",
    "two words",
    "main\udcff",
]


@pytest.mark.parametrize("name", REFUSED_NAMES)
def test_what_names_no_commit_is_refused(name: str, make: Make, repository: GitRepository, bare: Path) -> None:
    made = make({"a": b"1", "a^{commit}": b"2"})
    git(bare, "update-ref", "refs/heads/main", made)
    git(bare, "update-ref", "refs/tags/blob", git(bare, "hash-object", "-w", "--stdin", given=b"x"))
    with pytest.raises(GitError):
        repository.commit(name)
    assert repository.commit("main") == made, "the next question is answered all the same"


def test_whether_a_commit_is_here(make: Make, repository: GitRepository) -> None:
    made = make({"a": b"1"})
    entry = repository.entries(made)["a"]
    assert repository.has(made)
    for other in ("1" * 40, entry.oid, "main", made[:12], "", "a b", "a b c"):
        assert not repository.has(other)


def test_the_common_commit_of_two(make: Make, repository: GitRepository) -> None:
    root = make({"a": b"1"})
    one, other = make({"a": b"2"}, root), make({"a": b"3"}, root)
    assert repository.merge_base(one, other) == root
    assert repository.merge_base(one, one) == one
    assert repository.merge_base(one, make({"b": b"1"})) is None
    with pytest.raises(GitError):
        repository.merge_base(one, "1" * 40)


# Trouble ------------------------------------------------------------------------


def test_an_object_that_is_not_there_or_is_no_file_is_told_and_the_reader_goes_on(
    make: Make, repository: GitRepository
) -> None:
    made = make({"a": b"1"})
    oid = repository.entries(made)["a"].oid
    for wrong in ("1" * 40, made, "no name", "two words", ""):
        with pytest.raises(GitError):
            repository.blob(wrong)
        assert repository.blob(oid) == b"1"
    for wrong in ("1" * 40, "line\nbreak"):
        with pytest.raises(GitError):
            repository.size(wrong)
    assert repository.size(oid) == 1


def test_a_reader_that_died_is_replaced(make: Make, repository: GitRepository) -> None:
    oid = repository.entries(make({"a": b"1"}))["a"].oid
    assert repository.blob(oid) == b"1"
    assert repository._reader is not None
    repository._reader.process.kill()
    repository._reader.process.wait()
    assert repository.blob(oid) == b"1"


def test_a_broken_object_is_told(bare: Path, make: Make) -> None:
    made = make({"a": b"content " * 100})
    with GitRepository(bare) as repository:
        oid = repository.entries(made)["a"].oid
    place = bare / "objects" / oid[:2] / oid[2:]
    data = place.read_bytes()
    place.chmod(0o644)
    place.write_bytes(data[: len(data) // 2])
    with GitRepository(bare) as repository:
        with pytest.raises(GitError):
            repository.blob(oid)
        assert repository.commit(made) == made


def test_a_command_that_never_ends_is_given_up(repository: GitRepository, make: Make) -> None:
    made = make({"a": b"1"})
    with pytest.raises(GitError, match="no answer within 0 s"):
        repository.run("log", made, timeout=0.0)


def test_no_repository_is_an_error_and_not_the_one_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(Path(__file__).parents[3] / ".git"))
    (tmp_path / "empty").mkdir()
    with GitRepository(tmp_path / "empty") as repository, pytest.raises(GitError):
        repository.commit("HEAD")


def test_after_a_fork_the_reader_is_not_shared(make: Make, repository: GitRepository) -> None:
    oid = repository.entries(make({"a": b"1"}))["a"].oid
    assert repository.blob(oid) == b"1"
    ours = repository._reader
    assert ours is not None
    repository.forget()
    assert repository.blob(oid) == b"1"
    assert repository._reader is not ours
    ours.input.close()
    ours.output.close()
    ours.process.wait()


# Hostile repositories -------------------------------------------------------------


def test_replaced_objects_are_read_as_they_are(make: Make, repository: GitRepository, bare: Path) -> None:
    made, other = make({"a": b"true"}), make({"a": b"false"})
    oid = repository.entries(made)["a"].oid
    git(bare, "replace", oid, repository.entries(other)["a"].oid)
    git(bare, "replace", made, other)
    with GitRepository(bare) as opened:
        assert opened.blob(oid) == b"true"
        assert Revision(opened, made).read("a") == b"true"
        assert opened.changes(made, other).files


EVIL = {
    "core.fsmonitor": "{run}",
    "core.hooksPath": "{hooks}",
    "core.pager": "{run}",
    "core.editor": "{run}",
    "core.sshCommand": "{run}",
    "core.askPass": "{run}",
    "core.alternateRefsCommand": "{run}",
    "diff.external": "{run}",
    "diff.evil.textconv": "{run}",
    "diff.evil.command": "{run}",
    "filter.evil.smudge": "{run}",
    "filter.evil.clean": "{run}",
    "credential.helper": "!{run}",
    "gpg.program": "{run}",
    "uploadpack.packObjectsHook": "{run}",
    "alias.cat-file": "!{run}",
    "alias.ls-tree": "!{run}",
    "protocol.allow": "always",
    "protocol.ext.allow": "always",
    "protocol.file.allow": "always",
    "core.repositoryFormatVersion": "1",
    "extensions.partialClone": "evil",
    "remote.evil.url": "ext::{run}",
    "remote.evil.promisor": "true",
    "remote.evil.uploadpack": "{run}",
    "url.ext::{run}.insteadOf": "https://",
    "core.attributesFile": "{attributes}",
    "core.worktree": "{hooks}",
}
"""What a configuration could have git run. {run} leaves a mark."""


def _everything(folder: Path, first: str, second: str, *, promised: bool = False) -> None:
    with GitRepository(folder) as repository:
        repository.commit("refs/heads/main")
        repository.merge_base(first, second)
        # An older git asks its promisor for what is missing, is refused, and may die of that.
        with suppress(GitError) if promised else nullcontext():
            repository.has("1" * 40)
        for change in repository.changes(first, second).files:
            if change.after is not None:
                repository.blob(change.after.oid)
        tree = Revision(repository, second)
        for path in tree.list(""):
            tree.read(path)
        with pytest.raises(GitError):
            repository.blob("1" * 40)


@pytest.mark.parametrize("of_older_git", [False, True])
def test_nothing_that_a_repository_configures_is_run(
    *,
    of_older_git: bool,
    bare: Path,
    make: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if of_older_git:
        # It does not know the variable that forbids fetching what is missing.
        clean = of_git.clean_environment
        monkeypatch.setattr(
            of_git, "clean_environment", lambda: {k: v for k, v in clean().items() if k != "GIT_NO_LAZY_FETCH"}
        )
    first = make({"a": b"1", ".gitattributes": b"* diff=evil filter=evil\n"})
    second = make({"a": b"2"}, first)
    git(bare, "update-ref", "refs/heads/main", second)
    mark, run, hooks = tmp_path / "RAN", tmp_path / "run", tmp_path / "hooks"
    run.write_text(f"#!/bin/sh\ntouch {mark}\n")
    run.chmod(0o755)
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc"):
        (hooks / name).symlink_to(run)
        (bare / "hooks").mkdir(exist_ok=True)
        (bare / "hooks" / name).unlink(missing_ok=True)
        (bare / "hooks" / name).symlink_to(run)
    (tmp_path / "attributes").write_text("* diff=evil filter=evil\n")
    for key, value in EVIL.items():
        words = {"run": str(run), "hooks": str(hooks), "attributes": str(tmp_path / "attributes")}
        section, _, name = key.format(**words).rpartition(".")
        with (bare / "config").open("a") as config:
            top, _, sub = section.partition(".")
            config.write(f'[{top}{f" {chr(34)}{sub}{chr(34)}" if sub else ""}]\n\t{name} = "{value.format(**words)}"\n')
    (bare / "info").mkdir(exist_ok=True)
    (bare / "info" / "attributes").write_text("* diff=evil filter=evil\n")
    os.environ.pop("GIT_DIR", None)
    _everything(bare, first, second, promised=True)
    assert not mark.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_EXTERNAL_DIFF", "{run}"),
        ("GIT_PAGER", "{run}"),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_GLOBAL", "{config}"),
        ("GIT_CONFIG_SYSTEM", "{config}"),
        ("GIT_CONFIG_PARAMETERS", "'core.fsmonitor={run}'"),
        ("HOME", "{home}"),
        ("XDG_CONFIG_HOME", "{home}"),
        ("GIT_OBJECT_DIRECTORY", "{home}"),
        ("GIT_DIR", "{home}"),
        ("GIT_REPLACE_REF_BASE", "refs/heads/"),
    ],
)
def test_the_environment_of_whoever_runs_it_plays_no_part(
    name: str, value: str, bare: Path, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make({"a": b"1"})
    second = make({"a": b"2"}, first)
    git(bare, "update-ref", "refs/heads/main", second)
    run, home = tmp_path / "run", tmp_path / "home"
    run.write_text(f"#!/bin/sh\ntouch {tmp_path / 'RAN'}\n")
    run.chmod(0o755)
    home.mkdir()
    for config in (home / ".gitconfig", home / "config"):
        config.write_text(f"[core]\n\tfsmonitor = {run}\n\tpager = {run}\n\tbare = broken\n")
    monkeypatch.setenv(name, value.format(run=run, home=home, config=home / "config"))
    _everything(bare, first, second)
    assert not (tmp_path / "RAN").exists()
