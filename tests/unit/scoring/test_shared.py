"""Units that answered alike share their scores: every number is that of a unit scored alone."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import cache

from minhbach.model.chain import Chain
from minhbach.model.round import Milestone
from minhbach.repository import Dataset, load
from minhbach.results import RoundResults, TierPeers, compute_results, earlier_answers
from minhbach.scoring.forms import Situation
from minhbach.scoring.rollup import TierScorer, _added, score_total
from minhbach.tree import WorkTree
from minhbach.values import chain_of
from tests.conftest import ROOT


@cache
def _scored() -> tuple[Dataset, RoundResults]:
    dataset = load(WorkTree(ROOT))[0]
    return dataset, compute_results(dataset, "2019", Milestone.FINAL)


def test_totals_are_those_of_units_scored_alone() -> None:
    dataset, results = _scored()
    data = dataset.rounds["2019"]
    for tier in results.tiers:
        scored = [unit for unit in tier.units if unit.total is not None]
        peers = TierPeers([unit.answers for unit in scored], earlier_answers(dataset.rounds, data, tier.tier))
        scorer = TierScorer(data.criteria, tier.tier.id, peers)
        for unit in scored:
            situation = Situation(answers=unit.answers, peers=peers, points=Fraction(0))
            alone = score_total(data.criteria, tier.tier.id, situation)
            assert scorer.total(unit.answers) == alone == unit.total


def test_scores_are_shared() -> None:
    scores = [score for unit in _scored()[1].by_unit.values() for score in unit.criteria]
    assert len({id(score) for score in scores}) * 2 < len(scores)


def test_chains_are_those_made_one_by_one_and_shared_where_nothing_moved() -> None:
    dataset, results = _scored()
    data, chains = dataset.rounds["2019"], list[Chain]()
    for code, unit in results.by_unit.items():
        for name, chain in unit.chains.items():
            assert chain == chain_of(data, data.register.by_code[code], name, Milestone.FINAL)
            chains.append(chain)
    assert len({id(chain) for chain in chains}) * 2 < len(chains)
    assert any(len(chain.links) > 1 for chain in chains)


def test_criteria_stand_in_the_order_of_the_set() -> None:
    for unit in _scored()[1].by_unit.values():
        assert unit.criteria == (tuple(unit.total.all_criteria()) if unit.total else ())


def test_a_sum_of_fractions_is_exact() -> None:
    rng = random.Random("sum")
    assert _added([]) == 0
    for _ in range(300):
        numbers = [Fraction(rng.randint(-90, 90), rng.randint(1, 60)) for _ in range(rng.randint(1, 9))]
        found = _added(numbers)
        assert found == sum(numbers, Fraction(0))
        assert isinstance(found, Fraction)
