"""An own entry of a sum: held against the approved units below, at the cut-off date that it is about; never asked."""

from __future__ import annotations

from dataclasses import replace

from minhbach.checks.completeness import figures_are_answered
from minhbach.checks.sums import own_sums_agree
from minhbach.diagnostics import Severity
from minhbach.model.submission import Answer, State, Submission, Supplement
from minhbach.repository import RoundData
from minhbach.yamlio import read_yaml
from tests.site.sample import CRITERIA, ROUND, make_dataset

TOWN, FIRST, SECOND = "900", "00901", "00902"
SUMMED = replace(
    CRITERIA, figures={**CRITERIA.figures, "files": replace(CRITERIA.figures["files"], sum_of="villages.online")}
)


def submission(code: str, supplement: dict[str, int] | None = None, **answers: int) -> Submission:
    typed = "".join(f"  {name}: {value}\n" for name, value in answers.items())
    source, _ = read_yaml(f"{code}.yaml", f"figures:\n{typed or '  {}'}\n".encode())
    changes = {
        name: Supplement(answer=Answer(State.VALUE, value), reason="bổ sung")
        for name, value in (supplement or {}).items()
    }
    return Submission(
        unit=code,
        source=source,
        answers={name: Answer(State.VALUE, value) for name, value in answers.items()},
        supplement=changes,
    )


def data(*items: Submission) -> RoundData:
    return replace(
        make_dataset().rounds[ROUND],
        criteria=SUMMED,
        submissions={item.unit: item for item in items},
        receipts={},
        inspections={},
        amendments=(),
    )


def told(*items: Submission) -> list[str]:
    return [item.message.vi for item in own_sums_agree(data(*items))]


def test_the_same_number_or_none_is_fine() -> None:
    below = submission(FIRST, online=30), submission(SECOND, online=12)
    assert told(submission(TOWN, files=42), *below) == []
    assert told(submission(TOWN, people=3), *below) == []


def test_another_number_is_a_query_that_tells_both() -> None:
    (found,) = own_sums_agree(
        data(submission(TOWN, files=1050), submission(FIRST, online=1000), submission(SECOND, online=12))
    )
    assert found.severity is Severity.QUERY
    assert found.message.vi == "«Số hồ sơ»: ghi 1.050, tổng của cả 2 đơn vị cấp dưới là 1.012"
    assert found.message.en == "“Số hồ sơ”: 1,050 is entered, the sum of all 2 units below is 1,012"
    assert (found.unit, found.figure, found.location.line) == (TOWN, "files", 2)


def test_units_that_are_not_in_the_sum_yet_are_counted() -> None:
    assert told(submission(TOWN, files=42), submission(FIRST, online=30)) == [
        "«Số hồ sơ»: ghi 42, tổng của 1 đơn vị cấp dưới đã duyệt là 30; còn 1 đơn vị chưa có trong tổng"
    ]


def test_with_nothing_below_there_is_nothing_to_hold_it_against() -> None:
    assert told(submission(TOWN, files=42)) == []
    assert told(submission(TOWN, files=42), submission(FIRST, people=3)) == []


def test_what_was_reported_stands_against_the_first_date_and_a_supplement_against_the_second() -> None:
    below = submission(FIRST, {"online": 31}, online=30), submission(SECOND, online=12)
    assert told(submission(TOWN, files=42), *below) == []
    assert told(submission(TOWN, {"files": 43}, files=42), *below) == []
    assert told(submission(TOWN, {"files": 44}, files=42), *below) == [
        "«Số hồ sơ»: ghi 44, tổng của cả 2 đơn vị cấp dưới là 43"
    ]


def test_a_sum_is_never_asked() -> None:
    missing = {item.figure for item in figures_are_answered(data(submission(TOWN, people=3))) if item.unit == TOWN}
    assert "files" not in missing
    assert {"machines", "online"} <= missing
