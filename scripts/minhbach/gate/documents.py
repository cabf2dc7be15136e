"""Outcomes and queues as JSON and back. What comes back was said by a process that had read hostile data."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from minhbach.diagnostics import Diagnostic, Location, Severity, Text
from minhbach.gate.outcome import Outcome, Verdict
from minhbach.gate.waiting import Queue
from minhbach.reading.structure import own_schema, own_structure
from minhbach.report import diagnostic_document

SCHEMA_VERSION = 1
MOST_BYTES = 1024 * 1024
MOST_QUEUE_BYTES = 64 * 1024 * 1024
MOST_PATHS_TOLD, LONGEST_PATH_TOLD = 100, 1000
"""Paths and units that a refusal names. An acceptable change keeps all of its own: the gate decides by them."""

Document = dict[str, Any]
_Made = TypeVar("_Made")


class OutcomeError(Exception):
    """What should be a result is none; nothing of it is used."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


# Writing ---------------------------------------------------------------------


def outcome_document(outcome: Outcome, lang: str) -> Document:
    """The contract of `check-pr`. Words longer than the schema allows are cut, so that it always reads back."""
    document = {"schema_version": SCHEMA_VERSION, **_fields(outcome, lang)}
    if outcome.verdict is not Verdict.ACCEPTABLE:
        document["paths"] = [path[:LONGEST_PATH_TOLD] for path in document["paths"][:MOST_PATHS_TOLD]]
        document["units"] = document["units"][:MOST_PATHS_TOLD]
    cut: Document = _cut(document, own_schema("outcome"), own_schema("outcome"))
    return cut


def outcome_bytes(outcome: Outcome, lang: str) -> bytes:
    """One line of at most MOST_BYTES; findings that do not fit are counted in `cut`."""
    document = outcome_document(outcome, lang)
    data = json_line(document)
    while len(data) > MOST_BYTES and document["diagnostics"]:
        kept = document["diagnostics"][: len(document["diagnostics"]) // 2]
        document["cut"] += len(document["diagnostics"]) - len(kept)
        document["diagnostics"] = kept
        data = json_line(document)
    return data


def queue_document(queue: Queue, lang: str) -> Document:
    schema = own_schema("waiting")
    return {"schema_version": SCHEMA_VERSION, **_cut(_fields(queue, lang), schema, schema)}


def json_line(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _fields(value: Any, lang: str) -> Document:
    return {field.name: _plain(getattr(value, field.name), lang) for field in fields(value)}


def _plain(value: Any, lang: str) -> Any:
    if isinstance(value, Diagnostic):
        return {key: _plain(item, lang) for key, item in diagnostic_document(value, lang).items()}
    if isinstance(value, Outcome):
        return outcome_document(value, lang)
    if is_dataclass(value):
        return _fields(value, lang)
    if isinstance(value, tuple):
        return [_plain(item, lang) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    # A path of git may hold bytes that are no text; they are told as `?`.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _cut(data: Any, schema: Any, root: Any) -> Any:
    """The data with every text that the schema marks `x-cut` no longer than it allows."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if isinstance(data, dict):
        known = schema.get("properties", {})
        return {key: _cut(value, known.get(key, {}), root) for key, value in data.items()}
    if isinstance(data, list):
        return [_cut(item, schema.get("items", {}), root) for item in data[: schema.get("x-cut-items")]]
    if isinstance(data, str) and "x-cut" in schema and len(data) > schema["maxLength"]:
        return data[: schema["maxLength"] - 1] + "…"
    return data


# Reading ---------------------------------------------------------------------


def read_outcome(data: bytes) -> Outcome:
    """The words of its diagnostics are of one language. Raises OutcomeError."""
    return _read(data, MOST_BYTES, _outcome)


def read_queue(data: bytes) -> Queue:
    """Raises OutcomeError."""
    return _read(data, MOST_QUEUE_BYTES, _queue)


def own_queue(document: Document) -> Queue:
    """What this program wrote for itself. Raises KeyError, TypeError or ValueError when it is something else."""
    queue: Queue = _typed(Queue, document)
    return queue


def _read(data: bytes, most: int, make: Callable[[Document], _Made]) -> _Made:
    if len(data) > most:
        raise OutcomeError(
            Text(f"Kết quả kiểm tra quá dài: {len(data)} byte", f"The result is too long: {len(data)} B")
        )
    try:
        document = json.loads(data, object_pairs_hook=_unique, parse_float=_refuse, parse_constant=_refuse)
        # Half a character, written as an escape, would fail wherever it is written next.
        json.dumps(document, ensure_ascii=False).encode()
        return make(document)
    except (ValueError, RecursionError) as error:
        raise OutcomeError(
            Text("Kết quả kiểm tra không phải JSON đúng cách", "The result is not proper JSON")
        ) from error


def _unique(pairs: list[tuple[str, Any]]) -> Document:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _outcome(document: Document) -> Outcome:
    _hold(document, "outcome")
    outcome: Outcome = _typed(Outcome, document)
    return outcome


def _queue(document: Document) -> Queue:
    _hold(document, "waiting")
    for item in document["waiting"]:
        _hold(item["outcome"], "outcome")
    return own_queue(document)


def _hold(document: Document, schema: str) -> None:
    """Tells where it is wrong, never what stands there."""
    for error in own_structure(schema).errors(document)[:1]:
        place = "/".join(str(key) for key in error.absolute_path) or "/"
        rule = error.validator
        raise OutcomeError(
            Text(f"Kết quả kiểm tra sai dạng ở {place} ({rule})", f"The result has a wrong shape at {place} ({rule})")
        )


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _typed(kind: Any, data: Any) -> Any:
    """Data that the schema has passed as the type that it was written from."""
    if get_origin(kind) is UnionType:
        return None if data is None else _typed(get_args(kind)[0], data)
    if get_origin(kind) is tuple:
        return tuple(_typed(get_args(kind)[0], item) for item in data)
    if kind is Diagnostic:
        return _diagnostic(data)
    if is_dataclass(kind):
        return kind(**{name: _typed(hint, data[name]) for name, hint in _hints(kind).items()})  # type: ignore[arg-type, operator]
    if kind is datetime:
        return datetime.fromisoformat(data)
    return kind(data) if kind is Decimal or issubclass(kind, StrEnum) else data


def _diagnostic(data: Document) -> Diagnostic:
    return Diagnostic(
        code=data["code"],
        severity=Severity(data["severity"]),
        location=Location(data["path"], data["line"], data["column"]),
        message=Text(data["message"]),
        hint=Text(data["hint"]),
        **{name: data[name] for name in ("round", "unit", "figure", "found", "allowed")},
    )
