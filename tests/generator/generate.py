"""Put a round together: read the register, draw every unit, add the flaws, write the files."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from tests.generator.evidence import cite
from tests.generator.flaws import Flaws
from tests.generator.profiles import Answers, figures_of, maturity, sums_of
from tests.generator.sources import Plan, Unit
from tests.generator.writing import unit_text

NEIGHBOURHOOD_SPREAD = 0.07


def reported_files(plan: Plan, seed: str, flaws: Flaws, answers: Mapping[str, Answers]) -> dict[str, str]:
    """The files of all units that hand in, as they first do, by path below the round."""
    files: dict[str, str] = {}
    for unit in plan.units:
        if unit.code not in flaws.silent:
            documents = cite(_rng(seed, unit, "evidence"), unit, answers[unit.code], plan.as_of)
            files[unit.path] = unit_text(plan, unit, answers[unit.code], documents)
    return files


def receipts_of(plan: Plan, seed: str, flaws: Flaws) -> list[tuple[Unit, datetime, date | None]]:
    """When each unit's figures arrived and were approved."""
    return [
        (unit, *_receipt(_rng(seed, unit, "receipt"), plan, unit, flaws))
        for unit in plan.units
        if unit.code not in flaws.silent
    ]


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
        _require_all(plan, unit, answers[unit.code])
        if unit.code in flaws.changes:
            flaws.changes[unit.code](answers[unit.code])
        if unit.parent is not None:
            children.setdefault(unit.parent, []).append(answers[unit.code])
    return answers


def _rng(seed: str, unit: Unit, purpose: str) -> random.Random:
    return random.Random(f"{seed}:{unit.code}:{purpose}")


def _neighbourhood(seed: str, unit: Unit) -> float:
    return random.Random(f"{seed}:{unit.parent or unit.code}:neighbourhood").gauss(0.0, NEIGHBOURHOOD_SPREAD)


def _require_all(plan: Plan, unit: Unit, answers: Answers) -> None:
    """A figure that the set asks and no profile knows is a fault of the generator, not a gap of the unit."""
    asked = {figure for group in plan.forms[unit.tier] for figure in group.figures}
    if unknown := asked - answers.keys():
        raise KeyError(f"no profile for {', '.join(sorted(unknown))}")


def _receipt(rng: random.Random, plan: Plan, unit: Unit, flaws: Flaws) -> tuple[datetime, date | None]:
    """When the figures arrived, mostly on the last days, and when the parent (or the operator) approved them.

    What raises questions is always approved in the end: without that nobody would answer them.
    """
    first, last = plan.report
    if unit.code in flaws.late:
        day = last + timedelta(days=rng.randint(1, 3))
        moment = time(rng.randint(8, 16), rng.randrange(60))
    else:
        days = list(_days(first, last))
        weights = [(1 + at) * (0.2 if day.weekday() >= 5 else 1.0) for at, day in enumerate(days)]
        day = rng.choices(days, weights)[0]
        moment = time(rng.randint(7, 22 if day == last else 17), rng.randrange(60))
    opens, closes = plan.approval if unit.parent is not None else (plan.review[0], plan.review[0] + timedelta(days=7))
    working = [at for at in _days(max(opens, day), closes) if at.weekday() < 5 and at > day]
    # Draw before deciding, so that no other draw shifts.
    held = rng.random() < flaws.unapproved and unit.code not in flaws.changes
    approved = rng.choice(working) if working and not held else None
    return datetime.combine(day, moment), approved


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
