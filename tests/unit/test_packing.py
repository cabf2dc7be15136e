"""Values as JSON and back, by their type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

import pytest

from minhbach.packing import packer


class Colour(StrEnum):
    RED = "red"


class Pair(NamedTuple):
    a: dict[str, str]
    b: tuple[str, ...] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    name: str
    colour: Colour | None = None
    days: tuple[date, ...] = ()
    at: datetime | None = None
    pairs: Mapping[str, Pair] = field(default_factory=dict)
    numbers: frozenset[int] = frozenset()
    length: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.name))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (str, "Hòa Mục"),
        (int | None, None),
        (list[bool], [True, False]),
        (tuple[str, int], ("a", 1)),
        (tuple[tuple[str, str | None], ...], (("a", None), ("b", "c"))),
        (Thing, Thing(name="")),
        (
            list[tuple[Thing | None, list[Colour]]],
            [
                (None, []),
                (
                    Thing(
                        name="Đá",
                        colour=Colour.RED,
                        days=(date(2019, 11, 25),),
                        at=datetime.fromisoformat("2019-11-25T08:30"),
                        pairs={"x": Pair({"k": "v"}, ("1",)), "y": Pair({}, None)},
                        numbers=frozenset((3, 1)),
                    ),
                    [Colour.RED],
                ),
            ],
        ),
    ],
)
def test_a_value_comes_back_whole(kind: Any, value: Any) -> None:
    pack, make = packer(kind)
    again = make(json.loads(json.dumps(pack(value))))
    assert again == value
    assert type(again) is type(value)


def test_what_is_worked_out_is_worked_out_again() -> None:
    pack, make = packer(Thing)
    assert pack(Thing(name="abc")) == ["abc", None, [], None, {}, []]
    assert make(["abcd", "red", [], None, {}, []]).length == 4


@pytest.mark.parametrize("kind", [float, object, str | int, dict[int, str], set[str], Any, int | str | None])
def test_other_kinds_are_refused_at_once(kind: Any) -> None:
    with pytest.raises(TypeError, match="no packer for"):
        packer(kind)


def test_an_unknown_word_or_a_missing_field_is_an_error() -> None:
    with pytest.raises(KeyError):
        packer(Colour)[1]("blue")
    with pytest.raises(ValueError, match="zip"):
        packer(Thing)[1](["abc"])
