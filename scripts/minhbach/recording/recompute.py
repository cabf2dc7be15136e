"""A record computed again from data, and where the two differ first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from minhbach.model.record import Record
from minhbach.recording.document import imprint_of, record_bytes, record_document
from minhbach.repository import Dataset
from minhbach.results import compute_results


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A place in a record (keys and unit codes, from the outside in), what stands there and what should, as JSON."""

    where: str
    published: str
    computed: str


def recomputed(dataset: Dataset, record: Record) -> bytes:
    """The record as these data make it; what it says of itself is taken from it. Raises KeyError without its round."""
    return record_bytes(record_document(compute_results(dataset, record.round, record.milestone), imprint_of(record)))


def first_difference(published: bytes, computed: bytes) -> Difference:
    """Where two records differ. Both must be JSON; bytes that differ in their spelling only differ as a whole."""
    found = next(_differences(json.loads(published), json.loads(computed)), None)
    return found or Difference(where="JSON", published=f"{len(published)} B", computed=f"{len(computed)} B")


def _differences(published: Any, computed: Any, where: str = "") -> Iterator[Difference]:
    """The units of a record are named by their code."""
    if isinstance(published, dict) and isinstance(computed, dict):
        for key in dict.fromkeys((*published, *computed)):
            if key != "sha256":
                yield from _differences(published.get(key), computed.get(key), f"{where} {key}".strip())
    elif isinstance(published, list) and isinstance(computed, list) and len(published) == len(computed):
        for index, (one, other) in enumerate(zip(published, computed, strict=True)):
            name = one.get("code", index) if isinstance(one, dict) else index
            yield from _differences(one, other, f"{where} {name}")
    # True is 1 in Python and another thing in a record.
    elif (type(published), published) != (type(computed), computed):
        yield Difference(where=where, published=_text(published), computed=_text(computed))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
