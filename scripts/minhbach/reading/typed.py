"""Typed data of a document by its schema: which scalars are numbers or booleans, worked out once for each schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from minhbach.schema import JsonSchema
from minhbach.yamlio import Mapping, Node, Scalar

INTEGER = re.compile(r"(0|-?[1-9][0-9]{0,17})\Z")
NUMBER = re.compile(r"(?!-0(\.0+)?\Z)-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,2})?\Z")


class Typing:
    """What one place of a schema says of the values there. Places inside are looked at when a document has them."""

    __slots__ = ("_booleans", "_inside", "_integers", "_items", "_numbers", "_options", "_others", "_root")

    def __init__(self, schema: JsonSchema, root: JsonSchema) -> None:
        self._root = root
        self._options = list(_alternatives(schema, root))
        kinds = {kind for option in self._options for kind in types_of(option)}
        self._integers = "integer" in kinds
        self._numbers = "number" in kinds
        self._booleans = "boolean" in kinds
        self._inside: dict[str, Typing] = {}
        self._items: Typing | None = None
        self._others: Typing | None = None

    def plain(self, node: Node) -> Any:
        """The document as plain Python: dicts, lists, text; int and Decimal where the schema asks for a number."""
        if isinstance(node, Scalar):
            return self._scalar(node.text)
        if isinstance(node, Mapping):
            inside = self._inside
            return {
                key.text: (inside.get(key.text) or self._property(key.text)).plain(value) for key, value in node.entries
            }
        if self._items is None:
            items: JsonSchema = next((option["items"] for option in self._options if "items" in option), {})
            self._items = Typing(items, self._root)
        of_item = self._items.plain
        return [of_item(item) for item in node.items]

    def _scalar(self, text: str) -> Any:
        if self._integers and INTEGER.match(text):
            return int(text)
        if self._numbers and NUMBER.match(text):
            return Decimal(text)
        if self._booleans and text in ("true", "false"):
            return text == "true"
        return text

    def _property(self, key: str) -> Typing:
        """The place of a key; keys that the schema does not name share one."""
        for option in self._options:
            if key in option.get("properties", {}):
                return self._inside.setdefault(key, Typing(option["properties"][key], self._root))
        if self._others is None:
            others = (option.get("additionalProperties") for option in self._options)
            self._others = Typing(next((item for item in others if isinstance(item, dict)), {}), self._root)
        return self._others


def types_of(schema: JsonSchema) -> Sequence[str]:
    kinds = schema.get("type", ())
    return (kinds,) if isinstance(kinds, str) else kinds


def resolved(schema: JsonSchema, root: JsonSchema) -> JsonSchema:
    """The schema that a reference names, or the schema itself."""
    while "$ref" in schema:
        target = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        schema = target
    return schema


def _alternatives(schema: JsonSchema, root: JsonSchema) -> Iterator[JsonSchema]:
    schema = resolved(schema, root)
    yield schema
    for keyword in ("anyOf", "oneOf"):
        for option in schema.get(keyword, ()):
            yield from _alternatives(option, root)
