"""A round as pages look at it: results with medians and criteria indexed once, and the head that its pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median

from minhbach.exact import Publication
from minhbach.model.criteria import CriteriaSet, Criterion, Level, Section
from minhbach.model.inspection import Inspection
from minhbach.model.record import Record
from minhbach.model.round import Milestone
from minhbach.model.units import Tier, Unit
from minhbach.progress import RoundProgress, round_progress
from minhbach.publication.differences import UnitChange, changes_between
from minhbach.results import TOTAL, RoundResults, Standing, TierResults, UnitResult
from minhbach.review.waiting import Party, waiting
from minhbach.scoring.rollup import CriterionScore
from minhbach.site import addresses
from minhbach.site.contexts.edition import public_editions, public_minutes, standing_of
from minhbach.site.source import RoundSource


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry of the round's own menu; the template marks the current one."""

    title: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """What every page of a round says on top: its title, its standing, its menu; `chip` is the standing's colour."""

    id: str
    title: str
    address: str
    standing: str
    status: str
    chip: str
    provisional: bool
    public: bool
    menu: tuple[NavLink, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A level: its title, and its place from the best (1) for the colour."""

    id: str
    title: str
    step: int


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionStep:
    """From one published edition to the next: the units that differ."""

    before: Record
    after: Record
    units: tuple[UnitChange, ...]

    @property
    def corrects(self) -> bool:
        """Whether it put right what had been published as final."""
        return self.before.milestone is Milestone.FINAL


class RoundView:
    """A round with what pages need again and again, computed once."""

    def __init__(self, source: RoundSource) -> None:
        self.source = source
        self.round = source.round
        self.criteria: CriteriaSet = source.criteria
        self.register = source.register
        self.results: RoundResults | None = source.results

    @property
    def id(self) -> str:
        return self.round.id

    @property
    def publication(self) -> Publication:
        return self.round.publication

    @cached_property
    def head(self) -> Head:
        return _head(self)

    @cached_property
    def editions(self) -> tuple[Record, ...]:
        """The published editions that the phase shows, the first one first."""
        return public_editions(self.source)

    @cached_property
    def edition_steps(self) -> tuple[EditionStep, ...]:
        return tuple(
            EditionStep(before=before, after=after, units=changes_between(before, after))
            for before, after in pairwise(self.editions)
        )

    @cached_property
    def waiting(self) -> Mapping[tuple[str, str], Party]:
        """Whose turn it is with each question of the review that is not settled, by unit and question."""
        return {(item.unit, item.question.id): item.party for item in waiting(self.source.data)}

    @cached_property
    def minutes(self) -> Mapping[str, Inspection]:
        """The minutes that the phase shows, by unit."""
        return {item.unit: item for item in public_minutes(self.source)}

    @cached_property
    def by_criterion(self) -> Mapping[tuple[str, str], tuple[CriterionScore, ...]]:
        """The scores of a criterion over the units of a tier, keyed by tier and criterion."""
        index: dict[tuple[str, str], list[CriterionScore]] = {}
        for tier in self._tiers:
            for result in tier.units:
                for score in result.criteria:
                    index.setdefault((tier.tier.id, score.criterion.id), []).append(score)
        return {key: tuple(scores) for key, scores in index.items()}

    @cached_property
    def medians(self) -> Mapping[tuple[str, str], Fraction]:
        """The median share of a section over the units of a tier, keyed by tier and section."""
        return {
            (tier.tier.id, section_id): share
            for tier in self._tiers
            for section_id in self.section_titles
            if (share := tier.median_share(section_id)) is not None
        }

    @cached_property
    def middles(self) -> Mapping[tuple[str, str], Fraction]:
        """The median of a scale over the ranked units of a tier, keyed by tier and scale."""
        return {
            (tier.tier.id, scale): median(item.standings[scale].value for item in ranked)
            for tier in self._tiers
            for scale, ranked in tier.ranked.items()
            if ranked
        }

    @cached_property
    def neighbours(self) -> Mapping[tuple[str, str], tuple[Standing | None, Standing | None]]:
        """The standings on the nearest rank above and below, keyed by scale and unit."""
        found: dict[tuple[str, str], tuple[Standing | None, Standing | None]] = {}
        for tier in self._tiers:
            for scale, ranked in tier.ranked.items():
                ranks = [list(units) for _, units in groupby(ranked, key=lambda item: item.standings[scale].rank)]
                firsts = [None, *(units[0].standings[scale] for units in ranks), None]
                for place, units in enumerate(ranks):
                    found.update({(scale, item.unit.code): (firsts[place], firsts[place + 2]) for item in units})
        return found

    @cached_property
    def progress(self) -> RoundProgress:
        return round_progress(self.source.data, self.source.diagnostics, self.source.pulls)

    @property
    def _tiers(self) -> tuple[TierResults, ...]:
        return self.results.tiers if self.results else ()

    @cached_property
    def steps(self) -> Mapping[str, int]:
        return {level.id: place for place, level in enumerate(self.criteria.levels, start=1)}

    @cached_property
    def section_titles(self) -> Mapping[str, str]:
        return {section.id: section.title.vi for pillar in self.criteria.pillars for section in pillar.walk()}

    @cached_property
    def criterion_groups(self) -> Mapping[str, Section]:
        return {criterion.id: group for group in self.criteria.groups() for criterion in group.criteria}

    @cached_property
    def criterion_by_id(self) -> Mapping[str, Criterion]:
        return {criterion.id: criterion for criterion in self.criteria.criteria()}

    def tier_results(self, tier: Tier) -> TierResults | None:
        return self.results.tier(tier.id) if self.results else None

    def badge(self, level: Level | None) -> Badge | None:
        return Badge(level.id, level.title.vi, self.steps[level.id]) if level else None

    def scale_title(self, scale: str) -> str:
        return "Tổng điểm" if scale == TOTAL else self.section_titles[scale]

    def scale_groups(self, scale: str, tier: Tier) -> tuple[Section, ...]:
        """The groups that make up a scale and have points in the tier."""
        pillars = [pillar for pillar in self.criteria.pillars if scale in (TOTAL, pillar.id)]
        return tuple(leaf for pillar in pillars for leaf in pillar.leaves() if leaf.totals.get(tier.id))

    def unit_link(self, unit: Unit) -> Link:
        return Link(unit.name, addresses.unit(self.id, unit.code))

    def minutes_link(self, code: str) -> Link | None:
        """The unit's minutes, where the phase shows them."""
        return Link("Biên bản kiểm tra", addresses.minutes(self.id, code)) if code in self.minutes else None

    def parent_link(self, unit: Unit) -> Link | None:
        parent = self.register.parent_of(unit)
        return Link(parent.name, addresses.area(self.id, parent.code)) if parent else None


def first_standing(result: UnitResult) -> Standing | None:
    return next(iter(result.standings.values()), None)


def _head(view: RoundView) -> Head:
    round_, standing = view.round, standing_of(view.source)
    milestone = view.results.milestone if view.results else None
    return Head(
        id=round_.id,
        title=round_.title.vi,
        address=addresses.round_page(round_.id),
        standing=standing.word,
        status=standing.status,
        chip=standing.chip,
        provisional=milestone is Milestone.PRELIMINARY,
        public=milestone is not None,
        menu=_menu(view),
        source="; ".join(round_.legal_basis),
    )


def _menu(view: RoundView) -> tuple[NavLink, ...]:
    rankings = tuple(NavLink(tier.title.vi, addresses.ranking(view.id, tier.slug)) for tier in view.criteria.tiers)
    return (
        NavLink("Tổng quan", addresses.round_page(view.id)),
        *(rankings if view.results else ()),
        NavLink("Tiến độ", addresses.progress(view.id)),
        *((NavLink("Biên bản", addresses.minutes_list(view.id)),) if view.minutes else ()),
        *((NavLink("Thay đổi", addresses.changes(view.id)),) if view.editions else ()),
        *((NavLink("So với đợt trước", addresses.comparison(view.id)),) if view.source.comparison else ()),
        NavLink("Lịch sử", addresses.history(view.id)),
        NavLink("Tiêu chí", addresses.criteria(view.id)),
        NavLink("Phương pháp", addresses.method(view.id)),
        *((NavLink("Dữ liệu", addresses.data(view.id)),) if view.source.downloads else ()),
    )
