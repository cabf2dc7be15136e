"""What happens to a round after its figures came in: questions, answers, visits, supplements, a correction.

Everything follows from what the checker asks about the figures as they were first handed in, and from the seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path

from minhbach.checks import run_checks
from minhbach.diagnostics import Diagnostic, Severity
from minhbach.model.round import Milestone
from minhbach.model.submission import Answer as Read
from minhbach.model.submission import State, Submission
from minhbach.repository import Dataset, RoundData, load
from minhbach.tree import WorkTree
from minhbach.values import chain_of
from tests.generator import speech
from tests.generator.flaws import Flaws, plan_few_flaws, plan_flaws
from tests.generator.generate import draw_answers, receipts_of, reported_files
from tests.generator.growth import empty_round, grown_answers
from tests.generator.pages import OnlySome
from tests.generator.profiles import Answer, Answers
from tests.generator.sources import Plan, Unit, read_plan
from tests.generator.writing import receipts_text

VISITS, SUPPLEMENTS, TEAMS = 15, 20, 3
COMPARED = 10
"""So many figures a team compares at most."""

TO_INSPECTION = frozenset(
    {
        "bandwidth-plausible",
        "many-computers",
        "many-accounts",
        "readiness-all-full",
        "results-all-full",
        "resolved-plausible",
        "it-spending-high",
    }
)
"""Rules whose questions no document can answer: somebody has to go and look."""

FOUND_LOWER = ("officials_trained", "officials_skilled", "computers_protected", "documents_signed", "news_items")
"""Figures that a team finds a little lower than reported; nothing else has to be smaller than these."""

RISING = {
    "news_items": None,
    "officials_trained": "officials",
    "documents_signed": "documents_electronic",
    "meetings": None,
    "security_sessions": None,
}
"""Figures that go on rising after the first cut-off date, with the one that they cannot exceed."""


NEED_MORE = ("news_items", "meetings")
"""Of these, none may mean that there cannot be any."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question: the figure and the rule it came from, what it says, and how it ended."""

    id: str
    unit: Unit
    figure: str
    rule: str
    asked: date
    text: str
    ends: str
    filled: Answer | None = None
    lies: str = ""
    """Of a parent's own total: whether it lies `above` or `below` what its children add up to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A figure that a team compared; `settled` is what it found."""

    figure: str
    reported: Answer | None
    settled: Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """A visit of a team. Whoever is `late` agreed only in January, after the preliminary result."""

    unit: Unit
    team: int
    begins: datetime
    ends: datetime
    found: tuple[Found, ...] = ()
    agreed: bool = True
    late: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Risen:
    """A figure as it stood at the second cut-off date."""

    figure: str
    before: int
    after: int


class Later:
    """The later stages of a round, each computed once."""

    def __init__(self, root: Path, round_id: str, seed: str) -> None:
        self.root = root
        self.seed = seed
        self.plan: Plan = read_plan(root, round_id)
        self.empty = empty_round(root, round_id)

    def rng(self, purpose: str) -> random.Random:
        return random.Random(f"{self.seed}:later:{purpose}")

    @cached_property
    def flaws(self) -> Flaws:
        rng = random.Random(f"{self.seed}:flaws")
        return plan_flaws(rng, self.plan) if self.empty is None else plan_few_flaws(rng, self.plan)

    @cached_property
    def answers(self) -> dict[str, Answers]:
        drawn = draw_answers(self.plan, self.seed, self.flaws)
        return drawn if self.empty is None else grown_answers(self.plan, self.empty, self.seed, drawn)

    @cached_property
    def reported(self) -> dict[str, str]:
        """The unit files as they were first handed in, by path below the round."""
        return reported_files(self.plan, self.seed, self.flaws, self.answers)

    @cached_property
    def receipts(self) -> list[tuple[Unit, datetime, date | None]]:
        return receipts_of(self.plan, self.seed, self.flaws)

    @cached_property
    def data(self) -> RoundData:
        """The round as the package reads it, with nothing but what was first handed in."""
        folder = f"submissions/{self.plan.round_id}"
        files = {f"{folder}/{path}": text.encode() for path, text in self.reported.items()}
        files[f"{folder}/receipts.yaml"] = receipts_text(self.receipts).encode()
        dataset, _ = load(OnlySome(WorkTree(self.root), self.plan.round_id, files))
        return dataset.rounds[self.plan.round_id]

    @cached_property
    def honest(self) -> dict[str, Answers]:
        """What every unit would have reported without its flaws: what a team finds when it looks."""
        return draw_answers(self.plan, self.seed, Flaws())

    # Questions ---------------------------------------------------------------

    @cached_property
    def questions(self) -> tuple[Asked, ...]:
        units = {unit.code: unit for unit in self.plan.units}
        by_unit: dict[str, list[Diagnostic]] = {}
        for item in self._queries():
            by_unit.setdefault(str(item.unit), []).append(item)
        days = _working(self.plan.review[0] + timedelta(days=1), 4)
        return tuple(
            self._asked(units[code], number, item, self.rng(f"asked:{code}").choice(days))
            for code, items in by_unit.items()
            for number, item in enumerate(items, start=1)
        )

    def _queries(self) -> Iterator[Diagnostic]:
        dataset = Dataset(sets={self.data.criteria.id: self.data.criteria}, rounds={self.plan.round_id: self.data})
        for item in run_checks(dataset):
            if item.severity is Severity.QUERY and item.unit is not None and item.figure is not None:
                yield item

    def _asked(self, unit: Unit, number: int, item: Diagnostic, day: date) -> Asked:
        figure = str(item.figure)
        fills = item.code == "figure-missing" and self.rng(f"fills:{unit.code}:{figure}").random() < 0.6
        return Asked(
            id=f"Q{number}",
            unit=unit,
            figure=figure,
            rule=item.code,
            asked=day,
            text=speech.question(item),
            ends="to_inspection" if item.code in TO_INSPECTION and self.empty is None else "accepted",
            filled=self.honest[unit.code][figure] if fills else None,
            lies=self._lies(unit, figure) if item.code == "sum-differs" else "",
        )

    def _lies(self, unit: Unit, figure: str) -> str:
        own = self.reads(unit.code).answers[figure]
        computed = chain_of(self.data, self.data.register.by_code[unit.code], figure, Milestone.PRELIMINARY).current
        return "above" if _count(own) > _count(computed) else "below"

    # Visits ------------------------------------------------------------------

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """Only in a first round: the later one is there to be compared with.

        Who was sent a team because of a question is visited after the review, the others while it goes on.
        """
        if self.empty is not None:
            return ()
        sent = [unit for unit in self.plan.units if self._is_sent(unit)]
        others = self._others([unit for unit in self.plan.units if self.data.is_approved(unit.code)], sent)
        exact = next((unit for unit in others if unit.tier == "department"), None)
        before = _working(self.plan.review[0] + timedelta(days=4), 10)
        after = _working(self.plan.review[1] + timedelta(days=1), 5)
        visits = [
            *(
                self._visit(place, unit, before[place * len(before) // len(others)])
                for place, unit in enumerate(others)
            ),
            *(self._visit(place, unit, after[place // (2 * TEAMS)]) for place, unit in enumerate(sent)),
        ]
        found = {visit.unit.code: visit for visit in visits}
        return tuple(
            replace(found[unit.code], found=tuple(self._found(unit, exact=unit is exact)))
            for unit in self.plan.units
            if unit.code in found
        )

    def _is_sent(self, unit: Unit) -> bool:
        return any(asked.unit is unit and asked.ends == "to_inspection" for asked in self.questions)

    def _others(self, approved: list[Unit], sent: list[Unit]) -> list[Unit]:
        """Who is visited besides, some of each tier, in the order of the register."""
        rest = [unit for unit in approved if unit not in sent]
        self.rng("visits").shuffle(rest)
        chosen: list[Unit] = []
        for tier in ("department", "department", "district", "district", *("commune",) * VISITS):
            if len(sent) + len(chosen) < VISITS:
                chosen.append(next(unit for unit in rest if unit.tier == tier and unit not in chosen))
        return [unit for unit in self.plan.units if unit in chosen]

    def _visit(self, place: int, unit: Unit, day: date) -> Visit:
        """Each team goes to one unit in the morning and to another in the afternoon."""
        rng = self.rng(f"visit:{unit.code}")
        if place // TEAMS % 2 == 0:
            begins, ends = time(8, 0), time(11, rng.choice((0, 15, 30)))
        else:
            begins, ends = time(13, 30), time(16, rng.choice((15, 45)))
        rules = {asked.rule for asked in self.questions if asked.unit is unit}
        return Visit(
            unit=unit,
            team=place % TEAMS + 1,
            begins=datetime.combine(day, begins),
            ends=datetime.combine(day, ends),
            agreed="many-accounts" not in rules,
            late="results-all-full" in rules,
        )

    def _found(self, unit: Unit, *, exact: bool) -> Iterator[Found]:
        """First what the unit got wrong, or two figures that are a little lower; then what was right.

        Of the `exact` unit everything was right.
        """
        rng = self.rng(f"found:{unit.code}")
        reported = {name: item for name, item in self.reads(unit.code).answers.items() if item.state is State.VALUE}
        honest = self.honest[unit.code]
        wrong = {name for name, answer in reported.items() if str(honest[name]) != text_of(answer)}
        wrong -= {name for name, figure in self.data.criteria.figures.items() if figure.sum_of}
        values = {name: honest[name] for name in reported if name in wrong}
        if not wrong and not exact:
            lower = [
                name for name in FOUND_LOWER if isinstance(reported[name].value, int) and _count(reported[name]) > 4
            ]
            for name in rng.sample(lower, 2):
                values[name] = _count(reported[name]) - rng.randint(1, max(1, _count(reported[name]) // 8))
        right = [name for name, answer in reported.items() if isinstance(answer.value, int) and name not in values]
        for name in [*values, *rng.sample(right, rng.randint(3, max(3, min(6, COMPARED - len(values)))))]:
            own = text_of(reported[name])
            yield Found(figure=name, reported=own, settled=values.get(name, own))

    def reads(self, code: str) -> Submission:
        return self.data.submissions[code]

    # Supplements and the amendment -------------------------------------------

    @cached_property
    def supplements(self) -> Mapping[str, tuple[Risen, ...]]:
        """By unit: what rose up to the second cut-off date. Not where a team settled the figures."""
        visited = {visit.unit.code for visit in self.visits}
        rng = self.rng("supplements")
        units = [unit for unit in self.plan.units if self.data.is_approved(unit.code) and unit.code not in visited]
        chosen = {
            unit.code
            for tier, count in (("department", 4), ("district", 2), ("commune", SUPPLEMENTS - 6))
            for unit in rng.sample([unit for unit in units if unit.tier == tier], count)
        }
        return {
            unit.code: risen for unit in units if unit.code in chosen and (risen := tuple(self._risen(unit.code, rng)))
        }

    def _risen(self, code: str, rng: random.Random) -> Iterator[Risen]:
        answers = self.reads(code).answers
        for name in rng.sample(list(RISING), rng.randint(1, 3)):
            whole = RISING[name]
            if name not in answers or (whole and whole not in answers):
                continue
            before = _count(answers[name])
            if name in NEED_MORE and not before:
                # Without a site there is nothing to post on, without a committee nobody meets.
                continue
            room = _count(answers[whole]) - before if whole else 12
            after = before + min(room, rng.randint(1, 2 if before < 10 else 9))
            if after > before:
                yield Risen(figure=name, before=before, after=after)

    @cached_property
    def amended(self) -> tuple[Unit, str, int, int] | None:
        """The unit, figure, old and new value that a decision corrected after publication; in a first round."""
        if self.empty is not None:
            return None
        touched = {*self.supplements, *(visit.unit.code for visit in self.visits)}
        for unit in reversed(self.plan.units):
            answers = self.reads(unit.code).answers if self.data.is_approved(unit.code) else {}
            signed = answers.get("documents_signed")
            if unit.tier == "commune" and unit.code not in touched and signed and _count(signed) > 150:
                return unit, "documents_signed", _count(signed), _count(signed) // 3
        raise LookupError("no commune to amend")


def _working(first: date, number: int) -> list[date]:
    """The working days among so many days."""
    days = (first + timedelta(days=offset) for offset in range(number))
    return [day for day in days if day.weekday() < 5]


def _count(answer: Read) -> int:
    assert isinstance(answer.value, int)
    return int(answer.value)


def text_of(answer: Read) -> str:
    """An answer as a clerk would write it."""
    if isinstance(answer.value, bool):
        return "có" if answer.value else "không"
    return str(answer.value)
