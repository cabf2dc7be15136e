"""150 pull requests at once, through the command that a schedule calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from minhbach.cli import main
from minhbach.gate.documents import read_queue
from tests.season.flood import PULLS, make_flood
from tests.season.world import World


def gate_command(world: World, *more: str) -> list[str]:
    return [
        "gate",
        *("--forge", world.forge.dialect),
        *("--repository", world.forge.name),
        *("--api", world.forge.api),
        *("--git-url", str(world.bare)),
        *("--git-dir", str(world.folder / "command.git")),
        *("--at", world.clock.now.isoformat()),
        *more,
    ]


# GitHub asks for a pause of a second between two writes, which its adapter keeps; so the flood comes to a Forgejo.
def test_150_pull_requests_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    season, numbers = make_flood(tmp_path, "forgejo")
    world = season.world
    try:
        assert len(numbers) == PULLS
        monkeypatch.setenv("MINHBACH_TOKEN", world.forge.token(world.keeper))
        assert main(gate_command(world, "--report", str(tmp_path / "waiting.json"))) == 0
        said = capsys.readouterr()
        assert (
            f"Đã nhập {len(season.numbers)} bản gửi; {PULLS - len(season.numbers)} bản đang chờ; 0 sự cố." in said.out
        )
        assert world.forge.token(world.keeper) not in said.out + said.err
        assert season.main_files() == season.expected_files()
        queue = read_queue((tmp_path / "waiting.json").read_bytes())
        assert len(queue.waiting) == PULLS - len(season.numbers)
        assert main(gate_command(world)) == 0
        assert "Đã nhập 0 bản gửi" in capsys.readouterr().out
    finally:
        world.close()


def test_the_command_without_a_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("MINHBACH_TOKEN", raising=False)
    words = ["gate", "--forge", "github", "--repository", "tinh/so-lieu", "--git-dir", str(tmp_path)]
    assert main(words) == 2
    assert "MINHBACH_TOKEN" in capsys.readouterr().err
