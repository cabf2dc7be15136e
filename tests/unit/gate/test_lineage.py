"""The gate compares with the round before as `validate` does: over mergers, and not over parts."""

from __future__ import annotations

import pytest

from minhbach.checks import run_checks
from minhbach.gate.check import check, inputs_of
from minhbach.gate.content import content_holds, previous_data, same_before
from minhbach.gate.memory import Memory
from tests.cases.examples import MemoryTree, load_tree
from tests.unit.gate.proposing import MORE_COMPUTERS, ROUND, TOWN, TOWN_FILE, WARD_FILE, edited, propose, province

LINEAGE = f"{ROUND}/lineage.yaml"


def base(kind: str | None) -> MemoryTree:
    """Both rounds; Phường Cầu Mây of the round before went into Phường Bến Đò in this way."""
    tree = province(both_rounds=True)
    if kind is not None:
        rows = f'{{old: "02005", new: "02005", kind: keeps}}\n  - {{old: "02008", new: "02005", kind: {kind}}}'
        tree.files |= edited(LINEAGE, "units:\n", f"units:\n  - {rows}\n", tree)
    return tree


def previous_staff(kind: str | None) -> tuple[list[str], bool]:
    proposal = propose(MORE_COMPUTERS, base=base(kind))
    round_ = proposal.round("2021")
    assert round_ is not None
    unit = round_.register.by_code["02005"]
    data = previous_data(proposal, round_, unit)
    assert data is not None
    return sorted(data.submissions), same_before(round_, data, unit) is not None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(None, (["02005"], True)), ("whole", (["02005", "02008"], False)), ("part", (["02005", "02008"], False))],
)
def test_what_a_unit_comes_from_is_read(kind: str | None, expected: tuple[list[str], bool]) -> None:
    assert previous_staff(kind) == expected


@pytest.mark.parametrize("kind", [None, "whole", "part"])
def test_the_gate_finds_what_the_whole_repository_is_told(kind: str | None) -> None:
    tree = base(kind)
    change = edited(WARD_FILE, "staff: 20\n", "staff: 15\n", tree)
    at_the_gate = {item.code for item in content_holds(propose(change, base=tree))}
    tree.files |= change
    dataset, report = load_tree(tree)
    everywhere = {item.code for item in (*report, *run_checks(dataset)) if item.location.path == WARD_FILE}
    assert at_the_gate == everywhere
    assert ("staff-halved" in at_the_gate) is (kind == "whole")


def test_an_effect_names_the_round_before_only_for_the_same_unit() -> None:
    effects = {kind: check(propose(MORE_COMPUTERS, base=base(kind)), Memory()).effect for kind in (None, "whole")}
    assert {kind: effect.previous_round for kind, effect in effects.items() if effect is not None} == {
        None: "2020",
        "whole": None,
    }


def test_a_verdict_rests_on_the_lineage_and_above_others_on_the_receipts() -> None:
    ward = inputs_of(propose(MORE_COMPUTERS))
    town = inputs_of(propose(edited(TOWN_FILE, "news: 70", "news: 71"), actor=TOWN))
    assert LINEAGE in ward
    assert f"{ROUND}/receipts.yaml" not in ward
    assert f"{ROUND}/receipts.yaml" in town
