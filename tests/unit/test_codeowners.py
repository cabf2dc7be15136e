"""CODEOWNERS: the text, and whom each forge calls for a path by its own rules of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from minhbach.cli import main
from minhbach.codeowners import MARK, PLACES, codeowners
from minhbach.commands.common import CLEAN, FINDINGS, USAGE
from minhbach.model.accounts import Account, Accounts
from minhbach.model.round import Phase
from minhbach.model.units import unit_path
from minhbach.repository import RoundData, load
from minhbach.tree import WorkTree
from tests.cases.examples import one_round
from tests.conftest import PROVINCE, ROOT

FORGES = tuple(PLACES)
OPERATORS = {"van-hanh-1", "van-hanh-2", "van-hanh-3"}

NOT_OF_A_UNIT_BELOW = (
    "README.md",
    "scripts/minhbach/cli.py",
    "criteria/bac-kan-2018/set.yaml",
    ".github/workflows/check.yml",
    ".forgejo/CODEOWNERS",
    "submissions/2019/round.yaml",
    "submissions/2019/units.yaml",
    "submissions/2019/accounts.yaml",
    "submissions/2019/reviews/01888.yaml",
    "submissions/2019/inspections/01888.yaml",
    "submissions/2019/amendments/01.yaml",
    "submissions/2019/published/preliminary.json",
    "submissions/2019/units/so/so-noi-vu.yaml",
    "submissions/2019/units/huyen-ba-be/_huyen.yaml",
    "submissions/2019/units/huyen-ba-be/sub/xa-dia-linh.yaml",
    "submissions/2019/units/huyen-ba-be/xa-dia-linh.yml",
    "submissions/2018/units/huyen-ba-be/xa-dia-linh.yaml",
    "other/submissions/2019/units/huyen-ba-be/xa-dia-linh.yaml",
)


@cache
def rounds_of(root: Path) -> Mapping[str, RoundData]:
    return load(WorkTree(root))[0].rounds


def round_2019() -> RoundData:
    return rounds_of(ROOT)["2019"]


def province() -> RoundData:
    return rounds_of(PROVINCE)["2021"]


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#")]


# Whom a forge calls ----------------------------------------------------------


def called(forge: str, text: str, path: str) -> set[str]:
    return {"github": _github, "forgejo": _forgejo}[forge](text, path)


def _github(text: str, path: str) -> set[str]:
    """The owners on the last line whose glob matches; a glob with a slash begins at the root."""
    owners: list[str] = []
    for line in lines_of(text):
        pattern, *people = line.split()
        glob = "".join("[^/]*" if char == "*" else re.escape(char) for char in pattern.removeprefix("/"))
        if pattern == "*" or re.fullmatch(glob, path):
            owners = people
    return {name.removeprefix("@") for name in owners}


def _forgejo(text: str, path: str) -> set[str]:
    """The owners of every line whose regular expression matches the path, or does not where it begins with `!`."""
    owners: set[str] = set()
    for pattern, *people in filter(None, map(_tokens, text.splitlines())):
        matches = re.search(f"^{pattern.removeprefix('!')}$", path) is not None
        if matches is not pattern.startswith("!"):
            owners.update(name.removeprefix("@") for name in people)
    return owners


def _tokens(line: str) -> list[str]:
    """As Forgejo parts a line: a backslash is eaten and keeps the next character, `#` begins a comment."""
    plain = re.sub(r"#.*", "", line)
    assert "\\" not in plain
    return plain.split()


def units_with_approvers() -> Iterator[tuple[str, set[str]]]:
    data = round_2019()
    for unit in data.register.units:
        path = unit_path("2019", unit, data.register, data.criteria.tiers)
        approvers = data.accounts.approvers(unit.parent) if unit.parent else ()
        yield path, {account.login for account in approvers} or OPERATORS


@pytest.mark.parametrize("forge", FORGES)
def test_a_units_file_calls_its_approvers_and_nobody_else(forge: str) -> None:
    text = codeowners(forge, [round_2019()])
    found = {path: called(forge, text, path) for path, _ in units_with_approvers()}
    assert found == dict(units_with_approvers())
    assert len(found) == 149


@pytest.mark.parametrize("forge", FORGES)
@pytest.mark.parametrize("path", NOT_OF_A_UNIT_BELOW)
def test_everything_else_calls_the_operators(forge: str, path: str) -> None:
    assert called(forge, codeowners(forge, [round_2019()]), path) == OPERATORS


@pytest.mark.parametrize("forge", FORGES)
def test_units_whose_parent_has_no_approver_call_the_operators(forge: str) -> None:
    data = province()
    kept = tuple(account for account in data.accounts.accounts if "089" not in account.approves)
    text = codeowners(forge, [replace(data, accounts=Accounts(kept))])
    path = "submissions/2021/units/thi-xa-may-{}/phuong-ben-do.yaml"
    assert called(forge, text, path.format("ha")) == {"van-hanh-1", "Van-Hanh.2"}
    assert called(forge, text, path.format("thuong")) == {"chu-tich-may-thuong", "pho-chu-tich-may-thuong"}


@pytest.mark.parametrize("forge", FORGES)
def test_two_open_rounds_share_the_file(forge: str) -> None:
    later = replace(province().round, id="2022")
    others = Accounts(
        (Account(id=1, login="Van-Hanh-1", operates=True), Account(id=2, login="xa", approves=_codes("060")))
    )
    text = codeowners(forge, [province(), replace(province(), round=later, accounts=others)])
    assert called(forge, text, "submissions/2021/units/thi-xa-may-ha/phuong-ben-do.yaml") == {
        "chu-tich-may-ha",
        "pho-chu-tich-may-ha",
    }
    assert called(forge, text, "submissions/2022/units/thi-xa-may-thuong/phuong-ben-do.yaml") == {"xa"}
    everybody = {"Van-Hanh-1", "Van-Hanh.2"}
    assert called(forge, text, "submissions/2022/units/thi-xa-may-ha/phuong-ben-do.yaml") == everybody
    assert called(forge, text, "submissions/2022/units.yaml") == everybody


def _codes(*codes: str) -> frozenset[str]:
    return frozenset(codes)


# The text --------------------------------------------------------------------


def test_the_file_for_github() -> None:
    operators = "@van-hanh-1 @Van-Hanh.2"
    assert lines_of(codeowners("github", [province()])) == [
        f"* {operators}",
        "/submissions/2021/units/thi-xa-may-thuong/*.yaml @chu-tich-may-thuong @pho-chu-tich-may-thuong",
        f"/submissions/2021/units/thi-xa-may-thuong/_thi-xa.yaml {operators}",
        "/submissions/2021/units/thi-xa-may-ha/*.yaml @chu-tich-may-ha @pho-chu-tich-may-ha",
        f"/submissions/2021/units/thi-xa-may-ha/_thi-xa.yaml {operators}",
    ]


def test_the_file_for_forgejo() -> None:
    above, below = "submissions/2021/units/thi-xa-may-thuong", "submissions/2021/units/thi-xa-may-ha"
    assert lines_of(codeowners("forgejo", [province()])) == [
        f"{above}/[a-z0-9-]+[.]yaml @chu-tich-may-thuong @pho-chu-tich-may-thuong",
        f"{below}/[a-z0-9-]+[.]yaml @chu-tich-may-ha @pho-chu-tich-may-ha",
        f"!({above}|{below})/[a-z0-9-]+[.]yaml @van-hanh-1 @Van-Hanh.2",
    ]


@pytest.mark.parametrize("forge", FORGES)
def test_the_file_says_what_it_is_and_how_it_is_written(forge: str) -> None:
    first, *others = codeowners(forge, [province()]).splitlines()
    assert first == f"{MARK}{forge}"
    assert first.endswith(f"minhbach round codeowners --forge {forge}")
    assert any("không quyết định gì" in line for line in others)
    assert any("decides nothing" in line for line in others)


@pytest.mark.parametrize("forge", FORGES)
def test_operators_alone_are_called_for_everything(forge: str) -> None:
    alone = Accounts((Account(id=1, login="a", operates=True),))
    text = codeowners(forge, [replace(province(), accounts=alone)])
    assert lines_of(text) == [{"github": "* @a", "forgejo": ".* @a"}[forge]]


@pytest.mark.parametrize("forge", FORGES)
def test_an_archived_round_names_nobody(forge: str) -> None:
    archived = replace(province(), round=replace(province().round, phase=Phase.ARCHIVED))
    assert lines_of(codeowners(forge, [archived])) == []
    assert codeowners(forge, [archived, round_2019()]) == codeowners(forge, [round_2019()])


# The command -----------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for path, data in one_round().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def run(root: Path, *argv: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["--root", str(root), *argv])
    out, err = capsys.readouterr()
    return code, out + err


@pytest.mark.parametrize("forge", FORGES)
def test_the_command_writes_a_file_that_validate_accepts(
    copy: Path, capsys: pytest.CaptureFixture[str], forge: str
) -> None:
    argv = ("round", "codeowners", "--forge", forge)
    code, said = run(copy, *argv, capsys=capsys)
    assert (code, said.partition(":")[0]) == (CLEAN, PLACES[forge].path)
    assert "đã viết" in said
    assert (copy / PLACES[forge].path).read_text(encoding="utf-8") == codeowners(forge, [province()])
    assert "không đổi" in run(copy, *argv, capsys=capsys)[1]
    assert run(copy, "validate", capsys=capsys)[0] == CLEAN


def test_the_command_writes_nothing_from_accounts_with_faults(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accounts = copy / "submissions/2021/accounts.yaml"
    accounts.write_text(accounts.read_text(encoding="utf-8").replace("4189", "4060"), encoding="utf-8")
    code, said = run(copy, "round", "codeowners", "--forge", "github", capsys=capsys)
    assert code == FINDINGS
    assert "account-duplicate" in said
    assert not (copy / ".github").exists()


@pytest.mark.parametrize("gone", ["submissions/2021/accounts.yaml", "submissions/2021/units.yaml"])
def test_the_command_needs_accounts_and_every_round(copy: Path, capsys: pytest.CaptureFixture[str], gone: str) -> None:
    (copy / gone).unlink()
    code, said = run(copy, "round", "codeowners", "--forge", "github", capsys=capsys)
    assert code == USAGE
    assert said.startswith("minhbach: ")
    assert not (copy / ".github").exists()


def test_while_a_register_has_faults_the_file_is_not_called_stale(copy: Path) -> None:
    accounts = copy / "submissions/2021/accounts.yaml"
    accounts.write_text(accounts.read_text(encoding="utf-8").replace("4189", "4060"), encoding="utf-8")
    (copy / ".github").mkdir()
    (copy / ".github/CODEOWNERS").write_text("* @a\n", encoding="utf-8")
    assert {item.code for item in load(WorkTree(copy))[1]} == {"account-duplicate"}


def test_a_link_in_place_of_the_file_is_stale(copy: Path) -> None:
    (copy / ".github").mkdir()
    (copy / "owners").write_text(codeowners("github", [province()]), encoding="utf-8")
    (copy / ".github/CODEOWNERS").symlink_to(copy / "owners")
    assert {item.code for item in load(WorkTree(copy))[1]} == {"codeowners-stale"}


def test_the_repository_calls_the_people_of_its_own_register() -> None:
    text = (ROOT / PLACES["github"].path).read_text(encoding="utf-8")
    assert text == codeowners("github", rounds_of(ROOT).values())
