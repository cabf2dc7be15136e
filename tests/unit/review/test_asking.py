"""Which odd figures become questions: once each, in the unit's own file, under ids that were never used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from minhbach.model.review import Question, QuestionState
from minhbach.repository import RoundData
from minhbach.review.asking import own_question, questions_to_ask
from tests.unit.review.province import MINUTES, REVIEW, WARD, WHOLE_MINUTES, question, read_round, ward

DAY = date(2021, 12, 3)
UNTRAINED = ("  trained: 18\n", "  trained: 0\n")
NO_VISITS = ("  visits: 1200\n", "")


def asked(files: Mapping[str, str]) -> list[tuple[str, str, str | None]]:
    """The new questions of the ward: id, figure, rule."""
    data, report = read_round(files)
    found = {unit.code: questions for unit, questions in questions_to_ask(data, report, DAY)}
    return [(item.id, item.figure, item.rule) for item in found.get("02005", ())]


def round_data(files: Mapping[str, str]) -> RoundData:
    return read_round(files)[0]


def test_a_query_becomes_a_question_in_the_words_of_the_finding() -> None:
    data, report = read_round({WARD: ward(UNTRAINED)})
    found = {unit.code: questions for unit, questions in questions_to_ask(data, report, DAY)}
    assert found["02005"] == (
        Question(
            id="Q1",
            figure="it_lead",
            asked=DAY,
            text="Có người chuyên trách nhưng không ai được tập huấn (0). Kiểm tra lại số công chức được tập huấn.",
            state=QuestionState.OPEN,
            rule="lead-not-trained",
        ),
    )


def test_what_is_missing_is_asked_in_the_order_of_the_file() -> None:
    assert asked({WARD: ward(UNTRAINED, NO_VISITS)}) == [
        ("Q1", "visits", "figure-missing"),
        ("Q2", "it_lead", "lead-not-trained"),
    ]


def test_what_was_asked_is_not_asked_again_whatever_became_of_it() -> None:
    for state in QuestionState:
        review = "questions:\n" + question(4, "trained", state.value, "lead-not-trained")
        assert asked({WARD: ward(UNTRAINED, NO_VISITS), REVIEW: review}) == [("Q5", "visits", "figure-missing")]


def test_a_rule_of_the_set_asks_once_whichever_figure_the_question_names() -> None:
    assert (
        asked({WARD: ward(UNTRAINED), REVIEW: "questions:\n" + question(1, "trained", rule="lead-not-trained")}) == []
    )


def test_a_check_asks_about_every_figure_of_its_own() -> None:
    files = {WARD: ward(NO_VISITS), REVIEW: "questions:\n" + question(1, "news", rule="figure-missing")}
    assert asked(files) == [("Q2", "visits", "figure-missing")]


def test_an_operators_question_does_not_stand_for_that_of_a_rule() -> None:
    files = {WARD: ward(UNTRAINED), REVIEW: "questions:\n" + question(1, "trained")}
    assert asked(files) == [("Q2", "it_lead", "lead-not-trained")]


def test_errors_notices_and_queries_about_minutes_are_not_asked() -> None:
    supplement = ("evidence:\n", 'supplement:\n  trained: {value: 19, reason: "Thêm một người"}\nevidence:\n')
    files = {MINUTES: WHOLE_MINUTES, WARD: ward(supplement)}
    data, report = read_round(files)
    assert "inspection-supplement" in {item.code for item in report}
    assert "02005" not in {unit.code for unit, _ in questions_to_ask(data, report, DAY)}
    assert asked({WARD: ward(("  trained: 18\n", "  trained: 21\n"))}) == []


def test_the_operator_asks_in_his_own_words() -> None:
    data = round_data({REVIEW: "questions:\n" + question(1, "trained")})
    found = own_question(data, data.register.by_code["02005"], "computers", "Đã trừ máy hỏng chưa?", DAY)
    assert (found.id, found.figure, found.rule, found.text) == ("Q2", "computers", None, "Đã trừ máy hỏng chưa?")


def test_a_figure_that_an_inspection_compared_is_not_asked_about() -> None:
    minutes = WHOLE_MINUTES.replace("figure: trained, reported: 18", "figure: visits")
    assert asked({WARD: ward(NO_VISITS)}) == [("Q1", "visits", "figure-missing")]
    assert asked({WARD: ward(NO_VISITS), MINUTES: minutes}) == []
