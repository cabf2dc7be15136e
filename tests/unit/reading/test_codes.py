"""The catalogue of codes: one entry a code, complete in both languages, its placeholders filled by every use."""

from __future__ import annotations

import re
from itertools import chain
from string import Formatter

import pytest

from minhbach.codes import CATALOGUE, Code, diagnose, shown
from minhbach.codes import accounts as account_codes
from minhbach.codes import criteria as criteria_codes
from minhbach.codes import figures as figure_codes
from minhbach.codes import files as file_codes
from minhbach.codes import gate as gate_codes
from minhbach.codes import lineage as lineage_codes
from minhbach.codes import opening as opening_codes
from minhbach.codes import publication as publication_codes
from minhbach.codes import records as record_codes
from minhbach.codes import text as text_codes
from minhbach.diagnostics import Location, Text

TOPICS = (
    text_codes,
    file_codes,
    opening_codes,
    lineage_codes,
    figure_codes,
    record_codes,
    publication_codes,
    account_codes,
    gate_codes,
    criteria_codes,
)
KEBAB = re.compile(r"[a-z]+(-[a-z0-9]+)+\Z")


@pytest.fixture(params=CATALOGUE.values(), ids=list(CATALOGUE))
def code(request: pytest.FixtureRequest) -> Code:
    assert isinstance(request.param, Code)
    return request.param


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def texts_of(code: Code) -> tuple[Text, ...]:
    return (code.title, code.message, code.reason, code.remedy, *code.variants.values())


def test_no_identifier_is_given_twice() -> None:
    ids = [code.id for topic in TOPICS for code in topic.CODES]
    assert len(ids) == len(set(ids)) == len(CATALOGUE)


def test_an_identifier_is_in_kebab_case(code: Code) -> None:
    assert KEBAB.match(code.id)


def test_every_text_is_there_in_both_languages_and_they_differ(code: Code) -> None:
    for text in texts_of(code):
        assert text.vi.strip()
        assert text.en.strip()
        assert text.vi != text.en


def test_both_languages_use_the_same_placeholders(code: Code) -> None:
    for text in (code.message, code.remedy, *code.variants.values()):
        assert placeholders(text.vi) == placeholders(text.en)


def test_title_and_reason_have_no_placeholders(code: Code) -> None:
    assert placeholders(code.title.vi) | placeholders(code.title.en) == set()


def test_messages_are_one_line_without_a_closing_point(code: Code) -> None:
    for text in (code.message, code.remedy, *code.variants.values()):
        for words in (text.vi, text.en):
            assert "\n" not in words
            assert not words.endswith((".", ":", " "))


def test_the_words_are_composed_letters_of_the_right_alphabet(code: Code) -> None:
    # The entry about the letter Ð has to show it.
    allowed = "\N{LATIN CAPITAL LETTER ETH}" if code.id == "yaml-look-alike" else ""
    for words in chain.from_iterable((text.vi, text.en) for text in texts_of(code)):
        assert set(re.findall("[\u0300-\u036f\u00d0\u00a0]", words)) <= set(allowed)


def test_there_is_an_example_of_the_wrong_and_of_the_right(code: Code) -> None:
    assert code.bad.strip()
    assert code.good.strip()
    assert code.bad != code.good


def test_a_diagnostic_gets_the_words_of_its_code() -> None:
    finding = diagnose("code-leading-zero", Location("a.yaml", 2, 7), found="58", allowed="058")
    assert finding.message == Text(
        "Mã «58» thiếu số 0 ở đầu; mã đúng là «058»", "The code “58” lacks its leading zero; it is “058”"
    )
    assert finding.hint.vi == 'Viết "058", có dấu ngoặc kép'


def test_found_text_with_braces_is_not_taken_for_a_placeholder() -> None:
    finding = diagnose("key-unknown", Location("a.yaml"), found="{allowed} {0} {x!r}", allowed="a")
    assert "«{allowed} {0} {x!r}»" in finding.message.vi


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb", "a b"),
        ("a\x00b\x1b[31mc", "a b [31mc"),
        ("x\u202ey\u200bz", "x y z"),
        ("  nhiều   dấu cách  ", "nhiều dấu cách"),
        ("12\u00a0345", "12 345"),
        ("đủ dấu ấ ộ ữ", "đủ dấu ấ ộ ữ"),
        ("😀", "😀"),
    ],
)
def test_what_was_typed_is_shown_on_one_safe_line(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert shown("a" * 100) == "a" * 59 + "…"
    assert shown("a" * 60) == "a" * 60
    assert len(shown("a b" * 10_000_000, 20)) <= 20
