"""Whose account goes on: with a unit that is still there, never with its code alone."""

from __future__ import annotations

from minhbach.model.accounts import Account, Accounts
from minhbach.model.lineage import Descent, DescentKind, Lineage
from minhbach.model.units import Province, Register, Unit
from minhbach.opening.accounts import carry_over

PROVINCE = Province(code="99", name="Tỉnh")


def unit(code: str, name: str, parent: str | None = "1") -> Unit:
    return Unit(code=code, name=name, type="xa", tier="ward" if parent else "town", slug=f"u-{code}", parent=parent)


TOWN, OTHER_TOWN = unit("1", "Một", None), unit("2", "Hai", None)
BEFORE = Register(PROVINCE, (TOWN, OTHER_TOWN, unit("11", "A"), unit("12", "B"), unit("13", "C"), unit("21", "D", "2")))


def carried(now: Register, *descents: Descent, **lists: frozenset[str]) -> tuple[list[Account], list[tuple[str, ...]]]:
    account = Account(id=7, login="nguoi", **lists)  # type: ignore[arg-type]  # only lists of codes are given
    found = carry_over(Accounts((account,)), BEFORE, now, Lineage("2020", descents))
    return list(found.accounts.accounts), [loss.units for loss in found.losses]


def descent(old: str, new: str, kind: DescentKind) -> Descent:
    return Descent(old=old, new=new, kind=kind)


def test_a_unit_that_goes_on_under_another_code_keeps_its_account() -> None:
    now = Register(PROVINCE, (TOWN, unit("13", "A"), unit("12", "B")))
    steps = (descent("11", "13", DescentKind.KEEPS), descent("13", "12", DescentKind.WHOLE))
    (account,), losses = carried(now, *steps, submits=frozenset(("11", "13")))
    assert account.submits == {"13"}
    assert losses == [("13",)]


def test_a_code_that_is_another_units_now_is_not_handed_on() -> None:
    now = Register(PROVINCE, (TOWN, unit("11", "Khác")))
    kept, losses = carried(now, descent("11", "11", DescentKind.WHOLE), submits=frozenset(("11",)))
    assert kept == []
    assert losses == [("11",)]
    assert carried(now, submits=frozenset(("11",)))[0] == []


def test_approval_ends_where_nothing_is_below_any_more() -> None:
    now = Register(PROVINCE, (TOWN, OTHER_TOWN, unit("11", "A")))
    (account,), losses = carried(now, approves=frozenset(("1", "2")))
    assert account.approves == {"1"}
    assert losses == []
    assert carried(now, approves=frozenset(("2",))) == ([], [()])


def test_groups_stand_in_order_and_operators_stay() -> None:
    accounts = Accounts(
        (
            Account(id=1, login="nop", submits=frozenset(("11",))),
            Account(id=2, login="doan", inspects=frozenset(("12", "13"))),
            Account(id=3, login="van-hanh", operates=True, submits=frozenset(("13",))),
        ),
        frozenset((9,)),
    )
    found = carry_over(accounts, BEFORE, Register(PROVINCE, (TOWN, unit("11", "A"), unit("12", "B"))), None)
    assert [account.login for account in found.accounts.accounts] == ["van-hanh", "doan", "nop"]
    assert found.accounts.break_glass == {9}
    assert [(loss.account.login, loss.units, loss.is_left_out) for loss in found.losses] == [
        ("doan", ("13",), False),
        ("van-hanh", ("13",), False),
    ]
