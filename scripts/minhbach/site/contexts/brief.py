"""The brief for leaders, made to fit one sheet of A4: lists are cut short here, and the pages that go on are linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from minhbach.comparison.model import Board, Change, Line
from minhbach.comparison.words import MEASURES
from minhbach.model.round import Milestone
from minhbach.model.units import Tier
from minhbach.progress import count
from minhbach.publication.differences import PlaceChange
from minhbach.results import TOTAL, TierResults, UnitResult
from minhbach.site import addresses
from minhbach.site.collation import vietnamese_key
from minhbach.site.contexts.edition import edition_title
from minhbach.site.contexts.movement import moved_amount
from minhbach.site.contexts.progress import Block, tier_block
from minhbach.site.contexts.view import EditionStep, Head, Link, RoundView

MOST_TIED, MOST_MOVED, MOST_WEAK, MOST_CORRECTIONS, MOST_NAMED = 2, 2, 3, 3, 3
"""What there is room for on one sheet, whatever the round."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Units of one rank with their points: `more` of them are not named."""

    units: tuple[Link, ...]
    more: int
    points: str


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyNumbers:
    """A scale of a tier in one line. `leader` and `last` are None where nobody is."""

    title: str
    ranking: str
    assessed: str
    handed_in: str
    ranked: str
    leader: Named | None
    median: str
    maximum: str
    last: Named | None


@dataclass(frozen=True, slots=True)
class Mover:
    unit: Link
    moved: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Moves:
    """Who rose and fell most on a scale of a tier, in `measure`."""

    title: str
    measure: str
    risen: str
    fallen: str
    most_risen: tuple[Mover, ...]
    most_fallen: tuple[Mover, ...]


@dataclass(frozen=True, slots=True)
class Weak:
    """A criterion that the units of a tier do badly in: the mean share of its points over those it applies to."""

    criterion: Link
    number: str
    share: str


@dataclass(frozen=True, slots=True)
class WeakTier:
    title: str
    criteria: tuple[Weak, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BriefPage:
    """Before there are results `numbers` are empty and `progress` stands in their place."""

    head: Head
    address: str
    numbers: tuple[KeyNumbers, ...]
    progress: tuple[Block, ...]
    progress_page: str
    moves: tuple[Moves, ...]
    moves_note: str
    weak: tuple[WeakTier, ...]
    corrections: tuple[str, ...]
    changes: str
    look: tuple[str, ...]


def build(view: RoundView) -> BriefPage:
    tiers = view.criteria.tiers
    moves = tuple(_moves(view))
    return BriefPage(
        head=view.head,
        address=addresses.brief(view.id),
        numbers=tuple(line for tier in tiers for line in _numbers(view, tier)),
        progress=() if view.results else tuple(tier_block(view, tier.id) for tier in tiers),
        progress_page=addresses.progress(view.id),
        moves=moves,
        moves_note="" if moves else _no_moves(view),
        weak=tuple(weak for tier in tiers if (weak := _weak(view, tier)).criteria),
        corrections=tuple(_corrections(view)),
        changes=addresses.changes(view.id),
        look=tuple(_look(view)),
    )


# Key numbers -----------------------------------------------------------------


def _numbers(view: RoundView, tier: Tier) -> Iterator[KeyNumbers]:
    results = view.tier_results(tier)
    for scale, ranked in results.ranked.items() if results else ():
        found, write = count(view.progress.of(view.register.of_tier(tier.id))), view.write
        middle = view.middles.get((tier.id, scale))
        yield KeyNumbers(
            title=_title(view, tier, scale),
            ranking=addresses.ranking(view.id, tier.slug),
            assessed=write.number(found.units),
            handed_in=write.number(found.handed_in),
            ranked=write.number(len(ranked)),
            leader=_named(view, ranked, scale, 0) if ranked else None,
            median=write.points(middle) if middle is not None else "–",
            maximum=write.short_points(ranked[0].standings[scale].maximum) if ranked else "–",
            last=_named(view, ranked, scale, -1) if _is_spread(ranked, scale) else None,
        )


def _is_spread(ranked: Sequence[UnitResult], scale: str) -> bool:
    """Where all share one rank, nobody is last."""
    return bool(ranked) and ranked[-1].standings[scale].rank > ranked[0].standings[scale].rank


def _title(view: RoundView, tier: Tier, scale: str) -> str:
    title = view.write.text(tier.title)
    return title if scale == TOTAL else f"{title}: {view.scale_title(scale)}"


def _named(view: RoundView, ranked: Sequence[UnitResult], scale: str, place: int) -> Named:
    """All units that share the rank of the one at `place`, those of the front in the Vietnamese order of names."""
    standing = ranked[place].standings[scale]
    same = [item.unit for item in ranked if item.standings[scale].rank == standing.rank]
    same.sort(key=lambda unit: (vietnamese_key(unit.name), unit.code))
    return Named(
        units=tuple(view.full_link(unit) for unit in same[:MOST_TIED]),
        more=len(same[MOST_TIED:]),
        points=view.write.number(standing.published),
    )


# Movements -------------------------------------------------------------------


def _moves(view: RoundView) -> Iterator[Moves]:
    comparison = view.source.comparison
    for tier in comparison.tiers if comparison is not None else ():
        for board in tier.boards:
            if board.compared:
                yield _board(view, tier.tier, board)


def _board(view: RoundView, tier: Tier, board: Board) -> Moves:
    write = view.write
    return Moves(
        title=_title(view, tier, board.scale),
        measure=write.text(MEASURES[board.measure]),
        risen=write.number(len(board.risen)),
        fallen=write.number(len(board.fallen)),
        most_risen=_movers(view, board.risen),
        most_fallen=_movers(view, board.fallen),
    )


def _movers(view: RoundView, moved: Sequence[tuple[Line, Change]]) -> tuple[Mover, ...]:
    return tuple(
        Mover(view.full_link(line.unit), moved_amount(change, view.write).text) for line, change in moved[:MOST_MOVED]
    )


def _no_moves(view: RoundView) -> str:
    say, before = view.write.say, view.round.previous
    if before is None:
        return say("Không có đợt trước để so sánh.", "There is no earlier round to compare with.")
    if view.results is not None and view.results.milestone is Milestone.PRELIMINARY:
        return say(
            f"Kết quả tạm thời không so với đợt {before}.", f"Provisional results are not compared with round {before}."
        )
    return say(f"Chưa so sánh được với đợt {before}.", f"No comparison with round {before} can be made.")


# Criteria --------------------------------------------------------------------


def _weak(view: RoundView, tier: Tier) -> WeakTier:
    """The criteria with the lowest mean share below the whole, the lowest first; of equal ones those worth more."""
    shares = [
        (share, -criterion.points[tier.id], criterion)
        for criterion in view.criteria.criteria_of(tier.id)
        if (share := view.mean_shares.get((tier.id, criterion.id))) is not None and share < 1
    ]
    shares.sort(key=lambda item: item[:2])
    return WeakTier(
        view.write.text(tier.title),
        tuple(
            Weak(
                criterion=Link(view.write.text(criterion.title), addresses.criterion(view.id, criterion.id)),
                number=criterion.number,
                share=view.write.share(share),
            )
            for share, _, criterion in shares[:MOST_WEAK]
        ),
    )


# Sentences -------------------------------------------------------------------


def _corrections(view: RoundView) -> Iterator[str]:
    steps = [step for step in reversed(view.edition_steps) if step.corrects]
    for step in steps[:MOST_CORRECTIONS]:
        yield _correction(view, step)


def _correction(view: RoundView, step: EditionStep) -> str:
    """`Kết quả chính thức, đính chính lần 1 (20/02/2032, Quyết định số 9): 1 số liệu sửa, 3 đơn vị đổi hạng.`"""
    write, record = view.write, step.after
    figures = sum(len(item.figures) for item in step.units)
    ranks = sum(1 for item in step.units if any(map(_rank_changed, item.places)))
    when = ", ".join(filter(None, (write.day(record.published), record.decision)))
    return f"{edition_title(record, write)} ({when}): " + write.say(
        f"{figures} số liệu sửa, {ranks} đơn vị đổi hạng.",
        f"figures corrected {figures}, units with a new rank {ranks}.",
    )


def _rank_changed(place: PlaceChange) -> bool:
    return (place.before.rank if place.before else None) != (place.after.rank if place.after else None)


def _look(view: RoundView) -> Iterator[str]:
    """What leaders may want to ask about."""
    if view.results is None:
        return
    for tier in view.results.tiers:
        yield from _lowest_group(view, tier)
    without = [item for tier in view.results.tiers for item in tier.without_rank]
    if without:
        yield _without_rank(view, without)
    yield from _counts(view)


def _lowest_group(view: RoundView, tier: TierResults) -> Iterator[str]:
    groups = [group for group in view.criteria.groups() if (tier.tier.id, group.id) in view.medians]
    groups = [group for group in groups if group.totals.get(tier.tier.id)]
    if len(groups) > 1:
        lowest = min(groups, key=lambda group: view.medians[tier.tier.id, group.id])
        write, share = view.write, view.write.share(view.medians[tier.tier.id, lowest.id])
        title, group = write.text(tier.tier.title), write.text(lowest.title)
        yield write.say(
            f"{title}: nhóm yếu nhất là «{group}», một nửa số đơn vị đạt không quá {share} điểm tối đa.",
            f"{title}: the weakest group is “{group}”; half of the units have at most {share} of its points.",
        )


def _without_rank(view: RoundView, without: Sequence[UnitResult]) -> str:
    names = [item.unit.name for item in sorted(without, key=lambda item: vietnamese_key(item.unit.name))]
    more = len(names) - MOST_NAMED
    rest = [view.write.say(f"{more} đơn vị khác", f"{more} more")] if more > 0 else []
    told = view.write.list_of([*names[:MOST_NAMED], *rest])
    return view.write.say(
        f"{len(names)} đơn vị không có hạng: {told}.", f"Units without a rank: {len(names)} ({told})."
    )


def _counts(view: RoundView) -> Iterator[str]:
    say, results = view.write.say, view.results
    late = count(view.progress.units).late
    if late:
        yield say(f"{late} đơn vị nộp số liệu muộn.", f"Units that handed in late: {late}.")
    near = sum(len(pairs) for tier in results.tiers for pairs in tier.near_ties.values()) if results else 0
    if near:
        least = view.write.number(Decimal(1).scaleb(-view.publication.decimals))
        yield say(
            f"{near} cặp đơn vị liền nhau cách nhau chưa đến {least} điểm.",
            f"Pairs of neighbours less than {least} points apart: {near}.",
        )
    if view.waiting:
        yield say(
            f"{len(view.waiting)} câu hỏi rà soát chưa xong.",
            f"Questions of the review still open: {len(view.waiting)}.",
        )
    opened = len(results.record.blockers) if results is not None and results.record is not None else 0
    if opened:
        yield say(
            f"{opened} việc còn để ngỏ khi công bố, nêu ở trang của đợt.",
            f"Matters that stood open when this was published: {opened}, on the page of the round.",
        )
