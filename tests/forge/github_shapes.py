"""How GitHub shows accounts and repositories: dozens of fields that the published form requires and nobody reads."""

from __future__ import annotations

from typing import Any

from minhbach.forges.interface import Person

USER_URLS = (
    "events_url",
    "followers_url",
    "following_url",
    "gists_url",
    "organizations_url",
    "received_events_url",
    "repos_url",
    "starred_url",
    "subscriptions_url",
)
REPOSITORY_URLS = (
    "archive",
    "assignees",
    "blobs",
    "branches",
    "collaborators",
    "comments",
    "commits",
    "compare",
    "contents",
    "contributors",
    "deployments",
    "downloads",
    "events",
    "forks",
    "git_commits",
    "git_refs",
    "git_tags",
    "hooks",
    "issue_comment",
    "issue_events",
    "issues",
    "keys",
    "labels",
    "languages",
    "merges",
    "milestones",
    "notifications",
    "pulls",
    "releases",
    "stargazers",
    "statuses",
    "subscribers",
    "subscription",
    "tags",
    "teams",
    "trees",
)
COUNTS = (
    "forks",
    "forks_count",
    "open_issues",
    "open_issues_count",
    "size",
    "stargazers_count",
    "watchers",
    "watchers_count",
)
OWN_COUNTS = (
    "collaborators",
    "disk_usage",
    "followers",
    "following",
    "owned_private_repos",
    "private_gists",
    "public_gists",
    "public_repos",
    "total_private_repos",
)


def show_account(person: Person, url: str) -> dict[str, Any]:
    own = f"{url}/users/{person.login}"
    return {
        "login": person.login,
        "id": person.id,
        "node_id": f"U_{person.id}",
        "avatar_url": f"{own}/avatar",
        "gravatar_id": "",
        "url": own,
        "html_url": f"{url}/{person.login}",
        **{name: f"{own}/{name.removesuffix('_url')}" for name in USER_URLS},
        "type": "User",
        "site_admin": False,
    }


def show_own_account(person: Person, url: str, since: str) -> dict[str, Any]:
    nothing = dict.fromkeys(("bio", "blog", "company", "email", "hireable", "location", "name"))
    return {
        **show_account(person, url),
        **nothing,
        **dict.fromkeys(OWN_COUNTS, 0),
        "two_factor_authentication": True,
        "created_at": since,
        "updated_at": since,
    }


def show_repository(
    id: int, full_name: str, owner: dict[str, Any], branch: str, url: str, since: str
) -> dict[str, Any]:
    own, page = f"{url}/repos/{full_name}", f"{url}/{full_name}"
    return {
        "id": id,
        "node_id": f"R_{id}",
        "name": full_name.partition("/")[2],
        "full_name": full_name,
        "owner": owner,
        "private": False,
        "fork": False,
        "url": own,
        "html_url": page,
        **{f"{name}_url": f"{own}/{name}" for name in REPOSITORY_URLS},
        **{f"{name}_url": page for name in ("clone", "git", "ssh", "svn")},
        **dict.fromkeys(COUNTS, 0),
        **dict.fromkeys(("description", "homepage", "language", "license", "mirror_url")),
        **dict.fromkeys(("has_issues", "has_projects"), True),
        **dict.fromkeys(("has_wiki", "has_pages", "has_downloads", "archived", "disabled"), False),
        "default_branch": branch,
        **dict.fromkeys(("created_at", "updated_at", "pushed_at"), since),
    }
