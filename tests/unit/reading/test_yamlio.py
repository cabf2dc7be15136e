"""Strict YAML: text stays what was typed, every key and value has its place, nothing is dropped in silence."""

from __future__ import annotations

import pytest

from minhbach.diagnostics import Location, Severity
from minhbach.yamlio import MAX_DEPTH, MAX_NODES, Mapping, Scalar, Sequence, Source
from tests.unit.reading.making import codes, places, read, typed

DOCUMENT = """\
# ghi chú
round: "2021"
figures:
  officials: 23
  chair: {not_applicable: "lý do"}
evidence:
  has_lan:
    - {title: Báo cáo, url: x}
"""


@pytest.fixture
def source() -> Source:
    return read(DOCUMENT)[0]


# Scalars ---------------------------------------------------------------------

SCALARS = (
    *("060", "066", "02005", "01960", "00001", "0o17", "0x1F", "0b11"),
    *("no", "yes", "on", "off", "true", "null", "~", "y"),
    *("1:30", "12:30", "20:00", "190:20:30", "1.10", "1.234", "8,5", "1,234", "1e3", ".5", "5.", "+5", "-0"),
    *("2019-11-25", "25/11/2019", "2019-11-25T15:40", "1_000", ".inf", "-.INF", ".nan", "85%", "="),
)


@pytest.mark.parametrize("text", SCALARS)
def test_a_plain_scalar_stays_the_text_that_was_typed(text: str) -> None:
    node = typed(text)
    assert isinstance(node, Scalar)
    assert (node.text, node.plain) == (text, True)


@pytest.mark.parametrize("text", SCALARS)
def test_a_plain_key_stays_the_text_that_was_typed(text: str) -> None:
    root = read(f"{text}: 1\n")[0].root
    assert isinstance(root, Mapping)
    assert list(root.by_key) == [text]


@pytest.mark.parametrize("written", ['"060"', "'060'", "|-\n  060", ">-\n  060"])
def test_a_quoted_or_block_scalar_is_not_plain(written: str) -> None:
    node = typed(written)
    assert isinstance(node, Scalar)
    assert (node.text, node.plain) == ("060", False)


def test_nothing_after_the_colon_is_an_empty_text() -> None:
    node = typed("")
    assert isinstance(node, Scalar)
    assert node.text == ""


# Places ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "line", "column"),
    [
        (("round",), 2, 8),
        (("figures",), 4, 3),
        (("figures", "officials"), 4, 14),
        (("figures", "chair", "not_applicable"), 5, 27),
        (("evidence", "has_lan", 0), 8, 7),
        (("evidence", "has_lan", 0, "url"), 8, 29),
    ],
)
def test_a_value_has_its_place(source: Source, keys: tuple[str | int, ...], line: int, column: int) -> None:
    assert source.location(*keys) == Location("tệp.yaml", line, column)


@pytest.mark.parametrize(
    ("keys", "line", "column"),
    [
        (("round",), 2, 1),
        (("figures", "chair"), 5, 3),
        (("figures", "chair", "not_applicable"), 5, 11),
        (("evidence", "has_lan", 0, "title"), 8, 8),
    ],
)
def test_a_key_has_its_place(source: Source, keys: tuple[str | int, ...], line: int, column: int) -> None:
    assert source.key_location(*keys) == Location("tệp.yaml", line, column)


def test_what_is_not_there_has_the_place_of_the_nearest_thing_above(source: Source) -> None:
    assert source.location("figures", "officials_trained") == source.location("figures")
    assert source.location("evidence", "has_lan", 7, "title") == source.location("evidence", "has_lan")
    assert source.key_location("figures", "officials_trained") == source.location("figures")


def test_what_is_not_there_is_no_node(source: Source) -> None:
    assert source.node("figures", "officials", "deeper") is None
    assert source.node("evidence", "has_lan", 1) is None
    assert source.node("evidence", 0) is None


def test_columns_count_characters_and_not_bytes() -> None:
    source, _ = read("{tên: Đường, số: 5}\n")
    assert source.key_location("số").column == 14
    assert source.location("số").column == 18


def test_a_byte_order_mark_takes_no_column() -> None:
    source, findings = read(b"\xef\xbb\xbfround: 1\n")
    assert findings == []
    assert source.key_location("round") == Location("tệp.yaml", 1, 1)


def test_windows_line_ends_change_no_value_and_no_place() -> None:
    source, findings = read(DOCUMENT.replace("\n", "\r\n"))
    assert findings == []
    assert source.location("figures", "officials") == Location("tệp.yaml", 4, 14)
    assert source.root == read(DOCUMENT)[0].root


# Collecting ------------------------------------------------------------------


def test_all_problems_of_a_file_are_told_in_one_run() -> None:
    text = "a: &x 1\nb: *x\na: 2\nc: !!int 3\n<<: {d: 4}\n[e]: 5\n"
    _, findings = read(text)
    assert places(findings) == [
        ("yaml-anchor", 1, 4),
        ("yaml-alias", 2, 4),
        ("yaml-duplicate-key", 3, 1),
        ("yaml-tag", 4, 4),
        ("yaml-merge-key", 5, 1),
        ("yaml-complex-key", 6, 1),
    ]


def test_a_file_with_such_problems_still_has_its_other_values() -> None:
    source, _ = read("a: &x 1\na: 2\nb: 3\n")
    assert [getattr(source.node(key), "text", None) for key in ("a", "b")] == ["1", "3"]


def test_each_kind_of_bad_character_is_told_once_at_its_first_place() -> None:
    _, findings = read("a:\t1\nb:\t2\nc: \u200b\u200b\nd:\u00a04\ne: \u202e\n")
    assert places(findings) == [
        ("yaml-tab", 1, 3),
        ("yaml-control-character", 3, 4),
        ("yaml-no-break-space", 4, 3),
        ("yaml-bidi-character", 5, 4),
    ]


def test_bad_characters_leave_no_values() -> None:
    assert read("a: 1\nb: \u0007\n")[0].root is None


def test_a_no_break_space_inside_a_text_is_kept() -> None:
    node = typed("12\u00a0345")
    assert isinstance(node, Scalar)
    assert node.text == "12\u00a0345"


def test_a_quoted_merge_sign_is_an_ordinary_key() -> None:
    assert codes(read('"<<": 1\n')[1]) == []


def test_decomposed_letters_are_composed_and_told_once() -> None:
    source, findings = read("a: co\u0301\nb: co\u0301\n")
    assert [(item.code, item.severity, item.location.line) for item in findings] == [
        ("yaml-not-nfc", Severity.NOTICE, 1)
    ]
    assert getattr(source.node("b"), "text", None) == "có"


def test_the_icelandic_letter_becomes_the_vietnamese_one() -> None:
    source, findings = read("a: Ð\n")
    assert places(findings) == [("yaml-look-alike", 1, 4)]
    assert getattr(source.node("a"), "text", None) == "Đ"


# Refusals --------------------------------------------------------------------


def nested(depth: int) -> str:
    return "a: " + "[" * depth + "]" * depth + "\n"


def test_the_deepest_allowed_nesting_is_read() -> None:
    assert read(nested(MAX_DEPTH - 1))[1] == []


def test_deeper_nesting_is_refused() -> None:
    source, findings = read(nested(MAX_DEPTH))
    assert places(findings) == [("yaml-too-deep", 1, 4 + MAX_DEPTH - 1)]
    assert source.root is None


@pytest.mark.parametrize("text", [nested(100_000), "{" * 100_000, "- " * 50_000, "? " * 50_000])
def test_extreme_nesting_is_refused_without_a_crash(text: str) -> None:
    assert codes(read(text)[1]) == ["yaml-too-deep"]


def test_too_many_values_are_refused() -> None:
    assert codes(read("- 1\n" * MAX_NODES)[1]) == ["yaml-too-many-values"]


def test_an_alias_bomb_is_refused_and_never_grows() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    source, findings = read("\n".join(lines))
    assert set(codes(findings)) == {"yaml-anchor", "yaml-alias"}
    last = source.node("a29")
    assert isinstance(last, Sequence)
    assert all(isinstance(item, Scalar) for item in last.items)


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\n---\nb: 2\n", 2), ("---\na: 1\n---\n", 3), ("a: 1\n...\n---\nb: 2\n", 3)],
)
def test_a_second_document_is_refused_where_it_begins(text: str, line: int) -> None:
    assert places(read(text)[1]) == [("yaml-multiple-documents", line, 1)]


@pytest.mark.parametrize("text", ["---\na: 1\n", "---\na: 1\n...\n", "a: 1\n...\n"])
def test_marks_around_the_one_document_are_allowed(text: str) -> None:
    assert read(text)[1] == []


@pytest.mark.parametrize("text", ["", "\n\n", "# chỉ có ghi chú\n", "---\n", "---\n...\n", "\ufeff"])
def test_a_file_without_content_is_empty(text: str) -> None:
    source, findings = read(text)
    assert codes(findings) == ["yaml-empty"]
    assert source.root is None


@pytest.mark.parametrize(
    "data",
    [b"Th\xf9c tr\xb9ng", "có".encode("utf-16"), b"\xff\xfe\x00\x00", b"a: \xc3", b"\xed\xa0\x80", b"PK\x03\x04\xe9"],
)
def test_bytes_that_are_not_utf8_give_one_error(data: bytes) -> None:
    source, findings = read(data)
    assert codes(findings) == ["yaml-not-utf8"]
    assert source.root is None


def test_the_first_byte_that_is_not_utf8_has_its_place() -> None:
    _, findings = read("tên: 1\nđường: ".encode() + b"\xb9")
    assert places(findings) == [("yaml-not-utf8", 2, 8)]


@pytest.mark.parametrize("text", ["%YAML 1.1\n---\na: 1\n", "%TAG ! tag:x,2000:\n---\na: 1\n"])
def test_a_directive_is_refused(text: str) -> None:
    assert codes(read(text)[1]) == ["yaml-directive"]


@pytest.mark.parametrize("tag", ["!!int", "!!python/object/apply:os.system", "!x", "!<tag:x>"])
def test_a_tag_is_refused_and_never_obeyed(tag: str) -> None:
    source, findings = read(f"a: {tag} 1\n")
    assert codes(findings) == ["yaml-tag"]
    assert getattr(source.node("a"), "text", None) == "1"


@pytest.mark.parametrize(
    "text",
    [
        "a: 'x\n",
        "a: @x\n",
        "a: b: c\n",
        "a: [1\n",
        "a: 1\n b: 2\n",
        "a\nb: 1\n",
        "a: %x\n",
        "- 1\na: 2\n",
        "a: {b: 1]\n",
    ],
)
def test_broken_structure_is_one_error_with_a_remedy(text: str) -> None:
    source, findings = read(text)
    assert codes(findings) == ["yaml-syntax"]
    assert findings[0].hint.vi
    assert source.root is None
