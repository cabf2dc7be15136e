"""The figures of a later round, grown from what each unit, or those it was made of, ended the round before with."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from minhbach.model.criteria import Kind
from minhbach.model.lineage import WHOLE_KINDS, DescentKind, Predecessor
from minhbach.model.round import Milestone
from minhbach.model.submission import Answer as Read
from minhbach.model.submission import State
from minhbach.repository import RoundData, load
from minhbach.tree import WorkTree
from minhbach.values import chains_of, predecessors
from tests.generator.pages import OnlySome
from tests.generator.profiles import Answer, Answers, NotApplicable
from tests.generator.sources import Plan

_WITHIN = re.compile(r"([a-z_0-9]+) <= ([a-z_0-9]+)\Z")

CLOSER = (0.05, 0.45)
"""How much of what is missing to the whole is made up in a year."""

FALLS = 0.12
"""Share of the figures that fall a little."""

BY_CONTRACT, FASTER = ("bandwidth",), 10
"""What changes only with a new contract, and by how much."""

BECOMES_YES = ("has_ups", "has_data_backup", "site_has_search", "site_is_mobile", "site_has_map")
"""What a unit may get without anything else having to change."""


@cache
def empty_round(root: Path, round_id: str) -> RoundData | None:
    """A round without figures, with the one before it in its last state; None when nothing came before."""
    dataset, _ = load(OnlySome(WorkTree(root), round_id, {}))
    return dataset.rounds[round_id] if round_id in dataset.rounds and dataset.rounds[round_id].previous else None


def grown_answers(plan: Plan, now: RoundData, seed: str, drawn: Mapping[str, Answers]) -> dict[str, Answers]:
    """The figures of all units by code; those of units without any source as they were drawn."""
    data = now.previous
    assert data is not None
    within = dict(_bounds(data))
    found: dict[str, Answers] = {}
    for unit in plan.units:
        rng = random.Random(f"{seed}:{unit.code}:growth")
        sources = predecessors(now, now.register.by_code[unit.code]).sources
        ended = [answers for source in sources if (answers := _ended(data, source))]
        base = _summed(data, ended) if ended else {}
        whole = all(name in base for group in plan.forms[unit.tier] for name in group.figures)
        figures = _grown(rng, base, within) if whole else dict(drawn[unit.code])
        for name, figure in data.criteria.figures.items():
            if figure.sum_of is not None:
                figures.pop(name, None)
        found[unit.code] = figures
    return found


def _bounds(data: RoundData) -> Iterator[tuple[str, tuple[str, ...]]]:
    """By figure the wholes that it cannot exceed, as the logic rules of the set say."""
    pairs = [match for rule in data.criteria.rules if (match := _WITHIN.match(rule.require))]
    for name in {match[1] for match in pairs}:
        yield name, tuple(match[2] for match in pairs if match[1] == name)


def _ended(data: RoundData, source: Predecessor) -> dict[str, Read]:
    """What a unit ended the round before with, or its share where only a part of it came over."""
    if source.unit.code not in data.submissions:
        return {}
    ended = {name: chain.current for name, chain in chains_of(data, source.unit, Milestone.FINAL).items()}
    return {name: share(answer, source.kind) for name, answer in ended.items()}


def share(answer: Read, kind: DescentKind) -> Read:
    """Two fifths go with a part, and what remains stays with the rest.

    Both grow with the figure, so that what was within another figure stays within it.
    """
    value = answer.value
    if kind in WHOLE_KINDS or isinstance(value, bool) or not isinstance(value, int | Decimal):
        return answer
    part = value * 2 // 5
    return replace(answer, value=part if kind is DescentKind.PART else value - part)


def _summed(data: RoundData, ended: list[dict[str, Read]]) -> Answers:
    """Counts and amounts of all sources together, the best of their words. Gaps stay gaps."""
    summed: Answers = {}
    for name, first in ended[0].items():
        answers = [of_unit[name] for of_unit in ended]
        figure = data.criteria.figures[name]
        if first.state is State.NOT_APPLICABLE:
            summed[name] = NotApplicable(first.reason)
        elif figure.kind in (Kind.COUNT, Kind.AMOUNT) and all(item.state is State.VALUE for item in answers):
            total = sum((Decimal(str(item.value)) for item in answers), Decimal(0))
            summed[name] = int(total) if figure.kind is Kind.COUNT else str(total)
        elif first.state is State.VALUE:
            summed[name] = _joined(answers)
    return summed


def _joined(answers: list[Read]) -> str:
    """Units that become one have what any of them had."""
    words = [("có" if item.value else "không") if isinstance(item.value, bool) else str(item.value) for item in answers]
    return next((word for word in words if not word.startswith(("không", "chưa"))), words[0])


def _grown(rng: random.Random, base: Answers, within: Mapping[str, tuple[str, ...]]) -> Answers:
    grown: Answers = dict(base)
    for name in _wholes_first(base, within):
        grown[name] = _next(rng, name, base, grown, within.get(name, ()))
    return grown


def _wholes_first(base: Answers, within: Mapping[str, tuple[str, ...]]) -> list[str]:
    depth: dict[str, int] = {}

    def depth_of(name: str) -> int:
        if name not in depth:
            depth[name] = 1 + max((depth_of(whole) for whole in within.get(name, ())), default=0)
        return depth[name]

    return sorted(base, key=lambda name: (depth_of(name), name))


def _next(rng: random.Random, name: str, base: Answers, grown: Answers, wholes: tuple[str, ...]) -> Answer:
    """Draw before deciding, so that no draw shifts another."""
    chance, step = rng.random(), rng.uniform(*CLOSER)
    value = base[name]
    if value == "không" and name in BECOMES_YES:
        possible = not name.startswith("site_") or not str(base.get("site_kind")).startswith("không")
        return "có" if possible and chance < step else value
    if isinstance(value, str) and not value.replace(".", "", 1).isdigit():
        return value
    if isinstance(value, NotApplicable):
        return value
    old = Decimal(str(value))
    # Amounts are no parts of a whole that is to be reached: a share of the spending is not spent in full one day.
    wholes = wholes if isinstance(value, int) else ()
    if name in BY_CONTRACT:
        return str(int(old) + (FASTER if chance < step else 0))
    tops = [Decimal(str(grown[whole])) for whole in wholes if _is_number(grown.get(whole))]
    olds = [Decimal(str(base[whole])) for whole in wholes if _is_number(base.get(whole))]
    if not tops:
        new = old * (Decimal(97) + int(step * 16)) / 100
    elif old == 0:
        new = old
    else:
        top, before = min(tops), min(olds)
        scaled = old * top / before if before else old
        new = scaled * Decimal("0.95") if chance < FALLS else scaled + (top - scaled) * Decimal(str(round(step, 2)))
        new = min(new, top)
    return int(new) if isinstance(value, int) else f"{new:.1f}"


def _is_number(value: Answer | None) -> bool:
    return value is not None and str(value).replace(".", "", 1).isdigit()
