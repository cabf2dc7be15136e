"""Declared totals against the sums of what they are made of, for every tier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location
from minhbach.exact import decimal_text
from minhbach.model.criteria import CriteriaSet, Role, Section
from minhbach.yamlio import PathKeys, Source

ZERO = Fraction(0)


def check_totals(source: Source, criteria: CriteriaSet) -> Iterator[Diagnostic]:
    """The set's total is the sum of its pillars, a section's that of its sections or scored criteria.

    PASS: totals: {commune: 20} over criteria of 12 and 8 points
    FAIL: totals: {commune: 20} over criteria of 12 and 7 points
    """
    for tier in criteria.tiers:
        parts = [pillar.totals.get(tier.id, ZERO) for pillar in criteria.pillars]
        yield from _compare(source.location("totals"), "total", tier.id, criteria.totals, parts)
        for index, pillar in enumerate(criteria.pillars):
            yield from _check_section(source, ("pillars", index), pillar, tier.id)


def _check_section(source: Source, path: PathKeys, section: Section, tier: str) -> Iterator[Diagnostic]:
    if section.sections:
        parts = [child.totals.get(tier, ZERO) for child in section.sections]
    else:
        parts = [item.points.get(tier, ZERO) for item in section.criteria if item.role is Role.SCORED]
    yield from _compare(source.location(*path, "totals"), section.id, tier, section.totals, parts)
    for index, child in enumerate(section.sections):
        yield from _check_section(source, (*path, "groups", index), child, tier)


def _compare(
    place: Location, name: str, tier: str, declared: Mapping[str, Fraction], parts: Sequence[Fraction]
) -> Iterator[Diagnostic]:
    own, total = declared.get(tier, ZERO), sum(parts, ZERO)
    if own != total:
        found, allowed = decimal_text(own), decimal_text(total)
        yield diagnose("totals-mismatch", place, found=found, allowed=allowed, name=name, tier=tier)
