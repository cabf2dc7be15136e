"""Check 2: who proposes, and whether the base's register names that account for every path of the change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location
from minhbach.gate.authority import AREA_WORDS, Approval, Area, Part, Role, grants_for
from minhbach.gate.places import Spot, is_plain
from minhbach.gate.proposal import Proposal
from minhbach.gate.shape import MAX_FILES
from minhbach.model.accounts import Account
from minhbach.model.units import Unit
from minhbach.reading.places import unexpected_file


def author_may(proposal: Proposal) -> Iterator[Diagnostic]:
    """The base's register names the author for every path that the change touches."""
    if proposal.unusable:
        return
    rounds = sorted({spot.round or "" for spot in proposal.spots.values()})
    if not any(proposal.accounts(round_id or None).accounts for round_id in rounds or [""]):
        yield diagnose("accounts-missing", proposal.first_place)
        return
    if not any(proposal.account(round_id or None) for round_id in rounds or [""]):
        yield diagnose("author-unknown", proposal.first_place, found=str(proposal.request.actor))
        return
    for path in list(proposal.spots)[:MAX_FILES]:
        spot = proposal.spots[path]
        if role_for(proposal, spot) is None and not _is_told(proposal, spot):
            yield _not_permitted(proposal, spot)


def role_for(proposal: Proposal, spot: Spot) -> Role | None:
    """What the author is to a path, by the table; None when the table gives nothing."""
    account = proposal.account(spot.round)
    if account is None:
        return None
    for role in Role:
        parts = (part for part in Part if grants_for(role, spot.area, part))
        if next(parts, None) is not None and _has_role(account, role, spot):
            return role
    return None


def may_all(proposal: Proposal) -> bool:
    """The author is something to every path."""
    return all(role_for(proposal, spot) is not None for spot in proposal.spots.values())


def _is_told(proposal: Proposal, spot: Spot) -> bool:
    """What is wrong with the name of a round's file is said by the first check, and better."""
    odd = not is_plain(spot.path) or proposal.likeness(spot.path) is not None
    return odd and spot.area is Area.OTHER and spot.round is not None


def _has_role(account: Account, role: Role, spot: Spot) -> bool:
    if role is Role.SUBMITTER:
        return spot.unit in account.submits
    if role is Role.INSPECTOR:
        return spot.unit in account.inspects
    return account.operates


def _not_permitted(proposal: Proposal, spot: Spot) -> Diagnostic:
    place = Location(shown(spot.path, 200))
    unit = proposal.unit(spot.round, spot.unit)
    if spot.area is Area.UNIT and unit is not None:
        own = _own(proposal)
        words = {"name": unit.name, "detail": "" if own else "none"}
        return diagnose("author-not-named", place, round=spot.round, unit=spot.unit, found=own, words=words)
    if spot.area is Area.OTHER and spot.round is not None:
        return _of_nobody(proposal, spot)
    detail = "software" if spot.area is Area.OTHER else "mixed" if proposal.units else ""
    return diagnose("path-protected", place, found=shown(spot.path, 200), detail=detail, area=AREA_WORDS[spot.area])


def _of_nobody(proposal: Proposal, spot: Spot) -> Diagnostic:
    """A file of a round that no register allows: most often a unit's own under a misspelt name."""
    base = proposal.round(spot.round)
    units = {path: base.register.by_code[code] for path, code in base.paths.items()} if base is not None else {}
    finding = unexpected_file(proposal.tree, spot.path, spot.round or "", units)
    return replace(finding, location=Location(shown(spot.path, 200)))


def _own(proposal: Proposal) -> str:
    """The units that the author does hand in for, to name what was probably meant."""
    found: list[str] = []
    for round_id in dict.fromkeys(spot.round for spot in proposal.spots.values()):
        base, account = proposal.round(round_id), proposal.account(round_id)
        if base is not None and account is not None:
            found += [
                base.register.by_code[code].name for code in sorted(account.submits) if code in base.register.by_code
            ]
    return ", ".join(found[:5])


@dataclass(frozen=True, slots=True)
class Approvers:
    """The accounts of which one has to approve, and the unit that they act for (None: the operator)."""

    accounts: frozenset[int]
    unit: Unit | None = None


def approvers_of(proposal: Proposal) -> Approvers:
    """Who has to approve the whole change: never its author; where paths differ, who may approve each of them."""
    wanted = [_approvers(proposal, spot) for spot in proposal.spots.values()]
    if not wanted:
        return Approvers(frozenset())
    common = frozenset.intersection(*(item.accounts for item in wanted)) - {proposal.request.actor}
    units = {item.unit.code: item.unit for item in wanted if item.unit is not None}
    return Approvers(common, next(iter(units.values())) if len(units) == 1 else None)


def _approvers(proposal: Proposal, spot: Spot) -> Approvers:
    accounts = proposal.accounts(spot.round)
    operators = frozenset(account.id for account in accounts.operators)
    role, base = role_for(proposal, spot), proposal.round(spot.round)
    unit = proposal.unit(spot.round, spot.unit)
    approvals = {item.approval for part in Part for item in (grants_for(role, spot.area, part) if role else ())}
    if Approval.UNIT_ABOVE in approvals and unit is not None and base is not None:
        parent = base.register.parent_of(unit)
        if parent is not None:
            return Approvers(frozenset(account.id for account in accounts.approvers(parent.code)), parent)
    return Approvers(operators)
