"""The checker's process as the gate sees it: no token, no network, no environment; answers of a fixed shape."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from minhbach.diagnostics import Text
from minhbach.exact import Lang
from minhbach.gate.documents import MOST_BYTES, OutcomeError, read_outcome
from minhbach.gate.judge import Question
from minhbach.gate.outcome import Outcome, Turn, Verdict
from minhbach.gate.serve import FAULTS, question_line

PATIENCE = 180.0
"""Seconds until an answer: the checker stops each change long before, so this is only for one that hangs as a whole."""

WITHOUT_NETWORK = ("unshare", "--user", "--map-root-user", "--net", "--")


def isolation() -> tuple[str, ...]:
    """How a program is started without network here; empty where the machine does not let us."""
    try:
        command = [*WITHOUT_NETWORK, "true"]
        done = subprocess.run(command, capture_output=True, env=_environment(), timeout=10)  # noqa: S603 - a constant
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return WITHOUT_NETWORK if done.returncode == 0 else ()


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


class Checker:
    """Asks one checker process; starts another when it died."""

    def __init__(self, repository: Path, memory: Path, lang: Lang = "vi", start: tuple[str, ...] | None = None) -> None:
        self.isolated = isolation() if start is None else start
        program = [sys.executable, "-I", "-m", "minhbach", "checker"]
        self.command = [*self.isolated, *program, "--root", str(repository), "--memory", str(memory), "--lang", lang]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
            process.kill()
            process.wait()

    def outcome(self, question: Question) -> Outcome:
        """Never raises: a checker that fails gives an outcome that says so."""
        try:
            return self._read(question, self._answer(question))
        except (OSError, ValueError, OutcomeError):
            self.close()
            return fault(question)

    def _answer(self, question: Question) -> bytes:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - an argument list of our own
                self.command,
                bufsize=0,
                env=_environment(),
                cwd="/",
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        questions, answers = self._process.stdin, self._process.stdout
        if questions is None or answers is None:
            raise OSError("no pipe to the checker")
        questions.write(question_line(question))
        questions.flush()
        length = int(_until(answers, lambda found: found.endswith(b"\n"), 16))
        if length > MOST_BYTES:
            raise OSError("the checker says too much")
        return _until(answers, lambda found: len(found) == length, length)

    def _read(self, question: Question, answer: bytes) -> Outcome:
        if answer in FAULTS:
            return fault(question, FAULTS[answer])
        outcome = read_outcome(answer)
        asked = (question.base, question.head, question.actor, question.at)
        if (outcome.base, outcome.head, outcome.actor, outcome.at) != asked:
            raise OutcomeError(Text("trả lời cho câu hỏi khác", "an answer to another question"))
        return outcome


def _until(stream: IO[bytes], is_whole: Callable[[bytes], bool], most: int) -> bytes:
    """Bytes until they are whole. Raises OSError when they come too late, are too many or end before."""
    found = b""
    while not is_whole(found):
        ready, _, _ = select.select([stream], [], [], PATIENCE)
        piece = os.read(stream.fileno(), 1 if most < 32 else most - len(found)) if ready else b""
        if not piece or len(found) >= most:
            raise OSError("the checker gave no answer")
        found += piece
    return found


def fault(question: Question, reason: str = "crash") -> Outcome:
    """The checker failed: ours to mend, so the operator's turn. `reason` says how: time, memory or crash."""
    return Outcome(
        verdict=Verdict.FAULT,
        base=question.base,
        head=question.head,
        actor=question.actor,
        at=question.at,
        turn=Turn.OPERATOR,
        fault=reason,
    )
