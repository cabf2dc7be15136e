"""The register of accounts: what it gives, and what is told of it. Messages and places stand in tests/cases."""

from __future__ import annotations

import pytest

from minhbach.diagnostics import Diagnostic, Text
from minhbach.model.accounts import NO_ACCOUNTS, Account, Accounts
from minhbach.model.units import Province, Register, Unit
from minhbach.reading.accounts import read_accounts
from tests.cases.examples import MemoryTree, load_tree, one_round
from tests.unit.reading.making import codes, places

PATH = "submissions/2021/accounts.yaml"


def unit(code: str, parent: str | None = None, *, exempt: bool = False) -> Unit:
    tier = "ward" if parent else "town"
    reason = Text("Tổ chức lại") if exempt else None
    return Unit(code=code, name=f"Đơn vị {code}", type="x", tier=tier, slug=f"x-{code}", parent=parent, exempt=reason)


REGISTER = Register(
    Province(code="99", name="Tỉnh"),
    (unit("060"), unit("089"), unit("01", "060"), unit("02", "060"), unit("03", "089"), unit("04", "089", exempt=True)),
)

WHOLE = """\
accounts:
  - {id: 1, login: a, operates: true}
  - {id: 2, login: b, operates: true}
  - {id: 3, login: c, submits: ["060", "01", "02"]}
  - {id: 4, login: d, submits: ["089", "03"]}
  - {id: 5, login: e, approves: ["060", "089"]}
"""


def read(text: str) -> tuple[Accounts, list[Diagnostic]]:
    return read_accounts(MemoryTree({PATH: text.encode()}), "2021", REGISTER)


def test_no_file_is_no_accounts_and_no_finding() -> None:
    assert read_accounts(MemoryTree({}), "2021", REGISTER) == (NO_ACCOUNTS, [])


def test_every_right_is_read() -> None:
    accounts, findings = read(WHOLE + '  - {id: 6, login: f.g_h-1, inspects: ["01"]}\nbreak_glass: [7, 8]\n')
    assert findings == []
    assert accounts.by_id[1] == Account(id=1, login="a", operates=True)
    assert accounts.by_id[6] == Account(id=6, login="f.g_h-1", inspects=frozenset({"01"}))
    assert accounts.break_glass == {7, 8}
    assert [account.id for account in accounts.operators] == [1, 2]
    assert [account.id for account in accounts.submitters("01")] == [3]
    assert [account.id for account in accounts.approvers("060")] == [5]
    assert [account.id for account in accounts.inspectors("01")] == [6]


def test_nothing_is_given_by_a_file_that_does_not_keep_to_its_form() -> None:
    accounts, findings = read(WHOLE.replace("id: 5", "number: 5"))
    assert accounts == NO_ACCOUNTS
    assert set(codes(findings)) == {"key-missing", "key-unknown"}


def test_of_two_entries_of_one_account_the_first_counts() -> None:
    accounts, findings = read(WHOLE.replace("id: 5", "id: 3"))
    assert codes(findings) == ["account-duplicate"]
    assert accounts.by_id[3].approves == frozenset()
    assert accounts.approvers("060") == ()


def test_an_unknown_unit_gives_no_right() -> None:
    accounts, findings = read(WHOLE.replace('"01", "02"', '"01", "2"'))
    assert places(findings) == [("code-leading-zero", 4, 46)]
    assert accounts.by_id[3].submits == {"060", "01"}


@pytest.mark.parametrize(
    "login", ["", "@a", "a b", "a#b", "a/b", "a\\b", "-a", "a-", "a..b", "á", "a\u200bb", "x" * 41, "a,b", "a`b", "a:b"]
)
def test_a_login_that_a_line_of_text_could_break_is_refused(login: str) -> None:
    accounts, findings = read(WHOLE.replace("login: e", f"login: '{login}'"))
    assert accounts == NO_ACCOUNTS
    assert findings


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "9007199254740993", "10000000000000000000", "0x10", "1e3", "''"])
def test_a_number_that_is_no_account_is_refused(number: str) -> None:
    accounts, findings = read(WHOLE.replace("id: 5", f"id: {number}"))
    assert accounts == NO_ACCOUNTS
    assert len(findings) == 1


def test_the_largest_number_that_every_reader_keeps_exactly_is_taken() -> None:
    assert read(WHOLE.replace("id: 5", "id: 9007199254740992"))[1] == []


# Who is missing --------------------------------------------------------------


def test_an_exempt_unit_needs_nobody() -> None:
    assert read(WHOLE)[1] == []


def test_one_approver_who_hands_in_for_some_units_is_told_with_these_units() -> None:
    findings = read(WHOLE.replace("login: e, approves", 'login: e, submits: ["01"], approves'))[1]
    assert codes(findings) == ["account-approvers"]
    assert findings[0].message.vi.endswith("cũng nộp thay cho: Đơn vị 01")


def test_a_second_approver_who_does_not_hand_in_is_enough() -> None:
    more = '  - {id: 6, login: f, approves: ["060"]}\n'
    assert read(WHOLE.replace("login: e, approves", 'login: e, submits: ["01"], approves') + more)[1] == []


def test_a_message_names_five_units_and_counts_all() -> None:
    units = (unit("060"), *(unit(f"{number:02}", "060") for number in range(1, 8)))
    register = Register(Province(code="99", name="Tỉnh"), units)
    text = WHOLE.replace(', "01", "02"', "").replace('"089", "03"', '"060"').replace(', "089"', "")
    findings = read_accounts(MemoryTree({PATH: text.encode()}), "2021", register)[1]
    assert [item.message.vi for item in findings] == [
        "7 đơn vị chưa có tài khoản nộp: Đơn vị 01, Đơn vị 02, Đơn vị 03, Đơn vị 04, Đơn vị 05, …"
    ]


def test_who_is_missing_is_not_told_while_somebody_is_not_understood() -> None:
    findings = read(WHOLE.replace("id: 5", "id: 4"))[1]
    assert codes(findings) == ["account-duplicate"]


@pytest.mark.parametrize("operators", [0, 1])
def test_fewer_than_two_operators_are_an_error_whatever_else_is_wrong(operators: int) -> None:
    text = WHOLE.replace("operates: true", 'inspects: ["060"]', 2 - operators).replace("id: 5", "id: 4")
    findings = read(text)[1]
    assert codes(findings) == ["account-duplicate", "account-operators"]
    assert findings[1].found == str(operators)


def test_an_operator_may_act_in_an_emergency_but_nobody_with_a_stake() -> None:
    assert codes(read(WHOLE + "break_glass: [1, 2]\n")[1]) == []
    assert codes(read(WHOLE + "break_glass: [3, 5, 5]\n")[1]) == ["account-break-glass"] * 3


def test_the_province_has_its_accounts() -> None:
    dataset, _ = load_tree(MemoryTree(dict(one_round())))
    assert len(dataset.rounds["2021"].accounts.accounts) == 16
