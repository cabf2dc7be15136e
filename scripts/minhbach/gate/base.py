"""Everything a verdict rests on, read from the base, never from a change: rounds, registers, accounts, criteria."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from minhbach.diagnostics import Diagnostic, Severity
from minhbach.git import Revision
from minhbach.model.accounts import Accounts
from minhbach.model.lineage import Lineage
from minhbach.model.review import Review
from minhbach.model.round import Milestone, Round
from minhbach.model.units import Register, Unit, unit_path
from minhbach.reading.accounts import read_accounts
from minhbach.reading.lineage import read_lineage
from minhbach.reading.reviews import read_review
from minhbach.reading.rounds import read_register, read_round, round_ids
from minhbach.reading.sets import read_set
from minhbach.repository import UsableSet
from minhbach.tree import Tree


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundBase:
    """A round of the base without anything that was handed in. `published` names the milestones that have a record."""

    round: Round
    register: Register
    usable: UsableSet
    accounts: Accounts
    published: frozenset[str]
    paths: Mapping[str, str]
    lineage: Lineage | None = None

    @property
    def id(self) -> str:
        return self.round.id

    def path_of(self, unit: Unit) -> str:
        return unit_path(self.id, unit, self.register, self.usable.criteria.tiers)


class Base:
    """The base, read no further than is asked, and not again where an `earlier` one rests on the same files."""

    def __init__(self, tree: Tree, earlier: Base | None = None) -> None:
        self.tree = tree
        self._earlier = earlier.forgetful() if earlier is not None else None
        self.faults: list[Diagnostic] = []
        self._rounds: dict[str, RoundBase | None] = {}
        self._sets: dict[str, UsableSet | None] = {}
        self._reviews: dict[tuple[str, str], Review | None] = {}

    @cached_property
    def round_ids(self) -> tuple[str, ...]:
        return tuple(round_ids(self.tree))

    @property
    def newest(self) -> RoundBase | None:
        """The round whose operators answer for what belongs to no round, such as a new one."""
        return self.round(self.round_ids[-1]) if self.round_ids else None

    def round(self, round_id: str) -> RoundBase | None:
        """None when there is no such round, or when it cannot be read; `faults` then says why."""
        if round_id not in self._rounds:
            self._rounds[round_id] = self._again(round_id) or (
                self._load(round_id) if round_id in self.round_ids else None
            )
        return self._rounds[round_id]

    def forgetful(self) -> Base:
        """Itself, without what it was made from: only the last base is ever kept."""
        self._earlier = None
        return self

    def _again(self, round_id: str) -> RoundBase | None:
        """A round as the earlier base has it, if none of the files that it was read from differs."""
        known = self._earlier._rounds.get(round_id) if self._earlier is not None else None
        if known is None or self._earlier is None or self._earlier.faults:
            return None
        same = self._files(round_id) == self._earlier._files(round_id)
        return known if same else None

    def _files(self, round_id: str) -> list[tuple[str, str]]:
        tree, folder = self.tree, f"submissions/{round_id}"
        paths = [f"{folder}/{name}" for name in ("round.yaml", "units.yaml", "lineage.yaml", "accounts.yaml")]
        paths += [*tree.list(f"{folder}/published"), *tree.list("criteria")]
        return [(path, content_id(tree, path)) for path in paths if tree.exists(path)]

    def review(self, round_id: str, unit: str) -> Review | None:
        """The operator's questions to a unit."""
        key = (round_id, unit)
        base = self.round(round_id)
        if base is None:
            return None
        if key not in self._reviews:
            register, criteria = base.register, base.usable.criteria
            self._reviews[key] = read_review(self.tree, round_id, unit, register, criteria)[0]
        return self._reviews[key]

    def unit_paths(self, wanted: frozenset[str]) -> dict[str, tuple[str, str]]:
        """Round and unit code of every file that the registers of these rounds allow."""
        found = (base for round_id in sorted(wanted) if (base := self.round(round_id)) is not None)
        return {path: (base.id, code) for base in found for path, code in base.paths.items()}

    def uses_set(self, set_id: str) -> bool:
        """Whether any round rests on a criteria set, be there faults in its other files or not."""
        rounds = (read_round(self.tree, name)[0] for name in self.round_ids)
        return any(round_.criteria == set_id for round_ in rounds if round_ is not None)

    def _load(self, round_id: str) -> RoundBase | None:
        round_, _, findings = read_round(self.tree, round_id)
        usable = self._usable(round_.criteria) if round_ is not None else None
        register, more = read_register(self.tree, round_id, usable.criteria if usable else None)
        if self._tell([*findings, *more]) or round_ is None or usable is None or register is None:
            return None
        accounts, findings = read_accounts(self.tree, round_id, register)
        if self._tell(findings) and not accounts.accounts:
            return None
        records = self.tree.list(f"submissions/{round_id}/published")
        paths = {unit_path(round_id, unit, register, usable.criteria.tiers): unit.code for unit in register.units}
        return RoundBase(
            round=round_,
            register=register,
            usable=usable,
            accounts=accounts,
            published=frozenset(map(_milestone, records)).intersection(Milestone),
            paths=paths,
            # Its codes are held against the round before by the checks of the whole repository.
            lineage=read_lineage(self.tree, round_, register, None)[0],
        )

    def _usable(self, set_id: str) -> UsableSet | None:
        if set_id not in self._sets:
            criteria, findings = read_set(self.tree, set_id)
            self._tell(findings)
            self._sets[set_id] = UsableSet.of(criteria) if criteria is not None else None
        return self._sets[set_id]

    def _tell(self, findings: Iterable[Diagnostic]) -> bool:
        """Whether there are errors; they are kept among the faults."""
        errors = [item for item in findings if item.severity is Severity.ERROR]
        self.faults += errors
        return bool(errors)


def _milestone(path: str) -> str:
    """`published/final-2.json` is a record of `final`."""
    return path.rpartition("/")[2].partition(".")[0].partition("-")[0]


def content_id(tree: Tree, path: str) -> str:
    """Equal only for equal content."""
    if isinstance(tree, Revision):
        return tree.entries[path].oid
    return hashlib.sha256(tree.read(path, limit=1 << 30)).hexdigest()
