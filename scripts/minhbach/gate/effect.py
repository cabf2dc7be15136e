"""Check 8: what a change does to the unit's score and rank, and which figures moved most. It refuses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from minhbach.diagnostics import Text
from minhbach.exact import Lang, published, rounded, written
from minhbach.gate.outcome import CriterionMove, Effect, FigureMove, Place, ScaleMove
from minhbach.gate.standing import Answers, Standing
from minhbach.model.criteria import NO, YES, Figure
from minhbach.model.submission import MISSING, Answer, State, Submission
from minhbach.model.units import Unit
from minhbach.results import TOTAL, TierPeers
from minhbach.scoring.ranking import decisive, rank
from minhbach.scoring.rollup import SectionScore

MOST_MOVES = 10

_TOTAL = Text("Tổng điểm", "Total")
_STATES = {
    State.MISSING: Text("chưa trả lời", "not answered"),
    State.NOT_APPLICABLE: Text("không áp dụng", "not applicable"),
    State.NOT_ASSESSED: Text("không đánh giá", "not assessed"),
}


def effect_of(
    standing: Standing, unit: Unit, submission: Submission, previous: Submission | None, lang: Lang
) -> Effect:
    """The unit before and after, by the points and ranks of everybody else on the base."""
    after = standing.current(submission)
    before = standing.answers(unit.code)
    peers_before, peers_after = standing.peers({}), standing.peers({unit.code: after})
    total_after = standing.total(after, peers_after)
    total_before = standing.total(before, peers_before) if before is not None else None
    others = standing.values(peers_after, unit.code)
    others_before = others if _same(standing, peers_before, peers_after) else standing.values(peers_before, unit.code)
    figures = standing.criteria.figures_of(standing.tier.id)
    return Effect(
        unit=unit.code,
        name=unit.name,
        milestone=standing.milestone.value,
        scales=tuple(_scale_moves(standing, unit, total_before, total_after, (others_before, others), lang)),
        criteria=tuple(_criterion_moves(standing, total_before, total_after, lang))[:MOST_MOVES],
        figures=tuple(figure_moves(figures, before or {}, after, lang))[:MOST_MOVES] if before is not None else (),
        previous_round=standing.round.round.previous if previous is not None else None,
        since_last_round=tuple(figure_moves(figures, standing.current(previous), after, lang))[:MOST_MOVES]
        if previous is not None
        else (),
        others_move=_moved(standing, others_before, others),
    )


def _same(standing: Standing, before: TierPeers, after: TierPeers) -> bool:
    return standing.limits_of(before) == standing.limits_of(after)


Values = Mapping[str, Mapping[str, Fraction]]


def _scale_moves(
    standing: Standing,
    unit: Unit,
    before: SectionScore | None,
    after: SectionScore,
    others: tuple[Values, Values],
    lang: Lang,
) -> Iterator[ScaleMove]:
    titles = {pillar.id: pillar.title.in_(lang) for pillar in standing.criteria.pillars}
    of_before = standing.scored(before) if before is not None else {}
    of_after = standing.scored(after)
    maximum = {section.id: section.declared for section in after.walk()}
    for scale in standing.scales:
        yield ScaleMove(
            title=_TOTAL.in_(lang) if scale == TOTAL else titles[scale],
            maximum=published(maximum[scale], standing.round.round.publication),
            before=_place(standing, of_before.get(scale), scale, others[0], unit),
            after=_place(standing, of_after.get(scale), scale, others[1], unit),
            units=len(standing.units),
        )


def _place(standing: Standing, own: Fraction | None, scale: str, others: Values, unit: Unit) -> Place | None:
    if own is None:
        return None
    publication = standing.round.round.publication
    values = {code: decisive(values[scale], publication) for code, values in others.items() if scale in values}
    best = rank({**values, unit.code: decisive(own, publication)})[unit.code].place
    to_come = sum(1 for other in standing.units if other.code not in others and other.code != unit.code)
    return Place(points=published(own, publication), best=best, worst=best + to_come)


def _moved(standing: Standing, before: Values, after: Values) -> int:
    publication = standing.round.round.publication

    def shown(values: Mapping[str, Fraction]) -> dict[str, Decimal]:
        return {scale: published(value, publication) for scale, value in values.items()}

    return sum(1 for code, values in after.items() if shown(values) != shown(before[code]))


def _criterion_moves(
    standing: Standing, before: SectionScore | None, after: SectionScore, lang: Lang
) -> Iterable[CriterionMove]:
    if before is None:
        return []
    publication = standing.round.round.publication
    old = {score.criterion.id: score.points for score in before.all_criteria()}
    moved = [score for score in after.all_criteria() if old.get(score.criterion.id) != score.points]
    moved.sort(key=lambda score: -abs(score.points - old.get(score.criterion.id, Fraction(0))))
    return [
        CriterionMove(
            criterion=score.criterion.id,
            title=score.criterion.title.in_(lang),
            before=published(old[score.criterion.id], publication) if score.criterion.id in old else None,
            after=published(score.points, publication),
        )
        for score in moved
    ]


def figure_moves(figures: Mapping[str, Figure], before: Answers, after: Answers, lang: Lang) -> list[FigureMove]:
    """The figures whose answer differs, beginning with the one that moved most; words and states after the numbers."""
    moved = []
    for place, (name, figure) in enumerate(figures.items()):
        old, new = before.get(name, MISSING), after.get(name, MISSING)
        if (old.state, old.value) != (new.state, new.value):
            move = FigureMove(
                figure=name,
                label=figure.label.in_(lang),
                before=answer_words(old, lang),
                after=answer_words(new, lang),
                ratio=_ratio(old, new),
            )
            moved.append((-_size(old, new), place, move))
    return [move for _, _, move in sorted(moved, key=lambda item: item[:2])]


def answer_words(answer: Answer, lang: Lang) -> str:
    if answer.state is not State.VALUE or answer.value is None:
        return _STATES[answer.state].in_(lang)
    if isinstance(answer.value, bool):
        return YES if answer.value else NO
    return answer.value if isinstance(answer.value, str) else written(answer.value, lang)


def _number(answer: Answer) -> Fraction | None:
    value = answer.value
    return None if isinstance(value, bool | str | None) else Fraction(value)


def _ratio(before: Answer, after: Answer) -> Decimal | None:
    old, new = _number(before), _number(after)
    return rounded(new / old, 2) if old and new is not None and old > 0 else None


def _size(before: Answer, after: Answer) -> Fraction:
    """How far a figure moved: the greater over the less; from or to zero counts by its size."""
    old, new = _number(before), _number(after)
    if old is None or new is None:
        return Fraction(1)
    low, high = sorted((abs(old), abs(new)))
    return high / low if low else 1 + high
