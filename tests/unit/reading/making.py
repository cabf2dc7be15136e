"""Small pieces of input for the tests of reading."""

from __future__ import annotations

from fractions import Fraction

from minhbach.diagnostics import Diagnostic, Text
from minhbach.model.criteria import CriteriaSet, Criterion, Figure, Kind, Section
from minhbach.model.forms import YesNo
from minhbach.model.units import Tier
from minhbach.yamlio import Node, Source, read_yaml

OPTIONS = {word: Text(word) for word in ("cấp trưởng", "cấp phó", "không có")}


def figure(
    name: str, kind: Kind, *, least: int | None = None, most: int | None = None, optional: bool = False
) -> Figure:
    return Figure(
        id=name,
        kind=kind,
        label=Text(f"nhãn {name}", f"label {name}"),
        options=OPTIONS if kind is Kind.CHOICE else {},
        least=None if least is None else Fraction(least),
        most=None if most is None else Fraction(most),
        may_be_not_applicable=optional,
    )


FIGURES = {
    item.id: item
    for item in (
        figure("count", Kind.COUNT),
        figure("count_bounded", Kind.COUNT, least=1, most=5000),
        figure("count_optional", Kind.COUNT, optional=True),
        figure("amount", Kind.AMOUNT),
        figure("amount_bounded", Kind.AMOUNT, least=1, most=5),
        figure("amount_optional", Kind.AMOUNT, optional=True),
        figure("yes_no", Kind.YES_NO),
        figure("yes_no_optional", Kind.YES_NO, optional=True),
        figure("choice", Kind.CHOICE),
        figure("choice_optional", Kind.CHOICE, optional=True),
    )
}


def criteria_set() -> CriteriaSet:
    """One tier that is asked every figure of `FIGURES`."""
    points = {"ward": Fraction(1)}
    criterion = Criterion(
        id="only", number="1", title=Text("một"), points=points, form=YesNo(figure="yes_no"), figures=tuple(FIGURES)
    )
    pillar = Section(id="pillar", title=Text("hạng mục"), totals=points, criteria=(criterion,))
    return CriteriaSet(
        id="small",
        title=Text("nhỏ"),
        status="illustrative",
        note=None,
        reference="-",
        tiers=(Tier(id="ward", title=Text("phường"), slug="phuong"),),
        pillars=(pillar,),
        totals=points,
        figures=FIGURES,
        levels=(),
        best_first=True,
        ranked_by="total",
        conversion="total",
        rules=(),
    )


def read(text: str | bytes) -> tuple[Source, list[Diagnostic]]:
    return read_yaml("tệp.yaml", text.encode() if isinstance(text, str) else text)


def typed(text: str) -> Node:
    """The node of a value as somebody types it behind a colon."""
    node = read(f"value: {text}\n")[0].node("value")
    assert node is not None
    return node


def codes(findings: list[Diagnostic]) -> list[str]:
    return [finding.code for finding in findings]


def places(findings: list[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.location.line, finding.location.column) for finding in findings]
