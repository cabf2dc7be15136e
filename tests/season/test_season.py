"""The season from beginning to end, over the 149 units of 2019: what came into the main branch, and what did not."""

from __future__ import annotations

from minhbach.gate.outcome import Turn
from minhbach.repository import RoundData
from tests.conftest import ROOT
from tests.season.__main__ import ALL_ATTACKS, results, summary, table
from tests.season.attacks import ATTACKS
from tests.season.play import FOLDER, ROUND, Season, in_phase
from tests.season.winter import EDITIONS


def test_the_main_branch_holds_exactly_what_it_should(season: Season) -> None:
    assert season.main_files() == season.expected_files()


def test_every_unit_that_handed_in_and_was_approved_is_there_as_it_was_committed(season: Season) -> None:
    receipts = season.data.receipts
    approved = {code for code, receipt in receipts.items() if receipt.approved}
    assert set(season.numbers) == set(receipts)
    assert {code for code, number in season.numbers.items() if season.world.seen(number).merged} == approved


def test_it_ends_as_the_committed_round_does(season: Season) -> None:
    """But for what the season writes itself, and for units that nobody approved."""
    own = (f"{FOLDER}/receipts.yaml", f"{FOLDER}/published/", "submissions/2020/")
    end = {path: data for path, data in season.expected.items() if not path.startswith(own)}
    here = {path: (ROOT / path).read_bytes() for path in end}
    here |= in_phase(here[f"{FOLDER}/round.yaml"], "amended")
    assert [path for path in end if end[path] != here[path]] == []


def test_every_attack_is_refused_by_its_rule(season: Season) -> None:
    assert len(season.attacks) == len(ATTACKS)
    assert [result.attack.name for result in results(season)] == [attack.name for attack in ALL_ATTACKS]
    assert [result.attack.name for result in results(season) if not result.held] == []


def test_illogical_figures_were_refused_once_and_then_mended(season: Season) -> None:
    assert season.refused_once
    assert all(codes for codes in season.refused_once.values())
    assert all(season.world.seen(season.numbers[code]).merged for code in season.refused_once)


def test_what_was_sent_back_was_sent_again(season: Season) -> None:
    assert season.sent_back
    assert set(season.sent_back) <= set(season.numbers)


def test_what_nobody_approved_still_waits_for_those_who_may(season: Season) -> None:
    assert set(season.waiting) == {season.numbers[code] for code in season.unapproved}
    assert {item.turn for item in season.waiting.values()} <= {Turn.APPROVER, Turn.OPERATOR}


def test_what_still_waits_when_results_are_published_comes_too_late(season: Season) -> None:
    assert set(season.world.queue) == set(season.waiting)
    for waiting in season.world.queue.values():
        assert "milestone-published" in {item.code for item in waiting.outcome.diagnostics}
    there = season.main_files()
    for code in season.unapproved:
        assert not any(path.endswith(f"/{code}.yaml") for path in there)


def test_the_receipts_say_what_the_committed_register_says(season: Season, data: RoundData) -> None:
    committed, written = season.data.receipts, data.receipts
    assert set(written) == set(committed) - set(season.unapproved)
    assert {code: receipt for code, receipt in committed.items() if code in written} == written


def test_late_units_are_marked(season: Season) -> None:
    receipts = season.data.receipts
    closes = season.data.round.windows["report"].closes
    late = {code for code, receipt in receipts.items() if receipt.received.date() > closes}
    marked = {code for code, number in season.numbers.items() if "nộp muộn" in season.world.seen(number).labels}
    assert late == marked


def test_the_table_names_for_each_attack_the_rule(season: Season) -> None:
    text = table(season)
    for attack in ALL_ATTACKS:
        assert attack.title.vi in text
    assert "KHÔNG" not in text


def test_the_summary(season: Season) -> None:
    lines = summary(season).splitlines()
    assert f"{len(ALL_ATTACKS)}/{len(ALL_ATTACKS)} tấn công bị chặn." in lines
    assert "Nhánh chính giữ đúng những gì phải giữ." in lines
    held = [line for line in lines if line.startswith("Khớp từng byte: ")]
    assert [line.split()[3].rstrip(",") for line in held] == [f"{ROUND}-{edition}" for edition in EDITIONS]
