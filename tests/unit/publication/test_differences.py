"""From one edition to a later one: each changed figure with its cause, and whom others moved."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from minhbach.model.chain import Origin
from minhbach.model.record import Record
from minhbach.model.submission import MISSING, State
from minhbach.publication.differences import UnitChange, changes_between, number
from tests.unit.publication.conftest import At
from tests.unit.publication.world import (
    AMENDED_DAY,
    AMENDMENT,
    FINAL_DAY,
    MINUTES,
    OTHER_WARD,
    SETTLED_LATER,
    UNITS,
    World,
)


def by_unit(before: Record, after: Record) -> dict[str, UnitChange]:
    return {item.unit.code: item for item in changes_between(before, after)}


def figures(change: UnitChange) -> dict[str, tuple[object, object, Origin, str]]:
    return {
        item.figure: (item.before.value, item.after.value, item.link.origin, item.link.reason)
        for item in change.figures
    }


def supplemented(world: World, figure: str, value: str) -> None:
    text = f'supplement:\n  {figure}: {{value: {value}, reason: "Số liệu tháng 12"}}\n'
    world.write({OTHER_WARD: world.read(OTHER_WARD) + text})


def test_an_edition_against_itself_changed_nothing(at: At) -> None:
    record = at("preliminary").record("preliminary")
    assert changes_between(record, record) == ()


def test_a_supplement_is_told_with_its_reason_and_what_it_moved(at: At) -> None:
    world = at("preliminary")
    supplemented(world, "trained", "12")
    world.commit()
    world.publish("final", FINAL_DAY)
    found = by_unit(world.record("preliminary"), world.record("final"))
    change = found["02008"]
    assert figures(change) == {"trained": (9, 12, Origin.SUPPLEMENTED, "Số liệu tháng 12")}
    assert list(change.criteria) == ["staff_trained"]
    points_before, points_after = change.criteria["staff_trained"]
    assert points_before is not None
    assert points_after is not None
    assert points_after > points_before
    place = next(item for item in change.places if item.scale == "foundation")
    assert place.moved is not None
    assert abs(place.moved - (points_after - points_before)) < Fraction(1, 10**19)


def test_a_sum_that_a_supplement_moved_is_told_as_computed(at: At) -> None:
    world = at("preliminary")
    supplemented(world, "sessions", "12")
    world.commit()
    world.publish("final", FINAL_DAY)
    found = by_unit(world.record("preliminary"), world.record("final"))
    assert figures(found["02008"])["sessions"][1:3] == (12, Origin.SUPPLEMENTED)
    town = next(item for item in found["060"].figures if item.figure == "ward_sessions")
    assert town.link.origin is Origin.COMPUTED
    assert town.link.parts is not None
    assert town.link.parts["02008"].value == 12
    assert isinstance(town.before.value, int)
    assert town.after.value == town.before.value + 10


def test_a_settled_figure_is_told_with_the_team(at: At) -> None:
    world = at("preliminary")
    world.write({MINUTES: SETTLED_LATER})
    world.commit()
    world.publish("final", FINAL_DAY)
    found = by_unit(world.record("preliminary"), world.record("final"))
    assert figures(found["02005"]) == {"trained": (18, 17, Origin.SETTLED, "Một người chưa có giấy chứng nhận")}
    assert found["02005"].figures[0].link.by == "Đoàn kiểm tra số 1"


def test_an_amended_figure_is_told_with_the_decision(at: At) -> None:
    world = at("final-2")
    found = by_unit(world.record("final"), world.record("final-2"))
    assert figures(found["02005"]) == {"trained": (17, 16, Origin.AMENDED, "Một người được tính hai lần")}
    assert found["02005"].figures[0].link.by.startswith("Quyết định số 102/QĐ-UBND")


def test_a_figure_that_was_missing_and_one_that_ends_missing_are_told(at: At) -> None:
    world = at("final")
    text = """\
decision: "Quyết định số 102/QĐ-UBND ngày 15/02/2022 (giả định)"
changes:
  - {unit: "02014", figure: outage_hours, new: 3.5, reason: "Theo nhật ký vận hành"}
"""
    world.write({AMENDMENT: text})
    world.commit()
    world.publish("final", AMENDED_DAY)
    change = by_unit(world.record("final"), world.record("final-2"))["02014"].figures[0]
    assert (change.before, change.after.state) == (MISSING, State.VALUE)


def test_who_was_moved_by_others_only_has_no_figures(at: At) -> None:
    world = at("preliminary")
    rival = f"{UNITS}/thi-xa-may-ha/phuong-ben-do.yaml"
    more = "".join(f'  {name}: {{value: {value}, reason: "T"}}\n' for name, value in (("trained", 16), ("sessions", 4)))
    world.write({rival: world.read(rival) + "supplement:\n" + more})
    world.commit()
    world.publish("final", FINAL_DAY)
    found = by_unit(world.record("preliminary"), world.record("final"))
    assert set(figures(found["02014"])) == {"trained", "sessions"}
    overtaken = found["02008"]
    assert (overtaken.figures, dict(overtaken.criteria)) == ((), {})
    (place,) = overtaken.places
    assert place.before is not None
    assert place.after is not None
    assert (place.scale, place.before.rank, place.after.rank, place.moved) == ("foundation", 2, 3, Fraction(0))


def lowered(record: Record, code: str) -> Record:
    """The record with a unit one rank lower on every scale, and nothing else."""
    unit = record.units[code]
    places = {scale: replace(place, rank=place.rank + 1) for scale, place in unit.places.items()}
    return replace(record, units={**dict(record.units), code: replace(unit, places=places)})


def test_a_rank_alone_is_a_change(at: At) -> None:
    record = at("preliminary").record("preliminary")
    (found,) = changes_between(record, lowered(record, "02008"))
    assert (found.unit.code, found.figures, dict(found.criteria)) == ("02008", (), {})
    assert [item.moved for item in found.places] == [Fraction(0)] * len(record.units["02008"].places)
    assert all(item.before and item.after and item.after.rank == item.before.rank + 1 for item in found.places)


def test_a_unit_that_gained_or_lost_its_place_is_told(at: At) -> None:
    record = at("preliminary").record("preliminary")
    bare = replace(record.units["02008"], places={}, chains={}, criteria={})
    without = replace(record, units={**dict(record.units), "02008": bare})
    for before, after in ((record, without), (without, record)):
        (found,) = changes_between(before, after)
        assert found.unit.code == "02008"
        assert {item.moved for item in found.places} == {None}


def test_a_unit_that_was_not_there_is_told(at: At) -> None:
    record = at("preliminary").record("preliminary")
    units = {code: unit for code, unit in record.units.items() if code != "02008"}
    (found,) = changes_between(replace(record, units=units), record)
    assert [item.before for item in found.places] == [None] * len(found.places)


def test_the_same_value_from_elsewhere_is_no_change(at: At) -> None:
    """Minutes that settle on what was reported changed nothing."""
    world = at("preliminary")
    world.write({MINUTES: SETTLED_LATER.replace("verified: 17, settled: 17", "verified: 18, settled: 18")})
    world.commit()
    world.publish("final", FINAL_DAY)
    assert "02005" not in by_unit(world.record("preliminary"), world.record("final"))


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("-1.5", Fraction(-3, 2)), ("0.33", Fraction(33, 100))])
def test_numbers_are_read_exactly(text: str, value: Fraction) -> None:
    assert number(text) == value
