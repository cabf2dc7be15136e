"""The workbooks of a round: a ranking per tier, all points, all figures. Titles and codes are in Vietnamese words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from minhbach.exact import Publication, published
from minhbach.export import dictionary
from minhbach.export.about import LICENCE, READING, about_results
from minhbach.export.code_words import STATE_TEXTS, STATUSES, YES_NO
from minhbach.export.dictionary import Column, Type
from minhbach.export.result_tables import ranking_order, ranking_table
from minhbach.export.workbook import Cell, Note, Sheet, workbook_bytes
from minhbach.model.chain import Chain
from minhbach.model.submission import Answer, State
from minhbach.results import RoundResults, TierResults, UnitResult
from minhbach.scoring.rollup import CriterionScore

_WIDTH, _WIDE, _NARROW = 14, 34, 9
"""Characters of a column: of numbers and words, of names, of codes."""


def ranking_workbook(results: RoundResults, tier: TierResults) -> bytes:
    """The ranking of a tier: the cells of its CSV, numbers as numbers, codes as words."""
    table = ranking_table(results, tier)
    title = f"Bảng xếp hạng: {tier.tier.title.vi}"

    def rows() -> Iterator[Sequence[Cell]]:
        for row in table.rows():
            yield [_cell(column, cell) for column, cell in zip(table.columns, row, strict=True)]

    sheet = Sheet(
        name=tier.tier.title.vi,
        title=f"{title} - {results.round.title.vi}",
        header=[column.title.vi for column in table.columns],
        widths=[_width(column) for column in table.columns],
        rows=rows,
    )
    return _workbook(results, title, table.columns, [sheet])


def _cell(column: Column, text: str) -> Cell:
    if text == "":
        return None
    if column.type in (Type.INTEGER, Type.NUMBER):
        return Decimal(text)
    words = column.codes.get(text)
    return words.vi if words is not None else text


def _width(column: Column) -> int:
    if column is dictionary.NAME:
        return _WIDE
    return _NARROW if column is dictionary.CODE else _WIDTH


def scores_workbook(results: RoundResults) -> bytes:
    """A sheet a tier: one row a unit, one column a criterion."""
    publication = results.round.publication
    sheets = [
        _wide(
            results,
            tier,
            "Điểm từng tiêu chí",
            [f"{item.number}. {item.title.vi}" for item in results.criteria.criteria_of(tier.tier.id)],
            lambda unit: [_points(score, publication) for score in unit.criteria],
        )
        for tier in results.tiers
    ]
    return _workbook(results, "Điểm từng tiêu chí của mọi đơn vị", _WIDE_COLUMNS, sheets)


def _points(score: CriterionScore, publication: Publication) -> Cell:
    """Points only where there are any: not answered, not applicable and 0 are different things."""
    if score.state is not State.VALUE:
        return STATE_TEXTS[score.state].vi
    return published(score.points, publication)


def figures_workbook(results: RoundResults) -> bytes:
    """A sheet a tier: one row a unit, one column a figure, with the value that counts."""
    return _workbook(
        results,
        "Số liệu được tính điểm của mọi đơn vị",
        _WIDE_COLUMNS,
        [_figures(results, tier) for tier in results.tiers],
    )


def _figures(results: RoundResults, tier: TierResults) -> Sheet:
    figures = results.criteria.figures_of(tier.tier.id)
    return _wide(
        results,
        tier,
        "Số liệu được tính điểm",
        [figure.label.vi for figure in figures.values()],
        lambda unit: [_answer(unit.chains.get(name)) for name in figures],
    )


def _answer(chain: Chain | None) -> Cell:
    return _value(chain.current) if chain is not None else None


def _value(answer: Answer) -> Cell:
    if answer.state is not State.VALUE or answer.value is None:
        return STATE_TEXTS[answer.state].vi
    if isinstance(answer.value, bool):
        return YES_NO["true" if answer.value else "false"].vi
    return answer.value


_WIDE_COLUMNS = dictionary.IDENTITY


def _wide(
    results: RoundResults,
    tier: TierResults,
    title: str,
    columns: Sequence[str],
    cells: Callable[[UnitResult], Iterable[Cell]],
) -> Sheet:
    """A sheet whose rows are the units of a tier, in the order of the ranking."""

    def rows() -> Iterator[Sequence[Cell]]:
        for result in ranking_order(results, tier):
            unit = result.unit
            yield [unit.code, unit.name, unit.parent, STATUSES[result.status.value].vi, *cells(result)]

    return Sheet(
        name=tier.tier.title.vi,
        title=f"{title}: {tier.tier.title.vi} - {results.round.title.vi}",
        header=[*(column.title.vi for column in _WIDE_COLUMNS), *columns],
        widths=[*(_width(column) for column in _WIDE_COLUMNS), *([_WIDTH] * len(columns))],
        rows=rows,
    )


def _workbook(results: RoundResults, title: str, columns: Sequence[Column], sheets: Sequence[Sheet]) -> bytes:
    notes = [*_notes(results, title), Note("", ""), *_legend(columns)]
    return workbook_bytes(f"{title} - {results.round.title.vi}", notes, sheets, about_results(results).created)


def _notes(results: RoundResults, title: str) -> Iterator[Note]:
    about = about_results(results)
    yield Note("Bảng", title)
    yield Note("Đợt đánh giá", about.title.vi)
    yield Note("Kết quả", about.standing.vi)
    for source in about.sources:
        yield Note("Căn cứ", source)
    yield Note("Giấy phép", f"{LICENCE.title.vi}: {LICENCE.address}")
    for words in READING:
        yield Note("Cách đọc", words.vi)
    for note in about.notes:
        yield Note("Lưu ý", note.vi)


def _legend(columns: Sequence[Column]) -> Iterator[Note]:
    yield Note("Cột", "Ý nghĩa", heading=True)
    for column in columns:
        codes = "; ".join(dict.fromkeys(words.vi for words in column.codes.values()))
        yield Note(column.title.vi, f"{column.meaning.vi} ({codes})" if codes else column.meaning.vi)
