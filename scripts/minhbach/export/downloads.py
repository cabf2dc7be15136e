"""The files that a round offers for download. Their bytes are made when they are written, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from minhbach.comparison.model import RoundComparison
from minhbach.diagnostics import Text
from minhbach.export.comparison import comparison_table
from minhbach.export.dictionary import Column
from minhbach.export.result_tables import figures_table, ranking_table, scores_table, units_table
from minhbach.export.scores import scores_pieces
from minhbach.export.tables import Table
from minhbach.export.workbooks import figures_workbook, ranking_workbook, scores_workbook
from minhbach.repository import Dataset
from minhbach.results import RoundResults


@dataclass(frozen=True, kw_only=True, slots=True)
class Download:
    """A file of the site: its address from the root, what it holds, its rows (units in JSON and workbooks).

    `produce` makes its bytes anew at each call, the same ones every time. `columns` are those of a table in CSV.
    """

    path: str
    title: Text
    rows: int
    produce: Callable[[], Iterable[bytes]]
    columns: tuple[Column, ...] = ()

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    def content(self) -> bytes:
        return b"".join(self.produce())


def build_downloads(dataset: Dataset, round_id: str, results: RoundResults | None) -> tuple[Download, ...]:
    """The downloads of a round; without public results only its register."""
    table = units_table(dataset.rounds[round_id].register)
    files = [_csv(f"{folder(round_id)}/don-vi.csv", Text("Danh sách đơn vị của đợt", "Units of the round"), table)]
    if results is not None:
        files += _of_results(folder(round_id), results)
    return tuple(files)


def folder(round_id: str) -> str:
    """Where the downloads of a round lie."""
    return f"{round_id}/du-lieu"


def comparison_download(comparison: RoundComparison) -> Download:
    now, before = comparison.now.round.id, comparison.before.round.id
    title = Text(f"So sánh với đợt {before}", f"Compared with round {before}")
    return _csv(f"{folder(now)}/so-sanh-dot.csv", title, comparison_table(comparison))


def _csv(path: str, title: Text, table: Table) -> Download:
    return Download(path=path, title=title, rows=table.count, produce=table.csv, columns=table.columns)


def _xlsx(path: str, title: Text, units: int, make: Callable[[], bytes]) -> Download:
    return Download(path=path, title=title, rows=units, produce=lambda: (make(),))


def _of_results(place: str, results: RoundResults) -> Iterator[Download]:
    for tier in results.tiers:
        name = Text(f"Bảng xếp hạng: {tier.tier.title.vi}", f"Ranking: {tier.tier.title.in_('en')}")
        stem = f"{place}/xep-hang-{tier.tier.slug}"
        yield _csv(f"{stem}.csv", name, ranking_table(results, tier))
        yield _xlsx(f"{stem}.xlsx", name, len(tier.units), partial(ranking_workbook, results, tier))
    units = sum(len(tier.units) for tier in results.tiers)
    title = Text("Điểm từng tiêu chí của mọi đơn vị", "Points of each criterion, all units")
    yield _csv(f"{place}/diem.csv", title, scores_table(results))
    yield _xlsx(f"{place}/diem.xlsx", title, units, partial(scores_workbook, results))
    title = Text("Số liệu từng đơn vị đã nộp", "Figures handed in by each unit")
    yield _csv(f"{place}/so-lieu.csv", title, figures_table(results))
    title = Text("Số liệu được tính điểm của mọi đơn vị", "Figures that count, all units")
    yield _xlsx(f"{place}/so-lieu.xlsx", title, units, partial(figures_workbook, results))
    title = Text("Toàn bộ kết quả, kèm cách tính từng điểm (JSON)", "All results with the trace of each point (JSON)")
    yield Download(path=f"{place}/ket-qua.json", title=title, rows=units, produce=partial(scores_pieces, results))
