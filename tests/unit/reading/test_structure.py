"""Structure: plain typed data out, every violation at its line and column in our own words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from minhbach.reading.structure import Structure, own_schema, own_structure
from tests.unit.reading.making import codes, places, read

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "kind"],
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 5},
        "kind": {"enum": ["one", "two"]},
        "size": {"type": "integer", "minimum": 1, "maximum": 9},
        "share": {"type": "number"},
        "open": {"type": "boolean"},
        "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "x-example": "2019-11-25"},
        "items": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"$ref": "#/$defs/item"}},
        "either": {"anyOf": [{"type": "integer"}, {"$ref": "#/$defs/item"}]},
    },
    "$defs": {
        "item": {
            "type": "object",
            "additionalProperties": False,
            "required": ["id"],
            "properties": {"id": {"type": "string"}},
        }
    },
}


def checked(text: str) -> tuple[Any, list[tuple[str, int, int]]]:
    data, findings = Structure(SCHEMA).check(read(text)[0])
    return data, places(findings)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("name: 060", "060"),
        ("name: no", "no"),
        ("size: 7", 7),
        ("share: 7", Decimal(7)),
        ("share: 0.5", Decimal("0.5")),
        ("open: true", True),
        ("open: false", False),
        ("day: 2019-11-25", "2019-11-25"),
        ("either: 5", 5),
        ("either: {id: 5}", {"id": "5"}),
        ("items: [{id: 060}]", [{"id": "060"}]),
    ],
)
def test_a_scalar_gets_the_type_that_the_schema_asks(line: str, value: object) -> None:
    data, _ = checked(line)
    (found,) = data.values()
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", ["060", "1_000", "0x1F", "1e3", "+5", ".inf", "1.", "1.234", "yes", "8,5", "٣"])
def test_what_is_no_plain_number_stays_text(text: str) -> None:
    data, findings = checked(f"name: a\nkind: one\nshare: {text}\n")
    assert data["share"] == text
    assert findings == [("value-format", 3, 8)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: a\nkind: one\nsise: 3\n", [("key-unknown", 3, 1)]),
        ("name: a\n", [("key-missing", 1, 1)]),
        ("kind: one\nitems:\n  - {}\nname: a\n", [("key-missing", 3, 5)]),
        ("name: a\nkind: three\n", [("value-not-allowed", 2, 7)]),
        ("name: a\nkind: one\nsize: 10\n", [("value-not-allowed", 3, 7)]),
        ("name: a\nkind: one\nday: 25/11/2019\n", [("value-format", 3, 6)]),
        ("name: a\nkind: one\nopen: có\n", [("value-format", 3, 7)]),
        ("name: abcdef\nkind: one\n", [("text-length", 1, 7)]),
        ('name: ""\nkind: one\n', [("text-length", 1, 7)]),
        ("name: a\nkind: one\nitems: []\n", [("list-length", 3, 8)]),
        ("name: a\nkind: one\nitems: [{id: a}, {id: b}, {id: c}]\n", [("list-length", 3, 8)]),
        ("name: a\nkind: one\nitems: {id: a}\n", [("value-kind", 3, 8)]),
        ("name: {a: b}\nkind: one\n", [("value-kind", 1, 7)]),
        ("name: a\nkind: one\nitems: [a]\n", [("value-kind", 3, 9)]),
        ("- name\n", [("value-kind", 1, 1)]),
    ],
)
def test_a_violation_stands_where_it_is_to_be_mended(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert checked(text)[1] == expected


def test_all_violations_are_told_at_once() -> None:
    _, findings = checked("name: abcdef\nkind: three\nsize: 0\nmore: 1\n")
    assert {code for code, _, _ in findings} == {"text-length", "value-not-allowed", "key-unknown"}
    assert len(findings) == 4


def test_each_missing_key_is_told() -> None:
    _, findings = Structure(SCHEMA).check(read("size: 3\n")[0])
    assert {finding.found for finding in findings} == {"name", "kind"}


def test_a_misspelt_key_gets_a_suggestion() -> None:
    _, findings = Structure(SCHEMA).check(read("nam: a\nkind: one\nname: b\n")[0])
    assert "«name»" in findings[0].hint.vi


def test_a_key_like_nothing_gets_the_list_of_keys() -> None:
    _, findings = Structure(SCHEMA).check(read("name: a\nkind: one\nzzz: 1\n")[0])
    assert "share" in findings[0].hint.vi


def test_a_document_without_root_gives_no_data_and_no_further_finding() -> None:
    assert Structure(SCHEMA).check(read("a: [\n")[0]) == (None, [])


@pytest.mark.parametrize("name", ["round", "units", "receipts", "set", "group", "rules", "cases"])
def test_each_schema_of_the_package_is_a_valid_schema(name: str) -> None:
    Draft202012Validator.check_schema(own_schema(name))


@pytest.mark.parametrize(
    "day", ["2019-13-01", "2019-00-10", "2019-1-1", "19-01-01", "2019/01/01", "2019-01-32", "2019-01-01 "]
)
def test_a_date_of_the_round_is_written_in_one_way(day: str) -> None:
    text = f'windows: {{report: {{from: "{day}", to: 2019-11-25}}}}\n'
    _, findings = own_structure("round").check(read(text)[0])
    assert ("value-format", 1, 26) in places(findings)


@pytest.mark.parametrize("code", ["01888", "stttt", "ban-dan-toc"])
def test_a_code_may_have_digits_letters_and_hyphens(code: str) -> None:
    assert "value-format" not in codes(own_structure("receipts").check(read(f'receipts: [{{unit: "{code}"}}]\n')[0])[1])


@pytest.mark.parametrize("code", ["018 88", "Đ1", "A1", "../x", "a/b", "-a", "a-", "a--b", "a\\nb"])
def test_a_code_never_holds_what_could_leave_a_folder(code: str) -> None:
    text = f'receipts: [{{unit: "{code}", received: "2019-11-24T15:40"}}]\n'.replace("\\\\", "\\")
    assert "value-format" in codes(own_structure("receipts").check(read(text)[0])[1])
