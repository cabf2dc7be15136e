"""Sentences about a ranking by template: who leads, the median, what changed, near ties, why a unit has no rank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from statistics import median

from minhbach.comparison.model import Board, RoundComparison
from minhbach.exact import NO_BREAK_SPACE
from minhbach.model.round import Milestone
from minhbach.results import Standing, TierResults, UnitResult, UnitStatus
from minhbach.site.collation import vietnamese_key
from minhbach.site.contexts.edition import edition_title
from minhbach.site.contexts.movement import moved_amount
from minhbach.site.contexts.view import EditionStep, RoundView
from minhbach.site.words import NOT_ASSESSED_TEXT, NOT_SUBMITTED_TEXT, NOTHING_LEFT_TEXT, UNREADABLE_TEXT
from minhbach.site.writing import Writer

MOST_LEADERS = 3


def build_sentences(view: RoundView, results: TierResults, scale: str) -> tuple[str, ...]:
    """Who leads, the median, what changed; nothing without a ranked unit."""
    ranked = results.ranked[scale]
    if not ranked:
        return ()
    standings = [item.standings[scale] for item in ranked]
    leaders = [item.unit.name for item in ranked if item.standings[scale].rank == standings[0].rank]
    leaders.sort(key=vietnamese_key)
    return (
        _leaders(view.write, leaders, standings[0]),
        _median(view.write, standings),
        _changed(view, results.tier.id, scale),
    )


def _leaders(write: Writer, names: Sequence[str], standing: Standing) -> str:
    score = _scored(write, write.number(standing.published))
    if len(names) > MOST_LEADERS:
        return write.say(f"{len(names)} đơn vị cùng dẫn đầu với {score}.", f"{len(names)} units lead with {score}.")
    who = write.list_of(names)
    if len(names) > 1:
        return write.say(f"{who} cùng dẫn đầu với {score}.", f"{who} lead together with {score}.")
    return write.say(f"{who} dẫn đầu với {score}.", f"{who} leads with {score}.")


def _median(write: Writer, standings: Sequence[Standing]) -> str:
    score, count = _scored(write, write.points(median_value(standings))), write.number(len(standings))
    return write.say(
        f"Một nửa số đơn vị đạt từ {score} trở lên (trung vị của {count} đơn vị có kết quả).",
        f"Half of the units have {score} or more (median; {_units(write, len(standings))} with a result).",
    )


def median_value(standings: Iterable[Standing]) -> Fraction:
    return median(standing.value for standing in standings)


def _scored(write: Writer, points: str) -> str:
    return f"{points}{NO_BREAK_SPACE}{write.say('điểm', 'points')}"


def _units(write: Writer, count: int) -> str:
    return f"{write.number(count)} {write.say('đơn vị', 'unit' if count == 1 else 'units')}"


# What changed ----------------------------------------------------------------


def board_of(comparison: RoundComparison, tier: str, scale: str) -> Board | None:
    """The comparison on one scale of a tier; None where there is none."""
    boards = next((item.boards for item in comparison.tiers if item.tier.id == tier), ())
    return next((board for board in boards if board.scale == scale), None)


def _changed(view: RoundView, tier: str, scale: str) -> str:
    """Against the round before once both are final, else against the edition before, else why there is nothing."""
    comparison, write = view.source.comparison, view.write
    board = board_of(comparison, tier, scale) if comparison is not None else None
    if comparison is not None and board is not None:
        return _since_round(write, comparison.before.round.id, board)
    record = view.results.record if view.results else None
    step = next((item for item in view.edition_steps if item.after is record), None)
    if step is not None:
        return _since_edition(write, step, tier, scale)
    if view.results is not None and view.results.milestone is Milestone.PRELIMINARY:
        return write.say(
            "Kết quả còn là tạm thời: thay đổi so với đợt trước chỉ được nêu khi có kết quả chính thức.",
            "The results are provisional: what changed since the last round is told once they are final.",
        )
    return write.say(
        "Chưa có đợt trước hay lần công bố trước để so sánh.", "There is no earlier round or edition to compare with."
    )


def _since_round(write: Writer, before: str, board: Board) -> str:
    compared, risen, fallen = len(board.compared), board.risen, board.fallen
    if not compared:
        return write.say(f"Không đơn vị nào so sánh được với đợt {before}.", f"No unit compares with round {before}.")
    rest = compared - len(risen) - len(fallen)
    told = write.say(
        f"So với đợt {before}: {_units(write, len(risen))} tăng, {len(fallen)} giảm, {rest} không đổi",
        f"Since round {before}: {_units(write, len(risen))} rose, {len(fallen)} fell, {rest} did not change",
    )
    if not risen:
        return f"{told}."
    line, change = risen[0]
    best = f"{line.unit.name} ({moved_amount(change, write).text})"
    return f"{told}; {write.say('tăng nhiều nhất', 'rose most')}: {best}."


def _since_edition(write: Writer, step: EditionStep, tier: str, scale: str) -> str:
    places = [place for item in step.units if item.unit.tier == tier for place in item.places if place.scale == scale]
    both = [(place.before, place.after) for place in places if place.before is not None and place.after is not None]
    points = sum(1 for before, after in both if before.published != after.published)
    ranks = sum(1 for before, after in both if before.rank != after.rank)
    title = edition_title(step.before, write)
    title = title[:1].lower() + title[1:]
    return write.say(
        f"So với {title}: {_units(write, points)} đổi điểm, {_units(write, ranks)} đổi hạng.",
        f"Since the {title}: points of {_units(write, points)} and ranks of {_units(write, ranks)} changed.",
    )


# Notes -----------------------------------------------------------------------


def spread_sentence(view: RoundView, standings: Sequence[Standing]) -> str:
    """How far the first is from the last, and how many units have each level."""
    write = view.write
    gap = _scored(write, write.number(standings[0].published - standings[-1].published))
    levels = _levels(view, standings)
    return write.say(
        f"Đơn vị cao nhất và thấp nhất cách nhau {gap}", f"From the highest to the lowest unit it is {gap}"
    ) + (f"; {levels}." if levels else ".")


def _levels(view: RoundView, standings: Iterable[Standing]) -> str:
    counts = {level.id: 0 for level in view.criteria.levels}
    for standing in standings:
        if standing.level:
            counts[standing.level.id] += 1
    write = view.write
    return ", ".join(
        write.say(
            f"{counts[level.id]}{NO_BREAK_SPACE}đơn vị xếp «{level.title.vi}»",
            f"{_units(write, counts[level.id])} at level “{write.text(level.title)}”",
        )
        for level in view.criteria.levels
        if counts[level.id]
    )


def near_tie_sentences(view: RoundView, results: TierResults, scale: str) -> tuple[str, ...]:
    """Neighbours that lie closer than what is published can tell."""
    names, write = {item.unit.code: item.unit.name for item in results.units}, view.write
    return tuple(
        write.say(
            f"{names[item.higher]} hơn {names[item.lower]} ",
            f"{names[item.higher]} is ahead of {names[item.lower]} by ",
        )
        + _scored(write, write.exact(item.difference, most=6))
        + (
            write.say("; sau khi làm tròn hai đơn vị bằng điểm.", "; rounded, the two have equal points.")
            if item.same_published
            else write.say(
                "; cách nhau chưa đến một đơn vị công bố.", "; that is less than the last digit that is published."
            )
        )
        for item in results.near_ties[scale]
    )


def reason(result: UnitResult, write: Writer | None = None) -> str:
    """Why a unit has no rank."""
    write = write or Writer("vi")
    if result.status is UnitStatus.NOT_SUBMITTED:
        return write.text(UNREADABLE_TEXT if result.unreadable else NOT_SUBMITTED_TEXT)
    exempt = result.unit.exempt
    if exempt is not None:
        return f"{write.text(NOT_ASSESSED_TEXT)}: {write.text(exempt)}"
    return write.text(NOTHING_LEFT_TEXT)
