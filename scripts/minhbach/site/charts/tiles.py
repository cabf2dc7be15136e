"""Geometry of a tile map: squares in rows and columns, with every name broken so that it fits on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from minhbach.site.charts import percent

NARROWEST, LETTER, PADDING = 276, Fraction(15, 2), 6
"""Pixels of the drawing on the narrowest phone, of a letter at most, and left free in a tile."""

LINE, GAP = 16, 4
"""Pixels of a line of words, and between tiles."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Square:
    """What a tile says: the `name` is broken into lines, each of `notes` is a line of its own."""

    row: int
    column: int
    name: str
    notes: tuple[str, ...]
    step: int
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tile:
    """A tile as it is drawn. `x`, `middle` and `width` go along the width, the rest is in pixels."""

    x: str
    middle: str
    width: str
    y: int
    lines: tuple[tuple[int, str], ...]
    notes: tuple[tuple[int, str], ...]
    step: int
    address: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TileMap:
    """`size` is the height of a tile, `height` that of the drawing."""

    tiles: tuple[Tile, ...]
    size: int
    height: int


def tile_map(squares: Sequence[Square]) -> TileMap:
    """Rows and columns that no square uses at the edges are left out. Needs at least one square."""
    left, top = min(item.column for item in squares), min(item.row for item in squares)
    columns = max(item.column for item in squares) - left + 1
    rows = max(item.row for item in squares) - top + 1
    room = int((Fraction(NARROWEST, columns) - PADDING - GAP) / LETTER)
    names = [broken(item.name, room) for item in squares]
    notes = [tuple(line for note in item.notes for line in broken(note, room)) for item in squares]
    most = max(len(name) + len(note) for name, note in zip(names, notes, strict=True))
    size = LINE * most + 2 * PADDING + 4
    tiles = (
        _tile(item, name, note, (item.row - top, item.column - left), columns, size)
        for item, name, note in zip(squares, names, notes, strict=True)
    )
    return TileMap(tiles=tuple(tiles), size=size, height=rows * (size + GAP))


def broken(words: str, room: int) -> tuple[str, ...]:
    """As few lines of at most so many letters as can be, and those of much the same length.

    Broken between words; a word that is longer than the room is broken where it must be.
    """
    found = _greedy(words, room)
    while room > 1 and len(narrower := _greedy(words, room - 1)) == len(found) and not _is_cut(words, room - 1):
        found, room = narrower, room - 1
    return found


def _is_cut(words: str, room: int) -> bool:
    return any(len(word) > room for word in words.split(" "))


def _greedy(words: str, room: int) -> tuple[str, ...]:
    lines: list[str] = []
    for word in _pieces(words.split(" "), max(room, 1)):
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _pieces(words: Iterable[str], room: int) -> Iterable[str]:
    for word in words:
        yield from (word[at : at + room] for at in range(0, len(word), room))


def _tile(
    item: Square, name: tuple[str, ...], notes: tuple[str, ...], place: tuple[int, int], columns: int, size: int
) -> Tile:
    row, column = place
    y = row * (size + GAP)
    first = y + (size - LINE * (len(name) + len(notes))) // 2 + LINE - 4
    texts = [(first + LINE * number, words) for number, words in enumerate((*name, *notes))]
    # A hundredth of the width lies between two tiles.
    return Tile(
        x=percent(Fraction(column, columns)),
        middle=percent(Fraction(2 * column + 1, 2 * columns) - Fraction(1, 200)),
        width=percent(Fraction(1, columns) - Fraction(1, 100)),
        y=y,
        lines=tuple(texts[: len(name)]),
        notes=tuple(texts[len(name) :]),
        step=item.step,
        address=item.address,
        label=": ".join(filter(None, (item.name, ", ".join(item.notes)))),
    )
