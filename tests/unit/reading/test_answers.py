"""What somebody types for a figure: the answer, or the code that says how to write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minhbach.diagnostics import Location
from minhbach.model.submission import Answer, State, Value
from minhbach.reading.answers import explain_answer, read_answer
from minhbach.schema import MAX_COUNT, MOST_TEXT
from tests.unit.reading.making import FIGURES, typed

ANSWERS: tuple[tuple[str, str, Value], ...] = (
    ("count", "23", 23),
    ("count", '"23"', 23),
    ("count", "'23'", 23),
    ("count", "0", 0),
    ("count", str(MAX_COUNT), MAX_COUNT),
    ("count", "23  # ghi chú", 23),
    ("count_bounded", "1", 1),
    ("count_bounded", "5000", 5000),
    ("amount", "12", Decimal(12)),
    ("amount", "12.5", Decimal("12.5")),
    ("amount", "12.50", Decimal("12.50")),
    ("amount", "0.05", Decimal("0.05")),
    ("amount", "0", Decimal(0)),
    ("amount_bounded", "1", Decimal(1)),
    ("amount_bounded", "5.00", Decimal(5)),
    ("yes_no", "có", True),
    ("yes_no", '"có"', True),
    ("yes_no", "không", False),
    ("choice", "cấp trưởng", "cấp trưởng"),
    ("choice", "'cấp phó'", "cấp phó"),
    ("choice", "không có", "không có"),
)

FAULTS: tuple[tuple[str, str, str], ...] = (
    # Nothing, or a word for nothing: never a zero.
    ("count", "", "figure-empty"),
    ("count", '""', "figure-empty"),
    ("count", '"  "', "figure-empty"),
    ("yes_no", "", "figure-empty"),
    ("choice", "", "figure-empty"),
    *(
        ("count", word, "figure-empty-word")
        for word in ("không có", "Không có", "chưa có", "KAD", "không áp dụng", "null", "~")
    ),
    *(("count", word, "figure-empty-word") for word in ('"-"', '"--"', "–", "n/a", "x", "không", '"?"')),
    # Numbers in the Vietnamese way.
    ("count", "8,5", "figure-decimal-comma"),
    ("amount", "8,5", "figure-decimal-comma"),
    ("amount", "8,55", "figure-decimal-comma"),
    ("count", "1.234", "figure-grouped"),
    ("amount", "1.234", "figure-grouped"),
    ("count", "1.234.567", "figure-grouped"),
    ("count", "1,234", "figure-grouped"),
    ("count", "1 234", "figure-grouped"),
    ("count", "1\u00a0234", "figure-grouped"),
    ("count", "1.234,5", "figure-grouped"),
    ("amount", "1.234,5", "figure-grouped"),
    ("amount", "1.234.567,89", "figure-grouped"),
    ("count", "85%", "figure-percent"),
    ("count", "85 %", "figure-percent"),
    ("amount", "88,10%", "figure-percent"),
    ("count", "23 người", "figure-with-unit"),
    ("count", "23người", "figure-with-unit"),
    ("amount", "12.5 triệu", "figure-with-unit"),
    ("count", "06", "figure-leading-zero"),
    ("count", "00", "figure-leading-zero"),
    ("amount", "007", "figure-leading-zero"),
    ("count", "-2", "figure-negative"),
    ("count", "-0", "figure-negative"),
    ("amount", "-1.5", "figure-negative"),
    ("count", str(MAX_COUNT + 1), "figure-out-of-range"),
    ("count_bounded", "0", "figure-out-of-range"),
    ("count_bounded", "5001", "figure-out-of-range"),
    ("amount_bounded", "0.99", "figure-out-of-range"),
    ("amount_bounded", "5.01", "figure-out-of-range"),
    # No numbers.
    *(
        ("count", word, "figure-not-a-count")
        for word in ("hai mươi ba", "23.5", "0x1F", "1e3", "1_000", "12:30", ".inf", "18-20")
    ),
    *(
        ("count", word, "figure-not-a-count")
        for word in ("2019-11-25", "25/11/2019", "+5", "٢٣", "２３", "23.", "9" * 19)
    ),
    *(
        ("amount", word, "figure-not-an-amount")
        for word in ("khoảng 120", "3/2", "1.5e3", ".5", "0.123", "12.3456", ".nan")
    ),
    # Words of the form.
    *(
        ("yes_no", word, "figure-not-yes-no")
        for word in ("yes", "true", "1", "Có", "CÓ", "co", "ko", '"có "', "v", "Không")
    ),
    ("choice", "trưởng", "figure-not-a-choice"),
    ("choice", "Cấp trưởng", "figure-not-a-choice"),
    ("choice", "giám đốc", "figure-not-a-choice"),
    # Not applicable.
    ("count", '{not_applicable: "lý do"}', "figure-not-applicable"),
    ("yes_no", '{not_applicable: "lý do"}', "figure-not-applicable"),
    ("count_optional", '{not_applicable: ""}', "figure-not-applicable-reason"),
    ("count_optional", '{not_applicable: "   "}', "figure-not-applicable-reason"),
    ("count_optional", "{not_applicable: }", "figure-not-applicable-reason"),
    ("count_optional", "{not_applicable: [a]}", "figure-not-applicable-reason"),
    ("count_optional", '{not_applicable: "lý do", since: "2020"}', "key-unknown"),
    ("count_optional", f'{{not_applicable: "{"a" * (MOST_TEXT + 1)}"}}', "text-length"),
    # Shapes.
    ("count", "[20, 3]", "figure-shape"),
    ("count", "{nam: 12}", "figure-shape"),
    ("yes_no", "[có]", "figure-shape"),
    ("choice_optional", "{cấp trưởng: }", "figure-shape"),
)

REMEDIES: tuple[tuple[str, str, str], ...] = (
    ("count", "8,5", "8"),
    ("amount", "8,5", "8.5"),
    ("amount", "1.234,5", "1234.5"),
    ("count", "1.234", "1234"),
    ("count", "1 234 567", "1234567"),
    ("count", "1\u00a0234", "1234"),
    ("count", "06", "6"),
    ("count", "000", "0"),
    ("count", "23 người", "23"),
    ("amount", "0.123", "0.12"),
    ("count_bounded", "5001", "1-5000"),
    ("yes_no", "yes", "có"),
    ("choice", "cấp truởng", "cấp trưởng"),
    ("count_optional", "không áp dụng", '{not_applicable: "lý do"}'),
)


@pytest.mark.parametrize(("name", "text", "value"), ANSWERS)
def test_a_correct_answer_is_read_as_a_value(name: str, text: str, value: Value) -> None:
    answer = read_answer(FIGURES[name], typed(text))
    assert answer == Answer(State.VALUE, value)
    assert type(answer.value) is type(value)


@pytest.mark.parametrize("name", ["count_optional", "amount_optional", "yes_no_optional", "choice_optional"])
def test_not_applicable_with_a_reason_is_a_state_of_its_own(name: str) -> None:
    answer = read_answer(FIGURES[name], typed('{not_applicable: "Đơn vị không có thủ tục"}'))
    assert answer == Answer(State.NOT_APPLICABLE, None, "Đơn vị không có thủ tục")


def test_the_longest_reason_is_read() -> None:
    answer = read_answer(FIGURES["count_optional"], typed(f'{{not_applicable: "{"a" * MOST_TEXT}"}}'))
    assert answer is not None
    assert answer.state is State.NOT_APPLICABLE


@pytest.mark.parametrize(("name", "text", "code"), FAULTS)
def test_a_wrong_answer_is_refused_with_its_code(name: str, text: str, code: str) -> None:
    figure, node = FIGURES[name], typed(text)
    assert read_answer(figure, node) is None
    assert explain_answer(figure, node, Location("tệp.yaml", 3, 4)).code == code


@pytest.mark.parametrize(("name", "text", "remedy"), REMEDIES)
def test_the_hint_shows_what_to_write(name: str, text: str, remedy: str) -> None:
    finding = explain_answer(FIGURES[name], typed(text), Location("tệp.yaml"))
    assert remedy in finding.hint.vi


@pytest.mark.parametrize(("name", "text", "code"), FAULTS)
def test_the_message_names_the_figure_as_on_the_form(name: str, text: str, code: str) -> None:
    finding = explain_answer(FIGURES[name], typed(text), Location("tệp.yaml"))
    assert finding.figure == name
    assert f"nhãn {name}" in finding.message.vi or code in ("key-unknown", "text-length")


def test_a_long_answer_is_cut_in_the_message() -> None:
    finding = explain_answer(FIGURES["count"], typed("a" * 5000), Location("tệp.yaml"))
    assert len(finding.message.vi) < 200


def test_a_word_for_nothing_is_never_a_zero_for_words_of_the_form() -> None:
    for name in ("yes_no", "choice"):
        finding = explain_answer(FIGURES[name], typed("chưa có"), Location("tệp.yaml"))
        assert "ghi 0" not in finding.hint.vi
