"""Whether the published editions of a round go on from one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location
from minhbach.model.record import Record
from minhbach.reading.published import record_path
from minhbach.repository import RoundData


def records_follow_each_other(data: RoundData) -> Iterator[Diagnostic]:
    """An edition after `final` rests on the same files as the one before it, and on at least one amendment more.

    PASS: final-2 with every input of final and amendments/01.yaml
    FAIL: final-3 without final-2; final-2 without an amendment; final-2 with another file of a unit
    """
    yield from editions_follow(data.published)


def editions_follow(published: Mapping[str, Record]) -> Iterator[Diagnostic]:
    """`published` by edition."""
    for edition, record in published.items():
        if record.number > 1:
            number = record.number - 1
            name = f"{record.milestone.value}-{number}" if number > 1 else record.milestone.value
            yield from _follows(edition, record, name, published.get(name))


def _follows(edition: str, record: Record, name: str, before: Record | None) -> Iterator[Diagnostic]:
    place = Location(record_path(record.round, edition))
    if before is None:
        yield diagnose("record-order", place, round=record.round, found=edition, allowed=name)
        return
    new = [path for path in record.inputs if path not in before.inputs]
    folder = f"submissions/{record.round}/amendments/"
    if not any(path.startswith(folder) for path in new):
        yield diagnose("record-order", place, round=record.round, found=edition, allowed=name, detail="same")
    kept = [path for path in before.inputs if path.rpartition("/")[2] != "round.yaml"]
    changed = [path for path in kept if record.inputs.get(path) != before.inputs[path]]
    changed += [path for path in new if "/amendments/" not in path]
    if changed:
        words = {"found": sorted(changed)[0], "allowed": name, "count": str(len(changed)), "detail": "inputs"}
        yield diagnose("record-order", place, round=record.round, words=words)
