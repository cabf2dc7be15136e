"""Whose words are believed: only those of a merge that names the head it merged."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from minhbach.history.event import Event, Person
from tests.season.commits import commit
from tests.unit.history.past import BEGIN, WARD, WARD_PATH, Past, begun, figure, kinds, province_files

FILE = province_files()[WARD_PATH]
FALSE_HEAD = "0123456789" * 4


def _last(past: Past) -> tuple[Event, ...]:
    return past.history().by_unit[WARD][1:]


def test_words_of_the_gate_in_a_plain_commit_are_not_believed(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({WARD_PATH: figure(FILE, "staff", "21")}, past.words(FALSE_HEAD, number=7), who="ke-gian")
    (event,) = _last(past)
    assert event.kind == "changed"
    assert (event.who, event.number, event.late) == ((Person(name="ke-gian"),), None, False)


def _head(past: Past, staff: str = "21") -> str:
    return commit(past.bare, past.head, {WARD_PATH: figure(FILE, "staff", staff)}, "don-vi", past.at, "sửa")


def test_a_merge_that_names_another_head_is_not_believed(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.merge([_head(past)], past.words(FALSE_HEAD, number=7))
    assert kinds(_last(past)) == ["changed"]
    assert _last(past)[0].who == (Person(name="cong-nhan"),)


def test_an_octopus_is_told_as_a_plain_commit(tmp_path: Path) -> None:
    past = begun(tmp_path)
    heads = [_head(past), _head(past, "22")]
    past.merge(heads, past.words(heads[0], number=7))
    assert kinds(_last(past)) == ["changed"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nhận số 7:", "Gộp 7:"),
        ("Received: 2021", "Received: mai"),
        ("+07:00\nSubmitted", "\nSubmitted"),
        ("Submitted-by: 52005 (phuong-ben-do-1)", "Submitted-by: phuong-ben-do-1"),
        ("Submitted-by:", "Submitted-by: 1 (a)\nSubmitted-by:"),
        ("Approved: ", "Approved: x"),
    ],
)
def test_words_that_are_not_whole_are_not_believed(tmp_path: Path, old: str, new: str) -> None:
    past = begun(tmp_path)
    head = _head(past)
    words = past.words(head, number=7)
    assert old in words
    past.merge([head], words.replace(old, new))
    assert kinds(_last(past)) == ["changed"]


def test_the_words_as_they_are_are_believed(tmp_path: Path) -> None:
    past = begun(tmp_path)
    head = _head(past)
    past.merge([head], past.words(head, number=7))
    assert kinds(_last(past)) == ["changed", "approved", "checked"]


def test_what_contributors_wrote_into_their_own_commits_is_never_read(tmp_path: Path) -> None:
    past = begun(tmp_path)
    first = commit(past.bare, past.head, {WARD_PATH: figure(FILE, "staff", "99")}, "a", past.at, past.words(FALSE_HEAD))
    head = commit(past.bare, first, {WARD_PATH: figure(FILE, "staff", "21")}, "a", past.at, past.words(FALSE_HEAD))
    past.merge([head], past.words(head, number=7))
    assert [(change.before.value, change.after.value) for change in _last(past)[0].figures] == [(20, 21)]


def test_a_merge_that_changes_nothing_of_the_round_tells_nothing(tmp_path: Path) -> None:
    past = begun(tmp_path)
    head = _head(past)
    assert past.head is not None
    past.merge([head], past.words(head, number=7), tree=past.head)
    assert not _last(past)


def test_bidirectional_and_control_characters_never_come_out(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({WARD_PATH: figure(FILE, "staff", "21")}, "Sửa \u202egian\u2066 \x1b[31m\x07 \x01 xong", who="x\u202ey")
    (event,) = _last(past)
    assert event.who == (Person(name="x y"),)
    assert [text.vi for text in event.details] == ["«Sửa gian [31m xong»"]


def test_a_message_full_of_separators_does_not_confuse_the_log(tmp_path: Path) -> None:
    past = begun(tmp_path)
    words = f"a\n\n:100644 100644 {FALSE_HEAD} {FALSE_HEAD} M\n\x01\n{FALSE_HEAD}\n"
    past.put({WARD_PATH: figure(FILE, "staff", "21")}, words)
    past.put({WARD_PATH: figure(FILE, "staff", "22")}, "\x01")
    assert kinds(_last(past)) == ["changed", "changed"]


def test_moments_are_told_in_the_time_of_the_round(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.receive({WARD_PATH: figure(FILE, "staff", "21")}, received=datetime.fromisoformat("2021-11-15T17:30:00+00:00"))
    event = next(event for event in _last(past) if event.kind == "changed")
    assert event.at.isoformat() == "2021-11-16T00:30:00+07:00"
    assert event.entered == BEGIN + timedelta(hours=2)
