"""Releases: each published edition as it was, under a number and an address of its own; its files never change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from minhbach.edition import release_numbers
from minhbach.export.facts import FileFact
from minhbach.export.tables import csv_pieces
from minhbach.model.record import Record, RecordedPlace, RecordedUnit
from minhbach.model.units import Tier
from minhbach.publication.ledger import tag_name
from minhbach.results import TOTAL
from minhbach.site import addresses
from minhbach.site.contexts.edition import edition_title, edition_words
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.pages import FileJob

SCHEMA_VERSION = 1
RECORD = "cong-bo.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """A published edition under its number; `is_newest` says that pages of the round show it."""

    number: str
    title: str
    words: str
    address: str
    is_newest: bool


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    rank: int
    tied: bool
    unit: Link
    parent: str
    total: str
    level: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseTable:
    id: str
    title: str
    maximum: str
    rows: tuple[ReleaseRow, ...]


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    name: str
    address: str
    size: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleasePage:
    head: Head
    address: str
    release: Release
    newest: Release
    decision: str
    revision: str
    tag: str
    command: str
    tables: tuple[ReleaseTable, ...]
    files: tuple[ReleaseFile, ...]


def releases(view: RoundView) -> tuple[Release, ...]:
    """The releases that the phase shows, the newest first."""
    numbered = list(release_numbers(view.editions))
    return tuple(_release(view, number, record, record is numbered[-1][1]) for number, record in reversed(numbered))


def _release(view: RoundView, number: str, record: Record, is_newest: bool) -> Release:  # noqa: FBT001
    return Release(
        number=number,
        title=edition_title(record, view.write),
        words=edition_words(record, view.write),
        address=addresses.release(view.id, number),
        is_newest=is_newest,
    )


def build(view: RoundView, release: Release) -> ReleasePage:
    record = dict(release_numbers(view.editions))[release.number]
    return ReleasePage(
        head=view.head,
        address=release.address,
        release=release,
        newest=releases(view)[0],
        decision=record.decision or "",
        revision=record.revision,
        tag=tag_name(view.id, record.edition),
        command=f"minhbach verify {view.id} {record.edition}",
        tables=tuple(_tables(view, record)),
        files=tuple(
            ReleaseFile(fact.path.rpartition("/")[2], fact.path, view.write.file_size(fact.size), fact.sha256)
            for fact in _facts(view, release.number)
        ),
    )


def _tables(view: RoundView, record: Record) -> Iterator[ReleaseTable]:
    for tier in view.criteria.tiers:
        for scale, units in _boards(tier, record).items():
            yield ReleaseTable(
                id=f"bang-{tier.slug}-{'tong' if scale == TOTAL else scale.replace('_', '-')}",
                title=view.write.text(tier.title) + (f" – {view.scale_title(scale)}" if scale != TOTAL else ""),
                maximum=view.write.number(Decimal(units[0].places[scale].maximum)),
                rows=tuple(_row(view, unit, unit.places[scale]) for unit in units),
            )


def _boards(tier: Tier, record: Record) -> dict[str, list[RecordedUnit]]:
    """The ranked units of a tier by scale, in the order of their ranks."""
    own = [unit for unit in record.units.values() if unit.tier == tier.id]
    scales = dict.fromkeys(scale for unit in own for scale in unit.places)
    boards = {}
    for scale in scales:
        ranked = [unit for unit in own if scale in unit.places]
        boards[scale] = sorted(ranked, key=lambda unit: (unit.places[scale].rank, unit.code))
    return boards


def _row(view: RoundView, unit: RecordedUnit, place: RecordedPlace) -> ReleaseRow:
    parent = view.register.by_code.get(unit.parent) if unit.parent else None
    level = next((level for level in view.criteria.levels if level.id == place.level), None)
    address = addresses.unit(view.id, unit.code) if unit.code in view.shown else ""
    return ReleaseRow(
        rank=place.rank,
        tied=place.tied,
        unit=Link(unit.name, address),
        parent=parent.name if parent else "",
        total=view.write.number(Decimal(place.published)),
        level=view.write.text(level.title) if level else "",
    )


# Files -------------------------------------------------------------------------


def files(view: RoundView) -> Iterator[FileJob]:
    """The record of each release byte for byte, and its rankings made of the record alone."""
    for number, record in release_numbers(view.editions):
        place = addresses.release(view.id, number)
        data = view.source.record_files.get(record.edition)
        if data is not None:
            yield FileJob(path=f"{place}{RECORD}", make=partial(iter, [data]))
        for tier in view.criteria.tiers:
            yield FileJob(path=f"{place}xep-hang-{tier.slug}.csv", make=partial(_csv, tier, record))


def _csv(tier: Tier, record: Record) -> Iterator[bytes]:
    header = ["scale", "rank", "tied", "code", "name", "parent", "total", "maximum", "level"]
    return csv_pieces(header, (_cells(scale, unit) for scale, units in _boards(tier, record).items() for unit in units))


def _cells(scale: str, unit: RecordedUnit) -> list[str]:
    place = unit.places[scale]
    who = [unit.code, unit.name, unit.parent or ""]
    return [scale, str(place.rank), str(int(place.tied)), *who, place.published, place.maximum, place.level or ""]


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
                    {"path": fact.path, "size": fact.size, "sha256": fact.sha256} for fact in _facts(view, number)
                ],
            }
            for number, record in release_numbers(view.editions)
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _facts(view: RoundView, number: str) -> list[FileFact]:
    place = addresses.release(view.id, number)
    return [fact for path, fact in sorted(view.facts.items()) if path.startswith(place)]
