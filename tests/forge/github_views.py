"""How GitHub shows pull requests, reviews, comments, issues, labels and statuses."""

from __future__ import annotations

from typing import Any

from minhbach.forges.interface import Person
from tests.forge import github_shapes as shapes
from tests.forge.api import Api
from tests.forge.model import Event, Item, Label, Note, PullItem, Push, Review, StatusRow

EVENTS = {"close": "closed", "reopen": "reopened", "change_target_branch": "base_ref_changed", "merge_pull": "merged"}


class GitHubViews(Api):
    """Every field that the published form requires."""

    def show_user(self, person: Person) -> Any:
        return None if self.state.is_gone(person) else shapes.show_account(person, self.url)

    def show_self(self, person: Person) -> Any:
        return shapes.show_own_account(person, self.url, self._since())

    def _since(self) -> str:
        return "2025-01-01T00:00:00Z"

    def show_repository(self) -> Any:
        full = {"has_discussions": False, "network_count": 0, "subscribers_count": 0}
        return {**self._repository(None), **full}

    def _repository(self, fork: Person | None) -> dict[str, Any]:
        name = self.full_name(fork)
        owner = shapes.show_account(fork or self.state.owner, self.url)
        shown = shapes.show_repository(
            fork.id if fork else 1, name, owner, self.state.default_branch, self.url, self._since()
        )
        return {**shown, "fork": fork is not None}

    def full_name(self, fork: Person | None) -> str:
        return f"{fork.login}/{self.state.name.partition('/')[2]}" if fork else self.state.name

    def show_pull(self, pull: PullItem) -> Any:
        own = f"{self.url}/repos/{self.state.name}/pulls/{pull.number}"
        issue = f"{self.url}/repos/{self.state.name}/issues/{pull.number}"
        page = f"{self.url}/{self.state.name}/pull/{pull.number}"
        addresses = {
            "comments": f"{issue}/comments",
            "commits": f"{own}/commits",
            "review_comment": f"{own}/comments/1",
            "review_comments": f"{own}/comments",
            "statuses": f"{self.url}/repos/{self.state.name}/statuses/{pull.head}",
        }
        links = {**addresses, "self": own, "html": page, "issue": issue}
        return {
            "id": pull.id,
            "node_id": f"PR_{pull.id}",
            "number": pull.number,
            "state": "open" if pull.is_open else "closed",
            "locked": False,
            "title": pull.title,
            "user": self.show_user(pull.author) or shapes.show_account(Person(10137, "ghost"), self.url),
            "body": pull.body or None,
            "draft": pull.draft,
            "labels": [self.show_label(label) for label in pull.labels],
            "head": self._head(pull),
            "base": self._end(pull.target, self.state.git.ref(f"refs/heads/{pull.target}") or "", None),
            "author_association": "NONE",
            "created_at": self.time(pull.created),
            "updated_at": self.time(pull.created),
            "closed_at": self.time(pull.closed),
            "merged_at": self.time(pull.closed) if pull.merged else None,
            "merge_commit_sha": pull.merge_commit,
            **dict.fromkeys(("assignee", "milestone", "auto_merge")),
            "url": own,
            "html_url": page,
            "issue_url": issue,
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
            **{f"{name}_url": address for name, address in addresses.items()},
            "_links": {name: {"href": address} for name, address in links.items()},
        }

    def _head(self, pull: PullItem) -> dict[str, Any]:
        end = self._end(pull.branch.name, pull.head, pull.branch.fork)
        return {**end, "repo": None} if pull.fork_gone else end

    def _end(self, branch: str, commit: str, fork: Person | None) -> dict[str, Any]:
        owner = fork or self.state.owner
        return {
            "label": f"{owner.login}:{branch}",
            "ref": branch,
            "sha": commit,
            "user": shapes.show_account(owner, self.url),
            "repo": self._repository(fork),
        }

    def show_whole_pull(self, pull: PullItem) -> Any:
        counts = ("additions", "deletions", "changed_files", "comments", "commits", "review_comments")
        return {
            **self.show_pull(pull),
            **dict.fromkeys(counts, 0),
            "merged": pull.merged,
            "merged_by": self.show_user(pull.merged_by) if pull.merged_by else None,
            "mergeable": True if pull.is_open else None,
            "mergeable_state": "clean" if pull.is_open else "unknown",
            "maintainer_can_modify": False,
        }

    def show_review(self, review: Review, pull: PullItem) -> Any:
        own = f"{self.url}/repos/{self.state.name}/pulls/{pull.number}"
        page = f"{self.url}/{self.state.name}/pull/{pull.number}#pullrequestreview-{review.id}"
        sent = {} if review.state == "PENDING" else {"submitted_at": self.time(review.at)}
        return {
            "id": review.id,
            "node_id": f"PRR_{review.id}",
            "user": self.show_user(review.author),
            "body": review.body,
            "state": "DISMISSED" if review.dismissed else review.state,
            "commit_id": review.commit or None,
            "html_url": page,
            "pull_request_url": own,
            "author_association": "NONE",
            "_links": {"html": {"href": page}, "pull_request": {"href": own}},
            **sent,
        }

    def show_note(self, note: Note) -> Any:
        issue = f"{self.url}/repos/{self.state.name}/issues"
        return {
            "id": note.id,
            "node_id": f"IC_{note.id}",
            "user": self.show_user(note.author),
            "body": note.body,
            "url": f"{issue}/comments/{note.id}",
            "html_url": f"{self.url}/{self.state.name}/issues/{note.number}#issuecomment-{note.id}",
            "issue_url": f"{issue}/{note.number}",
            "author_association": "NONE",
            "created_at": self.time(note.created),
            "updated_at": self.time(note.updated),
        }

    def show_issue(self, item: Item) -> Any:
        own = f"{self.url}/repos/{self.state.name}/issues/{item.number}"
        page = f"{self.url}/{self.state.name}/issues/{item.number}"
        pull = dict.fromkeys(("url", "html_url", "diff_url", "patch_url"), page)
        return {
            "id": item.id,
            "node_id": f"I_{item.id}",
            "number": item.number,
            "state": "open" if item.is_open else "closed",
            "locked": False,
            "title": item.title,
            "body": item.body or None,
            "user": self.show_user(item.author),
            "labels": [self.show_label(label) for label in item.labels],
            "comments": len(self.state.comments_of(item.number)),
            **dict.fromkeys(("assignee", "milestone")),
            "author_association": "NONE",
            "created_at": self.time(item.created),
            "updated_at": self.time(item.created),
            "closed_at": self.time(item.closed),
            "url": own,
            "html_url": page,
            "repository_url": f"{self.url}/repos/{self.state.name}",
            **{f"{name}_url": f"{own}/{name}" for name in ("comments", "events", "labels")},
            **({"pull_request": pull} if isinstance(item, PullItem) else {}),
        }

    def show_label(self, label: Label) -> Any:
        return {
            "id": label.id,
            "node_id": f"LA_{label.id}",
            "url": f"{self.url}/repos/{self.state.name}/labels/{label.id}",
            "name": label.name,
            "color": label.color,
            "default": False,
            "description": "",
        }

    def show_status(self, row: StatusRow) -> Any:
        return {
            "id": row.id,
            "node_id": f"SC_{row.id}",
            "url": f"{self.url}/repos/{self.state.name}/statuses/{row.commit}",
            "avatar_url": None,
            "state": row.state,
            "description": row.description or None,
            "target_url": None,
            "context": row.context,
            "created_at": self.time(row.at),
            "updated_at": self.time(row.at),
            "creator": self.show_user(row.creator),
        }

    def refusal(self, status: int, message: str) -> Any:
        body = {"message": message, "documentation_url": "https://docs.github.com/rest"}
        return {**body, "status": str(status)} if status in (401, 403, 404) else body

    def show_activity(self, push: Push) -> Any:
        return {
            "id": push.id,
            "node_id": f"A_{push.id}",
            "before": push.before,
            "after": push.after,
            "ref": f"refs/heads/{push.branch.name}",
            "timestamp": self.time(push.at),
            "activity_type": push.kind,
            "actor": self.show_user(push.by),
        }

    def show_event(self, event: Event) -> Any:
        return {
            "id": event.id,
            "node_id": f"E_{event.id}",
            "url": f"{self.url}/repos/{self.state.name}/issues/events/{event.id}",
            "actor": shapes.show_account(event.by, self.url),
            "event": "head_ref_force_pushed" if event.forced else EVENTS[event.kind],
            "commit_id": None,
            "commit_url": None,
            "created_at": self.time(event.at),
            "performed_via_github_app": None,
        }
