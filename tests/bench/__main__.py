"""`python -m tests.bench [--national REGISTER.csv]`: how long whole processes take, beside yardsticks of the same run.

Prints seconds (median), peak memory and ratios. Nothing here passes or fails: machines differ.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.gate import PULLS, gate_scene
from tests.bench.history import COMMITS, command, make_long_history, peer
from tests.bench.measure import Measured, measure
from tests.bench.national import write_national_round
from tests.bench.peer import shape_of, write_plain_site

ROOT = Path(__file__).resolve().parents[2]
ROUND = "2019"
TARGETS = {"check-pr": 0.6, "history": 2.0, "gate": 60.0, "score": 2.0, "build": 10.0, "national build": 60.0}
"""Seconds that the house has set itself, for whole cold processes."""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--national", type=Path, metavar="CSV", help="register with code,name,type,tier,parent_code,slug"
    )
    parser.add_argument("--only-national", action="store_true", help="leave the small round out")
    options = parser.parse_args(argv)
    with TemporaryDirectory(prefix="minhbach-bench-") as folder:
        if not options.only_national:
            _small(Path(folder, "small"))
        if options.national:
            _national(Path(folder, "national"), options.national)
    return 0


def _minhbach(*argv: str, root: Path = ROOT) -> list[str]:
    return [sys.executable, "-m", "minhbach", "--root", str(root), *argv]


def _small(folder: Path) -> None:
    site, plain = folder / "site", folder / "plain"
    start = measure("python -c pass", [sys.executable, "-c", "pass"], 5)
    yaml = measure("python -c 'import yaml'", [sys.executable, "-c", "import yaml"], 5)
    validate = measure("minhbach validate", _minhbach("validate"), 5)
    score = measure(f"minhbach score {ROUND}", _minhbach("score", ROUND), 5)
    _print_head(f"round {ROUND}, cold processes")
    _print(start)
    _print(yaml)
    _print(validate, yaml)
    _print(score, yaml)
    _say(f"  score, which validates too: wanted {TARGETS['score']:g} s")
    _gate(folder / "gate", yaml, validate)
    _history(folder / "history.git")
    build = measure("minhbach build", _minhbach("build", "--out", str(site)), 3)
    if not site.is_dir():
        _print(build, yaml)
        return
    shape = shape_of(site)
    write_plain_site(plain, shape)
    peer = measure(
        "mkdocs build (plain)", [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(plain / "mkdocs.yml")], 3
    )
    _print_head(f"site of {shape.pages} pages, {shape.rows} rows of tables a page")
    _print(build, peer, pages=shape.pages)
    _print(peer, pages=shape.pages)
    _say(f"  build: wanted {TARGETS['build']:g} s")


def _gate(folder: Path, yaml: Measured, validate: Measured) -> None:
    """One changed file judged, cold; and a whole run over PULLS open pull requests at a forge in this process."""
    with gate_scene(folder) as scene:
        first = measure("check-pr, nothing remembered", scene.check_again, 3)
        later = measure("check-pr", scene.check, 7)
        run = measure(f"gate, {PULLS} pull requests", scene.gate, 1, scene.environment)
        merged = scene.merged
    _print_head(f"one changed file of round {ROUND}; {PULLS} pull requests, {merged} merged")
    _print(first, yaml)
    _print(later, yaml)
    _say(f"  check-pr: wanted {TARGETS['check-pr']:g} s")
    _print(run, validate, pages=PULLS)
    _say(f"  gate: wanted {TARGETS['gate']:g} s")


def _history(bare: Path) -> None:
    """The timeline of all units, cold, beside git's own look at the same commits."""
    make_long_history(bare)
    timeline = measure("minhbach history", command(bare), 5)
    git = measure("git log --raw", peer(bare), 5)
    _print_head(f"round {ROUND}, {COMMITS} merges that each change one figure")
    _print(timeline, git)
    _print(git)
    _say(f"  history: wanted {TARGETS['history']:g} s")


def _national(folder: Path, register: Path) -> None:
    units = write_national_round(ROOT, folder, ROUND, register)
    _print_head(f"national round, {units} units")
    for item in _national_runs(folder):
        _print(item, pages=units)
    _say(f"  build: wanted {TARGETS['national build']:g} s and 1536 MB")


def _national_runs(folder: Path) -> Iterator[Measured]:
    yield measure("minhbach validate", _minhbach("validate", root=folder), 1)
    yield measure(f"minhbach score {ROUND}", _minhbach("score", ROUND, root=folder), 1)
    yield measure("minhbach build", _minhbach("build", "--out", str(folder / "site"), root=folder), 1)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _print_head(title: str) -> None:
    _say(f"\n{title}\n  {'':26}{'median s':>9}{'fastest':>9}{'slowest':>9}{'peak MB':>9}")


def _print(item: Measured, yardstick: Measured | None = None, pages: int | None = None) -> None:
    line = f"  {item.name:26}{item.seconds:9.2f}{item.fastest:9.2f}{item.slowest:9.2f}{item.peak_megabytes:9.0f}"
    if pages:
        line += f"  {1000 * item.seconds / pages:.2f} ms a page or unit"
    if yardstick:
        line += f"  {item.seconds / yardstick.seconds:.2f} x {yardstick.name}"
    _say(line + (f"  exit code {item.code}" if item.code else ""))


if __name__ == "__main__":
    sys.exit(main())
