"""What follows from a verdict and from what people said: merge, or whose turn it is. Knows no forge and no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location
from minhbach.forges.interface import ForgeReview, Person, Pull, ReviewVerdict, Status, StatusState
from minhbach.gate.judge import Question
from minhbach.gate.outcome import Outcome, Turn, Verdict
from minhbach.gate.waiting import Waiting

MOST_DESCRIPTION = 140

LABELS: Mapping[Turn, str] = {
    Turn.SUBMITTER: "chờ người nộp",
    Turn.APPROVER: "chờ cấp trên duyệt",
    Turn.OPERATOR: "chờ đơn vị vận hành",
    Turn.GATE: "đã đủ điều kiện",
}
LATE = "nộp muộn"
ASKED = "có câu hỏi"
OWN_LABELS = frozenset({*LABELS.values(), LATE, ASKED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What is to stand at the forge for one pull request, and whether it is to be merged now."""

    waiting: Waiting
    merge: bool
    status: Status
    labels: frozenset[str]


def unjudged(question: Question) -> Outcome:
    """What the gate itself has to say of a change that never reached the checker."""
    return Outcome(
        verdict=Verdict.ACCEPTABLE,
        base=question.base,
        head=question.head,
        actor=question.actor,
        at=question.at,
        turn=Turn.SUBMITTER,
    )


def refuse(outcome: Outcome, finding: Diagnostic) -> Outcome:
    """The outcome with one more reason against it."""
    if outcome.verdict is Verdict.FAULT:
        return outcome
    found = (finding, *outcome.diagnostics)
    return replace(outcome, verdict=Verdict.REFUSED, diagnostics=found, turn=Turn.SUBMITTER)


def refuse_duplicates(outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """One open pull request a unit: the oldest stands, by anybody who may propose for the unit at all."""
    first: dict[tuple[str | None, str], int] = {}
    judged: dict[int, Outcome] = {}
    for number in sorted(outcomes):
        outcome = outcomes[number]
        others = [first.setdefault((outcome.round, unit), number) for unit in outcome.units if outcome.is_theirs]
        earlier = [other for other in others if other != number]
        if earlier:
            place = Location(outcome.paths[0] if outcome.paths else "")
            name = outcome.effect.name if outcome.effect is not None else outcome.units[0]
            words = diagnose("pull-duplicate", place, unit=outcome.units[0], found=str(earlier[0]), name=name)
            outcome = refuse(outcome, words)
        judged[number] = outcome
    return judged


def decide(pull: Pull, outcome: Outcome, received: datetime, reviews: Sequence[ForgeReview]) -> Decision:
    """Only reviews of exactly the judged commit by its approvers count, and of each person the last one."""
    words = _last_words(outcome, received, reviews)
    approved = tuple(review for review in words if review.verdict is ReviewVerdict.APPROVED)
    against = next((review for review in words if review.verdict is ReviewVerdict.CHANGES_REQUESTED), None)
    merge = False
    turn, since = outcome.turn, received
    if outcome.verdict is Verdict.ACCEPTABLE:
        if against is not None:
            turn, since = Turn.SUBMITTER, against.at
        elif pull.draft:
            turn = Turn.SUBMITTER
        elif approved:
            turn, since, merge = Turn.GATE, approved[0].at, True
    waiting = Waiting(
        number=pull.number,
        url=pull.url,
        author=pull.author,
        outcome=outcome,
        received=received,
        turn=turn,
        since=since,
        approved_by=tuple(review.author for review in approved),
        sent_back_by=against.author if against is not None else None,
        sent_back=against.text if against is not None else "",
    )
    return Decision(waiting=waiting, merge=merge, status=_status(waiting, draft=pull.draft), labels=_labels(waiting))


def _last_words(outcome: Outcome, received: datetime, reviews: Sequence[ForgeReview]) -> list[ForgeReview]:
    """The last approval or request for changes of each account that may approve, in the order of time.

    A forge may move an old approval to a new head after a forced push: what is older than the head counts for nothing.
    """
    last: dict[int, ForgeReview] = {}
    for review in sorted(reviews, key=lambda item: item.at):
        of_this_head = review.commit == outcome.head and review.at >= received
        may = review.author.id in outcome.approvers and review.author.id != outcome.actor
        if of_this_head and may and review.verdict is not ReviewVerdict.OTHER:
            last[review.author.id] = review
    return sorted(last.values(), key=lambda item: item.at)


_STATES = {
    Verdict.ACCEPTABLE: StatusState.PENDING,
    Verdict.REFUSED: StatusState.FAILURE,
    Verdict.FAULT: StatusState.ERROR,
}


def _status(waiting: Waiting, *, draft: bool) -> Status:
    outcome = waiting.outcome
    state = StatusState.SUCCESS if waiting.turn is Turn.GATE else _STATES[outcome.verdict]
    if outcome.verdict is Verdict.FAULT:
        words = "Máy kiểm tra gặp sự cố, không phải lỗi của người gửi; đơn vị vận hành sẽ xử lý"
    elif outcome.verdict is Verdict.REFUSED:
        words = f"{outcome.errors} lỗi phải sửa, {outcome.queries} câu hỏi; xem bình luận của cổng nhận"
    elif waiting.sent_back_by is not None:
        words = f"{waiting.sent_back_by.login} trả lại để sửa; xem nhận xét"
    elif draft:
        words = "Bản nháp: bấm nút sẵn sàng duyệt khi đã xong"
    elif waiting.turn is Turn.GATE:
        words = "Hợp lệ và đã duyệt; được nhận vào sổ"
    else:
        words = f"Hợp lệ; {LABELS[waiting.turn]}"
    return Status(state=state, description=words[:MOST_DESCRIPTION])


def _labels(waiting: Waiting) -> frozenset[str]:
    found = {LABELS[waiting.turn]}
    if waiting.outcome.late:
        found.add(LATE)
    if waiting.outcome.queries:
        found.add(ASKED)
    return frozenset(found)


def merge_words(waiting: Waiting, name: str) -> tuple[str, str]:
    """Title and message of the merge commit: what the history of the round is read from."""
    outcome = waiting.outcome
    what = name or ", ".join(outcome.paths[:3])
    approvals = "\n".join(f"Approved-by: {_person(person)}" for person in waiting.approved_by)
    lines = [
        f"Received: {waiting.received.isoformat()}",
        *(["Late: yes"] if outcome.late else []),
        *(f"Unit: {unit}" for unit in outcome.units),
        f"Submitted-by: {_person(waiting.author)}",
        approvals,
        f"Approved: {waiting.since.isoformat()}",
        f"Checked: {outcome.head}",
    ]
    return f"Nhận số {waiting.number}: {what}"[:120], "\n".join(lines)


def _person(person: Person) -> str:
    return f"{person.id} ({person.login})"
