"""Windows are whole days of the round's own time zone, whatever the clock of the forge says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from minhbach.diagnostics import Text
from minhbach.gate.authority import FREEZES, GRANTS, Area, Part, is_frozen
from minhbach.gate.calendar import local_time, open_windows, windows_in_words
from minhbach.gate.check import check
from minhbach.gate.memory import Memory
from minhbach.gate.proposal import Proposal
from minhbach.gate.windows import is_late, windows_are_open
from minhbach.model.round import Milestone, Round, Window
from minhbach.reading.rounds import read_round
from tests.cases.examples import PROVINCE, MemoryTree
from tests.unit.gate.proposing import (
    IN_REPORT,
    IN_REVIEW,
    INSPECTOR,
    MORE_COMPUTERS,
    ROUND,
    TOWN,
    TOWN_FILE,
    WARD_FILE,
    Files,
    edited,
    propose,
    province,
)

SECOND = timedelta(seconds=1)
QUESTION = b'questions: [{id: Q1, figure: computers, asked: 2021-12-03, question: "?", state: open}]\n'
SUPPLEMENT = edited(
    WARD_FILE,
    '  initiatives: [{title: "Quyết định công nhận sáng kiến năm 2021"}]\n',
    '  initiatives: [{title: "Quyết định công nhận sáng kiến năm 2021"}]\n'
    'supplement:\n  trained: {value: 19, reason: "Thêm một người"}\n',
)
MINUTES = (
    Path(__file__).parents[2] / "cases/accepted/inspection/files" / ROUND / "inspections/02005.yaml"
).read_bytes()

CHANGES: dict[str, tuple[int, Files, Files]] = {
    "report": (52005, MORE_COMPUTERS, {}),
    "district_approval": (TOWN, edited(TOWN_FILE, "computers: 88\n", "computers: 89\n"), {}),
    "review": (52005, MORE_COMPUTERS, {f"{ROUND}/reviews/02005.yaml": QUESTION}),
    "inspection": (INSPECTOR, {f"{ROUND}/inspections/02005.yaml": MINUTES}, {}),
    "supplement": (52005, SUPPLEMENT, {}),
}
"""For each window the account, a change that it opens, and what has to be on the base."""


def calendar() -> Round:
    return next(found for found in [read_round(province(), "2021")[0]] if found is not None)


def codes(proposal: Proposal) -> list[str]:
    return [finding.code for finding in windows_are_open(proposal)]


def codes_at(window: str, at: datetime, zone: str = "Asia/Ho_Chi_Minh") -> list[str]:
    actor, change, base = CHANGES[window]
    there = province({**base, **edited(f"{ROUND}/round.yaml", "timezone: Asia/Ho_Chi_Minh", f"timezone: {zone}")})
    return codes(propose(change, actor=actor, at=at, base=there))


def test_every_window_of_a_round_is_tried() -> None:
    assert set(CHANGES) == set(calendar().windows) == {name for grant in GRANTS for name in grant.windows}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("offset", [timezone(timedelta(hours=7)), UTC, timezone(timedelta(hours=-11))])
def test_a_window_opens_at_local_midnight_and_closes_at_local_midnight(name: str, offset: timezone) -> None:
    window = calendar().windows[name]
    opens = datetime(window.opens.year, window.opens.month, window.opens.day, tzinfo=timezone(timedelta(hours=7)))
    closes = datetime(window.closes.year, window.closes.month, window.closes.day, tzinfo=opens.tzinfo) + timedelta(
        days=1
    )
    assert codes_at(name, opens.astimezone(offset)) == []
    assert codes_at(name, (closes - SECOND).astimezone(offset)) == []
    assert codes_at(name, (opens - SECOND).astimezone(offset)) == ["window-closed"]
    assert codes_at(name, closes.astimezone(offset)) == ["window-closed"]


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        # Berlin: UTC+1 in winter. The report is open from 16 to 25 November.
        ("2021-11-15T22:59:59+00:00", False),
        ("2021-11-15T23:00:00+00:00", True),
        ("2021-11-25T22:59:59+00:00", True),
        ("2021-11-25T23:00:00+00:00", False),
    ],
)
def test_a_round_elsewhere_has_its_own_midnight(at: str, *, open_: bool) -> None:
    assert (codes_at("report", datetime.fromisoformat(at), "Europe/Berlin") == []) is open_


@pytest.mark.parametrize(
    ("at", "day"),
    [
        # The clocks go back on 31 October 2021 at 3:00 and forward on 28 March 2021 at 2:00.
        ("2021-10-30T21:59:59+00:00", "2021-10-30"),
        ("2021-10-30T22:00:00+00:00", "2021-10-31"),
        ("2021-10-31T22:59:59+00:00", "2021-10-31"),
        ("2021-10-31T23:00:00+00:00", "2021-11-01"),
        ("2021-03-27T23:00:00+00:00", "2021-03-28"),
        ("2021-03-28T21:59:59+00:00", "2021-03-28"),
        ("2021-03-28T22:00:00+00:00", "2021-03-29"),
    ],
)
def test_days_of_25_and_of_23_hours_end_at_their_own_midnight(at: str, day: str) -> None:
    text = (PROVINCE / ROUND / "round.yaml").read_text(encoding="utf-8")
    tree = MemoryTree({f"{ROUND}/round.yaml": text.replace("Asia/Ho_Chi_Minh", "Europe/Berlin").encode()})
    of_round, _, _ = read_round(tree, "2021")
    assert of_round is not None
    assert local_time(datetime.fromisoformat(at), of_round).date().isoformat() == day


def grace(until: str) -> MemoryTree:
    return province(edited(f"{ROUND}/round.yaml", "to: 2021-11-25}", f"to: 2021-11-25, grace_to: {until}}}"))


@pytest.mark.parametrize(
    ("at", "late", "found"),
    [
        ("2021-11-25T23:59:59+07:00", False, []),
        ("2021-11-26T00:00:00+07:00", True, []),
        ("2021-11-28T23:59:59+07:00", True, []),
        ("2021-11-29T00:00:00+07:00", False, ["window-closed"]),
    ],
)
def test_an_extension_takes_figures_and_says_that_they_are_late(at: str, *, late: bool, found: list[str]) -> None:
    proposal = propose(at=datetime.fromisoformat(at), base=grace("2021-11-28"))
    assert codes(proposal) == found
    assert is_late(proposal) is late
    assert check(proposal, Memory()).late is late


def test_what_another_window_takes_in_time_is_not_late() -> None:
    change = edited(TOWN_FILE, "computers: 88\n", "computers: 89\n")
    at = datetime.fromisoformat("2021-11-27T09:00+07:00")
    assert not is_late(propose(change, actor=TOWN, at=at, base=grace("2021-11-28")))


# Whatever closed it is told ---------------------------------------------------


def words(*names: str) -> Text:
    return windows_in_words(names, calendar())


def test_dates_are_told_whole_and_a_window_within_another_is_not() -> None:
    assert words("report").vi == "16/11/2021 đến hết ngày 25/11/2021"
    assert words("report").en == "16/11/2021 to the end of 25/11/2021"
    assert words("report", "district_approval", "report").vi == "16/11/2021 đến hết ngày 01/12/2021"
    assert words("supplement", "report").vi == "01/01/2022 đến hết ngày 05/01/2022; 16/11/2021 đến hết ngày 25/11/2021"
    assert words("none of these") == words() == Text("không còn khi nào", "never again")


def test_equal_windows_are_told_once() -> None:
    day = calendar().windows["report"].opens
    one = Window(opens=day, closes=day)
    assert open_windows(["report"], calendar(), day) == [calendar().windows["report"]]
    assert windows_in_words(["a", "b"], _with_windows(a=one, b=one)).vi == "16/11/2021 đến hết ngày 16/11/2021"


def _with_windows(**windows: Window) -> Round:
    known = calendar()
    return Round(
        id=known.id,
        title=known.title,
        province=known.province,
        criteria=known.criteria,
        timezone=known.timezone,
        phase=known.phase,
        windows=windows,
    )


# Questions --------------------------------------------------------------------


def asked(*figures: str, state: str = "open") -> MemoryTree:
    rows = "\n".join(
        f'  - {{id: Q{at}, figure: {name}, asked: 2021-12-03, question: "Vì sao?", state: {state}}}'
        for at, name in enumerate(figures)
    )
    return province({f"{ROUND}/reviews/02005.yaml": f"questions:\n{rows}\n".encode()})


def test_only_figures_with_an_open_question_may_change_in_review() -> None:
    assert codes(propose(at=IN_REVIEW, base=asked("computers"))) == []
    assert codes(propose(at=IN_REVIEW, base=asked("staff", "computers"))) == []
    assert codes(propose(at=IN_REVIEW, base=asked("staff"))) == ["figure-not-questioned"]


@pytest.mark.parametrize("state", ["answered", "accepted", "to_inspection"])
def test_a_question_that_is_closed_opens_nothing(state: str) -> None:
    assert codes(propose(at=IN_REVIEW, base=asked("computers", state=state))) == ["window-closed"]


def test_a_question_opens_nothing_outside_the_review() -> None:
    after = datetime.fromisoformat("2021-12-16T00:00+07:00")
    assert codes(propose(at=after, base=asked("computers"))) == ["window-closed"]


def test_a_question_to_another_unit_opens_nothing() -> None:
    base = asked("computers")
    base.files[f"{ROUND}/reviews/02008.yaml"] = base.files.pop(f"{ROUND}/reviews/02005.yaml")
    assert codes(propose(at=IN_REVIEW, base=base)) == ["window-closed"]


def test_a_question_of_the_change_itself_opens_nothing() -> None:
    asked_now = asked("computers").files[f"{ROUND}/reviews/02005.yaml"]
    proposal = propose({**MORE_COMPUTERS, f"{ROUND}/reviews/02005.yaml": asked_now}, at=IN_REVIEW)
    assert codes(proposal) == ["window-closed"]


def test_a_strange_name_of_a_figure_is_told_cut_and_on_one_line() -> None:
    name = "x" * 500 + "\\u202e"
    change = edited(WARD_FILE, "  computers: 20\n", f'  computers: 20\n  "{name}\\n::error::": 1\n')
    findings = list(windows_are_open(propose(change, at=IN_REVIEW, base=asked("computers"))))
    assert [finding.code for finding in findings] == ["figure-not-questioned"]
    for text in (findings[0].message.vi, findings[0].found or "", findings[0].figure or ""):
        assert len(text) < 200
        assert text.isprintable()


# Publications -------------------------------------------------------------------


def areas_and_parts() -> Iterator[tuple[Area, Part]]:
    for area in Area:
        yield from ((area, part) for part in Part)


def test_without_a_publication_nothing_is_frozen() -> None:
    assert [is_frozen(area, part, frozenset()) for area, part in areas_and_parts()] == [None] * len(Area) * len(Part)


def test_the_preliminary_result_closes_figures_only() -> None:
    found = {pair for pair in areas_and_parts() if is_frozen(*pair, frozenset({"preliminary"}))}
    assert found == {(Area.UNIT, Part.FIGURES)}


def test_the_final_result_closes_everything_that_it_rests_on() -> None:
    found = {pair for pair in areas_and_parts() if is_frozen(*pair, frozenset({"final"}))}
    whole = {Area.INSPECTION, Area.REVIEW, Area.REGISTER, Area.RECEIPTS}
    assert found == {(Area.UNIT, part) for part in Part} | {(area, Part.WHOLE) for area in whole}


def test_freezes_are_of_real_milestones_and_of_parts_that_somebody_may_change() -> None:
    for freeze in FREEZES:
        assert freeze.milestone in set(Milestone)
        granted = {grant.part for grant in GRANTS if grant.area is freeze.area}
        assert granted
        assert granted <= set(freeze.parts) or freeze.milestone == "preliminary"


@pytest.mark.parametrize("name", ["preliminary.json", "preliminary-2.json"])
def test_a_record_freezes_whatever_its_number(name: str) -> None:
    assert codes(propose(at=IN_REPORT, base=province({f"{ROUND}/published/{name}": b"{}"}))) == ["milestone-published"]


@pytest.mark.parametrize("name", ["README.md", "notes-final.json", ".hidden.json", "Preliminary.json"])
def test_a_file_that_is_no_record_freezes_nothing(name: str) -> None:
    assert codes(propose(at=IN_REPORT, base=province({f"{ROUND}/published/{name}": b"{}"}))) == []
