"""How values are written: comma and dot, no-break spaces, states in words, sizes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from minhbach.diagnostics import Text
from minhbach.model.criteria import Figure, Kind
from minhbach.model.submission import Answer, State, Value
from minhbach.site.addresses import relative
from minhbach.site.contexts.evidence import web_address
from minhbach.site.writing import Writer, without_values

WRITE = Writer("vi")
COUNT = Figure(id="a", kind=Kind.COUNT, label=Text("A"), unit="người")
CHOICE = Figure(id="b", kind=Kind.CHOICE, label=Text("B"), options={"pho": Text("Cấp phó")})


def test_dates() -> None:
    assert WRITE.day(date(2031, 2, 3)) == "03/02/2031"
    assert WRITE.moment(datetime.fromisoformat("2031-02-03T04:05")) == "03/02/2031\N{NO-BREAK SPACE}04:05"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0\N{NO-BREAK SPACE}người"),
        (12345, "12.345\N{NO-BREAK SPACE}người"),
        (Decimal("12.500"), "12,5\N{NO-BREAK SPACE}người"),
        (True, "Có"),
        (False, "Không"),
    ],
)
def test_values(value: Value, text: str) -> None:
    assert WRITE.answer(Answer(State.VALUE, value), COUNT) == text


def test_zero_and_the_three_other_states_are_four_texts() -> None:
    answers = [Answer(State.VALUE, 0), *(Answer(state) for state in State if state is not State.VALUE)]
    assert len({WRITE.answer(answer, COUNT) for answer in answers}) == 4


def test_choice_shows_its_words() -> None:
    assert WRITE.answer(Answer(State.VALUE, "pho"), CHOICE) == "Cấp phó"


def test_declared_numbers_have_no_idle_digits() -> None:
    assert WRITE.short_points(Fraction(5, 2)) == "2,5"
    assert WRITE.short_points(Fraction(100)) == "100"
    assert WRITE.short_share(Fraction(85, 100)) == "85%"


def test_file_size() -> None:
    assert [WRITE.file_size(size) for size in (989, 12_345, 7_593_800)] == [
        "989\N{NO-BREAK SPACE}byte",
        "12,3\N{NO-BREAK SPACE}KB",
        "7,6\N{NO-BREAK SPACE}MB",
    ]


def test_rule_message_without_values() -> None:
    assert without_values("Số máy ({a}) lớn hơn {x.b} người") == "Số máy lớn hơn … người"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://a", "http://[", None]
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web_address(url) == ""


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("", "", "./"),
        ("2031/", "", "2031/"),
        ("", "2031/don-vi/1/", "../../../"),
        ("2031/don-vi/2/", "2031/don-vi/1/", "../2/"),
        ("quy-tac/#a", "2031/don-vi/1/", "../../../quy-tac/#a"),
        ("quy-tac/#a", "quy-tac/", "#a"),
        ("2031/du-lieu/a.csv", "2031/xep-hang/xa/", "../../du-lieu/a.csv"),
    ],
)
def test_relative_links(target: str, page: str, link: str) -> None:
    assert relative(target, page) == link
