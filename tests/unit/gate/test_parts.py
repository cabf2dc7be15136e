"""Which parts of a unit's file a change touches, and where."""

from __future__ import annotations

import pytest

from minhbach.diagnostics import Location
from minhbach.gate.authority import Part
from minhbach.gate.parts import ChangedPart, changed_parts
from minhbach.yamlio import Source, read_yaml

PATH = "unit.yaml"
BEFORE = """\
round: "2021"
unit: "02005"
figures:
  staff: 20  # cuối năm
  trained: 18
  files: {not_applicable: "Chưa nhận hồ sơ"}
evidence:
  website: [{title: "Trang", url: "https://a.example/"}]
explanations:
  files: {text: "Đã đối chiếu"}
supplement:
  trained: {value: 19, reason: "Thêm một người"}
"""


def source(text: str) -> Source:
    return read_yaml(PATH, text.encode())[0]


def found(old: str, new: str) -> tuple[ChangedPart, ...]:
    assert BEFORE.count(old) == 1
    return changed_parts(source(BEFORE), source(BEFORE.replace(old, new)))


def at(line: int, column: int) -> Location:
    return Location(PATH, line, column)


@pytest.mark.parametrize(
    ("old", "new", "part", "line", "key"),
    [
        ("staff: 20", "staff: 21", Part.FIGURES, 4, "staff"),
        ("  trained: 18\n", "  trained: 18\n  visits: 3\n", Part.FIGURES, 6, "visits"),
        ("Chưa nhận hồ sơ", "Chưa có hồ sơ", Part.FIGURES, 6, "files"),
        ('files: {not_applicable: "Chưa nhận hồ sơ"}', "files: 0", Part.FIGURES, 6, "files"),
        ("https://a.example/", "https://b.example/", Part.EVIDENCE, 8, "website"),
        ('[{title: "Trang", url', '[{title: "Trang"}, {title: "Trang", url', Part.EVIDENCE, 8, "website"),
        ("Đã đối chiếu", "Đã xem lại", Part.EXPLANATIONS, 10, "files"),
        ("value: 19", "value: 20", Part.SUPPLEMENT, 12, "trained"),
        ("Thêm một người", "Thêm một công chức", Part.SUPPLEMENT, 12, "trained"),
    ],
)
def test_a_changed_value_is_told_at_its_key(old: str, new: str, part: Part, line: int, key: str) -> None:
    assert found(old, new) == (ChangedPart(part, at(line, 3), (key,)),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  # cuối năm", ""),
        ("  # cuối năm", "  # giữa năm"),
        ("  staff: 20  # cuối năm\n  trained: 18\n", "  trained: 18\n  staff: 20\n"),
        ("staff: 20", 'staff: "20"'),
        ('{title: "Trang", url: "https://a.example/"}', '{url: "https://a.example/", title: Trang}'),
        ('round: "2021"', 'round: "2022"'),
        ('unit: "02005"', 'unit: "02008"'),
        ("evidence:\n", "notes: thêm\nevidence:\n"),
    ],
)
def test_what_no_score_depends_on_is_words(old: str, new: str) -> None:
    assert found(old, new) == (ChangedPart(Part.WORDS, at(1, 1)),)


def test_a_removed_figure_is_told_at_the_figures() -> None:
    assert found("  trained: 18\n", "") == (ChangedPart(Part.FIGURES, at(3, 1), ("trained",)),)


def test_a_renamed_figure_is_two_changes() -> None:
    assert found("  trained: 18\n", "  learned: 18\n") == (ChangedPart(Part.FIGURES, at(5, 3), ("learned", "trained")),)


def test_a_removed_part_counts_with_all_its_keys() -> None:
    parts = found('supplement:\n  trained: {value: 19, reason: "Thêm một người"}\n', "")
    assert [(part.part, part.keys) for part in parts] == [(Part.SUPPLEMENT, ("trained",))]


def test_several_parts_are_told_in_the_order_of_the_form() -> None:
    after = BEFORE.replace("20  #", "21  #").replace("value: 19", "value: 20").replace("Đã đối", "Có đối")
    parts = changed_parts(source(BEFORE), source(after))
    assert [part.part for part in parts] == [Part.FIGURES, Part.EXPLANATIONS, Part.SUPPLEMENT]


@pytest.mark.parametrize("figures", ["[1, 2]", "20", '""', "{a: {b: [c]}}"])
def test_figures_of_another_shape_are_changed_figures(figures: str) -> None:
    after = source(f'round: "2021"\nunit: "02005"\nfigures: {figures}\n')
    assert Part.FIGURES in {part.part for part in changed_parts(source(BEFORE), after)}
    assert Part.FIGURES in {part.part for part in changed_parts(after, source(BEFORE))}


@pytest.mark.parametrize("text", ["", ":\n  - :::", "a: *b", "\x00", '"'])
def test_a_file_that_cannot_be_read_may_hold_anything_so_its_figures_count(text: str) -> None:
    after = source(text)
    if after.root is None:
        assert changed_parts(source(BEFORE), after) == (ChangedPart(Part.FIGURES, at(1, 1)),)
    else:
        assert Part.FIGURES in {part.part for part in changed_parts(source(BEFORE), after)}


def test_a_first_submission_changes_every_part_that_it_has() -> None:
    parts = changed_parts(Source(PATH, None), source(BEFORE))
    assert [part.part for part in parts] == [Part.FIGURES, Part.EVIDENCE, Part.EXPLANATIONS, Part.SUPPLEMENT]
    assert parts[0].keys == ("staff", "trained", "files")


def test_equal_files_differ_in_words_only() -> None:
    """Git says that the bytes differ; what the YAML says does not."""
    assert [part.part for part in changed_parts(source(BEFORE), source(BEFORE))] == [Part.WORDS]
