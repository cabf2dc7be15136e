"""The published editions of a round, and what changed from each to the next."""

from __future__ import annotations

from fractions import Fraction

from minhbach.exact import decimal_text
from minhbach.export.api import places
from minhbach.export.api.source import ApiRound, FigureChange, PlaceChange, Step, UnitChange
from minhbach.export.json_text import Document
from minhbach.export.scores import answer_document
from minhbach.model.record import Record, RecordedPlace


def releases_document(source: ApiRound) -> Document:
    """What was published so far, the first edition first; empty before the first publication."""
    return {
        **source.head("releases"),
        "releases": [_release(source, number, record) for number, record in source.releases.items()],
    }


def _release(source: ApiRound, number: str, record: Record) -> Document:
    return {
        "release": number,
        "edition": record.edition,
        "milestone": record.milestone.value,
        "figures_as_of": record.figures_as_of.isoformat(),
        "published": record.published.isoformat(),
        "decision": record.decision,
        "reason": record.reason,
        "criteria": record.criteria,
        "criteria_sha256": record.criteria_hash,
        "revision": record.revision,
        "engine_version": record.engine_version,
        "record": places.record_file(source.id, record.edition),
        "page": places.release_page(source.id, number),
    }


def changes_document(source: ApiRound) -> Document:
    """Every figure, point and rank that differs from one edition to the next, with the reason."""
    return {
        **source.head("changes"),
        "page": places.changes_page(source.id) if source.releases else None,
        "steps": [_step(source, step) for step in source.steps],
    }


def _step(source: ApiRound, step: Step) -> Document:
    return {
        "before": step.before.edition,
        "after": step.after.edition,
        "published": step.after.published.isoformat(),
        "decision": step.after.decision,
        "units": [_unit(source, change) for change in step.units],
    }


def _unit(source: ApiRound, change: UnitChange) -> Document:
    unit = change.unit
    return {
        "code": unit.code,
        "name": unit.name,
        "tier": unit.tier,
        "page": places.unit_page(source.id, unit.code),
        "figures": [_figure(item) for item in change.figures],
        "criteria": [
            {"criterion": name, "before": _points(before), "after": _points(after)}
            for name, (before, after) in change.criteria.items()
        ],
        "places": [_place_change(item) for item in change.places],
    }


def _figure(change: FigureChange) -> Document:
    return {
        "figure": change.figure,
        "before": answer_document(change.before),
        "after": answer_document(change.after),
        "origin": change.link.origin,
        "reason": change.link.reason or None,
        "by": change.link.by or None,
    }


def _points(points: Fraction | None) -> str | None:
    return decimal_text(points) if points is not None else None


def _place_change(change: PlaceChange) -> Document:
    return {"scale": change.scale, "before": _place(change.before), "after": _place(change.after)}


def _place(place: RecordedPlace | None) -> Document | None:
    if place is None:
        return None
    return {
        "rank": place.rank,
        "tied": place.tied,
        "points": place.total,
        "points_published": place.published,
        "maximum": place.maximum,
        "share": place.share,
        "level": place.level,
    }
