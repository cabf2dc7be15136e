"""Reading figures line by line tells what the parser tells, and comparing two such versions too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.history.differences import differences
from minhbach.history.written import MOST_PLAIN_BYTES, NotApplicable, read_plain, read_version, read_whole, rest_of
from tests.unit.history.past import FOLDER, WARD_PATH, figure, province_criteria, province_files

FILES = [data for path, data in province_files().items() if path.startswith(f"{FOLDER}/units/")]

HEADS = (
    "round: '2021'",
    'round: "2021"',
    "unit: 02005  # mã",
    "# chú thích",
    "  # thụt vào",
    "",
    "   ",
    "---",
    "%YAML 1.1",
    "- a",
    "round: [1,",
)
BEGINS = ("figures:", "figures:  # số liệu", "figures: {}", "figures: |", "figures: >", 'figures: "', "  figures:", "")
LINES = (
    "  staff: 20",
    "  staff: 020",
    "  staff: 20  # hai mươi",
    "  staff: 20 #dính",
    "  staff: 20#dính",
    "  staff:20",
    "  staff: ",
    "  staff:",
    "  trained: kiêm nhiệm",
    "  trained: kiêm  nhiệm",
    "  trained: kiêm: nhiệm",
    "  trained: -5",
    "  trained: 12,5",
    "  trained: ~",
    "  trained: &a 5",
    "  trained: !!str 5",
    '  has_lan: "có"',
    '  has_lan: "c\\u00f3"',
    '  has_lan: "có',
    "  has_lan: 'có'",
    "  has_lan: có  ",
    "  has_lan: cho\u0301",
    "  has_lan: Ð",
    '  news: {not_applicable: "không có"}',
    '  news: {not_applicable: "x"}  # lý do',
    "  news: {not_applicable: x}",
    '  news: {not_applicable: "x", y: 1}',
    "  news: [1, 2]",
    "    thụt sâu",
    "    a: 1",
    " lệch: 1",
    "  # chú thích",
    "# chú thích",
    "",
    "  ",
    "\tx: 1",
    "  bandwidth: 12.50",
    "  bandwidth: 12/5",
    "  bandwidth: 50%",
)
TAILS = (
    "",
    "evidence:",
    "  services:",
    '    - {title: "Quyết định", url: "https://a.example"}',
    "supplement:",
    '  staff: {value: 21, reason: "thêm"}',
    "explanations:",
    '  Q1: {text: "đã rà soát"}',
    "figures:",
    "  staff: 99",
    "- lạ",
    '"x": [',
    "...",
    "---",
    "  computers: 7",
)

texts = st.tuples(
    st.lists(st.sampled_from(HEADS), max_size=4),
    st.sampled_from(BEGINS),
    st.lists(st.sampled_from(LINES), max_size=6),
    st.lists(st.sampled_from(TAILS), max_size=5),
    st.sampled_from(("\n", "\r\n")),
).map(lambda parts: parts[4].join([*parts[0], parts[1], *parts[2], *parts[3], ""]).encode())

plain_lines = tuple(line for line in LINES if read_plain(f"figures:\n{line}\n".encode()) is not None)
plain_texts = st.tuples(st.lists(st.sampled_from(plain_lines), max_size=6), st.sampled_from(TAILS[:9])).map(
    lambda parts: "\n".join(["figures:", *parts[0], parts[1], ""]).encode()
)


@given(texts | plain_texts)
def test_whatever_the_parser_can_read_is_read_the_same_by_lines(data: bytes) -> None:
    plain, whole = read_plain(data), read_whole(data)
    if plain is None or whole is None:
        return
    assert plain.figures == whole.figures
    rest = rest_of(plain)
    assert rest is None or rest == whole.rest


@given(plain_texts, plain_texts)
def test_two_versions_differ_the_same_either_way(before: bytes, after: bytes) -> None:
    criteria = province_criteria()
    by_parser = read_whole(before), read_whole(after)
    by_lines = read_version(before), read_version(after)
    if by_parser[0] is None or by_parser[1] is None or by_lines[0] is None or by_lines[1] is None:
        return
    found = differences(by_lines[0], by_lines[1], criteria)
    if not found.unreadable:
        assert found == differences(by_parser[0], by_parser[1], criteria)


def test_many_of_these_texts_are_read_by_lines() -> None:
    """The properties above would hold for a fast path that is never taken."""
    assert len(plain_lines) > 10
    assert all(read_plain(data) is not None for data in FILES)


@pytest.mark.parametrize("data", FILES)
def test_the_files_of_the_province_are_read_the_same(data: bytes) -> None:
    plain, whole = read_plain(data), read_whole(data)
    assert plain is not None
    assert whole is not None
    assert plain.figures == whole.figures
    assert rest_of(plain) == whole.rest


@pytest.mark.parametrize(
    "data",
    [
        b'round: "a\nfigures:\n  staff: 5\nb"\n',
        b"figures:\n  staff: 5\n    more\n",
        b"figures: |\n  staff: 5\n",
        b"figures:\n  staff: 5\r\n",
        b"\xef\xbb\xbffigures:\n  staff: 5\n",
        b"figures:\n  staff: \xff\n",
        b"---\nfigures:\n  staff: 5\n",
        b"figures:\n  staff: 5\n---\nevidence:\n",
        b"x:\n  figures:\n    staff: 5\n",
        b"# " + b"x" * MOST_PLAIN_BYTES + b"\nfigures:\n  staff: 5\n",
    ],
)
def test_what_has_another_shape_is_left_to_the_parser(data: bytes) -> None:
    assert read_plain(data) is None


def test_values_of_each_shape() -> None:
    version = read_plain('figures:\n  a: kiêm nhiệm # x\n  b: "0 5"\n  c: {not_applicable: "vì"}\n'.encode())
    assert version is not None
    assert version.figures == {"a": "kiêm nhiệm", "b": "0 5", "c": NotApplicable("vì")}


def test_an_unreadable_rest_does_not_hide_the_figures() -> None:
    data = province_files()[WARD_PATH] + b"supplement: [\n"
    before, after = read_version(data), read_version(figure(data, "staff", "21") + b"x\n")
    assert before is not None
    assert after is not None
    found = differences(before, after, province_criteria())
    assert [change.after.value for change in found.figures] == [21]
    assert found.unreadable
