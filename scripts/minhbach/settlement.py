"""What the minutes of an inspection did to a unit's points: its total as it is, less its total without them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from minhbach.model.chain import Chain, Link, Origin
from minhbach.model.inspection import Inspection, SettledFigure
from minhbach.model.submission import MISSING, Answer
from minhbach.repository import Dataset
from minhbach.results import RoundResults, TierPeers, TierResults, UnitResult, earlier_answers
from minhbach.scoring.forms import Situation
from minhbach.scoring.rollup import index_sections, score_total

_ORDER = (Origin.REPORTED, Origin.SUPPLEMENTED, Origin.COMPUTED, Origin.SETTLED, Origin.AMENDED)


class Force(StrEnum):
    """Whether settled values count in the results: they do, they will in a later edition, or never (not agreed)."""

    COUNTS = "counts"
    LATER = "later"
    NOT_AGREED = "not_agreed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settlement:
    """Points that the minutes moved, by scale and exact; those of minutes that do not count are what they would move.

    `figures` holds each compared figure alone, all others as they count, so it need not add up to `together`. A unit
    without a total on a scale has no number there.
    """

    force: Force
    figures: Mapping[str, Mapping[str, Fraction]]
    together: Mapping[str, Fraction]


def settlements(dataset: Dataset, results: RoundResults) -> dict[str, Settlement]:
    """The settlement of every inspected unit that has a total, by code."""
    data = dataset.rounds[results.round.id]
    found: dict[str, Settlement] = {}
    for tier in results.tiers:
        inspected = [unit for unit in tier.units if unit.total is not None and unit.unit.code in data.inspections]
        if inspected:
            scorer = _Scorer(dataset, results, tier)
            found |= {unit.unit.code: scorer.settlement(unit, data.inspections[unit.unit.code]) for unit in inspected}
    return found


class _Scorer:
    """Scores a unit of a tier again with some answers changed; its peers keep theirs."""

    def __init__(self, dataset: Dataset, results: RoundResults, tier: TierResults) -> None:
        self._results = results
        self._tier = tier
        self._answers = {unit.unit.code: unit.answers for unit in tier.units if unit.total is not None}
        self._earlier = earlier_answers(dataset.rounds, dataset.rounds[results.round.id], tier.tier)

    def settlement(self, unit: UnitResult, inspection: Inspection) -> Settlement:
        force = _force(unit, inspection)
        changed = {item.figure: changes for item in inspection.findings if (changes := _changes(unit, item, force))}
        together = {name: answer for changes in changed.values() for name, answer in changes.items()}
        sign = 1 if force is Force.COUNTS else -1
        return Settlement(
            force=force,
            figures={
                item.figure: self._moved(unit, changed.get(item.figure, {}), sign) for item in inspection.findings
            },
            together=self._moved(unit, together, sign),
        )

    def _moved(self, unit: UnitResult, changes: Mapping[str, Answer], sign: int) -> dict[str, Fraction]:
        """Total as it is less total with the changes; the other way round for what would have been (`sign` -1)."""
        now = self._totals(unit, {})
        other = self._totals(unit, changes) if changes else now
        return {scale: sign * (value - other[scale]) for scale, value in now.items() if scale in other}

    def _totals(self, unit: UnitResult, changes: Mapping[str, Answer]) -> dict[str, Fraction]:
        scales = self._results.scales
        if not changes:
            return {scale: value for scale in scales if (value := unit.sections[scale].value) is not None}
        code = unit.unit.code
        own = {**self._answers[code], **changes}
        peers = TierPeers([*(self._answers | {code: own}).values()], self._earlier)
        situation = Situation(answers=own, peers=peers, points=Fraction(0))
        sections = index_sections(score_total(self._results.criteria, self._tier.tier.id, situation))
        return {scale: value for scale in scales if (value := sections[scale].value) is not None}


def _force(unit: UnitResult, inspection: Inspection) -> Force:
    if not inspection.agreed:
        return Force.NOT_AGREED
    chains = unit.chains
    counted = any(
        chains[item.figure].link(Origin.SETTLED) is not None for item in inspection.findings if item.figure in chains
    )
    return Force.COUNTS if counted or not inspection.findings else Force.LATER


def _changes(unit: UnitResult, item: SettledFigure, force: Force) -> dict[str, Answer]:
    """The answer with the finding left out, or put in where it does not count; empty when that changes nothing."""
    chain = unit.chains.get(item.figure)
    if chain is None:
        return {}
    links = [link for link in chain.links if link.origin is not Origin.SETTLED]
    if force is not Force.COUNTS:
        links = list(_with_settled(chain, item))
    answer = links[-1].answer if links else MISSING
    same = (answer.state, answer.value) == (chain.current.state, chain.current.value)
    return {} if same else {item.figure: answer}


def _with_settled(chain: Chain, item: SettledFigure) -> Iterator[Link]:
    """The chain as it would stand had the finding counted: what was amended afterwards still comes last."""
    settled = Link(origin=Origin.SETTLED, answer=item.settled)
    yield from sorted((*chain.links, settled), key=lambda link: _ORDER.index(link.origin))
