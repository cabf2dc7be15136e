"""Example folders: a change to the province of `tests/province`, and the findings that it has to give.

The earlier round is left out unless the example asks for it: most faults show in one round, and it halves the time.

    <code>/[<variant>/]expect.yaml
        title:     what the example shows
        rounds:    all - the earlier round too
        remove:    paths or folders that are not there
        rename:    {old path: new path}
        copy:      {path or folder: new one}
        edits:     [{path, from, to}]: `from` stands in the file exactly once
        generate:  [{path, text, times}]: a file of repeated text
        findings:  [{code, path, line, column, message, hint}]: all that the change adds, in the order of the report
    <code>/[<variant>/]files/...   files laid over the province; a symbolic link stays one
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import yaml

from minhbach.cases import run_cases
from minhbach.changes import LINK, SUBMODULE
from minhbach.checks import run_checks
from minhbach.diagnostics import Diagnostic, Report
from minhbach.model.criteria import CriteriaSet
from minhbach.reading.sets import read_set
from minhbach.repository import Dataset, UsableSet, load
from minhbach.schema import schema_bytes
from minhbach.tree import MAX_FILE_BYTES, NotRegularError, TooLargeError, Tree

PROVINCE = Path(__file__).parents[1] / "province"
INVALID = Path(__file__).parent / "invalid"
VALID = Path(__file__).parent / "valid"

Argument = TypeVar("Argument")
Result = TypeVar("Result")

EARLIER = "submissions/2020/"
ROUND_FILE = "submissions/2021/round.yaml"
LINEAGE_FILE = "submissions/2021/lineage.yaml"


@dataclass(slots=True)
class MemoryTree:
    """A tree of files in memory; `modes` are those that git would give what is no plain file."""

    files: dict[str, bytes]
    modes: dict[str, str] = field(default_factory=dict)

    def list(self, folder: str) -> list[str]:
        return sorted(path for path in self.files if path.startswith(f"{folder}/"))

    def exists(self, path: str) -> bool:
        return path in self.files or any(name.startswith(f"{path}/") for name in self.files)

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        if path not in self.files:
            raise FileNotFoundError(path)
        if self.modes.get(path) in (LINK, SUBMODULE):
            raise NotRegularError(path)
        data = self.files[path]
        if len(data) > limit:
            raise TooLargeError(path, len(data), limit)
        return data


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding as a person reads it."""

    code: str
    path: str
    line: int
    column: int
    message: str
    hint: str

    @classmethod
    def of(cls, item: Diagnostic) -> Expected:
        place = item.location
        return cls(item.code, place.path, place.line, place.column, item.message.vi, item.hint.vi)


@dataclass(frozen=True, slots=True)
class Example:
    """An example folder."""

    folder: Path
    document: Mapping[str, Any]

    @property
    def expected(self) -> list[Expected]:
        return [Expected(**finding) for finding in self.document.get("findings", ())]

    @property
    def touches_criteria(self) -> bool:
        edits = (edit["path"] for edit in self.document.get("edits", ()))
        return (self.folder / "files/criteria").exists() or any(path.startswith("criteria/") for path in edits)

    @property
    def has_both_rounds(self) -> bool:
        return self.document.get("rounds") == "all"

    def tree(self) -> MemoryTree:
        return changed(start(both_rounds=self.has_both_rounds), self.document, self.folder / "files")


def start(*, both_rounds: bool) -> MemoryTree:
    """The province before anything is changed in it."""
    return MemoryTree(dict(province_files() if both_rounds else one_round()))


def changed(before: MemoryTree, document: Mapping[str, Any], files: Path) -> MemoryTree:
    """The tree with what a document says and with the files of a folder laid over it."""
    tree = MemoryTree(dict(before.files), dict(before.modes))
    for path in document.get("remove", ()):
        tree.files = {
            name: data for name, data in tree.files.items() if name != path and not name.startswith(f"{path}/")
        }
    for old, new in document.get("rename", {}).items():
        tree.files[new] = tree.files.pop(old)
    for old, new in document.get("copy", {}).items():
        copies = {
            new + path.removeprefix(old): data for path, data in tree.files.items() if f"{path}/".startswith(f"{old}/")
        }
        tree.files.update(copies)
    for path, place in _files_below(files):
        if place.is_symlink():
            tree.files[path], tree.modes[path] = str(place.readlink()).encode(), LINK
        else:
            tree.files[path] = place.read_bytes()
    for edit in document.get("edits", ()):
        tree.files[edit["path"]] = _edited(tree.files[edit["path"]], edit["from"], edit["to"])
    for item in document.get("generate", ()):
        tree.files[item["path"]] = item["text"].encode() * item["times"]
    return tree


def _edited(data: bytes, old: str, new: str) -> bytes:
    text = data.decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
    return text.replace(old, new).encode()


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    for place in sorted(folder.rglob("*")):
        if place.is_symlink() or place.is_file():
            yield place.relative_to(folder).as_posix(), place


@cache
def province_files() -> Mapping[str, bytes]:
    return {path: place.read_bytes() for path, place in _files_below(PROVINCE)}


@cache
def one_round() -> Mapping[str, bytes]:
    """The province without its earlier round; every line keeps its number."""
    files = {path: data for path, data in province_files().items() if not path.startswith((EARLIER, LINEAGE_FILE))}
    return {**files, ROUND_FILE: _edited(files[ROUND_FILE], 'previous: "2020"', "# one round only")}


def example_folders(top: Path) -> list[Path]:
    return sorted(place.parent for place in top.rglob("expect.yaml"))


@cache
def read_example(folder: Path) -> Example:
    text = (folder / "expect.yaml").read_text(encoding="utf-8")
    return Example(folder, yaml.load(text, yaml.CSafeLoader))


@cache
def _read_set(set_id: str, files: tuple[tuple[str, bytes], ...]) -> tuple[CriteriaSet | None, list[Diagnostic]]:
    return read_set(MemoryTree(dict(files)), set_id)


def read_set_once(tree: Tree, set_id: str) -> tuple[CriteriaSet | None, list[Diagnostic]]:
    """Most examples share the criteria set of the province; the same bytes are not read again."""
    return _read_set(set_id, tuple((path, tree.read(path)) for path in tree.list(f"criteria/{set_id}")))


def once(function: Callable[[Argument], Result]) -> Callable[[Argument], Result]:
    """The function, called once for each object; what the object holds may be beyond hashing."""
    known: dict[int, tuple[Argument, Result]] = {}

    def call(argument: Argument) -> Result:
        if id(argument) not in known:
            known[id(argument)] = (argument, function(argument))
        return known[id(argument)][1]

    return call


_usable_once = once(UsableSet.of)
_schema_bytes_once = once(schema_bytes)


@contextmanager
def reading_once() -> Iterator[None]:
    """A criteria set and its schemas are made once for the same bytes."""
    with (
        patch("minhbach.repository.read_set", read_set_once),
        patch("minhbach.gate.base.read_set", read_set_once),
        patch("minhbach.repository.schema_bytes", _schema_bytes_once),
        patch.object(UsableSet, "of", _usable_once),
    ):
        yield


def load_tree(tree: Tree) -> tuple[Dataset, Report]:
    with reading_once():
        return load(tree)


def check_tree(tree: MemoryTree, *, with_cases: bool) -> list[Diagnostic]:
    """Everything that `validate` finds, and `criteria check` when asked."""
    dataset, report = load_tree(tree)
    report.extend(run_checks(dataset))
    for criteria in dataset.sets.values() if with_cases else ():
        report.extend(run_cases(tree, criteria).findings)
    return list(report)


@cache
def province_findings(*, both_rounds: bool = True) -> frozenset[Diagnostic]:
    files = province_files() if both_rounds else one_round()
    return frozenset(check_tree(MemoryTree(dict(files)), with_cases=True))


def added_findings(example: Example) -> tuple[Diagnostic, ...]:
    """What the example's change adds to the findings of the province, in the order of the report."""
    found = Report()
    found.extend(check_tree(example.tree(), with_cases=example.touches_criteria))
    known = province_findings(both_rounds=example.has_both_rounds)
    return tuple(item for item in found if item not in known)
