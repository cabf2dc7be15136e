"""Figures that a set declares as sums over the units below."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic
from minhbach.model.criteria import CriteriaSet, Figure, Kind


def check_sums(criteria: CriteriaSet) -> Iterator[Diagnostic]:
    """A sum adds up a figure that the tier directly below is asked, of the same kind, for every tier that is asked it.

    PASS: commune_officials: {kind: count, sum_of: communes.officials}
    FAIL: commune_officials: {kind: count, sum_of: communes.has_lan}
    """
    below = [tier for tier in criteria.tiers if tier.plural]
    sums = sorted(f"{tier.plural}.{name}" for tier in below for name in _summed(criteria, tier.id))
    for figure in criteria.figures.values():
        if figure.sum_of is None:
            continue
        if figure.kind not in (Kind.COUNT, Kind.AMOUNT):
            yield diagnose("sum-unknown", figure.location, found=figure.kind.value, figure=figure.id, detail="kind")
        elif not _fits(criteria, figure):
            allowed = ", ".join(name for name in sums if name.rpartition(".")[2] != figure.id)
            yield diagnose(
                "sum-unknown", figure.location, found=shown(figure.sum_of), allowed=shown(allowed), figure=figure.id
            )


def _fits(criteria: CriteriaSet, figure: Figure) -> bool:
    plural, _, name = (figure.sum_of or "").partition(".")
    asked = [tier for tier in criteria.tiers if figure.id in criteria.figures_of(tier.id)]
    return all(
        any(
            below.parent == tier.id and below.plural == plural and name in _summed(criteria, below.id, figure.kind)
            for below in criteria.tiers
        )
        for tier in asked
    )


def _summed(criteria: CriteriaSet, tier: str, kind: Kind | None = None) -> Iterator[str]:
    kinds = (Kind.COUNT, Kind.AMOUNT) if kind is None else (kind,)
    return (name for name, figure in criteria.figures_of(tier).items() if figure.kind in kinds)
