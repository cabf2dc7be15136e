"""A round of a whole country, made by the generator from a register in a CSV file."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.generator.stages import write_round


def write_national_round(root: Path, folder: Path, round_id: str, register: Path) -> int:
    """Copy criteria and settings of a round, put another register in, fill it; gives the number of units."""
    shutil.copytree(root / "criteria", folder / "criteria")
    place = folder / "submissions" / round_id
    place.mkdir(parents=True)
    shutil.copy(root / "submissions" / round_id / "round.yaml", place / "round.yaml")
    lines = list(_register_lines(register, _tiers(folder / "criteria", place)))
    head = ['province: {code: "00", name: "Cả nước"}', "units:"]
    (place / "units.yaml").write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    write_round(folder, folder, round_id, "national")
    return len(lines)


def _tiers(criteria: Path, place: Path) -> dict[str, str]:
    """The id of each tier by its slug, as the round's criteria set names them."""
    chosen = yaml.safe_load((place / "round.yaml").read_text(encoding="utf-8"))["criteria"]
    tiers = yaml.safe_load((criteria / chosen / "set.yaml").read_text(encoding="utf-8"))["tiers"]
    return {tier["slug"]: tier["id"] for tier in tiers}


def _register_lines(register: Path, tiers: dict[str, str]) -> Iterator[str]:
    """The rows of tiers that the set knows, by the tier's slug; folder names carry the code, as names repeat."""
    with register.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["tier"] in tiers]
    codes = {row["code"] for row in rows}
    for row in rows:
        parent = f', parent: "{row["parent_code"]}"' if row["parent_code"] in codes else ""
        slug = row["slug"] if parent else f"{row['slug']}-{row['code']}"
        yield (
            f'  - {{code: "{row["code"]}", name: "{row["name"]}", type: {row["type"]}, '
            f"tier: {tiers[row['tier']]}{parent}, slug: {slug}}}"
        )
