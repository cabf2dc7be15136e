"""The comment of a pull request: golden texts, read by people; its length; that nothing typed breaks out of it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given

from minhbach.gate.documents import outcome_bytes, read_outcome
from minhbach.gate.outcome import MOST_FINDINGS, Outcome, Turn, Verdict
from minhbach.gate.waiting import MARKER, Waiting
from minhbach.notices.comment import MOST_BYTES, MOST_ROWS, as_text, comment, step_summary
from minhbach.notices.markup import JOINER
from tests.gate.renew_comments import COMMENTS, produce
from tests.gate.samples import EFFECT, HEAD, HOSTILE, REFUSED, SAMPLES, SETTING, VALID, finding
from tests.gate.strategies import outcomes, waitings
from tests.gate.test_markup import rendered

RENEW = "python -m tests.gate.renew_comments"


def test_the_golden_files_are_those_that_are_made() -> None:
    assert sorted(path.name for path in COMMENTS.iterdir()) == sorted(produce()), f"if this is wanted: {RENEW}"


@pytest.mark.parametrize("name", sorted(produce()))
def test_the_words_are_as_they_were_read(name: str) -> None:
    assert produce()[name] == (COMMENTS / name).read_text(encoding="utf-8"), f"if this is wanted: {RENEW}"


@pytest.mark.parametrize("name", SAMPLES)
def test_every_comment_begins_with_the_marker_and_a_verdict(name: str) -> None:
    sample = SAMPLES[name]
    lines = comment(sample.outcome, sample.setting, sample.waiting).splitlines()
    assert lines[0] == MARKER
    assert lines[2].startswith("### ")


@given(waitings)
def test_whose_turn_and_since_when_is_always_said(waiting: Waiting) -> None:
    text = comment(waiting.outcome, SETTING, waiting)
    assert "**Đến lượt:** " in text
    assert f", từ {SETTING.moment(waiting.since)}." in text


def test_the_table_is_linked_to_the_line_in_the_proposed_version() -> None:
    text = comment(REFUSED, SETTING)
    assert f"/blob/{HEAD}/submissions/2031/units/ba-be/dia-linh.yaml#L10)" in text
    assert f"/src/commit/{HEAD}/" in comment(REFUSED, replace(SETTING, forge="forgejo"))
    assert "https://minhbach.example.invalid/quy-tac/#figure-decimal-comma" in text


def test_errors_come_first_and_what_is_not_shown_is_counted() -> None:
    text = comment(REFUSED, SETTING, SAMPLES["refused"].waiting)
    rows = [line for line in text.splitlines() if line.startswith(("| lỗi", "| câu hỏi"))]
    assert len(rows) == MOST_ROWS
    assert all(row.startswith("| lỗi") for row in rows)
    assert (
        f"… [và {len(REFUSED.diagnostics) + REFUSED.cut - MOST_ROWS} điều khác](https://forge.example.invalid/tinh/du-lieu/pull/7/checks)"
        in text
    )
    assert len([line for line in step_summary(REFUSED, "vi").splitlines() if "| lỗi |" in line]) == REFUSED.errors


def test_only_approvers_are_called_and_only_in_their_turn() -> None:
    for name, sample in SAMPLES.items():
        text = unescape(comment(sample.outcome, sample.setting, sample.waiting))
        called = set(re.findall(r"@([A-Za-z0-9-]+)", text))
        assert called <= {"lanh-dao-ba-be", "pho-ba-be"}, name
        turn = sample.waiting.turn if sample.waiting else sample.outcome.turn
        assert not called or turn in (Turn.APPROVER, Turn.OPERATOR), name
        assert "@" not in unescape(step_summary(sample.outcome, "vi")).replace("@" + JOINER, ""), name


def test_a_fault_is_told_as_ours_and_nothing_of_it_is_shown() -> None:
    trace = finding(1, code="crash", message="Traceback (most recent call last)", hint="KeyError")
    broken = replace(VALID, verdict=Verdict.FAULT, turn=Turn.OPERATOR, diagnostics=(trace,), fault="crash")
    for text in (comment(broken, SETTING), step_summary(broken, "vi")):
        assert "Đây là lỗi của phần mềm, không phải của đơn vị" in text
        assert "Traceback" not in text


def test_what_was_late_is_marked() -> None:
    for text in (comment(replace(VALID, late=True), SETTING), as_text(replace(VALID, late=True), "vi")):
        assert "ộp muộn, trong thời gian gia hạn" in text
    assert "muộn" not in comment(VALID, SETTING)


def test_large_steps_are_pointed_out() -> None:
    text = comment(VALID, SETTING)
    assert "| Số máy vi tính | 8 | 40 | gấp 5 lần, khác thường |" in text
    assert "| Số cán bộ, công chức | 20 | 21 | +5% |" in text
    assert "còn 50% |" in text


# Whatever comes ---------------------------------------------------------------------


@given(outcomes)
def test_nothing_typed_becomes_markup(outcome: Outcome) -> None:
    """Tags are those of our own words: the same as with harmless words everywhere."""
    tags, _ = rendered(comment(outcome, SETTING).removeprefix(MARKER))
    ours = {"h3", "h4", "p", "strong", "code", "a", "em", "ul", "li", "blockquote"}
    assert set(tags) <= ours | {"table", "thead", "tbody", "tr", "th", "td"}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e]", comment(outcome, SETTING))


@given(outcomes)
def test_every_row_of_a_table_has_the_cells_of_its_head(outcome: Outcome) -> None:
    for block in comment(outcome, SETTING).split("\n\n"):
        assert len({line.count("|") for line in block.splitlines() if line.startswith("|")}) <= 1


def test_the_longest_outcome_still_fits() -> None:
    """Every text as long and as expensive to escape as the schema lets it be."""
    dear = "|" * 1000
    item = finding(1, message=dear, hint=dear, found=dear, allowed=dear, code=dear, path=dear, figure=dear)
    move = replace(EFFECT.figures[0], label=dear, before=dear, after=dear)
    worst = replace(
        HOSTILE,
        diagnostics=(item,) * MOST_FINDINGS,
        effect=replace(
            EFFECT,
            name=dear,
            figures=(move,) * 100,
            since_last_round=(move,) * 100,
            criteria=(replace(EFFECT.criteria[0], title=dear),) * 100,
            scales=(replace(EFFECT.scales[0], title=dear),) * 20,
        ),
        approvers=tuple(range(1000)),
        turn=Turn.APPROVER,
    )
    read = read_outcome(outcome_bytes(worst, "vi"))
    setting = replace(
        SETTING,
        names={"00901": dear, "900": dear},
        labels={read.diagnostics[0].figure or "": dear},
        logins=dict.fromkeys(range(1000), "a" * 39),
    )
    text = comment(read, setting)
    assert len(text.encode()) <= MOST_BYTES
    assert "**Đến lượt:**" in text
    assert "điều khác" in text
    assert len(step_summary(read, "vi").encode()) < 1024 * 1024


@given(outcomes)
def test_the_terminal_gets_lines_without_control_characters(outcome: Outcome) -> None:
    for lang in ("vi", "en"):
        text = as_text(outcome, lang)
        assert text.endswith("\n")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", text)
