"""One run of the gate over all open pull requests. It keeps no state: killed anywhere, the next run goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from minhbach.changes import Changes
from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Location, Text
from minhbach.forges.interface import Comment, Forge, ForgeError, MergeOutcome, Pull
from minhbach.gate.base import Base
from minhbach.gate.bulletin import Bulletin, Step
from minhbach.gate.child import Checker
from minhbach.gate.decide import Decision, decide, merge_words, refuse, refuse_duplicates, unjudged
from minhbach.gate.fetch import MAIN, Fetched, Fetcher
from minhbach.gate.judge import Question
from minhbach.gate.known import Known
from minhbach.gate.outcome import Outcome, Turn, Verdict
from minhbach.gate.waiting import Queue, Waiting
from minhbach.git import GitError, GitRepository, Revision

MOST_STRANGERS = 50
"""Pull requests of accounts that the register does not know, judged in one run: a flood of them delays nobody else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RunReport:
    """What was done, what still waits, which pull requests were merged, and what went wrong without ending the run."""

    steps: tuple[Step, ...]
    queue: Queue
    merged: tuple[int, ...]
    faults: tuple[Step, ...]


@dataclass(slots=True)
class Work:
    """A pull request on its way through a run."""

    pull: Pull
    received: datetime
    comment: Comment | None = None
    outcome: Outcome | None = None
    said: Waiting | None = None
    """What stands at the forge since an earlier run, when nothing has changed since."""


@dataclass(slots=True)
class Gate:
    """`now` is when the run began; `write` makes the text of a comment with what the base says."""

    forge: Forge
    repository: GitRepository
    fetcher: Fetcher
    checker: Checker
    write: Callable[[Base, Waiting], str]
    now: datetime
    dry_run: bool = False
    earlier: Base | None = None
    """The base of the run before, where one process runs again and again."""
    known: Known = field(default_factory=lambda: Known({}, {}))
    faults: list[Step] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)
    branch: str = ""
    base: Base = field(init=False)
    bulletin: Bulletin = field(init=False)
    moves: dict[tuple[str, str], Changes] = field(default_factory=dict)
    left: list[Pull] = field(default_factory=list)
    """The pull requests of the run with the labels that they have now."""

    def run(self) -> RunReport:
        """Raises ForgeError when the forge cannot be used at all; one pull request's trouble is only reported."""
        self.bulletin = Bulletin(self.forge, self.forge.me().id, self.dry_run)
        self.branch = self.forge.default_branch()
        self.fetcher.prepare()
        base = self._fetch_main()
        self.base = Base(Revision(self.repository, base), self.earlier)
        pulls = self._in_order(self.forge.open_pulls())
        works = {pull.number: Work(pull, self.now) for pull in pulls}
        fetched = self.fetcher.heads(self.repository, [(pull.number, pull.head) for pull in pulls])
        for number, work in works.items():
            if fetched[number] is Fetched.ABSENT:
                self._say(
                    number, "chưa lấy được bản mới nhất: để lượt sau", "its newest head is not there yet: next run"
                )
                continue
            with self._reported(number):
                work.outcome = self._judge(work, base, fetched[number])
        report = self._report(list(self._settle_all(works)))
        self.left = [work.pull for work in works.values()]
        return report

    def _report(self, waiting: Sequence[Waiting]) -> RunReport:
        return RunReport(
            steps=tuple(self.bulletin.steps),
            queue=Queue(at=self.now, waiting=tuple(waiting)),
            merged=tuple(self.merged),
            faults=tuple(self.faults),
        )

    # Judging ---------------------------------------------------------------------

    def _fetch_main(self) -> str:
        self.fetcher.main(self.branch)
        return self.repository.commit(MAIN)

    def _in_order(self, pulls: Sequence[Pull]) -> list[Pull]:
        """Those whose author the base's register names come first, in the order of their numbers."""
        newest = self.base.newest
        known = newest.accounts.by_id if newest is not None else {}
        ours = [pull for pull in pulls if pull.author.id in known]
        strangers = [pull for pull in pulls if pull.author.id not in known]
        for pull in strangers[MOST_STRANGERS:]:
            self._say(
                pull.number, "để lượt sau: quá nhiều bản gửi từ tài khoản lạ", "next run: too many from strangers"
            )
        return [*ours, *strangers[:MOST_STRANGERS]]

    def _judge(self, work: Work, base: str, fetched: Fetched) -> Outcome:
        pull = work.pull
        said = self.known.unchanged(pull)
        if said is not None and not self._touches(said.outcome, base):
            work.said, work.received = said, said.received
            return said.outcome
        work.comment = self.bulletin.comment_of(pull.number)
        work.received = self.forge.pushed_at(pull) or Bulletin.remembered(work.comment, pull.head) or self.now
        question = Question(base=base, head=pull.head, actor=pull.author.id, at=work.received)
        if pull.target != self.branch:
            finding = diagnose("pull-target", Location(""), found=shown(pull.target), allowed=self.branch)
            return refuse(unjudged(question), finding)
        if fetched is not Fetched.HERE:
            return refuse(unjudged(question), diagnose("change-unfetchable", Location(""), detail=fetched.value))
        return self.checker.outcome(question)

    # Deciding --------------------------------------------------------------------

    def _settle_all(self, works: dict[int, Work]) -> Iterator[Waiting]:
        judged = {number: work.outcome for number, work in works.items() if work.outcome is not None}
        for number, outcome in refuse_duplicates(judged).items():
            with self._reported(number):
                left = self._settle(works[number], outcome)
                if left is not None:
                    yield left

    def _settle(self, work: Work, outcome: Outcome) -> Waiting | None:
        """Say what has to be said, and merge when everything is there. What still waits comes back."""
        reviews = self.forge.reviews(work.pull.number) if outcome.verdict is Verdict.ACCEPTABLE else []
        decision = decide(work.pull, outcome, work.received, reviews)
        if decision.merge:
            decision = decide(work.pull, self._confirmed(outcome), work.received, reviews)
        if decision.waiting != work.said:
            self._publish(work, decision)
        if not decision.merge:
            return decision.waiting
        return None if self._merge(work.pull, decision) else self._left_over(work, decision)

    def _left_over(self, work: Work, decision: Decision) -> Waiting:
        """What was already called received and is not: the comment says so no longer."""
        waiting = replace(decision.waiting, turn=Turn.OPERATOR, since=self.now)
        if not self.dry_run:
            work.comment = None
            self._publish(work, replace(decision, waiting=waiting))
        return waiting

    def _publish(self, work: Work, decision: Decision) -> None:
        comment = work.comment or self.bulletin.comment_of(work.pull.number)
        self.bulletin.publish(work.pull, comment, decision, self.write(self.base, decision.waiting))
        work.pull = replace(work.pull, labels=self.bulletin.labels(work.pull, decision))

    def _confirmed(self, outcome: Outcome) -> Outcome:
        """The outcome, judged again when the base has changed in anything that it rests on."""
        now = self._fetch_main()
        if not self._touches(outcome, now):
            return outcome
        return self.checker.outcome(Question(base=now, head=outcome.head, actor=outcome.actor, at=outcome.at))

    def _touches(self, outcome: Outcome, now: str) -> bool:
        changes = self._changes(outcome.base, now)
        folders = tuple(path for path in outcome.inputs if path.endswith("/"))
        return changes.more or any(
            "/" in folders or change.path in outcome.inputs or change.path.startswith(folders)
            for change in changes.files
        )

    def _changes(self, before: str, now: str) -> Changes:
        """What the base changed between two of its commits; asked again for each pull request of a run."""
        if (before, now) not in self.moves:
            self.moves[before, now] = self.repository.changes(before, now) if before != now else Changes(())
        return self.moves[before, now]

    def _merge(self, pull: Pull, decision: Decision) -> bool:
        if self.dry_run:
            self._say(pull.number, "sẽ nhập vào nhánh chính", "would be merged")
            return False
        outcome = decision.waiting.outcome
        name = outcome.effect.name if outcome.effect is not None else ", ".join(outcome.units)
        title, message = merge_words(decision.waiting, name)
        fresh = self.forge.pull(pull.number)
        if fresh is None or (fresh.head, fresh.target, fresh.draft) != (pull.head, pull.target, pull.draft):
            self._say(pull.number, "vừa thay đổi: để lượt sau", "changed just now: next run")
            return False
        done = self.forge.merge(pull.number, pull.head, title, message)
        if done in (MergeOutcome.MERGED, MergeOutcome.ALREADY_MERGED):
            self.merged.append(pull.number)
            self._say(pull.number, "đã nhập vào nhánh chính", "merged")
            return True
        if done is MergeOutcome.HEAD_MOVED:
            self._say(pull.number, "có bản mới vừa gửi: để lượt sau", "a new head has come: next run")
        else:
            words = Text(
                "Kho git không cho nhập: xem xung đột với nhánh chính và quy tắc bảo vệ nhánh",
                "The forge does not merge: see conflicts with the main branch and its rules",
            )
            self.faults.append(Step(pull.number, words))
        return False

    def _say(self, number: int, vi: str, en: str) -> None:
        self.bulletin.say(number, vi, en)

    @contextmanager
    def _reported(self, number: int) -> Iterator[None]:
        """One pull request's trouble is told, and the others go on."""
        try:
            yield
        except ForgeError as error:
            self.faults.append(Step(number, error.text))
        except GitError as error:
            self.faults.append(Step(number, Text(error.message)))
