"""The slope of ranks: rows lie evenly, no text touches another, names break instead of being cut."""

from __future__ import annotations

import itertools

from minhbach.site.charts.slope import LINE, WIDEST, RankMove, slope


def move(name: str, before: int, now: int, parent: str = "") -> RankMove:
    return RankMove(name=name, parent=parent, before=before, now=now)


def test_one_unit_has_no_order_to_be_seen() -> None:
    assert slope([]) is None
    assert slope([move("Xã A", 1, 1)]) is None


def test_both_sides_stand_in_the_order_of_their_ranks() -> None:
    found = slope([move("Xã A", 9, 1), move("Xã B", 1, 2), move("Xã C", 3, 3)])
    assert found is not None
    assert [(line.before, line.now, line.kind) for line in found.lines] == [
        (9, 1, "up"),
        (1, 2, "down"),
        (3, 3, "same"),
    ]
    assert [line.y2 for line in found.lines] == sorted(line.y2 for line in found.lines)
    by_before = sorted(found.lines, key=lambda line: line.before)
    assert [line.y1 for line in by_before] == sorted(line.y2 for line in found.lines)


def test_units_that_shared_a_rank_keep_their_order() -> None:
    found = slope([move("Xã A", 2, 1), move("Xã B", 2, 2)])
    assert found is not None
    assert [line.y1 for line in found.lines] == [line.y2 for line in found.lines]


def test_long_names_break_and_nothing_of_them_is_lost() -> None:
    name = "Thị trấn Nông trường Phong Hải và các vùng phụ cận"
    found = slope([move(name, 1, 1, "Huyện Bảo Thắng"), move("x" * 70, 2, 2), move("Xã C", 3, 3)])
    assert found is not None
    long, endless, short = found.lines
    assert [word.text for word in long.words if word.is_parent] == ["Huyện Bảo Thắng"]
    assert " ".join(word.text for word in long.words if not word.is_parent) == name
    assert "".join(word.text for word in endless.words) == "x" * 70
    words = [word for line in found.lines for word in line.words]
    assert max(len(word.text) for word in words) <= WIDEST
    heights = [word.y for word in words]
    assert min(two - one for one, two in itertools.pairwise(heights)) >= LINE
    assert short.words[0].y == short.y2
    assert found.height > heights[-1] + LINE / 2
