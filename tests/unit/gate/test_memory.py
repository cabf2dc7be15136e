"""What is remembered of a base changes no answer, and what cannot be trusted is computed anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from minhbach.gate import memory as of_memory
from minhbach.gate.check import check
from minhbach.gate.memory import Memory, remembered
from minhbach.gate.outcome import Outcome
from minhbach.model.submission import Answer, State
from tests.cases.examples import example_folders
from tests.cases.proposals import ACCEPTED, REFUSED, outcome_of, read_proposal
from tests.unit.gate.proposing import (
    IN_SUPPLEMENT,
    MORE_COMPUTERS,
    NEW_WARD_FILE,
    OTHER_TOWN,
    WARD_FILE,
    Files,
    edited,
    propose,
    province,
)

FASTER = edited(WARD_FILE, "bandwidth: 100\n", "bandwidth: 400\n")
SUPPLEMENT = edited(
    WARD_FILE,
    '  initiatives: [{title: "Quyết định công nhận sáng kiến năm 2021"}]\n',
    '  initiatives: [{title: "Quyết định công nhận sáng kiến năm 2021"}]\n'
    'supplement:\n  outage_hours: {value: 60.5, reason: "Đối chiếu nhật ký"}\n',
)
NEW: Files = {NEW_WARD_FILE: province().files[WARD_FILE].replace(b'"02005"', b'"02017"')}


def outcome(folder: Path | None, change: Files = FASTER, actor: int = 52005, at: datetime = IN_SUPPLEMENT) -> Outcome:
    base = province(both_rounds=True)
    return check(propose(change, actor=actor, at=at, base=base), Memory(folder))


CHANGES = [(FASTER, 52005), (MORE_COMPUTERS, 52005), (SUPPLEMENT, 52005), (NEW, OTHER_TOWN)]


@pytest.mark.parametrize(("change", "actor"), CHANGES, ids=["limits", "no limits", "supplement", "new"])
def test_answers_are_the_same_with_and_without_a_memory_cold_and_warm(
    change: Files, actor: int, tmp_path: Path
) -> None:
    without = outcome(None, change, actor)
    assert without.effect is not None
    assert without.effect.others_move > 0 or change is not FASTER
    assert outcome(tmp_path, change, actor) == without
    assert list(tmp_path.iterdir())
    assert outcome(tmp_path, change, actor) == without


def test_a_memory_that_other_changes_filled_gives_the_same_answers(tmp_path: Path) -> None:
    shared = Memory(tmp_path)
    base = province(both_rounds=True)
    for change, actor in CHANGES * 2:
        with_shared = check(propose(change, actor=actor, at=IN_SUPPLEMENT, base=base), shared)
        assert with_shared == outcome(None, change, actor)


def test_every_example_gives_the_same_with_one_memory_for_all(tmp_path: Path) -> None:
    shared = Memory(tmp_path)
    for top in (REFUSED, ACCEPTED):
        for folder in example_folders(top)[::6]:
            example = read_proposal(folder)
            assert check(example.proposal(), shared) == outcome_of(example)


def _no_json(data: bytes) -> bytes:
    return b"\x00\xff" + data


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _another_number(data: bytes) -> bytes:
    """What stands there still reads well, and is wrong."""
    assert b'"staff":' in data
    return data.replace(b'"staff":', b'"staff":1')


def _list(data: bytes) -> bytes:
    return b"[]"


def _deep(data: bytes) -> bytes:
    return b"[" * 100_000


def _nothing(data: bytes) -> bytes:
    return b""


DAMAGES: list[Callable[[bytes], bytes]] = [_no_json, _half, _another_number, _list, _deep, _nothing]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_no_memory_and_is_written_anew(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    without = outcome(tmp_path)
    whole = {place: place.read_bytes() for place in tmp_path.iterdir()}
    for place, data in whole.items():
        place.write_bytes(damage(data))
    assert outcome(tmp_path) == without
    assert {place: place.read_bytes() for place in tmp_path.iterdir()} == whole


def test_a_folder_in_the_place_of_a_file_hinders_nothing(tmp_path: Path) -> None:
    without = outcome(tmp_path)
    places = list(tmp_path.iterdir())
    for place in places:
        place.unlink()
        place.mkdir()
    assert outcome(tmp_path) == without
    assert all(place.is_dir() for place in places)


def test_a_memory_that_cannot_be_written_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert outcome(tmp_path / "file" / "folder") == outcome(None)


def test_what_is_frozen_writes_nothing_and_forgets_nothing_that_was_read(tmp_path: Path) -> None:
    expected = outcome(tmp_path)
    written = {place: place.read_bytes() for place in tmp_path.iterdir()}
    frozen = Memory(tmp_path)
    base = province(both_rounds=True)
    assert check(propose(FASTER, at=IN_SUPPLEMENT, base=base), frozen) == expected
    frozen.freeze()
    slower = edited(WARD_FILE, "bandwidth: 100\n", "bandwidth: 500\n")
    assert check(propose(slower, at=IN_SUPPLEMENT, base=base), frozen) == outcome(None, slower)
    frozen.save()
    assert {place: place.read_bytes() for place in tmp_path.iterdir()} == written


def test_a_memory_frozen_before_anything_was_read_writes_nothing(tmp_path: Path) -> None:
    frozen = Memory(tmp_path)
    frozen.freeze()
    assert check(propose(FASTER, at=IN_SUPPLEMENT, base=province(both_rounds=True)), frozen) == outcome(None)
    assert list(tmp_path.iterdir()) == []


def test_another_version_of_the_program_or_of_the_set_does_not_share_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome(tmp_path)
    names = {place.name for place in tmp_path.iterdir()}
    monkeypatch.setattr(of_memory, "__version__", "other")
    outcome(tmp_path)
    others = {place.name for place in tmp_path.iterdir()} - names
    assert len(others) == len(names)


def test_old_entries_give_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_memory, "MOST_REMEMBERED", 2)
    expected = outcome(tmp_path)
    assert outcome(tmp_path) == expected


def test_answers_of_every_state_and_kind_come_back_as_they_were(tmp_path: Path) -> None:
    tree = province()
    tree.files.update(edited(WARD_FILE, "outage_hours: 1.5\n", "outage_hours: 1.50\n"))
    tree.files.update(edited(WARD_FILE, "services: 80\n", 'services: {not_applicable: "Không có"}\n', tree))
    base = propose({}, base=tree).base
    of_round = base.newest
    assert of_round is not None
    for unit in of_round.register.units:
        if tree.exists(of_round.path_of(unit)):
            first = remembered(tree, of_round, unit, Memory(tmp_path).shelf(tree, of_round, unit.tier))
            shared = Memory(tmp_path).shelf(tree, of_round, unit.tier)
            read = remembered(tree, of_round, unit, shared)
            shared.save()
            again = remembered(tree, of_round, unit, Memory(tmp_path).shelf(tree, of_round, unit.tier))
            assert first is not None
            assert read is not None
            assert again is not None
            assert again[0] == first[0] == read[0]
            assert again[1].answers == first[1].answers
            assert {name: item.answer for name, item in again[1].supplement.items()} == {
                name: item.answer for name, item in first[1].supplement.items()
            }
    ward = of_round.register.by_code["02005"]
    found = remembered(tree, of_round, ward, Memory(tmp_path).shelf(tree, of_round, ward.tier))
    assert found is not None
    assert found[1].answers["services"] == Answer(State.NOT_APPLICABLE, reason="Không có")
    assert str(found[1].answers["outage_hours"].value) == "1.50"
    assert found[1].answers["has_lan"].value is True
    assert type(found[1].answers["staff"].value) is int
