"""Figures that look odd beside the neighbours' or beside the last round's: something to ask about, never a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from minhbach.model.criteria import Figure, Kind
from minhbach.model.round import Milestone
from minhbach.model.submission import Value
from minhbach.model.units import Unit
from minhbach.repository import RoundData
from minhbach.values import chains_of, previous_finals

FEWEST_NEIGHBOURS = 4
"""With fewer there is no saying what is usual."""

FAR_FROM_ALL = 2
"""Twice as much as the highest of all the others, or less than half of the lowest."""

FAR_FROM_BEFORE = 3
SMALL = 10
"""Steps between numbers that are both below this are everyday ones."""


class Beside(StrEnum):
    NEIGHBOURS = "neighbours"
    LAST_ROUND = "last_round"


@dataclass(frozen=True, kw_only=True, slots=True)
class Oddity:
    """A figure of a unit, and the `low` and `high` of what it stands apart from; both are the same for one number.

    `factor` is how many times it lies beyond them; None when one of the two is zero.
    """

    figure: Figure
    value: Fraction
    beside: Beside
    low: Fraction
    high: Fraction
    factor: Fraction | None


Number = int | Decimal
"""Compared as they were written: exact, and fast among many neighbours."""


def oddities_below(data: RoundData, parent: Unit) -> dict[str, tuple[Oddity, ...]]:
    """The oddities of every unit below a parent that has handed in, the furthest first."""
    units = [unit for unit in data.register.children.get(parent.code, ()) if unit.exempt is None]
    now = {unit.code: numbers(data, unit) for unit in units if unit.code in data.submissions}
    every: dict[str, list[Number]] = {}
    for own in now.values():
        for name, value in own.items():
            every.setdefault(name, []).append(value)
    ends = {name: _Ends.of(values) for name, values in every.items()}
    return {
        code: tuple(sorted(_oddities(data, data.register.by_code[code], own, ends), key=_order))
        for code, own in now.items()
    }


@dataclass(frozen=True, slots=True)
class _Ends:
    """The two lowest and the two highest of several numbers: enough to leave any one of them out."""

    count: int
    lowest: Sequence[Number]
    highest: Sequence[Number]

    @classmethod
    def of(cls, values: Iterable[Number]) -> _Ends:
        ordered = sorted(values)
        return cls(len(ordered), ordered[:2], ordered[:-3:-1])

    def without(self, value: Number) -> tuple[Number, Number]:
        """The lowest and the highest of the others; there must be at least one."""
        return self.lowest[self.lowest[0] == value], self.highest[self.highest[0] == value]


def numbers(data: RoundData, unit: Unit) -> dict[str, Number]:
    """Every count and amount that a unit has answered, as it last stood."""
    figures = {
        name: figure
        for name, figure in data.criteria.figures_of(unit.tier).items()
        if figure.kind in (Kind.COUNT, Kind.AMOUNT)
    }
    chains = chains_of(data, unit, Milestone.FINAL, figures=figures)
    return _numbers({name: chain.current.value for name, chain in chains.items()})


def _order(item: Oddity) -> tuple[Fraction, str]:
    return -(item.factor if item.factor is not None else max(item.value, item.high)), item.figure.id


def _oddities(data: RoundData, unit: Unit, own: Mapping[str, Number], ends: Mapping[str, _Ends]) -> Iterator[Oddity]:
    before = _before(data, unit)
    for name, value in own.items():
        figure = data.criteria.figures[name]
        if ends[name].count > FEWEST_NEIGHBOURS:
            low, high = ends[name].without(value)
            yield from _compared(figure, value, Beside.NEIGHBOURS, low, high, FAR_FROM_ALL)
        if name in before:
            yield from _compared(figure, value, Beside.LAST_ROUND, before[name], before[name], FAR_FROM_BEFORE)


def _before(data: RoundData, unit: Unit) -> dict[str, Number]:
    """What the unit ended the last round with, of figures that were asked as the same kind then."""
    values = {name: answer.value for name, answer in previous_finals(data, unit).items()}
    return _numbers(values)


def _numbers(values: Mapping[str, Value | None]) -> dict[str, Number]:
    return {
        name: value
        for name, value in values.items()
        if isinstance(value, int | Decimal) and not isinstance(value, bool)
    }


def _compared(figure: Figure, value: Number, beside: Beside, low: Number, high: Number, far: int) -> Iterator[Oddity]:
    if max(value, high) < SMALL or low <= value <= high:
        return
    own, lowest, highest = Fraction(value), Fraction(low), Fraction(high)
    if own > highest * far:
        factor = own / highest if high else None
    elif own * far < lowest:
        factor = lowest / own if value else None
    else:
        return
    yield Oddity(figure=figure, value=own, beside=beside, low=lowest, high=highest, factor=factor)
