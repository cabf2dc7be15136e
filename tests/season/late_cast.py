"""Who plays the later attacks: a unit that was asked and inspected, and the team that visited it."""

from __future__ import annotations

from datetime import datetime

from tests.conftest import ROOT
from tests.generator.stages import stage_files
from tests.season.cast import LateCast
from tests.season.play import FOLDER, ROUND, Script

NAME = "meetings"
"""A figure of every unit, without a rule that compares it."""


def late_cast(script: Script, at: datetime, draft: bytes = b"") -> LateCast:
    """The first unit below another with figures in the main branch, questions, and minutes agreed at once."""
    questioned, inspected = stage_files(ROOT, ROUND, "questioned"), stage_files(ROOT, ROUND, "inspected")
    there = script.season.main_files()
    teams = [account for account in script.accounts.accounts if account.inspects]
    for unit in script.data.register.units:
        path, review = script.path_of(unit), f"{FOLDER}/reviews/{unit.code}.yaml"
        minutes = f"{FOLDER}/inspections/{unit.code}.yaml"
        if unit.parent is None or path not in there or review not in questioned or minutes not in inspected:
            continue
        team = next(account for account in teams if unit.code in account.inspects)
        foreign = next(code for other in teams if other is not team for code in other.inspects - team.inspects)
        lines = script.season.world.file(path).decode().splitlines()
        line = next(line for line in lines if line.startswith(f"  {NAME}: "))
        operators = tuple(account.id for account in script.accounts.operators)
        chiefs = tuple(account.id for account in script.accounts.approvers(unit.parent))
        return LateCast(
            round=ROUND,
            day=at,
            path=path,
            clerk=script.clerk(unit),
            review=review,
            minutes=minutes,
            team=team.id,
            foreign=f"{FOLDER}/inspections/{foreign}.yaml",
            line=line,
            changed=f"  {NAME}: {int(line.partition(': ')[2]) + 1}",
            operator=operators[0],
            everybody=(*chiefs, *operators[1:]),
            draft=draft,
        )
    raise LookupError("no unit was both asked and inspected")
