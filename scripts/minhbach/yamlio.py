"""Strict YAML with line and column for each key and value, on libyaml's events.

Every scalar stays the text that was typed: `060`, `no`, `1:30`, `1.10` and `2019-11-25` are text until the schema of
the form gives them a type. What other readers would silently change, merge or drop is refused, each with its message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import yaml

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location

MAX_DEPTH = 16
MAX_NODES = 20_000
MAX_REGISTER_NODES = 1_000_000

PathKey: TypeAlias = str | int
PathKeys: TypeAlias = tuple[PathKey, ...]


class Mark(NamedTuple):
    line: int
    column: int


class Scalar(NamedTuple):
    """Text as typed; `plain` is false when it stood in quotes or a block, `refused` when a problem was told of it."""

    text: str
    mark: Mark
    plain: bool = True
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order of the file; `get` finds a value by its key's text."""

    entries: tuple[tuple[Scalar, Node], ...]
    mark: Mark
    by_key: dict[str, tuple[Scalar, Node]] = field(compare=False, repr=False)

    def get(self, key: str) -> Node | None:
        entry = self.by_key.get(key)
        return entry[1] if entry else None


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    mark: Mark


Node: TypeAlias = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its path and its root node; finds the place of any value or key."""

    path: str
    root: Node | None

    def node(self, *keys: PathKey) -> Node | None:
        node = self.root
        for key in keys:
            node = _child(node, key)
        return node

    def location(self, *keys: PathKey) -> Location:
        """Where the value is; the nearest thing that exists when it is not there."""
        node, mark = self.root, Mark(1, 1)
        for key in keys:
            node = _child(node, key)
            if node is None:
                break
            mark = node.mark
        return Location(self.path, mark.line, mark.column)

    def key_location(self, *keys: PathKey) -> Location:
        """Where the key of a mapping's entry is."""
        *parents, last = keys
        parent = self.node(*parents)
        if isinstance(parent, Mapping) and isinstance(last, str) and last in parent.by_key:
            mark = parent.by_key[last][0].mark
            return Location(self.path, mark.line, mark.column)
        return self.location(*keys)


class KeptSource(Source):
    """A file whose nodes are made from its bytes when they are asked for, and not kept: a country has many files."""

    __slots__ = ("data",)
    data: bytes

    def __init__(self, path: str, data: bytes) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "data", data)

    @property
    def root(self) -> Node | None:
        return _root_of(self.data)

    def __reduce__(self) -> tuple[type[KeptSource], tuple[str, bytes]]:
        return KeptSource, (self.path, self.data)


@lru_cache(maxsize=64)
def _root_of(data: bytes) -> Node | None:
    return read_yaml("", data)[0].root


def _child(node: Node | None, key: PathKey) -> Node | None:
    if isinstance(node, Mapping) and isinstance(key, str):
        return node.get(key)
    if isinstance(node, Sequence) and isinstance(key, int) and 0 <= key < len(node.items):
        return node.items[key]
    return None


def read_yaml(path: str, data: bytes, max_nodes: int = MAX_NODES) -> tuple[Source, list[Diagnostic]]:
    """Read one document. Never raises on any bytes; the root is None when nothing can be built."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Source(path, None), [_not_utf8(path, data, error.start)]
    text = text.replace("\r\n", "\n")
    problems = list(_character_problems(path, text))
    if problems:
        return Source(path, None), problems
    text, notices = _normalised(path, text)
    builder = _Builder(path, max_nodes)
    root = builder.build(text)
    return Source(path, root), [*notices, *builder.problems]


# Characters ------------------------------------------------------------------

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_REFUSED = re.compile(
    rf"(?P<bidi>[{_BIDIRECTIONAL}])"
    r"|(?P<tab>\t)"
    r"|(?P<control>[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffe\uffff])"
    r"|(?:(?<=:)|^[ \-]*)(?P<space>[\u00a0\u2007\u202f\u3000])",
    re.MULTILINE,
)
# Most texts hold none of these at all, and looking for one of a set is much faster than for the places that matter.
_SUSPECT = re.compile(
    rf"[{_BIDIRECTIONAL}\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffe\uffff\u00a0\u2007\u202f\u3000]"
)
_CODE_OF_GROUP = {
    "bidi": "yaml-bidi-character",
    "tab": "yaml-tab",
    "control": "yaml-control-character",
    "space": "yaml-no-break-space",
}


def _place(path: str, text: str, offset: int) -> Location:
    start = text.rfind("\n", 0, offset) + 1
    return Location(path, text.count("\n", 0, offset) + 1, offset - start + 1)


def _not_utf8(path: str, data: bytes, offset: int) -> Diagnostic:
    before = data[:offset].decode("utf-8-sig", errors="replace")
    place = _place(path, before, len(before))
    return diagnose("yaml-not-utf8", place, found=f"0x{data[offset]:02X}")


def _character_problems(path: str, text: str) -> Iterator[Diagnostic]:
    """The first of each kind: a file full of them needs one message, not thousands."""
    if not _SUSPECT.search(text):
        return
    seen: set[str] = set()
    for match in _REFUSED.finditer(text):
        kind = match.lastgroup or ""
        if kind not in seen:
            seen.add(kind)
            code = _CODE_OF_GROUP[kind]
            yield diagnose(code, _place(path, text, match.start(kind)), found=f"U+{ord(match[kind]):04X}")


def _normalised(path: str, text: str) -> tuple[str, list[Diagnostic]]:
    """Composed letters (NFC) and a real Đ, each change told once."""
    notices: list[Diagnostic] = []
    if not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(text.split("\n"), start=1):
            composed = unicodedata.normalize("NFC", line)
            if composed != line:
                pairs = enumerate(zip(line, composed, strict=False))
                column = next((at for at, (typed, letter) in pairs if typed != letter), 0)
                place = Location(path, number, column + 1)
                notices.append(diagnose("yaml-not-nfc", place, found=shown(composed.strip())))
                break
        text = unicodedata.normalize("NFC", text)
    offset = text.find("\N{LATIN CAPITAL LETTER ETH}")
    if offset >= 0:
        notices.append(diagnose("yaml-look-alike", _place(path, text, offset), found="U+00D0"))
        text = text.replace("\N{LATIN CAPITAL LETTER ETH}", "Đ")
    return text, notices


# Structure -------------------------------------------------------------------

_SYNTAX_HINTS = (
    ("quoted scalar", "quote"),
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "missing-colon"),
    ("cannot start any token", "start"),
    ("expected ',' or", "flow"),
    ("block sequence entries are not allowed", "dash"),
    ("did not find expected", "indent"),
)


_UNSPACED = re.compile(r"\s*[a-z_][a-z0-9_]*(:)[^\s:/]")
_LONE_QUOTE = re.compile(r'[^"#]*(?:: |- )"(?:[^"\\]|\\.)*\Z')


def _is_quote_open(line: str) -> bool:
    """Whether a value's opening quote has no closing one on its line."""
    return _LONE_QUOTE.match(line) is not None


# Looked at for every event of every file: global names are found sooner than those of a module.
_SCALAR, _SEQUENCE_END, _MAPPING_END = yaml.ScalarEvent, yaml.SequenceEndEvent, yaml.MappingEndEvent


class _Stop(Exception):  # noqa: N818 - control flow inside this module only
    """Nothing more can be built from this file; the reason is among the problems."""


class _Builder:
    """Turns libyaml events into nodes; collects problems and goes on where that is safe."""

    def __init__(self, path: str, max_nodes: int) -> None:
        self.path = path
        self.max_nodes = max_nodes
        self.problems: list[Diagnostic] = []
        self.nodes = 0

    def build(self, text: str) -> Node | None:
        self._text = text
        self._loader = yaml.CBaseLoader(text)
        self._get_event = self._loader.get_event
        try:
            return self._document()
        except _Stop:
            return None
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return None
        except yaml.YAMLError:
            self._problem("yaml-syntax", Mark(1, 1), detail="other")
            return None
        finally:
            self._loader.dispose()

    def _next(self) -> Any:
        """The next event. The stubs of PyYAML know no attributes of events, hence Any."""
        event = self._get_event()
        self.nodes += 1
        if self.nodes > self.max_nodes:
            self._problem("yaml-too-many-values", _mark(event), allowed=str(self.max_nodes))
            raise _Stop
        return event

    def _problem(
        self, code: str, mark: Mark, *, found: str | None = None, allowed: str | None = None, **words: str
    ) -> None:
        place = Location(self.path, mark.line, mark.column)
        self.problems.append(diagnose(code, place, found=found, allowed=allowed, words=words))

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Tell a syntax error where it was made: the parser often notices it many lines later."""
        mark = error.problem_mark or error.context_mark
        at = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
        lines = self._text.split("\n")[: at.line]
        if at.line > len(lines):
            at = Mark(len(lines), len(lines[-1]) + 1)
        for number, line in enumerate(lines, start=1):
            if _is_quote_open(line):
                self._problem("yaml-syntax", Mark(number, line.rindex('"') + 1), detail="quote")
                return
        for number in (at.line, at.line - 1):
            if 0 < number <= len(lines) and (unspaced := _UNSPACED.match(lines[number - 1])):
                self._problem("yaml-syntax", Mark(number, unspaced.end(1)), detail="missing-colon")
                return
        said = f"{error.context or ''} {error.problem or ''}"
        detail = next((name for words, name in _SYNTAX_HINTS if words in said), "other")
        self._problem("yaml-syntax", at, detail=detail)

    def _document(self) -> Node | None:
        self._next()
        first = self._next()
        if isinstance(first, yaml.StreamEndEvent):
            self._problem("yaml-empty", Mark(1, 1))
            return None
        if isinstance(first, yaml.DocumentStartEvent) and (first.version or first.tags):
            self._problem("yaml-directive", _mark(first))
        root = self._node(self._next(), 1)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._problem("yaml-multiple-documents", _mark(after))
        if isinstance(root, Scalar) and root.text == "":
            self._problem("yaml-empty", root.mark)
            return None
        return root

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is _SCALAR and event.anchor is None and event.tag is None and depth <= MAX_DEPTH:
            start = event.start_mark
            return Scalar(event.value, Mark(start.line + 1, start.column + 1), not event.style)
        mark = _mark(event)
        if depth > MAX_DEPTH:
            self._problem("yaml-too-deep", mark, allowed=str(MAX_DEPTH))
            raise _Stop
        if kind is yaml.AliasEvent:
            self._problem("yaml-alias", mark, found=f"*{shown(str(event.anchor))}")
            return Scalar("", mark, refused=True)
        if event.anchor is not None:
            self._problem("yaml-anchor", mark, found="&" + shown(event.anchor))
        if event.tag is not None:
            self._problem("yaml-tag", mark, found=shown(event.tag.replace("tag:yaml.org,2002:", "!!")))
        if kind is _SCALAR:
            return Scalar(event.value, mark, not event.style)
        if kind is yaml.SequenceStartEvent:
            return self._sequence(mark, depth)
        return self._mapping(mark, depth)

    def _sequence(self, mark: Mark, depth: int) -> Sequence:
        items: list[Node] = []
        while type(event := self._next()) is not _SEQUENCE_END:
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), mark)

    def _mapping(self, mark: Mark, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while type(event := self._next()) is not _MAPPING_END:
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                self._problem("yaml-complex-key", key.mark)
            elif key.text == "<<" and key.plain:
                self._problem("yaml-merge-key", key.mark)
            elif key.text in entries:
                first = entries[key.text][0].mark.line
                self._problem("yaml-duplicate-key", key.mark, found=shown(key.text), first=str(first))
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), mark, entries)


def _mark(event: Any) -> Mark:
    start = event.start_mark
    return Mark(start.line + 1, start.column + 1)
