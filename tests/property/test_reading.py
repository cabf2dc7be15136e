"""Whatever bytes somebody hands in: reading never fails, every finding has a place in the file, nothing is lost."""

from __future__ import annotations

import json
import random
import unicodedata
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from minhbach.checks import run_checks
from minhbach.codes import shown
from minhbach.diagnostics import Diagnostic, Severity
from minhbach.exact import parse_number
from minhbach.formula import FormulaError, parse_formula
from minhbach.model.criteria import CriteriaSet, Figure
from minhbach.model.units import Register
from minhbach.reading.answers import read_answer
from minhbach.reading.files import read_source
from minhbach.reading.structure import Structure
from minhbach.reading.submissions import SubmissionReader
from minhbach.repository import load
from minhbach.schema import tier_schema
from minhbach.yamlio import Mapping, Node, Scalar, Sequence, read_yaml
from tests.cases.examples import MemoryTree, check_tree, one_round, province_findings
from tests.unit.reading.making import FIGURES, criteria_set

UNIT = "submissions/2021/units/thi-xa-may-thuong/phuong-ben-do.yaml"
OPERATORS = ("submissions/2021/round.yaml", "submissions/2021/units.yaml", "submissions/2021/receipts.yaml")
CRITERIA = tuple(f"criteria/song-may-2021/{name}.yaml" for name in ("set", "rules", "groups/04-online", "cases/rules"))

# Each example loads a whole repository.
FEWER = settings(max_examples=max(1, settings().max_examples // 4))

PIECES = st.sampled_from(
    [
        *("\t", "\u00a0", "\u200b", "\u202e", "Ð", "o\u0301", "\ufeff", "\x00", "\r", "\x85", "😀", "\u0f73"),
        *(
            ":",
            ": ",
            "- ",
            "? ",
            "#",
            " #",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&a ",
            "*a",
            "!!int ",
            "<<: ",
            "%",
            "@",
            "|",
            ">",
            "---\n",
        ),
        *('"', "'", "\\", "\n", "\n\n", "  ", "8,5", "1.234", "85%", "không có", "figures:\n", "null", "~", "\n...\n"),
    ]
)


@st.composite
def mutations(draw: st.DrawFn, text: str) -> str:
    """The text with pieces put in, cut out and doubled."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 0, 1, 5, 40])))
        piece = draw(st.one_of(PIECES, st.text(max_size=4), st.just(text[start:end] * 2)))
        text = text[:start] + piece + text[end:]
    return text


@cache
def criteria_and_register() -> tuple[CriteriaSet, Register]:
    data = load(MemoryTree(dict(one_round())))[0].rounds["2021"]
    return data.criteria, data.register


@cache
def reader() -> SubmissionReader:
    criteria, _ = criteria_and_register()
    return SubmissionReader(criteria, "ward", Structure(tier_schema(criteria, "ward")), "2021")


def findings_of(data: bytes) -> list[Diagnostic]:
    """Everything found in one unit's file, without the rest of the repository."""
    source, findings = read_source(MemoryTree({UNIT: data}), UNIT)
    unit = criteria_and_register()[1].by_code["02005"]
    return [*findings, *reader().read(source, unit)[1]]


def assert_places_are_inside(data: bytes, findings: list[Diagnostic]) -> None:
    """Columns count composed letters, as the text is read."""
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    lines = [max(line, unicodedata.normalize("NFC", line), key=len) for line in text.split("\n")]
    for item in findings:
        assert 1 <= item.location.line <= len(lines)
        assert 1 <= item.location.column <= len(lines[item.location.line - 1]) + 1


def assert_words_are_whole(findings: list[Diagnostic]) -> None:
    for item in findings:
        for text in (item.message.vi, item.message.en, item.hint.vi, item.hint.en):
            assert text.strip()
            assert "\n" not in text


def unit_text() -> str:
    return one_round()[UNIT].decode()


# One file --------------------------------------------------------------------


@given(st.binary(max_size=400))
def test_no_bytes_make_reading_yaml_fail(data: bytes) -> None:
    source, findings = read_yaml(UNIT, data)
    assert source.root is not None or any(item.severity is Severity.ERROR for item in findings)
    assert_places_are_inside(data, findings)


@example("[")
@example("a: 'x")
@given(st.text(max_size=400))
def test_no_text_makes_reading_yaml_fail(text: str) -> None:
    data = text.encode("utf-8", errors="surrogatepass")
    source, findings = read_yaml(UNIT, data)
    assert source.root is not None or any(item.severity is Severity.ERROR for item in findings)
    assert_places_are_inside(data, findings)


@given(st.data())
def test_a_changed_unit_file_gives_findings_inside_the_file(data: st.DataObject) -> None:
    changed = data.draw(mutations(unit_text())).encode("utf-8", errors="surrogatepass")
    findings = findings_of(changed)
    assert_places_are_inside(changed, findings)
    assert_words_are_whole(findings)


@given(st.data())
def test_bytes_changed_in_a_unit_file_give_findings_inside_the_file(data: st.DataObject) -> None:
    content = bytearray(one_round()[UNIT])
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    findings = findings_of(bytes(content))
    assert_places_are_inside(bytes(content), findings)


@pytest.mark.parametrize("seed", range(3))
def test_random_bytes_in_a_unit_file_are_one_error(seed: int) -> None:
    content = random.Random(seed).randbytes(100_000)
    tree = MemoryTree({**one_round(), UNIT: content})
    added = [item for item in check_tree(tree, with_cases=False) if item not in province_findings(both_rounds=False)]
    assert [(item.code, item.severity, item.location.path) for item in added] == [
        ("yaml-not-utf8", Severity.ERROR, UNIT)
    ]


# A whole repository ----------------------------------------------------------


@pytest.mark.parametrize("path", [UNIT, *OPERATORS, *CRITERIA])
@FEWER
@given(data=st.data())
def test_no_change_of_a_file_makes_loading_fail(path: str, data: st.DataObject) -> None:
    text = one_round()[path].decode()
    changed = data.draw(mutations(text)).encode("utf-8", errors="surrogatepass")
    tree = MemoryTree({**one_round(), path: changed})
    findings = check_tree(tree, with_cases=path in CRITERIA)
    assert_places_are_inside(changed, [item for item in findings if item.location.path == path])
    assert_words_are_whole(findings)


@FEWER
@given(st.data())
def test_loading_twice_finds_the_same_in_the_same_order(data: st.DataObject) -> None:
    changed = data.draw(mutations(unit_text())).encode("utf-8", errors="surrogatepass")
    tree = MemoryTree({**one_round(), UNIT: changed})
    dataset, report = load(tree)
    again = load(tree)[1]
    assert list(report) == list(again)
    assert run_checks(dataset) == run_checks(dataset)


# Values ----------------------------------------------------------------------


@st.composite
def documents(draw: st.DrawFn, depth: int = 4) -> object:
    texts = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8)
    if depth == 0:
        return draw(texts)
    inner = documents(depth=depth - 1)
    return draw(st.one_of(texts, st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)))


def as_plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [as_plain(item) for item in node.items]
    assert isinstance(node, Mapping)
    return {key.text: as_plain(value) for key, value in node.entries}


@given(documents())
def test_what_is_written_as_json_is_read_as_it_was(document: object) -> None:
    source, findings = read_yaml(UNIT, json.dumps(document, ensure_ascii=False).encode())
    if document == "":
        assert [item.code for item in findings] == ["yaml-empty"]
    elif not findings:
        assert source.root is not None
        assert as_plain(source.root) == document
    else:
        assert {item.code for item in findings} <= {"yaml-not-nfc", "yaml-look-alike", "yaml-duplicate-key"}


@cache
def structure() -> Structure:
    return Structure(tier_schema(criteria_set(), "ward"))


NEAR_NUMBERS = st.from_regex(r"[-+]?[0-9]{0,8}([., ][0-9]{1,4}){0,2}%?", fullmatch=True)
ANSWERS = st.one_of(NEAR_NUMBERS, st.text(max_size=6), st.sampled_from(["có", "không", "cấp phó", "không có"]))


@given(figure=st.sampled_from(list(FIGURES.values())), text=ANSWERS)
def test_schema_and_reader_agree_on_any_text(figure: Figure, text: str) -> None:
    written = json.dumps(text.encode("utf-8", errors="ignore").decode())
    source, _ = read_yaml(UNIT, f'round: "1"\nunit: "1"\nfigures: {{{figure.id}: {written}}}\n'.encode())
    node = source.node("figures", figure.id)
    if node is not None and source.root is not None:
        accepted = structure().errors(structure().plain(source.root)) == []
        assert accepted == (read_answer(figure, node) is not None)


@given(st.text(max_size=300), st.integers(1, 80))
def test_what_is_shown_is_one_line_of_visible_characters(text: str, most: int) -> None:
    result = shown(text, most)
    assert len(result) <= most
    assert result.isprintable()


@given(st.text(max_size=60))
def test_a_formula_is_read_or_refused_at_a_place_inside_it(text: str) -> None:
    offset = 0
    try:
        parse_formula(text)
    except FormulaError as error:
        offset = error.offset
    assert 0 <= offset <= len(text)


@given(st.text(max_size=60))
def test_a_number_is_read_or_refused_as_a_value(text: str) -> None:
    with suppress(ValueError):
        parse_number(text)
