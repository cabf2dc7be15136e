"""Reminders: who is named in whose issue, when, and that one issue a district is opened, edited, closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from minhbach.forges.interface import Issue, Person
from minhbach.model.accounts import Account, Accounts
from minhbach.model.round import Receipt, Window
from minhbach.notices.reminders import Deed, Reminder, is_current, plan, reminders
from minhbach.progress import Mover, OpenPull, round_progress
from minhbach.repository import RoundData
from tests.gate.strategies import PIECES
from tests.gate.test_markup import rendered
from tests.site.sample import REGISTER, ROUND, make_dataset
from tests.unit.test_progress import pull

DATA = make_dataset().rounds[ROUND]
DAY = date(2031, 11, 24)
ACCOUNTS = Accounts(
    (
        Account(id=1, login="xa-an-tinh", submits=frozenset({"00904"})),
        Account(id=2, login="lanh-dao-901", approves=frozenset({"901"})),
        Account(id=3, login="xa-dia-linh", submits=frozenset({"00901"})),
    )
)
OWN, OTHER = Person(77, "minhbach"), Person(78, "somebody")


def made(*pulls: OpenPull, data: RoundData = DATA, day: date = DAY, site: str = "") -> dict[str, Reminder]:
    return {item.key: item for item in reminders(data, round_progress(data, {}, pulls), day, site)}


def issue(number: int, body: str, author: Person = OWN) -> Issue:
    return Issue(number=number, author=author, title="Nhắc việc", body=body)


def test_there_is_one_for_each_unit_above_and_each_tier_that_has_none() -> None:
    assert {key: item.is_needed for key, item in made().items()} == {
        "office": False,
        "town": False,
        "900": False,
        "901": True,
    }


def test_the_missing_are_named_with_the_days_that_are_left() -> None:
    body = made()["901"].body
    assert "#### Chưa nộp (1)\n\n- Xã Ân Tình" in body
    assert "Hạn nhập số liệu: hết ngày **25/11/2031**, còn 1 ngày." in body
    assert "Xã Miễn" not in body
    assert "là hôm nay" in made(day=date(2031, 11, 25))["901"].body
    assert "đã qua 2 ngày" in made(day=date(2031, 11, 27))["901"].body
    assert "Hạn nhập" not in made(day=date(2031, 12, 27))["901"].body


def test_an_extension_is_told_once_the_last_day_is_over() -> None:
    report = replace(DATA.round.windows["report"], grace_to=date(2031, 11, 28))
    data = replace(DATA, round=replace(DATA.round, windows={"report": report}))
    assert "gia hạn" not in made(data=data)["901"].body
    assert "gia hạn đến hết ngày 28/11/2031" in made(data=data, day=date(2031, 11, 26))["901"].body


def test_who_waits_for_whom_since_when() -> None:
    items = made(
        pull("00904", 4, mover=Mover.SUBMITTER, faults=("a", "b"), questions=("c",)),
        pull("00901", 5),
        pull("s1", 6, mover=Mover.OPERATOR),
    )
    assert "#### Người nộp đang sửa lỗi (1)\n\n- [Xã Ân Tình](https://forge.example.invalid/4)" in items["901"].body
    assert ": từ 08:06 24/11/2031 (2 lỗi, 1 câu hỏi)" in items["901"].body
    assert "#### Chờ Huyện Ba Bể duyệt (1)" in items["900"].body
    assert "#### Chờ đơn vị vận hành (1)" in items["office"].body


def test_the_page_of_the_approvers_is_linked() -> None:
    body = made(site="https://minhbach.example.invalid/")["901"].body
    assert "[Trang của người duyệt](https://minhbach.example.invalid/2031/duyet/901/)" in body
    assert "[Tiến độ của đợt](https://minhbach.example.invalid/2031/tien-do/)" in body


def test_people_are_called_only_in_a_real_round_and_only_those_who_can_do_something() -> None:
    real = replace(DATA, accounts=ACCOUNTS, round=replace(DATA.round, illustrative=False))
    assert "@" not in made(data=replace(DATA, accounts=ACCOUNTS))["901"].body
    assert "Kính nhờ: @lanh-dao-901, @xa-an-tinh." in made(data=real)["901"].body
    assert "@" not in made(data=real)["900"].body


def test_names_of_units_are_only_text() -> None:
    units = tuple(replace(item, name=f"Xã {''.join(PIECES)}") for item in REGISTER.units)
    data = replace(DATA, register=REGISTER.__class__(REGISTER.province, units), receipts={}, present=frozenset())
    for item in made(pull("00904"), data=data).values():
        tags, _ = rendered(item.body.partition("-->")[2])
        assert set(tags) <= {"p", "strong", "h4", "ul", "li", "a"}


@pytest.mark.parametrize(
    ("day", "current"),
    [
        (date(2031, 11, 19), False),
        (date(2031, 11, 20), True),
        (date(2031, 12, 2), True),
        (date(2031, 12, 3), False),
        (date(2031, 12, 31), True),
        (date(2032, 1, 12), True),
        (date(2032, 1, 13), False),
    ],
)
def test_a_round_is_reminded_of_from_its_first_day_to_a_week_after(day: date, current: bool) -> None:  # noqa: FBT001
    assert is_current(DATA.round, day) is current


def test_a_long_list_has_an_end() -> None:
    units = [replace(REGISTER.by_code["00904"], code=f"{number:05}", slug=f"x{number}") for number in range(1, 200)]
    register = REGISTER.__class__(REGISTER.province, (*REGISTER.units[:4], *units))
    data = replace(DATA, register=register, receipts={}, present=frozenset(), submissions={})
    body = made(data=data)["901"].body
    assert "#### Chưa nộp (199)" in body
    assert "- và 139 đơn vị khác" in body


# At the forge ----------------------------------------------------------------------


def steps(
    *issues: Issue, data: RoundData = DATA, judged: frozenset[str] = frozenset({ROUND})
) -> list[tuple[Deed, int | None]]:
    return [(step.deed, step.number) for step in plan(made(data=data).values(), issues, OWN.id, judged)]


def test_the_first_time_an_issue_is_opened_where_one_is_needed() -> None:
    (step,) = plan(made().values(), [], OWN.id, {ROUND})
    assert (step.deed, step.title) == (Deed.OPEN, f"Nhắc việc đợt 2031: {REGISTER.by_code['901'].name}")


def test_the_same_text_is_not_written_again_and_another_is_edited() -> None:
    assert steps(issue(5, made()["901"].body.replace("\n", "\r\n").strip())) == []
    assert steps(issue(5, made()["901"].body + "\n")) == []
    assert steps(issue(5, made(day=date(2031, 11, 23))["901"].body)) == [(Deed.EDIT, 5)]


def test_it_is_closed_when_nothing_is_missing_any_more() -> None:
    receipt = Receipt(unit="00904", received=datetime.fromisoformat("2031-11-24T08:05"))
    data = replace(
        DATA,
        receipts={**DATA.receipts, "00904": receipt},
        present=DATA.present | {"00904"},
        submissions={**DATA.submissions, "00904": DATA.submissions["00903"]},
    )
    assert steps(issue(5, made()["901"].body), data=data) == [(Deed.CLOSE, 5)]
    assert "Không còn gì phải nhắc." in made(data=data)["901"].body


def test_twins_and_rounds_that_are_over_are_closed() -> None:
    body = made()["901"].body
    assert steps(issue(5, body), issue(9, body)) == [(Deed.CLOSE, 9)]
    over = body.replace("reminder 2031", "reminder 2030")
    assert steps(issue(5, body), issue(9, over), judged=frozenset({"2030", ROUND})) == [(Deed.CLOSE, 9)]
    assert steps(issue(5, body), issue(9, over)) == []


def test_nobody_elses_issue_is_touched() -> None:
    body = made()["901"].body
    assert steps(issue(5, body, OTHER)) == [(Deed.OPEN, None)]
    assert steps(issue(5, "x" + body)) == [(Deed.OPEN, None)]


def test_a_window_without_an_end_of_its_own_is_no_window() -> None:
    data = replace(DATA, round=replace(DATA.round, windows={"review": Window(opens=DAY, closes=DAY)}))
    assert not is_current(data.round, DAY)
    assert "Hạn" not in made(data=data)["901"].body
