"""What the gate says of points and ranks is what the results of the whole round say before and after the change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.exact import published
from minhbach.gate.check import check
from minhbach.gate.memory import Memory
from minhbach.gate.outcome import Effect, Place
from minhbach.model.round import Milestone
from minhbach.results import RoundResults, UnitResult, compute_results
from tests.cases.examples import MemoryTree, load_tree, province_files, reading_once
from tests.conftest import ROOT
from tests.unit.gate.proposing import Files, laid_over, propose

AT = datetime.fromisoformat("2019-11-24T08:00+07:00")


@cache
def real_round() -> Mapping[str, bytes]:
    places = [place for top in ("criteria", "submissions/2019") for place in (ROOT / top).rglob("*") if place.is_file()]
    return {place.relative_to(ROOT).as_posix(): place.read_bytes() for place in places}


def edited(files: Mapping[str, bytes], path: str, old: str, new: str) -> dict[str, bytes]:
    text = files[path].decode()
    assert text.count(old) == 1, (path, old)
    return {path: text.replace(old, new).encode()}


@cache
def _results(files: tuple[tuple[str, bytes], ...], round_id: str, milestone: Milestone) -> RoundResults:
    return compute_results(load_tree(MemoryTree(dict(files)))[0], round_id, milestone)


def results(tree: MemoryTree, round_id: str, milestone: Milestone) -> RoundResults:
    return _results(tuple(sorted(tree.files.items())), round_id, milestone)


def effect_of(base: MemoryTree, change: Files) -> Effect:
    found = check(propose(change, base=base, at=AT), Memory()).effect
    assert found is not None
    return found


def _place(result: UnitResult, scale: str, of_round: RoundResults) -> Place | None:
    standing = result.standings.get(scale)
    if standing is None:
        return None
    tier = of_round.tier(result.unit.tier)
    to_come = sum(1 for other in tier.units if other.unit.exempt is None and other.total is None)
    return Place(points=standing.published, best=standing.rank, worst=standing.rank + to_come)


def assert_it_is_what_the_results_say(
    base: MemoryTree, change: Files, milestone: Milestone = Milestone.PRELIMINARY
) -> Effect:
    round_id = next(path for path in change).split("/")[1]
    effect = effect_of(base, change)
    before, after = results(base, round_id, milestone), results(laid_over(base, change), round_id, milestone)
    was, is_now = before.by_unit[effect.unit], after.by_unit[effect.unit]
    assert effect.milestone == milestone.value
    assert [move.before for move in effect.scales] == [_place(was, scale, before) for scale in before.scales]
    assert [move.after for move in effect.scales] == [_place(is_now, scale, after) for scale in after.scales]
    assert {move.units for move in effect.scales} == {
        sum(1 for unit in after.register.of_tier(is_now.unit.tier) if unit.exempt is None)
    }
    moved = [
        code
        for code, other in after.by_unit.items()
        if code != effect.unit and other.unit.tier == is_now.unit.tier and _shown(other) != _shown(before.by_unit[code])
    ]
    assert effect.others_move == len(moved)
    _assert_criteria(effect, was, is_now, after)
    return effect


def _shown(result: UnitResult) -> dict[str, object]:
    return {scale: standing.published for scale, standing in result.standings.items()}


def _assert_criteria(effect: Effect, was: UnitResult, is_now: UnitResult, of_round: RoundResults) -> None:
    old = {score.criterion.id: score.points for score in was.criteria}
    new = {score.criterion.id: score.points for score in is_now.criteria}
    moved = {name for name, points in new.items() if old and old.get(name) != points}
    assert {move.criterion for move in effect.criteria} <= moved
    assert len(effect.criteria) == min(len(moved), 10)
    for move in effect.criteria:
        publication = of_round.round.publication
        assert move.after == published(new[move.criterion], publication)
        assert move.before == published(old[move.criterion], publication)


# The real round ----------------------------------------------------------------------

UNITS = "submissions/2019/units"
TOWN, DISTRICT = f"{UNITS}/huyen-ba-be/thi-tran-cho-ra.yaml", f"{UNITS}/huyen-ba-be/_huyen.yaml"
OFFICE = f"{UNITS}/so/so-cong-thuong.yaml"


def figure(path: str, name: str) -> str:
    """The line of a figure as it stands."""
    lines = [line for line in real_round()[path].decode().splitlines() if line.startswith(f"  {name}:")]
    assert len(lines) == 1
    return lines[0]


def with_figure(path: str, name: str, value: str) -> dict[str, bytes]:
    return edited(real_round(), path, figure(path, name) + "\n", f"  {name}: {value}\n")


@pytest.mark.parametrize("path", [TOWN, DISTRICT, OFFICE], ids=["commune", "district", "department"])
def test_a_figure_that_moves_the_limits_of_the_tier(path: str) -> None:
    effect = assert_it_is_what_the_results_say(MemoryTree(dict(real_round())), with_figure(path, "bandwidth", "90000"))
    assert effect.others_move > 0
    assert [move.figure for move in effect.figures] == ["bandwidth"]


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [(TOWN, "news_items", "0"), (DISTRICT, "computers", "1"), (OFFICE, "news_items", "0")],
    ids=["commune", "district", "department"],
)
def test_a_figure_that_moves_nobody_else(path: str, name: str, value: str) -> None:
    effect = assert_it_is_what_the_results_say(MemoryTree(dict(real_round())), with_figure(path, name, value))
    assert effect.others_move == 0
    assert effect.scales[0].before != effect.scales[0].after


def test_a_change_of_words_moves_nothing() -> None:
    change = edited(real_round(), TOWN, "# 1. Cơ sở hạ tầng CNTT", "# 1. Hạ tầng")
    effect = assert_it_is_what_the_results_say(MemoryTree(dict(real_round())), change)
    assert (effect.criteria, effect.figures, effect.others_move) == ((), (), 0)
    assert effect.scales[0].before == effect.scales[0].after


@pytest.mark.parametrize("path", [TOWN, OFFICE], ids=["commune", "department"])
def test_a_first_submission(path: str) -> None:
    base = MemoryTree({name: data for name, data in real_round().items() if name != path})
    effect = assert_it_is_what_the_results_say(base, {path: real_round()[path]})
    assert effect.scales[0].before is None
    assert effect.scales[0].after is not None
    assert effect.figures == ()


def test_a_supplement() -> None:
    text = real_round()[TOWN].decode().rstrip("\n") + "\n"
    assert "supplement:" not in text
    change = {TOWN: (text + 'supplement:\n  bandwidth: {value: 80000, reason: "Nâng cấp"}\n').encode()}
    effect = assert_it_is_what_the_results_say(MemoryTree(dict(real_round())), change, Milestone.FINAL)
    assert effect.others_move > 0


# The small province: its limits are pooled over rounds, its scales are pillars ---------------

PROVINCE = "submissions/2021/units"
WARD = f"{PROVINCE}/thi-xa-may-thuong/phuong-ben-do.yaml"
REUSED = f"{PROVINCE}/thi-xa-may-thuong/phuong-doi-che.yaml"
SUPPLEMENTED = f"{PROVINCE}/thi-xa-may-thuong/phuong-cau-may.yaml"


def test_a_supplement_that_is_taken_away() -> None:
    text = province_files()[SUPPLEMENTED].decode()
    change = {SUPPLEMENTED: text[: text.index("supplement:")].encode()}
    with reading_once():
        effect = assert_it_is_what_the_results_say(MemoryTree(dict(province_files())), change, Milestone.FINAL)
    assert {move.figure for move in effect.figures} == {"trained", "services_online"}


def test_a_unit_that_took_over_the_code_of_another_is_not_compared_with_it() -> None:
    change = edited(province_files(), REUSED, "visits: 12\n", "visits: 13\n")
    with reading_once():
        effect = assert_it_is_what_the_results_say(MemoryTree(dict(province_files())), change)
    assert (effect.previous_round, effect.since_last_round) == (None, ())


def test_the_figures_of_the_round_before_are_compared() -> None:
    with reading_once():
        effect = effect_of(
            MemoryTree(dict(province_files())), edited(province_files(), WARD, "visits: 1200", "visits: 60")
        )
    assert effect.previous_round == "2020"
    assert "visits" in {move.figure for move in effect.since_last_round}


NUMBERS = {
    "staff: 20\n": st.integers(0, 60),
    "trained: 18\n": st.integers(0, 60),
    "computers: 20\n": st.integers(0, 60),
    "bandwidth: 100\n": st.integers(0, 400),
    "outage_hours: 1.5\n": st.integers(0, 900),
    "response_days: 2\n": st.integers(0, 40),
    "satisfaction: 4.5\n": st.integers(1, 5),
}


@given(values=st.fixed_dictionaries({}, optional=NUMBERS).filter(bool), left_out=st.booleans())
def test_any_numbers_of_a_ward(values: dict[str, int], *, left_out: bool) -> None:
    text = province_files()[WARD].decode()
    for line, value in values.items():
        name = line.partition(":")[0]
        assert text.count(f"  {line}") == 1
        text = text.replace(f"  {line}", "" if left_out else f"  {name}: {value}\n")
    if text != province_files()[WARD].decode():
        assert_it_is_what_the_results_say(MemoryTree(dict(province_files())), {WARD: text.encode()})
