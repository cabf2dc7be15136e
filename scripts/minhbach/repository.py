"""The repository as typed data: `load(tree)` reads everything, keeps going at every fault, and reports them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from minhbach.codeowners import stale_codeowners
from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location, Report
from minhbach.memory import NO_MEMORY, Memory
from minhbach.model.accounts import NO_ACCOUNTS, Accounts
from minhbach.model.amendment import Amendment
from minhbach.model.chain import Chain
from minhbach.model.criteria import CriteriaSet
from minhbach.model.inspection import Inspection
from minhbach.model.lineage import Lineage
from minhbach.model.record import Record
from minhbach.model.review import Review
from minhbach.model.round import Milestone, Receipt, Round
from minhbach.model.submission import Submission
from minhbach.model.units import Register, Unit, unit_path
from minhbach.reading.amendments import read_amendments
from minhbach.reading.files import read_source
from minhbach.reading.handed_in import UnitReader
from minhbach.reading.inspections import read_inspections
from minhbach.reading.lineage import read_lineage
from minhbach.reading.places import find_strays, unexpected_file
from minhbach.reading.published import read_published
from minhbach.reading.registers import RegisterReader, kind_of_round
from minhbach.reading.reviews import read_reviews
from minhbach.reading.rounds import read_round, round_ids
from minhbach.reading.sets import read_set, set_ids
from minhbach.reading.structure import Structure
from minhbach.schema import schema_bytes, schema_path, tier_schema
from minhbach.tree import NotRegularError, TooLargeError, Tree
from minhbach.yamlio import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundData:
    """A round with everything that was handed in, asked, settled and amended.

    `present` are the units whose file exists, readable or not; `records` is the YAML of everything beside the figures;
    `published` are the published editions by name, `shared_chains` those that `values` made for several units.
    """

    round: Round
    register: Register
    criteria: CriteriaSet
    submissions: Mapping[str, Submission]
    receipts: Mapping[str, Receipt] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    previous: RoundData | None = None
    accounts: Accounts = NO_ACCOUNTS
    reviews: Mapping[str, Review] = field(default_factory=dict)
    inspections: Mapping[str, Inspection] = field(default_factory=dict)
    amendments: tuple[Amendment, ...] = ()
    records: tuple[Source, ...] = ()
    lineage: Lineage | None = None
    published: Mapping[str, Record] = field(default_factory=dict)
    shared_chains: dict[tuple[str, int], Chain] = field(default_factory=dict, init=False, compare=False, repr=False)

    def is_approved(self, code: str) -> bool:
        """Whether a unit's figures are approved. Without a register of receipt what is here came through the gate."""
        if code not in self.submissions:
            return False
        receipt = self.receipts.get(code)
        return receipt.approved is not None if receipt is not None else not self.receipts

    def newest_record(self, milestone: Milestone) -> Record | None:
        """The last published edition of a milestone."""
        editions = [item for item in self.published.values() if item.milestone is milestone]
        return max(editions, key=lambda item: item.number, default=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Dataset:
    sets: Mapping[str, CriteriaSet]
    rounds: Mapping[str, RoundData]


@dataclass(frozen=True, slots=True)
class UsableSet:
    """A criteria set with the compiled schema of each tier, made once for all rounds that use it, when it is needed."""

    criteria: CriteriaSet
    structures: Mapping[str, Structure]

    @classmethod
    def of(cls, criteria: CriteriaSet) -> UsableSet:
        return cls(criteria, _Structures(criteria))


class _Structures(Mapping[str, Structure]):
    """The compiled schema of each tier, by its id."""

    def __init__(self, criteria: CriteriaSet) -> None:
        self._criteria = criteria
        self._made: dict[str, Structure] = {}

    def __getitem__(self, tier: str) -> Structure:
        if tier not in self._made:
            if tier not in self:
                raise KeyError(tier)
            self._made[tier] = Structure(tier_schema(self._criteria, tier))
        return self._made[tier]

    def __contains__(self, tier: object) -> bool:
        return any(item.id == tier for item in self._criteria.tiers)

    def __iter__(self) -> Iterator[str]:
        return (tier.id for tier in self._criteria.tiers)

    def __len__(self) -> int:
        return len(self._criteria.tiers)


def load(tree: Tree, memory: Memory = NO_MEMORY) -> tuple[Dataset, Report]:
    """Read every criteria set and every round. Never stops at a fault; never raises on any content.

    A `memory` spares reading again what has not changed; what comes out is the same.
    """
    report = Report()
    sets: dict[str, UsableSet] = {}
    written_sets, written_rounds = set_ids(tree), round_ids(tree)
    for set_id in written_sets:
        criteria, findings = read_set(tree, set_id)
        report.extend(findings)
        if criteria is not None:
            sets[set_id] = UsableSet.of(criteria)
            report.extend(_stale_schemas(tree, sets[set_id]))
    report.extend(find_strays(tree, written_sets, written_rounds))
    rounds: dict[str, RoundData] = {}
    for round_id in written_rounds:
        data = _load_round(tree, round_id, sets, rounds, report, memory)
        if data is not None:
            rounds[round_id] = data
    if len(rounds) == len(written_rounds):
        report.extend(stale_codeowners(tree, list(rounds.values()), report))
    return Dataset(sets={set_id: usable.criteria for set_id, usable in sets.items()}, rounds=rounds), report


def _stale_schemas(tree: Tree, usable: UsableSet) -> Iterator[Diagnostic]:
    for tier_id, structure in usable.structures.items():
        path = schema_path(usable.criteria.id, tier_id)
        try:
            stale = tree.read(path) != schema_bytes(structure.schema)
        except (OSError, NotRegularError, TooLargeError):
            stale = True
        if stale:
            yield diagnose("schema-stale", Location(path))


def _load_round(
    tree: Tree,
    round_id: str,
    sets: Mapping[str, UsableSet],
    rounds: Mapping[str, RoundData],
    report: Report,
    memory: Memory,
) -> RoundData | None:
    round_, source, findings = read_round(tree, round_id)
    report.extend(findings)
    usable = sets.get(round_.criteria) if round_ is not None else None
    criteria = usable.criteria if usable is not None else None
    if round_ is not None and criteria is None:
        report.add(_no_criteria(tree, source, round_.criteria, sets))
    registers = RegisterReader(tree, round_id, memory, criteria)
    register, findings = registers.units()
    report.extend(findings)
    if round_ is not None:
        report.extend(_round_findings(tree, source, round_, register))
    if round_ is None or usable is None or criteria is None or register is None:
        _report_unreadable(tree, round_id, report)
        return None
    places = _unit_places(tree, round_id, register, usable, report)
    # Other processes read these while the registers are read here.
    handed_in = UnitReader(usable, round_id, memory, registers.criteria_digest).read(tree, places)
    receipts, findings = registers.receipts(register)
    report.extend(findings)
    accounts, findings = registers.accounts(register)
    report.extend(findings)
    previous = rounds.get(round_.previous) if round_.previous else None
    lineage, findings = read_lineage(tree, round_, register, previous.register if previous is not None else None)
    report.extend(findings)
    reviews = read_reviews(tree, round_id, register, criteria)
    inspections = read_inspections(tree, round_id, register, criteria)
    amendments = read_amendments(tree, round_id, register, criteria)
    published, findings = read_published(tree, round_id)
    report.extend(findings)
    for finding in (*reviews.findings, *inspections.findings, *amendments.findings):
        report.add(replace(finding, round=round_id))
    submissions: dict[str, Submission] = {}
    for found in handed_in:
        report.extend(found.findings)
        if found.submission is not None:
            submissions[found.unit.code] = found.submission
    memory.forget_unused(kind_of_round(round_id))
    return RoundData(
        round=round_,
        register=register,
        criteria=criteria,
        submissions=submissions,
        receipts=receipts,
        present=frozenset(unit.code for _, unit in places),
        previous=previous,
        accounts=accounts,
        lineage=lineage,
        reviews=reviews.by_key,
        inspections=inspections.by_key,
        amendments=tuple(amendments.by_key.values()),
        records=(*reviews.sources, *inspections.sources, *amendments.sources),
        published=published,
    )


def _no_criteria(tree: Tree, source: Source, wanted: str, sets: Mapping[str, UsableSet]) -> Diagnostic:
    """The round's set is not there, or has faults of its own."""
    place = source.location("criteria")
    detail = "broken" if tree.exists(f"criteria/{wanted}/set.yaml") else "" if sets else "none"
    return diagnose("round-criteria", place, found=wanted, allowed=", ".join(sets), detail=detail)


def _round_findings(tree: Tree, source: Source, round_: Round, register: Register | None) -> Iterator[Diagnostic]:
    """What the round says of other files: its province, the round before it, and files that no one reads."""
    if register is not None and register.province.code != round_.province:
        place, other = source.location("province"), register.province.code
        yield diagnose("round-province", place, found=round_.province, allowed=other)
    before = round_.previous
    if before is not None and not (before < round_.id and tree.exists(f"submissions/{before}/round.yaml")):
        earlier = [name for name in round_ids(tree) if name < round_.id]
        place, detail = source.location("previous"), "" if earlier else "first"
        yield diagnose("round-previous", place, found=before, allowed=", ".join(earlier), detail=detail)


def _report_unreadable(tree: Tree, round_id: str, report: Report) -> None:
    """Without register or criteria the figures cannot be judged, but a broken file is still told."""
    for path in tree.list(f"submissions/{round_id}/units"):
        report.extend(read_source(tree, path)[1])


def _unit_places(
    tree: Tree, round_id: str, register: Register, usable: UsableSet, report: Report
) -> list[tuple[str, Unit]]:
    """The files that are there and the unit of each; any other file is told."""
    units = {unit_path(round_id, unit, register, usable.criteria.tiers): unit for unit in register.units}
    places: list[tuple[str, Unit]] = []
    for path in tree.list(f"submissions/{round_id}/units"):
        unit = units.get(path)
        if unit is None or unit.tier not in usable.structures:
            report.add(unexpected_file(tree, path, round_id, units))
        else:
            places.append((path, unit))
    return places
