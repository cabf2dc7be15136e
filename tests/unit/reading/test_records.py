"""Reviews, minutes and amendments as typed data. Messages and places stand in tests/cases."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from minhbach.changes import LINK
from minhbach.model.amendment import Amendment, Change
from minhbach.model.inspection import Meeting, Readiness, SettledFigure
from minhbach.model.review import Question, QuestionState
from minhbach.model.submission import MISSING, Answer, Evidence, State
from minhbach.reading.reviews import read_review
from minhbach.reading.structure import own_structure
from minhbach.repository import RoundData
from minhbach.yamlio import read_yaml
from tests.cases.examples import INVALID, VALID, MemoryTree, load_tree, one_round, read_example
from tests.conftest import ROOT
from tests.unit.reading.making import codes

REVIEW = "submissions/2021/reviews/02005.yaml"


def number(value: int | Decimal) -> Answer:
    return Answer(State.VALUE, value)


def loaded(folder: Path) -> RoundData:
    return load_tree(read_example(folder).tree())[0].rounds["2021"]


def test_a_round_without_records_has_none() -> None:
    data = load_tree(MemoryTree(dict(one_round())))[0].rounds["2021"]
    assert (data.reviews, data.inspections, data.amendments, data.records) == ({}, {}, (), ())


def test_questions_are_read_with_their_state() -> None:
    review = loaded(VALID / "reviews").reviews["02005"]
    assert review.questions[0] == Question(
        id="Q1",
        figure="trained",
        asked=date(2021, 12, 3),
        text="Vì sao số người được tập huấn tăng nhanh?",
        state=QuestionState.OPEN,
        rule="trained-fell",
    )
    assert [question.state for question in review.questions] == list(QuestionState)
    assert review.open_figures == {"trained"}


def test_minutes_are_read_whole() -> None:
    minutes = loaded(VALID / "inspection").inspections["02005"]
    assert minutes.meeting == Meeting(
        begins=datetime(2021, 12, 8, 8, 0),  # noqa: DTZ001 - local time of the round
        ends=datetime(2021, 12, 8, 11, 30),  # noqa: DTZ001
        place="Trụ sở UBND phường Bến Đò",
        of_team=("Trưởng đoàn", "Thư ký"),
        of_unit=("Chủ tịch UBND phường",),
    )
    assert minutes.findings == (
        SettledFigure(
            figure="trained",
            reported=number(18),
            verified=number(17),
            settled=number(17),
            reason="Một người chưa có giấy chứng nhận",
            evidence=(Evidence(title="Danh sách tập huấn số 4"),),
        ),
        SettledFigure(
            figure="services",
            reported=number(80),
            verified=Answer(State.NOT_APPLICABLE, reason="Phường không giải quyết thủ tục"),
            settled=number(80),
            reason="Giữ số báo cáo",
        ),
    )
    assert minutes.report.readiness == Readiness(
        infrastructure="Mạng nội bộ ổn định", workforce="18 người đã tập huấn", policy="Có kế hoạch năm"
    )
    assert minutes.report.results.transaction == "72 thủ tục trực tuyến"
    assert minutes.report.assessment.causes == "Chưa bố trí nguồn riêng"
    assert (minutes.agreed, minutes.reservation) == (True, "")
    assert minutes.recommendations_to_unit == ("Lưu giấy chứng nhận tập huấn",)


def test_a_reservation_is_kept() -> None:
    minutes = loaded(VALID / "inspection-not-agreed").inspections["02005"]
    assert (minutes.agreed, minutes.reservation) == (False, "Đơn vị đề nghị giữ số 18")


def test_amendments_stand_in_the_order_of_their_numbers() -> None:
    data = loaded(VALID / "amendments")
    assert [amendment.number for amendment in data.amendments] == ["01", "02"]
    assert data.amendments[0] == Amendment(
        number="01",
        decision="Quyết định số 102/QĐ-UBND ngày 15/02/2022 (giả định)",
        changes=(
            Change(
                unit="02005", figure="trained", old=number(18), new=number(17), reason="Một người được tính hai lần"
            ),
            Change(
                unit="02014",
                figure="outage_hours",
                old=MISSING,
                new=number(Decimal("3.5")),
                reason="Bổ sung theo nhật ký vận hành",
            ),
        ),
    )
    assert len(data.records) == 2


@pytest.mark.parametrize(
    ("example", "kept"),
    [
        ("figure-unknown/amendment", 1),
        ("figure-decimal-comma/amendment", 1),
        ("figure-repeated/amendment", 1),
        ("code-leading-zero/amendment", 1),
        ("amendment-same/number", 2),
    ],
)
def test_a_change_that_cannot_be_understood_is_left_out(example: str, kept: int) -> None:
    assert len(loaded(INVALID / example).amendments[0].changes) == kept


def test_a_figure_that_cannot_be_understood_is_left_out_of_the_minutes() -> None:
    minutes = loaded(INVALID / "figure-grouped/inspection").inspections["02005"]
    assert [settled.figure for settled in minutes.findings] == ["trained"]


def test_findings_about_records_name_the_round_and_no_unit() -> None:
    report = load_tree(read_example(INVALID / "figure-unknown/inspection").tree())[1]
    assert {(item.round, item.unit) for item in report} == {("2021", None)}


# One review ------------------------------------------------------------------


def test_one_review_is_read_alone() -> None:
    tree = read_example(VALID / "reviews").tree()
    data = load_tree(tree)[0].rounds["2021"]
    assert read_review(tree, "2021", "02005", data.register, data.criteria) == (data.reviews["02005"], [])
    assert read_review(tree, "2021", "02008", data.register, data.criteria) == (None, [])
    assert read_review(tree, "2021", "../x", data.register, data.criteria) == (None, [])


def test_a_review_that_is_a_link_is_not_read() -> None:
    tree = MemoryTree({**one_round(), REVIEW: b"/etc/passwd"}, {REVIEW: LINK})
    data = load_tree(tree)[0].rounds["2021"]
    review, findings = read_review(tree, "2021", "02005", data.register, data.criteria)
    assert (review, codes(findings)) == (None, ["file-not-regular"])


def test_a_broken_review_leaves_the_others() -> None:
    tree = read_example(VALID / "reviews").tree()
    tree.files["submissions/2021/reviews/02008.yaml"] = b"questions: [\n"
    dataset, report = load_tree(tree)
    assert set(dataset.rounds["2021"].reviews) == {"02005"}
    assert codes(list(report)) == ["yaml-syntax"]


# What the guide shows --------------------------------------------------------

README = (ROOT / "submissions/README.md").read_text(encoding="utf-8")
SHOWN = {
    "accounts": "accounts:",
    "reviews": "questions:",
    "inspection": "team:",
    "amendment": 'decision: "Quyết định số 102',
}


@pytest.mark.parametrize("schema", SHOWN)
def test_the_guide_shows_what_may_be_written(schema: str) -> None:
    blocks = re.findall(r"(?:^    .*\n)+", README, re.MULTILINE)
    shown = [dedent(block) for block in blocks if dedent(block).startswith(SHOWN[schema])]
    assert len(shown) == 1
    source, findings = read_yaml("README.md", shown[0].encode())
    assert (findings, own_structure(schema).check(source)[1]) == ([], [])
