"""From the review to the opening of the next round: December 2019 and January 2020, through the same gate.

The operator works in a clone with the real commands (`desk`); what they write is proposed, approved and merged.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import yaml

from tests.season.late_attacks import DEADLINE, DRAFTED, FINAL, LATE_ATTACKS, REVIEW, SUPPLEMENT
from tests.season.late_cast import late_cast
from tests.season.office import HOUR, Office, code_of, in_parts
from tests.season.play import FOLDER, ROUND, Event, Season, first_weeks, illogical
from tests.season.scenes import play

EDITIONS = ("preliminary", "final", "final-2")

WITNESS = "02044"
"""A unit that is asked, sent to inspection and settled on another figure: commands that name a unit name this one."""

PAPERS = Path(__file__).with_name("data")
"""What the department has on its desk for 2020: the register after the mergers, the mergers, the calendar."""


def play_season(folder: Path, dialect: str = "github") -> Season:
    """The world stays open: whoever called looks at it and closes it."""
    script, events = first_weeks(folder, dialect)
    winter = Winter(script, folder)
    for event in sorted([*events, *winter.events()]):
        event.act(event.at)
    return script.season


class Winter(Office):
    """Each act is a day of the plan: what it does at the forge, and the commands that it takes."""

    def events(self) -> Iterator[Event]:
        for order, (moment, act) in enumerate(
            (
                ("2019-11-24T19:00", self.try_at_home),
                ("2019-11-26T08:00", self.look_around),
                ("2019-12-06T08:00", self.open_review),
                ("2019-12-10T16:00", self.ask),
                ("2019-12-14T09:00", self.write_receipts),
                ("2019-12-16T08:00", self.attack_review),
                ("2019-12-17T09:00", self.answer),
                ("2019-12-20T09:00", self.decide),
                ("2019-12-25T14:00", self.inspect),
                ("2019-12-30T09:00", self.publish_preliminary),
                ("2019-12-31T08:00", self.open_supplement),
                ("2020-01-02T08:00", self.attack_supplement),
                ("2020-01-03T09:00", self.supplement),
                ("2020-01-06T00:00", self.attack_deadline),
                ("2020-01-09T09:00", self.settle),
                ("2020-01-20T09:00", self.publish_final),
                ("2020-01-21T08:00", self.attack_final),
                ("2020-01-28T09:00", self.amend),
                ("2020-01-29T09:00", self.publish_amended),
                ("2020-01-31T09:00", self.open_next),
                ("2020-01-31T15:00", self.look_back),
            ),
            start=1000,
        ):
            yield Event(datetime.fromisoformat(moment).replace(tzinfo=self.script.zone), order, act)

    # The plan --------------------------------------------------------------------

    def try_at_home(self, at: datetime) -> None:
        """1.2: a clerk tries the file before handing it in, with a figure that cannot be."""
        desk = self.desk
        path = self.script.path_of(self.script.data.register.by_code[WITNESS])
        desk.write({path: illogical(self.script.reported[path])})
        self.run(f"validate {path}", at, expect=1)
        desk.renew()

    def look_around(self, at: datetime) -> None:
        """1.2 and 1.3: who has handed in, what still waits for an approval."""
        assert self.desk
        self.run(f"round status {ROUND}", at, expect=None)

    def open_review(self, at: datetime) -> None:
        """2.1 begins."""
        self.carry(self.phase("review"), "Chuyển đợt sang rà soát", at)

    def ask(self, at: datetime) -> None:
        """2.1: the questions that the rules raise, in the operator's words."""
        desk = self.desk
        self.run(f"review ask {ROUND} --date {at:%Y-%m-%d} --dry-run", at)
        questions = self.stage("questioned")
        for number, files in enumerate(in_parts(questions), start=1):
            self.carry(files, f"Câu hỏi rà soát, phần {number}", at + 4 * number * HOUR)
        desk.renew()
        self.run(f"review list {ROUND} --waiting unit", at)

    def write_receipts(self, at: datetime) -> None:
        """1.3 in the books: who handed in when, and when it was approved, as the merge commits say."""
        desk = self.desk
        self.run(f"round receipts {ROUND}", at)
        assert list(desk.changes()) == [f"{FOLDER}/receipts.yaml"]
        self.carry(desk.changes(), "Sổ tiếp nhận", at)

    def answer(self, at: datetime) -> None:
        """2.1: units explain, or give the figure that was missing; the unit above approves."""
        numbers = self.hand_in(self.stage("answered"), "Giải trình", at)
        self.receive(numbers, at + 2 * HOUR)

    def decide(self, at: datetime) -> None:
        """2.1: what is settled by the explanation, and what goes to inspection; whom to visit."""
        desk = self.desk
        self.run(f"review list {ROUND} --waiting operator", at)
        decided = self.stage("decided")
        path = f"{FOLDER}/reviews/{WITNESS}.yaml"
        for question, state in _states(decided[path]).items():
            self.run(f"review decide {ROUND} {WITNESS} {question} {state}", at)
        assert desk.changes() == {path: decided[path]}
        for number, files in enumerate(in_parts(decided), start=1):
            self.carry(files, f"Kết luận rà soát, phần {number}", at + 4 * number * HOUR)
        desk.renew()
        self.run(f"inspect suggest {ROUND} --count 15", at)

    def inspect(self, at: datetime) -> None:
        """2.2: each team hands in the minutes of the units that it visited; without them nothing is published."""
        assert self.desk
        self.run(f"publish {ROUND} preliminary --date {at:%Y-%m-%d}", at, expect=1)
        minutes = self.stage("inspected")
        self.run(f"inspect minutes {ROUND} {WITNESS} --stdout", at)
        for place, account in enumerate(self.script.accounts.accounts):
            own = {path: data for path, data in minutes.items() if code_of(path) in account.inspects}
            if own:
                self.carry(own, f"Biên bản của {account.login}", at + place * HOUR / 6, who=account.id)

    def publish_preliminary(self, at: datetime) -> None:
        """3: figures as of 15/11, now that nothing stands against it."""
        self.publish("preliminary", "preliminary", at)

    def open_supplement(self, at: datetime) -> None:
        self.carry(self.phase("supplement"), "Mở bổ sung, điều chỉnh số liệu", at)

    def supplement(self, at: datetime) -> None:
        """4: figures up to 31/12; the last unit hands in a second before the window closes."""
        files = self.stage("supplemented")
        *most, last = files
        numbers = self.hand_in({path: files[path] for path in most}, "Bổ sung số liệu", at)
        self.receive(numbers, at + 2 * HOUR)
        closes = self.script.data.round.windows["supplement"].closes
        eve = datetime.combine(closes, datetime.max.time(), self.script.zone).replace(microsecond=0)
        self.receive(self.hand_in({last: files[last]}, "Bổ sung số liệu", eve), eve + 2 * HOUR)

    def settle(self, at: datetime) -> None:
        """2.2, late: minutes that the unit agreed to only in January, within the extension."""
        minutes = self.stage("settled")
        for account in self.script.accounts.accounts:
            own = {path: data for path, data in minutes.items() if code_of(path) in account.inspects}
            if own:
                self.carry(own, "Biên bản đã thống nhất", at, who=account.id)
        self.season.marks["settled"] = self.world.main

    def publish_final(self, at: datetime) -> None:
        """5: figures as of 31/12, by decision."""
        self.publish("final", "final", at, decision="Quyết định số 85/QĐ-UBND ngày 20/01/2020 (giả định)")

    def amend(self, at: datetime) -> None:
        self.carry(self.stage("amended"), "Quyết định đính chính", at)

    def publish_amended(self, at: datetime) -> None:
        """Final once more, with what was decided; the first final stays as it is."""
        self.publish("final", "amended", at, decision="Quyết định số 152/QĐ-UBND ngày 28/01/2020 (giả định)")

    def publish(self, milestone: str, phase: str, at: datetime, *, decision: str = "") -> None:
        """The record, written by the command, goes through the gate with the round's phase; then its tag is set."""
        desk = self.desk
        line = f"publish {ROUND} {milestone} --date {at:%Y-%m-%d}"
        if decision:
            line += f" --decision '{decision}'"
        self.run(line, at)
        record = desk.changes()
        assert len(record) == 1
        if DRAFTED in LATE_ATTACKS and phase == "final":
            self._attack(DRAFTED, at, draft=next(iter(record.values())))
        self.carry({**record, **self.phase(phase)}, f"Công bố kết quả {phase}", at + 3 * HOUR)
        desk.renew()
        self.run(f"publish {ROUND} {milestone} --tag", at)
        desk.push_tags()

    def open_next(self, at: datetime) -> None:
        """The next round, on the register after the mergers."""
        desk = self.desk
        papers = {place.name: place.read_bytes() for place in sorted(PAPERS.iterdir())}
        desk.write({f"../2020/{name}": data for name, data in papers.items()})
        self.run(
            "round open 2020 --criteria bac-kan-2018 --units ../2020/units-2020.csv "
            "--windows ../2020/windows-2020.yaml --lineage ../2020/mergers-2020.csv --previous 2019",
            at,
        )
        self.carry(desk.changes(), "Mở đợt 2020", at)
        desk.renew()
        self.run("round forms 2020 --out ../2020/bieu", at)

    def look_back(self, at: datetime) -> None:
        """What anybody can do in a fresh clone."""
        self.desk.start_anew()
        for edition in EDITIONS:
            self.run(f"verify {ROUND} {edition}", at)
        self.run("validate", at)
        self.run(f"history {ROUND} {WITNESS}", at)
        self.run(f"history {ROUND} {WITNESS} --figure bandwidth", at)
        self.run(f"explain {ROUND} {WITNESS} 1.5", at)
        self.run("build --out ../site", at)

    # Attacks ---------------------------------------------------------------------

    def attack_review(self, at: datetime) -> None:
        self._attack(REVIEW, at)

    def attack_supplement(self, at: datetime) -> None:
        self._attack(SUPPLEMENT, at)

    def attack_deadline(self, at: datetime) -> None:
        self._attack(DEADLINE, at)

    def attack_final(self, at: datetime) -> None:
        self._attack(FINAL, at)

    def _attack(self, moment: str, at: datetime, draft: object = b"") -> None:
        cast = late_cast(self.script, at, draft if isinstance(draft, bytes) else b"")
        self.season.late_attacks += [play(self.world, cast, attack) for attack in LATE_ATTACKS[moment]]


def _states(data: bytes) -> dict[str, str]:
    """The state of every question of a review by its id."""
    return {item["id"]: item["state"] for item in yaml.load(data, yaml.CSafeLoader)["questions"]}
