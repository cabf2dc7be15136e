"""`accounts.yaml`: which account at the forge may hand in, approve, inspect and operate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Severity
from minhbach.model.accounts import NO_ACCOUNTS, Account, Accounts
from minhbach.model.units import Register, Unit
from minhbach.reading.files import read_structured
from minhbach.reading.rounds import unknown_unit
from minhbach.reading.structure import unquoted_code
from minhbach.tree import Tree
from minhbach.yamlio import PathKeys, Source

LISTS = ("submits", "approves", "inspects")
"""The keys of an account that name units."""

LEAST_OPERATORS = 2
MOST_NAMED = 5
"""How many units a message names; it gives the number of all."""


def read_accounts(tree: Tree, round_id: str, register: Register) -> tuple[Accounts, list[Diagnostic]]:
    """The register of accounts; a round without the file has none. Of two entries of one account the first counts."""
    path = f"submissions/{round_id}/accounts.yaml"
    if not tree.exists(path):
        return NO_ACCOUNTS, []
    source, data, findings = read_structured(tree, path, "accounts", register=True)
    if data is None:
        return NO_ACCOUNTS, findings
    entries = data["accounts"]
    findings += _repeated(source, entries)
    by_id: dict[int, Account] = {}
    for index, entry in enumerate(entries):
        units, faults = _units(source, index, entry, register)
        findings += faults
        account = Account(id=entry["id"], login=entry["login"], operates=entry.get("operates", False), **units)
        by_id.setdefault(account.id, account)
    accounts = Accounts(tuple(by_id.values()), frozenset(data.get("break_glass", ())))
    findings += _emergency_findings(source, data.get("break_glass", ()), accounts)
    # Who is missing can be said only when everybody who is there was understood.
    understood = not any(finding.severity is Severity.ERROR for finding in findings)
    findings += _too_few_operators(source, accounts)
    if understood:
        findings += [*_without_submitter(source, accounts, register), *_without_approver(source, accounts, register)]
    return accounts, findings


def _repeated(source: Source, entries: Sequence[Mapping[str, Any]]) -> Iterator[Diagnostic]:
    """Numbers and logins that are given twice; a forge takes capital and small letters of a login as the same."""
    for key in ("id", "login"):
        first: dict[str, int] = {}
        for index, entry in enumerate(entries):
            before = first.setdefault(str(entry[key]).casefold(), index)
            if before != index:
                line = source.location("accounts", before, key).line
                place, detail = source.location("accounts", index, key), "login" if key == "login" else ""
                yield diagnose("account-duplicate", place, found=str(entry[key]), first=str(line), detail=detail)


def _units(
    source: Source, index: int, entry: Mapping[str, Any], register: Register
) -> tuple[dict[str, frozenset[str]], list[Diagnostic]]:
    """The units that an account names, by key; those that the register does not hold are told and left out."""
    findings: list[Diagnostic] = []
    known: dict[str, frozenset[str]] = {}
    for key in LISTS:
        kept = []
        for at, code in enumerate(entry.get(key, ())):
            path: PathKeys = ("accounts", index, key, at)
            faults = list(_unit_findings(source, path, code, register, with_children=key == "approves"))
            findings += faults
            if not any(fault.severity is Severity.ERROR for fault in faults):
                kept.append(code)
        known[key] = frozenset(kept)
    if not entry.get("operates") and not any(key in entry for key in LISTS):
        place, allowed = source.location("accounts", index), ", ".join((*LISTS, "operates"))
        findings.append(diagnose("account-empty", place, found=shown(entry["login"]), allowed=allowed))
    return known, findings


def _unit_findings(
    source: Source, path: PathKeys, code: str, register: Register, *, with_children: bool
) -> Iterator[Diagnostic]:
    yield from unquoted_code(source, *path)
    unknown = unknown_unit(source, path, code, register)
    if unknown is not None:
        yield unknown
    elif with_children and code not in register.children:
        unit = register.by_code[code]
        detail = "child" if unit.parent else ""
        yield diagnose(
            "account-approves", source.location(*path), found=code, allowed=unit.parent, name=unit.name, detail=detail
        )


def _emergency_findings(source: Source, ids: Sequence[int], accounts: Accounts) -> Iterator[Diagnostic]:
    for index, number in enumerate(ids):
        place, account = source.location("break_glass", index), accounts.by_id.get(number)
        if number in ids[:index]:
            yield diagnose("account-break-glass", place, found=str(number), detail="again")
        elif account is not None and account.submits | account.approves | account.inspects:
            yield diagnose("account-break-glass", place, found=str(number), login=account.login)


# Who is missing --------------------------------------------------------------


def _too_few_operators(source: Source, accounts: Accounts) -> Iterator[Diagnostic]:
    number = len(accounts.operators)
    if number < LEAST_OPERATORS:
        place = source.key_location("accounts")
        yield diagnose("account-operators", place, found=str(number), allowed=str(LEAST_OPERATORS))


def _without_submitter(source: Source, accounts: Accounts, register: Register) -> Iterator[Diagnostic]:
    named = {code for account in accounts.accounts for code in account.submits}
    units = [unit for unit in register.units if unit.exempt is None and unit.code not in named]
    if units:
        place = source.key_location("accounts")
        yield diagnose("account-submitters", place, found=str(len(units)), units=_names(units))


def _without_approver(source: Source, accounts: Accounts, register: Register) -> Iterator[Diagnostic]:
    """Units whose children nobody approves, or only people who hand in for these themselves."""
    approvers: dict[str, list[Account]] = {}
    for account in accounts.accounts:
        for code in account.approves:
            approvers.setdefault(code, []).append(account)
    place = source.key_location("accounts")
    for parent in register.units:
        children = [unit for unit in register.children.get(parent.code, ()) if unit.exempt is None]
        people = approvers.get(parent.code, [])
        own = [unit for unit in children if all(unit.code in account.submits for account in people)]
        if children and not people:
            yield diagnose("account-approvers", place, found=parent.code, name=parent.name)
        elif own:
            words = {"name": parent.name, "detail": "submits", "units": _names(own)}
            yield diagnose("account-approvers", place, found=parent.code, words=words)


def _names(units: Sequence[Unit]) -> str:
    names = [unit.name for unit in units[:MOST_NAMED]]
    return ", ".join(names) + (", …" if len(units) > MOST_NAMED else "")
