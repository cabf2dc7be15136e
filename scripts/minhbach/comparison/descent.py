"""Where the units of a round come from in an earlier round, over as many mergers as lie between the two."""

from __future__ import annotations

from minhbach.model.lineage import Ancestry, DescentKind, Predecessor
from minhbach.model.units import Unit
from minhbach.repository import RoundData
from minhbach.values import predecessors

_FROM_WHOLE_TO_PART = (DescentKind.KEEPS, DescentKind.WHOLE, DescentKind.REST, DescentKind.PART)


def is_before(data: RoundData, earlier: str) -> bool:
    """Whether the round `earlier` is one of those before this one, each named by the next as `previous`."""
    last = data.previous
    return last is not None and (last.round.id == earlier or is_before(last, earlier))


def ancestry_since(data: RoundData, unit: Unit, earlier: str) -> Ancestry:
    """The units of the round `earlier` that a unit comes from; none when that round is not before this one."""
    last, direct = data.previous, predecessors(data, unit)
    if last is None or last.round.id == earlier:
        return direct
    found: dict[str, Predecessor] = {}
    for source in direct.sources:
        for older in ancestry_since(last, source.unit, earlier).sources:
            known = found.get(older.unit.code)
            kinds = (source.kind, older.kind, *((known.kind,) if known is not None else ()))
            found[older.unit.code] = Predecessor(unit=older.unit, kind=max(kinds, key=_FROM_WHOLE_TO_PART.index))
    return Ancestry(tuple(found.values()))


def goes_on(ancestry: Ancestry) -> Predecessor | None:
    """The one predecessor that a unit is measured against: the one that it keeps, or the only one, if it came whole.

    A unit that keeps its name and grew is still that unit. One that several others were merged into, none of which
    goes on, is a unit of its own, and so is a part of a unit.
    """
    kept = [source for source in ancestry.sources if source.kind is DescentKind.KEEPS]
    if len(kept) == 1:
        return kept[0]
    only = ancestry.sources[0] if len(ancestry.sources) == 1 else None
    return only if only is not None and only.kind is DescentKind.WHOLE else None
