"""Logic rules: what can be compiled, where a fault stands, and what is never judged."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from minhbach.cel import RuleCompiler, RuleError
from minhbach.checks import run_checks
from minhbach.diagnostics import Diagnostic
from minhbach.model.criteria import Kind, RuleValue
from tests.cases.examples import LINEAGE_FILE, MemoryTree, load_tree, province_files
from tests.unit.reading.making import figure

FIGURES = {
    item.id: item
    for item in (
        figure("officials", Kind.COUNT),
        figure("trained", Kind.COUNT),
        figure("spending", Kind.AMOUNT),
        figure("has_lan", Kind.YES_NO),
        figure("has_plan", Kind.YES_NO),
        figure("chair", Kind.CHOICE),
        figure("reported_late", Kind.COUNT),
    )
}
COMPILER = RuleCompiler(FIGURES, ["wards"])


def judge(expression: str, values: Mapping[str, RuleValue]) -> bool | None:
    return COMPILER.compile(expression).condition(values)


def refused(expression: str) -> RuleError:
    with pytest.raises(RuleError) as caught:
        COMPILER.compile(expression)
    return caught.value


# Judging ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "values", "outcome"),
    [
        ("trained <= officials", {"trained": 20.0, "officials": 23.0}, True),
        ("trained <= officials", {"trained": 24.0, "officials": 23.0}, False),
        ("trained * 2.0 >= officials / 2.0 - 1.0", {"trained": 5.0, "officials": 22.0}, True),
        ("has_lan || trained == 0.0", {"has_lan": False, "trained": 3.0}, False),
        ("!has_lan || has_plan", {"has_lan": True, "has_plan": True}, True),
        ("chair != 'không có' || trained == 0.0", {"chair": "không có", "trained": 1.0}, False),
        ('chair in ["cấp trưởng", "cấp phó"]', {"chair": "cấp phó"}, True),
        ("trained > 0.0 ? has_plan : true", {"trained": 0.0, "has_plan": False}, True),
        ("figures.trained <= officials", {"figures.trained": 3.0, "officials": 2.0}, False),
        ("trained >= reported.trained", {"trained": 9.0, "reported.trained": 10.0}, False),
        ("officials <= previous.officials * 1.5", {"officials": 31.0, "previous.officials": 20.0}, False),
        ("officials >= wards.officials", {"officials": 100.0, "wards.officials": 101.0}, False),
        ("reported_late <= 12.0", {"reported_late": 13.0}, False),
    ],
)
def test_a_rule_is_judged_by_the_values(expression: str, values: dict[str, RuleValue], outcome: bool) -> None:  # noqa: FBT001
    assert judge(expression, values) is outcome


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        ("trained <= officials", {}),
        ("trained <= officials", {"trained": 24.0}),
        ("trained <= officials", {"officials": 24.0}),
        ("officials <= previous.officials", {"officials": 24.0}),
        ("officials >= wards.officials", {"officials": 24.0}),
        ("has_lan || trained == 0.0", {"has_lan": True}),
    ],
)
def test_a_rule_without_one_of_its_values_is_not_judged(expression: str, values: dict[str, RuleValue]) -> None:
    assert judge(expression, values) is None


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"officials": 9.0}, True),
        ({"officials": 9.0, "previous.officials": 20.0}, False),
        ({"officials": 15.0, "previous.officials": 20.0}, True),
        ({"previous.officials": 20.0}, None),
    ],
)
def test_has_lets_a_rule_be_judged_without_the_figure(
    values: dict[str, RuleValue],
    outcome: bool | None,  # noqa: FBT001
) -> None:
    assert judge("!has(previous.officials) || officials * 2.0 >= previous.officials", values) is outcome


@pytest.mark.parametrize(("values", "outcome"), [({}, False), ({"chair": "cấp phó"}, True), ({"chair": ""}, True)])
def test_has_alone_asks_whether_there_is_a_value(values: dict[str, RuleValue], outcome: bool) -> None:  # noqa: FBT001
    assert judge("has(chair)", values) is outcome


def test_a_zero_and_a_no_are_values() -> None:
    assert judge("has(trained) && has(has_lan)", {"trained": 0.0, "has_lan": False}) is True


def test_a_guarded_figure_that_is_needed_after_all_leaves_the_rule_unjudged() -> None:
    assert judge("has(trained) || trained > 1.0", {}) is None


def test_a_division_by_zero_never_fails_a_rule() -> None:
    assert judge("trained / officials <= 1.0", {"trained": 0.0, "officials": 0.0}) in (True, None, False)


def test_names_inside_texts_are_left_alone() -> None:
    compiled = COMPILER.compile("chair != 'previous.officials has(trained)'")
    assert compiled.names == ("chair",)
    assert compiled.guarded == frozenset()


def test_the_names_of_a_rule_stand_in_order_and_once() -> None:
    compiled = COMPILER.compile("!has(previous.trained) || trained + trained >= previous.trained - wards.officials")
    assert compiled.names == ("previous.trained", "trained", "wards.officials")
    assert compiled.guarded == frozenset({"previous.trained"})


# Refusing --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "found", "column"),
    [
        ("oficials <= trained", "oficials", 1),
        ("trained <= oficials", "oficials", 12),
        ("trained <= previous.oficials", "previous.oficials", 12),
        ("trained <= communes.officials", "communes.officials", 12),
        ("has_lan && Trained > 1.0", "Trained", 12),
    ],
)
def test_an_unknown_name_is_refused_at_its_column(expression: str, found: str, column: int) -> None:
    error = refused(expression)
    assert (error.detail, error.found, error.line, error.column) == ("name", found, 1, column)


@pytest.mark.parametrize(
    ("expression", "column"),
    [
        ("trained <= 100", 9),
        ("has_lan == 1.0", 9),
        ("chair == 1.0", 7),
        ("has_lan + trained > 1.0", 9),
        ("trained", 1),
        ("chair", 1),
        ("trained + 1.0", 1),
        ("!has(previous.officials) || officials * 2 >= previous.officials", 39),
    ],
)
def test_mixed_types_are_refused_at_the_operator(expression: str, column: int) -> None:
    error = refused(expression)
    assert (error.detail, error.line, error.column) == ("type", 1, column)


@pytest.mark.parametrize(
    "expression", ["trained <=", "trained = 1.0", "(trained > 1.0", "trained <= officials)", "", "'a", "1.0 2.0"]
)
def test_broken_expressions_are_refused(expression: str) -> None:
    assert refused(expression).detail in ("syntax", "type")


def test_a_fault_on_a_later_line_names_the_line() -> None:
    error = refused("has_lan\n  || oficials > 1.0")
    assert (error.line, error.column) == (2, 6)


@pytest.mark.parametrize("name", ["previous", "reported", "figures", "wards", "has", "in", "true", "min", "sqrt"])
def test_names_with_a_meaning_of_their_own_are_reserved(name: str) -> None:
    assert COMPILER.is_reserved(name)


@pytest.mark.parametrize("name", ["has_lan", "reported_late", "previous_total", "wards_total", "minimum", "officials"])
def test_names_that_only_begin_like_them_are_free(name: str) -> None:
    assert not COMPILER.is_reserved(name)


# Over a whole repository -----------------------------------------------------

UNITS = "submissions/2021/units/"
HILL = UNITS + "thi-xa-may-thuong/phuong-doi-che.yaml"
TOWN = UNITS + "thi-xa-may-thuong/_thi-xa.yaml"
LOWER = UNITS + "thi-xa-may-ha/_thi-xa.yaml"
BRIDGE = UNITS + "thi-xa-may-thuong/phuong-cau-may.yaml"
REGISTER = "submissions/2020/units.yaml"
RULES = {"trained-within-staff", "staff-halved", "trained-fell", "files-below-wards", "lead-not-trained"}


def found_after(*edits: tuple[str, str, str], removed: tuple[str, ...] = ()) -> list[Diagnostic]:
    """The findings of the logic rules after changes to the province."""
    tree = MemoryTree({path: data for path, data in province_files().items() if path not in removed})
    for path, old, new in edits:
        text = tree.files[path].decode()
        assert text.count(old) == 1
        tree.files[path] = text.replace(old, new).encode()
    dataset, _ = load_tree(tree)
    return [item for item in run_checks(dataset) if item.code in RULES]


def summary(findings: list[Diagnostic]) -> list[tuple[str, str | None, str]]:
    return [(item.code, item.unit, item.location.path) for item in findings]


def test_last_round_counts_for_the_same_code_under_the_same_name() -> None:
    same_name = (REGISTER, 'name: "Phường Đồi Thông"', 'name: "Phường Đồi Chè"')
    assert summary(found_after(same_name, removed=(LINEAGE_FILE,))) == [("staff-halved", "02011", HILL)]


def test_a_unit_that_was_split_is_not_compared_though_it_kept_code_and_name() -> None:
    assert found_after((REGISTER, 'name: "Phường Đồi Thông"', 'name: "Phường Đồi Chè"')) == []


def test_a_code_that_was_given_to_another_unit_is_not_compared() -> None:
    assert found_after() == []


def test_a_parent_is_compared_with_the_sum_of_its_assessed_children() -> None:
    findings = found_after((TOWN, "  files: 9500", "  files: 2799"))
    assert summary(findings) == [("files-below-wards", "060", TOWN)]
    assert "2.799" in findings[0].message.vi
    assert "2.800" in findings[0].message.vi
    assert "2,800" in findings[0].message.en


def test_a_sum_with_a_child_that_did_not_answer_is_not_judged() -> None:
    edits = ((TOWN, "  files: 9500", "  files: 1"), (BRIDGE, "  files: 1000\n", ""))
    assert [item.code for item in found_after(*edits)] == []


def test_a_sum_with_a_child_that_did_not_hand_in_is_not_judged() -> None:
    assert found_after((LOWER, "  files: 5200", "  files: 1")) == []


def test_a_rule_sees_the_supplemented_value_and_points_at_it() -> None:
    edit = (BRIDGE, "  trained: {value: 11,", "  trained: {value: 19,")
    findings = found_after(edit)
    assert summary(findings) == [("trained-within-staff", "02008", BRIDGE)]
    lines = province_files()[BRIDGE].decode().split("\n")
    assert lines[findings[0].location.line - 1].startswith("  trained: {value: 11")


def test_reported_is_the_value_before_the_supplement() -> None:
    findings = found_after((BRIDGE, "  trained: {value: 11,", "  trained: {value: 8,"))
    assert summary(findings) == [("trained-fell", "02008", BRIDGE)]
    assert "từ 9 còn 8" in findings[0].message.vi


def test_a_figure_that_cannot_be_read_is_not_judged() -> None:
    assert found_after((BRIDGE, "  staff: 18", "  staff: 1,8")) == []


def test_a_finding_names_what_was_found_and_what_was_required() -> None:
    (finding,) = found_after((HILL, "  trained: 3", "  trained: 16"))
    assert finding.found == "trained = 16, staff = 15"
    assert finding.allowed == "trained <= staff"
    assert finding.figure == "trained"
