"""Workflows: the house's own rules, two linters that know bad files when they see them, commands that parse."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Collection
from pathlib import Path

import pytest
import yaml

from minhbach import cli
from tests.conftest import ROOT
from tests.workflows.guards import faults, read

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = {path.stem: read(path) for path in sorted(FOLDER.iterdir())}
BAD = {path.stem: path for path in sorted((Path(__file__).parent / "bad").glob("*.yml"))}

OURS = {
    "target": {"trigger", "permissions"},
    "injection": {"expression", "program"},
    "unpinned": {"permissions", "pin", "credentials", "action"},
    "secret": {"concurrency", "timeout", "secret", "cache", "program", "shell", "unquoted"},
    "unknown": set(),
}
"""What the house's own rules find in each bad file."""

ZIZMOR = {
    "target": {"dangerous-triggers"},
    "injection": {"template-injection"},
    "unpinned": {"unpinned-uses", "artipacked", "excessive-permissions"},
    "secret": {"secrets-outside-env"},
    "unknown": set(),
}
"""What zizmor has to find there, at least."""

ACTIONLINT = {"injection": "potentially untrusted", "unknown": '"guard"'}
"""What actionlint has to say of some of them."""

ENVIRONMENT = {
    "BASE": "a" * 40,
    "HEAD": "b" * 40,
    "ACTOR": "501888",
    "AT": "2019-11-24T01:02:03Z",
    "NUMBER": "17",
    "ADDRESS": "https://example.org/trang",
    "SHARE": "2/4",
    "SITE": "",
    "GITHUB_REPOSITORY": "tinh/so-lieu",
    "GITHUB_STEP_SUMMARY": "summary.md",
}
"""Values of the variables that steps use, as GitHub would fill them."""


def arguments(command: str) -> list[str]:
    """A command line as the shell would hand it over."""
    return [re.sub(r"\$(\w+)", lambda found: ENVIRONMENT[found[1]], word) for word in shlex.split(command)]


# The house's own rules ---------------------------------------------------------


def test_there_are_the_workflows_that_the_set_up_page_names() -> None:
    assert set(WORKFLOWS) == {"check", "gate", "publish", "remind", "test"}
    for name, workflow in WORKFLOWS.items():
        assert workflow.document["name"] == name


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_keeps_the_rules_of_the_house(name: str) -> None:
    assert faults(WORKFLOWS[name]) == set()


@pytest.mark.parametrize("name", BAD)
def test_the_rules_of_the_house_know_a_bad_workflow(name: str) -> None:
    assert faults(read(BAD[name])) == OURS[name]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_command_of_ours_is_one_that_the_program_takes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in WORKFLOWS[name].commands:
        program, *given = arguments(command)
        if program.endswith("/minhbach"):
            assert given[0] in cli.COMMANDS, command
            assert hasattr(cli._parser(given).parse_args(given), "run"), command
        elif program.startswith(".ci/"):
            assert (ROOT / program).stat().st_mode & 0o111, program
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("folder", ["site_src", "site_src/en"])
def test_every_command_of_the_set_up_page_is_one_that_the_program_takes(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / folder / "dung-cong.md").read_text(encoding="utf-8").replace("\\\n", " ")
    commands = [found.split("&&")[0].split() for found in re.findall(r"\.venv/bin/minhbach (.*)", page)]
    told = [words for words in commands if words[0] != '"$@"']
    assert {words[0] for words in told} >= {"validate", "round", "gate", "check-pr", "build", "guard"}
    for words in told:
        given = [word.replace("TỔ-CHỨC/KHO", "tinh/so-lieu") for word in words]
        assert hasattr(cli._parser(given).parse_args(given), "run"), words
    assert capsys.readouterr().err == ""


# What each stage rests on --------------------------------------------------------


def test_the_stage_that_informs_has_no_secret_and_runs_the_base() -> None:
    check = WORKFLOWS["check"]
    assert check.triggers == {"pull_request"}
    assert "secrets." not in check.text
    assert [job["permissions"] for job in check.jobs.values()] == [{"contents": "read"}]
    (checkout,) = [step for step in check.steps if "uses" in step]
    assert checkout["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert any(command.startswith("git fetch --no-tags --no-recurse-submodules ") for command in check.commands)


def test_the_stage_that_decides_takes_nothing_from_a_pull_request() -> None:
    gate = WORKFLOWS["gate"]
    assert gate.triggers == {"schedule", "workflow_run", "workflow_dispatch"}
    assert gate.document["concurrency"]["cancel-in-progress"] == "false"
    assert "github.event.workflow_run" not in gate.text
    assert "github.event.pull_request" not in gate.text
    assert gate.document["on"]["workflow_run"]["workflows"] == [WORKFLOWS["check"].document["name"]]
    holders = [step for step in gate.steps if "secrets." in str(step)]
    assert [shlex.split(step["run"])[:2] for step in holders] == [[".venv/bin/minhbach", "gate"]]


def test_a_site_goes_up_only_after_the_guard() -> None:
    """T17: a guard that refuses ends its job; nothing is handed over, and nothing is deployed."""
    jobs = WORKFLOWS["publish"].jobs
    assert jobs["deploy"]["needs"] == "guard"
    assert jobs["guard"]["needs"] == "build"
    assert "if" not in jobs["deploy"]
    told = [step.get("run", step.get("uses", "")).split("@")[0] for step in jobs["guard"]["steps"]]
    join = ".venv/bin/minhbach build --join build/shares/share-* --out build/site"
    assert told[-3:] == [join, '.ci/guard "$ADDRESS"', "actions/upload-pages-artifact"]
    assert not any("continue-on-error" in step or "if" in step for step in WORKFLOWS["publish"].steps)
    assert [step["uses"].split("@")[0] for step in jobs["deploy"]["steps"]] == ["actions/deploy-pages"]


def test_rounds_are_not_named_in_workflows() -> None:
    rounds = {path.name for path in (ROOT / "submissions").iterdir()}
    for workflow in WORKFLOWS.values():
        assert not any(name in workflow.text for name in rounds), workflow.path.name


# The linters -----------------------------------------------------------------------


def test_zizmor_knows_a_bad_workflow() -> None:
    zizmor = ROOT / ".venv" / "bin" / "zizmor"
    program = str(zizmor) if zizmor.is_file() else shutil.which("zizmor")
    if program is None:
        pytest.skip("zizmor is not here: make workflows installs it")
    command = [program, "--offline", "--no-progress", "--no-config", "--persona", "auditor", "--format", "json"]
    for name, path in BAD.items():
        ran = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
        found = {finding["ident"] for finding in json.loads(ran.stdout)}
        assert found >= ZIZMOR[name], name
        assert bool(ran.returncode) == bool(found), name


def test_actionlint_knows_a_bad_workflow() -> None:
    for name, words in ACTIONLINT.items():
        ran = _actionlint(BAD[name])
        assert ran.returncode == 1, name
        assert words in ran.stdout, name


def _actionlint(path: Path) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / ".ci" / "actionlint"), path.relative_to(ROOT).as_posix()]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if "actionlint skipped" in ran.stdout:
        pytest.skip(ran.stdout.strip())
    return ran


def test_the_linter_is_locked_by_hashes_and_names_no_host() -> None:
    folder = Path(__file__).parent
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    text = (folder / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert "://" not in text
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert all(packages[f"node_modules/{name}"]["version"] == version for name, version in wanted.items())
    assert _unhashed(packages) == []


def _unhashed(packages: dict[str, dict[str, str]]) -> Collection[str]:
    return [name for name, item in packages.items() if name and not item["integrity"].startswith("sha512-")]


# Forms for those who write to us --------------------------------------------------


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml")), ids=lambda path: path.stem
)
def test_a_form_is_one_that_both_forges_read(path: Path) -> None:
    form = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert set(form) == {"name", "description", "title", "labels", "body"}
    asked = [item for item in form["body"] if item["type"] != "markdown"]
    assert {item["type"] for item in asked} <= {"input", "textarea"}
    assert len({item["id"] for item in asked}) == len(asked)
    assert all(item["attributes"]["label"] for item in asked)
    assert any(item.get("validations", {}).get("required") for item in asked)
