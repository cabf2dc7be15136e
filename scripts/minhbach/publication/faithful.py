"""Whether results that are about to be shown are those that the record published."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location
from minhbach.model.record import RecordedPlace, RecordedUnit
from minhbach.reading.published import record_path
from minhbach.recording.document import place_document
from minhbach.results import RoundResults, UnitResult


def unfaithful_results(results: RoundResults, detail: str = "site") -> Iterator[Diagnostic]:
    """The first unit whose points, level or rank are not those of the record; nothing without a record.

    `detail` says where the results would stand: on the `site`, or nowhere yet, out of the files as they are `now`.
    """
    record = results.record
    if record is None:
        return
    place = Location(record_path(record.round, record.edition))
    for code in dict.fromkeys((*results.by_unit, *record.units)):
        computed, published = _computed(results.by_unit.get(code)), _published(record.units.get(code))
        if computed != published:
            words = {"where": code, "found": _words(published), "allowed": _words(computed), "detail": detail}
            yield diagnose("record-result", place, round=record.round, unit=code, words=words)
            return


def _computed(result: UnitResult | None) -> dict[str, RecordedPlace]:
    standings = result.standings if result is not None else {}
    return {scale: RecordedPlace(**place_document(standing)) for scale, standing in standings.items()}


def _published(unit: RecordedUnit | None) -> dict[str, RecordedPlace]:
    return dict(unit.places) if unit is not None else {}


def _words(places: dict[str, RecordedPlace]) -> str:
    return "; ".join(f"{scale} {place.published} ({place.rank})" for scale, place in places.items()) or "–"
