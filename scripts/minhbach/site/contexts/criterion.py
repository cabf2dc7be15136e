"""The page of one criterion: what is asked, how it is scored, which rules judge it, how the units did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from minhbach.exact import NO_BREAK_SPACE
from minhbach.model.criteria import Criterion, Figure, Role, Rule
from minhbach.model.submission import State
from minhbach.model.units import Tier
from minhbach.scoring.rollup import CriterionScore
from minhbach.scoring.words import describe
from minhbach.site import addresses, charts
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.words import EVIDENCE, KINDS, ROLES, SEVERITIES, STATES
from minhbach.site.writing import share, short_points, without_values


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
class Distribution:
    """How the units of a tier did."""

    tier: str
    ranking: str
    points: str
    mean: str
    scored: int
    full: int
    zero: int
    others: str
    bars: tuple[charts.Bar, ...]


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
    distributions: tuple[Distribution, ...]
    previous: Link | None
    next: Link | None


def build(view: RoundView, item: Criterion) -> CriterionPage:
    before, after = _neighbours(view, item)
    criteria = view.criteria
    group = view.criterion_groups[item.id]
    pillar = next(pillar for pillar in criteria.pillars if group in tuple(pillar.leaves()))
    tiers = [tier for tier in criteria.tiers if tier.id in item.points]
    return CriterionPage(
        head=view.head,
        address=addresses.criterion(view.id, item.id),
        id=item.id,
        number=item.number,
        title=item.title.vi,
        group=f"{group.number} {group.title.vi}".strip(),
        pillar=pillar.title.vi if pillar is not group else "",
        role=ROLES[item.role],
        points=tuple(TierPoints(tier.title.vi, short_points(item.points[tier.id])) for tier in tiers),
        guidance=item.guidance.vi if item.guidance else "",
        evidence=EVIDENCE[item.evidence],
        reference=item.reference,
        words=describe(item.form, criteria),
        figures=tuple(_figure(view, item, criteria.figures[name]) for name in item.uses if name in criteria.figures),
        rules=tuple(_rule(rule) for rule in criteria.rules if touches(rule, item.uses)),
        distributions=tuple(found for tier in tiers if (found := _distribution(view, item, tier))),
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


def _rule(rule: Rule) -> RuleLine:
    return RuleLine(
        id=rule.id,
        address=addresses.rule(rule.id),
        severity=SEVERITIES[rule.severity],
        kind=rule.severity.value,
        message=without_values(rule.message.vi),
    )


def _figure(view: RoundView, criterion: Criterion, figure: Figure) -> FigureLine:
    home = figure.criterion
    elsewhere = home and home != criterion.id and home in view.criterion_groups
    return FigureLine(
        id=figure.id,
        label=figure.label.vi,
        kind=KINDS[figure.kind] + (f", {figure.unit}" if figure.unit else ""),
        limits=_limits(figure),
        options=tuple(text.vi for text in figure.options.values()),
        not_applicable=figure.may_be_not_applicable,
        help=figure.help.vi if figure.help else "",
        elsewhere=_criterion_link(view, home) if elsewhere else None,
    )


def _criterion_link(view: RoundView, criterion_id: str) -> Link:
    number = view.criterion_by_id[criterion_id].number
    return Link(f"tiêu chí {number}", addresses.criterion(view.id, criterion_id))


def _limits(figure: Figure) -> str:
    parts = []
    if figure.least:
        parts.append(f"từ {short_points(figure.least)}")
    if figure.most is not None:
        parts.append(f"đến {short_points(figure.most)}")
    return " ".join(parts)


def _distribution(view: RoundView, item: Criterion, tier: Tier) -> Distribution | None:
    scores = view.by_criterion.get((tier.id, item.id), ())
    if not scores:
        return None
    shares = [found for score in scores if (found := earned_share(score)) is not None]
    counts = {state: sum(1 for score in scores if score.state is state) for state in State}
    return Distribution(
        tier=tier.title.vi,
        ranking=addresses.ranking(view.id, tier.slug),
        points=short_points(item.points[tier.id]),
        mean=share(sum(shares, Fraction(0)) / len(shares)) if shares else "–",
        scored=len(shares),
        full=sum(1 for value in shares if value >= 1),
        zero=sum(1 for value in shares if value == 0),
        others=", ".join(
            f"{counts[state]}{NO_BREAK_SPACE}đơn vị {STATES[state].lower()}"
            for state in State
            if state is not State.VALUE and counts[state]
        ),
        bars=charts.histogram(shares),
    )


def earned_share(score: CriterionScore) -> Fraction | None:
    """The share of the points that apply; None when none do."""
    if score.criterion.role is not Role.SCORED:
        return abs(score.points) / score.declared if score.declared else None
    return score.points / score.maximum if score.maximum else None
