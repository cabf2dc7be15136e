"""Small criteria sets and data sets made in memory; forms are written as in a criteria file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from minhbach.diagnostics import Text
from minhbach.exact import Publication
from minhbach.model.criteria import CriteriaSet, Criterion, Figure, Kind, Level, LevelCondition, Role, Section
from minhbach.model.forms import Form
from minhbach.model.round import Milestone, MilestoneDates, Phase, Round
from minhbach.model.submission import Answer, State, Submission, Supplement, Value
from minhbach.model.units import Province, Register, Tier, Unit
from minhbach.reading.forms import read_form
from minhbach.reading.options import FormContext
from minhbach.repository import Dataset, RoundData
from minhbach.results import RoundResults, TierPeers, compute_results
from minhbach.scoring.forms import Situation, evaluate
from minhbach.scoring.rollup import SectionScore, score_total
from minhbach.scoring.trace import Trace
from minhbach.yamlio import Source, read_yaml

T = "village"
TIER = Tier(id=T, title=Text("Làng", "Villages"), slug="lang")
NA = Answer(State.NOT_APPLICABLE, reason="không có việc này")

COUNTS = ("a", "b", "c", "n", "responses")
AMOUNTS = ("x", "y", "mean")
YES_NO = ("p", "q", "r")
WORDS = ("cao", "vừa", "thấp")


def _figures() -> dict[str, Figure]:
    kinds = {
        **dict.fromkeys(COUNTS, Kind.COUNT),
        **dict.fromkeys(AMOUNTS, Kind.AMOUNT),
        **dict.fromkeys(YES_NO, Kind.YES_NO),
    }
    figures = {
        name: Figure(id=name, kind=kind, label=Text(f"Số {name}", f"Number {name}"), may_be_not_applicable=True)
        for name, kind in kinds.items()
    }
    options = {word: Text(word) for word in WORDS}
    figures["w"] = Figure(id="w", kind=Kind.CHOICE, label=Text("Mức w", "Level w"), options=options)
    return figures


FIGURES = _figures()

Given = Value | Answer | None
"""A value, an answer such as `NA`, or None for a figure that is not answered."""


def form(text: str, role: str = "scored") -> Form:
    """A form as a criteria file writes it; a fault in it is a fault of the test."""
    source, findings = read_yaml("form.yaml", text.encode())
    assert source.root is not None, findings
    context = FormContext(source, FIGURES, [])
    read = read_form(context, source.root, role)
    assert read is not None, [finding.message.en for finding in context.findings]
    return read


def answers(given: Mapping[str, Given]) -> dict[str, Answer]:
    return {
        name: value if isinstance(value, Answer) else Answer(State.VALUE, value)
        for name, value in given.items()
        if value is not None
    }


def score(
    text: str,
    given: Mapping[str, Given],
    points: int = 10,
    others: Sequence[Mapping[str, Given]] = (),
    earlier: Mapping[str, Sequence[Mapping[str, Given]]] | None = None,
) -> Trace:
    """One form applied to one unit; `others` are the other units of its tier, `earlier` those of earlier rounds."""
    own = answers(given)
    role = "deduction" if text.startswith("{deduction") else "scored"
    past: dict[str, list[Mapping[str, Answer]]] = {
        round_id: [answers(one) for one in units] for round_id, units in (earlier or {}).items()
    }
    peers = TierPeers([own, *(answers(other) for other in others)], past)
    return evaluate(form(text, role), Situation(answers=own, peers=peers, points=Fraction(points)))


# Criteria sets ---------------------------------------------------------------


def criterion(
    name: str, text: str, points: int | str | Fraction = 10, role: Role = Role.SCORED, number: str = "1"
) -> Criterion:
    return Criterion(
        id=name,
        number=number,
        title=Text(f"Tiêu chí {name}", f"Criterion {name}"),
        points={T: Fraction(points)},
        form=form(text, role.value),
        role=role,
    )


def group(name: str, *criteria: Criterion) -> Section:
    total = sum((item.points[T] for item in criteria if item.role is Role.SCORED), Fraction(0))
    return Section(id=name, title=Text(f"Nhóm {name}"), totals={T: total}, criteria=criteria)


def pillar(name: str, *sections: Section) -> Section:
    total = sum((section.totals[T] for section in sections), Fraction(0))
    return Section(id=name, title=Text(f"Hạng mục {name}"), totals={T: total}, sections=sections)


def level(name: str, at_least: str, *conditions: LevelCondition) -> Level:
    return Level(id=name, title=Text(name), at_least=Fraction(at_least), conditions=conditions)


LEVELS = (level("I", "4/5"), level("II", "1/2"), level("III", "0"))


def criteria_set(*pillars: Section, levels: Sequence[Level] = LEVELS, **options: Any) -> CriteriaSet:
    total = sum((section.totals[T] for section in pillars), Fraction(0))
    settings: dict[str, Any] = {"ranked_by": "total", "conversion": "total", **options}
    return CriteriaSet(
        id="bo-thu",
        title=Text("Bộ thử"),
        status="illustrative",
        note=None,
        reference="",
        tiers=(TIER,),
        pillars=pillars,
        totals={T: total},
        figures=FIGURES,
        levels=tuple(levels),
        best_first=True,
        rules=(),
        **settings,
    )


def flat_set(*criteria: Criterion, **options: Any) -> CriteriaSet:
    """One pillar with one group."""
    return criteria_set(pillar("pillar", group("group", *criteria)), **options)


def total_of(
    criteria: CriteriaSet, given: Mapping[str, Given], others: Sequence[Mapping[str, Given]] = ()
) -> SectionScore:
    own = answers(given)
    peers = TierPeers([own, *(answers(other) for other in others)], {})
    return score_total(criteria, T, Situation(answers=own, peers=peers, points=Fraction(0)))


# Rounds ----------------------------------------------------------------------


def round_data(
    criteria: CriteriaSet,
    units: Mapping[str, Mapping[str, Given] | None],
    *,
    round_id: str = "2031",
    publication: Publication | None = None,
    exempt: Sequence[str] = (),
    supplements: Mapping[str, Mapping[str, Given]] | None = None,
) -> RoundData:
    """A round of units by code; None for a unit that handed nothing in."""
    register = Register(
        Province(code="99", name="Tỉnh Thử"),
        tuple(
            Unit(
                code=code,
                name=f"Làng {code}",
                type="lang",
                tier=T,
                slug=code,
                exempt=Text("mới thành lập", "newly founded") if code in exempt else None,
            )
            for code in units
        ),
    )
    submissions = {
        code: Submission(
            unit=code,
            source=Source(f"{code}.yaml", None),
            answers=answers(given),
            supplement={
                name: Supplement(answer=answer, reason="số cuối năm")
                for name, answer in answers((supplements or {}).get(code, {})).items()
            },
        )
        for code, given in units.items()
        if given is not None
    }
    dates = MilestoneDates(figures_as_of=date(2031, 12, 31))
    return RoundData(
        round=Round(
            id=round_id,
            title=Text(f"Đợt {round_id}", f"Round {round_id}"),
            province="99",
            criteria=criteria.id,
            timezone="Asia/Ho_Chi_Minh",
            phase=Phase.FINAL,
            milestones={"preliminary": dates, "final": dates},
            publication=publication or Publication(),
        ),
        register=register,
        criteria=criteria,
        submissions=submissions,
        present=frozenset(submissions),
    )


def dataset(*rounds: RoundData) -> Dataset:
    return Dataset(
        sets={item.criteria.id: item.criteria for item in rounds}, rounds={item.round.id: item for item in rounds}
    )


def results(
    criteria: CriteriaSet,
    units: Mapping[str, Mapping[str, Given] | None],
    *,
    milestone: Milestone = Milestone.FINAL,
    **options: Any,
) -> RoundResults:
    data = round_data(criteria, units, **options)
    return compute_results(dataset(data), data.round.id, milestone)


def points_out_of(whole: int | str, **options: Any) -> CriteriaSet:
    """A set in which figure `x` is the points that a unit earns, out of `whole`: for tests of what comes after."""
    return flat_set(criterion("points", f"{{goalposts: x, worst: 0, best: {whole}}}", whole), **options)


def amount(text: str) -> Decimal:
    return Decimal(text)
