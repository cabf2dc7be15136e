"""What changed from one published edition to the next, why, and what it did to points and ranks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from minhbach.exact import NO_BREAK_SPACE
from minhbach.model.chain import Origin
from minhbach.model.record import Record, RecordedPlace
from minhbach.publication.differences import FigureChange, PlaceChange, UnitChange
from minhbach.site import addresses
from minhbach.site.collation import vietnamese_key
from minhbach.site.contexts.edition import edition_title, edition_words
from minhbach.site.contexts.step_charts import StepCharts, step_charts
from minhbach.site.contexts.view import EditionStep, Head, Link, RoundView
from minhbach.site.words import CAUSE_TEXTS
from minhbach.site.writing import Writer


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureMove:
    """A figure that changed. `criterion` says what became of the points of its criterion; empty when nothing did."""

    label: str
    before: str
    after: str
    origin: str
    cause: str
    reason: str
    by: str
    minutes: Link | None
    criterion: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceMove:
    """A unit's points and rank before and after on a scale; `title` is empty when there is one scale only."""

    title: str
    points: str
    moved: str
    rank: str
    rank_moved: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitMove:
    unit: Link
    code: str
    parent: str
    places: tuple[PlaceMove, ...]
    figures: tuple[FigureMove, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """From one edition to the next. `units` had figures changed, `others` moved with them; `id` is for its anchor."""

    id: str
    title: str
    before: str
    after: str
    releases: tuple[Link, ...]
    counts: tuple[tuple[str, int], ...]
    figures: int
    units: tuple[UnitMove, ...]
    others: tuple[UnitMove, ...]
    charts: tuple[StepCharts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangesPage:
    """`edition` are the words of the only edition there is, when there is one; `feed` is empty before there is any."""

    head: Head
    address: str
    steps: tuple[Step, ...]
    edition: str
    feed: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """What a corrected edition did to one unit; for the banner of its page."""

    title: str
    published: str
    decision: str
    move: UnitMove
    address: str


def build(view: RoundView) -> ChangesPage:
    return ChangesPage(
        head=view.head,
        address=addresses.changes(view.id),
        steps=tuple(_step(view, step) for step in reversed(view.edition_steps)),
        edition=_words(view, view.editions[0]) if len(view.editions) == 1 else "",
        feed=addresses.round_feed(view.id, view.lang) if view.editions else "",
    )


def _step(view: RoundView, step: EditionStep) -> Step:
    moves = [_unit(view, item) for item in _alphabetical(step.units)]
    causes = Counter(change.link.origin for item in step.units for change in item.figures)
    return Step(
        id=f"den-{step.after.edition}",
        title=f"{edition_title(step.before, view.write)} → {edition_title(step.after, view.write)}",
        before=_words(view, step.before),
        after=_words(view, step.after),
        releases=tuple(_release(view, record) for record in (step.before, step.after)),
        counts=tuple((view.write.text(CAUSE_TEXTS[origin]), causes[origin]) for origin in Origin if causes[origin]),
        figures=causes.total(),
        units=tuple(move for move in moves if move.figures),
        others=tuple(move for move in moves if not move.figures),
        charts=tuple(step_charts(view, step)),
    )


def _words(view: RoundView, record: Record) -> str:
    return edition_words(record, view.write, view.numbers[record.edition])


def _release(view: RoundView, record: Record) -> Link:
    number = view.numbers[record.edition]
    return Link(view.write.say(f"Bản {number}", f"Release {number}"), addresses.release(view.id, number))


def _alphabetical(units: tuple[UnitChange, ...]) -> list[UnitChange]:
    """The record keeps the tiers apart; within one by the alphabet."""
    tiers = {tier: place for place, tier in enumerate(dict.fromkeys(item.unit.tier for item in units))}
    return sorted(units, key=lambda item: (tiers[item.unit.tier], vietnamese_key(item.unit.name), item.unit.code))


def _unit(view: RoundView, change: UnitChange) -> UnitMove:
    recorded = change.unit
    unit = view.register.by_code.get(recorded.code)
    parent = view.register.by_code.get(recorded.parent) if recorded.parent else None
    return UnitMove(
        unit=view.unit_link(unit) if unit else Link(recorded.name, ""),
        code=recorded.code,
        parent=parent.name if parent else "",
        places=tuple(_place(view, item) for item in change.places),
        figures=tuple(_figure(view, change, item) for item in change.figures),
    )


def _place(view: RoundView, place: PlaceChange) -> PlaceMove:
    before, after, moved = place.before, place.after, place.moved
    scales = view.results.scales if view.results else ()
    return PlaceMove(
        title=view.scale_title(place.scale) if len(scales) > 1 else "",
        points=f"{_points(view.write, before)} → {_points(view.write, after)}",
        moved=view.write.moved_points(moved) if moved is not None else "",
        rank=" → ".join(dict.fromkeys((_rank(view.write, before), _rank(view.write, after)))),
        rank_moved=_rank_moved(view.write, before, after),
    )


def _points(write: Writer, place: RecordedPlace | None) -> str:
    return write.number(Decimal(place.published)) if place else "–"


def _rank(write: Writer, place: RecordedPlace | None) -> str:
    if place is None:
        return write.say("chưa xếp hạng", "not ranked")
    return f"{place.rank}{write.say(' (đồng hạng)', ' (tied)') if place.tied else ''}"


def _rank_moved(write: Writer, before: RecordedPlace | None, after: RecordedPlace | None) -> str:
    if before is None or after is None:
        return ""
    steps = before.rank - after.rank
    if steps == 0:
        return write.say("giữ hạng", "same rank")
    way = write.say("▲ lên", "▲ up") if steps > 0 else write.say("▼ xuống", "▼ down")
    return f"{way}{NO_BREAK_SPACE}{write.number(abs(steps))}"


def _figure(view: RoundView, change: UnitChange, item: FigureChange) -> FigureMove:
    figure = view.criteria.figures[item.figure]
    link = item.link
    return FigureMove(
        label=view.write.text(figure.label),
        before=view.write.answer(item.before, figure),
        after=view.write.answer(item.after, figure),
        origin=link.origin.value,
        cause=view.write.text(CAUSE_TEXTS[link.origin]),
        reason=link.reason,
        by=link.by,
        minutes=view.minutes_link(change.unit.code) if link.origin is Origin.SETTLED else None,
        criterion=_criterion(view, change, figure.criterion),
    )


def _criterion(view: RoundView, change: UnitChange, name: str) -> str:
    """`Tiêu chí 1.1: 4,00 → 4,50`."""
    found, criterion = change.criteria.get(name), view.criterion_by_id.get(name)
    if found is None or criterion is None:
        return ""
    old, new = ("–" if number is None else view.write.points(number) for number in found)
    label = view.write.say("Tiêu chí", "Criterion")
    return f"{label} {criterion.number}: {old} → {new}" if old != new else ""


def corrections(view: RoundView, code: str) -> tuple[Correction, ...]:
    """What was put right after the final publication, as far as it touched a unit; the newest first."""
    return tuple(
        Correction(
            title=edition_title(step.after, view.write),
            published=_words(view, step.after),
            decision=step.after.decision or "",
            move=_unit(view, change),
            address=f"{addresses.changes(view.id)}#den-{step.after.edition}",
        )
        for step, change in view.corrected.get(code, ())
    )
