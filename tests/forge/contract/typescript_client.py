"""From the declarations of a TypeScript client that swagger-typescript-api wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.forge.contract.openapi import shape_of

SCALARS: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "any": {},
    "object": {},
    "void": {},
}
OPERATION = re.compile(
    r"@request (\w+):(\S+)\n(?:(?!\*/).)*\*/\s*\w+: "
    r"\(((?:(?!@request).)*?)\) => Promise<HttpResponse<(\w+(?:\[\])?), [^\n]*>>;",
    re.DOTALL,
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FIELD = re.compile(r"^\s*(?:readonly )?['\"]?([\w$]+)['\"]?(\?)?: (.*?);\s*$", re.MULTILINE)


class Declarations:
    """Interfaces and named types, translated as they are referred to."""

    def __init__(self, text: str) -> None:
        plain = COMMENT.sub("", text)
        self._interfaces = dict(re.findall(r"^interface (\w+) \{\n(.*?)^\}", plain, re.DOTALL | re.MULTILINE))
        self._types = dict(re.findall(r"^type (\w+) = ([^;]+);", plain, re.MULTILINE))
        self.found: dict[str, Any] = {}

    def schema(self, kind: str) -> dict[str, Any]:
        kind = kind.strip()
        if kind.endswith("[]"):
            return {"type": "array", "items": self.schema(kind[:-2].strip("()"))}
        if kind in SCALARS:
            return SCALARS[kind]
        if kind.startswith("'"):
            return {"enum": re.findall(r"'([^']*)'", kind)}
        if kind.startswith("Record<"):
            return {"type": "object"}
        if kind in self._types:
            return self.schema(self._types[kind])
        return self._reference(kind)

    def fields(self, body: str) -> tuple[dict[str, Any], list[str]]:
        """Schemas of the fields, and the names of those that must be there. Go writes null for what is empty."""
        properties, required = {}, []
        for name, optional, kind in FIELD.findall(COMMENT.sub("", body)):
            schema = self.schema(kind)
            properties[name] = {"anyOf": [schema, {"type": "null"}]} if optional else schema
            required += [] if optional else [name]
        return properties, required

    def _reference(self, name: str) -> dict[str, Any]:
        if name not in self.found:
            self.found[name] = {}
            properties, required = self.fields(self._interfaces[name])
            self.found[name] = {"type": "object", "properties": properties, "required": required}
        return {"$ref": f"#/schemas/{name}"}


def read_typescript_client(path: Path, wanted: Iterable[str]) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    declarations = Declarations(text)
    known = {
        shape_of(f"{method} {target}"): (given, answer) for method, target, given, answer in OPERATION.findall(text)
    }
    return {
        "operations": {name: _operation(*known[shape_of(name)], declarations) for name in wanted},
        "schemas": declarations.found,
    }


def _operation(given: str, answer: str, declarations: Declarations) -> dict[str, Any]:
    """The declarations know one answer, that of success, and not its number."""
    query = re.search(r"query\?: \{\n(.*)\n\s*\}", given, re.DOTALL)
    body = re.search(r"\bbody\??: ([\w\[\]]+)", given)
    return {
        "query": declarations.fields(query[1])[0] if query else {},
        "body": declarations.schema(body[1]) if body else None,
        "answers": {"2XX": {"anyOf": [declarations.schema(answer), {"type": "null"}]}},
    }
