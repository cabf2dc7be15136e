"""The units of a round, one by one: figures with their chain, points, sections, standings."""

from __future__ import annotations

from collections.abc import Mapping

from minhbach.export.api import places
from minhbach.export.api.source import ApiRound, words_or_none
from minhbach.export.json_text import Document, Written, compact, written_object
from minhbach.export.numbers import Numbers
from minhbach.export.scores import section_document
from minhbach.model.units import Unit
from minhbach.results import Standing, UnitResult


def units_document(source: ApiRound) -> Document:
    """Every unit with a page, in the order of the register."""
    return {**source.head("units"), "units": [_entry(source, unit) for unit in source.units]}


def _entry(source: ApiRound, unit: Unit) -> Document:
    result = source.results.by_unit.get(unit.code) if source.results else None
    return {
        **_unit(source, unit),
        "status": result.status.value if result else None,
        "document": places.unit(source.id, unit.code),
    }


def unit_document(source: ApiRound, unit: Unit) -> Document:
    """One unit; `results` is null while the phase shows none."""
    result = source.results.by_unit.get(unit.code) if source.results else None
    return {
        **source.head("unit", 2),
        **_unit(source, unit),
        "results": _results(source, result) if result is not None else None,
    }


def _unit(source: ApiRound, unit: Unit) -> Document:
    return {
        "code": unit.code,
        "name": unit.name,
        "type": unit.type,
        "tier": unit.tier,
        "parent": unit.parent,
        "exempt": words_or_none(unit.exempt),
        "page": places.unit_page(source.id, unit.code),
    }


def _results(source: ApiRound, result: UnitResult) -> Written:
    """Put together from what was written before: units that answered alike share chains and points."""
    numbers, chains, scores = source.numbers, source.chains, source.scores
    own = compact(
        {
            "status": result.status.value,
            "standings": standings_document(result.standings, numbers),
            "total": section_document(result.total, numbers) if result.total is not None else None,
            "sections": {
                name: section_document(section, numbers)
                for name, section in result.sections.items()
                if section is not result.total
            },
        }
    )
    criteria = written_object({score.criterion.id: scores.of(score) for score in result.criteria})
    figures = written_object({name: chains.of(chain) for name, chain in result.chains.items()})
    return Written(f'{own[:-1]},"criteria":{criteria},"figures":{figures}}}')


def standings_document(standings: Mapping[str, Standing], numbers: Numbers) -> Document:
    """Where a unit stands, by scale; empty when it is not ranked."""
    return {
        scale: {
            "rank": standing.rank,
            "tied": standing.tied,
            "points": numbers.exact(standing.value),
            "points_published": format(standing.published, "f"),
            "maximum": numbers.exact(standing.maximum),
            "share": numbers.exact(standing.share),
            "level": standing.level.id if standing.level else None,
        }
        for scale, standing in standings.items()
    }
