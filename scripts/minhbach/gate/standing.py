"""A tier of a round on the base: everybody's answers, the limits that relative forms rest on, everybody's values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from minhbach.gate.base import Base, RoundBase, content_id
from minhbach.gate.memory import Memory, Shelf, remembered
from minhbach.model.forms import MinMax, Operand, Relative, subforms
from minhbach.model.round import Milestone
from minhbach.model.submission import Answer, Submission
from minhbach.model.units import Tier
from minhbach.reading.inspections import read_inspections
from minhbach.reading.rounds import read_receipts
from minhbach.repository import RoundData
from minhbach.results import TOTAL, TierPeers, earlier_answers
from minhbach.scoring.forms import Situation
from minhbach.scoring.rollup import SectionScore, index_sections, score_total
from minhbach.values import chains_of

Answers = Mapping[str, Answer]
Values = Mapping[str, Mapping[str, Fraction]]


class Standing:
    """The units of one tier as the base has them, at one milestone."""

    def __init__(self, base: Base, of_round: RoundBase, tier: Tier, milestone: Milestone, memory: Memory) -> None:
        self.base = base
        self.round = of_round
        self.tier = tier
        self.milestone = milestone
        self.memory = memory
        self.criteria = of_round.usable.criteria
        self.units = [unit for unit in of_round.register.of_tier(tier.id) if unit.exempt is None]

    @cached_property
    def shelf(self) -> Shelf:
        return self.memory.shelf(self.base.tree, self.round, self.tier.id)

    @cached_property
    def _read(self) -> dict[str, tuple[str, Submission]]:
        found = ((unit.code, remembered(self.base.tree, self.round, unit, self.shelf)) for unit in self.units)
        return {code: item for code, item in found if item is not None}

    @property
    def submissions(self) -> dict[str, Submission]:
        return {code: submission for code, (_, submission) in self._read.items()}

    @cached_property
    def _data(self) -> RoundData:
        """The round as far as the answers of this tier rest on it: its units, those they add up, and the minutes."""
        below = [tier for tier in self.criteria.tiers if tier.parent == self.tier.id and self._adds_up]
        data = self._light(self.round, self.tier, *below)
        minutes = read_inspections(self.base.tree, self.round.id, self.round.register, self.criteria)
        receipts, _ = read_receipts(self.base.tree, self.round.id, self.round.register) if below else ({}, ())
        return replace(data, inspections=minutes.by_key, receipts=receipts)

    @cached_property
    def _beside(self) -> str:
        """Stands for everything but a unit's own file that its answers rest on: minutes, units that are added up."""
        tree, folder = self.base.tree, f"submissions/{self.round.id}"
        paths = tree.list(f"{folder}/inspections")
        if self._adds_up:
            paths += [
                *tree.list(f"{folder}/units"),
                *(path for path in (f"{folder}/receipts.yaml",) if tree.exists(path)),
            ]
        files = [(path, content_id(tree, path)) for path in paths]
        return hashlib.sha256(repr(files).encode()).hexdigest()[:16] if files else ""

    @property
    def _adds_up(self) -> bool:
        return any(figure.sum_of is not None for figure in self.criteria.figures_of(self.tier.id).values())

    def answers(self, code: str) -> Answers | None:
        """The answers of a unit on the base."""
        read = self._read.get(code)
        return self.current(read[1]) if read is not None else None

    def current(self, submission: Submission) -> Answers:
        return self._chosen(submission, self.criteria.figures_of(self.tier.id))

    def _chosen(self, submission: Submission, figures: Iterable[str]) -> Answers:
        unit, data = self.round.register.by_code[submission.unit], self._data
        if data.submissions.get(unit.code) is not submission:
            data = replace(data, submissions={**data.submissions, unit.code: submission})
        chains = chains_of(data, unit, self.milestone, figures=figures)
        return {name: chain.current for name, chain in chains.items()}

    @cached_property
    def _limiting(self) -> dict[str, Answers]:
        """Of every unit the answers that limits of the tier rest on: few of many."""
        figures = {name for form in self._relative for name in form.operand.names}
        return {code: self._chosen(submission, figures) for code, submission in self.submissions.items()}

    @property
    def scales(self) -> tuple[str, ...]:
        if self.criteria.ranked_by == "total":
            return (TOTAL,)
        return tuple(pillar.id for pillar in self.criteria.pillars)

    def peers(self, changed: Mapping[str, Answers]) -> TierPeers:
        """The limits of the tier when some units' answers are others than on the base."""
        return TierPeers({**self._limiting, **changed}.values(), self._earlier)

    def total(self, answers: Answers, peers: TierPeers) -> SectionScore:
        situation = Situation(answers=answers, peers=peers, points=Fraction(0))
        return score_total(self.criteria, self.tier.id, situation)

    def values(self, peers: TierPeers, without: str) -> dict[str, dict[str, Fraction]]:
        """The values per scale of every unit but one, under these limits; remembered by content and limits."""
        mark = f"{self.milestone.value}:{self.limits_of(peers)}:{self._beside}"
        found: dict[str, dict[str, Fraction]] = {}
        for code, (key, submission) in self._read.items():
            if code != without:
                scores = self.shelf.entries[key].scores
                if mark not in scores:
                    scored = self.scored(self.total(self.current(submission), peers))
                    scores[mark] = {scale: _text(value) for scale, value in scored.items()}
                    self.shelf.changed = True
                found[code] = {scale: Fraction(text) for scale, text in scores[mark].items() if text is not None}
        return found

    def scored(self, total: SectionScore) -> dict[str, Fraction | None]:
        sections = index_sections(total)
        return {scale: sections[scale].value for scale in self.scales}

    def limits_of(self, peers: TierPeers) -> str:
        """Stands for the limits of every relative form of the tier: equal when no other unit's points can differ."""
        limits = [
            (operand.top.text, operand.bottom and operand.bottom.text, since, peers.limits(operand, since))
            for operand, since in self._operands
        ]
        return hashlib.sha256(repr(limits).encode()).hexdigest()[:16]

    @cached_property
    def _operands(self) -> list[tuple[Operand, str | None]]:
        return [(form.operand, form.since if isinstance(form, MinMax) else None) for form in self._relative]

    @cached_property
    def _relative(self) -> list[Relative | MinMax]:
        """The forms that look at the other units of the tier."""
        forms = [form for criterion in self.criteria.criteria_of(self.tier.id) for form in subforms(criterion.form)]
        return [form for form in forms if isinstance(form, Relative | MinMax)]

    @cached_property
    def _earlier(self) -> dict[str, list[Answers]]:
        """Read only when a form of the tier pools rounds: most do not."""
        if not any(since is not None for _, since in self._operands):
            return {}
        before = [self.base.round(name) for name in self.base.round_ids if name < self.round.id]
        rounds = {item.id: self._light(item, self.tier) for item in before if item is not None and self._has_tier(item)}
        return dict(earlier_answers(rounds, self._light(self.round, self.tier), self.tier))

    def _has_tier(self, other: RoundBase) -> bool:
        return self.tier.id in other.usable.structures

    def _light(self, other: RoundBase, *tiers: Tier) -> RoundData:
        found: dict[str, Submission] = {}
        for tier in tiers:
            shelf = self.memory.shelf(self.base.tree, other, tier.id)
            for unit in other.register.of_tier(tier.id):
                item = remembered(self.base.tree, other, unit, shelf) if unit.exempt is None else None
                if item is not None:
                    found[unit.code] = item[1]
        return RoundData(round=other.round, register=other.register, criteria=other.usable.criteria, submissions=found)


def _text(value: Fraction | None) -> str | None:
    return str(value) if value is not None else None
