"""Progress of a round: the state of each unit, lateness by local days, counts; with and without open pull requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from minhbach.model.round import Receipt, Window
from minhbach.model.submission import Submission
from minhbach.progress import Counts, Mover, OpenPull, UnitState, count, round_progress, window_of
from minhbach.repository import RoundData
from minhbach.yamlio import Source
from tests.site.sample import FINDING, REGISTER, ROUND, make_dataset

DATA = make_dataset().rounds[ROUND]


def pull(unit: str, number: int = 1, **words: object) -> OpenPull:
    known: dict[str, object] = {
        "unit": unit,
        "number": number,
        "url": f"https://forge.example.invalid/{number}",
        "received": datetime.fromisoformat("2031-11-24T08:05"),
        "mover": Mover.APPROVER,
        "since": datetime.fromisoformat("2031-11-24T08:06"),
    }
    return OpenPull(**{**known, **words})  # type: ignore[arg-type]  # one dict, many types


def states(data: RoundData = DATA, *pulls: OpenPull) -> dict[str, UnitState]:
    return {code: item.state for code, item in round_progress(data, {}, pulls).by_unit.items()}


def test_each_unit_has_the_state_that_it_has_come_to() -> None:
    assert states() == {
        "s1": UnitState.RECEIVED,
        "s2": UnitState.RECEIVED,
        "900": UnitState.RECEIVED,
        "901": UnitState.RECEIVED,
        "00901": UnitState.APPROVED,
        "00902": UnitState.APPROVED,
        "00903": UnitState.RECEIVED,
        "00904": UnitState.MISSING,
    }


def test_exempt_units_are_not_counted() -> None:
    assert "00905" not in round_progress(DATA, {}).by_unit
    assert len(round_progress(DATA, {}).of(REGISTER.of_tier("village"))) == 4


def test_a_file_with_errors_or_that_cannot_be_read_is_invalid() -> None:
    error = replace(FINDING, severity=type(FINDING.severity).ERROR)
    assert round_progress(DATA, {"s1": (error,)}).by_unit["s1"].state is UnitState.INVALID
    assert round_progress(DATA, {"s1": (FINDING,)}).by_unit["s1"].state is UnitState.RECEIVED
    unread = replace(DATA, submissions={code: item for code, item in DATA.submissions.items() if code != "s1"})
    assert states(unread)["s1"] is UnitState.INVALID


def test_a_form_that_nobody_filled_in_is_not_handed_in() -> None:
    blank = Submission(unit="00904", source=Source("x.yaml", None), answers={})
    data = replace(DATA, submissions={**DATA.submissions, "00904": blank}, present=DATA.present | {"00904"})
    assert states(data)["00904"] is UnitState.MISSING
    receipt = Receipt(unit="00904", received=datetime.fromisoformat("2031-11-24T08:05"))
    assert states(replace(data, receipts={**data.receipts, "00904": receipt}))["00904"] is UnitState.RECEIVED


@pytest.mark.parametrize(
    ("open_pull", "state"),
    [
        (pull("00904"), UnitState.WAITING),
        (pull("00904", mover=Mover.SUBMITTER, sent_back="Đếm lại"), UnitState.WAITING),
        (pull("00904", mover=Mover.SUBMITTER, faults=("sai",)), UnitState.INVALID),
        (pull("00903"), UnitState.WAITING),
        (pull("00901"), UnitState.APPROVED),
    ],
)
def test_an_open_pull_request_is_a_state_of_its_own(open_pull: OpenPull, state: UnitState) -> None:
    item = round_progress(DATA, {}, [open_pull]).by_unit[open_pull.unit]
    assert (item.state, item.pull) == (state, open_pull)


def test_of_two_pull_requests_the_older_stands() -> None:
    found = round_progress(DATA, {}, [pull("00904", 9), pull("00904", 4)]).by_unit["00904"].pull
    assert found is not None
    assert found.number == 4


def test_late_is_after_the_last_local_day() -> None:
    items = round_progress(DATA, {}).by_unit
    assert [code for code, item in items.items() if item.late] == ["00903"]
    on_time = pull("00904", received=datetime.fromisoformat("2031-11-25T23:59"))
    too_late = pull("00904", received=datetime.fromisoformat("2031-11-26T00:00"))
    assert not round_progress(DATA, {}, [on_time]).by_unit["00904"].late
    assert round_progress(DATA, {}, [too_late]).by_unit["00904"].late
    assert round_progress(DATA, {}, [replace(on_time, late=True)]).by_unit["00904"].late


def test_a_unit_with_units_below_it_has_until_theirs_are_approved() -> None:
    windows = {**DATA.round.windows, "district_approval": Window(opens=date(2031, 11, 20), closes=date(2031, 12, 5))}
    data = replace(DATA, round=replace(DATA.round, windows=windows))
    late = {
        code: replace(item, received=datetime.fromisoformat("2031-12-05T23:59")) for code, item in DATA.receipts.items()
    }
    items = round_progress(replace(data, receipts=late), {}).by_unit
    assert not items["900"].late
    assert items["900"].due == date(2031, 12, 5)
    assert items["00901"].late
    assert items["s1"].late
    assert window_of(DATA.round, REGISTER, REGISTER.by_code["900"]) == DATA.round.windows["report"]


def test_counts() -> None:
    pulls = [pull("00904"), pull("00901", mover=Mover.OPERATOR), pull("s1", faults=("sai",))]
    assert count(round_progress(DATA, {}, pulls).units) == Counts(
        units=8, handed_in=8, valid=7, approved=2, waiting=2, invalid=1, late=1, missing=0
    )
