"""A blank form: filled in it is a valid file, left blank it says what is missing, and it knows the round before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from minhbach.checks import run_checks
from minhbach.diagnostics import Diagnostic, Severity
from minhbach.model.criteria import Figure, Kind
from minhbach.model.lineage import Descent, DescentKind, Lineage
from minhbach.model.units import Unit
from minhbach.opening.forms import WIDTH, blank_form, form_path
from minhbach.repository import Dataset, RoundData, load
from minhbach.tree import Overlay, WorkTree
from tests.cases.examples import MemoryTree, load_tree
from tests.conftest import ROOT
from tests.unit.opening.tables import province, province_tree

TIERS = ("vp", "060", "02005")
REAL = ("stttt", "060", "01888")
_LINE = re.compile(r"^  ([a-z][a-z0-9_]*):$", re.MULTILINE)


def filled(form: str, value: Callable[[str], str]) -> str:
    return _LINE.sub(lambda match: f"  {match[1]}: {value(match[1])}", form)


def with_evidence(form: str) -> str:
    """The commented block with its marks taken off, as the form says how."""
    head, mark, block = form.partition("# evidence:\n")
    return head + re.sub(r"^# ", "", mark + block, flags=re.MULTILINE)


def least(figure: Figure) -> str:
    if figure.kind is Kind.YES_NO:
        return "không"
    if figure.kind is Kind.CHOICE:
        return next(iter(figure.options))
    return str(figure.least or 0)


def errors_of(findings: list[Diagnostic], unit: Unit) -> list[str]:
    return [item.message.vi for item in findings if item.unit == unit.code and item.severity is Severity.ERROR]


# The small province ----------------------------------------------------------


def province_round() -> RoundData:
    return province().rounds["2021"]


def judged(unit: Unit, text: str) -> list[Diagnostic]:
    tree = province_tree()
    tree.files[form_path(province_round(), unit)] = text.encode()
    dataset, report = load_tree(tree)
    return [item for item in (*report, *run_checks(dataset)) if item.unit == unit.code]


@pytest.mark.parametrize("code", TIERS)
def test_every_figure_of_the_tier_has_its_line_once(code: str) -> None:
    data, unit = province_round(), province_round().register.by_code[code]
    assert _LINE.findall(blank_form(data, unit, "vi")) == list(data.criteria.figures_of(unit.tier))


@pytest.mark.parametrize("code", TIERS)
def test_filled_in_with_the_least_and_with_evidence_it_is_valid(code: str) -> None:
    data, unit = province_round(), province_round().register.by_code[code]
    text = with_evidence(blank_form(data, unit, "vi"))
    text = filled(text, lambda name: least(data.criteria.figures[name]))
    findings = [item for item in judged(unit, text) if item.severity is Severity.ERROR]
    # Zero of everything breaks no format; a logic rule may still object.
    assert [item.code for item in findings if item.code not in {rule.id for rule in data.criteria.rules}] == []


@pytest.mark.parametrize("code", TIERS)
def test_left_blank_every_figure_is_told_with_what_to_write(code: str) -> None:
    data, unit = province_round(), province_round().register.by_code[code]
    findings = judged(unit, blank_form(data, unit, "vi"))
    empty = {str(item.figure): item for item in findings if item.code == "figure-empty"}
    assert list(data.criteria.figures_of(unit.tier)) == sorted(empty, key=list(data.criteria.figures).index)
    assert {item.code for item in findings} == {"figure-empty"}
    assert empty["has_lan"].message.vi.endswith("chưa ghi gì sau dấu hai chấm")
    assert empty["has_lan"].hint.vi.startswith("Ghi có hoặc không")


def test_the_form_says_what_may_be_written_and_what_is_asked_for() -> None:
    data = province_round()
    text = blank_form(data, data.register.by_code["02005"], "vi")
    assert text.startswith(
        "# yaml-language-server: $schema=../../../../criteria/song-may-2021/schema/ward.schema.json\n"
        "# Biểu số liệu: Phường Bến Đò (02005), Thị xã Mây Thượng\n"
    )
    assert "# Lưu thành submissions/2021/units/thi-xa-may-thuong/phuong-ben-do.yaml\n" in text
    assert "# Nhận số liệu từ 16/11/2021 đến hết 25/11/2021.\n" in text
    assert "  # 1.1 Tỷ lệ công chức được tập huấn (tối đa 5 điểm)\n" in text
    assert "  # - Tổng số công chức: số nguyên từ 0 đến 5000, người\n  # Đợt 2020: " in text
    assert "một trong các chữ sau: chuyên trách | kiêm nhiệm | không có\n" in text
    assert 'nếu không áp dụng: {not_applicable: "lý do"}' in " ".join(text.replace("#", " ").split())
    assert re.search(r"^#   staff_trained:  # 1\.1 .*: nên có$", text, re.MULTILINE)


def test_english_is_there_too() -> None:
    data = province_round()
    text = blank_form(data, data.register.by_code["02005"], "en")
    assert "# Form: Phường Bến Đò (02005), Thị xã Mây Thượng\n" in text
    assert "  # - Staff: a whole number from 0 to 5000, người\n" in text


@pytest.mark.parametrize("code", TIERS)
def test_comments_are_wrapped(code: str) -> None:
    data, unit = province_round(), province_round().register.by_code[code]
    head = blank_form(data, unit, "vi").partition("# evidence:")[0]
    assert max(len(line) for line in head.splitlines() if "$schema" not in line) <= WIDTH + len("# ") + 2


# The round before ------------------------------------------------------------


def descended(*descents: tuple[str, str, DescentKind]) -> str:
    steps = tuple(Descent(old=old, new=new, kind=kind) for old, new, kind in descents)
    data = replace(province_round(), lineage=Lineage("2020", steps))
    return blank_form(data, data.register.by_code["02005"], "vi")


def staff_before(text: str) -> list[str]:
    return re.findall(r"  # - Tổng số công chức: .*\n  # Đợt 2020: (.*)\n", text)


def test_the_value_of_a_merged_unit_is_the_sum() -> None:
    alone = staff_before(descended())
    merged = descended(("02005", "02005", DescentKind.KEEPS), ("02008", "02005", DescentKind.WHOLE))
    other = province_round().previous
    assert other is not None
    numbers = [other.submissions[code].answers["staff"].value for code in ("02005", "02008")]
    assert alone == [str(numbers[0])]
    assert staff_before(merged) == [str(sum(number for number in numbers if isinstance(number, int)))]
    assert "# Số của đợt 2020 là của Phường Bến Đò (02005), Phường Cầu Mây (02008).\n" in merged


def test_a_part_of_a_unit_has_no_value_before_and_the_form_says_why() -> None:
    text = descended(("02005", "02005", DescentKind.KEEPS), ("02008", "02005", DescentKind.PART))
    assert staff_before(text) == []
    assert "# Không có số của đợt 2020: đơn vị gồm một phần của Phường Cầu Mây (02008), nên không so" in text


def test_a_unit_without_a_past_is_called_new() -> None:
    text = descended(("02005", "02008", DescentKind.WHOLE))
    assert "# Đơn vị mới so với đợt 2020.\n" in text


def test_a_silent_source_leaves_no_value() -> None:
    data = province_round()
    assert data.previous is not None
    silent = {code: item for code, item in data.previous.submissions.items() if code != "02005"}
    text = blank_form(
        replace(data, previous=replace(data.previous, submissions=silent)), data.register.by_code["02005"], "vi"
    )
    assert staff_before(text) == []
    assert "# Không có số của đợt 2020: Phường Bến Đò (02005) không nộp số liệu ở đợt ấy.\n" in text


# The round of 2019, with figures that obey every rule ------------------------


@cache
def real() -> Dataset:
    return load(WorkTree(ROOT))[0]


@pytest.mark.parametrize("code", REAL)
def test_a_form_of_2019_with_the_figures_of_the_generator_is_clean(code: str) -> None:
    data, unit = real().rounds["2019"], real().rounds["2019"].register.by_code[code]
    path = form_path(data, unit)
    answers = data.submissions[code].source
    words = {name: getattr(answers.node("figures", name), "text", "") for name in data.criteria.figures}
    text = filled(with_evidence(blank_form(data, unit, "vi")), words.__getitem__)
    assert _LINE.findall(text) == []
    dataset, report = load(Overlay(WorkTree(ROOT), MemoryTree({path: text.encode()}), frozenset((path,))))
    findings = [*report, *run_checks(dataset)]
    assert errors_of(findings, unit) == []
    assert dataset.rounds["2019"].submissions[code].answers.keys() == set(_LINE.findall(blank_form(data, unit, "vi")))


def test_a_sum_over_the_units_below_has_no_line_to_fill_in() -> None:
    data, unit = real().rounds["2019"], real().rounds["2019"].register.by_code["061"]
    text = " ".join(blank_form(data, unit, "vi").replace("#", " ").split())
    sums = [figure for figure in data.criteria.figures_of(unit.tier).values() if figure.sum_of is not None]
    assert sums != []
    for figure in sums:
        assert figure.id not in _LINE.findall(blank_form(data, unit, "vi"))
        assert f"KHÔNG PHẢI ĐIỀN ({figure.id}): được cộng từ «" in text
