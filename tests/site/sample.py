"""A small data set made by hand: a province of another name, two pillars, three tiers, hostile texts, all states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from minhbach.diagnostics import Diagnostic, Location, Severity, Text
from minhbach.formula import parse_formula
from minhbach.gate.waiting import Queue
from minhbach.model.criteria import (
    CriteriaSet,
    Criterion,
    Figure,
    Kind,
    Level,
    LevelCondition,
    Rule,
    RuleValue,
    Section,
)
from minhbach.model.forms import Form, Operand, Ratio, YesNo
from minhbach.model.round import MilestoneDates, Phase, Receipt, Round, Window
from minhbach.model.submission import Answer, Evidence, Explanation, State, Submission, Supplement, Value
from minhbach.model.units import Province, Register, Tier, Unit
from minhbach.repository import Dataset, RoundData
from minhbach.site.source import SiteSource, build_source
from minhbach.yamlio import Source

HOSTILE = "<script>alert(1)</script>{{ 7*7013 }}{% raw %}"
ROUND = "2031"


def _value(value: Value) -> Answer:
    return Answer(State.VALUE, value)


TIERS = (
    Tier(id="office", title=Text("Sở"), slug="so"),
    Tier(id="town", title=Text("Huyện"), slug="huyen"),
    Tier(id="village", title=Text("Xã"), slug="xa", plural="villages", parent="town"),
)

UNITS = (
    Unit(code="s1", name="Sở Đất", type="so", tier="office", slug="so-dat"),
    Unit(code="s2", name="Sở Dầu", type="so", tier="office", slug="so-dau"),
    Unit(code="900", name="Huyện Ba Bể", type="huyen", tier="town", slug="ba-be"),
    Unit(code="901", name=f"Huyện {HOSTILE}", type="huyen", tier="town", slug="hostile"),
    Unit(code="00901", name="Xã Địa Linh", type="xa", tier="village", slug="dia-linh", parent="900"),
    Unit(code="00902", name="Thị trấn Chợ Rã", type="thi-tran", tier="village", slug="cho-ra", parent="900"),
    Unit(code="00903", name="Xã Hòa Mục", type="xa", tier="village", slug="hoa-muc", parent="901"),
    Unit(code="00904", name="Xã Ân Tình", type="xa", tier="village", slug="an-tinh", parent="901"),
    Unit(
        code="00905", name="Xã Miễn", type="xa", tier="village", slug="mien", parent="901", exempt=Text("mới thành lập")
    ),
)


def _ratio(top: str, bottom: str) -> Form:
    operand = Operand(top=parse_formula(top), bottom=parse_formula(bottom), zero_denominator="not_applicable")
    return Ratio(operand=operand)


EVERYWHERE = {tier.id: Fraction(30) for tier in TIERS}
TWENTY = {tier.id: Fraction(20) for tier in TIERS}
HALF = {tier.id: Fraction(50) for tier in TIERS}


class Unjudged:
    """A rule that never says anything: the sample's answers are not judged."""

    def __call__(self, values: Mapping[str, RuleValue]) -> bool | None:  # noqa: ARG002
        return None

    def is_judged(self, values: Mapping[str, RuleValue]) -> bool:  # noqa: ARG002
        return False


CRITERIA = CriteriaSet(
    id="bo-thu",
    title=Text(f"Bộ thử {HOSTILE}"),
    status="illustrative",
    note=Text(f"Ghi chú {HOSTILE}"),
    reference="Quyết định thử",
    tiers=TIERS,
    pillars=(
        Section(
            id="ready",
            title=Text("Sẵn sàng"),
            totals=HALF,
            sections=(
                Section(
                    id="wires",
                    title=Text("Hạ tầng"),
                    number="1",
                    totals=HALF,
                    criteria=(
                        Criterion(
                            id="desks",
                            number="1.1",
                            title=Text(f"Tỷ lệ máy {HOSTILE}"),
                            points=EVERYWHERE,
                            form=_ratio("machines", "people"),
                            figures=("people", "machines"),
                            evidence="requested",
                            guidance=Text("Đếm người có mặt."),
                        ),
                        Criterion(
                            id="lan",
                            number="1.2",
                            title=Text("Mạng nội bộ"),
                            points=TWENTY,
                            form=YesNo(figure="has_lan"),
                            figures=("has_lan",),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            id="done",
            title=Text("Kết quả"),
            totals=HALF,
            criteria=(
                Criterion(
                    id="online",
                    number="2.1",
                    title=Text("Hồ sơ trực tuyến"),
                    points=HALF,
                    form=_ratio("online", "files"),
                    figures=("files", "online"),
                ),
            ),
        ),
    ),
    totals={tier.id: Fraction(100) for tier in TIERS},
    figures={
        "people": Figure(id="people", kind=Kind.COUNT, label=Text("Số người"), unit="người", criterion="desks"),
        "machines": Figure(
            id="machines", kind=Kind.COUNT, label=Text(f"Số máy {HOSTILE}"), unit="máy", criterion="desks"
        ),
        "has_lan": Figure(id="has_lan", kind=Kind.YES_NO, label=Text("Có mạng nội bộ"), criterion="lan"),
        "files": Figure(
            id="files",
            kind=Kind.COUNT,
            label=Text("Số hồ sơ"),
            unit="hồ sơ",
            may_be_not_applicable=True,
            criterion="online",
        ),
        "online": Figure(
            id="online",
            kind=Kind.COUNT,
            label=Text("Số hồ sơ trực tuyến"),
            may_be_not_applicable=True,
            criterion="online",
        ),
    },
    levels=(
        Level(
            id="A",
            title=Text("Mức A"),
            at_least=Fraction(7, 10),
            conditions=(LevelCondition(at_least=Fraction(1, 2), every="pillar"),),
        ),
        Level(id="B", title=Text("Mức B"), at_least=Fraction(0)),
    ),
    best_first=True,
    ranked_by="total",
    conversion="total",
    rules=(
        Rule(
            id="machines-within-people",
            severity=Severity.QUERY,
            require="machines <= people * 2.0",
            message=Text(f"Số máy nhiều hơn hai lần số người {HOSTILE}"),
            hint=Text("Kiểm tra lại"),
            names=("machines", "people"),
            guarded=frozenset(),
            tiers=tuple(tier.id for tier in TIERS),
            location=Location("criteria/bo-thu/rules.yaml"),
            condition=Unjudged(),
        ),
    ),
)


def _submission(code: str, **answers: Answer) -> Submission:
    return Submission(
        unit=code,
        source=Source(f"submissions/{ROUND}/units/{code}.yaml", None),
        answers=answers,
        evidence={
            "desks": (
                Evidence(title=HOSTILE, url="javascript:alert(1)"),
                Evidence(title="Báo cáo", url="https://example.invalid/bc"),
            )
        },
        explanations={"machines-within-people": Explanation(text=f"Giải trình {HOSTILE}")},
    )


def _full(code: str, people: int, machines: int, lan: str, files: int, online: int) -> Submission:
    numbers = {"people": people, "machines": machines, "files": files, "online": online}
    return _submission(code, has_lan=_value(lan == "có"), **{name: _value(number) for name, number in numbers.items()})


SUBMISSIONS = {
    "s1": _full("s1", 20, 20, "có", 1200, 900),
    "s2": _full("s2", 20, 20, "có", 1200, 900),
    "900": _full("900", 30, 29, "có", 3, 1),
    "901": _full("901", 30, 29, "không", 30000, 10001),
    "00901": replace(
        _submission(
            "00901",
            people=_value(10),
            machines=_value(4),
            has_lan=Answer(State.MISSING),
            files=Answer(State.NOT_APPLICABLE, reason=f"Không có thủ tục {HOSTILE}"),
            online=Answer(State.NOT_APPLICABLE, reason="Không có thủ tục"),
        ),
        supplement={"machines": Supplement(answer=_value(8), reason=f"Mua thêm {HOSTILE}")},
    ),
    "00902": _full("00902", 9, 0, "không", 0, 0),
    "00903": _full("00903", 9, 25, "có", 100, 50),
}

REGISTER = Register(Province(code="99", name="tỉnh Thử Nghiệm"), UNITS)


def make_round(phase: Phase = Phase.FINAL) -> Round:
    return Round(
        id=ROUND,
        title=Text(f"Đánh giá thử {HOSTILE}"),
        province="99",
        criteria="bo-thu",
        timezone="Asia/Ho_Chi_Minh",
        phase=phase,
        illustrative=True,
        legal_basis=("Kế hoạch thử số 1",),
        milestones={
            "preliminary": MilestoneDates(figures_as_of=date(2031, 11, 15), publish_by=date(2031, 12, 30)),
            "final": MilestoneDates(
                figures_as_of=date(2031, 12, 31), publish_from=date(2032, 1, 6), publish_by=date(2032, 1, 31)
            ),
        },
        windows={
            "report": Window(opens=date(2031, 11, 20), closes=date(2031, 11, 25)),
            "supplement": Window(opens=date(2031, 12, 31), closes=date(2032, 1, 5)),
        },
    )


def make_dataset(phase: Phase = Phase.FINAL, ranked_by: str = "total") -> Dataset:
    criteria = replace(CRITERIA, ranked_by="pillars" if ranked_by == "pillars" else "total")
    receipts = {
        code: Receipt(
            unit=code,
            received=datetime.fromisoformat("2031-11-24T08:05"),
            approved=date(2031, 12, 1) if len(code) == 5 else None,
        )
        for code in SUBMISSIONS
    }
    receipts["00903"] = Receipt(unit="00903", received=datetime.fromisoformat("2031-11-26T00:01"))
    data = RoundData(
        round=make_round(phase),
        register=REGISTER,
        criteria=criteria,
        submissions=SUBMISSIONS,
        receipts=receipts,
        present=frozenset(SUBMISSIONS),
    )
    return Dataset(sets={criteria.id: criteria}, rounds={ROUND: data})


FINDING = Diagnostic(
    code="machines-within-people",
    severity=Severity.QUERY,
    location=Location(f"submissions/{ROUND}/units/00903.yaml", 4, 3),
    message=Text(f"Số máy nhiều {HOSTILE}"),
    hint=Text("Kiểm tra lại"),
    round=ROUND,
    unit="00903",
    figure="machines",
)


def make_source(phase: Phase = Phase.FINAL, ranked_by: str = "total", queue: Queue | None = None) -> SiteSource:
    return build_source(make_dataset(phase, ranked_by), (FINDING,), queue)
