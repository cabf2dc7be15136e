"""The operator's own clone of the main branch, the real commands in it, and what they answered."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
from collections.abc import Collection
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from minhbach.checks import load_checked
from minhbach.cli import main
from minhbach.commands import common, validate
from minhbach.publication import editions
from tests.season.commits import Changes, git

DATA = ("submissions", "criteria")
"""What of a clone can become a change; what commands write elsewhere stays on the operator's own machine."""

READERS = (common, validate, editions)
"""The modules of commands that read the whole of a repository."""

OPERATOR = "van-hanh-1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A command as it is typed, its exit code, everything that it wrote, and that in English where it was wanted."""

    line: str
    code: int
    text: str
    english: str = ""


def _answer(folder: Path, memory: Path, line: str, at: datetime) -> tuple[int, str]:
    """The exit code of a command in a folder and what it wrote; names of folders of this machine are made relative.

    Dozens of commands read much the same files: below `memory` it is remembered what they say.
    """
    out = io.StringIO()
    when = at.isoformat()
    quiet = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    with ExitStack() as during:
        during.enter_context(chdir(folder))
        during.enter_context(patch.dict(os.environ, quiet))
        during.enter_context(redirect_stdout(out))
        during.enter_context(redirect_stderr(out))
        for module in READERS:
            during.enter_context(patch.object(module, "load_checked", partial(load_checked, cache=memory)))
        code = main(shlex.split(line))
    return code, out.getvalue().replace(str(folder), ".").replace(str(folder.parent), "..")


class Desk:
    """A clone in which commands are run as people do, by hand and in this process.

    The answers of commands in `english` are asked for in English too.
    """

    def __init__(self, bare: Path, folder: Path, english: Collection[str] = ()) -> None:
        self.bare = bare
        self.folder = folder
        self.memory = folder.with_name(f"{folder.name}-memory")
        self.english = english
        self.said: list[Said] = []
        self._clone()

    def _clone(self) -> None:
        git(self.folder.parent, "clone", "--quiet", "--no-local", str(self.bare), str(self.folder))
        git(self.folder, "config", "user.name", OPERATOR)
        git(self.folder, "config", "user.email", f"{OPERATOR}@example.invalid")

    def start_anew(self) -> None:
        """A fresh clone in the same place, as a stranger gets it."""
        shutil.rmtree(self.folder)
        self._clone()

    def renew(self) -> None:
        """The clone as the main branch is now; nothing of earlier work stays."""
        git(self.folder, "fetch", "--quiet", "--tags", "origin")
        git(self.folder, "reset", "--quiet", "--hard", "origin/main")
        git(self.folder, "clean", "--quiet", "--force", "-d", "--", *DATA)

    def run(self, line: str, at: datetime, *, expect: int | None = 0) -> Said:
        """A command line without the program's name; `expect` is its exit code (None: whatever comes)."""
        english = self._in_english(line, at) if f"minhbach {line}" in self.english else ""
        code, text = _answer(self.folder, self.memory, line, at)
        said = Said(line=f"minhbach {line}", code=code, text=text, english=english)
        assert expect is None or code == expect, f"{said.line}: {code}\n{said.text}"
        self.said.append(said)
        return said

    def _in_english(self, line: str, at: datetime) -> str:
        """What the command says in a copy of the clone, and of what lies beside it that the line names."""
        with TemporaryDirectory() as folder:
            beside = re.findall(r"\.\./([\w-]+)", line)
            for name in {self.folder.name, *beside}:
                shutil.copytree(self.folder.parent / name, Path(folder, name), symlinks=True)
            return _answer(Path(folder, self.folder.name), self.memory, f"{line} --lang en", at)[1]

    def write(self, files: dict[str, bytes]) -> None:
        for path, data in files.items():
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)

    def changes(self) -> Changes:
        """The files that differ from the newest commit, as they are to be proposed."""
        names = git(self.folder, "ls-files", "-z", "--modified", "--others", "--", *DATA).split("\0")
        places = {name: self.folder / name for name in names if name}
        return {name: place.read_bytes() if place.exists() else None for name, place in places.items()}

    def push_tags(self) -> None:
        git(self.folder, "push", "--quiet", "--tags", "origin")
