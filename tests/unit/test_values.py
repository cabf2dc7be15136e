"""The value that counts: what replaces what, at which milestone, and how an edition that was published holds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import pytest

from minhbach.model.amendment import Amendment, Change
from minhbach.model.chain import Chain, Link, Origin
from minhbach.model.inspection import Inspection, Meeting, SettledFigure
from minhbach.model.record import Record, RecordedUnit
from minhbach.model.round import Milestone, Receipt
from minhbach.model.submission import MISSING, Answer, State, Submission, Supplement, Value
from minhbach.model.units import Unit
from minhbach.repository import RoundData
from minhbach.values import chain_of, chains_of, sum_parts, total_of
from tests.cases.examples import MemoryTree, load_tree
from tests.unit.publication.world import quiet_province

WARD, OTHER, THIRD, TOWN = "02005", "02008", "02011", "060"
PRELIMINARY, FINAL = Milestone.PRELIMINARY, Milestone.FINAL
R, S, C, A = Origin.REPORTED, Origin.SUPPLEMENTED, Origin.COMPUTED, Origin.AMENDED


@cache
def plain() -> RoundData:
    """The small province with everybody approved, and a figure of towns that adds up `sessions` of their wards."""
    return load_tree(MemoryTree(quiet_province()))[0].rounds["2021"]


def answer(value: Value) -> Answer:
    return Answer(State.VALUE, value)


def unit(code: str) -> Unit:
    return plain().register.by_code[code]


def with_unit(data: RoundData, code: str, **changes: object) -> RoundData:
    submission: Submission = replace(data.submissions[code], **changes)  # type: ignore[arg-type]  # fields by name
    return replace(data, submissions={**data.submissions, code: submission})


def supplemented(data: RoundData, code: str, figure: str, value: Value) -> RoundData:
    return with_unit(data, code, supplement={figure: Supplement(answer=answer(value), reason="Tháng 12")})


def settled(data: RoundData, code: str, figure: str, value: Value, *, agreed: bool = True) -> RoundData:
    found = SettledFigure(
        figure=figure, reported=MISSING, verified=answer(value), settled=answer(value), reason="Đã xem sổ"
    )
    meeting = Meeting(
        begins=datetime.fromisoformat("2021-12-08T08:00"),
        ends=datetime.fromisoformat("2021-12-08T11:00"),
        place="UBND",
        of_team=(),
        of_unit=(),
    )
    minutes = Inspection(unit=code, team="Đoàn 1", decision="QĐ", meeting=meeting, findings=(found,), agreed=agreed)
    return replace(data, inspections={**data.inspections, code: minutes})


def amended(data: RoundData, *changes: tuple[str, str, Value]) -> RoundData:
    """One decision for each change."""
    decisions = tuple(
        Amendment(
            number=f"{number:02}",
            decision=f"QĐ {number}",
            changes=(Change(unit=code, figure=figure, old=MISSING, new=answer(value), reason="Nhầm"),),
        )
        for number, (code, figure, value) in enumerate(changes, start=1)
    )
    return replace(data, amendments=decisions)


def told(chain: Chain) -> list[tuple[Origin, Value | None]]:
    return [(link.origin, link.answer.value) for link in chain.links]


# The order -------------------------------------------------------------------------


def everything() -> RoundData:
    data = supplemented(plain(), WARD, "trained", 19)
    return amended(settled(data, WARD, "trained", 17), (WARD, "trained", 16), (WARD, "trained", 15))


def test_each_milestone_has_its_own_chain() -> None:
    data = everything()
    assert told(chain_of(data, unit(WARD), "trained", PRELIMINARY)) == [(R, 18), (Origin.SETTLED, 17)]
    assert told(chain_of(data, unit(WARD), "trained", FINAL)) == [
        (R, 18),
        (S, 19),
        (Origin.SETTLED, 17),
        (A, 16),
        (A, 15),
    ]


def test_each_link_says_where_it_came_from() -> None:
    links = chain_of(everything(), unit(WARD), "trained", FINAL).links
    assert [(link.reason, link.by) for link in links] == [
        ("", ""),
        ("Tháng 12", ""),
        ("Đã xem sổ", "Đoàn 1"),
        ("Nhầm", "QĐ 1"),
        ("Nhầm", "QĐ 2"),
    ]


def test_minutes_with_a_reservation_settle_nothing() -> None:
    data = settled(plain(), WARD, "trained", 17, agreed=False)
    assert told(chain_of(data, unit(WARD), "trained", FINAL)) == [(R, 18)]


def test_what_is_about_another_figure_or_unit_changes_nothing() -> None:
    data = amended(settled(supplemented(plain(), WARD, "staff", 22), OTHER, "trained", 1), (OTHER, "trained", 2))
    assert told(chain_of(data, unit(WARD), "trained", FINAL)) == [(R, 18)]


def test_a_figure_that_was_not_answered_begins_with_missing() -> None:
    answers = {name: item for name, item in plain().submissions[WARD].answers.items() if name != "trained"}
    data = amended(with_unit(plain(), WARD, answers=answers), (WARD, "trained", 0))
    chain = chain_of(data, unit(WARD), "trained", FINAL)
    assert chain.reported == MISSING
    # Zero is a value, and counts.
    assert chain.current == answer(0)


def test_a_unit_that_handed_in_nothing_has_no_chains() -> None:
    with pytest.raises(KeyError):
        chains_of(plain(), unit("02017"), FINAL)


def test_the_chains_are_those_of_the_tier_or_those_that_are_named() -> None:
    assert set(chains_of(plain(), unit(WARD), FINAL)) == set(plain().criteria.figures_of("ward"))
    assert list(chains_of(plain(), unit(WARD), FINAL, figures=["trained"])) == ["trained"]


# Sums --------------------------------------------------------------------------------


def sum_of(
    data: RoundData, milestone: Milestone = FINAL, record: Record | None = None
) -> list[tuple[Origin, Value | None]]:
    return told(chain_of(data, unit(TOWN), "ward_sessions", milestone, record=record))


def parts_of(data: RoundData, record: Record | None = None) -> dict[str, Value | None]:
    figure = data.criteria.figures["ward_sessions"]
    return {code: item.value for code, item in sum_parts(data, unit(TOWN), figure, FINAL, record=record).items()}


def test_a_sum_adds_up_the_wards_and_shows_them() -> None:
    parts = parts_of(plain())
    assert set(parts) == {WARD, OTHER, THIRD}
    total = sum(int(str(value)) for value in parts.values())
    assert sum_of(plain()) == [(R, None), (C, total)]
    assert chain_of(plain(), unit(TOWN), "ward_sessions", FINAL).reported == MISSING


def test_what_the_town_wrote_itself_stays_in_the_chain_and_does_not_count() -> None:
    answers = {**plain().submissions[TOWN].answers, "ward_sessions": answer(99)}
    data = with_unit(plain(), TOWN, answers=answers)
    assert sum_of(data)[0] == (R, 99)
    assert sum_of(data)[-1] == sum_of(plain())[-1]


def test_only_approved_wards_count() -> None:
    receipts = {
        **plain().receipts,
        OTHER: Receipt(unit=OTHER, received=datetime.fromisoformat("2021-11-20"), approved=None),
    }
    assert set(parts_of(replace(plain(), receipts=receipts))) == {WARD, THIRD}


def test_the_parts_are_what_counts_of_the_wards_at_the_milestone() -> None:
    data = settled(supplemented(plain(), OTHER, "sessions", 12), WARD, "sessions", 3)
    before, after = parts_of(plain()), parts_of(data)
    assert (before[OTHER], after[OTHER]) == (2, 12)
    assert (before[WARD], after[WARD]) == (4, 3)
    difference = int(str(sum_of(data)[-1][1])) - int(str(sum_of(plain())[-1][1]))
    assert difference == 10 - 1
    assert int(str(sum_of(data, PRELIMINARY)[-1][1])) == int(str(sum_of(plain())[-1][1])) - 1


def test_minutes_and_amendments_about_the_sum_come_after_it() -> None:
    data = amended(settled(plain(), TOWN, "ward_sessions", 5), (TOWN, "ward_sessions", 6))
    assert [origin for origin, _ in sum_of(data)] == [R, C, Origin.SETTLED, A]


def test_without_any_approved_ward_there_is_no_sum() -> None:
    receipts = {code: replace(item, approved=None) for code, item in plain().receipts.items()}
    assert sum_of(replace(plain(), receipts=receipts)) == [(R, None)]


def test_a_figure_that_is_no_sum_has_no_parts() -> None:
    assert sum_parts(plain(), unit(TOWN), plain().criteria.figures["staff"], FINAL) == {}


@pytest.mark.parametrize(
    ("answers", "total"),
    [
        ([], None),
        ([MISSING], None),
        ([answer("không có"), answer(bool(1))], None),
        ([answer(0)], 0),
        ([answer(0), MISSING], 0),
        ([answer(2), answer(3)], 5),
        ([answer(2), answer(Decimal("0.1")), answer(Decimal("0.2"))], Decimal("2.3")),
        ([Answer(State.NOT_APPLICABLE, reason="Không có"), answer(7)], 7),
    ],
)
def test_totals_add_numbers_only_and_nothing_is_not_zero(answers: list[Answer], total: Value | None) -> None:
    assert total_of(answers) == total
    assert type(total_of(answers)) is type(total)


# An edition that was published -----------------------------------------------------------


def recorded(data: RoundData, milestone: Milestone) -> Record:
    """A record of what the units of a round ended with."""
    units = {
        code: RecordedUnit(
            code=code,
            name="",
            tier=data.register.by_code[code].tier,
            parent=None,
            status="ranked",
            places={},
            criteria={},
            chains=chains_of(data, data.register.by_code[code], milestone),
        )
        for code in data.submissions
    }
    day = date(2022, 1, 15)
    return Record(
        edition=milestone.value,
        milestone=milestone,
        round="2021",
        figures_as_of=day,
        published=day,
        decision=None,
        reason=None,
        blockers=(),
        revision="a" * 40,
        criteria="song-may-2021",
        criteria_hash="",
        engine_version="0",
        schema_version=1,
        inputs={},
        units=units,
    )


def test_minutes_and_amendments_after_an_edition_do_not_count_in_it() -> None:
    before = supplemented(plain(), WARD, "trained", 19)
    for milestone in Milestone:
        record = recorded(before, milestone)
        assert chain_of(everything(), unit(WARD), "trained", milestone, record=record) == chain_of(
            before, unit(WARD), "trained", milestone
        )


def test_what_the_edition_settled_and_amended_counts_with_the_evidence_of_today() -> None:
    data = everything()
    for milestone in Milestone:
        record = recorded(data, milestone)
        assert chain_of(data, unit(WARD), "trained", milestone, record=record) == chain_of(
            data, unit(WARD), "trained", milestone
        )


def test_what_the_edition_settled_counts_even_when_the_minutes_are_gone() -> None:
    record = recorded(settled(plain(), WARD, "trained", 17), PRELIMINARY)
    assert told(chain_of(plain(), unit(WARD), "trained", PRELIMINARY, record=record)) == [(R, 18), (Origin.SETTLED, 17)]


def test_a_sum_stands_as_the_edition_added_it_up() -> None:
    record = recorded(plain(), FINAL)
    receipts = {code: replace(item, approved=None) for code, item in plain().receipts.items()}
    later = replace(supplemented(plain(), OTHER, "sessions", 12), receipts=receipts)
    assert sum_of(later, FINAL, record) == sum_of(plain())
    assert parts_of(later, record) == parts_of(plain())


def test_a_unit_that_the_edition_does_not_have_is_as_it_reported() -> None:
    record = replace(recorded(plain(), FINAL), units={})
    data = settled(plain(), WARD, "trained", 17)
    assert told(chain_of(data, unit(WARD), "trained", FINAL, record=record)) == [(R, 18)]
    assert sum_of(plain(), FINAL, record) == [(R, None)]
    assert parts_of(plain(), record) == {}


def test_a_chain_knows_its_ends() -> None:
    chain = Chain(figure="x", links=(Link(origin=R, answer=answer(1)), Link(origin=A, answer=answer(2))))
    assert (chain.reported, chain.current, chain.origin) == (answer(1), answer(2), A)
    assert chain.link(S) is None
