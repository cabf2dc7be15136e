"""The scoring forms of a criterion, as data. What each does stands in `scoring.forms`.

A form yields a share of the points it is given. `in_points` says that its amounts are points and not shares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from minhbach.formula import Formula

ZeroDenominator = Literal["not_applicable", "zero", "full"]
Better = Literal["higher", "lower"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Operand:
    """What is measured: a formula, or a quotient of two with the rule for a denominator of 0."""

    top: Formula
    bottom: Formula | None = None
    zero_denominator: ZeroDenominator | None = None
    names: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        below = self.bottom.names if self.bottom else ()
        object.__setattr__(self, "names", tuple(dict.fromkeys((*self.top.names, *below))))


@dataclass(frozen=True, kw_only=True, slots=True)
class YesNo:
    figure: str

    def names(self) -> tuple[str, ...]:
        return (self.figure,)


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    figure: str
    amounts: Mapping[str, Fraction]
    in_points: bool = False

    def names(self) -> tuple[str, ...]:
        return (self.figure,)


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """A form over one operand."""

    operand: Operand

    def names(self) -> tuple[str, ...]:
        return self.operand.names


@dataclass(frozen=True, kw_only=True, slots=True)
class Ratio(Measured):
    """The share a/b (or 1 - a/b), at most `cap`; 0 below `floor`."""

    cap: Fraction = Fraction(1)
    floor: Fraction = Fraction(0)
    inverse: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Target(Measured):
    """Full from `full_at`, proportional below, 0 below `zero_below`."""

    full_at: Fraction
    zero_below: Fraction = Fraction(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Steps(Measured):
    """`steps` are (at least, amount), the highest first; below the last: 0."""

    steps: tuple[tuple[Fraction, Fraction], ...]
    in_points: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """An interval with explicit ends; None is infinity."""

    text: str
    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool
    amount: Fraction

    def holds(self, number: Fraction) -> bool:
        above = self.low is None or number > self.low or (self.low_closed and number == self.low)
        below = self.high is None or number < self.high or (self.high_closed and number == self.high)
        return above and below


@dataclass(frozen=True, kw_only=True, slots=True)
class Bands(Measured):
    bands: tuple[Band, ...]
    in_points: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Count(Measured):
    """`each` points for one."""

    each: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Deduction(Measured):
    """`each` points lost for one; the criterion has the role `deduction`."""

    each: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Relative(Measured):
    """Own value over the best of the tier, all 0 when the best is 0; `lower`: best over own, full for a value of 0."""

    better: Better = "higher"


@dataclass(frozen=True, kw_only=True, slots=True)
class Goalposts(Measured):
    """Between two fixed limits; `worst` above `best` means that lower is better."""

    worst: Fraction
    best: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class MinMax(Measured):
    """Between the least and the greatest of the tier, pooled over the rounds since `since`."""

    better: Better = "higher"
    since: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey(Measured):
    """A mean answer on a scale; not assessed when fewer than `at_least` answered."""

    low: Fraction
    high: Fraction
    responses: str | None = None
    at_least: Fraction = Fraction(0)

    def names(self) -> tuple[str, ...]:
        # Named explicitly: zero-argument super() does not work in a slotted dataclass.
        own = Measured.names(self)
        return (*own, self.responses) if self.responses else own


@dataclass(frozen=True, kw_only=True, slots=True)
class Checklist:
    """Yes/no figures with the share of each."""

    items: Mapping[str, Fraction]

    def names(self) -> tuple[str, ...]:
        return tuple(self.items)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A form inside a form, with its share of the points."""

    share: Fraction
    form: Form


@dataclass(frozen=True, kw_only=True, slots=True)
class Sum:
    parts: tuple[Part, ...]

    def names(self) -> tuple[str, ...]:
        return _names(self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class BestOf:
    parts: tuple[Part, ...]

    def names(self) -> tuple[str, ...]:
        return _names(self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """No points unless `figure` is one of `words`, or at least `at_least`."""

    figure: str
    words: tuple[str, ...]
    at_least: Fraction | None
    then: Form

    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.figure, *self.then.names())))


@dataclass(frozen=True, kw_only=True, slots=True)
class Computed(Measured):
    """A formula that is the share itself; `operand.zero_denominator` says what a division by zero means."""


Form: TypeAlias = (
    YesNo
    | Choice
    | Ratio
    | Target
    | Steps
    | Bands
    | Count
    | Deduction
    | Relative
    | Goalposts
    | MinMax
    | Survey
    | Checklist
    | Sum
    | BestOf
    | Gate
    | Computed
)


def _names(parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part.form.names()))


def subforms(form: Form) -> Iterator[Form]:
    """The form and every form inside it."""
    yield form
    if isinstance(form, Sum | BestOf):
        for part in form.parts:
            yield from subforms(part.form)
    elif isinstance(form, Gate):
        yield from subforms(form.then)
