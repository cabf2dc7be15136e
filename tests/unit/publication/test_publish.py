"""Publishing: what refuses it, what a reason does, and that nothing is written on a refusal."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from minhbach.commands import publish as publish_command
from minhbach.commands.common import CLEAN, FINDINGS, USAGE
from minhbach.model.chain import Origin
from minhbach.model.record import Blocker
from minhbach.reading.published import record_path
from tests.unit.publication.conftest import At, Run
from tests.unit.publication.world import (
    AGREED,
    AMENDED_DAY,
    AMENDMENT,
    CALENDAR,
    DECISION,
    FINAL_DAY,
    MINUTES,
    OTHER_WARD,
    PRELIMINARY_DAY,
    RECEIPTS,
    REGISTER,
    REVIEW,
    SECOND_DECISION,
    TOWN,
    WARD,
    Ran,
    World,
    supplement,
)

QUESTION = 'questions: [{{id: Q7, figure: computers, asked: 2021-12-03, question: "Vì sao?", state: {}}}]\n'
EXPLAINED = 'explanations:\n  Q7: {text: "Đúng như vậy"}\n'


def publish(run: Run, world: World, milestone: str = "preliminary", day: str = PRELIMINARY_DAY, *words: str) -> Ran:
    return run(world, "publish", "2021", milestone, "--date", day, *words)


def refused(run: Run, world: World, milestone: str = "preliminary", day: str = PRELIMINARY_DAY, *words: str) -> str:
    """What a refusal with findings says; nothing may have been written."""
    before = world.files()
    ran = publish(run, world, milestone, day, *words)
    assert (ran.code, ran.err) == (FINDINGS, "")
    assert world.files() == before
    return ran.out


def misused(run: Run, world: World, milestone: str = "preliminary", day: str = PRELIMINARY_DAY, *words: str) -> str:
    """What wrong use is told; nothing may have been written."""
    before = world.files()
    ran = publish(run, world, milestone, day, *words)
    assert (ran.code, ran.out) == (USAGE, "")
    assert world.files() == before
    return ran.err


# What stands against it -----------------------------------------------------------


def not_approved(world: World) -> None:
    world.edit(RECEIPTS, ', received: "2021-11-19T16:20", approved: "2021-11-24"}', ', received: "2021-11-19T16:20"}')


def faulty(world: World) -> None:
    world.edit(WARD, "  computers: 20\n", "  computers: -20\n")


def asked(world: World) -> None:
    world.write({REVIEW: QUESTION.format("open")})


def explained(world: World) -> None:
    world.write({REVIEW: QUESTION.format("open"), WARD: world.read(WARD) + EXPLAINED})


def to_inspection(world: World) -> None:
    world.write({REVIEW: QUESTION.format("to_inspection"), WARD: world.read(WARD) + EXPLAINED})


OPEN: dict[Callable[[World], None], tuple[str, str, str]] = {
    not_approved: ("unapproved", "02008", "02008 Số liệu của Phường Cầu Mây chưa được duyệt"),
    faulty: ("error", "02005", f"02005 {WARD}:12: "),
    asked: ("question", "02005", "02005 Câu hỏi Q7 với Phường Bến Đò: chưa có giải trình"),
    explained: ("question", "02005", "02005 Câu hỏi Q7 với Phường Bến Đò: đã giải trình, chưa kết luận"),
    to_inspection: ("question", "02005", "02005 Câu hỏi Q7 với Phường Bến Đò: chuyển kiểm tra, chưa có biên bản"),
}


@pytest.mark.parametrize("change", OPEN, ids=lambda change: change.__name__)
@pytest.mark.parametrize("milestone", ["preliminary", "final"])
def test_what_is_open_refuses_and_is_named(at: At, run: Run, change: Callable[[World], None], milestone: str) -> None:
    world = at("reported")
    change(world)
    world.commit()
    said = refused(run, world, milestone, FINAL_DAY)
    assert said.startswith(f"Chưa công bố «{milestone}»: còn 1 vướng mắc.\n")
    assert f"  {OPEN[change][2]}" in said
    english = refused(run, world, milestone, FINAL_DAY, "--lang", "en")
    assert english.startswith(f"“{milestone}” is not published: 1 things stand against it.\n")


@pytest.mark.parametrize("change", OPEN, ids=lambda change: change.__name__)
def test_a_reason_publishes_and_stands_in_the_record_with_what_was_open(
    at: At, run: Run, change: Callable[[World], None]
) -> None:
    world = at("reported")
    change(world)
    world.commit()
    ran = publish(run, world, "preliminary", PRELIMINARY_DAY, "--reason", "  Kịp tiến độ của kế hoạch ")
    assert ran.code == CLEAN
    assert "Công bố kèm lý do: Kịp tiến độ của kế hoạch" in ran.out
    record = world.record("preliminary")
    assert record.reason == "Kịp tiến độ của kế hoạch"
    assert [(item.kind, item.unit) for item in record.blockers] == [OPEN[change][:2]]
    assert OPEN[change][2].partition(" ")[2] in record.blockers[0].text


@pytest.mark.parametrize("state", ["accepted"])
def test_a_question_that_is_settled_holds_nothing_up(at: At, run: Run, state: str) -> None:
    world = at("reported")
    world.write({REVIEW: QUESTION.format(state)})
    world.commit()
    assert publish(run, world).code == CLEAN


def test_an_inspected_question_holds_nothing_up(at: At, run: Run) -> None:
    world = at("reported")
    to_inspection(world)
    world.write({MINUTES: AGREED})
    world.commit()
    assert publish(run, world).code == CLEAN


def test_who_is_exempt_or_handed_in_nothing_holds_nothing_up(at: At, run: Run) -> None:
    world = at("reported")
    world.write({OTHER_WARD: None})
    world.edit(RECEIPTS, '  - {unit: "02008", received: "2021-11-19T16:20", approved: "2021-11-24"}\n', "")
    world.commit()
    assert publish(run, world).code == CLEAN
    record = world.record("preliminary")
    assert record.units["02008"].status == "not_submitted"
    assert record.units["02020"].status == "not_assessed"
    assert record.units["02008"].places == {}


def test_a_reason_without_anything_open_is_not_published(at: At, run: Run) -> None:
    world = at("reported")
    assert publish(run, world, "preliminary", PRELIMINARY_DAY, "--reason", "Cho chắc").code == CLEAN
    assert world.record("preliminary").reason is None


@pytest.mark.parametrize("words", ["", "   ", "hai\ndòng", "ẩn\u200b", "đảo\u202e", "\udcff"])
@pytest.mark.parametrize("option", ["--reason", "--decision"])
def test_words_that_nobody_could_read_are_refused(at: At, run: Run, option: str, words: str) -> None:
    said = misused(run, at("reported"), "preliminary", PRELIMINARY_DAY, option, words)
    assert "một dòng chữ, không ký tự ẩn / one line of plain words" in said


# Dates -------------------------------------------------------------------------------

# The windows of the province: report to 25/11, approval to 01/12, review to 15/12, inspection to 20/12, supplements
# from 01/01 to 05/01/2022; the final result not before 10/01/2022.


@pytest.mark.parametrize(
    ("milestone", "day", "open_"),
    [
        ("preliminary", "2021-11-25", ["nhập số liệu", "duyệt số liệu", "rà soát", "kiểm tra"]),
        ("preliminary", "2021-11-26", ["duyệt số liệu", "rà soát", "kiểm tra"]),
        ("preliminary", "2021-12-01", ["duyệt số liệu", "rà soát", "kiểm tra"]),
        ("preliminary", "2021-12-02", ["rà soát", "kiểm tra"]),
        ("preliminary", "2021-12-15", ["rà soát", "kiểm tra"]),
        ("preliminary", "2021-12-16", ["kiểm tra"]),
        ("preliminary", "2021-12-20", ["kiểm tra"]),
        ("preliminary", "2021-12-21", []),
        ("preliminary", "2022-01-03", []),
        ("final", "2021-12-21", ["bổ sung, điều chỉnh"]),
        ("final", "2022-01-05", ["bổ sung, điều chỉnh"]),
        ("final", "2022-01-06", []),
    ],
)
def test_a_window_is_over_on_the_day_after_its_last(
    at: At, run: Run, milestone: str, day: str, open_: list[str]
) -> None:
    world = at("reported")
    world.edit(CALENDAR, "publish_from: 2022-01-10, ", "")
    world.commit()
    if not open_:
        assert publish(run, world, milestone, day).code == CLEAN
        return
    found = re.findall(r"  Thời gian (.*) đến hết ngày \d\d/\d\d/\d{4} chưa hết", refused(run, world, milestone, day))
    assert found == open_


@pytest.mark.parametrize(("day", "early"), [("2022-01-09", True), ("2022-01-10", False)])
def test_the_plan_names_the_first_day(at: At, run: Run, day: str, *, early: bool) -> None:
    world = at("reported")
    if early:
        said = refused(run, world, "final", day)
        assert "Chưa đến ngày công bố (1)" in said
        assert "  Kế hoạch của đợt cho công bố từ ngày 10/01/2022" in said
    else:
        assert publish(run, world, "final", day).code == CLEAN


def test_an_extension_holds_nobody_up(at: At, run: Run) -> None:
    world = at("reported")
    world.edit(
        CALENDAR,
        "report: {from: 2021-11-16, to: 2021-11-25}",
        "report: {from: 2021-11-16, to: 2021-11-25, grace_to: 2021-12-30}",
    )
    world.commit()
    assert publish(run, world).code == CLEAN


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        ("2021-12-20T16:59:59+00:00", "Asia/Ho_Chi_Minh", "2021-12-20"),
        ("2021-12-20T17:00:00+00:00", "Asia/Ho_Chi_Minh", "2021-12-21"),
        ("2021-12-20T22:59:59+00:00", "Europe/Berlin", "2021-12-20"),
        ("2021-12-20T23:00:00+00:00", "Europe/Berlin", "2021-12-21"),
        ("2021-12-21T09:59:59+00:00", "Pacific/Honolulu", "2021-12-20"),
        ("2021-12-21T10:00:00+00:00", "Pacific/Honolulu", "2021-12-21"),
    ],
)
def test_today_is_the_day_of_the_round(
    at: At, run: Run, monkeypatch: pytest.MonkeyPatch, now: str, zone: str, day: str
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: ZoneInfo | None = None) -> datetime:  # type: ignore[override]  # only what is called
            return datetime.fromisoformat(now).astimezone(tz)

    monkeypatch.setattr(publish_command, "datetime", Clock)
    world = at("reported")
    world.edit(CALENDAR, "timezone: Asia/Ho_Chi_Minh", f"timezone: {zone}")
    world.commit()
    ran = run(world, "publish", "2021", "preliminary")
    assert ran.code == (CLEAN if day == "2021-12-21" else FINDINGS)
    if ran.code == CLEAN:
        assert world.record("preliminary").published.isoformat() == day


@pytest.mark.parametrize("day", ["24/12/2021", "2021-13-01", "x"])
def test_a_day_that_is_none_is_refused(at: At, run: Run, day: str) -> None:
    assert "YYYY-MM-DD, ví dụ / for example 2020-01-15" in misused(run, at("reported"), "preliminary", day)


# What has to be in order before -----------------------------------------------------------


def test_inputs_that_are_not_committed_refuse(at: At, run: Run) -> None:
    world = at("reported")
    world.edit(WARD, "trained: 18", "trained: 19")
    world.write({AMENDMENT: DECISION, REVIEW: QUESTION.format("accepted"), OTHER_WARD: None})
    said = misused(run, world)
    assert f"3 tệp khác với commit mới nhất: {REVIEW}, {WARD}, {OTHER_WARD}." in said.replace("\n", "")
    assert "4 tệp khác với commit mới nhất" in misused(run, world, "final", FINAL_DAY)


def test_what_is_no_input_may_lie_there_uncommitted(at: At, run: Run) -> None:
    world = at("reported")
    world.write(
        {"README.md": "x", "submissions/2021/accounts.yaml": world.read("submissions/2021/accounts.yaml") + "# x\n"}
    )
    assert publish(run, world).code == CLEAN


def test_an_input_that_became_a_link_refuses(at: At, run: Run) -> None:
    world = at("reported")
    world.path(WARD).rename(world.folder / "elsewhere.yaml")
    world.path(WARD).symlink_to(world.folder / "elsewhere.yaml")
    assert f"1 tệp khác với commit mới nhất: {WARD}" in misused(run, world)
    world.commit()
    assert "không phải tệp thường hoặc quá lớn" in misused(run, world)


@pytest.mark.parametrize(
    ("round_id", "said"), [("2019", "không có đợt «2019» đọc được"), ("../2021", "không có đợt «../2021» đọc được")]
)
def test_a_round_that_is_not_there_refuses(at: At, run: Run, round_id: str, said: str) -> None:
    ran = run(at("reported"), "publish", round_id, "preliminary", "--date", PRELIMINARY_DAY)
    assert ran.code == USAGE
    assert said in ran.err


def test_a_repository_without_a_commit_refuses(at: At, run: Run) -> None:
    world = at("reported")
    shutil.rmtree(world.folder / ".git")
    assert "không phải gốc của một kho git" in misused(run, world)
    world.git("init", "--quiet")
    assert "Kho git chưa có commit nào" in misused(run, world)


# Once, and again only by an amendment ----------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "milestone"), [("preliminary", "preliminary"), ("final", "final"), ("final", "preliminary")]
)
def test_what_was_published_is_not_published_again(at: At, run: Run, stage: str, milestone: str) -> None:
    said = misused(run, at(stage), milestone, AMENDED_DAY, "--reason", "Sửa lại")
    assert f"«{milestone}» đã công bố ngày" in said
    assert "không bao giờ bị ghi đè" in said


def test_it_is_not_published_again_before_it_is_committed(at: At, run: Run) -> None:
    world = at("reported")
    assert publish(run, world).code == CLEAN
    first = world.files()
    # The commit knows nothing of the record yet, and the same again is the same.
    assert publish(run, world).code == CLEAN
    assert world.files() == first


def test_another_record_is_not_written_over_one_that_is_not_committed(at: At, run: Run) -> None:
    world = at("reported")
    assert publish(run, world).code == CLEAN
    said = misused(run, world, "preliminary", PRELIMINARY_DAY, "--decision", "QĐ khác")
    assert f"{record_path('2021', 'preliminary')} đã có" in said


def test_an_amendment_makes_the_next_edition_and_leaves_the_first(at: At, run: Run) -> None:
    world = at("final")
    first = world.path(record_path("2021", "final")).read_bytes()
    world.write({AMENDMENT: DECISION})
    assert "ghi vào kho (git commit), rồi công bố lại" in misused(run, world, "final", AMENDED_DAY)
    world.commit()
    ran = publish(run, world, "final", AMENDED_DAY)
    assert ran.code == CLEAN
    assert "So với «final»: 1 số liệu đổi" in ran.out
    assert world.path(record_path("2021", "final")).read_bytes() == first
    chain = world.record("final-2").units["02005"].chains["trained"]
    assert [(link.origin, link.answer.value) for link in chain.links] == [
        (Origin.REPORTED, 18),
        (Origin.SETTLED, 17),
        (Origin.AMENDED, 16),
    ]
    assert chain.links[-1].by == "Quyết định số 102/QĐ-UBND ngày 15/02/2022 (giả định)"
    assert "đã công bố ngày" in misused(run, world, "preliminary", AMENDED_DAY)
    world.commit()
    assert "«final-2» đã công bố ngày 20/02/2022" in misused(run, world, "final", AMENDED_DAY)


def test_an_amendment_of_what_was_never_published_refuses(at: At, run: Run) -> None:
    world = at("final")
    world.write({AMENDMENT: DECISION.replace("old: 17", "old: 18")})
    world.commit()
    said = refused(run, world, "final", AMENDED_DAY)
    assert "quyết định ghi giá trị cũ 18, giá trị đang tính điểm là 17" in said


def test_after_the_final_result_only_amendments_change_anything(at: At, run: Run) -> None:
    world = at("final")
    world.write({AMENDMENT: DECISION})
    world.edit(TOWN, "computers: 88", "computers: 89")
    world.commit()
    said = misused(run, world, "final", AMENDED_DAY, "--reason", "Nhân tiện")
    assert f"1 tệp làm nên «final» đã bị sửa sau khi công bố, trong đó có {TOWN}" in said
    assert "Trả lại như cũ (chạy: minhbach verify 2021 final)" in said


def test_a_published_figure_that_was_rewritten_stands_against_the_final_result(at: At, run: Run) -> None:
    world = at("preliminary")
    world.edit(WARD, "trained: 18", "trained: 19")
    world.commit()
    assert "Số liệu đã công bố bị sửa ngay trong tệp: trained" in refused(run, world, "final", FINAL_DAY)


def test_what_the_final_result_was_published_with_does_not_stand_against_its_amendment(at: At, run: Run) -> None:
    world = at("reported")
    asked(world)
    world.commit()
    world.publish("final", FINAL_DAY, "--reason", "Kịp tiến độ")
    world.write({AMENDMENT: DECISION.replace("old: 17", "old: 18")})
    world.commit()
    assert publish(run, world, "final", AMENDED_DAY).code == CLEAN
    assert world.record("final-2").blockers == ()


def test_another_fault_stands_against_an_amendment_whatever_was_open_before(at: At, run: Run) -> None:
    world = at("reported")
    world.write({AMENDMENT: DECISION.replace("old: 17", "old: 19")})
    world.commit()
    world.publish("final", FINAL_DAY, "--reason", "Kịp tiến độ")
    assert [item.kind for item in world.record("final").blockers] == ["error"]
    world.write({AMENDMENT.replace("01", "02"): SECOND_DECISION.replace("old: 16", "old: 20")})
    world.commit()
    assert "giá trị cũ 20, giá trị đang tính điểm là 16" in refused(run, world, "final", AMENDED_DAY)


# What is written -------------------------------------------------------------------------------


def test_a_look_writes_nothing(at: At, run: Run) -> None:
    world = at("reported")
    before = world.files()
    ran = publish(run, world, "preliminary", PRELIMINARY_DAY, "--dry-run")
    assert ran.code == CLEAN
    assert "Chỉ xem, chưa ghi: submissions/2021/published/preliminary.json" in ran.out
    assert world.files() == before


def test_a_record_says_what_it_rests_on(at: At, run: Run) -> None:
    world = at("reported")
    ran = publish(run, world, "preliminary", PRELIMINARY_DAY, "--decision", "Quyết định số 9")
    record, data = world.record("preliminary"), world.path(record_path("2021", "preliminary")).read_bytes()
    assert f"SHA-256: {hashlib.sha256(data).hexdigest()}" in ran.out
    assert record.revision == world.git("rev-parse", "HEAD")
    assert (record.decision, record.reason, record.blockers) == ("Quyết định số 9", None, ())
    assert record.figures_as_of.isoformat() == "2021-11-15"
    listed = world.git("ls-tree", "-r", "--format=%(path) %(objectname)", "HEAD").splitlines()
    folders = ("criteria/", "submissions/2020/", "submissions/2021/")
    wanted = dict(line.split() for line in listed if line.startswith(folders) and "accounts" not in line)
    assert dict(record.inputs) == wanted


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "TZ": "America/New_York", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "4711", "COLUMNS": "20"},
    ],
)
def test_the_same_commit_day_and_words_give_the_same_bytes(
    at: At, run: Run, tmp_path: Path, environment: dict[str, str]
) -> None:
    world = at("reported")
    words = ["publish", "2021", "preliminary", "--date", PRELIMINARY_DAY, "--decision", "Quyết định số 9"]
    other = shutil.copytree(world.folder, tmp_path / "thư mục khác")
    command = [sys.executable, "-m", "minhbach", "--root", str(other), *words]
    kept = {"PATH": os.environ["PATH"]}
    done = subprocess.run(command, env={**kept, **environment}, capture_output=True, check=False, cwd="/")
    assert done.returncode == CLEAN, done.stderr.decode()
    assert run(world, *words).code == CLEAN
    path = record_path("2021", "preliminary")
    assert (other / path).read_bytes() == world.path(path).read_bytes()


# Tags --------------------------------------------------------------------------------------------


def test_a_tag_marks_the_commit_that_received_the_record(at: At, run: Run) -> None:
    world = at("reported")
    assert publish(run, world, "preliminary", PRELIMINARY_DAY, "--decision", "Quyết định số 9").code == CLEAN
    ran = run(world, "publish", "2021", "preliminary", "--tag")
    assert ran.code == USAGE
    assert "Nhánh chính chưa có bản ghi preliminary nào của đợt 2021" in ran.err
    commit = world.commit()
    world.write({"README.md": "x"})
    world.commit()
    assert run(world, "publish", "2021", "preliminary", "--tag").out == f"2021-preliminary -> {commit}\n"
    assert world.git("cat-file", "-t", "2021-preliminary") == "tag"
    assert world.git("tag", "--list", "--format=%(subject)", "2021-preliminary") == "Quyết định số 9"
    assert run(world, "publish", "2021", "preliminary", "--tag").code == CLEAN


def test_a_tag_that_is_elsewhere_is_never_moved(at: At, run: Run) -> None:
    world = at("final")
    world.git("tag", "--force", "2021-final", "HEAD~1")
    ran = run(world, "publish", "2021", "final", "--tag")
    assert ran.code == USAGE
    assert "Không dời nhãn: chạy minhbach verify 2021 final" in ran.err
    assert world.git("rev-parse", "2021-final") == world.git("rev-parse", "HEAD~1")


def test_a_tag_without_any_record_refuses(at: At, run: Run) -> None:
    ran = run(at("preliminary"), "publish", "2021", "final", "--tag")
    assert ran.code == USAGE


# Two cut-off dates ---------------------------------------------------------------------------------


def test_a_preliminary_record_knows_no_supplement_and_no_amendment(at: At, run: Run) -> None:
    world = at("reported")
    supplement(world)
    world.commit()
    world.publish("preliminary", PRELIMINARY_DAY)
    world.publish("final", FINAL_DAY)
    preliminary, final = world.record("preliminary"), world.record("final")
    origins = {
        link.origin for unit in preliminary.units.values() for chain in unit.chains.values() for link in chain.links
    }
    assert origins == {Origin.REPORTED, Origin.COMPUTED}
    assert preliminary.units["02008"].chains["trained"].current.value == 9
    assert final.units["02008"].chains["trained"].current.value == 11
    assert not any("amendments" in path for path in preliminary.inputs)


def test_a_computed_figure_stands_with_its_parts(at: At) -> None:
    chain = at("preliminary").record("preliminary").units["060"].chains["ward_sessions"]
    link = chain.link(Origin.COMPUTED)
    assert link is not None
    assert link.parts is not None
    assert sum(int(str(part.value)) for part in link.parts.values()) == link.answer.value
    assert set(link.parts) == {"02005", "02008", "02011"}


@pytest.mark.parametrize("milestone", ["preliminary", "final"])
def test_what_is_shown_later_is_what_was_published(at: At, run: Run, milestone: str) -> None:
    """Minutes, supplements, approvals and amendments that come later change no table of an edition."""
    world = at("final")
    shown = run(world, "score", "2021", "--milestone", milestone, "--rev", f"2021-{milestone}").out
    world.write({AMENDMENT: DECISION})
    world.commit()
    assert run(world, "score", "2021", "--milestone", milestone).out == shown
    world.publish("final", AMENDED_DAY)
    same = run(world, "score", "2021", "--milestone", milestone).out == shown
    assert same is (milestone == "preliminary")


def test_a_unit_that_is_approved_later_does_not_change_a_published_sum(at: At, run: Run) -> None:
    world = at("reported")
    not_approved(world)
    world.commit()
    world.publish("preliminary", PRELIMINARY_DAY, "--reason", "Kịp tiến độ")
    shown = run(world, "score", "2021", "--milestone", "preliminary").out
    world.edit(RECEIPTS, ', received: "2021-11-19T16:20"}', ', received: "2021-11-19T16:20", approved: "2022-01-03"}')
    world.commit()
    assert run(world, "score", "2021", "--milestone", "preliminary").out == shown
    assert world.verify("preliminary").findings == ()


# The site --------------------------------------------------------------------------------------------


def build(run: Run, world: World) -> Ran:
    return run(world, "build")


def test_a_site_that_would_show_other_results_is_not_built(at: At, run: Run) -> None:
    world = at("final")
    site = world.folder / "build" / "site"
    world.write({"build/site/index.html": "trang cũ"})
    world.edit(
        REGISTER, "slug: phuong-cau-may}", 'slug: phuong-cau-may, exempt: {reason: {vi: "Tổ chức lại", en: "R"}}}'
    )
    ran = build(run, world)
    assert ran.code == FINDINGS
    assert f"{record_path('2021', 'final')}: 02008: bản ghi viết foundation 16.6 (2)" in ran.err
    assert "trang web sẽ ghi –" in ran.err
    assert (site / "index.html").read_text() == "trang cũ"


def test_blockers_are_told_in_the_record_as_they_were(at: At, run: Run) -> None:
    world = at("reported")
    not_approved(world)
    world.commit()
    world.publish("preliminary", PRELIMINARY_DAY, "--reason", "Kịp")
    text = "Số liệu của Phường Cầu Mây chưa được duyệt"
    assert world.record("preliminary").blockers == (Blocker(kind="unapproved", unit="02008", text=text),)
