"""What the records beside the figures share: one file a unit, and figures with their values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic
from minhbach.model.criteria import CriteriaSet, Figure
from minhbach.model.submission import MISSING, Answer
from minhbach.model.units import Register, Unit
from minhbach.reading.answers import explain_answer, read_answer
from minhbach.reading.places import unexpected_file
from minhbach.reading.submissions import unknown_figure
from minhbach.tree import Tree
from minhbach.yamlio import PathKeys, Source

Record = TypeVar("Record")

ReadOne = Callable[[str, Unit], tuple[Source, Record | None, list[Diagnostic]]]


@dataclass(slots=True)
class Records(Generic[Record]):
    """The records of a folder: those that could be read by their key, the YAML of every file, and all findings."""

    by_key: dict[str, Record] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)

    def add(self, key: str, source: Source, record: Record | None, findings: list[Diagnostic]) -> None:
        self.sources.append(source)
        self.findings += findings
        if record is not None:
            self.by_key[key] = record


def read_unit_records(
    tree: Tree, round_id: str, folder: str, register: Register, read: ReadOne[Record]
) -> Records[Record]:
    """Every `<folder>/<code>.yaml` of a round; a file that is named after no unit is told."""
    records: Records[Record] = Records()
    paths = tree.list(f"submissions/{round_id}/{folder}")
    units = {record_path(round_id, folder, unit.code): unit for unit in register.units} if paths else {}
    for path in paths:
        if path in units:
            records.add(units[path].code, *read(path, units[path]))
        else:
            records.findings.append(unexpected_file(tree, path, round_id, units))
    return records


def record_path(round_id: str, folder: str, name: str) -> str:
    return f"submissions/{round_id}/{folder}/{name}.yaml"


class FigureReader:
    """Reads the figures that a record names; what is wrong with them is collected in `findings`."""

    def __init__(self, source: Source, criteria: CriteriaSet) -> None:
        self.source = source
        self.criteria = criteria
        self.findings: list[Diagnostic] = []
        self._first: dict[tuple[str, str], int] = {}

    def figure(self, path: PathKeys, name: str, unit: Unit) -> Figure | None:
        """The figure, when the unit's tier is asked it."""
        asked = self.criteria.figures_of(unit.tier)
        if name not in asked:
            place = self.source.location(*path)
            self.findings.append(unknown_figure(place, name, asked, self.criteria.figures))
        return asked.get(name)

    def once(self, path: PathKeys, figure: Figure, unit: Unit) -> bool:
        """Whether the record has not named this figure of this unit before."""
        place = self.source.location(*path)
        first = self._first.get((unit.code, figure.id))
        if first is None:
            self._first[unit.code, figure.id] = place.line
            return True
        words = {"unit_code": unit.code, "first": str(first)}
        self.findings.append(diagnose("figure-repeated", place, figure=figure.id, label=figure.label, words=words))
        return False

    def answer(self, path: PathKeys, figure: Figure) -> Answer | None:
        """The value that is written, None when it cannot be read; MISSING where nothing stands."""
        node = self.source.node(*path)
        if node is None:
            return MISSING
        answer = read_answer(figure, node)
        if answer is None:
            self.findings.append(explain_answer(figure, node, self.source.location(*path)))
        return answer
