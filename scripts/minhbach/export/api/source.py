"""What the API is made from, and what every document of a round says first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from minhbach.diagnostics import Text
from minhbach.export.api.places import schema_link
from minhbach.export.json_text import Document, compact
from minhbach.export.memo import Memo
from minhbach.export.numbers import Numbers
from minhbach.export.scores import answer_document, score_document
from minhbach.model.chain import Chain, Link
from minhbach.model.criteria import CriteriaSet
from minhbach.model.record import Record, RecordedPlace, RecordedUnit
from minhbach.model.round import Round
from minhbach.model.submission import Answer
from minhbach.model.units import Register, Unit
from minhbach.results import RoundResults, UnitResult
from minhbach.scoring.rollup import CriterionScore

SCHEMA_VERSION = 1


class FigureChange(Protocol):
    """A figure whose counted value differs between two editions."""

    @property
    def figure(self) -> str: ...
    @property
    def before(self) -> Answer: ...
    @property
    def after(self) -> Answer: ...
    @property
    def link(self) -> Link: ...


class PlaceChange(Protocol):
    """Where a unit stood and stands on a scale; None where it had no place."""

    @property
    def scale(self) -> str: ...
    @property
    def before(self) -> RecordedPlace | None: ...
    @property
    def after(self) -> RecordedPlace | None: ...


class UnitChange(Protocol):
    """A unit that differs between two editions; `criteria` are points before and after."""

    @property
    def unit(self) -> RecordedUnit: ...
    @property
    def figures(self) -> Sequence[FigureChange]: ...
    @property
    def places(self) -> Sequence[PlaceChange]: ...
    @property
    def criteria(self) -> Mapping[str, tuple[Fraction | None, Fraction | None]]: ...


class Step(Protocol):
    """From one published edition to the next."""

    @property
    def before(self) -> Record: ...
    @property
    def after(self) -> Record: ...
    @property
    def units(self) -> Sequence[UnitChange]: ...


@dataclass(frozen=True, kw_only=True)
class ApiRound:
    """A round as far as its phase shows it.

    `results` are None while the phase shows none; `units` are those of a tier that the set knows. `releases` are the
    published editions by the number that people call them, the first one first; `steps` lead from each to the next.
    """

    round: Round
    criteria: CriteriaSet
    register: Register
    units: Sequence[Unit]
    results: RoundResults | None = None
    releases: Mapping[str, Record]
    steps: Sequence[Step] = ()

    @property
    def id(self) -> str:
        return self.round.id

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(self.round.publication)

    @cached_property
    def scores(self) -> Memo[CriterionScore, str]:
        return Memo(lambda score: compact(score_document(score, self.numbers)))

    @cached_property
    def chains(self) -> Memo[Chain, str]:
        return Memo(_chain)

    @cached_property
    def by_criterion(self) -> Mapping[str, Sequence[tuple[UnitResult, CriterionScore]]]:
        """The scores of each criterion over all units that have one."""
        found: dict[str, list[tuple[UnitResult, CriterionScore]]] = {item.id: [] for item in self.criteria.criteria()}
        for tier in self.results.tiers if self.results else ():
            for result in tier.units:
                for score in result.criteria:
                    found[score.criterion.id].append((result, score))
        return found

    @cached_property
    def standing(self) -> Document:
        """Which round a document is of and what its numbers are; `milestone` null: there are no results yet."""
        record = self.results.record if self.results else None
        number = next((number for number, item in self.releases.items() if item is record), None)
        return {
            "round": self.round.id,
            "phase": self.round.phase.value,
            "milestone": self.results.milestone.value if self.results else None,
            "figures_as_of": iso(self.results.figures_as_of) if self.results else None,
            "edition": record.edition if record else None,
            "release": number,
            "published": iso(record.published) if record else None,
            "decision": record.decision if record else None,
            "illustrative": self.round.illustrative or self.criteria.status == "illustrative",
            "criteria": self.criteria.id,
        }

    def head(self, schema: str, folders: int = 1) -> Document:
        """How a document of the round begins that lies so many folders below the root of the API."""
        return {"$schema": schema_link(schema, folders), "schema_version": SCHEMA_VERSION, **self.standing}


def _chain(chain: Chain) -> str:
    """All values of a figure; the last one counts."""
    return compact(
        [
            {
                "origin": link.origin,
                **answer_document(link.answer),
                "change_reason": link.reason or None,
                "by": link.by or None,
            }
            for link in chain.links
        ]
    )


def iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def words(text: Text) -> Document:
    """English is null where only Vietnamese is there."""
    return {"vi": text.vi, "en": text.en or None}


def words_or_none(text: Text | None) -> Document | None:
    return words(text) if text is not None else None
