"""A tree with some paths as another has them: what a change would leave."""

from __future__ import annotations

import pytest

from minhbach.changes import LINK
from minhbach.tree import NotRegularError, Overlay, TooLargeError
from tests.cases.examples import MemoryTree

BASE = MemoryTree({"a/1": b"one", "a/2": b"two", "a/b/3": b"three", "c": b"four", "gone/5": b"five"})
HEAD = MemoryTree(
    {"a/1": b"ONE", "a/2": b"TWO", "a/4": b"new", "c/6": b"six", "l": b"target", "more/7": b"7"}, {"l": LINK}
)
TOUCHED = frozenset({"a/1", "a/4", "c", "c/6", "gone/5", "l"})
TREE = Overlay(BASE, HEAD, TOUCHED)


def test_touched_files_are_the_heads_and_others_the_bases() -> None:
    assert TREE.read("a/1") == b"ONE"
    assert TREE.read("a/2") == b"two"
    assert TREE.read("a/4") == b"new"
    assert TREE.read("c/6") == b"six"


@pytest.mark.parametrize("path", ["gone/5", "more/7", "nothing", "c"])
def test_what_was_removed_or_never_touched_is_not_there(path: str) -> None:
    with pytest.raises(FileNotFoundError):
        TREE.read(path)


def test_limits_and_kinds_hold_through_the_overlay() -> None:
    with pytest.raises(TooLargeError):
        TREE.read("a/1", 2)
    with pytest.raises(NotRegularError):
        TREE.read("l")


def test_folders_list_what_is_left() -> None:
    assert TREE.list("a") == ["a/1", "a/2", "a/4", "a/b/3"]
    assert TREE.list("c") == ["c/6"]
    assert TREE.list("gone") == TREE.list("more") == TREE.list("nothing") == []


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("a/1", True),
        ("a/2", True),
        ("a/4", True),
        ("a", True),
        ("a/b", True),
        ("l", True),
        ("c/6", True),
        ("c", True),
        ("gone/5", False),
        ("gone", False),
        ("more", False),
        ("more/7", False),
        ("nothing", False),
        ("a/", False),
    ],
)
def test_files_and_folders_exist_where_something_is_left(path: str, *, there: bool) -> None:
    assert TREE.exists(path) is there


def test_without_touched_paths_it_is_the_base() -> None:
    same = Overlay(BASE, HEAD, frozenset())
    assert [same.read(path) for path in BASE.files] == list(BASE.files.values())
    assert same.list("a") == BASE.list("a")
