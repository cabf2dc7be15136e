"""Words: each form explained in both languages, with its numbers, and no number that is not said to be shortened."""
# ruff: noqa: E501 - tables of sentences: a line is a sentence

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from minhbach.diagnostics import Text
from minhbach.exact import Lang
from minhbach.formula import parse_formula
from minhbach.model.criteria import Role
from minhbach.model.submission import Answer, State
from minhbach.scoring.words import answer_text, describe, explain, formula_text
from tests.unit.scoring.samples import FIGURES, NA, Given, amount, criterion, flat_set, form, total_of

NBSP = "\N{NO-BREAK SPACE}"
LANGS: tuple[Lang, ...] = ("vi", "en")


def told(
    text: str,
    given: Mapping[str, Given],
    lang: Lang = "vi",
    points: int = 10,
    others: Sequence[Mapping[str, Given]] = (),
    role: Role = Role.SCORED,
) -> tuple[str, ...]:
    criteria = flat_set(criterion("c", text, points, role), criterion("rest", "{yes_no: r}"))
    (score, _) = total_of(criteria, given, others).all_criteria()
    return explain(score, criteria, lang)


RATIO = "{ratio: [a, b], zero_denominator: zero}"
TARGET = "{target: [a, b], full_at: 80%, zero_below: 20%, zero_denominator: zero}"

WHOLE = [
    ("{yes_no: p}", {"p": True}, ("[Số p] = có: 100%.", "Điểm = 100% × 10 = 10."), ("[Number p] = có: 100%.", "Points = 100% × 10 = 10.")),
    ("{choice: w, shares: {cao: 1, vừa: 1/3, thấp: 0}}", {"w": "vừa"},
     (f"[Mức w] = vừa: ≈{NBSP}33,33%.", f"Điểm ≈{NBSP}33,33% × 10 ≈{NBSP}3,3333."),
     (f"[Level w] = vừa: ≈{NBSP}33.33%.", f"Points ≈{NBSP}33.33% × 10 ≈{NBSP}3.3333.")),
    (RATIO, {"a": 1, "b": 3},
     (f"[Số a] / [Số b] = 1 / 3 ≈{NBSP}0,3333.", f"Điểm ≈{NBSP}33,33% × 10 ≈{NBSP}3,3333."),
     (f"[Number a] / [Number b] = 1 / 3 ≈{NBSP}0.3333.", f"Points ≈{NBSP}33.33% × 10 ≈{NBSP}3.3333.")),
    (RATIO, {"a": 1, "b": 0},
     ("[Số a] / [Số b] = 1 / 0.", "Mẫu số bằng 0: 0% số điểm.", "Điểm = 0% × 10 = 0."),
     ("[Number a] / [Number b] = 1 / 0.", "The denominator is 0: 0%.", "Points = 0% × 10 = 0.")),
    ("{count: n, each: 1.5}", {"n": 2},
     ("[Số n] = 2.", "Mỗi đơn vị 1,5 điểm: 30% điểm tối đa.", "Điểm = 30% × 10 = 3."),
     ("[Number n] = 2.", "1.5 points for each: 30% of the maximum.", "Points = 30% × 10 = 3.")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "given", "vi", "en"), WHOLE)
def test_the_whole_explanation(text: str, given: Mapping[str, Given], vi: tuple[str, ...], en: tuple[str, ...]) -> None:
    assert told(text, given) == vi
    assert told(text, given, "en") == en


CLAUSES = [
    # form, answers, what the Vietnamese and the English must contain
    ("{ratio: [a, b], zero_denominator: zero, floor: 20%}", {"a": 1, "b": 10}, "20%: 0", "floor 20%"),
    ("{ratio: [a, b], zero_denominator: zero, cap: 90%}", {"a": 10, "b": 10}, "tối đa 90%", "Capped at 90%"),
    (TARGET, {"a": 9, "b": 10}, "ngưỡng 80%: tối đa", "target 80% is met"),
    (TARGET, {"a": 4, "b": 10}, "ngưỡng 80%: 50%", "target 80%: 50%"),
    (TARGET, {"a": 1, "b": 10}, "Dưới 20%: 0", "Below 20%: 0"),
    ("{steps: n, shares: {4: 1, 2: 1/2}}", {"n": 3}, "bậc từ 2: 50%", "step 2: 50%"),
    ("{steps: n, shares: {4: 1, 2: 1/2}}", {"n": 1}, "thấp nhất (2): 0", "lowest step (2): 0"),
    ('{bands: n, shares: {"[0, 5)": 1/4, "[5, inf)": 1}}', {"n": 4}, "Thuộc khoảng từ 0 đến dưới 5: 25%", "In the band from 0 to under 5: 25%"),
    ('{bands: n, shares: {"[0, 5)": 1/4}}', {"n": 9}, "Không thuộc khoảng nào", "In no band"),
    ("{goalposts: x, worst: 0, best: 40}", {"x": amount("10.5")}, "Giữa 0 (0) và 40 (tối đa): 26,25%", "0 (0) and 40 (full): 26.25%"),
    ("{survey: mean, scale: [1, 5]}", {"mean": amount("3.4")}, "thang 1-5: 60%", "scale 1-5: 60%"),
    ('{formula: "a / 4 + b"}', {"a": 2, "b": 1}, "Không quá 100%", "At most 100%"),
    ('{formula: "0.9 * a / 100"}', {"a": 50}, "0,9 × 50 / 100 = 0,45", "0.9 × 50 / 100 = 0.45"),
    ("{checklist: [p, q, r]}", {"p": True, "q": False, "r": NA}, "[Số q] = không: 0%", "[Number r] = not applicable: –"),
    ("{sum: [{share: 90%, yes_no: p}, {share: 10%, yes_no: q}]}", {"p": True, "q": False}, "90% + 0% = 90%", "90% + 0% = 90%"),
    ("{sum: [{share: 90%, yes_no: p}, {share: 10%, yes_no: q}]}", {"p": True, "q": NA}, "(1 điểm) được đưa ra khỏi", "(1 points) leaves"),
    ("{best_of: [{yes_no: p}, {share: 1/2, yes_no: q}]}", {"p": False, "q": True}, "cao nhất: 2", "best case counts: 2"),
    ("{gate: p, then: {yes_no: q}}", {"p": False, "q": True}, "[Số p] = không không đạt: 0 điểm", "not met: 0 points"),
    ("{gate: p, then: {yes_no: q}}", {"p": True, "q": True}, "[Số p] = có đạt", "[Number p] = có is met"),
    ("{survey: mean, scale: [1, 5], responses: responses, at_least: 30}", {"mean": amount("3"), "responses": 12}, "12 lượt trả lời, cần ít nhất 30", "Only 12 answers; at least 30"),
    ("{ratio: [a, b], zero_denominator: not_applicable}", {"a": 1, "b": 0}, "Mẫu số bằng 0 nên", "denominator is 0, so"),
    (RATIO, {"a": 1}, "[Số b]: chưa trả lời.", "[Number b]: not answered."),
    (RATIO, {"a": 1, "b": NA}, "[Số b]: không áp dụng (không có việc này).", "[Number b]: not applicable (không có việc này)."),
    (RATIO, {"a": 1}, "0 điểm.", "0 points."),
    (RATIO, {"a": 1, "b": NA}, "10 điểm được đưa ra khỏi", "10 points leave"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "given", "vi", "en"), CLAUSES)
def test_every_clause_is_said_with_its_numbers(text: str, given: Mapping[str, Given], vi: str, en: str) -> None:
    assert vi in " ".join(told(text, given))
    assert en in " ".join(told(text, given, "en"))


def test_peers_are_said_with_the_limits() -> None:
    others: list[Mapping[str, Given]] = [{"n": 40}, {"n": 0}]
    assert "của cấp (40): 25%" in " ".join(told("{relative: n}", {"n": 10}, others=others))
    assert "Between 0 (0) and 40 (full): 25%" in " ".join(told("{min_max: n}", {"n": 10}, "en", others=others))
    assert "Giữa 40 (0) và 0 (tối đa): 75%" in " ".join(told("{min_max: n, better: lower}", {"n": 10}, others=others))
    assert "Mọi đơn vị bằng nhau" in " ".join(told("{min_max: n}", {"n": 10}))
    assert "is 0: 0." in " ".join(told("{relative: n}", {"n": 0}, "en"))


def test_a_deduction_is_said_as_points_lost() -> None:
    lines = told("{deduction: n, each: 0.5}", {"n": 3}, points=5, role=Role.DEDUCTION)
    assert lines == ("[Số n] = 3.", "Mỗi đơn vị trừ 0,5 điểm: 30% mức trừ tối đa.", "Điểm trừ = 30% × 5 = −1,5.")


def test_a_sum_that_is_capped_does_not_claim_a_wrong_sum() -> None:
    text = "{sum: [{share: 60%, yes_no: p}, {share: 60%, yes_no: q}]}"
    for lang in LANGS:
        said = " ".join(told(text, {"p": True, "q": True}, lang))
        assert "60% + 60% = 100%" not in said
        assert "100%" in said


def test_parts_are_numbered_with_what_they_are_worth() -> None:
    text = "{sum: [{share: 2/3, yes_no: p}, {share: 1/3, gate: q, then: {yes_no: r}}]}"
    lines = told(text, {"p": True, "q": False, "r": True})
    assert lines[0] == f"Phần 1 (tối đa ≈{NBSP}66,67%): [Số p] = có: 100%."
    assert lines[1].startswith(f"Phần 2 (tối đa ≈{NBSP}33,33%): Điều kiện [Số q]")


EVERY = [*(row[:2] for row in WHOLE), *(row[:2] for row in CLAUSES)]


@pytest.mark.parametrize(("text", "given"), EVERY)
@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_has_an_unfilled_place(text: str, given: Mapping[str, Given], lang: Lang) -> None:
    for line in told(text, given, lang):
        assert not re.search(r"[{}]|Fraction|None|  ", line)
        assert line.endswith((".", ")"))


@pytest.mark.parametrize(("text", "given"), EVERY)
@pytest.mark.parametrize("lang", LANGS)
def test_every_form_is_described_for_the_method_page(text: str, given: Mapping[str, Given], lang: Lang) -> None:
    del given
    criteria = flat_set(criterion("c", text))
    said = describe(form(text), criteria, lang)
    assert said.endswith(".")
    assert not re.search(r"[{}]|Fraction|None", said)
    assert all(f"[{FIGURES[name].label.in_(lang)}]" in said for name in form(text).names() if name != "responses")


@pytest.mark.parametrize(
    ("text", "vi"),
    [
        ("{relative: n}", "[Số n]: chia cho giá trị lớn nhất của cấp; nếu giá trị lớn nhất là 0 thì mọi đơn vị được 0."),
        ("{target: [a, b], full_at: 80%, zero_below: 20%, zero_denominator: full}",
         "[Số a] / [Số b]: từ 80% được tối đa, dưới đó tính theo tỷ lệ. Dưới 20% được 0. Mẫu số bằng 0: được tối đa."),
        ("{steps: n, points: {4: 10, 2: 2.5}}", "[Số n]: theo bậc, ≥ 4: 10 điểm; ≥ 2: 2,5 điểm; dưới mức thấp nhất được 0."),
        ('{bands: [a, b], shares: {"[0, 50%)": 0, "[50%, inf)": 1}, zero_denominator: zero}',
         "[Số a] / [Số b]: theo khoảng, từ 0% đến dưới 50%: 0%; từ 50% trở lên: 100%. Mẫu số bằng 0: được 0."),
        ("{gate: n, at_least: 2, then: {yes_no: p}}",
         "Chỉ có điểm khi [Số n] là ≥ 2; khi đó: [Số p]: có được toàn bộ điểm, không được 0."),
        ("{ratio: [a, b], inverse: true, zero_denominator: not_applicable}",
         "[Số a] / [Số b]: điểm = (1 − tỷ lệ) × điểm tối đa. Mẫu số bằng 0: không áp dụng."),
    ],
)  # fmt: skip
def test_a_form_in_words(text: str, vi: str) -> None:
    assert describe(form(text), flat_set(criterion("c", text))) == vi


def test_a_deduction_in_words() -> None:
    criteria = flat_set(criterion("c", "{yes_no: p}"))
    said = describe(form("{deduction: n, each: 0.5}", "deduction"), criteria, "en")
    assert said == "[Number n]: 0.5 points lost for each, up to the most."


def test_a_label_with_braces_is_shown_as_it_is() -> None:
    criteria = flat_set(criterion("c", "{yes_no: p}"))
    hostile = Text("số {0} {label} %s", "number {0}")
    figures = {
        **criteria.figures,
        "p": type(criteria.figures["p"])(id="p", kind=criteria.figures["p"].kind, label=hostile),
    }
    object.__setattr__(criteria, "figures", figures)
    (score,) = total_of(criteria, {"p": True}).all_criteria()
    assert explain(score, criteria)[0] == "[số {0} {label} %s] = có: 100%."


@pytest.mark.parametrize(
    ("answer", "vi", "en"),
    [
        (Answer(State.MISSING), "chưa trả lời", "not answered"),
        (NA, "không áp dụng", "not applicable"),
        (Answer(State.VALUE, value=True), "có", "có"),
        (Answer(State.VALUE, value=False), "không", "không"),
        (Answer(State.VALUE, 0), "0", "0"),
        (Answer(State.VALUE, 12345), "12.345", "12,345"),
        (Answer(State.VALUE, amount("1234.50")), "1.234,5", "1,234.5"),
        (Answer(State.VALUE, "cấp trưởng"), "cấp trưởng", "cấp trưởng"),
    ],
)
def test_an_answer_in_words(answer: Answer, vi: str, en: str) -> None:
    assert answer_text(answer) == vi
    assert answer_text(answer, "en") == en


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a + b * c", "a + b × c"),
        ("(a + b) * c", "(a + b) × c"),
        ("a - (b - c)", "a − (b − c)"),
        ("a - b - c", "a − b − c"),
        ("a / (b * c)", "a / (b × c)"),
        ("a / b * c", "a / b × c"),
        ("-(a + b)", "−(a + b)"),
        ("-a * b", "−a × b"),
        ("min(a + b, 5) / 5", "min(a + b; 5) / 5"),
        ("80% * sqrt(a)", "0,8 × sqrt(a)"),
    ],
)
def test_a_formula_has_only_the_brackets_it_needs(text: str, said: str) -> None:
    assert formula_text(parse_formula(text).root, lambda name: name, "vi") == said
