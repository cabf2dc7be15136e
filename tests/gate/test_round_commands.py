"""`round status`, `round remind`, `build --waiting` and the options that name a forge, called as people call them."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from minhbach.cli import main
from minhbach.commands import forge_options, round_remind
from minhbach.commands.common import CLEAN, USAGE, UsageError
from minhbach.commands.forge_options import TOKEN, add_forge_options, git_address, open_forge, web_address
from minhbach.diagnostics import Text
from minhbach.forges.interface import ForgeUnavailable, Issue, Person
from minhbach.gate.documents import json_line, queue_document
from minhbach.notices.reminders import LABEL
from tests.site.queue import make_queue

ROUND = "2021"
FORGE = ("--forge", "github", "--repository", "tinh/du-lieu")
AT = "2021-11-24T08:00+07:00"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], province: Path) -> Run:
    def call(*argv: str, root: Path = province) -> tuple[int, str, str]:
        try:
            code = main(["--root", str(root), *argv])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def waiting(tmp_path: Path) -> Path:
    """A pull request of a ward of the province that waits for its town."""
    queue = make_queue()
    first = queue.waiting[0]
    outcome = replace(first.outcome, round=ROUND, units=("02008",))
    path = tmp_path / "waiting.json"
    path.write_bytes(json_line(queue_document(replace(queue, waiting=(replace(first, outcome=outcome),)), "vi")))
    return path


# Status ------------------------------------------------------------------------------


def test_status_counts_tiers_and_areas_and_names_who_is_missing(run: Run) -> None:
    code, out, err = run("round", "status", ROUND, "--at", AT)
    assert (code, err) == (CLEAN, "")
    lines = out.splitlines()
    assert "Hạn nhập số liệu: 25/11/2021 (còn 1 ngày)" in lines
    head = next(line for line in lines if line.startswith("Cấp, địa bàn"))
    rows = [line for line in lines if "█" in line or "░" in line]
    assert {len(line) for line in rows} == {len(head)}
    assert any(line.startswith("Chưa nộp (") for line in lines)


def test_status_counts_no_days_without_a_day(run: Run) -> None:
    assert "còn" not in run("round", "status", ROUND)[1]


def test_the_json_of_status_has_its_keys(run: Run) -> None:
    _, out, _ = run("round", "status", ROUND, "--format", "json")
    document = json.loads(out)
    assert list(document) == [
        *("schema_version", "round", "phase", "day", "waiting_at", "counts", "tiers", "areas", "units")
    ]
    counted = ["units", "handed_in", "valid", "approved", "waiting", "invalid", "late", "missing"]
    assert list(document["counts"]) == counted
    assert all(list(item)[2:] == counted for item in (*document["tiers"], *document["areas"]))
    for item in document["units"]:
        assert list(item) == [
            *("code", "name", "tier", "parent", "state", "received", "approved", "due", "late", "overdue", "pull")
        ]
        assert item["overdue"] is None
    assert sum(item["state"] == "missing" for item in document["units"]) == document["counts"]["missing"] > 0


def test_who_is_overdue_is_known_only_with_a_day(run: Run) -> None:
    late = json.loads(run("round", "status", ROUND, "--format", "json", "--at", "2022-01-01T00:00+07:00")[1])
    assert late["day"] == "2022-01-01"
    assert {item["state"] for item in late["units"] if item["overdue"]} == {"missing"}
    early = json.loads(run("round", "status", ROUND, "--format", "json", "--at", "2021-11-25T16:59+00:00")[1])
    assert not any(item["overdue"] for item in early["units"])


def test_status_shows_open_pull_requests(run: Run, waiting: Path) -> None:
    _, out, _ = run("round", "status", ROUND, "--waiting", str(waiting))
    assert "Bản gửi đang mở, xem lúc 09:05 24/11/2031" in out
    assert "https://forge.example.invalid/tinh/du-lieu/pull/1" in out
    assert "duyệt từ 08:06 24/11/2031" in out
    document = json.loads(run("round", "status", ROUND, "--waiting", str(waiting), "--format", "json")[1])
    pull = next(item["pull"] for item in document["units"] if item["code"] == "02008")
    assert pull == {
        "number": 1,
        "url": "https://forge.example.invalid/tinh/du-lieu/pull/1",
        "waits_for": "approver",
        "since": "2031-11-24T08:06",
        "errors": 0,
        "queries": 1,
    }


def test_status_speaks_english_too(run: Run, waiting: Path) -> None:
    out = run("round", "status", ROUND, "--waiting", str(waiting), "--lang", "en")[1]
    assert "Tier, area" in out
    assert "waits for the approval of" in out


@pytest.mark.parametrize("command", [("round", "status", ROUND), ("build",)])
def test_a_file_that_is_no_queue_is_wrong_usage(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"x": 1}', encoding="utf-8")
    for path, words in ((wrong, "sai dạng"), (tmp_path / "none.json", "Không đọc được")):
        code, out, err = run(*command, "--waiting", str(path))
        assert (code, out) == (USAGE, "")
        assert words in err
        assert str(path) in err


def test_the_site_shows_open_pull_requests(run: Run, waiting: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert run("build", "--waiting", str(waiting), "--out", str(out))[0] == CLEAN
    assert "Đề xuất đang mở được xem lúc" in (out / ROUND / "tien-do" / "index.html").read_text(encoding="utf-8")
    desks = [path.read_text(encoding="utf-8") for path in (out / ROUND / "duyet").glob("*/index.html")]
    assert sum("pull/1" in text for text in desks) == 1


# Reminders ------------------------------------------------------------------------------


@dataclass
class Desk:
    """As much of a forge as reminders need."""

    open: dict[int, Issue] = field(default_factory=dict)
    closed: dict[int, Issue] = field(default_factory=dict)
    broken: bool = False

    def me(self) -> Person:
        return Person(77, "minhbach")

    def issues(self, label: str) -> list[Issue]:
        if self.broken:
            raise ForgeUnavailable(Text("kho không trả lời", "no answer"))
        return [item for item in self.open.values() if label in item.labels]

    def create_issue(self, title: str, body: str, label: str) -> Issue:
        number = len(self.open) + len(self.closed) + 1
        made = Issue(number=number, author=self.me(), title=title, body=body, labels=frozenset({label}))
        self.open[number] = made
        return made

    def update_issue(self, number: int, body: str, *, close: bool = False) -> None:
        self.open[number] = replace(self.open[number], body=body)
        if close:
            self.closed[number] = self.open.pop(number)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    forge = Desk()
    monkeypatch.setattr(round_remind, "open_forge", lambda _: forge)
    return forge


def test_reminders_are_opened_left_edited_and_closed(run: Run, desk: Desk) -> None:
    code, out, _ = run("round", "remind", *FORGE, "--at", AT)
    assert code == CLEAN
    assert desk.open
    assert out.count("mở: Nhắc việc đợt 2021") == len(desk.open)
    assert all(LABEL in item.labels for item in desk.open.values())
    before = dict(desk.open)
    assert run("round", "remind", *FORGE, "--at", AT)[1] == "Không có gì phải đổi.\n"
    assert desk.open == before
    run("round", "remind", *FORGE, "--at", "2021-11-25T08:00+07:00")
    assert desk.open.keys() == before.keys()
    assert all("là hôm nay" in item.body for item in desk.open.values())
    run("round", "remind", *FORGE, "--at", "2022-03-01T08:00+07:00")
    assert not desk.open
    assert desk.closed.keys() == before.keys()


def test_a_dry_run_only_says_what_it_would_do(run: Run, desk: Desk) -> None:
    code, out, _ = run("round", "remind", ROUND, *FORGE, "--at", AT, "--dry-run")
    assert code == CLEAN
    assert not desk.open
    assert "sẽ mở: Nhắc việc đợt 2021" in out
    assert "#### Chưa nộp" in out


def test_a_round_that_is_named_is_reminded_of_whenever(run: Run, desk: Desk) -> None:
    assert run("round", "remind", *FORGE, "--at", "2030-01-01T08:00+07:00")[1] == "Không có gì phải đổi.\n"
    run("round", "remind", ROUND, *FORGE, "--at", "2030-01-01T08:00+07:00")
    assert desk.open


def test_a_round_that_cannot_be_read_closes_nothing(run: Run, desk: Desk, province: Path, tmp_path: Path) -> None:
    run("round", "remind", *FORGE, "--at", AT)
    before = dict(desk.open)
    broken = tmp_path / "data"
    shutil.copytree(province, broken)
    (broken / "submissions" / ROUND / "round.yaml").write_text("id: x\n\tbad\n", encoding="utf-8")
    run("round", "remind", *FORGE, "--at", "2022-03-01T08:00+07:00", root=broken)
    assert desk.open == before


def test_a_forge_that_fails_is_told(run: Run, desk: Desk) -> None:
    desk.broken = True
    code, _, err = run("round", "remind", *FORGE, "--at", AT)
    assert (code, err) == (USAGE, "minhbach: kho không trả lời\n")


# The options of a forge --------------------------------------------------------------


def parsed(*argv: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_forge_options(parser)
    return parser.parse_args(argv)


@pytest.mark.parametrize(
    ("argv", "web"),
    [
        (FORGE, "https://github.com/tinh/du-lieu"),
        ((*FORGE, "--api", "https://git.example.vn/api/v3"), "https://git.example.vn/tinh/du-lieu"),
        (
            ("--forge", "forgejo", "--repository", "tinh/du-lieu", "--api", "https://a.example.vn/git/api/v1/"),
            "https://a.example.vn/git/tinh/du-lieu",
        ),
    ],
)
def test_addresses_follow_from_the_api(argv: tuple[str, ...], web: str) -> None:
    assert web_address(parsed(*argv)) == web
    assert git_address(parsed(*argv)) == f"{web}.git"


def test_the_token_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN, raising=False)
    with pytest.raises(UsageError) as caught:
        open_forge(parsed(*FORGE))
    assert TOKEN in caught.value.text.vi
    assert TOKEN in caught.value.text.en
    monkeypatch.setenv(TOKEN, "secret\n")
    assert open_forge(parsed(*FORGE)).name == "github"
    monkeypatch.setenv(TOKEN, "two words")
    with pytest.raises(UsageError):
        open_forge(parsed(*FORGE))


def test_a_forge_without_a_usual_address_needs_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "secret")
    with pytest.raises(UsageError, match="--api"):
        open_forge(parsed("--forge", "forgejo", "--repository", "tinh/du-lieu"))


def test_an_application_says_who_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "secret")
    seen: dict[str, object] = {}
    monkeypatch.setattr(forge_options, "github", lambda _repository, _token, **words: seen.update(words))
    open_forge(parsed(*FORGE, "--account", "41898282:github-actions[bot]"))
    assert seen == {"api": "https://api.github.com", "own": Person(41898282, "github-actions[bot]")}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("--repository", text) for text in ("tinh", "a/b/c", "../x", "a/..", "a b/c", "-a/b;c")),
        *(("--api", text) for text in ("ftp://x", "x", "https://u:p@x/api/v1", "https://x/?a=b", "file:///etc")),
        *(("--account", text) for text in ("x", "1", "1:", ":x", "-1:x", "1:a b")),
    ],
)
def test_wrong_options_are_refused(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    given: dict[str, Any] = {"--forge": "github", "--repository": "tinh/du-lieu", option: value}
    with pytest.raises(SystemExit):
        parsed(*(f"{name}={text}" for name, text in given.items()))
    assert option in capsys.readouterr().err
