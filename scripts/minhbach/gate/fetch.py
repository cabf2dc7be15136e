"""Bringing objects from the forge into the gate's own bare repository: no tags, no submodules, no work tree, little."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from minhbach.diagnostics import Text
from minhbach.forges.interface import ForgeUnavailable
from minhbach.git import GitRepository, clean_environment

MAIN = "refs/minhbach/main"
MOST_BYTES = 64 * 1024 * 1024
"""A submission is a few KiB, the whole history of a round some MiB."""

MOST_SECONDS = 120
AT_ONCE = 100

_OPTIONS = (
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),
    *("-c", "protocol.https.allow=always"),
    *("-c", "protocol.http.allow=always"),
    *("-c", "protocol.file.allow=always"),
    *("-c", "fetch.fsckObjects=true"),
    *("-c", "fetch.unpackLimit=1"),
    *("-c", "gc.auto=0"),
)


class Fetched(StrEnum):
    """Why a head is here or not: `large` and `malformed` are its own fault, `absent` is nobody's."""

    HERE = "here"
    LARGE = "large"
    MALFORMED = "malformed"
    ABSENT = "absent"


class Fetcher:
    """Keeps a bare repository beside a forge's."""

    def __init__(self, folder: Path, url: str, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self.url = url
        self.most_bytes = most_bytes

    def prepare(self) -> None:
        """Make the repository if it is not there."""
        if not (self.folder / "HEAD").exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            command = [_git(), "init", "--quiet", "--bare", "--template=", str(self.folder)]
            subprocess.run(command, env=clean_environment(), check=True, capture_output=True)  # noqa: S603 - our own list

    def main(self, branch: str) -> None:
        """The default branch into MAIN. Raises ForgeUnavailable."""
        done = self._fetch([f"+refs/heads/{branch}:{MAIN}"], limited=False)
        if done.returncode:
            line = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["?"])[-1]
            raise ForgeUnavailable(
                Text(
                    f"Không lấy được nhánh «{branch}» từ kho git: {line}. Kiểm tra địa chỉ và mạng rồi chạy lại",
                    f"The branch “{branch}” cannot be fetched: {line}. Check address and network, then run again",
                )
            )

    def heads(self, repository: GitRepository, wanted: Sequence[tuple[int, str]]) -> dict[int, Fetched]:
        """The heads of pull requests, by number and commit; many at once, one by one when the many fail."""
        missing = [(number, head) for number, head in wanted if not repository.has(head)]
        for start in range(0, len(missing), AT_ONCE):
            self._fetch([_refspec(number) for number, _ in missing[start : start + AT_ONCE]])
        return {number: self._one(repository, number, head) for number, head in wanted}

    def _one(self, repository: GitRepository, number: int, head: str) -> Fetched:
        if repository.has(head):
            return Fetched.HERE
        done = self._fetch([_refspec(number)])
        if done.returncode == 0:
            # The head moved on meanwhile: the next run judges the new one.
            return Fetched.HERE if repository.has(head) else Fetched.ABSENT
        words = done.stderr.decode("utf-8", "replace")
        self._clean()
        if "File too large" in words or "File size limit" in words or done.returncode < 0:
            return Fetched.LARGE
        return Fetched.MALFORMED if "fsck" in words else Fetched.ABSENT

    def _clean(self) -> None:
        """What an interrupted fetch left."""
        for left in (self.folder / "objects" / "pack").glob("tmp_*"):
            left.unlink(missing_ok=True)

    def _fetch(self, refspecs: Iterable[str], *, limited: bool = True) -> subprocess.CompletedProcess[bytes]:
        command = [_git(), *_OPTIONS, "-C", str(self.folder), "fetch", "--quiet", "--no-tags"]
        command += ["--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-gc", "--", self.url, *refspecs]

        def limit() -> None:
            # Git then says that the file is too large, and is not killed without a word.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.most_bytes, self.most_bytes))

        try:
            return subprocess.run(  # noqa: S603 - an argument list; the address stands behind `--`
                command,
                env=clean_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=MOST_SECONDS,
                preexec_fn=limit if limited else None,
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, 1, b"", b"time-out")


def _git() -> str:
    return shutil.which("git") or "git"


def _refspec(number: int) -> str:
    return f"+refs/pull/{number}/head:refs/minhbach/pull/{number}"
