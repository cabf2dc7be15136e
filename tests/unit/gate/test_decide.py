"""What follows from a verdict and from what people said, in every combination."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations, product

import pytest

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location
from minhbach.forges.interface import ForgeReview, Person, Pull, ReviewVerdict, StatusState
from minhbach.gate.decide import (
    ASKED,
    LABELS,
    LATE,
    MOST_DESCRIPTION,
    OWN_LABELS,
    Decision,
    decide,
    merge_words,
    refuse,
    refuse_duplicates,
    unjudged,
)
from minhbach.gate.judge import Question
from minhbach.gate.outcome import NOT_THEIRS, Effect, Outcome, Turn, Verdict

HEAD, OLD = "c" * 40, "d" * 40
AUTHOR, CHAIRMAN, DEPUTY, STRANGER = (Person(number, f"n{number}") for number in (1, 2, 3, 4))
RECEIVED = datetime(2021, 11, 20, 2, tzinfo=UTC)
YES, NO, COMMENT = ReviewVerdict.APPROVED, ReviewVerdict.CHANGES_REQUESTED, ReviewVerdict.OTHER

PULL = Pull(number=7, author=AUTHOR, head=HEAD, target="main", url="https://forge.example/7")
OUTCOME = Outcome(
    verdict=Verdict.ACCEPTABLE,
    base="b" * 40,
    head=HEAD,
    actor=AUTHOR.id,
    at=RECEIVED,
    round="2021",
    units=("02005",),
    paths=("submissions/2021/units/a.yaml",),
    approvers=(CHAIRMAN.id, DEPUTY.id),
    approver_of="060",
    turn=Turn.APPROVER,
)
REFUSED = replace(OUTCOME, verdict=Verdict.REFUSED, turn=Turn.SUBMITTER)
FAULT = replace(OUTCOME, verdict=Verdict.FAULT, turn=Turn.OPERATOR, fault="crash")


def said(who: Person, verdict: ReviewVerdict, hours: float = 1, commit: str = HEAD, text: str = "") -> ForgeReview:
    return ForgeReview(author=who, commit=commit, verdict=verdict, at=RECEIVED + timedelta(hours=hours), text=text)


def decided(*reviews: ForgeReview, outcome: Outcome = OUTCOME, pull: Pull = PULL) -> Decision:
    return decide(pull, outcome, RECEIVED, reviews)


# Approvals ----------------------------------------------------------------------


def test_without_a_word_it_waits_for_whom_the_outcome_says() -> None:
    found = decided()
    assert not found.merge
    assert (found.waiting.turn, found.waiting.since) == (Turn.APPROVER, RECEIVED)
    assert found.status.state is StatusState.PENDING
    assert found.labels == {LABELS[Turn.APPROVER]}


def test_one_approval_is_enough() -> None:
    found = decided(said(CHAIRMAN, YES))
    assert found.merge
    assert (found.waiting.turn, found.waiting.since) == (Turn.GATE, RECEIVED + timedelta(hours=1))
    assert found.waiting.approved_by == (CHAIRMAN,)
    assert found.status.state is StatusState.SUCCESS
    assert found.labels == {LABELS[Turn.GATE]}


@pytest.mark.parametrize(
    "reviews",
    [
        [said(STRANGER, YES)],
        [said(AUTHOR, YES)],
        [said(CHAIRMAN, YES, commit=OLD)],
        [said(CHAIRMAN, COMMENT)],
        [said(CHAIRMAN, YES, hours=-1)],
        [said(CHAIRMAN, YES, commit="")],
        [said(CHAIRMAN, YES, commit=HEAD[:12])],
    ],
    ids=["stranger", "own", "another commit", "comment or dismissed", "before the push", "no commit", "short commit"],
)
def test_what_is_no_approval_of_this_head_counts_for_nothing(reviews: list[ForgeReview]) -> None:
    assert decided(*reviews) == decided()


def test_an_author_among_the_approvers_does_not_approve() -> None:
    outcome = replace(OUTCOME, approvers=(AUTHOR.id, CHAIRMAN.id))
    assert not decided(said(AUTHOR, YES), outcome=outcome).merge
    assert decided(said(AUTHOR, YES), said(CHAIRMAN, YES), outcome=outcome).waiting.approved_by == (CHAIRMAN,)


def test_an_author_s_own_request_for_changes_is_no_approver_s() -> None:
    outcome = replace(OUTCOME, approvers=(AUTHOR.id, CHAIRMAN.id))
    assert decided(said(AUTHOR, NO), said(CHAIRMAN, YES), outcome=outcome).merge


@pytest.mark.parametrize(
    ("words", "merge", "turn"),
    [
        ((YES,), True, Turn.GATE),
        ((NO,), False, Turn.SUBMITTER),
        ((COMMENT,), False, Turn.APPROVER),
        ((NO, YES), True, Turn.GATE),
        ((YES, NO), False, Turn.SUBMITTER),
        ((YES, COMMENT), True, Turn.GATE),
        ((NO, COMMENT), False, Turn.SUBMITTER),
        ((COMMENT, YES), True, Turn.GATE),
        ((YES, NO, YES), True, Turn.GATE),
        ((NO, YES, NO), False, Turn.SUBMITTER),
        ((YES, NO, COMMENT), False, Turn.SUBMITTER),
    ],
)
def test_the_last_word_of_a_person_counts(words: tuple[ReviewVerdict, ...], *, merge: bool, turn: Turn) -> None:
    found = decided(*(said(CHAIRMAN, word, hours=at) for at, word in enumerate(words)))
    assert (found.merge, found.waiting.turn) == (merge, turn)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_order_of_the_forge_s_list_plays_no_part(order: tuple[int, ...]) -> None:
    reviews = [said(CHAIRMAN, NO, 1), said(CHAIRMAN, YES, 2), said(DEPUTY, COMMENT, 3)]
    assert decided(*(reviews[at] for at in order)) == decided(*reviews)


def test_one_against_outweighs_any_number_for() -> None:
    found = decided(said(CHAIRMAN, YES, 1), said(DEPUTY, NO, 2, text="Xem lại số máy"))
    assert not found.merge
    assert (found.waiting.turn, found.waiting.since) == (Turn.SUBMITTER, RECEIVED + timedelta(hours=2))
    assert (found.waiting.sent_back_by, found.waiting.sent_back) == (DEPUTY, "Xem lại số máy")
    assert found.waiting.approved_by == (CHAIRMAN,)
    assert found.status.state is StatusState.PENDING
    assert DEPUTY.login in found.status.description


def test_a_stranger_s_no_sends_nothing_back() -> None:
    assert decided(said(STRANGER, NO), said(CHAIRMAN, YES)).merge


def test_a_no_to_an_older_head_is_gone_with_it() -> None:
    assert decided(said(CHAIRMAN, NO, commit=OLD), said(DEPUTY, YES)).merge


def test_two_approvals_are_both_named_and_the_first_one_is_since_when() -> None:
    found = decided(said(DEPUTY, YES, 2), said(CHAIRMAN, YES, 1))
    assert found.waiting.approved_by == (CHAIRMAN, DEPUTY)
    assert found.waiting.since == RECEIVED + timedelta(hours=1)


def test_a_review_at_the_very_time_of_the_push_counts() -> None:
    assert decided(said(CHAIRMAN, YES, 0)).merge


@pytest.mark.parametrize("reviews", [[], [said(CHAIRMAN, YES)], [said(CHAIRMAN, NO)]], ids=["none", "yes", "no"])
def test_a_draft_is_never_merged(reviews: list[ForgeReview]) -> None:
    found = decided(*reviews, pull=replace(PULL, draft=True))
    assert not found.merge
    assert found.waiting.turn is Turn.SUBMITTER
    assert found.status.state is StatusState.PENDING


@pytest.mark.parametrize(
    ("outcome", "turn", "state"), [(REFUSED, Turn.SUBMITTER, "failure"), (FAULT, Turn.OPERATOR, "error")]
)
@pytest.mark.parametrize("draft", [False, True])
def test_nobody_s_word_changes_what_is_refused_or_not_judged(
    outcome: Outcome,
    turn: Turn,
    state: str,
    *,
    draft: bool,
) -> None:
    for words in product((YES, NO, COMMENT), repeat=2):
        reviews = [said(who, word) for who, word in zip((CHAIRMAN, DEPUTY), words, strict=True)]
        found = decided(*reviews, outcome=outcome, pull=replace(PULL, draft=draft))
        assert not found.merge
        assert (found.waiting.turn, found.waiting.since) == (turn, RECEIVED)
        assert found.status.state.value == state


@pytest.mark.parametrize("outcome", [OUTCOME, REFUSED, FAULT, replace(OUTCOME, turn=Turn.OPERATOR, approver_of=None)])
@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("words", [(), (YES,), (NO,)], ids=["none", "yes", "no"])
def test_a_status_is_short_and_agrees_with_label_and_merge(
    outcome: Outcome,
    *,
    draft: bool,
    words: Sequence[ReviewVerdict],
) -> None:
    person = Person(CHAIRMAN.id, "x" * 300)
    reviews = [replace(said(CHAIRMAN, word), author=person) for word in words]
    found = decided(*reviews, outcome=outcome, pull=replace(PULL, draft=draft))
    assert 0 < len(found.status.description) <= MOST_DESCRIPTION
    assert (found.status.state is StatusState.SUCCESS) is found.merge
    assert found.labels <= OWN_LABELS
    assert found.labels & set(LABELS.values()) == {LABELS[found.waiting.turn]}


def test_late_and_asked_are_labels_beside_the_turn() -> None:
    query = diagnose("figures-copied", Location("a"), found="17", name="Xã A")
    found = decided(outcome=replace(OUTCOME, late=True, diagnostics=(query,)))
    assert found.labels == {LABELS[Turn.APPROVER], LATE, ASKED}


# The merge commit ----------------------------------------------------------------


def test_the_merge_commit_says_who_and_when() -> None:
    waiting = decided(said(CHAIRMAN, YES, 1), said(DEPUTY, YES, 2), outcome=replace(OUTCOME, late=True)).waiting
    title, message = merge_words(waiting, "Xã Địa Linh")
    assert title == "Nhận số 7: Xã Địa Linh"
    assert message.splitlines() == [
        "Received: 2021-11-20T02:00:00+00:00",
        "Late: yes",
        "Unit: 02005",
        "Submitted-by: 1 (n1)",
        "Approved-by: 2 (n2)",
        "Approved-by: 3 (n3)",
        "Approved: 2021-11-20T03:00:00+00:00",
        f"Checked: {HEAD}",
    ]


def test_a_title_is_short_and_names_paths_where_there_is_no_unit() -> None:
    outcome = replace(OUTCOME, units=(), paths=("x" * 80, "y" * 80, "z", "never"))
    title, message = merge_words(decided(outcome=outcome).waiting, "")
    assert title.startswith("Nhận số 7: xxx")
    assert len(title) == 120
    assert "Unit" not in message


# One pull request a unit ---------------------------------------------------------


def of_unit(*units: str, findings: Sequence[Diagnostic] = (), round_: str = "2021") -> Outcome:
    return replace(OUTCOME, units=units, round=round_, diagnostics=tuple(findings))


def finding(code: str) -> Diagnostic:
    return diagnose(code, Location("a"), found="1", name="x", area="x", part="x", allowed="x")


def duplicates(outcomes: dict[int, Outcome]) -> dict[int, str | None]:
    """The numbers that are refused as duplicates, and of what."""
    found = {}
    for number, outcome in refuse_duplicates(outcomes).items():
        words = [item.found for item in outcome.diagnostics if item.code == "pull-duplicate"]
        if words:
            assert outcome.verdict is Verdict.REFUSED
            assert outcome.turn is Turn.SUBMITTER
            (found[number],) = words
    return found


def test_the_oldest_of_a_unit_stands_whatever_the_order_of_judging() -> None:
    assert duplicates({9: of_unit("a"), 4: of_unit("a"), 6: of_unit("a"), 5: of_unit("b")}) == {6: "4", 9: "4"}


def test_different_units_and_rounds_do_not_hinder_each_other() -> None:
    assert duplicates({1: of_unit("a"), 2: of_unit("b"), 3: of_unit("a", round_="2020"), 4: of_unit()}) == {}
    assert duplicates({1: of_unit(), 2: of_unit()}) == {}


@pytest.mark.parametrize("code", sorted(NOT_THEIRS))
def test_a_stranger_holds_nobody_s_place_and_is_no_duplicate(code: str) -> None:
    stranger = replace(of_unit("a", findings=[finding(code)]), verdict=Verdict.REFUSED)
    assert duplicates({1: stranger, 2: of_unit("a")}) == {}
    assert duplicates({1: of_unit("a"), 2: stranger}) == {}


@pytest.mark.parametrize("code", ["window-closed", "change-executable", "change-outdated", "figures-copied"])
def test_one_s_own_pull_request_holds_the_place_even_with_faults(code: str) -> None:
    assert duplicates({1: of_unit("a", findings=[finding(code)]), 2: of_unit("a")}) == {2: "1"}


def test_a_fault_holds_no_place_and_stays_a_fault() -> None:
    fault = replace(FAULT, units=())
    judged = refuse_duplicates({1: fault, 2: of_unit("a"), 3: replace(FAULT, units=("a",))})
    assert judged[1] == fault
    assert judged[2].verdict is Verdict.ACCEPTABLE
    assert judged[3].verdict is Verdict.FAULT


def test_what_touches_two_units_is_a_duplicate_of_either() -> None:
    assert duplicates({1: of_unit("a"), 2: of_unit("b", "a")}) == {2: "1"}
    assert duplicates({1: of_unit("a", "b"), 2: of_unit("b")}) == {2: "1"}


def test_the_words_name_the_unit_and_what_was_found_stays() -> None:
    effect = Effect(unit="a", name="Xã Địa Linh", milestone="preliminary")
    second = replace(of_unit("a", findings=[finding("figures-copied")]), effect=effect)
    refused = refuse_duplicates({3: of_unit("a"), 8: second})[8]
    first, *others = refused.diagnostics
    assert first.message.vi == "Xã Địa Linh đã có bản gửi số 3 đang chờ"
    assert first.location == Location(OUTCOME.paths[0])
    assert [item.code for item in others] == ["figures-copied"]


def test_refusing_adds_one_reason_in_front() -> None:
    question = Question(base="b" * 40, head=HEAD, actor=1, at=RECEIVED)
    refused = refuse(unjudged(question), finding("pull-target"))
    assert (refused.verdict, refused.turn) == (Verdict.REFUSED, Turn.SUBMITTER)
    assert [item.code for item in refused.diagnostics] == ["pull-target"]
    again = refuse(refused, finding("change-empty"))
    assert [item.code for item in again.diagnostics] == ["change-empty", "pull-target"]
    assert refuse(FAULT, finding("pull-target")) == FAULT


def test_what_was_never_judged_is_merged_for_nobody() -> None:
    question = Question(base="b" * 40, head=HEAD, actor=1, at=RECEIVED)
    assert not decided(said(CHAIRMAN, YES), outcome=unjudged(question)).merge
