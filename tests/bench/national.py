"""Rounds larger than the real one: a whole country's, made by the generator, and one province's many times over."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from tests.generator.stages import write_reported

PHASE = "preliminary"
"""The phase of a generated round: results show, and nothing later than the figures has to be there."""

UNPUBLISHED = ("published", "README.md")
"""What a copy of a round leaves out: the records of editions hold digests of the files as they were."""


def write_national_round(root: Path, folder: Path, round_id: str, register: Path, units: int | None = None) -> int:
    """Copy criteria and settings of a round, put another register in, fill it; gives the number of units.

    `units` takes only the first so many of the register, cut between two that have units below them.
    """
    shutil.copytree(root / "criteria", folder / "criteria")
    place = folder / "submissions" / round_id
    place.mkdir(parents=True)
    settings = (root / "submissions" / round_id / "round.yaml").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)^phase: .*$", f"phase: {PHASE}", settings)
    settings = re.sub(r"(?m)^province: .*$", 'province: "00"', settings)
    (place / "round.yaml").write_text(settings, encoding="utf-8")
    tiers = _tiers(folder / "criteria", place)
    lines = [*_register_lines(_rows(register, tiers, units), tiers)]
    head = ['province: {code: "00", name: "Cả nước"}', "units:"]
    (place / "units.yaml").write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    write_reported(folder, folder, round_id, "national")
    return len(lines)


def write_rounds(root: Path, folder: Path, round_id: str, rounds: int = 10) -> tuple[str, ...]:
    """The round again and again, each with the one before it as its previous; gives the ids, the last `round_id`."""
    shutil.copytree(root / "criteria", folder / "criteria")
    last = int(round_id)
    ids = tuple(str(year) for year in range(last - rounds + 1, last + 1))
    for before, name in zip((None, *ids), ids, strict=False):
        place = folder / "submissions" / name
        shutil.copytree(root / "submissions" / round_id, place, ignore=shutil.ignore_patterns(*UNPUBLISHED))
        settings = (place / "round.yaml").read_text(encoding="utf-8")
        settings = settings.replace(f'id: "{round_id}"', f'id: "{name}"', 1)
        settings = settings.replace("phase: amended", f"phase: {PHASE}", 1)
        previous = f'previous: "{before}"\n' if before is not None else ""
        (place / "round.yaml").write_text(settings + previous, encoding="utf-8")
        for path in (place / "units").rglob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(f'round: "{round_id}"', f'round: "{name}"', 1), encoding="utf-8")
    return ids


def _tiers(criteria: Path, place: Path) -> dict[str, str]:
    """The id of each tier by its slug, as the round's criteria set names them."""
    chosen = yaml.safe_load((place / "round.yaml").read_text(encoding="utf-8"))["criteria"]
    tiers = yaml.safe_load((criteria / chosen / "set.yaml").read_text(encoding="utf-8"))["tiers"]
    return {tier["slug"]: tier["id"] for tier in tiers}


def _rows(register: Path, tiers: dict[str, str], units: int | None) -> Sequence[dict[str, str]]:
    """The rows of tiers that the set knows, each unit before those below it; whole families up to `units`."""
    with register.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["tier"] in tiers]
    below: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        below.setdefault(row["parent_code"], []).append(row)
    codes = {row["code"] for row in rows}
    found: list[dict[str, str]] = []
    for row in rows:
        if row["parent_code"] not in codes and (units is None or len(found) < units):
            found += [row, *below.get(row["code"], ())]
    return found


def _register_lines(rows: Sequence[dict[str, str]], tiers: dict[str, str]) -> Iterator[str]:
    """Rows by the tier's slug; folder names carry the code, as names repeat."""
    codes = {row["code"] for row in rows}
    for row in rows:
        parent = f', parent: "{row["parent_code"]}"' if row["parent_code"] in codes else ""
        slug = row["slug"] if parent else f"{row['slug']}-{row['code']}"
        yield (
            f'  - {{code: "{row["code"]}", name: "{row["name"]}", type: {row["type"]}, '
            f"tier: {tiers[row['tier']]}{parent}, slug: {slug}}}"
        )
