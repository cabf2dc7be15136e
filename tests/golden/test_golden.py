"""The whole output of the commands on the small province, byte for byte; and the same bytes on any machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from difflib import unified_diff
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from tests.golden.produce import EXPECTED, ROOT, produce

RENEW = "python -m tests.golden.renew"
MOST_LINES = 60


@cache
def _produced() -> Mapping[str, bytes]:
    return produce()


def _committed() -> dict[str, bytes]:
    files = (path for path in EXPECTED.rglob("*.*") if path.is_file())
    return {path.relative_to(EXPECTED).as_posix(): path.read_bytes() for path in files}


def _difference(name: str, wanted: bytes, found: bytes) -> str:
    old, new = (data.decode("utf-8-sig").splitlines() for data in (wanted, found))
    lines = unified_diff(old, new, f"expected/{name}", "now", lineterm="", n=1)
    return "\n".join(islice(lines, MOST_LINES))


def test_the_same_files_are_written_as_are_expected() -> None:
    assert sorted(_produced()) == sorted(_committed()), f"if this is wanted: {RENEW}"


@pytest.mark.parametrize("name", sorted(_committed()))
def test_the_output_is_as_expected(name: str) -> None:
    wanted, found = _committed()[name], _produced().get(name, b"")
    if wanted != found:
        pytest.fail(f"\n{_difference(name, wanted, found)}\nif this is wanted: {RENEW}", pytrace=False)


MACHINES = {
    "bare": {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"},
    "far": {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", "COLUMNS": "37"},
}


@pytest.mark.parametrize("machine", MACHINES)
def test_another_machine_writes_the_same_bytes(machine: str, tmp_path: Path) -> None:
    """Another locale, time zone, order of sets, width of the terminal and working directory."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "SYSTEMROOT")}
    out = tmp_path / "out"
    out.mkdir()
    subprocess.run(
        [sys.executable, "-m", "tests.golden.produce", str(out)],
        env={**kept, **MACHINES[machine], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=tmp_path,
        check=True,
    )
    written = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.*") if path.is_file()}
    assert written == _produced()


def test_no_output_holds_a_path_of_this_machine() -> None:
    for name, data in _produced().items():
        assert str(ROOT).encode() not in data, name
