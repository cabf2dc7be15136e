"""The rounds of the repository and of the small province, as the export sees them; loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from minhbach.checks import load_checked
from minhbach.export.api import ApiRound
from minhbach.model.record import Record
from minhbach.model.round import Milestone
from minhbach.publication.differences import UnitChange, changes_between
from minhbach.repository import Dataset, RoundData
from minhbach.results import RoundResults, published_results
from minhbach.tree import WorkTree
from tests.conftest import PROVINCE, ROOT


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """From one edition to the next, as the site hands it over."""

    before: Record
    after: Record
    units: tuple[UnitChange, ...]


@cache
def data_of(root: Path) -> Dataset:
    return load_checked(WorkTree(root))[0]


@cache
def results_of(root: Path, round_id: str) -> RoundResults:
    return published_results(data_of(root), round_id, Milestone.FINAL)


@cache
def all_rounds() -> tuple[tuple[Path, str], ...]:
    return tuple((root, round_id) for root in (ROOT, PROVINCE) for round_id in data_of(root).rounds)


def api_round(data: RoundData, results: RoundResults | None) -> ApiRound:
    """A round with everything that is published of it; without results with nothing."""
    records: Sequence[Record] = tuple(data.published.values()) if results else ()
    known = {tier.id for tier in data.criteria.tiers}
    return ApiRound(
        round=data.round,
        criteria=data.criteria,
        register=data.register,
        units=[unit for unit in data.register.units if unit.tier in known],
        results=results,
        releases={f"1.{number}": record for number, record in enumerate(records)},
        steps=[Change(before=old, after=new, units=changes_between(old, new)) for old, new in pairwise(records)],
    )
