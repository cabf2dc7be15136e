"""The criteria of a round: weights, formulas, figures, levels; and each criterion with the points of every unit."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from minhbach.diagnostics import Text
from minhbach.exact import decimal_text
from minhbach.export.api import places
from minhbach.export.api.source import ApiRound, words, words_or_none
from minhbach.export.json_text import Document, Written, compact
from minhbach.model.criteria import CriteriaSet, Criterion, Figure, Level, Section
from minhbach.model.forms import Form
from minhbach.results import UnitResult
from minhbach.scoring.rollup import CriterionScore
from minhbach.scoring.words import describe


def criteria_document(source: ApiRound) -> Document:
    """The whole set. Points and totals by tier; a tier that is not named is not assessed."""
    criteria = source.criteria
    return {
        **source.head("criteria"),
        "title": words(criteria.title),
        "status": criteria.status,
        "note": words_or_none(criteria.note),
        "reference": criteria.reference or None,
        "ranked_by": criteria.ranked_by,
        "conversion": criteria.conversion,
        "publication": {
            "decimals": source.round.publication.decimals,
            "rounding": source.round.publication.rounding,
            "rank_on": source.round.publication.rank_on,
        },
        "tiers": [{"id": tier.id, "title": words(tier.title), "slug": tier.slug} for tier in criteria.tiers],
        "totals": _points(criteria.totals),
        "sections": [_section(pillar) for pillar in criteria.pillars],
        "criteria_list": [
            {**_criterion(source, item, group), "document": places.criterion(source.id, item.id)}
            for group in criteria.groups()
            for item in group.criteria
        ],
        "figures": [_figure(figure) for figure in criteria.figures.values()],
        "levels": [_level(level) for level in criteria.levels],
    }


def criterion_document(source: ApiRound, criterion: Criterion, group: Section) -> Document:
    """One criterion; `units` is null while the phase shows no results."""
    scores = source.by_criterion[criterion.id] if source.results else None
    return {
        **source.head("criterion", 2),
        "criterion": _criterion(source, criterion, group),
        "units": None if scores is None else [_scored(source, result, score) for result, score in scores],
    }


def _scored(source: ApiRound, result: UnitResult, score: CriterionScore) -> Written:
    unit = compact({"code": result.unit.code, "tier": result.unit.tier})
    return Written(f"{unit[:-1]},{source.scores.of(score)[1:]}")


def _points(points: Mapping[str, Fraction]) -> Document:
    return {tier: decimal_text(number) for tier, number in points.items()}


def _section(section: Section) -> Document:
    return {
        "id": section.id,
        "number": section.number or None,
        "title": words(section.title),
        "totals": _points(section.totals),
        "sections": [_section(part) for part in section.sections],
        "criteria": [item.id for item in section.criteria],
    }


def _criterion(source: ApiRound, criterion: Criterion, group: Section) -> Document:
    return {
        "id": criterion.id,
        "number": criterion.number,
        "title": words(criterion.title),
        "group": group.id,
        "role": criterion.role.value,
        "points": _points(criterion.points),
        "formula": words(_formula(criterion.form, source.criteria)),
        "figures": list(criterion.uses),
        "evidence": criterion.evidence,
        "guidance": words_or_none(criterion.guidance),
        "reference": criterion.reference or None,
        "page": places.criterion_page(source.id, criterion.id),
    }


def _formula(form: Form, criteria: CriteriaSet) -> Text:
    return Text(describe(form, criteria, "vi"), describe(form, criteria, "en"))


def _figure(figure: Figure) -> Document:
    return {
        "id": figure.id,
        "kind": figure.kind.value,
        "label": words(figure.label),
        "unit": figure.unit or None,
        "options": [{"value": value, "label": words(label)} for value, label in figure.options.items()],
        "least": None if figure.least is None else decimal_text(figure.least),
        "most": None if figure.most is None else decimal_text(figure.most),
        "may_be_not_applicable": figure.may_be_not_applicable,
        "sum_of": figure.sum_of,
        "help": words_or_none(figure.help),
        "criterion": figure.criterion or None,
    }


def _level(level: Level) -> Document:
    return {
        "id": level.id,
        "title": words(level.title),
        "at_least": decimal_text(level.at_least),
        "conditions": [
            {
                "at_least": decimal_text(item.at_least),
                "every": item.every,
                "section": item.section,
                "criterion": item.criterion,
            }
            for item in level.conditions
        ],
    }
