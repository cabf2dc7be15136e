"""Outcomes and queues as JSON: what is written reads back the same; anything else is refused whole."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.gate.documents import (
    MOST_BYTES,
    OutcomeError,
    json_line,
    outcome_bytes,
    outcome_document,
    queue_document,
    read_outcome,
    read_queue,
)
from minhbach.gate.outcome import MOST_FINDINGS, Outcome, Verdict
from minhbach.gate.waiting import Queue
from minhbach.reading.structure import own_schema
from tests.gate.samples import HOSTILE, QUEUE, REFUSED, SAMPLES, VALID, finding
from tests.gate.strategies import outcomes, queues


@given(outcomes)
def test_an_outcome_reads_back_as_it_was_written(outcome: Outcome) -> None:
    assert read_outcome(outcome_bytes(outcome, "vi")) == outcome


@given(queues)
def test_a_queue_reads_back_as_it_was_written(queue: Queue) -> None:
    assert read_queue(json_line(queue_document(queue, "vi"))) == queue


def test_the_samples_read_back() -> None:
    for sample in SAMPLES.values():
        assert read_outcome(outcome_bytes(sample.outcome, "vi")) == sample.outcome
    assert read_queue(json_line(queue_document(QUEUE, "vi"))) == QUEUE


def test_the_document_has_the_keys_of_the_contract() -> None:
    document = outcome_document(VALID, "vi")
    assert document["schema_version"] == 1
    assert {"verdict", "base", "head", "actor", "units", "diagnostics", "effect", "turn"} <= document.keys()
    assert document["effect"]["scales"][0]["after"] == {"points": "73.50", "best": 4, "worst": 8}
    assert document["at"] == "2031-11-24T01:05:00+00:00"
    assert outcome_document(HOSTILE, "en")["effect"]["figures"][0]["ratio"] is None


@pytest.mark.parametrize("name", ["outcome", "waiting"])
def test_everything_in_the_schema_is_bounded_and_closed(name: str) -> None:
    def walk(part: Any, place: str) -> None:
        if isinstance(part, dict):
            kinds = part.get("type", ())
            kinds = {kinds} if isinstance(kinds, str) else set(kinds)
            if "string" in kinds:
                assert "enum" in part or "maxLength" in part or part.get("pattern", "").endswith("\\Z"), place
            if "array" in kinds:
                assert "maxItems" in part, place
            if "integer" in kinds:
                assert "minimum" in part, place
                assert "maximum" in part, place
            if "object" in kinds and place != f"{name}/properties/waiting/items/properties/outcome":
                assert part["additionalProperties"] is False, place
                assert part["required"] == list(part["properties"]), place
            for key, inner in part.items():
                walk(inner, f"{place}/{key}")

    walk(own_schema(name), name)


def test_the_schema_knows_every_field_of_the_types() -> None:
    def walk(value: object, document: Any) -> None:
        if isinstance(value, tuple):
            for item, written in zip(value, document, strict=True):
                walk(item, written)
        elif is_dataclass(value) and type(value).__module__.startswith("minhbach.gate"):
            assert {field.name for field in fields(value)} == document.keys() - {"schema_version"}
            for field in fields(value):
                walk(getattr(value, field.name), document[field.name])

    walk(QUEUE, queue_document(QUEUE, "vi"))


# Hostile answers ---------------------------------------------------------------------


def _changed(**changes: Any) -> bytes:
    return json.dumps({**outcome_document(VALID, "vi"), **changes}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 200_000,
        b"1" * 5000,
        b'{"a": 1, "a": 1}',
        b'{"a": NaN}',
        b'{"a": "\\ud800"}',
        b" " * (MOST_BYTES + 1),
        _changed(more=1),
        _changed(actor=1.0),
        _changed(actor=True),
        _changed(actor=-1),
        _changed(schema_version=2),
        _changed(verdict="fine"),
        _changed(head="HEAD"),
        _changed(head="0" * 40 + "\n"),
        _changed(at="2031-11-24T01:05:00"),
        _changed(at="2031-13-24T01:05:00+07:00"),
        _changed(units=["x"] * 3000),
        _changed(paths=["x" * 6000]),
        _changed(diagnostics=[{}]),
        _changed(effect={"unit": "x"}),
        _changed(inputs="criteria/"),
        json.dumps({key: value for key, value in outcome_document(VALID, "vi").items() if key != "late"}).encode(),
        outcome_bytes(VALID, "vi").replace(b'"73.50"', b'"1e999"'),
        outcome_bytes(VALID, "vi").replace(b'"73.50"', b'"73.50\\n"'),
    ],
)
def test_what_is_no_outcome_is_refused(data: bytes) -> None:
    with pytest.raises(OutcomeError) as caught:
        read_outcome(data)
    assert caught.value.text.vi
    assert caught.value.text.en


@given(st.binary(max_size=200))
def test_any_bytes_are_an_outcome_or_refused(data: bytes) -> None:
    with pytest.raises(OutcomeError):
        read_outcome(data)


@given(outcomes, st.data())
def test_a_damaged_outcome_is_an_outcome_or_refused(outcome: Outcome, data: st.DataObject) -> None:
    written = bytearray(outcome_bytes(outcome, "vi"))
    at = data.draw(st.integers(0, len(written) - 1))
    written[at] = data.draw(st.integers(0, 255))
    with suppress(OutcomeError):
        assert isinstance(read_outcome(bytes(written)), Outcome)


def test_the_refusal_tells_the_place_and_never_what_stands_there() -> None:
    with pytest.raises(OutcomeError) as caught:
        read_outcome(_changed(verdict="<script>"))
    assert caught.value.text == caught.value.text.__class__(
        "Kết quả kiểm tra sai dạng ở verdict (enum)", "The result has a wrong shape at verdict (enum)"
    )


# Bounds when writing ------------------------------------------------------------------


def test_long_words_are_cut_so_that_they_read_back() -> None:
    long = replace(REFUSED, diagnostics=(finding(1, message="ế" * 5000, found="x" * 5000),))
    back = read_outcome(outcome_bytes(long, "vi")).diagnostics[0]
    assert (len(back.message.vi), back.message.vi[-1]) == (1000, "…")
    assert back.found is not None
    assert len(back.found) == 300


def test_a_refusal_of_very_many_paths_is_still_small() -> None:
    many = replace(REFUSED, paths=tuple(f"{number}/" + "x" * 4000 for number in range(200)))
    back = read_outcome(outcome_bytes(many, "vi"))
    assert (len(back.paths), len(back.paths[0])) == (100, 1000)


def test_an_acceptable_change_keeps_its_paths_or_has_no_document() -> None:
    paths = tuple(f"submissions/2031/units/{number}.yaml" for number in range(150))
    assert read_outcome(outcome_bytes(replace(VALID, paths=paths), "vi")).paths == paths
    with pytest.raises(OutcomeError):
        read_outcome(outcome_bytes(replace(VALID, paths=("x" * 6000,)), "vi"))


def test_a_path_that_is_no_text_is_told_with_question_marks() -> None:
    odd = replace(REFUSED, paths=("a\udcff.yaml",), diagnostics=(finding(1, path="a\udcff.yaml"),))
    back = read_outcome(outcome_bytes(odd, "vi"))
    assert (back.paths, back.diagnostics[0].location.path) == (("a?.yaml",), "a?.yaml")


def test_findings_that_do_not_fit_are_counted() -> None:
    huge = "𝒳" * 1000
    item = finding(1, message=huge, hint=huge, found=huge, allowed=huge, code=huge, path=huge)
    crowded = replace(REFUSED, verdict=Verdict.REFUSED, diagnostics=(item,) * MOST_FINDINGS, cut=5)
    written = outcome_bytes(crowded, "vi")
    back = read_outcome(written)
    assert len(written) <= MOST_BYTES
    assert 0 < len(back.diagnostics) < MOST_FINDINGS
    assert len(back.diagnostics) + back.cut == MOST_FINDINGS + 5
