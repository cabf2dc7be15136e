"""Who may propose a change, and who approves it: two people always, and both of the base's register."""

from __future__ import annotations

import pytest

from minhbach.gate.authority import Role
from minhbach.gate.permission import Approvers, approvers_of, author_may, may_all, role_for
from minhbach.gate.proposal import Proposal
from tests.cases.examples import MemoryTree
from tests.unit.gate.proposing import (
    CHAIRMAN,
    DEPUTY,
    IN_REPORT,
    INSPECTOR,
    MORE_COMPUTERS,
    NEW_WARD_FILE,
    OFFICE,
    OFFICE_FILE,
    OPERATOR,
    OTHER_TOWN,
    OTHER_WARD,
    OTHER_WARD_FILE,
    ROUND,
    SECOND_OPERATOR,
    STRANGER,
    TOWN,
    TOWN_FILE,
    WARD,
    WARD_FILE,
    Files,
    edited,
    propose,
    province,
)

MORE_OF_THE_OTHER = edited(OTHER_WARD_FILE, "computers: 16\n", "computers: 17\n")
MORE_OF_THE_TOWN = edited(TOWN_FILE, "computers: 88\n", "computers: 89\n")
MORE_OF_THE_OFFICE = edited(OFFICE_FILE, "computers: 40\n", "computers: 41\n")
NEW_WARD: Files = {NEW_WARD_FILE: province().files[WARD_FILE]}
RECEIPTS = edited(f"{ROUND}/receipts.yaml", '"2021-11-24T07:55"', '"2021-11-24T08:55"')
CALENDAR = edited(f"{ROUND}/round.yaml", "to: 2021-11-25}", "to: 2021-11-26}")
MINUTES: Files = {f"{ROUND}/inspections/02005.yaml": b"team: A\n"}
BOTH_OPERATORS = frozenset({OPERATOR, SECOND_OPERATOR})


def codes(proposal: Proposal) -> list[str]:
    return [finding.code for finding in author_may(proposal)]


def with_accounts(old: str, new: str) -> MemoryTree:
    return province(edited(f"{ROUND}/accounts.yaml", old, new))


@pytest.mark.parametrize(
    ("actor", "change", "role"),
    [
        (WARD, MORE_COMPUTERS, Role.SUBMITTER),
        (TOWN, MORE_OF_THE_TOWN, Role.SUBMITTER),
        (OTHER_TOWN, NEW_WARD, Role.SUBMITTER),
        (INSPECTOR, MINUTES, Role.INSPECTOR),
        (OPERATOR, RECEIPTS, Role.OPERATOR),
    ],
)
def test_whom_the_register_names_may_propose(actor: int, change: Files, role: Role) -> None:
    proposal = propose(change, actor=actor)
    assert codes(proposal) == []
    assert may_all(proposal)
    assert {role_for(proposal, spot) for spot in proposal.spots.values()} == {role}


@pytest.mark.parametrize(
    ("actor", "change", "code"),
    [
        (STRANGER, MORE_COMPUTERS, "author-unknown"),
        (STRANGER, {}, "author-unknown"),
        (OTHER_WARD, MORE_COMPUTERS, "author-not-named"),
        (CHAIRMAN, MORE_COMPUTERS, "author-not-named"),
        (OPERATOR, MORE_COMPUTERS, "author-not-named"),
        (INSPECTOR, MORE_COMPUTERS, "author-not-named"),
        (TOWN, MORE_COMPUTERS, "author-not-named"),
        (WARD, RECEIPTS, "path-protected"),
        (CHAIRMAN, RECEIPTS, "path-protected"),
        (WARD, MINUTES, "path-protected"),
        (OPERATOR, MINUTES, "path-protected"),
        (1001, MORE_COMPUTERS, "author-unknown"),
    ],
)
def test_nobody_else_may(actor: int, change: Files, code: str) -> None:
    proposal = propose(change, actor=actor)
    assert codes(proposal) == [code]
    assert not may_all(proposal) or not change


def test_an_account_that_the_change_itself_names_is_not_named() -> None:
    text = f"accounts:\n  - {{id: {STRANGER}, login: la"
    accounts = edited(f"{ROUND}/accounts.yaml", "accounts:\n", text + ', submits: ["02005"]}\n')
    assert codes(propose({**accounts, **MORE_COMPUTERS}, actor=STRANGER)) == ["author-unknown"]


def test_the_number_of_an_account_counts_and_never_its_login() -> None:
    base = with_accounts("id: 52005", "id: 62005")
    assert codes(propose(actor=WARD, base=base)) == ["author-unknown"]
    assert codes(propose(actor=62005, base=base)) == []


def test_every_path_that_may_not_change_is_told() -> None:
    proposal = propose({**MORE_COMPUTERS, **MORE_OF_THE_OTHER, **RECEIPTS, ".github/CODEOWNERS": b"x"}, actor=WARD)
    places = {finding.location.path: finding.code for finding in author_may(proposal)}
    assert places == {
        ".github/CODEOWNERS": "path-protected",
        f"{ROUND}/receipts.yaml": "path-protected",
        OTHER_WARD_FILE: "author-not-named",
    }


# Approvers --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actor", "change", "accounts", "unit"),
    [
        (WARD, MORE_COMPUTERS, {CHAIRMAN, DEPUTY}, "060"),
        (OTHER_TOWN, NEW_WARD, {4189, 4289}, "089"),
        (TOWN, MORE_OF_THE_TOWN, BOTH_OPERATORS, None),
        (OFFICE, MORE_OF_THE_OFFICE, BOTH_OPERATORS, None),
        (INSPECTOR, MINUTES, BOTH_OPERATORS, None),
        (OPERATOR, RECEIPTS, {SECOND_OPERATOR}, None),
        (SECOND_OPERATOR, RECEIPTS, {OPERATOR}, None),
        (OPERATOR, {**RECEIPTS, **CALENDAR}, {SECOND_OPERATOR}, None),
        (WARD, {}, set(), None),
    ],
)
def test_who_approves(actor: int, change: Files, accounts: set[int], unit: str | None) -> None:
    found = approvers_of(propose(change, actor=actor))
    assert (set(found.accounts), found.unit.code if found.unit else None) == (accounts, unit)


@pytest.mark.parametrize("actor", [WARD, CHAIRMAN, DEPUTY, OPERATOR, SECOND_OPERATOR, TOWN, STRANGER])
@pytest.mark.parametrize("change", [MORE_COMPUTERS, MORE_OF_THE_TOWN, RECEIPTS, {**MORE_COMPUTERS, **RECEIPTS}])
def test_an_author_never_approves(actor: int, change: Files) -> None:
    assert actor not in approvers_of(propose(change, actor=actor)).accounts


def test_a_town_that_hands_in_for_its_ward_does_not_approve_it() -> None:
    base = with_accounts(
        'login: thi-xa-may-ha, submits: ["089", "02017"]', 'login: th, submits: ["02017"], approves: ["089"]'
    )
    proposal = propose(NEW_WARD, actor=OTHER_TOWN, base=base)
    assert codes(proposal) == []
    assert approvers_of(proposal).accounts == {4189, 4289}


def test_an_only_operator_waits_for_nobody_who_could_approve() -> None:
    base = with_accounts("  - {id: 2002, login: Van-Hanh.2, operates: true}\n", "")
    assert approvers_of(propose(RECEIPTS, actor=OPERATOR, base=base)) == Approvers(frozenset())


def test_a_change_that_spans_areas_is_approved_by_who_may_approve_all_of_it() -> None:
    assert approvers_of(propose({**MORE_COMPUTERS, **RECEIPTS})).accounts == frozenset()


def test_an_operator_who_also_approves_may_approve_what_needs_both() -> None:
    text = province().files[f"{ROUND}/accounts.yaml"].decode()
    text = text.replace("login: chu-tich-may-thuong, approves", "login: ct, operates: true, approves")
    text = text.replace('login: thi-xa-may-thuong, submits: ["060"]', 'login: tx, submits: ["060", "02005"]')
    base = province({f"{ROUND}/accounts.yaml": text.encode()})
    assert approvers_of(propose({**MORE_COMPUTERS, **MORE_OF_THE_TOWN}, actor=TOWN, base=base)).accounts == {CHAIRMAN}


def test_the_approvers_are_those_of_the_base_and_not_of_the_change() -> None:
    mine = edited(f"{ROUND}/accounts.yaml", "{id: 4160, login: chu-tich-may-thuong", "{id: 777777, login: la")
    assert approvers_of(propose({**MORE_COMPUTERS, **mine})).accounts == frozenset()
    assert STRANGER not in approvers_of(propose({**mine}, actor=OPERATOR)).accounts


def test_a_path_of_no_round_is_ruled_by_the_newest_round() -> None:
    new = {"submissions/2022/round.yaml": b"id: x\n"}
    assert codes(propose(new, actor=OPERATOR, at=IN_REPORT)) == []
    assert approvers_of(propose(new, actor=OPERATOR)).accounts == {SECOND_OPERATOR}
    assert codes(propose(new, actor=WARD)) == ["path-protected"]
