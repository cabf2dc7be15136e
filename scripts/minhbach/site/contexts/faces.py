"""How a unit is shown in a row of a table: what is the same in every table and language, made once a round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from minhbach.model.units import Register
from minhbach.site import addresses
from minhbach.site.collation import vietnamese_key


class Face(NamedTuple):
    """`tail` is the address of its page below that of the round, `parent` the name of the unit above, if there is one.

    `order` is its place among all units in the order of the Vietnamese alphabet.
    """

    code: str
    tail: str
    name: str
    parent: str
    order: int


def faces_of(round_id: str, register: Register) -> Mapping[str, Face]:
    """By code."""
    names = {unit.code: unit.name for unit in register.units}
    start = len(addresses.round_page(round_id))
    return {
        unit.code: Face(
            code=unit.code,
            tail=addresses.unit(round_id, unit.code)[start:],
            name=unit.name,
            parent=names.get(unit.parent or "", ""),
            order=order,
        )
        for order, unit in enumerate(sorted(register.units, key=lambda unit: vietnamese_key(unit.name)))
    }
