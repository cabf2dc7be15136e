"""The files that a round offers for download, finished before any page is rendered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minhbach.comparison.model import RoundComparison
from minhbach.diagnostics import Text
from minhbach.export.comparison import comparison_table
from minhbach.export.scores import json_bytes, scores_document
from minhbach.export.tables import Row, csv_bytes, figures_table, ranking_table, scores_table
from minhbach.repository import Dataset
from minhbach.results import RoundResults


@dataclass(frozen=True, kw_only=True, slots=True)
class Download:
    """A file of the site: its address from the root, what it holds, its rows (units in JSON) and bytes."""

    path: str
    title: Text
    rows: int
    data: bytes


def build_downloads(dataset: Dataset, round_id: str, results: RoundResults | None) -> tuple[Download, ...]:
    """The downloads of a round; without public results only its register."""
    files = [_register(dataset, round_id)]
    if results is not None:
        files += list(_of_results(round_id, results))
    return tuple(files)


def comparison_download(comparison: RoundComparison) -> Download:
    now, before = comparison.now.round.id, comparison.before.round.id
    title = Text(f"So sánh với đợt {before}", f"Compared with round {before}")
    return _csv(f"{now}/du-lieu/so-sanh-dot.csv", title, comparison_table(comparison))


def _csv(path: str, title: Text, table: tuple[Row, list[Row]]) -> Download:
    header, rows = table
    return Download(path=path, title=title, rows=len(rows), data=csv_bytes(header, rows))


def _register(dataset: Dataset, round_id: str) -> Download:
    register = dataset.rounds[round_id].register
    rows: list[Row] = [
        [unit.code, unit.name, unit.type, unit.tier, unit.parent or "", unit.slug] for unit in register.units
    ]
    header = ["code", "name", "type", "tier", "parent", "slug"]
    title = Text("Danh sách đơn vị của đợt", "Units of the round")
    return _csv(f"{round_id}/du-lieu/don-vi.csv", title, (header, rows))


def _of_results(round_id: str, results: RoundResults) -> Iterator[Download]:
    folder = f"{round_id}/du-lieu"
    for tier in results.tiers:
        name = Text(f"Bảng xếp hạng: {tier.tier.title.vi}", f"Ranking: {tier.tier.title.in_('en')}")
        yield _csv(f"{folder}/xep-hang-{tier.tier.slug}.csv", name, ranking_table(results, tier))
    title = Text("Điểm từng tiêu chí của mọi đơn vị", "Points of each criterion, all units")
    yield _csv(f"{folder}/diem.csv", title, scores_table(results))
    title = Text("Số liệu từng đơn vị đã nộp", "Figures handed in by each unit")
    yield _csv(f"{folder}/so-lieu.csv", title, figures_table(results))
    document = scores_document(results)
    title = Text("Toàn bộ kết quả, kèm cách tính từng điểm (JSON)", "All results with the trace of each point (JSON)")
    yield Download(path=f"{folder}/ket-qua.json", title=title, rows=len(document["units"]), data=json_bytes(document))
