"""The page of one criterion: what is asked, how it is scored, which rules judge it, how the units did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minhbach.export.api import places
from minhbach.model.criteria import Criterion, Figure, Rule
from minhbach.scoring.words import describe
from minhbach.site import addresses
from minhbach.site.contexts.criterion_results import TierOutcome, outcome
from minhbach.site.contexts.criterion_since import Since, since
from minhbach.site.contexts.good_examples import TierExamples, good_examples
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.words import EVIDENCE_TEXTS, KIND_TEXTS, ROLE_TEXTS, SEVERITY_TEXTS
from minhbach.site.writing import Writer, without_values


@dataclass(frozen=True, slots=True)
class TierPoints:
    tier: str
    points: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureLine:
    id: str
    label: str
    kind: str
    limits: str
    options: tuple[str, ...]
    not_applicable: bool
    help: str
    elsewhere: Link | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleLine:
    id: str
    address: str
    severity: str
    kind: str
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionPage:
    head: Head
    address: str
    id: str
    number: str
    title: str
    group: str
    pillar: str
    role: str
    points: tuple[TierPoints, ...]
    guidance: str
    evidence: str
    reference: str
    words: str
    figures: tuple[FigureLine, ...]
    rules: tuple[RuleLine, ...]
    outcomes: tuple[TierOutcome, ...]
    since: Since
    examples: tuple[TierExamples, ...]
    document: str
    previous: Link | None
    next: Link | None


def build(view: RoundView, item: Criterion, earlier: RoundView | None = None) -> CriterionPage:
    """`earlier` is the round before, None when there is none here."""
    before, after = _neighbours(view, item)
    criteria, write = view.criteria, view.write
    group = view.criterion_groups[item.id]
    pillar = next(pillar for pillar in criteria.pillars if group in tuple(pillar.leaves()))
    tiers = [tier for tier in criteria.tiers if tier.id in item.points]
    return CriterionPage(
        head=view.head,
        address=addresses.criterion(view.id, item.id),
        id=item.id,
        number=item.number,
        title=write.text(item.title),
        group=f"{group.number} {write.text(group.title)}".strip(),
        pillar=write.text(pillar.title) if pillar is not group else "",
        role=write.text(ROLE_TEXTS[item.role]),
        points=tuple(TierPoints(write.text(tier.title), write.short_points(item.points[tier.id])) for tier in tiers),
        guidance=write.text(item.guidance) if item.guidance else "",
        evidence=write.text(EVIDENCE_TEXTS[item.evidence]),
        reference=item.reference,
        words=describe(item.form, criteria, view.lang),
        figures=tuple(_figure(view, item, criteria.figures[name]) for name in item.uses if name in criteria.figures),
        rules=tuple(_rule(write, rule) for rule in criteria.rules if touches(rule, item.uses)),
        outcomes=tuple(found for tier in tiers if (found := outcome(view, item, tier))),
        since=since(view, item, earlier),
        examples=good_examples(view, item),
        document=places.criterion(view.id, item.id),
        previous=before,
        next=after,
    )


def _neighbours(view: RoundView, item: Criterion) -> tuple[Link | None, Link | None]:
    items = [None, *view.criteria.criteria(), None]
    place = items.index(item)
    before, after = items[place - 1], items[place + 1]
    return _neighbour(view, before), _neighbour(view, after)


def _neighbour(view: RoundView, item: Criterion | None) -> Link | None:
    if item is None:
        return None
    return Link(f"{item.number} {view.write.text(item.title)}".strip(), addresses.criterion(view.id, item.id))


def touches(rule: Rule, figures: Sequence[str]) -> bool:
    """Whether a rule mentions one of the figures, plainly or behind a dot (`previous.officials`)."""
    return any(name.rpartition(".")[2] in figures for name in rule.names)


def _rule(write: Writer, rule: Rule) -> RuleLine:
    return RuleLine(
        id=rule.id,
        address=addresses.rule(rule.id),
        severity=write.text(SEVERITY_TEXTS[rule.severity]),
        kind=rule.severity.value,
        message=without_values(write.text(rule.message)),
    )


def _figure(view: RoundView, criterion: Criterion, figure: Figure) -> FigureLine:
    home, write = figure.criterion, view.write
    elsewhere = home and home != criterion.id and home in view.criterion_groups
    return FigureLine(
        id=figure.id,
        label=write.text(figure.label),
        kind=write.text(KIND_TEXTS[figure.kind]) + (f", {figure.unit}" if figure.unit else ""),
        limits=_limits(write, figure),
        options=tuple(write.text(words) for words in figure.options.values()),
        not_applicable=figure.may_be_not_applicable,
        help=write.text(figure.help) if figure.help else "",
        elsewhere=_criterion_link(view, home) if elsewhere else None,
    )


def _criterion_link(view: RoundView, criterion_id: str) -> Link:
    number = view.criterion_by_id[criterion_id].number
    title = f"{view.write.say('tiêu chí', 'criterion')} {number}"
    return Link(title, addresses.criterion(view.id, criterion_id))


def _limits(write: Writer, figure: Figure) -> str:
    parts = []
    if figure.least:
        parts.append(f"{write.say('từ', 'from')} {write.short_points(figure.least)}")
    if figure.most is not None:
        parts.append(f"{write.say('đến', 'up to')} {write.short_points(figure.most)}")
    return " ".join(parts)
