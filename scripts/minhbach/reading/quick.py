"""Whether plain data surely keeps to a schema, asked quickly; jsonschema judges and explains everything else.

Only the keywords that our schemas use are known. A schema with any other has no quick check at all, so that a keyword
is never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from minhbach.schema import JsonSchema

Check = Callable[[Any], bool]

_SAYS_NOTHING = frozenset(("title", "description", "$schema", "$id", "$defs", "$comment"))
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, Decimal),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
}
"""By the exact type: True is no whole number."""


class _UnknownError(Exception):
    """The schema says something that is not known here."""


def quick_check(schema: JsonSchema) -> Check | None:
    """True only for data of which the schema's validator has nothing to say; None when the schema says too much.

    The data are those that `typed` makes: dicts, lists, text, int, Decimal, bool.
    """
    try:
        return _check(schema)
    except _UnknownError:
        return None


def _check(schema: Any) -> Check:
    if not isinstance(schema, dict):
        raise _UnknownError
    checks = tuple(_checks(schema))
    if not checks:
        return lambda _: True
    if len(checks) == 1:
        return checks[0]
    if len(checks) == 2:
        first, second = checks
        return lambda data: first(data) and second(data)
    return lambda data: all(check(data) for check in checks)


def _checks(schema: JsonSchema) -> Iterator[Check]:
    for keyword, value in schema.items():
        if keyword in _SAYS_NOTHING or keyword.startswith("x-"):
            continue
        if keyword not in _MAKERS:
            raise _UnknownError
        check = _MAKERS[keyword](value, schema)
        if check is not None:
            yield check


# Keywords --------------------------------------------------------------------


def _type(value: Any, schema: JsonSchema) -> Check:
    """A number with both bounds is held against them at once: most values of a unit's file are such numbers."""
    names = [value] if isinstance(value, str) else value
    if not set(names) <= _TYPES.keys():
        raise _UnknownError
    kinds = tuple(dict.fromkeys(kind for name in names for kind in _TYPES[name]))
    if _is_bounded_number(schema):
        low, high = schema["minimum"], schema["maximum"]
        return lambda data: type(data) in kinds and low <= data <= high
    if len(kinds) == 1:
        (kind,) = kinds
        return lambda data: type(data) is kind
    return lambda data: type(data) in kinds


def _is_bounded_number(schema: JsonSchema) -> bool:
    return schema.get("type") in ("integer", "number") and "minimum" in schema and "maximum" in schema


def _minimum(value: Any, schema: JsonSchema) -> Check | None:
    if _is_bounded_number(schema):
        return None
    return lambda data: type(data) not in (int, Decimal) or data >= value


def _maximum(value: Any, schema: JsonSchema) -> Check | None:
    if _is_bounded_number(schema):
        return None
    return lambda data: type(data) not in (int, Decimal) or data <= value


def _enum(value: Any, _: JsonSchema) -> Check:
    if not all(isinstance(item, str) for item in value):
        raise _UnknownError
    words = frozenset(value)
    return lambda data: type(data) is str and data in words


def _const(value: Any, schema: JsonSchema) -> Check:
    return _enum([value], schema)


def _pattern(value: Any, _: JsonSchema) -> Check:
    search = re.compile(value).search
    return lambda data: type(data) is not str or search(data) is not None


def _sized(kind: type, *, least: bool) -> Callable[[Any, JsonSchema], Check]:
    def maker(value: int, _: JsonSchema) -> Check:
        def check(data: Any) -> bool:
            if not isinstance(data, (str, list, dict)) or type(data) is not kind:
                return True
            return value <= len(data) if least else len(data) <= value

        return check

    return maker


def _properties(value: Any, schema: JsonSchema) -> Check:
    """With what is said of other keys, so that each key is looked up once."""
    known = {name: _check(part) for name, part in value.items()}
    rest = schema.get("additionalProperties", True)
    others = None if rest is True else (lambda _: False) if rest is False else _check(rest)

    def check(data: Any) -> bool:
        if type(data) is not dict:
            return True
        for key, item in data.items():
            judge = known.get(key, others)
            if judge is not None and not judge(item):
                return False
        return True

    return check


def _additional(_: Any, schema: JsonSchema) -> Check | None:
    return None if "properties" in schema else _properties({}, schema)


def _required(value: Any, _: JsonSchema) -> Check:
    names = frozenset(value)
    return lambda data: type(data) is not dict or names <= data.keys()


def _names(value: Any, _: JsonSchema) -> Check:
    judge = _check(value)
    return lambda data: type(data) is not dict or all(judge(key) for key in data)


def _items(value: Any, _: JsonSchema) -> Check:
    judge = _check(value)
    return lambda data: type(data) is not list or all(judge(item) for item in data)


def _any_of(value: Any, _: JsonSchema) -> Check:
    options = tuple(_check(part) for part in value)
    return lambda data: any(option(data) for option in options)


def _not(value: Any, _: JsonSchema) -> Check:
    """Every check here is exact: what it refuses the validator refuses too, so its contrary can be relied on."""
    judge = _check(value)
    return lambda data: not judge(data)


_MAKERS: dict[str, Callable[[Any, JsonSchema], Check | None]] = {
    "type": _type,
    "minimum": _minimum,
    "maximum": _maximum,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minLength": _sized(str, least=True),
    "maxLength": _sized(str, least=False),
    "minItems": _sized(list, least=True),
    "maxItems": _sized(list, least=False),
    "minProperties": _sized(dict, least=True),
    "maxProperties": _sized(dict, least=False),
    "properties": _properties,
    "additionalProperties": _additional,
    "required": _required,
    "propertyNames": _names,
    "items": _items,
    "anyOf": _any_of,
    "not": _not,
}
