"""The files of releases: the record of each as it is, its rankings and points made of the record alone, their list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from minhbach.edition import release_numbers
from minhbach.export.tables import csv_pieces
from minhbach.model.record import Record, RecordedUnit
from minhbach.model.units import Tier
from minhbach.publication.ledger import tag_name
from minhbach.site import addresses
from minhbach.site.contexts.releases import boards, facts_of
from minhbach.site.contexts.view import RoundView
from minhbach.site.pages import FileJob

SCHEMA_VERSION = 1
RECORD = "cong-bo.json"
POINTS = "diem.csv"


def files(view: RoundView) -> Iterator[FileJob]:
    """The record of each release byte for byte, and its rankings made of the record alone."""
    for number, record in release_numbers(view.editions):
        place = addresses.release(view.id, number)
        data = view.source.record_files.get(record.edition)
        if data is not None:
            yield FileJob(path=f"{place}{RECORD}", make=partial(iter, [data]))
        for tier in view.criteria.tiers:
            yield FileJob(path=f"{place}xep-hang-{tier.slug}.csv", make=partial(_csv, tier, record))
        yield FileJob(path=f"{place}{POINTS}", make=partial(_points_csv, record))


def _csv(tier: Tier, record: Record) -> Iterator[bytes]:
    header = ["scale", "rank", "tied", "code", "name", "parent", "total", "maximum", "level"]
    return csv_pieces(header, (_cells(scale, unit) for scale, units in boards(tier, record).items() for unit in units))


def _cells(scale: str, unit: RecordedUnit) -> list[str]:
    place = unit.places[scale]
    who = [unit.code, unit.name, unit.parent or ""]
    return [scale, str(place.rank), str(int(place.tied)), *who, place.published, place.maximum, place.level or ""]


def _points_csv(record: Record) -> Iterator[bytes]:
    """The exact points of every unit on every criterion of its tier; empty where the unit has none."""
    header = ["code", "name", "tier", "parent", "status", "criterion", "points"]
    return csv_pieces(header, (row for unit in record.units.values() for row in _points(unit)))


def _points(unit: RecordedUnit) -> Iterator[list[str]]:
    who = [unit.code, unit.name, unit.tier, unit.parent or "", unit.status]
    return ([*who, criterion, points or ""] for criterion, points in unit.criteria.items())


def index_file(view: RoundView) -> FileJob:
    """Every release with the digest of each of its files, once these are written."""
    return FileJob(path=addresses.release_index(view.id), make=lambda: [_index(view)])


def _index(view: RoundView) -> bytes:
    document = {
        "schema_version": SCHEMA_VERSION,
        "round": view.id,
        "releases": [
            {
                "release": number,
                "edition": record.edition,
                "published": record.published.isoformat(),
                "decision": record.decision,
                "commit": record.revision,
                "tag": tag_name(view.id, record.edition),
                "files": [
                    {"path": fact.path, "size": fact.size, "sha256": fact.sha256} for fact in facts_of(view, number)
                ],
            }
            for number, record in release_numbers(view.editions)
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
