"""The accounts of the round before, carried over to the units that go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from minhbach.model.accounts import Account, Accounts
from minhbach.model.lineage import DescentKind, Lineage
from minhbach.model.units import Register, Unit
from minhbach.opening.drafts import Draft, quoted, scalar


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    """An account that lost units, by the codes they had; it is not carried over when it `is_left_out`."""

    account: Account
    units: tuple[str, ...]
    is_left_out: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    accounts: Accounts
    losses: tuple[Loss, ...]


def carry_over(accounts: Accounts, before: Register, register: Register, lineage: Lineage | None) -> Carried:
    """Every account with the codes that its units have now. A unit that was merged away or split is gone.

    Nobody who handed in for a unit hands in by that for the one it became part of: the operator says who does.
    """
    now = {unit.code: code for unit in before.units if (code := _code_now(unit, register, lineage)) is not None}
    kept: list[Account] = []
    losses: list[Loss] = []
    for account in accounts.accounts:
        moved = _moved(account, now, register)
        is_left_out = not (moved.submits or moved.approves or moved.inspects or moved.operates)
        named = account.submits | account.approves | account.inspects
        lost = tuple(unit.code for unit in before.units if unit.code in named and unit.code not in now)
        if lost or is_left_out:
            losses.append(Loss(account=account, units=lost, is_left_out=is_left_out))
        if not is_left_out:
            kept.append(moved)
    return Carried(accounts=Accounts(tuple(sorted(kept, key=_group)), accounts.break_glass), losses=tuple(losses))


def _code_now(unit: Unit, register: Register, lineage: Lineage | None) -> str | None:
    """The code under which a unit of the round before goes on; None when it does not."""
    steps = lineage.by_old.get(unit.code, ()) if lineage is not None else ()
    if steps:
        return next((item.new for item in steps if item.kind is DescentKind.KEEPS), None)
    same = register.same(unit)
    return same.code if same is not None else None


def _moved(account: Account, now: Mapping[str, str], register: Register) -> Account:
    """The account with the codes of now; approval is of units below, so a unit without any has nobody to approve."""

    def codes(old: Iterable[str]) -> frozenset[str]:
        return frozenset(now[code] for code in old if code in now)

    return replace(
        account,
        submits=codes(account.submits),
        approves=codes(account.approves).intersection(register.children),
        inspects=codes(account.inspects),
    )


def _group(account: Account) -> int:
    """Operators, inspectors, then the others; within a group they stay in their order."""
    if account.operates:
        return 0
    return 2 if account.submits | account.approves else 1


# Text ------------------------------------------------------------------------

_HEADINGS = ("Người vận hành", "Đoàn kiểm tra", "Nộp và duyệt số liệu")


def draft_accounts(carried: Carried, round_id: str, previous: str, register: Register) -> Draft:
    order = {unit.code: number for number, unit in enumerate(register.units)}
    draft = Draft(f"submissions/{round_id}/accounts.yaml")
    draft.add(
        f"# Tài khoản chuyển từ đợt {previous}, của đơn vị còn tiếp tục. Số tài khoản (id) ở nền tảng git mới tính.",
        "accounts:" if carried.accounts.accounts else "accounts: []",
    )
    heading = ""
    for account in carried.accounts.accounts:
        group = _HEADINGS[_group(account)]
        if group != heading:
            heading = group
            draft.add(f"  # {heading}")
        draft.add(f"  - {{{', '.join(_parts(account, order.__getitem__))}}}")
    if carried.accounts.break_glass:
        draft.add(f"break_glass: [{', '.join(map(str, sorted(carried.accounts.break_glass)))}]")
    return draft


def _parts(account: Account, place: Callable[[str], int]) -> Iterable[str]:
    yield f"id: {account.id}"
    yield f"login: {scalar(account.login)}"
    for key in ("submits", "approves", "inspects"):
        codes = sorted(getattr(account, key), key=place)
        if codes:
            yield f"{key}: [{', '.join(quoted(code) for code in codes)}]"
    if account.operates:
        yield "operates: true"
