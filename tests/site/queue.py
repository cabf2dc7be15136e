"""A queue of open pull requests of the sample: waiting, sent back, faulty, hostile, a stranger's, another round's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from minhbach.diagnostics import Diagnostic, Severity, Text
from minhbach.forges.interface import Person
from minhbach.gate.outcome import Effect, FigureMove, Outcome, Turn, Verdict
from minhbach.gate.waiting import Queue, Waiting
from tests.site.sample import FINDING, HOSTILE, ROUND

AT = datetime(2031, 11, 24, 1, 5, tzinfo=UTC)
CLERK = Person(501, "clerk")


def _finding(unit: str, severity: Severity, words: str, code: str = "machines-within-people") -> Diagnostic:
    return replace(FINDING, unit=unit, severity=severity, message=Text(words), hint=Text("Kiểm tra lại"), code=code)


def _waiting(number: int, unit: str, turn: Turn, *findings: Diagnostic, **words: object) -> Waiting:
    refused = any(item.severity is Severity.ERROR for item in findings)
    outcome = Outcome(
        verdict=Verdict.REFUSED if refused else Verdict.ACCEPTABLE,
        base="b" * 40,
        head="a" * 40,
        actor=CLERK.id,
        at=AT,
        round=ROUND,
        units=(unit,),
        diagnostics=findings,
        turn=turn,
        effect=Effect(
            unit=unit,
            name=unit,
            milestone="preliminary",
            figures=(
                FigureMove(figure="machines", label=f"Số máy {HOSTILE}", before="4", after="40", ratio=Decimal(10)),
                FigureMove(figure="people", label="Số người", before="10", after="11", ratio=Decimal("1.1")),
            ),
            previous_round="2030",
            since_last_round=(
                FigureMove(figure="files", label="Số hồ sơ", before="100", after="7", ratio=Decimal("0.07")),
                FigureMove(figure="online", label="Hồ sơ trực tuyến", before="7", after="7", ratio=Decimal(1)),
            ),
        ),
    )
    known = {"sent_back_by": None, "sent_back": "", **words}
    return Waiting(
        number=number,
        url=f"https://forge.example.invalid/tinh/du-lieu/pull/{number}",
        author=CLERK,
        outcome=outcome,
        received=AT,
        turn=turn,
        since=AT + timedelta(minutes=number),
        **known,  # type: ignore[arg-type]  # one dict, two types
    )


def make_queue() -> Queue:
    stranger = _finding("00902", Severity.ERROR, "Tài khoản lạ", "author-unknown")
    other = _waiting(8, "00903", Turn.APPROVER)
    return Queue(
        at=AT + timedelta(hours=1),
        waiting=(
            _waiting(1, "00901", Turn.APPROVER, _finding("00901", Severity.QUERY, f"Số máy (40) nhiều {HOSTILE}")),
            _waiting(2, "00904", Turn.SUBMITTER, _finding("00904", Severity.ERROR, "«8,5» không phải số")),
            _waiting(3, "00902", Turn.SUBMITTER, stranger),
            _waiting(4, "s1", Turn.OPERATOR),
            _waiting(5, "00903", Turn.SUBMITTER, sent_back_by=Person(9, "x"), sent_back=f"Đếm lại {HOSTILE}"),
            _waiting(6, "00901", Turn.APPROVER),
            replace(other, outcome=replace(other.outcome, round="2030")),
        ),
    )
