"""Ranks inside a peer group, levels, and the places where a rank hangs on less than one published unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from minhbach.exact import Publication, published
from minhbach.model.criteria import CriteriaSet, Level, LevelCondition
from minhbach.scoring.rollup import SectionScore


@dataclass(frozen=True, slots=True)
class Rank:
    """Competition ranking: ties share a place and the next is skipped (17, 17, 19)."""

    place: int
    tied: bool


def rank(values: Mapping[str, Fraction]) -> dict[str, Rank]:
    """Rank by value, the highest first; the order of equal values plays no part."""
    counts: dict[Fraction, int] = {}
    for value in values.values():
        counts[value] = counts.get(value, 0) + 1
    places: dict[Fraction, int] = {}
    place = 1
    for value in sorted(counts, reverse=True):
        places[value] = place
        place += counts[value]
    return {key: Rank(places[value], counts[value] > 1) for key, value in values.items()}


def decisive(value: Fraction, publication: Publication) -> Fraction:
    """The number that decides rank and level: the published one, or the exact one if the round says so."""
    return Fraction(published(value, publication)) if publication.rank_on == "published" else value


def find_level(criteria: CriteriaSet, share: Fraction, total: SectionScore) -> Level | None:
    """The highest level whose threshold and conditions are met; `levels` stand from the highest down."""
    for level in criteria.levels:
        if share >= level.at_least and not unmet_conditions(level, total):
            return level
    return None


def unmet_conditions(level: Level, total: SectionScore) -> tuple[LevelCondition, ...]:
    return tuple(condition for condition in level.conditions if not _is_met(condition, total))


def _is_met(condition: LevelCondition, total: SectionScore) -> bool:
    if condition.criterion is not None:
        score = next((score for score in total.all_criteria() if score.criterion.id == condition.criterion), None)
        return score is None or not score.maximum or score.points / score.maximum >= condition.at_least
    return all(section.share is None or section.share >= condition.at_least for section in _sections(condition, total))


def _sections(condition: LevelCondition, total: SectionScore) -> Iterable[SectionScore]:
    if condition.every == "pillar":
        return total.sections
    leaves = [section for section in total.walk() if not section.sections]
    if condition.every == "group":
        return leaves
    return [section for section in total.walk() if section.id == condition.section]


@dataclass(frozen=True, slots=True)
class NearTie:
    """Two neighbours in the order of exact values whose difference is less than one published unit."""

    higher: str
    lower: str
    difference: Fraction
    same_published: bool


def near_ties(values: Sequence[tuple[str, Fraction]], publication: Publication) -> tuple[NearTie, ...]:
    """Neighbours that differ, but by less than one published unit."""
    unit = Fraction(Decimal(1).scaleb(-publication.decimals))
    ordered = sorted(values, key=lambda item: (-item[1], item[0]))
    found = []
    for (higher, above), (lower, below) in pairwise(ordered):
        difference = above - below
        if 0 < difference < unit:
            same = published(above, publication) == published(below, publication)
            found.append(NearTie(higher, lower, difference, same))
    return tuple(found)
