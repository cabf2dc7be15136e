"""Outcomes as the checker gives them, made by hand: of every kind that a comment has to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from minhbach.diagnostics import Diagnostic, Location, Severity, Text
from minhbach.forges.interface import Person
from minhbach.gate.outcome import (
    CriterionMove,
    Effect,
    FigureMove,
    Outcome,
    Place,
    ScaleMove,
    Turn,
    Verdict,
)
from minhbach.gate.waiting import Queue, Waiting
from minhbach.notices.words import Setting

PATH = "submissions/2031/units/ba-be/dia-linh.yaml"
BASE, HEAD = "b" * 40, "0123456789abcdef0123456789abcdef01234567"
LOCAL = timezone(timedelta(hours=7))
AT = datetime(2031, 11, 24, 1, 5, tzinfo=UTC)
CLERK, HEADMAN, DEPUTY = Person(501, "xa-dia-linh"), Person(601, "lanh-dao-ba-be"), Person(602, "pho-ba-be")

SETTING = Setting(
    site="https://minhbach.example.invalid",
    repository="https://forge.example.invalid/tinh/du-lieu",
    zone=LOCAL,
    names={"00901": "Xã Địa Linh", "900": "Huyện Ba Bể"},
    labels={"machines": "Số máy vi tính", "people": "Số cán bộ, công chức", "website": "Có trang thông tin điện tử"},
    logins={601: "lanh-dao-ba-be", 602: "pho-ba-be"},
)


def finding(line: int, severity: Severity = Severity.ERROR, **words: str) -> Diagnostic:
    message = words.pop("message", "«Số máy vi tính»: «8,5» không phải số")
    hint = words.pop("hint", "Ghi dấu chấm cho phần lẻ: 8.5")
    return Diagnostic(
        code=words.pop("code", "figure-decimal-comma"),
        severity=severity,
        location=Location(words.pop("path", PATH), line, 3),
        message=Text(message),
        hint=Text(hint),
        round="2031",
        unit="00901",
        **words,
    )


EFFECT = Effect(
    unit="00901",
    name="Xã Địa Linh",
    milestone="preliminary",
    scales=(
        ScaleMove(
            title="Tổng điểm",
            maximum=Decimal("100.00"),
            before=Place(points=Decimal("71.25"), best=5, worst=9),
            after=Place(points=Decimal("73.50"), best=4, worst=8),
            units=108,
        ),
    ),
    criteria=(CriterionMove(criterion="desks", title="Tỷ lệ máy tính", before=Decimal("2.00"), after=Decimal("4.25")),),
    figures=(
        FigureMove(figure="machines", label="Số máy vi tính", before="8", after="40", ratio=Decimal("5.00")),
        FigureMove(figure="people", label="Số cán bộ, công chức", before="20", after="21", ratio=Decimal("1.05")),
        FigureMove(figure="website", label="Có trang thông tin điện tử", before="chưa trả lời", after="có"),
    ),
    previous_round="2030",
    since_last_round=(
        FigureMove(figure="machines", label="Số máy vi tính", before="10", after="40", ratio=Decimal("4.00")),
        FigureMove(figure="people", label="Số cán bộ, công chức", before="42", after="21", ratio=Decimal("0.50")),
    ),
    others_move=2,
)

QUERY = finding(
    6,
    Severity.QUERY,
    code="machines-within-people",
    figure="machines",
    message="Số máy (40) nhiều hơn hai lần số người (21)",
    hint="Kiểm tra lại, hoặc giải trình vì sao",
)

VALID = Outcome(
    verdict=Verdict.ACCEPTABLE,
    base=BASE,
    head=HEAD,
    actor=501,
    at=AT,
    round="2031",
    units=("00901",),
    paths=(PATH,),
    diagnostics=(QUERY,),
    approvers=(601, 602),
    approver_of="900",
    turn=Turn.APPROVER,
    effect=EFFECT,
    inputs=("criteria/", PATH),
)

REFUSED = replace(
    VALID,
    verdict=Verdict.REFUSED,
    turn=Turn.SUBMITTER,
    diagnostics=(
        QUERY,
        *(
            finding(line, figure="machines" if line % 2 else "people", found="8,5", allowed="8.5")
            for line in range(10, 32)
        ),
        finding(40, code="figure-missing", message="Chưa có số liệu «Có trang thông tin điện tử»", figure="website"),
        finding(1, Severity.NOTICE, code="text-not-nfc", message="Chữ được viết theo cách cũ", hint="Không phải sửa"),
    ),
    cut=3,
    effect=None,
)

_BIDI = "\N{RIGHT-TO-LEFT OVERRIDE}"
HOSTILE_WORDS = (
    "<script>alert(1)</script> | </td></table> [bấm đây](https://xau.invalid) ![](https://xau.invalid/a.png) "
    f"@lanh-dao-ba-be #1 :skull: `x` **đậm** $x$ 0123456789abcdef {_BIDI}nguoc\n\n::error::xong\r\n# Đầu đề"
)

HOSTILE = replace(
    VALID,
    verdict=Verdict.REFUSED,
    turn=Turn.SUBMITTER,
    round="2031](https://xau.invalid)",
    paths=("submissions/2031/units/a b|[c](d).yaml",),
    diagnostics=(
        finding(
            3,
            path="submissions/2031/units/a b|[c](d).yaml",
            code="figure-unknown",
            figure="x|@lanh-dao-ba-be",
            message=HOSTILE_WORDS,
            hint=HOSTILE_WORDS,
            found=HOSTILE_WORDS,
            allowed=HOSTILE_WORDS,
        ),
    ),
    effect=replace(
        EFFECT,
        name=HOSTILE_WORDS,
        figures=(FigureMove(figure="m", label=HOSTILE_WORDS, before=HOSTILE_WORDS, after=HOSTILE_WORDS),),
    ),
)

FAULT = Outcome(verdict=Verdict.FAULT, base=BASE, head=HEAD, actor=501, at=AT, turn=Turn.OPERATOR, fault="time")


def waiting(outcome: Outcome, **words: object) -> Waiting:
    known: Mapping[str, object] = {
        "number": 7,
        "url": "https://forge.example.invalid/tinh/du-lieu/pull/7",
        "author": CLERK,
        "outcome": outcome,
        "received": AT,
        "turn": outcome.turn,
        "since": AT + timedelta(minutes=3),
    }
    return Waiting(**{**known, **words})  # type: ignore[arg-type]  # one dict, many types


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    outcome: Outcome
    waiting: Waiting | None = None
    setting: Setting = SETTING


SAMPLES: Mapping[str, Sample] = {
    "valid": Sample(outcome=VALID, waiting=waiting(VALID)),
    "valid.en": Sample(outcome=VALID, waiting=waiting(VALID), setting=replace(SETTING, lang="en")),
    "refused": Sample(outcome=REFUSED, waiting=waiting(REFUSED)),
    "late": Sample(outcome=replace(VALID, late=True, diagnostics=(), effect=None)),
    "approved": Sample(
        outcome=VALID,
        waiting=waiting(VALID, turn=Turn.GATE, approved_by=(HEADMAN,)),
    ),
    "merged": Sample(
        outcome=VALID,
        waiting=waiting(VALID, turn=Turn.GATE, approved_by=(HEADMAN,)),
        setting=replace(SETTING, merged=AT + timedelta(hours=2)),
    ),
    "sent-back": Sample(
        outcome=VALID,
        waiting=waiting(
            VALID,
            turn=Turn.SUBMITTER,
            sent_back_by=DEPUTY,
            sent_back="Số máy gấp năm lần.\nĐề nghị đếm lại @xa-dia-linh",
        ),
    ),
    "draft": Sample(outcome=VALID, waiting=waiting(VALID, turn=Turn.SUBMITTER)),
    "left-over": Sample(outcome=VALID, waiting=waiting(VALID, turn=Turn.OPERATOR, approved_by=(HEADMAN,))),
    "nobody-approves": Sample(outcome=replace(VALID, approvers=(), diagnostics=(), effect=None)),
    "operator": Sample(
        outcome=replace(
            VALID,
            units=(),
            round=None,
            paths=("submissions/2031/round.yaml",),
            diagnostics=(),
            approvers=(601,),
            approver_of=None,
            turn=Turn.OPERATOR,
            effect=None,
        ),
        setting=replace(SETTING, forge="forgejo"),
    ),
    "fault": Sample(outcome=FAULT, waiting=waiting(FAULT)),
    "hostile": Sample(
        outcome=HOSTILE,
        waiting=waiting(HOSTILE, sent_back_by=Person(9, "x](y) @all"), sent_back=HOSTILE_WORDS),
    ),
    "bare": Sample(outcome=VALID, setting=Setting()),
}

QUEUE = Queue(
    at=AT,
    waiting=tuple(item.waiting for item in SAMPLES.values() if item.waiting is not None),
)
