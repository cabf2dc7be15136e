"""Pushes, pull requests, reviews and merges of a fake forge, on a real repository."""

from __future__ import annotations

from datetime import datetime

from minhbach.forges.interface import Person
from tests.forge.clock import Clock
from tests.forge.desk import Desk
from tests.forge.git import NOTHING, MovedError, Repository
from tests.forge.model import Branch, Event, Permission, PullItem, Push, Refusal, Review

REVIEW_STATES = {
    "approved": "APPROVED",
    "changes_requested": "CHANGES_REQUESTED",
    "comment": "COMMENTED",
    "pending": "PENDING",
    "request": "REQUEST_REVIEW",
}


class ForgeState(Desk):
    """One repository with the forks of its people.

    A fork's branch is the reference `refs/forks/<login>/<branch>` of the same bare repository; `refs/pull/N/head`
    follows the head of an open pull request N.
    """

    default_branch = "main"
    keeps_pushes = True
    """False: the forge forgets when branches moved, as it does after some time."""

    carries_approvals = False
    """True: a forced push writes the new head into the approvals of the old one, as GitHub has been seen to do."""

    page_limit: int | None = None
    """The most that a page has, whatever is asked for; None: as the forge has it."""

    def __init__(self, repository: Repository, clock: Clock, *, name: str) -> None:
        super().__init__(repository, clock, name=name)
        self.pushes: list[Push] = []

    # Branches -----------------------------------------------------------------

    def push(
        self, person: Person, branch: str, commit: str, at: datetime | None = None, *, in_fork: bool = True
    ) -> None:
        """Move a branch of the person's fork, or with `in_fork=False` of the repository itself, to a commit."""
        if not in_fork and not self.accounts[person.id].permission.reaches(Permission.WRITE):
            raise Refusal(403, "Permission denied")
        place = Branch(branch, person if in_fork else None)
        before = self.git.ref(place.ref)
        if before != commit:
            self._move(place, before, commit, person, self.time(at))

    def _move(self, place: Branch, before: str | None, commit: str, by: Person, at: datetime) -> None:
        followers = [pull for pull in self.pulls.values() if pull.is_open and pull.branch == place]
        refs = {place.ref: commit, **{f"refs/pull/{pull.number}/head": commit for pull in followers}}
        forced = before is not None and self.git.is_forced(before, commit)
        self.git.move(refs)
        self._log(place, before, commit, by, at, "force_push" if forced else "push" if before else "branch_creation")
        for pull in followers:
            pull.head = commit
            self._event(pull, "pull_push", by, at, before=before, forced=forced)
            if forced and self.carries_approvals:
                self._carry(pull, before)

    def _carry(self, pull: PullItem, before: str | None) -> None:
        for review in pull.reviews:
            if review.state == "APPROVED" and review.commit == before:
                review.commit = pull.head

    def _log(self, place: Branch, before: str | None, after: str, by: Person, at: datetime, kind: str) -> None:
        if self.keeps_pushes:
            push = Push(id=self.next_id(), branch=place, by=by, before=before or NOTHING, after=after, kind=kind, at=at)
            self.pushes.append(push)

    def _event(
        self,
        pull: PullItem,
        kind: str,
        by: Person,
        at: datetime,
        *,
        before: str | None = None,
        forced: bool = False,
    ) -> None:
        base = self.git.ref(f"refs/heads/{pull.target}")
        event = Event(
            id=self.next_id(),
            kind=kind,
            by=by,
            at=at,
            after=pull.head,
            before=before,
            base=base,
            forced=forced,
            kept=self.keeps_pushes or kind != "pull_push",
        )
        pull.timeline.append(event)

    def commits_of(self, event: Event) -> list[str]:
        """What a push brought, as Forgejo writes it: the newest last; both ends where the branch was forced."""
        if event.forced and event.before:
            return [event.before, event.after]
        return self.git.between(event.after, *(commit for commit in (event.base, event.before) if commit))

    # Pull requests ------------------------------------------------------------

    @property
    def pulls(self) -> dict[int, PullItem]:
        return {number: item for number, item in self.items.items() if isinstance(item, PullItem)}

    def open_pull(
        self,
        author: Person,
        branch: str,
        target: str = "main",
        title: str = "",
        *,
        in_fork: bool = True,
        draft: bool = False,
        at: datetime | None = None,
    ) -> int:
        """A pull request from a branch that was pushed before; returns its number."""
        place = Branch(branch, author if in_fork else None)
        head = self.git.ref(place.ref)
        if head is None:
            raise Refusal(422, f"No such branch: {branch}")
        number = len(self.items) + 1
        pull = PullItem(
            id=self.next_id(),
            number=number,
            author=author,
            title=title or branch,
            body="",
            created=self.time(at),
            branch=place,
            target=target,
            head=head,
            draft=draft,
        )
        self.items[number] = pull
        self.git.move({f"refs/pull/{number}/head": head})
        self._event(pull, "pull_push", author, pull.created)
        return number

    def pull(self, number: int) -> PullItem:
        item = self.item(number)
        if not isinstance(item, PullItem):
            raise Refusal(404, "Not Found")
        return item

    def retarget(self, number: int, target: str) -> None:
        pull = self.pull(number)
        pull.target = target
        self._event(pull, "change_target_branch", pull.author, self.clock.now)

    def close(self, number: int) -> None:
        self.edit_issue(number, None, "closed")
        self._event(self.pull(number), "close", self.pull(number).author, self.clock.now)

    def reopen(self, number: int) -> None:
        """The head is again that of the branch; no push is written down for what came while it was closed."""
        pull = self.pull(number)
        self.edit_issue(number, None, "open")
        pull.head = self.git.ref(pull.branch.ref) or pull.head
        self.git.move({f"refs/pull/{number}/head": pull.head})
        self._event(pull, "reopen", pull.author, self.clock.now)

    def delete_fork(self, person: Person) -> None:
        """The fork is gone; open pull requests keep their last head."""
        for pull in self.pulls.values():
            if pull.branch.fork == person:
                pull.fork_gone = True

    def review(
        self,
        person: Person,
        number: int,
        verdict: str,
        text: str = "",
        *,
        commit: str | None = None,
        at: datetime | None = None,
    ) -> int:
        """A review of the head of this moment. `verdict` is one of REVIEW_STATES."""
        pull = self.pull(number)
        review = Review(
            id=self.next_id(),
            author=person,
            state=REVIEW_STATES[verdict],
            commit=pull.head if commit is None else commit,
            body=text,
            at=self.time(at),
        )
        pull.reviews.append(review)
        self._event(pull, "review", person, review.at)
        return review.id

    def dismiss_review(self, number: int, id: int) -> None:
        next(review for review in self.pull(number).reviews if review.id == id).dismissed = True

    # Merging ------------------------------------------------------------------

    def merge(self, person: Person, number: int, head: str | None, message: str) -> str:
        """A merge commit on the target; raises Refusal: 404 closed, 405 merged, draft or conflicts, 409 head moved."""
        pull = self.pull(number)
        if pull.merged:
            raise Refusal(405, "already merged")
        if not pull.is_open:
            raise Refusal(404, "closed")
        if head is not None and head != pull.head:
            raise Refusal(409, "head moved")
        target = f"refs/heads/{pull.target}"
        base = self.git.ref(target)
        tree = self.git.merged_tree(base, pull.head) if base and not pull.draft else None
        if base is None or tree is None:
            raise Refusal(405, "not mergeable")
        commit = self.git.commit(tree, (base, pull.head), message, person.login, self.clock.now)
        try:
            self.git.move({target: commit}, {target: base})
        except MovedError:
            self.git.reload(target)
            raise Refusal(405, "base moved") from None
        pull.merge_commit, pull.merged_by = commit, person
        pull.is_open, pull.closed = False, self.clock.now
        self._log(Branch(pull.target), base, commit, person, self.clock.now, "pr_merge")
        self._event(pull, "merge_pull", person, self.clock.now)
        return commit
