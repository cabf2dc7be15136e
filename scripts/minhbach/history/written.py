"""A unit's file as it was at one time: what was written for each figure, and the other parts.

Most changes of a round are of figures alone, so the figures are read line by line where every line up to their end is
of a few plain shapes, and the parser is asked only for the rest, and only when the rest changed. Whatever the parser
can read, it reads the same: a property of the tests. Old versions may be broken; nothing here raises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from minhbach.yamlio import Mapping as MappingNode
from minhbach.yamlio import Node, Scalar, Sequence, Source, read_yaml

FIGURES, SUPPLEMENT, EXPLANATIONS, EVIDENCE = "figures", "supplement", "explanations", "evidence"

MOST_PLAIN_BYTES = 16 * 1024
"""Longer files go to the parser, which has limits of its own on the number of values."""

MOST_LINES = 16_384
"""How many different lines are kept at a time."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    reason: str


@dataclass(frozen=True, slots=True)
class Odd:
    """Something that is no value of a figure: a list, other keys."""

    text: str


Written: TypeAlias = str | NotApplicable | Odd
"""What stands for a figure, before its form gives it a type."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rest:
    """The parts beside the figures. `supplement` by figure, with the reason; the others as flat text by key."""

    supplement: Mapping[str, Written]
    explanations: Mapping[str, str]
    evidence: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """A file that could be read. `rest` is its text when the figures were read by lines, otherwise what was read."""

    figures: Mapping[str, Written]
    rest: bytes | Rest


def read_version(data: bytes) -> Version | None:
    """None when the file, or its part with the figures, cannot be read."""
    return read_plain(data) or read_whole(data)


def read_whole(data: bytes) -> Version | None:
    """By the parser."""
    source, _ = read_yaml("", data)
    if not isinstance(source.root, MappingNode):
        return None
    return Version(figures=_figures(source.node(FIGURES)), rest=_rest(source))


def rest_of(version: Version) -> Rest | None:
    """The parts beside the figures; None when they cannot be read."""
    if isinstance(version.rest, Rest):
        return version.rest
    if not version.rest:
        return Rest(supplement={}, explanations={}, evidence={})
    source, _ = read_yaml("", version.rest)
    return _rest(source) if isinstance(source.root, MappingNode) else None


# Line by line ----------------------------------------------------------------

_COMMENT = r"(?: +#.*)?"
_PLAIN = r"[^\W_](?:[\w./%-]| (?=[\w./%-]))*"
_BEFORE = re.compile(rf'(?: *#.*| *|(?:round|unit): (?:"[\w-]+"|[^\W_][\w-]*){_COMMENT})\Z')
_BEGIN = re.compile(rf"figures:{_COMMENT}\Z")
_FIGURE = re.compile(
    rf'  ([a-z][a-z0-9_]{{0,80}}): (?:({_PLAIN})|"([^"\\]*)"|\{{not_applicable: "([^"\\]*)"\}}){_COMMENT} *\Z'
)
_BETWEEN = re.compile(r" *(?:#.*)?\Z")
_NEXT = re.compile(r"[a-z][a-z_]{0,80}:(?: |\Z)")


def read_plain(data: bytes) -> Version | None:
    """The figures by lines, the rest as text; None when a line is of any other shape."""
    if len(data) > MOST_PLAIN_BYTES:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    lines = text.split("\n")
    begin = next((place for place, line in enumerate(lines) if not _BEFORE.match(line)), len(lines))
    if begin == len(lines) or not _BEGIN.match(lines[begin]):
        return None
    end = next((at for at in range(begin + 1, len(lines)) if lines[at][:1] not in ("", " ", "#")), len(lines))
    if end < len(lines) and not _NEXT.match(lines[end]):
        return None
    head = "\n".join(lines[:end])
    # The parser composes letters and replaces look-alikes.
    if not unicodedata.is_normalized("NFC", head) or "\N{LATIN CAPITAL LETTER ETH}" in head:
        return None
    figures = _plain_figures(lines[begin + 1 : end])
    if figures is None:
        return None
    return Version(figures=figures, rest="\n".join(lines[end:]).encode())


@lru_cache(maxsize=MOST_LINES)
def _line(line: str) -> tuple[str, Written] | None:
    """A figure and what is written for it; None for a line of any other shape. Versions share most of their lines."""
    found = _FIGURE.match(line)
    if found is None:
        return None
    name, plain, quoted, reason = found.groups()
    return name, NotApplicable(reason) if reason is not None else quoted if plain is None else plain


def _plain_figures(lines: Iterable[str]) -> dict[str, Written] | None:
    figures: dict[str, Written] = {}
    for line in lines:
        found = _line(line)
        if found is not None:
            # The first of two entries stands, as for the parser.
            figures.setdefault(*found)
        elif not _BETWEEN.match(line):
            return None
    return figures


# By the parser ---------------------------------------------------------------


def _rest(source: Source) -> Rest:
    return Rest(
        supplement={name: _written(_value(node)) for name, node in _entries(source.node(SUPPLEMENT))},
        explanations={name: _explanation(node) for name, node in _entries(source.node(EXPLANATIONS))},
        evidence={name: _flat(node) for name, node in _entries(source.node(EVIDENCE))},
    )


def _figures(node: Node | None) -> dict[str, Written]:
    return {name: _written(value) for name, value in _entries(node)}


def _entries(node: Node | None) -> Iterable[tuple[str, Node]]:
    return ((key.text, value) for key, value in node.entries) if isinstance(node, MappingNode) else ()


def _value(node: Node) -> Node | None:
    return node.get("value") if isinstance(node, MappingNode) else None


def _written(node: Node | None) -> Written:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, MappingNode) and len(node.entries) == 1:
        reason = node.get("not_applicable")
        if isinstance(reason, Scalar):
            return NotApplicable(reason.text)
    return Odd(_flat(node) if node is not None else "")


def _explanation(node: Node) -> str:
    """The text, then its evidence in brackets."""
    text = node.get("text") if isinstance(node, MappingNode) else node
    evidence = node.get("evidence") if isinstance(node, MappingNode) else None
    documents = f" [{_flat(evidence)}]" if evidence is not None else ""
    return (_flat(text) if text is not None else "") + documents


def _flat(node: Node) -> str:
    """The same text for the same content, however it is written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return "; ".join(_flat(item) for item in node.items)
    return ", ".join(f"{key.text}: {_flat(value)}" for key, value in node.entries)
