"""A YAML document against a JSON Schema: plain typed data out, every violation at its line and column.

Scalars are text until here; the schema says which are numbers. jsonschema judges; the words are ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.reading.quick import quick_check
from minhbach.reading.typed import Typing, resolved, types_of
from minhbach.schema import JsonSchema
from minhbach.yamlio import Mapping, Node, PathKeys, Scalar, Source
from minhbach.yamlio import Sequence as YamlSequence

_LIKE_NUMBER = re.compile(r"[0-9][0-9_.:xob]*\Z", re.IGNORECASE)

Words = dict[str, str | Text]

KIND_NAMES = {
    "object": Text("các mục con «tên: giá trị»", "keys with values"),
    "array": Text("danh sách", "a list"),
    "string": Text("chữ", "text"),
    "integer": Text("số nguyên", "a whole number"),
    "number": Text("số", "a number"),
    "boolean": Text("true hoặc false", "true or false"),
}


@cache
def own_schema(name: str) -> JsonSchema:
    """A schema of the package: `round`, `units`, `receipts`, `set`, `group`, `rules`, `cases`."""
    text = files("minhbach").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")
    return cast(JsonSchema, json.loads(text))


class Structure:
    """A compiled schema."""

    def __init__(self, schema: JsonSchema) -> None:
        self.schema = schema
        # Looking up a reference costs more than judging a value, so the validator gets them written out.
        whole = written_out(schema)
        self._validator = Draft202012Validator(whole)
        self._is_surely_valid = quick_check(whole)
        self._typing = Typing(schema, schema)

    def plain(self, node: Node) -> Any:
        """The document as plain Python: dicts, lists, text; int and Decimal where the schema asks for a number."""
        return self._typing.plain(node)

    def errors(self, data: Any) -> list[ValidationError]:
        """Every violation, by its place. Nearly all files have none, and that is found out quickly."""
        if self._is_surely_valid is not None and self._is_surely_valid(data):
            return []
        return sorted(self._validator.iter_errors(data), key=lambda error: [str(key) for key in error.absolute_path])

    def check(self, source: Source) -> tuple[Any, list[Diagnostic]]:
        """Plain data and all findings; the data is None when the document has no root."""
        if source.root is None:
            return None, []
        data = self.plain(source.root)
        return data, list(describe(source, self.errors(data)))


@cache
def own_structure(name: str) -> Structure:
    return Structure(own_schema(name))


# References ------------------------------------------------------------------


def written_out(schema: JsonSchema) -> JsonSchema:
    """The schema with every reference replaced by what it names; one that contains itself stays."""
    return cast(JsonSchema, _written_out(schema, schema, ()))


def _written_out(part: Any, root: JsonSchema, inside: tuple[str, ...]) -> Any:
    if isinstance(part, list):
        return [_written_out(item, root, inside) for item in part]
    if not isinstance(part, dict):
        return part
    reference = part.get("$ref")
    if isinstance(reference, str) and reference not in inside:
        return _written_out(resolved(part, root), root, (*inside, reference))
    return {key: _written_out(value, root, inside) if key != "$defs" else value for key, value in part.items()}


# Words -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Fault:
    """A validation error with its path in the document."""

    error: ValidationError
    path: PathKeys

    @property
    def instance(self) -> Any:
        return self.error.instance

    @property
    def schema(self) -> JsonSchema:
        return cast(JsonSchema, self.error.schema)


def describe(source: Source, errors: Sequence[ValidationError]) -> Iterator[Diagnostic]:
    """Violations as diagnostics; one for each missing or unknown key."""
    for error in errors:
        fault = _Fault(error, tuple(error.absolute_path))
        yield from _DESCRIBERS.get(str(error.validator), _not_allowed)(source, fault)


def _unknown_keys(source: Source, fault: _Fault) -> Iterator[Diagnostic]:
    known = list(fault.schema.get("properties", {}))
    for key in fault.instance:
        if key not in known:
            place = source.key_location(*fault.path, key)
            words: Words = {"detail": "comma"} if is_split_by_comma(source, fault.path, key) else {}
            yield unknown_key("key-unknown", place, key, known, words=words)


def is_split_by_comma(source: Source, path: PathKeys, key: str) -> bool:
    """Whether a key without a value is the rest of a value that a comma inside `{ }` cut: `{staff: 8,5}`."""
    parent, node = source.node(*path), source.node(*path, key)
    in_flow = isinstance(parent, Mapping) and len(parent.entries) > 1
    return in_flow and isinstance(node, Scalar) and node.plain and not node.text


def unknown_key(code: str, place: Location, key: str, known: Sequence[str], words: Words | None = None) -> Diagnostic:
    """A key that is not known, with "did you mean" when one is near."""
    near = get_close_matches(key, known, n=1, cutoff=0.7)
    words = dict(words or {})
    if near and "detail" not in words:
        words.update(detail="similar", similar=near[0])
    return diagnose(code, place, found=shown(key), allowed=shown(", ".join(known), 200), words=words)


def _missing_key(source: Source, fault: _Fault) -> Iterator[Diagnostic]:
    missing = [name for name in cast(list[str], fault.error.validator_value) if name not in fault.instance]
    # jsonschema gives one error for each missing name; its place in the list is not in the error, so all are
    # told at the first and the Report drops the repetitions.
    for name in missing:
        yield diagnose("key-missing", source.location(*fault.path), found=name)


def _kind(source: Source, fault: _Fault) -> Iterator[Diagnostic]:
    instance = fault.instance
    wanted = types_of(fault.schema)
    scalars = {"string", "integer", "number", "boolean"}
    place = source.location(*fault.path)
    if isinstance(instance, str | int | Decimal) and scalars.intersection(wanted):
        example = fault.schema.get("x-example") or ("true" if "boolean" in wanted else "2")
        yield diagnose("value-format", place, found=shown(str(instance)), allowed=example)
        return
    node = source.node(*fault.path)
    found = kind_of(node) if node is not None else KIND_NAMES["string"]
    allowed = KIND_NAMES[wanted[0] if wanted else "string"]
    shape = _shape(fault.schema)
    words: Words = {"detail": "example", "example": shape} if shape else {}
    yield diagnose("value-kind", place, found=found, allowed=allowed, words=words)


def _shape(schema: JsonSchema) -> str:
    """What a list or a mapping looks like, when it has few keys."""
    if types_of(schema)[:1] == ("array",) and isinstance(schema.get("items"), dict):
        inner = _shape(schema["items"])
        return f"[{inner}]" if inner else ""
    keys = list(schema.get("properties", {}))
    needed = schema.get("required") or keys[:1]
    if not 0 < len(keys) <= 6:
        return ""
    return "{" + ", ".join(f"{key}: …" for key in needed) + "}"


def text_of(words: dict[str, str]) -> Text:
    """`{vi: ..., en: ...}` of a file as a text in two languages."""
    return Text(words["vi"], words.get("en", ""))


def kind_of(node: Node) -> Text:
    """What a node is, in words."""
    kind = "object" if isinstance(node, Mapping) else "array" if isinstance(node, YamlSequence) else "string"
    return KIND_NAMES[kind]


def _not_allowed(source: Source, fault: _Fault) -> Iterator[Diagnostic]:
    values = fault.error.validator_value
    if fault.error.validator in ("anyOf", "oneOf"):
        example = fault.schema.get("x-example", "")
        yield diagnose("value-format", source.location(*fault.path), found=_instance(fault), allowed=example)
        return
    allowed = ", ".join(str(value) for value in values) if isinstance(values, list) else str(values)
    yield diagnose(
        "value-not-allowed", source.location(*fault.path), found=_instance(fault), allowed=shown(allowed, 200)
    )


def _instance(fault: _Fault) -> str:
    instance = fault.instance
    return shown(str(instance)) if not isinstance(instance, dict | list) else "{…}"


def _format(source: Source, fault: _Fault) -> Iterator[Diagnostic]:
    if "propertyNames" in fault.error.absolute_schema_path:
        yield from _property_name(source, fault)
        return
    if isinstance(fault.instance, str) and not fault.instance.strip():
        yield diagnose("text-length", source.location(*fault.path), found="0", allowed="≥ 1", detail="empty")
        return
    example = fault.schema.get("x-example", str(fault.error.validator_value))
    yield diagnose("value-format", source.location(*fault.path), found=_instance(fault), allowed=example)


def _conditions(source: Source, fault: _Fault) -> Iterator[Diagnostic]:
    example = fault.schema.get("x-example", "")
    yield diagnose("value-format", source.location(*fault.path), found="{…}", allowed=example)


def _bound(source: Source, fault: _Fault) -> Iterator[Diagnostic]:
    low, high = fault.schema.get("minimum", ""), fault.schema.get("maximum", "")
    yield diagnose("value-not-allowed", source.location(*fault.path), found=_instance(fault), allowed=f"{low}…{high}")


def _property_name(source: Source, fault: _Fault) -> Iterator[Diagnostic]:
    key = str(fault.instance)
    place = source.key_location(*fault.path, key)
    example = fault.schema.get("x-example", "")
    yield diagnose("value-format", place, found=shown(key), allowed=example)


def _length(code: str) -> Any:
    def describer(source: Source, fault: _Fault) -> Iterator[Diagnostic]:
        low = fault.schema.get("minLength", fault.schema.get("minItems", fault.schema.get("minProperties", 0)))
        high = fault.schema.get("maxLength", fault.schema.get("maxItems", ""))
        size = str(len(fault.instance))
        if size == "0":
            yield diagnose(code, source.location(*fault.path), found=size, allowed=f"≥ {low}", detail="empty")
            return
        yield diagnose(code, source.location(*fault.path), found=size, allowed=f"{low}-{high}" if high else f"≥ {low}")

    return describer


_DESCRIBERS = {
    "additionalProperties": _unknown_keys,
    "required": _missing_key,
    "type": _kind,
    "pattern": _format,
    "not": _format,
    "minimum": _bound,
    "maximum": _bound,
    "minLength": _length("text-length"),
    "maxLength": _length("text-length"),
    "minItems": _length("list-length"),
    "maxItems": _length("list-length"),
    "minProperties": _length("list-length"),
    "maxProperties": _conditions,
}


def unquoted_code(source: Source, *path: str | int) -> Iterator[Diagnostic]:
    """A code typed without quotes that other readers would take for a number."""
    node = source.node(*path)
    if isinstance(node, Scalar) and node.plain and _LIKE_NUMBER.match(node.text):
        yield diagnose("code-not-quoted", source.location(*path), found=shown(node.text))
