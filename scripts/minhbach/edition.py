"""What results are called, in words: which milestone, figures as of when, published when and by what decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from minhbach.diagnostics import Text
from minhbach.model.record import Record
from minhbach.model.round import Milestone
from minhbach.results import RoundResults

MILESTONE_TITLES: Mapping[Milestone, Text] = {
    Milestone.PRELIMINARY: Text("Kết quả sơ bộ", "Preliminary result"),
    Milestone.FINAL: Text("Kết quả chính thức", "Final result"),
}


def results_words(results: RoundResults) -> Text:
    """Of the edition that the results are; without one that they were only computed."""
    if results.record is not None:
        return edition_words(results.record)
    title = MILESTONE_TITLES[results.milestone]
    as_of = _as_of(results.figures_as_of) if results.figures_as_of is not None else Text("", "")
    return Text(
        f"{title.vi}{as_of.vi}, tính từ số liệu hiện có; chưa có bản công bố",
        f"{title.in_('en')}{as_of.in_('en')}, computed from what is there; no edition is published",
    )


def edition_words(record: Record) -> Text:
    """`Kết quả chính thức, số liệu đến 31/12/2031, công bố 20/01/2032 theo Quyết định số 9, bản final-2`."""
    title, as_of, published = MILESTONE_TITLES[record.milestone], _as_of(record.figures_as_of), _day(record.published)
    by = Text(f" theo {record.decision}", f" by {record.decision}") if record.decision else Text("", "")
    number = Text(f", bản {record.edition}", f", edition {record.edition}") if record.number > 1 else Text("", "")
    return Text(
        f"{title.vi}{as_of.vi}, công bố {published}{by.vi}{number.vi}",
        f"{title.in_('en')}{as_of.in_('en')}, published {published}{by.in_('en')}{number.in_('en')}",
    )


def _as_of(day: date) -> Text:
    return Text(f", số liệu đến {_day(day)}", f", figures as of {_day(day)}")


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def release_numbers(records: Sequence[Record]) -> Iterator[tuple[str, Record]]:
    """The number by which people call each edition; `records` are all of a round, the first published first.

    Preliminary results are 0.9 and, published again, 0.9.1. Final ones are 1.0. An amendment counts up behind the dot,
    or before it when the rank of any unit changed: 1.1, 2.0.
    """
    tries, whole, part = 0, 0, 0
    last: Record | None = None
    for record in records:
        if record.milestone is Milestone.PRELIMINARY:
            yield (f"0.9.{tries}" if tries else "0.9"), record
            tries += 1
            continue
        if last is None:
            whole, part = 1, 0
        elif _ranks(last) != _ranks(record):
            whole, part = whole + 1, 0
        else:
            part += 1
        last = record
        yield f"{whole}.{part}", record


def _ranks(record: Record) -> Mapping[tuple[str, str], int]:
    return {(code, scale): place.rank for code, unit in record.units.items() for scale, place in unit.places.items()}
