"""The sample at the end of its round: questions, minutes of every kind, three editions, a sum over villages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from functools import cache

from minhbach.diagnostics import Text
from minhbach.formula import parse_formula
from minhbach.model.amendment import Amendment, Change
from minhbach.model.criteria import CriteriaSet, Criterion, Figure, Kind, Role
from minhbach.model.forms import Count, Operand
from minhbach.model.inspection import (
    Achievement,
    Assessment,
    Inspection,
    Meeting,
    Readiness,
    SettledFigure,
    UnitReport,
)
from minhbach.model.record import Blocker, Record
from minhbach.model.review import Question, QuestionState, Review
from minhbach.model.round import Milestone, Phase
from minhbach.model.submission import MISSING, Answer, Evidence, Explanation, State
from minhbach.reading.published import read_record
from minhbach.recording.document import Imprint, record_bytes, record_document
from minhbach.repository import Dataset, RoundData
from minhbach.results import compute_results
from minhbach.site.source import SiteSource, build_source
from tests.site.sample import CRITERIA, FINDING, HOSTILE, ROUND, make_dataset

DECISION = f"Quyết định số 7/QĐ ngày 20/01/2032 {HOSTILE}"
CORRECTING = "Quyết định số 9/QĐ ngày 28/01/2032"


YES, NO = Answer(State.VALUE, value=True), Answer(State.VALUE, value=False)


def _value(value: int) -> Answer:
    return Answer(State.VALUE, value)


def _criteria() -> CriteriaSet:
    """With a bonus of the towns for a figure that is the sum over their villages."""
    staff = Criterion(
        id="staff",
        number="1.3",
        title=Text("Người làm việc ở các xã"),
        points={"town": Fraction(5)},
        form=Count(operand=Operand(top=parse_formula("village_people")), each=Fraction(1, 10)),
        role=Role.BONUS,
        figures=("village_people",),
    )
    ready, done = CRITERIA.pillars
    wires = ready.sections[0]
    wires = replace(wires, criteria=(*wires.criteria, staff))
    figure = Figure(
        id="village_people",
        kind=Kind.COUNT,
        label=Text("Số người của các xã"),
        unit="người",
        sum_of="villages.people",
        criterion="staff",
    )
    return replace(
        CRITERIA,
        pillars=(replace(ready, sections=(wires,)), done),
        figures={**CRITERIA.figures, "village_people": figure},
    )


def _meeting(day: int) -> Meeting:
    return Meeting(
        begins=datetime.fromisoformat(f"2031-12-{day:02}T08:00"),
        ends=datetime.fromisoformat("2032-01-05T11:30") if day == 9 else datetime.fromisoformat(f"2031-12-{day}T11:30"),
        place=f"Trụ sở đơn vị {HOSTILE}",
        of_team=("Trưởng đoàn", "Thư ký"),
        of_unit=("Chủ tịch UBND", "Công chức văn hóa - xã hội"),
    )


REPORT = UnitReport(
    overview=f"Đơn vị có 25 máy tính {HOSTILE}",
    direction="Đã ban hành kế hoạch năm 2031.",
    readiness=Readiness(
        infrastructure="Mạng nội bộ đã nối.", workforce="01 công chức phụ trách.", policy="Có quy chế."
    ),
    results=Achievement(presence="Có trang thông tin.", interaction="Có hộp thư.", transaction="50 hồ sơ."),
    assessment=Assessment(achieved="Đúng hạn.", difficulties="Thiếu máy.", causes="Thiếu kinh phí."),
    proposals="Cấp thêm máy.",
)

MINUTES = {
    "00903": Inspection(
        unit="00903",
        team="Đoàn kiểm tra số 2",
        decision=f"Quyết định số 5/QĐ-BCĐ {HOSTILE}",
        meeting=_meeting(12),
        findings=(
            SettledFigure(
                figure="online",
                reported=_value(50),
                verified=_value(50),
                settled=_value(50),
                reason="Khớp với sổ theo dõi",
            ),
            SettledFigure(
                figure="machines",
                reported=_value(25),
                verified=_value(8),
                settled=_value(8),
                reason=f"17 máy đã thanh lý {HOSTILE}",
                evidence=(
                    Evidence(title="Biên bản thanh lý", url="https://a.example/1.pdf"),
                    Evidence(title="Sổ tài sản"),
                ),
            ),
        ),
        agreed=True,
        report=REPORT,
        discussion="Hai bên đã cùng đếm máy.",
        conclusions=("Số liệu cơ bản đúng.", "Sửa số máy."),
        recommendations_to_team=("Hỗ trợ phần mềm.",),
        recommendations_to_unit=("Kiểm kê hằng năm.",),
    ),
    "901": Inspection(
        unit="901",
        team="Đoàn kiểm tra số 1",
        decision="Quyết định số 4/QĐ-BCĐ.",
        meeting=_meeting(9),
        findings=(
            SettledFigure(
                figure="machines",
                reported=_value(29),
                verified=_value(20),
                settled=_value(20),
                reason="9 máy hỏng",
            ),
            SettledFigure(
                figure="has_lan",
                reported=NO,
                verified=YES,
                settled=YES,
                reason="Đã có mạng",
            ),
        ),
        agreed=False,
        reservation=f"Các máy hỏng đang sửa {HOSTILE}",
    ),
    "00901": Inspection(
        unit="00901",
        team="Đoàn kiểm tra số 2",
        decision="Quyết định số 5/QĐ-BCĐ",
        meeting=_meeting(13),
        findings=(
            SettledFigure(
                figure="has_lan",
                reported=MISSING,
                verified=YES,
                settled=YES,
                reason="Đơn vị quên trả lời",
            ),
        ),
        agreed=True,
    ),
    "s2": Inspection(
        unit="s2",
        team="Đoàn kiểm tra số 1",
        decision="Quyết định số 4/QĐ-BCĐ",
        meeting=_meeting(16),
        findings=(),
        agreed=True,
    ),
}


def _question(number: int, figure: str, state: QuestionState, rule: str | None = None) -> Question:
    text = f"Số liệu này lớn bất thường {HOSTILE}"
    return Question(id=f"Q{number}", figure=figure, asked=date(2031, 12, 8), text=text, state=state, rule=rule)


REVIEWS = {
    "s1": Review(unit="s1", questions=(_question(1, "files", QuestionState.ANSWERED),)),
    "00901": Review(unit="00901", questions=(_question(1, "machines", QuestionState.ACCEPTED),)),
    "00902": Review(
        unit="00902",
        questions=(_question(1, "files", QuestionState.OPEN), _question(2, "people", QuestionState.TO_INSPECTION)),
    ),
    "00903": Review(unit="00903", questions=(_question(1, "machines", QuestionState.TO_INSPECTION),)),
}

AMENDMENT = Amendment(
    number="01",
    decision=CORRECTING,
    changes=(
        Change(unit="00902", figure="machines", old=_value(0), new=_value(3), reason=f"Bỏ sót một cột {HOSTILE}"),
    ),
)

BLOCKERS = (
    Blocker(kind="question", unit="00902", text="Câu hỏi Q1 với Thị trấn Chợ Rã: chưa có giải trình"),
    Blocker(kind="window", unit=None, text="Thời gian rà soát chưa hết"),
)


def _data(phase: Phase) -> RoundData:
    data = make_dataset(phase).rounds[ROUND]
    submissions = dict(data.submissions)
    submissions["00901"] = replace(
        submissions["00901"],
        explanations={
            "Q1": Explanation(text=f"Máy mới mua {HOSTILE}", evidence=(Evidence(title="Hóa đơn số 3"),)),
            "machines-within-people": Explanation(text="Đã nói với huyện"),
        },
    )
    submissions["900"] = replace(
        submissions["900"], answers={**submissions["900"].answers, "village_people": _value(25)}
    )
    receipts = dict(data.receipts)
    receipts["00902"] = replace(receipts["00902"], approved=None)
    return replace(
        data, criteria=_criteria(), submissions=submissions, receipts=receipts, reviews=REVIEWS, inspections=MINUTES
    )


def _dataset(data: RoundData) -> Dataset:
    return Dataset(sets={data.criteria.id: data.criteria}, rounds={ROUND: data})


def _publish(data: RoundData, edition: str, milestone: Milestone, published: date) -> tuple[bytes, Record]:
    imprint = Imprint(
        edition=edition,
        published=published,
        decision=None if milestone is Milestone.PRELIMINARY else CORRECTING if edition == "final-2" else DECISION,
        reason=f"Không thể chờ thêm {HOSTILE}" if edition == "preliminary" else None,
        blockers=BLOCKERS if edition == "preliminary" else (),
        revision="0123456789abcdef0123456789abcdef01234567",
        engine_version="1.0",
        inputs={f"submissions/{ROUND}/round.yaml": "1" * 40},
    )
    written = record_bytes(record_document(compute_results(_dataset(data), ROUND, milestone), imprint))
    return written, read_record(written, ROUND, edition)


@cache
def editions() -> dict[str, tuple[bytes, Record]]:
    """What was published in turn, and the minutes that were agreed last counted from the final edition on."""
    data = _data(Phase.AMENDED)
    early = replace(data, inspections={code: item for code, item in MINUTES.items() if code != "00901"})
    return {
        "preliminary": _publish(early, "preliminary", Milestone.PRELIMINARY, date(2031, 12, 30)),
        "final": _publish(data, "final", Milestone.FINAL, date(2032, 1, 20)),
        "final-2": _publish(replace(data, amendments=(AMENDMENT,)), "final-2", Milestone.FINAL, date(2032, 1, 28)),
    }


def make_late(phase: Phase = Phase.AMENDED, newest: str = "final-2") -> SiteSource:
    """The round with every edition up to `newest`; with an empty name nothing was published."""
    names = list(editions())
    kept = names[: names.index(newest) + 1] if newest else []
    data = replace(
        _data(phase),
        published={name: editions()[name][1] for name in kept},
        amendments=(AMENDMENT,) if newest == "final-2" else (),
    )
    files = {ROUND: {name: editions()[name][0] for name in kept}}
    return build_source(_dataset(data), (FINDING,), None, files)
