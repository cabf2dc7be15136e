"""The 2019 round, played: its units and their people, the plan's dates, right and wrong, attacks.

Here are the first weeks, until every unit is approved; `winter` plays on to the opening of the next round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from minhbach.gate.waiting import Waiting
from minhbach.model.accounts import Accounts
from minhbach.model.round import Receipt
from minhbach.model.units import Unit, unit_path
from minhbach.repository import RoundData, load
from minhbach.tree import WorkTree
from tests.conftest import ROOT
from tests.generator.stages import stage_files
from tests.season.attacks import ATTACKS
from tests.season.cast import Cast
from tests.season.commits import git
from tests.season.desk import Desk
from tests.season.scenes import Result, play
from tests.season.world import World

ROUND = "2019"
FOLDER = f"submissions/{ROUND}"
ROUND_FILE = f"{FOLDER}/round.yaml"
EVERY = 17
"""One unit in so many first hands in a figure that breaks a rule; as many are sent back once by those who approve."""

GATE_HOUR = time(20)


@dataclass(frozen=True, order=True)
class Event:
    at: datetime
    order: int
    act: Callable[[datetime], None] = field(compare=False)


@dataclass(slots=True)
class Season:
    """What was played and how it ended: `expected` are the files that the main branch has to hold."""

    world: World
    data: RoundData
    expected: dict[str, bytes]
    numbers: dict[str, int] = field(default_factory=dict)
    refused_once: dict[str, frozenset[str]] = field(default_factory=dict)
    sent_back: list[str] = field(default_factory=list)
    unapproved: list[str] = field(default_factory=list)
    attacks: list[Result] = field(default_factory=list)
    late_attacks: list[Result] = field(default_factory=list)
    waiting: dict[int, Waiting] = field(default_factory=dict)
    """What still waited when the last figures had been approved."""
    desk: Desk | None = None
    marks: dict[str, str] = field(default_factory=dict)
    """The main branch at moments that are looked at again, by name."""

    @property
    def the_desk(self) -> Desk:
        assert self.desk is not None, "the season has not come so far"
        return self.desk

    def main_files(self) -> dict[str, str]:
        """Path and blob of every file of the main branch."""
        lines = git(self.world.bare, "ls-tree", "-r", "-z", "refs/heads/main").split("\0")
        rows = (line.partition("\t") for line in lines if line)
        return {path: words.split(" ")[2] for words, _, path in rows}

    def expected_files(self) -> dict[str, str]:
        return {
            path: git(self.world.bare, "hash-object", "-t", "blob", "--stdin", given=data)
            for path, data in self.expected.items()
        }


def base_files() -> dict[str, bytes]:
    """The data repository as the operator opened the round: nothing has been handed in."""
    tree = WorkTree(ROOT)
    names = ("round.yaml", "units.yaml", "accounts.yaml")
    paths = [*tree.list("criteria"), *(f"{FOLDER}/{name}" for name in names)]
    files = {path: tree.read(path, 1 << 24) for path in paths}
    return {**files, **in_phase(files[ROUND_FILE], "reporting")}


def in_phase(text: bytes, phase: str) -> dict[str, bytes]:
    """round.yaml, moved on."""
    return {ROUND_FILE: re.sub(rb"(?m)^phase: .*$", b"phase: " + phase.encode(), text)}


def first_weeks(folder: Path, dialect: str = "github") -> tuple[Script, list[Event]]:
    """A world in which the round has just been opened, and what happens in it until every unit is approved."""
    data = load(WorkTree(ROOT))[0].rounds[ROUND]
    script = Script(data)
    files = base_files()
    world = World(folder, files, script.moment(script.first_day, time(7)), dialect)
    script.season = Season(world, data, dict(files))
    attacks = Event(script.moment(script.last_day, time(10)), 0, script.play_attacks)
    return script, [*script.submissions(), *script.runs(), attacks]


class Script:
    """Who does what and when, out of the committed round: its receipts, its files, its accounts."""

    season: Season

    def __init__(self, data: RoundData) -> None:
        self.data = data
        self.zone = ZoneInfo(data.round.timezone)
        window = data.round.windows["report"]
        self.first_day, self.last_day, self.grace = window.opens, window.closes, window.grace_to or window.closes
        self.tiers = data.criteria.tiers
        self.reported = stage_files(ROOT, ROUND, "reported")

    @property
    def accounts(self) -> Accounts:
        return self.season.world.round.accounts

    def path_of(self, unit: Unit) -> str:
        return unit_path(ROUND, unit, self.data.register, self.tiers)

    def moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone)

    # What happens ----------------------------------------------------------------

    def runs(self) -> Iterator[Event]:
        """The gate runs every evening until the last approval."""
        last = max(receipt.approved for receipt in self.data.receipts.values() if receipt.approved)
        for number in range((last - self.first_day).days + 1):
            at = self.moment(self.first_day + timedelta(days=number), GATE_HOUR)
            yield Event(at, 0, self._gate)
        yield Event(at, 1, self._look)

    def submissions(self) -> Iterator[Event]:
        for place, (code, receipt) in enumerate(self.data.receipts.items()):
            unit = self.data.register.by_code[code]
            yield from self._of_unit(place, unit, receipt)

    def _of_unit(self, place: int, unit: Unit, receipt: Receipt) -> Iterator[Event]:
        path = self.path_of(unit)
        content = self.reported[path]
        received = receipt.received.replace(tzinfo=self.zone)
        earlier = received - timedelta(days=1)
        stumbles = place % EVERY in (3, 9) and earlier.date() >= self.first_day
        if stumbles and place % EVERY == 3:
            yield Event(earlier, place, lambda at: self.hand_in(unit, path, illogical(content), at))
            yield Event(received, place, lambda at: self._mend(unit, path, content, at))
        elif stumbles:
            draft = content + "# còn xem lại\n".encode()
            yield Event(earlier, place, lambda at: self.hand_in(unit, path, draft, at))
            yield Event(earlier + timedelta(hours=2), place, lambda at: self._send_back(unit, at))
            yield Event(received, place, lambda at: self._again(unit, path, content, at))
        else:
            yield Event(received, place, lambda at: self.hand_in(unit, path, content, at))
        if receipt.approved is None:
            self.season.unapproved.append(unit.code)
        else:
            at = max(self.moment(receipt.approved, time(15)), received + timedelta(hours=1))
            yield Event(at, place, lambda at: self.approve(unit, path, content, at))

    # What people do --------------------------------------------------------------

    def _gate(self, at: datetime) -> None:
        report = self.season.world.run_gate(at)
        assert not report.faults, report.faults

    def _look(self, _: datetime) -> None:
        self.season.waiting = dict(self.season.world.queue)

    def clerk(self, unit: Unit) -> int:
        return self.accounts.submitters(unit.code)[0].id

    def chief(self, unit: Unit) -> int:
        people = self.accounts.approvers(unit.parent) if unit.parent else self.accounts.operators
        return people[0].id

    def hand_in(self, unit: Unit, path: str, content: bytes, at: datetime) -> None:
        number = self.season.world.propose(self.clerk(unit), {path: content}, at, message=f"Số liệu {unit.name}")
        self.season.numbers[unit.code] = number

    def _mend(self, unit: Unit, path: str, content: bytes, at: datetime) -> None:
        """The gate has answered in the evening before; the clerk reads it and corrects the figure."""
        waiting = self.season.world.queue[self.season.numbers[unit.code]]
        codes = frozenset(item.code for item in waiting.outcome.diagnostics if item.severity.value == "error")
        self.season.refused_once[unit.code] = codes
        self._again(unit, path, content, at)

    def _again(self, unit: Unit, path: str, content: bytes, at: datetime) -> None:
        self.season.world.push_again(self.season.numbers[unit.code], {path: content}, at)

    def _send_back(self, unit: Unit, at: datetime) -> None:
        self.season.world.send_back(self.chief(unit), self.season.numbers[unit.code], at, "Xem lại rồi gửi lại")
        self.season.sent_back.append(unit.code)

    def approve(self, unit: Unit, path: str, content: bytes, at: datetime) -> None:
        self.season.world.approve(self.chief(unit), self.season.numbers[unit.code], at)
        self.season.expected[path] = content

    # Attacks ---------------------------------------------------------------------

    def play_attacks(self, at: datetime) -> None:
        cast = self._cast(at)
        self.season.attacks = [play(self.season.world, cast, attack) for attack in ATTACKS]

    def _cast(self, at: datetime) -> Cast:
        """Two communes of one district whose figures are in the main branch by now."""
        there = self.season.main_files()
        found: dict[str, list[Unit]] = {}
        for unit in self.data.register.units:
            if unit.parent and self.path_of(unit) in there:
                found.setdefault(unit.parent, []).append(unit)
        parent, (first, second, *_) = next((code, units) for code, units in found.items() if len(units) > 1)
        other = next(code for code in self.data.register.children if code != parent)
        path = self.path_of(first)
        line = next(line for line in self.reported[path].decode().splitlines() if line.startswith("  meetings: "))
        chief, deputy, *_ = self.accounts.approvers(parent)
        operator, second_operator, *_ = self.accounts.operators
        return Cast(
            round=ROUND,
            path=path,
            clerk=self.clerk(first),
            other_path=self.path_of(second),
            other_clerk=self.clerk(second),
            approver=chief.id,
            deputy=deputy.id,
            other_approver=self.accounts.approvers(other)[0].id,
            operator=operator.id,
            second_operator=second_operator.id,
            line=line,
            changed="  meetings: 5",
            worse="  meetings: 6",
            day=at,
            closed=self.moment(self.grace + timedelta(days=1), time(0)),
        )


def illogical(content: bytes) -> bytes:
    """More officials with a computer than officials."""
    return re.sub(rb"(?m)^  officials_with_computer: .*$", b"  officials_with_computer: 9999", content)
