"""The levels of a criteria set, in the declared order, with conditions that can be judged."""

from __future__ import annotations

from collections.abc import Iterator, Set
from fractions import Fraction
from typing import Any

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Text
from minhbach.exact import parse_number
from minhbach.model.criteria import Level, LevelCondition
from minhbach.reading.structure import text_of
from minhbach.yamlio import Source

_ORDERS = {
    "best_first": Text("từ cao xuống thấp (best_first)", "from high to low (best_first)"),
    "worst_first": Text("từ thấp lên cao (worst_first)", "from low to high (worst_first)"),
}


def read_levels(source: Source, data: Any, known: Set[str] | None) -> tuple[tuple[Level, ...], list[Diagnostic]]:
    """The levels from the highest threshold down, whichever way they are written.

    `known` are the ids of the set as `section <id>` and `criterion <id>`; None when they are not all known.
    """
    bands = list(enumerate(data["bands"]))
    if data["order"] == "worst_first":
        bands.reverse()
    levels: list[Level] = []
    findings: list[Diagnostic] = []
    above: Fraction | None = None
    for index, band in bands:
        at_least = parse_number(band["at_least"])
        lowest = index == bands[-1][0]
        if (above is not None and at_least >= above) or (lowest and (at_least != 0 or band.get("conditions"))):
            place = source.location("levels", "bands", index, "at_least")
            findings.append(diagnose("levels-order", place, found=shown(band["id"]), allowed=_ORDERS[data["order"]]))
        above = at_least
        if known is not None:
            findings += _unknown_names(source, index, band, known)
        levels.append(_level(band, at_least))
    return tuple(levels), findings


def _level(band: Any, at_least: Fraction) -> Level:
    conditions = tuple(
        LevelCondition(
            at_least=parse_number(condition["at_least"]),
            every=condition.get("every"),
            section=condition.get("section"),
            criterion=condition.get("criterion"),
        )
        for condition in band.get("conditions", ())
    )
    return Level(id=band["id"], title=text_of(band["title"]), at_least=at_least, conditions=conditions)


def _unknown_names(source: Source, index: int, band: Any, known: Set[str]) -> Iterator[Diagnostic]:
    for number, condition in enumerate(band.get("conditions", ())):
        for kind in ("section", "criterion"):
            name = condition.get(kind)
            if name is not None and f"{kind} {name}" not in known:
                place = source.location("levels", "bands", index, "conditions", number, kind)
                yield diagnose("level-condition", place, found=shown(name))
