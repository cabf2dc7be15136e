"""The edges of the checks of minutes that the example folders do not reach."""

from __future__ import annotations

import re

import pytest

from minhbach.diagnostics import Severity
from minhbach.model.outline import PARTS, OutlinePart
from tests.cases.examples import ROUND_FILE, one_round
from tests.unit.review.province import MINUTES, WARD, WHOLE_MINUTES, read_all, ward

HELD = "held: {from: 2021-12-08T08:00, to: 2021-12-08T11:30"


def found(minutes: str) -> list[tuple[str, int]]:
    """The findings in the minutes: code and line."""
    _, report = read_all({MINUTES: minutes})
    return [(item.code, item.location.line) for item in report if item.location.path == MINUTES]


@pytest.mark.parametrize(
    ("begins", "ends", "inside"),
    [
        ("2021-12-02T00:00", "2021-12-02T08:00", True),
        ("2021-12-01T23:59", "2021-12-02T08:00", False),
        ("2021-12-20T20:00", "2021-12-20T23:59", True),
        ("2021-12-20T20:00", "2021-12-21T00:00", False),
    ],
)
def test_the_window_ends_at_local_midnight(begins: str, ends: str, inside: bool) -> None:  # noqa: FBT001 - given by name
    minutes = WHOLE_MINUTES.replace(HELD, f"held: {{from: {begins}, to: {ends}")
    assert found(minutes) == ([] if inside else [("inspection-window", 3)])


def test_an_extension_counts_and_a_round_may_have_no_window() -> None:
    late = WHOLE_MINUTES.replace("2021-12-08T", "2021-12-22T")
    text = one_round()[ROUND_FILE].decode()
    window = "  inspection: {from: 2021-12-02, to: 2021-12-20}\n"
    assert found(late) == [("inspection-window", 3)]
    longer = text.replace(window, window.replace("}", ", grace_to: 2021-12-22}"))
    assert read_codes(late, longer) == []
    assert read_codes(late, text.replace(window, "")) == []


def read_codes(minutes: str, round_file: str) -> list[str]:
    _, report = read_all({MINUTES: minutes, ROUND_FILE: round_file})
    return [item.code for item in report if item.location.path == MINUTES]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.path)
def test_every_part_of_the_outline_is_missed(part: OutlinePart) -> None:
    key = part.keys[-1]
    lines = WHOLE_MINUTES.splitlines(keepends=True)
    whole = "".join(line for line in lines if not line.startswith(f"  {key}: "))
    shorter = whole if whole != WHOLE_MINUTES else _without(key)
    _, report = read_all({MINUTES: shorter})
    (finding,) = [item for item in report if item.location.path == MINUTES]
    assert (finding.code, finding.allowed) == ("inspection-outline", part.path)


def _without(key: str) -> str:
    return re.sub(rf'(, )?{key}: "[^"]*"(, )?', lambda found: (found[1] or "") and (found[2] or ""), WHOLE_MINUTES)


def test_a_rule_that_the_report_broke_already_is_not_told_again() -> None:
    reported = ward(("  trained: 18\n", "  trained: 21\n"))
    minutes = WHOLE_MINUTES.replace(
        "reported: 18, verified: 17, settled: 17", "reported: 21, verified: 22, settled: 22"
    )
    assert read_severities({MINUTES: minutes, WARD: reported}) == []


def test_a_broken_rule_is_as_severe_as_it_is_for_the_unit() -> None:
    for settled, severity in ((21, Severity.ERROR), (0, Severity.QUERY)):
        minutes = WHOLE_MINUTES.replace("verified: 17, settled: 17", f"verified: 17, settled: {settled}")
        assert read_severities({MINUTES: minutes}) == [severity]


def test_a_correction_downwards_is_no_fall_of_a_running_total() -> None:
    """The rule `trained >= reported.trained` is about supplements."""
    minutes = WHOLE_MINUTES.replace("verified: 17, settled: 17", "verified: 5, settled: 5")
    assert read_severities({MINUTES: minutes}) == []


def test_figures_settled_together_are_judged_together() -> None:
    line = '  - {figure: staff, reported: 20, verified: 22, settled: 22, reason: "Hai người mới"}\n'
    minutes = WHOLE_MINUTES.replace("verified: 17, settled: 17", "verified: 21, settled: 21")
    assert read_severities({MINUTES: minutes}) == [Severity.ERROR]
    assert read_severities({MINUTES: minutes.replace("findings:\n", f"findings:\n{line}")}) == []


def test_a_supplement_equal_to_what_was_settled_is_no_question() -> None:
    for value, codes in ((17, []), (19, ["inspection-supplement"])):
        supplement = f'supplement:\n  trained: {{value: {value}, reason: "Đếm lại"}}\nevidence:\n'
        _, report = read_all({MINUTES: WHOLE_MINUTES, WARD: ward(("evidence:\n", supplement))})
        assert [item.code for item in report if item.location.path == MINUTES] == codes


def test_a_supplement_stands_where_the_unit_did_not_agree() -> None:
    minutes = WHOLE_MINUTES.replace("agreed: true", 'reservation: "Giữ số 18"\nagreed: false')
    supplement = 'supplement:\n  trained: {value: 19, reason: "Đếm lại"}\nevidence:\n'
    _, report = read_all({MINUTES: minutes, WARD: ward(("evidence:\n", supplement))})
    assert [item.code for item in report if item.location.path == MINUTES] == []


def read_severities(files: dict[str, str]) -> list[Severity]:
    _, report = read_all(files)
    return [item.severity for item in report if item.location.path == MINUTES and item.code == "inspection-rule"]
