"""The checker as a process of its own: questions come in, small answers go out, each judged in a fork with limits.

The process has no token, no network and no environment. It reads the base once; every change is then judged in a copy
of that state that ends with the verdict, so that nothing one change does reaches the next.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from minhbach.gate.documents import MOST_BYTES, outcome_bytes
from minhbach.gate.judge import Judge, Question

FAULT_TIME, FAULT_MEMORY, FAULT_CRASH = b'{"fault":"time"}\n', b'{"fault":"memory"}\n', b'{"fault":"crash"}\n'
FAULTS = {FAULT_TIME: "time", FAULT_MEMORY: "memory", FAULT_CRASH: "crash"}
"""The answers of a checker that could not judge, and why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What one change may cost."""

    seconds: int = 20
    bytes: int = 768 * 1024 * 1024


def question_line(question: Question) -> bytes:
    words = {"base": question.base, "head": question.head, "actor": question.actor, "at": question.at.isoformat()}
    return json.dumps(words).encode() + b"\n"


def _question(line: bytes) -> Question:
    words = json.loads(line)
    return Question(
        base=words["base"], head=words["head"], actor=words["actor"], at=datetime.fromisoformat(words["at"])
    )


def serve(judge: Judge, questions: IO[bytes], answers: IO[bytes], limits: Limits) -> None:
    """A line of JSON in, an answer with its length before it out, until the questions end."""
    for line in questions:
        question = _question(line)
        judge.warm(question.base)
        answer = _in_a_fork(judge, question, limits)
        answers.write(b"%d\n%b" % (len(answer), answer))
        answers.flush()


def _in_a_fork(judge: Judge, question: Question, limits: Limits) -> bytes:
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _judge_and_exit(judge, question, limits, theirs)
    os.close(theirs)
    try:
        data = b"".join(_until(ours, time.monotonic() + limits.seconds))
    except TimeoutError:
        return FAULT_TIME
    finally:
        os.close(ours)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return data if data.rstrip().endswith(b"}") and len(data) <= MOST_BYTES else FAULT_CRASH


def _until(pipe: int, end: float) -> Iterator[bytes]:
    """What a pipe says until it is closed. Raises TimeoutError."""
    size = 0
    while size <= MOST_BYTES:
        ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            raise TimeoutError
        piece = os.read(pipe, 65536)
        if not piece:
            return
        size += len(piece)
        yield piece


def _judge_and_exit(judge: Judge, question: Question, limits: Limits, pipe: int) -> None:
    """Runs in the fork and never returns."""
    try:
        _write(pipe, _answer(judge, question, limits))
    finally:
        os._exit(0)


def _answer(judge: Judge, question: Question, limits: Limits) -> bytes:
    try:
        _let_go()
        _limit(limits)
        judge.repository.forget()
        judge.memory.freeze()
        return outcome_bytes(judge.outcome(question), judge.lang)
    except MemoryError:
        return FAULT_MEMORY
    except BaseException:  # the border of the fork: whatever went wrong is told as a fault of ours
        return FAULT_CRASH


def _let_go() -> None:
    """Questions and answers are the parent's: when it dies, whoever asked hears at once."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for ours in (0, 1):
        os.dup2(nothing, ours)


def _write(pipe: int, answer: bytes) -> None:
    view = memoryview(answer)
    while view:
        view = view[os.write(pipe, view) :]


def _limit(limits: Limits) -> None:
    # The parent ends it sooner and says why, unless the parent is dead.
    late = limits.seconds + 1
    signal.alarm(late)
    resource.setrlimit(resource.RLIMIT_CPU, (late, late))
    resource.setrlimit(resource.RLIMIT_AS, (limits.bytes, limits.bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
