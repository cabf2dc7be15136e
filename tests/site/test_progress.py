"""Progress and the desk of approvers in both languages: bars, the curve by days, who is overdue, what came last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import pytest

from minhbach.exact import NO_BREAK_SPACE, Lang
from minhbach.history.event import Event, EventKind
from minhbach.history.timeline import History
from minhbach.model.round import Phase, Window
from minhbach.site.charts.progress_curve import WIDTH, Mark, curve
from minhbach.site.pages import Page
from minhbach.site.source import SiteSource, build_source
from minhbach.site.writing import Writer
from tests.site.markup import Html, parse
from tests.site.pressing import pressed_pages
from tests.site.queue import make_queue
from tests.site.sample import FINDING, HOSTILE, ROUND, make_dataset, make_source

PROGRESS, DESK = f"{ROUND}/tien-do/", f"{ROUND}/duyet/900/"
VI, EN = Writer("vi"), Writer("en")


@cache
def pressed(lang: Lang, phase: Phase = Phase.DISTRICT_APPROVAL) -> Mapping[str, Page]:
    return pressed_pages(make_source(phase, queue=make_queue()), lang)


def page(address: str, lang: Lang = "vi", phase: Phase = Phase.DISTRICT_APPROVAL) -> Html:
    return parse(pressed(lang, phase)[address].body)


def plain(html: Html) -> str:
    return html.text.replace(NO_BREAK_SPACE, " ")


# The curve -------------------------------------------------------------------


def test_steps_go_up_at_the_end_of_their_day() -> None:
    first, second = date(2031, 11, 20), date(2031, 11, 23)
    chart = curve(VI, [first, first, second], [second], units=4, marks=[])
    assert [line.path for line in chart.lines] == ["M0 100H250V50H1000V25H1000", "M0 100H1000V75H1000"]
    assert [line.total for line in chart.lines] == ["3/4", "1/4"]
    days = [(row.day, row.received, row.received_sum, row.approved, row.approved_sum) for row in chart.days]
    assert days == [("20/11/2031", "2", "2", "0", "0"), ("23/11/2031", "1", "3", "1", "1")]
    assert chart.description == "Đã nộp: 3/4; Đã duyệt: 1/4"


def test_without_approvals_there_is_one_line() -> None:
    chart = curve(EN, [date(2031, 11, 20)], [], units=1, marks=[])
    assert [(line.title, line.total) for line in chart.lines] == [("Handed in", "1/1")]
    assert [tick.label for tick in chart.ticks] == ["20 November 2031", "20 November 2031"]


@pytest.mark.parametrize(
    ("day", "anchor"), [(20, "start"), (29, "end"), (25, "middle")], ids=["early", "late", "in the middle"]
)
def test_words_of_a_mark_stand_where_there_is_room(day: int, anchor: str) -> None:
    mark = Mark(date(2031, 11, day), "Cấp trên trực tiếp duyệt")
    chart = curve(VI, [date(2031, 11, 20), date(2031, 11, 30)], [], units=2, marks=[mark])
    assert chart.flags[0].anchor == anchor
    assert chart.flags[0].label == f"Cấp trên trực tiếp duyệt: {day}/11/2031"


def test_the_line_ends_at_the_right_edge() -> None:
    chart = curve(VI, [date(2031, 11, 20)], [], units=1, marks=[Mark(date(2031, 12, 20), "Duyệt")])
    assert chart.lines[0].path.endswith(f"H{WIDTH}")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("vi", "Đã nộp 7/8 Đã duyệt 2/8"), ("en", "Handed in 7/8 Approved 2/8")],
)
def test_the_curve_and_its_days_are_on_the_page(lang: Lang, words: str) -> None:
    found = page(PROGRESS, lang, Phase.FINAL)
    assert words in found.text or words.replace("7", "8") in found.text
    drawing = next(item for item in found.all("svg") if "duong-tien-do-t" in item.get("aria-labelledby", ""))
    assert drawing["role"] == "img"
    assert {"duong-tien-do-t", "duong-tien-do-d"} <= found.ids
    assert len(found.all("path")) == 2


def test_a_round_that_nobody_has_handed_in_for_has_no_curve() -> None:
    data = make_dataset(Phase.REPORTING)
    bare = replace(data.rounds[ROUND], submissions={}, receipts={}, present=frozenset())
    source = build_source(replace(data, rounds={ROUND: bare}), ())
    found = parse(pressed_pages(source)[PROGRESS].body)
    assert found.all("path") == []
    assert "Theo ngày" not in found.text


# Progress --------------------------------------------------------------------


def test_missing_units_are_overdue_when_their_time_is_over() -> None:
    reporting, approving = (
        plain(parse(pressed_pages(make_source(phase))[PROGRESS].body))
        for phase in (Phase.REPORTING, Phase.DISTRICT_APPROVAL)
    )
    assert "Chưa nộp (1) Xã Ân Tình hạn 25/11/2031 Nộp muộn" in reporting
    assert "Chưa nộp (1) Xã Ân Tình hạn 25/11/2031 quá hạn Nộp muộn" in approving


def test_units_that_wait_after_their_time_are_named_too() -> None:
    """A pull request beside figures on record is no such wait: `s1` and `00903` have some."""
    assert "Đã nộp nhưng quá hạn chưa hợp lệ (1) Xã Ân Tình hạn 25/11/2031 Có lỗi" in plain(page(PROGRESS))
    assert "Handed in, overdue and not yet valid (1) Xã Ân Tình due 25 November 2031" in plain(page(PROGRESS, "en"))


def _with_history(phase: Phase = Phase.FINAL) -> SiteSource:
    """`s1` changed its figures, then its explanation came in, then somebody asked it a question."""
    source = make_source(phase)
    kinds = (EventKind.HANDED_IN, EventKind.CHANGED, EventKind.ANSWERED, EventKind.QUESTIONED)
    days = (datetime.fromisoformat(f"2031-12-0{day}") for day in range(1, 5))
    events = tuple(Event(at=at, kind=kind, unit="s1") for at, kind in zip(days, kinds, strict=True))
    history = History(round=ROUND, events=events)
    return replace(source, rounds=tuple(replace(item, history=history) for item in source.rounds))


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (Phase.FINAL, "03/12/2031 Giải trình Hợp lệ"),
        (Phase.DISTRICT_APPROVAL, "02/12/2031 Sửa số liệu Hợp lệ"),
    ],
    ids=["all", "no explanation is told before the review"],
)
def test_last_activity_is_the_units_own(phase: Phase, words: str) -> None:
    assert words in parse(pressed_pages(_with_history(phase))[PROGRESS].body).text


def test_units_above_others_have_until_the_approval_ends() -> None:
    data = make_dataset(Phase.DISTRICT_APPROVAL)
    later = Window(opens=date(2031, 11, 20), closes=date(2031, 12, 5))
    own = data.rounds[ROUND]
    windows = {**own.round.windows, "district_approval": later}
    left = {code: item for code, item in own.receipts.items() if code != "900"}
    changed = replace(
        own, round=replace(own.round, windows=windows), receipts=left, present=own.present - {"900"}, submissions={}
    )
    text = plain(parse(pressed_pages(build_source(replace(data, rounds={ROUND: changed}), ()))[PROGRESS].body))
    assert "Huyện Ba Bể hạn 05/12/2031 " in text
    assert "Huyện Ba Bể hạn 05/12/2031 quá hạn" not in text
    assert "Xã Ân Tình hạn 25/11/2031 quá hạn" in text


def test_progress_in_english() -> None:
    text = plain(page(PROGRESS, "en"))
    assert "Figures are due by the end of 25 November 2031" in text
    assert "Open pull requests as of 24 November 2031, 09:05." in text
    assert "waits for the approval of Huyện Ba Bể since 24 November 2031, 08:06" in text
    assert "Unit Tier Received Approved Last activity State" in text
    assert "Tiến độ" not in text
    assert any(item.get("lang") == "vi" for item in page(PROGRESS, "en").all("a"))


# The desk --------------------------------------------------------------------


def test_the_desk_in_english_says_what_the_gate_says_in_english() -> None:
    found = page(DESK, "en")
    text = plain(found)
    assert "Waiting for approval (1) As of 24 November 2031, 09:05" in text
    assert "Received 24 November 2031, 08:05 · waiting since 24 November 2031, 08:06" in text
    assert "4 40 10 times, odd" in text
    assert "Very different from last round" in text
    assert "Open to read and approve Xã Địa Linh" in text
    assert "gấp 10 lần" not in text


def test_hostile_words_stay_text_in_english_too() -> None:
    for address in (PROGRESS, DESK, f"{ROUND}/duyet/901/"):
        assert page(address, "en").all("script") == []
        assert "49091" not in page(address, "en").text
    assert HOSTILE.split("{", maxsplit=1)[0] in page(f"{ROUND}/duyet/901/", "en").text


def test_questions_of_the_checker_are_in_the_pages_language() -> None:
    finding = replace(FINDING, message=replace(FINDING.message, en="Many machines"))
    source = build_source(make_dataset(), (finding,))
    texts = [parse(pressed_pages(source, lang)[f"{ROUND}/duyet/901/"].body).text for lang in ("vi", "en")]
    assert ["Many machines" in text for text in texts] == [False, True]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("address", [PROGRESS, DESK])
def test_tables_have_captions_and_regions_names(lang: Lang, address: str) -> None:
    found = page(address, lang)
    assert len(found.all("table")) == len(found.all("caption"))
    assert all(item.get("scope") in ("col", "row") for item in found.all("th"))
    regions = [item for item in found.all("div") if item.get("role") == "region"]
    assert all(item.get("tabindex") == "0" and item.get("aria-label") for item in regions)
    names = [item["aria-label"] for item in regions]
    assert len(names) == len(set(names))
