"""The files of all units of a round, read by as many processes as there are processors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeAlias, cast

from minhbach.diagnostics import Diagnostic
from minhbach.memory import NO_MEMORY, Memory, digest
from minhbach.model.criteria import CriteriaSet
from minhbach.model.submission import Submission
from minhbach.model.units import Unit
from minhbach.reading.files import read_bytes
from minhbach.reading.parcels import Parcel, Unpacker, packed
from minhbach.reading.registers import kind_of_round
from minhbach.reading.structure import Structure
from minhbach.reading.submissions import SubmissionReader
from minhbach.tree import Tree
from minhbach.workshop import Workshop
from minhbach.yamlio import KeptSource, Source, read_yaml

BATCH = 64
"""So many files are one piece of work: small enough to be shared out evenly, large enough to be worth handing over."""


@dataclass(frozen=True, slots=True)
class UnitFile:
    """The file of a unit: its bytes, or why there are none."""

    path: str
    unit: Unit
    data: bytes | Diagnostic


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a unit's file says; no submission when nothing of it can be read."""

    unit: Unit
    submission: Submission | None
    findings: list[Diagnostic]


_Reading: TypeAlias = tuple[Parcel | None, list[Diagnostic]]


@dataclass(slots=True)
class _Batch:
    """Files that are read together: where what they say is remembered, and what is."""

    files: Sequence[UnitFile]
    place: Path | None = None
    known: list[_Reading] | None = None


class Usable(Protocol):
    """A criteria set, and the compiled schema of each tier."""

    @property
    def criteria(self) -> CriteriaSet: ...

    @property
    def structures(self) -> Mapping[str, Structure]: ...


class UnitReader:
    """Reads the files of the units of one round; the findings of each are told of its unit.

    `digest` is that of the criteria set's files: with it and the files' own, what they say can be remembered.
    """

    def __init__(self, usable: Usable, round_id: str, memory: Memory = NO_MEMORY, digest: str = "") -> None:
        self.round_id = round_id
        self._memory = memory
        self._digest = digest
        self._unpacker = Unpacker(usable.criteria.figures)
        self._readers = {
            tier_id: SubmissionReader(usable.criteria, tier_id, structure, round_id)
            for tier_id, structure in usable.structures.items()
        }

    def read(self, tree: Tree, places: Sequence[tuple[str, Unit]]) -> Iterator[HandedIn]:
        """What is in the files, in the order of the places. The tree is read here and now, in this process only."""
        files = [UnitFile(path, unit, read_bytes(tree, path)) for path, unit in places]
        batches = [_Batch(files[at : at + BATCH]) for at in range(0, len(files), BATCH)]
        for batch in batches:
            self._remember(batch)
        unknown = [batch.files for batch in batches if batch.known is None]
        return self._unpacked(batches, Workshop(self._read_all, unknown).results())

    def _unpacked(self, batches: Sequence[_Batch], read: Iterator[list[_Reading]]) -> Iterator[HandedIn]:
        for batch in batches:
            readings = batch.known
            if readings is None:
                readings = next(read)
                if batch.place is not None:
                    self._memory.keep(batch.place, list[_Reading], readings)
            for file, (parcel, findings) in zip(batch.files, readings, strict=True):
                yield HandedIn(file.unit, self._submission(file, parcel), findings)
            # Let go of what was handed over: of a whole country it is a lot.
            batch.known = None

    def _remember(self, batch: _Batch) -> None:
        """A file that cannot be read is looked at every time."""
        key = [self.round_id, self._digest]
        for file in batch.files:
            if isinstance(file.data, Diagnostic):
                return
            key += [file.path, file.unit.code, file.unit.name, file.unit.tier, digest(file.data)]
        batch.place = self._memory.place(kind_of_round(self.round_id), key)
        if batch.place is not None:
            batch.known = cast(list[_Reading] | None, self._memory.look_up(batch.place, list[_Reading]))

    def _submission(self, file: UnitFile, parcel: Parcel | None) -> Submission | None:
        if parcel is None or isinstance(file.data, Diagnostic):
            return None
        return self._unpacker.submission(parcel, file.unit.code, KeptSource(file.path, file.data))

    def _read_all(self, files: Sequence[UnitFile]) -> list[_Reading]:
        return [self._read(file) for file in files]

    def _read(self, file: UnitFile) -> _Reading:
        if isinstance(file.data, Diagnostic):
            source, told = Source(file.path, None), [file.data]
        else:
            source, told = read_yaml(file.path, file.data)
        findings = [replace(finding, round=self.round_id, unit=file.unit.code) for finding in told]
        submission, more = self._readers[file.unit.tier].read(source, file.unit)
        return (packed(submission) if submission is not None else None), [*findings, *more]
