"""The quick check and the validator of record agree on all data; a schema that says more than it knows has none."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from minhbach.reading.quick import Check, quick_check
from minhbach.reading.structure import own_schema, written_out
from minhbach.reading.typed import Typing
from minhbach.schema import JsonSchema, tier_schema
from minhbach.yamlio import read_yaml
from tests.unit.reading.making import FIGURES, criteria_set

OWN = ("round", "units", "receipts", "accounts", "lineage", "reviews", "inspection", "amendment", "rules")
SCHEMAS: dict[str, JsonSchema] = {
    "one of each": {
        "type": "object",
        "required": ["a", "b"],
        "minProperties": 2,
        "maxProperties": 4,
        "additionalProperties": {"type": "integer", "minimum": 3},
        "propertyNames": {"pattern": "^[a-d]"},
        "properties": {
            "a": {"type": ["string", "boolean"], "minLength": 2, "maxLength": 3},
            "b": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"not": {"const": "no"}}},
            "c": {"anyOf": [{"type": "number", "maximum": 2.5}, {"enum": ["x", "y"]}]},
        },
    },
    "no type": {"properties": {"a": {"enum": ["x"]}}, "minimum": 2, "maximum": 5, "minLength": 2, "pattern": "x"},
}


@cache
def _judges(name: str) -> tuple[Check, Draft202012Validator]:
    schema = SCHEMAS[name] if name in SCHEMAS else tier_schema(criteria_set(), "ward")
    schema = written_out(schema)
    check = quick_check(schema)
    assert check is not None
    return check, Draft202012Validator(schema)


def _agree(name: str, data: Any) -> bool:
    check, validator = _judges(name)
    assert check(data) == validator.is_valid(data), data
    return check(data)


LEAVES = st.one_of(
    st.sampled_from(["", "x", "y", "no", "abc", "abcd", "có", "không", "cấp phó", "https://a.vn", "1"]),
    st.integers(-2, 6),
    st.integers(10**11, 10**13),
    st.decimals(-2, 6, places=2),
    st.booleans(),
)
KEYS = st.sampled_from(["a", "b", "c", "d", "e", "round", "unit", "figures", "not_applicable", "title", *FIGURES])
DATA = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=12,
)


@pytest.mark.parametrize("name", [*SCHEMAS, "tier"])
@given(data=DATA)
def test_quick_check_and_validator_agree(name: str, data: Any) -> None:
    _agree(name, data)


ANSWERS = st.one_of(LEAVES, st.fixed_dictionaries({"not_applicable": st.sampled_from(["", " ", "vì", 3])}))
FILES = st.fixed_dictionaries(
    {
        "round": st.just("1"),
        "unit": st.just("1"),
        "figures": st.dictionaries(st.sampled_from([*FIGURES, "x"]), ANSWERS),
    },
    optional={
        "evidence": st.dictionaries(
            st.sampled_from(["only", "other"]),
            st.lists(
                st.fixed_dictionaries({"title": LEAVES}, optional={"url": LEAVES, "x": LEAVES}), min_size=0, max_size=2
            ),
            max_size=2,
        ),
        "explanations": st.dictionaries(KEYS, st.fixed_dictionaries({"text": LEAVES}, optional={"evidence": LEAVES})),
        "supplement": st.dictionaries(
            st.sampled_from(list(FIGURES)),
            st.fixed_dictionaries({"value": ANSWERS}, optional={"reason": LEAVES}),
            max_size=2,
        ),
    },
)


@given(FILES)
def test_they_agree_on_files_of_units(data: Any) -> None:
    _agree("tier", data)


def test_both_answers_occur() -> None:
    good = {"a": "ab", "b": ["x"], "c": Decimal("2.5")}
    assert _agree("one of each", good)
    assert not _agree("one of each", {**good, "c": Decimal("2.51")})
    assert not _agree("one of each", {**good, "d": True})
    assert not _agree("one of each", {**good, "b": ["no"]})
    assert _agree("tier", {"round": "1", "unit": "1", "figures": {"count": 3, "yes_no": "có"}})
    assert not _agree("tier", {"round": "1", "unit": "1", "figures": {"count": True}})


@pytest.mark.parametrize("name", OWN)
def test_the_schemas_of_records_have_a_quick_check(name: str) -> None:
    assert quick_check(written_out(own_schema(name))) is not None


@pytest.mark.parametrize(
    "schema",
    [
        {"oneOf": [{"type": "string"}]},
        {"type": "null"},
        {"enum": ["a", 1]},
        {"const": True},
        {"properties": {"a": {"multipleOf": 2}}},
        {"items": {"$ref": "#"}},
        {"items": True},
    ],
)
def test_a_schema_that_says_more_has_none(schema: JsonSchema) -> None:
    assert quick_check(schema) is None


def test_plain_data_are_of_the_kinds_that_are_known() -> None:
    """What `typed` makes: no float, no subclass of a kind."""
    source, _ = read_yaml(
        "x", b"{round: '1', unit: '1', figures: {count: 3, amount: 2.5, yes_no: co}, evidence: {only: []}}"
    )
    assert source.root is not None
    schema = tier_schema(criteria_set(), "ward")
    data = Typing(schema, schema).plain(source.root)
    assert {type(value) for value in (*data.values(), *data["figures"].values(), data["evidence"]["only"])} == {
        dict,
        list,
        str,
        int,
        Decimal,
    }
