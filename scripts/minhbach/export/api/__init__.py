"""The API: static JSON documents with schemas, version 1. Each is made when it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from minhbach.export.api import places
from minhbach.export.api.criteria import criteria_document, criterion_document
from minhbach.export.api.editions import changes_document, releases_document
from minhbach.export.api.ranking import ranking_document
from minhbach.export.api.site_wide import index_document, rounds_document, schema_files
from minhbach.export.api.source import ApiRound
from minhbach.export.api.units import unit_document, units_document
from minhbach.export.json_text import Document, json_bytes

ApiFile = tuple[str, Callable[[], bytes]]
"""An address from the site's root, and what makes its bytes: the same ones every time."""


def api_files(rounds: Sequence[ApiRound]) -> Iterator[ApiFile]:
    """Every document of the site; the rounds in the order in which they are listed."""
    yield places.INDEX, _bytes(index_document, rounds)
    yield places.ROUNDS, _bytes(rounds_document, rounds)
    for address, data in schema_files():
        yield address, partial(bytes, data)
    for source in rounds:
        yield from round_files(source)


def round_files(source: ApiRound) -> Iterator[ApiFile]:
    """The documents of one round."""
    yield places.units(source.id), _bytes(units_document, source)
    for tier in source.criteria.tiers:
        yield places.ranking(source.id, tier.slug), _bytes(ranking_document, source, tier)
    yield places.criteria(source.id), _bytes(criteria_document, source)
    for group in source.criteria.groups():
        for item in group.criteria:
            yield places.criterion(source.id, item.id), _bytes(criterion_document, source, item, group)
    yield places.changes(source.id), _bytes(changes_document, source)
    yield places.releases(source.id), _bytes(releases_document, source)
    for unit in source.units:
        yield places.unit(source.id, unit.code), _bytes(unit_document, source, unit)


def _bytes(make: Callable[..., Document], *given: object) -> Callable[[], bytes]:
    return lambda: json_bytes(make(*given))


__all__ = ["ApiFile", "ApiRound", "api_files", "round_files"]
