"""Records are read whole or told as what is wrong with them; nothing that may stand in a file makes the reader fall."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.model.chain import Origin
from minhbach.model.record import Record
from minhbach.model.round import Milestone
from minhbach.model.submission import State
from minhbach.publication.differences import changes_between
from minhbach.reading.published import RecordError, read_published, read_record, record_path
from minhbach.recording.document import Imprint, imprint_of, record_bytes, record_document
from minhbach.recording.inputs import blob_ids, input_paths
from minhbach.recording.recompute import first_difference, recomputed
from minhbach.repository import Dataset
from minhbach.results import compute_results
from tests.cases.examples import MemoryTree, load_tree, province_files

DAY = "2022-01-15"


@cache
def dataset() -> Dataset:
    return load_tree(MemoryTree(dict(province_files())))[0]


@cache
def final() -> bytes:
    """The record of the final result of the small province."""
    tree = MemoryTree(dict(province_files()))
    imprint = Imprint(
        edition="final",
        published=date.fromisoformat(DAY),
        decision="Quyết định số 9",
        reason=None,
        blockers=(),
        revision="a" * 40,
        engine_version="0",
        inputs=blob_ids(tree, input_paths(tree, "2021", Milestone.FINAL)),
    )
    return record_bytes(record_document(compute_results(dataset(), "2021", Milestone.FINAL), imprint))


def read(data: bytes) -> Record:
    return read_record(data, "2021", "final")


def sealed(document: dict[str, Any]) -> bytes:
    """A document as a record, whatever stands in it, with a true digest."""
    document.pop("sha256", None)
    return record_bytes(document)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads(final())
    change(document)
    return sealed(document)


def everything_of(record: Record) -> None:
    """Touch all that a command or a page could ask of a record."""
    for unit in record.units.values():
        for chain in unit.chains.values():
            assert chain.current is chain.links[-1].answer
    changes_between(record, read(final()))
    changes_between(read(final()), record)
    recomputed(dataset(), record)
    assert imprint_of(record).inputs is record.inputs


def test_a_record_is_read_as_it_was_written() -> None:
    record = read(final())
    results = compute_results(dataset(), "2021", Milestone.FINAL)
    assert (record.round, record.edition, record.milestone, record.number) == ("2021", "final", Milestone.FINAL, 1)
    assert (record.published.isoformat(), record.decision, record.reason) == (DAY, "Quyết định số 9", None)
    assert list(record.units) == [unit.unit.code for tier in results.tiers for unit in tier.units]
    for code, unit in record.units.items():
        chains = results.by_unit[code].chains
        assert {name: [link.origin for link in chain.links] for name, chain in unit.chains.items()} == {
            name: [link.origin for link in chain.links] for name, chain in chains.items()
        }
        assert {name: chain.current for name, chain in unit.chains.items()} == results.by_unit[code].answers
        assert set(unit.places) == set(results.by_unit[code].standings)


def test_states_and_kinds_of_answers_come_back_as_they_were() -> None:
    record = read(final())
    values = {
        name: chain.current.value for unit in record.units.values() for name, chain in unit.chains.items() if chain
    }
    states = {chain.current.state for unit in record.units.values() for chain in unit.chains.values()}
    assert states == {State.VALUE, State.MISSING, State.NOT_APPLICABLE}
    assert {type(value).__name__ for value in values.values()} >= {"int", "str", "bool", "Decimal"}
    supplemented = record.units["02008"].chains["trained"].links
    assert [(link.origin, link.answer.value) for link in supplemented] == [
        (Origin.REPORTED, 9),
        (Origin.SUPPLEMENTED, 11),
    ]
    assert supplemented[1].reason == "Hai công chức hoàn thành khóa tập huấn ngày 15/12/2021"


def test_the_bytes_are_lines_that_show_a_difference_for_each_unit() -> None:
    lines = final().decode().splitlines()
    assert lines[0] == "{"
    assert [line.startswith('{"code":"02005"') for line in lines].count(True) == 1
    body, last = final()[: final().rindex(b'"sha256"')], lines[-2]
    assert last == f'"sha256": "{hashlib.sha256(body).hexdigest()}"'
    assert recomputed(dataset(), read(final())) == final()


# One byte ---------------------------------------------------------------------------


@given(st.data())
def test_no_byte_of_a_record_can_be_changed_unseen(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(final()) - 1))
    mask = data.draw(st.integers(1, 255))
    broken = bytearray(final())
    broken[at] ^= mask
    with pytest.raises(RecordError) as found:
        read(bytes(broken))
    assert found.value.detail in ("digest", "shape")


@given(st.data())
def test_no_byte_can_be_added_or_left_out_unseen(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(final())))
    added = final()[:at] + bytes([data.draw(st.integers(0, 255))]) + final()[at:]
    without = final()[: max(0, at - 1)] + final()[at:]
    for broken in {added, without, final()[:at]} - {final()}:
        with pytest.raises(RecordError):
            read(broken)


# A true digest under something else ----------------------------------------------------


def at_path(*path: str | int) -> Callable[[dict[str, Any]], Any]:
    def find(document: dict[str, Any]) -> Any:
        found: Any = document
        for key in path:
            found = found[key]
        return found

    return find


def put(value: object, *path: str | int) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        at_path(*path[:-1])(document)[path[-1]] = value

    return change


PLACE = ("units", 0, "places")
NO_RECORDS: list[Callable[[dict[str, Any]], object]] = [
    put([], "units", 0),
    put("x", "units"),
    put(None, "units", 0, "code"),
    put(1, "units", 0, "name"),
    put(1, "units", 0, "parent"),
    put({"a": "abc"}, "units", 0, "criteria"),
    put({"a": 1}, "units", 0, "criteria"),
    put({"total": {}}, *PLACE),
    put({"a": []}, "units", 0, "figures"),
    put({"a": [{"origin": "guessed", "value": 1}]}, "units", 0, "figures"),
    put({"a": [{"origin": "reported"}]}, "units", 0, "figures"),
    put({"a": [{"origin": "reported", "value": None}]}, "units", 0, "figures"),
    put({"a": [{"origin": "reported", "value": 1.5}]}, "units", 0, "figures"),
    put({"a": [{"origin": "reported", "amount": "NaN"}]}, "units", 0, "figures"),
    put({"a": [{"origin": "reported", "amount": "1e999999999"}]}, "units", 0, "figures"),
    put({"a": [{"origin": "reported", "state": "unknown"}]}, "units", 0, "figures"),
    put({"a": [{"origin": "reported", "value": 1, "because": 1}]}, "units", 0, "figures"),
    put({"a": [{"origin": "computed", "value": 1, "parts": [1]}]}, "units", 0, "figures"),
    put({"a": [{"origin": "computed", "value": 1, "parts": {"x": {}}}]}, "units", 0, "figures"),
    put(1, "decision"),
    put([], "reason"),
    put("final-2", "milestone"),
    put("x", "published"),
    put(None, "figures_as_of"),
    put(7, "revision"),
    put(None, "engine_version"),
    put([{"path": "a", "blob": "HEAD"}], "inputs"),
    put([{"path": 1, "blob": "a" * 40}], "inputs"),
    put([{"blob": "a" * 40}], "inputs"),
    put([{"kind": "error", "unit": 7, "text": "x"}], "blockers"),
    put([{"kind": "error", "unit": None}], "blockers"),
    put({}, "blockers"),
    lambda document: document.pop("criteria_sha256"),
    lambda document: document.pop("units"),
    lambda document: document["units"][0].pop("places"),
]


@pytest.mark.parametrize("change", NO_RECORDS, ids=range(len(NO_RECORDS)))
def test_what_is_no_record_is_told_under_a_true_digest(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(RecordError) as found:
        read(changed(change))
    assert found.value.detail == "shape"


@pytest.mark.parametrize(
    ("change", "detail", "words"),
    [
        (put(2, "schema_version"), "version", "2"),
        (put("2020", "round"), "place", "2020 final, final"),
        (put("final-2", "edition"), "place", "2021 final-2, final"),
        (put("preliminary", "milestone"), "place", "2021 final, preliminary"),
    ],
)
def test_a_record_of_something_else_says_of_what(
    change: Callable[[dict[str, Any]], None], detail: str, words: str
) -> None:
    with pytest.raises(RecordError) as found:
        read(changed(change))
    assert (found.value.detail, found.value.found) == (detail, words)


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += _paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += _paths(inner, (*path, index))
    return found


SOMETHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just({"value": 1}),
    st.just([{"origin": "reported", "value": 1}]),
    st.just("9" * 5000),
)


@cache
def _places() -> list[tuple[str | int, ...]]:
    document = json.loads(final())
    document["units"], document["inputs"] = document["units"][:3], document["inputs"][:2]
    return _paths(document)


@given(st.data())
def test_a_record_with_anything_anywhere_is_read_or_told(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(_places()))
    value = data.draw(SOMETHING)
    try:
        record = read(changed(put(value, *path)))
    except RecordError:
        return
    everything_of(record)


@given(
    st.recursive(SOMETHING, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner), max_leaves=5)
)
def test_any_json_is_told(value: object) -> None:
    body = b'{\n"a": ' + json.dumps(value).encode() + b",\n"
    data = body + b'"sha256": "%b"\n}\n' % hashlib.sha256(body).hexdigest().encode()
    with pytest.raises(RecordError):
        read(data)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"units": ' * 100_000, b"\xff\xff", b"9" * 10_000])
def test_what_no_parser_takes_is_told(data: bytes) -> None:
    whole = data + b'"sha256": "%b"\n}\n' % hashlib.sha256(data).hexdigest().encode()
    with pytest.raises(RecordError) as found:
        read(whole)
    assert found.value.detail == "shape"


# The folder -----------------------------------------------------------------------------


def test_the_folder_gives_the_editions_in_their_order_and_what_is_wrong() -> None:
    folder = "submissions/2021/published"
    second = changed(put("final-2", "edition"))
    tree = MemoryTree(
        {
            record_path("2021", "final-2"): second,
            record_path("2021", "final"): final(),
            f"{folder}/final-1.json": final(),
            f"{folder}/final.txt": b"",
            f"{folder}/preliminary-2.json": b"{}",
            f"{folder}/preliminary.json": b"{}",
            f"{folder}/final-100.json": b"{}",
        }
    )
    records, findings = read_published(tree, "2021")
    assert list(records) == ["final", "final-2"]
    assert sorted((item.code, item.location.path.rpartition("/")[2]) for item in findings) == [
        ("file-unexpected", "final-1.json"),
        ("file-unexpected", "final-100.json"),
        ("file-unexpected", "final.txt"),
        ("file-unexpected", "preliminary-2.json"),
        ("record-broken", "preliminary.json"),
    ]


def test_the_first_difference_is_named_from_the_outside_in() -> None:
    other = changed(put(7, "units", 0, "places", "foundation", "rank"))
    code = json.loads(final())["units"][0]["code"]
    found = first_difference(other, final())
    assert (found.where, found.published, found.computed) == (f"units {code} places foundation rank", "7", "1")


def test_true_is_not_one_in_a_record() -> None:
    other = changed(put(bool(1), "schema_version"))
    assert first_difference(other, final()).where == "schema_version"


def test_records_that_differ_in_their_spelling_only_differ() -> None:
    spaced = final().replace(b'"round": ', b'"round":  ')
    found = first_difference(spaced, final())
    assert (found.where, found.published) == ("JSON", f"{len(spaced)} B")
