"""Whose turn a question is."""

from __future__ import annotations

import pytest

from minhbach.review import Party, QuestionCounts, count_questions, waiting
from tests.unit.review.province import MINUTES, REVIEW, WARD, WHOLE_MINUTES, question, read_round, ward

UNTRAINED = ("  trained: 18\n", "  trained: 0\n")


def explained(name: str) -> tuple[str, str]:
    return "evidence:\n", f'explanations:\n  {name}: {{text: "Đã đối chiếu"}}\nevidence:\n'


def party(review: str, unit: str = "", **files: str) -> list[Party]:
    more = {MINUTES: files["minutes"]} if files else {}
    data, _ = read_round({REVIEW: "questions:\n" + review, WARD: unit or ward(), **more})
    return [item.party for item in waiting(data)]


@pytest.mark.parametrize(
    ("state", "file", "wanted"),
    [
        ("open", ward(), [Party.UNIT]),
        ("open", ward(explained("Q1")), [Party.OPERATOR]),
        ("open", ward(explained("trained")), [Party.UNIT]),
        ("answered", ward(), [Party.OPERATOR]),
        ("to_inspection", ward(explained("Q1")), [Party.TEAM]),
        ("accepted", ward(), []),
    ],
)
def test_an_operators_question_waits_for_an_explanation_then_for_a_decision(
    state: str, file: str, wanted: list[Party]
) -> None:
    assert party(question(1, "trained", state), file) == wanted


def test_a_rules_question_waits_until_it_is_explained_or_the_figure_corrected() -> None:
    asked = question(1, "trained", rule="lead-not-trained")
    assert party(asked, ward(UNTRAINED)) == [Party.UNIT]
    assert party(asked, ward()) == [Party.OPERATOR]
    for name in ("Q1", "trained", "lead-not-trained"):
        assert party(asked, ward(UNTRAINED, explained(name))) == [Party.OPERATOR]


def test_a_missing_figure_that_was_filled_in_waits_for_the_operator() -> None:
    asked = question(1, "visits", rule="figure-missing")
    assert party(asked, ward(("  visits: 1200\n", ""))) == [Party.UNIT]
    assert party(asked, ward()) == [Party.OPERATOR]


def test_a_visit_settles_what_was_sent_to_it() -> None:
    asked = question(1, "trained", "to_inspection") + question(2, "visits")
    assert party(asked, minutes=WHOLE_MINUTES) == [Party.UNIT]


def test_questions_are_counted_by_unit() -> None:
    review = (
        "questions:\n" + question(1, "trained") + question(2, "visits", "accepted") + question(3, "news", "answered")
    )
    data, _ = read_round({REVIEW: review})
    found: dict[str, list[Party]] = {}
    for item in waiting(data):
        found.setdefault(item.unit, []).append(item.party)
    wanted = QuestionCounts(asked=3, settled=1, unit=1, operator=1, team=0)
    assert count_questions(data, data.register.units, found) == wanted
    assert count_questions(data, data.register.of_tier("ward"), found) == wanted
    assert count_questions(data, data.register.of_tier("office"), found) == QuestionCounts(
        asked=0, settled=0, unit=0, operator=0, team=0
    )
