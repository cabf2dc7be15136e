"""Criteria set to JSON Schema 2020-12, one for each tier: what a unit's file may hold.

Patterns are plain (no `$`, `\\d`, `\\w`, nested repetition) and no fractional `multipleOf` is used, so that every
validator agrees. The schema types values as a YAML 1.2 reader sees them, so editors can use it as it is.
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from minhbach.model.criteria import NO, YES, CriteriaSet, Figure, Kind

JsonSchema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MAX_COUNT = 10**12
MOST_TEXT = 4000

_EVIDENCE: JsonSchema = {
    "type": "array",
    "minItems": 1,
    "maxItems": 20,
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["title"],
        "properties": {
            "title": {"type": "string", "minLength": 1, "maxLength": 500, "pattern": "[^ \\n]"},
            "url": {"$ref": "#/$defs/url"},
        },
    },
}

_DEFINITIONS: JsonSchema = {
    # The pattern asks for something other than blanks.
    "text": {"type": "string", "minLength": 1, "maxLength": MOST_TEXT, "pattern": "[^ \\n]"},
    "url": {
        "type": "string",
        "maxLength": 500,
        "pattern": "^https://.",
        "not": {"pattern": '[\\u0000-\\u0020<>"]'},
        "x-example": "https://vanban.example.vn/12-BC-UBND.pdf",
    },
    "evidence": _EVIDENCE,
    "not_applicable": {
        "type": "object",
        "additionalProperties": False,
        "required": ["not_applicable"],
        "properties": {"not_applicable": {"$ref": "#/$defs/text"}},
    },
    "explanation": {
        "type": "object",
        "additionalProperties": False,
        "required": ["text"],
        "properties": {"text": {"$ref": "#/$defs/text"}, "evidence": {"$ref": "#/$defs/evidence"}},
    },
}


def tier_schema(criteria: CriteriaSet, tier_id: str) -> JsonSchema:
    """The schema of the files of one tier."""
    tier = criteria.tier(tier_id)
    figures = criteria.figures_of(tier_id)
    return {
        "$schema": DIALECT,
        "title": f"{criteria.title.vi} - {tier.title.vi}",
        "type": "object",
        "additionalProperties": False,
        "required": ["round", "unit", "figures"],
        "properties": {
            "round": {"type": "string", "minLength": 1, "maxLength": 40},
            "unit": {"type": "string", "minLength": 1, "maxLength": 20},
            "figures": _object({name: _figure(figure) for name, figure in figures.items()}),
            "evidence": _object({item.id: {"$ref": "#/$defs/evidence"} for item in criteria.criteria_of(tier_id)}),
            "explanations": {"type": "object", "additionalProperties": {"$ref": "#/$defs/explanation"}},
            "supplement": _object({name: _supplement(figure) for name, figure in figures.items()}),
        },
        "$defs": _DEFINITIONS,
    }


def _object(properties: JsonSchema) -> JsonSchema:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _figure(figure: Figure) -> JsonSchema:
    value = _value(figure)
    if figure.may_be_not_applicable:
        return {"title": figure.label.vi, "anyOf": [value, {"$ref": "#/$defs/not_applicable"}]}
    return {"title": figure.label.vi, **value}


def _value(figure: Figure) -> JsonSchema:
    if figure.kind is Kind.YES_NO:
        return {"enum": [YES, NO]}
    if figure.kind is Kind.CHOICE:
        return {"enum": list(figure.options)}
    least, most = figure.least or Fraction(0), figure.most or Fraction(MAX_COUNT)
    if figure.kind is Kind.COUNT:
        return {"type": "integer", "minimum": int(least), "maximum": int(most)}
    return {"type": "number", "minimum": _json_number(least), "maximum": _json_number(most)}


def _json_number(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)


def _supplement(figure: Figure) -> JsonSchema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["value", "reason"],
        "properties": {
            "value": _figure(figure),
            "reason": {"$ref": "#/$defs/text"},
            "evidence": {"$ref": "#/$defs/evidence"},
        },
    }


def schema_bytes(schema: JsonSchema) -> bytes:
    """The file as it is committed: stable order, one final newline."""
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def schema_path(set_id: str, tier_id: str) -> str:
    return f"criteria/{set_id}/schema/{tier_id}.schema.json"
