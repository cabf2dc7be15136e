"""What the measurement of the timeline needs: a round whose main branch has two thousand merges of the gate."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from minhbach.git import clean_environment
from tests.conftest import ROOT
from tests.season.commits import make_bare

COMMITS = 2_000
ROUND = "2019"
BEGIN = datetime.fromisoformat("2019-11-20T07:00:00+07:00")

_COUNT = re.compile(rb"(?m)^(  [a-z_]+: )([0-9]+)$")


def command(bare: Path) -> list[str]:
    return [sys.executable, "-m", "minhbach", "--root", str(bare), "history", ROUND, "--rev", "main"]


def peer(bare: Path) -> list[str]:
    """What git itself needs to tell which files each commit changed."""
    return ["git", "-C", str(bare), "log", "--first-parent", "-m", "--raw", "--no-abbrev", "-z", "main"]


def make_long_history(bare: Path, merges: int = COMMITS) -> Path:
    """A bare repository with the whole of 2019, then merges that each change one figure of one unit, in turn."""
    paths = [path for folder in ("criteria", f"submissions/{ROUND}") for path in sorted((ROOT / folder).rglob("*.*"))]
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths if path.is_file()}
    make_bare(bare)
    with _Writer(bare) as writer:
        writer.commit("main", "van-hanh-1", BEGIN, "2019", files)
        units = [path for path in files if "/units/" in path]
        for number in range(merges):
            path, at = units[number % len(units)], BEGIN + timedelta(minutes=number)
            files[path] = _with_another_figure(files[path], number // len(units))
            writer.merge(number, path, files[path], at)
    return bare


class _Writer:
    """git fast-import, asked for the id of each head: the gate's merge names the head that it merges."""

    def __init__(self, bare: Path) -> None:
        words = ["git", "-C", str(bare), "fast-import", "--quiet", "--date-format=raw-permissive"]
        self._child = subprocess.Popen(
            words, env=clean_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        self._marks = 0

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._pipe(self._child.stdin).close()
        code = self._child.wait()
        self._pipe(self._child.stdout).close()
        assert code == 0

    def merge(self, number: int, path: str, data: bytes, at: datetime) -> None:
        before = self._marks
        head = self.commit("head", "don-vi", at, "Cập nhật số liệu", {path: data}, before)
        when = at.isoformat()
        words = f"Nhận số {number}: đơn vị\n\nReceived: {when}\nSubmitted-by: 1 (don-vi)\nApproved-by: 2 (lanh-dao)\n"
        words += f"Approved: {when}\nChecked: {self._id(head)}\n"
        self.commit("main", "cong-nhan", at, words, {path: data}, before, head)

    def commit(self, branch: str, who: str, at: datetime, message: str, files: dict[str, bytes], *parents: int) -> int:
        self._marks += 1
        text = message.encode()
        lines = [
            f"commit refs/heads/{branch}\nmark :{self._marks}\n".encode(),
            f"committer {who} <{who}@example.invalid> {int(at.timestamp())} +0700\n".encode(),
            b"data %d\n%b\n" % (len(text), text),
            *(b"%b :%d\n" % (word, mark) for word, mark in zip((b"from", b"merge"), parents, strict=False)),
            *(b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(data), data) for path, data in files.items()),
        ]
        self._pipe(self._child.stdin).write(b"".join(lines))
        return self._marks

    def _id(self, mark: int) -> str:
        self._pipe(self._child.stdin).write(b"get-mark :%d\n" % mark)
        return self._pipe(self._child.stdout).readline().decode().strip()

    def _pipe(self, pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe


def _with_another_figure(data: bytes, place: int) -> bytes:
    """The file with one of its counts larger by one."""
    found = list(_COUNT.finditer(data))
    at = found[place % len(found)]
    return data[: at.start(2)] + str(int(at[2]) + 1).encode() + data[at.end(2) :]
