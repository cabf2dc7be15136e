"""The season from beginning to end, over the 149 units of 2019."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from minhbach.gate.outcome import Turn
from minhbach.repository import load
from minhbach.tree import WorkTree
from tests.conftest import ROOT
from tests.season.__main__ import summary, table
from tests.season.attacks import ATTACKS
from tests.season.play import ROUND, Season, play_season


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Season]:
    played = play_season(tmp_path_factory.mktemp("season"))
    yield played
    played.world.close()


def test_the_main_branch_holds_exactly_what_it_should(season: Season) -> None:
    assert season.main_files() == season.expected_files()


def test_every_unit_that_handed_in_and_was_approved_is_there_as_it_was_committed(season: Season) -> None:
    receipts = load(WorkTree(ROOT))[0].rounds[ROUND].receipts
    approved = {code for code, receipt in receipts.items() if receipt.approved}
    assert set(season.numbers) == set(receipts)
    assert {code for code, number in season.numbers.items() if season.world.seen(number).merged} == approved


def test_every_attack_is_refused_by_its_rule(season: Season) -> None:
    assert [result.attack.name for result in season.attacks] == [attack.name for attack in ATTACKS]
    assert [result.attack.name for result in season.attacks if not result.held] == []


def test_illogical_figures_were_refused_once_and_then_mended(season: Season) -> None:
    assert season.refused_once
    assert all(codes for codes in season.refused_once.values())
    assert all(season.world.seen(season.numbers[code]).merged for code in season.refused_once)


def test_what_was_sent_back_was_sent_again(season: Season) -> None:
    assert season.sent_back
    assert set(season.sent_back) <= set(season.numbers)


def test_what_nobody_approved_still_waits_for_those_who_may(season: Season) -> None:
    waiting = {waiting.number: waiting for waiting in season.world.queue.values()}
    assert set(waiting) == {season.numbers[code] for code in season.unapproved}
    assert {item.turn for item in waiting.values()} <= {Turn.APPROVER, Turn.OPERATOR}


def test_late_units_are_marked(season: Season) -> None:
    receipts = season.data.receipts
    closes = season.data.round.windows["report"].closes
    late = {code for code, receipt in receipts.items() if receipt.received.date() > closes}
    marked = {code for code, number in season.numbers.items() if "nộp muộn" in season.world.seen(number).labels}
    assert late == marked


def test_the_table_names_for_each_attack_the_rule(season: Season) -> None:
    text = table(season)
    for attack in ATTACKS:
        assert attack.title in text
    assert "KHÔNG" not in text
    assert f"{len(ATTACKS)}/{len(ATTACKS)} tấn công bị chặn." in summary(season)
