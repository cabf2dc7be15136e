"""Playing one attack to its end: everybody who could approve does, the gate runs again, and what it said is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from minhbach.diagnostics import Diagnostic, Severity
from tests.season.attacks import NO_APPROVAL, Attack
from tests.season.cast import LATER, Players
from tests.season.world import Seen, World

PlayersT = TypeVar("PlayersT", bound=Players)


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """How an attack ended: the finding that refused it (None where approvals did), and what the forge shows."""

    attack: Attack[Any]
    number: int
    finding: Diagnostic | None
    seen: Seen
    untouched: bool

    @property
    def held(self) -> bool:
        """Refused by the rule that has to answer, and nothing of it is in the main branch."""
        if self.seen.merged or not self.untouched:
            return False
        if self.attack.rule == NO_APPROVAL:
            return self.seen.state == "pending"
        return self.seen.state == "failure" and self.finding is not None


def play(world: World, cast: PlayersT, attack: Attack[PlayersT]) -> Result:
    """The pull requests of the scene are closed at its end, so that one world can carry many."""
    before, opened = world.main, len(world.forge.pulls)
    number = attack.play(world, cast)
    world.run_gate(world.clock.now + LATER)
    if attack.rule != NO_APPROVAL:
        for person in cast.everybody:
            world.approve(person, number, world.clock.now + LATER)
        world.run_gate(world.clock.now + LATER)
    seen = world.seen(number)
    outcome = seen.outcome
    found = [item for item in outcome.diagnostics if item.severity is Severity.ERROR] if outcome is not None else []
    result = Result(
        attack=attack,
        number=number,
        finding=next((item for item in found if item.code == attack.rule), None),
        seen=seen,
        untouched=world.main == before,
    )
    for pull in list(world.forge.pulls.values())[opened:]:
        if pull.is_open:
            world.forge.close(pull.number)
    return result
