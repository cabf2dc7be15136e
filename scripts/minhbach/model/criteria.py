"""A criteria set: tiers, sections, criteria with their scoring forms, levels and logic rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias

from minhbach.diagnostics import NOWHERE, Location, Severity, Text
from minhbach.model.forms import Form
from minhbach.model.units import Tier


class Kind(StrEnum):
    COUNT = "count"
    AMOUNT = "amount"
    YES_NO = "yes_no"
    CHOICE = "choice"


RuleValue: TypeAlias = float | bool | str
"""What a logic rule sees of a figure: every number is a double."""

YES, NO = "có", "không"
"""The words of the form for a yes/no figure: the same in every YAML version."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One thing that is asked. `options` are the words of a choice; `least` and `most` bound counts and amounts.

    `sum_of` is `<plural of the tier below>.<figure>`: the value is added up from the units below that are approved.
    """

    id: str
    kind: Kind
    label: Text
    unit: str = ""
    options: Mapping[str, Text] = field(default_factory=dict)
    least: Fraction | None = None
    most: Fraction | None = None
    may_be_not_applicable: bool = False
    sum_of: str | None = None
    help: Text | None = None
    criterion: str = ""
    location: Location = NOWHERE


class Role(StrEnum):
    SCORED = "scored"
    BONUS = "bonus"
    DEDUCTION = "deduction"


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """A criterion: its points per tier (a tier that is not named is not assessed) and how they are earned."""

    id: str
    number: str
    title: Text
    points: Mapping[str, Fraction]
    form: Form
    role: Role = Role.SCORED
    figures: tuple[str, ...] = ()
    evidence: Literal["required", "requested", "none"] = "none"
    guidance: Text | None = None
    reference: str = ""
    location: Location = NOWHERE

    @property
    def uses(self) -> tuple[str, ...]:
        """Every figure the criterion declares or scores by, in order, once."""
        return tuple(dict.fromkeys((*self.figures, *self.form.names())))


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A pillar or a group: declared totals per tier, and either sections or criteria below it."""

    id: str
    title: Text
    number: str = ""
    totals: Mapping[str, Fraction] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    def leaves(self) -> Iterator[Section]:
        if not self.sections:
            yield self
        for section in self.sections:
            yield from section.leaves()

    def walk(self) -> Iterator[Section]:
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelCondition:
    """A least share of every pillar or group (`every`), of one section, or of one criterion."""

    at_least: Fraction
    every: Literal["pillar", "group"] | None = None
    section: str | None = None
    criterion: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    id: str
    title: Text
    at_least: Fraction
    conditions: tuple[LevelCondition, ...] = ()


class Judge(Protocol):
    """A compiled rule: judges values by name."""

    def __call__(self, values: Mapping[str, RuleValue]) -> bool | None: ...

    def is_judged(self, values: Mapping[str, RuleValue]) -> bool:
        """Whether every name has a value that must have one."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A logic rule: CEL over the figures.

    `names` are the figures it mentions, as written (`previous.officials`); those `guarded` by `has(...)` may be without
    a value. `condition` judges values by name: True when the rule holds, None when it cannot be judged.
    """

    id: str
    severity: Severity
    require: str
    message: Text
    hint: Text
    names: tuple[str, ...]
    guarded: frozenset[str]
    tiers: tuple[str, ...]
    location: Location
    condition: Judge = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class TierRules:
    """The logic rules of one tier in the order of the set; `names` as written, with namespace and figure, once each."""

    rules: tuple[Rule, ...]
    names: tuple[tuple[str, str, str], ...] = field(init=False)

    def __post_init__(self) -> None:
        names = dict.fromkeys(name for rule in self.rules for name in rule.names)
        parts = ((name, *name.rpartition(".")) for name in names)
        object.__setattr__(self, "names", tuple((name, space, figure) for name, space, _, figure in parts))


@dataclass(frozen=True, kw_only=True, slots=True)
class CriteriaSet:
    """Everything that decides a point.

    `levels` stand from the highest threshold to the lowest. `conversion` names the kind of section at which points
    taken out as not applicable are converted back.
    """

    id: str
    title: Text
    status: Literal["official", "illustrative"]
    note: Text | None
    reference: str
    tiers: tuple[Tier, ...]
    pillars: tuple[Section, ...]
    totals: Mapping[str, Fraction]
    figures: Mapping[str, Figure]
    levels: tuple[Level, ...]
    best_first: bool
    ranked_by: Literal["total", "pillars"]
    conversion: Literal["total", "pillar", "group"]
    rules: tuple[Rule, ...]
    _figures_of: dict[str, dict[str, Figure]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _criteria_of: dict[str, tuple[Criterion, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _rules_of: dict[str, TierRules] = field(default_factory=dict, init=False, compare=False, repr=False)

    def tier(self, tier_id: str) -> Tier:
        return next(tier for tier in self.tiers if tier.id == tier_id)

    def groups(self) -> Iterator[Section]:
        """The sections that hold criteria, in order."""
        for pillar in self.pillars:
            yield from pillar.leaves()

    def criteria(self) -> Iterator[Criterion]:
        for group in self.groups():
            yield from group.criteria

    def criteria_of(self, tier_id: str) -> tuple[Criterion, ...]:
        if tier_id not in self._criteria_of:
            found = tuple(criterion for criterion in self.criteria() if tier_id in criterion.points)
            self._criteria_of[tier_id] = found
        return self._criteria_of[tier_id]

    def rules_of(self, tier_id: str) -> TierRules:
        """The logic rules that apply to a tier."""
        if tier_id not in self._rules_of:
            self._rules_of[tier_id] = TierRules(tuple(rule for rule in self.rules if tier_id in rule.tiers))
        return self._rules_of[tier_id]

    def figures_of(self, tier_id: str) -> dict[str, Figure]:
        """The figures that are asked of a tier, in the order of its criteria."""
        if tier_id not in self._figures_of:
            names = dict.fromkeys(name for criterion in self.criteria_of(tier_id) for name in criterion.uses)
            self._figures_of[tier_id] = {name: self.figures[name] for name in names if name in self.figures}
        return self._figures_of[tier_id]
