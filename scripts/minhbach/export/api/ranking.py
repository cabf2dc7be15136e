"""The ranking of a tier: ranked units first, then those without a rank, each with its status."""

from __future__ import annotations

from statistics import median

from minhbach.export.api import places
from minhbach.export.api.source import ApiRound, words
from minhbach.export.api.units import standings_document
from minhbach.export.json_text import Document
from minhbach.export.result_tables import ranking_order, scale_title
from minhbach.model.units import Tier
from minhbach.results import RoundResults, TierResults, UnitResult


def ranking_document(source: ApiRound, tier: Tier) -> Document:
    """`scales` and `units` are null while the phase shows no results."""
    results = source.results
    found = results.tier(tier.id) if results else None
    return {
        **source.head("ranking", 2),
        "tier": {"id": tier.id, "title": words(tier.title), "slug": tier.slug},
        "page": places.ranking_page(source.id, tier.slug) if results else None,
        "scales": [_scale(source, results, found, scale) for scale in results.scales] if results and found else None,
        "units": [_unit(source, unit) for unit in ranking_order(results, found)] if results and found else None,
    }


def _scale(source: ApiRound, results: RoundResults, tier: TierResults, scale: str) -> Document:
    """A scale with its middle: the median of the exact points of the ranked units."""
    values = [unit.standings[scale].value for unit in tier.ranked[scale]]
    return {
        "id": scale,
        "title": words(scale_title(results.criteria, scale)),
        "ranked": len(values),
        "median": source.numbers.exact(median(values)) if values else None,
    }


def _unit(source: ApiRound, result: UnitResult) -> Document:
    sections, numbers = result.sections, source.numbers
    groups = [group.id for group in source.criteria.groups()]
    values = {name: sections[name].value if name in sections else None for name in groups}
    return {
        "code": result.unit.code,
        "name": result.unit.name,
        "parent": result.unit.parent,
        "status": result.status.value,
        "standings": standings_document(result.standings, numbers),
        "groups": {name: None if value is None else numbers.published(value) for name, value in values.items()},
        "document": places.unit(source.id, result.unit.code),
    }
