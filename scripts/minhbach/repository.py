"""The repository as typed data: `load(tree)` reads everything, keeps going at every fault, and reports them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location, Report
from minhbach.model.criteria import CriteriaSet
from minhbach.model.round import Receipt, Round
from minhbach.model.submission import Submission
from minhbach.model.units import Register, Unit, unit_path
from minhbach.reading.files import read_source
from minhbach.reading.rounds import read_receipts, read_register, read_round, round_ids
from minhbach.reading.sets import read_set, set_ids
from minhbach.reading.submissions import SubmissionReader
from minhbach.schema import schema_bytes, schema_path, tier_schema
from minhbach.tree import Tree


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundData:
    """A round with everything that was handed in. `present` are the units whose file exists, readable or not."""

    round: Round
    register: Register
    criteria: CriteriaSet
    submissions: Mapping[str, Submission]
    receipts: Mapping[str, Receipt] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    previous: RoundData | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Dataset:
    sets: Mapping[str, CriteriaSet]
    rounds: Mapping[str, RoundData]


def load(tree: Tree) -> tuple[Dataset, Report]:
    """Read every criteria set and every round. Never stops at a fault; never raises on any content."""
    report = Report()
    sets: dict[str, CriteriaSet] = {}
    for set_id in set_ids(tree):
        criteria, findings = read_set(tree, set_id)
        report.extend(findings)
        if criteria is not None:
            sets[set_id] = criteria
            report.extend(_stale_schemas(tree, criteria))
    rounds: dict[str, RoundData] = {}
    for round_id in round_ids(tree):
        data = _load_round(tree, round_id, sets, rounds, report)
        if data is not None:
            rounds[round_id] = data
    return Dataset(sets=sets, rounds=rounds), report


def _stale_schemas(tree: Tree, criteria: CriteriaSet) -> Iterator[Diagnostic]:
    for tier in criteria.tiers:
        path = schema_path(criteria.id, tier.id)
        wanted = schema_bytes(tier_schema(criteria, tier.id))
        if not tree.exists(path) or tree.read(path) != wanted:
            yield diagnose("schema-stale", Location(path))


def _load_round(
    tree: Tree, round_id: str, sets: Mapping[str, CriteriaSet], rounds: Mapping[str, RoundData], report: Report
) -> RoundData | None:
    round_, source, findings = read_round(tree, round_id)
    report.extend(findings)
    criteria = sets.get(round_.criteria) if round_ is not None else None
    if round_ is not None and criteria is None:
        place, allowed = source.location("criteria"), ", ".join(sets)
        report.add(diagnose("round-criteria", place, found=round_.criteria, allowed=allowed))
    register, findings = read_register(tree, round_id, criteria)
    report.extend(findings)
    if round_ is None or criteria is None or register is None:
        _report_unreadable(tree, round_id, report)
        return None
    submissions, present = _load_submissions(tree, round_id, register, criteria, report)
    receipts, findings = read_receipts(tree, round_id, register)
    report.extend(findings)
    return RoundData(
        round=round_,
        register=register,
        criteria=criteria,
        submissions=submissions,
        receipts=receipts,
        present=frozenset(present),
        previous=rounds.get(round_.previous) if round_.previous else None,
    )


def _report_unreadable(tree: Tree, round_id: str, report: Report) -> None:
    """Without register or criteria the figures cannot be judged, but a broken file is still told."""
    for path in tree.list(f"submissions/{round_id}/units"):
        report.extend(read_source(tree, path)[1])


def _load_submissions(
    tree: Tree, round_id: str, register: Register, criteria: CriteriaSet, report: Report
) -> tuple[dict[str, Submission], set[str]]:
    units = {unit_path(round_id, unit, register, criteria.tiers): unit for unit in register.units}
    readers = {tier.id: SubmissionReader(criteria, tier.id, round_id, register) for tier in criteria.tiers}
    submissions: dict[str, Submission] = {}
    present: set[str] = set()
    for path in tree.list(f"submissions/{round_id}/units"):
        unit = units.get(path)
        if unit is None or unit.tier not in readers:
            report.add(_unexpected(path, round_id, units))
            continue
        present.add(unit.code)
        source, findings = read_source(tree, path)
        report.extend(replace(finding, round=round_id, unit=unit.code) for finding in findings)
        submission, findings = readers[unit.tier].read(source, unit)
        report.extend(findings)
        if submission is not None:
            submissions[unit.code] = submission
    return submissions, present


def _unexpected(path: str, round_id: str, units: Mapping[str, Unit]) -> Diagnostic:
    near = get_close_matches(path, list(units), n=1, cutoff=0.8)
    if near:
        return diagnose("file-unexpected", Location(path), round=round_id, allowed=near[0])
    return diagnose("file-unexpected", Location(path), round=round_id, detail="unknown")
