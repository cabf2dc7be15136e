"""A round as pages look at it: results with medians and criteria indexed once, its language, the head of its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median

from minhbach.exact import Lang, Publication
from minhbach.export.downloads import Download
from minhbach.export.facts import FileFact, fact_of
from minhbach.history.event import Event, EventKind
from minhbach.model.criteria import CriteriaSet, Criterion, Level, Section
from minhbach.model.inspection import Inspection
from minhbach.model.record import Record
from minhbach.model.round import Milestone, Phase
from minhbach.model.units import Tier, Unit
from minhbach.progress import RoundProgress, round_progress
from minhbach.publication.differences import UnitChange, changes_between
from minhbach.results import TOTAL, RoundResults, Standing, TierResults, UnitResult
from minhbach.review.waiting import Party, waiting
from minhbach.scoring.rollup import CriterionScore
from minhbach.site import addresses
from minhbach.site.contexts.edition import numbers_of, public_editions, public_minutes, standing_of
from minhbach.site.contexts.faces import Face, faces_of
from minhbach.site.contexts.frames import Frames
from minhbach.site.contexts.outcome_rows import OutcomeRows
from minhbach.site.contexts.spread import Spreads
from minhbach.site.contexts.verdicts import Verdicts
from minhbach.site.source import RoundSource
from minhbach.site.writing import Writer


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
    """What every page of a round says on top: its title, its standing, its menu; `chip` is the standing's colour.

    `newest` is the newest round, where this one is archived and another one goes on.
    """

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
    newest: Link | None


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


class RoundFacts:
    """What pages need of a round again and again in any language, computed once."""

    def __init__(self, source: RoundSource) -> None:
        self.source = source
        self.round = source.round
        self.criteria: CriteriaSet = source.criteria
        self.register = source.register
        self.results: RoundResults | None = source.results

    @cached_property
    def editions(self) -> tuple[Record, ...]:
        """The published editions that the phase shows, the first one first."""
        return public_editions(self.source)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The numbers of releases, by the names of their editions."""
        return numbers_of(self.editions)

    @cached_property
    def edition_steps(self) -> tuple[EditionStep, ...]:
        return tuple(
            EditionStep(before=before, after=after, units=changes_between(before, after))
            for before, after in pairwise(self.editions)
        )

    @cached_property
    def corrected(self) -> Mapping[str, tuple[tuple[EditionStep, UnitChange], ...]]:
        """What was put right after the final publication, by unit; the newest correction first."""
        found: dict[str, list[tuple[EditionStep, UnitChange]]] = {}
        for step in reversed(self.edition_steps):
            for change in step.units if step.corrects else ():
                found.setdefault(change.unit.code, []).append((step, change))
        return {code: tuple(changes) for code, changes in found.items()}

    @cached_property
    def beside(self) -> Mapping[str, Unit]:
        """The unit next above on the first scale, by unit; below the leader the next one."""
        found: dict[str, Unit] = {}
        for tier in self._tiers:
            ranked = next(iter(tier.ranked.values()), ())
            for place, item in enumerate(ranked):
                if len(ranked) > 1:
                    found[item.unit.code] = ranked[place - 1 if place else 1].unit
        return found

    @cached_property
    def published_events(self) -> tuple[Event, ...]:
        """The publications that the phase shows."""
        shown = {record.edition for record in self.editions}
        events = self.source.history.events
        return tuple(item for item in events if item.kind is EventKind.PUBLISHED and item.key in shown)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The codes of the units that have a page."""
        return frozenset(unit.code for unit in self.source.shown_units)

    @cached_property
    def waiting(self) -> Mapping[tuple[str, str], Party]:
        """Whose turn it is with each question of the review that is not settled, by unit and question."""
        return {(item.unit, item.question.id): item.party for item in waiting(self.source.data)}

    @cached_property
    def minutes(self) -> Mapping[str, Inspection]:
        """The minutes that the phase shows, by unit."""
        return {item.unit: item for item in public_minutes(self.source)}

    @cached_property
    def faces(self) -> Mapping[str, Face]:
        """How each unit is shown in tables, by code."""
        return faces_of(self.round.id, self.register)

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
    def spreads(self) -> Spreads:
        """How the units of a tier did on each criterion."""
        return Spreads(self.by_criterion)

    @cached_property
    def mean_shares(self) -> Mapping[tuple[str, str], Fraction]:
        """The mean share of a scored criterion over the units of a tier that it applies to, by tier and criterion."""
        found: dict[tuple[str, str], Fraction] = {}
        for key, scores in self.by_criterion.items():
            # Counted in millionths: the sum of exact shares of a whole country has hundreds of digits.
            shares = [_millionths(score.points, score.maximum) for score in scores if score.maximum]
            if shares:
                found[key] = Fraction(sum(shares), len(shares) * 10**6)
        return found

    @cached_property
    def medians(self) -> Mapping[tuple[str, str], Fraction]:
        """The median share of a section over the units of a tier, keyed by tier and section."""
        return {
            (tier.tier.id, section_id): share
            for tier in self._tiers
            for pillar in self.criteria.pillars
            for section_id in (section.id for section in pillar.walk())
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
    def criterion_groups(self) -> Mapping[str, Section]:
        return {criterion.id: group for group in self.criteria.groups() for criterion in group.criteria}

    @cached_property
    def criterion_by_id(self) -> Mapping[str, Criterion]:
        return {criterion.id: criterion for criterion in self.criteria.criteria()}


class RoundView(RoundFacts):
    """A round as the pages of one language look at it. Views of other languages share its facts."""

    def __init__(self, source: RoundSource, lang: Lang = "vi") -> None:
        super().__init__(source)
        self.lang: Lang = lang
        self.write = Writer(lang, source.round.publication)
        self.facts: Mapping[str, FileFact] = {}
        self.rounds: tuple[RoundView, ...] = (self,)
        self._outcome_rows: dict[str, OutcomeRows] = {}

    def in_(self, lang: Lang) -> RoundView:
        """The same round in another language; what was computed is shared."""
        other = RoundView(self.source, lang)
        for name in SHARED:
            other.__dict__[name] = getattr(self, name)
        return other

    @property
    def id(self) -> str:
        return self.round.id

    @property
    def publication(self) -> Publication:
        return self.round.publication

    def commit_url(self, commit: str) -> str:
        """Where a commit can be read; empty while nobody said where the repository is."""
        return f"{self.source.repository}/commit/{commit}" if self.source.repository else ""

    def fact(self, item: Download) -> FileFact:
        """Size and digest of a download, as it was written or would be."""
        return self.facts.get(item.path) or fact_of(item.path, item.produce())

    @cached_property
    def head(self) -> Head:
        return _head(self)

    @cached_property
    def frames(self) -> Frames:
        return Frames(self.id, self.criteria, self.write)

    @cached_property
    def verdicts(self) -> Verdicts:
        return Verdicts(self.criteria, self.write)

    def outcome_rows(self, tier: Tier) -> OutcomeRows:
        """The rows of the tables on the pages of criteria. Needs results."""
        if tier.id not in self._outcome_rows:
            page = addresses.criterion(self.id, self.criteria.criteria_of(tier.id)[0].id)
            base = addresses.relative(addresses.round_page(self.id), page)
            scored = next(item for item in self._tiers if item.tier.id == tier.id)
            self._outcome_rows[tier.id] = OutcomeRows(scored, self.faces, self.criteria, self.write, base)
        return self._outcome_rows[tier.id]

    @cached_property
    def section_titles(self) -> Mapping[str, str]:
        titles = {section.id: section.title for pillar in self.criteria.pillars for section in pillar.walk()}
        return {section_id: self.write.text(title) for section_id, title in titles.items()}

    def tier_results(self, tier: Tier) -> TierResults | None:
        return self.results.tier(tier.id) if self.results else None

    def badge(self, level: Level | None) -> Badge | None:
        return Badge(level.id, self.write.text(level.title), self.steps[level.id]) if level else None

    def scale_title(self, scale: str) -> str:
        return self.write.say("Tổng điểm", "Total") if scale == TOTAL else self.section_titles[scale]

    def scale_groups(self, scale: str, tier: Tier) -> tuple[Section, ...]:
        """The groups that make up a scale and have points in the tier."""
        pillars = [pillar for pillar in self.criteria.pillars if scale in (TOTAL, pillar.id)]
        return tuple(leaf for pillar in pillars for leaf in pillar.leaves() if leaf.totals.get(tier.id))

    def unit_link(self, unit: Unit) -> Link:
        return Link(unit.name, addresses.unit(self.id, unit.code))

    def full_link(self, unit: Unit) -> Link:
        """With the unit it belongs to: names repeat from one to the next."""
        parent = self.register.parent_of(unit)
        return Link(f"{unit.name}, {parent.name}" if parent else unit.name, addresses.unit(self.id, unit.code))

    def minutes_link(self, code: str) -> Link | None:
        """The unit's minutes, where the phase shows them."""
        title = self.write.say("Biên bản kiểm tra", "Inspection minutes")
        return Link(title, addresses.minutes(self.id, code)) if code in self.minutes else None

    def parent_link(self, unit: Unit) -> Link | None:
        parent = self.register.parent_of(unit)
        return Link(parent.name, addresses.area(self.id, parent.code)) if parent else None


SHARED = tuple(name for name, value in vars(RoundFacts).items() if isinstance(value, cached_property))


class SiteView:
    """All rounds as the pages of one language look at them, the newest first."""

    def __init__(self, rounds: Sequence[RoundView], lang: Lang = "vi") -> None:
        self.rounds = tuple(rounds)
        self.lang: Lang = lang
        self.write = Writer(lang)
        self.url = ""
        for view in self.rounds:
            view.rounds = self.rounds

    @classmethod
    def of(cls, sources: Sequence[RoundSource], lang: Lang = "vi") -> SiteView:
        return cls([RoundView(source, lang) for source in sources], lang)

    def take(self, facts: Mapping[str, FileFact], url: str = "") -> None:
        """From now on pages can tell size and digest of the site's files, by path, and where the site is published."""
        self.url = url
        for view in self.rounds:
            view.facts = facts

    def url_of(self, address: str) -> str:
        """The whole address of a page of this language or of a file; without the host where nobody knows it."""
        return (self.url or "/") + addresses.in_language(address, self.lang)

    def in_(self, lang: Lang) -> SiteView:
        return SiteView([view.in_(lang) for view in self.rounds], lang)


def _millionths(part: Fraction, whole: Fraction) -> int:
    return part.numerator * whole.denominator * 10**6 // (part.denominator * whole.numerator)


def first_standing(result: UnitResult) -> Standing | None:
    return next(iter(result.standings.values()), None)


def _head(view: RoundView) -> Head:
    round_, standing = view.round, standing_of(view.source, view.write)
    milestone = view.results.milestone if view.results else None
    return Head(
        id=round_.id,
        title=view.write.text(round_.title),
        address=addresses.round_page(round_.id),
        standing=standing.word,
        status=standing.status,
        chip=standing.chip,
        provisional=milestone is Milestone.PRELIMINARY,
        public=milestone is not None,
        menu=_menu(view),
        source="; ".join(round_.legal_basis),
        newest=_newest(view),
    )


def _newest(view: RoundView) -> Link | None:
    newest = view.rounds[0]
    if view.round.phase is not Phase.ARCHIVED or newest.id == view.id:
        return None
    return Link(view.write.text(newest.round.title), addresses.round_page(newest.id))


def _menu(view: RoundView) -> tuple[NavLink, ...]:
    say = view.write.say
    rankings = tuple(
        NavLink(view.write.text(tier.title), addresses.ranking(view.id, tier.slug)) for tier in view.criteria.tiers
    )
    changes, before = addresses.changes(view.id), addresses.comparison(view.id)
    compared = NavLink(say("So với đợt trước", "Since last round"), before)
    return (
        NavLink(say("Tổng quan", "Overview"), addresses.round_page(view.id)),
        *(rankings if view.results else ()),
        NavLink(say("Tóm tắt", "Brief"), addresses.brief(view.id)),
        *((NavLink(say("So sánh", "Side by side"), addresses.versus(view.id)),) if view.results else ()),
        NavLink(say("Tiến độ", "Progress"), addresses.progress(view.id)),
        *((NavLink(say("Biên bản", "Minutes"), addresses.minutes_list(view.id)),) if view.minutes else ()),
        *((NavLink(say("Thay đổi", "Changes"), changes),) if view.editions else ()),
        *((compared,) if view.source.comparison else ()),
        NavLink(say("Lịch sử", "History"), addresses.history(view.id)),
        NavLink(say("Tiêu chí", "Criteria"), addresses.criteria(view.id)),
        NavLink(say("Phương pháp", "Method"), addresses.method(view.id)),
        *((NavLink(say("Dữ liệu", "Data"), addresses.data(view.id)),) if view.source.downloads else ()),
    )
