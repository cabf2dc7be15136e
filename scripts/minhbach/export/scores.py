"""The JSON of results: its own versioned shape, apart from the inner model. Numbers are decimal strings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from minhbach.exact import Lang, decimal_text
from minhbach.export.code_words import score_state
from minhbach.export.json_text import Document, Written, compact, json_pieces, written_object
from minhbach.export.memo import Memo
from minhbach.export.numbers import Numbers
from minhbach.model.chain import Chain
from minhbach.model.submission import Answer, Value
from minhbach.results import TOTAL, RoundResults, Standing, TierResults, UnitResult
from minhbach.scoring.rollup import CriterionScore, SectionScore
from minhbach.scoring.trace import Trace
from minhbach.scoring.words import explain

SCHEMA_VERSION = 1


def scores_document(results: RoundResults, lang: Lang | None = "vi") -> Document:
    """Everything of a round at a milestone. The keys are stable and always there; `null` means that there is none.

    Without a language no point is explained in words: `words` are null.
    """
    return {key: _read(value) for key, value in _members(results, lang).items()}


def scores_pieces(results: RoundResults) -> Iterator[bytes]:
    """The bytes of the same document without words, one unit at a time."""
    return json_pieces(_members(results, None))


def _read(value: Any) -> Any:
    """A list that is made entry by entry as the list it is; written entries are read again."""
    if not isinstance(value, Iterator):
        return value
    return [json.loads(entry) if isinstance(entry, Written) else entry for entry in value]


def _members(results: RoundResults, lang: Lang | None) -> Document:
    """The document; its long lists are made entry by entry."""
    record = results.record
    units = _Units(results, lang)
    return {
        "schema_version": SCHEMA_VERSION,
        "round": results.round.id,
        "milestone": results.milestone.value,
        "figures_as_of": results.figures_as_of.isoformat() if results.figures_as_of else None,
        "edition": record.edition if record is not None else None,
        "published": record.published.isoformat() if record is not None else None,
        "criteria": results.criteria.id,
        "illustrative": results.round.illustrative,
        "scales": list(results.scales),
        "units": (units.line(unit) for tier in results.tiers for unit in tier.units),
        "near_ties": (item for tier in results.tiers for item in _near_ties(results, tier)),
    }


class _Units:
    """Writes the units of a round, one by one."""

    def __init__(self, results: RoundResults, lang: Lang | None) -> None:
        self.criteria = results.criteria
        self.lang = lang
        self.numbers = Numbers(results.round.publication)
        self.pillars = [pillar.id for pillar in results.criteria.pillars]
        self.groups = [group.id for group in results.criteria.groups()]
        # Units that answered alike share chains and scores.
        self.chains = Memo(_chain)
        self.scores = Memo(self._score)

    def line(self, result: UnitResult) -> Written:
        """A unit as JSON. Nearly all of it is what units share, so it is put together from what was written before."""
        sections = result.sections
        unit = compact(
            {
                "code": result.unit.code,
                "name": result.unit.name,
                "tier": result.unit.tier,
                "parent": result.unit.parent,
                "status": result.status.value,
                **self._standing(result.standings.get(TOTAL)),
                "pillars": {
                    name: {**section_document(sections[name], self.numbers), **_rank(result.standings.get(name))}
                    for name in self.pillars
                    if name in sections
                },
                "groups": {
                    name: section_document(sections[name], self.numbers) for name in self.groups if name in sections
                },
            }
        )
        criteria = {score.criterion.id: self._criterion(result, score) for score in result.criteria}
        return Written(f'{unit[:-1]},"criteria":{written_object(criteria)}}}')

    def _standing(self, standing: Standing | None) -> Document:
        return {
            "total": self.numbers.exact(standing.value) if standing else None,
            "total_published": format(standing.published, "f") if standing else None,
            "maximum": self.numbers.exact(standing.maximum) if standing else None,
            "share": self.numbers.exact(standing.share) if standing else None,
            **_rank(standing),
        }

    def _criterion(self, result: UnitResult, score: CriterionScore) -> str:
        points, why, uses = self.scores.of(score)
        chains, written_once = result.chains, self.chains.of
        figures = written_object({name: written_once(chains[name]) for name in uses})
        return f'{points[:-1]},"figures":{figures},{why[1:]}'

    def _score(self, score: CriterionScore) -> tuple[str, str, tuple[str, ...]]:
        """What stands before the figures, what behind them, and which figures these are."""
        why = {
            "trace": trace_document(score.trace, self.numbers),
            "words": None if self.lang is None else list(explain(score, self.criteria, self.lang)),
        }
        return compact(score_document(score, self.numbers)), compact(why), score.criterion.uses


def _rank(standing: Standing | None) -> Document:
    return {
        "level": standing.level.id if standing and standing.level else None,
        "rank": standing.rank if standing else None,
        "tied": standing.tied if standing else None,
    }


def section_document(section: SectionScore, numbers: Numbers) -> Document:
    """A pillar, a group or the whole."""
    value, share = section.value, section.share
    return {
        "points": numbers.exact(section.points),
        "maximum": numbers.exact(section.maximum),
        "declared": numbers.exact(section.declared),
        "adjustment": numbers.exact(section.adjustment),
        "converted": None if value is None else numbers.exact(value),
        "converted_published": None if value is None else numbers.published(value),
        "share": None if share is None else numbers.exact(share),
    }


def score_document(score: CriterionScore, numbers: Numbers) -> Document:
    """The points of a criterion; `maximum` is what is left of `declared` without what is not applicable."""
    return {
        "state": score_state(score.state),
        "points": numbers.exact(score.points),
        "points_published": numbers.published(score.points),
        "maximum": numbers.exact(score.maximum),
        "declared": numbers.exact(score.declared),
    }


def _chain(chain: Chain) -> str:
    return compact(
        [
            {"origin": link.origin.value, **answer_document(link.answer), "change_reason": link.reason or None}
            for link in chain.links
        ]
    )


def answer_document(answer: Answer) -> Document:
    return {"state": answer.state.value, "value": plain_value(answer.value), "reason": answer.reason or None}


def plain_value(value: Value | None) -> int | str | bool | None:
    """Counts, yes/no and words as they are; amounts as decimal strings."""
    return format(value, "f") if isinstance(value, Decimal) else value


def trace_document(trace: Trace, numbers: Numbers) -> Document:
    return {
        "form": trace.form,
        "state": score_state(trace.state),
        "clause": trace.clause,
        "share": None if trace.share is None else numbers.exact(trace.share),
        "weight": None if trace.weight is None else numbers.exact(trace.weight),
        "facts": {
            # Asking a class of numbers for its instances is slow: it looks for others that say to be of it.
            name: numbers.exact(fact) if type(fact) is Fraction else fact
            for name, fact in trace.facts.items()
        },
        "parts": [trace_document(part, numbers) for part in trace.parts],
    }


def _near_ties(results: RoundResults, tier: TierResults) -> list[Document]:
    return [
        {
            "tier": tier.tier.id,
            "scale": scale,
            "higher": item.higher,
            "lower": item.lower,
            "difference": decimal_text(item.difference),
            "same_published": item.same_published,
        }
        for scale in results.scales
        for item in tier.near_ties[scale]
    ]
