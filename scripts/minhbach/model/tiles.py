"""Where units lie on a tile map: one square each, roughly as they lie to one another in the country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from minhbach.diagnostics import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class TileGrid:
    """Rows from north to south of codes from west to east; an empty code leaves a square free.

    A code that a round does not know is a unit of another round: one grid serves them all.
    """

    rows: tuple[tuple[str, ...], ...]
    note: Text | None = None
    places: Mapping[str, tuple[int, int]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Row and column of each unit, counted from 0."""
        places = {code: (row, column) for row, codes in enumerate(self.rows) for column, code in enumerate(codes)}
        object.__setattr__(self, "places", {code: place for code, place in places.items() if code})
