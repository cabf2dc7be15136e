"""Every scoring form: answers in, state, clause and share out."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from inspect import getmembers, isclass
from typing import get_args

import pytest

from minhbach.model import forms as model
from minhbach.model.submission import State
from minhbach.scoring.forms import Situation, evaluate
from minhbach.scoring.trace import Trace
from tests.unit.scoring.samples import NA, Given, amount, answers, form, score

RATIO = "{ratio: [a, b], zero_denominator: zero}"
TARGET = "{target: [a, b], full_at: 80%, zero_below: 20%, zero_denominator: zero}"
STEPS = "{steps: n, shares: {4: 1, 3: 3/4, 2: 1/2, 1: 1/4}}"
BANDS = '{bands: [a, b], shares: {"[0, 50%)": 0, "[50%, 80%)": 1/2, "[80%, inf)": 1}, zero_denominator: zero}'
OPEN_BANDS = '{bands: x, shares: {"(-inf, 0]": 1, "(0, 2]": 1/2, "(2, 5)": 1/4, "[5, 5]": 1/8}}'
CHOICE = "{choice: w, shares: {cao: 1, vừa: 1/2, thấp: 0}}"
SUM = "{sum: [{share: 90%, ratio: [a, b], zero_denominator: not_applicable}, {share: 10%, yes_no: p}]}"
SUM_OVER = "{sum: [{share: 60%, yes_no: p}, {share: 60%, yes_no: q}]}"
BEST = "{best_of: [{yes_no: p}, {share: 1/2, yes_no: q}]}"
GATE = "{gate: p, then: {ratio: [a, b], zero_denominator: not_applicable}}"
GATE_WORD = "{gate: w, is: [cao, vừa], then: {count: n, each: 2}}"
GATE_COUNT = "{gate: n, at_least: 2, then: {yes_no: p}}"
GATE_NO = "{gate: p, is: không, then: {yes_no: q}}"
COMPUTED = '{formula: "0.9 * a / b + 0.1 * min(n, 5) / 5", zero_denominator: zero}'
SURVEY = "{survey: mean, scale: [1, 5], responses: responses, at_least: 30}"

SCORED = [
    # form, answers, clause, share
    ("{yes_no: p}", {"p": True}, "có", "1"),
    ("{yes_no: p}", {"p": False}, "không", "0"),
    (CHOICE, {"w": "cao"}, "cao", "1"),
    (CHOICE, {"w": "vừa"}, "vừa", "1/2"),
    (CHOICE, {"w": "thấp"}, "thấp", "0"),
    ("{choice: w, points: {cao: 10, vừa: 4, thấp: 0.5}}", {"w": "vừa"}, "vừa", "2/5"),
    ("{choice: w, points: {cao: 10, vừa: 4, thấp: 0.5}}", {"w": "thấp"}, "thấp", "1/20"),
    # A choice in points inside a part still means points of the criterion.
    ("{sum: [{share: 1/2, choice: w, points: {cao: 5, vừa: 2, thấp: 0}}, {share: 1/2, yes_no: p}]}",
     {"w": "vừa", "p": False}, "parts", "1/5"),
    (RATIO, {"a": 1, "b": 3}, "share", "1/3"),
    (RATIO, {"a": 0, "b": 3}, "share", "0"),
    (RATIO, {"a": 3, "b": 3}, "share", "1"),
    (RATIO, {"a": 4, "b": 3}, "cap", "1"),
    ("{ratio: [a, b], zero_denominator: zero, cap: 90%}", {"a": 95, "b": 100}, "cap", "9/10"),
    ("{ratio: [a, b], zero_denominator: zero, cap: 90%}", {"a": 90, "b": 100}, "share", "9/10"),
    ("{ratio: [a, b], zero_denominator: zero, floor: 20%}", {"a": 19, "b": 100}, "floor", "0"),
    ("{ratio: [a, b], zero_denominator: zero, floor: 20%}", {"a": 20, "b": 100}, "share", "1/5"),
    ("{ratio: [a, b], zero_denominator: zero, inverse: true}", {"a": 1, "b": 4}, "share", "3/4"),
    ("{ratio: [a, b], zero_denominator: zero, inverse: true}", {"a": 5, "b": 4}, "floor", "0"),
    ('{ratio: ["a + b", "2 * c"], zero_denominator: zero}', {"a": 1, "b": 2, "c": 3}, "share", "1/2"),
    (TARGET, {"a": 80, "b": 100}, "full", "1"),
    (TARGET, {"a": 100, "b": 100}, "full", "1"),
    (TARGET, {"a": 40, "b": 100}, "proportional", "1/2"),
    (TARGET, {"a": 20, "b": 100}, "proportional", "1/4"),
    (TARGET, {"a": 19, "b": 100}, "zero", "0"),
    ("{target: n, full_at: 3}", {"n": 1}, "proportional", "1/3"),
    ("{target: n, full_at: 3}", {"n": 0}, "proportional", "0"),
    (STEPS, {"n": 9}, ">=4", "1"),
    (STEPS, {"n": 4}, ">=4", "1"),
    (STEPS, {"n": 3}, ">=3", "3/4"),
    (STEPS, {"n": 2}, ">=2", "1/2"),
    (STEPS, {"n": 1}, ">=1", "1/4"),
    (STEPS, {"n": 0}, "below", "0"),
    ("{steps: n, points: {4: 10, 1: 5}}", {"n": 3}, ">=1", "1/2"),
    ("{steps: [a, b], shares: {50%: 1/2, 1: 1}, zero_denominator: zero}", {"a": 1, "b": 2}, ">=1/2", "1/2"),
    (BANDS, {"a": 0, "b": 1}, "[0, 50%)", "0"),
    (BANDS, {"a": 1, "b": 2}, "[50%, 80%)", "1/2"),
    (BANDS, {"a": 799, "b": 1000}, "[50%, 80%)", "1/2"),
    (BANDS, {"a": 8, "b": 10}, "[80%, inf)", "1"),
    (BANDS, {"a": 30, "b": 10}, "[80%, inf)", "1"),
    (OPEN_BANDS, {"x": amount("-3")}, "(-inf, 0]", "1"),
    (OPEN_BANDS, {"x": amount("0")}, "(-inf, 0]", "1"),
    (OPEN_BANDS, {"x": amount("0.01")}, "(0, 2]", "1/2"),
    (OPEN_BANDS, {"x": amount("2.00")}, "(0, 2]", "1/2"),
    (OPEN_BANDS, {"x": amount("2.01")}, "(2, 5)", "1/4"),
    (OPEN_BANDS, {"x": amount("5")}, "[5, 5]", "1/8"),
    (OPEN_BANDS, {"x": amount("5.01")}, "outside", "0"),
    ('{bands: n, points: {"[0, 2)": 1, "[2, inf)": 7.5}}', {"n": 2}, "[2, inf)", "3/4"),
    ("{count: n, each: 1}", {"n": 0}, "each", "0"),
    ("{count: n, each: 1}", {"n": 3}, "each", "3/10"),
    ("{count: n, each: 1}", {"n": 10}, "cap", "1"),
    ("{count: n, each: 1}", {"n": 11}, "cap", "1"),
    ("{count: n, each: 1/3}", {"n": 1}, "each", "1/30"),
    ("{deduction: n, each: 0.5}", {"n": 3}, "each", "3/20"),
    ("{deduction: n, each: 0.5}", {"n": 100}, "cap", "1"),
    ("{deduction: n, each: 0.5}", {"n": 0}, "each", "0"),
    ("{checklist: [p, q, r]}", {"p": True, "q": False, "r": True}, "parts", "2/3"),
    ("{checklist: {p: 1/2, q: 1/4, r: 1/4}}", {"p": True, "q": True, "r": False}, "parts", "3/4"),
    ("{checklist: {p: 1/2, q: 1/4}}", {"p": True, "q": True}, "parts", "3/4"),
    (SUM, {"a": 1, "b": 2, "p": True}, "parts", "11/20"),
    (SUM, {"a": 5, "b": 2, "p": True}, "parts", "1"),
    (SUM_OVER, {"p": True, "q": True}, "parts", "1"),
    (SUM_OVER, {"p": True, "q": False}, "parts", "3/5"),
    (BEST, {"p": True, "q": True}, "case 1", "1"),
    (BEST, {"p": False, "q": True}, "case 2", "1/2"),
    (BEST, {"p": False, "q": False}, "none", "0"),
    ("{best_of: [{share: 1/2, yes_no: p}, {share: 1/2, yes_no: q}]}", {"p": True, "q": True}, "case 1", "1/2"),
    (GATE, {"p": True, "a": 1, "b": 4}, "open", "1/4"),
    (GATE, {"p": False, "a": 1, "b": 4}, "closed", "0"),
    (GATE_WORD, {"w": "vừa", "n": 2}, "open", "2/5"),
    (GATE_WORD, {"w": "thấp", "n": 2}, "closed", "0"),
    (GATE_COUNT, {"n": 2, "p": True}, "open", "1"),
    (GATE_COUNT, {"n": 1, "p": True}, "closed", "0"),
    (GATE_NO, {"p": False, "q": True}, "open", "1"),
    (GATE_NO, {"p": True, "q": True}, "closed", "0"),
    ("{goalposts: x, worst: 0, best: 100}", {"x": amount("25")}, "between", "1/4"),
    ("{goalposts: x, worst: 0, best: 100}", {"x": amount("0")}, "worst", "0"),
    ("{goalposts: x, worst: 10, best: 100}", {"x": amount("9")}, "worst", "0"),
    ("{goalposts: x, worst: 0, best: 100}", {"x": amount("100")}, "best", "1"),
    ("{goalposts: x, worst: 0, best: 100}", {"x": amount("101.5")}, "best", "1"),
    ("{goalposts: x, worst: 30, best: 5}", {"x": amount("10")}, "between", "4/5"),
    ("{goalposts: x, worst: 30, best: 5}", {"x": amount("31")}, "worst", "0"),
    (SURVEY, {"mean": amount("4"), "responses": 30}, "mean", "3/4"),
    (SURVEY, {"mean": amount("1"), "responses": 99}, "mean", "0"),
    (SURVEY, {"mean": amount("5.5"), "responses": 99}, "mean", "1"),
    ("{survey: mean, scale: [0, 10]}", {"mean": amount("7.25")}, "mean", "29/40"),
    (COMPUTED, {"a": 1, "b": 2, "n": 2}, "value", "49/100"),
    (COMPUTED, {"a": 4, "b": 2, "n": 9}, "cap", "1"),
    ('{formula: "a - b"}', {"a": 1, "b": 2}, "value", "0"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "given", "clause", "share"), SCORED)
def test_a_form_gives_its_share(text: str, given: Mapping[str, Given], clause: str, share: str) -> None:
    trace = score(text, given)
    assert (trace.state, trace.clause, trace.share) == (State.VALUE, clause, Fraction(share))


# States ----------------------------------------------------------------------

WITH_THREE_STATES: Mapping[str, Mapping[str, Given]] = {
    "{yes_no: p}": {"p": True},
    CHOICE: {"w": "cao"},
    RATIO: {"a": 1, "b": 2},
    TARGET: {"a": 1, "b": 2},
    STEPS: {"n": 1},
    BANDS: {"a": 1, "b": 2},
    "{count: n, each: 1}": {"n": 1},
    "{deduction: n, each: 1}": {"n": 1},
    "{relative: n}": {"n": 1},
    "{min_max: n}": {"n": 1},
    "{goalposts: x, worst: 0, best: 9}": {"x": amount("1")},
    SURVEY: {"mean": amount("2"), "responses": 40},
    COMPUTED: {"a": 1, "b": 2, "n": 2},
    GATE: {"p": True, "a": 1, "b": 4},
    "{checklist: [p]}": {"p": True},
    "{sum: [{share: 1/2, yes_no: p}, {share: 1/2, yes_no: p}]}": {"p": True},
    "{best_of: [{yes_no: p}, {share: 1/2, yes_no: p}]}": {"p": True},
}
EACH_FIGURE = [(text, given, name) for text, given in WITH_THREE_STATES.items() for name in given]


@pytest.mark.parametrize(("text", "given", "name"), EACH_FIGURE)
def test_a_form_with_a_figure_not_answered_is_missing(text: str, given: Mapping[str, Given], name: str) -> None:
    trace = score(text, {**given, name: None})
    assert (trace.state, trace.share) == (State.MISSING, None)


@pytest.mark.parametrize(("text", "given", "name"), EACH_FIGURE)
def test_a_form_with_a_figure_not_applicable_is_not_applicable(
    text: str, given: Mapping[str, Given], name: str
) -> None:
    trace = score(text, {**given, name: NA})
    assert (trace.state, trace.share) == (State.NOT_APPLICABLE, None)


def test_every_form_is_in_the_table_of_states() -> None:
    forms = {type(form(text, "deduction" if "deduction" in text else "scored")) for text in WITH_THREE_STATES}
    assert forms == set(get_args(model.Form))


@pytest.mark.parametrize("zero", [0, False, amount("0"), amount("0.00")])
def test_a_zero_is_an_answer(zero: Given) -> None:
    name, text = {int: ("n", STEPS), bool: ("p", "{yes_no: p}")}.get(type(zero), ("x", "{count: x, each: 1}"))
    trace = score(text, {name: zero})
    assert [trace.state, trace.share] == [State.VALUE, 0]


def test_not_applicable_wins_over_not_answered() -> None:
    assert score(RATIO, {"a": NA, "b": None}).state is State.NOT_APPLICABLE
    assert score(RATIO, {"a": None, "b": NA}).state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("{{ratio: [a, b], zero_denominator: {}}}", {"a": 3, "b": 0}),
        ("{{ratio: [a, b], inverse: true, zero_denominator: {}}}", {"a": 3, "b": 0}),
        ("{{target: [a, b], full_at: 80%, zero_denominator: {}}}", {"a": 0, "b": 0}),
        ("{{steps: [a, b], shares: {{1: 1}}, zero_denominator: {}}}", {"a": 1, "b": 0}),
        ("{{goalposts: [a, b], worst: 0, best: 1, zero_denominator: {}}}", {"a": 1, "b": 0}),
        ("{{relative: [a, b], zero_denominator: {}}}", {"a": 1, "b": 0}),
        ('{{formula: "a / b", zero_denominator: {}}}', {"a": 1, "b": 0}),
        ('{{formula: "sqrt(a - b)", zero_denominator: {}}}', {"a": 1, "b": 2}),
        ('{{ratio: ["1 / b", a], zero_denominator: {}}}', {"a": 1, "b": 0}),
    ],
)
def test_a_denominator_of_zero_means_what_the_set_says(text: str, given: Mapping[str, Given]) -> None:
    found = {}
    for rule in ("zero", "full", "not_applicable"):
        trace = score(text.format(rule), given)
        assert trace.clause == "zero_denominator"
        found[rule] = (trace.state, trace.share)
    assert found == {
        "zero": (State.VALUE, 0),
        "full": (State.VALUE, 1),
        "not_applicable": (State.NOT_APPLICABLE, None),
    }


# Parts -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "given", "share", "excluded"),
    [
        (SUM, {"a": NA, "b": 2, "p": True}, "1/10", "9/10"),
        (SUM, {"a": 1, "b": 0, "p": True}, "1/10", "9/10"),
        (SUM, {"a": 1, "b": 2, "p": NA}, "9/20", "1/10"),
        (SUM, {"a": 1, "b": 2, "p": None}, "9/20", "0"),
        ("{checklist: [p, q, r]}", {"p": True, "q": NA, "r": False}, "1/3", "1/3"),
        ("{checklist: [p, q, r]}", {"p": True, "q": None, "r": NA}, "1/3", "1/3"),
        # Shares that add up to less than the whole: what leaves is counted against what can be earned.
        ("{checklist: {p: 1/4, q: 1/4}}", {"p": True, "q": NA}, "1/4", "1/2"),
        # Shares that add up to more: what is left is never earned twice.
        (SUM_OVER, {"p": True, "q": NA}, "1/2", "1/2"),
        # A sum inside a sum hands its own part on.
        ("{sum: [{share: 1/2, sum: [{share: 1/2, yes_no: p}, {share: 1/2, yes_no: q}]}, {share: 1/2, yes_no: r}]}",
         {"p": True, "q": NA, "r": True}, "3/4", "1/4"),
        # The rest of a gate's inner form goes on too.
        ("{gate: r, then: {checklist: [p, q]}}", {"p": True, "q": NA, "r": True}, "1/2", "1/2"),
    ],
)  # fmt: skip
def test_a_part_not_applicable_leaves_the_maximum(
    text: str, given: Mapping[str, Given], share: str, excluded: str
) -> None:
    trace = score(text, given)
    assert (trace.state, trace.share, trace.excluded) == (State.VALUE, Fraction(share), Fraction(excluded))


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"p": NA, "q": NA, "r": NA}, State.NOT_APPLICABLE),
        ({"p": None, "q": NA, "r": NA}, State.MISSING),
        ({"p": None, "q": None, "r": None}, State.MISSING),
        ({"p": False, "q": NA, "r": None}, State.VALUE),
    ],
)
def test_a_checklist_has_the_state_of_the_items_that_are_left(given: Mapping[str, Given], state: State) -> None:
    assert score("{checklist: [p, q, r]}", given).state is state


@pytest.mark.parametrize(
    ("given", "state", "clause"),
    [
        ({"p": None, "q": True}, State.VALUE, "case 2"),
        ({"p": NA, "q": True}, State.VALUE, "case 2"),
        ({"p": NA, "q": False}, State.VALUE, "none"),
        ({"p": None, "q": NA}, State.MISSING, "missing"),
        ({"p": NA, "q": NA}, State.NOT_APPLICABLE, "not_applicable"),
    ],
)
def test_the_best_of_the_cases_that_have_a_value_counts(given: Mapping[str, Given], state: State, clause: str) -> None:
    trace = score(BEST, given)
    assert (trace.state, trace.clause) == (state, clause)


@pytest.mark.parametrize(
    ("given", "state", "clause", "share"),
    [
        ({"p": None, "a": 1, "b": 2}, State.MISSING, "missing", None),
        ({"p": NA, "a": 1, "b": 2}, State.NOT_APPLICABLE, "not_applicable", None),
        ({"p": False, "a": None, "b": NA}, State.VALUE, "closed", 0),
        ({"p": True, "a": None, "b": 2}, State.MISSING, "open", None),
        ({"p": True, "a": NA, "b": 2}, State.NOT_APPLICABLE, "open", None),
        ({"p": True, "a": 1, "b": 0}, State.NOT_APPLICABLE, "open", None),
    ],
)
def test_a_gate_is_judged_before_what_is_behind_it(
    given: Mapping[str, Given], state: State, clause: str, share: int | None
) -> None:
    trace = score(GATE, given)
    assert (trace.state, trace.clause, trace.share) == (state, clause, share)


def test_a_survey_that_too_few_answered_is_not_assessed() -> None:
    trace = score(SURVEY, {"mean": amount("4.5"), "responses": 29})
    assert (trace.state, trace.clause, trace.share) == (State.NOT_ASSESSED, "too_few", None)
    assert trace.facts == {"responses": 29, "at_least": 30}


def test_a_survey_not_assessed_leaves_a_sum() -> None:
    text = f"{{sum: [{{share: 1/4, yes_no: p}}, {{share: 3/4, {SURVEY[1:]}]}}"
    trace = score(text, {"p": True, "mean": amount("4"), "responses": 3})
    assert (trace.state, trace.share, trace.excluded) == (State.VALUE, Fraction(1, 4), Fraction(3, 4))


# Peers -----------------------------------------------------------------------


def relative(text: str, own: int | Given, *others: Given) -> Trace:
    return score(text, {"n": own}, others=[{"n": other} for other in others])


@pytest.mark.parametrize(
    ("own", "others", "clause", "share"),
    [
        (10, [40, 20], "share", "1/4"),
        (40, [10, 20], "share", "1"),
        (10, [None, NA], "share", "1"),
        (0, [5], "share", "0"),
        (0, [0, 0], "best_is_zero", "0"),
        (0, [], "best_is_zero", "0"),
    ],
)
def test_relative_to_the_greatest_of_the_tier(own: int, others: list[Given], clause: str, share: str) -> None:
    trace = relative("{relative: n}", own, *others)
    assert (trace.clause, trace.share) == (clause, Fraction(share))


@pytest.mark.parametrize(
    ("own", "others", "share"),
    [(10, [40, 20], "1"), (40, [10, 20], "1/4"), (20, [40, 10, None], "1/2"), (7, [NA], "1")],
)
def test_lower_is_better_relative_to_the_least_of_the_tier(own: int, others: list[Given], share: str) -> None:
    assert relative("{relative: n, better: lower}", own, *others).share == Fraction(share)


def test_when_the_least_is_zero_those_above_it_get_nothing() -> None:
    trace = relative("{relative: n, better: lower}", 3, 0, 5)
    assert [trace.clause, trace.share] == ["best_is_zero", 0]


def test_a_quotient_is_compared_with_the_quotients_of_the_others() -> None:
    own, other = {"a": 1, "b": 2}, {"a": 9, "b": 10}
    empty, silent = {"a": 9, "b": 0}, {"b": 1}
    trace = score("{relative: [a, b], zero_denominator: zero}", own, others=[other, empty, silent])
    assert trace.share == Fraction(5, 9)


@pytest.mark.parametrize(
    ("own", "others", "better", "clause", "share"),
    [
        (10, [0, 40], "higher", "between", "1/4"),
        (0, [10, 40], "higher", "worst", "0"),
        (40, [10, 0], "higher", "best", "1"),
        (10, [0, 40], "lower", "between", "3/4"),
        (0, [10, 40], "lower", "best", "1"),
        (5, [5, 5], "higher", "all_equal", "0"),
        (5, [], "lower", "all_equal", "0"),
        (5, [None, NA], "higher", "all_equal", "0"),
    ],
)
def test_min_max_places_a_unit_between_its_peers(
    own: int, others: list[Given], better: str, clause: str, share: str
) -> None:
    trace = relative(f"{{min_max: n, better: {better}}}", own, *others)
    assert (trace.clause, trace.share) == (clause, Fraction(share))


def test_min_max_limits_are_pooled_over_the_rounds_since_one() -> None:
    past: Mapping[str, list[Mapping[str, Given]]] = {"2028": [{"n": 1000}], "2029": [{"n": 50}], "2030": [{"n": 0}, {}]}
    trace = score('{min_max: n, since: "2029"}', {"n": 20}, others=[{"n": 10}], earlier=past)
    assert [trace.share, trace.facts["worst"], trace.facts["best"]] == [Fraction(2, 5), 0, 50]


def test_without_since_only_this_round_makes_the_limits() -> None:
    trace = score("{min_max: n}", {"n": 20}, others=[{"n": 10}], earlier={"2030": [{"n": 99}]})
    assert trace.share == 1


# Traces ----------------------------------------------------------------------


def test_a_trace_keeps_the_answers_and_numbers_it_rests_on() -> None:
    trace = score(RATIO, {"a": 1, "b": 3, "c": 7})
    assert trace.inputs == answers({"a": 1, "b": 3})
    assert trace.facts == {"a": 1, "b": 3, "x": Fraction(1, 3)}


def test_the_clauses_of_parts_have_the_path_of_the_part() -> None:
    trace = score(SUM, {"a": 1, "b": 0, "p": True})
    assert list(trace.clauses()) == ["sum:parts", "sum.0.ratio:zero_denominator", "sum.1.yes_no:có"]


def test_three_thirds_of_five_points_are_five() -> None:
    share = score(RATIO, {"a": 1, "b": 3}, points=5).share
    assert share is not None
    assert 3 * (5 * share) == 5


def test_an_object_that_is_no_form_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError):
        evaluate(object(), Situation(answers={}, peers=None, points=Fraction(1)))  # type: ignore[arg-type]


def test_no_form_of_the_model_is_forgotten_in_the_union() -> None:
    classes = {item for _, item in getmembers(model, isclass) if item.__module__ == model.__name__}
    helpers = {model.Operand, model.Measured, model.Band, model.Part}
    assert classes - helpers == set(get_args(model.Form))
