"""Put a round together: read the register, draw every unit, add the flaws, write the files."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from tests.generator.accounts import account_groups
from tests.generator.evidence import cite
from tests.generator.flaws import Flaws, plan_flaws
from tests.generator.profiles import Answers, figures_of, maturity, sums_of
from tests.generator.sources import Plan, Unit, read_plan
from tests.generator.writing import accounts_text, receipts_text, unit_text

NEIGHBOURHOOD_SPREAD = 0.07
UNAPPROVED = 0.04
"""Share of the units whose approver has not approved yet."""


def write_round(root: Path, out: Path, round_id: str, seed: str) -> tuple[int, int]:
    """Write all files of a round below `out`; return how many units handed in and how many did not."""
    plan = read_plan(root, round_id)
    flaws = plan_flaws(random.Random(f"{seed}:flaws"), plan)
    answers = draw_answers(plan, seed, flaws)
    folder = out / "submissions" / round_id
    receipts: list[tuple[Unit, datetime, date | None]] = []
    for unit in plan.units:
        path = folder / unit.path
        if unit.code in flaws.silent:
            path.unlink(missing_ok=True)
            continue
        _require_all(plan, unit, answers[unit.code], gaps_allowed=unit.code in flaws.changes)
        documents = cite(_rng(seed, unit, "evidence"), unit, answers[unit.code], plan.as_of)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(unit_text(plan, unit, answers[unit.code], documents), encoding="utf-8", newline="\n")
        receipts.append((unit, *_receipt(_rng(seed, unit, "receipt"), plan, unit, late=unit.code in flaws.late)))
    (folder / "receipts.yaml").write_text(receipts_text(receipts), encoding="utf-8", newline="\n")
    (folder / "accounts.yaml").write_text(accounts_text(account_groups(plan)), encoding="utf-8", newline="\n")
    return len(receipts), len(flaws.silent)


def draw_answers(plan: Plan, seed: str, flaws: Flaws) -> dict[str, Answers]:
    """The figures of all units by code; those of the silent units too, for the sums of their parents.

    Each unit has its own stream of numbers, so that another unit more changes nothing for it. A parent adds up what its
    children report, flaws included: it would otherwise contradict them where no contradiction is planned.
    """
    levels = {
        unit.code: maturity(_rng(seed, unit, "maturity"), unit, _neighbourhood(seed, unit)) for unit in plan.units
    }
    answers = {unit.code: figures_of(_rng(seed, unit, "figures"), unit, levels[unit.code]) for unit in plan.units}
    children: dict[str, list[Answers]] = {}
    for unit in sorted(plan.units, key=lambda unit: unit.parent is None):
        if unit.code in children:
            answers[unit.code] |= sums_of(_rng(seed, unit, "sums"), levels[unit.code], children[unit.code])
        if unit.code in flaws.changes:
            flaws.changes[unit.code](answers[unit.code])
        if unit.parent is not None:
            children.setdefault(unit.parent, []).append(answers[unit.code])
    return answers


def _rng(seed: str, unit: Unit, purpose: str) -> random.Random:
    return random.Random(f"{seed}:{unit.code}:{purpose}")


def _neighbourhood(seed: str, unit: Unit) -> float:
    return random.Random(f"{seed}:{unit.parent or unit.code}:neighbourhood").gauss(0.0, NEIGHBOURHOOD_SPREAD)


def _require_all(plan: Plan, unit: Unit, answers: Answers, *, gaps_allowed: bool) -> None:
    """A figure that the set asks and no profile knows is a fault of the generator, not a gap of the unit."""
    asked = {figure for group in plan.forms[unit.tier] for figure in group.figures}
    if not gaps_allowed and (unknown := asked - answers.keys()):
        raise KeyError(f"no profile for {', '.join(sorted(unknown))}")


def _receipt(rng: random.Random, plan: Plan, unit: Unit, *, late: bool) -> tuple[datetime, date | None]:
    """When the figures arrived, mostly on the last days, and when the parent (or the operator) approved them."""
    first, last = plan.report
    if late:
        day = last + timedelta(days=rng.randint(1, 3))
        moment = time(rng.randint(8, 16), rng.randrange(60))
    else:
        days = list(_days(first, last))
        weights = [(1 + at) * (0.2 if day.weekday() >= 5 else 1.0) for at, day in enumerate(days)]
        day = rng.choices(days, weights)[0]
        moment = time(rng.randint(7, 22 if day == last else 17), rng.randrange(60))
    opens, closes = plan.approval if unit.parent is not None else (plan.review[0], plan.review[0] + timedelta(days=7))
    working = [at for at in _days(max(opens, day), closes) if at.weekday() < 5 and at > day]
    approved = rng.choice(working) if working and rng.random() >= UNAPPROVED else None
    return datetime.combine(day, moment), approved


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
