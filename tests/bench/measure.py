"""Time and peak memory of whole processes, with everything they start."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

BETWEEN = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """Seconds of the wall clock, and the peak memory of the hungriest run: all its processes together."""

    name: str
    seconds: float
    fastest: float
    slowest: float
    peak_megabytes: float
    code: int


def measure(name: str, command: Sequence[str], times: int, environment: Mapping[str, str] | None = None) -> Measured:
    """Run a command some times, each in a process of its own; what `environment` says is added to ours."""
    runs = [_run(command, {**os.environ, **(environment or {})}) for _ in range(times)]
    seconds = [run[0] for run in runs]
    return Measured(
        name=name,
        seconds=median(seconds),
        fastest=min(seconds),
        slowest=max(seconds),
        peak_megabytes=max(run[1] for run in runs),
        code=runs[-1][2],
    )


def _run(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float, int]:
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watch = _Watch(process.pid)
    watch.start()
    # wait4 gives the usage of this child alone; getrusage(RUSAGE_CHILDREN) would give the most of all so far.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    return seconds, max(watch.peak, usage.ru_maxrss / 1024), process.returncode


@dataclass
class _Watch:
    """The memory of a process and all below it, in megabytes. What processes share is counted once (Pss)."""

    process: int
    peak: float = 0.0
    _over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(BETWEEN):
            family = [self.process, *_below(self.process)]
            # One process alone is told exactly by its own end.
            if len(family) > 1:
                self.peak = max(self.peak, sum(map(_share, family)))


def _below(process: int) -> Iterator[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return
    for child in map(int, text.split()):
        yield child
        yield from _below(child)


def _share(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
