"""Time and peak memory of whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """Seconds of the wall clock, and the peak memory of the hungriest run."""

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
    # wait4 gives the usage of this child alone; getrusage(RUSAGE_CHILDREN) would give the most of all so far.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - start, usage.ru_maxrss * unit / 2**20, process.returncode
