"""The tables of a round: its units, rankings, points and figures. Rows are made one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from minhbach.diagnostics import Text
from minhbach.exact import Publication, published_text
from minhbach.export import dictionary
from minhbach.export.code_words import score_state
from minhbach.export.numbers import Numbers
from minhbach.export.scores import plain_value
from minhbach.export.tables import Row, Table
from minhbach.model.chain import Origin
from minhbach.model.criteria import CriteriaSet
from minhbach.model.round import Milestone
from minhbach.model.submission import Answer, State
from minhbach.model.units import Register
from minhbach.results import TOTAL, RoundResults, TierResults, UnitResult
from minhbach.scoring.words import answer_text

_FIGURES_OF: Mapping[Origin, Milestone] = {
    Origin.REPORTED: Milestone.PRELIMINARY,
    Origin.SUPPLEMENTED: Milestone.FINAL,
}
"""Values that belong to one of the two cut-off dates, whatever result they are part of."""


def as_of(results: RoundResults, origin: Origin | None = None) -> list[str]:
    """The last cells of a row: the milestone, and the date its figures or a value of this origin belong to."""
    milestone = _FIGURES_OF.get(origin, results.milestone) if origin is not None else results.milestone
    dates = results.round.milestones.get(milestone.value)
    return [results.milestone.value, dates.figures_as_of.isoformat() if dates is not None else ""]


def _points(number: Fraction | None, publication: Publication) -> str:
    return "" if number is None else published_text(number, publication)


def units_table(register: Register) -> Table:
    """One row a unit of the register."""

    def rows() -> Iterator[Row]:
        for unit in register.units:
            yield [unit.code, unit.name, unit.type, unit.tier, unit.parent or "", unit.slug]

    return Table(columns=dictionary.UNITS, count=len(register.units), rows=rows)


def ranking_table(results: RoundResults, tier: TierResults) -> Table:
    """One row a unit, ranked ones first; those without a rank last, with their status and empty numbers."""
    criteria = results.criteria
    groups = list(criteria.groups())
    levels = {level.id: level.title for level in criteria.levels}
    several = len(results.scales) > 1
    scales = [
        column
        for scale in results.scales
        for column in dictionary.scale_columns(scale, scale_title(criteria, scale) if several else None, levels)
    ]
    sections = [dictionary.section_column(group.id, group.title) for group in groups]

    def rows() -> Iterator[Row]:
        names = [group.id for group in groups]
        tail = as_of(results)
        for unit in ranking_order(results, tier):
            yield [*_ranking_row(results, unit, names), *tail]

    columns = (*dictionary.IDENTITY, *scales, *sections, *dictionary.AS_OF)
    return Table(columns=columns, count=len(tier.units), rows=rows)


def scale_title(criteria: CriteriaSet, scale: str) -> Text:
    if scale == TOTAL:
        return Text("Tổng điểm", "Total")
    return next(pillar.title for pillar in criteria.pillars if pillar.id == scale)


def ranking_order(results: RoundResults, tier: TierResults) -> list[UnitResult]:
    """By the first scale; a unit may be ranked on a later scale only, when nothing of the first is assessed."""
    units = {unit.unit.code: unit for unit in (*tier.ranked[results.scales[0]], *tier.units)}
    return sorted(units.values(), key=lambda unit: not unit.standings)


def _ranking_row(results: RoundResults, result: UnitResult, groups: list[str]) -> list[str]:
    publication = results.round.publication
    row = [result.unit.code, result.unit.name, result.unit.parent or "", result.status.value]
    for scale in results.scales:
        standing = result.standings.get(scale)
        if standing is None:
            row += [""] * 6
        else:
            level = standing.level.id if standing.level else ""
            row += [str(standing.rank), "true" if standing.tied else "false", format(standing.published, "f")]
            row += [_points(standing.maximum, publication), _points(standing.share * 100, publication), level]
    sections = result.sections
    row += [_points(sections[group].value, publication) if group in sections else "" for group in groups]
    return row


def scores_table(results: RoundResults) -> Table:
    """One row a unit and criterion."""

    def rows() -> Iterator[Row]:
        numbers = Numbers(results.round.publication)
        tail = as_of(results)
        for result in _units(results):
            unit = result.unit
            for score in result.criteria:
                yield [
                    unit.code,
                    unit.name,
                    unit.tier,
                    score.criterion.id,
                    score.criterion.number,
                    score_state(score.state),
                    numbers.published(score.points),
                    numbers.published(score.maximum),
                    numbers.published(score.declared),
                    *tail,
                ]

    return Table(columns=dictionary.SCORES, count=_count(results, lambda unit: len(unit.criteria)), rows=rows)


def figures_table(results: RoundResults) -> Table:
    """One row a unit, figure and value of its chain."""

    def rows() -> Iterator[Row]:
        labels = {name: figure.label.vi for name, figure in results.criteria.figures.items()}
        tails = {origin: as_of(results, origin) for origin in Origin}
        for result in _units(results):
            unit = result.unit
            for name, chain in result.chains.items():
                for link in chain.links:
                    yield [
                        unit.code,
                        unit.name,
                        unit.tier,
                        name,
                        labels[name],
                        link.origin.value,
                        link.answer.state.value,
                        _value(link.answer),
                        link.answer.reason or link.reason,
                        *tails[link.origin],
                    ]

    count = _count(results, lambda unit: sum(len(chain.links) for chain in unit.chains.values()))
    return Table(columns=dictionary.FIGURES, count=count, rows=rows)


def _units(results: RoundResults) -> Iterable[UnitResult]:
    return (unit for tier in results.tiers for unit in tier.units)


def _count(results: RoundResults, of_unit: Callable[[UnitResult], int]) -> int:
    return sum(of_unit(unit) for unit in _units(results))


def _value(answer: Answer) -> str:
    value = plain_value(answer.value) if answer.state is State.VALUE else None
    if value is None:
        return ""
    return answer_text(answer) if isinstance(value, bool) else str(value)
