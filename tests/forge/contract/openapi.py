"""From an OpenAPI 3.0 document to the common form of the extracts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

PROSE = frozenset({"description", "example", "examples", "externalDocs", "summary", "title", "deprecated", "default"})
COMPONENT = "#/components/"


def shape_of(operation: str) -> str:
    """An operation without the names of its path parameters."""
    return re.sub(r"\{\w+\}", "{}", operation)


def read_openapi(document: Mapping[str, Any], wanted: Iterable[str]) -> dict[str, Any]:
    known = {
        shape_of(f"{method.upper()} {path}"): (path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    operations = {}
    for name in wanted:
        _, operation = known[shape_of(name)]
        operations[name] = _operation(document, operation)
    schemas: dict[str, Any] = {}
    _reach(document, operations, schemas)
    return {"operations": operations, "schemas": schemas}


def _operation(document: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    parameters = [_resolved(document, item) for item in operation.get("parameters", ())]
    body = operation.get("requestBody")
    return {
        "query": {item["name"]: _plain(item["schema"]) for item in parameters if item["in"] == "query"},
        "body": _content(body) if body else None,
        "answers": {code: _content(_resolved(document, item)) for code, item in operation["responses"].items()},
    }


def _content(holder: Mapping[str, Any]) -> Any:
    """The schema of a JSON body; None where there is no body."""
    content = holder.get("content", {}).get("application/json")
    return _plain(content["schema"]) if content else None


def _resolved(document: Mapping[str, Any], item: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = item.get("$ref")
    if reference is None:
        return item
    _, _, kind, name = reference.split("/")
    found: Mapping[str, Any] = document["components"][kind][name]
    return found


def _plain(schema: Any) -> Any:
    """JSON Schema without prose; `nullable` of OpenAPI 3.0 becomes a type or a choice of null."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "properties":
            plain[key] = {name: _plain(inner) for name, inner in value.items()}
        elif key == "$ref":
            plain[key] = value.replace(f"{COMPONENT}schemas/", "#/schemas/")
        elif key not in PROSE and key not in ("nullable", "discriminator") and not key.startswith("x-"):
            plain[key] = _plain(value)
    return _nullable(plain) if schema.get("nullable") else plain


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("type"), str):
        wider = {**schema, "type": [schema["type"], "null"]}
        if "enum" in schema and None not in schema["enum"]:
            wider["enum"] = [*schema["enum"], None]
        return wider
    return {"anyOf": [schema, {"type": "null"}]}


def _reach(document: Mapping[str, Any], part: Any, schemas: dict[str, Any]) -> None:
    """Collect all schemas that a part refers to."""
    if isinstance(part, dict):
        reference = part.get("$ref")
        if isinstance(reference, str):
            name = reference.rpartition("/")[2]
            if name not in schemas:
                schemas[name] = _plain(document["components"]["schemas"][name])
                _reach(document, schemas[name], schemas)
        for value in part.values():
            _reach(document, value, schemas)
    elif isinstance(part, list):
        for value in part:
            _reach(document, value, schemas)
