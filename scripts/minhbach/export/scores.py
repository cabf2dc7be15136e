"""The JSON of results: its own versioned shape, apart from the inner model. Numbers are decimal strings."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from minhbach.exact import Publication, decimal_text, published_text
from minhbach.model.chain import Chain
from minhbach.model.submission import Answer, State, Value
from minhbach.results import TOTAL, RoundResults, Standing, TierResults, UnitResult
from minhbach.scoring.rollup import CriterionScore, SectionScore
from minhbach.scoring.trace import Trace
from minhbach.scoring.words import explain

SCHEMA_VERSION = 1

Document = dict[str, Any]


def scores_document(results: RoundResults, lang: str = "vi") -> Document:
    """Everything of a round at a milestone. The keys are stable and always there; `null` means that there is none."""
    record = results.record
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
        "units": [unit_document(results, unit, lang) for tier in results.tiers for unit in tier.units],
        "near_ties": [item for tier in results.tiers for item in _near_ties(results, tier)],
    }


def unit_document(results: RoundResults, result: UnitResult, lang: str = "vi") -> Document:
    publication = results.round.publication
    standing = result.standings.get(TOTAL)
    pillars = {pillar.id for pillar in results.criteria.pillars}
    groups = {group.id for group in results.criteria.groups()}
    sections = result.sections
    return {
        "code": result.unit.code,
        "name": result.unit.name,
        "tier": result.unit.tier,
        "parent": result.unit.parent,
        "status": result.status.value,
        **_standing(standing),
        "pillars": {
            name: {**_section(section, publication), **_standing(result.standings.get(name), only_rank=True)}
            for name, section in sections.items()
            if name in pillars
        },
        "groups": {name: _section(section, publication) for name, section in sections.items() if name in groups},
        "criteria": {
            score.criterion.id: _criterion(results, result, score, publication, lang) for score in result.criteria
        },
    }


def _number(number: Fraction | None) -> str | None:
    return None if number is None else decimal_text(number)


def _published(number: Fraction | None, publication: Publication) -> str | None:
    return None if number is None else published_text(number, publication)


def _standing(standing: Standing | None, *, only_rank: bool = False) -> Document:
    ranks: Document = {
        "level": standing.level.id if standing and standing.level else None,
        "rank": standing.rank if standing else None,
        "tied": standing.tied if standing else None,
    }
    if only_rank:
        return ranks
    return {
        "total": _number(standing.value) if standing else None,
        "total_published": format(standing.published, "f") if standing else None,
        "maximum": _number(standing.maximum) if standing else None,
        "share": _number(standing.share) if standing else None,
        **ranks,
    }


def _section(section: SectionScore, publication: Publication) -> Document:
    return {
        "points": _number(section.points),
        "maximum": _number(section.maximum),
        "declared": _number(section.declared),
        "adjustment": _number(section.adjustment),
        "converted": _number(section.value),
        "converted_published": _published(section.value, publication),
        "share": _number(section.share),
    }


def _criterion(
    results: RoundResults, result: UnitResult, score: CriterionScore, publication: Publication, lang: str
) -> Document:
    return {
        "state": "scored" if score.state is State.VALUE else score.state.value,
        "points": _number(score.points),
        "points_published": _published(score.points, publication),
        "maximum": _number(score.maximum),
        "declared": _number(score.declared),
        "figures": {name: _chain(result.chains[name]) for name in score.criterion.uses},
        "trace": trace_document(score.trace),
        "words": list(explain(score, results.criteria, "en" if lang == "en" else "vi")),
    }


def _chain(chain: Chain) -> list[Document]:
    return [
        {"origin": link.origin.value, **answer_document(link.answer), "change_reason": link.reason or None}
        for link in chain.links
    ]


def answer_document(answer: Answer) -> Document:
    return {"state": answer.state.value, "value": plain_value(answer.value), "reason": answer.reason or None}


def plain_value(value: Value | None) -> int | str | bool | None:
    """Counts, yes/no and words as they are; amounts as decimal strings."""
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def trace_document(trace: Trace) -> Document:
    return {
        "form": trace.form,
        "state": "scored" if trace.state is State.VALUE else trace.state.value,
        "clause": trace.clause,
        "share": _number(trace.share),
        "weight": _number(trace.weight),
        "facts": {
            name: decimal_text(fact) if isinstance(fact, Fraction) else fact for name, fact in trace.facts.items()
        },
        "parts": [trace_document(part) for part in trace.parts],
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


def json_bytes(document: Document) -> bytes:
    """JSON as it is published: keys in the document's order, each entry of a top-level list on a line of its own."""
    lines = [f"{_compact(key)}: {_member(value)}" for key, value in document.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _member(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _compact(value)
    return "[\n" + ",\n".join(_compact(item) for item in value) + "\n]"
