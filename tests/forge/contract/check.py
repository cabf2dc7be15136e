"""Holds requests and answers against the extracts: operation, parameters, body and answer, nothing unknown in any."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from tests.forge.contract.extract import HERE
from tests.forge.faults import Exchange


class ContractError(AssertionError):
    """A request that the forge does not know, or an answer that it would not give."""


class Contract:
    """One published description. `used` collects the operations that were seen."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.source: Mapping[str, str] = document["source"]
        self.operations: Mapping[str, Any] = document["operations"]
        self.used: set[str] = set()
        self._schemas = {name: _closed(schema) for name, schema in document["schemas"].items()}
        self._paths = {name: re.compile(re.sub(r"\{\w+\}", "[^/]+", name)) for name in self.operations}
        self._validators: dict[str, Draft202012Validator] = {}

    def check(self, exchange: Exchange) -> None:
        """Raises ContractError."""
        asked = f"{exchange.method} {exchange.path}"
        name = next((name for name, pattern in self._paths.items() if pattern.fullmatch(asked)), None)
        if name is None:
            raise ContractError(f"{self.source['package']}: no operation {asked}")
        self.used.add(name)
        operation = self.operations[name]
        for word, value in exchange.query.items():
            if word not in operation["query"]:
                raise ContractError(f"{name}: no parameter {word}")
            self._validate(f"{name} {word}", operation["query"][word], _typed(value, operation["query"][word]))
        self._check_body(name, operation, exchange)
        self._check_answer(name, operation, exchange)

    def _check_body(self, name: str, operation: Mapping[str, Any], exchange: Exchange) -> None:
        if exchange.body is None:
            return
        if operation["body"] is None:
            raise ContractError(f"{name}: takes no body")
        # What was refused as wrong may well be wrong.
        if exchange.status != 422:
            self._validate(f"{name} body", operation["body"], exchange.body)

    def _check_answer(self, name: str, operation: Mapping[str, Any], exchange: Exchange) -> None:
        """Refusals that a description does not list (401 nearly everywhere) are not held against it."""
        answers, status = operation["answers"], exchange.status or 0
        known = str(status) if str(status) in answers else f"{status // 100}XX"
        if known not in answers:
            if status < 400:
                raise ContractError(f"{name}: no answer {status}")
            return
        if answers[known] is not None and (exchange.answer is not None or status < 300):
            self._validate(f"{name} {status}", answers[known], exchange.answer)

    def _validate(self, place: str, schema: Any, value: Any) -> None:
        if place not in self._validators:
            self._validators[place] = Draft202012Validator({**_closed(schema), "schemas": self._schemas})
        error = next(self._validators[place].iter_errors(value), None)
        if error is not None:
            found = _deepest(error)
            raise ContractError(f"{self.source['package']}: {place}: {found.json_path}: {found.message[:300]}")


@cache
def contracts(dialect: str) -> tuple[Contract, ...]:
    text = (HERE / f"{dialect}.json").read_text(encoding="utf-8")
    return tuple(Contract(document) for document in json.loads(text))


def check(dialect: str, exchange: Exchange) -> None:
    """Against all descriptions of a dialect: Forgejo's and Gitea's are two."""
    for contract in contracts(dialect):
        contract.check(exchange)


def _closed(schema: Any, *, open_here: bool = False) -> Any:
    """Refuses fields that are not described; a part of `allOf` describes some of them only."""
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {
        key: [_closed(item, open_here=True) for item in value]
        if key == "allOf"
        else {name: _closed(inner) for name, inner in value.items()}
        if key == "properties"
        else _closed(value)
        for key, value in schema.items()
    }
    if "properties" in found and not open_here:
        found.setdefault("additionalProperties", False)
    return found


def _typed(value: str, schema: Mapping[str, Any]) -> Any:
    """A parameter of an address as its type."""
    kinds = json.dumps(schema)
    return int(value) if value.isdecimal() and ('"integer"' in kinds or '"number"' in kinds) else value


def _deepest(error: Any) -> Any:
    """The innermost complaint, which says more than «is not valid under any of the given schemas»."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error
