"""A proposed change as data: two trees, what differs, who proposes it, and when the forge saw it arrive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from minhbach.changes import LINK, SUBMODULE, Changes, FileChange
from minhbach.diagnostics import Diagnostic, Location
from minhbach.gate.authority import Area
from minhbach.gate.base import Base, RoundBase
from minhbach.gate.places import Spot, locate, look_alike
from minhbach.model.accounts import NO_ACCOUNTS, Account, Accounts
from minhbach.model.submission import Submission
from minhbach.model.units import Unit
from minhbach.reading.files import read_source
from minhbach.tree import NotRegularError, Overlay, TooLargeError, Tree
from minhbach.yamlio import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """A content of a file that the head does not have any more; `data` is None when it is too large to be read."""

    path: str
    size: int
    data: bytes | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What is asked: may `head`, proposed by the account `actor` and received at `at`, become part of `base`?

    `outdated` are changed paths that the base changed as well since the two parted. `versions` are contents that only
    commits on the way to the head have; with a `long_history` not all of them were looked at.
    """

    base_commit: str
    head_commit: str
    actor: int
    at: datetime
    changes: Changes
    outdated: frozenset[str] = frozenset()
    versions: tuple[Version, ...] = ()
    long_history: bool = False


class Proposal:
    """A request with everything of the base that it touches. `tree` is the base with the changed paths of the head."""

    def __init__(self, base: Base, head: Tree, request: Request) -> None:
        self.base = base
        self.head = head
        self.request = request
        self.tree = Overlay(base.tree, head, frozenset(change.path for change in request.changes.files))
        self._sources: dict[str, tuple[Source, list[Diagnostic]]] = {}
        self.readings: dict[str, tuple[Submission | None, list[Diagnostic]]] = {}
        self._likenesses: dict[str, str | None] = {}

    @property
    def changes(self) -> tuple[FileChange, ...]:
        return self.request.changes.files

    @cached_property
    def spots(self) -> dict[str, Spot]:
        return {change.path: locate(change.path, self.known_paths) for change in self.changes}

    @cached_property
    def known_paths(self) -> dict[str, tuple[str, str]]:
        """Files that the registers allow, of the rounds that the change touches, else of the newest."""
        return self.base.unit_paths(frozenset(self.rounds) or frozenset(self.base.round_ids[-1:]))

    @cached_property
    def rounds(self) -> tuple[str, ...]:
        """The rounds of the base that the change touches."""
        words = (change.path.split("/") for change in self.changes)
        mentioned = {word[1] for word in words if len(word) > 2 and word[0] == "submissions"}
        return tuple(name for name in self.base.round_ids if name in mentioned)

    @cached_property
    def unusable(self) -> tuple[str, ...]:
        """The rounds that rule the change and cannot be read on the base."""
        ruling = self.rounds or self.base.round_ids[-1:]
        return tuple(name for name in ruling if self.base.round(name) is None)

    @cached_property
    def units(self) -> tuple[tuple[str, str], ...]:
        """Round and code of every unit whose file is touched."""
        spots = (spot for spot in self.spots.values() if spot.area is Area.UNIT)
        return tuple(sorted({(spot.round, spot.unit) for spot in spots if spot.round and spot.unit}))

    def unit(self, round_id: str | None, code: str | None) -> Unit | None:
        base = self.round(round_id)
        return base.register.by_code.get(code) if base is not None and code is not None else None

    def round(self, round_id: str | None) -> RoundBase | None:
        return self.base.round(round_id) if round_id is not None else None

    def accounts(self, round_id: str | None) -> Accounts:
        """The register that rules a path: its round's, or the newest round's for what belongs to none."""
        base = self.round(round_id) or self.base.newest
        return base.accounts if base is not None else NO_ACCOUNTS

    def account(self, round_id: str | None) -> Account | None:
        return self.accounts(round_id).by_id.get(self.request.actor)

    @cached_property
    def _by_path(self) -> dict[str, FileChange]:
        return {change.path: change for change in self.changes}

    def removes(self, path: str) -> bool:
        return self._by_path[path].after is None

    def leaves_file(self, path: str) -> bool:
        """A plain file is there afterwards, and no link or submodule."""
        after = self._by_path[path].after
        return after is not None and after.mode not in (LINK, SUBMODULE)

    def likeness(self, path: str) -> str | None:
        """The file of the registers that a path can be taken for."""
        if path not in self._likenesses:
            self._likenesses[path] = look_alike(path, self.known_paths)
        return self._likenesses[path]

    def source(self, path: str) -> Source:
        """The YAML of a changed file, read once."""
        if path not in self._sources:
            self._sources[path] = read_source(self.tree, path)
        return self._sources[path][0]

    def source_findings(self, path: str) -> list[Diagnostic]:
        self.source(path)
        return self._sources[path][1]

    def content(self, path: str) -> bytes:
        """A changed file as it was handed in; nothing, when it cannot be read."""
        try:
            return self.head.read(path)
        except (OSError, NotRegularError, TooLargeError):
            return b""

    @property
    def first_place(self) -> Location:
        return Location(self.changes[0].path if self.changes else "")
