"""What commits did to the records beside the figures: questions, minutes, amendments, publications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from minhbach.changes import Entry
from minhbach.codes import shown
from minhbach.diagnostics import Text
from minhbach.history.event import Event, EventKind, FigureChange, Part
from minhbach.history.log import Touched
from minhbach.history.places import Area, Place
from minhbach.history.step import Step
from minhbach.model.amendment import Amendment
from minhbach.model.criteria import CriteriaSet
from minhbach.model.inspection import Inspection
from minhbach.model.record import Record
from minhbach.model.review import Question, QuestionState, Review
from minhbach.model.submission import MISSING
from minhbach.model.units import Register
from minhbach.reading.amendments import read_amendments
from minhbach.reading.inspections import read_inspections
from minhbach.reading.reviews import read_reviews
from minhbach.repository import RoundData

MOST_TEXT = 200

STATE_WORDS: Mapping[QuestionState, Text] = {
    QuestionState.OPEN: Text("mở lại, chờ giải trình", "open again"),
    QuestionState.ANSWERED: Text("đã có giải trình, chờ kết luận", "answered, to be decided"),
    QuestionState.ACCEPTED: Text("chấp nhận giải trình", "explanation accepted"),
    QuestionState.TO_INSPECTION: Text("chuyển kiểm tra", "goes to an inspection"),
}


def record_events(step: Step, place: Place, item: Touched, register: Register, data: RoundData) -> Iterator[Event]:
    """A record appears, changes or is taken away; one that cannot be read is told as that."""
    if item.after is None:
        yield step.event(EventKind.REMOVED, unit=place.unit, details=(Text(shown(item.path, 200)),))
    elif place.area is Area.PUBLISHED:
        yield from _published(step, place, item, data)
    else:
        yield from _told(step, place, item, register, data)


def _told(step: Step, place: Place, item: Touched, register: Register, data: RoundData) -> Iterator[Event]:
    before, after = (_read(step, place, item.path, entry, register, data) for entry in (item.before, item.after))
    match after:
        case Review():
            yield from _reviewed(step, before if isinstance(before, Review) else None, after, data.criteria)
        case Inspection():
            yield from _inspected(step, before if isinstance(before, Inspection) else None, after)
        case Amendment():
            edition = first_resting_on(data, item.path)
            in_force = edition.published if edition is not None and edition.published < step.at.date() else None
            yield from _amended(step, before if isinstance(before, Amendment) else None, after, in_force)
        case _:
            yield step.event(
                EventKind.OTHER, unit=place.unit, unreadable=True, details=(Text(shown(item.path, 200)), *step.title)
            )


def _read(
    step: Step, place: Place, path: str, entry: Entry | None, register: Register, data: RoundData
) -> Review | Inspection | Amendment | None:
    # Looked at first: the readers of records know of no object that is not here, as in a clone without all files.
    if entry is None or step.bytes_of(path, entry) is None:
        return None
    tree = step.tree(path, entry)
    round_id, criteria = data.round.id, data.criteria
    if place.area is Area.AMENDMENT:
        return read_amendments(tree, round_id, register, criteria).by_key.get(place.name)
    read = read_reviews if place.area is Area.REVIEW else read_inspections
    return read(tree, round_id, register, criteria).by_key.get(place.name)


# Questions -------------------------------------------------------------------


def _reviewed(step: Step, before: Review | None, after: Review, criteria: CriteriaSet) -> Iterator[Event]:
    old = {question.id: question for question in before.questions} if before is not None else {}
    for question in after.questions:
        earlier = old.get(question.id)
        if earlier is None:
            words = question_words(question, criteria)
            yield step.event(EventKind.QUESTIONED, on=question.asked, unit=after.unit, **words)
        if question.state is not (earlier.state if earlier is not None else QuestionState.OPEN):
            yield step.event(
                EventKind.DECIDED, unit=after.unit, key=shown(question.id), details=(STATE_WORDS[question.state],)
            )
    kept = {question.id for question in after.questions}
    for name in old:
        if name not in kept:
            back = Text("câu hỏi được rút lại", "the question was taken back")
            yield step.event(EventKind.DECIDED, unit=after.unit, key=shown(name), details=(back,))


def question_words(question: Question, criteria: CriteriaSet) -> dict[str, Any]:
    figure = criteria.figures.get(question.figure)
    label = figure.label if figure is not None else Text(question.figure)
    text = shown(question.text, MOST_TEXT)
    words = Text(f"{label.vi}: {text}", f"{label.in_('en')}: {text}")
    return {"key": shown(question.id), "details": (words,)}


# Minutes, amendments, publications -------------------------------------------


def _inspected(step: Step, before: Inspection | None, after: Inspection) -> Iterator[Event]:
    if before is None:
        yield step.event(EventKind.INSPECTED, on=after.meeting.begins, unit=after.unit, **minutes_words(after))
    elif before != after:
        old = {item.figure: item.settled for item in before.findings} if before.agreed else {}
        new = {item.figure: item.settled for item in after.findings} if after.agreed else {}
        changes = tuple(
            FigureChange(part=Part.SETTLED, figure=name, before=old.get(name, MISSING), after=new.get(name, MISSING))
            for name in dict.fromkeys((*new, *old))
            if old.get(name) != new.get(name)
        )
        yield step.event(
            EventKind.MINUTES_CHANGED, unit=after.unit, figures=changes, details=(_agreement(after), *step.title)
        )


def minutes_words(minutes: Inspection) -> dict[str, Any]:
    changes = tuple(
        FigureChange(part=Part.SETTLED, figure=item.figure, before=item.reported, after=item.settled)
        for item in minutes.findings
        if item.settled != item.reported
    )
    return {"figures": changes, "details": (Text(shown(minutes.team, MOST_TEXT)), _agreement(minutes))}


def _agreement(minutes: Inspection) -> Text:
    if minutes.agreed:
        return Text("đơn vị thống nhất", "the unit agreed")
    return Text("đơn vị có ý kiến bảo lưu", "the unit has a reservation")


def _amended(step: Step, before: Amendment | None, after: Amendment, in_force: date | None) -> Iterator[Event]:
    """A decision has no date of its own: one that was put in after its publication counts from that day."""
    old = amendment_figures(before) if before is not None else {}
    for unit, figures in amendment_figures(after).items():
        if figures != old.get(unit):
            yield step.event(EventKind.AMENDED, on=in_force, unit=unit, **amendment_words(after, figures))
    kept = {change.unit for change in after.changes}
    for unit in (code for code in old if code not in kept):
        words = Text("không còn trong quyết định", "no longer in the decision")
        yield step.event(EventKind.AMENDED, unit=unit, key=after.number, details=(words,))


def amendment_figures(amendment: Amendment) -> dict[str, tuple[FigureChange, ...]]:
    """What a decision corrects, by unit."""
    found: dict[str, tuple[FigureChange, ...]] = {}
    for item in amendment.changes:
        change = FigureChange(part=Part.AMENDED, figure=item.figure, before=item.old, after=item.new)
        found[item.unit] = (*found.get(item.unit, ()), change)
    return found


def first_resting_on(data: RoundData, path: str) -> Record | None:
    """The first edition that rests on a file."""
    editions = (item for item in data.published.values() if path in item.inputs)
    return min(editions, key=lambda item: (item.published, item.number), default=None)


def amendment_words(amendment: Amendment, figures: tuple[FigureChange, ...]) -> dict[str, Any]:
    return {"key": amendment.number, "figures": figures, "details": (Text(shown(amendment.decision, MOST_TEXT)),)}


def _published(step: Step, place: Place, item: Touched, data: RoundData) -> Iterator[Event]:
    record = data.published.get(place.name)
    if item.before is not None:
        words = Text(f"bản công bố «{place.name}» bị sửa", f"the record “{place.name}” was changed")
        yield step.event(EventKind.OTHER, key=place.name, details=(words, *step.title))
    elif record is None:
        yield step.event(EventKind.PUBLISHED, key=place.name)
    else:
        yield step.event(EventKind.PUBLISHED, on=record.published, **record_words(record))


def record_words(record: Record) -> dict[str, Any]:
    details = [Text(f"số liệu đến {record.figures_as_of:%d/%m/%Y}", f"figures as of {record.figures_as_of}")]
    if record.decision:
        details.append(Text(shown(record.decision, MOST_TEXT)))
    return {"key": record.edition, "details": tuple(details)}
