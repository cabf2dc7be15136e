"""Tables of results for spreadsheets: UTF-8 with BOM, dot decimals, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from minhbach.exact import Publication, published_text
from minhbach.model.chain import Origin
from minhbach.model.round import Milestone
from minhbach.model.submission import Answer, State
from minhbach.results import RoundResults, TierResults, UnitResult
from minhbach.scoring.words import answer_text

Row = Sequence[str]


def csv_bytes(header: Row, rows: Iterable[Row]) -> bytes:
    """A CSV file for people's spreadsheets and programs alike."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([defused(cell) for cell in header])
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def defused(cell: str) -> str:
    """A cell that begins like a formula gets a leading apostrophe; numbers stay numbers."""
    if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(cell):
        return "'" + cell
    return cell


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


AS_OF = ("milestone", "figures_as_of")
"""The last columns of every table of results: which result it is, and as of when its figures are."""

_FIGURES_OF: Mapping[Origin, Milestone] = {
    Origin.REPORTED: Milestone.PRELIMINARY,
    Origin.SUPPLEMENTED: Milestone.FINAL,
}
"""Values that belong to one of the two cut-off dates, whatever result they are part of."""


def _as_of(results: RoundResults, origin: Origin | None = None) -> list[str]:
    milestone = _FIGURES_OF.get(origin, results.milestone) if origin is not None else results.milestone
    dates = results.round.milestones.get(milestone.value)
    return [results.milestone.value, dates.figures_as_of.isoformat() if dates is not None else ""]


def _points(number: Fraction | None, publication: Publication) -> str:
    return "" if number is None else published_text(number, publication)


def ranking_table(results: RoundResults, tier: TierResults) -> tuple[Row, list[Row]]:
    """One row a unit, ranked ones first; those without a rank last, with their status and empty numbers."""
    publication = results.round.publication
    groups = [group.id for group in results.criteria.groups()]
    header = ["code", "name", "parent", "status"]
    for scale in results.scales:
        header += [f"{scale}_{column}" for column in ("rank", "tied", "points", "maximum", "share", "level")]
    header += [*groups, *AS_OF]
    # A unit may be ranked on a later scale only, when nothing of the first is assessed.
    units = {unit.unit.code: unit for unit in (*tier.ranked[results.scales[0]], *tier.units)}
    ordered = sorted(units.values(), key=lambda unit: not unit.standings)
    return header, [_ranking_row(results, unit, groups, publication) for unit in ordered]


def _ranking_row(results: RoundResults, result: UnitResult, groups: list[str], publication: Publication) -> Row:
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
    return row + _as_of(results)


def scores_table(results: RoundResults) -> tuple[Row, list[Row]]:
    """One row a unit and criterion."""
    publication = results.round.publication
    header = ["code", "name", "tier", "criterion", "number", "state", "points", "maximum", "declared", *AS_OF]
    rows: list[Row] = [
        [
            result.unit.code,
            result.unit.name,
            result.unit.tier,
            score.criterion.id,
            score.criterion.number,
            "scored" if score.state is State.VALUE else score.state.value,
            _points(score.points, publication),
            _points(score.maximum, publication),
            _points(score.declared, publication),
            *_as_of(results),
        ]
        for tier in results.tiers
        for result in tier.units
        for score in result.criteria
    ]
    return header, rows


def figures_table(results: RoundResults) -> tuple[Row, list[Row]]:
    """One row a unit, figure and value of its chain."""
    header = ["code", "name", "tier", "figure", "label", "origin", "state", "value", "reason", *AS_OF]
    rows: list[Row] = [
        [
            result.unit.code,
            result.unit.name,
            result.unit.tier,
            name,
            results.criteria.figures[name].label.vi,
            link.origin.value,
            link.answer.state.value,
            _value(link.answer),
            link.answer.reason or link.reason,
            *_as_of(results, link.origin),
        ]
        for tier in results.tiers
        for result in tier.units
        for name, chain in result.chains.items()
        for link in chain.links
    ]
    return header, rows


def _value(answer: Answer) -> str:
    if answer.state is not State.VALUE:
        return ""
    return str(answer.value) if not isinstance(answer.value, bool) else answer_text(answer)
