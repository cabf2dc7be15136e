"""How Forgejo and Gitea show pull requests, reviews, comments, issues, labels and statuses."""

from __future__ import annotations

import json
from typing import Any

from minhbach.forges.interface import Person
from tests.forge.api import Api
from tests.forge.model import Event, Item, Label, Note, PullItem, Review, StatusRow

GHOST = Person(-1, "Ghost")
STATES = {"COMMENTED": "COMMENT", "CHANGES_REQUESTED": "REQUEST_CHANGES"}


class ForgejoViews(Api):
    """Some of the fields: nothing is required."""

    def show_user(self, person: Person) -> Any:
        shown = GHOST if self.state.is_gone(person) else person
        return {"id": shown.id, "login": shown.login, "full_name": "", "html_url": f"{self.url}/{shown.login}"}

    def show_self(self, person: Person) -> Any:
        return {**self.show_user(person), "is_admin": False, "active": True}

    def show_repository(self) -> Any:
        return self._repository(None)

    def _repository(self, fork: Person | None) -> dict[str, Any]:
        owner, name = fork or self.state.owner, self.state.name.partition("/")[2]
        return {
            "id": fork.id if fork else 1,
            "name": name,
            "full_name": f"{owner.login}/{name}",
            "owner": self.show_user(owner),
            "fork": fork is not None,
            "default_branch": self.state.default_branch,
            "html_url": f"{self.url}/{owner.login}/{name}",
        }

    def show_pull(self, pull: PullItem) -> Any:
        """`mergeable` is false as well while the forge is still finding out."""
        base = self.state.git.ref(f"refs/heads/{pull.target}")
        page = f"{self.url}/{self.state.name}/pulls/{pull.number}"
        return {
            "id": pull.id,
            "number": pull.number,
            "url": page,
            "html_url": page,
            "user": self.show_user(pull.author),
            "title": f"WIP: {pull.title}" if pull.draft else pull.title,
            "body": pull.body,
            "labels": [self.show_label(label) for label in pull.labels],
            "state": "open" if pull.is_open else "closed",
            "draft": pull.draft,
            "mergeable": pull.is_open and not pull.draft,
            "merged": pull.merged,
            "merged_at": self.time(pull.closed) if pull.merged else None,
            "merge_commit_sha": pull.merge_commit,
            "merged_by": self.show_user(pull.merged_by) if pull.merged_by else None,
            "base": {
                "label": pull.target,
                "ref": pull.target,
                "sha": base or "",
                "repo_id": 1,
                "repo": self._repository(None),
            },
            "head": self._head(pull),
            "created_at": self.time(pull.created),
            "updated_at": self.time(pull.created),
            "closed_at": self.time(pull.closed),
        }

    def _head(self, pull: PullItem) -> dict[str, Any]:
        fork = pull.branch.fork
        if pull.fork_gone:
            own = f"refs/pull/{pull.number}/head"
            return {"label": pull.branch.name, "ref": own, "sha": pull.head, "repo_id": -1, "repo": None}
        repository = self._repository(fork)
        end = {"label": pull.branch.name, "ref": pull.branch.name, "sha": pull.head}
        return {**end, "repo_id": repository["id"], "repo": repository}

    def show_review(self, review: Review, pull: PullItem) -> Any:
        page = f"{self.url}/{self.state.name}/pulls/{pull.number}"
        return {
            "id": review.id,
            "user": self.show_user(review.author),
            "state": STATES.get(review.state, review.state),
            "body": review.body,
            "commit_id": review.commit,
            "stale": review.commit != pull.head,
            "official": False,
            "dismissed": review.dismissed,
            "comments_count": 0,
            "submitted_at": self.time(review.at),
            "updated_at": self.time(review.at),
            "html_url": f"{page}#issuecomment-{review.id}",
            "pull_request_url": page,
        }

    def show_note(self, note: Note) -> Any:
        page = f"{self.url}/{self.state.name}/issues/{note.number}"
        return {
            "id": note.id,
            "user": self.show_user(note.author),
            "body": note.body,
            "html_url": f"{page}#issuecomment-{note.id}",
            "issue_url": page,
            "pull_request_url": "",
            "assets": [],
            "created_at": self.time(note.created),
            "updated_at": self.time(note.updated),
        }

    def show_issue(self, item: Item) -> Any:
        pull = {"merged": item.merged, "merged_at": None} if isinstance(item, PullItem) else None
        return {
            "id": item.id,
            "number": item.number,
            "url": f"{self.url}/api/v1/repos/{self.state.name}/issues/{item.number}",
            "html_url": f"{self.url}/{self.state.name}/issues/{item.number}",
            "user": self.show_user(item.author),
            "title": item.title,
            "body": item.body,
            "labels": [self.show_label(label) for label in item.labels],
            "state": "open" if item.is_open else "closed",
            "comments": len(self.state.comments_of(item.number)),
            "created_at": self.time(item.created),
            "closed_at": self.time(item.closed),
            "pull_request": pull,
        }

    def show_label(self, label: Label) -> Any:
        page = f"{self.url}/api/v1/repos/{self.state.name}/labels/{label.id}"
        return {"id": label.id, "name": label.name, "color": label.color, "description": "", "url": page}

    def show_status(self, row: StatusRow) -> Any:
        return {
            "id": row.id,
            "status": row.state,
            "context": row.context,
            "description": row.description,
            "target_url": "",
            "url": f"{self.url}/api/v1/repos/{self.state.name}/statuses/{row.commit}",
            "creator": self.show_user(row.creator),
            "created_at": self.time(row.at),
            "updated_at": self.time(row.at),
        }

    def refusal(self, status: int, message: str) -> Any:
        body: dict[str, Any] = {"message": message, "url": f"{self.url}/api/swagger"}
        return {**body, "errors": []} if status == 404 else body

    def show_event(self, event: Event, pull: PullItem) -> dict[str, Any]:
        page = f"{self.url}/{self.state.name}/pulls/{pull.number}"
        return {
            "id": event.id,
            "type": event.kind,
            "user": self.show_user(event.by),
            "body": self._content(event) if event.kind == "pull_push" else "",
            "html_url": page,
            "pull_request_url": page,
            "issue_url": "",
            "created_at": self.time(event.at),
            "updated_at": self.time(event.at),
        }

    def _content(self, event: Event) -> str:
        return json.dumps({"is_force_push": event.forced, "commit_ids": self.state.commits_of(event)})
