"""Every method of the adapters, in both dialects, against a forge that behaves like one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from minhbach.forges.interface import (
    ForgeError,
    NotFound,
    Person,
    ReviewVerdict,
    Status,
    StatusState,
)
from tests.forge.clock import START
from tests.forge.conftest import MakeScene, Scene

LATER = START + timedelta(hours=5)


# Who and where ----------------------------------------------------------------


def test_the_forge_says_whose_token_it_is(scene: Scene) -> None:
    assert scene.forge.me() == scene.gate
    assert scene.forge.name == scene.fake.dialect
    assert scene.forge.default_branch() == "main"


def test_an_application_is_who_it_was_configured_to_be(scene: Scene) -> None:
    robot = scene.fake.add_person(900, "may", "write", application=True)
    assert scene.fake.forge(robot, own=robot).me() == robot
    with pytest.raises(ForgeError, match=r"GET /user: answer 403 «Resource not accessible by integration»"):
        scene.fake.forge(robot).me()


def test_a_token_of_somebody_else_stops_the_gate(scene: Scene) -> None:
    with pytest.raises(ForgeError, match="not that of the configured gate account"):
        scene.fake.forge(scene.gate, own=scene.district).me()


def test_who_it_is_is_asked_once(scene: Scene) -> None:
    forge = scene.forge
    assert forge.me() == forge.me()
    assert [seen.path for seen in scene.fake.seen].count(scene.fake.seen[0].path) == 1


# Pull requests ----------------------------------------------------------------


def test_open_pulls_are_complete_and_in_the_order_of_their_numbers(scene: Scene) -> None:
    numbers = [scene.submit(branch=f"nhanh-{index}") for index in range(7)]
    scene.fake.close(numbers[3])
    found = scene.fake.forge(scene.gate, page_size=2).open_pulls()
    assert [pull.number for pull in found] == [1, 2, 3, 5, 6, 7]


def test_a_pull_request_says_what_the_gate_needs(scene: Scene) -> None:
    scene.fake.create_label("cho-duyet")
    number = scene.submit(title="Xã Chợ Rã")
    scene.fake.set_labels(number, scene.fake.labels)
    (listed,) = scene.forge.open_pulls()
    assert listed == scene.forge.pull(number)
    assert (listed.author, listed.head, listed.target) == (scene.commune, scene.head(number), "main")
    assert (listed.title, listed.draft, listed.created) == ("Xã Chợ Rã", False, START)
    assert listed.labels == {"cho-duyet"}
    assert listed.url.startswith(scene.fake.url)


def test_a_draft_is_told(scene: Scene) -> None:
    scene.fake.push(scene.commune, "nhap", scene.write("a: 3\n"))
    scene.fake.open_pull(scene.commune, "nhap", draft=True)
    assert [pull.draft for pull in scene.forge.open_pulls()] == [True]


def test_a_pull_request_to_another_branch_is_still_told(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.retarget(number, "du-phong")
    assert [pull.target for pull in scene.forge.open_pulls()] == ["du-phong"]


def test_a_closed_or_unknown_pull_request_is_none(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.close(number)
    assert scene.forge.pull(number) is None
    assert scene.forge.pull(99) is None


def test_the_author_whose_account_is_gone_has_no_rights(scene: Scene) -> None:
    scene.submit()
    scene.fake.remove_person(scene.commune)
    (pull,) = scene.forge.open_pulls()
    assert pull.author.id not in scene.fake.accounts


# When the head arrived --------------------------------------------------------


def test_the_head_that_was_there_from_the_start_arrived_when_it_was_pushed(scene: Scene) -> None:
    pull = scene.forge.pull(scene.submit())
    assert pull
    assert scene.forge.pushed_at(pull) == START


def test_a_later_push_is_told_by_its_own_time(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.push(scene.commune, "so-lieu", scene.write("a: 3\n", parent=scene.head(number)), LATER)
    pull = scene.forge.pull(number)
    assert pull
    assert scene.forge.pushed_at(pull) == LATER


def test_a_head_that_was_forced_back_arrived_again(scene: Scene) -> None:
    number = scene.submit()
    first = scene.head(number)
    scene.fake.push(scene.commune, "so-lieu", scene.write("a: 3\n"), START + timedelta(hours=1))
    scene.fake.push(scene.commune, "so-lieu", first, LATER)
    pull = scene.forge.pull(number)
    assert pull
    assert pull.head == first
    assert scene.forge.pushed_at(pull) == LATER


def test_a_head_that_has_moved_on_has_no_time_of_another(scene: Scene) -> None:
    forge, number = scene.forge, scene.submit()
    pull = forge.pull(number)
    assert pull
    scene.fake.push(scene.commune, "so-lieu", scene.write("a: 4\n", parent=pull.head), LATER)
    moved = scene.forge.pull(number)
    assert moved
    assert forge.pushed_at(pull) == START
    assert forge.pushed_at(moved) == LATER


def test_what_the_forge_does_not_say_is_none(scene: Scene) -> None:
    scene.fake.keeps_pushes = False
    pull = scene.forge.pull(scene.submit())
    assert pull
    assert scene.forge.pushed_at(pull) is None


def test_a_head_that_came_while_the_pull_request_was_closed_has_not_the_time_of_its_opening(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.close(number)
    scene.fake.push(scene.commune, "so-lieu", scene.write("a: 9\n"), LATER)
    scene.fake.reopen(number)
    pull = scene.forge.pull(number)
    assert pull
    assert scene.forge.pushed_at(pull) == (LATER if scene.fake.dialect == "github" else None)


def test_a_pull_request_from_a_fork_that_is_gone(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.delete_fork(scene.commune)
    pull = scene.forge.pull(number)
    assert pull
    assert scene.forge.pushed_at(pull) == (None if scene.fake.dialect == "github" else START)


def test_an_activity_that_may_not_be_read_says_nothing(make_scene: MakeScene) -> None:
    scene = make_scene("github")
    pull = scene.forge.pull(scene.submit())
    assert pull
    scene.fake.fail(status=403, message="Forbidden", path="/activity")
    assert scene.forge.pushed_at(pull) is None


def test_the_activity_is_read_through_all_its_pages(make_scene: MakeScene) -> None:
    scene = make_scene("github")
    number = scene.submit()
    first, head = scene.head(number), scene.head(number)
    pull = scene.forge.pull(number)
    assert pull
    for index in range(5):
        head = scene.write(f"a: {index}0\n", parent=head)
        scene.fake.push(scene.commune, "so-lieu", head, LATER)
    forge = scene.fake.forge(scene.gate, page_size=2)
    (row,) = [item for item in forge.open_pulls() if item.number == number]
    assert row.head != first
    assert forge.pushed_at(row) == LATER
    scene.fake.pull(number).head = first
    assert forge.pushed_at(pull) == START


# Reviews ----------------------------------------------------------------------


def test_reviews_come_in_order_and_bound_to_their_commits(scene: Scene) -> None:
    number = scene.submit()
    first = scene.head(number)
    scene.fake.review(scene.stranger, number, "comment", "Xem lại mục 3")
    scene.fake.review(scene.district, number, "changes_requested", "Thiếu minh chứng")
    scene.fake.push(scene.commune, "so-lieu", scene.write("a: 3\n", parent=first))
    scene.fake.review(scene.district, number, "approved", at=LATER)
    found = scene.fake.forge(scene.gate, page_size=1).reviews(number)
    assert [(item.author, item.commit, item.verdict) for item in found] == [
        (scene.stranger, first, ReviewVerdict.OTHER),
        (scene.district, first, ReviewVerdict.CHANGES_REQUESTED),
        (scene.district, scene.head(number), ReviewVerdict.APPROVED),
    ]
    assert [item.text for item in found] == ["Xem lại mục 3", "Thiếu minh chứng", ""]
    assert found[-1].at == LATER


def test_a_dismissed_approval_is_no_approval(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.dismiss_review(number, scene.fake.review(scene.district, number, "approved"))
    assert [item.verdict for item in scene.forge.reviews(number)] == [ReviewVerdict.OTHER]


def test_an_unsent_review_and_a_call_for_one_are_no_reviews(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.review(scene.district, number, "approved")
    scene.fake.review(scene.gate, number, "pending")
    scene.fake.review(scene.district, number, "request")
    assert [item.verdict for item in scene.forge.reviews(number)] == [ReviewVerdict.APPROVED]


def test_the_review_of_an_account_that_is_gone_is_left_out(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.review(scene.stranger, number, "approved")
    scene.fake.review(scene.district, number, "approved")
    scene.fake.remove_person(scene.stranger)
    assert [item.author for item in scene.forge.reviews(number)] == [scene.district]


def test_unsent_reviews_of_others_do_not_hide_later_ones(scene: Scene) -> None:
    number = scene.submit()
    for index in range(4):
        scene.fake.review(scene.fake.add_person(600 + index, f"nguoi-{index}"), number, "pending")
    scene.fake.review(scene.district, number, "changes_requested")
    found = scene.fake.forge(scene.gate, page_size=1).reviews(number)
    assert [item.verdict for item in found] == [ReviewVerdict.CHANGES_REQUESTED]


def test_an_approval_that_is_carried_over_a_forced_push_is_not_of_the_new_head(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.review(scene.district, number, "approved", at=START + timedelta(hours=1))
    scene.fake.push(scene.commune, "so-lieu", scene.write("a: 666\n"), LATER)
    (review,) = scene.forge.reviews(number)
    assert review.verdict is ReviewVerdict.APPROVED
    assert review.commit != scene.head(number)
    again = LATER + timedelta(seconds=1)
    scene.fake.review(scene.district, number, "approved", at=again)
    assert [item.at for item in scene.forge.reviews(number) if item.commit == scene.head(number)] == [again]


def test_the_fake_of_github_does_carry_it_over(make_scene: MakeScene) -> None:
    scene = make_scene("github")
    number = scene.submit()
    scene.fake.review(scene.district, number, "approved")
    scene.fake.push(scene.commune, "so-lieu", scene.write("a: 666\n"), LATER)
    assert [review.commit for review in scene.fake.pull(number).reviews] == [scene.head(number)]


# Comments ---------------------------------------------------------------------


def test_a_comment_is_written_read_edited_and_deleted(scene: Scene) -> None:
    number = scene.submit()
    made = scene.forge.create_comment(number, "3 lỗi phải sửa")
    assert (made.author, made.body) == (scene.gate, "3 lỗi phải sửa")
    scene.forge.update_comment(made.id, "Đã nhận")
    scene.fake.comment(scene.commune, number, "Cảm ơn")
    found = scene.fake.forge(scene.gate, page_size=1).comments(number)
    assert [(item.author, item.body) for item in found] == [(scene.gate, "Đã nhận"), (scene.commune, "Cảm ơn")]
    scene.forge.delete_comment(made.id)
    assert [item.author for item in scene.forge.comments(number)] == [scene.commune]


def test_a_comment_that_is_gone_is_not_found(scene: Scene) -> None:
    with pytest.raises(NotFound, match=r"PATCH /repos/tinh/so-lieu/issues/comments/4242: answer 404"):
        scene.forge.update_comment(4242, "x")
    with pytest.raises(NotFound):
        scene.forge.delete_comment(4242)
    with pytest.raises(NotFound):
        scene.forge.comments(77)


def test_a_reader_may_comment_and_not_touch_the_comments_of_others(scene: Scene) -> None:
    number = scene.submit()
    reader = scene.fake.forge(scene.commune)
    own = reader.create_comment(number, "Đã sửa")
    reader.update_comment(own.id, "Đã sửa hai dòng")
    theirs = scene.forge.create_comment(number, "1 lỗi")
    with pytest.raises(ForgeError, match="may not do this"):
        reader.update_comment(theirs.id, "0 lỗi")


def test_the_comment_of_an_account_that_is_gone_is_nobodys(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.comment(scene.stranger, number, "?")
    scene.fake.remove_person(scene.stranger)
    assert [item.author for item in scene.forge.comments(number)] == [Person(0, "ghost")]


# Statuses ---------------------------------------------------------------------


def _status(state: StatusState, words: str = "") -> Status:
    return Status(state=state, description=words)


def test_the_newest_own_status_of_the_context_counts(scene: Scene) -> None:
    commit, forge = scene.head(scene.submit()), scene.forge
    assert forge.status(commit, "minhbach") is None
    forge.set_status(commit, "minhbach", _status(StatusState.PENDING, "đang xem"))
    forge.set_status(commit, "minhbach", _status(StatusState.SUCCESS, "hợp lệ"))
    forge.set_status(commit, "khac", _status(StatusState.ERROR))
    found = forge.status(commit, "minhbach")
    assert found == Status(state=StatusState.SUCCESS, description="hợp lệ", at=START)


def test_a_status_of_somebody_else_is_not_ours(scene: Scene) -> None:
    commit, other = scene.head(scene.submit()), scene.fake.add_person(700, "quan-tri", "admin")
    scene.forge.set_status(commit, "minhbach", _status(StatusState.FAILURE, "3 lỗi"))
    scene.fake.set_status(other, commit, "minhbach", "success", "hợp lệ")
    found = scene.fake.forge(scene.gate, page_size=1).status(commit, "minhbach")
    assert found
    assert found.state is StatusState.FAILURE


@pytest.mark.parametrize("state", list(StatusState))
def test_each_state_comes_back(scene: Scene, state: StatusState) -> None:
    commit = scene.head(scene.submit())
    scene.forge.set_status(commit, "minhbach", _status(state))
    found = scene.forge.status(commit, "minhbach")
    assert found
    assert found.state is state


def test_a_reader_sets_no_status(scene: Scene) -> None:
    commit = scene.head(scene.submit())
    with pytest.raises(ForgeError, match="403"):
        scene.fake.forge(scene.commune).set_status(commit, "minhbach", _status(StatusState.SUCCESS))


def test_a_status_of_a_commit_that_is_not_there_is_refused(scene: Scene) -> None:
    with pytest.raises(ForgeError, match=r"422 «No commit found for SHA"):
        scene.forge.set_status("0" * 40, "minhbach", _status(StatusState.SUCCESS))


# Labels -----------------------------------------------------------------------


def test_labels_are_exactly_those_and_made_where_they_lack(scene: Scene) -> None:
    number = scene.submit()
    scene.fake.create_label("chờ duyệt")
    forge = scene.fake.forge(scene.gate, page_size=1)
    forge.set_labels(number, frozenset({"chờ duyệt", "cần sửa"}))
    assert scene.fake.labels_of(number) == {"chờ duyệt", "cần sửa"}
    forge.set_labels(number, frozenset({"cần sửa"}))
    assert scene.fake.labels_of(number) == {"cần sửa"}
    forge.set_labels(number, frozenset())
    assert scene.fake.labels_of(number) == frozenset()
    assert sorted(label.name for label in scene.fake.labels) == ["chờ duyệt", "cần sửa"]


def test_the_labels_of_the_repository_are_read_once(scene: Scene) -> None:
    forge, numbers = scene.forge, [scene.submit(branch=f"nhanh-{index}") for index in range(3)]
    for number in numbers:
        forge.set_labels(number, frozenset({"chờ duyệt"}))
    asked = [seen for seen in scene.fake.seen if seen.method == "GET" and seen.path.endswith("/labels")]
    assert len(asked) == 1
    assert len(scene.fake.labels) == 1


def test_githubs_labels_differ_by_more_than_capitals(make_scene: MakeScene) -> None:
    scene = make_scene("github")
    scene.fake.create_label("Chờ Duyệt")
    number = scene.submit()
    scene.forge.set_labels(number, frozenset({"chờ duyệt"}))
    assert scene.fake.labels_of(number) == {"Chờ Duyệt"}


# Issues -----------------------------------------------------------------------


def test_reminders_are_issues_and_never_pull_requests(scene: Scene) -> None:
    made = scene.forge.create_issue("Nhắc hạn", "Còn 3 ngày", "nhắc hạn")
    assert (made.author, made.title, made.body) == (scene.gate, "Nhắc hạn", "Còn 3 ngày")
    assert made.labels == {"nhắc hạn"}
    scene.forge.set_labels(scene.submit(), frozenset({"nhắc hạn"}))
    scene.fake.open_issue(scene.stranger, "Khác")
    second = scene.forge.create_issue("Nhắc lần hai", "Còn 1 ngày", "nhắc hạn")
    found = scene.fake.forge(scene.gate, page_size=1).issues("nhắc hạn")
    assert [issue.number for issue in found] == [made.number, second.number]


def test_an_issue_is_rewritten_and_closed(scene: Scene) -> None:
    made = scene.forge.create_issue("Nhắc hạn", "Còn 3 ngày", "nhắc hạn")
    scene.forge.update_issue(made.number, "Còn 2 ngày")
    assert [issue.body for issue in scene.forge.issues("nhắc hạn")] == ["Còn 2 ngày"]
    scene.forge.update_issue(made.number, "Đã đủ", close=True)
    assert scene.forge.issues("nhắc hạn") == []
    assert scene.fake.items[made.number].body == "Đã đủ"


def test_a_label_that_nobody_made_finds_no_issue(scene: Scene) -> None:
    scene.fake.open_issue(scene.stranger, "Khác")
    assert scene.forge.issues("nhắc hạn") == []


# All at once ------------------------------------------------------------------


def test_a_wrong_token_says_so_everywhere(scene: Scene) -> None:
    scene.submit()
    forge = scene.forge
    scene.fake.remove_person(scene.gate)
    for call in (forge.me, forge.open_pulls, forge.default_branch, lambda: forge.reviews(1), lambda: forge.comments(1)):
        with pytest.raises(ForgeError, match="token is wrong, expired or revoked"):
            call()
