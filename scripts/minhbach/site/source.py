"""What the site is made from: the data set, the public results of each round, all diagnostics and the downloads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from minhbach.checks import load_checked
from minhbach.comparison.compare import compare_rounds
from minhbach.comparison.model import RoundComparison
from minhbach.diagnostics import Diagnostic, Report, Severity
from minhbach.exact import Lang
from minhbach.export.downloads import Download, build_downloads, comparison_download
from minhbach.gate.waiting import Queue
from minhbach.history.log import Log
from minhbach.history.timeline import History, history_of
from minhbach.model.criteria import CriteriaSet
from minhbach.model.round import Round
from minhbach.model.tiles import TileGrid
from minhbach.model.units import Register, Unit
from minhbach.notices.pulls import open_pulls
from minhbach.progress import OpenPull
from minhbach.publication.faithful import unfaithful_results
from minhbach.reading.published import record_path
from minhbach.reading.tiles import read_tiles
from minhbach.repository import Dataset, RoundData
from minhbach.results import RoundResults, published_results
from minhbach.settlement import Settlement, settlements
from minhbach.tree import MAX_REGISTER_BYTES, Tree

RecordFiles = Mapping[str, Mapping[str, bytes]]
"""The bytes of each published record, by round and edition."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundSource:
    """One round. `results` are None while the phase shows none; `diagnostics` are keyed by unit.

    `pulls` are the open pull requests as they were at `pulls_at`; without that nothing is known of any. `settlements`
    are what minutes moved, by unit; `record_files` the bytes of the published records by edition. `comparison` is with
    the round before, once both are final. `pulls_in` are the same pull requests by number in the words of another
    language; `grid` is where units lie on the tile map. `repository` is the web address of the repository on its forge,
    without a slash at the end; empty when nobody said where it is.
    """

    data: RoundData
    history: History
    results: RoundResults | None = None
    diagnostics: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    downloads: tuple[Download, ...] = ()
    pulls: tuple[OpenPull, ...] = ()
    pulls_at: datetime | None = None
    settlements: Mapping[str, Settlement] = field(default_factory=dict)
    record_files: Mapping[str, bytes] = field(default_factory=dict)
    comparison: RoundComparison | None = None
    repository: str = ""
    pulls_in: Mapping[Lang, Mapping[int, OpenPull]] = field(default_factory=dict)
    grid: TileGrid | None = None

    @property
    def round(self) -> Round:
        return self.data.round

    @property
    def criteria(self) -> CriteriaSet:
        return self.data.criteria

    @property
    def register(self) -> Register:
        return self.data.register

    @property
    def shown_units(self) -> tuple[Unit, ...]:
        """The units that have a page: those of a tier that the criteria set knows."""
        known = {tier.id for tier in self.criteria.tiers}
        return tuple(unit for unit in self.register.units if unit.tier in known)

    def pull_in(self, lang: Lang, pull: OpenPull) -> OpenPull:
        """An open pull request in the words of a language."""
        return self.pulls_in.get(lang, {}).get(pull.number, pull)

    def queries(self, code: str) -> tuple[Diagnostic, ...]:
        return tuple(item for item in self.diagnostics.get(code, ()) if item.severity is Severity.QUERY)


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteSource:
    """Everything the press needs. Rounds stand from the newest to the oldest."""

    rounds: tuple[RoundSource, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def illustrative(self) -> bool:
        return any(item.round.illustrative or item.criteria.status == "illustrative" for item in self.rounds)

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes of the criteria sets in use, for the banner."""
        return tuple(dict.fromkeys(item.criteria.note.vi for item in self.rounds if item.criteria.note))

    @property
    def timestamp(self) -> int:
        """Seconds since the epoch of the newest date in the data: the build's clock, so that builds repeat."""
        days = [_newest(item) for item in self.rounds]
        newest = max(days, default=date(2000, 1, 1))
        return int(datetime.combine(newest, time(), tzinfo=UTC).timestamp())


def _newest(source: RoundSource) -> date:
    windows = [window.opens for window in source.round.windows.values()]
    receipts = [receipt.received.date() for receipt in source.data.receipts.values()]
    milestones = [item.figures_as_of for item in source.round.milestones.values()]
    published = [record.published for record in source.data.published.values()]
    return max((*windows, *receipts, *milestones, *published), default=date(2000, 1, 1))


def gather(tree: Tree, queue: Queue | None = None, log: Log | None = None, cache: Path | None = None) -> SiteSource:
    """Load, check and compute everything that is public.

    `queue` are the open pull requests as the gate left them; `log` is what git knows of the rounds, None without git.
    Below `cache` it is remembered what files say.
    """
    dataset, report = load_checked(tree, cache)
    grid, faults = read_tiles(tree, [data.register for data in dataset.rounds.values()])
    source = build_source(dataset, (*report, *faults), queue, _record_files(tree, dataset), log)
    return replace(source, rounds=tuple(replace(item, grid=grid) for item in source.rounds)) if grid else source


def _record_files(tree: Tree, dataset: Dataset) -> RecordFiles:
    """What was read once is here still: only records that were understood are in the data set."""
    return {
        round_id: {edition: tree.read(record_path(round_id, edition), MAX_REGISTER_BYTES) for edition in data.published}
        for round_id, data in dataset.rounds.items()
    }


def build_source(
    dataset: Dataset,
    diagnostics: Sequence[Diagnostic],
    queue: Queue | None = None,
    records: RecordFiles | None = None,
    log: Log | None = None,
) -> SiteSource:
    newest_first = sorted(dataset.rounds, reverse=True)
    files = records or {}
    alone = {
        round_id: _round_source(dataset, round_id, diagnostics, queue, files.get(round_id, {}), log)
        for round_id in newest_first
    }
    rounds = tuple(_compared(source, alone) for source in alone.values())
    unfaithful = [finding for item in rounds if item.results for finding in unfaithful_results(item.results)]
    return SiteSource(rounds=rounds, diagnostics=(*diagnostics, *unfaithful))


def _compared(source: RoundSource, others: Mapping[str, RoundSource]) -> RoundSource:
    """With the comparison with the round before, and its download, when both rounds show final results."""
    before = others.get(source.round.previous or "")
    if source.results is None or before is None or before.results is None:
        return source
    comparison = compare_rounds(source.data, source.results, before.results)
    if comparison is None:
        return source
    return replace(source, comparison=comparison, downloads=(*source.downloads, comparison_download(comparison)))


def _round_source(
    dataset: Dataset,
    round_id: str,
    diagnostics: Iterable[Diagnostic],
    queue: Queue | None,
    record_files: Mapping[str, bytes],
    log: Log | None,
) -> RoundSource:
    data = dataset.rounds[round_id]
    own = Report()
    own.extend(item for item in diagnostics if item.round == round_id)
    milestone = data.round.public_milestone
    results = published_results(dataset, round_id, milestone) if milestone else None
    return RoundSource(
        data=data,
        history=history_of(data, log),
        results=results,
        diagnostics=own.by_unit(),
        downloads=build_downloads(dataset, round_id, results),
        pulls=open_pulls(queue, data.round) if queue is not None else (),
        pulls_in=_translated(queue, data.round) if queue is not None else {},
        pulls_at=queue.at.astimezone(ZoneInfo(data.round.timezone)) if queue is not None else None,
        settlements=settlements(dataset, results) if results is not None else {},
        record_files=record_files,
    )


def _translated(queue: Queue, round_: Round) -> Mapping[Lang, Mapping[int, OpenPull]]:
    """By number, in every language but that of `RoundSource.pulls`."""
    return {"en": {pull.number: pull for pull in open_pulls(queue, round_, "en")}}
