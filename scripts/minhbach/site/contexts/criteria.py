"""The list of criteria, and how a criterion is scored in words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from minhbach.model.criteria import Section
from minhbach.scoring.words import describe
from minhbach.site import addresses
from minhbach.site.contexts.view import Head, RoundView
from minhbach.site.words import ROLE_TEXTS
from minhbach.site.writing import Writer


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionLine:
    id: str
    number: str
    title: str
    address: str
    role: str
    points: tuple[str, ...]
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupLines:
    id: str
    number: str
    title: str
    pillar: str
    totals: tuple[str, ...]
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CriteriaPage:
    head: Head
    address: str
    title: str
    reference: str
    note: str
    tiers: tuple[str, ...]
    groups: tuple[GroupLines, ...]
    count: int


def build_list(view: RoundView) -> CriteriaPage:
    criteria, write = view.criteria, view.write
    return CriteriaPage(
        head=view.head,
        address=addresses.criteria(view.id),
        title=write.text(criteria.title),
        reference=criteria.reference,
        note=write.text(criteria.note) if criteria.note else "",
        tiers=tuple(write.text(tier.title) for tier in criteria.tiers),
        groups=tuple(
            group_lines(view, pillar, group)
            for pillar in criteria.pillars
            for group in pillar.leaves()
            if group.criteria
        ),
        count=sum(1 for _ in criteria.criteria()),
    )


def group_lines(view: RoundView, pillar: Section, group: Section) -> GroupLines:
    tiers, write = view.criteria.tiers, view.write
    return GroupLines(
        id=group.id.replace("_", "-"),
        number=group.number,
        title=write.text(group.title),
        pillar=write.text(pillar.title) if pillar is not group else "",
        totals=tuple(declared_points(write, group.totals.get(tier.id)) for tier in tiers),
        criteria=tuple(
            CriterionLine(
                id=item.id,
                number=item.number,
                title=write.text(item.title),
                address=addresses.criterion(view.id, item.id),
                role=write.text(ROLE_TEXTS[item.role]),
                points=tuple(declared_points(write, item.points.get(tier.id)) for tier in tiers),
                words=describe(item.form, view.criteria, write.lang),
            )
            for item in group.criteria
        ),
    )


def declared_points(write: Writer, value: Fraction | None) -> str:
    """A dash where the set gives nothing: a criterion that is not assessed in a tier is not one of 0 points."""
    return "–" if value is None else write.short_points(value)
