"""From a Python client that OpenAPI Generator wrote: its operations and models, read as text and never imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.forge.contract.openapi import shape_of

SCALARS: dict[str, dict[str, Any]] = {
    "StrictStr": {"type": "string"},
    "str": {"type": "string"},
    "StrictInt": {"type": "integer"},
    "int": {"type": "integer"},
    "StrictBool": {"type": "boolean"},
    "bool": {"type": "boolean"},
    "StrictFloat": {"type": "number"},
    "datetime": {"type": "string"},
    "object": {},
    "Any": {},
}
OWN = "_"
"""Parameters of the generated client itself begin so."""


class Models:
    """The models that were asked for, and those they refer to."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.stem.replace("_", ""): path for path in folder.glob("*.py")}
        self.found: dict[str, Any] = {}

    def schema(self, node: ast.expr) -> dict[str, Any]:
        """The JSON Schema of an annotation."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return self.schema(ast.parse(node.value, mode="eval").body)
        if isinstance(node, ast.Name):
            return SCALARS[node.id] if node.id in SCALARS else self.reference(node.id)
        assert isinstance(node, ast.Subscript)
        assert isinstance(node.value, ast.Name)
        match node.value.id:
            case "Annotated":
                assert isinstance(node.slice, ast.Tuple)
                return self.schema(node.slice.elts[0])
            case "Optional":
                return self.schema(node.slice)
            case "List":
                return {"type": "array", "items": self.schema(node.slice)}
            case "Dict":
                # The generator writes an item of any type as a dictionary.
                return {}
        raise AssertionError(ast.dump(node))

    def reference(self, name: str) -> dict[str, Any]:
        if name not in self.found:
            self.found[name] = {}
            self.found[name] = self._model(name)
        return {"$ref": f"#/schemas/{name}"}

    def _model(self, name: str) -> dict[str, Any]:
        tree = ast.parse(self._files[name.lower()].read_text(encoding="utf-8"))
        body = next(item for item in tree.body if isinstance(item, ast.ClassDef) and item.name == name).body
        properties, required = {}, []
        for item in body:
            if not isinstance(item, ast.AnnAssign) or not isinstance(item.target, ast.Name):
                continue
            if item.target.id in ("model_config", "__properties", "additional_properties"):
                continue
            optional = "Optional" in ast.dump(item.annotation)
            alias = _alias(item.value) or item.target.id
            schema = self.schema(item.annotation)
            # An empty list or a missing thing is null in the answers of a program in Go.
            properties[alias] = {"anyOf": [schema, {"type": "null"}]} if optional else schema
            required += [] if optional else [alias]
        return {"type": "object", "properties": properties, "required": required}


def read_python_client(package: Path, wanted: Iterable[str]) -> dict[str, Any]:
    models = Models(package / "models")
    known = {shape: item for path in sorted((package / "api").glob("*_api.py")) for shape, item in _read(path).items()}
    operations = {name: _operation(known[shape_of(name)], models) for name in wanted}
    return {"operations": operations, "schemas": models.found}


def _read(path: Path) -> dict[str, tuple[ast.FunctionDef, ast.FunctionDef]]:
    """Each operation's call and what serializes it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {item.name: item for item in ast.walk(tree) if isinstance(item, ast.FunctionDef)}
    found = {}
    for name, function in functions.items():
        if name.endswith("_serialize"):
            text = ast.unparse(function)
            method = re.search(r"method='(\w+)'", text)
            target = re.search(r"resource_path='([^']+)'", text)
            assert method
            assert target
            call = functions[name.removeprefix("_").removesuffix("_serialize")]
            found[shape_of(f"{method[1]} {target[1]}")] = (call, function)
    return found


def _operation(pair: tuple[ast.FunctionDef, ast.FunctionDef], models: Models) -> dict[str, Any]:
    call, serializer = pair
    types = {item.arg: item.annotation for item in call.args.args if item.annotation and not item.arg.startswith(OWN)}
    names = re.findall(r"_query_params\.append\(\('(\w+)'", ast.unparse(serializer))
    body = types.get("body")
    answers = re.search(r"_response_types_map: .*? = (\{.*?\})", ast.unparse(call))
    assert answers
    codes: dict[str, str | None] = ast.literal_eval(answers[1])
    return {
        "query": {name: models.schema(types[name]) for name in names if (types.get(name)) is not None},
        "body": models.schema(body) if body is not None else None,
        "answers": {code: _named(kind, models) for code, kind in codes.items()},
    }


def _named(kind: str | None, models: Models) -> dict[str, Any] | None:
    if kind is None:
        return None
    schema = models.schema(ast.parse(kind, mode="eval").body)
    # An empty list of a program in Go may come as null.
    return {"anyOf": [schema, {"type": "null"}]} if schema.get("type") == "array" else schema


def _alias(value: ast.expr | None) -> str | None:
    """The name in the JSON, where it is not that of the attribute."""
    if isinstance(value, ast.Call):
        for keyword in value.keywords:
            if keyword.arg == "alias" and isinstance(keyword.value, ast.Constant):
                return str(keyword.value.value)
    return None
