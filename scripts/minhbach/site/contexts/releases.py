"""Releases: each published edition as it was, under a number and an address of its own; its files never change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from minhbach.export.facts import FileFact
from minhbach.model.record import Record, RecordedPlace, RecordedUnit
from minhbach.model.round import Milestone
from minhbach.model.units import Tier
from minhbach.publication.ledger import tag_name
from minhbach.results import TOTAL
from minhbach.site import addresses
from minhbach.site.contexts.edition import edition_title, edition_words
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.words import STANDING_TEXTS


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """A published edition under its number; `is_newest` says that the pages of the round show it."""

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
    """`head` stands as it did with this release. `inputs` counts the files that it rests on."""

    head: Head
    address: str
    release: Release
    newest: Release
    others: tuple[Release, ...]
    decision: str
    criteria: Link
    criteria_hash: str
    inputs: str
    revision: str
    commit_url: str
    tag: str
    command: str
    tables: tuple[ReleaseTable, ...]
    files: tuple[ReleaseFile, ...]
    index: str


def releases(view: RoundView) -> tuple[Release, ...]:
    """The releases that the phase shows, the newest first."""
    return tuple(_release(view, record) for record in reversed(view.editions))


def _release(view: RoundView, record: Record) -> Release:
    number = view.numbers[record.edition]
    return Release(
        number=number,
        title=edition_title(record, view.write),
        words=edition_words(record, view.write, number),
        address=addresses.release(view.id, number),
        is_newest=record is view.editions[-1],
    )


def build(view: RoundView, release: Release) -> ReleasePage:
    record = next(item for item in view.editions if view.numbers[item.edition] == release.number)
    every = releases(view)
    return ReleasePage(
        head=_head(view, release, record),
        address=release.address,
        release=release,
        newest=every[0],
        others=tuple(item for item in every if item.number != release.number),
        decision=record.decision or "",
        criteria=Link(view.write.text(view.criteria.title), addresses.criteria(view.id)),
        criteria_hash=record.criteria_hash,
        inputs=view.write.number(len(record.inputs)),
        revision=record.revision,
        commit_url=view.commit_url(record.revision),
        tag=tag_name(view.id, record.edition),
        command=f"minhbach verify {view.id} {record.edition}",
        tables=tuple(_tables(view, record)),
        files=tuple(
            ReleaseFile(fact.path.rpartition("/")[2], fact.path, view.write.file_size(fact.size), fact.sha256)
            for fact in facts_of(view, release.number)
        ),
        index=addresses.release_index(view.id),
    )


def _head(view: RoundView, release: Release, record: Record) -> Head:
    final = record.milestone is Milestone.FINAL
    return replace(
        view.head,
        standing=view.write.text(STANDING_TEXTS[record.milestone]),
        status=release.words,
        chip="final" if final else "provisional",
        provisional=not final,
    )


def _tables(view: RoundView, record: Record) -> Iterator[ReleaseTable]:
    for tier in view.criteria.tiers:
        for scale, units in boards(tier, record).items():
            yield ReleaseTable(
                id=f"bang-{tier.slug}-{'tong' if scale == TOTAL else scale.replace('_', '-')}",
                title=view.write.text(tier.title) + (f" – {view.scale_title(scale)}" if scale != TOTAL else ""),
                maximum=view.write.number(Decimal(units[0].places[scale].maximum)),
                rows=tuple(_row(view, unit, unit.places[scale]) for unit in units),
            )


def boards(tier: Tier, record: Record) -> dict[str, list[RecordedUnit]]:
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


def facts_of(view: RoundView, number: str) -> list[FileFact]:
    """The files of a release, as they were written."""
    place = addresses.release(view.id, number)
    return [fact for path, fact in sorted(view.facts.items()) if path.startswith(place)]
