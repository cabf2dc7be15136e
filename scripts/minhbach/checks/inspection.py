"""Whether the minutes of an inspection fit what was handed in, the logic rules, the outline and the plan's dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from minhbach.checks.logic import child_sums, failing_rules, filled, rule_values
from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location, Text
from minhbach.model.criteria import Rule
from minhbach.model.inspection import Inspection
from minhbach.model.outline import PARTS
from minhbach.model.submission import MISSING, Answer, Submission, Value
from minhbach.model.units import Unit
from minhbach.reading.inspections import FOLDER
from minhbach.reading.records import record_path
from minhbach.repository import RoundData
from minhbach.scoring.voice import answer_text
from minhbach.values import previous_answers
from minhbach.yamlio import Scalar, Sequence, Source


def minutes_hold(data: RoundData) -> Iterator[Diagnostic]:
    """Minutes compare what was reported, settle what can be true, hold every part of the outline, in their window.

    PASS: reported: 23 (officials: 23 in the unit's file), settled: 21, held on a day of the inspection window
    FAIL: reported: 24, or settled: 21 with 23 officials that have a computer, or a report without proposals
    """
    sources = {source.path: source for source in data.records}
    for code, minutes in data.inspections.items():
        source = sources.get(record_path(data.round.id, FOLDER, code))
        if source is not None:
            yield from _findings(data, data.register.by_code[code], minutes, source)


def _findings(data: RoundData, unit: Unit, minutes: Inspection, source: Source) -> Iterator[Diagnostic]:
    yield from _outline(data, minutes, source)
    yield from _window(data, minutes, source)
    submission = data.submissions.get(unit.code)
    if submission is None or unit.exempt is not None:
        if minutes.findings and (unit.exempt is not None or unit.code not in data.present):
            detail = "exempt" if unit.exempt is not None else ""
            place = source.key_location("findings")
            yield diagnose("inspection-no-figures", place, round=data.round.id, name=unit.name, detail=detail)
        return
    places = _places(source)
    yield from _reported(data, submission, minutes, source, places)
    yield from _rules(data, unit, submission, minutes, source, places)
    yield from _supplemented(data, submission, minutes, source, places)


def _places(source: Source) -> dict[str, int]:
    """Where in the list of findings a figure stands; an entry that could not be read keeps its place."""
    listed = source.node("findings")
    found: dict[str, int] = {}
    for index in range(len(listed.items) if isinstance(listed, Sequence) else 0):
        figure = source.node("findings", index, "figure")
        if isinstance(figure, Scalar):
            found.setdefault(figure.text, index)
    return found


# The outline and the dates ---------------------------------------------------


def _outline(data: RoundData, minutes: Inspection, source: Source) -> Iterator[Diagnostic]:
    missing = [part for part in PARTS if not part.text_of(minutes.report)]
    if missing:
        names = Text(
            "; ".join(f"{part.number} {part.heading.vi}" for part in missing),
            "; ".join(f"{part.number} {part.heading.en}" for part in missing),
        )
        allowed = ", ".join(part.path for part in missing)
        place = source.key_location("report")
        yield diagnose("inspection-outline", place, round=data.round.id, found=names, allowed=allowed)


def _window(data: RoundData, minutes: Inspection, source: Source) -> Iterator[Diagnostic]:
    """Both ends of the meeting are local times of the round, as are the dates of its windows."""
    window = data.round.windows.get("inspection")
    for key, moment in (("from", minutes.meeting.begins), ("to", minutes.meeting.ends)):
        if window is not None and not window.is_open(moment.date()):
            first, last = window.opens, window.grace_to or window.closes
            yield diagnose(
                "inspection-window",
                source.location("held", key),
                round=data.round.id,
                found=f"{moment:%d/%m/%Y}",
                allowed=f"{first:%d/%m/%Y} - {last:%d/%m/%Y}",
            )
            return


# The figures -----------------------------------------------------------------


def _reported(
    data: RoundData, submission: Submission, minutes: Inspection, source: Source, places: Mapping[str, int]
) -> Iterator[Diagnostic]:
    for item in minutes.findings:
        handed_in = submission.answers.get(item.figure, MISSING)
        same = (item.reported.state, item.reported.value) == (handed_in.state, handed_in.value)
        if not same and item.figure not in submission.broken:
            yield diagnose(
                "inspection-reported",
                _place(source, places[item.figure], "reported"),
                round=data.round.id,
                figure=item.figure,
                found=_words(item.reported),
                allowed=_words(handed_in),
                label=data.criteria.figures[item.figure].label,
            )


def _supplemented(
    data: RoundData, submission: Submission, minutes: Inspection, source: Source, places: Mapping[str, int]
) -> Iterator[Diagnostic]:
    for item in minutes.findings if minutes.agreed else ():
        change = submission.supplement.get(item.figure)
        if change is not None and change.answer.value != item.settled.value:
            yield diagnose(
                "inspection-supplement",
                _place(source, places[item.figure], "settled"),
                round=data.round.id,
                figure=item.figure,
                found=_words(item.settled),
                allowed=_words(change.answer),
                label=data.criteria.figures[item.figure].label,
            )


def _place(source: Source, index: int, key: str) -> Location:
    """The value, or the figure's name when the value is not there."""
    there = source.node("findings", index, key) is not None
    return source.location("findings", index, key if there else "figure")


def _words(answer: Answer) -> Text:
    return Text(answer_text(answer, "vi"), answer_text(answer, "en"))


# The rules -------------------------------------------------------------------


def _rules(
    data: RoundData,
    unit: Unit,
    submission: Submission,
    minutes: Inspection,
    source: Source,
    places: Mapping[str, int],
) -> Iterator[Diagnostic]:
    settled = {item.figure: item.settled for item in minutes.findings}
    for rule, values, detail in _newly_broken(data, unit, submission, settled).values():
        own = (name.rpartition(".")[2] for name in rule.names if "." not in name or name.startswith("figures."))
        figure = next((name for name in own if name in settled), next(iter(settled)))
        finding = diagnose(
            "inspection-rule",
            _place(source, places[figure], "settled"),
            round=data.round.id,
            figure=figure,
            allowed=rule.require,
            rule=rule.id,
            rule_message=filled(rule.message, values),
            detail=detail,
        )
        yield replace(finding, severity=rule.severity)


_Broken: TypeAlias = tuple[Rule, Mapping[str, Value], str]
"""A rule, the values that break it, and `supplement` when they do so with the unit's supplement only."""


def _newly_broken(
    data: RoundData, unit: Unit, submission: Submission, settled: Mapping[str, Answer]
) -> dict[str, _Broken]:
    """Rules that held for what the unit says and do not with what was settled, at either cut-off date."""
    previous, sums = previous_answers(data, unit), child_sums(data, unit)
    supplement = {name: change.answer for name, change in submission.supplement.items()}
    found: dict[str, _Broken] = {}
    for current in ({}, supplement) if supplement else ({},):
        before = rule_values(
            data.criteria, unit.tier, current=current, reported=submission.answers, previous=previous, sums=sums
        )
        known = {rule.id for rule in failing_rules(data.criteria, unit.tier, before)}
        # A settled value stands for what should have been reported: rules that compare a supplement with the report
        # must not take a correction for a fall.
        after = rule_values(
            data.criteria,
            unit.tier,
            current={name: answer for name, answer in current.items() if name not in settled},
            reported={**submission.answers, **settled},
            previous=previous,
            sums=sums,
        )
        for rule in failing_rules(data.criteria, unit.tier, after):
            if rule.id not in known:
                found.setdefault(rule.id, (rule, after, "supplement" if current else ""))
    return found
