"""The JSON Schema that editors use and the reader that scores accept exactly the same answers."""

from __future__ import annotations

import json
from functools import cache

import pytest

from minhbach.diagnostics import Location
from minhbach.model.criteria import Figure
from minhbach.reading.answers import explain_answer, read_answer
from minhbach.reading.structure import Structure
from minhbach.schema import MAX_COUNT, MOST_TEXT, tier_schema
from minhbach.yamlio import Node, Source
from tests.unit.reading.making import FIGURES, criteria_set, read

TYPED = (
    *("0", "1", "5", "23", "4999", "5000", "5001", str(MAX_COUNT), str(MAX_COUNT + 1), "9" * 18, "9" * 19, "9" * 40),
    *(
        "-1",
        "-0",
        "-0.0",
        "+1",
        "00",
        "06",
        "1.0",
        "1.5",
        "1.50",
        "5.00",
        "5.01",
        "0.99",
        "0.999",
        "1.",
        ".5",
        "1.234",
        "12.3456",
    ),
    *(
        "8,5",
        "1.234,5",
        "1 234",
        "1\u00a0234",
        "1_000",
        "1e3",
        "0x1F",
        "0o7",
        ".inf",
        ".nan",
        "1:30",
        "85%",
        "23 người",
    ),
    *("có", "không", "Có", "yes", "no", "true", "false", "null", "~", "x", "y", '"có "', "' không'"),
    *("cấp trưởng", "cấp phó", "không có", "Cấp phó", "cap pho", "cấp phó "),
    *("", '""', '" "', "'23'", '"5"', '"5\\n"', "|\n    5", "2019-11-25", "٢٣", "２３", "hai"),
    *("[]", "[5]", "[có]", "{}", "{a: 5}", "{not_applicable: lý do}", "{not_applicable: }", '{not_applicable: " "}'),
    *(
        '{not_applicable: "\\t"}',
        '{not_applicable: "\\n"}',
        '{not_applicable: "\\u00a0"}',
        '{not_applicable: "\\u3000"}',
    ),
    *("{not_applicable: 5}", "{not_applicable: [a]}", "{not_applicable: {a: b}}", "{not_applicable: a, b: c}"),
    *(f"{{not_applicable: {'a' * MOST_TEXT}}}", f"{{not_applicable: {'a' * (MOST_TEXT + 1)}}}"),
)


@cache
def structure() -> Structure:
    return Structure(tier_schema(criteria_set(), "ward"))


def schema_accepts(source: Source) -> bool:
    assert source.root is not None
    return structure().errors(structure().plain(source.root)) == []


def file_with(figure: Figure, text: str) -> tuple[Source, Node]:
    source, findings = read(f'round: "1"\nunit: "1"\nfigures:\n  {figure.id}: {text}\n')
    assert findings == []
    node = source.node("figures", figure.id)
    assert node is not None
    return source, node


def agrees(figure: Figure, text: str) -> bool:
    source, node = file_with(figure, text)
    return schema_accepts(source) == (read_answer(figure, node) is not None)


@pytest.mark.parametrize("figure", FIGURES.values(), ids=list(FIGURES))
def test_schema_and_reader_agree_on_every_answer(figure: Figure) -> None:
    assert [text for text in TYPED if not agrees(figure, text)] == []


@pytest.mark.parametrize("figure", FIGURES.values(), ids=list(FIGURES))
def test_whatever_is_refused_is_explained(figure: Figure) -> None:
    for text in TYPED:
        _, node = file_with(figure, text)
        if read_answer(figure, node) is None:
            finding = explain_answer(figure, node, Location("tệp.yaml"))
            assert finding.message.vi
            assert finding.hint.vi


def test_every_figure_accepts_something_and_refuses_something() -> None:
    for figure in FIGURES.values():
        outcomes = {read_answer(figure, file_with(figure, text)[1]) is None for text in TYPED}
        assert outcomes == {True, False}


def test_the_schema_survives_a_round_through_its_file() -> None:
    schema = tier_schema(criteria_set(), "ward")
    assert json.loads(json.dumps(schema)) == schema
