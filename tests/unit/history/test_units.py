"""What happens to units' files: handed in, changed, moved, removed, broken."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from minhbach.history.event import Part, Person
from minhbach.model.submission import State
from tests.season.commits import link
from tests.unit.history.past import (
    FOLDER,
    OTHER,
    OTHER_PATH,
    WARD,
    WARD_PATH,
    begun,
    changes_of,
    figure,
    kinds,
    province_files,
    told,
)

FILE = province_files()[WARD_PATH]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


def test_a_merge_of_the_gate_hands_in_is_approved_and_checked(tmp_path: Path) -> None:
    past = begun(tmp_path, WARD_PATH)
    merge = past.receive({WARD_PATH: FILE}, received=_at("2021-11-15T09:30:00"), more="Late: yes")
    events = past.history().by_unit[WARD]
    assert kinds(events) == ["handed_in", "approved", "checked"]
    handed_in, approved, checked = events
    assert (handed_in.at, handed_in.entered) == (_at("2021-11-15T09:30:00"), _at("2021-11-15T10:00:00"))
    assert handed_in.who == (Person(name="phuong-ben-do-1", id=52005),)
    assert handed_in.late
    assert (handed_in.commit, handed_in.number) == (merge, 1)
    assert approved.who == (Person(name="chu-tich-may-thuong", id=4160),)
    assert checked.at == _at("2021-11-15T10:00:00")


def test_a_plain_commit_only_records_under_its_own_date(tmp_path: Path) -> None:
    past = begun(tmp_path, WARD_PATH)
    commit = past.put({WARD_PATH: FILE}, "Nhập số liệu giấy")
    (event,) = past.history().by_unit[WARD]
    assert (event.kind, event.commit, event.at) == ("recorded", commit, _at("2021-11-15T10:00:00"))
    assert event.who == (Person(name="van-hanh-1"),)
    assert [text.vi for text in event.details] == ["«Nhập số liệu giấy»"]


def test_figures_change_from_what_to_what_in_their_types(tmp_path: Path) -> None:
    past = begun(tmp_path)
    data = figure(figure(figure(FILE, "staff", "21"), "has_lan", "không"), "bandwidth", "99.5")
    past.receive({WARD_PATH: data})
    (event,) = told(past.history().by_unit[WARD], "changed")
    (staff, lan, bandwidth) = event.figures
    assert (staff.figure, staff.before.value, staff.after.value, staff.part) == ("staff", 20, 21, Part.FIGURES)
    assert (lan.before.value, lan.after.value) == (True, False)
    assert str(bandwidth.after.value) == "99.5"


def test_states_of_a_figure_are_kept_apart(tmp_path: Path) -> None:
    past = begun(tmp_path)
    line = next(line for line in FILE.split(b"\n") if line.startswith(b"  news: "))
    past.receive({WARD_PATH: FILE.replace(line + b"\n", b"")})
    past.receive({WARD_PATH: FILE.replace(line, b"  news: 0")})
    past.receive({WARD_PATH: FILE.replace(line, b'  news: {not_applicable: "a"}')})
    past.receive({WARD_PATH: FILE.replace(line, b"  news: [1, 2]")})
    states = [
        (change.after.state, change.after.value)
        for event in told(past.history().by_unit[WARD], "changed")
        for change in event.figures
    ]
    assert states == [
        (State.MISSING, None),
        (State.VALUE, 0),
        (State.NOT_APPLICABLE, None),
        (State.VALUE, "1; 2"),
    ]


def test_the_same_number_written_differently_is_no_change_of_a_figure(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({WARD_PATH: FILE.replace(b"\nfigures:", b"\n# ghi ch\xc3\xba\nfigures:")})
    (event,) = told(past.history().by_unit[WARD], "changed")
    assert not event.figures
    assert not event.unreadable


def test_parts_beside_the_figures_are_told_apart(tmp_path: Path) -> None:
    past = begun(tmp_path)
    data = figure(FILE, "staff", "19") + (
        b'explanations:\n  Q1: {text: "\xc4\x90\xc3\xa3 thanh l\xc3\xbd"}\n'
        b'supplement:\n  trained: {value: 19, reason: "b\xe1\xbb\x95 sung"}\n'
    )
    assert b"supplement:" not in FILE
    assert b"explanations:" not in FILE
    past.receive({WARD_PATH: data})
    events = past.history().by_unit[WARD][1:]
    assert kinds(events) == ["changed", "supplemented", "answered", "approved", "checked"]
    changed, supplemented, answered, *_ = events
    assert changes_of(changed) == [("staff", 20, 19)]
    assert (answered.key, answered.details[0].vi) == ("Q1", "Đã thanh lý")
    assert changes_of(supplemented) == [("trained", 18, 19)]


def test_a_supplement_alone_is_no_change_of_what_was_reported(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.receive({WARD_PATH: FILE + b'supplement:\n  trained: {value: 19, reason: "x"}\n'})
    assert kinds(past.history().by_unit[WARD][1:]) == ["supplemented", "approved", "checked"]


def test_a_broken_version_in_the_past_is_told_and_the_next_compared_with_the_last_good_one(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({WARD_PATH: b"figures: [\n"})
    past.put({WARD_PATH: b"\xff\xfe"})
    past.put({WARD_PATH: figure(FILE, "staff", "30")})
    events = told(past.history().by_unit[WARD], "changed")
    assert [event.unreadable for event in events] == [True, True, False]
    assert changes_of(events[2]) == [("staff", 20, 30)]


def test_a_file_that_was_a_link_is_not_followed(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({WARD_PATH: link("../../../round.yaml")})
    (event,) = told(past.history().by_unit[WARD], "changed")
    assert event.unreadable


def test_a_removal_and_a_return(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({WARD_PATH: None})
    past.put({WARD_PATH: figure(FILE, "staff", "5")})
    events = past.history().by_unit[WARD]
    assert kinds(events) == ["recorded", "removed", "recorded"]
    assert events[1].details[0].vi == WARD_PATH


def test_a_new_slug_moves_the_file_of_the_same_unit(tmp_path: Path) -> None:
    past = begun(tmp_path)
    register = f"{FOLDER}/units.yaml"
    old, new = b'parent: "060", slug: phuong-cau-may}', b'parent: "060", slug: cau-may-moi}'
    place = OTHER_PATH.replace("phuong-cau-may", "cau-may-moi")
    data = province_files()[OTHER_PATH]
    past.put(
        {
            register: province_files()[register].replace(old, new),
            OTHER_PATH: None,
            place: figure(data, "staff", "77"),
        }
    )
    past.put({place: figure(data, "staff", "78")})
    history = past.history()
    events = history.by_unit[OTHER]
    assert kinds(events) == ["recorded", "moved", "changed", "changed"]
    assert events[1].details[0].vi == f"{OTHER_PATH} → {place}"
    assert changes_of(events[3]) == [("staff", 77, 78)]
    assert [event.details[0].vi for event in told(history.events, "register")][1:] == ["thông tin khác của đơn vị"]


def test_a_unit_that_the_register_does_not_name_any_more_keeps_its_past(tmp_path: Path) -> None:
    past = begun(tmp_path)
    register = f"{FOLDER}/units.yaml"
    lines = province_files()[register].split(b"\n")
    past.put({register: b"\n".join(line for line in lines if b'"02008"' not in line), OTHER_PATH: None})
    history = past.history()
    assert kinds(history.by_unit[OTHER]) == ["recorded", "removed"]
    assert told(history.events, "register")[1].details[0].vi == "bỏ Phường Cầu Mây (02008)"


def test_what_lay_there_before_its_register_is_known_by_the_newest_one(tmp_path: Path) -> None:
    past = begun(tmp_path, f"{FOLDER}/units.yaml")
    past.put({f"{FOLDER}/units.yaml": province_files()[f"{FOLDER}/units.yaml"]})
    assert kinds(past.history().by_unit[WARD]) == ["recorded"]
