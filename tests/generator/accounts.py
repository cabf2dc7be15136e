"""The synthetic register of accounts: who hands in, approves, inspects and operates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.generator.sources import Plan, Unit

TEAMS = 3
VISITED = 2
"""Units below one unit that a team inspects besides it."""

OPERATORS = ("van-hanh-1", "van-hanh-2", "van-hanh-3")
EMERGENCY = (100001, 100002)

# The number of an account is one of these and the unit's code, or its place among its like.
OPERATOR, TEAM, OFFICE, PARENT, CHIEF, DEPUTY, CHILD = 200_000, 300_000, 310_000, 400_000, 410_000, 420_000, 500_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    id: int
    login: str
    submits: Sequence[str] = ()
    approves: Sequence[str] = ()
    inspects: Sequence[str] = ()
    operates: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    accounts: tuple[Account, ...]


def account_groups(plan: Plan, visited: Sequence[tuple[str, int]] = ()) -> Iterator[Group]:
    """All accounts in the order of the file; `visited` are the units with the team that goes there."""
    parents = [unit for unit in plan.units if plan.children(unit.code)]
    offices = [unit for unit in plan.units if unit.parent is None and unit not in parents]
    yield Group(
        "Người vận hành",
        tuple(Account(id=OPERATOR + at, login=login, operates=True) for at, login in enumerate(OPERATORS, start=1)),
    )
    yield Group("Đoàn kiểm tra", tuple(_teams(plan, parents, offices, visited)))
    yield Group(
        "Đơn vị không có cấp dưới",
        tuple(
            Account(id=OFFICE + at, login=unit.slug, submits=(unit.code,)) for at, unit in enumerate(offices, start=1)
        ),
    )
    for parent in parents:
        helped = plan.children(parent.code)[-1:] if parent is parents[-1] else ()
        heading = "; nộp thay cả ".join(unit.name for unit in (parent, *helped))
        yield Group(heading, tuple(_area(plan, parent, helped)))


def _teams(
    plan: Plan, parents: Sequence[Unit], offices: Sequence[Unit], visited: Sequence[tuple[str, int]]
) -> Iterator[Account]:
    """Each team inspects a share of the units of each kind, a few of those below, and where it is sent."""
    for team in range(1, TEAMS + 1):
        own = parents[team % TEAMS :: TEAMS]
        units = [*offices[team - 1 :: 2 * TEAMS], *own]
        units += [child for parent in own for child in plan.children(parent.code)[:VISITED]]
        sent = [code for code, number in visited if number == team]
        codes = tuple(dict.fromkeys((*(unit.code for unit in units), *sent)))
        yield Account(id=TEAM + team, login=f"doan-kiem-tra-{team}", inspects=codes)


def _area(plan: Plan, parent: Unit, helped: Sequence[Unit]) -> Iterator[Account]:
    """The accounts of a unit, which also hands in for those that it helps, and of those below it. Two may approve."""
    number, name = int(parent.code), parent.slug.removeprefix(f"{parent.type}-")
    yield Account(id=PARENT + number, login=parent.slug, submits=[unit.code for unit in (parent, *helped)])
    yield Account(id=CHIEF + number, login=f"lanh-dao-{name}", approves=(parent.code,))
    yield Account(id=DEPUTY + number, login=f"pho-{name}", approves=(parent.code,))
    for child in plan.children(parent.code):
        yield Account(id=CHILD + int(child.code), login=child.slug, submits=(child.code,))
