"""`python -m tests.bench [SCENE…]`: how long whole processes take, beside peers; what pages weigh; a browser report.

Prints seconds (median), peak memory and ratios to a peer of the same run. Nothing passes or fails: machines differ.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.browser import report
from tests.bench.gate import PULLS, gate_scene
from tests.bench.history import COMMITS, command, make_long_history, peer
from tests.bench.measure import Measured, measure
from tests.bench.pages import weigh
from tests.bench.sites import Line, build_national, build_small, build_ten
from tests.bench.zensical import try_zensical

ROOT = Path(__file__).resolve().parents[2]
REGISTER = Path(__file__).parent / "units-vietnam-2017.csv"
ROUND = "2019"
SCENES = ("commands", "small", "weight", "browser", "zensical", "ten", "national")
TARGETS = {"check-pr": "0.6 s", "history": "2 s", "gate": "60 s", "score": "2 s"}
SITE_TARGETS = {
    "small": "2019 at most 10 s",
    "ten": "ten rounds at most ten times one",
    "national": "national at most 60 s and 1536 MB, aiming at 30 s; after one changed file at most 5 s",
}
"""What the house has set itself, for whole cold processes."""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help=f"which of {', '.join(SCENES)}; all without any")
    parser.add_argument(
        "--register", type=Path, default=REGISTER, metavar="CSV", help="code,name,type,tier,parent_code,slug"
    )
    options = parser.parse_args(argv)
    if unknown := set(options.scenes) - set(SCENES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    for scene in options.scenes or SCENES:
        with TemporaryDirectory(prefix="minhbach-bench-") as name:
            _run(scene, Path(name), options.register)
    return 0


def _run(scene: str, folder: Path, register: Path) -> None:
    if scene == "commands":
        _commands(folder)
    elif scene == "weight":
        for line in weigh(ROOT, folder, _minhbach):
            _say(line)
    elif scene == "browser":
        for line in report(ROOT, folder, _minhbach):
            _say(line)
    elif scene == "zensical":
        for line in try_zensical(ROOT, folder):
            _say(line)
    elif scene == "small":
        _sites(scene, build_small(ROOT, folder, _minhbach))
    elif scene == "ten":
        _sites(scene, build_ten(ROOT, folder, _minhbach))
    else:
        _sites(scene, build_national(ROOT, folder, register, _minhbach))


def _minhbach(*argv: str, root: Path = ROOT) -> list[str]:
    return [sys.executable, "-m", "minhbach", "--root", str(root), *argv]


def _sites(scene: str, lines: Sequence[Line]) -> None:
    """A table of builds; the peers come last and are what each build is compared with."""
    peers = [line for line in lines if not line.measured.name.startswith("minhbach")]
    _say(f"\nsite, {lines[0].scene}: {lines[0].units} files of units. Wanted: {SITE_TARGETS[scene]}")
    heads = ("median s", "peak MB", "pages", "ms a page", "KB a page")
    _say(f"  {'':26}" + "".join(f"{head:>11}" for head in heads))
    for line in lines:
        seconds, pages = line.measured.seconds, line.pages
        numbers = [f"{seconds:.2f}", f"{line.measured.peak_megabytes:.0f}", str(pages)]
        numbers += [f"{1000 * seconds / max(pages, 1):.2f}", f"{line.bytes / 1000 / max(pages, 1):.1f}"]
        ratios = [f"{seconds / peer.measured.seconds:.2f} x {peer.measured.name}" for peer in peers if peer != line]
        told = f"  {', '.join(ratios)}" if line not in peers else ""
        code = f"  exit code {line.measured.code}" if line.measured.code else ""
        _say(f"  {line.measured.name:26}" + "".join(f"{number:>11}" for number in numbers) + told + code)


def _commands(folder: Path) -> None:
    start = measure("python -c pass", [sys.executable, "-c", "pass"], 5)
    yaml = measure("python -c 'import yaml'", [sys.executable, "-c", "import yaml"], 5)
    validate = measure("minhbach validate", _minhbach("validate"), 5)
    score = measure(f"minhbach score {ROUND}", _minhbach("score", ROUND), 5)
    _print_head(f"round {ROUND}, cold processes")
    _print(start)
    _print(yaml)
    _print(validate, yaml)
    _print(score, yaml)
    _say(f"  score, which validates too: wanted {TARGETS['score']}")
    _gate(folder / "gate", yaml, validate)
    _history(folder / "history.git")


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
    _say(f"  check-pr: wanted {TARGETS['check-pr']}")
    _print(run, validate, pages=PULLS)
    _say(f"  gate: wanted {TARGETS['gate']}")


def _history(bare: Path) -> None:
    """The timeline of all units, cold, beside git's own look at the same commits."""
    make_long_history(bare)
    timeline = measure("minhbach history", command(bare), 5)
    git = measure("git log --raw", peer(bare), 5)
    _print_head(f"round {ROUND}, {COMMITS} merges that each change one figure")
    _print(timeline, git)
    _print(git)
    _say(f"  history: wanted {TARGETS['history']}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _print_head(title: str) -> None:
    _say(f"\n{title}\n  {'':28}{'median s':>9}{'fastest':>9}{'slowest':>9}{'peak MB':>9}")


def _print(item: Measured, yardstick: Measured | None = None, pages: int | None = None) -> None:
    line = f"  {item.name:28}{item.seconds:9.2f}{item.fastest:9.2f}{item.slowest:9.2f}{item.peak_megabytes:9.0f}"
    if pages:
        line += f"  {1000 * item.seconds / pages:.2f} ms each"
    if yardstick:
        line += f"  {item.seconds / yardstick.seconds:.2f} x {yardstick.name}"
    _say(line + (f"  exit code {item.code}" if item.code else ""))


if __name__ == "__main__":
    sys.exit(main())
