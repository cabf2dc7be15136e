"""Outcomes of every kind, with texts that people and attackers type."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from minhbach.diagnostics import Diagnostic, Location, Severity, Text
from minhbach.forges.interface import Person
from minhbach.gate.outcome import CriterionMove, Effect, FigureMove, Outcome, Place, ScaleMove, Turn, Verdict
from minhbach.gate.waiting import Queue, Waiting

PIECES = (
    *(
        "<script>",
        "</td>",
        "<!--",
        "-->",
        "<b onclick=x>",
        "&lt;",
        "&#64;",
        "|",
        "\\",
        "\\|",
        "`",
        "``",
        "*",
        "_",
        "~~",
    ),
    *(
        "[x](https://x.invalid)",
        "![i](x)",
        "](",
        "https://x.invalid/a?b=c#d",
        "www.x.invalid",
        "a@x.invalid",
        "mailto:a@b.c",
    ),
    *("@ten-nguoi", "@", "#12", "#", "GH-12", "owner/repo#3", "!4", ":smile:", ":+1:", "::", "::error file=x::", "$x$"),
    *(
        "0123456789abcdef0123456789abcdef01234567",
        "abcdef1",
        "1234567",
        "\n",
        "\r\n",
        "\t",
        "    ",
        "\N{NO-BREAK SPACE}",
    ),
    *("# ", "- ", "+ ", "1. ", "1) ", "---", "===", "> ", "{x}", "%0A", "%", ",", ":", "[a]: https://x.invalid"),
    *(
        "\N{RIGHT-TO-LEFT OVERRIDE}",
        "\N{WORD JOINER}",
        "\N{ZERO WIDTH SPACE}",
        "\x00",
        "\x1b[31m",
        "Xã Địa Linh",
        "ế",
        "8,5",
    ),
)

hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=8).map("".join)
texts = hostile | st.text(max_size=60)
"""Half characters are not drawn: they are no text of a JSON document."""

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
counts = st.integers(min_value=0, max_value=10**6)
ranks = st.integers(min_value=1, max_value=10**6)
accounts = st.integers(min_value=0, max_value=2**53 - 1)
commits = st.text("0123456789abcdef", min_size=40, max_size=40)
moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the zone is drawn
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=-3, minutes=-30))]),
)
codes = st.text("0123456789abc-", min_size=1, max_size=20)
maybe = st.none() | texts

diagnostics = st.builds(
    Diagnostic,
    code=texts,
    severity=st.sampled_from(Severity),
    location=st.builds(Location, texts, ranks, ranks),
    message=st.builds(Text, texts),
    hint=st.builds(Text, texts),
    round=maybe,
    unit=maybe,
    figure=maybe,
    found=maybe,
    allowed=maybe,
)
places = st.builds(Place, points=numbers, best=ranks, worst=ranks)
scales = st.builds(
    ScaleMove, title=texts, maximum=numbers, before=st.none() | places, after=st.none() | places, units=counts
)
criteria = st.builds(CriterionMove, criterion=texts, title=texts, before=st.none() | numbers, after=st.none() | numbers)
figures = st.builds(
    FigureMove,
    figure=texts,
    label=texts,
    before=texts,
    after=texts,
    ratio=st.none() | st.just(Decimal("3.5")) | numbers,
)


def _tuples(of: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=most).map(tuple)


effects = st.builds(
    Effect,
    unit=codes,
    name=texts,
    milestone=texts,
    scales=_tuples(scales),
    criteria=_tuples(criteria),
    figures=_tuples(figures),
    previous_round=maybe,
    since_last_round=_tuples(figures),
    others_move=counts,
)
outcomes = st.builds(
    Outcome,
    verdict=st.sampled_from(Verdict),
    base=commits,
    head=commits,
    actor=accounts,
    at=moments,
    round=maybe,
    units=_tuples(codes),
    paths=_tuples(texts),
    diagnostics=_tuples(diagnostics, 5),
    cut=counts,
    approvers=_tuples(accounts),
    approver_of=st.none() | codes,
    turn=st.sampled_from(Turn),
    late=st.booleans(),
    effect=st.none() | effects,
    fault=st.sampled_from(["", "time", "memory", "crash"]),
    inputs=_tuples(texts),
)
people = st.builds(Person, accounts, texts)
waitings = st.builds(
    Waiting,
    number=ranks,
    url=st.sampled_from(["", "https://forge.example.invalid/tinh/du-lieu/pull/7"]),
    author=people,
    outcome=outcomes,
    received=moments,
    turn=st.sampled_from(Turn),
    since=moments,
    approved_by=_tuples(people),
    sent_back_by=st.none() | people,
    sent_back=texts,
)
queues = st.builds(Queue, at=moments, waiting=_tuples(waitings))
