"""`verify` passes on what nobody touched, and names each way of tampering."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from minhbach.commands.common import CLEAN, FINDINGS, USAGE
from minhbach.diagnostics import Severity
from minhbach.git import GitRepository, Revision
from minhbach.publication import verify as verify_module
from minhbach.publication.verify import Verification
from minhbach.reading.published import record_path
from tests.unit.publication.conftest import At, Run
from tests.unit.publication.world import (
    AGREED,
    AMENDMENT,
    CALENDAR,
    DECISION,
    MINUTES,
    OTHER_WARD,
    PRELIMINARY_DAY,
    RECEIPTS,
    REGISTER,
    REVIEW,
    SECOND_DECISION,
    SET,
    TOWN,
    UNITS,
    WARD,
    World,
    git,
    supplement,
)

FINAL, PRELIMINARY = record_path("2021", "final"), record_path("2021", "preliminary")


def told(result: Verification) -> list[tuple[str, str]]:
    """Codes and places of the errors."""
    errors = (item for item in result.findings if item.severity is Severity.ERROR)
    return [(item.code, item.location.path) for item in errors]


def notices(result: Verification) -> list[str]:
    return [item.code for item in result.findings if item.severity is Severity.NOTICE]


def words(result: Verification, code: str) -> str:
    return next(item.message.vi for item in result.findings if item.code == code)


def resealed(data: bytes, old: bytes, new: bytes) -> bytes:
    """A record with one text replaced and its digest made new."""
    assert old in data
    body = data.replace(old, new, 1)
    body = body[: body.rindex(b'"sha256": ')]
    return body + b'"sha256": "%b"\n}\n' % hashlib.sha256(body).hexdigest().encode()


def reseal(world: World, path: str, old: str, new: str) -> None:
    world.write({path: resealed(world.path(path).read_bytes(), old.encode(), new.encode())})


# What passes ------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["preliminary", "final", "final-2"])
def test_what_nobody_touched_holds_byte_for_byte(at: At, run: Run, edition: str) -> None:
    world = at("final-2")
    ran = run(world, "verify", "2021", edition)
    data = world.path(record_path("2021", edition)).read_bytes()
    assert ran.code == CLEAN
    assert f"Khớp từng byte: 2021-{edition}, tính lại 10 đơn vị" in ran.out
    assert f"SHA-256: {hashlib.sha256(data).hexdigest()}\n" in ran.out
    assert f"Nhãn 2021-{edition}: commit {world.git('rev-parse', f'2021-{edition}^{{commit}}')}\n" in ran.out
    assert world.verify(edition).findings == ()


def test_the_answer_for_machines_says_the_same(at: At, run: Run) -> None:
    world = at("final")
    document = json.loads(run(world, "verify", "2021", "final", "--format", "json").out)
    assert document["verified"] is True
    assert document["tagged"] == world.git("rev-parse", "2021-final^{commit}")
    reseal(world, FINAL, '"decision": "QĐ số 1"', '"decision": "QĐ số 2"')
    document = json.loads(run(world, "verify", "2021", "final", "--format", "json").out)
    assert document["verified"] is False
    assert [item["code"] for item in document["diagnostics"]] == ["record-changed"]


def test_a_clone_in_another_folder_holds_and_so_does_a_bare_one(at: At, run: Run, tmp_path: Path) -> None:
    world = at("final")
    git(tmp_path, "clone", "--quiet", str(world.folder), "bản sao")
    git(tmp_path, "clone", "--quiet", "--bare", str(world.folder), "bare.git")
    assert World(tmp_path / "bản sao").verify("final").findings == ()
    bare = World(tmp_path / "bare.git")
    assert run(bare, "verify", "2021", "final", "--rev", "HEAD").code == CLEAN
    assert run(bare, "verify", "2021", "final", "--rev", "2021-final").code == CLEAN


def test_a_revision_is_judged_by_its_own_history(at: At, run: Run) -> None:
    world = at("final-2")
    assert run(world, "verify", "2021", "final", "--rev", "2021-final").code == CLEAN
    ran = run(world, "verify", "2021", "final", "--rev", "2021-preliminary")
    # The tag says that there is a record of which this revision knows nothing.
    assert ran.code == FINDINGS
    assert "nhưng nhánh chính không có bản ghi này" in ran.out


def test_an_edition_that_never_was_is_told_with_those_that_are(at: At, run: Run) -> None:
    ran = run(at("preliminary"), "verify", "2021", "final")
    assert (ran.code, ran.out) == (USAGE, "")
    assert "Đợt «2021» chưa công bố «final». Đã công bố: preliminary" in ran.err


@pytest.mark.parametrize("name", ["../final", "final.json", "x", "final-0", "final-1"])
def test_a_name_that_is_no_edition_is_refused(at: At, run: Run, name: str) -> None:
    ran = run(at("preliminary"), "verify", "2021", name)
    assert ran.code == USAGE
    assert "Đã công bố: preliminary" in ran.err


@pytest.mark.parametrize("round_id", ["2019", "../2021", "2021/published", "x" * 300])
def test_a_name_that_is_no_round_is_refused(at: At, run: Run, round_id: str) -> None:
    ran = run(at("preliminary"), "verify", round_id, "preliminary")
    assert ran.code == USAGE
    assert "Đã công bố: -" in ran.err


def after_the_phase_moved_on(world: World) -> None:
    world.edit(CALENDAR, "phase: final", "phase: archived")


def after_a_comment_on_the_calendar(world: World) -> None:
    world.write({CALENDAR: world.read(CALENDAR) + "# xong\n"})


def after_an_amendment(world: World) -> None:
    world.write({AMENDMENT: DECISION})


@pytest.mark.parametrize("change", [after_the_phase_moved_on, after_a_comment_on_the_calendar, after_an_amendment])
def test_a_final_result_holds_after_what_goes_on(at: At, change: Callable[[World], None]) -> None:
    world = at("final")
    change(world)
    assert world.verify("final").findings == ()
    world.commit()
    assert world.verify("final").findings == ()


def after_a_later_supplement_window(world: World) -> None:
    world.edit(
        CALENDAR, "supplement: {from: 2022-01-01, to: 2022-01-05}", "supplement: {from: 2022-01-01, to: 2022-01-07}"
    )


def after_a_later_final(world: World) -> None:
    world.edit(CALENDAR, "publish_by: 2022-01-31", "publish_by: 2022-02-28")


def after_minutes(world: World) -> None:
    world.write({MINUTES: AGREED})


def after_a_question(world: World) -> None:
    world.write({REVIEW: 'questions: [{id: Q1, figure: computers, asked: 2021-12-03, question: "?", state: open}]\n'})


def after_an_explanation(world: World) -> None:
    world.write({WARD: world.read(WARD) + 'explanations:\n  Q1: {text: "Đúng như vậy"}\n'})


def after_a_comment_in_a_file(world: World) -> None:
    world.edit(WARD, "  staff: 20\n", "  staff: 20  # cả biên chế\n")


@pytest.mark.parametrize(
    "change",
    [
        after_the_phase_moved_on,
        after_a_later_supplement_window,
        after_a_later_final,
        supplement,
        after_minutes,
        after_a_question,
        after_an_explanation,
        after_a_comment_in_a_file,
    ],
)
def test_a_preliminary_result_holds_after_what_may_still_come(at: At, change: Callable[[World], None]) -> None:
    world = at("preliminary")
    change(world)
    world.commit()
    assert world.verify("preliminary").findings == ()


def test_who_may_do_what_is_not_what_a_result_rests_on(at: At) -> None:
    """The register of accounts decides who may change a file; the gate kept to it when the file came in."""
    world = at("final")
    world.edit(f"{UNITS.rpartition('/')[0]}/accounts.yaml", "login: phuong-doi-che", "login: phuong-doi-che-2")
    assert world.verify("final").findings == ()
    assert not any("accounts" in path for path in world.record("final").inputs)


# The record ---------------------------------------------------------------------


def flip(world: World, path: str, at: int, mask: int) -> None:
    data = bytearray(world.path(path).read_bytes())
    data[at] ^= mask
    world.write({path: bytes(data)})


@pytest.mark.parametrize(
    "text", ['"decision": "QĐ', '"revision"', '"blob":"', '"rank":1', '"total":"', '"sha256": "', ",\n", "}\n"]
)
def test_one_flipped_byte_of_a_record_is_found(at: At, run: Run, text: str) -> None:
    world = at("final")
    place = world.path(FINAL).read_bytes().index(text.encode()) + len(text.encode()) - 1
    flip(world, FINAL, place, 1)
    ran = run(world, "verify", "2021", "final")
    assert ran.code == FINDINGS
    assert "KHÔNG KHỚP: 2021-final" in ran.out
    assert told(world.verify("final")) == [("record-broken", FINAL), ("record-changed", FINAL)]


@pytest.mark.parametrize("data", [b"", b"{}\n", b"\xff\xfe", b"[]", b'"sha256": "0"\n}\n'])
def test_a_record_that_is_none_is_found(at: At, data: bytes) -> None:
    world = at("final")
    world.write({FINAL: data})
    assert told(world.verify("final")) == [("record-broken", FINAL), ("record-changed", FINAL)]
    assert words(world.verify("final"), "record-broken") == "Nội dung không phải bản ghi kết quả: sha256"


def test_a_record_behind_a_link_is_found(at: At) -> None:
    world = at("final")
    world.path(FINAL).rename(world.folder / "elsewhere.json")
    world.path(FINAL).symlink_to(world.folder / "elsewhere.json")
    assert told(world.verify("final")) == [("file-unreadable", FINAL), ("record-changed", FINAL)]


WORDS_OF_A_RECORD = [
    ('"decision": "QĐ số 1"', '"decision": "QĐ số 2"', []),
    ('"published": "2022-01-15"', '"published": "2022-01-14"', []),
    ('"reason": null', '"reason": "Vội"', []),
    ('"blockers": []', '"blockers": [\n{"kind":"early","unit":null,"text":"x"}\n]', []),
    ('"rank":1', '"rank":2', [("record-result", FINAL)]),
    ('"name":"Văn phòng"', '"name":"Văn Phòng"', [("record-result", FINAL)]),
    ('"tied":false', '"tied":true', [("record-result", FINAL)]),
    ('"origin":"settled","value":17', '"origin":"settled","value":18', [("record-result", FINAL)]),
    ('"figures_as_of": "2021-12-31"', '"figures_as_of": "2021-12-30"', [("record-result", FINAL)]),
]


@pytest.mark.parametrize(("old", "new", "more"), WORDS_OF_A_RECORD)
@pytest.mark.parametrize("committed", [False, True])
def test_a_record_that_was_changed_and_sealed_anew_is_found(
    at: At, old: str, new: str, more: list[tuple[str, str]], *, committed: bool
) -> None:
    world = at("final")
    reseal(world, FINAL, old, new)
    last = world.commit() if committed else ""
    result = world.verify("final")
    assert told(result) == [*more, ("record-changed", FINAL)]
    how = f"commit {last[:10]} đã sửa nó" if committed else "chỗ sửa chưa được ghi vào kho"
    assert words(result, "record-changed").endswith(how)


def test_the_message_says_what_a_changed_number_should_be(at: At) -> None:
    world = at("final")
    reseal(world, FINAL, '"rank":1,"tied":false', '"rank":2,"tied":false')
    assert re.fullmatch(
        r"units vp places \w+ rank: bản ghi viết 2, tính lại được 1", words(world.verify("final"), "record-result")
    )


def test_a_record_that_was_taken_out_and_put_in_again_otherwise_is_found(at: At) -> None:
    world = at("final")
    data = world.path(FINAL).read_bytes()
    world.write({FINAL: None})
    world.commit("Bỏ")
    world.write({FINAL: resealed(data, "QĐ số 1".encode(), "QĐ số 9".encode())})
    world.commit("Công bố lại")
    world.git("tag", "--delete", "2021-final")
    assert told(world.verify("final")) == [("record-changed", FINAL)]


@pytest.mark.parametrize("committed", [False, True])
def test_a_record_that_is_gone_is_told_by_history_and_tag(at: At, run: Run, *, committed: bool) -> None:
    world = at("final")
    world.write({FINAL: None})
    if committed:
        world.commit("Bỏ")
    result = world.verify("final")
    assert told(result) == [("record-changed", FINAL)]
    assert words(result, "record-changed").endswith("đã bị xóa")
    assert run(world, "verify", "2021", "final").code == FINDINGS


def test_a_record_of_another_round_or_edition_is_found(at: At) -> None:
    world = at("final-2")
    second = record_path("2021", "final-2")
    first = world.path(FINAL).read_bytes()
    world.write({FINAL: world.path(second).read_bytes(), record_path("2020", "final"): first})
    result = world.verify("final")
    assert told(result) == [("record-broken", FINAL), ("record-changed", FINAL)]
    assert words(result, "record-broken") == "Bản ghi là của «2021 final-2, final», không phải của tệp này"
    with GitRepository(world.folder) as repository:
        other = verify_module.verify(Revision(repository, world.commit()), repository, "2020", "final")
    assert told(other) == [("record-broken", record_path("2020", "final"))]


def test_preliminary_figures_are_never_a_final_record(at: At) -> None:
    world = at("final")
    world.write(
        {FINAL: resealed(world.path(PRELIMINARY).read_bytes(), b'"edition": "preliminary"', b'"edition": "final"')}
    )
    assert told(world.verify("final")) == [("record-broken", FINAL), ("record-changed", FINAL)]
    assert "«2021 final, preliminary»" in words(world.verify("final"), "record-broken")


@pytest.mark.parametrize(
    ("edition", "detail"),
    [
        ("final-2", "«final-2» không dựa vào quyết định đính chính nào mới so với «final»"),
        ("final-3", "Có «final-3» mà không có «final-2» trước nó"),
    ],
)
def test_an_edition_that_no_amendment_made_is_found(at: At, edition: str, detail: str) -> None:
    world = at("final")
    path = record_path("2021", edition)
    data = resealed(world.path(FINAL).read_bytes(), b'"edition": "final"', f'"edition": "{edition}"'.encode())
    world.write({path: data})
    world.commit()
    assert told(world.verify(edition)) == [("record-order", path)]
    assert words(world.verify(edition), "record-order") == detail


# What it rests on -----------------------------------------------------------------


def change_a_figure(world: World) -> None:
    world.edit(WARD, "trained: 18", "trained: 19")


def change_a_comment(world: World) -> None:
    world.edit(WARD, "(số liệu giả lập)", "(số liệu)")


def change_minutes(world: World) -> None:
    world.edit(MINUTES, "settled: 17", "settled: 18")


def delete_minutes(world: World) -> None:
    world.write({MINUTES: None})


def add_minutes(world: World) -> None:
    world.write({f"{UNITS.rpartition('/')[0]}/inspections/02008.yaml": AGREED})


def delete_a_file(world: World) -> None:
    world.write({OTHER_WARD: None})


NEW_WARD = f"{UNITS}/thi-xa-may-ha/phuong-cho-noi.yaml"


def add_a_file(world: World) -> None:
    world.write({NEW_WARD: world.read(WARD).replace('"02005"', '"02017"')})


def change_the_register(world: World) -> None:
    world.edit(REGISTER, 'name: "Phường Cầu Mây"', 'name: "Phường Cầu Mới"')


def change_receipts(world: World) -> None:
    world.edit(RECEIPTS, 'received: "2021-11-19T16:20"', 'received: "2021-11-18T16:20"')


def change_the_set(world: World) -> None:
    world.edit(f"{SET}/groups/01-people.yaml", "floor: 20%", "floor: 10%")


def change_the_history_of_the_set(world: World) -> None:
    world.write({f"{SET}/CHANGELOG.md": world.read(f"{SET}/CHANGELOG.md") + "\nThêm\n"})


def change_the_round_before(world: World) -> None:
    world.edit(WARD.replace("2021", "2020"), "staff: ", "staff: 1")


def change_rounding(world: World) -> None:
    world.edit(CALENDAR, "decimals: 1", "decimals: 2")


def change_the_cut_off(world: World) -> None:
    world.edit(CALENDAR, "final: {figures_as_of: 2021-12-31", "final: {figures_as_of: 2021-12-30")


GROUP = f"{SET}/groups/01-people.yaml"
FINAL_TAMPERING: dict[Callable[[World], None], tuple[str, str]] = {
    change_a_figure: (WARD, "Tệp đã bị sửa sau khi công bố"),
    change_a_comment: (WARD, "Tệp đã bị sửa sau khi công bố"),
    change_minutes: (MINUTES, "Tệp đã bị sửa sau khi công bố"),
    delete_minutes: (MINUTES, "Tệp làm nên kết quả đã công bố đã bị xóa"),
    add_minutes: (MINUTES.replace("02005", "02008"), "Tệp được thêm sau khi công bố"),
    delete_a_file: (OTHER_WARD, "đã bị xóa"),
    add_a_file: (NEW_WARD, "Tệp được thêm sau khi công bố"),
    change_the_register: (REGISTER, "Tệp đã bị sửa sau khi công bố"),
    change_receipts: (RECEIPTS, "Tệp đã bị sửa sau khi công bố"),
    change_the_set: (GROUP, "Tệp đã bị sửa sau khi công bố"),
    change_the_history_of_the_set: (f"{SET}/CHANGELOG.md", "Tệp đã bị sửa sau khi công bố"),
    change_the_round_before: (WARD.replace("2021", "2020"), "Tệp đã bị sửa sau khi công bố"),
    change_rounding: (CALENDAR, "cách công bố của đợt bị sửa sau khi công bố: publication"),
    change_the_cut_off: (CALENDAR, "Lịch hoặc cách công bố của đợt bị sửa sau khi công bố: milestones"),
    after_a_later_supplement_window: (CALENDAR, "bị sửa sau khi công bố: windows"),
    after_a_question: (REVIEW, "Tệp được thêm sau khi công bố"),
}


@pytest.mark.parametrize("tamper", FINAL_TAMPERING, ids=lambda change: change.__name__)
@pytest.mark.parametrize("committed", [False, True])
def test_every_input_of_a_final_result_is_closed(at: At, tamper: Callable[[World], None], *, committed: bool) -> None:
    world = at("final")
    tamper(world)
    if committed:
        world.commit()
    path, message = FINAL_TAMPERING[tamper]
    result = world.verify("final")
    assert told(result) == [("record-input", path)]
    assert message in words(result, "record-input")


def test_one_flipped_bit_of_an_input_is_found(at: At) -> None:
    world = at("final")
    flip(world, WARD, world.path(WARD).read_bytes().index(b"staff: 20") + len("staff: 2"), 1)
    assert told(world.verify("final")) == [("record-input", WARD)]


def test_an_input_behind_a_link_is_found(at: At) -> None:
    world = at("final")
    world.path(WARD).rename(world.folder / "elsewhere.yaml")
    world.path(WARD).symlink_to(world.folder / "elsewhere.yaml")
    assert told(world.verify("final")) == [("record-input", WARD)]
    assert "Tệp không đọc được" in words(world.verify("final"), "record-input")


def test_an_amendment_that_was_published_is_closed_as_well(at: At) -> None:
    world = at("final-2")
    world.edit(AMENDMENT, "new: 16", "new: 20")
    assert told(world.verify("final-2")) == [("record-input", AMENDMENT)]
    assert told(world.verify("final")) == []
    world.write({AMENDMENT: None})
    assert told(world.verify("final-2")) == [("record-input", AMENDMENT)]


PRELIMINARY_TAMPERING: dict[Callable[[World], None], list[tuple[str, str]]] = {
    change_a_figure: [("record-input", WARD), ("record-result", PRELIMINARY)],
    delete_a_file: [("record-input", OTHER_WARD), ("record-result", PRELIMINARY)],
    add_a_file: [("record-input", NEW_WARD), ("record-result", PRELIMINARY)],
    change_the_set: [("record-input", GROUP), ("record-result", PRELIMINARY)],
    change_the_round_before: [("record-input", WARD.replace("2021", "2020"))],
    change_rounding: [("record-input", CALENDAR), ("record-result", PRELIMINARY)],
}


@pytest.mark.parametrize("tamper", PRELIMINARY_TAMPERING, ids=lambda change: change.__name__)
@pytest.mark.parametrize("committed", [False, True])
def test_figures_of_a_preliminary_result_are_closed(
    at: At, tamper: Callable[[World], None], *, committed: bool
) -> None:
    world = at("preliminary")
    tamper(world)
    if committed:
        world.commit()
    assert sorted(told(world.verify("preliminary"))) == sorted(PRELIMINARY_TAMPERING[tamper])


def test_a_published_figure_that_was_rewritten_is_named(at: At) -> None:
    world = at("preliminary")
    change_a_figure(world)
    finding = next(item for item in world.verify("preliminary").findings if item.code == "record-input")
    assert finding.message.vi == "Số liệu đã công bố bị sửa ngay trong tệp: trained"
    assert world.read(WARD).splitlines()[finding.location.line - 1].strip() == "trained: 19"


def test_a_register_that_moves_a_preliminary_rank_is_found(at: At) -> None:
    world = at("preliminary")
    exempt = 'slug: phuong-cau-may, exempt: {reason: {vi: "Tổ chức lại", en: "Reorganised"}}}'
    world.edit(REGISTER, "slug: phuong-cau-may}", exempt)
    result = world.verify("preliminary")
    assert told(result) == [("record-result", PRELIMINARY)]
    assert "các tệp hiện có cho" in words(result, "record-result")


def test_minutes_that_both_agreed_before_the_preliminary_result_are_closed(at: At) -> None:
    world = at("reported")
    world.write({MINUTES: AGREED})
    world.commit("Biên bản")
    world.publish("preliminary", PRELIMINARY_DAY)
    world.edit(MINUTES, "settled: 17", "settled: 18")
    assert told(world.verify("preliminary")) == [("record-input", MINUTES)]
    assert "Biên bản hai bên đã thống nhất bị sửa" in words(world.verify("preliminary"), "record-input")
    world.write({MINUTES: None})
    assert told(world.verify("preliminary")) == [("record-input", MINUTES)]


def test_minutes_with_a_reservation_may_still_be_settled(at: At) -> None:
    world = at("reported")
    open_ = AGREED.replace("agreed: true", 'agreed: false\nreservation: "Chưa thống nhất số người"')
    world.write({MINUTES: open_})
    world.commit("Biên bản")
    world.publish("preliminary", PRELIMINARY_DAY, "--reason", "Kịp tiến độ")
    world.write({MINUTES: AGREED})
    assert told(world.verify("preliminary")) == []


# A record that says other than its revision ------------------------------------------


def test_a_record_that_lists_another_content_is_found(at: At) -> None:
    world = at("final")
    record = world.record("final")
    world.edit(WARD, "trained: 18", "trained: 20")
    other = world.git("hash-object", "-w", WARD)
    reseal(world, FINAL, f'"path":"{WARD}","blob":"{record.inputs[WARD]}"', f'"path":"{WARD}","blob":"{other}"')
    found = world.verify("final").findings
    then = [item for item in found if "Ở phiên bản đã công bố" in item.message.vi]
    assert [item.location.path for item in then] == [WARD]
    assert ("record-result", FINAL) in told(world.verify("final"))


def test_a_record_that_hides_or_invents_an_input_is_found(at: At) -> None:
    world = at("final")
    record = world.record("final")
    entry = f'{{"path":"{MINUTES}","blob":"{record.inputs[MINUTES]}"}},\n'
    reseal(world, FINAL, entry, entry.replace("02005", "02008"))
    assert ("record-input", MINUTES) in told(world.verify("final"))
    assert ("record-input", MINUTES.replace("02005", "02008")) in told(world.verify("final"))


def test_another_hash_of_the_set_is_found(at: At) -> None:
    world = at("final")
    value = world.record("final").criteria_hash
    reseal(world, FINAL, value, "0" * 64)
    result = world.verify("final")
    assert [code for code, _ in told(result)] == ["record-set", "record-result", "record-changed"]
    assert f"các tệp nó kê cho mã {value[:12]}…" in words(result, "record-set")


def test_another_version_of_the_engine_is_told_and_no_fault(at: At, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    world = at("final")
    monkeypatch.setattr(verify_module, "__version__", "99.0")
    assert told(world.verify("final")) == []
    assert notices(world.verify("final")) == ["record-engine"]
    assert "đang tính lại bằng phiên bản 99.0" in run(world, "verify", "2021", "final").out


# Tags and history ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", [(), ("--annotate", "--message", "x")])
@pytest.mark.parametrize("target", ["2021-preliminary^{commit}", "2021-final^{commit}~1", "HEAD"])
def test_a_moved_tag_is_found(at: At, target: str, kind: tuple[str, ...]) -> None:
    world = at("final")
    right = world.git("rev-parse", "2021-final^{commit}")
    world.write({"README.md": "x"})
    world.commit()
    to = world.git("rev-parse", target)
    world.git("tag", "--force", *kind, "2021-final", to)
    result = world.verify("final")
    assert told(result) == [("record-tag", FINAL)]
    message = words(result, "record-tag")
    assert message == f"Nhãn 2021-final ở commit {to[:10]}, nhưng bản ghi được nhận ở commit {right[:10]}"


def test_a_tag_on_something_that_is_no_commit_is_found(at: At) -> None:
    world = at("final")
    world.git("tag", "--force", "2021-final", world.git("rev-parse", f"HEAD:{FINAL}"))
    assert told(world.verify("final")) == [("record-tag", FINAL)]


def test_a_light_tag_at_the_right_commit_marks_it_as_well(at: At) -> None:
    world = at("final")
    world.git("tag", "--force", "2021-final", "2021-final^{commit}")
    assert world.verify("final").findings == ()


def test_a_missing_tag_is_told_and_no_fault(at: At) -> None:
    world = at("final")
    world.git("tag", "--delete", "2021-final")
    world.git("branch", "2021-final", "HEAD~1")
    assert told(world.verify("final")) == []
    assert notices(world.verify("final")) == ["record-tag-missing"]


def test_a_record_that_was_not_received_is_told_and_no_fault(at: At) -> None:
    world = at("final")
    world.git("tag", "--delete", "2021-final")
    world.git("reset", "--quiet", "--soft", "HEAD~1")
    assert told(world.verify("final")) == []
    assert notices(world.verify("final")) == ["record-not-received"]


def test_a_tag_without_its_record_in_the_main_line_is_found(at: At) -> None:
    world = at("final")
    world.git("reset", "--quiet", "--soft", "HEAD~1")
    assert told(world.verify("final")) == [("record-tag", FINAL)]


def test_a_rewritten_history_is_found(at: At) -> None:
    world = at("final")
    gone = world.record("final").revision
    world.git("checkout", "--quiet", "--orphan", "new")
    world.commit("Tất cả từ đầu")
    result = world.verify("final")
    assert told(result) == [("record-revision", FINAL), ("record-tag", FINAL)]
    assert words(result, "record-revision") == (
        f"Nhánh chính không còn đi qua commit {gone} mà bản ghi dựa vào: lịch sử đã bị viết lại"
    )
    world.git("tag", "--delete", "2021-final", "2021-preliminary")
    world.git("branch", "--delete", "--force", "main")
    world.git("reflog", "expire", "--expire=now", "--all")
    world.git("gc", "--quiet", "--prune=now")
    result = world.verify("final")
    assert told(result) == [("record-revision", FINAL)]
    assert words(result, "record-revision") == f"Kho không có commit {gone} mà bản ghi dựa vào"


def test_a_commit_that_was_amended_below_the_record_is_found(at: At) -> None:
    world = at("final")
    world.git("reset", "--quiet", "--soft", "HEAD~2")
    world.commit("Biên bản và công bố trong một commit")
    assert told(world.verify("final")) == [("record-revision", FINAL), ("record-tag", FINAL)]


def test_the_end_of_a_history_says_that_it_is_only_that(at: At, tmp_path: Path) -> None:
    world = at("final")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{world.folder}", "short")
    result = World(tmp_path / "short").verify("final")
    assert told(result)[0] == ("record-revision", FINAL)
    assert {code for code, _ in told(result)} <= {"record-revision", "record-result"}
    assert words(result, "record-revision").startswith("Bản sao này chỉ có phần cuối của lịch sử")


def test_a_clone_without_contents_says_so_and_fetches_nothing(at: At, run: Run, tmp_path: Path) -> None:
    world = at("final")
    world.git("config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", f"file://{world.folder}", "thin")
    thin = World(tmp_path / "thin")
    # What was checked out is there, and the final result rests on it; the preliminary one on a file that has changed.
    assert told(thin.verify("final")) == []
    ran = run(thin, "verify", "2021", "preliminary")
    assert ran.code == FINDINGS
    assert "kho thiếu nội dung mà bản ghi dựa vào" in ran.out


def test_a_lost_content_is_told(at: At) -> None:
    world = at("final")
    blob = world.record("final").inputs[TOWN]
    place = world.folder / ".git" / "objects" / blob[:2] / blob[2:]
    place.unlink()
    result = world.verify("final")
    assert told(result) == [("record-result", FINAL)]
    assert words(result, "record-result").startswith("Không tính lại được: kho thiếu nội dung mà bản ghi dựa vào")


# Later editions ------------------------------------------------------------------------


def test_a_later_edition_that_forgets_an_amendment_is_found(at: At) -> None:
    world = at("final-2")
    world.write({AMENDMENT.replace("01", "02"): SECOND_DECISION})
    world.commit()
    world.publish("final", "2022-03-10")
    path = record_path("2021", "final-3")
    data = resealed(world.path(record_path("2021", "final-2")).read_bytes(), b'"final-2"', b'"final-3"')
    world.write({path: data})
    assert ("record-order", path) in told(world.verify("final-3"))


def test_all_editions_hold_together(at: At) -> None:
    world = at("final-2")
    world.write({AMENDMENT.replace("01", "02"): SECOND_DECISION})
    world.commit()
    world.publish("final", "2022-03-10")
    for edition in ("preliminary", "final", "final-2", "final-3"):
        assert world.verify(edition).findings == ()
