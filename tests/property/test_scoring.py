"""What holds for every criteria set and every answer: small random sets, random units, exact arithmetic."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from minhbach.diagnostics import Text
from minhbach.exact import (
    Publication,
    Rounding,
    decimal_text,
    is_finite,
    parse_number,
    published,
    rounded,
    written_exact,
)
from minhbach.export.downloads import build_downloads
from minhbach.export.json_text import json_bytes
from minhbach.export.scores import scores_document
from minhbach.export.tables import csv_bytes, defused
from minhbach.formula import parse_formula
from minhbach.model import forms as model
from minhbach.model.criteria import CriteriaSet, Criterion, Role, Section
from minhbach.model.forms import Form, Operand
from minhbach.model.round import Milestone
from minhbach.model.submission import Answer, State
from minhbach.results import RoundResults, compute_results
from minhbach.scoring.ranking import rank
from minhbach.scoring.words import explain
from tests.unit.scoring.samples import (
    COUNTS,
    NA,
    WORDS,
    YES_NO,
    Given,
    T,
    criteria_set,
    dataset,
    group,
    level,
    pillar,
    round_data,
)

UnitAnswers: TypeAlias = dict[str, Given]

# Strategies ------------------------------------------------------------------

shares = st.fractions(0, 1, max_denominator=12)
limits = st.fractions(-5, 20, max_denominator=6)
better = st.sampled_from(["higher", "lower"])
zero_rules = st.sampled_from(["not_applicable", "zero", "full"])
formulas = st.sampled_from(["a", "b", "n", "a + b", "a - n", "2 * a", "min(a, b)", "sqrt(a)", "0.9 * b + n / 3"]).map(
    parse_formula
)

quotients = st.builds(Operand, top=formulas, bottom=formulas, zero_denominator=zero_rules)
operands = st.builds(Operand, top=formulas) | quotients


@st.composite
def _steps(draw: st.DrawFn) -> Form:
    leasts = draw(st.lists(limits, min_size=1, max_size=4, unique=True))
    steps = tuple((least, draw(shares)) for least in sorted(leasts, reverse=True))
    return model.Steps(operand=draw(operands), steps=steps)


@st.composite
def _bands(draw: st.DrawFn) -> Form:
    ends: list[Fraction | None] = [None, *sorted(draw(st.lists(limits, min_size=1, max_size=3, unique=True))), None]
    bands = tuple(
        model.Band(text=f"{low}..{high}", low=low, low_closed=True, high=high, high_closed=False, amount=draw(shares))
        for low, high in pairwise(ends)
    )
    return model.Bands(operand=draw(operands), bands=bands)


@st.composite
def _goalposts(draw: st.DrawFn) -> Form:
    worst, best = draw(st.lists(limits, min_size=2, max_size=2, unique=True))
    return model.Goalposts(operand=draw(operands), worst=worst, best=best)


def _checklist(figures: Sequence[str]) -> Form:
    return model.Checklist(items=dict.fromkeys(figures, Fraction(1, len(figures))))


yes_no = st.sampled_from(YES_NO).map(lambda figure: model.YesNo(figure=figure))
amounts = st.fixed_dictionaries(dict.fromkeys(WORDS, shares))
counts = st.builds(model.Count, operand=operands, each=st.fractions(0, 5, max_denominator=4))
simple: st.SearchStrategy[Form] = st.one_of(
    yes_no,
    st.builds(model.Choice, figure=st.just("w"), amounts=amounts),
    st.builds(model.Ratio, operand=quotients, cap=shares, floor=shares, inverse=st.booleans()),
    st.builds(model.Target, operand=operands, full_at=st.fractions("1/10", 10), zero_below=shares),
    _steps(),
    _bands(),
    counts,
    st.builds(model.Relative, operand=operands, better=better),
    st.builds(model.MinMax, operand=operands, better=better, since=st.none() | st.just("2030")),
    _goalposts(),
    st.builds(model.Survey, operand=operands, low=st.just(Fraction(1)), high=st.just(Fraction(5)),
              responses=st.none() | st.just("responses"), at_least=st.integers(0, 5).map(Fraction)),
    st.lists(st.sampled_from(YES_NO), min_size=1, max_size=3, unique=True).map(_checklist),
    st.builds(model.Computed, operand=st.builds(Operand, top=formulas, zero_denominator=zero_rules)),
)  # fmt: skip


def _of_parts(inner: st.SearchStrategy[Form]) -> st.SearchStrategy[Form]:
    def equal_parts(forms: list[Form]) -> tuple[model.Part, ...]:
        return tuple(model.Part(share=Fraction(1, len(forms)), form=form) for form in forms)

    parts = st.lists(inner, min_size=2, max_size=3).map(equal_parts)
    gates = st.builds(
        model.Gate, figure=st.sampled_from(YES_NO), words=st.just(("có",)), at_least=st.none(), then=inner
    )
    return st.builds(model.Sum, parts=parts) | st.builds(model.BestOf, parts=parts) | gates


forms = st.recursive(simple, _of_parts, max_leaves=4)
points = st.fractions("1/2", 20, max_denominator=4)
roles = st.sampled_from([Role.SCORED, Role.SCORED, Role.SCORED, Role.BONUS, Role.DEDUCTION])


@st.composite
def _criterion(draw: st.DrawFn) -> Criterion:
    role = draw(roles)
    form = draw(st.builds(model.Deduction, operand=operands, each=points)) if role is Role.DEDUCTION else draw(forms)
    return Criterion(id="", number="1", title=Text("Tiêu chí"), points={T: draw(points)}, form=form, role=role)


@st.composite
def _sets(draw: st.DrawFn) -> CriteriaSet:
    """Two pillars of one or two groups of one to three criteria, with ids of their place."""

    def section(name: str) -> Section:
        items = draw(st.lists(_criterion(), min_size=1, max_size=3))
        return group(name, *(replace(item, id=f"{name}_{index}") for index, item in enumerate(items)))

    pillars = [
        pillar(f"p{index}", *(section(f"g{index}{number}") for number in range(draw(st.integers(1, 2)))))
        for index in (1, 2)
    ]
    return criteria_set(
        *pillars,
        levels=[level("I", "3/4"), level("II", "0")],
        conversion=draw(st.sampled_from(["total", "pillar", "group"])),
        ranked_by=draw(st.sampled_from(["total", "pillars"])),
    )


def _or_none(
    values: st.SearchStrategy[int] | st.SearchStrategy[bool] | st.SearchStrategy[str],
) -> st.SearchStrategy[Given]:
    return st.one_of(values, values, values, st.none(), st.just(NA))


unit_answers: st.SearchStrategy[UnitAnswers] = st.fixed_dictionaries(
    {
        **{name: _or_none(st.integers(0, 12)) for name in COUNTS},
        **{name: _or_none(st.booleans()) for name in YES_NO},
        "w": _or_none(st.sampled_from(WORDS)),
    }
)
registers = st.dictionaries(
    st.sampled_from(["00001", "00002", "00003", "060", "a"]), st.none() | unit_answers, min_size=1, max_size=4
)
publications = st.builds(
    Publication,
    decimals=st.integers(0, 4),
    rounding=st.sampled_from(["half_up", "half_even", "down"]),
    rank_on=st.sampled_from(["published", "exact"]),
)


def computed(criteria: CriteriaSet, units: Mapping[str, UnitAnswers | None], publication: Publication) -> RoundResults:
    data = round_data(criteria, units, publication=publication)
    return compute_results(dataset(data), data.round.id, Milestone.FINAL)


# Scores ----------------------------------------------------------------------


@given(_sets(), registers, publications)
def test_points_lie_between_nothing_and_what_is_declared(
    criteria: CriteriaSet, units: dict[str, UnitAnswers | None], publication: Publication
) -> None:
    for result in computed(criteria, units, publication).by_unit.values():
        for score in result.criteria:
            low, high = (-score.declared, 0) if score.criterion.role is Role.DEDUCTION else (0, score.declared)
            assert low <= score.points <= high
            assert 0 <= score.maximum <= score.declared
            if score.criterion.role is Role.SCORED:
                assert score.points <= score.maximum
                assert score.lost >= 0
            assert (score.trace.share is None) == (score.state is not State.VALUE)
        for section in result.sections.values():
            assert section.points <= section.maximum <= section.declared
            assert section.value is None or 0 <= section.value <= section.declared
        for standing in result.standings.values():
            assert 0 <= standing.share <= 1
            assert standing.level is not None


def _answers_in_another_order(units: Mapping[str, UnitAnswers | None]) -> dict[str, UnitAnswers | None]:
    return {
        code: None if one is None else dict(reversed(list(one.items()))) for code, one in reversed(list(units.items()))
    }


@given(_sets(), registers, publications)
def test_the_order_of_units_and_answers_plays_no_part(
    criteria: CriteriaSet, units: dict[str, UnitAnswers | None], publication: Publication
) -> None:
    one = computed(criteria, units, publication)
    other = computed(criteria, _answers_in_another_order(units), publication)
    for code, result in one.by_unit.items():
        assert result.standings == other.by_unit[code].standings
        assert [score.points for score in result.criteria] == [score.points for score in other.by_unit[code].criteria]
    for scale in one.scales:
        assert [item.unit.code for item in one.tier(T).ranked[scale]] == [
            item.unit.code for item in other.tier(T).ranked[scale]
        ]
    assert one.tier(T).near_ties == other.tier(T).near_ties


def _used_by_deductions(criteria: CriteriaSet) -> set[str]:
    return {name for item in criteria.criteria() if item.role is Role.DEDUCTION for name in item.form.names()}


@given(_sets(), unit_answers, st.lists(unit_answers, max_size=2))
def test_leaving_an_answer_out_never_pays(criteria: CriteriaSet, own: UnitAnswers, others: list[UnitAnswers]) -> None:
    """Every figure with a value, but those a deduction asks: leaving such a one out is a matter of completeness.

    Its own limits of relative forms go with the answer, so that each criterion that asks the figure earns nothing.
    """
    beside = {f"v{index}": other for index, other in enumerate(others)}
    before = computed(criteria, {"u": own, **beside}, Publication()).by_unit["u"].sections
    for name, value in own.items():
        if value is None or isinstance(value, Answer) or name in _used_by_deductions(criteria):
            continue
        after = computed(criteria, {"u": {**own, name: None}, **beside}, Publication()).by_unit["u"].sections
        for section_id, section in before.items():
            left = after[section_id].value
            assert left is None or section.value is None or left <= section.value, (name, section_id)


@given(_sets(), registers)
def test_every_criterion_is_explained_in_both_languages(
    criteria: CriteriaSet, units: dict[str, UnitAnswers | None]
) -> None:
    for result in computed(criteria, units, Publication()).by_unit.values():
        for score in result.criteria:
            vi, en = explain(score, criteria), explain(score, criteria, "en")
            assert len(vi) == len(en) >= 1
            assert not {"{", "}"} & set("".join(vi + en))


# Ranks and rounding ----------------------------------------------------------


@given(st.dictionaries(st.text(max_size=3), st.fractions(0, 3, max_denominator=3)))
def test_ranks_are_a_competition_ranking(values: dict[str, Fraction]) -> None:
    ranks = rank(values)
    assert ranks.keys() == values.keys()
    for code, value in values.items():
        assert ranks[code].place == 1 + sum(other > value for other in values.values())
        assert ranks[code].tied == (list(values.values()).count(value) > 1)


numbers = st.fractions(max_denominator=10**6) | st.decimals(-(10**6), 10**6, places=4).map(Fraction)
MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 6), st.sampled_from(["half_up", "half_even", "down"]))
def test_rounding_is_that_of_decimal(number: Decimal, decimals: int, mode: Rounding) -> None:
    wanted = number.quantize(Decimal(1).scaleb(-decimals), MODES[mode], Context(prec=60))
    found = rounded(Fraction(number), decimals, mode)
    assert found == wanted
    assert found.as_tuple().exponent == wanted.as_tuple().exponent
    assert not (found.is_zero() and found.is_signed())


@given(numbers, st.integers(0, 6))
def test_half_up_is_never_more_than_half_a_unit_away(number: Fraction, decimals: int) -> None:
    assert abs(Fraction(rounded(number, decimals)) - number) <= Fraction(1, 2 * 10**decimals)


@given(numbers)
def test_a_decimal_string_reads_back(number: Fraction) -> None:
    text = decimal_text(number)
    assert "E" not in text
    if is_finite(number):
        assert parse_number(text) == number
    else:
        assert abs(parse_number(text) - number) <= Fraction(1, 2 * 10**20)


@given(numbers)
def test_a_number_in_words_is_exact_or_says_that_it_is_not(number: Fraction) -> None:
    text = written_exact(number, "en")
    shown = parse_number(text.removeprefix("≈\N{NO-BREAK SPACE}").replace(",", "").replace("\N{MINUS SIGN}", "-"))
    assert (shown == number) is not text.startswith("≈")


@given(st.lists(st.fractions(0, 100, max_denominator=7), min_size=1, max_size=30))
def test_adding_first_and_rounding_once_loses_nothing(items: list[Fraction]) -> None:
    assert Fraction(published(sum(items, Fraction(0)), Publication(decimals=12))) - sum(items) <= Fraction(1, 10**12)


# Exporters -------------------------------------------------------------------

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def _rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _is_harmless(cell: str) -> bool:
    if not cell.startswith(DANGEROUS):
        return True
    try:
        Decimal(cell)
    except ArithmeticError:
        return False
    return True


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=2, max_size=4), max_size=4
    )
)
def test_no_cell_is_ever_run_by_a_spreadsheet(rows: list[list[str]]) -> None:
    read = _rows(csv_bytes(["=cmd", "b"], rows))
    assert read[0] == ["'=cmd", "b"]
    assert all(_is_harmless(cell) for row in read for cell in row)
    assert read[1:] == [[defused(cell) for cell in row] for row in rows]


@given(st.text(max_size=9) | st.from_regex(r"[-+=@\t\r]?[0-9.,+\-eE]*", fullmatch=True))
def test_a_cell_is_changed_only_when_it_could_run(cell: str) -> None:
    assert defused(cell) in (cell, "'" + cell)
    assert _is_harmless(defused(cell))


hostile = st.sampled_from(["=1+1", "+x", "-x", "@sum", "\tx", "a,b", 'a"b', "xuống\ndòng", "Làng Bình"])


@given(_sets(), registers, publications, hostile)
def test_every_download_is_written_and_read_back(
    criteria: CriteriaSet, units: dict[str, UnitAnswers | None], publication: Publication, name: str
) -> None:
    data = round_data(criteria, units, publication=publication)
    register = replace(data.register, units=tuple(replace(unit, name=name) for unit in data.register.units))
    found = dataset(replace(data, register=register))
    results = compute_results(found, data.round.id, Milestone.FINAL)
    for download in build_downloads(found, data.round.id, results):
        if download.path.endswith(".json"):
            document = json.loads(download.content())
            assert len(document["units"]) == download.rows == len(units)
            assert json_bytes(document) == download.content()
        elif download.path.endswith(".csv"):
            header, *rows = _rows(download.content())
            assert len(rows) == download.rows
            assert {len(row) for row in rows} <= {len(header)}
            assert all(_is_harmless(cell) for row in rows for cell in row)
        else:
            assert zipfile.is_zipfile(io.BytesIO(download.content()))
    assert scores_document(results, "en")["units"] is not None
