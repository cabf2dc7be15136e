"""Looking for personal data never fails, tells no more than a beginning, and takes time as the text is long."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from minhbach.checks.identifiers import identifiers_in

PIECES = (
    "0",
    "09",
    "0912",
    "0912345678",
    "345",
    "678",
    "84",
    "+",
    "(",
    ")",
    " ",
    ".",
    "-",
    "–",
    "@",
    "a",
    "a@b.vn",
    "/",
    "\u00a0",
)

texts = st.text() | st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
repeated = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
phones = st.from_regex(r"0[35789][0-9]{8}", fullmatch=True)
words = st.from_regex(r"[a-zA-ZÀ-ỹ]{0,20}", fullmatch=True)


@contextmanager
def counted_lines() -> Iterator[Callable[[], int]]:
    """Counts the lines of Python that run: a measure of work that no busy machine disturbs."""
    lines = 0

    def tracer(frame: Any, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        yield lambda: lines
    finally:
        sys.settrace(before)


def work(text: str) -> int:
    with counted_lines() as count:
        list(identifiers_in(text))
    return count()


@given(texts)
def test_any_text_is_judged_and_what_is_shown_is_short(text: str) -> None:
    found = list(identifiers_in(text))
    assert len({item.kind for item in found}) == len(found) <= 3
    assert all(len(item.masked) <= 5 for item in found)


@given(phones, words, words)
def test_a_mobile_number_between_words_is_found(phone: str, before: str, after: str) -> None:
    assert any(item.kind == "phone" for item in identifiers_in(f"{before}: {phone}, {after}"))


@given(repeated)
def test_ten_times_the_text_is_about_ten_times_the_work(piece: str) -> None:
    short = work(piece * 100)
    assert work(piece * 1000) <= 12 * short + 1000


@given(repeated, st.sampled_from(["x", "@", "0", ")", "1a"]))
def test_the_patterns_walk_a_long_text_once(piece: str, end: str) -> None:
    """A pattern that goes back and forth would need hours for this text, and the test run would not end."""
    list(identifiers_in(piece * 20_000 + end))
