"""The comparison of two rounds as others take it: one row a unit and scale for spreadsheets, JSON with stable keys."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from minhbach.comparison.compare import shown_value
from minhbach.comparison.model import Board, Gone, Line, Past, RoundComparison
from minhbach.comparison.words import obstacle_words
from minhbach.export.dictionary import comparison_columns
from minhbach.export.tables import Row, Table
from minhbach.results import RoundResults, Standing

SCHEMA_VERSION = 1


def comparison_table(comparison: RoundComparison) -> Table:
    """One row a unit and scale. `value` is what is compared: points, or per cent of the maximum.

    `places` is positive when the rank got better. `sources` are `code:kind` with blanks between.
    """

    def rows() -> Iterator[Row]:
        for tier in comparison.tiers:
            for board in tier.boards:
                for line in board.lines:
                    yield _row(comparison, tier.tier.id, board, line)

    count = sum(len(board.lines) for tier in comparison.tiers for board in tier.boards)
    return Table(columns=comparison_columns(), count=count, rows=rows)


def _row(comparison: RoundComparison, tier: str, board: Board, line: Line) -> Row:
    past, change = line.against, line.change
    then = past.standing if past is not None else None
    return [
        line.unit.code,
        line.unit.name,
        tier,
        board.scale,
        board.measure.value,
        *_standing(comparison.now, board, line.standing, board.ranked),
        *((past.unit.code, past.unit.name) if past is not None else ("", "")),
        *_standing(comparison.before, board, then, past.of if past is not None else 0),
        format(change.amount, "f") if change is not None else "",
        str(change.places) if change is not None else "",
        line.obstacle.value if line.obstacle is not None else "compared",
        obstacle_words(comparison, line).vi,
        " ".join(f"{source.unit.code}:{source.kind.value}" for source in line.sources),
    ]


def _standing(results: RoundResults, board: Board, standing: Standing | None, of: int) -> tuple[str, str, str, str]:
    if standing is None:
        return ("", "", "", "")
    value = shown_value(results, standing, board.measure)
    return (str(standing.rank), str(of), format(standing.published, "f"), format(value, "f"))


def comparison_document(comparison: RoundComparison) -> dict[str, Any]:
    """Everything of a comparison. The keys are stable and always there; `null` means that there is none."""
    return {
        "schema_version": SCHEMA_VERSION,
        "round": comparison.now.round.id,
        "with": comparison.before.round.id,
        "editions": {
            results.round.id: results.record.edition if results.record is not None else None
            for results in (comparison.now, comparison.before)
        },
        "boards": [_board(comparison, tier.tier.id, board) for tier in comparison.tiers for board in tier.boards],
        "gone": [_gone(item) for item in comparison.gone],
    }


def _board(comparison: RoundComparison, tier: str, board: Board) -> dict[str, Any]:
    return {
        "tier": tier,
        "scale": board.scale,
        "measure": board.measure.value,
        "ranked": board.ranked,
        "ranked_before": board.ranked_before,
        "median": _text(board.median),
        "median_before": _text(board.median_before),
        "compared": len(board.compared),
        "risen": len(board.risen),
        "fallen": len(board.fallen),
        "units": list(_lines(comparison, board)),
    }


def _lines(comparison: RoundComparison, board: Board) -> Iterator[dict[str, Any]]:
    for line in board.lines:
        yield {
            "code": line.unit.code,
            "name": line.unit.name,
            "now": _place(comparison.now, board, line.standing, board.ranked),
            "against": line.against.unit.code if line.against is not None else None,
            "change": format(line.change.amount, "f") if line.change is not None else None,
            "places": line.change.places if line.change is not None else None,
            "obstacle": line.obstacle.value if line.obstacle is not None else None,
            "sources": [_source(comparison, board, past) for past in line.sources],
        }


def _source(comparison: RoundComparison, board: Board, past: Past) -> dict[str, Any]:
    return {
        "code": past.unit.code,
        "name": past.unit.name,
        "kind": past.kind.value,
        "before": _place(comparison.before, board, past.standing, past.of),
    }


def _place(results: RoundResults, board: Board, standing: Standing | None, of: int) -> dict[str, Any] | None:
    if standing is None:
        return None
    return {
        "rank": standing.rank,
        "of": of,
        "points": format(standing.published, "f"),
        "value": format(shown_value(results, standing, board.measure), "f"),
    }


def _gone(gone: Gone) -> dict[str, Any]:
    return {
        "code": gone.unit.code,
        "name": gone.unit.name,
        "tier": gone.unit.tier,
        "successors": [{"code": item.unit.code, "kind": item.kind.value} for item in gone.successors],
    }


def _text(number: Decimal | None) -> str | None:
    return format(number, "f") if number is not None else None
