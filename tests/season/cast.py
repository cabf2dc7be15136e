"""Who plays: the people and files of a province that the scenes need, whatever the province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from tests.season.commits import Changes
from tests.season.world import World

LATER = timedelta(minutes=30)


class Players(Protocol):
    """Those who could approve what an attack proposes."""

    @property
    def everybody(self) -> tuple[int, ...]: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """Two units of one parent that have handed in, those who approve them, another parent's approver, two operators.

    `line` is a line of the first unit's file, `changed` the same with another value that breaks no rule, `worse` one
    more; `day` lies in the report window, `closed` after it.
    """

    round: str
    path: str
    clerk: int
    other_path: str
    other_clerk: int
    approver: int
    deputy: int
    other_approver: int
    operator: int
    second_operator: int
    line: str
    changed: str
    worse: str
    day: datetime
    closed: datetime

    @property
    def folder(self) -> str:
        return f"submissions/{self.round}"

    @property
    def accounts(self) -> str:
        return f"{self.folder}/accounts.yaml"

    @property
    def everybody(self) -> tuple[int, ...]:
        return (self.approver, self.deputy, self.other_approver, self.operator, self.second_operator)

    def corrected(self, world: World, line: str = "") -> Changes:
        """What the first unit's clerk may well hand in, or its file with another line in the place of `line`."""
        return edited(world, self.path, self.line, line or self.changed)

    def line_number(self, world: World) -> int:
        return world.file(self.path).decode().splitlines().index(self.line) + 1


@dataclass(frozen=True, kw_only=True, slots=True)
class LateCast:
    """Who plays after the figures have come in: a unit that is asked and inspected, its clerk, a team, the operators.

    `minutes` are those of the team, `foreign` those of a unit that it is not sent to; `line` is a line of the unit's
    reported figures and `changed` the same with another value; `draft` is a record that nobody has proposed yet.
    """

    round: str
    day: datetime
    path: str
    clerk: int
    review: str
    minutes: str
    team: int
    foreign: str
    line: str
    changed: str
    operator: int
    everybody: tuple[int, ...]
    draft: bytes = b""

    @property
    def unit(self) -> str:
        return self.review.rpartition("/")[2].removesuffix(".yaml")

    def published(self, edition: str) -> str:
        return f"submissions/{self.round}/published/{edition}.json"

    @property
    def amendment(self) -> str:
        return f"submissions/{self.round}/amendments/01.yaml"


def edited(world: World, path: str, old: str, new: str) -> Changes:
    text = world.file(path).decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    return {path: text.replace(old, new).encode()}
