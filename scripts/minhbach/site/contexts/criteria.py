"""The list of criteria, and how a criterion is scored in words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from minhbach.model.criteria import Section
from minhbach.scoring.words import describe
from minhbach.site import addresses
from minhbach.site.contexts.view import Head, RoundView
from minhbach.site.words import ROLES
from minhbach.site.writing import short_points


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
    criteria = view.criteria
    return CriteriaPage(
        head=view.head,
        address=addresses.criteria(view.id),
        title=criteria.title.vi,
        reference=criteria.reference,
        note=criteria.note.vi if criteria.note else "",
        tiers=tuple(tier.title.vi for tier in criteria.tiers),
        groups=tuple(
            group_lines(view, pillar, group)
            for pillar in criteria.pillars
            for group in pillar.leaves()
            if group.criteria
        ),
        count=sum(1 for _ in criteria.criteria()),
    )


def group_lines(view: RoundView, pillar: Section, group: Section) -> GroupLines:
    tiers = view.criteria.tiers
    return GroupLines(
        id=group.id.replace("_", "-"),
        number=group.number,
        title=group.title.vi,
        pillar=pillar.title.vi if pillar is not group else "",
        totals=tuple(_points(group.totals.get(tier.id)) for tier in tiers),
        criteria=tuple(
            CriterionLine(
                id=item.id,
                number=item.number,
                title=item.title.vi,
                address=addresses.criterion(view.id, item.id),
                role=ROLES[item.role],
                points=tuple(_points(item.points.get(tier.id)) for tier in tiers),
                words=describe(item.form, view.criteria),
            )
            for item in group.criteria
        ),
    )


def _points(value: Fraction | None) -> str:
    return "–" if value is None else short_points(value)
