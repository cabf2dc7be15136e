"""What the pages of all units of a tier say the same, written once: names of criteria and sections, medians, maxima."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from minhbach.model.criteria import CriteriaSet, Criterion, Figure, Section
from minhbach.site import addresses, charts
from minhbach.site.words import ROLE_TEXTS
from minhbach.site.writing import Writer


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure that is asked, with its label in the page's language."""

    id: str
    label: str
    figure: Figure


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionFrame:
    """A criterion without any unit. `tail` is its page's address below that of the list of criteria."""

    id: str
    number: str
    title: str
    tail: str
    group: str
    role: str
    figures: tuple[NamedFigure, ...]
    wants_evidence: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionFrame:
    """A pillar or group in a tier: its declared points, and the median of the tier in points and on the chart.

    `is_declared`: it has points of its own; a group of deductions alone has none.
    """

    id: str
    is_declared: bool
    title: str
    number: str
    is_pillar: bool
    maximum: str
    median: str
    median_x: str


class Frames:
    """The frames of one criteria set in one language."""

    def __init__(self, round_id: str, criteria: CriteriaSet, write: Writer) -> None:
        self.criteria: Mapping[str, CriterionFrame] = {
            criterion.id: _criterion(round_id, criteria, group, criterion, write)
            for group in criteria.groups()
            for criterion in group.criteria
        }
        self._write = write
        self._set = criteria
        self._sections: dict[str, Mapping[str, SectionFrame]] = {}

    def sections(self, tier: str, medians: Mapping[tuple[str, str], Fraction]) -> Mapping[str, SectionFrame]:
        """All sections of a tier by id; `medians` are shares by tier and section."""
        if tier not in self._sections:
            self._sections[tier] = {
                section.id: _section(pillar, section, tier, medians.get((tier, section.id)), self._write)
                for pillar in self._set.pillars
                for section in pillar.walk()
            }
        return self._sections[tier]


def _criterion(
    round_id: str, criteria: CriteriaSet, group: Section, criterion: Criterion, write: Writer
) -> CriterionFrame:
    figures = ((name, criteria.figures.get(name)) for name in criterion.uses)
    return CriterionFrame(
        id=criterion.id,
        number=criterion.number,
        title=write.text(criterion.title),
        tail=addresses.criterion(round_id, criterion.id).removeprefix(addresses.criteria(round_id)),
        group=write.text(group.title),
        role=write.text(ROLE_TEXTS[criterion.role]),
        figures=tuple(NamedFigure(name, write.text(figure.label), figure) for name, figure in figures if figure),
        wants_evidence=criterion.evidence != "none",
    )


def _section(pillar: Section, section: Section, tier: str, middle: Fraction | None, write: Writer) -> SectionFrame:
    declared = section.totals.get(tier, Fraction(0))
    return SectionFrame(
        id=section.id,
        is_declared=declared > 0,
        title=write.text(section.title),
        number=section.number,
        is_pillar=section is pillar,
        maximum=write.short_points(declared),
        median=write.points(middle * declared) if middle is not None else "–",
        median_x=charts.percent(middle or Fraction(0)),
    )
