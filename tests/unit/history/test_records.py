"""Questions, minutes, amendments, publications: from commits, from documents, and told once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from minhbach.history.event import Part
from minhbach.history.timeline import history_of
from minhbach.recording.document import record_bytes
from tests.conftest import ROOT
from tests.unit.history.past import FOLDER, OTHER, WARD, begun, changes_of, kinds, told

VALID = ROOT / "tests" / "cases" / "valid"
REVIEW, MINUTES, AMENDMENT = (
    f"{FOLDER}/{path}" for path in (f"reviews/{WARD}.yaml", f"inspections/{WARD}.yaml", "amendments/01.yaml")
)
QUESTION = '  - {{id: {id}, figure: trained, asked: 2021-12-03, question: "Vì sao?", state: {state}}}\n'


def _case(name: str, path: str) -> bytes:
    return (VALID / name / "files" / path).read_bytes()


def _questions(**states: str) -> bytes:
    return ("questions:\n" + "".join(QUESTION.format(id=name, state=state) for name, state in states.items())).encode()


def _record(edition: str, published: str, inputs: tuple[str, ...] = ()) -> bytes:
    document: dict[str, Any] = {
        "schema_version": 1,
        "engine_version": "1",
        "round": "2021",
        "edition": edition,
        "milestone": edition.partition("-")[0],
        "figures_as_of": "2021-11-15",
        "published": published,
        "decision": "Quyết định số 9",
        "reason": None,
        "blockers": [],
        "revision": "0" * 40,
        "criteria": "song-may-2021",
        "criteria_sha256": "0" * 64,
        "inputs": [{"path": path, "blob": "0" * 40} for path in inputs],
        "units": [],
    }
    return record_bytes(document)


# Questions -------------------------------------------------------------------


def test_a_question_from_asked_to_decided(tmp_path: Path) -> None:
    past = begun(tmp_path)
    asked = past.receive({REVIEW: _questions(Q1="open")})
    past.receive({REVIEW: _questions(Q1="answered", Q2="open")})
    past.receive({REVIEW: _questions(Q1="accepted", Q2="to_inspection")})
    past.receive({REVIEW: _questions(Q1="accepted")})
    events = told(past.history().by_unit[WARD], "questioned", "decided")
    assert [(event.kind.value, event.key, event.details[0].vi) for event in events] == [
        ("decided", "Q1", "đã có giải trình, chờ kết luận"),
        ("decided", "Q1", "chấp nhận giải trình"),
        ("decided", "Q2", "chuyển kiểm tra"),
        ("decided", "Q2", "câu hỏi được rút lại"),
        ("questioned", "Q1", "Số công chức được tập huấn: Vì sao?"),
        ("questioned", "Q2", "Số công chức được tập huấn: Vì sao?"),
    ]
    question = events[4]
    assert (question.commit, question.at.date().isoformat(), question.whole_day) == (asked, "2021-12-03", True)
    assert question.entered is not None
    assert question.entered.date().isoformat() == "2021-11-15"
    assert question.approved_by[0].name == "chu-tich-may-thuong"


def test_a_question_is_told_once_though_two_sources_know_it(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({REVIEW: _questions(Q1="open")})
    assert kinds(past.history().by_unit[WARD]) == ["recorded", "questioned"]


def test_questions_that_cannot_be_read_are_told_as_that(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({REVIEW: b"questions: ["})
    past.put({REVIEW: _questions(Q1="open")})
    past.put({REVIEW: None})
    events = past.history().by_unit[WARD]
    assert kinds(events) == ["recorded", "other", "removed", "questioned"]
    assert events[1].unreadable


# Minutes ---------------------------------------------------------------------


def test_minutes_happened_when_they_were_held_and_settle_figures(tmp_path: Path) -> None:
    past = begun(tmp_path)
    commit = past.receive({MINUTES: _case("inspection", MINUTES)})
    (event,) = told(past.history().by_unit[WARD], "inspected")
    assert event.at.isoformat() == "2021-12-08T08:00:00+07:00"
    assert event.commit == commit
    assert {change.part for change in event.figures} == {Part.SETTLED}
    assert ("trained", 18, 17) in changes_of(event)
    assert [text.vi for text in event.details] == ["Đoàn kiểm tra số 1", "đơn vị thống nhất"]


def test_minutes_that_are_changed_tell_what_became_of_the_settled_figures(tmp_path: Path) -> None:
    past = begun(tmp_path)
    data = _case("inspection", MINUTES)
    past.put({MINUTES: data})
    past.put({MINUTES: data.replace(b"settled: 17", b"settled: 16")})
    past.put({MINUTES: data.replace(b"agreed: true", 'agreed: false\nreservation: "không"'.encode())})
    events = told(past.history().by_unit[WARD], "minutes_changed")
    assert changes_of(events[0]) == [("trained", 17, 16)]
    assert ("trained", 16, None) in changes_of(events[1])
    assert events[1].details[0].vi == "đơn vị có ý kiến bảo lưu"


# Amendments and publications -------------------------------------------------


def test_an_amendment_is_told_at_each_unit_it_corrects(tmp_path: Path) -> None:
    past = begun(tmp_path)
    data = _case("amendments", AMENDMENT)
    past.put({AMENDMENT: data})
    past.put({AMENDMENT: b"\n".join(line for line in data.split(b"\n") if b"02014" not in line)})
    history = past.history()
    (own,) = told(history.by_unit[WARD], "amended")
    assert (own.key, changes_of(own)) == ("01", [("trained", 18, 17)])
    first, second = told(history.by_unit["02014"], "amended")
    assert first.details[0].vi.startswith("Quyết định số 102")
    assert second.details[0].vi == "không còn trong quyết định"
    assert not told(history.by_unit[OTHER], "amended")


def test_a_publication_is_of_all_units_and_its_change_is_told(tmp_path: Path) -> None:
    past = begun(tmp_path)
    path = f"{FOLDER}/published/preliminary.json"
    commit = past.put({path: _record("preliminary", "2021-12-25")})
    past.put({path: _record("preliminary", "2021-12-26")})
    history = past.history()
    (event,) = told(history.of_unit(OTHER), "published")
    assert (event.unit, event.key, event.commit) == (None, "preliminary", commit)
    assert [text.vi for text in event.details] == ["số liệu đến 15/11/2021", "Quyết định số 9"]
    assert "published" not in kinds(history.by_unit[OTHER])
    (changed,) = told(history.events, "other")
    assert changed.details[0].vi == "bản công bố «preliminary» bị sửa"


def test_an_amendment_put_in_after_its_publication_counts_from_that_day(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({f"{FOLDER}/published/final-2.json": _record("final-2", "2021-11-10", (AMENDMENT,))})
    commit = past.put({AMENDMENT: _case("amendments", AMENDMENT)})
    (event,) = told(past.history().by_unit[WARD], "amended")
    assert (event.day.isoformat(), event.whole_day, event.commit) == ("2021-11-10", True, commit)


# Documents -------------------------------------------------------------------


def test_without_git_the_documents_tell(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({REVIEW: _questions(Q1="open"), MINUTES: _case("inspection", MINUTES)})
    past.put({AMENDMENT: _case("amendments", AMENDMENT)})
    past.put({f"{FOLDER}/published/final-2.json": _record("final-2", "2022-02-16", (AMENDMENT,))})
    history = history_of(past.data(), None)
    assert history.head is None
    events = history.of_unit(WARD)
    assert kinds(events) == ["handed_in", "approved", "questioned", "inspected", "amended", "published"]
    assert [event.commit for event in events] == [None] * 6
    assert [event.whole_day for event in events] == [False, True, True, False, True, True]
    assert events[4].day.isoformat() == "2022-02-16"


def test_an_amendment_that_no_edition_rests_on_has_no_date_without_git(tmp_path: Path) -> None:
    past = begun(tmp_path)
    past.put({AMENDMENT: _case("amendments", AMENDMENT)})
    assert "amended" not in kinds(history_of(past.data(), None).events)


def test_a_receipt_that_a_merge_names_is_not_told_twice(tmp_path: Path) -> None:
    past = begun(tmp_path, f"{FOLDER}/units/thi-xa-may-thuong/phuong-ben-do.yaml", f"{FOLDER}/receipts.yaml")
    data = (ROOT / "tests" / "province" / f"{FOLDER}/units/thi-xa-may-thuong/phuong-ben-do.yaml").read_bytes()
    path = f"{FOLDER}/units/thi-xa-may-thuong/phuong-ben-do.yaml"
    past.receive({path: data})
    minute = past.at.strftime("%Y-%m-%dT%H:%M")
    past.put(
        {
            f"{FOLDER}/receipts.yaml": (
                f'receipts:\n  - {{unit: "{WARD}", received: "{minute}", approved: "{past.at:%Y-%m-%d}"}}\n'
                f'  - {{unit: "{OTHER}", received: "2021-11-19T16:20"}}\n'
            ).encode()
        }
    )
    history = past.history(receipts=True)
    assert kinds(history.by_unit[WARD]) == ["handed_in", "approved", "checked"]
    assert kinds(history.by_unit[OTHER]) == ["recorded", "handed_in"]
    assert history.by_unit[OTHER][1].details[0].vi == "theo sổ tiếp nhận"
