"""Two rounds side by side: whom a unit is measured against, what moved, why a unit is not compared, who is gone."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from minhbach.cli import main
from minhbach.comparison.compare import compare_rounds
from minhbach.comparison.descent import ancestry_since, goes_on, is_before
from minhbach.comparison.model import Board, Line, Measure, Obstacle, RoundComparison
from minhbach.comparison.words import obstacle_words, source_words
from minhbach.exact import Publication
from minhbach.export.comparison import comparison_document, comparison_table
from minhbach.export.dictionary import comparison_columns
from minhbach.export.json_text import json_bytes
from minhbach.model.criteria import CriteriaSet
from minhbach.model.lineage import Descent, DescentKind, Lineage
from minhbach.model.round import Milestone, Phase
from minhbach.repository import RoundData
from minhbach.results import TOTAL, compute_results
from minhbach.site.charts import axis_around, paired_histogram
from tests.conftest import PROVINCE
from tests.unit.scoring.samples import (
    T,
    criteria_set,
    criterion,
    dataset,
    flat_set,
    group,
    pillar,
    points_out_of,
    round_data,
)

KEEPS, WHOLE, PART, REST = DescentKind.KEEPS, DescentKind.WHOLE, DescentKind.PART, DescentKind.REST
CRITERIA = points_out_of(100)

Points = Mapping[str, str | None]
"""The points of the units by code; None for a unit that handed nothing in."""


def _round(
    round_id: str,
    points: Points,
    previous: RoundData | None = None,
    lineage: Sequence[tuple[str, str, DescentKind]] = (),
    criteria: CriteriaSet = CRITERIA,
    phase: Phase = Phase.FINAL,
    **options: Any,
) -> RoundData:
    given = {code: None if value is None else {"x": Decimal(value)} for code, value in points.items()}
    data = round_data(criteria, given, round_id=round_id, **options)
    if previous is None:
        return replace(data, round=replace(data.round, phase=phase))
    descents = tuple(Descent(old=old, new=new, kind=kind) for old, new, kind in lineage)
    round_ = replace(data.round, phase=phase, previous=previous.round.id)
    return replace(data, round=round_, previous=previous, lineage=Lineage(previous.round.id, descents))


def _compared(before: RoundData, now: RoundData, milestone: Milestone = Milestone.FINAL) -> RoundComparison | None:
    both = dataset(before, now)
    return compare_rounds(
        now, compute_results(both, now.round.id, milestone), compute_results(both, before.round.id, Milestone.FINAL)
    )


def _comparison(before: RoundData, now: RoundData) -> RoundComparison:
    found = _compared(before, now)
    assert found is not None
    return found


def _board(found: RoundComparison) -> Board:
    return found.tiers[0].boards[0]


def _line(found: RoundComparison, code: str) -> Line:
    return found.by_unit[code][TOTAL]


BEFORE = _round("2030", {"1": "40", "2": "60", "3": "50", "4": "70.125", "5": "10", "6": None, "7": "30", "8": "20"})
NOW = _round(
    "2031",
    {"1": "55", "2": "58", "9": "44", "4": "70.125", "6": "5", "7": None, "10": "12", "11": "33"},
    BEFORE,
    [("2", "2", KEEPS), ("3", "2", WHOLE), ("5", "9", PART), ("8", "9", REST), ("5", "11", REST), ("8", "1", PART)],
)


@pytest.fixture(scope="module")
def found() -> RoundComparison:
    return _comparison(BEFORE, replace(NOW, lineage=_with(NOW, ("1", "1", KEEPS))))


def _with(data: RoundData, *more: tuple[str, str, DescentKind]) -> Lineage:
    assert data.lineage is not None
    extra = tuple(Descent(old=old, new=new, kind=kind) for old, new, kind in more)
    return Lineage(data.lineage.since, (*data.lineage.descents, *extra))


# Whom a unit is measured against ---------------------------------------------


def test_a_unit_that_went_on_is_measured_against_itself(found: RoundComparison) -> None:
    line = _line(found, "4")
    assert line.is_plain
    assert line.change is not None
    assert (line.change.amount, line.change.places) == (Decimal(0), 0)


def test_a_unit_that_keeps_its_name_is_measured_against_itself_alone(found: RoundComparison) -> None:
    """The points of a unit merged into it are shown and not counted."""
    line = _line(found, "2")
    assert [(past.unit.code, past.kind) for past in line.sources] == [("2", KEEPS), ("3", WHOLE)]
    assert line.against is line.sources[0]
    assert line.change is not None
    assert line.change.amount == -2
    assert line.sources[1].standing is not None
    assert line.sources[1].standing.published == 50


def test_places_are_positive_when_the_rank_got_better(found: RoundComparison) -> None:
    line = _line(found, "1")
    assert line.standing is not None
    assert line.standing.rank == 3
    assert line.change is not None
    assert (line.change.amount, line.change.places) == (Decimal(15), 1)


def test_only_one_unit_that_came_whole_goes_on_under_another_code() -> None:
    before = _round("2030", {"1": "40", "2": "60", "3": "1"})
    one = _round("2031", {"5": "50"}, before, [("1", "5", WHOLE)])
    line = _line(_comparison(before, one), "5")
    assert line.change is not None
    assert line.change.amount == 10
    assert source_words(line, line.sources[0]).vi == "đổi mã hoặc tên"
    two = _round("2031", {"5": "50"}, before, [("1", "5", WHOLE), ("2", "5", WHOLE)])
    line = _line(_comparison(before, two), "5")
    assert (line.change, line.obstacle) == (None, Obstacle.PARTS)
    assert [source_words(line, past).in_("en") for past in line.sources] == ["merged whole", "merged whole"]


def test_a_code_that_went_to_another_unit_is_not_that_unit() -> None:
    """The new 2 is the old 1 under another code; the old 2 went into 3."""
    before = _round("2030", {"1": "40", "2": "60", "3": "30"})
    now = _round("2031", {"2": "45", "3": "31"}, before, [("1", "2", KEEPS), ("2", "3", WHOLE), ("3", "3", KEEPS)])
    line = _line(_comparison(before, now), "2")
    assert line.against is not None
    assert line.against.unit.code == "1"
    assert line.change is not None
    assert line.change.amount == 5
    assert not line.is_plain


def test_over_two_rounds_the_mergers_are_joined() -> None:
    first = _round("2029", {"1": "10", "2": "20", "3": "30"})
    second = _round("2030", {"1": "10", "4": "20", "5": "1"}, first, [("2", "4", PART), ("3", "4", REST)])
    third = _round(
        "2031", {"1": "15", "6": "25", "5": "9"}, second, [("1", "1", KEEPS), ("4", "6", WHOLE), ("5", "1", PART)]
    )
    units = third.register.by_code
    assert is_before(third, "2029")
    assert not is_before(first, "2029")
    kept = goes_on(ancestry_since(third, units["1"], "2029"))
    assert kept is not None
    assert kept.unit.code == "1"
    through = [(item.unit.code, item.kind) for item in ancestry_since(third, units["6"], "2029").sources]
    assert through == [("2", PART), ("3", REST)]
    assert ancestry_since(third, units["5"], "2029").sources == ()
    both = dataset(first, second, third)
    comparison = compare_rounds(
        third, compute_results(both, "2031", Milestone.FINAL), compute_results(both, "2029", Milestone.FINAL)
    )
    assert comparison is not None
    change = _line(comparison, "1").change
    assert change is not None
    assert change.amount == 5


# Why not ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "obstacle", "vi", "en"),
    [
        ("10", Obstacle.NEW, "chưa có ở đợt 2030", "was not there in round 2030"),
        (
            "9",
            Obstacle.PARTS,
            "hợp thành từ 2 đơn vị, không đơn vị nào tiếp tục",
            "formed from 2 units, none of which goes on",
        ),
        ("11", Obstacle.PARTS, "hình thành từ một phần của đơn vị trước", "formed from a part of the unit before"),
        ("6", Obstacle.NO_RESULT_BEFORE, "đợt 2030 chưa nộp số liệu", "handed nothing in in round 2030"),
        ("7", Obstacle.NO_RESULT_NOW, "đợt 2031 chưa nộp số liệu", "handed nothing in in round 2031"),
    ],
)
def test_every_unit_that_is_not_compared_has_its_reason(
    found: RoundComparison, code: str, obstacle: Obstacle, vi: str, en: str
) -> None:
    line = _line(found, code)
    words = obstacle_words(found, line)
    assert (line.change, line.obstacle) == (None, obstacle)
    assert (words.vi, words.in_("en")) == (vi, en)


def test_an_exempt_unit_tells_its_published_reason() -> None:
    before = _round("2030", {"1": "40", "2": "60"}, exempt=["1"])
    now = _round("2031", {"1": "55", "2": "58"}, before, exempt=["2"])
    comparison = _comparison(before, now)
    words = [obstacle_words(comparison, _line(comparison, code)).vi for code in ("1", "2")]
    assert words == ["đợt 2030 không đánh giá: mới thành lập", "đợt 2031 không đánh giá: mới thành lập"]


def test_a_scale_that_was_not_ranked_then_is_not_compared() -> None:
    def halves(ranked_by: str) -> CriteriaSet:
        return criteria_set(
            pillar("low", group("g", criterion("c", "{goalposts: x, worst: 0, best: 100}", 100))), ranked_by=ranked_by
        )

    before = _round("2030", {"1": "40"}, criteria=halves("total"))
    comparison = _comparison(before, _round("2031", {"1": "55"}, before, criteria=halves("pillars")))
    line = comparison.by_unit["1"]["low"]
    assert line.obstacle is Obstacle.OTHER_SCALE
    assert obstacle_words(comparison, line).vi == "đợt 2030 không xếp hạng theo thang này"


def test_a_unit_of_another_tier_is_not_compared() -> None:
    before = _round("2030", {"1": "40", "2": "60"})
    moved = replace(before.register.by_code["1"], tier="elsewhere")
    register = replace(before.register, units=(moved, before.register.by_code["2"]))
    before = replace(before, register=register)
    comparison = _comparison(before, _round("2031", {"1": "55", "2": "58"}, before))
    line = _line(comparison, "1")
    assert line.obstacle is Obstacle.OTHER_TIER
    assert obstacle_words(comparison, line).vi == "thuộc cấp khác ở đợt 2030"


@pytest.mark.parametrize("phase", [Phase.REVIEW, Phase.PRELIMINARY, Phase.SUPPLEMENT])
def test_nothing_moves_before_both_rounds_are_final(phase: Phase) -> None:
    before = _round("2030", {"1": "40"})
    assert _compared(before, _round("2031", {"1": "55"}, before, phase=phase)) is None
    early = _round("2030", {"1": "40"}, phase=phase)
    assert _compared(early, _round("2031", {"1": "55"}, early)) is None


def test_preliminary_results_of_a_final_round_are_not_compared() -> None:
    before = _round("2030", {"1": "40"})
    now = _round("2031", {"1": "55"}, before)
    assert _compared(before, now, Milestone.PRELIMINARY) is None
    assert _compared(before, now) is not None


def test_a_round_that_is_not_before_is_not_compared() -> None:
    assert _compared(_round("2030", {"1": "40"}), _round("2031", {"1": "55"})) is None


# Numbers ---------------------------------------------------------------------


def test_changes_are_of_the_published_numbers() -> None:
    """Readers subtract what they see: 50.004 is published as 50.00, 40.006 as 40.01."""
    before = _round("2030", {"1": "40.006"})
    line = _line(_comparison(before, _round("2031", {"1": "50.004"}, before)), "1")
    assert line.change is not None
    assert line.change.amount == Decimal("9.99")


def test_rounds_that_publish_other_decimals_are_subtracted_as_published() -> None:
    before = _round("2030", {"1": "40.06"}, publication=Publication(decimals=1))
    line = _line(_comparison(before, _round("2031", {"1": "50.04"}, before)), "1")
    assert line.change is not None
    assert line.change.amount == Decimal("9.94")


def test_medians_are_over_all_ranked_units(found: RoundComparison) -> None:
    board = _board(found)
    assert (board.ranked, board.ranked_before) == (7, 7)
    assert (board.median, board.median_before) == (Decimal(44), Decimal(40))
    assert [line.unit.code for line, _ in board.risen] == ["1"]
    assert [line.unit.code for line, _ in board.fallen] == ["2"]
    assert len(board.compared) == 3


def test_where_the_criteria_differ_the_share_is_compared() -> None:
    before = _round("2030", {"1": "40", "2": "10"}, criteria=points_out_of(50))
    comparison = _comparison(before, _round("2031", {"1": "55", "2": "30"}, before))
    board, line = _board(comparison), _line(comparison, "1")
    assert board.measure is Measure.SHARE
    assert line.change is not None
    assert line.change.amount == -25
    assert (board.median, board.median_before) == (Decimal("42.50"), Decimal(50))


def test_a_set_with_another_name_and_the_same_criteria_is_compared_by_points() -> None:
    other = replace(points_out_of(100), id="khac", title=CRITERIA.title)
    before = _round("2030", {"1": "40"}, criteria=other)
    assert _board(_comparison(before, _round("2031", {"1": "55"}, before))).measure is Measure.POINTS


def test_another_threshold_is_another_criterion() -> None:
    other = flat_set(criterion("points", "{goalposts: x, worst: 1, best: 100}", 100))
    before = _round("2030", {"1": "40"}, criteria=other)
    assert _board(_comparison(before, _round("2031", {"1": "55"}, before))).measure is Measure.SHARE


# Who is gone -----------------------------------------------------------------


def test_units_that_are_gone_name_their_successors(found: RoundComparison) -> None:
    gone = {item.unit.code: [(heir.unit.code, heir.kind) for heir in item.successors] for item in found.gone}
    assert gone == {"3": [("2", WHOLE)], "5": [("9", PART), ("11", REST)], "8": [("1", PART), ("9", REST)]}


def test_a_unit_without_a_successor_is_gone_too() -> None:
    before = _round("2030", {"1": "40", "2": "60"})
    (gone,) = _comparison(before, _round("2031", {"1": "55"}, before)).gone
    assert (gone.unit.code, gone.successors) == ("2", ())


# Exports ---------------------------------------------------------------------


def test_table_has_one_row_a_unit_and_empty_cells_where_nothing_is(found: RoundComparison) -> None:
    table = comparison_table(found)
    text = b"".join(table.csv()).decode("utf-8-sig")
    assert table.count == 8
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == ["4", "2", "1", "9", "11", "10", "6", "7"]
    assert rows["1"] == dict(
        zip(
            table.header,
            (
                *("1", "Làng 1", T, TOTAL, "points", "3", "7", "55.00", "55.00"),
                *("1", "Làng 1", "4", "7", "40.00", "40.00", "15.00", "1", "compared", "", "8:part 1:keeps"),
            ),
            strict=True,
        )
    )
    assert rows["7"]["rank"] == rows["7"]["points"] == rows["7"]["change"] == ""
    assert rows["7"]["before_points"] == "30.00"
    assert (rows["9"]["status"], rows["9"]["before_code"], rows["9"]["sources"]) == ("parts", "", "5:part 8:rest")


def test_document_has_stable_keys(found: RoundComparison) -> None:
    document = json.loads(json_bytes(comparison_document(found)))
    assert (document["round"], document["with"]) == ("2031", "2030")
    assert document["editions"] == {"2031": None, "2030": None}
    (board,) = document["boards"]
    assert (board["compared"], board["risen"], board["fallen"], board["median_before"]) == (3, 1, 1, "40.00")
    keys = [set(unit) for unit in board["units"]]
    assert all(each == keys[0] for each in keys)
    assert board["units"][0]["change"] == "0.00"
    assert board["units"][-1]["now"] is None
    assert document["gone"][0] == {
        "code": "3",
        "name": "Làng 3",
        "tier": T,
        "successors": [{"code": "2", "kind": "whole"}],
    }


# Charts ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (("55.86", "91.26"), ["50", "60", "70", "80", "90", "100"]),
        (("1.5", "1.5"), ["1,5", "1,501"]),
        (("0", "7"), ["0", "2", "4", "6", "8"]),
    ],
)
def test_axis_holds_every_value_between_round_numbers(values: tuple[str, str], labels: list[str]) -> None:
    axis = axis_around([Fraction(value) for value in values])
    assert [tick.label for tick in axis.ticks] == labels
    assert axis.low <= Fraction(min(values)) <= Fraction(max(values)) <= axis.high


def test_a_stretch_runs_from_left_to_right_whichever_way_it_went() -> None:
    axis = axis_around([Fraction(0), Fraction(10)])
    rise, fall = axis.span(Fraction(0), Fraction(10)), axis.span(Fraction(10), Fraction(0))
    assert (rise.before, rise.now) == (fall.now, fall.before) == ("2%", "98%")
    assert (rise.left, rise.right) == (fall.left, fall.right) == ("2%", "98%")


def test_paired_bars_share_one_scale_of_height() -> None:
    pairs = paired_histogram([Fraction(1, 20)] * 4, [Fraction(1), Fraction(1, 20)])
    assert (pairs[0].before.count, pairs[0].now.count, pairs[9].now.count) == (4, 1, 1)
    assert (pairs[0].before.height, pairs[0].now.height) == ("100%", "25%")
    assert pairs[0].before.x == "0.5%"
    assert pairs[0].now.x == "5%"


# The command -----------------------------------------------------------------


def _run(capsys: pytest.CaptureFixture[str], *arguments: str, root: Path = PROVINCE) -> tuple[int, str, str]:
    code = main(["--root", str(root), "compare", *arguments])
    written = capsys.readouterr()
    return code, written.out, written.err


def test_the_command_tells_what_moved_and_where_units_come_from(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "2021")
    assert code == 0
    assert "So được 3 trong 6 đơn vị theo điểm: 3 tăng, 0 giảm, 0 không đổi; trung vị 16,2, đợt trước 13,5" in out
    assert "02005 Phường Bến Đò  +8,6, +1 bậc (2/6 14,9)" in out
    assert "(hình thành từ một phần của đơn vị trước)  < 02011 Phường Đồi Thông [nhận một phần]" in out
    assert "02011 Phường Đồi Thông: một phần thành hoặc nhập vào 02011 Phường Đồi Chè; phần còn lại" in out
    _, english, _ = _run(capsys, "2021", "--with", "2020", "--lang", "en")
    assert "3 of 6 compared by points: 3 rose, 0 fell, 0 unchanged; median 16.2, before 13.5" in english
    assert "No longer there in round 2021" in english


def test_the_command_writes_the_same_as_the_exports(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = _run(capsys, "2021", "--format", "json")
    assert json.loads(text)["with"] == "2020"
    _, table, _ = _run(capsys, "2021", "--format", "csv")
    assert table.splitlines()[0].removeprefix("\ufeff") == ",".join(column.name for column in comparison_columns())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2020"], "Đợt 2020 không có đợt trước (`previous` trong submissions/2020/round.yaml)"),
        (["2021", "--with", "2019"], "Không có đợt «2019»"),
        (["2020", "--with", "2021"], "Đợt 2021 không đứng trước đợt 2020 theo các dòng `previous`"),
    ],
)
def test_wrong_usage_says_what_to_do(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    code, out, err = _run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err


def test_a_round_that_is_not_final_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for folder in ("criteria", "submissions"):
        _copy(PROVINCE / folder, tmp_path / folder)
    path = tmp_path / "submissions" / "2021" / "round.yaml"
    path.write_text(path.read_text("utf-8").replace("phase: final", "phase: preliminary"), "utf-8")
    code, _, err = _run(capsys, "2021", root=tmp_path)
    assert code == 2
    assert "Đợt 2021 chưa công bố kết quả chính thức (giai đoạn: preliminary)" in err


def _copy(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
