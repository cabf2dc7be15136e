"""The value of a figure that counts: one place that knows what replaces what.

A figure of a unit is a chain: what was reported, supplemented, computed from the units below, settled, amended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from minhbach.model.chain import Chain, Link, Origin
from minhbach.model.criteria import Figure
from minhbach.model.lineage import Ancestry, DescentKind, Predecessor
from minhbach.model.record import Record
from minhbach.model.round import Milestone
from minhbach.model.submission import MISSING, Answer, State, Value
from minhbach.model.units import Unit
from minhbach.repository import RoundData


def chains_of(
    data: RoundData,
    unit: Unit,
    milestone: Milestone,
    *,
    record: Record | None = None,
    figures: Iterable[str] | None = None,
) -> dict[str, Chain]:
    """The chain of every figure (or of those named) of a unit that handed in.

    With a `record` the figures stand as that edition published them: minutes agreed, amendments decided and units below
    approved after it do not count. Raises KeyError when the unit handed in nothing.
    """
    names = data.criteria.figures_of(unit.tier) if figures is None else figures
    answers, known = data.submissions[unit.code].answers, data.criteria.figures
    moved = set(_moved(data, unit, milestone, record))
    return {
        name: chain_of(data, unit, name, milestone, record=record)
        if name in moved or known[name].sum_of is not None
        else _reported(data, name, answers.get(name, MISSING))
        for name in names
    }


def _moved(data: RoundData, unit: Unit, milestone: Milestone, record: Record | None) -> Iterator[str]:
    """The figures of a unit that anything but its report may have a say in, besides the sums."""
    if milestone is Milestone.FINAL:
        yield from data.submissions[unit.code].supplement
        yield from (item.figure for decided in data.amendments for item in decided.changes if item.unit == unit.code)
    minutes = data.inspections.get(unit.code)
    if minutes is not None:
        yield from (item.figure for item in minutes.findings)
    of_unit = record.units.get(unit.code) if record is not None else None
    if of_unit is not None:
        yield from (name for name, chain in of_unit.chains.items() if chain.origin is not Origin.REPORTED)


def _reported(data: RoundData, figure: str, answer: Answer) -> Chain:
    """The chain of a figure that stands as it was reported: units that reported the very same answer share one."""
    key = (figure, id(answer))
    chain = data.shared_chains.get(key)
    if chain is None:
        # The chain keeps the answer, so that no other can ever stand at its place in memory.
        links = (Link(origin=Origin.REPORTED, answer=answer),)
        chain = data.shared_chains[key] = Chain(figure=figure, links=links)
    return chain


def chain_of(data: RoundData, unit: Unit, figure: str, milestone: Milestone, *, record: Record | None = None) -> Chain:
    submission = data.submissions[unit.code]
    links = [Link(origin=Origin.REPORTED, answer=submission.answers.get(figure, MISSING))]
    change = submission.supplement.get(figure)
    if change is not None and milestone is Milestone.FINAL:
        links.append(
            Link(origin=Origin.SUPPLEMENTED, answer=change.answer, reason=change.reason, evidence=change.evidence)
        )
    links += _computed(data, unit, figure, milestone, record)
    decided = _decided(data, unit, figure, milestone)
    links += decided if record is None else _as_recorded(record, unit, figure, decided)
    return Chain(figure=figure, links=tuple(links))


def _decided(data: RoundData, unit: Unit, figure: str, milestone: Milestone) -> Iterator[Link]:
    """What was settled by agreed minutes, then what decisions amended after the final publication."""
    minutes = data.inspections.get(unit.code)
    if minutes is not None and minutes.agreed:
        for item in minutes.findings:
            if item.figure == figure:
                yield Link(
                    origin=Origin.SETTLED,
                    answer=item.settled,
                    reason=item.reason,
                    by=minutes.team,
                    evidence=item.evidence,
                )
    if milestone is Milestone.FINAL:
        for amendment in data.amendments:
            for change in amendment.changes:
                if (change.unit, change.figure) == (unit.code, figure):
                    yield Link(origin=Origin.AMENDED, answer=change.new, reason=change.reason, by=amendment.decision)


def _as_recorded(record: Record, unit: Unit, figure: str, decided: Iterable[Link]) -> Iterator[Link]:
    """What the edition settled and amended; the documents behind it stand in the minutes, not in the record."""
    now = {(link.origin, link.answer): link for link in decided}
    for link in _recorded(record, unit, figure, Origin.SETTLED, Origin.AMENDED):
        yield now.get((link.origin, link.answer), link)


def _recorded(record: Record, unit: Unit, figure: str, *origins: Origin) -> list[Link]:
    of_unit = record.units.get(unit.code)
    chain = of_unit.chains.get(figure) if of_unit is not None else None
    return [link for link in chain.links if link.origin in origins] if chain is not None else []


# Sums over the units below ---------------------------------------------------


def _computed(data: RoundData, unit: Unit, figure: str, milestone: Milestone, record: Record | None) -> Iterator[Link]:
    if record is not None:
        yield from _recorded(record, unit, figure, Origin.COMPUTED)
        return
    parts = sum_parts(data, unit, data.criteria.figures[figure], milestone)
    total = total_of(parts.values())
    if total is not None:
        yield Link(origin=Origin.COMPUTED, answer=Answer(State.VALUE, total), parts=parts)


def sum_parts(
    data: RoundData, unit: Unit, figure: Figure, milestone: Milestone, *, record: Record | None = None
) -> dict[str, Answer]:
    """What a declared sum adds up: the answers of the approved units below, by code. Empty for any other figure.

    With a `record` what that edition added up, whoever was approved since.
    """
    if figure.sum_of is None:
        return {}
    if record is not None:
        links = _recorded(record, unit, figure.id, Origin.COMPUTED)
        return dict(links[0].parts or {}) if links else {}
    plural, _, name = figure.sum_of.partition(".")
    below = next((tier for tier in data.criteria.tiers if tier.plural == plural and tier.parent == unit.tier), None)
    if below is None:
        return {}
    return {
        child.code: chain_of(data, child, name, milestone).current
        for child in data.register.children.get(unit.code, ())
        if child.tier == below.id and child.exempt is None and data.is_approved(child.code)
    }


def total_of(answers: Iterable[Answer]) -> int | Decimal | None:
    """The sum of those that are numbers; None when none is."""
    numbers = [number for answer in answers if (number := _number(answer.value)) is not None]
    if not numbers:
        return None
    total = sum((Decimal(number) for number in numbers), Decimal(0))
    return int(total) if all(isinstance(number, int) for number in numbers) else total


def _number(value: Value | None) -> int | Decimal | None:
    return None if isinstance(value, bool | str) else value


# The round before ------------------------------------------------------------


def predecessors(data: RoundData, unit: Unit) -> Ancestry:
    """The units of the round before that a unit comes from, as the lineage says.

    A unit that the lineage does not name went on as it was, if it is there under the same code and name.
    """
    if data.previous is None:
        return Ancestry()
    before, lineage = data.previous.register, data.lineage
    if lineage is not None and unit.code in lineage.by_new:
        found = [(before.by_code.get(item.old), item.kind) for item in lineage.by_new[unit.code]]
        return Ancestry(tuple(Predecessor(unit=old, kind=kind) for old, kind in found if old is not None))
    same = before.same(unit)
    if same is None or (lineage is not None and same.code in lineage.by_old):
        return Ancestry()
    return Ancestry((Predecessor(unit=same, kind=DescentKind.KEEPS),))


def previous_answers(data: RoundData, unit: Unit) -> Mapping[str, Answer]:
    """What the unit reported in the round before; of several units that it comes from, their sums."""
    return _before(data, unit, lambda last, source: last.submissions[source.code].answers)


def previous_finals(data: RoundData, unit: Unit) -> Mapping[str, Answer]:
    """What the unit ended the round before with, after supplements, minutes and amendments."""
    return _before(data, unit, _finals)


def _finals(last: RoundData, source: Unit) -> dict[str, Answer]:
    return {name: chain.current for name, chain in chains_of(last, source, Milestone.FINAL).items()}


def _before(
    data: RoundData, unit: Unit, answers_of: Callable[[RoundData, Unit], Mapping[str, Answer]]
) -> dict[str, Answer]:
    """Empty unless every unit it comes from handed in and came over whole: no part of a unit has figures of its own.

    A figure that was asked as another kind then is another figure. Of several units only numbers can be added up, and
    only where each has one.
    """
    last, ancestry = data.previous, predecessors(data, unit)
    if last is None or not ancestry.is_comparable:
        return {}
    units = [source.unit for source in ancestry.sources]
    if any(source.code not in last.submissions for source in units):
        return {}
    then, now = last.criteria.figures, data.criteria.figures
    answers = [answers_of(last, source) for source in units]
    same = [name for name in answers[0] if name in now and name in then and now[name].kind is then[name].kind]
    if len(answers) == 1:
        return {name: answers[0][name] for name in same}
    return {
        name: Answer(State.VALUE, total)
        for name in same
        if (total := _whole_sum([found.get(name, MISSING) for found in answers])) is not None
    }


def _whole_sum(answers: list[Answer]) -> int | Decimal | None:
    return total_of(answers) if all(_number(answer.value) is not None for answer in answers) else None
