"""`minhbach checker` with small limits, which misbehaves as the number of the account asks. Run as a program."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from minhbach.codes import diagnose
from minhbach.diagnostics import Location
from minhbach.gate import serve
from minhbach.gate.documents import MOST_BYTES, outcome_bytes
from minhbach.gate.judge import Judge, Question
from minhbach.gate.memory import Memory
from minhbach.gate.outcome import Outcome
from minhbach.git import GitRepository

LIMITS = serve.Limits(seconds=1, bytes=256 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes in the place of an outcome."""

    data: bytes


def crash() -> None:
    raise RuntimeError("as asked")


def exit_silently() -> None:
    os._exit(0)


def abort() -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def work_for_ever() -> None:
    while True:
        pass


def sleep_for_ever() -> None:
    time.sleep(3600)


def eat_memory() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(1024 * 1024))


def recurse() -> None:
    recurse()


def leave_by_system_exit() -> None:
    raise SystemExit(0)


def write_a_file() -> None:
    with Path(sys.argv[3]).open("w") as file:
        file.write("written")


def end_the_server() -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(3600)


DEEDS: dict[int, Callable[[], None]] = {
    1: crash,
    2: exit_silently,
    3: abort,
    4: work_for_ever,
    5: sleep_for_ever,
    6: eat_memory,
    7: recurse,
    8: leave_by_system_exit,
    9: write_a_file,
    10: end_the_server,
}

ANSWERS: dict[int, Callable[[bytes], bytes]] = {
    101: lambda _: b"",
    102: lambda _: b"{}",
    103: lambda good: good[:-2] + b"}",
    104: lambda _: b"x" * (2 * MOST_BYTES) + b"}",
    105: lambda _: b'{"fault":"<script>"}\n',
    106: lambda _: b'{"fault":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    107: lambda good: good.replace(b'"actor":107', b'"actor":108'),
    108: lambda good: good.replace(b"T02:00:00+00:00", b"T03:00:00+00:00"),
    109: lambda good: good[:-1] + b',"more":1}',
    110: lambda good: good[:-1] + b',"late":true}',
    111: lambda good: good.replace(b'"verdict":"refused"', b'"verdict":"merge"'),
    112: lambda good: good.replace(b'"verdict":"refused"', b'"verdict":"acceptable"') + b"\n{}",
    113: lambda _: b'{"fault":"time"}',
    114: lambda good: b"\xff" + good,
}

TELL_ENVIRONMENT, TELL_NETWORK = 201, 202


class Misbehaving(Judge):
    def outcome(self, question: Question) -> Outcome:
        deed = DEEDS.get(question.actor)
        if deed is not None:
            deed()
        outcome = super().outcome(question)
        if question.actor == TELL_ENVIRONMENT:
            return _saying(outcome, " ".join(sorted(os.environ)))
        if question.actor == TELL_NETWORK:
            return _saying(outcome, _reached(int(question.at.microsecond)))
        change = ANSWERS.get(question.actor)
        if change is not None:
            return Raw(change(outcome_bytes(outcome, "vi")))  # type: ignore[return-value]  # what a broken one might do
        return outcome


def _saying(outcome: Outcome, words: str) -> Outcome:
    found = diagnose("pull-target", Location(""), found=words, allowed="")
    return replace(outcome, diagnostics=(found,))


def _reached(port: int) -> str:
    with socket.socket() as found:
        found.settimeout(0.5)
        try:
            found.connect(("127.0.0.1", port))
        except OSError:
            return "nothing"
    return "somebody"


def _bytes(outcome: Outcome | Raw, lang: str) -> bytes:
    return outcome.data if isinstance(outcome, Raw) else outcome_bytes(outcome, lang)


def main(repository: str, memory: str) -> None:
    setattr(serve, "outcome_bytes", _bytes)  # noqa: B010 - mypy knows that the name is not exported
    with GitRepository(Path(repository)) as opened:
        serve.serve(Misbehaving(opened, Memory(Path(memory))), sys.stdin.buffer, sys.stdout.buffer, LIMITS)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
