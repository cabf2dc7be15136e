"""The house's own rules for a workflow file. Each fault is one word and where it stands, so that tests can name it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ACTIONS = frozenset(
    {
        "actions/checkout",
        "actions/configure-pages",
        "actions/deploy-pages",
        "actions/download-artifact",
        "actions/upload-artifact",
        "actions/upload-pages-artifact",
    }
)
"""All actions that are used. Another one is another stranger beside a token: it is added here with a reason.

Artifacts carry the shares of a site from the jobs that build them to the one that joins and judges them.
"""

PROGRAMS = frozenset({"make", "git", ".venv/bin/minhbach"})
WRITES = frozenset({"pages", "id-token"})
"""What a job may be allowed to write; everything else is written with the gate's own account."""

_PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
_SHELL = re.compile(r"[;&|<>`\n]|\$\(|\$\{")
_BARE = re.compile(r"\$(?!\w+\b)")


@dataclass(frozen=True, slots=True)
class Workflow:
    """`document` has every scalar as text: in YAML 1.1 the key `on` would be a yes."""

    path: Path
    text: str
    document: Mapping[str, Any]

    @property
    def jobs(self) -> Mapping[str, Mapping[str, Any]]:
        jobs: Mapping[str, Mapping[str, Any]] = self.document["jobs"]
        return jobs

    @property
    def steps(self) -> list[Mapping[str, Any]]:
        return [step for job in self.jobs.values() for step in job["steps"]]

    @property
    def triggers(self) -> frozenset[str]:
        on = self.document["on"]
        return frozenset([on] if isinstance(on, str) else on)

    @property
    def commands(self) -> list[str]:
        return [step["run"].strip() for step in self.steps if "run" in step]


def read(path: Path) -> Workflow:
    text = path.read_text(encoding="utf-8")
    return Workflow(path, text, yaml.load(text, Loader=yaml.CBaseLoader))  # noqa: S506 - builds text only


def faults(workflow: Workflow) -> set[str]:
    return {*_of_file(workflow), *_of_jobs(workflow), *_of_steps(workflow)}


def _of_file(workflow: Workflow) -> Iterator[str]:
    if workflow.document.get("permissions") != {}:
        yield "permissions"
    if "pull_request_target" in workflow.triggers:
        yield "trigger"
    if "concurrency" not in workflow.document:
        yield "concurrency"
    for line in workflow.text.splitlines():
        if re.match(r"\s*(- )?uses:", line) and not _PINNED.search(line):
            yield "pin"


def _of_jobs(workflow: Workflow) -> Iterator[str]:
    for job in workflow.jobs.values():
        rights = job.get("permissions")
        if not isinstance(rights, Mapping) or any(
            right == "write" and name not in WRITES for name, right in rights.items()
        ):
            yield "permissions"
        if "timeout-minutes" not in job:
            yield "timeout"
        if "secrets." in str(job) and ("environment" not in job or "pull_request" in workflow.triggers):
            yield "secret"


def _of_steps(workflow: Workflow) -> Iterator[str]:
    for step in workflow.steps:
        action = step.get("uses", "").partition("@")[0]
        inputs = step.get("with", {})
        if action and action not in ACTIONS:
            yield "action"
        if action == "actions/checkout" and inputs.get("persist-credentials") != "false":
            yield "credentials"
        if "cache" in inputs:
            yield "cache"
        if "run" in step:
            yield from _of_command(step["run"].strip())


def _of_command(line: str) -> Iterator[str]:
    """One command of ours, its values from the environment and quoted; nothing for a shell to interpret."""
    if "${{" in line:
        yield "expression"
    if _SHELL.search(line.replace("${{", "")) or _BARE.search(line.replace("${{", "")):
        yield "shell"
    program = shlex.split(line)[0]
    if program not in PROGRAMS and not program.startswith(".ci/"):
        yield "program"
    unquoted = re.sub(r'"[^"]*"', "", line.replace("${{", ""))
    if "$" in unquoted:
        yield "unquoted"
