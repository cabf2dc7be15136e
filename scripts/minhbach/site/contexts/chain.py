"""The chain of a figure on a page: every value in order with where it came from, and the parts of a computed one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from minhbach.model.chain import ORIGIN_WORDS, Chain, Origin
from minhbach.model.chain import Link as ChainLink
from minhbach.model.criteria import Figure
from minhbach.model.submission import Answer
from minhbach.model.units import Unit
from minhbach.results import UnitResult
from minhbach.site import addresses
from minhbach.site.contexts.evidence import EvidenceItem, evidence_items
from minhbach.site.contexts.frames import NamedFigure
from minhbach.site.contexts.view import Link, RoundView


@dataclass(frozen=True, slots=True)
class Part:
    """A unit below and the value that it brings to a sum; `adds` is False for what is no number."""

    unit: Link
    value: str
    adds: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainStep:
    """One value of a figure. `source` leads to the document behind it; `missing` are units that a sum waits for."""

    origin: str
    title: str
    value: str
    state: str
    counts: bool
    note: str
    reason: str
    by: str
    source: Link | None
    evidence: tuple[EvidenceItem, ...]
    parts: tuple[Part, ...]
    missing: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    label: str
    steps: tuple[ChainStep, ...]


def figure_rows(view: RoundView, result: UnitResult, figures: Iterable[NamedFigure]) -> tuple[FigureRow, ...]:
    """The figures of a unit with all their values; none when each was only reported."""
    chains = result.chains
    known = [(named, chains[named.id]) for named in figures if named.id in chains]
    if all(len(chain.links) == 1 for _, chain in known):
        return ()
    return tuple(
        FigureRow(named.label, tuple(_steps(view, result.unit, named.figure, chain))) for named, chain in known
    )


def _steps(view: RoundView, unit: Unit, figure: Figure, chain: Chain) -> Iterator[ChainStep]:
    for link in chain.links:
        answer = link.answer
        yield ChainStep(
            origin=link.origin.value,
            title=view.write.text(ORIGIN_WORDS[link.origin]),
            value=view.write.answer(answer, figure),
            state=answer.state.value.replace("_", "-"),
            counts=link is chain.links[-1],
            note=answer.reason,
            reason=link.reason,
            by=link.by,
            source=_source(view, unit, link.origin),
            evidence=evidence_items(link.evidence),
            parts=_parts(view, figure, link),
            missing=_missing(view, unit, figure, link),
        )


def _source(view: RoundView, unit: Unit, origin: Origin) -> Link | None:
    if origin is Origin.SETTLED:
        return view.minutes_link(unit.code)
    if origin is Origin.AMENDED and view.corrected:
        return Link(view.write.say("Các thay đổi", "Changes"), addresses.changes(view.id))
    return None


def _parts(view: RoundView, figure: Figure, link: ChainLink) -> tuple[Part, ...]:
    if link.parts is None:
        return ()
    below = _part_figure(view, figure)
    found = ((view.register.by_code.get(code), answer) for code, answer in link.parts.items())
    return tuple(
        Part(view.unit_link(child), view.write.answer(answer, below), _adds(answer)) for child, answer in found if child
    )


def _adds(answer: Answer) -> bool:
    return isinstance(answer.value, int | Decimal) and not isinstance(answer.value, bool)


def _missing(view: RoundView, unit: Unit, figure: Figure, link: ChainLink) -> tuple[Link, ...]:
    """The units below that are assessed and not in the sum: they have handed in nothing, or nobody approved it."""
    if link.parts is None or figure.sum_of is None:
        return ()
    plural = figure.sum_of.partition(".")[0]
    tiers = {tier.id for tier in view.criteria.tiers if tier.plural == plural and tier.parent == unit.tier}
    return tuple(
        view.unit_link(child)
        for child in view.register.children.get(unit.code, ())
        if child.tier in tiers and child.exempt is None and child.code not in link.parts
    )


def _part_figure(view: RoundView, figure: Figure) -> Figure:
    """The figure of the units below that is added up."""
    name = (figure.sum_of or "").partition(".")[2]
    return view.criteria.figures.get(name, figure)
