"""How a point came about, as data: the clause that decided, the figures that went in, the numbers in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from minhbach.model.submission import Answer, State


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """One form applied to one unit.

    `state` VALUE means scored. `share` is the share of the points in 0..1 (None unless scored). `clause` is the branch
    of the form that decided; the coverage of a criteria set counts these. `weight` is the share of the criterion's
    points that this part was given; `excluded` the share of its own points that left the maximum as not applicable.
    """

    form: str
    state: State
    clause: str
    share: Fraction | None = None
    weight: Fraction = Fraction(1)
    excluded: Fraction = Fraction(0)
    inputs: Mapping[str, Answer] = field(default_factory=dict)
    facts: Mapping[str, Fraction | str] = field(default_factory=dict)
    parts: tuple[Trace, ...] = ()

    def clauses(self, prefix: str = "") -> Iterator[str]:
        """Every clause decided, with the path of its part: `sum.0.ratio`."""
        here = f"{prefix}{self.form}"
        yield f"{here}:{self.clause}"
        for index, part in enumerate(self.parts):
            yield from part.clauses(f"{here}.{index}.")
