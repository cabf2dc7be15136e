"""What differs between two trees: the same as git says, and never more work than the limits allow."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.changes import (
    EXECUTABLE,
    FILE,
    LINK,
    MAX_DEPTH,
    MAX_FOLDER_BYTES,
    MAX_FOLDERS,
    MAX_NAMES,
    SUBMODULE,
    Changes,
    Entry,
    FileChange,
    TooMuchError,
    differing,
    folder_of,
)
from minhbach.git import GitError, GitRepository
from tests.season.commits import commit, git, link, make_bare, program, submodule

AT = datetime(2021, 11, 20, 2, tzinfo=UTC)


class Store:
    """Tree objects in memory, by their ids; counts how many were read."""

    def __init__(self) -> None:
        self.trees: dict[str, bytes] = {}
        self.reads = 0

    def tree(self, *entries: tuple[str, str, str]) -> str:
        """The id of a tree of modes, names and ids."""
        data = b"".join(
            b"%s %s\0%b" % (mode.encode(), name.encode(), bytes.fromhex(oid)) for mode, name, oid in entries
        )
        oid = hashlib.sha1(b"tree %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
        self.trees[oid] = data
        return oid

    def read(self, oid: str, limit: int) -> bytes:
        self.reads += 1
        if len(self.trees[oid]) > limit:
            raise TooMuchError
        return self.trees[oid]


ONE, OTHER = "1" * 40, "2" * 40


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("100644", FILE),
        ("100664", FILE),
        ("100600", FILE),
        ("100755", EXECUTABLE),
        ("100700", EXECUTABLE),
        ("100711", EXECUTABLE),
        ("120000", LINK),
        ("160000", SUBMODULE),
        ("0", SUBMODULE),
        ("010644", SUBMODULE),
    ],
)
def test_modes_are_read_as_git_reads_them(written: str, read: str, store: Store) -> None:
    found = differing(store.read, store.tree(), store.tree((written, "a", ONE)))
    assert found == Changes((FileChange(path="a", before=None, after=Entry(read, ONE)),))


def test_equal_folders_are_not_read(store: Store) -> None:
    same = store.tree(("100644", "a", ONE))
    before = store.tree(("40000", "same", same), ("100644", "z", ONE))
    after = store.tree(("40000", "same", same), ("100644", "z", OTHER))
    assert [change.path for change in differing(store.read, before, after).files] == ["z"]
    assert store.reads == 2


def test_a_file_in_the_place_of_a_folder_and_back(store: Store) -> None:
    folder = store.tree(("40000", "a", store.tree(("100644", "b", ONE))))
    file = store.tree(("100644", "a", OTHER))
    there = differing(store.read, folder, file)
    assert there.files == (
        FileChange(path="a", before=None, after=Entry(FILE, OTHER)),
        FileChange(path="a/b", before=Entry(FILE, ONE), after=None),
    )
    back = differing(store.read, file, folder)
    assert [(change.path, change.after) for change in back.files] == [("a", None), ("a/b", Entry(FILE, ONE))]


def test_ids_of_the_longer_kind_are_read_whole() -> None:
    long = "ab" * 32
    data = b"100644 a\0" + bytes.fromhex(long) + b"40000 b\0" + bytes.fromhex(long)
    assert folder_of(data, 32) == {b"a": Entry(FILE, long), b"b": Entry("040000", long)}


def doubling(store: Store, depth: int, bottom: str, mode: str) -> str:
    for _ in range(depth):
        bottom = store.tree(*((mode, f"{number}", bottom) for number in range(8)))
        mode = "40000"
    return bottom


def test_milliards_of_files_end_at_the_limit(store: Store) -> None:
    found = differing(store.read, store.tree(), doubling(store, 12, ONE, "100644"))
    assert found.more
    assert len(found.files) == 2_000
    assert store.reads < MAX_FOLDERS


def test_milliards_of_folders_without_a_file_end_at_the_limit(store: Store) -> None:
    found = differing(store.read, store.tree(), doubling(store, 12, store.tree(), "40000"))
    assert found == Changes((), more=True)
    assert store.reads <= 2 * MAX_FOLDERS


def test_folders_with_many_names_end_at_the_limit(store: Store) -> None:
    wide = [store.tree(*(("100644", f"{number:05}", ONE) for number in range(10_000)))]
    wide.append(store.tree(*(("100755", f"{number:05}", ONE) for number in range(10_000))))
    sides = [store.tree(*(("40000", f"{number:03}", tree) for number in range(100))) for tree in wide]
    assert differing(store.read, *sides).more
    assert store.reads * 10_000 <= 2 * MAX_NAMES


def test_a_tower_of_folders_ends_at_the_limit(store: Store) -> None:
    bottom = ONE
    for number in range(3 * MAX_DEPTH):
        bottom = store.tree(("40000" if number else "100644", "a", bottom))
    assert differing(store.read, store.tree(), bottom) == Changes((), more=True)
    assert store.reads < 2 * MAX_DEPTH


def test_a_huge_folder_is_not_read(store: Store) -> None:
    huge = store.tree(*(("100644", f"{number:07}" + "x" * 60, ONE) for number in range(50_000)))
    assert len(store.trees[huge]) > MAX_FOLDER_BYTES
    assert differing(store.read, store.tree(), huge) == Changes((), more=True)


@pytest.mark.parametrize("data", [b"100644", b"100644 a", b"x a\0" + b"1" * 20, b" \0", b"100644 a\0short 1", b"1 \0"])
def test_what_is_no_tree_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="a broken tree"):
        folder_of(data, 20)


def test_a_tree_that_is_no_tree_is_an_error_of_git(tmp_path: Path) -> None:
    make_bare(tmp_path / "bare.git")
    first = commit(tmp_path / "bare.git", None, {"a": b"1"}, "x", AT, "1")
    blob = git(tmp_path / "bare.git", "rev-parse", f"{first}:a")
    raw = b"40000 a\0" + bytes.fromhex(blob)
    tree = git(tmp_path / "bare.git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=raw)
    with GitRepository(tmp_path / "bare.git") as repository:
        with pytest.raises(GitError):
            repository.changes(first, tree)
        with pytest.raises(GitError):
            repository.changes(first, "1" * 40)
        assert repository.changes(first, first) == Changes(())


# The same as git ------------------------------------------------------------------

NAMES = st.sampled_from(["a", "b", "ab", "a-b", "a.b", "A", "ă", "a b"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
CONTENTS = st.sampled_from([b"1", b"2", program(b"1"), link("1"), submodule("5" * 40)])


def consistent(files: dict[str, object]) -> bool:
    """No file is also a folder."""
    return not any(other.startswith(f"{path}/") for path in files for other in files)


TREES = st.dictionaries(PATHS, CONTENTS, min_size=1, max_size=8).filter(consistent)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changes") / "bare.git"
    make_bare(folder)
    return folder


@given(one=TREES, other=TREES)
def test_it_finds_what_git_finds(bare: Path, one: dict[str, bytes], other: dict[str, bytes]) -> None:
    before, after = (commit(bare, None, files, "x", AT, "1") for files in (one, other))
    said = git(bare, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, after)
    fields = said.split("\0")
    expected = []
    for words, path in zip(fields[::2], fields[1::2], strict=False):
        mode_before, mode_after, old, new, _ = words.removeprefix(":").split(" ")
        pair = [Entry(mode, oid) if oid.strip("0") else None for mode, oid in ((mode_before, old), (mode_after, new))]
        expected.append(FileChange(path=path, before=pair[0], after=pair[1]))
    with GitRepository(bare) as repository:
        found = repository.changes(before, after)
        listed = {change.path: change.after for change in repository.changes(before, after).files if change.after}
        assert listed.items() <= repository.entries(after).items()
    assert found == Changes(tuple(sorted(expected, key=lambda change: change.path)))
