"""Which edition of a round a page shows, in words: as of when, published when, by what decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minhbach import edition
from minhbach.diagnostics import Text
from minhbach.edition import MILESTONE_TITLES, release_numbers
from minhbach.model.inspection import Inspection
from minhbach.model.record import Record
from minhbach.model.round import Milestone, Phase
from minhbach.site.source import RoundSource
from minhbach.site.words import PHASE_TEXTS, STANDING_TEXTS
from minhbach.site.writing import Writer

NOT_RECORDED = Text("Tạm tính", "Computed")
"""Results that are shown although no edition of them was published yet."""

_PHASES = list(Phase)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a page says of its results; `chip` is `waiting`, `provisional` or `final` for the colour."""

    word: str
    status: str
    chip: str


def standing_of(source: RoundSource, write: Writer) -> Standing:
    round_, results = source.round, source.results
    if results is None:
        return Standing(write.say("Chưa có kết quả", "No results yet"), _waiting(round_.phase, write), "waiting")
    if results.record is None:
        return Standing(write.text(NOT_RECORDED), write.text(edition.results_words(results)), "provisional")
    final = results.milestone is Milestone.FINAL
    number = numbers_of(public_editions(source))[results.record.edition]
    status = edition_words(results.record, write, number)
    return Standing(write.text(STANDING_TEXTS[results.milestone]), status, "final" if final else "provisional")


def _waiting(phase: Phase, write: Writer) -> str:
    step = write.text(PHASE_TEXTS[phase])
    return write.say(
        f"Đang ở bước «{step}»; kết quả được công bố theo lịch của đợt đánh giá",
        f"At the step “{step}”; results are published by the calendar of the round",
    )


def edition_words(record: Record, write: Writer, number: str) -> str:
    """`Kết quả chính thức, số liệu đến 31/12/2031, công bố 20/01/2032 theo Quyết định số 9, bản 1.0`."""
    title = write.text(MILESTONE_TITLES[record.milestone])
    as_of, published, by = write.day(record.figures_as_of), write.day(record.published), record.decision
    return write.say(
        f"{title}, số liệu đến {as_of}, công bố {published}{f' theo {by}' if by else ''}, bản {number}",
        f"{title}, figures as of {as_of}, published {published}{f' by {by}' if by else ''}, release {number}",
    )


def numbers_of(editions: Sequence[Record]) -> Mapping[str, str]:
    """The numbers of releases, by the names of their editions; all editions of a round, the first published first."""
    return {record.edition: number for number, record in release_numbers(editions)}


def edition_title(record: Record, write: Writer) -> str:
    """`Kết quả chính thức, đính chính lần 1`: how an edition is called in a heading."""
    times = record.number - 1
    again = write.say(f", đính chính lần {times}", f", amendment {times}") if times else ""
    return write.text(MILESTONE_TITLES[record.milestone]) + again


def public_editions(source: RoundSource) -> tuple[Record, ...]:
    """The editions that the phase shows, the first published first."""
    results = source.results
    if results is None:
        return ()
    final = results.milestone is Milestone.FINAL
    return tuple(item for item in source.data.published.values() if final or item.milestone is Milestone.PRELIMINARY)


def review_has_begun(source: RoundSource) -> bool:
    return _PHASES.index(source.round.phase) >= _PHASES.index(Phase.REVIEW)


def public_minutes(source: RoundSource) -> tuple[Inspection, ...]:
    """The minutes that the phase shows, in the order of the register: before there are results only agreed ones."""
    if not review_has_begun(source):
        return ()
    found = source.data.inspections
    units = (unit.code for unit in source.shown_units)
    return tuple(found[code] for code in units if code in found and (source.results or found[code].agreed))
