"""Changing a review's text: only what is meant changes, in whatever way the file is written."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.model.review import Question, QuestionState
from minhbach.review.files import UnsafeEditError, with_questions, with_state
from tests.unit.review.province import REVIEW, question, read_round

DATA = read_round()[0]
UNIT = DATA.register.by_code["02005"]
NEW = Question(id="Q9", figure="visits", asked=date(2021, 12, 6), text='Vì sao "1200"?', state=QuestionState.OPEN)
ENTRY = '{id: Q9, figure: visits, asked: 2021-12-06, question: "Vì sao \\"1200\\"?", state: open}'
OLD = question(1, "trained")
OLD_ENTRY = OLD.strip().removeprefix("- ")


def test_a_new_file_says_how_it_is_used() -> None:
    assert with_questions(DATA, UNIT, None, [NEW, replace(NEW, id="Q10", rule="figure-missing")]).decode() == (
        "# Câu hỏi rà soát: Phường Bến Đò (02005). Đơn vị trả lời theo mã câu hỏi, trong mục explanations của tệp số"
        " liệu.\n# state: open | answered | accepted | to_inspection\nquestions:\n"
        f"  - {ENTRY}\n"
        f"  - {ENTRY.replace('Q9', 'Q10').replace('asked', 'rule: figure-missing, asked')}\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"# đầu\nquestions:\n{OLD}# cuối\n", f"# đầu\nquestions:\n{OLD}# cuối\n  - {ENTRY}\n"),
        (f"questions:\n{OLD}\n\n", f"questions:\n{OLD}  - {ENTRY}\n\n\n"),
        (f"questions:\n{OLD}".rstrip(), f"questions:\n{OLD}  - {ENTRY}\n"),
        (f"questions:\n- {OLD_ENTRY}\n", f"questions:\n- {OLD_ENTRY}\n- {ENTRY}\n"),
        (f"---\nquestions:\n{OLD}...\n", f"---\nquestions:\n{OLD}  - {ENTRY}\n...\n"),
        (f"questions:\r\n  - {OLD_ENTRY}\r\n", f"questions:\r\n  - {OLD_ENTRY}\r\n  - {ENTRY}\r\n"),
        (f"\ufeffquestions:\n{OLD}", f"\ufeffquestions:\n{OLD}  - {ENTRY}\n"),
        ("questions: []\n", f"questions: [{ENTRY}]\n"),
        (f"questions: [{OLD_ENTRY}]  # hết\n", f"questions: [{OLD_ENTRY}, {ENTRY}]  # hết\n"),
        (f"questions: [\n  {OLD_ENTRY},\n  ]\n", f"questions: [\n  {OLD_ENTRY}, {ENTRY}\n  ]\n"),
        (f'{{"questions": [{OLD_ENTRY}]}}\n', f'{{"questions": [{OLD_ENTRY}, {ENTRY}]}}\n'),
    ],
)
def test_a_question_is_added_at_the_end_and_the_rest_stays(before: str, after: str) -> None:
    assert with_questions(DATA, UNIT, before.encode(), [NEW]).decode() == after


BLOCK = """\
questions:
  # về tập huấn
  - id: Q1
    state: "open"   # chờ
    figure: trained
    question: >-
      state: open
      là gì?
    asked: 2021-12-03
  - {state: 'open', id: Q2, figure: visits, asked: 2021-12-03, question: "open, Q1"}
"""


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("Q1", '"open"   # chờ', '"to_inspection"   # chờ'), ("Q2", "{state: 'open'", "{state: 'to_inspection'")],
)
def test_exactly_one_state_is_changed(name: str, old: str, new: str) -> None:
    assert BLOCK.count(old) == 1
    after = with_state(DATA, UNIT, BLOCK.encode(), name, QuestionState.TO_INSPECTION)
    assert after.decode() == BLOCK.replace(old, new)


@pytest.mark.parametrize("state", QuestionState)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_written_apart_shift_no_column(state: QuestionState, form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(
        form, "questions:\n" + question(1, "trained", state.value).replace("Vì sao", "Ở đâu ấy")
    )
    for other in QuestionState:
        after = with_state(DATA, UNIT, text.encode(), "Q1", other).decode()
        assert after == text.replace(f"state: {state.value}", f"state: {other.value}")


def test_a_question_that_was_not_asked_has_no_state() -> None:
    with pytest.raises(KeyError):
        with_state(DATA, UNIT, BLOCK.encode(), "Q3", QuestionState.OPEN)


@pytest.mark.parametrize(
    "before",
    [
        "questions:\n",
        f"questions:\n{OLD}{OLD}",
        f"questions: [{OLD_ENTRY}]  # [Q1]\n",
        f"questions:\n{OLD.replace('trained', 'unknown')}",
        "questions:\n  - id: Q1\n    figure: trained\n    asked: 2021-12-03\n    state: open\n"
        "    question: |+\n      Gì?\n\n",
    ],
)
def test_what_cannot_be_added_to_safely_is_left_alone(before: str) -> None:
    with pytest.raises(UnsafeEditError) as caught:
        with_questions(DATA, UNIT, before.encode(), [NEW])
    assert caught.value.path == REVIEW


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "Gọi 0912 345 678"}, "personal-data"),
        ({"text": "x" * 4001}, "text-length"),
        ({"text": " "}, "text-length"),
        ({"text": "a\u202eb"}, "yaml-bidi-character"),
        ({"figure": "unknown"}, "figure-unknown"),
        ({"id": "Q1"}, "question-duplicate"),
    ],
)
def test_a_question_that_the_checks_refuse_is_not_written(change: dict[str, str], code: str) -> None:
    with pytest.raises(UnsafeEditError) as caught:
        with_questions(DATA, UNIT, f"questions:\n{OLD}".encode(), [replace(NEW, **change)])  # type: ignore[arg-type]
    assert code in {item.code for item in caught.value.findings}


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=60))
def test_whatever_is_asked_is_read_back_as_it_was_meant_or_refused(text: str) -> None:
    asked = replace(NEW, text=text)
    try:
        after = with_questions(DATA, UNIT, f"questions:\n{OLD}".encode(), [asked])
    except UnsafeEditError:
        return
    again = with_state(
        DATA, UNIT, with_state(DATA, UNIT, after, "Q9", QuestionState.ACCEPTED), "Q9", QuestionState.OPEN
    )
    assert again == after
