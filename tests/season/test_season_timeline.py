"""What git tells of a unit after the season: each step of the plan, who did it, when, in which commit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from minhbach.repository import RoundData
from tests.season.conftest import answer
from tests.season.play import ROUND, Season
from tests.season.winter import EDITIONS, WITNESS


def history(clone: Path, *words: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(answer(clone, "history", ROUND, *words, "--format", "json"))
    return document


def test_every_step_of_an_inspected_unit(season: Season, clone: Path) -> None:
    events = history(clone, WITNESS)["events"]
    kinds = [event["kind"] for event in events]
    assert kinds[:7] == [*("handed_in", "approved", "checked"), "questioned", *("answered", "approved", "checked")]
    # The visit is told at the time that the minutes give it, before or after the decision to go.
    assert set(kinds[7:9]) == {"decided", "inspected"}
    assert kinds[9:] == ["published"] * len(EDITIONS)
    unit = season.data.register.by_code[WITNESS]
    approvers = {account.id for account in season.data.accounts.approvers(unit.parent or "")}
    operators = {account.id for account in season.data.accounts.operators}
    who = {event["kind"]: {person["id"] for person in event["who"]} for event in events}
    assert who["handed_in"] == who["answered"] == {season.data.accounts.submitters(WITNESS)[0].id}
    assert who["approved"] <= approvers
    assert who["questioned"] | who["decided"] | who["published"] <= operators
    (team,) = who["inspected"]
    assert WITNESS in season.data.accounts.by_id[team].inspects
    assert all(event["commit"] for event in events)


def test_nobody_approved_what_was_their_own(clone: Path) -> None:
    for event in history(clone)["events"]:
        if event["kind"] not in ("approved", "checked"):
            authors, approvers = ({person["id"] for person in event[key]} for key in ("who", "approved_by"))
            assert not authors & approvers, event


def test_handed_in_as_the_register_of_receipt_says(clone: Path, data: RoundData) -> None:
    events = [event for event in history(clone)["events"] if event["kind"] == "handed_in"]
    assert {event["unit"]: event["at"][:16] for event in events} == {
        code: f"{receipt.received:%Y-%m-%dT%H:%M}" for code, receipt in data.receipts.items()
    }


def test_an_amended_unit(clone: Path, data: RoundData) -> None:
    (amendment,) = data.amendments
    change = amendment.changes[0]
    events = history(clone, change.unit)["events"]
    assert [event["kind"] for event in events][-4:] == ["published", "published", "amended", "published"]
    (figure,) = next(event["figures"] for event in events if event["kind"] == "amended")
    assert (figure["figure"], figure["before"]["value"], figure["after"]["value"]) == (
        change.figure,
        change.old.value,
        change.new.value,
    )


def test_a_supplemented_unit(clone: Path, data: RoundData) -> None:
    code, submission = next((code, item) for code, item in data.submissions.items() if item.supplement)
    events = history(clone, code)["events"]
    (event,) = [event for event in events if event["kind"] == "supplemented"]
    assert {item["figure"] for item in event["figures"]} == set(submission.supplement)
    assert "2019-12-31" <= event["at"][:10] <= "2020-01-05"


def test_the_chain_of_a_figure(clone: Path) -> None:
    chain = history(clone, WITNESS, "--figure", "bandwidth")["chain"]
    assert [link["origin"] for link in chain] == ["reported", "settled"]


def test_the_last_supplement_came_a_second_before_the_end(clone: Path) -> None:
    """23:59:59 in the province; the merge commit of the gate says it in UTC."""
    last = max(event["at"] for event in history(clone)["events"] if event["kind"] == "supplemented")
    assert last == "2020-01-05T23:59:59+07:00"
